/* Pictures by plain addresses: a page for reading without scripts, a cover, a film's poster. */
#include "web/decoders_int.h"
#include "web/pages.h"
#include "web/tiles_int.h"

#include <fcntl.h>
#include <unistd.h>

/* Widths that are made, so that what is kept is asked for again. */
static const int widths[] = { 160, 320, 640, 960, 1280, 1600, 2000 };
enum { WIDTH = 1280 };

static int round_width(int64_t asked)
{
	for (size_t i = 0; i < COUNT_OF(widths); i++)
		if (asked <= widths[i])
			return widths[i];
	return widths[COUNT_OF(widths) - 1];
}

/* The whole of page `page`, at most so wide. */
static bool show_scaled(struct web_request *r, int page, int width)
{
	struct media_tiles *t;
	struct media_region g = { 0 };
	if (!web_tiles(r, page, &t))
		return false;
	media_tiles_size(t, 0, &g.w, &g.h);
	if (g.w <= 0 || g.h <= 0)
		return fail(r->c, ERR_INTERNAL, "could not open the image of a page");
	g.out_w = g.w < width ? g.w : width;
	g.out_h = (int)((int64_t)g.h * g.out_w / g.w);
	g.out_h = g.out_h ? g.out_h : 1;
	int fd = open(derive_page_path(r->c, r->doc.id, page), O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail(r->c, ERR_BUSY, "the page is being prepared");
	r->reply.etag = str_print(r->c->mem, "%.*s-%d-%d", STR_ARGS(r->doc.id), page, width);
	web_cache_as_open(r);
	return web_show_region(r, fd, &g);
}

/* -- page -------------------------------------------------------------------------------------- */

static bool show_page_made(struct web_request *r)
{
	return show_scaled(r, r->doc_page, round_width(web_number(r, "w", WIDTH)));
}

static bool show_page(struct web_request *r)
{
	return web_with_page(r, r->doc_page, show_page_made);
}

/* -- cover and poster -------------------------------------------------------------------------- */

static bool show_derived(struct web_request *r, const char *name, const char *type)
{
	int fd = open(derive_path(r->c, r->doc.id, name), O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail(r->c, ERR_ABSENT, "there is no such picture");
	web_cache_as_open(r);
	return web_show_file(r, fd, type,
			     str_print(r->c->mem, "%.*s-%s", STR_ARGS(r->doc.id), name));
}

static bool show_cover_made(struct web_request *r)
{
	return show_scaled(r, 1, DERIVE_COVER_WIDTH);
}

static bool show_cover(struct web_request *r)
{
	if (str_is(r->doc.kind, "film"))
		return show_derived(r, "poster.jpg", "image/jpeg");
	if (file_exists(derive_path(r->c, r->doc.id, "cover.jpg")))
		return show_derived(r, "cover.jpg", "image/jpeg");
	if (r->doc.n_pages == 0)
		return fail(r->c, ERR_ABSENT, "there is no such picture");
	return web_with_page(r, 1, show_cover_made);
}

static bool show_poster(struct web_request *r)
{
	return show_derived(r, "poster.jpg", "image/jpeg");
}

const struct web_page page_image = {
	.path = "/read/{id}/{page}.jpg",
	.params = { { "id", PARAM_ID }, { "page", PARAM_PAGE }, { "w", PARAM_NUMBER } },
	.needs_doc = true,
	.act = ACT_READ_PAGE,
	.show = show_page,
	.help = N_("The picture of a page, w pixels wide or the next size made."),
};
const struct web_page page_cover = {
	.path = "/cover/{id}.jpg",
	.params = { { "id", PARAM_ID } },
	.needs_doc = true,
	.act = ACT_READ_PAGE,
	.show = show_cover,
	.help = N_("A document's cover: its first page, small, or a film's poster."),
};
const struct web_page page_poster = {
	.path = "/poster/{id}.jpg",
	.params = { { "id", PARAM_ID } },
	.needs_doc = true,
	.act = ACT_PLAY,
	.show = show_poster,
	.help = N_("A picture of a film."),
};
