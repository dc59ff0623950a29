/*
 * count - every title that answers, as a set: for the total, the facets and the phrases.
 *
 * The engine's own match is made for the few best; to count all, reading each term's titles into a
 * set of bits costs a third of it. The sets of common terms, which cost most and are asked for
 * most, are kept until the index changes, so many bytes of them.
 */
#include "index/index_int.h"

enum {
	SETS_MOST = 256,
	SETS_BYTES = 4 << 20,
	COMMON = 64, /* a term is common that one in so many titles has */
};

struct kept_set {
	struct str term;
	uint64_t hash;
	uint64_t *bits;
	uint64_t used; /* when last */
};
struct sets {
	struct kept_set at[SETS_MOST];
	size_t n;
	uint64_t clock;
};
struct counting {
	struct ctx *c;
	struct handle *h;
	size_t words;    /* of a set */
	uint64_t *fresh; /* room for one term's titles */
};

static uint64_t *new_set(struct counting *k)
{
	return arena_array_of(k->c->mem, k->words, uint64_t);
}

static void join(const struct counting *k, uint64_t *to, const uint64_t *more)
{
	for (size_t i = 0; i < k->words; i++)
		to[i] |= more[i];
}

static struct kept_set *find_kept(struct sets *s, struct str term, uint64_t hash)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->at[i].hash == hash && str_same(s->at[i].term, term))
			return &s->at[i];
	return NULL;
}

/* A copy that lives until it is freed: sets come and go while the index stays open. */
static struct str own_copy(struct str term)
{
	char *s = malloc(term.n + 1);
	must(s);
	memcpy(s, term.s, term.n);
	return (struct str){ s, term.n };
}

/* The place of the one longest unused, where there is no other. */
static void keep(struct counting *k, struct str term, uint64_t hash)
{
	struct sets *s = k->h->sets;
	struct kept_set *to = &s->at[0];
	size_t bytes = k->words * sizeof(uint64_t);
	if (s->n < SETS_MOST && (s->n + 1) * bytes <= SETS_BYTES) {
		to = &s->at[s->n++];
		to->bits = arena_take(k->h->sets_mem, bytes);
	} else if (s->n == 0) {
		return;
	} else {
		for (size_t i = 1; i < s->n; i++)
			if (s->at[i].used < to->used)
				to = &s->at[i];
		free((char *)to->term.s);
	}
	memcpy(to->bits, k->fresh, bytes);
	to->term = own_copy(term);
	to->hash = hash;
	to->used = s->clock;
}

static bool add_term(struct counting *k, struct str term, uint64_t *to)
{
	struct sets *s = k->h->sets;
	uint64_t hash = places_hash(term);
	struct kept_set *kept = find_kept(s, term, hash);
	uint32_t n;
	s->clock++;
	if (kept) {
		kept->used = s->clock;
		join(k, to, kept->bits);
		return true;
	}
	memset(k->fresh, 0, k->words * sizeof(uint64_t));
	if (!fts_titles(k->c, k->h->fts, term, k->fresh, k->h->n_docs, &n))
		return false;
	join(k, to, k->fresh);
	if (n > k->h->n_docs / COMMON)
		keep(k, term, hash);
	return true;
}

static void add_all(struct counting *k, uint64_t *to)
{
	for (uint32_t doc = 0; doc <= k->h->n_docs; doc++)
		if (k->h->blocks[doc])
			to[doc / 64] |= (uint64_t)1 << doc % 64;
}

/* Years are the only values that are asked for by range. */
static void add_years(struct counting *k, const struct fts_query *q, uint64_t *to)
{
	int64_t from = 0, upto = 0;
	must(q->slot == SLOT_YEAR_DOWN && str_to_int(q->text, 0, 9999, &from) &&
	     str_to_int(q->text_to, 0, 9999, &upto));
	for (uint32_t doc = 0; doc <= k->h->n_docs; doc++) {
		uint16_t year = k->h->years[doc];
		if (year && year >= from && year <= upto)
			to[doc / 64] |= (uint64_t)1 << doc % 64;
	}
}

static bool add_query(struct counting *k, const struct fts_query *q, uint64_t *to);

static bool add_common(struct counting *k, const struct fts_query *q, uint64_t *to)
{
	uint64_t *all = new_set(k);
	for (size_t i = 0; i < q->n; i++) {
		uint64_t *one = i ? new_set(k) : all;
		if (!add_query(k, q->kids[i], one))
			return false;
		for (size_t w = 0; i && w < k->words; w++)
			all[w] &= one[w];
	}
	join(k, to, all);
	return true;
}

static bool add_without(struct counting *k, const struct fts_query *q, uint64_t *to)
{
	uint64_t *with = new_set(k), *without = new_set(k);
	if (!add_query(k, q->kids[0], with) || !add_query(k, q->kids[1], without))
		return false;
	for (size_t w = 0; w < k->words; w++)
		to[w] |= with[w] & ~without[w];
	return true;
}

static bool add_query(struct counting *k, const struct fts_query *q, uint64_t *to)
{
	switch (q->op) {
	case FTS_NONE: return true;
	case FTS_ALL: add_all(k, to); return true;
	case FTS_TERM: return add_term(k, q->text, to);
	case FTS_RANGE: add_years(k, q, to); return true;
	case FTS_SCALE:
	case FTS_AND_MAYBE: return add_query(k, q->kids[0], to);
	case FTS_AND: return add_common(k, q, to);
	case FTS_AND_NOT: return add_without(k, q, to);
	case FTS_OR:
	case FTS_SYNONYM: break;
	}
	for (size_t i = 0; i < q->n; i++)
		if (!add_query(k, q->kids[i], to))
			return false;
	return true;
}

static void forget(void *arg)
{
	struct sets *s = arg;
	for (size_t i = 0; i < s->n; i++)
		free((char *)s->at[i].term.s);
}

bool query_titles(struct ctx *c, struct handle *h, const struct fts_query *q, uint64_t **ret)
{
	struct counting k = { .c = c, .h = h, .words = (size_t)h->n_docs / 64 + 1 };
	if (!h->sets) {
		h->sets_mem = arena_new(0);
		h->sets = arena_new_of(h->sets_mem, struct sets);
		arena_on_end(h->sets_mem, forget, h->sets);
	}
	uint64_t *all = new_set(&k);
	k.fresh = new_set(&k);
	if (!add_query(&k, q, all))
		return false;
	*ret = all;
	return true;
}

size_t titles_in(struct arena *mem, const struct handle *h, const uint64_t *set, uint32_t **ret)
{
	size_t n = 0, words = (size_t)h->n_docs / 64 + 1;
	for (size_t i = 0; i < words; i++)
		n += (size_t)__builtin_popcountll(set[i]);
	uint32_t *docs = arena_array_of(mem, n + 1, uint32_t);
	n = 0;
	for (size_t i = 0; i < words; i++)
		for (uint64_t left = set[i]; left; left &= left - 1)
			docs[n++] = (uint32_t)(i * 64) + (uint32_t)__builtin_ctzll(left);
	*ret = docs;
	return n;
}
