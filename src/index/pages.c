/*
 * pages - the table of pages: from a word's position to the page it stands on.
 *
 * Kept as the data of the title's document in the index: version 1, title id, then for each
 * document its id, the number of its pages and the first position of each, as differences. All
 * numbers are varints of seven bits, lowest first. After the last page stands where the next
 * document may begin.
 */
#include "index/index_int.h"

enum { TABLE_VERSION = 1, PAGES_MOST = 1 << 24 };

static void put_number(struct buf *out, uint32_t v)
{
	for (; v >= 0x80; v >>= 7)
		buf_add_char(out, (char)(v | 0x80));
	buf_add_char(out, (char)v);
}

static void put_text(struct buf *out, struct str s)
{
	put_number(out, (uint32_t)s.n);
	buf_add(out, s);
}

void page_table_write(struct buf *out, const struct page_table *t)
{
	put_number(out, TABLE_VERSION);
	put_text(out, t->title);
	put_number(out, (uint32_t)t->n);
	uint32_t before = 0;
	for (size_t i = 0; i < t->n; i++) {
		put_text(out, t->at[i].id);
		put_number(out, (uint32_t)t->at[i].n_pages);
		for (size_t p = 0; p <= t->at[i].n_pages; p++) {
			put_number(out, t->at[i].first[p] - before);
			before = t->at[i].first[p];
		}
	}
}

/* Reading is sticky: once something is wrong, all that follows is 0. */
struct table_read {
	struct str rest;
	bool bad;
};

static uint32_t get_number(struct table_read *r)
{
	uint32_t v = 0;
	for (unsigned shift = 0; shift < 32 && r->rest.n; shift += 7) {
		unsigned char byte = (unsigned char)*r->rest.s;
		r->rest = str_from(r->rest, 1);
		v |= (uint32_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return v;
	}
	r->bad = true;
	return 0;
}

static struct str get_text(struct table_read *r)
{
	uint32_t n = get_number(r);
	if (r->bad || n > r->rest.n) {
		r->bad = true;
		return STR_NONE;
	}
	struct str s = str_upto(r->rest, n);
	r->rest = str_from(r->rest, n);
	return s;
}

static void read_doc(struct ctx *c, struct table_read *r, uint32_t *before,
		     struct page_table_doc *ret)
{
	ret->id = str_copy(c->mem, get_text(r));
	uint32_t n = get_number(r);
	if (n > PAGES_MOST || n > r->rest.n)
		r->bad = true;
	if (r->bad)
		return;
	ret->n_pages = n;
	ret->first = arena_array_of(c->mem, n + 1, uint32_t);
	for (size_t p = 0; p <= n; p++)
		*before = ret->first[p] = *before + get_number(r);
}

bool page_table_read(struct ctx *c, struct str data, struct page_table *ret)
{
	struct table_read r = { .rest = data };
	struct page_table t = { 0 };
	uint32_t before = 0;
	if (get_number(&r) != TABLE_VERSION)
		return fail(c, ERR_INTERNAL,
			    "the index was made by another version of the program");
	t.title = str_copy(c->mem, get_text(&r));
	uint32_t n = get_number(&r);
	if (n > r.rest.n)
		r.bad = true;
	else
		t.at = arena_array_of(c->mem, n + 1, struct page_table_doc);
	for (; t.n < n && !r.bad; t.n++)
		read_doc(c, &r, &before, &t.at[t.n]);
	if (r.bad)
		return fail(c, ERR_INTERNAL, "the index holds a broken table of pages");
	*ret = t;
	return true;
}

static bool within(const struct page_table_doc *d, uint32_t at)
{
	return d->n_pages && at >= d->first[0] && at < d->first[d->n_pages];
}

bool page_table_find(const struct page_table *t, uint32_t at, size_t *ret_doc, int *ret_page)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct page_table_doc *d = &t->at[i];
		if (!within(d, at))
			continue;
		/* the last page that begins at or before it: pages without words share a beginning
		 */
		size_t low = 0, high = d->n_pages;
		while (high - low > 1) {
			size_t middle = (low + high) / 2;
			if (d->first[middle] <= at)
				low = middle;
			else
				high = middle;
		}
		*ret_doc = i;
		*ret_page = (int)low + 1;
		return true;
	}
	return false;
}
