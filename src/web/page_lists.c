/* All that one keeps: lists, kept searches with what is new in them, and adding to them. */
#include "web/address.h"
#include "web/find.h"
#include "web/pages.h"
#include "web/view_me.h"
#include "web/worker_int.h"
#include "page_list_add.html.h"
#include "page_lists.html.h"

enum { COUNTED_SEARCHES = 20 };

/* -- kept searches ------------------------------------------------------------------------------ */

/* A search as the page of results would read it: its address stands for the request's. */
static bool as_search(struct web_request *r, struct str search, struct web_request *ret)
{
	struct http_request *q = arena_new_of(r->c->mem, struct http_request);
	*ret = *r;
	*q = *r->http;
	q->method = HTTP_GET;
	ret->http = q;
	ret->page = &page_search;
	memset(ret->params, 0, sizeof ret->params);
	return http_target_parse(r->c, search, &q->target) && str_is(q->target.path, "/search") &&
	       web_take_params(ret);
}

static bool count_search(struct web_request *r, struct str search, int64_t *ret)
{
	struct web_request sub;
	struct index_result found;
	if (!as_search(r, search, &sub))
		return fail(r->c, ERR_INVALID, "this is no search of ours");
	struct find f = find_read(&sub);
	struct index_query q = find_query(&sub, &f);
	q.from = q.n = 0;
	if (!index_search(r->c, &q, &found))
		return false;
	*ret = found.total;
	return true;
}

static bool search_words(struct web_request *r, struct str search, struct str *ret)
{
	struct web_request sub;
	if (!as_search(r, search, &sub))
		return fail(r->c, ERR_INVALID, "this is no search of ours");
	struct find f = find_read(&sub);
	*ret = f.q.n ? f.q : str_of(text_say(r->c->lang, N_("All titles")));
	return true;
}

/* What cannot be counted just now (there is no index yet) is shown as it was. */
static void fill_search(struct web_request *r, const struct list *l, bool count,
			struct view_list_row *row)
{
	int64_t now = l->n;
	if (count && !count_search(r, l->search, &now))
		err_clear(r->c);
	row->href = str_print(r->c->mem, "/me/searches/%.*s", STR_ARGS(l->id));
	row->n = now;
	row->fresh = now > l->n ? now - l->n : 0;
}

/* -- the page ----------------------------------------------------------------------------------- */

static bool show(struct web_request *r)
{
	struct lists all;
	struct view_lists v = { 0 };
	if (!lists_of(r->c, r->account.id, &all))
		return false;
	v.lists.at = arena_array_of(r->c->mem, all.n + 1, struct view_list_row);
	v.searches.at = arena_array_of(r->c->mem, all.n + 1, struct view_list_row);
	for (size_t i = 0; i < all.n; i++) {
		const struct list *l = &all.at[i];
		struct view_list_row row = {
			.id = l->id,
			.name = l->name,
			.n = l->n,
			.shared = l->shared,
			.href = str_print(r->c->mem, "/list/%.*s", STR_ARGS(l->id)),
		};
		if (!l->search.n) {
			v.lists.at[v.lists.n++] = row;
			continue;
		}
		fill_search(r, l, v.searches.n < COUNTED_SEARCHES, &row);
		v.searches.at[v.searches.n++] = row;
	}
	return WEB_SHOW(r, page_lists, &v, NULL);
}

const struct web_page page_lists = {
	.path = "/me/lists",
	.role = ROLE_READER,
	.show = show,
	.help = N_("One's own lists and kept searches."),
};

static bool make(struct web_request *r)
{
	struct list l = { .account = r->account.id, .name = web_text(r, "name") };
	if (!list_add(r->c, &l))
		return false;
	return web_see_other(r, str_print(r->c->mem, "/list/%.*s", STR_ARGS(l.id)), "saved");
}

const struct web_page page_lists_make = {
	.path = "/me/lists",
	.method = WEB_POST,
	.role = ROLE_READER,
	.params = { { "name", PARAM_TEXT } },
	.show = make,
	.help = N_("Makes a list."),
};

/* -- adding -------------------------------------------------------------------------------------- */

static bool holds(struct web_request *r, struct str list, struct str title, bool *ret)
{
	struct list_titles t;
	*ret = false;
	if (!list_titles(r->c, list, &t))
		return false;
	for (size_t i = 0; i < t.n; i++)
		*ret |= str_same(t.at[i].title, title);
	return true;
}

