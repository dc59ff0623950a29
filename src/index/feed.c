/*
 * feed - a title's words, gathered with their positions and put into the index as one document.
 *
 * Words are noted in the order of the text, then dealt out by term (deal.c), so that each term goes
 * to Xapian once, terms in the order of their bytes: that is what its writing is quickest with.
 */
#include "index/index_int.h"

enum {
	NOTES_MOST = 48 << 20, /* words of one title; a longer text is indexed so far */
	AHEAD = 8,             /* terms: their bytes lie all over the vocabulary */
	TEXT_MOST = 384 << 20,
	TERM_MOST = 240, /* bytes; the engine takes 245 */
};

struct feed {
	struct notes notes;
	uint32_t next; /* position */
	size_t bytes;
	int lang; /* of the record, by number */
	struct arena *title;
	struct feed_facts facts;
	struct page_table pages;
	size_t cap_docs;
	uint32_t *first, *text_at; /* of the last document's pages, as in the table */
	uint8_t *langs;
	size_t cap_pages;
	char *text; /* of the title's pages */
	size_t n_text, cap_text;
	struct str *terms; /* that stand for themselves */
	size_t n_terms, cap_terms;
	uint32_t *marks, marks_from; /* see title_text; the position of the first of them */
	size_t n_marks, cap_marks;
};

static void end_feed(void *arg)
{
	struct feed *f = arg;
	vocabulary_free(f->notes.words);
	arena_free(f->title);
	free(f->notes.at);
	free(f->notes.noted);
	free(f->text);
	free(f->marks);
	f->text = NULL;
	f->marks = NULL;
	f->title = NULL;
	f->notes = (struct notes){ 0 };
}

struct feed *feed_new(struct ctx *c)
{
	struct feed *f = arena_new_of(c->mem, struct feed);
	struct notes *notes = &f->notes;
	f->title = arena_new(0);
	notes->words = vocabulary_new();
	notes->cap = 1 << 16;
	notes->at = malloc(notes->cap * sizeof(*notes->at));
	notes->cap_noted = 1 << 14;
	notes->noted = malloc(notes->cap_noted * sizeof(*notes->noted));
	notes->n_noted = 1;
	f->cap_text = 1 << 16;
	f->text = malloc(f->cap_text);
	f->cap_marks = 1 << 10;
	f->marks = malloc(f->cap_marks * sizeof(*f->marks));
	must(notes->at && notes->noted && f->text && f->marks);
	arena_on_end(c->mem, end_feed, f);
	return f;
}

void feed_free(struct feed *f)
{
	if (f)
		end_feed(f);
}

size_t feed_bytes(const struct feed *f)
{
	return f->bytes;
}

bool feed_is_tired(const struct feed *f)
{
	return vocabulary_is_large(f->notes.words);
}

void feed_without_keys(struct feed *f)
{
	f->notes.words->without_keys = true;
}

bool feed_rest(struct ctx *c, struct feed *f, const char *folder)
{
	struct vocabulary *old = f->notes.words;
	if (!keys_write(c, folder, old))
		return false;
	if (feed_is_tired(f)) {
		f->notes.words = vocabulary_new();
		f->notes.words->without_keys = old->without_keys;
		vocabulary_free(old);
	}
	return true;
}

void feed_begin(struct feed *f, const struct feed_facts *facts)
{
	arena_reset(f->title);
	notes_clear(&f->notes);
	f->facts = *facts;
	f->lang = language_number(text_language_of(facts->language));
	f->pages = (struct page_table){ .title = facts->id };
	f->cap_docs = 0;
	f->n_text = 0;
	f->n_marks = 0;
	f->n_terms = f->cap_terms = 0;
	f->next = 1;
}

static uint32_t new_noted(struct notes *notes, uint32_t term, int lang)
{
	if (notes->n_noted == notes->cap_noted) {
		notes->cap_noted *= 2;
		notes->noted = realloc(notes->noted, notes->cap_noted * sizeof(*notes->noted));
		must(notes->noted);
	}
	uint32_t number = (uint32_t)notes->n_noted++;
	notes->noted[number] = (struct noted){
		.term = term,
		.lang = lang,
		.other = notes->words->at[term].noted,
	};
	notes->words->at[term].noted = number;
	return number;
}

