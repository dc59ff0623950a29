/*
 * Sorting a crowd into titles: best pairs first, and no two in one that must not be (complete
 * link for vetoes, none for yeses). What a person said comes before, and binds. The order in which
 * records came does not matter: only what they are.
 */
#include "cluster/crowd.h"

#include <stdlib.h>

enum seen { NOT_YET, FINE, APART };

struct sorting {
	struct ctx *c;
	struct crowd *w;
	unsigned char *seen; /* enum seen of each two */
};

static unsigned char *seen_of(struct sorting *s, size_t a, size_t b)
{
	return a < b ? &s->seen[a * s->w->n + b] : &s->seen[b * s->w->n + a];
}

/* By the rules, unless a person answered. */
static bool apart(struct sorting *s, size_t a, size_t b, bool *ret)
{
	unsigned char *seen = seen_of(s, a, b);
	if (*seen == NOT_YET) {
		struct match_result r;
		struct member *x = &s->w->at[a], *y = &s->w->at[b];
		if (!members_compare(s->c, x, y, &r))
			return false;
		*seen = members_part(x, y, &r) ? APART : FINE;
	}
	*ret = *seen == APART;
	return true;
}

static bool groups_apart(struct sorting *s, size_t ga, size_t gb, bool *ret)
{
	const struct crowd *w = s->w;
	for (size_t i = 0; i < w->n; i++)
		for (size_t k = 0; w->group[i] == ga && k < w->n; k++) {
			if (w->group[k] != gb)
				continue;
			if (!apart(s, i, k, ret))
				return false;
			if (*ret)
				return true;
		}
	*ret = false;
	return true;
}

static void join(struct crowd *w, size_t ga, size_t gb)
{
	size_t to = ga < gb ? ga : gb, from = ga < gb ? gb : ga;
	for (size_t i = 0; i < w->n; i++)
		if (w->group[i] == from)
			w->group[i] = to;
}

static const struct crowd *ordered; /* for qsort, which has no argument of its own */

/* "Same" by a person, in the order of answering; then the highest scores. Ties by the ids, which do
 * not depend on when a record came. */
static int by_weight(const void *a, const void *b)
{
	const struct bond *x = a, *y = b;
	bool hx = x->answer == CLUSTER_SAME, hy = y->answer == CLUSTER_SAME;
	if (hx != hy)
		return hx ? -1 : 1;
	if (hx && x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	const struct member *m = ordered->at;
	struct str xa = m[x->a].own, xb = m[x->b].own, ya = m[y->a].own, yb = m[y->b].own;
	struct str x1 = str_order(xa, xb) < 0 ? xa : xb, x2 = str_order(xa, xb) < 0 ? xb : xa;
	struct str y1 = str_order(ya, yb) < 0 ? ya : yb, y2 = str_order(ya, yb) < 0 ? yb : ya;
	return str_order(x1, y1) ? str_order(x1, y1) : str_order(x2, y2);
}

bool crowd_sort(struct ctx *c, struct crowd *w)
{
	struct sorting s = { c, w, NULL };
	w->group = arena_array_of(c->mem, w->n, size_t);
	for (size_t i = 0; i < w->n; i++)
		w->group[i] = i;
	if (!w->n_bonds)
		return true;
	s.seen = arena_take(c->mem, w->n * w->n);
	for (size_t i = 0; i < w->n_bonds; i++)
		*seen_of(&s, w->bonds[i].a,
			 w->bonds[i].b) = w->bonds[i].answer == CLUSTER_OTHER ? APART : FINE;
	ordered = w;
	qsort(w->bonds, w->n_bonds, sizeof *w->bonds, by_weight);
	for (size_t i = 0; i < w->n_bonds; i++) {
		const struct bond *b = &w->bonds[i];
		size_t ga = w->group[b->a], gb = w->group[b->b];
		bool no = b->answer == CLUSTER_OTHER;
		if (ga == gb || no)
			continue;
		if (b->answer != CLUSTER_SAME && !groups_apart(&s, ga, gb, &no))
			return false;
		if (!no)
			join(w, ga, gb);
	}
	return true;
}
