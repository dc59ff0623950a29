/*
 * djvu - DjVu documents: pages, the words that somebody recognised before, pixels.
 *
 * The library is fed through its stream interface from the open file, so that it opens no path; a
 * document in several files (indirect) is refused, for its other files are not with it. It decodes
 * in a thread of its own and tells of it in messages, which are waited for with a limit of time.
 */
#include <sys/stat.h>
#include <unistd.h>
#include <libdjvu/ddjvuapi.h>
#include <libdjvu/miniexp.h>

#include "media/image_int.h"

enum {
	ZONES_MAX = 500000, /* of a page's text */
	DEPTH_MAX = 16,     /* page, column, region, para, line, word, char */
	CHUNK = 1 << 16,
};

struct djvu {
	struct arena *mem;
	int fd;
	ddjvu_context_t *context;
	ddjvu_document_t *document;
	bool failed; /* it said so in a message */
};

static bool djvu_refused(struct ctx *c)
{
	return fail(c, ERR_INVALID, "the DjVu document cannot be read");
}

/* Gives the whole file; the library keeps it. Streams but the first are other files. */
static void feed(struct djvu *d, const struct ddjvu_message_newstream_s *m)
{
	char bytes[CHUNK];
	off_t at = 0;
	ssize_t n = 0;
	if (m->streamid == 0)
		while ((n = pread(d->fd, bytes, sizeof(bytes), at)) > 0) {
			ddjvu_stream_write(d->document, m->streamid, bytes, (unsigned long)n);
			at += n;
		}
	else
		d->failed = true;
	ddjvu_stream_close(d->document, m->streamid, m->streamid != 0 || n < 0);
}

static void hear(struct djvu *d, bool wait)
{
	const ddjvu_message_t *m;
	if (wait)
		ddjvu_message_wait(d->context);
	while ((m = ddjvu_message_peek(d->context))) {
		if (m->m_any.tag == DDJVU_NEWSTREAM)
			feed(d, &m->m_newstream);
		if (m->m_any.tag == DDJVU_ERROR)
			d->failed = true;
		ddjvu_message_pop(d->context);
	}
}

static void djvu_done(void *arg)
{
	struct djvu *d = arg;
	if (d->document)
		ddjvu_document_release(d->document);
	if (d->context)
		ddjvu_context_release(d->context);
}

static bool djvu_open(struct ctx *c, const int *fds, size_t n, enum media_kind kind, void **ret)
{
	struct djvu *d = arena_new_of(c->mem, struct djvu);
	if (n != 1)
		return fail(c, ERR_INVALID, "a DjVu document has to be one file");
	*d = (struct djvu){ .mem = c->mem, .fd = fds[0] };
	d->context = ddjvu_context_create("keruen");
	if (!d->context)
		return djvu_refused(c);
	arena_on_end(c->mem, djvu_done, d);
	d->document = ddjvu_document_create(d->context, NULL, FALSE);
	if (!d->document)
		return djvu_refused(c);
	while (!ddjvu_document_decoding_done(d->document) && !d->failed)
		hear(d, true);
	if (ddjvu_document_decoding_error(d->document))
		return djvu_refused(c);
	ddjvu_document_type_t type = ddjvu_document_get_type(d->document);
	if (type == DDJVU_DOCTYPE_INDIRECT || type == DDJVU_DOCTYPE_OLD_INDEXED)
		return fail(c, ERR_INVALID,
			    "the DjVu document is an index of other files, which "
			    "are not with it");
	*ret = d;
	return true;
}

/* 2^shrink of these make the access image. */
static int shrink_of(const ddjvu_pageinfo_t *i)
{
	int longest = i->width > i->height ? i->width : i->height, shrink = 0;
	while (size_shrunk(longest, shrink) > IMAGE_ACCESS_SIDE)
		shrink++;
	return shrink;
}

