/* A library's own holdings of a title, as its cataloguers write them. */
#include "edit/edit_int.h"

enum { TEXT_MOST = 500, COPIES_MOST = 100000 };

static bool is_link(struct str s)
{
	return str_starts(s, "https://") || str_starts(s, "http://");
}

static bool check(struct ctx *c, const struct holding *h)
{
	const struct str all[] = { h->library, h->collection, h->call_number,
				   h->volumes, h->note,       h->link };
	for (size_t i = 0; i < COUNT_OF(all); i++) {
		if (all[i].n > TEXT_MOST)
			return fail(c, ERR_LIMIT, "a value of a holding is at most 500 bytes long");
		if (all[i].n && !text_is_utf8(all[i]))
			return fail(c, ERR_INVALID, "a value of a holding is not in UTF-8");
	}
	if (h->link.n && !is_link(h->link))
		return fail(c, ERR_INVALID, "a link begins with http:// or https://");
	if (h->copies < 0 || h->copies > COPIES_MOST)
		return fail(c, ERR_INVALID, "a number of copies is 0 to 100000");
	return true;
}

/* The source record that it hangs on: the library's own, else the title's oldest. */
static bool find_source(struct ctx *c, struct str title, int64_t partner, int64_t *ret)
{
	struct source_list list;
	if (!sources_of_title(c, title, &list))
		return false;
	if (!list.n)
		return fail(c, ERR_ABSENT, "there is no title {0}", str_z(c->mem, title));
	const struct source *best = &list.at[0];
	for (size_t i = 1; i < list.n; i++) {
		const struct source *s = &list.at[i];
		bool own = s->partner == partner, best_own = best->partner == partner;
		if (own != best_own ? own : s->since < best->since)
			best = s;
	}
	*ret = best->id;
	return true;
}

static bool may(struct ctx *c, const struct account *who, int64_t partner)
{
	return account_may(who, ROLE_CATALOGUER, partner) ||
	       fail(c, ERR_DENIED, "a library's holdings are written by its own cataloguers");
}

/* The title is derived anew: its holders may be others now. */
static bool finish(struct ctx *c, bool ok, struct str title)
{
	if (ok && cluster_title(c, title) && db_commit(c))
		return true;
	db_rollback(c);
	return false;
}

bool edit_holding_put(struct ctx *c, const struct account *who, struct str title, struct holding *h)
{
	struct holding was;
	if (!may(c, who, h->partner) || !check(c, h))
		return false;
	if (h->id && (!holding_get(c, h->id, &was) || !may(c, who, was.partner)))
		return false;
	if (h->id)
		h->source = was.source;
	else if (!find_source(c, title, h->partner, &h->source))
		return false;
	return db_begin(c) && finish(c, holding_put(c, h), title);
}

bool edit_holding_remove(struct ctx *c, const struct account *who, struct str title, int64_t id)
{
	struct holding was;
	return holding_get(c, id, &was) && may(c, who, was.partner) && db_begin(c) &&
	       finish(c, holding_remove(c, id), title);
}
