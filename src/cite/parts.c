/*
 * parts - a record taken apart: names into family names and initials, the title into its parts.
 */
#include "cite/cite_int.h"

#include <ctype.h>

enum { WORDS_MOST = 6 };

static struct str value_or_none(const struct record *r, enum record_field f)
{
	struct str s = record_first(r, f);
	return s.s ? str_trim(s) : STR("");
}

/* -- names ------------------------------------------------------------------------------------- */

/* "Мухтар Омарханович" → "М. О.", "Жан-Жак" → "Ж.-Ж."; what is an initial already stays one. */
static struct str initials_of(struct arena *mem, struct str given)
{
	struct buf b;
	bool begins = true;
	buf_init(&b, mem, 0);
	buf_add_z(&b, "");
	for (size_t at = 0; at < given.n;) {
		uint32_t ch = text_next(given, &at);
		if (ch == ' ' || ch == '.' || ch == '-' || ch == 0xA0) {
			if (ch == '-' && b.n)
				buf_add_char(&b, '-');
			begins = true;
			continue;
		}
		if (!begins || ch == '(' || ch == ',')
			continue;
		if (b.n && !str_ends(buf_str(&b), "-"))
			buf_add_char(&b, ' ');
		buf_add_utf8(&b, ch);
		buf_add_char(&b, '.');
		begins = false;
	}
	return buf_str(&b);
}

/* One letter, or up to three with a stop behind: "М.", "Дж.". */
static bool is_initial(struct str word)
{
	size_t letters = 0;
	for (size_t at = 0; at < word.n; letters++)
		text_next(word, &at);
	return letters == 1 || (str_ends(word, ".") && letters <= 4);
}

/* "Пушкин А. С.": all that follows the first word are initials. */
static bool cut_initials(struct str s, struct cited_name *ret)
{
	size_t space = str_find_byte(s, ' ');
	struct str rest = str_trim(str_from(s, space)), all = rest, word;
	if (!rest.n)
		return false;
	while (str_next(&rest, ' ', &word))
		if (word.n && !is_initial(word) && str_find_byte(word, '.') == word.n)
			return false;
	ret->family = str_upto(s, space);
	ret->given = all;
	return true;
}

static struct cited_name name_of(struct arena *mem, const struct record_value *v)
{
	struct str s = str_trim(v->value);
	size_t comma = str_find_byte(s, ',');
	struct cited_name n = { s, STR(""), STR("") };
	if (v->body)
		return n;
	if (comma < s.n) {
		struct str given = str_trim(str_from(s, comma + 1));
		n.family = str_trim(str_upto(s, comma));
		n.given = str_trim(str_upto(given, str_find_byte(given, ',')));
	} else {
		cut_initials(s, &n);
	}
	n.initials = initials_of(mem, n.given);
	return n;
}

static bool same_name(const struct cited_name *a, const struct cited_name *b)
{
	return str_same(a->family, b->family) && str_same(a->initials, b->initials);
}

static void add_name(struct arena *mem, struct cited_names *to, const struct record_value *v)
{
	struct cited_name n = name_of(mem, v);
	for (size_t i = 0; i < to->n; i++)
		if (same_name(&to->at[i], &n))
			return;
	if (to->n < NAMES_MOST && n.family.n)
		to->at[to->n++] = n;
}

/* Whoever has no role is an author where the record makes him its heading, else nobody to cite. */
static void sort_names(struct arena *mem, const struct record *r, struct cited *x)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct record_value *v = &r->at[i];
		bool heading = v->field == RECORD_CREATOR;
		if (v->also || (!heading && v->field != RECORD_CONTRIBUTOR))
			continue;
		struct str role = v->role.s ? v->role : STR("");
		if (str_is(role, "edt") || str_is(role, "pbd") || str_is(role, "com"))
			add_name(mem, &x->editors, v);
		else if (str_is(role, "trl"))
			add_name(mem, &x->translators, v);
		else if (str_is(role, "aut") || (heading && !role.n))
			add_name(mem, &x->authors, v);
		else if (heading && !x->authors.n)
			add_name(mem, &x->authors, v);
	}
}

void cite_add_name(struct buf *b, const struct cited_name *n, const char *between)
{
	buf_add(b, n->family);
	if (!n->initials.n)
		return;
	buf_add_z(b, between);
	buf_add(b, n->initials);
}

/* -- the rest ---------------------------------------------------------------------------------- */

static void cut_title(struct cited *x)
{
	struct str t = value_or_none(x->record, RECORD_TITLE);
	size_t colon = str_find(t, STR(" : "));
	x->title = str_trim(str_upto(t, colon));
	x->subtitle = colon < t.n ? str_trim(str_from(t, colon + 3)) : STR("");
}