static void note(struct feed *f, uint32_t term, uint32_t at, int lang, uint32_t weight)
{
	struct notes *notes = &f->notes;
	if (notes->n == NOTES_MOST)
		return;
	if (notes->n == notes->cap) {
		notes->cap *= 2;
		notes->at = realloc(notes->at, notes->cap * sizeof(*notes->at));
		must(notes->at);
	}
	uint32_t number = notes->words->at[term].noted;
	while (number && notes->noted[number].lang != lang)
		number = notes->noted[number].other;
	if (!number)
		number = new_noted(notes, term, lang);
	notes->noted[number].n++;
	notes->noted[number].extra += weight;
	notes->at[notes->n++] = (struct note){ number, at };
}

/* A word with hyphens stands as a whole at its first position, and its parts one after another. */
static void note_word(struct feed *f, uint32_t word, int lang, uint32_t weight)
{
	const uint32_t *parts = f->notes.words->at[word].parts;
	note(f, word, f->next, lang, weight);
	if (!parts) {
		f->next++;
		return;
	}
	for (uint32_t i = 1; i <= parts[0]; i++)
		note(f, parts[i], f->next++, lang, weight);
}

struct words_ahead { /* words of the text, gathered to be looked up together */
	struct str at[WORDS_AT_ONCE];
	size_t from[WORDS_AT_ONCE]; /* in the title's text */
	size_t n, used;
	char letters[WORDS_AT_ONCE * 128];
};

/* Of a page's word about to be noted: is a mark due that it is the first to reach? */
static void mark_text(struct feed *f, size_t from)
{
	while (f->marks_from + f->n_marks * TEXT_STEP <= f->next) {
		if (f->n_marks == f->cap_marks) {
			f->cap_marks *= 2;
			f->marks = realloc(f->marks, f->cap_marks * sizeof(*f->marks));
			must(f->marks);
		}
		size_t further = f->next - f->marks_from - f->n_marks * TEXT_STEP;
		f->marks[f->n_marks++] = (uint32_t)from | (uint32_t)(further < 7 ? further : 7)
								  << TEXT_MARK_BITS;
	}
}

static void note_ahead(struct feed *f, struct words_ahead *w, int lang, uint32_t weight)
{
	uint32_t numbers[WORDS_AT_ONCE];
	vocabulary_words(f->notes.words, w->at, w->n, numbers);
	for (size_t i = 0; i < w->n; i++) {
		if (f->pages.n)
			mark_text(f, w->from[i]);
		note_word(f, numbers[i], lang, weight);
	}
	w->n = w->used = 0;
}

static void note_text(struct feed *f, struct str text, int lang, uint32_t weight)
{
	struct text_walk walk;
	struct text_token token;
	struct words_ahead words;
	words.n = words.used = 0;
	text_walk_init(&walk, text);
	while (text_walk_next(&walk, &token)) {
		must(token.exact.n <= sizeof(walk.word));
		if (words.n == WORDS_AT_ONCE || words.used + token.exact.n > sizeof(words.letters))
			note_ahead(f, &words, lang, weight);
		char *to = words.letters + words.used;
		memcpy(to, token.exact.s, token.exact.n);
		words.from[words.n] = f->n_text + token.at;
		words.at[words.n++] = (struct str){ to, token.exact.n };
		words.used += token.exact.n;
	}
	note_ahead(f, &words, lang, weight);
}

static void note_prefixed(struct feed *f, const char *prefix, uint32_t number, uint32_t at)
{
	char name[160];
	size_t n = strlen(prefix);
	const struct term *t = &f->notes.words->at[number];
	memcpy(name, prefix, n);
	if (t->text_n > sizeof(name) - n)
		return;
	memcpy(name + n, t->text, t->text_n);
	struct str term = { name, n + t->text_n };
	note(f, vocabulary_term(f->notes.words, term, false), at, NO_STEMS, 0);
}

/* The same word and its stems behind the field's prefix, at the same place. */
static void note_field_word(struct feed *f, const char *prefix, const struct note *at)
{
	const struct noted word = f->notes.noted[at->noted];
	uint32_t where = at->at; /* at may move */
	uint32_t stems[TEXT_STEMS + 1];
	memcpy(stems, vocabulary_stems(f->notes.words, word.term, word.lang), sizeof(stems));
	note_prefixed(f, prefix, word.term, where);
	for (uint32_t i = 1; i <= stems[0]; i++)
		note_prefixed(f, prefix, stems[i], where);
}

void feed_field_twice(struct feed *f, const char *prefix, const char *second, uint32_t weight,
		      struct str text)
{
	size_t from = f->notes.n;
	note_text(f, text, f->lang, weight);
	size_t upto = f->notes.n;
	for (size_t i = from; prefix && i < upto; i++) {
		note_field_word(f, prefix, &f->notes.at[i]);
		if (second)
			note_field_word(f, second, &f->notes.at[i]);
	}
	f->next += GAP;
}

