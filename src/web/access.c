/* The one place where web asks access: nothing of a document leaves without passing here. */
#include "web/known.h"

struct access_answer web_may(const struct web_request *r, const struct access_terms *terms,
			     enum access_action act, int page)
{
	return access_decide(&r->who, terms, act, page, r->now);
}

/* As a reader reads a day. */
static const char *day_said(const struct web_request *r, struct str day)
{
	return str_z(r->c->mem, text_date(r->c->mem, r->c->lang, day));
}

struct str web_reason(const struct web_request *r, const struct access_answer *a)
{
	struct str day = str_of(day_said(r, a->until));
	return err_fill(r->c->mem, str_of(text_say(r->c->lang, a->reason)), &day, 1);
}

bool web_document(struct web_request *r, struct str id, enum access_action act, int page,
		  struct document *ret)
{
	struct document d;
	if (!known_document(r, id, &d))
		return false;
	struct access_answer a = web_may(r, &d.terms, act, page);
	if (!a.allowed) {
		r->forward = a.forward;
		r->back = str_print(r->c->mem, "/t/%.*s", STR_ARGS(d.title));
		return fail(r->c, ERR_DENIED, a.reason, day_said(r, a.until));
	}
	if (page > 0 && page > d.n_pages)
		return fail(r->c, ERR_ABSENT, "the document has no such page");
	*ret = d;
	return true;
}

/* Open to everybody, here and everywhere: others may keep copies. What is only to be read stays
 * with the reader and is asked for again each time; what holds for a place is not kept at all. */
void web_cache_as_open(struct web_request *r)
{
	const struct access_who anybody = { 0 };
	const struct access_terms *t = &r->doc.terms;
	bool all = access_decide(&anybody, t, r->page->act, r->doc_page, r->now).allowed;
	r->reply.cache = !all ? CACHE_NOTHING : t->level == LEVEL_OPEN ? CACHE_SHARED : CACHE_CHECK;
}
