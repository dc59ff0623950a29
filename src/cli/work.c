/*
 * Background work: claim a job, do it, say how it ended.
 *
 * A runner holds a lock named after itself as long as it lives (DIR/run/owner-NAME). Who starts
 * gives back the leases of runners of this directory whose lock is free: they are gone.
 */
#include "cli/work.h"

#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include "catalog/catalog.h"
#include "derive/derive.h"
#include "index/index.h"
#include "ingest/ingest.h"
#include "library/library.h"
#include "queue/queue.h"
#include "recognise/recognise.h"

enum {
	LEASE_S = 120,
	RENEW_US = 20 * 1000000,
	INDEX_BATCH = 200,
	INDEX_EVERY_US = 5000000,
	INTERRUPTIONS = 9,
	REST_US = 5000000
};

struct lease { /* a job at hand, renewed while it is worked on */
	const struct job *job;
	int64_t renewed;
};

static bool still_ours(struct ctx *c, void *arg)
{
	struct lease *l = arg;
	if (when_monotonic_us() - l->renewed < RENEW_US)
		return true;
	l->renewed = when_monotonic_us();
	return queue_renew(c, l->job, LEASE_S);
}

static bool run_recognise(struct ctx *c, const struct job *job)
{
	struct lease l = { job, when_monotonic_us() };
	return recognise_document(c, job->key, still_ours, &l);
}

struct job_kind {
	const char *name;
	int lease_s, max_tries;
	bool (*run)(struct ctx *c, const struct job *job);
};
static const struct job_kind kinds[] = {
	{ "recognise", LEASE_S, 3, run_recognise },
	{ "derive", 3600, 3, derive_job },
};

/* How a job ended: done, gone with what it was for, or to be tried again. */
static bool end_job(struct ctx *c, const struct job *job, bool ok, int max_tries)
{
	struct err why = c->err;
	db_rollback(c);
	if (ok || why.kind == ERR_ABSENT)
		return queue_finish(c, job) || c->err.kind == ERR_ABSENT;
	log_event("job.failed", "kind=%.*s key=%.*s try=%d error=\"%s\"", STR_ARGS(job->kind),
		  STR_ARGS(job->key), job->tries, err_english(c->mem, &why).s);
	return queue_fail(c, job, max_tries, &why) || c->err.kind == ERR_ABSENT;
}

static bool do_one(struct ctx *c, const struct job_kind *kind, struct str owner, bool *did)
{
	struct job job;
	if (!queue_claim(c, str_of(kind->name), owner, kind->lease_s, &job))
		return c->err.kind == ERR_ABSENT;
	*did = true;
	err_clear(c);
	/* begun too often already: what killed its runners each time must not do so for ever, though
	 * mostly it was somebody who pulled the plug */
	bool worn = job.tries > kind->max_tries + INTERRUPTIONS;
	bool ok = worn ? fail(c, ERR_REMOTE, "the work stopped its runner {0} times",
			      str_print(c->mem, "%d", job.tries - 1).s)
		       : kind->run(c, &job);
	return end_job(c, &job, ok, kind->max_tries);
}

static bool finish_batch(struct ctx *c, const struct job_list *jobs, bool ok)
{
	struct err why = c->err;
	for (size_t i = 0; i < jobs->n; i++) {
		c->err = why;
		if (!end_job(c, &jobs->at[i], ok, 5))
			return false;
	}
	return true;
}

/* One batch for the index. When the batch fails its titles are tried one by one, so that a single
 * bad one does not hold up the rest. */