void feed_field(struct feed *f, const char *prefix, uint32_t weight, struct str text)
{
	feed_field_twice(f, prefix, NULL, weight, text);
}

void feed_term(struct feed *f, const char *prefix, struct str value)
{
	if (value.n == 0 || value.n + strlen(prefix) > TERM_MOST)
		return;
	if (f->n_terms == f->cap_terms) {
		size_t each = sizeof(*f->terms), more = f->cap_terms ? 2 * f->cap_terms : 16;
		f->terms = arena_grow(f->title, f->terms, f->cap_terms * each, more * each);
		f->cap_terms = more;
	}
	f->terms[f->n_terms++] = str_print(f->title, "%s%.*s", prefix, STR_ARGS(value));
}

void feed_name(struct feed *f, struct str name)
{
	char keys[TEXT_NAME_KEYS][64], term[66];
	size_t n = text_name_keys(name, keys), prefix = strlen(TERM_NAME);
	memcpy(term, TERM_NAME, prefix);
	for (size_t i = 0; i < n; i++) {
		size_t k = strlen(keys[i]);
		memcpy(term + prefix, keys[i], k);
		struct str whole = { term, prefix + k };
		note(f, vocabulary_term(f->notes.words, whole, false), f->next, NO_STEMS, 0);
	}
	f->next += GAP;
}

void feed_doubt(struct feed *f, struct str word)
{
	struct text_walk walk;
	struct text_token token;
	text_walk_init(&walk, word);
	while (text_walk_next(&walk, &token))
		vocabulary_doubt(f->notes.words,
				 vocabulary_term(f->notes.words, token.exact, true));
}

void feed_document(struct feed *f, struct str id)
{
	struct page_table *t = &f->pages;
	if (t->n == f->cap_docs) {
		size_t each = sizeof(*t->at), more = f->cap_docs ? f->cap_docs * 2 : 4;
		t->at = arena_grow(f->title, t->at, f->cap_docs * each, more * each);
		f->cap_docs = more;
	}
	if (t->n)
		f->next += GAP;
	else
		f->marks_from = f->next;
	f->cap_pages = 64;
	f->first = arena_array_of(f->title, f->cap_pages, uint32_t);
	f->text_at = arena_array_of(f->title, f->cap_pages, uint32_t);
	f->langs = arena_array_of(f->title, f->cap_pages, uint8_t);
	f->first[0] = f->next;
	f->text_at[0] = (uint32_t)f->n_text;
	t->at[t->n++] = (struct page_table_doc){ str_copy(f->title, id), 0, f->first, f->text_at,
						 f->langs };
}

static void more_pages(struct feed *f, struct page_table_doc *d)
{
	size_t now = f->cap_pages, four = sizeof(uint32_t);
	f->first = arena_grow(f->title, f->first, now * four, 2 * now * four);
	f->text_at = arena_grow(f->title, f->text_at, now * four, 2 * now * four);
	f->langs = arena_grow(f->title, f->langs, now, 2 * now);
	f->cap_pages *= 2;
	d->first = f->first;
	d->text = f->text_at;
	d->langs = f->langs;
}

/* Past what a title may have the text is left out, and with it the passages. */
static void keep_text(struct feed *f, struct str text)
{
	if (text.n > TEXT_MOST - f->n_text)
		return;
	if (text.n > f->cap_text - f->n_text) {
		while (text.n > f->cap_text - f->n_text)
			f->cap_text *= 2;
		f->text = realloc(f->text, f->cap_text);
		must(f->text);
	}
	memcpy(f->text + f->n_text, text.s, text.n);
	f->n_text += text.n;
}

void feed_page(struct feed *f, struct str text, const char *lang)
{
	struct page_table_doc *d = &f->pages.at[f->pages.n - 1];
	if (d->n_pages + 2 > f->cap_pages)
		more_pages(f, d);
	note_text(f, text, language_number(lang), 0);
	f->bytes += text.n;
	keep_text(f, text);
	f->langs[d->n_pages++] = (uint8_t)language_number(lang);
	f->first[d->n_pages] = f->next;
	f->text_at[d->n_pages] = (uint32_t)f->n_text;
}

