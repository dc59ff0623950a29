/*
 * facts - what matters of a record when it is asked whether another describes the same edition.
 */
#include "match/match_int.h"

struct code {
	const char *name;
	uint8_t value;
};

static const struct code types[] = {
	{ "text", TYPE_TEXT },         { "book", TYPE_TEXT },
	{ "journal", TYPE_TEXT },      { "newspaper", TYPE_TEXT },
	{ "manuscript", TYPE_TEXT },   { "notated music", TYPE_MUSIC },
	{ "map", TYPE_MAP },           { "moving image", TYPE_VIDEO },
	{ "sound", TYPE_SOUND },       { "image", TYPE_IMAGE },
	{ "software", TYPE_SOFTWARE }, { "kit", TYPE_OTHER },
	{ "object", TYPE_OTHER },      { NULL, 0 },
};
static const struct code levels[] = {
	{ "monograph", LEVEL_MONOGRAPH }, { "part", LEVEL_PART },       { "set", LEVEL_SET },
	{ "serial", LEVEL_SERIAL },       { "article", LEVEL_ARTICLE }, { NULL, 0 },
};
static const struct code carriers[] = {
	{ "print", CARRIER_PRINT },
	{ "online", CARRIER_ONLINE },
	{ "disc", CARRIER_DISC },
	{ "microform", CARRIER_MICROFORM },
	{ "manuscript", CARRIER_MANUSCRIPT },
	{ NULL, 0 },
};

static uint8_t code_of(const struct code *table, struct str name)
{
	for (; table->name; table++)
		if (str_is(name, table->name))
			return table->value;
	return 0;
}

/* Three letters of a code as a number: "kk", "eng". */
static uint16_t language_number(struct str value)
{
	struct str code = text_language_code(value);
	unsigned v = 0;
	if (code.n < 2 || code.n > 3 || str_is(code, "mul") || str_is(code, "und") ||
	    str_is(code, "zxx"))
		return 0;
	for (size_t i = 0; i < code.n; i++)
		v = v * 27 + (unsigned)((code.s[i] | 0x20) - 'a' + 1) % 27;
	return (uint16_t)v;
}

static void add_language(uint16_t *at, uint8_t *n, size_t max, struct str value)
{
	uint16_t v = language_number(value);
	for (size_t i = 0; i < *n; i++)
		if (at[i] == v)
			return;
	if (v && *n < max)
		at[(*n)++] = v;
}

static void add_year(struct match_facts *f, int year)
{
	for (size_t i = 0; i < f->n_years; i++)
		if (f->years[i] == year)
			return;
	if (year >= 1000 && year <= 2100 && f->n_years < YEARS_MAX)
		f->years[f->n_years++] = (uint16_t)year;
}

/* "1985-1990" is two years; "2004, c2003" as well. */
static void years_add(struct match_facts *f, struct str date)
{
	int year = record_year(date);
	add_year(f, year);
	char digits[16];
	int n = snprintf(digits, sizeof(digits), "%d", year);
	size_t at = year ? str_find(date, (struct str){ digits, (size_t)n }) : date.n;
	if (at < date.n)
		add_year(f, record_year(str_from(date, at + 4)));
}

/* The longest number of "VIII, 340, [2] с.": pages that are counted in brackets or Roman are not
 * told by everybody. */
static void pages_add(struct match_facts *f, struct str extent)
{
	unsigned most = 0;
	uint32_t all = 0;
	for (size_t i = 0; i < extent.n; i++)
		if (extent.s[i] >= '0' && extent.s[i] <= '9')
			all = all * 31 + (unsigned char)extent.s[i];
	f->extent = f->extent ? f->extent : (uint16_t)(all ^ all >> 16);
	extent = str_upto(extent, str_find_byte(extent, ';')); /* centimetres follow */
	for (size_t i = 0; i < extent.n; i++) {
		unsigned v = 0;
		size_t from = i;
		while (i < extent.n && extent.s[i] >= '0' && extent.s[i] <= '9' && i - from < 5)
			v = v * 10 + (unsigned)(extent.s[i++] - '0');
		most = v > most && v < 10000 ? v : most;
	}
	bool bare = str_find_byte(extent, '.') == extent.n &&
		    str_find_byte(extent, ' ') == extent.n;
	/* "1 map", "2 volumes" are no pages; a number alone is a height in centimetres */
	if (most > f->pages && most > 2 && !(bare && most < 60))
		f->pages = (uint16_t)most;
}

