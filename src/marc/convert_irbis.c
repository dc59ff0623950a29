/*
 * IRBIS64 (database IBIS) to RUSMARC. Whole rows of both have the same tag; the tables of the
 * consortium ARBICON for the same way were looked at for what its own fields mean.
 */
#include "marc/convert.h"

/* Rows: field of IRBIS, field of RUSMARC, pairs of subfields ('0': what has no subfield), indicators. */
static const struct row {
	const char *irbis, *family, *pairs, *indicators;
} rows[] = {
	{ "010", "010", "aabbddzz99", "  " },
	{ "011", "011", "aabb", "  " },
	{ "102", "102", "0aaa", "  " },
	{ "205", "205", "0aaabbff", "  " },
	{ "225", "225", "aaeeffhhiivvxx", "2 " },
	{ "300", "300", "0aaa", "  " },
	{ "320", "320", "0aaa", "  " },
	{ "327", "327", "0aaa", "1 " },
	{ "330", "327", "ca", "1 " },
	{ "331", "330", "0aaa", "  " },
	{ "510", "510", "aaee", "1 " },
	{ "517", "517", "aaee", "1 " },
	{ "541", "541", "aaee", "1 " },
	{ "600", "600", "aabbccddffgg", " 1" },
	{ "601", "601", "aabbccddeeff", "02" },
	{ "606", "606", "aabxcxdxgyeyoyhz9j", "0 " },
	{ "607", "607", "aabxcxdxgyeyoyhz9j", "  " },
	{ "610", "610", "0aaa", "0 " },
	{ "675", "675", "0aaa", "  " },
	{ "686", "686", "0aaa22", "  " },
	{ "700", "700", "aabbccddffgg4433", " 1" },
	{ "701", "701", "aabbccddffgg4433", " 1" },
	{ "702", "702", "aabbccddffgg4433", " 1" },
	{ "710", "710", "aabbccddffee4433", "02" },
	{ "711", "711", "aabbccddffee4433", "02" },
};

static char paired(const char *pairs, char ch)
{
	for (ch = ch ? ch : '0'; *pairs; pairs += 2) {
		if (pairs[0] == ch)
			return pairs[1];
	}
	return 0;
}

/* "340 ред." begins with the number of the role. */
static struct str value_of(char code, struct str v)
{
	return code == '4' ? str_upto(str_trim(v), 3) : str_trim(v);
}

static bool by_row(struct converting *k, const struct marc_field *f)
{
	const struct row *row = rows;
	while (strcmp(row->irbis, f->tag) != 0)
		row++;
	struct marc_field *to = marc_add(k->mem, k->to, row->family, row->indicators[0],
					 row->indicators[1]);
	bool all = true;
	for (size_t i = 0; i < f->n; i++) {
		char code = paired(row->pairs, f->subs[i].code);
		struct str v = value_of(code, f->subs[i].value);
		if (code && v.n)
			marc_add_sub(k->mem, to, code, v);
		else
			all &= v.n == 0;
	}
	if (to->n == 0)
		k->to->n--;
	return all;
}

/* Each language is a field of its own. */
static bool language(struct converting *k, const struct marc_field *f)
{
	const struct marc_field *there = marc_field(k->to, "101");
	struct marc_field *to = there ? &k->to->fields[there - k->to->fields]
				      : marc_add(k->mem, k->to, "101", '0', ' ');
	for (size_t i = 0; i < f->n; i++) {
		const char *t = marc_language_b(f->subs[i].value);
		marc_add_sub(k->mem, to, 'a', *t ? str_of(t) : str_trim(f->subs[i].value));
	}
	return true;
}

static bool title(struct converting *k, const struct marc_field *f)
{
	struct str own = marc_sub(f, 'a'), volume = marc_sub(f, 'v');
	struct marc_field *to = marc_add(k->mem, k->to, "200", own.n ? '1' : '0', ' ');
	bool all = true;
	if (!own.n)
		marc_add_sub(k->mem, to, 'a', volume);
	for (size_t i = 0; i < f->n; i++) {
		char code = f->subs[i].code;
		if (code && strchr("abefg", code))
			marc_add_sub(k->mem, to, code, f->subs[i].value);
		else
			all &= code == 'v';
	}
	if (own.n && volume.n)
		marc_add_sub(k->mem, to, 'v', volume);
	return all;
}

static bool imprint(struct converting *k, const struct marc_field *f)
{
	static const char order[] = "axycdt1";
	struct marc_field *to = marc_add(k->mem, k->to, "210", ' ', ' ');
	bool all = true;
	for (const char *code = order; *code; code++) {
		struct str v = str_trim(marc_sub(f, *code));
		if (v.n)
			marc_add_sub(k->mem, to, paired("aaxayaccddtg1e", *code), v);
	}
	for (size_t i = 0; i < f->n; i++)
		all &= f->subs[i].code && strchr(order, f->subs[i].code);
	return all;
}

