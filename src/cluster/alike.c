/* What a record that is not kept yet would meet: for "is it one of these?" before it is saved. */
#include "cluster/cluster_int.h"

#include <stdlib.h>

static int best_first(const void *a, const void *b)
{
	const struct cluster_alike *x = a, *y = b;
	if (x->result.verdict != y->result.verdict)
		return x->result.verdict > y->result.verdict ? -1 : 1;
	if (x->result.score != y->result.score)
		return x->result.score > y->result.score ? -1 : 1;
	return str_order(x->title, y->title);
}

/* One of a title is enough: the best. */
static size_t one_of_each(struct cluster_alike *at, size_t n)
{
	size_t kept = 0;
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;
		while (k < kept && !str_same(at[k].title, at[i].title))
			k++;
		if (k == kept)
			at[kept++] = at[i];
	}
	return kept;
}

bool cluster_alike(struct ctx *c, const struct record *r, int n, struct cluster_alike_list *ret)
{
	struct member me = { .facts = match_facts_of(c->mem, r), .by_hand = true };
	struct candidates *others = arena_new_of(c->mem, struct candidates);
	size_t found = 0;
	must(n >= 0);
	if (!keys_candidates(c, NULL, 0, me.facts, others))
		return false;
	struct cluster_alike *at = arena_array_of(c->mem, others->n, struct cluster_alike);
	for (size_t i = 0; i < others->n; i++) {
		struct member o;
		if (!member_load(c, others->at[i], &o)) {
			if (c->err.kind != ERR_ABSENT)
				return false;
			err_clear(c);
			continue;
		}
		if (!members_compare(c, &me, &o, &at[found].result))
			return false;
		if (at[found].result.verdict == MATCH_NO || !o.title.n)
			continue;
		at[found].title = o.title;
		at[found++].source = o.id;
	}
	qsort(at, found, sizeof *at, best_first);
	found = one_of_each(at, found);
	*ret = (struct cluster_alike_list){ at, found < (size_t)n ? found : (size_t)n };
	return true;
}
