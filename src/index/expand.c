/*
 * expand - from a query's words to the terms of the index that answer them.
 *
 * In ways from the closest to the farthest: the word as typed, its other forms, other spellings.
 * Terms the index does not have are left out early: each would cost a look-up a title later. What
 * one word may stand for is bounded, the commonest first, and so is the whole query.
 */
#include "index/index_int.h"

#include <math.h>

enum {
	QUERY_TERMS = 400, /* of all words together */
	LOOKED_AT = 64,    /* for one way of a word */
	STARTS_LOOKED_AT = 5000,
	QUERY_STARTS = 20000, /* of all words together */
	MET_STEMMED = 3,      /* words met by their sound */
	FILTER_TERMS = 2000,  /* a filter may stand for */
	KINDRED_LETTERS = 6,  /* that words of one family have in common */
};

/* Of one word, at most. */
static const size_t way_most[WAYS] = {
	[WAY_TYPED] = WORD_TERMS, [WAY_INFLECTED] = 12, [WAY_SPELT] = 14,
	[WAY_NAMED] = 16,         [WAY_KINDRED] = 20,   [WAY_MISREAD] = 6,
};

struct expanding {
	struct ctx *c;
	struct handle *handle;
	struct word *word;
	size_t most;   /* terms of a word of this query */
	size_t starts; /* that may still be looked at */
	bool ok;
	/* the way at hand */
	enum index_way way;
	uint8_t part;
	struct word_term found[LOOKED_AT];
	size_t n_found;
};

static struct str prefixed(struct ctx *c, const struct word *w, const char *more, struct str word)
{
	return term_pack(c->mem, str_print(c->mem, "%s%s%.*s", w->prefix ? w->prefix : "", more,
					   STR_ARGS(word)));
}

static bool has_term(const struct word_term *at, size_t n, struct str term, uint8_t part)
{
	for (size_t i = 0; i < n; i++)
		if (at[i].part == part && str_same(at[i].term, term))
			return true;
	return false;
}

/* Notes a word, or a stem with its sign, for the way at hand, where the index has it. */
static void consider(struct expanding *e, const char *sign, struct str text)
{
	uint32_t docs;
	struct str term = prefixed(e->c, e->word, sign, text);
	if (!e->ok || e->n_found == LOOKED_AT || text.n == 0 ||
	    has_term(e->found, e->n_found, term, e->part) ||
	    has_term(e->word->terms, e->word->n_terms, term, e->part))
		return;
	e->ok = fts_term_docs(e->c, e->handle->fts, term, &docs);
	if (e->ok && docs)
		e->found[e->n_found++] = (struct word_term){
			.term = term,
			.hash = places_hash(term),
			.text = str_copy(e->c->mem, text),
			.way = e->way,
			.part = e->part,
			.stem = *sign != '\0',
			.docs = docs,
		};
}

static int by_docs(const void *a_, const void *b_)
{
	const struct word_term *a = a_, *b = b_;
	if (a->docs != b->docs)
		return a->docs < b->docs ? 1 : -1;
	return str_order(a->term, b->term);
}

static void begin_way(struct expanding *e, enum index_way way, uint8_t part)
{
	e->way = way;
	e->part = part;
	e->n_found = 0;
}

/* The commonest of what was found become terms of the word. */
static void end_way(struct expanding *e, size_t most)
{
	struct word *w = e->word;
	if (most > way_most[e->way])
		most = way_most[e->way];
	if (most > e->most)
		most = e->most;
	qsort(e->found, e->n_found, sizeof(*e->found), by_docs);
	for (size_t i = 0; i < e->n_found && i < most && w->n_terms < WORD_TERMS; i++)
		w->terms[w->n_terms++] = e->found[i];
}

/* A stem of words spelt as this one stands for its other forms; of words spelt otherwise, for other
 * spellings. */
static void consider_stem(struct expanding *e, struct str stem, enum stem_kind own, bool inflected)
{
	enum text_script script = text_script(stem);
	bool as_word = text_script(e->word->exact[0]) == script;
	for (int kind = 0; kind < STEM_KINDS; kind++)
		if ((kind == (int)own) == inflected &&
		    (kind == STEM_TODAY || script == SCRIPT_CYRILLIC))
			consider(e, stem_signs[kind], stem);
	if (as_word == inflected)
		consider(e, "", stem);
}

static void consider_stems(struct expanding *e, const struct word *w, bool inflected)
{
	for (size_t i = 0; i < w->n_stems; i++)
		consider_stem(e, w->stems[i], (enum stem_kind)w->stem_kinds[i], inflected);
}

