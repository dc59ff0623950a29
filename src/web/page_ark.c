/* Lasting names: ark:NAAN/ID leads to the title, or to the document; with ?info it tells what the
 * name stands for, as kernel metadata (draft-kunze-ark, 5.1; draft-kunze-erc). */
#include "web/address.h"
#include "web/pages.h"
#include "web/worker_int.h"

enum { ID_MOST = 64 };

/* Hyphens in an ARK mean nothing, and case may have been lost on the way (draft-kunze-ark, 2.5). */
static struct str plain_id(struct arena *mem, struct str s)
{
	struct buf b;
	buf_init(&b, mem, ID_MOST + 1);
	for (size_t i = 0; i < s.n && i < ID_MOST; i++)
		if (s.s[i] != '-')
			buf_add_char(&b, s.s[i]);
	return str_lower_ascii(mem, buf_str(&b));
}

/* One element of a record: its value on one line, what would end it encoded (draft-kunze-anvl). */
static void put_element(struct buf *out, const char *name, struct str value)
{
	buf_print(out, "%s: ", name);
	if (!value.n)
		buf_add_z(out, "(:unkn) unknown");
	for (size_t i = 0; i < value.n; i++) {
		char ch = value.s[i];
		if (ch == '%' || ch == '|' || ch == ';')
			buf_print(out, "%%%02x", (unsigned)ch);
		else
			buf_add_char(out, (unsigned char)ch < ' ' ? ' ' : ch);
	}
	buf_add_char(out, '\n');
}

static bool show_record(struct web_request *r, const struct title *t, struct str target)
{
	struct str id = web_text(r, "id");
	buf_add_z(&r->body, "erc:\n");
	put_element(&r->body, "who", t->creator);
	put_element(&r->body, "what", t->name);
	put_element(&r->body, "when", t->date);
	put_element(&r->body, "where",
		    str_print(r->c->mem, "%.*s/ark:/%.*s/%.*s", STR_ARGS(web_origin(r)),
			      STR_ARGS(r->worker->conf.naan), STR_ARGS(plain_id(r->c->mem, id))));
	put_element(&r->body, "how",
		    str_print(r->c->mem, "%.*s%.*s", STR_ARGS(web_origin(r)), STR_ARGS(target)));
	r->reply.cache = CACHE_CHECK;
	return web_show_text(r, "text/plain; charset=utf-8");
}

/* The title of that name, or the document's; *ret_target: where it is to be seen. */
static bool find(struct web_request *r, struct str id, struct title *ret, struct str *ret_target)
{
	struct document d;
	if (title_get(r->c, id, ret)) {
		*ret_target = address_title(r->c->mem, id);
		return true;
	}
	if (r->c->err.kind != ERR_ABSENT)
		return false;
	err_clear(r->c);
	if (!document_get(r->c, id, &d) || !title_get(r->c, d.title, ret))
		return false;
	*ret_target = address_read(r->c->mem, id, 0);
	return true;
}

static bool show(struct web_request *r)
{
	struct title t;
	struct str target, id = plain_id(r->c->mem, web_text(r, "id"));
	if (!str_same(web_text(r, "naan"), r->worker->conf.naan))
		return fail(r->c, ERR_ABSENT, "this lasting name was given by another library");
	if (!catalog_id_valid(id))
		return fail(r->c, ERR_ABSENT, "there is no such page");
	if (!find(r, id, &t, &target))
		return false;
	if (web_text(r, "info").s)
		return show_record(r, &t, target);
	return web_redirect(r, 302, target);
}

const struct web_page page_ark = {
	.path = "/ark:/{naan}/{id}",
	.params = { { "naan", PARAM_TEXT }, { "id", PARAM_TEXT }, { "info", PARAM_TEXT } },
	.show = show,
	.help = N_(
		"A lasting name: leads to the title or document; ?info tells what it stands for."),
};
const struct web_page page_ark_short = {
	.path = "/ark:{naan}/{id}",
	.params = { { "naan", PARAM_TEXT }, { "id", PARAM_TEXT }, { "info", PARAM_TEXT } },
	.show = show,
	.help = N_("The same, as ARKs are written since 2018."),
};
