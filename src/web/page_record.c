/* The record of a title as a file, in any of our formats. */
#include "give/give.h"
#include "web/pages.h"
#include "web/title.h"

static bool show(struct web_request *r)
{
	struct title t;
	bool moved;
	struct str code = web_text(r, "format");
	const struct give_format *format = give_format_of(code);
	if (!format)
		return fail(r->c, ERR_ABSENT, "there is no such page");
	if (!title_or_moved(r, str_z(r->c->mem, str_print(r->c->mem, "/record.%s", format->code)),
			    &t, &moved))
		return false;
	if (moved)
		return true;
	struct give g = {
		.format = format,
		.out = &r->body,
		.now = r->now,
		.address = str_print(r->c->mem, "%.*s/t/", STR_ARGS(web_origin(r))),
	};
	give_begin(&g);
	if (!give_title(r->c, &g, &t))
		return false;
	give_end(&g);
	http_reply_add(&r->reply, "Content-Disposition",
		       str_print(r->c->mem, "attachment; filename=\"%.*s.%s\"", STR_ARGS(t.id),
				 format->extension));
	r->reply.cache = CACHE_CHECK;
	return web_show_text(r, format->type);
}

const struct web_page page_record = {
	.path = "/t/{id}/record.{format}",
	.params = { { "id", PARAM_ID }, { "format", PARAM_TEXT } },
	.show = show,
	.help = N_("The record of a title as a file: MARC, MODS, Dublin Core, BibTeX and others."),
};
