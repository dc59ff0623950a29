/* The ways to make a value that dialects share. */
#include "format/plain.h"

static bool is_space_or(char ch, const char *more)
{
	return (unsigned char)ch <= ' ' || strchr(more, ch);
}

/* A full stop after a whole word ends an area; after an initial or "изд" it belongs to it. */
static bool stop_is_isbd(struct str s)
{
	size_t letters = 0;
	for (size_t i = s.n - 1; i > 0 && s.s[i - 1] != ' ' && s.s[i - 1] != '.'; i--) {
		/* "2-бас." is an abbreviation, "Алма-Ата." is not */
		if (s.s[i - 1] == '-' && i > 1 && s.s[i - 2] >= '0' && s.s[i - 2] <= '9')
			break;
		letters += ((unsigned char)s.s[i - 1] & 0xC0) != 0x80;
	}
	bool digit = s.n > 1 && s.s[s.n - 2] >= '0' && s.s[s.n - 2] <= '9';
	return digit || letters > 3 || (s.n > 1 && strchr(")]", s.s[s.n - 2]));
}

struct str isbd_trim(struct str s)
{
	while (s.n && is_space_or(s.s[0], ",;:/="))
		s = str_from(s, 1);
	while (s.n && is_space_or(s.s[s.n - 1], ",;:/="))
		s = str_upto(s, s.n - 1);
	bool ellipsis = s.n > 1 && s.s[s.n - 2] == '.';
	if (s.n > 1 && s.s[s.n - 1] == '.' && !ellipsis && stop_is_isbd(s))
		s = str_upto(s, s.n - 1);
	if (s.n > 2 && s.s[s.n - 1] == '.' && is_space_or(s.s[s.n - 2], ",;:/="))
		return isbd_trim(str_upto(s, s.n - 1)); /* "Москва :." */
	/* [Алматы] was supplied by the cataloguer; the reader need not see how */
	if (s.n > 2 && s.s[0] == '[' && s.s[s.n - 1] == ']' &&
	    str_find_byte(str_from(s, 1), '[') == s.n - 1 && str_find_byte(s, ']') == s.n - 1)
		s = str_upto(str_from(s, 1), s.n - 2);
	return s;
}

void way_each(struct making *k, const struct rule *u, const struct marc_field *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct str v = f->subs[i].value;
		if (!plain_takes(u, f->subs[i].code))
			continue;
		bool verbatim = u->field == RECORD_FILE || u->field == RECORD_URL;
		plain_put(k, u->field, verbatim ? value_clean(k->mem, v) : plain_clean(k, v));
	}
}

static struct str joined(struct making *k, const struct rule *u, const struct marc_field *f,
			 const char *between, bool trims)
{
	struct buf out;
	buf_init(&out, k->mem, 0);
	for (size_t i = 0; i < f->n; i++) {
		if (!plain_takes(u, f->subs[i].code))
			continue;
		struct str v = value_clean(k->mem, f->subs[i].value);
		if (trims)
			v = isbd_trim(v);
		if (v.n == 0)
			continue;
		if (out.n)
			buf_add_z(&out, between);
		buf_add(&out, v);
	}
	return buf_str(&out);
}

void way_joined(struct making *k, const struct rule *u, const struct marc_field *f)
{
	plain_put(k, u->field, isbd_trim(joined(k, u, f, " ", false)));
}

/* A sentence keeps its full stop. */
void way_note(struct making *k, const struct rule *u, const struct marc_field *f)
{
	plain_put(k, u->field, str_trim(joined(k, u, f, " ", false)));
}

void way_heading(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct record_value *v = plain_put(k, u->field, joined(k, u, f, " -- ", true));
	struct str ref = marc_sub(f, k->m->dialect == MARC_21 ? '0' : '3');
	if (v && !v->ref.s && ref.n)
		v->ref = value_clean(k->mem, ref);
}

/* "a; b; c" in one subfield are three. */
void way_keywords(struct making *k, const struct rule *u, const struct marc_field *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct str rest = value_clean(k->mem, f->subs[i].value), one;
		if (!plain_takes(u, f->subs[i].code))
			continue;
		while (str_next(&rest, ';', &one))
			plain_put(k, u->field, isbd_trim(one));
	}
}

static bool is_number_sign(char ch)
{
	return (ch >= '0' && ch <= '9') || ch == '-' || ch == 'X' || ch == 'x';
}

/* "978-601-06-0951-1 (в пер.)" is what stands before the remark; the X may be of either script. Several
 * in one subfield are several. What is wrong by its last sign stays: it may be what is printed. */
