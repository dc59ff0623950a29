/* A record as MARC again, of a source record or of an earlier version of it. */
#include "edit/edit_int.h"

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
