/*
 * best - where on its pages a title holds the words: the best page, and all of them.
 *
 * The positions of each word's terms come from its places in order and are merged into one list;
 * one walk over it, page by page, sees how many of the words each page holds and within how short
 * a stretch. The record counts as a page of its own, number 0. The work is bounded: of a common
 * word in a thick book only the first few thousand places are looked at.
 */
#include "index/index_int.h"

enum {
	PLACES_EACH = 3000, /* positions of one term that are looked at */
	FAR = 1 << 20,      /* a stretch no page is as long as */
};

struct page_score {
	size_t doc;
	int page;
	int words;        /* how many of the words stand on it */
	double weight;    /* of these words */
	int places;       /* how many times in all */
	double worth;     /* of them, by how close they are to what was typed */
	uint32_t stretch; /* the shortest that holds them all */
	size_t from;      /* the first of them in the list */
};
struct page_scores {
	struct page_score *at;
	size_t n;
};

static struct found merged(struct arena *mem, struct found a, struct found b)
{
	if (a.n == 0 || b.n == 0)
		return a.n ? a : b;
	struct found m = { arena_array_of(mem, a.n + b.n, struct place), 0 };
	size_t i = 0, k = 0;
	while (i < a.n && k < b.n)
		m.at[m.n++] = a.at[i].at <= b.at[k].at ? a.at[i++] : b.at[k++];
	while (i < a.n)
		m.at[m.n++] = a.at[i++];
	while (k < b.n)
		m.at[m.n++] = b.at[k++];
	return m;
}

static struct found term_places(struct arena *mem, const struct title_places *places,
				const struct word_term *t, uint8_t number, size_t most)
{
	struct place_cursor k;
	if (!places_begin(places, t->hash, &k))
		return (struct found){ 0 };
	size_t n = places_left(&k) < most ? places_left(&k) : most;
	struct found one = { arena_array_of(mem, n, struct place), 0 };
	do
		one.at[one.n++] = (struct place){ k.at, number, (uint8_t)t->way, 1 };
	while (one.n < n && place_from(&k, k.at + 1));
	return one;
}

/* Where any of a word's terms stand; of a phrase, those that answer one part of it. */
static struct found part_places(struct arena *mem, const struct title_places *places,
				const struct word *w, uint8_t number, uint8_t part, size_t most)
{
	struct found all = { 0 };
	for (size_t i = 0; i < w->n_terms; i++)
		if (w->terms[i].part == part)
			all = merged(mem, all,
				     term_places(mem, places, &w->terms[i], number, most));
	return all;
}

static struct found word_places(struct arena *mem, const struct title_places *places,
				const struct word *w, uint8_t number)
{
	return part_places(mem, places, w, number, 0, PLACES_EACH);
}

static size_t places_most(const struct title_places *places, const struct word *w)
{
	size_t most = 0;
	for (size_t i = 0; i < w->n_terms; i++) {
		size_t n = places_count(places, w->terms[i].hash);
		most = n > most ? n : most;
	}
	return most;
}

/* Keeps the beginnings that a word of the next part follows, as far off as it should. */
static void keep_followed(struct found *begins, const struct found *next, uint32_t off)
{
	size_t kept = 0, k = 0;
	for (size_t b = 0; b < begins->n; b++) {
		struct place p = begins->at[b];
		while (k < next->n && next->at[k].at < p.at + off)
			k++;
		if (k == next->n || next->at[k].at != p.at + off)
			continue;
		p.way = next->at[k].way > p.way ? next->at[k].way : p.way;
		p.length++;
		begins->at[kept++] = p;
	}
	begins->n = kept;
}

/* Where a phrase begins: places of its first word that each next word follows; and where what was
 * typed as one stands as one. */
static struct found phrase_places(struct arena *mem, const struct title_places *places,
				  const struct word *w, uint8_t number)
{
	size_t most = places_most(places, w);
	if (most == 0)
		return (struct found){ 0 };
	struct found begins = part_places(mem, places, w, number, 0, most);
	for (size_t i = 1; i < w->n_exact && begins.n; i++) {
		struct found next = part_places(mem, places, w, number, (uint8_t)i, most);
		keep_followed(&begins, &next, (uint32_t)i);
	}
	if (w->whole.n == 0)
		return begins;
	return merged(mem, begins, part_places(mem, places, w, number, PART_WHOLE, most));
}

static struct found all_places(struct arena *mem, const struct index_terms *t,
			       const struct title_places *places)
{
	struct found all = { 0 };
	for (size_t i = 0; i < t->n; i++) {
		const struct word *w = &t->at[i];
		if (!word_counts(t, w))
			continue;
		all = merged(mem, all,
			     (w->kind == WORD_PHRASE ? phrase_places : word_places)(mem, places, w,
										    (uint8_t)i));
	}
	return all;
}

