/*
 * Keys under which source records meet.
 *
 * They stand in source_key, a table in the order of the keys, so that each record touches a score of
 * places all over it. One by one that would write the whole table again every few thousand records;
 * so a run keeps those of its newest records in memory, looks them up there too, and writes them
 * sorted, some hundred thousand at a time. source_keyed says up to which record they are written: a
 * run that was killed takes the rest out of the facts again.
 */
#include "cluster/cluster_int.h"

#include <stdlib.h>

enum { WAITING_MAX = 2000000, SHELVES = 1 << 19, FACTS_STEP = 1000 };

struct waiting {
	uint64_t key;
	int64_t source;
	uint32_t next; /* of its shelf; index + 1 */
};
struct keys_waiting {
	struct arena *mem;
	struct waiting *at;
	size_t n;
	uint32_t *shelf; /* first of each; index + 1 */
};

/* In memory */

struct keys_waiting *keys_waiting_new(struct arena *mem)
{
	struct keys_waiting *w = arena_new_of(mem, struct keys_waiting);
	w->mem = mem;
	w->at = arena_array_of(mem, WAITING_MAX, struct waiting);
	w->shelf = arena_array_of(mem, SHELVES, uint32_t);
	return w;
}

static uint32_t *shelf_of(struct keys_waiting *w, uint64_t key)
{
	return &w->shelf[(key * 0x9E3779B97F4A7C15u) >> 32 & (SHELVES - 1)];
}

static void waiting_add(struct keys_waiting *w, uint64_t key, int64_t source)
{
	must(w->n < WAITING_MAX);
	uint32_t *shelf = shelf_of(w, key);
	w->at[w->n] = (struct waiting){ key, source, *shelf };
	*shelf = (uint32_t)++w->n;
}

static void waiting_remove(struct keys_waiting *w, uint64_t key, int64_t source)
{
	for (uint32_t *link = shelf_of(w, key); *link; link = &w->at[*link - 1].next) {
		struct waiting *x = &w->at[*link - 1];
		if (x->key == key && x->source == source) {
			x->source = 0; /* nobody's; passed over when they are written */
			*link = x->next;
			return;
		}
	}
}

static int by_key(const void *a, const void *b)
{
	const struct waiting *x = a, *y = b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->source < y->source ? -1 : x->source > y->source;
}

/* In the table */

static bool write_key(struct ctx *c, const struct sql *sql, uint64_t key, int64_t source)
{
	struct stmt *q = db_query(c, sql);
	db_bind_int(q, (int64_t)key);
	db_bind_int(q, source);
	return db_run(q, NULL);
}

static bool set_keyed(struct ctx *c)
{
	int64_t newest;
	struct stmt *q = db_query(c, &SQL_CLUSTER_NEWEST);
	if (!db_one(q))
		return false;
	newest = db_int(q, 0);
	if (!db_done(q))
		return false;
	q = db_query(c, &SQL_CLUSTER_KEYED_SET);
	db_bind_int(q, newest);
	return db_run(q, NULL);
}

/* Each statement takes some memory of the arena: in one of its own that is emptied now and then. */
static bool write_sorted(struct ctx *c, const struct keys_waiting *w)
{
	struct ctx mine = *c;
	bool ok = true;
	mine.mem = arena_new(0);
	for (size_t i = 0; ok && i < w->n; i++) {
		if (w->at[i].source)
			ok = write_key(&mine, &SQL_CLUSTER_KEY_ADD, w->at[i].key, w->at[i].source);
		if (ok && i % 4096 == 0)
			arena_reset(mine.mem);
	}
	if (!ok) {
		c->err = mine.err;
		for (size_t i = 0; i < ERR_ARGS; i++)
			c->err.args[i] = str_copy(c->mem, mine.err.args[i]);
	}
	arena_free(mine.mem);
	return ok;
}

bool cluster_keys_write(struct ctx *c, struct cluster_run *run)
{
	struct keys_waiting *w = run->keys;
	qsort(w->at, w->n, sizeof *w->at, by_key);
	if (!write_sorted(c, w) || !set_keyed(c))
		return false;
	w->n = 0;
	memset(w->shelf, 0, SHELVES * sizeof *w->shelf);
	return true;
}

bool keys_full(const struct cluster_run *run)
{
	return run->keys->n > WAITING_MAX - WAITING_MAX / 8;
}

/* Either place */

