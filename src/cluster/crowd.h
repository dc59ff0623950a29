/* crowd - source records that hang together, to be sorted into titles; private to this room. */
#ifndef KERUEN_CLUSTER_CROWD_H
#define KERUEN_CLUSTER_CROWD_H

#include "cluster/cluster_int.h"

struct bond { /* why two of them may be one: the rules are sure, or a person was */
	size_t a, b;
	int score;
	enum cluster_answer answer;
	int64_t at; /* of the answer */
};
struct crowd {
	struct member *at;
	size_t n, cap;
	struct bond *bonds; /* each pair once */
	size_t n_bonds, room;
	bool cut;      /* there were more than CROWD_MAX */
	size_t *group; /* of each: the number of the first of its group */
};
/* All that hang together with the seeds, by pairs and by the titles they are in. */
bool crowd_gather(struct ctx *c, const int64_t *seeds, size_t n, struct crowd *ret) MUST_USE;
/* Fills group: best pairs first; no group holds two that must not be in one title. */
bool crowd_sort(struct ctx *c, struct crowd *w) MUST_USE;

#endif
