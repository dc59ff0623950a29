/*
 * Plain text, set in pages: A5, one size, ragged right, lines and blank lines as they come.
 *
 * The text is laid out once to learn where each page begins; a page is laid out again when it is
 * asked for. Words and pictures come from the same lines, so their boxes agree.
 */
#include "media/pdf_int.h"
#include "text/text.h"

#include <math.h>
#include <sys/stat.h>

static const float PAGE_W = 420, PAGE_H = 595, MARGIN = 42; /* points */
static const float SIZE = 11, LEADING = 15, ASCENT = 0.8f, DPI = 200;
enum { LINES = 34, TAB = 4, CACHED = 0x3000 };

struct plain {
	fz_context *fz;
	fz_font *font;
	struct str text; /* UTF-8, lines end with \n */
	size_t *starts;  /* where each page begins */
	size_t n_pages, room;
	const char *lang;
	float advances[CACHED]; /* in units of the size; 0: not measured yet */
};

struct line {            /* of a page */
	size_t from, to; /* without the white space it was broken at */
	bool ends_block, ends_page;
};

static float measure(struct plain *p, uint32_t u)
{
	fz_font *font;
	int glyph = fz_encode_character_with_fallback(p->fz, p->font, (int)u, 0, 0, &font);
	return fz_advance_glyph(p->fz, font, glyph, 0);
}

static float advance(struct plain *p, uint32_t u)
{
	if (u == '\t')
		return TAB * advance(p, ' ');
	if (u < ' ')
		return 0;
	if (u >= CACHED)
		return measure(p, u);
	if (!(p->advances[u] > 0))
		p->advances[u] = measure(p, u);
	return p->advances[u];
}

/* The next line of the text from *at, moving it past the white space that ends it. */
static struct line next_line(struct plain *p, size_t *at)
{
	const float most = (PAGE_W - 2 * MARGIN) / SIZE;
	struct line l = { .from = *at };
	size_t i = *at, space = 0, after = 0;
	float x = 0;
	while (i < p->text.n) {
		size_t here = i;
		uint32_t u = text_next(p->text, &i);
		if (u == '\n' || u == '\f') {
			l.to = here;
			l.ends_page = u == '\f';
			l.ends_block = l.ends_page || i >= p->text.n || p->text.s[i] == '\n';
			*at = i;
			return l;
		}
		if (u == ' ' || u == '\t') {
			space = here;
			after = i;
		}
		x += advance(p, u);
		if (x > most && u != ' ' && here > l.from) {
			l.to = after ? space : here;
			*at = after ? after : here;
			return l;
		}
	}
	l.to = *at = p->text.n;
	l.ends_block = true;
	return l;
}

/* The lines of a page; *at moves to the next page. */
static size_t page_lines(struct plain *p, size_t *at, struct line lines[LINES])
{
	size_t n = 0;
	while (n < LINES && *at < p->text.n) {
		lines[n] = next_line(p, at);
		if (lines[n++].ends_page)
			break;
	}
	return n;
}

struct laying {
	struct plain *p;
	struct arena *mem;
	bool too_many;
};

static void lay_out_work(fz_context *fz, void *arg)
{
	struct laying *l = arg;
	struct plain *p = l->p;
	struct line lines[LINES];
	size_t at = 0;
	while (at < p->text.n || !p->n_pages) {
		if (p->n_pages == MEDIA_PAGES_MAX) {
			l->too_many = true;
			return;
		}
		if (p->n_pages == p->room) {
			p->starts = arena_grow(l->mem, p->starts, p->room * sizeof *p->starts,
					       (p->room * 2 + 64) * sizeof *p->starts);
			p->room = p->room * 2 + 64;
		}
		p->starts[p->n_pages++] = at;
		page_lines(p, &at, lines);
	}
}

static void font_work(fz_context *fz, void *arg)
{
	struct plain *p = arg;
	int n;
	/* MuPDF's own copy of Charis SIL, which has all of Cyrillic and the old Latin letters */
	const unsigned char *bytes = fz_lookup_builtin_font(fz, "Charis SIL", 0, 0, &n);
	p->font = bytes ? fz_new_font_from_memory(fz, NULL, bytes, n, 0, 0)
			: fz_new_base14_font(fz, "Times-Roman");
}

/* Lines end with \n whatever they ended with; white space at the end is no page. */
static struct str with_plain_lines(struct arena *mem, struct str text)
{
	struct buf b;
	buf_init(&b, mem, text.n + 1);
	for (size_t i = 0; i < text.n; i++) {
		char ch = text.s[i];
		if (ch == '\r' && i + 1 < text.n && text.s[i + 1] == '\n')
			continue;
		if (ch == 0x1A || ch == 0x1B)
			continue;
		buf_add_char(&b, ch == '\r' || ch == '\v' ? '\n' : ch);
	}
	struct str out = buf_str(&b);
	while (out.n && strchr(" \n\t\f", out.s[out.n - 1]))
		out.n--;
	return out;
}