static bool index_batch(struct ctx *c, struct str owner, bool *did)
{
	struct job_list jobs;
	if (!queue_claim_many(c, STR("index"), owner, LEASE_S * 5, INDEX_BATCH, &jobs))
		return c->err.kind == ERR_ABSENT;
	if (!jobs.n)
		return true;
	*did = true;
	err_clear(c);
	struct str *titles = arena_array_of(c->mem, jobs.n, struct str);
	for (size_t i = 0; i < jobs.n; i++)
		titles[i] = jobs.at[i].key;
	if (index_put(c, titles, jobs.n))
		return finish_batch(c, &jobs, true);
	for (size_t i = 0; i < jobs.n; i++) {
		err_clear(c);
		if (!end_job(c, &jobs.at[i], index_put(c, &titles[i], 1), 5))
			return false;
	}
	return true;
}

/* Only one process of the library writes the index; the others have other work. */
static bool do_index(struct ctx *c, struct str owner, bool *did)
{
	static bool renewed;
	int lock;
	if (!file_lock(c, path_join(c->mem, c->dir, "run/indexing"), false, &lock))
		return c->err.kind == ERR_BUSY;
	renewed = renewed || index_renew(c);
	bool ok = renewed ? index_batch(c, owner, did) : c->err.kind == ERR_BUSY;
	close(lock);
	return ok;
}

static bool release_if_gone(struct ctx *c, const char *host, struct str name)
{
	char *path = (char *)str_print(c->mem, "%s/run/%.*s", c->dir, STR_ARGS(name)).s;
	int fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return true;
	close(fd);
	if (!file_lock(c, path, false, &fd)) {
		err_clear(c);
		return true;
	}
	struct str owner = str_print(c->mem, "%s/%.*s", host, STR_ARGS(str_from(name, 6)));
	bool ok = queue_release(c, owner);
	unlink(path);
	close(fd);
	return ok;
}

static const char *host_name(void)
{
	static char host[HOST_NAME_MAX + 1];
	if (!*host && gethostname(host, sizeof host - 1))
		snprintf(host, sizeof host, "host");
	return host;
}

/* What a runner or deposit left half-way when it was killed: one of us mends it, the others wait.
 * What cannot be mended is told and does not keep the rest from being done. */
static bool mend(struct ctx *c, const char *run)
{
	int lock;
	size_t mended;
	if (!file_lock(c, path_join(c->mem, run, "mending"), true, &lock))
		return false;
	if (!ingest_recover(c, &mended)) {
		log_error("work.mend", c);
		err_clear(c);
	}
	close(lock);
	return true;
}

/* Once a process: our lock, the leases of those who are gone, and what they left. */
static bool begin(struct ctx *c, struct str owner)
{
	static pid_t begun;
	int lock;
	struct file_list list;
	if (begun == getpid())
		return true;
	char *run = path_join(c->mem, c->dir, "run");
	if (!folder_list(c, run, &list))
		return false;
	for (size_t i = 0; i < list.n; i++)
		if (str_starts(list.at[i].name, "owner-") &&
		    !release_if_gone(c, host_name(), list.at[i].name))
			return false;
	char *own = (char *)str_print(c->mem, "%s/owner-%.*s", run, STR_ARGS(owner)).s;
	if (!file_lock(c, own, false, &lock))
		return false;
	begun = getpid();
	return mend(c, run);
}

bool work_once(struct ctx *c, struct str owner, bool *ret_did)
{
	static int64_t last_index, last_did;
	bool did = false, ok = begin(c, owner) && work_opened(c);
	struct str whole = str_print(c->mem, "%s/%.*s", host_name(), STR_ARGS(owner));
	int64_t now = when_monotonic_us();
	if (ok && now - last_index > INDEX_EVERY_US) {
		ok = do_index(c, whole, &did);
		last_index = now;
	}
	for (size_t i = 0; ok && !did && i < COUNT_OF(kinds); i++)
		ok = do_one(c, &kinds[i], whole, &did);
	if (ok && !did)
		ok = do_index(c, whole, &did);
	if (did)
		last_did = when_monotonic_us();
	else if (when_monotonic_us() - last_did > REST_US)
		recognise_rest();
	if (ok)
		*ret_did = did;
	return ok;
}