static bool page_info(struct ctx *c, struct djvu *d, int page, ddjvu_pageinfo_t *ret)
{
	ddjvu_status_t r;
	while ((r = ddjvu_document_get_pageinfo(d->document, page - 1, ret)) < DDJVU_JOB_OK)
		hear(d, true);
	if (r != DDJVU_JOB_OK || ret->width < 1 || ret->height < 1)
		return fail(c, ERR_INVALID, "a page of the DjVu document cannot be read");
	if ((int64_t)ret->width * ret->height > MEDIA_PIXELS_MAX || ret->width > MEDIA_SIDE_MAX ||
	    ret->height > MEDIA_SIDE_MAX)
		return fail(c, ERR_LIMIT,
			    "a page of the DjVu document is too large: more than "
			    "400 million pixels, or 100,000 on one side");
	return true;
}

static miniexp_t text_of(struct djvu *d, int page)
{
	miniexp_t text;
	while ((text = ddjvu_document_get_pagetext(d->document, page - 1, "word")) == miniexp_dummy)
		hear(d, true);
	return miniexp_consp(text) ? text : miniexp_nil;
}

static bool page_facts(struct ctx *c, struct djvu *d, int page, struct media_page *ret)
{
	ddjvu_pageinfo_t i;
	if (!page_info(c, d, page, &i))
		return false;
	int shrink = shrink_of(&i);
	ret->width = size_shrunk(i.width, shrink);
	ret->height = size_shrunk(i.height, shrink);
	ret->dpi = size_shrunk(i.dpi < 20 || i.dpi > 4800 ? 300 : i.dpi, shrink);
	miniexp_t text = text_of(d, page);
	ret->has_text = text != miniexp_nil;
	ddjvu_miniexp_release(d->document, text);
	return true;
}

static bool djvu_facts(struct ctx *c, void *doc, struct media_facts *ret)
{
	struct djvu *d = doc;
	int n = ddjvu_document_get_pagenum(d->document), bad = 0;
	if (n < 1)
		return djvu_refused(c);
	if (n > MEDIA_PAGES_MAX)
		return fail(c, ERR_LIMIT, "the document has more than 20,000 pages");
	ret->pages = arena_array_of(c->mem, (size_t)n, struct media_page);
	ret->n_pages = (size_t)n;
	for (int i = 0; i < n; i++) {
		if (page_facts(c, d, i + 1, &ret->pages[i]))
			continue;
		if (++bad == n || c->err.kind != ERR_INVALID)
			return false;
		err_clear(c); /* a blank A4 page stands in its place */
		ret->pages[i] = (struct media_page){ .width = 2480, .height = 3508, .dpi = 300 };
	}
	if (bad)
		ret->damage = STR("some of the pages cannot be read");
	return true;
}

static size_t djvu_count(void *doc)
{
	int n = ddjvu_document_get_pagenum(((const struct djvu *)doc)->document);
	return n < 1 ? 0 : n > MEDIA_PAGES_MAX ? MEDIA_PAGES_MAX : (size_t)n;
}

struct layer {
	struct ctx *c;
	struct media_words *words;
	size_t cap, zones;
	int w, h; /* of the page, as the text counts */
};

static uint16_t share(int64_t v, int of)
{
	int64_t x = v * MEDIA_BOX / of;
	return x < 0 ? 0 : x > MEDIA_BOX ? MEDIA_BOX : (uint16_t)x;
}

static void add_word(struct layer *l, const int box[4], const char *text)
{
	struct media_words *w = l->words;
	if (w->n >= MEDIA_WORDS_MAX)
		return;
	if (w->n == l->cap) {
		size_t more = l->cap ? 2 * l->cap : 256, each = sizeof(*w->at);
		w->at = arena_grow(l->c->mem, w->at, l->cap * each, more * each);
		l->cap = more;
	}
	struct str s = str_trim(str_of(text));
	if (s.n > MEDIA_WORD_BYTES)
		for (s.n = MEDIA_WORD_BYTES; s.n > 0 && ((unsigned char)s.s[s.n] & 0xc0) == 0x80;)
			s.n--;
	if (s.n == 0)
		return;
	/* DjVu counts from the lower left corner. */
	uint16_t x = share(box[0], l->w), right = share(box[2], l->w);
	uint16_t y = share((int64_t)l->h - box[3], l->h), low = share((int64_t)l->h - box[1], l->h);
	w->at[w->n++] = (struct media_word){
		.x = x,
		.y = y,
		.w = right > x ? (uint16_t)(right - x) : 0,
		.h = low > y ? (uint16_t)(low - y) : 0,
		.sure = 100,
		.text = str_copy(l->c->mem, s),
	};
}