/* ^a is a number and ^1 its unit, pages where there is none; ^d is in centimetres. */
static bool extent(struct converting *k, const struct marc_field *f)
{
	struct marc_field *to = marc_add(k->mem, k->to, "215", ' ', ' ');
	struct str unit = str_trim(marc_sub(f, '1'));
	bool all = true;
	for (size_t i = 0; i < f->n; i++) {
		char code = f->subs[i].code;
		struct str v = str_trim(f->subs[i].value);
		int64_t number;
		bool bare = str_to_int(v, 0, INT64_MAX, &number);
		if (code == 'a' && bare)
			v = str_print(k->mem, "%.*s %.*s", STR_ARGS(v),
				      STR_ARGS(unit.n ? unit : STR("с.")));
		if (code == 'd' && bare)
			v = str_print(k->mem, "%.*s см", STR_ARGS(v));
		if (code && strchr("acde", code))
			marc_add_sub(k->mem, to, code, v);
		else
			all &= code == '1';
	}
	return all;
}

static void add_class(struct converting *k, struct str v, const char *scheme)
{
	struct marc_field *to = marc_add(k->mem, k->to, "686", ' ', ' ');
	marc_add_sub(k->mem, to, 'a', str_trim(v));
	marc_add_sub(k->mem, to, '2', str_of(scheme));
}

/* 621 is BBK, 964 the state rubricator; indexes joined by "+" are several. */
static bool class_of(struct converting *k, const struct marc_field *f)
{
	bool bbk = !strcmp(f->tag, "621"), all = true;
	for (size_t i = 0; i < f->n; i++) {
		struct str rest = f->subs[i].value, one;
		if (f->subs[i].code && f->subs[i].code != 'a') {
			all = false;
			continue;
		}
		while (bbk && str_next(&rest, '+', &one))
			add_class(k, one, "rubbk");
		if (!bbk)
			add_class(k, rest, "rugasnti");
	}
	return all;
}

/* Fields embedded after $1: the title, and what else a linking field says. */
static void add_embedded(struct converting *k, struct marc_field *to, const char *field, char code,
			 struct str value)
{
	if (value.n == 0)
		return;
	marc_add_sub(k->mem, to, '1', str_of(field));
	marc_add_sub(k->mem, to, code, str_trim(value));
}

static bool set(struct converting *k, const struct marc_field *f)
{
	const struct marc_field *f200 = marc_field(k->from, "200");
	struct marc_field *to = marc_add(k->mem, k->to, "461", ' ', '0');
	add_embedded(k, to, "2001 ", 'a', marc_sub(f, 'c'));
	if (f200 && marc_sub(f200, 'v').n)
		marc_add_sub(k->mem, to, 'v', str_trim(marc_sub(f200, 'v')));
	return f->n == 1;
}

/* An article: 461 is the journal, 463 the issue with its year, number and pages. */
static bool host(struct converting *k, const struct marc_field *f)
{
	struct str year = marc_sub(f, 'j'), number = marc_sub(f, 'h'), pages = marc_sub(f, 's');
	struct marc_field *to = marc_add(k->mem, k->to, "461", ' ', '0');
	add_embedded(k, to, "2001 ", 'a', marc_sub(f, 'c'));
	to = marc_add(k->mem, k->to, "463", ' ', '0');
	add_embedded(k, to, "2000 ", 'a', number.n ? number : marc_sub(f, 'v'));
	if (pages.n)
		marc_add_sub(k->mem, to, 'v',
			     pages.s[0] >= '0' && pages.s[0] <= '9'
				     ? str_print(k->mem, "С. %.*s", STR_ARGS(pages))
				     : pages);
	add_embedded(k, to, "210  ", 'd', year);
	if (to->n == 0)
		k->to->n--;
	return false;
}

static struct str first_value(const struct converting *k, const char *tag)
{
	const struct marc_field *f = marc_field(k->from, tag);
	return f && f->n ? str_trim(f->subs[0].value) : STR_NONE;
}

