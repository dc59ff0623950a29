/*
 * describe - what a title's record says, as words, headings, classes and numbers of the index.
 *
 * Words of a field stand as words of the title, with a weight, and behind the field's own prefix
 * where readers may ask for it (asked.c). What is chosen from a list stands as a term of its own.
 */
#include "authority/authority.h"
#include "index/index_int.h"

enum { OTHER_FORMS = 12 };

static const struct field {
	enum record_field field;
	const char *prefix, *second;
	uint32_t weight; /* over plain text */
} fields[] = {
	{ RECORD_TITLE, TERM_TITLE, NULL, 8 },
	{ RECORD_PARALLEL, TERM_TITLE, NULL, 6 },
	{ RECORD_VARIANT, TERM_TITLE, NULL, 4 },
	{ RECORD_ORIGINAL_TITLE, TERM_TITLE, NULL, 4 },
	{ RECORD_SET, TERM_TITLE, NULL, 4 },
	{ RECORD_PART, TERM_TITLE, NULL, 3 },
	{ RECORD_CREATOR, TERM_AUTHOR, NULL, 6 },
	{ RECORD_CONTRIBUTOR, TERM_AUTHOR, NULL, 3 },
	{ RECORD_RESPONSIBILITY, TERM_AUTHOR, NULL, 1 },
	{ RECORD_SUBJECT, TERM_SUBJECT, NULL, 3 },
	{ RECORD_PLACE_SUBJECT, TERM_SUBJECT, TERM_PLACE, 3 },
	{ RECORD_PERSON_SUBJECT, TERM_SUBJECT, TERM_PERSON, 3 },
	{ RECORD_GENRE, TERM_SUBJECT, NULL, 2 },
	{ RECORD_SERIES, NULL, NULL, 2 },
	{ RECORD_HOST, NULL, NULL, 2 },
	{ RECORD_PUBLISHER, TERM_PUBLISHER, NULL, 1 },
	{ RECORD_PLACE, TERM_PLACE, NULL, 1 },
	{ RECORD_DATE, NULL, NULL, 1 },
	{ RECORD_EDITION, NULL, NULL, 1 },
	{ RECORD_AUDIENCE, NULL, NULL, 1 },
	{ RECORD_DESCRIPTION, NULL, NULL, 1 },
	{ RECORD_NOTE, NULL, NULL, 0 },
	{ RECORD_IDENTIFIER, NULL, NULL, 1 },
	{ RECORD_BIBNO, NULL, NULL, 1 },
	{ RECORD_ISBN, NULL, NULL, 1 },
	{ RECORD_ISSN, NULL, NULL, 1 },
};
static const struct {
	enum record_field field;
	enum index_by by;
} headings[] = {
	{ RECORD_CREATOR, BY_AUTHOR },
	{ RECORD_CONTRIBUTOR, BY_AUTHOR },
	{ RECORD_SUBJECT, BY_SUBJECT },
	{ RECORD_PERSON_SUBJECT, BY_SUBJECT },
	{ RECORD_PLACE_SUBJECT, BY_PLACE },
	{ RECORD_PLACE, BY_PLACE },
	{ RECORD_UDC, BY_UDC },
	{ RECORD_BBK, BY_BBK },
	{ RECORD_DDC, BY_DDC },
};

static const struct field *field_of(enum record_field f)
{
	for (size_t i = 0; i < COUNT_OF(fields); i++)
		if (fields[i].field == f)
			return &fields[i];
	return NULL;
}

static bool same_as_title(const struct title *t, enum record_field f, struct str value)
{
	switch (f) {
	case RECORD_TITLE: return str_same(value, t->name);
	case RECORD_CREATOR: return str_same(value, t->creator);
	default: return false;
	}
}

/* By ISO 2108 and 3297 an ISBN and an ISSN are 8, 10 or 13 digits, the last one maybe an X. */
struct str bare_number(struct arena *mem, struct str value)
{
	struct buf digits;
	buf_init(&digits, mem, 0);
	for (size_t i = 0; i < value.n && value.s[i] != '(' && digits.n < 14; i++) {
		char sign = value.s[i] == 'x' ? 'X' : value.s[i];
		if (sign && strchr("0123456789X", sign))
			buf_add_char(&digits, sign);
	}
	bool known = digits.n == 8 || digits.n == 10 || digits.n == 13;
	return known ? buf_str(&digits) : STR_NONE;
}

/* ISO 2108:2017 annex C: 978 before the first nine digits, and a check digit of its own. */
static struct str isbn_13(struct arena *mem, struct str isbn_10)
{
	struct str body = str_print(mem, "978%.*s", 9, isbn_10.s);
	int sum = 0;
	for (size_t i = 0; i < body.n; i++) {
		if (body.s[i] == 'X')
			return isbn_10;
		sum += (body.s[i] - '0') * (i % 2 ? 3 : 1);
	}
	return str_print(mem, "%.*s%d", STR_ARGS(body), (10 - sum % 10) % 10);
}

