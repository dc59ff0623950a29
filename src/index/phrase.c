/*
 * phrase - which titles hold their words in order, what the engine cannot tell.
 *
 * The lists of a phrase's words are walked side by side, each only forwards, until they meet or one
 * ends. Of thousands of titles, waiting for memory is what costs: where the next ones' places are
 * is asked for while one is looked at.
 */
#include "index/index_int.h"

enum {
	AHEAD = 4, /* titles between one step of looking ahead and the next */
	RING = 4 * AHEAD,
};

bool has_phrases(const struct index_terms *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->at[i].kind == WORD_PHRASE && t->at[i].n_terms &&
		    (t->at[i].unwanted || t->at[i].n_exact > 1))
			return true;
	return false;
}

struct lists { /* of the terms of a phrase that the title has, by part */
	struct place_cursor at[WORD_TERMS];
	uint8_t part[WORD_TERMS];
	size_t n;
};

/* The first place at or after `at` of any word that answers the part; false where there is none. */
static bool part_from(struct lists *l, uint8_t part, uint32_t at, uint32_t *ret)
{
	bool some = false;
	uint32_t first = UINT32_MAX;
	for (size_t i = 0; i < l->n; i++) {
		if (l->part[i] != part || !place_from(&l->at[i], at))
			continue;
		some = true;
		first = l->at[i].at < first ? l->at[i].at : first;
	}
	*ret = first;
	return some;
}

static bool holds_phrase(const struct word *w, const struct title_places *places)
{
	struct lists l;
	uint32_t begin = 0, at;
	l.n = 0;
	for (size_t i = 0; i < w->n_terms; i++) {
		if (!places_begin(places, w->terms[i].hash, &l.at[l.n]))
			continue;
		if (w->terms[i].part == PART_WHOLE)
			return true;
		l.part[l.n++] = w->terms[i].part;
	}
	for (size_t part = 0; part < w->n_exact;) {
		if (!part_from(&l, (uint8_t)part, begin + (uint32_t)part, &at))
			return false;
		if (at == begin + part) {
			part++;
			continue;
		}
		begin = at - (uint32_t)part;
		part = 0;
	}
	return w->n_exact > 0;
}

static bool holds_word(const struct word *w, const struct title_places *places)
{
	struct place_cursor first;
	if (w->kind == WORD_PHRASE)
		return holds_phrase(w, places);
	for (size_t i = 0; i < w->n_terms; i++)
		if (places_begin(places, w->terms[i].hash, &first))
			return true;
	return false;
}

bool phrases_hold(const struct index_terms *t, const struct title_places *places)
{
	bool some = false;
	for (size_t i = 0; i < t->n; i++) {
		const struct word *w = &t->at[i];
		bool told = w->kind != WORD_PHRASE && (w->unwanted || some || !t->any);
		if (told || !(w->unwanted || word_needed(t, w)))
			continue;
		bool held = holds_word(w, places);
		if (w->unwanted ? held : !held && !t->any)
			return false;
		some |= held && !w->unwanted;
	}
	return some || !t->any;
}

typedef void ahead_fn(const struct title_places *t, uint64_t hash);

static void look_ahead(const struct index_terms *t, const struct title_places *places,
		       ahead_fn *ahead)
{
	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; t->at[i].kind == WORD_PHRASE && k < t->at[i].n_terms; k++)
			ahead(places, t->at[i].terms[k].hash);
}

bool phrases_check(struct ctx *c, struct handle *h, const struct index_terms *t,
		   const uint32_t *docs, size_t n, uint64_t *ret_hold)
{
	struct title_places ring[RING];
	for (size_t i = 0; i < n + 3 * AHEAD; i++) {
		size_t head = i, slots = i - AHEAD, lists = i - 2 * AHEAD, now = i - 3 * AHEAD;
		if (head < n)
			handle_places_ahead(h, docs[head]);
		if (slots < n) {
			if (!handle_places(c, h, docs[slots], &ring[slots % RING]))
				return false;
			look_ahead(t, &ring[slots % RING], places_ahead);
		}
		if (lists < n)
			look_ahead(t, &ring[lists % RING], places_list_ahead);
		if (now < n && phrases_hold(t, &ring[now % RING]))
			ret_hold[docs[now] / 64] |= (uint64_t)1 << docs[now] % 64;
	}
	return true;
}
