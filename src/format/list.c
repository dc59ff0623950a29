/*
 * list - records in a list: comma, semicolon or tab between columns, the first row their names.
 *
 * RFC 4180 with the liberties spreadsheets take: other delimiters, other line ends, any encoding,
 * UTF-16 among them. A row by itself is told by its layout ("semicolon:title,creator,,date"), which
 * stands where MARC has its dialect.
 */
#include "format/format_int.h"

enum { LOOK = 64 * 1024 };

static const struct {
	const char *name;
	char sign;
} delimiters[] = { { "tab", '\t' }, { "semicolon", ';' }, { "comma", ',' }, { "bar", '|' } };

struct layout {
	char delimiter;
	enum record_field columns[LIST_COLUMNS_MAX]; /* RECORD_FIELDS: not known */
	size_t n;
};
struct list_reader {
	struct file_window w;
	struct layout layout;
	const char *told;     /* the layout as text */
	const char *encoding; /* "utf-8" "utf-16le" "utf-16be", or of text_guess */
	int64_t number;
	struct str header; /* its bytes */
};

/* One unit of the text at an offset: a byte, or two of UTF-16. */
struct units {
	struct str s;
	size_t step;
	bool big;
};

static uint32_t unit_at(const struct units *u, size_t at)
{
	if (u->step == 1)
		return (unsigned char)u->s.s[at];
	if (at + 1 >= u->s.n)
		return 0;
	uint32_t a = (unsigned char)u->s.s[at], b = (unsigned char)u->s.s[at + 1];
	return u->big ? a << 8 | b : b << 8 | a;
}

static struct units units_of(struct str s, const char *encoding)
{
	bool wide = encoding && str_starts(str_of(encoding), "utf-16");
	return (struct units){ s, wide ? 2 : 1, wide && encoding[6] == 'b' };
}

/* The end of the row that begins at 0, past its line end; 0: it is not there. A quote opens only at
 * the beginning of a cell. */
static size_t row_end(const struct units *u, char delimiter, bool quotes, bool *ret_open)
{
	bool quoted = false, begins = true;
	for (size_t at = 0; at + u->step <= u->s.n; at += u->step) {
		uint32_t ch = unit_at(u, at);
		if (quoted) {
			quoted = ch != '"';
		} else if (quotes && ch == '"') {
			/* after a closing quote: a doubled one, and it goes on */
			quoted = begins || (at && unit_at(u, at - u->step) == '"');
		} else if (ch == '\n' || ch == '\r') {
			size_t next = at + u->step;
			bool pair = ch == '\r' && next + u->step <= u->s.n &&
				    unit_at(u, next) == '\n';
			return next + (pair ? u->step : 0);
		}
		begins = !quoted && ch == (unsigned char)delimiter;
	}
	*ret_open = quoted;
	return 0;
}

/* Bytes of the next row. *ret_n 0 at the end. *ret_open: a quote in it is never closed, and the row
 * ends at its first line. */
static bool next_row_bytes(struct ctx *c, struct list_reader *r, size_t *ret_n, bool *ret_open)
{
	bool open = false;
	for (;;) {
		struct units u = units_of(window_str(&r->w), r->encoding);
		size_t n = row_end(&u, r->layout.delimiter, true, &open);
		bool last_sign = n == u.s.n && !r->w.end; /* \n may follow \r */
		*ret_n = n;
		*ret_open = false;
		if (n && !last_sign)
			return true;
		if (r->w.end || u.s.n >= RECORD_BYTES_MAX) {
			*ret_open = open;
			size_t line = row_end(&u, r->layout.delimiter, false, &open);
			*ret_n = line ? line : u.s.n;
			return true;
		}
		if (!window_fill(c, &r->w))
			return false;
	}
}

