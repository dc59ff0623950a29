/* The one place where web asks access: nothing of a document leaves without passing here. */
#include "web/web_int.h"

struct access_answer web_may(const struct web_request *r, const struct access_terms *terms,
			     enum access_action act, int page)
{
	return access_decide(&r->who, terms, act, page, when_now());
}

bool web_document(struct web_request *r, struct str id, enum access_action act, int page,
		  struct document *ret)
{
	struct document d;
	if (!document_get(r->c, id, &d))
		return false;
	struct access_answer a = web_may(r, &d.terms, act, page);
	if (!a.allowed) {
		r->forward = a.forward;
		return fail(r->c, ERR_DENIED, a.reason);
	}
	if (page > 0 && page > d.n_pages)
		return fail(r->c, ERR_ABSENT, "the document has no such page");
	*ret = d;
	return true;
}

bool web_is_public(const struct web_request *r, const struct document *d, enum access_action act,
		   int page)
{
	const struct access_who anybody = { 0 };
	return access_decide(&anybody, &d->terms, act, page, when_now()).allowed;
}
