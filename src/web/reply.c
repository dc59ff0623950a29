/* The ways to reply: a view as HTML or JSON, text, a file, a redirection, an error. */
#include "web/web_int.h"
#include "web/worker_int.h"
#include "page_error.html.h"

#include <sys/stat.h>
#include <unistd.h>

/* Told apart by their bytes: FNV-1a, 64 bits, taken by eight, with the high half folded down since
 * a product carries only upwards. Only ever compared with itself for one address. */
static struct str etag_of(struct arena *mem, struct str bytes)
{
	uint64_t h = 14695981039346656037u;
	for (size_t i = 0; i < bytes.n; i += 8) {
		uint64_t eight = 0;
		memcpy(&eight, bytes.s + i, bytes.n - i < 8 ? bytes.n - i : 8);
		h = (h ^ eight) * 1099511628211u;
		h ^= h >> 32;
	}
	h = (h ^ bytes.n) * 1099511628211u;
	return str_print(mem, "%016llx", (unsigned long long)h);
}

static bool show_body(struct web_request *r, const char *type)
{
	if (r->body.full)
		return fail(r->c, ERR_LIMIT, "the page is too large to be shown");
	if (!r->reply.status)
		r->reply.status = 200;
	r->reply.type = type;
	r->reply.body = buf_str(&r->body);
	r->reply.etag = etag_of(r->c->mem, r->reply.body);
	return true;
}

/* A page of ours is kept and asked for again; but one of a document that not everybody may read is
 * not kept at all: it would outlive the place or the day that it was shown for. */
static enum http_cache cache_of_page(const struct web_request *r)
{
	const struct access_who anybody = { 0 };
	if (r->account.id) /* it names them, and outlives their session */
		return CACHE_NOTHING;
	bool shut =
		r->page && r->page->needs_doc && r->doc.id.n &&
		!access_decide(&anybody, &r->doc.terms, r->page->act, r->doc_page, r->now).allowed;
	return shut ? CACHE_NOTHING : CACHE_CHECK;
}

bool web_show_html(struct web_request *r)
{
	if (r->reply.cache == CACHE_NOTHING)
		r->reply.cache = cache_of_page(r);
	r->reply.vary = true;
	return show_body(r, "text/html; charset=utf-8");
}

/* False where no JSON was asked for, or it could not be made: then the page is shown. */
bool web_show_json(struct web_request *r, const struct field *fields, const void *view)
{
	if (!r->json || !fields)
		return false;
	field_json(&r->body, fields, view);
	r->reply.cache = cache_of_page(r);
	r->reply.vary = true;
	return show_body(r, "application/json; charset=utf-8");
}

bool web_show_text(struct web_request *r, const char *type)
{
	return show_body(r, type);
}

bool web_redirect(struct web_request *r, int status, struct str to)
{
	r->reply.status = status;
	r->reply.type = "text/plain; charset=utf-8";
	http_reply_add(&r->reply, "Location", to);
	return true;
}

bool web_see_other(struct web_request *r, struct str to, const char *told)
{
	if (told)
		to = str_print(r->c->mem, "%.*s%stold=%s", STR_ARGS(to),
			       str_find_byte(to, '?') < to.n ? "&" : "?", told);
	return web_redirect(r, 303, to);
}

bool web_show_file(struct web_request *r, int fd, const char *type, struct str etag)
{
	struct stat st;
	if (fstat(fd, &st) != 0) {
		close(fd);
		return fail(r->c, ERR_INTERNAL, "could not read a file of the library");
	}
	r->reply.status = 200;
	r->reply.type = type;
	r->reply.fd = fd;
	r->reply.fd_n = st.st_size;
	r->reply.ranges = true;
	r->reply.etag = etag;
	return true;
}

/* -- errors -------------------------------------------------------------------------------------
 */

int web_status(enum err_kind kind)
{
	static const int status[] = {
		[ERR_NONE] = 200,    [ERR_ABSENT] = 404,   [ERR_DENIED] = 403,
		[ERR_INVALID] = 400, [ERR_CONFLICT] = 409, [ERR_LIMIT] = 413,
		[ERR_BUSY] = 503,    [ERR_REMOTE] = 502,   [ERR_INTERNAL] = 500,
	};
	return status[kind];
}

static const char *error_title(int status)
{
	switch (status) {
	case 404: return N_("There is nothing here");
	case 403: return N_("This cannot be opened");
	case 503: return N_("Please try again in a moment");
	default:
		return status < 500 ? N_("The address is not understood")
				    : N_("Something went wrong on our side");
	}
}

static const struct field view_error_fields[] = {
	FIELD(struct view_error, status),
	FIELD(struct view_error, message),
	FIELD_END,
};

void web_show_error(struct web_request *r)
{
	int status = r->reply.status >= 400 ? r->reply.status : web_status(r->c->err.kind);
	struct http_reply old = r->reply;
	r->reply = (struct http_reply){ .status = status, .n_extra = old.n_extra };
	memcpy(r->reply.extra, old.extra, sizeof old.extra);
	struct view_error v = {
		.status = status,
		.title = error_title(status),
		.message = text_say_err(r->c->mem, r->c->lang, &r->c->err),
		.forward = r->forward,
		.back = r->back,
	};
	if (status == 503)
		http_reply_add(&r->reply, "Retry-After", STR("2"));
	buf_clear(&r->body);
	if (!WEB_SHOW(r, page_error, &v, view_error_fields))
		r->reply.status = 500;
	r->reply.cache = CACHE_NOTHING;
	r->reply.etag = STR_NONE;
}

/* -- addresses ----------------------------------------------------------------------------------
 */

static void add_param(struct buf *b, struct str name, struct str value)
{
	buf_add_char(b, str_find_byte(buf_str(b), '?') < b->n ? '&' : '?');
	buf_add_url(b, name);
	buf_add_char(b, '=');
	buf_add_url(b, value);
}

struct str web_here_with(const struct web_request *r, const char *name, struct str value)
{
	struct buf b;
	buf_init(&b, r->c->mem, 16384);
	struct str path = r->http->target.path, segment;
	path = str_from(path, 1);
	if (path.n == 0)
		buf_add_char(&b, '/');
	while (path.n && str_next(&path, '/', &segment)) {
		buf_add_char(&b, '/');
		buf_add_url(&b, segment);
	}
	const struct http_pairs *q = &r->http->target.query;
	for (size_t i = 0; i < q->n; i++)
		if (!str_is(q->at[i].name, name) && !str_is(q->at[i].name, "format") &&
		    !str_is(q->at[i].name, "lang") && !str_is(q->at[i].name, "told"))
			add_param(&b, q->at[i].name, q->at[i].value);
	if (value.s)
		add_param(&b, str_of(name), value);
	return buf_str(&b);
}

struct str web_origin(const struct web_request *r)
{
	if (r->worker && r->worker->conf.url.n)
		return r->worker->conf.url;
	return str_print(r->c->mem, "http://%.*s", STR_ARGS(r->http->host));
}