static struct str utf16_decoded(struct ctx *c, struct arena *mem, struct str s, bool big)
{
	struct units u = { s, 2, big };
	struct buf out;
	buf_init(&out, mem, 0);
	for (size_t at = 0; at + 2 <= s.n; at += 2) {
		uint32_t cp = unit_at(&u, at);
		if (cp >= 0xD800 && cp < 0xDC00 && at + 4 <= s.n) {
			uint32_t low = unit_at(&u, at + 2);
			if (low >= 0xDC00 && low < 0xE000) {
				cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
				at += 2;
			}
		}
		buf_add_utf8(&out, cp == 0 || (cp >= 0xD800 && cp < 0xE000) ? 0xFFFD : cp);
	}
	return buf_str(&out);
}

static struct str row_text(struct ctx *c, struct arena *mem, struct str raw, const char *encoding,
			   uint32_t *mends)
{
	if (str_starts(str_of(encoding), "utf-16"))
		return utf16_decoded(c, mem, raw, encoding[6] == 'b');
	if (text_is_utf8(raw))
		return raw;
	bool utf8 = !strcmp(encoding, "utf-8");
	if (utf8)
		*mends |= 1u << MEND_ENCODING;
	return text_from(mem, utf8 ? text_guess(raw, NULL) : encoding, raw);
}

/* Cells of a row's text; quotes are taken off. */
static size_t cut_row(struct arena *mem, struct str text, char delimiter, bool quotes,
		      struct str *cells)
{
	size_t n = 0, at = 0;
	bool more = true;
	while (more && n < LIST_COLUMNS_MAX) {
		struct buf out;
		bool quoted = quotes && at < text.n && text.s[at] == '"';
		buf_init(&out, mem, 0);
		at += quoted;
		more = false;
		for (; at < text.n; at++) {
			char ch = text.s[at];
			if (quoted && ch == '"') {
				quoted = at + 1 < text.n && text.s[at + 1] == '"';
				at += quoted;
				if (!quoted)
					continue;
			} else if (!quoted && ch == delimiter) {
				more = true;
				at++;
				break;
			}
			buf_add_char(&out, ch);
		}
		cells[n++] = value_clean(mem, buf_str(&out));
	}
	return n;
}

/* Several people or subjects in one cell stand between semicolons. */
static void add_cell(struct arena *mem, struct record *r, enum record_field f, struct str cell)
{
	bool many = f == RECORD_CREATOR || f == RECORD_CONTRIBUTOR || f == RECORD_SUBJECT ||
		    f == RECORD_LANGUAGE;
	if (!many) {
		record_add_once(mem, r, f, str_trim(cell));
		return;
	}
	struct str one;
	while (str_next(&cell, ';', &one)) {
		one = str_trim(one);
		record_add_once(mem, r, f, f == RECORD_LANGUAGE ? text_language_code(one) : one);
	}
}

static void read_row(struct ctx *c, struct arena *mem, struct str raw, const struct layout *l,
		     bool open, struct record_item *ret)
{
	struct str cells[LIST_COLUMNS_MAX];
	struct str text = row_text(c, mem, raw, ret->encoding, &ret->mends);
	size_t n = cut_row(mem, str_trim(text).n ? text : STR(""), l->delimiter, !open, cells);
	for (size_t i = 0; i < n && i < l->n; i++) {
		if (l->columns[i] != RECORD_FIELDS)
			add_cell(mem, &ret->record, l->columns[i], cells[i]);
	}
	if (n > l->n)
		ret->mends |= 1u << MEND_LENGTH;
	if (open)
		ret->mends |= 1u << MEND_TERMINATOR;
	ret->format = l->delimiter == '\t' ? "tsv" : "csv";
	ret->record.raw = raw;
	ret->record.raw_format = "csv";
	ret->record.extension = "tsv";
	struct str id = record_first(&ret->record, RECORD_IDENTIFIER);
	ret->id = id.s ? id : STR("");
	if (ret->record.n == 0 && str_trim(text).n)
		ret->reason = N_("nothing in it can be read");
}

