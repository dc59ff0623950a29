/*
 * cluster - which source records are one edition: found, decided, undone.
 *
 * A title is a cluster of source records; nothing is ever merged into another. Copies and holdings
 * hang on source records, so that parting them again loses nothing. What a person decided is
 * remembered and never undone by a later run. A title's id is that of its oldest source record, and
 * an id that was given up leads to the title that took its place.
 */
#ifndef KERUEN_CLUSTER_H
#define KERUEN_CLUSTER_H

#include "match/match.h"
#include "source/source.h"

/* Types */
enum cluster_answer { CLUSTER_ASKED, CLUSTER_SAME, CLUSTER_OTHER, CLUSTER_LATER };
struct cluster_pair { /* two source records and what was thought of them */
	int64_t a, b; /* a < b */
	struct match_result result;
	enum cluster_answer answer; /* of a person; ASKED: none yet */
	int64_t account, at;        /* who and when; 0: nobody */
	struct str why;
};
struct cluster_pair_list {
	struct cluster_pair *at;
	size_t n;
};
struct cluster_alike { /* a title that a record not yet kept may belong to */
	struct str title;
	int64_t source;
	struct match_result result;
};
struct cluster_alike_list {
	struct cluster_alike *at;
	size_t n;
};
struct cluster_run; /* opaque: many placings in a row */
enum cluster_fault {
	CLUSTER_HOMELESS, /* a live source record without a title that is there */
	CLUSTER_EMPTY,    /* a title that no source record and no document holds */
	CLUSTER_GHOST,    /* a withdrawn source record in a title */
	CLUSTER_ASTRAY,   /* a document elsewhere than its source record */
	CLUSTER_CHAIN,    /* a moved id that leads nowhere, or that is a title's */
	CLUSTER_HOLDERS,  /* a title that names other holders than its records */
	CLUSTER_UNKEYED,  /* a source record that nobody can meet */
	CLUSTER_FAULTS
};
typedef void cluster_fault_fn(void *arg, enum cluster_fault f, struct str id);

/* Place: inside the caller's transaction. Finds where a source record belongs, makes or mends the
 * titles concerned, and asks for their indexing. *ret_title: in c->mem. */
bool cluster_place(struct ctx *c, struct source *s, const struct record *r,
		   struct str *ret_title) MUST_USE;
/* The same for many: what they have in common is kept in memory, and of very many titles not each
 * asks for the index. begin: lives in c->mem; since: the `changed` of its source records, 0 for any.
 * commit: before each db_commit. end: outside a transaction, writes what is left. One run at a time:
 * DIR/run/catalog.lock is the caller's. */
bool cluster_run_begin(struct ctx *c, int64_t since, struct cluster_run **ret) MUST_USE;
bool cluster_run_place(struct ctx *c, struct cluster_run *run, struct source *s,
		       const struct record *r, struct str *ret_title) MUST_USE;
bool cluster_run_leave(struct ctx *c, struct cluster_run *run, struct source *s) MUST_USE;
bool cluster_run_commit(struct ctx *c, struct cluster_run *run) MUST_USE;
bool cluster_run_end(struct ctx *c, struct cluster_run *run) MUST_USE;
/* A source record that was withdrawn leaves its title; an empty title goes. */
bool cluster_leave(struct ctx *c, struct source *s) MUST_USE;
/* Derives a title again from its source records. */
bool cluster_title(struct ctx *c, struct str title) MUST_USE;
/* All titles again, from all source records; decisions by hand hold. */
bool cluster_rebuild(struct ctx *c, int64_t *ret_sources, int64_t *ret_titles) MUST_USE;

/* Look */
/* The id that a title is known by now: itself, or where it went. ABSENT */
bool cluster_moved(struct ctx *c, struct str title, struct str *ret) MUST_USE;
/* Why a title's source records are together. */
bool cluster_reasons(struct ctx *c, struct str title, struct cluster_pair_list *ret) MUST_USE;
/* Between the sure yes and the sure no: what waits for a person, most titles concerned first. */
bool cluster_queue(struct ctx *c, int64_t partner, int n, struct cluster_pair_list *ret) MUST_USE;
bool cluster_queue_count(struct ctx *c, int64_t *ret) MUST_USE;
/* What persons answered, the newest first; partner -1: of all. */
bool cluster_answered(struct ctx *c, int64_t partner, int n,
		      struct cluster_pair_list *ret) MUST_USE;
/* Titles of several source records among those lately changed: ids, with their counts. */
bool cluster_several(struct ctx *c, int n, struct str **ret, int64_t **ret_records,
		     size_t *ret_n) MUST_USE;
bool cluster_pair_get(struct ctx *c, int64_t a, int64_t b, struct cluster_pair *ret) MUST_USE;
/* Other editions of the same work: titles' ids. */
bool cluster_editions(struct ctx *c, struct str title, int n, struct str **ret,
		      size_t *ret_n) MUST_USE;

/* What a record that is not kept yet would meet, the best first. */
bool cluster_alike(struct ctx *c, const struct record *r, int n,
		   struct cluster_alike_list *ret) MUST_USE;
/* What does not hold of what must: told one by one. *ret_n: how many. */
bool cluster_check(struct ctx *c, cluster_fault_fn *each, void *arg, int64_t *ret_n) MUST_USE;
const char *cluster_fault_name(enum cluster_fault f); /* message id */

/* Decide: in a transaction of its own. Joined and parted at once; remembered. */
bool cluster_answer(struct ctx *c, int64_t a, int64_t b, enum cluster_answer answer,
		    int64_t account, struct str why) MUST_USE; /* ABSENT, CONFLICT */
/* An answer inside the caller's transaction that moves nothing yet: cluster_place follows. */
bool cluster_remember(struct ctx *c, int64_t a, int64_t b, enum cluster_answer answer,
		      int64_t account, struct str why) MUST_USE;
/* One source record out of its title, for good; and its opposite: two titles are one. */
bool cluster_split(struct ctx *c, int64_t source, int64_t account, struct str why) MUST_USE;
bool cluster_join(struct ctx *c, struct str title, struct str other, int64_t account,
		  struct str why) MUST_USE;

#endif
