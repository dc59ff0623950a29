/* Saving: the document as delivered, one page, an excerpt. Several files go as one ZIP, stored and
 * streamed: the bytes inside are those that were delivered. */
#include "web/decoders_int.h"
#include "web/pages.h"
#include "web/tiles_int.h"
#include "web/zip.h"

#include <fcntl.h>
#include <unistd.h>

/* RFC 6266, 4.3 and RFC 8187: the name in UTF-8, and one in ASCII for old programs. */
static void save_as(struct web_request *r, struct str plain, struct str full)
{
	struct buf b;
	buf_init(&b, r->c->mem, 4096);
	buf_print(&b, "attachment; filename=\"%.*s\"; filename*=UTF-8''", STR_ARGS(plain));
	buf_add_url(&b, full);
	http_reply_add(&r->reply, "Content-Disposition", buf_str(&b));
}

/* -- the whole --------------------------------------------------------------------------------- */

static bool show_file(struct web_request *r, const struct store_file *f)
{
	struct str name = path_name(f->logical), extension = path_extension(name);
	int fd = open(str_z(r->c->mem, f->path), O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail(r->c, ERR_INTERNAL, "could not read a file of the library");
	for (size_t i = 0; i < extension.n; i++)
		if ((extension.s[i] | 0x20) < '0' || (extension.s[i] | 0x20) > 'z')
			extension = STR("bin");
	save_as(r, str_print(r->c->mem, "%.*s.%.*s", STR_ARGS(r->doc.id), STR_ARGS(extension)),
		name);
	web_cache_as_open(r);
	return web_show_file(r, fd, str_z(r->c->mem, r->doc.mime), str_upto(f->digest, 32));
}

static bool show_zip(struct web_request *r, const struct derive_names *names)
{
	struct zip *z;
	if (!zip_open(r->c, names->at, names->n, &z))
		return false;
	r->reply.status = 200;
	r->reply.type = "application/zip";
	r->reply.read = zip_read;
	r->reply.read_arg = z;
	r->reply.fd_n = (int64_t)zip_size(z);
	save_as(r, str_print(r->c->mem, "%.*s.zip", STR_ARGS(r->doc.id)),
		str_print(r->c->mem, "%.*s.zip", STR_ARGS(r->doc.file_name)));
	web_cache_as_open(r);
	return true;
}

static bool show_save(struct web_request *r)
{
	struct derive_names names;
	if (!derive_names(r->c, r->doc.id, &names))
		return false;
	return names.n == 1 ? show_file(r, &names.at[0]) : show_zip(r, &names);
}

/* -- a page ------------------------------------------------------------------------------------ */

static bool show_page_made(struct web_request *r)
{
	struct media_tiles *t;
	struct media_region g = { 0 };
	if (!web_tiles(r, r->doc_page, &t))
		return false;
	media_tiles_size(t, 0, &g.w, &g.h);
	g.out_w = g.w;
	g.out_h = g.h;
	int fd = open(derive_page_path(r->c, r->doc.id, r->doc_page), O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail(r->c, ERR_BUSY, "the page is being prepared");
	struct str name = str_print(r->c->mem, "%.*s-%d.jpg", STR_ARGS(r->doc.id), r->doc_page);
	save_as(r, name, name);
	web_cache_as_open(r);
	return web_show_region(r, fd, &g);
}

static bool show_save_page(struct web_request *r)
{
	return web_with_page(r, r->doc_page, show_page_made);
}

/* -- an excerpt -------------------------------------------------------------------------------- */

static bool show_save_excerpt(struct web_request *r)
{
	int last = r->doc.terms.level == LEVEL_EXCERPT ? r->doc.terms.excerpt_pages
						       : r->doc.n_pages;
	last = last < r->doc.n_pages ? last : r->doc.n_pages;
	if (last < 1)
		return fail(r->c, ERR_ABSENT, "the document has no pages");
	struct str name = str_print(r->c->mem, "%.*s-1-%d.pdf", STR_ARGS(r->doc.id), last);
	save_as(r, name, name);
	web_cache_as_open(r);
	return web_show_excerpt(r, 1, last);
}

const struct web_page page_save = {
	.path = "/save/{id}",
	.params = { { "id", PARAM_ID } },
	.needs_doc = true,
	.act = ACT_SAVE_WHOLE,
	.show = show_save,
	.help = N_("The document as delivered: its file, or its files in one ZIP."),
};
const struct web_page page_save_page = {
	.path = "/save/{id}/{page}.jpg",
	.params = { { "id", PARAM_ID }, { "page", PARAM_PAGE } },
	.needs_doc = true,
	.act = ACT_SAVE_PAGE,
	.show = show_save_page,
	.help = N_("One page in full size."),
};
const struct web_page page_save_excerpt = {
	.path = "/save/{id}/excerpt.pdf",
	.params = { { "id", PARAM_ID } },
	.needs_doc = true,
	.act = ACT_SAVE_EXCERPT,
	.show = show_save_excerpt,
	.help = N_("The first pages that may be saved, as a PDF."),
};
