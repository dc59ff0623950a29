/* IIIF: image services of pages, manifests, search inside. */
#include "iiif/iiif.h"
#include "web/decoders_int.h"
#include "web/pages.h"
#include "web/poster.h"
#include "web/tiles_int.h"

#include <fcntl.h>
#include <unistd.h>

static const char LD_JSON_3[] =
	"application/ld+json;profile=\"http://iiif.io/api/presentation/3/context.json\"";
static const char LD_JSON_IMAGE[] =
	"application/ld+json;profile=\"http://iiif.io/api/image/3/context.json\"";

/* Everybody's scripts may read it (CORS); how long it is kept follows from the document. */
static bool show_json(struct web_request *r, const char *type)
{
	r->reply.any_origin = true;
	web_cache_as_open(r);
	return web_show_text(r, http_accepts(r->http->accept, "application/ld+json")
					? type
					: "application/json; charset=utf-8");
}

/* -- manifest and search ----------------------------------------------------------------------- */

/* As page_bytes.c sends it. */
static const char *plays_as(struct web_request *r)
{
	bool film = str_is(r->doc.kind, "film");
	if (!film && !str_is(r->doc.kind, "sound"))
		return NULL;
	if (derive_plays_as_delivered(&r->doc))
		return str_z(r->c->mem, r->doc.mime);
	return film ? "video/mp4" : "audio/mp4";
}

static bool load(struct web_request *r, struct iiif_document *ret)
{
	struct title *title = arena_new_of(r->c->mem, struct title);
	struct document_pages *pages = arena_new_of(r->c->mem, struct document_pages);
	struct partner *holder = arena_new_of(r->c->mem, struct partner);
	if (!title_get(r->c, r->doc.title, title) || !document_pages_get(r->c, r->doc.id, pages) ||
	    !partner_get(r->c, r->doc.partner, holder))
		return false;
	*ret = (struct iiif_document){
		.origin = web_origin(r),
		.doc = &r->doc,
		.title = title,
		.pages = pages,
		.holder = holder,
		.phrase = access_phrase(&r->who, &r->doc.terms, r->now),
		.plays = plays_as(r),
	};
	if (str_is(r->doc.kind, "film"))
		poster_size(r, &ret->film_w, &ret->film_h);
	return true;
}

static bool show_manifest(struct web_request *r)
{
	struct iiif_document d;
	if (!load(r, &d))
		return false;
	if (d.pages->n == 0 && (!d.plays || r->doc.duration_ms <= 0))
		return fail(r->c, ERR_ABSENT, "the document has no pages");
	iiif_manifest(r->c, &r->body, &d);
	return show_json(r, LD_JSON_3);
}

/* Parameters of the API that are known and mean nothing here must be named (Search API 2.0, 3.2).
 */
static struct str ignored_parameters(struct web_request *r)
{
	static const char *const known[] = { "motivation", "date", "user" };
	struct str names[COUNT_OF(known)];
	size_t n = 0;
	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (http_query(r->http, known[i]).s)
			names[n++] = str_of(known[i]);
	return str_join(r->c->mem, names, n, STR(","));
}

static bool show_found(struct web_request *r, int version)
{
	struct iiif_document d;
	if (!load(r, &d) ||
	    !iiif_search(r->c, &r->body, &d, web_text(r, "q"), version, ignored_parameters(r)))
		return false;
	return show_json(r, "application/ld+json");
}

static bool show_found_2(struct web_request *r)
{
	return show_found(r, 2);
}

static bool show_found_1(struct web_request *r)
{
	return show_found(r, 1);
}

/* -- image ------------------------------------------------------------------------------------- */

static bool show_info(struct web_request *r)
{
	struct document_pages pages;
	if (!document_pages_get(r->c, r->doc.id, &pages))
		return false;
	if ((size_t)r->doc_page > pages.n)
		return fail(r->c, ERR_ABSENT, "the document has no such page");
	struct iiif_page p = { .origin = web_origin(r),
			       .id = r->doc.id,
			       .page = r->doc_page,
			       .width = pages.at[r->doc_page - 1].width,
			       .height = pages.at[r->doc_page - 1].height };
	iiif_info(&r->body, &p);
	return show_json(r, LD_JSON_IMAGE);
}

