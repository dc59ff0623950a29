/* One list: its titles in their order, with notes; and changing it. */
#include "give/give.h"
#include "web/card.h"
#include "web/pages.h"
#include "web/view_me.h"
#include "page_list.html.h"

/* One's own, or one that its owner shares. What may not be seen is not there. */
static bool get(struct web_request *r, struct list *ret)
{
	struct list l;
	if (!list_get(r->c, web_text(r, "id"), &l))
		return false;
	bool own = r->account.id && l.account == r->account.id;
	if (l.search.n ? !own : !own && !l.shared)
		return fail(r->c, ERR_ABSENT, "there is no such list");
	*ret = l;
	return true;
}

static bool fill_titles(struct web_request *r, const struct list *l, struct view_list_titles *ret)
{
	struct list_titles t;
	if (!list_titles(r->c, l->id, &t) || !card_holders(r))
		return false;
	struct str *ids = arena_array_of(r->c->mem, t.n + 1, struct str);
	struct title_listed *listed = arena_array_of(r->c->mem, t.n + 1, struct title_listed);
	for (size_t i = 0; i < t.n; i++)
		ids[i] = t.at[i].title;
	if (!titles_listed(r->c, ids, t.n, listed))
		return false;
	ret->at = arena_array_of(r->c->mem, t.n + 1, struct view_list_title);
	for (size_t i = 0; i < t.n; i++) {
		struct view_list_title *to = &ret->at[ret->n++];
		*to = (struct view_list_title){ .id = ids[i],
						.note = t.at[i].note,
						.first = i == 0,
						.last = i + 1 == t.n,
						.gone = listed[i].title.id.n == 0 };
		if (!to->gone)
			card_of(r, &listed[i].title, &listed[i].documents, &to->card);
	}
	return true;
}

/* The list as a file, in each format. */
static struct view_links formats_of(struct web_request *r, struct str id)
{
	struct view_links f = { NULL, 0 };
	size_t n = 0;
	while (give_formats[n].code)
		n++;
	f.at = arena_array_of(r->c->mem, n, struct view_link);
	for (; f.n < n; f.n++)
		f.at[f.n] = (struct view_link){
			.href = str_print(r->c->mem, "/list/%.*s/save?as=%s", STR_ARGS(id),
					  give_formats[f.n].code),
			.text = str_of(text_say(r->c->lang, give_formats[f.n].name)),
		};
	return f;
}

static bool show(struct web_request *r)
{
	struct list l;
	if (!get(r, &l))
		return false;
	if (l.search.n)
		return web_see_other(r, str_print(r->c->mem, "/me/searches/%.*s", STR_ARGS(l.id)),
				     NULL);
	struct view_list v = { .id = l.id,
			       .name = l.name,
			       .own = l.account == r->account.id,
			       .shared = l.shared,
			       .n = l.n };
	v.address = str_print(r->c->mem, "%.*s/list/%.*s", STR_ARGS(web_origin(r)), STR_ARGS(l.id));
	if (!fill_titles(r, &l, &v.titles))
		return false;
	v.formats = formats_of(r, l.id);
	return WEB_SHOW(r, page_list, &v, NULL);
}

const struct web_page page_list = {
	.path = "/list/{id}",
	.params = { { "id", PARAM_ID } },
	.show = show,
	.help = N_("A list of titles, one's own or shared."),
};

/* -- as a file ---------------------------------------------------------------------------------- */

/* What has gone since, or does not fit the format, is passed over. */
static bool give_one(struct web_request *r, struct give *g, struct str id)
{
	struct title t;
	if (title_get(r->c, id, &t) && give_title(r->c, g, &t))
		return true;
	if (r->c->err.kind != ERR_ABSENT && r->c->err.kind != ERR_LIMIT)
		return false;
	err_clear(r->c);
	return true;
}

static bool save(struct web_request *r)
{
	struct list l;
	struct list_titles t;
	struct give g = { .format = give_format_of(web_text(r, "as")),
			  .out = &r->body,
			  .now = r->now,
			  .address = str_print(r->c->mem, "%.*s/t/", STR_ARGS(web_origin(r))) };
	if (!g.format)
		return fail(r->c, ERR_ABSENT, "there is no such format");
	if (!get(r, &l) || !list_titles(r->c, l.id, &t))
		return false;
	give_begin(&g);
	for (size_t i = 0; i < t.n; i++)
		if (!give_one(r, &g, t.at[i].title))
			return false;
	give_end(&g);
	http_reply_add(&r->reply, "Content-Disposition",
		       str_print(r->c->mem, "attachment; filename=\"list-%.*s.%s\"", STR_ARGS(l.id),
				 g.format->extension));
	return web_show_text(r, g.format->type);
}

const struct web_page page_list_save = {
	.path = "/list/{id}/save",
	.params = { { "id", PARAM_ID }, { "as", PARAM_TEXT } },
	.show = save,
	.help = N_("A list as a file of records or citations."),
};

/* -- changing ----------------------------------------------------------------------------------- */

static bool set_shared(struct ctx *c, struct list *l, bool shared)
{
	l->shared = shared;
	return list_set(c, l);
}

static bool rename_it(struct web_request *r, struct list *l)
{
	l->name = web_text(r, "name");
	return list_set(r->c, l);
}

static bool change(struct web_request *r, struct list *l, const char **ret_told)
{
	struct str what = web_text(r, "do"), title = web_text(r, "title");
	*ret_told = "saved";
	if (str_is(what, "rename"))
		return rename_it(r, l);
	if (str_is(what, "share") || str_is(what, "unshare"))
		return set_shared(r->c, l, str_is(what, "share"));
	if (!title.s)
		return fail(r->c, ERR_INVALID, "the form is not complete");
	if (str_is(what, "up") || str_is(what, "down"))
		return list_move(r->c, l->id, title, str_is(what, "up") ? -1 : 1);
	if (str_is(what, "note"))
		return list_put(r->c, l->id, title, web_text(r, "note"));
	*ret_told = "unlisted";
	return str_is(what, "take") ? list_take(r->c, l->id, title)
				    : fail(r->c, ERR_INVALID, "the form is not complete");
}

static bool take(struct web_request *r)
{
	struct list l;
	const char *told;
	if (!get(r, &l))
		return false;
	if (l.account != r->account.id)
		return fail(r->c, ERR_DENIED, "only its owner changes a list");
	if (str_is(web_text(r, "do"), "remove"))
		return list_remove(r->c, l.id) && web_see_other(r, STR("/me/lists"), "removed");
	if (!change(r, &l, &told))
		return false;
	return web_see_other(r, str_print(r->c->mem, "/list/%.*s", STR_ARGS(l.id)), told);
}

const struct web_page page_list_change = {
	.path = "/list/{id}",
	.method = WEB_POST,
	.role = ROLE_READER,
	.params = { { "id", PARAM_ID },
		    { "do", PARAM_TEXT },
		    { "title", PARAM_ID },
		    { "name", PARAM_TEXT },
		    { "note", PARAM_TEXT } },
	.show = take,
	.help = N_("Changes a list: its name, its order, notes, sharing."),
};
