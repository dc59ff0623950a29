/* PDF through MuPDF: opening, drawing, and the bridge between its exceptions and our errors. */
#include "media/pdf_int.h"

#include <errno.h>
#include <unistd.h>

enum { STORE = 128 << 20, OBJECTS_MAX = 2000000, CHUNK = 65536 };

static void hush(void *user, const char *message)
{
}

fz_context *mu_context(void)
{
	fz_context *fz = fz_new_context(NULL, NULL, STORE);
	if (!fz)
		return NULL;
	fz_set_warning_callback(fz, hush, NULL);
	fz_set_error_callback(fz, hush, NULL);
	return fz;
}

/* FZ_ERROR code of one try, FZ_ERROR_NONE when it went well */
static int attempt(fz_context *fz, void (*work)(fz_context *, void *), void *arg)
{
	int code = FZ_ERROR_NONE;
	fz_var(code);
	fz_try(fz) work(fz, arg);
	fz_catch(fz) code = fz_caught(fz);
	return code;
}

bool mu_try(struct ctx *c, fz_context *fz, void (*work)(fz_context *, void *), void *arg,
	    const char *sentence)
{
	int code = attempt(fz, work, arg);
	if (code == FZ_ERROR_REPAIRED)
		code = attempt(fz, work, arg);
	if (code == FZ_ERROR_MEMORY)
		return fail(c, ERR_LIMIT, "the document needs more memory than a reader is given");
	return code == FZ_ERROR_NONE || fail(c, ERR_INVALID, sentence);
}

/* A file read by pread, for its offset is shared with whoever sent it */
struct source {
	int fd;
	unsigned char bytes[CHUNK];
};

