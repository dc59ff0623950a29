/* cluster_int - what the files of this room share. */
#ifndef KERUEN_CLUSTER_INT_H
#define KERUEN_CLUSTER_INT_H

#include "cluster/cluster.h"
#include "cluster/cluster_sql.h"

enum {
	CANDIDATES_PER_KEY = 100, /* a key that more share says too little: it is passed over */
	CANDIDATES_MAX = 400,     /* compared for one record */
	CROWD_MAX = 500,          /* source records that are sorted into titles at once */
	PRIORITY_INDEX = 10,
	INDEX_EACH = 5000 /* titles of a run that ask for the index each by itself */
};

/* Keys (keys.c): those of the table, and the newest of a run, which wait in its memory. */
struct keys_waiting;
struct keys_waiting *keys_waiting_new(struct arena *mem);
bool keys_add(struct ctx *c, struct cluster_run *run, int64_t source,
	      const struct match_facts *f) MUST_USE;
bool keys_remove(struct ctx *c, struct cluster_run *run, int64_t source,
		 const struct match_facts *f) MUST_USE;
struct candidates {
	int64_t at[CANDIDATES_MAX];
	size_t n;
	size_t passed_over; /* keys that too many share */
};
/* The others that share a key, without doubles. */
bool keys_candidates(struct ctx *c, struct cluster_run *run, int64_t self,
		     const struct match_facts *f, struct candidates *ret) MUST_USE;

/* Writes those of the run; in the caller's transaction. */
bool cluster_keys_write(struct ctx *c, struct cluster_run *run) MUST_USE;
bool keys_full(const struct cluster_run *run);
/* Into memory, what a run that was killed had not written. */
bool keys_recall(struct ctx *c, struct cluster_run *run) MUST_USE;

/* A run of many: what it keeps in its memory. */
struct cluster_run {
	struct keys_waiting *keys;
	int64_t places, compares, passed_over; /* counted */
	int64_t since;                         /* when its records are of */
	int64_t titles;                        /* made or changed */
};

/* A source record as it is compared. */
struct member {
	int64_t id, partner, since;
	struct str own, title;
	bool alone, by_hand;
	struct str bytes;          /* match_pack */
	struct match_facts *facts; /* once needed */
};
bool member_load(struct ctx *c, int64_t id, struct member *ret) MUST_USE; /* ABSENT */
/* Its facts: unpacked, or taken out of its record anew where they are of older rules. */
bool member_facts(struct ctx *c, struct member *m, const struct match_facts **ret) MUST_USE;

/* Two records compared, with what the rules of one library's records add. */
bool members_compare(struct ctx *c, struct member *a, struct member *b,
		     struct match_result *ret) MUST_USE;
/* They cannot be in one title. */
bool members_part(const struct member *a, const struct member *b, const struct match_result *r);

/* Pairs (pair.c) */
bool pair_put(struct ctx *c, int64_t a, int64_t b, const struct match_result *r) MUST_USE;
bool pair_forget(struct ctx *c, int64_t source) MUST_USE; /* but answers */
bool pair_set_answer(struct ctx *c, int64_t a, int64_t b, enum cluster_answer answer,
		     int64_t account, struct str why) MUST_USE;
bool pair_answer_of(struct ctx *c, int64_t a, int64_t b, enum cluster_answer *ret) MUST_USE;

/* Sorts the source records that hang together with these into titles, and makes what follows so.
 * known: the record of the first, or NULL. */
bool settle(struct ctx *c, struct cluster_run *run, const int64_t *seeds, size_t n,
	    const struct record *known) MUST_USE;
/* Makes the row of a title from its source records (title.c). */
bool title_derive(struct ctx *c, struct cluster_run *run, struct str title, int64_t known_id,
		  const struct record *known) MUST_USE;
/* The job for those of a run that were too many to ask each. */
bool index_many(struct ctx *c, const struct cluster_run *run) MUST_USE;
bool title_of_one(struct ctx *c, struct cluster_run *run, const struct source *s,
		  const struct record *r, const struct match_facts *facts) MUST_USE;
/* A title that no source record belongs to any more: gone, or moved to `to` (empty: nowhere). */
bool title_vanish(struct ctx *c, struct cluster_run *run, struct str title, struct str to) MUST_USE;
/* Keys, candidates, comparisons of one; its title stays as it was. */
bool place_meet(struct ctx *c, struct cluster_run *run, const struct source *s,
		const struct record *r) MUST_USE;
bool cluster_lock(struct ctx *c) MUST_USE;

#endif