/* (kind xmin ymin xmax ymax "text" | zone ...) */
static void walk(struct layer *l, miniexp_t zone, int depth)
{
	int box[4];
	if (depth > DEPTH_MAX || ++l->zones > ZONES_MAX || !miniexp_consp(zone))
		return;
	miniexp_t kind = miniexp_car(zone), rest = miniexp_cdr(zone);
	for (int i = 0; i < 4; i++, rest = miniexp_cdr(rest)) {
		if (!miniexp_numberp(miniexp_car(rest)))
			return;
		box[i] = miniexp_to_int(miniexp_car(rest));
	}
	size_t before = l->words->n;
	for (; miniexp_consp(rest); rest = miniexp_cdr(rest)) {
		miniexp_t item = miniexp_car(rest);
		if (miniexp_stringp(item))
			add_word(l, box, miniexp_to_str(item));
		else
			walk(l, item, depth + 1);
	}
	if (l->words->n == before || kind == miniexp_symbol("word"))
		return;
	struct media_word *last = &l->words->at[l->words->n - 1];
	last->line_ends = true; /* whatever is more than a word ends with its line */
	if (kind != miniexp_symbol("line"))
		last->block_ends = true;
}

static bool djvu_layer(struct ctx *c, void *doc, int page, struct media_words *ret)
{
	struct djvu *d = doc;
	ddjvu_pageinfo_t i;
	struct media_words w = { .sure = 100, .lang = "" };
	struct layer l = { .c = c, .words = &w };
	if (!page_info(c, d, page, &i)) {
		if (c->err.kind != ERR_INVALID)
			return false;
		err_clear(c);
		*ret = w;
		return true;
	}
	l.w = i.width;
	l.h = i.height;
	miniexp_t text = text_of(d, page);
	walk(&l, text, 0);
	ddjvu_miniexp_release(d->document, text);
	*ret = w;
	return true;
}

static void page_done(void *arg)
{
	ddjvu_page_release(arg);
}

static bool render(struct ctx *c, ddjvu_page_t *page, struct raster *r)
{
	ddjvu_rect_t all = { 0, 0, (unsigned)r->w, (unsigned)r->h };
	ddjvu_format_t *format = ddjvu_format_create(
		r->channels == 1 ? DDJVU_FORMAT_GREY8 : DDJVU_FORMAT_RGB24, 0, NULL);
	ddjvu_format_set_row_order(format, 1);
	int done = ddjvu_page_render(page,
				     r->channels == 1 ? DDJVU_RENDER_BLACK : DDJVU_RENDER_COLOR,
				     &all, &all, format, r->stride, (char *)r->px);
	ddjvu_format_release(format);
	return done;
}

static bool djvu_raster(struct ctx *c, void *doc, int page, struct raster *ret)
{
	struct djvu *d = doc;
	struct media_page facts = { .width = 2480, .height = 3508, .dpi = 300 };
	struct raster r;
	bool bad = !page_facts(c, d, page, &facts);
	if (bad && (c->err.kind != ERR_INVALID || ddjvu_document_get_pagenum(d->document) == 1))
		return false;
	err_clear(c);
	ddjvu_page_t *p = bad ? NULL : ddjvu_page_create_by_pageno(d->document, page - 1);
	if (p)
		arena_on_end(c->mem, page_done, p);
	while (p && !ddjvu_page_decoding_done(p))
		hear(d, true);
	bad |= !p || ddjvu_page_decoding_error(p);
	bool bilevel = bad || ddjvu_page_get_type(p) == DDJVU_PAGETYPE_BITONAL;
	if (!raster_new(c, facts.width, facts.height, bilevel ? 1 : 3, facts.dpi, &r))
		return false;
	memset(r.px, 255, r.stride * (size_t)r.h);
	if (!bad)
		render(c, p, &r); /* what it cannot draw stays white */
	*ret = r;
	return true;
}

const struct backend backend_djvu = {
	.name = "djvu",
	.kinds = 1u << MEDIA_DJVU,
	.open = djvu_open,
	.facts = djvu_facts,
	.layer = djvu_layer,
	.raster = djvu_raster,
	.count = djvu_count,
};
