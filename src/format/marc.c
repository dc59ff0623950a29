/*
 * marc - MARC 21 and UNIMARC (RUSMARC) to the plain record, by two tables.
 *
 * MARC 21 Format for Bibliographic Data (Library of Congress); UNIMARC Manual: Bibliographic Format
 * (IFLA) and RUSMARC 2019. Which of the two a record is, is seen from its fields, never believed.
 */
#include "format/format_int.h"

enum way {
	WAY_EACH,    /* every chosen subfield is a value */
	WAY_JOIN,    /* chosen subfields, parted by a space, are one */
	WAY_HEADING, /* the same parted by " -- ": a subject with its subdivisions */
	WAY_TITLE,   /* title : subtitle. Part */
	WAY_PERSON,  /* UNIMARC: surname and forenames are subfields of their own */
	WAY_NUMBER,  /* the first word: an ISBN without its remark */
	WAY_CODE,    /* codes of languages, run together in old records */
	WAY_SERIES,  /* title ; number */
};

struct rule {
	const char *tag;
	const char *subs;
	enum record_field field;
	enum way way;
};

static const struct rule marc21[] = {
	{ "245", "abnp", RECORD_TITLE, WAY_TITLE },
	{ "100", "abc", RECORD_CREATOR, WAY_JOIN },
	{ "110", "ab", RECORD_CREATOR, WAY_JOIN },
	{ "111", "a", RECORD_CREATOR, WAY_JOIN },
	{ "700", "abc", RECORD_CONTRIBUTOR, WAY_JOIN },
	{ "710", "ab", RECORD_CONTRIBUTOR, WAY_JOIN },
	{ "711", "a", RECORD_CONTRIBUTOR, WAY_JOIN },
	{ "260", "a", RECORD_PLACE, WAY_EACH },
	{ "260", "b", RECORD_PUBLISHER, WAY_EACH },
	{ "260", "c", RECORD_DATE, WAY_JOIN },
	{ "264", "a", RECORD_PLACE, WAY_EACH },
	{ "264", "b", RECORD_PUBLISHER, WAY_EACH },
	{ "264", "c", RECORD_DATE, WAY_JOIN },
	{ "041", "a", RECORD_LANGUAGE, WAY_CODE },
	{ "600", "abcxyzv", RECORD_SUBJECT, WAY_HEADING },
	{ "610", "abxyzv", RECORD_SUBJECT, WAY_HEADING },
	{ "650", "axyzv", RECORD_SUBJECT, WAY_HEADING },
	{ "651", "axyzv", RECORD_SUBJECT, WAY_HEADING },
	{ "653", "a", RECORD_SUBJECT, WAY_EACH },
	{ "520", "ab", RECORD_DESCRIPTION, WAY_JOIN },
	{ "655", "a", RECORD_TYPE, WAY_EACH },
	{ "020", "a", RECORD_ISBN, WAY_NUMBER },
	{ "022", "a", RECORD_ISSN, WAY_NUMBER },
	{ "300", "abc", RECORD_EXTENT, WAY_JOIN },
	{ "440", "av", RECORD_SERIES, WAY_SERIES },
	{ "490", "av", RECORD_SERIES, WAY_SERIES },
	{ "506", "a", RECORD_RIGHTS, WAY_EACH },
	{ "540", "a", RECORD_RIGHTS, WAY_EACH },
	{ "856", "uf", RECORD_FILE, WAY_EACH },
	{ NULL, NULL, RECORD_FIELDS, WAY_EACH },
};

