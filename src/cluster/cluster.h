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

/* Place: inside the caller's transaction. Finds where a source record belongs, makes or mends the
 * titles concerned, and asks for their indexing. *ret_title: in c->mem. */
bool cluster_place(struct ctx *c, struct source *s, const struct record *r,
		   struct str *ret_title) MUST_USE;
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
bool cluster_pair_get(struct ctx *c, int64_t a, int64_t b, struct cluster_pair *ret) MUST_USE;
/* Other editions of the same work: titles' ids. */
bool cluster_editions(struct ctx *c, struct str title, int n, struct str **ret,
		      size_t *ret_n) MUST_USE;

/* Decide: in a transaction of its own. Joined and parted at once; remembered. */
bool cluster_answer(struct ctx *c, int64_t a, int64_t b, enum cluster_answer answer,
		    int64_t account, struct str why) MUST_USE; /* ABSENT, CONFLICT */
/* One source record out of its title, for good; and its opposite: two titles are one. */
bool cluster_split(struct ctx *c, int64_t source, int64_t account, struct str why) MUST_USE;
bool cluster_join(struct ctx *c, struct str title, struct str other, int64_t account,
		  struct str why) MUST_USE;

#endif
