/*
 * image - documents that are images: one file or many, each with one page or several.
 *
 * Pages are listed from headers when a document is opened. Its facts come from decoding every page
 * once, small, so that damage is found before a document is taken; past FACTS_SECONDS of processor
 * time the rest is believed by its headers.
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "media/image_int.h"

enum { FACTS_SECONDS = 60 };

const char image_truncated[] = N_("the image ends too early; a part of it is missing");
static const char pages_lost[] = N_("some of the pages cannot be read");
const char image_damaged[] = N_("part of the image is damaged");

struct image_doc {
	struct arena *mem;
	struct image_list pages;
	const char *damage; /* found in the headers */
};

static const struct image_format *const formats[] = { &image_tiff, &image_jpeg, &image_jp2,
						      &image_png };

static void unmap(void *arg)
{
	struct str *s = arg;
	munmap((void *)s->s, s->n);
}

bool image_whole(struct ctx *c, int fd, struct str *ret)
{
	struct stat st;
	if (fstat(fd, &st) != 0 || st.st_size < 1)
		return fail(c, ERR_INVALID, "the file is empty");
	if (st.st_size > IMAGE_FILE_BYTES)
		return fail(c, ERR_LIMIT, "the image file is larger than 1 GB");
	void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		return fail_errno(c, "could not read the image file: {0}", NULL);
	struct str *s = arena_new_of(c->mem, struct str);
	*s = (struct str){ p, (size_t)st.st_size };
	arena_on_end(c->mem, unmap, s);
	*ret = *s;
	return true;
}

/* A resolution of 72 or 96 is mostly a default nobody meant: then a page would be a poster. */
static int believed_dpi(const struct image_page *p)
{
	int longest = p->w > p->h ? p->w : p->h;
	bool likely = p->dpi >= 20 && p->dpi <= 4800;
	if (p->dpi <= 96 && longest > p->dpi * 17)
		likely = false;
	int dpi = likely ? p->dpi : (int)(longest * 25.4 / 297 + 0.5);
	dpi = size_shrunk(dpi, p->shrink);
	return dpi < 1 ? 1 : dpi;
}

bool image_add(struct ctx *c, struct image_list *pages, const struct image_page *p)
{
	if (p->w > MEDIA_SIDE_MAX || p->h > MEDIA_SIDE_MAX ||
	    (int64_t)p->w * p->h > MEDIA_PIXELS_MAX)
		return fail(c, ERR_LIMIT,
			    "the image is too large: more than 400 million pixels, "
			    "or 100,000 on one side");
	if (p->w < 1 || p->h < 1)
		return fail(c, ERR_INVALID, "the image has no width or no height");
	if (pages->n >= MEDIA_PAGES_MAX)
		return fail(c, ERR_LIMIT, "the document has more than 20,000 pages");
	if (pages->n == pages->cap) {
		size_t cap = pages->cap ? 2 * pages->cap : 64, each = sizeof(*pages->at);
		pages->at = arena_grow(pages->mem, pages->at, pages->cap * each, cap * each);
		pages->cap = cap;
	}
	struct image_page page = *p;
	int longest = p->w > p->h ? p->w : p->h;
	while (size_shrunk(longest, page.shrink) > IMAGE_ACCESS_SIDE)
		page.shrink++;
	page.dpi = believed_dpi(&page);
	pages->at[pages->n++] = page;
	return true;
}

static bool list_file(struct ctx *c, int fd, struct image_doc *d)
{
	const char *mime;
	enum media_kind kind = media_recognise_kind(fd, &mime);
	for (size_t i = 0; i < COUNT_OF(formats); i++) {
		if (formats[i]->kind != kind)
			continue;
		struct ctx one = *c;
		one.mem = arena_new(0);
		bool ok = formats[i]->list(&one, fd, &d->pages, &d->damage);
		c->err = one.err; /* whose arguments are literals */
		arena_free(one.mem);
		return ok;
	}
	return fail(c, ERR_INVALID, "one of the files is not an image");
}

/* A file among others that cannot be read keeps its place: a page that will be blank, as large as
 * the one before it. */
static bool add_lost(struct ctx *c, int fd, struct image_doc *d)
{
	const struct image_page *last = d->pages.n ? &d->pages.at[d->pages.n - 1] : NULL;
	const struct image_page p = { .fd = fd,
				      .format = &image_jpeg,
				      .w = last ? last->w : 1000,
				      .h = last ? last->h : 1414,
				      .orientation = last ? last->orientation : 1,
				      .lost = true };
	err_clear(c);
	d->damage = pages_lost;
	return image_add(c, &d->pages, &p);
}