static const struct rule unimarc[] = {
	{ "200", "aehi", RECORD_TITLE, WAY_TITLE },
	{ "700", "abg", RECORD_CREATOR, WAY_PERSON },
	{ "701", "abg", RECORD_CREATOR, WAY_PERSON },
	{ "710", "ab", RECORD_CREATOR, WAY_JOIN },
	{ "711", "ab", RECORD_CREATOR, WAY_JOIN },
	{ "702", "abg", RECORD_CONTRIBUTOR, WAY_PERSON },
	{ "712", "ab", RECORD_CONTRIBUTOR, WAY_JOIN },
	{ "210", "a", RECORD_PLACE, WAY_EACH },
	{ "210", "c", RECORD_PUBLISHER, WAY_EACH },
	{ "210", "d", RECORD_DATE, WAY_JOIN },
	{ "214", "a", RECORD_PLACE, WAY_EACH },
	{ "214", "c", RECORD_PUBLISHER, WAY_EACH },
	{ "214", "d", RECORD_DATE, WAY_JOIN },
	{ "101", "a", RECORD_LANGUAGE, WAY_CODE },
	{ "600", "abxyz", RECORD_SUBJECT, WAY_HEADING },
	{ "601", "abxyz", RECORD_SUBJECT, WAY_HEADING },
	{ "606", "ajxyz", RECORD_SUBJECT, WAY_HEADING },
	{ "607", "ajxyz", RECORD_SUBJECT, WAY_HEADING },
	{ "610", "a", RECORD_SUBJECT, WAY_EACH },
	{ "330", "a", RECORD_DESCRIPTION, WAY_JOIN },
	{ "608", "a", RECORD_TYPE, WAY_EACH },
	{ "010", "a", RECORD_ISBN, WAY_NUMBER },
	{ "011", "a", RECORD_ISSN, WAY_NUMBER },
	{ "215", "acd", RECORD_EXTENT, WAY_SERIES },
	{ "225", "av", RECORD_SERIES, WAY_SERIES },
	{ "310", "a", RECORD_RIGHTS, WAY_EACH },
	{ "856", "uf", RECORD_FILE, WAY_EACH },
	{ NULL, NULL, RECORD_FIELDS, WAY_EACH },
};

static bool is_space_or(char ch, const char *more)
{
	return (unsigned char)ch <= ' ' || strchr(more, ch);
}

/* A full stop after a whole word ends an area; after an initial or "изд" it belongs to it. */
static bool stop_is_isbd(struct str s)
{
	size_t letters = 0;
	for (size_t i = s.n - 1; i > 0 && s.s[i - 1] != ' ' && s.s[i - 1] != '.'; i--)
		letters += ((unsigned char)s.s[i - 1] & 0xC0) != 0x80;
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
	/* [Алматы] was supplied by the cataloguer; the reader need not see how */
	if (s.n > 2 && s.s[0] == '[' && s.s[s.n - 1] == ']' &&
	    str_find_byte(str_from(s, 1), '[') == s.n - 1 && str_find_byte(s, ']') == s.n - 1)
		s = str_upto(str_from(s, 1), s.n - 2);
	return s;
}

static bool marc_is_unimarc(const struct marc *m)
{
	const struct marc_field *f200 = marc_field(m, "200"), *f100 = marc_field(m, "100");
	int votes = 0;
	votes += f200 && marc_sub(f200, 'a').n ? 3 : 0;
	votes -= marc_field(m, "245") ? 4 : 0;
	votes += marc_field(m, "801") ? 2 : 0;
	/* 100 $a holds 36 places that begin with a date in UNIMARC, a name in MARC 21 */
	struct str coded = f100 ? marc_sub(f100, 'a') : STR_NONE;
	int64_t date;
	votes += coded.n >= 30 && str_to_int(str_upto(coded, 8), 0, 99999999, &date) ? 3 : 0;
	const struct marc_field *f008 = marc_field(m, "008");
	votes -= f008 && f008->control.n >= 38 ? 2 : 0;
	votes += m->leader[23] == ' ' ? 1 : 0;
	return votes > 0;
}

