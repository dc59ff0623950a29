/*
 * search - a query asked: candidates by BM25, the best of them ordered again by their best page.
 *
 * All that answer are counted as a set (count.c), for the total and the facets; the engine weighs,
 * and may stop early, for the hits. Where no title holds all the words, titles with some of them are shown, and the
 * result says so. A reader that the index changed under asks again.
 */
#include "index/index_int.h"

enum {
	RERANKED = 60,          /* so many candidates are ordered by their best page */
	PHRASES_CHECKED = 1000, /* titles that have all words of a phrase */
	FEW = 2,                /* hits: then a misspelt word may be to blame */
	QUESTION = 4,      /* words that say something: so many are a question, without its mark */
	FEW_ALL = 20,      /* titles that hold all words of a question: others are shown too */
	HITS_MOST = 10000, /* from + n */
};

/* Where any of the words count, as in a question: length takes as much from the weight as it commonly
 * does in BM25, and what stands on one page counts twice. */
static const double LENGTH_ANY = 0.75, CLOSE_ANY = 2;

struct candidate {
	uint32_t doc;
	double weight, score;
	struct title_places places;
	struct page_table table;
	struct best best;
	bool known; /* its best page was looked for */
};
struct asking {
	struct handle *handle;
	const struct index_query *query;
	struct index_terms *terms;
	struct fts_found found;
	int64_t total;
	struct facet_count facets;
	struct arena *scratch;
	struct ctx *c;
	uint64_t *held;   /* a bit of each document that answers */
	uint64_t *looked; /* for phrases at */
	bool ok;
	bool more; /* there may be more than total */
};

static size_t words_wanted(const struct index_terms *t)
{
	size_t n = 0;
	for (size_t i = 0; i < t->n; i++)
		n += word_needed(t, &t->at[i]);
	return n;
}

/* No title holds all the words, or few do and it is a question. */
static bool needs_any(const struct index_terms *t, int64_t all)
{
	size_t words = words_wanted(t);
	bool asks = words >= QUESTION || str_find_byte(t->query, '?') < t->query.n;
	return words > 1 && (all == 0 || (asks && all < FEW_ALL));
}

static bool is_widened(const struct index_terms *t)
{
	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; k < t->at[i].n_terms; k++)
			if (t->at[i].terms[k].way != WAY_TYPED)
				return true;
	return false;
}

static bool has_bit(const uint64_t *set, uint32_t doc)
{
	return set[doc / 64] >> doc % 64 & 1;
}

/* The engine knows which words a title holds; their order only the places know. */
static bool is_held(void *arg, uint32_t doc)
{
	struct asking *a = arg;
	if (!a->ok || doc > a->handle->n_docs)
		return false;
	if (!has_bit(a->looked, doc)) {
		a->looked[doc / 64] |= (uint64_t)1 << doc % 64;
		a->ok = phrases_check(a->c, a->handle, a->terms, &doc, 1, a->held);
	}
	return has_bit(a->held, doc);
}

static bool look_at(struct ctx *c, struct asking *a, const uint32_t *docs, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a->looked[docs[i] / 64] |= (uint64_t)1 << docs[i] % 64;
	return phrases_check(c, a->handle, a->terms, docs, n, a->held);
}

/* Of very many titles that have the words, a thousand all over the library are looked at: where
 * the phrase is in many of them, the total is the least there are, and those that rank high are
 * looked at besides. */
static bool keep_phrases(struct ctx *c, struct asking *a, const uint32_t *docs, size_t n)
{
	uint32_t some[PHRASES_CHECKED], *held;
	size_t words = (size_t)a->handle->n_docs / 64 + 1;
	memset(a->held, 0, words * sizeof(*a->held));
	a->looked = arena_array_of(c->mem, words, uint64_t);
	if (n <= PHRASES_CHECKED)
		return look_at(c, a, docs, n);
	size_t step = n /
		      PHRASES_CHECKED; /* within each another one, lest they fall in with a cycle */
	for (size_t i = 0; i < PHRASES_CHECKED; i++)
		some[i] = docs[i * step + (i * 40503 >> 8) % step];
	if (!look_at(c, a, some, PHRASES_CHECKED))
		return false;
	a->more = titles_in(c->mem, a->handle, a->held, &held) >= RERANKED;
	return a->more || look_at(c, a, docs, n);
}

/* All that answer: how many, and of what kinds. */
static bool count_all(struct ctx *c, struct asking *a, const struct fts_query *query)
{
	uint32_t *docs;
	if (!query_titles(c, a->handle, query, &a->held))
		return false;
	size_t n = titles_in(c->mem, a->handle, a->held, &docs);
	a->more = false;
	if (has_phrases(a->terms)) {
		if (!keep_phrases(c, a, docs, n))
			return false;
		n = titles_in(c->mem, a->handle, a->held, &docs);
	}
	a->total = (int64_t)n;
	if (!a->query->facets)
		return true;
	facets_begin(c, a->handle, &a->facets);
	for (size_t i = 0; i < n; i++)
		facets_count(&a->facets, docs[i]);
	return true;
}