void way_isbn(struct making *k, const struct rule *u, const struct marc_field *f)
{
	for (size_t i = 0; i < f->n; i++) {
		if (!plain_takes(u, f->subs[i].code))
			continue;
		struct str v = value_clean(k->mem, f->subs[i].value);
		for (size_t at = 0; at < v.n && v.s[at] != '(';) {
			char number[20] = "";
			size_t n = 0, from = at;
			while (at < v.n && n < sizeof(number) && is_number_sign(v.s[at]))
				number[n++] = v.s[at++];
			bool kha = n >= 9 && n < sizeof(number) && at + 1 < v.n &&
				   (!memcmp(v.s + at, "Х", 2) || !memcmp(v.s + at, "х", 2));
			if (kha) {
				number[n++] = 'X';
				at += 2;
			}
			if (n && number[n - 1] == 'x')
				number[n - 1] = 'X';
			if (n >= 9)
				plain_put(k, u->field, str_copy(k->mem, (struct str){ number, n }));
			at += at == from;
		}
	}
}

void way_issn(struct making *k, const struct rule *u, const struct marc_field *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct str v = plain_clean(k, f->subs[i].value);
		if (!plain_takes(u, f->subs[i].code))
			continue;
		if (str_starts(v, "ISSN"))
			v = str_trim(str_from(v, 4));
		v = str_upto(v, str_find_byte(v, ' '));
		if (v.n == 8 && str_find_byte(v, '-') == v.n)
			v = str_print(k->mem, "%.4s-%.4s", v.s, v.s + 4);
		plain_put(k, u->field, v);
	}
}

/* "rusengkaz" of old records; codes of either list of ISO 639-2. */
void way_languages(struct making *k, const struct rule *u, const struct marc_field *f)
{
	for (size_t i = 0; i < f->n; i++) {
		if (!plain_takes(u, f->subs[i].code))
			continue;
		struct str v = value_clean(k->mem, f->subs[i].value);
		size_t step = v.n % 3 == 0 && v.n > 3 ? 3 : v.n;
		for (size_t at = 0; at + step <= v.n && step && step <= 3; at += step) {
			struct str code = str_upto(str_from(v, at), step);
			const char *known = marc_language_short(code);
			if (!str_is(code, "und") && !str_is(code, "zxx") && !str_is(code, "|||"))
				plain_put(k, u->field,
					  *known ? str_of(known) : str_lower_ascii(k->mem, code));
		}
	}
}

/* ISBD puts " ; " before the number in a series, ". " before a part, " : " before what follows. */
void way_series(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct buf out;
	buf_init(&out, k->mem, 0);
	for (size_t i = 0; i < f->n; i++) {
		char code = f->subs[i].code;
		struct str v = plain_takes(u, code) ? plain_clean(k, f->subs[i].value) : STR_NONE;
		if (v.n == 0)
			continue;
		if (out.n)
			buf_add_z(&out, code == 'v' ? " ; " : code == 'e' ? " : " : ". ");
		buf_add(&out, v);
	}
	plain_put(k, u->field, buf_str(&out));
}

/* The full stop of an abbreviation stays: this area is made of them. */
static struct str without_signs(struct str s)
{
	while (s.n && is_space_or(s.s[0], ",;:/=+"))
		s = str_from(s, 1);
	while (s.n && is_space_or(s.s[s.n - 1], ",;:/=+"))
		s = str_upto(s, s.n - 1);
	return s;
}

/* "320 с. : ил. ; 21 см + 1 диск": the letters of the two formats for it are a b c e and a c d e. */
void way_extent(struct making *k, const struct rule *u, const struct marc_field *f)
{
	static const char *const signs[] = { "", " : ", " ; ", " + " };
	struct buf out;
	buf_init(&out, k->mem, 0);
	for (size_t i = 0; i < f->n; i++) {
		char code = f->subs[i].code;
		const char *place = code ? strchr(u->subs, code) : NULL;
		struct str v = place ? without_signs(value_clean(k->mem, f->subs[i].value))
				     : STR_NONE;
		if (v.n == 0)
			continue;
		if (out.n)
			buf_add_z(&out, place == u->subs ? ", " : signs[place - u->subs]);
		buf_add(&out, v);
	}
	plain_put(k, u->field, buf_str(&out));
}

/* "б. м.", "S. l.": the cataloguer says that it is not known. */
static bool is_unknown(struct making *k, struct str v)
{
	static const char *const words[] = { "б. м",
					     "б.м",
					     "б. и",
					     "б.и",
					     "s. l",
					     "s.l",
					     "s. n",
					     "s.n",
					     "б. г",
					     "б.г",
					     "s. l.]",
					     "без места",
					     "без издательства" };
	v = text_lower(k->mem, v);
	while (v.n && strchr("[].() ", v.s[0]))
		v = str_from(v, 1);
	while (v.n && strchr("[].() ", v.s[v.n - 1]))
		v = str_upto(v, v.n - 1);
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (str_is(v, words[i]))
			return true;
	}
	return false;
}