static bool show_title(struct web_request *r, struct view_list_add *v)
{
	struct title t;
	struct lists all;
	if (!title_get(r->c, v->title, &t) || !lists_of(r->c, r->account.id, &all))
		return false;
	v->name = t.name;
	v->back = address_title(r->c->mem, t.id);
	v->lists.at = arena_array_of(r->c->mem, all.n + 1, struct view_list_row);
	for (size_t i = 0; i < all.n; i++) {
		struct view_list_row row = { .id = all.at[i].id,
					     .name = all.at[i].name,
					     .n = all.at[i].n };
		if (all.at[i].search.n)
			continue;
		if (!holds(r, row.id, t.id, &row.holds))
			return false;
		v->lists.at[v->lists.n++] = row;
	}
	return WEB_SHOW(r, page_list_add, v, NULL);
}

static bool show_add(struct web_request *r)
{
	struct view_list_add v = { .title = web_text(r, "title"), .search = web_text(r, "search") };
	if (v.title.n)
		return show_title(r, &v);
	if (!v.search.n)
		return fail(r->c, ERR_INVALID, "the address is not understood: {0}", "title");
	if (!search_words(r, v.search, &v.words))
		return false;
	v.back = v.search;
	return WEB_SHOW(r, page_list_add, &v, NULL);
}

const struct web_page page_list_add = {
	.path = "/me/lists/add",
	.role = ROLE_READER,
	.params = { { "title", PARAM_ID }, { "search", PARAM_LONG } },
	.show = show_add,
	.help = N_("Choosing a list for a title, or a name for a search."),
};

static bool own_list(struct web_request *r, struct str id, struct list *ret)
{
	struct list l;
	if (!list_get(r->c, id, &l))
		return false;
	if (l.account != r->account.id)
		return fail(r->c, ERR_ABSENT, "there is no such list");
	*ret = l;
	return true;
}

static bool put(struct web_request *r)
{
	struct title t;
	struct list l = { .account = r->account.id, .name = web_text(r, "name") };
	struct str id = web_text(r, "list"), title = web_text(r, "title");
	if (!title.s)
		return fail(r->c, ERR_INVALID, "the form is not complete");
	if (!title_get(r->c, title, &t) || !(id.s ? own_list(r, id, &l) : list_add(r->c, &l)) ||
	    !list_put(r->c, l.id, title, STR_NONE))
		return false;
	return web_see_other(r, str_print(r->c->mem, "/list/%.*s", STR_ARGS(l.id)), "listed");
}

const struct web_page page_list_put = {
	.path = "/me/lists/add",
	.method = WEB_POST,
	.role = ROLE_READER,
	.params = { { "title", PARAM_ID }, { "list", PARAM_ID }, { "name", PARAM_TEXT } },
	.show = put,
	.help = N_("Adds a title to a list."),
};

static bool keep(struct web_request *r)
{
	struct list l = { .account = r->account.id,
			  .name = web_text(r, "name"),
			  .search = web_text(r, "search") };
	struct str words;
	if (!l.search.n)
		return fail(r->c, ERR_INVALID, "the form is not complete");
	if (!search_words(r, l.search, &words) || !count_search(r, l.search, &l.n) ||
	    !list_add(r->c, &l))
		return false;
	return web_see_other(r, STR("/me/lists"), "kept");
}

const struct web_page page_search_keep = {
	.path = "/me/searches",
	.method = WEB_POST,
	.role = ROLE_READER,
	.params = { { "search", PARAM_LONG }, { "name", PARAM_TEXT } },
	.show = keep,
	.help = N_("Keeps a search."),
};

/* Looked at: what it finds now is what is known from now on. */
static bool again(struct web_request *r)
{
	struct list l;
	if (!own_list(r, web_text(r, "id"), &l))
		return false;
	if (!l.search.n)
		return fail(r->c, ERR_ABSENT, "there is no such list");
	if (!count_search(r, l.search, &l.n) || !list_set(r->c, &l))
		return false;
	return web_see_other(r, l.search, NULL);
}

const struct web_page page_search_again = {
	.path = "/me/searches/{id}",
	.role = ROLE_READER,
	.params = { { "id", PARAM_ID } },
	.show = again,
	.help = N_("A kept search, looked at again."),
};