/* A term a word: to count what has them apart from finding the best would be to go twice. */
static bool is_simple(const struct index_terms *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->at[i].n_terms > 1)
			return false;
	return !has_phrases(t);
}

/* The term that alone decides what answers; NULL where there are more. */
static const struct fts_query *only_term(const struct fts_query *q)
{
	while (q->op == FTS_SCALE || q->op == FTS_AND_MAYBE ||
	       (q->n == 1 && (q->op == FTS_AND || q->op == FTS_OR || q->op == FTS_SYNONYM)))
		q = q->kids[0];
	return q->op == FTS_TERM ? q : NULL;
}

static bool ask_engine(struct ctx *c, struct asking *a, size_t n)
{
	const struct fts_query *query = query_build(c, a->terms, a->query);
	struct fts_ask ask = {
		.query = query,
		.n = n,
		.check = n,
		.length = a->terms->any ? LENGTH_ANY : 0,
		.sort = a->query->sort != SORT_RELEVANCE,
		.sort_slot = a->query->sort == SORT_YEAR_UP ? SLOT_YEAR_UP : SLOT_YEAR_DOWN,
		.sort_down = a->query->sort == SORT_YEAR_DOWN,
	};
	a->found.n = 0;
	if (!a->query->facets && is_simple(a->terms)) {
		uint32_t docs = 0;
		const struct fts_query *one = only_term(query);
		if (one && !fts_term_docs(c, a->handle->fts, one->text, &docs))
			return false;
		if (!docs) /* the engine counts as it goes */
			ask.check = (size_t)a->handle->n_docs + 1;
		if (!fts_search(c, a->handle->fts, &ask, &a->found))
			return false;
		a->total = docs ? docs : a->found.total;
		return true;
	}
	if (!count_all(c, a, query))
		return false;
	if (has_phrases(a->terms)) {
		ask.decide = is_held;
		ask.decide_arg = a;
	}
	return a->total == 0 || (fts_search(c, a->handle->fts, &ask, &a->found) && a->ok);
}

static bool look_closer(struct ctx *c, struct asking *a, struct candidate *k)
{
	if (k->known)
		return true;
	k->known = true;
	if (!handle_places(c, a->handle, k->doc, &k->places) ||
	    !page_table_of(c, k->places.page_table, &k->table))
		return false;
	arena_reset(a->scratch);
	best_page(a->scratch, a->terms, &k->places, &k->table, &k->best);
	struct found *found = &k->best.found;
	struct place *kept = arena_array_of(c->mem, found->n + 1, struct place);
	if (found->n)
		memcpy(kept, found->at, found->n * sizeof(*kept));
	found->at = kept;
	return true;
}

static int by_score(const void *a_, const void *b_)
{
	const struct candidate *a = a_, *b = b_;
	if (a->score != b->score)
		return a->score < b->score ? 1 : -1;
	return a->doc < b->doc ? -1 : a->doc > b->doc;
}

/* One word alone has no closeness: BM25's order stands. */
static bool rerank(struct ctx *c, struct asking *a, struct candidate *at, size_t n)
{
	double most = n && at[0].weight > 0 ? at[0].weight : 1;
	for (size_t i = 0; i < n; i++)
		at[i].score = at[i].weight / most;
	if (words_wanted(a->terms) < 2 || a->query->sort != SORT_RELEVANCE)
		return true;
	size_t first = n < RERANKED ? n : RERANKED;
	for (size_t i = 0; i < first; i++) {
		if (!look_closer(c, a, &at[i]))
			return false;
		at[i].score += (a->terms->any ? CLOSE_ANY : 1) * at[i].best.score;
	}
	qsort(at, first, sizeof(*at), by_score);
	return true;
}

/* In memory of its own: the index may change before the page is written. */
static struct index_hit hit_of(struct ctx *c, const struct asking *a, const struct candidate *k)
{
	struct index_hit hit = {
		.title = str_copy(c->mem, k->table.title),
		.score = k->score,
		.page = k->best.page,
		.n_pages = k->best.n_pages,
	};
	if (k->best.page)
		hit.document = str_copy(c->mem, k->table.at[k->best.doc].id);
	if (a->query->passages)
		hit.quoted = quote(c, &k->places, &k->table, &k->best, &hit.passage);
	return hit;
}

