/*
 * dc - records of Dublin Core in XML, in whatever wrapper.
 *
 * A record is the element whose children are of Dublin Core (dc:, dcterms:), or are named like the
 * columns of a list and have no prefix; its bytes are cut from the file as they came. Declarations
 * are passed over: nothing is fetched, nothing expands.
 */
#include "format/format_int.h"

enum { DEPTH_MAX = 64, HELD_MAX = 1 << 20, LOOK = 64 * 1024 };

struct dc_reader {
	struct file_window w;
	int64_t number;
	bool bare; /* elements without a prefix count */
};
/* What an element of Dublin Core is to a record. */
struct meaning {
	enum record_field field;
	bool may_be_file; /* it often names the file */
};

static bool has_prefix(const struct xml_mark *m, const char *prefix)
{
	return str_starts(m->name, prefix) && m->name.n > strlen(prefix);
}

static bool meaning_of(struct arena *mem, const struct xml_mark *m, bool bare, struct meaning *ret)
{
	static const struct {
		const char *name;
		enum record_field field;
	} own[] = {
		{ "source", RECORD_FILE },     { "relation", RECORD_SERIES },
		{ "isPartOf", RECORD_SERIES }, { "format", RECORD_EXTENT },
		{ "issued", RECORD_DATE },     { "created", RECORD_DATE },
	};
	struct str s = m->local;
	bool prefixed = m->name.n > s.n;
	if (prefixed ? !has_prefix(m, "dc:") && !has_prefix(m, "dcterms:") : !bare)
		return false;
	ret->may_be_file = str_is(s, "identifier") || str_is(s, "source") || str_is(s, "relation");
	for (size_t i = 0; i < COUNT_OF(own); i++) {
		if (str_is(s, own[i].name)) {
			ret->field = own[i].field;
			return true;
		}
	}
	return !str_is(s, "coverage") && field_of_header(mem, s, &ret->field);
}

/* Do elements without a prefix count? Where their vocabulary is Dublin Core's, or none is named. */
static bool bare_counts(struct str s)
{
	size_t at = str_find(s, STR("xmlns=\""));
	if (at < s.n)
		return str_starts(str_from(s, at + 7), "http://purl.org/dc/");
	return str_find(s, STR("<dc:")) == s.n && str_find(s, STR("<dcterms:")) == s.n;
}

bool dc_likely(struct str b)
{
	if (str_starts(b, "\xEF\xBB\xBF"))
		b = str_from(b, 3);
	b = str_trim(b);
	if (b.n < 5 || b.s[0] != '<')
		return false;
	return bare_counts(b) || str_find(b, STR("http://purl.org/dc/")) < b.n;
}

bool dc_open(struct ctx *c, int fd, int64_t at, struct dc_reader **ret)
{
	struct dc_reader *r = arena_new_of(c->mem, struct dc_reader);
	window_init(&r->w, c->mem, fd, at);
	if (!window_fill_to(c, &r->w, LOOK))
		return false;
	r->bare = bare_counts(window_str(&r->w));
	*ret = r;
	return true;
}

/* Elements that are open, the outermost first. */
struct open_element {
	size_t begins;
	struct str name;
	bool holds, is_dc; /* children of Dublin Core; itself one */
};
struct stack {
	struct open_element at[DEPTH_MAX];
	size_t n;
	bool deep; /* more than DEPTH_MAX: no record has that */
};

static void open_element(struct arena *mem, struct stack *k, const struct xml_mark *m, bool bare)
{
	struct meaning what;
	bool is_dc = meaning_of(mem, m, bare, &what);
	if (k->n == DEPTH_MAX) {
		k->deep = true;
		return;
	}
	if (is_dc && k->n && !k->at[k->n - 1].is_dc)
		k->at[k->n - 1].holds = true;
	k->at[k->n++] = (struct open_element){ m->at, m->name, false, is_dc };
}

/* The element that ends here, where it is the one opened last; an end without its beginning is of
 * an element that began long before. */
static bool close_element(struct stack *k, const struct xml_mark *m, struct open_element *ret)
{
	if (k->n == 0 || !str_same(k->at[k->n - 1].name, m->name))
		return false;
	*ret = k->at[--k->n];
	return true;
}

