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
};

/* Of one word, at most. */
static const size_t way_most[WAYS] = {
	[WAY_TYPED] = WORD_TERMS, [WAY_INFLECTED] = 12, [WAY_SPELT] = 14,
	[WAY_NAMED] = 6,          [WAY_MISREAD] = 6,
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

/* Notes a word or stem for the way at hand, where the index has it. */
static void consider(struct expanding *e, struct str text, bool stem)
{
	uint32_t docs;
	struct str term = prefixed(e->c, e->word, stem ? TERM_STEM : "", text);
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
			.stem = stem,
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

/* A stem in the word's own script is another of its forms; else it was read in another one. */
static void consider_stems(struct expanding *e, const struct word *w, bool same_script)
{
	enum text_script script = text_script(w->exact[0]);
	for (size_t i = 0; i < w->n_stems; i++) {
		if ((text_script(w->stems[i]) == script) != same_script)
			continue;
		consider(e, w->stems[i], true);
		consider(e, w->stems[i], false);
	}
}

static void expand_plain(struct expanding *e)
{
	struct word *w = e->word;
	begin_way(e, WAY_TYPED, 0);
	consider(e, w->exact[0], false);
	end_way(e, 1);
	if (w->typed)
		return;
	begin_way(e, WAY_INFLECTED, 0);
	consider_stems(e, w, true);
	end_way(e, WORD_TERMS);
	begin_way(e, WAY_SPELT, 0);
	consider_stems(e, w, false);
	end_way(e, WORD_TERMS);
}

/* The last word of what was typed as one may bear an ending: Алма-Атада. */
static void expand_last(struct expanding *e, struct str word, uint8_t part)
{
	char stems[TEXT_STEMS][128];
	begin_way(e, WAY_INFLECTED, part);
	for (size_t l = 0; text_languages[l]; l++) {
		size_t n = text_stems(word, text_languages[l], stems);
		for (size_t i = 0; i < n; i++) {
			consider(e, str_of(stems[i]), true);
			consider(e, str_of(stems[i]), false);
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
	bool all = true;
	for (size_t i = 0; i < w->n_exact && all; i++) {
		begin_way(e, WAY_TYPED, (uint8_t)i);
		consider(e, w->exact[i], false);
		end_way(e, 1);
		if (w->joined && !w->typed && i + 1 == w->n_exact)
			expand_last(e, w->exact[i], (uint8_t)i);
		all = has_part(w, i);
	}
	if (!all)
		w->n_terms = 0;
	if (w->whole.n) {
		begin_way(e, WAY_TYPED, PART_WHOLE);
		consider(e, w->whole, false);
		end_way(e, 1);
	}
}

/* The commonest words that begin so; the first few thousand of the alphabet are looked at. */
static bool keep_start(void *arg, struct str term, uint32_t docs)
{
	struct expanding *e = arg;
	size_t prefix = e->word->prefix ? strlen(e->word->prefix) : 0;
	if (e->starts == 0)
		return false;
	e->starts--;
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

static void expand_start(struct expanding *e)
{
	struct str from = prefixed(e->c, e->word, "", e->word->exact[0]);
	size_t kept = e->starts, may = kept < STARTS_LOOKED_AT ? kept : STARTS_LOOKED_AT;
	begin_way(e, WAY_TYPED, 0);
	e->starts = may;
	e->ok = e->ok && fts_terms(e->c, e->handle->fts, from, keep_start, e);
	e->starts = kept - (may - e->starts);
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

bool query_expand(struct ctx *c, struct handle *h, struct index_terms *t)
{
	struct expanding *e = arena_new_of(c->mem, struct expanding);
	*e = (struct expanding){ .c = c, .handle = h, .starts = QUERY_STARTS, .ok = true };
	e->most = t->n ? QUERY_TERMS / t->n : 0;
	for (size_t i = 0; i < t->n; i++) {
		struct word *w = e->word = &t->at[i];
		w->n_terms = 0;
		switch (w->kind) {
		case WORD_PLAIN: expand_plain(e); break;
		case WORD_PHRASE: expand_phrase(e); break;
		case WORD_START: expand_start(e); break;
		}
		w->docs = docs_of(w);
		w->weight = weight_of(w, fts_docs(h->fts));
	}
	return e->ok;
}