/* What an extent says of the carrier: it was written for this copy, codes are often left as they
 * stood. */
static void carrier_add(struct match_facts *f, struct str extent)
{
	static const struct {
		const char *part; /* of the extent in lower case */
		uint8_t carrier;
	} signs[] = {
		{ "online", CARRIER_ONLINE },
		{ "electronic text", CARRIER_ONLINE },
		{ "электронный ресурс", CARRIER_ONLINE },
		{ "pdf", CARRIER_ONLINE },
		{ "website", CARRIER_ONLINE },
		{ "web site", CARRIER_ONLINE },
		{ "cd-rom", CARRIER_DISC },
		{ "dvd", CARRIER_DISC },
		{ "disc", CARRIER_DISC },
		{ "disk", CARRIER_DISC },
		{ "опт. диск", CARRIER_DISC },
		{ "(cd", CARRIER_DISC },
		{ "microfiche", CARRIER_MICROFORM },
		{ "microfilm", CARRIER_MICROFORM },
		{ "microopaque", CARRIER_MICROFORM },
		{ "микрофиш", CARRIER_MICROFORM },
		{ "микрофильм", CARRIER_MICROFORM },
	};
	char small[200];
	size_t n = extent.n < sizeof(small) ? extent.n : sizeof(small);
	for (size_t i = 0; i < n; i++)
		small[i] = extent.s[i] >= 'A' && extent.s[i] <= 'Z' ? (char)(extent.s[i] | 0x20)
								    : extent.s[i];
	for (size_t i = 0; i < COUNT_OF(signs); i++)
		if (str_find((struct str){ small, n }, str_of(signs[i].part)) < n) {
			f->carrier = signs[i].carrier;
			return;
		}
}

/* Words of a publisher that do not tell one from another. */
static bool says_nothing(struct str word)
{
	static const char *const words[] = {
		"изд",  "во",    "издательство", "изд-во", "баспасы", "баспа", "басмасы", "басма",
		"publ", "press", "publishing",   "pub",    "co",      "inc",   "ltd",     "the",
		"of",   "and",   "company",      "house",  "ооо",     "зао",   "оао",     "ао",
		"тоо",  "жшс",   "verlag",       "books",  "и",       "им",    "izd",     "vo",
	};
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (words[i][0] == word.s[0] && str_is(word, words[i]))
			return true;
	return word.n < 3;
}

/* Places that are written in a way that is no beginning of the name. */
static struct str place_name(struct str word)
{
	static const char *const names[][2] = {
		{ "спб", "санкт-петербург" }, { "spb", "санкт-петербург" },
		{ "алма-ата", "алматы" },     { "alma-ata", "алматы" },
		{ "нью-йорк", "new" },
	};
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_is(word, names[i][0]))
			return str_of(names[i][1]);
	return word;
}

static void words_add(struct str text, const char *lang, struct imprint_word *at, uint8_t *n,
		      size_t max)
{
	struct text_walk w;
	struct text_token t;
	char key[128];
	text_walk_init(&w, text);
	while (*n < max && text_walk_next(&w, &t)) {
		struct imprint_word v = { .n = 0 };
		size_t end = t.at + t.n;
		v.shortened = end < text.n && text.s[end] == '.';
		if (says_nothing(t.exact) && !(v.shortened && *n == 0 && max == 2))
			continue;
		fold_word(place_name(t.exact), lang, key);
		v.n = (uint8_t)strnlen(key, BEGINNING_MAX);
		memcpy(v.s, key, v.n);
		if (v.n)
			at[(*n)++] = v;
	}
}

static bool begins_as(struct str word, const char *const *starts)
{
	for (; *starts; starts++)
		if (str_starts(word, *starts))
			return true;
	return false;
}

/* What a word of an edition statement says: bits EDITION_, else it goes to edition_words. */
static void edition_word(struct match_facts *f, const struct word *w)
{
	static const char *const reprint[] = { "стер",   "репр",      "reprint", "repr",
					       "факсим", "facsimile", NULL };
	static const char *const revised[] = { "перераб", "испр",     "доп",    "rev",
					       "enl",     "өңделген", "толықт", "түзет",
					       "оңдол",   "толукт",   "жаңарт", NULL };
	if (begins_as(w->exact, reprint)) {
		f->edition_kind |= EDITION_REPRINT;
	} else if (begins_as(w->exact, revised)) {
		f->edition_kind |= EDITION_REVISED;
	} else if (!w->used && !w->number && w->label == LABEL_NONE && w->exact.n > 4) {
		char key[128];
		fold_word(w->exact, "", key);
		f->edition_words += match_hash(str_upto(str_of(key), 3));
	}
}

