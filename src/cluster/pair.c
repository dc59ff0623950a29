/* Two source records and what was thought of them: kept, read back, answered. */
#include "cluster/cluster_int.h"

/* "points<tab>message id" a line; a veto with ! instead of points. */
static struct str reasons_text(struct arena *mem, const struct match_result *r)
{
	struct buf b;
	buf_init(&b, mem, 0);
	buf_add_z(&b, "");
	for (size_t i = 0; i < r->n; i++) {
		if (r->reasons[i].veto)
			buf_add_char(&b, '!');
		else
			buf_add_int(&b, r->reasons[i].points);
		buf_add_char(&b, '\t');
		buf_add_z(&b, r->reasons[i].what);
		buf_add_char(&b, '\n');
	}
	return buf_str(&b);
}

static void reasons_of(struct arena *mem, struct str text, struct match_result *ret)
{
	struct str line, points;
	ret->n = 0;
	while (ret->n < MATCH_REASONS && str_next(&text, '\n', &line)) {
		struct match_reason why = { 0 };
		int64_t n = 0;
		if (!line.n || !str_next(&line, '\t', &points))
			continue;
		why.veto = str_is(points, "!");
		if (!why.veto && str_to_int(points, -1000000, 1000000, &n))
			why.points = (int)n;
		why.what = str_z(mem, line);
		ret->reasons[ret->n++] = why;
	}
}

bool pair_put(struct ctx *c, int64_t a, int64_t b, const struct match_result *r)
{
	struct stmt *q = db_query(c, &SQL_CLUSTER_PAIR_PUT);
	must(a != b);
	db_bind_int(q, a < b ? a : b);
	db_bind_int(q, a < b ? b : a);
	db_bind_int(q, r->verdict);
	db_bind_int(q, r->score);
	db_bind_text(q, reasons_text(c->mem, r));
	db_bind_int(q, MATCH_RULES);
	return db_run(q, NULL);
}

static bool run_on(struct ctx *c, const struct sql *sql, int64_t source)
{
	struct stmt *q = db_query(c, sql);
	db_bind_int(q, source);
	return db_run(q, NULL);
}

bool pair_forget(struct ctx *c, int64_t source)
{
	return run_on(c, &SQL_CLUSTER_FORGET_A, source) &&
	       run_on(c, &SQL_CLUSTER_FORGET_B, source) && run_on(c, &SQL_CLUSTER_FADE_A, source) &&
	       run_on(c, &SQL_CLUSTER_FADE_B, source);
}

bool pair_set_answer(struct ctx *c, int64_t a, int64_t b, enum cluster_answer answer,
		     int64_t account, struct str why)
{
	struct stmt *q = db_query(c, &SQL_CLUSTER_PAIR_ANSWER);
	must(a != b);
	db_bind_int(q, a < b ? a : b);
	db_bind_int(q, a < b ? b : a);
	db_bind_int(q, answer);
	db_bind_int(q, account);
	db_bind_int(q, when_now());
	db_bind_text(q, why.s ? why : STR(""));
	return db_run(q, NULL);
}

/* Look */

static struct cluster_pair pair_of(struct ctx *c, struct stmt *q)
{
	struct cluster_pair p = {
		.a = db_int(q, 0),
		.b = db_int(q, 1),
		.result = { .verdict = (enum match_verdict)db_int(q, 2),
			    .score = (int)db_int(q, 3) },
		.answer = (enum cluster_answer)db_int(q, 5),
		.account = db_int(q, 6),
		.at = db_int(q, 7),
		.why = db_text(q, 8),
	};
	reasons_of(c->mem, db_text(q, 4), &p.result);
	return p;
}

bool cluster_pair_get(struct ctx *c, int64_t a, int64_t b, struct cluster_pair *ret)
{
	struct stmt *q = db_query(c, &SQL_CLUSTER_PAIR_GET);
	db_bind_int(q, a < b ? a : b);
	db_bind_int(q, a < b ? b : a);
	if (!db_one(q)) {
		if (c->err.kind == ERR_ABSENT)
			fail(c, ERR_ABSENT, "these two records were never compared");
		return false;
	}
	struct cluster_pair p = pair_of(c, q);
	if (!db_done(q))
		return false;
	*ret = p;
	return true;
}

static bool pairs_of(struct ctx *c, struct stmt *q, struct cluster_pair_list *ret)
{
	struct cluster_pair_list list = { NULL, 0 };
	size_t cap = 0;
	while (db_row(q)) {
		if (list.n == cap) {
			size_t more = cap ? 2 * cap : 8;
			list.at = arena_grow(c->mem, list.at, cap * sizeof *list.at,
					     more * sizeof *list.at);
			cap = more;
		}
		list.at[list.n++] = pair_of(c, q);
	}
	if (!db_done(q))
		return false;
	*ret = list;
	return true;
}

bool cluster_reasons(struct ctx *c, struct str title, struct cluster_pair_list *ret)
{
	struct stmt *q = db_query(c, &SQL_CLUSTER_REASONS);
	db_bind_text(q, title);
	db_bind_text(q, title);
	return pairs_of(c, q, ret);
}

bool cluster_queue(struct ctx *c, int64_t partner, int n, struct cluster_pair_list *ret)
{
	enum { WEIGHED = 5000 }; /* sorting all that ever waits would take seconds */
	struct stmt *q = db_query(c, &SQL_CLUSTER_QUEUE);
	db_bind_int(q, WEIGHED);
	for (int i = 0; i < 3; i++)
		db_bind_int(q, partner);
	db_bind_int(q, n);
	return pairs_of(c, q, ret);
}

bool cluster_answered(struct ctx *c, int64_t partner, int n, struct cluster_pair_list *ret)
{
	struct stmt *q = db_query(c, &SQL_CLUSTER_ANSWERED);
	for (int i = 0; i < 3; i++)
		db_bind_int(q, partner);
	db_bind_int(q, n);
	return pairs_of(c, q, ret);
}

bool cluster_several(struct ctx *c, int n, struct str **ret, int64_t **ret_records, size_t *ret_n)
{
	enum { LOOKED_AT = 5000 }; /* counting them all would take seconds */
	struct str *ids = arena_array_of(c->mem, (size_t)n + 1, struct str);
	int64_t *records = arena_array_of(c->mem, (size_t)n + 1, int64_t);
	size_t found = 0;
	struct stmt *q = db_query(c, &SQL_CLUSTER_SEVERAL);
	db_bind_int(q, LOOKED_AT);
	db_bind_int(q, n);
	while (found < (size_t)n && db_row(q)) {
		ids[found] = db_text(q, 0);
		records[found++] = db_int(q, 1);
	}
	if (!db_done(q))
		return false;
	*ret = ids;
	*ret_records = records;
	*ret_n = found;
	return true;
}

bool cluster_queue_count(struct ctx *c, int64_t *ret)
{
	struct stmt *q = db_query(c, &SQL_CLUSTER_QUEUE_COUNT);
	if (!db_one(q))
		return false;
	int64_t n = db_int(q, 0);
	if (!db_done(q))
		return false;
	*ret = n;
	return true;
}