/* 264 of MARC 21 tells publication (1) from production, distribution, printing and copyright. */
static bool is_publication(const struct marc_field *f)
{
	return strcmp(f->tag, "264") != 0 || f->indicators[1] == '1' || f->indicators[1] == ' ' ||
	       f->indicators[1] == '0';
}

void way_place(struct making *k, const struct rule *u, const struct marc_field *f)
{
	for (size_t i = 0; i < f->n && is_publication(f); i++) {
		struct str v = f->subs[i].value;
		if (plain_takes(u, f->subs[i].code) && v.n < 1000 && !is_unknown(k, v))
			plain_put(k, u->field, plain_clean(k, v));
	}
}

void way_publisher(struct making *k, const struct rule *u, const struct marc_field *f)
{
	way_place(k, u, f);
}

/* "cop. 1998", "©1998", "c1998" are the year 1998 to a reader. */
static struct str date_text(struct str v)
{
	static const char *const signs[] = { "cop.", "сор.", "коп.", "©", "℗", "c", "p", "с" };
	for (size_t i = 0; i < COUNT_OF(signs); i++) {
		struct str rest = str_trim(str_from(v, strlen(signs[i])));
		if (str_starts(v, signs[i]) && rest.n && rest.s[0] >= '0' && rest.s[0] <= '9')
			return rest;
	}
	return v;
}

void way_date(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct record_value *before = plain_find(k, u->field);
	bool copyright = !strcmp(f->tag, "264") && f->indicators[1] == '4';
	if ((before && record_year(before->value)) || (!is_publication(f) && !copyright))
		return;
	struct str v = date_text(isbd_trim(joined(k, u, f, " ", false)));
	if (v.n == 0 || is_unknown(k, v))
		return;
	if (before && !k->also)
		before->value = v;
	else
		plain_put(k, u->field, v);
}

/* Whether "a" alone or a word of the four languages begins it and a number follows. */
bool plain_is_designation(struct making *k, struct str title)
{
	static const char *const words[] = {
		"т.",   "том",   "ч.",    "часть", "кн.",   "книга",   "вып.",   "выпуск",
		"№",    "бөлім", "кітап", "бөлүк", "китеп", "vol.",    "volume", "part",
		"band", "bd.",   "pt.",   "no.",   "томы",  "басылым",
	};
	struct str low = text_lower(k->mem, str_upto(title, 200));
	if (title.n > 60)
		return false;
	if (low.n && low.s[0] >= '0' && low.s[0] <= '9') { /* "1-том", "2-бөлім" */
		while (low.n && ((low.s[0] >= '0' && low.s[0] <= '9') || strchr("-. ", low.s[0])))
			low = str_from(low, 1);
		if (low.n == 0)
			return true;
	}
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		struct str rest = str_from(low, strlen(words[i]));
		if (str_starts(low, words[i]) &&
		    (rest.n == 0 || words[i][strlen(words[i]) - 1] == '.' ||
		     strchr(" .-0123456789", rest.s[0])))
			return true;
	}
	return false;
}

bool plain_is_pages(struct making *k, struct str s)
{
	static const char *const before[] = { "с.", "c.", "р.", "p.", "pp.", "стр.", "s.", "б." };
	static const char *const after[] = { "б.", "бет", "с.", "p.", "s.", "бб." };
	struct str low = text_lower(k->mem, str_upto(str_trim(s), 100));
	for (size_t i = 0; i < COUNT_OF(before); i++) {
		struct str rest = str_trim(str_from(low, strlen(before[i])));
		if (str_starts(low, before[i]) && rest.n && strchr("0123456789[", rest.s[0]))
			return true;
	}
	for (size_t i = 0; i < COUNT_OF(after); i++) {
		if (low.n && low.s[0] >= '0' && low.s[0] <= '9' && str_ends(low, after[i]))
			return true;
	}
	return false;
}

