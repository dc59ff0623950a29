/* Words of pages: read from text/words.tsv by the offsets in the page table, and set as text. */
#include "web/words.h"
#include "web/address.h"

#include <unistd.h>

enum { PAGE_WORDS_MAX = 8 << 20 };

static void close_words(void *arg)
{
	close(((struct words *)arg)->fd);
}

bool words_open(struct web_request *r, const struct document *d, struct words *ret)
{
	struct words *w = arena_new_of(r->c->mem, struct words);
	w->doc = d;
	w->fd = -1;
	if (!document_pages_get(r->c, d->id, &w->pages))
		return false;
	if (store_open_file(r->c, d->id, STR("text/words.tsv"), &w->fd))
		arena_on_end(r->c->mem, close_words, w);
	else
		err_clear(r->c); /* not recognised yet */
	*ret = *w;
	return true;
}

bool words_of_page(struct web_request *r, const struct words *w, int page, struct page_words *ret)
{
	*ret = (struct page_words){ .source = "none", .lang = "" };
	if (w->fd < 0 || page < 1 || (size_t)page > w->pages.n)
		return true;
	const struct document_page *p = &w->pages.at[page - 1];
	if (p->words_n == 0 || p->words_n > PAGE_WORDS_MAX)
		return true;
	char *bytes = arena_take(r->c->mem, p->words_n + 1);
	ssize_t n = pread(w->fd, bytes, p->words_n, (off_t)p->words_at);
	if (n != (ssize_t)p->words_n)
		return fail(r->c, ERR_INTERNAL, "could not read the words of a page");
	return words_read_page(r->c, (struct str){ bytes, (size_t)n }, ret);
}

struct view_text words_paragraphs(struct arena *mem, const struct page_words *w,
				  const struct index_terms *terms)
{
	bool *marked = arena_array_of(mem, w->n + 1, bool);
	if (terms)
		index_marks(terms, w, marked);
	struct view_text text = { arena_array_of(mem, w->n + 1, struct html), 0 };
	struct buf *b = NULL;
	for (size_t i = 0; i < w->n; i++) {
		if (!b) {
			b = arena_new_of(mem, struct buf);
			buf_init(b, mem, 0);
		}
		buf_add_z(b, marked[i] ? "<mark>" : "");
		buf_add_html(b, w->at[i].text);
		buf_add_z(b, marked[i] ? "</mark>" : "");
		bool ends = w->at[i].block_ends || i + 1 == w->n;
		if (!ends)
			buf_add_char(b, w->at[i].line_ends ? '\n' : ' ');
		else
			text.at[text.n++] = (struct html){ buf_str(b) };
		b = ends ? NULL : b;
	}
	return text;
}

struct view_marks words_marks(struct arena *mem, const struct page_words *w,
			      const struct index_terms *terms)
{
	bool *marked = arena_array_of(mem, w->n + 1, bool);
	size_t n = index_marks(terms, w, marked);
	struct view_marks marks = { arena_array_of(mem, n + 1, struct view_mark), 0 };
	for (size_t i = 0; i < w->n && marks.n < n; i++)
		if (marked[i])
			marks.at[marks.n++] = (struct view_mark){ w->at[i].x - 15, w->at[i].y - 15,
								  w->at[i].w + 30,
								  w->at[i].h + 30 };
	return marks;
}

bool words_found(struct web_request *r, const struct words *w, const struct index_page_hits *hits,
		 const struct index_terms *terms, size_t n, struct str query, int current,
		 struct view_founds *ret)
{
	struct arena *mem = r->c->mem;
	*ret = (struct view_founds){ arena_array_of(mem, n, struct view_found), 0 };
	for (size_t i = 0; i < hits->n && ret->n < n; i++) {
		struct page_words words;
		struct index_passage passage;
		if (!words_of_page(r, w, hits->at[i].page, &words))
			return false;
		if (!index_passage(r->c, terms, &words, &passage))
			continue;
		struct str href = address_read(mem, w->doc->id, hits->at[i].page);
		ret->at[ret->n++] = (struct view_found){
			.href = address_with(mem, address_with(mem, href, "q", query), "side",
					     STR("found")),
			.page = hits->at[i].page,
			.lang = str_of(words.lang),
			.current = hits->at[i].page == current,
			.passage = { passage.html },
		};
	}
	return true;
}