/* "606 с. : ил. ; 20 см" → "606 с." */
static struct str extent_of(struct str s)
{
	static const char *const ends[] = { " :", " ;", " +", "," };
	for (size_t i = 0; i < COUNT_OF(ends); i++)
		s = str_upto(s, str_find(s, str_of(ends[i])));
	return str_trim(s);
}

/* The largest number in it: front matter is counted apart, in brackets or Roman. */
static int pages_of(struct str extent)
{
	int64_t most = 0, n = 0;
	for (size_t i = 0; i <= extent.n; i++) {
		bool digit = i < extent.n && isdigit((unsigned char)extent.s[i]);
		n = digit && n < 100000 ? n * 10 + (extent.s[i] - '0') : digit ? n : 0;
		most = n > most ? n : most;
	}
	return (int)most;
}

static bool is_article(const struct record *r)
{
	return str_is(value_or_none(r, RECORD_LEVEL), "article") ||
	       value_or_none(r, RECORD_HOST).n > 0;
}

static struct str url_of(const struct record *r, struct str address)
{
	struct str own = value_or_none(r, RECORD_URL);
	bool online = str_is(value_or_none(r, RECORD_CARRIER), "online");
	return address.n ? address : online ? own : STR("");
}

/* "Москва [и др.]" and "[б. и.]" say nothing of use in a reference */
static struct str imprint_of(const struct record *r, enum record_field f)
{
	struct str s = value_or_none(r, f);
	size_t bracket = str_find_byte(s, '[');
	bool nothing = bracket == 0 && str_find(s, STR(". ")) < s.n;
	return nothing ? STR("") : str_trim(bracket ? str_upto(s, bracket) : s);
}

static const char *kind_of(struct arena *mem, const struct record *r)
{
	static const struct {
		const char *word, *kind;
	} kinds[] = { { "map", "map" },     { "карт", "map" },      { "sound", "sound" },
		      { "audio", "sound" }, { "music", "sound" },   { "moving", "film" },
		      { "video", "film" },  { "thesis", "thesis" }, { "диссерт", "thesis" } };
	struct str type = text_lower(mem, value_or_none(r, RECORD_TYPE));
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (str_find(type, str_of(kinds[i].word)) < type.n)
			return kinds[i].kind;
	return "";
}

void cited_of(struct arena *mem, const struct record *r, struct str address, int64_t now,
	      struct cited *ret)
{
	*ret = (struct cited){
		.record = r,
		.responsibility = value_or_none(r, RECORD_RESPONSIBILITY),
		.edition = value_or_none(r, RECORD_EDITION),
		.place = imprint_of(r, RECORD_PLACE),
		.publisher = imprint_of(r, RECORD_PUBLISHER),
		.date = value_or_none(r, RECORD_DATE),
		.extent = extent_of(value_or_none(r, RECORD_EXTENT)),
		.series = value_or_none(r, RECORD_SERIES),
		.host = value_or_none(r, RECORD_HOST),
		.isbn = value_or_none(r, RECORD_ISBN),
		.issn = value_or_none(r, RECORD_ISSN),
		.language = value_or_none(r, RECORD_LANGUAGE),
		.url = url_of(r, address),
		.article = is_article(r),
		.serial = str_is(value_or_none(r, RECORD_LEVEL), "serial"),
		.online = str_is(value_or_none(r, RECORD_CARRIER), "online"),
		.kind = kind_of(mem, r),
		.now = now,
	};
	ret->year = record_year(ret->date);
	ret->pages = pages_of(ret->extent);
	if (ret->article)
		ret->issue = value_or_none(r, RECORD_PART);
	cut_title(ret);
	sort_names(mem, r, ret);
}

void cite_add_host(struct buf *b, const struct cited *x, const char *between)
{
	char year[STR_INT];
	struct str y = x->year ? str_of_int(x->year, year) : STR("");
	const struct str parts[] = { x->host, str_find(x->issue, y) < x->issue.n ? STR("") : y,
				     x->issue, x->extent };
	size_t n = 0;
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		struct str s = parts[i];
		while (s.n && s.s[s.n - 1] == '.' && i < 3)
			s.n--;
		if (!s.n)
			continue;
		buf_add_z(b, n++ ? between : "");
		buf_add(b, s);
	}
}

void cite_add_day(struct buf *b, int64_t when)
{
	struct arena *mem = arena_new(0);
	struct str t = when_text(mem, when); /* 2026-11-25T… */
	buf_print(b, "%.2s.%.2s.%.4s", t.s + 8, t.s + 5, t.s);
	arena_free(mem);
}

void cite_stop(struct buf *b)
{
	struct str s = buf_str(b);
	if (s.n && !str_ends(s, ".") && !str_ends(s, "?") && !str_ends(s, "!"))
		buf_add_char(b, '.');
}
