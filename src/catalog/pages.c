/*
 * The page table of a document as bytes, little-endian:
 *
 *	version  1 byte    1
 *	count    4 bytes
 *	then for each page, 22 bytes:
 *	width 4, height 4, dpi 2, words_at 4, words_n 4, sure 1, source 1, lang 2 (zeros for none)
 *
 * A table of an unknown version is not read; a change of layout takes a new number.
 */
#include "catalog/catalog_int.h"

enum { VERSION = 1, HEAD = 5, PAGE = 22, PAGES_MOST = 200000, PIXELS_MOST = 1 << 24 };

/* Bytes out and in */

static unsigned char *put(unsigned char *at, uint32_t v, int bytes)
{
	for (int i = 0; i < bytes; i++)
		*at++ = (unsigned char)(v >> (8 * i) & 0xff);
	return at;
}

static uint32_t get(const unsigned char **at, int bytes)
{
	uint32_t v = 0;
	for (int i = 0; i < bytes; i++)
		v |= (uint32_t) * (*at)++ << (8 * i);
	return v;
}

/* Check: the same both ways */

static bool lang_valid(const char lang[3])
{
	bool none = !lang[0] && !lang[1];
	bool two = lang[0] >= 'a' && lang[0] <= 'z' && lang[1] >= 'a' && lang[1] <= 'z';
	return none || (two && !lang[2]);
}

static bool page_valid(const struct document_page *p)
{
	return p->width >= 0 && p->width <= PIXELS_MOST && p->height >= 0 &&
	       p->height <= PIXELS_MOST && p->dpi >= 0 && p->dpi <= UINT16_MAX && p->sure <= 100 &&
	       (p->source == 'l' || p->source == 'o' || p->source == '-') && lang_valid(p->lang) &&
	       p->words_n <= UINT32_MAX - p->words_at;
}

/* One page */

static unsigned char *put_page(unsigned char *at, const struct document_page *p)
{
	at = put(at, (uint32_t)p->width, 4);
	at = put(at, (uint32_t)p->height, 4);
	at = put(at, (uint32_t)p->dpi, 2);
	at = put(at, p->words_at, 4);
	at = put(at, p->words_n, 4);
	at = put(at, p->sure, 1);
	at = put(at, (unsigned char)p->source, 1);
	at = put(at, (unsigned char)p->lang[0], 1);
	return put(at, (unsigned char)p->lang[1], 1);
}

/* What does not fit an int comes out negative and is refused by page_valid. */
static int small(uint32_t v)
{
	return v <= PIXELS_MOST ? (int)v : -1;
}

static struct document_page get_page(const unsigned char **at)
{
	struct document_page p = { .width = small(get(at, 4)) };
	p.height = small(get(at, 4));
	p.dpi = small(get(at, 2));
	p.words_at = get(at, 4);
	p.words_n = get(at, 4);
	p.sure = (uint8_t)get(at, 1);
	p.source = (char)get(at, 1);
	p.lang[0] = (char)get(at, 1);
	p.lang[1] = (char)get(at, 1);
	return p;
}

/* The table */

bool pages_to_bytes(struct ctx *c, const struct document_pages *p, struct str *ret)
{
	if (p->n > PAGES_MOST)
		return fail(c, ERR_LIMIT, "a document cannot have more than 200000 pages");
	unsigned char *bytes = arena_take(c->mem, HEAD + p->n * PAGE);
	unsigned char *at = put(bytes, VERSION, 1);
	at = put(at, (uint32_t)p->n, 4);
	for (size_t i = 0; i < p->n; i++) {
		if (!page_valid(&p->at[i]))
			return fail(c, ERR_INVALID,
				    "page {0} of a document has impossible measures",
				    str_print(c->mem, "%zu", i + 1).s);
		at = put_page(at, &p->at[i]);
	}
	*ret = (struct str){ (char *)bytes, HEAD + p->n * PAGE };
	return true;
}

static bool broken(struct ctx *c)
{
	return fail(c, ERR_INTERNAL,
		    "a page table in the database is damaged, `keruen rebuild` makes it again");
}

bool pages_of_bytes(struct ctx *c, struct str bytes, struct document_pages *ret)
{
	const unsigned char *at = (const unsigned char *)bytes.s;
	if (bytes.n < HEAD || get(&at, 1) != VERSION)
		return broken(c);
	size_t n = get(&at, 4);
	if (n > PAGES_MOST || bytes.n != HEAD + n * PAGE)
		return broken(c);
	struct document_page *pages = arena_array_of(c->mem, n, struct document_page);
	for (size_t i = 0; i < n; i++) {
		pages[i] = get_page(&at);
		if (!page_valid(&pages[i]))
			return broken(c);
	}
	*ret = (struct document_pages){ pages, n };
	return true;
}