/* A term that sounds like the word at hand. */
static bool consider_met(void *arg, struct str term)
{
	struct expanding *e = arg;
	size_t sign = stem_sign_length(term);
	for (size_t i = 0; i < term.n; i++)
		if (term.s[i] >= '0' && term.s[i] <= '9')
			return true; /* a number sounds like nothing */
	const char *before = sign ? str_z(e->c->mem, str_upto(term, sign)) : "";
	consider(e, before, term_unpack(e->c->mem, str_from(term, sign)));
	return e->ok && e->n_found < LOOKED_AT;
}

/* The other forms of words that were met by their sound. */
static void expand_met(struct expanding *e, size_t from)
{
	struct word *w = e->word;
	size_t upto = w->n_terms;
	begin_way(e, WAY_SPELT, 0);
	for (size_t i = from, met = 0; i < upto && met < MET_STEMMED; i++) {
		struct str text = w->terms[i].text;
		const char *const *langs = word_languages(text);
		if (w->terms[i].stem)
			continue;
		met++;
		for (size_t l = 0; langs[l]; l++) {
			char stems[TEXT_STEMS][128];
			size_t n = text_stems(text, langs[l], stems);
			for (size_t k = 0; k < n; k++)
				consider(e, TERM_STEM, str_of(stems[k]));
		}
	}
	end_way(e, WORD_TERMS);
}

/* Other spellings: the library's words that sound like it, the strictest likeness first. */
static void expand_spelt(struct expanding *e, struct str word, bool inflected, uint8_t part,
			 size_t most)
{
	const struct keys *keys = &e->handle->keys;
	struct sounds words = { 0 }, stems = { 0 };
	size_t from = e->word->n_terms;
	meet_word(e->c->mem, word, &words);
	if (inflected)
		meet_stems(e->c->mem, word, &stems);
	for (int how = 0; how < MEETS; how++) {
		begin_way(e, WAY_SPELT, part);
		meet_find(keys, KEY_WORD, &words, how, consider_met, e);
		meet_find(keys, KEY_STEM, &stems, how, consider_met, e);
		end_way(e, most);
	}
	if (inflected)
		expand_met(e, from);
}

static void expand_plain(struct expanding *e)
{
	struct word *w = e->word;
	begin_way(e, WAY_TYPED, 0);
	consider(e, "", w->exact[0]);
	end_way(e, 1);
	if (w->typed)
		return;
	begin_way(e, WAY_INFLECTED, 0);
	consider_stems(e, w, true);
	end_way(e, WORD_TERMS);
	if (w->unwanted) /* what merely sounds like it may stay */
		return;
	begin_way(e, WAY_SPELT, 0);
	consider_stems(e, w, false);
	end_way(e, WORD_TERMS);
	expand_spelt(e, w->exact[0], true, 0, WORD_TERMS);
}

/* The last word of what was typed as one may bear an ending: Алма-Атада. */
static void expand_last(struct expanding *e, struct str word, uint8_t part)
{
	char stems[TEXT_STEMS][128];
	begin_way(e, WAY_INFLECTED, part);
	for (size_t l = 0; text_languages[l]; l++) {
		size_t n = text_stems(word, text_languages[l], stems);
		for (size_t i = 0; i < n; i++) {
			struct str stem = str_of(stems[i]);
			consider_stem(e, stem, stem_kind_of(word, stem, text_languages[l]), true);
		}
	}
	end_way(e, 6);
}

static bool has_part(const struct word *w, size_t part)
{
	for (size_t i = 0; i < w->n_terms; i++)
		if (w->terms[i].part == part)
			return true;
	return false;
}

/* A phrase needs every one of its words, each in any spelling. */
static void expand_phrase(struct expanding *e)
{
	struct word *w = e->word;
	size_t each = w->n_exact ? WORD_TERMS / w->n_exact : 0;
	bool all = true;
	for (size_t i = 0; i < w->n_exact && all; i++) {
		begin_way(e, WAY_TYPED, (uint8_t)i);
		consider(e, "", w->exact[i]);
		end_way(e, 1);
		if (w->joined && !w->typed && i + 1 == w->n_exact)
			expand_last(e, w->exact[i], (uint8_t)i);
		if (!w->typed && !w->unwanted && each > 2)
			expand_spelt(e, w->exact[i], false, (uint8_t)i, each / 3);
		all = has_part(w, i);
	}
	if (!all)
		w->n_terms = 0;
	if (w->whole.n) {
		begin_way(e, WAY_TYPED, PART_WHOLE);
		consider(e, "", w->whole);
		end_way(e, 1);
	}
}

/* A person's key is nothing to read: what was asked is told in its stead. */
static void consider_person(struct expanding *e, const struct other_name *name)
{
	const char *prefix = e->word->prefix;
	size_t before = e->n_found;
	if (prefix && strcmp(prefix, TERM_AUTHOR) != 0)
		return;
	consider(e, name->sign + (prefix ? strlen(prefix) : 0), name->text);
	if (e->n_found > before) {
		e->found[before].text = e->word->exact[0];
		e->found[before].stem = false;
	}
}

