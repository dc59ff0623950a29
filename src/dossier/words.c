/* The words of a document's pages, read a page at a time by the offsets in the page table. */
#include "dossier/dossier.h"

#include <unistd.h>

enum { PAGE_WORDS_MAX = 8 << 20 };

static void close_file(void *fd)
{
	close((int)(intptr_t)fd);
}

bool dossier_words_open(struct ctx *c, struct str id, struct dossier_words *ret)
{
	struct dossier_words w = { .id = id, .fd = -1 };
	if (!document_pages_get(c, id, &w.pages))
		return false;
	if (store_open_file(c, id, STR("text/words.tsv"), &w.fd)) {
		arena_on_end(c->mem, close_file, (void *)(intptr_t)w.fd);
	} else {
		w.fd = -1;
		if (c->err.kind != ERR_ABSENT)
			return false;
		err_clear(c); /* not recognised yet */
	}
	*ret = w;
	return true;
}

bool dossier_words_of_page(struct ctx *c, const struct dossier_words *w, int page,
			   struct page_words *ret)
{
	struct str lines;
	*ret = (struct page_words){ .source = "none", .lang = "" };
	if (w->fd < 0 || page < 1 || (size_t)page > w->pages.n)
		return true;
	const struct document_page *p = &w->pages.at[page - 1];
	if (p->words_n == 0 || p->words_n > PAGE_WORDS_MAX)
		return true;
	if (!file_read_at(c, w->fd, p->words_at, p->words_n, &lines))
		return false;
	if (lines.n != p->words_n)
		return fail(c, ERR_INTERNAL, "could not read the words of a page");
	return words_read_page(c, lines, ret);
}
