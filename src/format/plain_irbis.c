/* IRBIS64 (database IBIS, its worksheets and field tables) to the plain record. */
#include "format/plain.h"

/* ^v stands before the title, as printed: "Т. 2". */
void way_title_irbis(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct str own = plain_sub(k, f, 'a'), rest = plain_sub(k, f, 'e');
	struct str volume = plain_sub(k, f, 'v');
	struct str author = plain_sub(k, f, 'f'), others = plain_sub(k, f, 'g');
	if (own.n && rest.n)
		own = str_print(k->mem, "%.*s : %.*s", STR_ARGS(own), STR_ARGS(rest));
	plain_put(k, RECORD_TITLE, own.n ? own : volume);
	if (author.n && others.n)
		author = str_print(k->mem, "%.*s ; %.*s", STR_ARGS(author), STR_ARGS(others));
	plain_put(k, RECORD_RESPONSIBILITY, author.n ? author : others);
}

/* 461 (46 in older bases): the set, its title in ^c. */
void way_set_irbis(struct making *k, const struct rule *u, const struct marc_field *f)
{
	const struct marc_field *f200 = marc_field(k->m, "200");
	struct record_value *title = plain_find(k, RECORD_TITLE);
	struct str volume = f200 ? plain_sub(k, f200, 'v') : STR_NONE;
	struct str own = f200 ? plain_sub(k, f200, 'a') : STR_NONE;
	plain_put_volume(k, title ? title->value : STR_NONE, plain_sub(k, f, 'c'), volume,
			 own.n == 0);
}

/* 463: the journal or book that an article stands in: ^c title ^j year ^v volume ^h number ^s pages */
void way_host_irbis(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct buf part;
	buf_init(&part, k->mem, 0);
	plain_put(k, RECORD_HOST, plain_sub(k, f, 'c'));
	for (const char *code = "jvhk"; *code; code++) {
		struct str v = plain_sub(k, f, *code);
		if (v.n && part.n)
			buf_add_z(&part, ", ");
		buf_add(&part, v);
	}
	plain_put(k, RECORD_PART, buf_str(&part));
	struct str pages = plain_sub(k, f, 's'), year = plain_sub(k, f, 'j');
	if (pages.n && pages.s[0] >= '0' && pages.s[0] <= '9')
		pages = str_print(k->mem, "С. %.*s", STR_ARGS(pages));
	plain_put(k, RECORD_EXTENT, pages);
	if (year.n && !plain_find(k, RECORD_DATE))
		plain_put(k, RECORD_DATE, year);
}

/* ^a is a number, ^1 its unit where it is not pages. */
void way_extent_irbis(struct making *k, const struct rule *u, const struct marc_field *f)
{
	static const char *const signs[] = { "", " : ", " ; ", " + " };
	static const char codes[] = "acde";
	struct buf out;
	buf_init(&out, k->mem, 0);
	for (size_t i = 0; codes[i]; i++) {
		struct str v = plain_sub(k, f, codes[i]), unit = plain_sub(k, f, '1');
		int64_t number;
		if (i == 0 && str_to_int(v, 0, INT64_MAX, &number))
			v = str_print(k->mem, "%.*s %.*s", STR_ARGS(v),
				      STR_ARGS(unit.n ? unit : STR("с.")));
		else if (i == 2 && str_to_int(v, 0, INT64_MAX, &number))
			v = str_print(k->mem, "%.*s см", STR_ARGS(v));
		if (v.n && out.n)
			buf_add_z(&out, signs[i]);
		buf_add(&out, v);
	}
	plain_put(k, RECORD_EXTENT, buf_str(&out));
}

const struct rule plain_rules_irbis[] = {
	{ "010", "a", RECORD_ISBN, way_isbn },
	{ "011", "a", RECORD_ISSN, way_issn },
	{ "046", "c", RECORD_SET, way_set_irbis },
	{ "101", "", RECORD_LANGUAGE, way_languages },
	{ "101", "a", RECORD_LANGUAGE, way_languages },
	{ "102", "a", RECORD_COUNTRY, way_country_21 },
	{ "200", "aefgv", RECORD_TITLE, way_title_irbis },
	{ "205", "ab", RECORD_EDITION, way_joined },
	{ "210", "axy", RECORD_PLACE, way_place },
	{ "210", "c", RECORD_PUBLISHER, way_publisher },
	{ "210", "d", RECORD_DATE, way_date },
	{ "215", "acde1", RECORD_EXTENT, way_extent_irbis },
	{ "225", "aehiv", RECORD_SERIES, way_series },
	{ "300", "", RECORD_NOTE, way_note },
	{ "300", "a", RECORD_NOTE, way_note },
	{ "320", "", RECORD_NOTE, way_note },
	{ "320", "a", RECORD_NOTE, way_note },
	{ "327", "", RECORD_NOTE, way_note },
	{ "330", "cfg", RECORD_NOTE, way_note },
	{ "331", "", RECORD_DESCRIPTION, way_note },
	{ "331", "a", RECORD_DESCRIPTION, way_note },
	{ "454", "a", RECORD_ORIGINAL_TITLE, way_each },
	{ "461", "c", RECORD_SET, way_set_irbis },
	{ "463", "c", RECORD_HOST, way_host_irbis },
	{ "510", "ad", RECORD_PARALLEL, way_each },
	{ "517", "a", RECORD_VARIANT, way_variant },
	{ "541", "a", RECORD_VARIANT, way_variant },
	{ "600", "abgcdf", RECORD_PERSON_SUBJECT, way_person_subject },
	{ "601", "ab", RECORD_SUBJECT, way_body_subject },
	{ "606", "abcdgeoh9", RECORD_SUBJECT, way_heading },
	{ "606", "geo", RECORD_PLACE_SUBJECT, way_each },
	{ "607", "abcdgeoh9", RECORD_SUBJECT, way_heading },
	{ "607", "ageo", RECORD_PLACE_SUBJECT, way_each },
	{ "610", "", RECORD_SUBJECT, way_keywords },
	{ "610", "a", RECORD_SUBJECT, way_keywords },
	{ "621", "", RECORD_BBK, way_class },
	{ "621", "a", RECORD_BBK, way_class },
	{ "629", "b", RECORD_PLACE_SUBJECT, way_each },
	{ "675", "", RECORD_UDC, way_class },
	{ "675", "a", RECORD_UDC, way_class },
	{ "686", "", RECORD_CLASS, way_class },
	{ "686", "a", RECORD_CLASS, way_class },
	{ "700", "abg", RECORD_CREATOR, way_person },
	{ "701", "abg", RECORD_CREATOR, way_person },
	{ "702", "abg", RECORD_CONTRIBUTOR, way_person },
	{ "710", "ab", RECORD_CREATOR, way_body },
	{ "711", "ab", RECORD_CREATOR, way_body },
	{ "900", "z", RECORD_AUDIENCE, way_each },
	{ "951", "i", RECORD_URL, way_each },
	{ "951", "ai", RECORD_FILE, way_each },
	{ "964", "", RECORD_CLASS, way_class },
	{ "964", "a", RECORD_CLASS, way_class },
	{ NULL, NULL, RECORD_FIELDS, NULL },
};
const size_t plain_rules_irbis_n = COUNT_OF(plain_rules_irbis) - 1;