static int source_next(fz_context *fz, fz_stream *stm, size_t max)
{
	struct source *s = stm->state;
	ssize_t n;
	do {
		n = pread(s->fd, s->bytes, CHUNK, (off_t)stm->pos);
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		fz_throw(fz, FZ_ERROR_GENERIC, "cannot read");
	stm->rp = s->bytes;
	stm->wp = s->bytes + n;
	stm->pos += n;
	return n ? *stm->rp++ : EOF;
}

static void source_seek(fz_context *fz, fz_stream *stm, int64_t offset, int whence)
{
	struct source *s = stm->state;
	int64_t base = whence == SEEK_END   ? (int64_t)lseek(s->fd, 0, SEEK_END)
		       : whence == SEEK_CUR ? stm->pos - (stm->wp - stm->rp)
					    : 0;
	if (base < 0 || offset < -base || offset > INT64_MAX - base)
		fz_throw(fz, FZ_ERROR_GENERIC, "cannot seek");
	stm->pos = base + offset;
	stm->rp = stm->wp = s->bytes;
}

fz_stream *mu_stream_of_fd(fz_context *fz, int fd)
{
	struct source *s = fz_malloc_struct(fz, struct source);
	s->fd = fd;
	fz_stream *stm = fz_new_stream(fz, s, source_next, fz_free); /* frees s if it throws */
	stm->seek = source_seek;
	return stm;
}

/* Open */
struct opening {
	struct mu *m;
	int fd;
	bool locked;
	int objects;
};

static void open_work(fz_context *fz, void *arg)
{
	struct opening *o = arg;
	fz_stream *stm = mu_stream_of_fd(fz, o->fd);
	fz_try(fz) o->m->pdf = pdf_open_document_with_stream(fz, stm);
	fz_always(fz) fz_drop_stream(fz, stm);
	fz_catch(fz) fz_rethrow(fz);
	o->locked = pdf_needs_password(fz, o->m->pdf);
	o->objects = pdf_count_objects(fz, o->m->pdf);
}

static void drop(struct mu *m)
{
	if (m->tree)
		pdf_drop_page_tree(m->fz, m->pdf);
	pdf_drop_document(m->fz, m->pdf);
	fz_drop_context(m->fz);
}

static void pdf_done(void *doc)
{
	drop(doc);
}

static bool open_checked(struct ctx *c, struct mu *m, int fd)
{
	struct opening o = { .m = m, .fd = fd };
	if (!mu_try(c, m->fz, open_work, &o, "the PDF is damaged beyond reading"))
		return false;
	if (o.locked)
		return fail(c, ERR_INVALID, "the PDF is encrypted and asks for a password");
	if (o.objects > OBJECTS_MAX)
		return fail(c, ERR_LIMIT, "the PDF has more than {0} objects", "2000000");
	return mu_tree(c, m);
}

static bool pdf_opened(struct ctx *c, const int *fds, size_t n, enum media_kind kind,
		       void **ret_doc)
{
	struct mu *m = arena_new_of(c->mem, struct mu);
	m->fz = mu_context();
	if (!m->fz)
		return fail(c, ERR_LIMIT, "the document needs more memory than a reader is given");
	if (!open_checked(c, m, fds[0])) {
		drop(m);
		return false;
	}
	m->pages = arena_array_of(c->mem, m->n_pages, struct media_page);
	*ret_doc = m;
	return true;
}

static size_t pdf_pages(void *doc)
{
	return ((const struct mu *)doc)->n_pages;
}

/* Draw */
struct drawing {
	struct mu *m;
	int page;
	struct media_page size;
	fz_pixmap *pix;
};

static void draw_on(fz_context *fz, struct drawing *d, fz_page *page)
{
	fz_rect b = fz_bound_page(fz, page);
	fz_matrix to = fz_translate(-b.x0, -b.y0);
	to = fz_concat(to, fz_scale((float)d->size.width / (b.x1 - b.x0),
				    (float)d->size.height / (b.y1 - b.y0)));
	fz_irect all = fz_make_irect(0, 0, d->size.width, d->size.height);
	d->pix = fz_new_pixmap_with_bbox(fz, fz_device_rgb(fz), all, NULL, 0);
	fz_clear_pixmap_with_value(fz, d->pix, 255);
	fz_device *dev = fz_new_draw_device(fz, to, d->pix);
	fz_try(fz)
	{
		fz_run_page(fz, page, dev, fz_identity, NULL);
		fz_close_device(fz, dev);
	}
	fz_always(fz) fz_drop_device(fz, dev);
	fz_catch(fz)
	{
		/* What was drawn until then is better than nothing, and facts told of the damage.
		 */
		if (fz_caught(fz) == FZ_ERROR_MEMORY || fz_caught(fz) == FZ_ERROR_REPAIRED)
			fz_rethrow(fz);
	}
}

static void draw_work(fz_context *fz, void *arg)
{
	struct drawing *d = arg;
	fz_drop_pixmap(fz, d->pix);
	d->pix = NULL;
	fz_page *page = (fz_page *)pdf_load_page(fz, d->m->pdf, d->page - 1);
	fz_try(fz) draw_on(fz, d, page);
	fz_always(fz) fz_drop_page(fz, page);
	fz_catch(fz) fz_rethrow(fz);
}

static bool has_colour(const fz_pixmap *pix)
{
	for (int y = 0; y < pix->h; y++) {
		const uint8_t *p = pix->samples + (size_t)y * (size_t)pix->stride;
		for (int x = 0; x < pix->w; x++, p += 3)
			if (p[0] != p[1] || p[1] != p[2])
				return true;
	}
	return false;
}

bool mu_raster(struct ctx *c, fz_context *fz, fz_pixmap *pix, int dpi, struct raster *ret)
{
	int channels = has_colour(pix) ? 3 : 1;
	struct raster r;
	bool ok = raster_new(c, pix->w, pix->h, channels, dpi, &r);
	for (int y = 0; ok && y < pix->h; y++) {
		const uint8_t *from = pix->samples + (size_t)y * (size_t)pix->stride;
		uint8_t *to = r.px + (size_t)y * r.stride;
		if (channels == 3)
			memcpy(to, from, (size_t)pix->w * 3);
		for (int x = 0; channels == 1 && x < pix->w; x++)
			to[x] = from[3 * x];
	}
	fz_drop_pixmap(fz, pix);
	if (ok)
		*ret = r;
	return ok;
}

static bool pdf_drawn(struct ctx *c, void *doc, int page, struct raster *ret)
{
	struct mu *m = doc;
	struct drawing d = { .m = m, .page = page };
	if (!mu_look(c, m, page, &d.size))
		return false;
	if (!mu_try(c, m->fz, draw_work, &d, "the page of the PDF cannot be drawn")) {
		fz_drop_pixmap(m->fz, d.pix);
		return false;
	}
	return mu_raster(c, m->fz, d.pix, d.size.dpi, ret);
}

const struct backend backend_pdf = {
	.name = "pdf",
	.kinds = 1u << MEDIA_PDF,
	.open = pdf_opened,
	.facts = mu_facts,
	.layer = mu_layer,
	.raster = pdf_drawn,
	.excerpt = mu_excerpt,
	.count = pdf_pages,
	.close = pdf_done,
};
