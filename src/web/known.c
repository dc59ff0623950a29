/* Documents and pages that are good as long as the database stands still. */
#include "web/known.h"
#include "web/kept.h"
#include "web/worker_int.h"

#include <stddef.h>

enum { DOCUMENTS = 64, PAGES = 64, PAGE_BYTES_MAX = 128 << 10, DAY = 86400 };

struct known {
	struct kept *documents, *pages;
};
struct page {
	struct arena *mem;
	struct http_reply reply;
};

struct known *known_new(void)
{
	struct known *k = calloc(1, sizeof *k);
	must(k);
	k->documents = kept_new(DOCUMENTS);
	k->pages = kept_new(PAGES);
	return k;
}

void known_free(struct known *k)
{
	if (!k)
		return;
	kept_free(k->documents);
	kept_free(k->pages);
	free(k);
}

/* -- documents --------------------------------------------------------------------------------- */

/* All that a document points to. */
static const size_t texts[] = {
	offsetof(struct document, id),        offsetof(struct document, title),
	offsetof(struct document, kind),      offsetof(struct document, mime),
	offsetof(struct document, file_name), offsetof(struct document, terms.embargo),
	offsetof(struct document, language),  offsetof(struct document, damage),
};
_Static_assert(sizeof(void *) != 8 || sizeof(struct document) == 192,
	       "whatever joins struct document: if it points somewhere, it belongs to texts[]");

static struct document *copy(struct arena *mem, const struct document *d)
{
	struct document *to = arena_new_of(mem, struct document);
	*to = *d;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct str *s = (struct str *)((char *)to + texts[i]);
		if (s->s)
			*s = str_copy(mem, *s);
	}
	return to;
}

bool known_document(struct web_request *r, struct str id, struct document *ret)
{
	struct kept *k = r->worker && r->worker->known ? r->worker->known->documents : NULL;
	const struct document *known = kept_get(k, r->c, id);
	if (known) {
		*ret = *known;
		return true;
	}
	uint64_t version = kept_version(k, r->c);
	if (!document_get(r->c, id, ret))
		return false;
	if (version) {
		struct arena *mem = arena_new(0);
		kept_put(k, version, id, mem, copy(mem, ret));
	}
	return true;
}

/* -- pages ------------------------------------------------------------------------------------- */

/* All that a page may depend on besides the database. Embargoes end with a day of UTC. */
static struct str key_of(struct web_request *r)
{
	struct buf b;
	buf_init(&b, r->c->mem, 0);
	buf_add_int(&b, r->now / DAY);
	buf_add_z(&b, r->who.onsite ? " onsite " : " ");
	buf_add_z(&b, r->json ? "json " : "");
	buf_add_z(&b, r->c->lang);
	buf_add_char(&b, ' ');
	buf_add(&b, r->http->host);
	buf_add_char(&b, ' ');
	buf_add(&b, r->http->target.raw);
	return buf_str(&b);
}

static struct kept *pages_of(const struct web_request *r)
{
	return r->worker && r->worker->known ? r->worker->known->pages : NULL;
}

bool known_page(struct web_request *r)
{
	struct kept *k = pages_of(r);
	r->version = r->page->keeps && !r->account.id ? kept_version(k, r->c) : 0;
	if (!r->version)
		return false;
	struct page *p = kept_get(k, r->c, key_of(r));
	if (!p)
		return false;
	if (!p->reply.gzip.n && http_accepts(r->http->encoding, "gzip"))
		p->reply.gzip = http_pack(p->mem, p->reply.body);
	r->reply = p->reply;
	return true;
}

void known_page_made(struct web_request *r)
{
	const struct http_reply *made = &r->reply;
	if (!r->version || !r->keeps || made->status != 200 || made->fd > 0 || made->read ||
	    made->head.n || made->n_extra || made->body.n > PAGE_BYTES_MAX)
		return;
	struct arena *mem = arena_new(0);
	struct page *p = arena_new_of(mem, struct page);
	*p = (struct page){ .mem = mem, .reply = *made };
	p->reply.body = str_copy(mem, made->body);
	p->reply.etag = str_copy(mem, made->etag);
	p->reply.gzip = STR_NONE;
	kept_put(pages_of(r), r->version, key_of(r), mem, p);
}
