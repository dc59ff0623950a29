/* Taking an invitation, and making an account where that is open to everybody. */
#include "web/pages.h"
#include "web/sign.h"
#include "web/slow.h"
#include "web/view_me.h"
#include "page_join.html.h"

enum { REGISTRATIONS_AN_HOUR = 10 };

static bool show_form(struct web_request *r, struct view_join *v)
{
	enum err_kind k = r->c->err.kind;
	if (k != ERR_NONE) {
		if (k != ERR_INVALID && k != ERR_CONFLICT && k != ERR_LIMIT)
			return false;
		v->said = text_say_err(r->c->mem, r->c->lang, &r->c->err);
		r->reply.status = k == ERR_LIMIT ? 429 : web_status(k);
		err_clear(r->c);
	}
	return WEB_SHOW(r, page_join, v, NULL);
}

static bool signed_in(struct web_request *r, int64_t id)
{
	struct str token;
	if (!account_session(r->c, id, &token))
		return false;
	sign_cookie(r, token);
	return web_see_other(r, STR("/me"), "entered");
}

static bool passwords_agree(struct web_request *r)
{
	struct str password = web_text(r, "password");
	if (!password.s)
		return fail(r->c, ERR_INVALID, "the form is not complete");
	return str_same(password, web_text(r, "again")) ||
	       fail(r->c, ERR_INVALID, "the two new passwords are not the same");
}

/* -- an invitation ----------------------------------------------------------------------------- */

static bool show(struct web_request *r)
{
	struct account a;
	if (!account_of_invitation(r->c, web_text(r, "token"), &a))
		return false;
	struct view_join v = { .login = a.login, .name = a.name, .invited = true };
	return show_form(r, &v);
}

const struct web_page page_join = {
	.path = "/join/{token}",
	.params = { { "token", PARAM_TEXT } },
	.show = show,
	.help = N_("An invitation: choosing a password."),
};

/* The invitation is looked at again: it may have been taken meanwhile. */
static bool joined(struct web_request *r, struct str answer)
{
	struct account a;
	return account_of_invitation(r->c, web_text(r, "token"), &a) &&
	       account_password_answered(r->c, a.id, answer) && signed_in(r, a.id);
}

static bool take(struct web_request *r)
{
	struct account a;
	struct str question;
	if (!account_of_invitation(r->c, web_text(r, "token"), &a))
		return false;
	struct view_join v = { .login = a.login, .name = a.name, .invited = true };
	if (!passwords_agree(r) ||
	    !account_password_ask(r->c, a.login, web_text(r, "password"), &question))
		return show_form(r, &v);
	return slow_ask(r, question, joined);
}

const struct web_page page_join_take = {
	.path = "/join/{token}",
	.method = WEB_POST,
	.params = { { "token", PARAM_TEXT }, { "password", PARAM_TEXT }, { "again", PARAM_TEXT } },
	.show = take,
	.help = N_("Takes the password that an invited person chose."),
};

/* -- an account for anybody, where the library says so ------------------------------------------- */

static bool is_open(struct web_request *r)
{
	return (r->worker && r->worker->conf.open_registration) ||
	       fail(r->c, ERR_ABSENT, "accounts are given by invitation here");
}

static bool show_empty(struct web_request *r)
{
	struct view_join v = { 0 };
	return is_open(r) && show_form(r, &v);
}

const struct web_page page_register = {
	.path = "/register",
	.show = show_empty,
	.help = N_("Making an account, where that is open to everybody."),
};

static struct view_join asked(const struct web_request *r)
{
	return (struct view_join){ .login = web_text(r, "login"), .name = web_text(r, "name") };
}

static bool registered(struct web_request *r, struct str answer)
{
	struct account a = { .login = web_text(r, "login"),
			     .name = web_text(r, "name"),
			     .role = ROLE_READER,
			     .lang = str_of(r->c->lang) };
	struct view_join v = asked(r);
	if (!account_add(r->c, &a, STR_NONE))
		return show_form(r, &v);
	return account_password_answered(r->c, a.id, answer) && signed_in(r, a.id);
}

static bool take_registration(struct web_request *r)
{
	struct str question;
	if (!is_open(r))
		return false;
	struct view_join v = asked(r);
	if (!passwords_agree(r) ||
	    !account_password_ask(r->c, v.login, web_text(r, "password"), &question) ||
	    !account_attempt(r->c, "register", web_reader_address(r), REGISTRATIONS_AN_HOUR))
		return show_form(r, &v);
	return slow_ask(r, question, registered);
}

const struct web_page page_register_take = {
	.path = "/register",
	.method = WEB_POST,
	.params = { { "login", PARAM_TEXT },
		    { "name", PARAM_TEXT },
		    { "password", PARAM_TEXT },
		    { "again", PARAM_TEXT } },
	.show = take_registration,
	.help = N_("Takes the form of making an account."),
};
