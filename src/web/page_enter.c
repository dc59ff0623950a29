/* Signing in and out. */
#include "web/pages.h"
#include "web/sign.h"
#include "web/slow.h"
#include "page_enter.html.h"

static bool show_form(struct web_request *r, struct str login, struct str to)
{
	struct view_enter v = {
		.login = login,
		.to = to,
		.open = r->worker && r->worker->conf.open_registration,
	};
	if (r->c->err.kind != ERR_NONE) {
		v.said = text_say_err(r->c->mem, r->c->lang, &r->c->err);
		r->reply.status = r->c->err.kind == ERR_LIMIT ? 429 : web_status(r->c->err.kind);
		err_clear(r->c);
	}
	return WEB_SHOW(r, page_enter, &v, NULL);
}

static bool show(struct web_request *r)
{
	if (r->account.id)
		return web_see_other(r, STR("/me"), NULL);
	return show_form(r, STR_NONE, web_text(r, "to"));
}

const struct web_page page_enter = {
	.path = "/enter",
	.params = { { "to", PARAM_TEXT } },
	.show = show,
	.help = N_("Signing in."),
};

/* What may be tried again is said in the form, all else on a page of its own. */
static bool refused(struct web_request *r)
{
	enum err_kind k = r->c->err.kind;
	if (k != ERR_DENIED && k != ERR_LIMIT)
		return false;
	return show_form(r, web_text(r, "login"), web_text(r, "to"));
}

static bool answered(struct web_request *r, struct str answer)
{
	struct account a;
	struct str token;
	if (!account_enter_answered(r->c, web_text(r, "login"), web_reader_address(r), answer, &a,
				    &token))
		return refused(r);
	sign_cookie(r, token);
	if (a.lang.n && text_language_of(a.lang)) {
		r->c->lang = text_language_of(a.lang);
		r->lang_chosen = true;
	}
	return web_see_other(r, sign_way(web_text(r, "to")), "entered");
}

static bool take(struct web_request *r)
{
	struct str question, login = web_text(r, "login"), password = web_text(r, "password");
	if (!login.s || !password.s)
		return fail(r->c, ERR_INVALID, "the form is not complete");
	if (!account_enter_ask(r->c, login, password, web_reader_address(r), &question))
		return refused(r);
	return slow_ask(r, question, answered);
}

const struct web_page page_enter_take = {
	.path = "/enter",
	.method = WEB_POST,
	.params = { { "login", PARAM_TEXT }, { "password", PARAM_TEXT }, { "to", PARAM_TEXT } },
	.show = take,
	.help = N_("Takes the form of signing in."),
};

static bool leave(struct web_request *r)
{
	bool everywhere = str_is(web_text(r, "where"), "everywhere");
	if (!(everywhere ? account_leave_all(r->c, r->account.id) : account_leave(r->c, r->token)))
		return false;
	sign_cookie(r, STR_NONE);
	return web_see_other(r, STR("/"), "left");
}

const struct web_page page_leave = {
	.path = "/leave",
	.method = WEB_POST,
	.role = ROLE_READER,
	.params = { { "where", PARAM_TEXT } },
	.show = leave,
	.help = N_("Signing out."),
};