/* The next record in what there is: bytes before it, and its own. False: more are needed. */
static bool frame(struct arena *mem, const struct dc_reader *r, size_t *ret_skip, size_t *ret_n)
{
	struct str s = window_str(&r->w);
	bool end = r->w.end;
	struct stack k = { .n = 0 };
	struct open_element e;
	size_t done = 0; /* no record begins before */
	for (size_t at = 0;;) {
		struct xml_mark m = xml_next(s, at);
		if (m.kind == XML_MORE || k.deep)
			break;
		at = m.end;
		if (m.kind == XML_START)
			open_element(mem, &k, &m, r->bare);
		else if (m.kind == XML_END && close_element(&k, &m, &e)) {
			if (e.holds) {
				*ret_skip = e.begins;
				*ret_n = at - e.begins;
				return true;
			}
			done = at;
		}
	}
	*ret_n = 0;
	*ret_skip = end || k.deep || (s.n >= RECORD_BYTES_MAX && !done) ? s.n : done;
	return end || k.deep || s.n >= HELD_MAX;
}

/* Does it end like a file's name, as neither ISBN nor title does? */
static bool names_file(struct str value)
{
	struct str extension = path_extension(value);
	if (extension.n < 2 || extension.n > 5 || value.n > 1000)
		return false;
	bool letters = false;
	for (size_t i = 0; i < extension.n; i++) {
		char ch = (char)(extension.s[i] | 0x20);
		letters |= ch >= 'a' && ch <= 'z';
		if ((ch < 'a' || ch > 'z') && (extension.s[i] < '0' || extension.s[i] > '9'))
			return false;
	}
	return letters;
}

static void add_value(struct arena *mem, struct record *to, const struct meaning *what,
		      struct str text)
{
	text = value_clean(mem, text);
	if (what->field == RECORD_LANGUAGE)
		text = text_language_code(text);
	bool file = what->may_be_file && names_file(text);
	if (file)
		record_add_once(mem, to, RECORD_FILE, text);
	else if (!what->may_be_file || what->field != RECORD_FILE)
		record_add_once(mem, to, what->field, text);
}

/* All the text up to the end of the element that was just opened; *at stands there. */
static struct str text_of(struct arena *mem, struct str s, size_t *at)
{
	struct buf out;
	size_t depth = 0;
	buf_init(&out, mem, 1 << 20);
	for (;;) {
		struct xml_mark m = xml_next(s, *at);
		xml_unescape(&out, str_upto(str_from(s, *at), m.at - *at));
		*at = m.at;
		if (m.kind == XML_MORE || (m.kind == XML_END && depth == 0))
			return buf_str(&out);
		depth += m.kind == XML_START;
		depth -= m.kind == XML_END;
		if (m.kind == XML_CDATA)
			buf_add(&out, m.rest);
		*at = m.end;
	}
}

void dc_again(struct arena *mem, struct str raw, struct record_item *ret)
{
	struct str s = raw;
	const char *charset = NULL;
	bool bare = bare_counts(raw);
	if (!text_is_utf8(raw)) {
		charset = text_guess(raw, NULL);
		s = text_from(mem, charset, raw);
	}
	*ret = (struct record_item){
		.number = 1, .format = "dc", .dialect = "", .encoding = charset ? charset : "utf-8"
	};
	for (size_t at = 0; at < s.n;) {
		struct xml_mark m = xml_next(s, at);
		struct meaning what;
		if (m.kind == XML_MORE)
			break;
		at = m.end;
		if (m.kind == XML_START && meaning_of(mem, &m, bare, &what) && m.at > 0)
			add_value(mem, &ret->record, &what, text_of(mem, s, &at));
	}
	ret->record.raw = raw;
	ret->record.raw_format = "dc";
	ret->record.extension = "xml";
	struct str id = record_first(&ret->record, RECORD_IDENTIFIER);
	ret->id = id.s ? id : STR("");
	if (ret->record.n == 0)
		ret->reason = N_("nothing in it can be read");
}

bool dc_next(struct ctx *c, struct dc_reader *r, struct arena *mem, struct record_item *ret,
	     bool *ret_there)
{
	size_t skip, n = 0;
	while (n == 0) {
		if (!frame(mem, r, &skip, &n)) {
			if (!window_fill(c, &r->w))
				return false;
			continue;
		}
		bool stuck = n == 0 && skip == 0 && !r->w.end;
		window_pass(&r->w, skip);
		*ret_there = n > 0;
		if (n == 0 && r->w.end)
			return true;
		if (stuck && !window_fill(c, &r->w))
			return false;
	}
	int64_t at = r->w.at;
	dc_again(mem, str_copy(mem, str_upto(window_str(&r->w), n)), ret);
	ret->at = at;
	ret->number = ++r->number;
	window_pass(&r->w, n);
	return true;
}
