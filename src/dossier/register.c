/* From the object to the database: the one way in, for deposits, recovery and rebuild alike. */
#include "dossier/dossier_int.h"

/* Lower goes first: what makes a title findable before what makes it fuller. */
enum { PRIORITY_INDEX = 10, PRIORITY_RECOGNISE = 20, PRIORITY_DERIVE = 30 };

static bool find_partner(struct ctx *c, struct dossier *x)
{
	struct partner p;
	int64_t id;
	if (partner_by_code(c, x->partner.code, &p)) {
		id = p.id;
	} else {
		if (c->err.kind != ERR_ABSENT)
			return false;
		err_clear(c);
		if (!partner_add(c, &x->partner, &id))
			return false;
	}
	x->partner.id = x->title.partner = x->document.partner = x->deposit.partner = id;
	return true;
}

/* The title is that of the record's cluster, which may be of another library's making. */
static bool place_record(struct ctx *c, struct dossier *x)
{
	struct source s;
	struct record r;
	enum source_change change;
	struct str title;
	if (!dossier_source(c, x, &s, &r) || !source_put(c, &s, STR(""), &change))
		return false;
	title = s.title;
	/* the same record again: its title may have to be made again too */
	if (change == SOURCE_SAME && title.n ? !cluster_title(c, title)
					     : !cluster_place(c, &s, &r, &title))
		return false;
	x->document.source = s.id;
	x->document.title = title;
	return true;
}

static bool add_jobs(struct ctx *c, const struct dossier *x)
{
	const struct document *d = &x->document;
	bool played = str_is(d->kind, "sound") || str_is(d->kind, "film");
	if (!queue_add(c, STR("index"), d->title, PRIORITY_INDEX))
		return false;
	if (played)
		return queue_add(c, STR("derive"), d->id, PRIORITY_DERIVE);
	return d->state != DOCUMENT_WAITING ||
	       queue_add(c, STR("recognise"), d->id, PRIORITY_RECOGNISE);
}

bool dossier_register(struct ctx *c, struct dossier *x, bool *ret_added)
{
	struct document there;
	must(db_in_transaction(c));
	if (document_get(c, x->document.id, &there)) {
		*ret_added = false;
		return true;
	}
	if (c->err.kind != ERR_ABSENT)
		return false;
	err_clear(c);
	if (!find_partner(c, x) || !place_record(c, x))
		return false;
	if (!document_add(c, &x->document, &x->pages)) {
		if (c->err.kind != ERR_CONFLICT)
			return false;
		err_clear(c); /* another process was quicker by a moment */
		*ret_added = false;
		return true;
	}
	*ret_added = true;
	/* once more, now that it is there: its kind may follow from the file */
	return cluster_title(c, x->document.title) && add_jobs(c, x);
}