static bool show_base(struct web_request *r)
{
	r->reply.any_origin = true;
	return web_redirect(
		r, 303,
		str_print(r->c->mem, "/iiif/%.*s/%d/info.json", STR_ARGS(r->doc.id), r->doc_page));
}

static bool parse_image(struct web_request *r, struct media_tiles **ret_tiles,
			struct iiif_image *ret)
{
	int w, h;
	struct iiif_asked asked = { web_text(r, "region"), web_text(r, "size"),
				    web_text(r, "rotation"), web_text(r, "quality") };
	if (!web_tiles(r, r->doc_page, ret_tiles))
		return false;
	media_tiles_size(*ret_tiles, 0, &w, &h);
	return iiif_image_parse(r->c, &asked, w, h, ret);
}

/* Asked of a decoder, with the page's access image made. */
static bool show_region(struct web_request *r)
{
	struct media_tiles *t;
	struct iiif_image i;
	if (!parse_image(r, &t, &i))
		return false;
	int fd = open(derive_page_path(r->c, r->doc.id, r->doc_page), O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail(r->c, ERR_BUSY, "the page is being prepared");
	return web_show_region(r, fd, &i.region);
}

/* With the page's access image made, or open: its tile as it lies there, or the region made of it. */
static bool show_made(struct web_request *r)
{
	struct media_tiles *t;
	struct media_tile tile;
	struct iiif_image i;
	if (!parse_image(r, &t, &i))
		return false;
	r->reply.any_origin = true;
	r->reply.etag = str_copy(r->c->mem, r->doc.id);
	web_cache_as_open(r);
	if (i.tile && media_tile_at(r->c, t, i.level, i.col, i.row, &tile)) {
		r->reply.head = tile.head;
		r->reply.body = tile.body;
		r->reply.status = 200;
		r->reply.type = "image/jpeg";
		return true;
	}
	err_clear(r->c);
	return web_with_page(r, r->doc_page, show_region);
}

static bool show_image(struct web_request *r)
{
	return web_tiles_open(r, r->doc_page) ? show_made(r)
					      : web_with_page(r, r->doc_page, show_made);
}

/* -- rows -------------------------------------------------------------------------------------- */

const struct web_page page_iiif_manifest = {
	.path = "/iiif/{id}/manifest.json",
	.params = { { "id", PARAM_ID } },
	.needs_doc = true,
	.act = ACT_READ_PAGE,
	.show = show_manifest,
	.help = N_("A document as a IIIF manifest (Presentation API 3.0)."),
};
const struct web_page page_iiif_search = {
	.path = "/iiif/{id}/search",
	.params = { { "id", PARAM_ID }, { "q", PARAM_TEXT } },
	.needs_doc = true,
	.act = ACT_SEARCH_INSIDE,
	.show = show_found_2,
	.help = N_("Words inside a document as annotations (Content Search API 2.0)."),
};
const struct web_page page_iiif_search1 = {
	.path = "/iiif/{id}/search1",
	.params = { { "id", PARAM_ID }, { "q", PARAM_TEXT } },
	.needs_doc = true,
	.act = ACT_SEARCH_INSIDE,
	.show = show_found_1,
	.help = N_("The same in Content Search API 1.0."),
};
const struct web_page page_iiif_info = {
	.path = "/iiif/{id}/{page}/info.json",
	.params = { { "id", PARAM_ID }, { "page", PARAM_PAGE } },
	.needs_doc = true,
	.act = ACT_READ_PAGE,
	.show = show_info,
	.help = N_("The image service of a page (Image API 3.0)."),
};
const struct web_page page_iiif_base = {
	.path = "/iiif/{id}/{page}",
	.params = { { "id", PARAM_ID }, { "page", PARAM_PAGE } },
	.needs_doc = true,
	.act = ACT_READ_PAGE,
	.show = show_base,
	.help = N_("Leads to the image service of a page."),
};
const struct web_page page_iiif_image = {
	.path = "/iiif/{id}/{page}/{region}/{size}/{rotation}/{quality}",
	.params = { { "id", PARAM_ID },
		    { "page", PARAM_PAGE },
		    { "region", PARAM_TEXT },
		    { "size", PARAM_TEXT },
		    { "rotation", PARAM_TEXT },
		    { "quality", PARAM_TEXT } },
	.needs_doc = true,
	.act = ACT_ZOOM,
	.show = show_image,
	.help = N_("A region of a page's image (Image API 3.0, level 2)."),
};
