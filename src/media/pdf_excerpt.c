/* PDFs of some pages: grafted from a PDF, or a picture a page from anything else. */
#include "media/pdf_int.h"

#include <unistd.h>

enum { QUALITY = 85 };

struct sink { /* a file written in order */
	int fd;
	int64_t at;
};

static void sink_write(fz_context *fz, void *state, const void *p, size_t n)
{
	struct sink *s = state;
	if (!file_write_all(s->fd, p, n))
		fz_throw(fz, FZ_ERROR_GENERIC, "cannot write");
	s->at += (int64_t)n;
}

static int64_t sink_tell(fz_context *fz, void *state)
{
	return ((struct sink *)state)->at;
}

struct writing {
	pdf_document *made;
	struct sink sink;
};

static void write_work(fz_context *fz, void *arg)
{
	struct writing *w = arg;
	pdf_write_options options = pdf_default_write_options;
	options.do_garbage = 2; /* only what the pages reach, numbered anew */
	options.do_compress = 1;
	fz_output *out = fz_new_output(fz, 65536, &w->sink, sink_write, NULL, NULL);
	out->tell = sink_tell;
	fz_try(fz)
	{
		pdf_write_document(fz, w->made, out, &options);
		fz_close_output(fz, out);
	}
	fz_always(fz) fz_drop_output(fz, out);
	fz_catch(fz) fz_rethrow(fz);
}

bool mu_write(struct ctx *c, fz_context *fz, pdf_document *made, int out_fd)
{
	struct writing w = { .made = made, .sink = { .fd = out_fd } };
	return mu_try(c, fz, write_work, &w, "the excerpt could not be written");
}

static void make_work(fz_context *fz, void *arg)
{
	pdf_document **made = arg;
	*made = pdf_create_document(fz);
}

struct grafting {
	struct mu *m;
	pdf_document *made;
	int first, last;
};

static void graft_work(fz_context *fz, void *arg)
{
	struct grafting *g = arg;
	pdf_graft_map *map = pdf_new_graft_map(fz, g->made);
	fz_try(fz)
	{
		for (int i = g->first; i <= g->last; i++)
			pdf_graft_mapped_page(fz, map, -1, g->m->pdf, i - 1);
	}
	fz_always(fz) pdf_drop_graft_map(fz, map);
	fz_catch(fz) fz_rethrow(fz);
	mu_prune(fz, g->made);
}

bool mu_excerpt(struct ctx *c, void *doc, int first, int last, int out_fd)
{
	struct grafting g = { .m = doc, .first = first, .last = last };
	fz_context *fz = g.m->fz;
	const char *sentence = "the pages could not be taken out of the PDF";
	bool ok = mu_try(c, fz, make_work, &g.made, sentence) &&
		  mu_try(c, fz, graft_work, &g, sentence) && mu_write(c, fz, g.made, out_fd);
	pdf_drop_document(fz, g.made);
	return ok;
}

/* Pictures */
struct picture {
	pdf_document *made;
	struct str jpeg;
	float width, height; /* in points */
};

static void add_picture(fz_context *fz, struct picture *p, fz_image *image)
{
	pdf_obj *res = pdf_new_dict(fz, p->made, 1), *page = NULL, *ref = NULL;
	fz_buffer *content = NULL;
	fz_var(page);
	fz_var(ref);
	fz_var(content);
	fz_try(fz)
	{
		ref = pdf_add_image(fz, p->made, image);
		pdf_dict_put(fz, pdf_dict_put_dict(fz, res, PDF_NAME(XObject), 1), PDF_NAME(I),
			     ref);
		content = fz_new_buffer(fz, 64);
		fz_append_printf(fz, content, "q %g 0 0 %g 0 0 cm /I Do Q\n", p->width, p->height);
		page = pdf_add_page(fz, p->made, fz_make_rect(0, 0, p->width, p->height), 0, res,
				    content);
		pdf_insert_page(fz, p->made, -1, page);
	}
	fz_always(fz)
	{
		pdf_drop_obj(fz, res);
		pdf_drop_obj(fz, ref);
		pdf_drop_obj(fz, page);
		fz_drop_buffer(fz, content);
	}
	fz_catch(fz) fz_rethrow(fz);
}

static void picture_work(fz_context *fz, void *arg)
{
	struct picture *p = arg;
	fz_buffer *bytes = fz_new_buffer_from_copied_data(fz, (const unsigned char *)p->jpeg.s,
							  p->jpeg.n);
	fz_image *image = NULL;
	fz_var(image);
	fz_try(fz)
	{
		image = fz_new_image_from_buffer(fz, bytes);
		add_picture(fz, p, image);
	}
	fz_always(fz)
	{
		fz_drop_image(fz, image);
		fz_drop_buffer(fz, bytes);
	}
	fz_catch(fz) fz_rethrow(fz);
}

/* c->mem holds one page's pixels at a time. */
static bool picture_of(struct ctx *c, fz_context *fz, pdf_document *made, const struct backend *b,
		       void *doc, int page)
{
	struct raster r;
	struct picture p = { .made = made };
	if (!b->raster(c, doc, page, &r) || !raster_jpeg(c, &r, QUALITY, &p.jpeg))
		return false;
	float dpi = r.dpi > 0 ? (float)r.dpi : 200;
	p.width = (float)r.w * 72 / dpi;
	p.height = (float)r.h * 72 / dpi;
	return mu_try(c, fz, picture_work, &p, "the excerpt could not be made");
}

static bool pictures(struct ctx *c, fz_context *fz, pdf_document *made, const struct backend *b,
		     void *doc, int first, int last)
{
	struct ctx page = *c;
	page.mem = arena_new(0);
	bool ok = true;
	for (int i = first; i <= last && ok; i++) {
		ok = picture_of(&page, fz, made, b, doc, i);
		if (!ok) {
			c->err = page.err;
			for (size_t k = 0; k < ERR_ARGS; k++)
				c->err.args[k] = str_copy(c->mem, page.err.args[k]);
		}
		arena_reset(page.mem);
	}
	arena_free(page.mem);
	return ok;
}

bool excerpt_of_rasters(struct ctx *c, const struct backend *b, void *doc, int first, int last,
			int out_fd)
{
	fz_context *fz = mu_context();
	if (!fz)
		return fail(c, ERR_LIMIT, "the document needs more memory than a reader is given");
	pdf_document *made = NULL;
	bool ok = mu_try(c, fz, make_work, &made, "the excerpt could not be made") &&
		  pictures(c, fz, made, b, doc, first, last) && mu_write(c, fz, made, out_fd);
	pdf_drop_document(fz, made);
	fz_drop_context(fz);
	return ok;
}