static void edition_add(struct arena *mem, struct match_facts *f, struct str text)
{
	struct word *w = arena_array_of(mem, TITLE_WORDS, struct word);
	struct match_facts aside = { .n_titles = 0 };
	size_t n = words_of(mem, text, w);
	numerals_read(text, w, n, LABEL_EDITION, &aside);
	for (size_t i = 0; i < n && !aside.n_numerals; i++) /* "Второе, переработанное" */
		numeral_add(&aside, w[i].number ? LABEL_EDITION : LABEL_NONE, w[i].number);
	for (size_t i = 0; i < n; i++)
		edition_word(f, &w[i]);
	for (size_t i = 0; i < aside.n_numerals; i++)
		if (aside.numerals[i].label == LABEL_EDITION && aside.numerals[i].value < 200 &&
		    !f->edition)
			f->edition = (uint8_t)aside.numerals[i].value;
}

/* The whole of a text as one number; its own numbers apart. */
static uint32_t text_hash(struct arena *mem, struct str text, const char *lang,
			  uint16_t *ret_number)
{
	struct word *w = arena_array_of(mem, TITLE_WORDS, struct word);
	struct match_facts aside = { .n_titles = 0 };
	struct buf all;
	size_t n = words_of(mem, text, w);
	buf_init(&all, mem, 0);
	numerals_read(text, w, n, LABEL_BARE, &aside);
	for (size_t i = 0; i < n; i++) {
		char key[128];
		if (w[i].used)
			continue;
		fold_word(w[i].exact, lang, key);
		buf_add_z(&all, key);
	}
	*ret_number = aside.n_numerals ? aside.numerals[0].value : 0;
	return all.n ? match_hash(buf_str(&all)) : 0;
}

static void fact_add(struct arena *mem, struct match_facts *f, const char *lang,
		     const struct record_value *v)
{
	uint16_t number;
	switch (v->field) {
	case RECORD_DATE: years_add(f, v->value); break;
	case RECORD_EXTENT: pages_add(f, v->value); break;
	case RECORD_EDITION: edition_add(mem, f, v->value); break;
	case RECORD_PUBLISHER:
		words_add(v->value, lang, f->publisher, &f->n_publisher, WORDS_MAX);
		break;
	case RECORD_PLACE:
		words_add(v->value, lang, f->places, &f->n_places, COUNT_OF(f->places));
		break;
	case RECORD_LANGUAGE:
		add_language(f->languages, &f->n_languages, LANGUAGES_MAX, v->value);
		break;
	case RECORD_ORIGINAL:
		add_language(f->originals, &f->n_originals, COUNT_OF(f->originals), v->value);
		break;
	case RECORD_TYPE: f->type = f->type ? f->type : code_of(types, v->value); break;
	case RECORD_LEVEL: f->level = f->level ? f->level : code_of(levels, v->value); break;
	case RECORD_CARRIER: f->carrier |= code_of(carriers, v->value); break;
	case RECORD_HOST:
		f->host = f->host ? f->host : text_hash(mem, v->value, lang, &number);
		break;
	case RECORD_SERIES:
		if (!f->series) {
			f->series = text_hash(mem, v->value, lang, &number);
			f->series_number = number;
		}
		break;
	default: break;
	}
}

struct match_facts *match_facts_of(struct arena *mem, const struct record *r)
{
	struct match_facts *f = arena_new_of(mem, struct match_facts);
	f->script = (uint8_t)text_script(record_first(r, RECORD_TITLE));
	const char *lang = reading_language(r);
	ids_read(r, f);
	titles_read(mem, r, f);
	names_read(r, f);
	for (size_t i = 0; i < r->n; i++)
		fact_add(mem, f, lang, &r->at[i]);
	carrier_add(f, record_first(r, RECORD_EXTENT));
	if (!f->carrier && f->pages > 2)
		f->carrier = CARRIER_PRINT;
	for (size_t i = 0; i < f->n_numerals && !f->edition; i++)
		if (f->numerals[i].label == LABEL_EDITION)
			f->edition = (uint8_t)(f->numerals[i].value & 0xFF);
	return f;
}
