/*
 * queue - jobs and leases.
 *
 * A job is a kind and a key (an object's id). It is committed with the change that causes it. A
 * runner takes a lease and renews it; a lost lease is simply taken again, so every job is safe to
 * repeat. The same work asked again while it waits is one job; while it runs, it runs once more.
 */
#ifndef KERUEN_QUEUE_H
#define KERUEN_QUEUE_H

#include "db/db.h"

/* Types */
struct job {
	int64_t id;
	struct str kind, key;
	int tries;        /* this one included */
	int64_t created;  /* when */
	struct str owner; /* who holds the lease; known with tries, so that a lost one is noticed */
};
struct job_counts {
	int64_t waiting, running, set_aside;
};
struct job_list {
	const struct job *at;
	size_t n;
};

/* Ask: inside the caller's transaction. Lower priority numbers go first. */
bool queue_add(struct ctx *c, struct str kind, struct str key, int priority) MUST_USE;

/* Run. Takes the first job of a kind for `seconds`, in its own transaction. ABSENT: none waits. */
bool queue_claim(struct ctx *c, struct str kind, struct str owner, int seconds,
		 struct job *ret) MUST_USE;
/* Takes up to max jobs of a kind at once (index batches). */
bool queue_claim_many(struct ctx *c, struct str kind, struct str owner, int seconds, size_t max,
		      struct job_list *ret) MUST_USE;
bool queue_renew(struct ctx *c, const struct job *job, int seconds) MUST_USE; /* ABSENT: lost */
/* Done: gone, or waiting again where it was asked once more meanwhile. */
bool queue_finish(struct ctx *c, const struct job *job) MUST_USE; /* ABSENT: lost */
/* Failed: waits (longer each time) for another try; after max_tries is set aside with the reason.
 */
bool queue_fail(struct ctx *c, const struct job *job, int max_tries,
		const struct err *why) MUST_USE;
/* Leases of owners that are known to be gone are given up at once. */
bool queue_release(struct ctx *c, struct str owner) MUST_USE;

/* Somebody starts the work anew: what was set aside gets another chance. */
bool queue_retry(struct ctx *c) MUST_USE;

/* Look */
bool queue_counts(struct ctx *c, struct str kind,
		  struct job_counts *ret) MUST_USE; /* kind.n == 0: all */

#endif