/* Other names of the place that the word names or is a part of; of the person. */
static void expand_named(struct expanding *e, const struct asked_names *names, size_t number)
{
	struct word *w = e->word;
	bool plain = w->kind == WORD_PLAIN;
	struct other_names other;
	if (w->typed || w->unwanted || w->light || (!plain && !(w->joined && w->whole.n)))
		return;
	begin_way(e, WAY_NAMED, plain ? 0 : PART_WHOLE);
	names_of_person(e->c, names, number, &other);
	for (size_t i = 0; i < other.n; i++)
		consider_person(e, &other.at[i]);
	end_way(e, 6);
	begin_way(e, WAY_NAMED, plain ? 0 : PART_WHOLE);
	names_of_place(e->c, names, number, &other);
	for (size_t i = 0; i < other.n; i++)
		consider(e, other.at[i].sign, other.at[i].text);
	end_way(e, WORD_TERMS);
}

static bool consider_misread(void *arg, struct str term)
{
	struct expanding *e = arg;
	consider(e, "", term_unpack(e->c->mem, term));
	return e->ok && e->n_found < LOOKED_AT;
}

/* Words that were met where recognition was not sure, and may be this one. */
static void expand_misread(struct expanding *e)
{
	struct word *w = e->word;
	char read[TEXT_READINGS][128], key[128];
	if (w->kind != WORD_PLAIN || w->typed || w->unwanted || w->light)
		return;
	begin_way(e, WAY_MISREAD, 0);
	size_t n = text_readings(w->exact[0], "", read);
	for (size_t i = 0; i <= n && i < 3; i++) {
		struct str word = i ? str_of(read[i - 1]) : w->exact[0];
		size_t k = text_ocr_key(word, key);
		if (k)
			keys_find(&e->handle->keys, KEY_OCR, (struct str){ key, k },
				  consider_misread, e);
	}
	end_way(e, WORD_TERMS);
}

/* The commonest words that begin so; the first few thousand of the alphabet are looked at. */
static bool keep_start(void *arg, struct str term, uint32_t docs)
{
	struct expanding *e = arg;
	size_t prefix = e->word->prefix ? strlen(e->word->prefix) : 0;
	if (e->starts == 0)
		return false;
	e->starts--;
	if (e->way != WAY_TYPED && (has_term(e->found, e->n_found, term, 0) ||
				    has_term(e->word->terms, e->word->n_terms, term, 0)))
		return true;
	size_t place = e->n_found;
	if (place == WORD_TERMS) {
		place = 0;
		for (size_t i = 1; i < WORD_TERMS; i++)
			if (e->found[i].docs < e->found[place].docs)
				place = i;
		if (docs <= e->found[place].docs)
			return true;
	} else {
		e->n_found++;
	}
	struct str kept = str_copy(e->c->mem, term);
	e->found[place] = (struct word_term){
		.term = kept,
		.hash = places_hash(kept),
		.text = term_unpack(e->c->mem, str_from(kept, prefix)),
		.way = e->way,
		.docs = docs,
	};
	return true;
}

static void look_at_starts(struct expanding *e, struct str letters)
{
	struct str from = prefixed(e->c, e->word, "", letters);
	size_t kept = e->starts, may = kept < STARTS_LOOKED_AT ? kept : STARTS_LOOKED_AT;
	e->starts = may;
	e->ok = e->ok && fts_terms(e->c, e->handle->fts, from, keep_start, e);
	e->starts = kept - (may - e->starts);
}

/* In another script than the library's, as its letters are likeliest read. */
static void expand_start(struct expanding *e)
{
	struct word *w = e->word;
	const char *const *langs = word_languages(w->exact[0]);
	begin_way(e, WAY_TYPED, 0);
	look_at_starts(e, w->exact[0]);
	end_way(e, WORD_TERMS);
	begin_way(e, WAY_SPELT, 0);
	for (size_t l = 0; langs[l] && !w->typed && !w->unwanted; l++) {
		char read[TEXT_READINGS][128];
		if (text_readings(w->exact[0], langs[l], read) && !str_is(w->exact[0], read[0]) &&
		    letters_in(str_of(read[0])) >= 2)
			look_at_starts(e, str_of(read[0]));
	}
	end_way(e, WORD_TERMS);
}

/* Derived words that no stem joins: метеорология, метеорологиялық. */
static void expand_kindred(struct expanding *e)
{
	struct word *w = e->word;
	size_t at = 0;
	if (w->kind != WORD_PLAIN || w->light || w->typed || w->unwanted ||
	    letters_in(w->exact[0]) < KINDRED_LETTERS || text_script(w->exact[0]) == SCRIPT_OTHER)
		return;
	for (int i = 0; i < KINDRED_LETTERS; i++)
		text_next(w->exact[0], &at);
	begin_way(e, WAY_KINDRED, 0);
	look_at_starts(e, str_upto(w->exact[0], at));
	end_way(e, WORD_TERMS);
}

