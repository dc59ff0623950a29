/*
 * All titles again, from all source records: what was thought of pairs is forgotten, but not what
 * persons said. First each record is read again, compared with those before it; then what hangs
 * together is sorted into titles. Readers meanwhile see the titles as they were.
 */
#include "cluster/crowd.h"

enum { BATCH = 500 };

struct rebuilding {
	struct cluster_run *run;
	struct arena *mem; /* of the batch */
	int64_t sources, titles, after;
	size_t in_batch;
};

static bool clear(struct ctx *c)
{
	return db_run(db_query(c, &SQL_CLUSTER_KEYS_CLEAR), NULL) &&
	       db_run(db_query(c, &SQL_CLUSTER_FORGET_ALL), NULL) &&
	       db_run(db_query(c, &SQL_CLUSTER_FADE_ALL), NULL);
}

/* Takes the error along where a context ends that worked for another. */
static bool hand_on(struct ctx *c, const struct ctx *mine, bool ok)
{
	if (ok)
		return true;
	c->err = mine->err;
	for (size_t i = 0; i < ERR_ARGS; i++)
		if (mine->err.args[i].s)
			c->err.args[i] = str_copy(c->mem, mine->err.args[i]);
	return false;
}

static bool next_batch(struct ctx *mine, struct rebuilding *b)
{
	if (!cluster_run_commit(mine, b->run) || !db_commit(mine))
		return false;
	arena_reset(b->mem);
	b->in_batch = 0;
	return db_begin(mine) && cluster_lock(mine);
}

static bool read_again(struct ctx *c, void *arg, const struct source *s)
{
	struct rebuilding *b = arg;
	struct ctx mine = *c;
	struct record_item item;
	mine.mem = b->mem;
	bool ok = true;
	if (source_read(&mine, s, &item))
		ok = place_meet(&mine, b->run, s, &item.record);
	else
		err_clear(&mine); /* stays as it was */
	b->sources++;
	if (ok && ++b->in_batch >= BATCH)
		ok = next_batch(&mine, b);
	return hand_on(c, &mine, ok);
}

/* Each crowd is sorted once: at its first member. */
static bool settle_one(struct ctx *c, struct rebuilding *b, int64_t id)
{
	struct crowd w;
	if (!crowd_gather(c, &id, 1, &w))
		return false;
	for (size_t i = 0; i < w.n && !w.cut; i++)
		if (w.at[i].id < id)
			return true;
	int64_t *ids = arena_array_of(c->mem, w.n, int64_t);
	for (size_t i = 0; i < w.n; i++)
		ids[i] = w.at[i].id;
	return settle(c, b->run, ids, w.n, NULL);
}

static bool settle_each(struct ctx *c, void *arg, const struct source *s)
{
	struct rebuilding *b = arg;
	struct ctx mine = *c;
	mine.mem = b->mem;
	bool ok = settle_one(&mine, b, s->id);
	if (ok && ++b->in_batch >= BATCH)
		ok = next_batch(&mine, b);
	return hand_on(c, &mine, ok);
}

static bool count_titles(struct ctx *c, int64_t *ret)
{
	struct catalog_counts n;
	if (!catalog_counts(c, &n))
		return false;
	*ret = n.titles;
	return true;
}

/* Titles that nobody belongs to, from a time when the rules were others. */
static bool drop_orphans(struct ctx *c, struct rebuilding *b)
{
	struct stmt *q = db_query(c, &SQL_CLUSTER_ORPHANS);
	struct str ids[BATCH];
	size_t n = 0;
	db_bind_text(q, STR(""));
	db_bind_int(q, BATCH);
	while (n < BATCH && db_row(q))
		ids[n++] = db_text(q, 0);
	if (!db_done(q))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!title_vanish(c, b->run, ids[i], STR("")) || !title_remove(c, ids[i]))
			return false;
	return n < BATCH || drop_orphans(c, b);
}

static bool rebuild(struct ctx *c, struct rebuilding *b)
{
	return cluster_lock(c) && clear(c) && sources_walk(c, 0, read_again, b) &&
	       cluster_keys_write(c, b->run) && next_batch(c, b) &&
	       sources_walk(c, 0, settle_each, b) && drop_orphans(c, b) && index_many(c, b->run) &&
	       db_commit(c);
}

bool cluster_rebuild(struct ctx *c, int64_t *ret_sources, int64_t *ret_titles)
{
	struct rebuilding b = { .mem = arena_new(0) };
	int64_t titles;
	bool ok = cluster_run_begin(c, 0, &b.run) && db_begin(c);
	ok = ok && rebuild(c, &b);
	if (!ok)
		db_rollback(c);
	arena_free(b.mem);
	if (!ok || !count_titles(c, &titles))
		return false;
	*ret_sources = b.sources;
	*ret_titles = titles;
	return true;
}
