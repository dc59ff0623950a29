/* A source record as it is compared, and what one library's own records add to the rules. */
#include "cluster/cluster_int.h"

#include <inttypes.h>

bool member_load(struct ctx *c, int64_t id, struct member *ret)
{
	struct stmt *q = db_query(c, &SQL_CLUSTER_MEMBER);
	db_bind_int(q, id);
	if (!db_one(q))
		return false;
	struct member m = {
		.id = db_int(q, 0),
		.partner = db_int(q, 1),
		.since = db_int(q, 2),
		.own = db_text(q, 3),
		.title = db_text(q, 4),
		.alone = db_int(q, 5) != 0,
		.by_hand = db_int(q, 6) != 0,
		.bytes = db_blob(q, 7),
	};
	if (!db_done(q))
		return false;
	*ret = m;
	return true;
}

bool member_facts(struct ctx *c, struct member *m, const struct match_facts **ret)
{
	if (!m->facts)
		m->facts = match_unpack(c->mem, m->bytes);
	if (!m->facts) { /* never placed, or of older rules */
		struct source s;
		struct record_item item;
		if (!source_get(c, m->id, &s) || !source_read(c, &s, &item))
			return false;
		m->facts = match_facts_of(c->mem, &item.record);
	}
	*ret = m->facts;
	return true;
}

static bool vetoed(const struct match_result *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->reasons[i].veto)
			return true;
	return false;
}

/* Evidence against, not merely too little for. */
static bool forbids(const struct match_result *r)
{
	return vetoed(r) || (r->verdict == MATCH_NO && r->score < 0);
}

bool members_part(const struct member *a, const struct member *b, const struct match_result *r)
{
	if (a->partner == b->partner && !a->by_hand && !b->by_hand && r->verdict != MATCH_YES)
		return true;
	return forbids(r);
}

static void add_reason(struct match_result *r, const char *what)
{
	if (r->n < MATCH_REASONS)
		r->reasons[r->n++] = (struct match_reason){ .what = what };
}

/* A library that holds two records of its own mostly means two editions; only a person may say
 * otherwise, or an identifier that both share. A record made here is often a copy of one of the
 * same library's. */
static void of_one_library(struct match_result *r)
{
	if (r->verdict != MATCH_YES || r->identified)
		return;
	r->verdict = MATCH_DOUBT;
	add_reason(r, N_("both are records of one library"));
}

bool members_compare(struct ctx *c, struct member *a, struct member *b, struct match_result *ret)
{
	const struct match_facts *fa, *fb;
	if (!member_facts(c, a, &fa) || !member_facts(c, b, &fb))
		return false;
	match_compare(fa, fb, ret);
	if (a->partner == b->partner && !a->by_hand && !b->by_hand)
		of_one_library(ret);
	return true;
}