/* The terms to the engine with their weights; their positions are for a block. */
static bool put_terms(struct ctx *c, const struct dealt *terms, size_t n, struct fts_doc *d,
		      struct place_list *lists)
{
	for (size_t i = 0; i < n; i++) {
		if (i + AHEAD < n)
			__builtin_prefetch(terms[i + AHEAD].packed.s);
		if (!fts_doc_term(c, d, terms[i].packed, terms[i].weight))
			return false;
		lists[i] = (struct place_list){ terms[i].hash, terms[i].at, terms[i].n };
	}
	return true;
}

static bool put_block(struct ctx *c, struct feed *f, struct writer *w, struct fts_doc *d,
		      const struct place_list *lists, size_t n)
{
	struct buf table;
	uint64_t at;
	char value[8];
	buf_init(&table, f->title, 0);
	page_table_write(&table, &f->pages);
	struct title_text text = { { f->text, f->n_text }, f->marks, (uint32_t)f->n_marks };
	struct str block = places_block(f->title, buf_str(&table), lists, n, &text);
	if (!places_append(c, &w->places, block, &at))
		return false;
	for (int i = 0; i < 8; i++)
		value[i] = (char)(at >> 8 * (7 - i));
	return fts_doc_value(c, d, SLOT_PLACES, (struct str){ value, sizeof(value) });
}

static bool put_facet(struct ctx *c, struct fts_doc *d, enum index_slot slot, const char *prefix,
		      struct str value)
{
	if (value.n == 0 || value.n > 100)
		return true;
	struct str term = str_print(c->mem, "%s%.*s", prefix, STR_ARGS(value));
	return fts_doc_value(c, d, slot, value) && fts_doc_term(c, d, term, 0);
}

static bool put_year(struct ctx *c, struct fts_doc *d, int year)
{
	struct str digits = str_print(c->mem, "%04d", year);
	if (year <= 0 || year > 9998)
		return fts_doc_value(c, d, SLOT_YEAR_UP, STR("9999"));
	return fts_doc_value(c, d, SLOT_YEAR_UP, digits) &&
	       fts_doc_value(c, d, SLOT_YEAR_DOWN, digits);
}

/* A term for each library, and all of them as one value. */
static bool put_holders(struct ctx *c, struct fts_doc *d, struct str holders)
{
	struct str rest = holders, one;
	while (str_next(&rest, ' ', &one)) {
		struct str term = str_print(c->mem, TERM_PARTNER "%.*s", STR_ARGS(one));
		if (one.n && !fts_doc_term(c, d, term, 0))
			return false;
	}
	return holders.n == 0 || fts_doc_value(c, d, SLOT_PARTNER, holders);
}

static bool put_facets(struct ctx *c, const struct feed_facts *t, struct fts_doc *d)
{
	return put_facet(c, d, SLOT_LANGUAGE, TERM_LANGUAGE, t->language) &&
	       put_facet(c, d, SLOT_KIND, TERM_KIND, t->kind) &&
	       put_facet(c, d, SLOT_LEVEL, TERM_LEVEL, t->level) &&
	       put_facet(c, d, SLOT_CARRIER, TERM_CARRIER, t->carrier) &&
	       put_facet(c, d, SLOT_COUNTRY, TERM_COUNTRY, t->country) &&
	       (t->level.n == 0 || fts_doc_term(c, d, STR(TERM_DIGITAL), 0)) &&
	       put_holders(c, d, t->holders) && put_year(c, d, t->year);
}

static bool put_filters(struct ctx *c, const struct feed *f, struct fts_doc *d)
{
	for (size_t i = 0; i < f->n_terms; i++)
		if (!fts_doc_term(c, d, f->terms[i], 0))
			return false;
	return true;
}

bool feed_end(struct ctx *c, struct feed *f, struct writer *w)
{
	struct fts_doc *d = fts_doc_new(c);
	struct ctx own = *c; /* its small strings go with the title */
	own.mem = f->title;
	size_t n;
	struct dealt *terms = deal(f->title, &f->notes, &n);
	struct place_list *lists = arena_array_of(f->title, n + 1, struct place_list);
	struct str id = str_print(f->title, TERM_ID "%.*s", STR_ARGS(f->facts.id));
	uint32_t doc;
	bool ok = put_terms(c, terms, n, d, lists) && put_facets(&own, &f->facts, d) &&
		  put_filters(c, f, d) && put_block(c, f, w, d, lists, n) &&
		  fts_doc_put(c, w->fts, d, id, &doc) && writer_changed(c, w, doc);
	fts_doc_free(d);
	notes_clear(&f->notes);
	return ok;
}