bool keys_add(struct ctx *c, struct cluster_run *run, int64_t source, const struct match_facts *f)
{
	uint64_t keys[MATCH_KEYS];
	size_t n = match_keys(f, keys);
	for (size_t i = 0; i < n; i++) {
		if (run && run->keys->n < WAITING_MAX)
			waiting_add(run->keys, keys[i], source);
		else if (!write_key(c, &SQL_CLUSTER_KEY_ADD, keys[i], source))
			return false;
	}
	return true;
}

bool keys_remove(struct ctx *c, struct cluster_run *run, int64_t source,
		 const struct match_facts *f)
{
	uint64_t keys[MATCH_KEYS];
	size_t n = match_keys(f, keys);
	for (size_t i = 0; i < n; i++) {
		if (run)
			waiting_remove(run->keys, keys[i], source);
		if (!write_key(c, &SQL_CLUSTER_KEY_REMOVE, keys[i], source))
			return false;
	}
	return true;
}

/* What a run that was killed had not written. */
static bool take_unwritten(struct ctx *c, struct cluster_run *run, int64_t *after, size_t *ret_n)
{
	struct stmt *q = db_query(c, &SQL_CLUSTER_FACTS_AFTER);
	size_t n = 0;
	db_bind_int(q, *after);
	db_bind_int(q, FACTS_STEP);
	bool ok = true;
	while (ok && db_row(q)) {
		struct match_facts *f = match_unpack(c->mem, db_blob(q, 1));
		*after = db_int(q, 0);
		ok = !f || keys_add(c, run, *after, f);
		n++;
	}
	*ret_n = n;
	return db_done(q) && ok;
}

bool keys_recall(struct ctx *c, struct cluster_run *run)
{
	struct stmt *q = db_query(c, &SQL_CLUSTER_KEYED);
	int64_t after;
	size_t n;
	if (!db_one(q))
		return false;
	after = db_int(q, 0);
	if (!db_done(q))
		return false;
	do {
		if (!take_unwritten(c, run, &after, &n))
			return false;
	} while (n == FACTS_STEP && !keys_full(run));
	return true;
}

/* Candidates */

struct sharing { /* one key, and those who share it */
	int64_t at[CANDIDATES_PER_KEY + 1];
	size_t n;
};

static bool share(struct ctx *c, struct cluster_run *run, uint64_t key, struct sharing *ret)
{
	struct stmt *q = db_query(c, &SQL_CLUSTER_BY_KEY);
	ret->n = 0;
	db_bind_int(q, (int64_t)key);
	db_bind_int(q, COUNT_OF(ret->at));
	while (ret->n < COUNT_OF(ret->at) && db_row(q))
		ret->at[ret->n++] = db_int(q, 0);
	if (!db_done(q))
		return false;
	if (!run)
		return true;
	for (uint32_t i = *shelf_of(run->keys, key); i; i = run->keys->at[i - 1].next)
		if (run->keys->at[i - 1].key == key && ret->n < COUNT_OF(ret->at))
			ret->at[ret->n++] = run->keys->at[i - 1].source;
	return true;
}

static void take(struct candidates *to, const struct sharing *s, int64_t self)
{
	for (size_t i = 0; i < s->n && to->n < CANDIDATES_MAX; i++) {
		size_t k = 0;
		while (k < to->n && to->at[k] != s->at[i])
			k++;
		if (k == to->n && s->at[i] != self)
			to->at[to->n++] = s->at[i];
	}
}

static int by_sharing(const void *a, const void *b)
{
	const struct sharing *x = a, *y = b;
	return x->n < y->n ? -1 : x->n > y->n;
}

/* The rarest keys first, so that where there are too many the most telling ones are compared. */
bool keys_candidates(struct ctx *c, struct cluster_run *run, int64_t self,
		     const struct match_facts *f, struct candidates *ret)
{
	uint64_t keys[MATCH_KEYS];
	size_t n = match_keys(f, keys);
	struct sharing *by = arena_array_of(c->mem, n, struct sharing);
	for (size_t i = 0; i < n; i++)
		if (!share(c, run, keys[i], &by[i]))
			return false;
	qsort(by, n, sizeof *by, by_sharing);
	ret->n = ret->passed_over = 0;
	for (size_t i = 0; i < n; i++) {
		if (by[i].n > CANDIDATES_PER_KEY)
			ret->passed_over++;
		else
			take(ret, &by[i], self);
	}
	return true;
}