/* A copy: statuses 4 (lost) and 6 (written off) are of none. */
static bool copy_of(struct converting *k, const struct marc_field *f)
{
	struct str status = str_trim(marc_sub(f, 'a'));
	if (status.n && strchr("46", status.s[0]))
		return false;
	const struct marc_field *owner = marc_field(k->from, "902");
	struct marc_field *to = marc_add(k->mem, k->to, "899", ' ', ' ');
	struct str key = first_value(k, "906"), mark = first_value(k, "908");
	struct str sigla = owner ? marc_sub(owner, 's') : STR_NONE;
	marc_add_sub(k->mem, to, 'a',
		     sigla.n                           ? sigla
		     : owner && marc_sub(owner, 'a').n ? marc_sub(owner, 'a')
						       : STR(""));
	if (marc_sub(f, 'd').n)
		marc_add_sub(k->mem, to, 'b', marc_sub(f, 'd'));
	if (key.n || mark.n)
		marc_add_sub(
			k->mem, to, 'j',
			str_trim(str_print(k->mem, "%.*s %.*s", STR_ARGS(key), STR_ARGS(mark))));
	if (marc_sub(f, 'b').n)
		marc_add_sub(k->mem, to, 'p', marc_sub(f, 'b'));
	return false; /* prices, dates and acts go along */
}

/* 951 ^i: an address; what it begins with is the first indicator. */
static bool address(struct converting *k, const struct marc_field *f)
{
	struct str url = str_trim(marc_sub(f, 'i'));
	if (!url.n)
		return false;
	char way = str_starts(url, "http") ? '4' : str_starts(url, "ftp") ? '1' : '7';
	struct marc_field *to = marc_add(k->mem, k->to, "856", way, ' ');
	marc_add_sub(k->mem, to, 'u', url);
	return f->n == 1;
}

static bool holder(struct converting *k, const struct marc_field *f)
{
	struct marc_field *to = marc_add(k->mem, k->to, "801", ' ', '0');
	struct str country = str_trim(first_value(k, "102"));
	marc_add_sub(k->mem, to, 'a', country.n == 2 ? country : STR("RU"));
	marc_add_sub(k->mem, to, 'b', marc_sub(f, 's').n ? marc_sub(f, 's') : marc_sub(f, 'a'));
	return false;
}

static bool coded_field(struct converting *k, const struct marc_field *f)
{
	return false;
}

/* The worksheet tells what kind of record it is. */
void convert_head_of_irbis(struct converting *k)
{
	struct str sheet = first_value(k, "920"), entered = STR_NONE, year = STR_NONE;
	const struct marc_field *f907 = marc_field(k->from, "907"),
				*f210 = marc_field(k->from, "210"),
				*f919 = marc_field(k->from, "919");
	bool serial = str_starts(sheet, "J") || str_starts(sheet, "OJ");
	bool article = str_starts(sheet, "ASP"), volume = str_starts(sheet, "SPEC");
	char f[37];
	memcpy(k->to->leader, "00000nam0 2200000   450 ", 25);
	k->to->leader[7] = serial ? 's' : article ? 'a' : 'm';
	k->to->leader[8] = volume ? '2' : '0';
	memset(f, ' ', 36);
	if (f907)
		entered = str_trim(marc_sub(f907, 'a'));
	if (f210)
		year = str_trim(marc_sub(f210, 'd'));
	if (entered.n == 8)
		memcpy(f, entered.s, 8);
	f[8] = serial ? 'a' : year.n == 4 ? 'd' : 'u';
	if (year.n == 4)
		memcpy(f + 9, year.s, 4);
	memcpy(f + 17, "u  y0", 5);
	struct str language = f919 ? str_trim(marc_sub(f919, 'a')) : STR_NONE;
	memcpy(f + 22, language.n == 3 ? language.s : "rus", 3);
	f[25] = 'y';
	memcpy(f + 26, "50", 2);
	memcpy(f + 34, text_script(first_value(k, "200")) == SCRIPT_LATIN ? "ba" : "ca", 2);
	struct marc_field *to = marc_add(k->mem, k->to, "100", ' ', ' ');
	marc_add_sub(k->mem, to, 'a', str_copy(k->mem, (struct str){ f, 36 }));
}

const struct handler marc_of_irbis[] = {
	{ "010", by_row },      { "011", by_row },      { "101", language },    { "102", by_row },
	{ "200", title },       { "205", by_row },      { "210", imprint },     { "215", extent },
	{ "225", by_row },      { "300", by_row },      { "320", by_row },      { "327", by_row },
	{ "330", by_row },      { "331", by_row },      { "046", set },         { "461", set },
	{ "463", host },        { "510", by_row },      { "517", by_row },      { "541", by_row },
	{ "600", by_row },      { "601", by_row },      { "606", by_row },      { "607", by_row },
	{ "610", by_row },      { "621", class_of },    { "675", by_row },      { "686", by_row },
	{ "700", by_row },      { "701", by_row },      { "702", by_row },      { "710", by_row },
	{ "711", by_row },      { "902", holder },      { "907", coded_field }, { "910", copy_of },
	{ "919", coded_field }, { "920", coded_field }, { "951", address },     { "964", class_of },
	{ NULL, NULL },
};
