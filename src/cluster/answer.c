/* What a person decides: remembered, done at once, and never undone by the rules. */
#include "cluster/crowd.h"

static bool apply(struct ctx *c, bool ok)
{
	if (ok && db_commit(c))
		return true;
	db_rollback(c);
	return false;
}

static bool two_members(struct ctx *c, int64_t a, int64_t b, struct member *ma, struct member *mb)
{
	if (a != b && member_load(c, a, ma) && member_load(c, b, mb))
		return true;
	if (c->err.kind == ERR_NONE || c->err.kind == ERR_ABSENT)
		fail(c, ERR_ABSENT, "one of the two records is not there any more");
	return false;
}

/* What would contradict what a person said before: of "same", an "other" between the two titles;
 * of "other", a chain of "same". */
struct contradiction {
	struct crowd w;
	size_t a, b; /* places of the two */
};

static bool look_around(struct ctx *c, int64_t a, int64_t b, struct contradiction *ret)
{
	int64_t seeds[2] = { a, b };
	if (!crowd_gather(c, seeds, 2, &ret->w))
		return false;
	ret->a = ret->b = 0;
	for (size_t i = 0; i < ret->w.n; i++) {
		if (ret->w.at[i].id == a)
			ret->a = i;
		if (ret->w.at[i].id == b)
			ret->b = i;
	}
	return true;
}

/* Groups by what persons called the same, but for the pair in question. */
static void group_by_hand(struct ctx *c, struct contradiction *x)
{
	struct crowd *w = &x->w;
	w->group = arena_array_of(c->mem, w->n, size_t);
	for (size_t i = 0; i < w->n; i++)
		w->group[i] = i;
	for (size_t i = 0; i < w->n_bonds; i++) {
		const struct bond *b = &w->bonds[i];
		bool itself = (b->a == x->a && b->b == x->b) || (b->a == x->b && b->b == x->a);
		size_t from = w->group[b->b], to = w->group[b->a];
		if (b->answer != CLUSTER_SAME || itself)
			continue;
		for (size_t k = 0; k < w->n; k++)
			if (w->group[k] == from)
				w->group[k] = to;
	}
}

static bool contradicts(struct ctx *c, int64_t a, int64_t b, enum cluster_answer answer, bool *ret)
{
	struct contradiction x = { .a = 0 };
	*ret = false;
	if (answer != CLUSTER_SAME && answer != CLUSTER_OTHER)
		return true;
	if (!look_around(c, a, b, &x))
		return false;
	group_by_hand(c, &x);
	size_t ga = x.w.group[x.a], gb = x.w.group[x.b];
	if (answer == CLUSTER_OTHER) {
		*ret = ga == gb;
		return true;
	}
	for (size_t i = 0; i < x.w.n_bonds && !*ret; i++) {
		const struct bond *t = &x.w.bonds[i];
		size_t g1 = x.w.group[t->a], g2 = x.w.group[t->b];
		bool itself = (t->a == x.a && t->b == x.b) || (t->a == x.b && t->b == x.a);
		*ret = t->answer == CLUSTER_OTHER && !itself &&
		       ((g1 == ga && g2 == gb) || (g1 == gb && g2 == ga));
	}
	return true;
}

static bool answer_in(struct ctx *c, int64_t a, int64_t b, enum cluster_answer answer,
		      int64_t account, struct str why)
{
	struct member ma, mb;
	bool against;
	int64_t both[2] = { a, b };
	if (!cluster_lock(c) || !two_members(c, a, b, &ma, &mb) ||
	    !contradicts(c, a, b, answer, &against))
		return false;
	if (against)
		return fail(c, ERR_CONFLICT,
			    "this contradicts what was decided by hand of records beside these");
	return pair_set_answer(c, a, b, answer, account, why) && settle(c, NULL, both, 2, NULL);
}

bool cluster_answer(struct ctx *c, int64_t a, int64_t b, enum cluster_answer answer,
		    int64_t account, struct str why)
{
	return db_begin(c) && apply(c, answer_in(c, a, b, answer, account, why));
}

bool cluster_remember(struct ctx *c, int64_t a, int64_t b, enum cluster_answer answer,
		      int64_t account, struct str why)
{
	return cluster_lock(c) && pair_set_answer(c, a, b, answer, account, why);
}

/* Split */

static bool split_in(struct ctx *c, int64_t source, int64_t account, struct str why)
{
	struct source s;
	struct source_list all;
	if (!cluster_lock(c) || !source_get(c, source, &s) || !sources_of_title(c, s.title, &all))
		return false;
	if (all.n < 2)
		return fail(c, ERR_CONFLICT, "this record is the only one of its title");
	int64_t *ids = arena_array_of(c->mem, all.n, int64_t);
	for (size_t i = 0; i < all.n; i++) {
		ids[i] = all.at[i].id;
		if (ids[i] != source &&
		    !pair_set_answer(c, source, ids[i], CLUSTER_OTHER, account, why))
			return false;
	}
	return settle(c, NULL, ids, all.n, NULL);
}

bool cluster_split(struct ctx *c, int64_t source, int64_t account, struct str why)
{
	return db_begin(c) && apply(c, split_in(c, source, account, why));
}

/* Join: the heads are the same; what was parted by hand between the two is taken back. */

static bool unpart(struct ctx *c, const struct source_list *x, const struct source_list *y,
		   int64_t account, struct str why)
{
	for (size_t i = 0; i < x->n; i++)
		for (size_t k = 0; k < y->n; k++) {
			struct cluster_pair p;
			if (!cluster_pair_get(c, x->at[i].id, y->at[k].id, &p)) {
				if (c->err.kind != ERR_ABSENT)
					return false;
				err_clear(c);
				continue;
			}
			if (p.answer == CLUSTER_OTHER &&
			    !pair_set_answer(c, x->at[i].id, y->at[k].id, CLUSTER_SAME, account,
					     why))
				return false;
		}
	return true;
}

static bool join_in(struct ctx *c, struct str title, struct str other, int64_t account,
		    struct str why)
{
	struct source_list x, y;
	if (!cluster_lock(c) || !sources_of_title(c, title, &x) || !sources_of_title(c, other, &y))
		return false;
	if (!x.n || !y.n)
		return fail(c, ERR_ABSENT, "there is no title {0}",
			    str_z(c->mem, x.n ? other : title));
	if (str_same(title, other))
		return fail(c, ERR_CONFLICT, "this is one title already");
	int64_t both[2] = { x.at[0].id, y.at[0].id };
	return unpart(c, &x, &y, account, why) &&
	       pair_set_answer(c, both[0], both[1], CLUSTER_SAME, account, why) &&
	       settle(c, NULL, both, 2, NULL);
}

bool cluster_join(struct ctx *c, struct str title, struct str other, int64_t account,
		  struct str why)
{
	return db_begin(c) && apply(c, join_in(c, title, other, account, why));
}
