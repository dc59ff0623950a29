/*
 * What a PDF is: its pages' sizes, what it says of itself, whether it was damaged.
 *
 * A page is looked at by running it on a device that draws nothing and notes its images and text.
 * A scanned page is given at the resolution of its scan, any other at 200 dpi.
 */
#include "media/pdf_int.h"

#include <math.h>

static const float BORN_DIGITAL_DPI = 200, SCAN_DPI_MAX = 1200;

struct look {
	fz_device base;
	float area;      /* of the page, in square points */
	float covered;   /* by images, of the area */
	float whole_dpi; /* finest image that covers half the page */
	float any_dpi;   /* finest image */
	bool text;
};

static void note_image(struct look *l, const fz_image *img, fz_matrix m)
{
	float across = hypotf(m.a, m.b), down = hypotf(m.c, m.d);
	float part = fabsf(m.a * m.d - m.b * m.c) / l->area;
	if (!(across > 0) || !(down > 0) || !(part > 0.005f) || !isfinite(part))
		return;
	float dpi = fmaxf((float)img->w * 72 / across, (float)img->h * 72 / down);
	l->covered += part;
	l->any_dpi = fmaxf(l->any_dpi, dpi);
	if (part > 0.5f)
		l->whole_dpi = fmaxf(l->whole_dpi, dpi);
}

/* The device's own signatures */
static void look_image(fz_context *fz, fz_device *dev, fz_image *img, fz_matrix m, float alpha,
		       fz_color_params params)
{
	note_image((struct look *)dev, img, m);
}

static void look_mask(fz_context *fz, fz_device *dev, fz_image *img, fz_matrix m, fz_colorspace *cs,
		      const float *color, float alpha, fz_color_params params)
{
	note_image((struct look *)dev, img, m);
}

static void note_text(struct look *l, const fz_text *text)
{
	for (const fz_text_span *s = text->head; s && !l->text; s = s->next)
		for (int i = 0; i < s->len && !l->text; i++)
			l->text = s->items[i].ucs > ' ';
}

static void look_fill_text(fz_context *fz, fz_device *dev, const fz_text *text, fz_matrix m,
			   fz_colorspace *cs, const float *color, float alpha,
			   fz_color_params params)
{
	note_text((struct look *)dev, text);
}

static void look_ignore_text(fz_context *fz, fz_device *dev, const fz_text *text, fz_matrix m)
{
	note_text((struct look *)dev, text);
}

struct media_page mu_page_of(float width, float height, float dpi)
{
	float longer = fmaxf(width, height) * dpi / 72;
	if (longer > MEDIA_ACCESS_SIDE_MAX)
		dpi *= MEDIA_ACCESS_SIDE_MAX / longer;
	else if (longer < MEDIA_ACCESS_SIDE_MIN)
		dpi *= MEDIA_ACCESS_SIDE_MIN / longer;
	struct media_page p = {
		.width = (int)lroundf(width * dpi / 72),
		.height = (int)lroundf(height * dpi / 72),
		.dpi = (int)lroundf(fminf(fmaxf(dpi, 1), 50000)),
	};
	p.width = p.width < 1 ? 1 : p.width;
	p.height = p.height < 1 ? 1 : p.height;
	return p;
}

struct looking {
	struct mu *m;
	int page;
	struct media_page found;
	bool broken;
};

static void run(fz_context *fz, struct looking *k, fz_page *page, struct look *l)
{
	fz_cookie cookie = { 0 };
	fz_try(fz)
	{
		fz_run_page(fz, page, &l->base, fz_identity, &cookie);
		fz_close_device(fz, &l->base);
	}
	fz_catch(fz)
	{
		if (fz_caught(fz) == FZ_ERROR_MEMORY || fz_caught(fz) == FZ_ERROR_REPAIRED)
			fz_rethrow(fz);
		k->broken = true;
	}
	k->broken = k->broken || cookie.errors;
}