static bool read_text(struct ctx *c, struct plain *p, int fd)
{
	struct stat st;
	if (fstat(fd, &st))
		return fail_errno(c, "could not read {0}: {1}", "the text");
	if (st.st_size > MEDIA_TEXT_BYTES)
		return fail(c, ERR_LIMIT, "the text has more than {0} MB", "50");
	struct str bytes, text;
	if (!file_read_at(c, fd, 0, (size_t)st.st_size, &bytes) ||
	    !text_decode(c, bytes, &text, NULL))
		return false;
	p->text = with_plain_lines(c->mem, text);
	if (!p->text.n)
		return fail(c, ERR_INVALID, "the text is empty");
	p->lang = text_language(str_upto(p->text, 65536), NULL);
	return true;
}

static void plain_close(void *doc)
{
	struct plain *p = doc;
	fz_drop_font(p->fz, p->font);
	fz_drop_context(p->fz);
}

static bool plain_laid(struct ctx *c, struct plain *p, int fd)
{
	struct laying l = { .p = p, .mem = c->mem };
	if (!p->fz)
		return fail(c, ERR_LIMIT, "the document needs more memory than a reader is given");
	if (!read_text(c, p, fd) ||
	    !mu_try(c, p->fz, font_work, p, "the text cannot be set in pages") ||
	    !mu_try(c, p->fz, lay_out_work, &l, "the text cannot be set in pages"))
		return false;
	if (l.too_many)
		return fail(c, ERR_LIMIT, "the document has more than {0} pages", "20000");
	return true;
}

static bool plain_open(struct ctx *c, const int *fds, size_t n, enum media_kind kind,
		       void **ret_doc)
{
	struct plain *p = arena_new_of(c->mem, struct plain);
	p->fz = mu_context();
	if (!plain_laid(c, p, fds[0])) {
		plain_close(p);
		return false;
	}
	*ret_doc = p;
	return true;
}

static bool plain_facts(struct ctx *c, void *doc, struct media_facts *ret)
{
	const struct plain *p = doc;
	ret->language = str_of(p->lang);
	ret->n_pages = p->n_pages;
	ret->pages = arena_array_of(c->mem, p->n_pages, struct media_page);
	for (size_t i = 0; i < p->n_pages; i++) {
		ret->pages[i] = mu_page_of(PAGE_W, PAGE_H, DPI);
		ret->pages[i].has_text = true;
	}
	return true;
}

static size_t plain_count(void *doc)
{
	return ((const struct plain *)doc)->n_pages;
}

/* Words */
struct wording {
	struct plain *p;
	int page;
	struct arena *mem;
	struct media_words ws;
};

static uint16_t box_part(float at, float of)
{
	return (uint16_t)lroundf(fminf(fmaxf(at / of * MEDIA_BOX, 0), MEDIA_BOX));
}

static void add_word(struct wording *w, struct str text, float x0, float x1, float baseline)
{
	if (!text.n || w->ws.n >= MEDIA_WORDS_MAX)
		return;
	struct media_word *word = &w->ws.at[w->ws.n++];
	*word = (struct media_word){ .sure = 100 };
	word->text = str_copy(w->mem, text_nfc(w->mem, str_upto(text, MEDIA_WORD_BYTES)));
	word->x = box_part(x0, PAGE_W);
	word->y = box_part(baseline - ASCENT * SIZE, PAGE_H);
	word->w = (uint16_t)(box_part(x1, PAGE_W) - word->x);
	word->h = box_part(SIZE, PAGE_H);
}

static void line_words(struct wording *w, const struct line *l, float baseline)
{
	struct str text = w->p->text;
	size_t before = w->ws.n, from = l->from;
	float x = MARGIN, start = x;
	for (size_t i = l->from; i < l->to;) {
		size_t here = i;
		uint32_t u = text_next(text, &i);
		if (u == ' ' || u == '\t' || u == 0xA0 || u < ' ') {
			add_word(w, (struct str){ text.s + from, here - from }, start, x, baseline);
			from = i;
		}
		x += advance(w->p, u) * SIZE;
		start = from == i ? x : start;
	}
	add_word(w, (struct str){ text.s + from, l->to - from }, start, x, baseline);
	if (w->ws.n > before)
		w->ws.at[w->ws.n - 1].line_ends = true;
	if (w->ws.n && l->ends_block)
		w->ws.at[w->ws.n - 1].block_ends = true;
}

static void words_work(fz_context *fz, void *arg)
{
	struct wording *w = arg;
	struct line lines[LINES];
	size_t at = w->p->starts[w->page - 1], from = at;
	size_t n = page_lines(w->p, &at, lines);
	w->ws.n = 0;
	w->ws.at = arena_array_of(w->mem, (at - from) / 2 + LINES + 1, struct media_word);
	for (size_t i = 0; i < n; i++)
		line_words(w, &lines[i], MARGIN + SIZE + (float)i * LEADING);
}

