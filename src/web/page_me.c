/* One's own account: name, language, password. */
#include "web/card.h"
#include "web/pages.h"
#include "web/sign.h"
#include "web/slow.h"
#include "web/view_me.h"
#include "page_me.html.h"

static struct view_choices languages(struct web_request *r)
{
	struct view_choices list = { arena_array_of(r->c->mem, 5, struct view_choice), 0 };
	struct str own = r->account.lang;
	list.at[list.n++] = (struct view_choice){
		STR(""), str_of(text_say(r->c->lang, N_("as the browser says"))), !own.n
	};
	for (size_t i = 0; text_languages[i]; i++) {
		struct str code = str_of(text_languages[i]);
		list.at[list.n++] = (struct view_choice){
			code, text_language_name(r->c->mem, r->c->lang, code), str_same(own, code)
		};
	}
	return list;
}

/* The error in c->err, if there is one, in the reader's words; the page's status follows. */
static struct str said(struct web_request *r)
{
	if (r->c->err.kind == ERR_NONE)
		return STR_NONE;
	struct str text = text_say_err(r->c->mem, r->c->lang, &r->c->err);
	r->reply.status = r->c->err.kind == ERR_LIMIT ? 429 : web_status(r->c->err.kind);
	err_clear(r->c);
	return text;
}

static bool show_with(struct web_request *r, struct str said_name, struct str said_password)
{
	struct view_me v = {
		.said = said_name,
		.said_password = said_password,
		.login = r->account.login,
		.name = r->account.name,
		.role = str_of(text_say(r->c->lang, account_role_title(r->account.role))),
	};
	if (r->account.partner)
		v.partner = card_holder(r, r->account.partner);
	v.langs = languages(r);
	return WEB_SHOW(r, page_me, &v, NULL);
}

static bool show(struct web_request *r)
{
	return show_with(r, STR_NONE, STR_NONE);
}

const struct web_page page_me = {
	.path = "/me",
	.role = ROLE_READER,
	.show = show,
	.help = N_("One's own account."),
};

static bool is_ours_to_say(const struct web_request *r)
{
	enum err_kind k = r->c->err.kind;
	return k == ERR_INVALID || k == ERR_DENIED || k == ERR_LIMIT;
}

static bool take(struct web_request *r)
{
	struct account a = r->account;
	struct str lang = web_text(r, "language");
	a.name = web_text(r, "name");
	a.lang = lang.s ? lang : STR("");
	if (!account_set(r->c, &a))
		return is_ours_to_say(r) && show_with(r, said(r), STR_NONE);
	if (a.lang.n) {
		r->c->lang = text_language_of(a.lang);
		r->lang_chosen = true;
	}
	return web_see_other(r, STR("/me"), "saved");
}

const struct web_page page_me_take = {
	.path = "/me",
	.method = WEB_POST,
	.role = ROLE_READER,
	.params = { { "name", PARAM_TEXT }, { "language", PARAM_TEXT } },
	.show = take,
	.help = N_("Takes a name and a language for one's own account."),
};

/* -- another password: the old one is looked at, then the new one is worked out ------------------ */

static bool made(struct web_request *r, struct str answer)
{
	struct str token;
	if (!account_password_answered(r->c, r->account.id, answer) ||
	    !account_session(r->c, r->account.id, &token))
		return false;
	sign_cookie(r, token);
	return web_see_other(r, STR("/me"), "password");
}

static bool refused(struct web_request *r)
{
	return is_ours_to_say(r) && show_with(r, STR_NONE, said(r));
}

static bool fits(struct web_request *r, struct str answer)
{
	struct account a;
	struct str question, token;
	if (!account_enter_answered(r->c, r->account.login, web_reader_address(r), answer, &a,
				    &token))
		return refused(r);
	if (!account_password_ask(r->c, r->account.login, web_text(r, "password"), &question))
		return refused(r);
	return slow_ask(r, question, made);
}

static bool take_password(struct web_request *r)
{
	struct str question, old = web_text(r, "old"), password = web_text(r, "password");
	if (!old.s || !password.s)
		return fail(r->c, ERR_INVALID, "the form is not complete");
	if (!str_same(password, web_text(r, "again"))) {
		fail(r->c, ERR_INVALID, "the two new passwords are not the same");
		return refused(r);
	}
	if (!account_enter_ask(r->c, r->account.login, old, web_reader_address(r), &question))
		return refused(r);
	return slow_ask(r, question, fits);
}

const struct web_page page_me_password = {
	.path = "/me/password",
	.method = WEB_POST,
	.role = ROLE_READER,
	.params = { { "old", PARAM_TEXT }, { "password", PARAM_TEXT }, { "again", PARAM_TEXT } },
	.show = take_password,
	.help = N_("Takes another password for one's own account."),
};