static void look_at(fz_context *fz, struct looking *k, fz_page *page)
{
	fz_rect b = fz_bound_page(fz, page);
	float width = b.x1 - b.x0, height = b.y1 - b.y0;
	if (!(width > 0) || !(height > 0) || !isfinite(width) || !isfinite(height))
		fz_throw(fz, FZ_ERROR_GENERIC, "a page without a size");
	struct look *l = (struct look *)fz_new_device_of_size(fz, sizeof(struct look));
	l->base.fill_image = look_image;
	l->base.fill_image_mask = look_mask;
	l->base.fill_text = look_fill_text;
	l->base.ignore_text = look_ignore_text;
	l->area = width * height;
	fz_try(fz)
	{
		run(fz, k, page, l);
		float scan = l->whole_dpi > 0 ? l->whole_dpi : l->any_dpi;
		bool scanned = l->covered >= 0.7f && scan >= 72;
		k->found = mu_page_of(width, height,
				      scanned ? fminf(scan, SCAN_DPI_MAX) : BORN_DIGITAL_DPI);
		k->found.has_text = l->text;
	}
	fz_always(fz) fz_drop_device(fz, &l->base);
	fz_catch(fz) fz_rethrow(fz);
}

static void look_work(fz_context *fz, void *arg)
{
	struct looking *k = arg;
	fz_page *page = (fz_page *)pdf_load_page(fz, k->m->pdf, k->page - 1);
	fz_try(fz) look_at(fz, k, page);
	fz_always(fz) fz_drop_page(fz, page);
	fz_catch(fz) fz_rethrow(fz);
}

bool mu_look(struct ctx *c, struct mu *m, int page, struct media_page *ret)
{
	struct media_page *known = &m->pages[page - 1];
	if (!known->width) {
		struct looking k = { .m = m, .page = page };
		if (!mu_try(c, m->fz, look_work, &k, "the page of the PDF cannot be read"))
			return false;
		m->broken_page = m->broken_page || k.broken;
		*known = k.found;
	}
	*ret = *known;
	return true;
}

/* D:YYYYMMDD… (ISO 32000-1, 7.9.4) as far as it is told */
static struct str date_of(struct arena *mem, struct str pdf_date)
{
	struct str d = str_starts(pdf_date, "D:") ? str_from(pdf_date, 2) : pdf_date;
	int64_t year, month, day;
	if (!str_to_int(str_upto(d, 4), 1, 9999, &year))
		return STR_NONE;
	if (d.n < 6 || !str_to_int(str_upto(str_from(d, 4), 2), 1, 12, &month))
		return str_print(mem, "%04d", (int)year);
	if (d.n < 8 || !str_to_int(str_upto(str_from(d, 6), 2), 1, 31, &day))
		return str_print(mem, "%04d-%02d", (int)year, (int)month);
	return str_print(mem, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
}

struct telling {
	struct mu *m;
	struct arena *mem;
	struct media_facts *f;
};

static struct str said(fz_context *fz, struct telling *t, const char *path)
{
	pdf_obj *o = pdf_dict_getp(fz, pdf_trailer(fz, t->m->pdf), path);
	return pdf_is_string(fz, o) ? str_trim(str_copy(t->mem, str_of(pdf_to_text_string(fz, o))))
				    : STR_NONE;
}

static void tell_work(fz_context *fz, void *arg)
{
	struct telling *t = arg;
	t->f->title = said(fz, t, "Info/Title");
	t->f->creator = said(fz, t, "Info/Author");
	t->f->language = said(fz, t, "Root/Lang");
	t->f->date = date_of(t->mem, said(fz, t, "Info/CreationDate"));
}

bool mu_facts(struct ctx *c, void *doc, struct media_facts *ret)
{
	struct mu *m = doc;
	struct telling t = { .m = m, .mem = c->mem, .f = ret };
	if (!mu_try(c, m->fz, tell_work, &t, ""))
		err_clear(c); /* what it says of itself is no reason to refuse it */
	size_t lost = 0;
	ret->n_pages = m->n_pages;
	ret->pages = arena_array_of(c->mem, m->n_pages, struct media_page);
	for (size_t i = 0; i < m->n_pages; i++) {
		if (mu_look(c, m, (int)i + 1, &ret->pages[i]))
			continue;
		if (c->err.kind == ERR_LIMIT)
			return false;
		err_clear(c);
		lost++;
		ret->pages[i] = mu_page_of(595, 842, BORN_DIGITAL_DPI); /* A4 */
	}
	if (lost == m->n_pages)
		return fail(c, ERR_INVALID, "no page of the PDF can be read");
	if (pdf_was_repaired(m->fz, m->pdf))
		ret->damage = STR(N_("the PDF was damaged and was mended for reading"));
	if (lost || m->broken_page)
		ret->damage = STR(
			N_("some pages of the PDF are damaged and cannot be shown whole"));
	return true;
}