static bool image_open(struct ctx *c, const int *fds, size_t n, enum media_kind kind, void **ret)
{
	struct image_doc *d = arena_new_of(c->mem, struct image_doc);
	d->mem = d->pages.mem = c->mem;
	for (size_t i = 0; i < n; i++) {
		if (!list_file(c, fds[i], d) &&
		    (n == 1 || c->err.kind != ERR_INVALID || !add_lost(c, fds[i], d)))
			return false;
	}
	if (d->pages.n == 0)
		return fail(c, ERR_INVALID, "the image has no pages");
	*ret = d;
	return true;
}

static void seen_size(const struct image_page *p, int *ret_w, int *ret_h)
{
	int w = size_shrunk(p->w, p->shrink), h = size_shrunk(p->h, p->shrink);
	bool lying = p->orientation >= 5 && p->orientation <= 8;
	*ret_w = lying ? h : w;
	*ret_h = lying ? w : h;
}

/* Decodes and forgets, for what it says of the page. */
static bool try_page(struct ctx *c, const struct image_page *p, const char **damage)
{
	struct ctx one = *c;
	struct raster r;
	struct image_page look = *p;
	look.unseen = true;
	one.mem = arena_new(0);
	bool ok = p->format->decode(&one, &look, 3, &r, damage);
	c->err = one.err;
	arena_free(one.mem);
	return ok;
}

/* A page that cannot be read refuses a document of one; among others it is damage. */
static bool try_pages(struct ctx *c, const struct image_doc *d, const char **damage)
{
	clock_t until = clock() + (clock_t)FACTS_SECONDS * CLOCKS_PER_SEC;
	size_t bad = 0;
	for (size_t i = 0; i < d->pages.n && clock() < until; i++) {
		if (try_page(c, &d->pages.at[i], damage))
			continue;
		if (++bad == d->pages.n || c->err.kind != ERR_INVALID)
			return false;
		err_clear(c);
		*damage = pages_lost;
	}
	return true;
}

static bool image_facts(struct ctx *c, void *doc, struct media_facts *ret)
{
	const struct image_doc *d = doc;
	const char *damage = d->damage;
	if (!try_pages(c, d, &damage))
		return false;
	ret->pages = arena_array_of(c->mem, d->pages.n, struct media_page);
	ret->n_pages = d->pages.n;
	for (size_t i = 0; i < d->pages.n; i++) {
		struct media_page *p = &ret->pages[i];
		seen_size(&d->pages.at[i], &p->width, &p->height);
		p->dpi = d->pages.at[i].dpi;
	}
	if (damage)
		ret->damage = str_of(damage);
	return true;
}

static size_t image_count(void *doc)
{
	return ((const struct image_doc *)doc)->pages.n;
}

static bool blank(struct ctx *c, int w, int h, struct raster *ret)
{
	err_clear(c);
	if (!raster_new(c, w, h, 1, 0, ret))
		return false;
	memset(ret->px, 255, ret->stride * (size_t)h);
	return true;
}

static bool image_raster(struct ctx *c, void *doc, int page, struct raster *ret)
{
	const struct image_doc *d = doc;
	must(page >= 1 && (size_t)page <= d->pages.n);
	const struct image_page *p = &d->pages.at[page - 1];
	const char *damage = NULL;
	struct raster r;
	int w, h;
	seen_size(p, &w, &h);
	if (p->lost)
		return blank(c, w, h, ret);
	if (!p->format->decode(c, p, 0, &r, &damage)) {
		/* One page among others: facts told that it is lost. */
		if (d->pages.n == 1 || c->err.kind != ERR_INVALID || !blank(c, w, h, &r))
			return false;
	} else if (!raster_orient(c, &r, p->orientation, &r)) {
		return false;
	}
	/* Odd offsets of a JPEG 2000 grid can make it a pixel more or less. */
	if ((r.w != w || r.h != h) && !raster_scale(c, &r, w, h, &r))
		return false;
	r.dpi = p->dpi;
	*ret = r;
	return true;
}

void image_warm(void)
{
}

const struct backend backend_image = {
	.name = "image",
	.kinds = 1u << MEDIA_TIFF | 1u << MEDIA_JPEG | 1u << MEDIA_JP2 | 1u << MEDIA_PNG,
	.open = image_open,
	.facts = image_facts,
	.raster = image_raster,
	.count = image_count, /* from headers: decoding all to read one was most of the work */
};
