/* Whether all holds that must: looked for by the database, told one by one. */
#include "cluster/cluster_int.h"

#include <inttypes.h>

enum { TOLD_MAX = 1000, STEP = 500 };

static const char *const names[] = {
	[CLUSTER_HOMELESS] = N_("a source record without a title"),
	[CLUSTER_EMPTY] = N_("a title that no record belongs to"),
	[CLUSTER_GHOST] = N_("a withdrawn record that is still in a title"),
	[CLUSTER_ASTRAY] = N_("a document that is not where its record is"),
	[CLUSTER_CHAIN] = N_("a former id of a title that leads nowhere"),
	[CLUSTER_HOLDERS] = N_("a title that names other holders than its records"),
	[CLUSTER_UNKEYED] = N_("a source record that no other can meet"),
};

const char *cluster_fault_name(enum cluster_fault f)
{
	must((size_t)f < COUNT_OF(names));
	return names[f];
}

struct looking {
	cluster_fault_fn *each;
	void *arg;
	int64_t n;
};

static void tell(struct looking *l, enum cluster_fault f, struct str id)
{
	l->n++;
	if (l->each)
		l->each(l->arg, f, id);
}

static const struct {
	enum cluster_fault fault;
	const struct sql *sql;
	bool numbered; /* a source record's number, else an id */
	bool walked;   /* begins after an id */
} questions[] = {
	{ CLUSTER_HOMELESS, &SQL_CLUSTER_HOMELESS, true, false },
	{ CLUSTER_EMPTY, &SQL_CLUSTER_ORPHANS, false, true },
	{ CLUSTER_GHOST, &SQL_CLUSTER_GHOSTS, true, false },
	{ CLUSTER_ASTRAY, &SQL_CLUSTER_ASTRAY, false, false },
	{ CLUSTER_CHAIN, &SQL_CLUSTER_CHAINS, false, false },
};

static bool ask(struct ctx *c, struct looking *l, size_t i)
{
	struct stmt *q = db_query(c, questions[i].sql);
	if (questions[i].walked)
		db_bind_text(q, STR(""));
	db_bind_int(q, TOLD_MAX);
	while (db_row(q)) {
		struct str id = questions[i].numbered ? str_print(c->mem, "%" PRId64, db_int(q, 0))
						      : db_text(q, 0);
		tell(l, questions[i].fault, id);
	}
	return db_done(q);
}

/* Holders of each title, some hundred at a time. */
static bool holders_step(struct ctx *c, struct looking *l, char last[16], size_t *ret_n)
{
	struct str *ids = arena_array_of(c->mem, STEP, struct str), now;
	struct str *told = arena_array_of(c->mem, STEP, struct str);
	size_t n = 0;
	struct stmt *q = db_query(c, &SQL_CLUSTER_TITLES_AFTER);
	db_bind_text(q, str_of(last));
	db_bind_int(q, STEP);
	while (n < STEP && db_row(q)) {
		ids[n] = db_text(q, 0);
		told[n++] = db_text(q, 1);
	}
	if (!db_done(q))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!source_holders(c, ids[i], &now))
			return false;
		if (now.n && !str_same(now, told[i]))
			tell(l, CLUSTER_HOLDERS, ids[i]);
	}
	if (n) {
		must(ids[n - 1].n < 16);
		memcpy(last, ids[n - 1].s, ids[n - 1].n + 1);
	}
	*ret_n = n;
	return true;
}

static bool is_keyed(struct ctx *c, int64_t source, const struct match_facts *f, bool *ret)
{
	uint64_t keys[MATCH_KEYS];
	size_t n = match_keys(f, keys);
	*ret = true;
	for (size_t i = 0; i < n && *ret; i++) {
		struct stmt *q = db_query(c, &SQL_CLUSTER_KEY_THERE);
		db_bind_int(q, (int64_t)keys[i]);
		db_bind_int(q, source);
		*ret = db_row(q);
		if (!db_done(q))
			return false;
	}
	return true;
}

static bool keys_step(struct ctx *c, struct looking *l, int64_t *after, size_t *ret_n)
{
	struct source_list s = { arena_array_of(c->mem, STEP, struct source), 0 };
	struct stmt *q = db_query(c, &SQL_CLUSTER_FACTS_AFTER);
	db_bind_int(q, *after);
	db_bind_int(q, STEP);
	while (s.n < STEP && db_row(q))
		s.at[s.n++] = (struct source){ .id = db_int(q, 0), .facts = db_blob(q, 1) };
	if (!db_done(q))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		const struct match_facts *f = match_unpack(c->mem, s.at[i].facts);
		bool there = true;
		*after = s.at[i].id;
		if (f && !is_keyed(c, s.at[i].id, f, &there))
			return false;
		if (!there)
			tell(l, CLUSTER_UNKEYED, str_print(c->mem, "%" PRId64, s.at[i].id));
	}
	*ret_n = s.n;
	return true;
}

static bool walk(struct ctx *c, struct looking *l)
{
	struct ctx mine = *c;
	char last[16] = "";
	int64_t after = 0;
	size_t n = STEP;
	bool ok = true;
	mine.mem = arena_new(0);
	while (ok && n == STEP) {
		arena_reset(mine.mem);
		ok = holders_step(&mine, l, last, &n);
	}
	for (n = STEP; ok && n == STEP;) {
		arena_reset(mine.mem);
		ok = keys_step(&mine, l, &after, &n);
	}
	if (!ok)
		c->err = (struct err){ .kind = mine.err.kind, .text = mine.err.text };
	arena_free(mine.mem);
	return ok;
}

bool cluster_check(struct ctx *c, cluster_fault_fn *each, void *arg, int64_t *ret_n)
{
	struct looking l = { each, arg, 0 };
	for (size_t i = 0; i < COUNT_OF(questions); i++)
		if (!ask(c, &l, i))
			return false;
	if (!walk(c, &l))
		return false;
	*ret_n = l.n;
	return true;
}