void plain_put_volume(struct making *k, struct str own, struct str set, struct str number,
		      bool says_nothing)
{
	if (set.n == 0)
		return;
	plain_put(k, RECORD_SET, set);
	if (number.n == 0 && (says_nothing || plain_is_designation(k, own)))
		number = own;
	else if (number.n && own.n && !str_same(number, own) && !says_nothing)
		number = str_print(k->mem, "%.*s. %.*s", STR_ARGS(number), STR_ARGS(own));
	plain_put(k, RECORD_PART, number);
	struct record_value *title = plain_find(k,
						RECORD_TITLE); /* after put, which may move them */
	if (!title || !(says_nothing || plain_is_designation(k, own)) || str_same(set, own))
		return;
	title->value = str_print(k->mem, "%.*s%s%.*s", STR_ARGS(set),
				 str_ends(set, ".") ? " " : ". ", STR_ARGS(title->value));
}

/* Universal Decimal Classification begins with no Cyrillic letter: what does is of BBK. Indexes of
 * BBK joined by "+" are several. */
static void put_class(struct making *k, enum record_field field, struct str v)
{
	struct str rest = v, one;
	bool cyrillic = v.n > 1 && ((unsigned char)v.s[0] == 0xD0 || (unsigned char)v.s[0] == 0xD1);
	if (field == RECORD_UDC && cyrillic)
		field = RECORD_BBK;
	if (field == RECORD_UDC || field == RECORD_DDC) {
		while (str_next(&rest, ';', &one))
			plain_put(k, field, isbd_trim(one));
		return;
	}
	int depth = 0;
	size_t from = 0;
	for (size_t i = 0; i <= v.n; i++) { /* not the + within brackets */
		char ch = i < v.n ? v.s[i] : '+';
		depth += (ch == '(') - (ch == ')');
		if (i < v.n && ((ch != '+' && ch != ';') || depth > 0))
			continue;
		plain_put(k, field, isbd_trim(str_upto(str_from(v, from), i - from)));
		from = i + 1;
	}
}

/* A class of the scheme that $2 names; 080 and its like have one of their own. */
void way_class(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct str scheme = value_clean(k->mem, marc_sub(f, '2'));
	enum record_field field = u->field;
	const char *known = !strcmp(f->tag, "050") || !strcmp(f->tag, "680") ? "lcc"
			    : !strcmp(f->tag, "060")                         ? "nlm"
			    : !strcmp(f->tag, "964")                         ? "rugasnti"
									     : NULL;
	if (known)
		scheme = str_of(known);
	else if (field == RECORD_CLASS && str_starts(scheme, "rubbk"))
		field = RECORD_BBK;
	else if (field == RECORD_CLASS && (str_is(scheme, "udc") || str_is(scheme, "rudc")))
		field = RECORD_UDC;
	for (size_t i = 0; i < f->n; i++) {
		struct str v = plain_clean(k, f->subs[i].value);
		if (!plain_takes(u, f->subs[i].code) || v.n == 0)
			continue;
		if (field != RECORD_CLASS)
			put_class(k, field, v);
		else if (scheme.n)
			plain_put(k, field,
				  str_print(k->mem, "%.*s:%.*s", STR_ARGS(scheme), STR_ARGS(v)));
	}
}

/* The country before the number where a format has it: "RU b98-1576". */
void way_bibno(struct making *k, const struct rule *u, const struct marc_field *f)
{
	bool is_21 = k->m->dialect == MARC_21;
	struct str country = is_21 ? STR_NONE : plain_sub(k, f, 'a');
	struct str number = plain_sub(k, f, is_21 || !country.n ? 'a' : 'b');
	number = str_upto(number, str_find(number, STR(" (")));
	if (number.n == 0)
		return;
	if (!strcmp(f->tag, "010"))
		number = str_print(k->mem, "LCCN %.*s", STR_ARGS(number));
	if (country.n == 2)
		number = str_print(k->mem, "%c%c %.*s", country.s[0] & ~0x20, country.s[1] & ~0x20,
				   STR_ARGS(number));
	plain_put(k, u->field, number);
}

static bool is_contents_list(struct making *k, const struct marc_field *f)
{
	static const char *const words[] = { "content", "оглавл", "содерж", "мазмұн", "мазмун",
					     "cover",   "обложк", "мұқаба", "review", "abstract" };
	for (size_t i = 0; i < f->n; i++) {
		if (!f->subs[i].code || !strchr("3yz2", f->subs[i].code))
			continue;
		struct str v = text_lower(k->mem, f->subs[i].value);
		for (size_t w = 0; w < COUNT_OF(words); w++) {
			if (str_find(v, str_of(words[w])) < v.n)
				return true;
		}
	}
	return false;
}

/* Where it can be read. A table of contents (second indicator 2, or its words) is not the thing. */
void way_link(struct making *k, const struct rule *u, const struct marc_field *f)
{
	if (f->indicators[1] != '2' && !is_contents_list(k, f))
		way_each(k, u, f);
}
