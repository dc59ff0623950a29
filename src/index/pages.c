/*
 * pages - the table of pages: from a word's position to the page it stands on, and to its text.
 *
 * It stands in the title's block of places and is used where it stands, without being read in:
 * a search looks at sixty of them. Numbers are u32 as the machine has them (places.c keeps them
 * apart from other machines'):
 *	how many documents, the length of the title's id; of each document the length of its id and
 *	how many pages it has; then of each document where each page begins (its first word's position,
 *	one more for the end), where its text begins (likewise); then a byte a page, its language;
 *	then the ids.
 */
#include "index/index_int.h"

enum { PAGES_MOST = 1 << 24 };

static void put_number(struct buf *out, size_t v)
{
	uint32_t number = (uint32_t)v;
	buf_add_bytes(out, &number, sizeof(number));
}

void page_table_write(struct buf *out, const struct page_table *t)
{
	size_t from = out->n;
	put_number(out, t->n);
	put_number(out, t->title.n);
	for (size_t i = 0; i < t->n; i++) {
		put_number(out, t->at[i].id.n);
		put_number(out, t->at[i].n_pages);
	}
	for (size_t i = 0; i < t->n; i++) {
		size_t bytes = (t->at[i].n_pages + 1) * sizeof(uint32_t);
		buf_add_bytes(out, t->at[i].first, bytes);
		buf_add_bytes(out, t->at[i].text, bytes);
	}
	for (size_t i = 0; i < t->n; i++)
		buf_add_bytes(out, t->at[i].langs, t->at[i].n_pages);
	buf_add(out, t->title);
	for (size_t i = 0; i < t->n; i++)
		buf_add(out, t->at[i].id);
	while ((out->n - from) % sizeof(uint32_t))
		buf_add_char(out, '\0');
}

/* Taking is sticky: once there is too little left, all that follows is nothing. */
struct taking {
	struct str rest;
	bool bad;
};

static const void *take(struct taking *t, size_t n)
{
	const char *s = t->rest.s;
	if (t->bad || n > t->rest.n) {
		t->bad = true;
		return NULL;
	}
	t->rest = str_from(t->rest, n);
	return s;
}

static uint32_t take_number(struct taking *t)
{
	uint32_t v = 0;
	const void *p = take(t, sizeof(v));
	if (p)
		memcpy(&v, p, sizeof(v));
	return v;
}

static struct str take_text(struct taking *t, size_t n)
{
	const char *s = take(t, n);
	return s ? (struct str){ s, n } : STR_NONE;
}

static void take_docs(struct taking *t, struct page_table *table)
{
	for (size_t i = 0; i < table->n; i++) {
		table->at[i].id.n = take_number(t);
		table->at[i].n_pages = take_number(t);
		t->bad |= table->at[i].n_pages > PAGES_MOST;
	}
	for (size_t i = 0; i < table->n; i++) {
		size_t bytes = (table->at[i].n_pages + 1) * sizeof(uint32_t);
		table->at[i].first = take(t, bytes);
		table->at[i].text = take(t, bytes);
	}
	for (size_t i = 0; i < table->n; i++)
		table->at[i].langs = take(t, table->at[i].n_pages);
	table->title = take_text(t, table->title.n);
	for (size_t i = 0; i < table->n; i++)
		table->at[i].id = take_text(t, table->at[i].id.n);
}

bool page_table_of(struct ctx *c, struct str bytes, struct page_table *ret)
{
	struct taking t = { .rest = bytes };
	struct page_table table = { .n = take_number(&t) };
	table.title.n = take_number(&t);
	if (table.n > t.rest.n)
		t.bad = true;
	else
		table.at = arena_array_of(c->mem, table.n + 1, struct page_table_doc);
	if (!t.bad)
		take_docs(&t, &table);
	if (t.bad)
		return fail(c, ERR_INTERNAL, "the index holds a broken table of pages");
	*ret = table;
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