/* Titles that hold the word, as far as one term tells; of a phrase, its rarest word. */
static uint32_t docs_of(const struct word *w)
{
	uint32_t most[PART_WHOLE + 1] = { 0 }, least = UINT32_MAX;
	for (size_t i = 0; i < w->n_terms; i++) {
		const struct word_term *t = &w->terms[i];
		most[t->part] = t->docs > most[t->part] ? t->docs : most[t->part];
	}
	if (w->kind != WORD_PHRASE)
		return most[0];
	for (size_t i = 0; i < w->n_exact; i++)
		least = most[i] < least ? most[i] : least;
	return least > most[PART_WHOLE] && least != UINT32_MAX ? least : most[PART_WHOLE];
}

/* Rarity as in BM25 (Robertson and Walker 1994), 0..1; light words a tenth of it. */
static double weight_of(const struct word *w, double titles)
{
	double rare = log(1 + (titles - w->docs + 0.5) / (w->docs + 0.5)) / log(2 + 2 * titles);
	rare = rare < 0.02 ? 0.02 : rare > 1 ? 1 : rare;
	return w->light ? rare / 10 : rare;
}

static struct expanding *begin(struct ctx *c, struct handle *h, const struct index_terms *t)
{
	struct expanding *e = arena_new_of(c->mem, struct expanding);
	*e = (struct expanding){ .c = c, .handle = h, .starts = QUERY_STARTS, .ok = true };
	e->most = t->n ? QUERY_TERMS / t->n : 0;
	return e;
}

bool query_expand_kindred(struct ctx *c, struct handle *h, struct index_terms *t)
{
	struct expanding *e = begin(c, h, t);
	for (size_t i = 0; i < t->n; i++) {
		e->word = &t->at[i];
		expand_kindred(e);
	}
	return e->ok;
}

struct gathered { /* terms that begin alike */
	struct ctx *c;
	struct str at[FILTER_TERMS];
	size_t n;
};

static bool gather(void *arg, struct str term, uint32_t docs)
{
	struct gathered *g = arg;
	(void)docs;
	g->at[g->n++] = str_copy(g->c->mem, term);
	return g->n < FILTER_TERMS;
}

static bool expand_class(struct ctx *c, struct handle *h, struct asked_class *asked)
{
	struct gathered *g = arena_new_of(c->mem, struct gathered);
	g->c = c;
	for (size_t i = 0; i < COUNT_OF(class_prefixes); i++) {
		uint32_t docs = 0;
		if (asked->prefix && strcmp(asked->prefix, class_prefixes[i]) != 0)
			continue;
		struct str start = str_print(c->mem, "%s%.*s", class_prefixes[i],
					     STR_ARGS(asked->key));
		bool level = letters_in(asked->key) <= CLASS_LEVELS;
		if (level && !fts_term_docs(c, h->fts, start, &docs))
			return false;
		if (docs)
			(void)gather(g, start, docs); /* which all that is narrower bears too */
		else if (!fts_terms(c, h->fts, start, gather, g))
			return false;
		if (g->n == FILTER_TERMS)
			break;
	}
	asked->terms = g->at;
	asked->n_terms = g->n;
	return true;
}

bool query_expand_filters(struct ctx *c, struct handle *h, const struct index_query *q,
			  struct index_terms *t)
{
	for (size_t i = 0; i < t->n_classes; i++)
		if (!expand_class(c, h, &t->classes[i]))
			return false;
	if (q->heading.n == 0)
		return true;
	struct gathered *g = arena_new_of(c->mem, struct gathered);
	g->c = c;
	struct str start = heading_start(c->mem, q->heading_by, q->heading);
	start = str_print(c->mem, "%.*s\1", STR_ARGS(start));
	t->headings = g->at;
	if (!fts_terms(c, h->fts, start, gather, g))
		return false;
	t->n_headings = g->n;
	return true;
}

bool query_expand(struct ctx *c, struct handle *h, struct index_terms *t)
{
	struct expanding *e = begin(c, h, t);
	struct asked_names *names = arena_new_of(c->mem, struct asked_names);
	title_names_read(c, t, names);
	for (size_t i = 0; i < t->n; i++) {
		struct word *w = e->word = &t->at[i];
		w->n_terms = 0;
		switch (w->kind) {
		case WORD_PLAIN: expand_plain(e); break;
		case WORD_PHRASE: expand_phrase(e); break;
		case WORD_START: expand_start(e); break;
		}
		expand_named(e, names, i);
		expand_misread(e);
		w->docs = docs_of(w);
		w->weight = weight_of(w, fts_docs(h->fts));
	}
	return e->ok;
}
