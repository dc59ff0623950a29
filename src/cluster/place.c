/* A source record finds where it belongs: keys, candidates, comparisons, and the titles mended. */
#include "cluster/cluster_int.h"

bool cluster_lock(struct ctx *c)
{
	must(db_in_transaction(c));
	if (db_engine(c) == DB_SQLITE)
		return true;
	return db_run(db_query(c, &SQL_CLUSTER_LOCK), NULL);
}

/* Compared with all that share a key; what is sure or doubtful is noted. */
static bool compare_all(struct ctx *c, struct cluster_run *run, struct member *m,
			const struct candidates *others, size_t *ret_sure)
{
	*ret_sure = 0;
	for (size_t i = 0; i < others->n; i++) {
		struct member o;
		struct match_result r;
		if (!member_load(c, others->at[i], &o)) {
			if (c->err.kind != ERR_ABSENT)
				return false;
			err_clear(c); /* a key of one that was withdrawn meanwhile */
			continue;
		}
		if (o.alone)
			continue;
		if (!members_compare(c, m, &o, &r))
			return false;
		if (r.verdict != MATCH_NO && !pair_put(c, m->id, o.id, &r))
			return false;
		*ret_sure += r.verdict == MATCH_YES;
		if (run)
			run->compares++;
	}
	return true;
}

/* Keys as its facts are now. */
static bool set_keys(struct ctx *c, struct cluster_run *run, const struct source *s,
		     const struct match_facts *facts, struct str packed)
{
	if (s->facts.n && !str_same(s->facts, packed)) {
		const struct match_facts *was = match_unpack(c->mem, s->facts);
		if (was && !keys_remove(c, run, s->id, was))
			return false;
	}
	return s->alone || keys_add(c, run, s->id, facts);
}

static bool meet(struct ctx *c, struct cluster_run *run, const struct source *s,
		 struct match_facts *facts, size_t *ret_sure)
{
	struct candidates *others = arena_new_of(c->mem, struct candidates);
	struct member m = { .id = s->id,
			    .partner = s->partner,
			    .since = s->since,
			    .own = s->own,
			    .title = s->title,
			    .by_hand = s->by_hand,
			    .facts = facts };
	*ret_sure = 0;
	if (s->alone)
		return true;
	if (!keys_candidates(c, run, s->id, facts, others))
		return false;
	if (run)
		run->passed_over += (int64_t)others->passed_over;
	return compare_all(c, run, &m, others, ret_sure);
}

struct met { /* what a record is compared by, and whether it surely met another */
	struct match_facts *facts;
	struct str packed;
	size_t sure;
};

static bool meet_others(struct ctx *c, struct cluster_run *run, const struct source *s,
			const struct record *r, struct met *ret)
{
	ret->facts = match_facts_of(c->mem, r);
	ret->packed = match_pack(c->mem, ret->facts);
	return set_keys(c, run, s, ret->facts, ret->packed) &&
	       meet(c, run, s, ret->facts, &ret->sure);
}

bool place_meet(struct ctx *c, struct cluster_run *run, const struct source *s,
		const struct record *r)
{
	struct met met;
	return meet_others(c, run, s, r, &met) && source_set_place(c, s->id, s->title, met.packed);
}

/* Most records that a run takes are new and meet nobody: nothing is to be sorted, and its title is
 * what it says itself. */
static bool place_alone(struct ctx *c, struct cluster_run *run, struct source *s,
			const struct record *r, const struct met *met)
{
	s->title = s->own;
	s->facts = met->packed;
	return source_set_place(c, s->id, s->own, met->packed) &&
	       title_of_one(c, run, s, r, met->facts);
}

static bool place(struct ctx *c, struct cluster_run *run, struct source *s, const struct record *r)
{
	struct source now;
	struct met met;
	bool known = s->facts.n > 0 || s->title.n > 0;
	if (!cluster_lock(c) || (known && !pair_forget(c, s->id)) ||
	    !meet_others(c, run, s, r, &met))
		return false;
	if (run && !known && s->version == 1 && !met.sure)
		return place_alone(c, run, s, r, &met);
	if (!source_set_place(c, s->id, s->title, met.packed) || !settle(c, run, &s->id, 1, r) ||
	    !source_get(c, s->id, &now))
		return false;
	s->facts = now.facts;
	s->title = now.title;
	return true;
}

bool cluster_place(struct ctx *c, struct source *s, const struct record *r, struct str *ret_title)
{
	if (!place(c, NULL, s, r))
		return false;
	*ret_title = s->title;
	return true;
}

/* The others of its title may part without it: all of them are sorted again. */
static bool settle_rest(struct ctx *c, struct cluster_run *run, struct str title)
{
	struct source_list rest;
	if (!sources_of_title(c, title, &rest))
		return false;
	if (!rest.n)
		return title_vanish(c, run, title, STR("")) && title_remove(c, title);
	int64_t *ids = arena_array_of(c->mem, rest.n, int64_t);
	for (size_t i = 0; i < rest.n; i++)
		ids[i] = rest.at[i].id;
	return settle(c, run, ids, rest.n, NULL);
}

static bool leave(struct ctx *c, struct cluster_run *run, struct source *s)
{
	struct str title = s->title;
	const struct match_facts *was = match_unpack(c->mem, s->facts);
	if (!cluster_lock(c) || !pair_forget(c, s->id) ||
	    (was && !keys_remove(c, run, s->id, was)) ||
	    !source_set_place(c, s->id, STR(""), STR("")))
		return false;
	s->title = s->facts = STR("");
	return !title.n || settle_rest(c, run, title);
}

bool cluster_leave(struct ctx *c, struct source *s)
{
	return leave(c, NULL, s);
}

/* A run of many */

bool cluster_run_begin(struct ctx *c, int64_t since, struct cluster_run **ret)
{
	struct cluster_run *run = arena_new_of(c->mem, struct cluster_run);
	run->since = since;
	run->keys = keys_waiting_new(c->mem);
	if (!keys_recall(c, run))
		return false;
	*ret = run;
	return true;
}

bool cluster_run_place(struct ctx *c, struct cluster_run *run, struct source *s,
		       const struct record *r, struct str *ret_title)
{
	run->places++;
	if (!place(c, run, s, r))
		return false;
	*ret_title = s->title;
	return true;
}

bool cluster_run_leave(struct ctx *c, struct cluster_run *run, struct source *s)
{
	return leave(c, run, s);
}

bool cluster_run_commit(struct ctx *c, struct cluster_run *run)
{
	return !keys_full(run) || cluster_keys_write(c, run);
}

bool cluster_run_end(struct ctx *c, struct cluster_run *run)
{
	if (!db_begin(c))
		return false;
	if (cluster_keys_write(c, run) && db_commit(c))
		return true;
	db_rollback(c);
	return false;
}
