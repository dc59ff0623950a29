/* Jobs: asked for, taken under a lease, finished or tried again. */
#include "queue/queue.h"
#include "queue/queue_sql.h"

#include <stdlib.h>

enum {
	WAIT_FIRST = 10,  /* seconds after the first failure; four times as long each time */
	WAIT_MOST = 3600, /* and never longer */
};

bool queue_add(struct ctx *c, struct str kind, struct str key, int priority)
{
	int64_t now = when_now();
	struct stmt *q = db_query(c, &SQL_JOB_ADD);
	db_bind_text(q, kind);
	db_bind_text(q, key);
	db_bind_int(q, priority);
	db_bind_int(q, now);
	db_bind_int(q, now);
	return db_run(q, NULL);
}

struct taken {
	struct job job;
	int64_t priority;
};

static int first_before(const void *a, const void *b)
{
	const struct taken *x = a, *y = b;
	if (x->priority != y->priority)
		return x->priority < y->priority ? -1 : 1;
	return x->job.id < y->job.id ? -1 : x->job.id > y->job.id;
}

static struct taken taken_of(struct stmt *q)
{
	return (struct taken){
		.job = { .id = db_int(q, 0),
			 .kind = db_text(q, 1),
			 .key = db_text(q, 2),
			 .tries = (int)db_int(q, 3),
			 .created = db_int(q, 4) },
		.priority = db_int(q, 5),
	};
}

/* One statement, so a transaction of its own where the caller has none. */
bool queue_claim_many(struct ctx *c, struct str kind, struct str owner, int seconds, size_t max,
		      struct job_list *ret)
{
	must(owner.n > 0 && seconds > 0 && max > 0 && max <= 100000);
	int64_t now = when_now();
	struct taken *taken = arena_array_of(c->mem, max, struct taken);
	struct stmt *q = db_query(c, &SQL_JOB_CLAIM);
	db_bind_text(q, owner);
	db_bind_int(q, now + seconds);
	db_bind_text(q, kind);
	db_bind_int(q, now);
	db_bind_int(q, (int64_t)max);
	size_t n = 0;
	while (n < max && db_row(q))
		taken[n++] = taken_of(q);
	if (!db_done(q))
		return false;
	/* An UPDATE gives its rows back in no order of its own. */
	qsort(taken, n, sizeof *taken, first_before);
	struct job *jobs = arena_array_of(c->mem, n, struct job);
	struct str mine = str_copy(c->mem, owner);
	for (size_t i = 0; i < n; i++) {
		jobs[i] = taken[i].job;
		jobs[i].owner = mine;
	}
	*ret = (struct job_list){ jobs, n };
	return true;
}

bool queue_claim(struct ctx *c, struct str kind, struct str owner, int seconds, struct job *ret)
{
	struct job_list list;
	if (!queue_claim_many(c, kind, owner, seconds, 1, &list))
		return false;
	if (!list.n)
		return fail(c, ERR_ABSENT, "no job waits");
	*ret = list.at[0];
	return true;
}

static void bind_lease(struct stmt *q, const struct job *job)
{
	db_bind_int(q, job->id);
	db_bind_text(q, job->owner);
	db_bind_int(q, job->tries);
}

static bool lost(struct ctx *c, const struct job *job)
{
	return fail(c, ERR_ABSENT, "the lease of job {0} for {1} was lost",
		    str_z(c->mem, job->kind), str_z(c->mem, job->key));
}

bool queue_renew(struct ctx *c, const struct job *job, int seconds)
{
	int64_t n;
	struct stmt *q = db_query(c, &SQL_JOB_RENEW);
	db_bind_int(q, when_now() + seconds);
	bind_lease(q, job);
	return db_run(q, &n) && (n == 1 || lost(c, job));
}

bool queue_finish(struct ctx *c, const struct job *job)
{
	int64_t n;
	struct stmt *q = db_query(c, &SQL_JOB_FINISH);
	bind_lease(q, job);
	if (!db_run(q, &n))
		return false;
	if (n == 1)
		return true;
	q = db_query(c, &SQL_JOB_ONCE_MORE);
	db_bind_int(q, when_now());
	bind_lease(q, job);
	return db_run(q, &n) && (n == 1 || lost(c, job));
}

static int64_t wait_after(int tries)
{
	int64_t wait = WAIT_FIRST;
	for (int i = 1; i < tries && wait < WAIT_MOST; i++)
		wait *= 4;
	return wait < WAIT_MOST ? wait : WAIT_MOST;
}

bool queue_fail(struct ctx *c, const struct job *job, int max_tries, const struct err *why)
{
	int64_t n;
	struct str reason = err_english(c->mem, why);
	struct stmt *q = db_query(c, &SQL_JOB_FAIL);
	db_bind_int(q, when_now() + wait_after(job->tries));
	db_bind_text(q, reason);
	db_bind_int(q, max_tries);
	bind_lease(q, job);
	return db_run(q, &n) && (n == 1 || lost(c, job));
}

bool queue_release(struct ctx *c, struct str owner)
{
	must(owner.n > 0);
	struct stmt *q = db_query(c, &SQL_JOB_RELEASE);
	db_bind_int(q, when_now());
	db_bind_text(q, owner);
	return db_run(q, NULL);
}

bool queue_retry(struct ctx *c)
{
	struct stmt *q = db_query(c, &SQL_JOB_RETRY);
	db_bind_int(q, when_now());
	return db_run(q, NULL);
}

bool queue_counts(struct ctx *c, struct str kind, struct job_counts *ret)
{
	struct stmt *q = db_query(c, kind.n ? &SQL_JOB_COUNTS_OF : &SQL_JOB_COUNTS);
	if (kind.n)
		db_bind_text(q, kind);
	if (!db_one(q))
		return false;
	struct job_counts counts = { db_int(q, 0), db_int(q, 1), db_int(q, 2) };
	if (!db_done(q))
		return false;
	*ret = counts;
	return true;
}
