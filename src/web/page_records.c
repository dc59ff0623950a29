/* Titles that were found, as a file in any of our formats. */
#include "give/give.h"
#include "web/find.h"
#include "web/pages.h"

static bool give_hits(struct web_request *r, struct give *g, const struct index_result *found)
{
	struct title t;
	for (size_t i = 0; i < found->n_hits; i++)
		if ((!title_get(r->c, found->hits[i].title, &t) || !give_title(r->c, g, &t)) &&
		    r->c->err.kind != ERR_ABSENT && r->c->err.kind != ERR_LIMIT)
			return false;
	err_clear(r->c);
	return true;
}

static bool show(struct web_request *r)
{
	struct find f = find_read(r);
	struct index_query q = find_query(r, &f);
	struct index_result found;
	const struct give_format *format = give_format_of(web_text(r, "format"));
	if (!format)
		return fail(r->c, ERR_ABSENT, "there is no such page");
	bool all = web_text(r, "all").n > 0;
	q.from = all ? 0 : (size_t)(f.n - 1) * FIND_PAGE;
	q.n = all ? FIND_TAKE_MAX : FIND_PAGE;
	struct give g = {
		.format = format,
		.out = &r->body,
		.now = r->now,
		.address = str_print(r->c->mem, "%.*s/t/", STR_ARGS(web_origin(r))),
	};
	if (!index_search(r->c, &q, &found))
		return false;
	give_begin(&g);
	if (!give_hits(r, &g, &found))
		return false;
	give_end(&g);
	http_reply_add(
		&r->reply, "Content-Disposition",
		str_print(r->c->mem, "attachment; filename=\"keruen.%s\"", format->extension));
	r->reply.cache = CACHE_CHECK;
	return web_show_text(r, format->type);
}

const struct web_page page_records = {
	.path = "/search/records.{format}",
	.params = { { "format", PARAM_TEXT }, { "all", PARAM_TEXT }, FIND_PARAMS },
	.show = show,
	.help = N_("Titles found, as a file: a page of them, or all up to a thousand."),
};
