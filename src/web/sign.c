/*
 * Who is signed in, and whether a form is one of ours.
 *
 * A form is ours where the browser says that it comes from here (Sec-Fetch-Site, Origin), and, for
 * who is signed in, where it brings back what follows from the session and stands in our pages
 * alone. The cookie is SameSite=Lax besides: no other site's form carries it.
 */
#include "web/sign.h"
#include "web/worker_int.h"

static const char cookie_name[] = "session";

/* -- the session ------------------------------------------------------------------------------- */

bool sign_find(struct web_request *r)
{
	struct str token = http_cookie(r->http, cookie_name);
	if (!token.n || !r->c->db)
		return true;
	if (!account_of_token(r->c, token, &r->account))
		return false;
	r->token = r->account.id ? token : STR_NONE;
	return true;
}

static bool is_https(const struct web_request *r)
{
	return r->worker && str_starts(r->worker->conf.url, "https://");
}

void sign_cookie(struct web_request *r, struct str token)
{
	http_reply_add(&r->reply, "Set-Cookie",
		       str_print(r->c->mem, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%s",
				 cookie_name, STR_ARGS(token), is_https(r) ? "; Secure" : "",
				 token.n ? "" : "; Max-Age=0"));
}

/* -- the guard --------------------------------------------------------------------------------- */

/* "https://host:port" against where we are: our address as configured, or as it was asked for. */
static bool is_our_origin(const struct web_request *r, struct str origin)
{
	struct str url = r->worker ? r->worker->conf.url : STR_NONE;
	if (url.n && str_same_nocase(url, origin))
		return true;
	size_t scheme = str_starts(origin, "https://") ? 8 : str_starts(origin, "http://") ? 7 : 0;
	return scheme && str_same_nocase(str_from(origin, scheme), r->http->host);
}

static bool comes_from_here(const struct web_request *r)
{
	struct str site = r->http->fetch_site, origin = r->http->origin;
	if (site.n && !str_is(site, "same-origin"))
		return false;
	if (origin.n && !is_our_origin(r, origin))
		return false;
	return site.n || origin.n;
}

static bool form_is_ours(struct web_request *r)
{
	bool signed_in = r->page->role > ROLE_NOBODY;
	if (comes_from_here(r) &&
	    (!signed_in || account_form_token_fits(r->token, http_form(r->http, "form"))))
		return true;
	return fail(r->c, ERR_DENIED, "this form did not come from a page of this library");
}

/* An address of ours, whose path and query come back after signing in. */
static struct str enter_address(struct web_request *r)
{
	struct buf b;
	struct str here = r->http->method == HTTP_POST ? STR("/")
						       : web_here_with(r, "told", STR_NONE);
	buf_init(&b, r->c->mem, 0);
	buf_add_z(&b, "/enter");
	if (here.n > 1 && !str_starts(here, "/enter")) {
		buf_add_z(&b, "?to=");
		buf_add_url(&b, here);
	}
	return buf_str(&b);
}

bool sign_guard(struct web_request *r)
{
	if (r->account.id == 0 && r->page->role > ROLE_NOBODY) {
		if (r->http->method != HTTP_POST && !r->json)
			return web_see_other(r, enter_address(r), NULL);
		return fail(r->c, ERR_DENIED, "for this you must be signed in");
	}
	if (r->account.role < r->page->role)
		return fail(r->c, ERR_DENIED, "your account does not allow this");
	return r->page->method != WEB_POST || form_is_ours(r);
}

/* -- what pages say of it ---------------------------------------------------------------------- */

void sign_frame(struct web_request *r)
{
	struct web_frame *f = &r->frame;
	f->told = told_text(http_query(r->http, "told"));
	f->enter = enter_address(r);
	if (!r->account.id)
		return;
	f->who = r->account.name;
	f->form = account_form_token(r->c->mem, r->token);
	f->staff = r->account.role >= ROLE_CATALOGUER;
	f->keeper = r->account.role >= ROLE_ADMINISTRATOR;
}

struct str sign_way(struct str to)
{
	bool ours = to.n && to.s[0] == '/' && !str_starts(to, "//");
	for (size_t i = 0; ours && i < to.n; i++)
		ours = to.s[i] > ' ' && to.s[i] < 0x7F && to.s[i] != '\\';
	return ours ? to : STR("/");
}

struct str sign_target(struct str target)
{
	return str_starts(target, "/join/") ? STR("/join/") : target;
}