static void add_joined(struct arena *mem, struct record *r, const struct rule *u,
		       const struct marc_field *f, const char *between)
{
	struct buf out;
	buf_init(&out, mem, 0);
	for (size_t i = 0; i < f->n; i++) {
		struct str v = value_clean(mem, f->subs[i].value);
		if (!f->subs[i].code || !strchr(u->subs, f->subs[i].code) || v.n == 0)
			continue;
		if (out.n)
			buf_add_z(&out, between);
		buf_add(&out, *between == ' ' && between[1] == 0 ? v : isbd_trim(v));
	}
	record_add_once(mem, r, u->field, isbd_trim(buf_str(&out)));
}

/* ISBD puts " : " before other title information and ". " before a part; so do we. */
static struct str title_of(struct arena *mem, const struct marc_field *f, const char *subs)
{
	struct buf out;
	buf_init(&out, mem, 0);
	for (size_t i = 0; i < f->n; i++) {
		char code = f->subs[i].code;
		struct str v = isbd_trim(value_clean(mem, f->subs[i].value));
		if (!code || !strchr(subs, code) || v.n == 0)
			continue;
		bool part = code == 'n' || code == 'p' || code == 'h' || code == 'i';
		if (out.n && (part || code == 'a'))
			buf_add_z(&out, str_ends(buf_str(&out), ".") ? " " : ". ");
		else if (out.n)
			buf_add_z(&out, " : ");
		buf_add(&out, v);
	}
	return buf_str(&out);
}

/* "Пушкин" "А. С." → "Пушкин, А. С."; forenames in full where they are given. */
static void add_person(struct arena *mem, struct record *r, enum record_field field,
		       const struct marc_field *f)
{
	struct str surname = isbd_trim(value_clean(mem, marc_sub(f, 'a')));
	struct str names = isbd_trim(value_clean(mem, marc_sub(f, 'g')));
	if (names.n == 0)
		names = isbd_trim(value_clean(mem, marc_sub(f, 'b')));
	if (surname.n && names.n)
		surname = str_print(mem, "%.*s, %.*s", STR_ARGS(surname), STR_ARGS(names));
	record_add_once(mem, r, field, surname);
}

static void add_codes(struct arena *mem, struct record *r, struct str v)
{
	/* "rusengkaz" */
	v = str_lower_ascii(mem, value_clean(mem, v));
	size_t step = v.n % 3 == 0 && v.n > 3 ? 3 : v.n;
	for (size_t i = 0; i + step <= v.n && step; i += step) {
		struct str code = str_upto(str_from(v, i), step);
		if (!str_is(code, "und") && !str_is(code, "|||") && !str_is(code, "zxx"))
			record_add_once(mem, r, RECORD_LANGUAGE, text_language_code(code));
	}
}

static void add_each(struct arena *mem, struct record *r, const struct rule *u,
		     const struct marc_field *f)
{
	for (size_t i = 0; i < f->n; i++) {
		if (!f->subs[i].code || !strchr(u->subs, f->subs[i].code))
			continue;
		struct str v = value_clean(mem, f->subs[i].value);
		if (u->way == WAY_CODE)
			add_codes(mem, r, v);
		else if (u->way == WAY_NUMBER)
			record_add_once(mem, r, u->field, str_upto(v, str_find_byte(v, ' ')));
		else
			record_add_once(mem, r, u->field,
					u->field == RECORD_FILE ? v : isbd_trim(v));
	}
}

static void apply(struct arena *mem, struct record *r, const struct rule *u,
		  const struct marc_field *f)
{
	switch (u->way) {
	case WAY_JOIN: add_joined(mem, r, u, f, " "); break;
	case WAY_HEADING: add_joined(mem, r, u, f, " -- "); break;
	case WAY_SERIES: add_joined(mem, r, u, f, " ; "); break;
	case WAY_TITLE: record_add_once(mem, r, u->field, title_of(mem, f, u->subs)); break;
	case WAY_PERSON: add_person(mem, r, u->field, f); break;
	default: add_each(mem, r, u, f);
	}
}

