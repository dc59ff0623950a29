/* MARC 21 of a plain record: of a list, of Dublin Core, of a file's name. */
#include "give/give_int.h"

/* Where each field of a record goes. MARC 21 Format for Bibliographic Data, Library of Congress. */
static const struct place {
	enum record_field field;
	const char *tag;
	char i1, i2, code;
} places[] = {
	{ RECORD_ISBN, "020", ' ', ' ', 'a' },
	{ RECORD_ISSN, "022", ' ', ' ', 'a' },
	{ RECORD_BIBNO, "015", ' ', ' ', 'a' },
	{ RECORD_UDC, "080", ' ', ' ', 'a' },
	{ RECORD_DDC, "082", '0', '4', 'a' },
	{ RECORD_EDITION, "250", ' ', ' ', 'a' },
	{ RECORD_VARIANT, "246", '3', ' ', 'a' },
	{ RECORD_PARALLEL, "246", '3', '1', 'a' },
	{ RECORD_EXTENT, "300", ' ', ' ', 'a' },
	{ RECORD_SERIES, "490", '0', ' ', 'a' },
	{ RECORD_NOTE, "500", ' ', ' ', 'a' },
	{ RECORD_DESCRIPTION, "520", ' ', ' ', 'a' },
	{ RECORD_AUDIENCE, "521", ' ', ' ', 'a' },
	{ RECORD_RIGHTS, "540", ' ', ' ', 'a' },
	{ RECORD_PERSON_SUBJECT, "600", '1', '4', 'a' },
	{ RECORD_SUBJECT, "653", ' ', ' ', 'a' },
	{ RECORD_PLACE_SUBJECT, "651", ' ', '4', 'a' },
	{ RECORD_GENRE, "655", ' ', '4', 'a' },
	{ RECORD_ORIGINAL_TITLE, "765", '0', ' ', 't' },
	{ RECORD_HOST, "773", '0', ' ', 't' },
	{ RECORD_SET, "773", '0', '8', 't' },
	{ RECORD_URL, "856", '4', ' ', 'u' },
};

static void add(struct arena *mem, struct marc *m, const char *tag, char i1, char i2, char code,
		struct str value)
{
	marc_add_sub(mem, marc_add(mem, m, tag, i1, i2), code, value);
}

static void add_all(struct arena *mem, const struct record *r, enum record_field f,
		    struct marc_field *to, char code)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->at[i].field == f)
			marc_add_sub(mem, to, code, r->at[i].value);
}

static bool has(const struct record *r, enum record_field f)
{
	return record_first(r, f).n > 0;
}

static void add_title(struct arena *mem, const struct record *r, struct marc *m)
{
	struct marc_field *f = marc_add(mem, m, "245", has(r, RECORD_CREATOR) ? '1' : '0', '0');
	marc_add_sub(mem, f, 'a', record_first(r, RECORD_TITLE));
	if (has(r, RECORD_PART))
		marc_add_sub(mem, f, 'n', record_first(r, RECORD_PART));
	if (has(r, RECORD_RESPONSIBILITY))
		marc_add_sub(mem, f, 'c', record_first(r, RECORD_RESPONSIBILITY));
}

static void add_imprint(struct arena *mem, const struct record *r, struct marc *m)
{
	if (!has(r, RECORD_PLACE) && !has(r, RECORD_PUBLISHER) && !has(r, RECORD_DATE))
		return;
	struct marc_field *f = marc_add(mem, m, "264", ' ', '1');
	add_all(mem, r, RECORD_PLACE, f, 'a');
	add_all(mem, r, RECORD_PUBLISHER, f, 'b');
	add_all(mem, r, RECORD_DATE, f, 'c');
}

/* The first creator is the main entry (1XX), the others are added ones (7XX). */
static void add_names(struct arena *mem, const struct record *r, struct marc *m)
{
	bool first = true;
	for (size_t i = 0; i < r->n; i++) {
		const struct record_value *v = &r->at[i];
		if (v->field != RECORD_CREATOR && v->field != RECORD_CONTRIBUTOR)
			continue;
		bool main = first && v->field == RECORD_CREATOR;
		struct marc_field *f = marc_add(mem, m, main ? "100" : "700", '1', ' ');
		first = first && !main;
		marc_add_sub(mem, f, 'a', v->value);
		if (v->dates.n)
			marc_add_sub(mem, f, 'd', v->dates);
		if (v->role.n)
			marc_add_sub(mem, f, '4', v->role);
	}
}

static void add_languages(struct arena *mem, const struct record *r, struct marc *m)
{
	if (!has(r, RECORD_LANGUAGE))
		return;
	struct marc_field *f = marc_add(mem, m, "041", has(r, RECORD_ORIGINAL) ? '1' : '0', ' ');
	add_all(mem, r, RECORD_LANGUAGE, f, 'a');
	add_all(mem, r, RECORD_ORIGINAL, f, 'h');
}

static void add_bbk(struct arena *mem, const struct record *r, struct marc *m)
{
	for (size_t i = 0; i < r->n; i++) {
		if (r->at[i].field != RECORD_BBK)
			continue;
		struct marc_field *f = marc_add(mem, m, "084", ' ', ' ');
		marc_add_sub(mem, f, 'a', r->at[i].value);
		marc_add_sub(mem, f, '2', STR("rubbk"));
	}
}

/* 008: dates at 7 to 14; what is not known is | (no attempt to code). */
static void add_008(struct arena *mem, const struct title *t, struct marc *m)
{
	char coded[41];
	memset(coded, '|', 40);
	memcpy(coded, "000101", 6);
	memcpy(coded + 38, "  ", 2);
	if (t->year > 0 && t->year <= 9999) {
		coded[6] = 's';
		snprintf(coded + 7, sizeof coded - 7, "%04d", t->year);
		memcpy(coded + 11, "    ", 4);
	}
	coded[40] = 0;
	marc_add_control(mem, m, "008", str_copy(mem, (struct str){ coded, 40 }));
}

/* By tag; those of one tag stay as they came. */
static void sort(struct marc *m)
{
	for (size_t i = 1; i < m->n; i++)
		for (size_t k = i; k > 0 && strcmp(m->fields[k].tag, m->fields[k - 1].tag) < 0;
		     k--) {
			struct marc_field f = m->fields[k];
			m->fields[k] = m->fields[k - 1];
			m->fields[k - 1] = f;
		}
}

void give_made(struct arena *mem, const struct title *t, const struct record *r, struct marc *ret)
{
	*ret = (struct marc){ .leader = "00000nam a2200000 u 4500", .dialect = MARC_21 };
	if (str_is(record_first(r, RECORD_LEVEL), "serial"))
		ret->leader[7] = 's';
	marc_add_control(mem, ret, "001", t->id);
	add_008(mem, t, ret);
	add_title(mem, r, ret);
	add_names(mem, r, ret);
	add_imprint(mem, r, ret);
	add_languages(mem, r, ret);
	add_bbk(mem, r, ret);
	for (size_t i = 0; i < r->n; i++)
		for (size_t k = 0; k < COUNT_OF(places); k++)
			if (places[k].field == r->at[i].field)
				add(mem, ret, places[k].tag, places[k].i1, places[k].i2,
				    places[k].code, r->at[i].value);
	sort(ret);
}
