/* A library's own holdings of a title: added, changed, removed by its cataloguers. */
#include "web/card.h"
#include "web/edit_form.h"
#include "web/pages.h"
#include "page_edit_holdings.html.h"

static struct str holdings_href(struct arena *mem, struct str title)
{
	return str_print(mem, "/staff/catalogue/holdings/%.*s", STR_ARGS(title));
}

static struct view_holding view_of(struct web_request *r, const struct holding *h)
{
	return (struct view_holding){
		.id = h->id,
		.partner = h->partner,
		.holder = card_holder(r, h->partner),
		.library = h->library,
		.collection = h->collection,
		.call_number = h->call_number,
		.volumes = h->volumes,
		.note = h->note,
		.link = h->link,
		.copies = h->copies,
		.told = h->id == 0,
	};
}

static void fill_libraries(struct web_request *r, struct view_holdings *v)
{
	v->libraries.at = arena_array_of(r->c->mem, r->partners->n + 1, struct view_choice);
	for (size_t i = 0; !r->account.partner && i < r->partners->n; i++)
		v->libraries.at[v->libraries.n++] = (struct view_choice){
			.code = str_print(r->c->mem, "%lld", (long long)r->partners->at[i].id),
			.name = partner_name(&r->partners->at[i], r->c->lang),
		};
}

static bool show(struct web_request *r)
{
	struct title t;
	struct holding_list list;
	struct str id = web_text(r, "id");
	struct view_holding blank = { .copies = 1 };
	struct view_holdings v = { .title = id, .blank = { &blank, 1 } };
	if (!title_get(r->c, id, &t) || !holdings_of_title(r->c, id, &list) || !card_holders(r))
		return false;
	v.name = t.name;
	v.href = str_print(r->c->mem, "/t/%.*s", STR_ARGS(id));
	v.at.at = arena_array_of(r->c->mem, list.n + 1, struct view_holding);
	for (size_t i = 0; i < list.n; i++)
		if (account_may(&r->account, ROLE_CATALOGUER, list.at[i].partner))
			v.at.at[v.at.n++] = view_of(r, &list.at[i]);
	fill_libraries(r, &v);
	return WEB_SHOW(r, page_edit_holdings, &v, NULL);
}

const struct web_page page_edit_holdings = {
	.path = "/staff/catalogue/holdings/{id}",
	.role = ROLE_CATALOGUER,
	.params = { { "id", PARAM_ID } },
	.show = show,
	.help = N_("What the cataloguer's library has of a title."),
};

static struct holding holding_sent(struct web_request *r)
{
	int64_t chosen = web_number(r, "partner", 0);
	return (struct holding){
		.id = web_number(r, "holding", 0),
		.partner = r->account.partner ? r->account.partner : chosen,
		.library = str_trim(web_text(r, "library")),
		.collection = str_trim(web_text(r, "collection")),
		.call_number = str_trim(web_text(r, "call_number")),
		.volumes = str_trim(web_text(r, "volumes")),
		.note = str_trim(web_text(r, "remark")),
		.link = str_trim(web_text(r, "link")),
		.copies = (int)web_number(r, "copies", 0),
	};
}

static bool sent(struct web_request *r)
{
	struct str id = web_text(r, "title");
	struct holding h = holding_sent(r);
	bool away = str_is(web_text(r, "do"), "remove");
	if (!id.n)
		return fail(r->c, ERR_INVALID, "the form is not complete");
	if (!(away ? edit_holding_remove(r->c, &r->account, id, h.id)
		   : edit_holding_put(r->c, &r->account, id, &h)))
		return false;
	return web_see_other(r, holdings_href(r->c->mem, id), away ? "holding-gone" : "saved");
}

const struct web_page page_edit_holdings_sent = {
	.path = "/staff/catalogue/holdings",
	.method = WEB_POST,
	.role = ROLE_CATALOGUER,
	.params = { { "title", PARAM_ID },
		    { "holding", PARAM_NUMBER },
		    { "partner", PARAM_NUMBER },
		    { "library", PARAM_TEXT },
		    { "collection", PARAM_TEXT },
		    { "call_number", PARAM_TEXT },
		    { "volumes", PARAM_TEXT },
		    { "remark", PARAM_TEXT },
		    { "link", PARAM_TEXT },
		    { "copies", PARAM_NUMBER },
		    { "do", PARAM_TEXT } },
	.show = sent,
	.help = N_("Takes the form of a holding."),
};