/* Follows one page's places: the shortest stretch that holds as many words as were seen. */
struct follow {
	const struct index_terms *terms;
	uint32_t last[QUERY_WORDS]; /* where each was last seen on this page, 0: not yet */
};

static void follow_place(struct follow *w, struct page_score *s, const struct place *p)
{
	bool fresh = w->last[p->word] == 0;
	uint32_t first = p->at;
	w->last[p->word] = p->at;
	for (size_t i = 0; i < w->terms->n; i++)
		if (w->last[i] && w->last[i] < first)
			first = w->last[i];
	uint32_t stretch = p->at - first + 1;
	if (fresh) {
		s->words++;
		s->weight += w->terms->at[p->word].weight;
		s->stretch = stretch;
	} else if (stretch < s->stretch) {
		s->stretch = stretch;
	}
	s->places++;
	s->worth += way_worth[p->way];
}

static struct page_scores score_pages(struct arena *mem, const struct page_table *table,
				      const struct index_terms *t, struct found all)
{
	struct page_scores scores = { arena_array_of(mem, all.n + 1, struct page_score), 0 };
	struct follow follow = { .terms = t };
	uint32_t page_ends = 0;
	for (size_t i = 0; i < all.n; i++) {
		if (i == 0 || all.at[i].at >= page_ends) {
			struct page_score s = { .stretch = FAR, .from = i };
			page_ends = table->n ? table->at[0].first[0] : UINT32_MAX;
			if (page_table_find(table, all.at[i].at, &s.doc, &s.page))
				page_ends = table->at[s.doc].first[s.page];
			memset(follow.last, 0, t->n * sizeof(*follow.last));
			scores.at[scores.n++] = s;
		}
		follow_place(&follow, &scores.at[scores.n - 1], &all.at[i]);
	}
	return scores;
}

/* 0..1: first how many of the words, then how close, then how often and how exact. The words of a
 * question need not stand in one sentence. */
static double score_of(const struct page_score *s, double asked, bool any)
{
	double share = s->weight / asked;
	double loose = (double)s->stretch - s->words;
	double close = s->words > 1 ? 1 / (1 + (loose > 0 ? loose : 0) / (any ? 30 : 8)) : 1;
	double often = s->places > 20 ? 1 : s->places / 20.0;
	double worth = s->worth / s->places;
	return share * share * (0.3 + 0.5 * close + 0.1 * often + 0.1 * worth);
}

static double weight_asked(const struct index_terms *t)
{
	double weight = 0;
	for (size_t i = 0; i < t->n; i++)
		weight += word_counts(t, &t->at[i]) ? t->at[i].weight : 0;
	return weight > 0 ? weight : 1;
}

/* A page counts as a hit where it holds as many of the words as any page does. */
static int most_words(const struct page_scores *s)
{
	int most = 0;
	for (size_t i = 0; i < s->n; i++)
		if (s->at[i].page && s->at[i].words > most)
			most = s->at[i].words;
	return most;
}

void best_page(struct arena *scratch, const struct index_terms *t,
	       const struct title_places *places, const struct page_table *table, struct best *ret)
{
	struct found all = all_places(scratch, t, places);
	struct page_scores scores = score_pages(scratch, table, t, all);
	double asked = weight_asked(t);
	int most = most_words(&scores);
	double page_score = 0;
	*ret = (struct best){ 0 };
	for (size_t i = 0; i < scores.n; i++) {
		const struct page_score *s = &scores.at[i];
		double score = score_of(s, asked, t->any);
		if (score > ret->score)
			ret->score = score;
		if (!s->page)
			continue;
		ret->n_pages += s->words == most && ret->n_pages < PAGES_COUNTED;
		if (score > page_score) {
			page_score = score;
			ret->page = s->page;
			ret->doc = s->doc;
			ret->found = (struct found){ all.at + s->from, (size_t)s->places };
		}
	}
}

void best_pages(struct arena *mem, const struct index_terms *t, const struct title_places *places,
		const struct page_table *table, size_t document, struct index_page_hits *ret)
{
	struct page_scores scores = score_pages(mem, table, t, all_places(mem, t, places));
	struct index_page_hits hits = { 0 };
	hits.at = arena_array_of(mem, scores.n + 1, struct index_page_hit);
	int most = 0;
	for (size_t i = 0; i < scores.n; i++) {
		const struct page_score *s = &scores.at[i];
		if (!s->page || s->doc != document || s->words < most)
			continue;
		if (s->words > most)
			hits.n = 0;
		most = s->words;
		hits.at[hits.n++] = (struct index_page_hit){ s->page, s->places };
	}
	*ret = hits;
}