/* The delimiter that the header has most of. */
static char delimiter_of(struct str text)
{
	struct str head = str_upto(text, str_find_byte(text, '\n'));
	size_t best = 0, count[COUNT_OF(delimiters)] = { 0 };
	for (size_t k = 0; k < COUNT_OF(delimiters); k++) {
		for (size_t i = 0; i < head.n; i++)
			count[k] += head.s[i] == delimiters[k].sign;
		best = count[k] > count[best] ? k : best;
	}
	return delimiters[best].sign;
}

/* "title=Название,date=3": the field that a column, by its header or its number, is told to be. */
static bool told_column(struct arena *mem, struct str columns, struct str header, size_t number,
			enum record_field *ret, bool *ret_numbers)
{
	struct str pair;
	struct str low = text_lower(mem, str_trim(header));
	while (str_next(&columns, ',', &pair)) {
		size_t equals = str_find_byte(pair, '=');
		struct str name = str_trim(str_from(pair, equals + 1));
		int64_t k;
		bool is_number = str_to_int(name, 1, LIST_COLUMNS_MAX, &k);
		*ret_numbers |= is_number;
		bool is_this = is_number ? (size_t)k == number
					 : str_same(text_lower(mem, name), low);
		if (equals < pair.n && is_this &&
		    record_field_of(str_trim(str_upto(pair, equals)), ret))
			return true;
	}
	return false;
}

/* What each column is. *ret_header: the first row names columns and is no record itself. */
static bool read_header(struct ctx *c, struct layout *l, const struct str *cells, size_t n,
			struct str columns, bool *ret_header)
{
	bool some = false, named = false, numbers = false;
	l->n = n;
	for (size_t i = 0; i < n; i++) {
		enum record_field *f = &l->columns[i];
		*f = RECORD_FIELDS;
		bool told = told_column(c->mem, columns, cells[i], i + 1, f, &numbers);
		bool known = !told && field_of_header(c->mem, cells[i], f);
		named |= known;
		some |= *f == RECORD_TITLE || *f == RECORD_FILE;
	}
	*ret_header = !numbers || named;
	if (!some)
		return fail(c, ERR_INVALID,
			    "the first row of the list names no column that is known, such as "
			    "title or file");
	return true;
}

static const char *layout_text(struct arena *mem, const struct layout *l)
{
	struct buf out;
	buf_init(&out, mem, 0);
	for (size_t i = 0; i < COUNT_OF(delimiters); i++) {
		if (delimiters[i].sign == l->delimiter)
			buf_add_z(&out, delimiters[i].name);
	}
	for (size_t i = 0; i < l->n; i++) {
		buf_add_char(&out, i ? ',' : ':');
		if (l->columns[i] != RECORD_FIELDS)
			buf_add_z(&out, record_field_name(l->columns[i]));
	}
	return str_z(mem, buf_str(&out));
}

static bool layout_parse(struct str text, struct layout *ret)
{
	struct str name, column;
	bool known = false;
	*ret = (struct layout){ 0 };
	if (!str_next(&text, ':', &name))
		return false;
	for (size_t i = 0; i < COUNT_OF(delimiters); i++) {
		if (str_is(name, delimiters[i].name)) {
			ret->delimiter = delimiters[i].sign;
			known = true;
		}
	}
	while (ret->n < LIST_COLUMNS_MAX && str_next(&text, ',', &column)) {
		ret->columns[ret->n] = RECORD_FIELDS;
		if (column.n && !record_field_of(column, &ret->columns[ret->n]))
			return false;
		ret->n++;
	}
	return known;
}