struct str number_key(struct arena *mem, struct str value)
{
	struct str bare = bare_number(mem, value);
	if (bare.n)
		return bare.n == 10 ? isbn_13(mem, bare) : bare;
	struct buf key;
	struct str lower = text_lower(mem, value);
	buf_init(&key, mem, 0);
	for (size_t i = 0; i < lower.n && key.n < 60; i++)
		if ((unsigned char)lower.s[i] >= 0x80 || (lower.s[i] >= 'a' && lower.s[i] <= 'z') ||
		    (lower.s[i] >= '0' && lower.s[i] <= '9'))
			buf_add_char(&key, lower.s[i]);
	return buf_str(&key);
}

/* 978-601-01-0123-4 is searched for without its hyphens as well, and one of ten digits as if it had
 * thirteen. */
static void feed_number(struct ctx *c, struct feed *f, struct str value)
{
	struct str bare = bare_number(c->mem, value), key = number_key(c->mem, value);
	if (bare.n)
		feed_field(f, NULL, 1, bare);
	if (bare.n && !str_same(bare, key))
		feed_field(f, NULL, 1, key);
	if (key.n)
		feed_term(f, TERM_NUMBER, key);
}

static void feed_value(struct ctx *c, struct feed *f, const struct record_value *v)
{
	const struct field *field = field_of(v->field);
	if (field)
		feed_field_twice(f, field->prefix, field->second, field->weight, v->value);
	switch (v->field) {
	case RECORD_CREATOR:
	case RECORD_CONTRIBUTOR: feed_name(f, v->value); break;
	case RECORD_ISBN:
	case RECORD_ISSN:
	case RECORD_BIBNO: feed_number(c, f, v->value); break;
	case RECORD_UDC: feed_class(c, f, TERM_UDC, v->value); break;
	case RECORD_BBK: feed_class(c, f, TERM_BBK, v->value); break;
	case RECORD_DDC: feed_class(c, f, TERM_DDC, v->value); break;
	default: break;
	}
}

static void feed_heading(struct ctx *c, struct feed *f, enum index_by by, struct str form)
{
	feed_term(f, "", heading_term(c->mem, by, form));
}

/* A subject stands whole, and by its first part: "Қазақстан -- Тарих" under "Қазақстан" too. */
static void feed_headings(struct ctx *c, struct feed *f, const struct record_value *v)
{
	for (size_t i = 0; i < COUNT_OF(headings); i++) {
		enum index_by by = headings[i].by;
		if (headings[i].field != v->field)
			continue;
		struct str form = index_heading(c->mem, v);
		size_t cut = by == BY_SUBJECT ? str_find(form, STR(" -- ")) : form.n;
		feed_heading(c, f, by, form);
		if (cut < form.n)
			feed_heading(c, f, by, str_upto(form, cut));
	}
}

/* Words of the other names, so that the title is found by any of them. */
static void feed_other_names(struct feed *f, enum authority_kind kind, const struct record_value *v,
			     struct str forms)
{
	const struct field *field = field_of(v->field);
	struct str form;
	for (int i = 0; i < OTHER_FORMS && str_next(&forms, '\n', &form); i++) {
		if (form.n == 0 || str_same(form, v->value))
			continue;
		if (kind == AUTHORITY_PERSON)
			feed_name(f, form);
		if (field && (kind != AUTHORITY_PERSON || v->field == RECORD_PERSON_SUBJECT))
			feed_field_twice(f, field->prefix, field->second, 0, form);
	}
}

/* Whose name it is: his page lists the title by this term. */
static void feed_authority(struct ctx *c, struct feed *f, const struct record_value *v)
{
	enum authority_kind kind;
	struct authority_known known;
	bool about;
	if (!authority_names(v, &kind, &about) ||
	    !authority_known(c, kind, v->value, v->dates, &known))
		return;
	feed_term(f, about ? TERM_ABOUT : TERM_BY, known.id);
	feed_other_names(f, kind, v, known.forms);
}

/* What the catalogue chose first; then every value of the record that says something more. */
void feed_record(struct ctx *c, struct feed *f, const struct title *t, const struct record *r)
{
	feed_field(f, TERM_TITLE, 8, t->name);
	feed_field(f, TERM_AUTHOR, 6, t->creator);
	feed_name(f, t->creator);
	if (t->record.n == 0) {
		feed_field(f, TERM_SUBJECT, 3, t->subjects);
		feed_field(f, NULL, 1, t->publisher);
		feed_field(f, NULL, 1, t->description);
	}
	for (size_t i = 0; i < r->n; i++) {
		const struct record_value *v = &r->at[i];
		feed_headings(c, f, v);
		feed_authority(c, f, v);
		if (!same_as_title(t, v->field, v->value))
			feed_value(c, f, v);
	}
	if (t->year > 0)
		feed_heading(c, f, BY_YEAR, str_print(c->mem, "%04d", t->year));
}