static bool plain_layer(struct ctx *c, void *doc, int page, struct media_words *ret)
{
	struct wording w = { .p = doc, .page = page, .mem = c->mem };
	if (!mu_try(c, w.p->fz, words_work, &w, "the text cannot be set in pages"))
		return false;
	w.ws.sure = 100;
	w.ws.lang = "";
	*ret = w.ws;
	return true;
}

/* Pictures */
static void show_line(struct plain *p, fz_text *text, const struct line *l, float baseline)
{
	float x = MARGIN;
	for (size_t i = l->from; i < l->to;) {
		uint32_t u = text_next(p->text, &i);
		if (u > ' ') {
			fz_font *font;
			int glyph = fz_encode_character_with_fallback(p->fz, p->font, (int)u, 0, 0,
								      &font);
			fz_show_glyph(p->fz, text, font,
				      fz_make_matrix(SIZE, 0, 0, -SIZE, x, baseline), glyph, (int)u,
				      0, 0, FZ_BIDI_LTR, FZ_LANG_UNSET);
		}
		x += advance(p, u) * SIZE;
	}
}

static void show_page(struct plain *p, int page, fz_device *dev)
{
	fz_context *fz = p->fz;
	struct line lines[LINES];
	size_t at = p->starts[page - 1];
	size_t n = page_lines(p, &at, lines);
	const float black = 0;
	fz_text *text = fz_new_text(fz);
	fz_try(fz)
	{
		for (size_t i = 0; i < n; i++)
			show_line(p, text, &lines[i], MARGIN + SIZE + (float)i * LEADING);
		fz_fill_text(fz, dev, text, fz_identity, fz_device_gray(fz), &black, 1,
			     fz_default_color_params);
		fz_close_device(fz, dev);
	}
	fz_always(fz) fz_drop_text(fz, text);
	fz_catch(fz) fz_rethrow(fz);
}

struct showing {
	struct plain *p;
	int page, last;
	fz_pixmap *pix;
	pdf_document *made;
};

static void draw_work(fz_context *fz, void *arg)
{
	struct showing *s = arg;
	struct media_page size = mu_page_of(PAGE_W, PAGE_H, DPI);
	fz_irect all = fz_make_irect(0, 0, size.width, size.height);
	s->pix = fz_new_pixmap_with_bbox(fz, fz_device_rgb(fz), all, NULL, 0);
	fz_clear_pixmap_with_value(fz, s->pix, 255);
	fz_matrix to = fz_scale((float)size.width / PAGE_W, (float)size.height / PAGE_H);
	fz_device *dev = fz_new_draw_device(fz, to, s->pix);
	fz_try(fz) show_page(s->p, s->page, dev);
	fz_always(fz) fz_drop_device(fz, dev);
	fz_catch(fz) fz_rethrow(fz);
}

static bool plain_raster(struct ctx *c, void *doc, int page, struct raster *ret)
{
	struct showing s = { .p = doc, .page = page };
	if (!mu_try(c, s.p->fz, draw_work, &s, "the text cannot be set in pages")) {
		fz_drop_pixmap(s.p->fz, s.pix);
		return false;
	}
	return mu_raster(c, s.p->fz, s.pix, (int)DPI, ret);
}

/* Excerpts keep the text */
static void add_page(fz_context *fz, struct showing *s)
{
	const fz_rect all = { 0, 0, PAGE_W, PAGE_H };
	pdf_obj *res = NULL, *page = NULL;
	fz_buffer *content = NULL;
	fz_device *dev = pdf_page_write(fz, s->made, all, &res, &content);
	fz_var(page);
	fz_var(dev);
	fz_try(fz)
	{
		show_page(s->p, s->page, dev);
		fz_drop_device(fz, dev);
		dev = NULL;
		page = pdf_add_page(fz, s->made, all, 0, res, content);
		pdf_insert_page(fz, s->made, -1, page);
	}
	fz_always(fz)
	{
		fz_drop_device(fz, dev);
		pdf_drop_obj(fz, page);
		pdf_drop_obj(fz, res);
		fz_drop_buffer(fz, content);
	}
	fz_catch(fz) fz_rethrow(fz);
}

static void excerpt_work(fz_context *fz, void *arg)
{
	struct showing *s = arg;
	s->made = pdf_create_document(fz);
	for (; s->page <= s->last; s->page++)
		add_page(fz, s);
}

static bool plain_excerpt(struct ctx *c, void *doc, int first, int last, int out_fd)
{
	struct showing s = { .p = doc, .page = first, .last = last };
	bool ok = mu_try(c, s.p->fz, excerpt_work, &s, "the excerpt could not be made") &&
		  mu_write(c, s.p->fz, s.made, out_fd);
	pdf_drop_document(s.p->fz, s.made);
	return ok;
}

const struct backend backend_text = {
	.name = "text",
	.kinds = 1u << MEDIA_TEXT,
	.open = plain_open,
	.facts = plain_facts,
	.layer = plain_layer,
	.raster = plain_raster,
	.excerpt = plain_excerpt,
	.count = plain_count,
	.close = plain_close,
};
