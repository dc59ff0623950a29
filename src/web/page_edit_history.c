/* The history of a source record: each version with author, time and difference; taking back. */
#include "web/card.h"
#include "web/edit_form.h"
#include "web/pages.h"
#include "page_edit_history.html.h"

enum { VERSIONS_MAX = 200 };

struct str edit_when(struct web_request *r, int64_t when)
{
	struct str t = when_text(r->c->mem, when);
	struct str day = text_date(r->c->mem, r->c->lang, str_upto(t, 10));
	return str_print(r->c->mem, "%.*s, %.5s UTC", STR_ARGS(day), t.s + 11);
}

/* -- looking ----------------------------------------------------------------------------------- */

/* Who made a version: a cataloguer, or the library that sent it. */
static struct str who_made(struct web_request *r, const struct source *s, int64_t account)
{
	struct account who;
	if (!account)
		return card_holder(r, s->partner);
	if (account_get(r->c, account, &who))
		return who.name;
	err_clear(r->c);
	return str_print(r->c->mem, "#%lld", (long long)account);
}

/* Versions that cannot be read as MARC are told without their difference. */
static struct marc *marc_of(struct web_request *r, const struct source_version *v)
{
	struct marc *m = arena_new_of(r->c->mem, struct marc);
	if (edit_version_marc(r->c, v, m))
		return m;
	err_clear(r->c);
	return NULL;
}

static void fill_versions(struct web_request *r, const struct source *s,
			  const struct source_version_list *list, struct view_history *v)
{
	size_t from = list->n > VERSIONS_MAX ? list->n - VERSIONS_MAX : 0;
	struct marc *before = NULL;
	v->versions.n = list->n - from;
	v->versions.at = arena_array_of(r->c->mem, v->versions.n + 1, struct view_version);
	for (size_t i = from; i < list->n; i++) {
		const struct source_version *x = &list->at[i];
		struct view_version *to = &v->versions.at[list->n - 1 - i]; /* the newest first */
		struct marc *now = marc_of(r, x);
		*to = (struct view_version){
			.number = x->number,
			.now = i + 1 == list->n,
			.may_back = v->may && now && (i + 1 < list->n || v->withdrawn),
			.when = edit_when(r, x->changed),
			.who = who_made(r, s, x->account),
			.note = x->note,
		};
		if (before && now)
			to->lines = edit_lines(r, before, now, &to->n_changed);
		before = now ? now : before;
	}
}

static bool may_edit(struct web_request *r, const struct source *s)
{
	bool may = edit_may(r->c, &r->account, s);
	err_clear(r->c);
	return may;
}

static bool fill(struct web_request *r, const struct source *s, struct view_history *v)
{
	struct arena *mem = r->c->mem;
	struct source_version_list list;
	struct marc m;
	struct record rec = { 0 };
	*v = (struct view_history){
		.source = s->id,
		.version = s->version,
		.by_hand = s->by_hand,
		.withdrawn = s->state == SOURCE_WITHDRAWN,
		.library = card_holder(r, s->partner),
		.dialect_name = "",
	};
	v->may = may_edit(r, s);
	if (s->title.n)
		v->title = str_print(mem, "/t/%.*s", STR_ARGS(s->title));
	if (s->title.n && s->state == SOURCE_LIVE)
		v->holdings = str_print(mem, "/staff/catalogue/holdings/%.*s", STR_ARGS(s->title));
	if (edit_marc(r->c, s, &m)) {
		record_of_marc(mem, &m, &rec);
		v->dialect_name = edit_dialect_title(m.dialect);
		v->text = edit_text(mem, &m);
		v->edit = v->may ? str_print(mem, "/staff/catalogue/edit?source=%lld",
					     (long long)s->id)
				 : STR_NONE;
		v->take = v->may ? STR_NONE
				 : str_print(mem, "/staff/catalogue/edit?take=%lld",
					     (long long)s->id);
	}
	err_clear(r->c);
	v->name = record_first(&rec, RECORD_TITLE);
	if (!source_versions(r->c, s->id, &list))
		return false;
	fill_versions(r, s, &list, v);
	return true;
}

static bool show(struct web_request *r)
{
	struct source s;
	struct view_history v;
	return source_get(r->c, web_number(r, "source", 0), &s) && card_holders(r) &&
	       fill(r, &s, &v) && WEB_SHOW(r, page_edit_history, &v, NULL);
}

const struct web_page page_edit_history = {
	.path = "/staff/catalogue/record/{source}",
	.role = ROLE_CATALOGUER,
	.params = { { "source", PARAM_NUMBER } },
	.show = show,
	.help = N_("The versions of a record, with author, time and difference."),
};

/* -- changing ---------------------------------------------------------------------------------- */

static bool take_back(struct web_request *r)
{
	struct source s;
	int64_t id = web_number(r, "source", 0);
	return edit_take_back(r->c, &r->account, id, (int)web_number(r, "version", 0),
			      (int)web_number(r, "number", 0), &s) &&
	       web_see_other(r, edit_history_href(r->c->mem, id), "taken-back");
}

const struct web_page page_edit_back = {
	.path = "/staff/catalogue/back",
	.method = WEB_POST,
	.role = ROLE_CATALOGUER,
	.params = { { "source", PARAM_NUMBER },
		    { "version", PARAM_NUMBER },
		    { "number", PARAM_NUMBER } },
	.show = take_back,
	.help = N_("Makes an earlier version of a record the present one."),
};

static bool withdraw(struct web_request *r)
{
	struct source s;
	int64_t id = web_number(r, "source", 0);
	return edit_withdraw(r->c, &r->account, id, (int)web_number(r, "version", 0),
			     str_trim(web_text(r, "why")), &s) &&
	       web_see_other(r, edit_history_href(r->c->mem, id), "withdrawn");
}

const struct web_page page_edit_withdraw = {
	.path = "/staff/catalogue/withdraw",
	.method = WEB_POST,
	.role = ROLE_CATALOGUER,
	.params = { { "source", PARAM_NUMBER },
		    { "version", PARAM_NUMBER },
		    { "why", PARAM_TEXT } },
	.show = withdraw,
	.help = N_("Withdraws a record, with a reason."),
};