/* The encoding by the head of the file; *ret_mark: bytes of a mark of byte order. */
static bool find_encoding(struct ctx *c, struct str head, const char *forced, const char **ret,
			  size_t *ret_mark)
{
	struct str text;
	const char *found = "UTF-8";
	*ret_mark = str_starts(head, "\xEF\xBB\xBF") ? 3 : 0;
	if (str_starts(head, "\xFF\xFE") || str_starts(head, "\xFE\xFF"))
		*ret_mark = 2;
	if (forced) {
		*ret = forced;
		return true;
	}
	/* a letter may be cut at the end of what is looked at */
	size_t line = head.n;
	while (line > 0 && head.s[line - 1] != '\n')
		line--;
	if (!text_decode(c, line && head.n == LOOK ? str_upto(head, line) : head, &text, &found))
		return false;
	*ret = !strcmp(found, "UTF-8")                                                ? "utf-8"
	       : strcmp(found, "UTF-16")                                              ? found
	       : (*ret_mark && head.s[0] == '\xFE') || (!*ret_mark && head.s[0] == 0) ? "utf-16be"
										      : "utf-16le";
	return true;
}

/* Excel's own line "sep=;" */
static bool take_separator(struct ctx *c, struct list_reader *r)
{
	size_t n;
	bool open;
	uint32_t mends = 0;
	if (!next_row_bytes(c, r, &n, &open))
		return false;
	struct str line = row_text(c, c->mem, str_upto(window_str(&r->w), n), r->encoding, &mends);
	if (!str_starts(line, "sep=") || line.n < 5) {
		r->layout.delimiter = delimiter_of(line);
		return true;
	}
	r->layout.delimiter = line.s[4];
	window_pass(&r->w, n);
	return true;
}

bool list_open(struct ctx *c, int fd, int64_t at, const struct record_options *o,
	       struct list_reader **ret)
{
	struct list_reader *r = arena_new_of(c->mem, struct list_reader);
	struct str cells[LIST_COLUMNS_MAX];
	size_t mark, n;
	bool open, header;
	uint32_t mends = 0;
	window_init(&r->w, c->mem, fd, 0);
	if (!window_fill_to(c, &r->w, LOOK) ||
	    !find_encoding(c, str_upto(window_str(&r->w), LOOK), o->encoding, &r->encoding, &mark))
		return false;
	window_pass(&r->w, mark);
	if (!take_separator(c, r) || !next_row_bytes(c, r, &n, &open))
		return false;
	struct str first = str_copy(c->mem, str_upto(window_str(&r->w), n));
	n = cut_row(c->mem, row_text(c, c->mem, first, r->encoding, &mends), r->layout.delimiter,
		    true, cells);
	if (!read_header(c, &r->layout, cells, n, o->columns, &header))
		return false;
	r->header = header ? first : STR("");
	r->told = layout_text(c->mem, &r->layout);
	window_pass(&r->w, r->header.n);
	if (at > r->w.at) /* going on */
		window_init(&r->w, c->mem, fd, at);
	*ret = r;
	return true;
}

struct str list_header(const struct list_reader *r)
{
	return r->header;
}

bool list_next(struct ctx *c, struct list_reader *r, struct arena *mem, struct record_item *ret,
	       bool *ret_there)
{
	for (;;) {
		size_t n;
		bool open;
		if (!next_row_bytes(c, r, &n, &open))
			return false;
		*ret_there = n > 0;
		if (n == 0)
			return true;
		*ret = (struct record_item){ .at = r->w.at,
					     .number = r->number + 1,
					     .dialect = r->told,
					     .encoding = r->encoding };
		read_row(c, mem, str_copy(mem, str_upto(window_str(&r->w), n)), &r->layout, open,
			 ret);
		window_pass(&r->w, n);
		if (ret->record.n || ret->reason) { /* no empty line */
			r->number++;
			return true;
		}
	}
}

bool list_again(struct ctx *c, struct str raw, const struct record_options *o,
		struct record_item *ret)
{
	struct layout l;
	bool open = false;
	if (!o->dialect || !layout_parse(str_of(o->dialect), &l))
		return fail(c, ERR_INVALID, "the columns of the row are not known");
	*ret = (struct record_item){ .number = 1,
				     .dialect = o->dialect,
				     .encoding = o->encoding ? o->encoding : "utf-8" };
	struct units u = units_of(raw, ret->encoding);
	if (row_end(&u, l.delimiter, true, &open))
		open = false;
	read_row(c, c->mem, raw, &l, open, ret);
	return true;
}
