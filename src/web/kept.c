/* Things that are good as long as the database stands still. */
#include "web/kept.h"

enum { WAYS = 4 }; /* places that one key may take: the least used of them makes room */

struct thing {
	struct arena *mem; /* it lies in there itself */
	struct str key;
	uint64_t hash;
	void *value;
	uint64_t used; /* by the clock of struct kept */
	size_t lent;   /* to so many requests; freed when nobody has it */
	bool there;    /* in the table */
};
struct kept {
	struct thing **at;
	size_t n;
	uint64_t version, clock;
};

/* FNV-1a, 64 bits. */
static uint64_t hash_of(struct str key)
{
	uint64_t h = 14695981039346656037u;
	for (size_t i = 0; i < key.n; i++)
		h = (h ^ (unsigned char)key.s[i]) * 1099511628211u;
	return h ^ h >> 32;
}

struct kept *kept_new(size_t n)
{
	must(n > 0 && n % WAYS == 0);
	struct kept *k = calloc(1, sizeof *k);
	must(k);
	k->at = calloc(n, sizeof *k->at);
	must(k->at);
	k->n = n;
	return k;
}

static void free_if_unused(struct thing *t)
{
	if (!t->there && t->lent == 0)
		arena_free(t->mem);
}

static void drop(struct thing **at)
{
	struct thing *t = *at;
	*at = NULL;
	if (!t)
		return;
	t->there = false;
	free_if_unused(t);
}

static void drop_all(struct kept *k)
{
	for (size_t i = 0; i < k->n; i++)
		drop(&k->at[i]);
}

void kept_free(struct kept *k)
{
	if (!k)
		return;
	drop_all(k);
	free(k->at);
	free(k);
}

uint64_t kept_version(struct kept *k, struct ctx *c)
{
	uint64_t now;
	if (!k || !c->db)
		return 0;
	if (!db_version(c, &now))
		now = 0;
	if (now != k->version)
		drop_all(k);
	k->version = now;
	return now;
}

static struct thing **places(struct kept *k, uint64_t hash)
{
	must(k->n >= WAYS);
	return &k->at[hash % (k->n / WAYS) * WAYS];
}

static void give_back(void *arg)
{
	struct thing *t = arg;
	t->lent--;
	free_if_unused(t);
}

void *kept_get(struct kept *k, struct ctx *c, struct str key)
{
	if (!kept_version(k, c))
		return NULL;
	uint64_t hash = hash_of(key);
	struct thing **at = places(k, hash);
	for (size_t i = 0; i < WAYS; i++) {
		struct thing *t = at[i];
		if (!t || t->hash != hash || !str_same(t->key, key))
			continue;
		t->used = ++k->clock;
		t->lent++;
		arena_on_end(c->mem, give_back, t);
		return t->value;
	}
	return NULL;
}

/* Where it stood already, else a free place or the least used. */
static struct thing **place_for(struct kept *k, const struct thing *new)
{
	struct thing **at = places(k, new->hash), **best = at;
	for (size_t i = 0; i < WAYS; i++) {
		if (at[i] && at[i]->hash == new->hash && str_same(at[i]->key, new->key))
			return &at[i];
		if (*best && (!at[i] || at[i]->used < (*best)->used))
			best = &at[i];
	}
	return best;
}

void kept_put(struct kept *k, uint64_t version, struct str key, struct arena *mem, void *value)
{
	if (!k || !version || version != k->version) {
		arena_free(mem);
		return;
	}
	struct thing *t = arena_new_of(mem, struct thing);
	*t = (struct thing){ .mem = mem,
			     .key = str_copy(mem, key),
			     .hash = hash_of(key),
			     .value = value,
			     .used = ++k->clock,
			     .there = true };
	struct thing **to = place_for(k, t);
	drop(to);
	*to = t;
}
