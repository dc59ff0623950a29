/*
 * Making it so: source records that hang together are sorted into titles, and what was otherwise is
 * changed. A title's id is the own id of its oldest record, so an id that is given up is always that
 * of some record, and leads to where that record is now.
 */
#include "cluster/crowd.h"

struct settling {
	struct ctx *c;
	struct cluster_run *run;
	struct crowd w;
	struct str *title; /* of each: where it belongs now */
	const int64_t *seeds;
	size_t n_seeds;
	const struct record *known; /* of seeds[0] */
};

static bool older(const struct member *a, const struct member *b)
{
	return a->since != b->since ? a->since < b->since : str_order(a->own, b->own) < 0;
}

static void name_groups(struct settling *s)
{
	struct crowd *w = &s->w;
	s->title = arena_array_of(s->c->mem, w->n, struct str);
	for (size_t i = 0; i < w->n; i++) {
		size_t head = i;
		for (size_t k = 0; k < w->n; k++)
			if (w->group[k] == w->group[i] && older(&w->at[k], &w->at[head]))
				head = k;
		s->title[i] = w->at[head].own;
	}
}

static bool is_seed(const struct settling *s, int64_t id)
{
	for (size_t i = 0; i < s->n_seeds; i++)
		if (s->seeds[i] == id)
			return true;
	return false;
}

/* Whether anything of the group of i is other than it was. */
static bool group_changed(const struct settling *s, size_t i)
{
	for (size_t k = 0; k < s->w.n; k++)
		if (s->w.group[k] == s->w.group[i] &&
		    (is_seed(s, s->w.at[k].id) || !str_same(s->w.at[k].title, s->title[k])))
			return true;
	/* or one that was in it has left */
	for (size_t k = 0; k < s->w.n; k++)
		if (str_same(s->w.at[k].title, s->title[i]) && !str_same(s->title[k], s->title[i]))
			return true;
	return false;
}

static bool run_two(struct ctx *c, const struct sql *sql, struct str a, struct str b)
{
	struct stmt *q = db_query(c, sql);
	db_bind_text(q, a);
	db_bind_text(q, b);
	return db_run(q, NULL);
}

static bool run_one(struct ctx *c, const struct sql *sql, struct str a)
{
	struct stmt *q = db_query(c, sql);
	db_bind_text(q, a);
	return db_run(q, NULL);
}

static bool set_titles(struct settling *s)
{
	for (size_t i = 0; i < s->w.n; i++)
		if (!str_same(s->w.at[i].title, s->title[i]) &&
		    !source_set_title(s->c, s->w.at[i].id, s->title[i]))
			return false;
	return true;
}

static bool derive_titles(struct settling *s)
{
	for (size_t i = 0; i < s->w.n; i++) {
		if (s->w.group[i] != i || !group_changed(s, i))
			continue;
		if (!title_derive(s->c, s->run, s->title[i], s->known ? s->seeds[0] : 0, s->known))
			return false;
	}
	return true;
}

/* The way from the own id of a record that changed its title. Only ids that a title had are known
 * to the world; those of records that always stood under another's need no way. */
static bool lead_on(struct settling *s, size_t i)
{
	const struct member *m = &s->w.at[i];
	if (str_same(s->title[i], m->own))
		return run_one(s->c, &SQL_CLUSTER_UNMOVE, m->own);
	if (str_same(m->title, m->own))
		return run_two(s->c, &SQL_CLUSTER_MOVE, m->own, s->title[i]);
	return run_two(s->c, &SQL_CLUSTER_MOVE_IF_KNOWN, s->title[i], m->own);
}

static bool follow(struct settling *s)
{
	for (size_t i = 0; i < s->w.n; i++) {
		const struct member *m = &s->w.at[i];
		if (str_same(m->title, s->title[i]) || !m->title.n)
			continue;
		if (!documents_move(s->c, m->id, s->title[i]) || !lead_on(s, i))
			return false;
	}
	return true;
}

static bool lives(struct ctx *c, struct str title, bool *ret)
{
	struct stmt *q = db_query(c, &SQL_CLUSTER_TITLE_LIVES);
	db_bind_text(q, title);
	*ret = db_row(q);
	return db_done(q);
}

/* Each old title that nobody is left in, once. */
static bool each_empty(struct settling *s,
		       bool (*each)(struct settling *s, struct str title, struct str to))
{
	for (size_t i = 0; i < s->w.n; i++) {
		struct str was = s->w.at[i].title;
		bool there = !was.n || str_same(was, s->title[i]);
		for (size_t k = 0; k < i && !there; k++)
			there = str_same(s->w.at[k].title, was);
		if (there)
			continue;
		if (!lives(s->c, was, &there))
			return false;
		if (!there && !each(s, was, s->title[i]))
			return false;
	}
	return true;
}

/* It leads to where the first of its records went; follow() then sets right the ids that are the own
 * ones of others. */
static bool vanish(struct settling *s, struct str title, struct str to)
{
	return title_vanish(s->c, s->run, title, to);
}

static bool remove_row(struct settling *s, struct str title, struct str to)
{
	return title_remove(s->c, title);
}

bool settle(struct ctx *c, struct cluster_run *run, const int64_t *seeds, size_t n,
	    const struct record *known)
{
	struct settling s = { .c = c, .run = run, .seeds = seeds, .n_seeds = n, .known = known };
	if (!crowd_gather(c, seeds, n, &s.w) || !crowd_sort(c, &s.w))
		return false;
	name_groups(&s);
	return set_titles(&s) && derive_titles(&s) && each_empty(&s, vanish) && follow(&s) &&
	       each_empty(&s, remove_row);
}
