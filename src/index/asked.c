/*
 * asked - fields and filters by the names readers give them, in the four languages: author:, год:,
 * тіл:. A filter may be given several times or with several values, lang:kk,ru; a - before it
 * leaves out what it names.
 */
#include "index/index_int.h"

enum asked_field { ASKED_TITLE, ASKED_AUTHOR, ASKED_SUBJECT, ASKED_YEAR, ASKED_LANGUAGE };
static const struct {
	const char *name;
	enum asked_field field;
} names[] = {
	{ "title", ASKED_TITLE },     { "название", ASKED_TITLE },   { "заглавие", ASKED_TITLE },
	{ "атауы", ASKED_TITLE },     { "аталышы", ASKED_TITLE },    { "author", ASKED_AUTHOR },
	{ "автор", ASKED_AUTHOR },    { "авторы", ASKED_AUTHOR },    { "subject", ASKED_SUBJECT },
	{ "topic", ASKED_SUBJECT },   { "тема", ASKED_SUBJECT },     { "предмет", ASKED_SUBJECT },
	{ "тақырып", ASKED_SUBJECT }, { "тақырыбы", ASKED_SUBJECT }, { "тематика", ASKED_SUBJECT },
	{ "year", ASKED_YEAR },       { "год", ASKED_YEAR },         { "жыл", ASKED_YEAR },
	{ "жылы", ASKED_YEAR },       { "lang", ASKED_LANGUAGE },    { "language", ASKED_LANGUAGE },
	{ "язык", ASKED_LANGUAGE },   { "тіл", ASKED_LANGUAGE },     { "тілі", ASKED_LANGUAGE },
	{ "тил", ASKED_LANGUAGE },    { "тили", ASKED_LANGUAGE },
};
static const char *const prefixes[] = {
	[ASKED_TITLE] = TERM_TITLE,
	[ASKED_AUTHOR] = TERM_AUTHOR,
	[ASKED_SUBJECT] = TERM_SUBJECT,
};

static int year_of(struct str digits)
{
	int64_t year = 0;
	return str_to_int(digits, 1, 9998, &year) ? (int)year : 0;
}

/* 1934, 1920..1940, 1920.., ..1940, 1920-1940 or 1920–1940; false where it is none of them. */
static bool put_years(struct index_terms *t, bool unwanted, struct str value)
{
	static const char *const signs[] = { "..", "…", "–", "—", "-" };
	size_t at = value.n, skip = 0;
	for (size_t i = 0; i < COUNT_OF(signs) && at == value.n; i++) {
		at = str_find(value, str_of(signs[i]));
		skip = strlen(signs[i]);
	}
	int from = year_of(str_upto(value, at));
	int to = at == value.n ? from : year_of(str_from(value, at + skip));
	bool open = (at == 0 || at + skip == value.n) && (from || to);
	if (!open && !(from && to))
		return false;
	if (t->n_years < QUERY_FILTERS)
		t->years[t->n_years++] = (struct year_span){ from, to, unwanted };
	return true;
}

/* kk, kaz, or one of the four by its name in one of the four. */
static bool put_language(struct ctx *c, struct index_terms *t, bool unwanted, struct str value)
{
	struct str code = text_lower(c->mem, value);
	bool known = code.n == 2 || code.n == 3;
	for (size_t i = 0; text_languages[i] && !known; i++)
		for (size_t in = 0; text_languages[in] && !known; in++) {
			struct str tag = str_of(text_languages[i]);
			struct str name = text_language_name(c->mem, text_languages[in], tag);
			known = str_same(text_lower(c->mem, name), code);
			if (known)
				code = tag;
		}
	if (known && t->n_languages < QUERY_FILTERS)
		t->languages[t->n_languages++] = (struct asked_language){ text_language_code(code),
									  unwanted };
	return known;
}

/* All of the values, parted by commas, must make sense; else they are words. */
static bool put_filter(struct ctx *c, struct index_terms *t, enum asked_field field, bool unwanted,
		       struct str values)
{
	size_t years = t->n_years, languages = t->n_languages;
	struct str rest = values, value;
	bool ok = values.n > 0;
	while (ok && str_next(&rest, ',', &value))
		ok = field == ASKED_YEAR ? put_years(t, unwanted, value)
					 : put_language(c, t, unwanted, value);
	if (!ok) {
		t->n_years = years;
		t->n_languages = languages;
	}
	return ok;
}

bool is_asked_name(struct ctx *c, struct str chunk)
{
	if (!str_ends(chunk, ":"))
		return false;
	struct str name = text_lower(c->mem, str_upto(chunk, chunk.n - 1));
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_is(name, names[i].name))
			return true;
	return false;
}

enum asked_kind take_asked(struct ctx *c, struct index_terms *t, struct asked *asked,
			   struct str *chunk)
{
	size_t colon = str_find_byte(*chunk, ':');
	if (colon == chunk->n)
		return ASKED_NOTHING;
	struct str name = text_lower(c->mem, str_upto(*chunk, colon));
	struct str value = str_from(*chunk, colon + 1);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		enum asked_field field = names[i].field;
		if (!str_is(name, names[i].name))
			continue;
		if (field == ASKED_YEAR || field == ASKED_LANGUAGE)
			return put_filter(c, t, field, asked->unwanted, value) ? ASKED_FILTER
									       : ASKED_NOTHING;
		asked->prefix = prefixes[field];
		*chunk = value;
		return ASKED_FIELD;
	}
	return ASKED_NOTHING;
}