static bool make_hits(struct ctx *c, struct asking *a, struct index_result *ret)
{
	size_t n = a->found.n, from = a->query->from;
	struct candidate *at = arena_array_of(c->mem, n + 1, struct candidate);
	for (size_t i = 0; i < n; i++)
		at[i] = (struct candidate){
			.doc = a->found.at[i].doc,
			.weight = a->found.at[i].weight,
		};
	if (!rerank(c, a, at, n))
		return false;
	ret->hits = arena_array_of(c->mem, a->query->n + 1, struct index_hit);
	for (size_t i = from; i < n && ret->n_hits < a->query->n; i++) {
		if (!look_closer(c, a, &at[i]))
			return false;
		ret->hits[ret->n_hits++] = hit_of(c, a, &at[i]);
	}
	return true;
}

static bool ask_once(struct ctx *c, const struct index_query *q, struct index_terms *t,
		     struct index_result *ret)
{
	struct index_result result = { .terms = t };
	struct asking a = { .c = c, .query = q, .terms = t, .ok = true };
	size_t n = q->from + q->n;
	t->any = false;
	if (n < RERANKED && words_wanted(t) > 1)
		n = RERANKED;
	if (!handle_get(c, &a.handle) || !columns_read(c, a.handle) ||
	    !query_expand_filters(c, a.handle, q, t) || !query_expand(c, a.handle, t) ||
	    !ask_engine(c, &a, n))
		return false;
	result.all = a.total;
	if (needs_any(t, a.total)) {
		t->any = true;
		if (!query_expand_kindred(c, a.handle, t) || !ask_engine(c, &a, n))
			return false;
	}
	result.any = t->any && a.total > result.all;
	result.widened = is_widened(t);
	result.total = a.total;
	result.more = a.more;
	a.scratch = arena_new(0);
	bool ok = make_hits(c, &a, &result);
	arena_free(a.scratch);
	bool few = (result.any && result.all == 0) || result.total <= FEW;
	if (!ok || (few && !suggest(c, a.handle->fts, t, &result.suggestion)))
		return false;
	if (q->facets)
		facets_end(c, &a.facets, &result);
	*ret = result;
	return true;
}

bool index_again(struct ctx *c, int tried)
{
	struct handle *h;
	if (c->err.kind != ERR_BUSY || tried + 1 >= INDEX_TRIES)
		return false;
	err_clear(c);
	if (tried > 0 && handle_get(c, &h))
		handle_drop(h);
	err_clear(c);
	return true;
}

bool index_search(struct ctx *c, const struct index_query *q, struct index_result *ret)
{
	struct index_terms *t = arena_new_of(c->mem, struct index_terms);
	if (!query_parse(c, q->text, q->lang, t))
		return false;
	if (q->exact)
		query_as_typed(t);
	if (q->n > HITS_MOST || q->from > HITS_MOST - q->n)
		return fail(c, ERR_LIMIT, "only the first 10,000 results can be shown");
	for (int i = 0; i < INDEX_TRIES; i++) {
		if (ask_once(c, q, t, ret))
			return true;
		if (!index_again(c, i))
			break;
	}
	if (c->err.kind != ERR_ABSENT)
		return false;
	err_clear(c);
	*ret = (struct index_result){ .terms = t };
	return true;
}

static bool pages_once(struct ctx *c, struct str title, struct str document, struct index_terms *t,
		       struct index_page_hits *ret)
{
	struct handle *h;
	struct page_table table;
	struct title_places places;
	uint32_t doc;
	struct str id = str_print(c->mem, TERM_ID "%.*s", STR_ARGS(title));
	*ret = (struct index_page_hits){ 0 };
	if (!handle_get(c, &h) || !query_expand(c, h, t) || !fts_doc_of(c, h->fts, id, &doc) ||
	    !handle_places(c, h, doc, &places) || !page_table_of(c, places.page_table, &table))
		return false;
	for (size_t i = 0; i < table.n; i++)
		if (str_same(table.at[i].id, document))
			best_pages(c->mem, t, &places, &table, i, ret);
	return true;
}

bool index_pages(struct ctx *c, struct str title, struct str document, struct str query,
		 const char *lang, struct index_page_hits *ret, struct index_terms **ret_terms)
{
	struct index_terms *t = arena_new_of(c->mem, struct index_terms);
	struct index_page_hits hits = { 0 };
	if (!query_parse(c, query, lang, t))
		return false;
	for (int i = 0; i < INDEX_TRIES; i++) {
		if (pages_once(c, title, document, t, &hits))
			break;
		if (c->err.kind != ERR_ABSENT && !index_again(c, i))
			return false;
		if (c->err.kind == ERR_ABSENT) {
			err_clear(c);
			break;
		}
	}
	*ret = hits;
	if (ret_terms)
		*ret_terms = t;
	return true;
}
