/*
 * asked - fields and filters by the names readers give them, in the four languages: author:, год:,
 * тіл:. A filter may be given several times or with several values, lang:kk,ru; a - before it
 * leaves out what it names.
 */
#include "index/index_int.h"

enum asked_field {
	ASKED_TITLE,
	ASKED_AUTHOR,
	ASKED_SUBJECT,
	ASKED_PLACE,
	ASKED_PERSON,
	ASKED_PUBLISHER,
	ASKED_WORDS, /* those above are words of a field; those below are filters */
	ASKED_YEAR = ASKED_WORDS,
	ASKED_LANGUAGE,
	ASKED_CLASS,
	ASKED_UDC,
	ASKED_BBK,
	ASKED_DDC,
	ASKED_NUMBER,
};
static const struct {
	const char *name;
	enum asked_field field;
} names[] = {
	{ "title", ASKED_TITLE },
	{ "название", ASKED_TITLE },
	{ "заглавие", ASKED_TITLE },
	{ "атауы", ASKED_TITLE },
	{ "аталышы", ASKED_TITLE },
	{ "author", ASKED_AUTHOR },
	{ "автор", ASKED_AUTHOR },
	{ "авторы", ASKED_AUTHOR },
	{ "subject", ASKED_SUBJECT },
	{ "topic", ASKED_SUBJECT },
	{ "тема", ASKED_SUBJECT },
	{ "предмет", ASKED_SUBJECT },
	{ "тақырып", ASKED_SUBJECT },
	{ "тақырыбы", ASKED_SUBJECT },
	{ "тематика", ASKED_SUBJECT },
	{ "year", ASKED_YEAR },
	{ "год", ASKED_YEAR },
	{ "жыл", ASKED_YEAR },
	{ "жылы", ASKED_YEAR },
	{ "lang", ASKED_LANGUAGE },
	{ "language", ASKED_LANGUAGE },
	{ "язык", ASKED_LANGUAGE },
	{ "тіл", ASKED_LANGUAGE },
	{ "тілі", ASKED_LANGUAGE },
	{ "тил", ASKED_LANGUAGE },
	{ "тили", ASKED_LANGUAGE },
	{ "place", ASKED_PLACE },
	{ "место", ASKED_PLACE },
	{ "орын", ASKED_PLACE },
	{ "орны", ASKED_PLACE },
	{ "орду", ASKED_PLACE },
	{ "жер", ASKED_PLACE },
	{ "жери", ASKED_PLACE },
	{ "person", ASKED_PERSON },
	{ "персона", ASKED_PERSON },
	{ "тұлға", ASKED_PERSON },
	{ "инсан", ASKED_PERSON },
	{ "publisher", ASKED_PUBLISHER },
	{ "издательство", ASKED_PUBLISHER },
	{ "издатель", ASKED_PUBLISHER },
	{ "баспа", ASKED_PUBLISHER },
	{ "баспасы", ASKED_PUBLISHER },
	{ "басма", ASKED_PUBLISHER },
	{ "басмасы", ASKED_PUBLISHER },
	{ "class", ASKED_CLASS },
	{ "класс", ASKED_CLASS },
	{ "индекс", ASKED_CLASS },
	{ "жіктеу", ASKED_CLASS },
	{ "udc", ASKED_UDC },
	{ "удк", ASKED_UDC },
	{ "әож", ASKED_UDC },
	{ "уок", ASKED_UDC },
	{ "bbk", ASKED_BBK },
	{ "ббк", ASKED_BBK },
	{ "кбж", ASKED_BBK },
	{ "кбк", ASKED_BBK },
	{ "ddc", ASKED_DDC },
	{ "дкд", ASKED_DDC },
	{ "ддк", ASKED_DDC },
	{ "isbn", ASKED_NUMBER },
	{ "issn", ASKED_NUMBER },
	{ "number", ASKED_NUMBER },
	{ "номер", ASKED_NUMBER },
	{ "нөмір", ASKED_NUMBER },
	{ "номери", ASKED_NUMBER },
};
static const char *const prefixes[] = {
	[ASKED_TITLE] = TERM_TITLE,     [ASKED_AUTHOR] = TERM_AUTHOR,
	[ASKED_SUBJECT] = TERM_SUBJECT, [ASKED_PLACE] = TERM_PLACE,
	[ASKED_PERSON] = TERM_PERSON,   [ASKED_PUBLISHER] = TERM_PUBLISHER,
};
static const char *const class_schemes[] = {
	[ASKED_CLASS] = NULL,
	[ASKED_UDC] = TERM_UDC,
	[ASKED_BBK] = TERM_BBK,
	[ASKED_DDC] = TERM_DDC,
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

/* 63, 633.1, 63* : with all that is narrower. */
static bool put_class(struct ctx *c, struct index_terms *t, enum asked_field field, bool unwanted,
		      struct str value)
{
	struct str key = class_key(c->mem, value);
	if (key.n && key.s[key.n - 1] == '*')
		key.n--;
	if (key.n && t->n_classes < QUERY_FILTERS)
		t->classes[t->n_classes++] = (struct asked_class){
			.key = key,
			.prefix = class_schemes[field],
			.unwanted = unwanted,
		};
	return key.n > 0;
}

static bool put_number(struct ctx *c, struct index_terms *t, bool unwanted, struct str value)
{
	struct str key = number_key(c->mem, value);
	if (key.n && t->n_numbers < QUERY_FILTERS)
		t->numbers[t->n_numbers++] = (struct asked_number){ key, unwanted };
	return key.n > 0;
}

static bool put_value(struct ctx *c, struct index_terms *t, enum asked_field field, bool unwanted,
		      struct str value)
{
	switch (field) {
	case ASKED_YEAR: return put_years(t, unwanted, value);
	case ASKED_LANGUAGE: return put_language(c, t, unwanted, value);
	case ASKED_NUMBER: return put_number(c, t, unwanted, value);
	default: return put_class(c, t, field, unwanted, value);
	}
}

/* All of the values, parted by commas, must make sense; else they are words. */
static bool put_filter(struct ctx *c, struct index_terms *t, enum asked_field field, bool unwanted,
		       struct str values)
{
	size_t years = t->n_years, languages = t->n_languages;
	size_t classes = t->n_classes, numbers = t->n_numbers;
	struct str rest = values, value;
	bool ok = values.n > 0;
	while (ok && str_next(&rest, ',', &value))
		ok = put_value(c, t, field, unwanted, value);
	if (!ok) {
		t->n_years = years;
		t->n_languages = languages;
		t->n_classes = classes;
		t->n_numbers = numbers;
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
		if (field >= ASKED_WORDS)
			return put_filter(c, t, field, asked->unwanted, value) ? ASKED_FILTER
									       : ASKED_NOTHING;
		asked->prefix = prefixes[field];
		*chunk = value;
		return ASKED_FIELD;
	}
	return ASKED_NOTHING;
}
