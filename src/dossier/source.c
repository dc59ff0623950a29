/* A document's record among the source records: as it came where it did, else as it was made. */
#include "dossier/dossier_int.h"

/* What came can be read again by itself, and says what it is about. A row of a list cannot: it would
 * need its header. */
static bool read_as_came(struct ctx *c, const struct dossier *x, struct source *s,
			 struct record_item *ret)
{
	const struct record *r = &x->record;
	bool list = r->extension && !strcmp(r->extension, "tsv");
	bool dc = r->raw_format && !strcmp(r->raw_format, "dc");
	const struct record_options how = { .format = dc ? "dc" : NULL };
	if (!r->raw.n || list || x->title.needs_cataloguer)
		return false;
	if (!record_again(c, r->raw, &how, ret)) {
		err_clear(c);
		return false;
	}
	s->raw = r->raw;
	return !ret->reason && record_first(&ret->record, RECORD_TITLE).n;
}

static bool read_as_made(struct ctx *c, const struct dossier *x, struct source *s,
			 struct record_item *ret)
{
	const struct record_options how = { .format = "json" };
	s->raw = record_to_json(c->mem, &x->record);
	if (!record_again(c, s->raw, &how, ret))
		return false;
	ret->id = STR(""); /* not the partner's number for it: ours, if any */
	return true;
}

/* One made from a file's name alone is nobody's description: it is matched by no rule. */
bool dossier_source(struct ctx *c, const struct dossier *x, struct source *ret,
		    struct record *ret_record)
{
	struct record_item item;
	struct source s = { .partner = x->partner.id,
			    .title = x->title.id,
			    .alone = x->title.needs_cataloguer,
			    .since = x->document.deposited,
			    .changed = x->document.deposited };
	if (!read_as_came(c, x, &s, &item) && !read_as_made(c, x, &s, &item))
		return false;
	s.local = item.id.n ? item.id
			    : str_print(c->mem, "document %.*s", STR_ARGS(x->document.id));
	s.format = str_of(item.format);
	s.dialect = str_of(item.dialect ? item.dialect : "");
	s.encoding = str_of(item.encoding ? item.encoding : "");
	s.mends = item.mends;
	*ret = s;
	*ret_record = item.record;
	return true;
}
