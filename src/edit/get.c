/* A record as MARC again, of a source record or of an earlier version of it. */
#include "edit/edit_int.h"
#include "edit/edit_sql.h"

static bool as_marc(struct ctx *c, const struct record_item *i, struct marc *ret)
{
	if (i->reason)
		return fail(c, ERR_INVALID, "the record cannot be read: {0}", i->reason);
	if (!i->marc)
		return fail(c, ERR_INVALID, "the record did not come as MARC");
	*ret = *i->marc;
	return true;
}

bool edit_marc(struct ctx *c, const struct source *s, struct marc *ret)
{
	struct record_item item;
	return source_read(c, s, &item) && as_marc(c, &item, ret);
}

bool edit_version_marc(struct ctx *c, const struct source_version *v, struct marc *ret)
{
	struct record_item item;
	struct str raw;
	struct record_options o = { .format = str_z(c->mem, v->format),
				    .dialect = str_z(c->mem, v->dialect),
				    .encoding = str_z(c->mem, v->encoding) };
	return source_version_raw(c, v, &raw) && record_again(c, raw, &o, &item) &&
	       as_marc(c, &item, ret);
}

bool edit_latest(struct ctx *c, int64_t partner, int n, struct source_list *ret)
{
	struct source_list list = { arena_array_of(c->mem, (size_t)n + 1, struct source), 0 };
	int64_t *ids = arena_array_of(c->mem, (size_t)n + 1, int64_t);
	size_t n_ids = 0;
	struct stmt *q = db_query(c, &SQL_EDIT_LATEST);
	db_bind_int(q, partner);
	db_bind_int(q, partner);
	db_bind_int(q, n);
	while (db_row(q))
		ids[n_ids++] = db_int(q, 0);
	if (!db_done(q))
		return false;
	for (; list.n < n_ids; list.n++)
		if (!source_get(c, ids[list.n], &list.at[list.n]))
			return false;
	*ret = list;
	return true;
}
