/* People: the accounts of a library, kept by its administrators; the office keeps all. */
#include "web/card.h"
#include "web/pages.h"
#include "web/staff.h"
#include "page_people.html.h"

static struct view_choices roles(struct web_request *r, enum account_role chosen)
{
	struct view_choices list = {
		arena_array_of(r->c->mem, ROLE_ADMINISTRATOR, struct view_choice), 0
	};
	for (int i = ROLE_READER; i <= ROLE_ADMINISTRATOR; i++)
		list.at[list.n++] = (struct view_choice){
			str_of(account_role_name((enum account_role)i)),
			str_of(text_say(r->c->lang, account_role_title((enum account_role)i))),
			i == (int)chosen
		};
	return list;
}

/* Where a new person may work; the office's own are among them for the office alone. */
static struct view_choices places(struct web_request *r)
{
	int64_t partner;
	struct view_choices list = staff_partners(r, STR_NONE, &partner);
	if (list.n)
		list.at[0] = (struct view_choice){
			STR("0"), str_of(text_say(r->c->lang, N_("the consortium's office"))), true
		};
	return list;
}

static const char *state_of(const struct account *a)
{
	return a->closed ? N_("closed") : a->invited ? N_("invited, has not come yet") : NULL;
}

static struct view_person person_of(struct web_request *r, const struct account *a)
{
	return (struct view_person){
		.id = a->id,
		.login = a->login,
		.name = a->name,
		.partner = a->partner ? card_holder(r, a->partner)
				      : str_of(text_say(r->c->lang, N_("the consortium's office"))),
		.seen = staff_when(r, a->seen),
		.state = state_of(a),
		.role_title = account_role_title(a->role),
		.roles = roles(r, a->role),
		.closed = a->closed,
		.self = a->id == r->account.id,
		.may = account_may(&r->account, ROLE_ADMINISTRATOR, a->partner),
	};
}

static bool show_with(struct web_request *r, struct view_people *v)
{
	struct account_list all;
	int64_t partner = r->account.partner ? r->account.partner : -1;
	if (!card_holders(r) || !accounts(r->c, partner, &all))
		return false;
	v->office = !r->account.partner;
	v->roles = roles(r, ROLE_CATALOGUER);
	v->partners = places(r);
	v->people.at = arena_array_of(r->c->mem, all.n + 1, struct view_person);
	for (; v->people.n < all.n; v->people.n++)
		v->people.at[v->people.n] = person_of(r, &all.at[v->people.n]);
	return WEB_SHOW(r, page_people, v, NULL);
}

static bool show(struct web_request *r)
{
	struct view_people v = { 0 };
	return show_with(r, &v);
}

const struct web_page page_people = {
	.path = "/staff/people",
	.role = ROLE_ADMINISTRATOR,
	.show = show,
	.help = N_("The accounts of a library."),
};

/* -- changing --------------------------------------------------------------------------------------- */

/* Shown once, on the page that answers the form: only its digest is kept. */
static bool show_invitation(struct web_request *r, const struct account *a)
{
	struct str token;
	struct view_people v = { .invited = a->name };
	if (!account_invite(r->c, a->id, &token))
		return false;
	v.invitation = str_print(r->c->mem, "%.*s/join/%.*s", STR_ARGS(web_origin(r)),
				 STR_ARGS(token));
	return show_with(r, &v);
}

static bool refused(struct web_request *r)
{
	enum err_kind k = r->c->err.kind;
	struct view_people v = { .login = web_text(r, "login"), .name = web_text(r, "name") };
	if (k != ERR_INVALID && k != ERR_CONFLICT)
		return false;
	v.said = text_say_err(r->c->mem, r->c->lang, &r->c->err);
	r->reply.status = web_status(k);
	err_clear(r->c);
	return show_with(r, &v);
}

static bool add(struct web_request *r)
{
	struct account a = { .login = web_text(r, "login"),
			     .name = web_text(r, "name"),
			     .partner = r->account.partner };
	int64_t partner;
	if (!account_role_of(web_text(r, "role"), &a.role))
		return fail(r->c, ERR_INVALID, "the form is not complete");
	if (!r->account.partner && str_to_int(web_text(r, "partner"), 0, INT64_MAX, &partner))
		a.partner = partner;
	if (!account_may(&r->account, ROLE_ADMINISTRATOR, a.partner))
		return fail(r->c, ERR_DENIED, "your account does not allow this");
	if (!account_add(r->c, &a, STR_NONE))
		return refused(r);
	return show_invitation(r, &a);
}

/* Nobody shuts themselves out: their own role and state are others' to change. */
static bool change(struct web_request *r, struct account *a, struct str what)
{
	const char *told = "saved";
	if (a->id == r->account.id)
		return fail(r->c, ERR_CONFLICT, "another administrator has to change your account");
	if (str_is(what, "role") && !account_role_of(web_text(r, "role"), &a->role))
		return fail(r->c, ERR_INVALID, "the form is not complete");
	if (str_is(what, "close") || str_is(what, "open")) {
		a->closed = str_is(what, "close");
		told = a->closed ? "closed" : "opened";
	}
	return account_set(r->c, a) && web_see_other(r, STR("/staff/people"), told);
}

static bool take(struct web_request *r)
{
	struct account a;
	struct str what = web_text(r, "do");
	if (str_is(what, "add"))
		return add(r);
	if (!account_get(r->c, web_number(r, "id", 0), &a))
		return false;
	if (!account_may(&r->account, ROLE_ADMINISTRATOR, a.partner))
		return fail(r->c, ERR_DENIED, "your account does not allow this");
	if (str_is(what, "invite"))
		return show_invitation(r, &a);
	return change(r, &a, what) || refused(r);
}

const struct web_page page_people_change = {
	.path = "/staff/people",
	.method = WEB_POST,
	.role = ROLE_ADMINISTRATOR,
	.params = { { "do", PARAM_TEXT },
		    { "id", PARAM_NUMBER },
		    { "login", PARAM_TEXT },
		    { "name", PARAM_TEXT },
		    { "role", PARAM_TEXT },
		    { "partner", PARAM_TEXT } },
	.show = take,
	.help = N_("Adds an account, changes its role, closes or opens it, invites again."),
};