/* The set's title, from a field embedded in 461 ($1 200 …$a) or from its $t. */
static struct str set_title(struct arena *mem, const struct marc *m)
{
	const struct marc_field *f = marc_field(m, "461");
	bool inside = false;
	for (size_t i = 0; f && i < f->n; i++) {
		if (f->subs[i].code == '1')
			inside = str_starts(f->subs[i].value, "200");
		if (f->subs[i].code == 't' || (inside && f->subs[i].code == 'a'))
			return isbd_trim(value_clean(mem, f->subs[i].value));
	}
	return STR_NONE;
}

/* A volume whose own title is "Вып. 13" says nothing without its set's. */
static void complete_title(struct arena *mem, const struct marc *m, struct record *r)
{
	const struct marc_field *f = marc_field(m, "200");
	struct str set = set_title(mem, m);
	if (!f || f->indicators[0] != '0' || set.n == 0)
		return;
	for (size_t i = 0; i < r->n; i++) {
		if (r->at[i].field == RECORD_TITLE) {
			r->at[i].value = str_print(mem, "%.*s. %.*s", STR_ARGS(set),
						   STR_ARGS(r->at[i].value));
			return;
		}
	}
}

/* Coded data by position: 008 of MARC 21, 100 $a of UNIMARC. */
static void add_coded(struct arena *mem, const struct marc *m, bool is_unimarc, struct record *r)
{
	const struct marc_field *f = marc_field(m, is_unimarc ? "100" : "008");
	struct str coded = !f ? STR_NONE : is_unimarc ? marc_sub(f, 'a') : f->control;
	struct str date = str_upto(str_from(coded, is_unimarc ? 9 : 7), 4);
	if (!record_first(r, RECORD_DATE).n && record_year(date))
		record_add(mem, r, RECORD_DATE, date);
	if (!is_unimarc && coded.n >= 38 && !record_first(r, RECORD_LANGUAGE).n)
		add_codes(mem, r, str_upto(str_from(coded, 35), 3));
}

/* Leader/06: MARC 21 and UNIMARC agree on these */
static const char *type_of(char ch)
{
	switch (ch) {
	case 'c':
	case 'd': return "notated music";
	case 'e':
	case 'f': return "map";
	case 'g': return "moving image";
	case 'i':
	case 'j': return "sound";
	case 'k': return "image";
	case 'a':
	case 'b':
	case 't': return "text";
	default: return NULL;
	}
}

/* 880 is a field once more in its own script; which one, its $6 begins with (MARC 21, Appendix A). Names
 * and titles are wanted in every script there is. */
static bool obeys(const struct marc_field *f, const struct rule *u)
{
	bool other_script = u->field == RECORD_TITLE || u->field == RECORD_CREATOR ||
			    u->field == RECORD_CONTRIBUTOR;
	return !strcmp(f->tag, u->tag) ||
	       (other_script && !strcmp(f->tag, "880") && str_starts(marc_sub(f, '6'), u->tag));
}

void record_of_marc(struct arena *mem, const struct marc *m, struct record *ret)
{
	bool uni = marc_is_unimarc(m);
	for (const struct rule *u = uni ? unimarc : marc21; u->tag; u++) {
		for (size_t i = 0; i < m->n; i++) {
			if (obeys(&m->fields[i], u))
				apply(mem, ret, u, &m->fields[i]);
		}
	}
	if (uni)
		complete_title(mem, m, ret);
	add_coded(mem, m, uni, ret);
	const char *type = type_of(m->leader[6]);
	if (type && ret->n)
		record_add_once(mem, ret, RECORD_TYPE, str_of(type));
	const struct marc_field *id = marc_field(m, "001");
	if (id && id->control.n) {
		record_add_once(mem, ret, RECORD_IDENTIFIER, id->control);
		record_add_once(mem, ret, RECORD_FILE, id->control);
	}
}
