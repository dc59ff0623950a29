/* One document's words: opened, read, kept. */
#include "recognise/recognise_int.h"

#include <fcntl.h>
#include <unistd.h>

#define WORDS_FILE STR("text/words.tsv")
enum { WORDS_FILE_MAX = 1 << 30 };

static int by_logical(const void *a, const void *b)
{
	return store_page_order(((const struct store_file *)a)->logical,
				((const struct store_file *)b)->logical);
}

static void close_files(struct reading *r)
{
	for (size_t i = 0; i < r->n_fds; i++)
		close(r->fds[i]);
	r->n_fds = 0;
}

/* The document's files as delivered, in page order. */
static bool open_files(struct reading *r)
{
	struct ctx *c = r->c;
	struct store_object o;
	if (!store_get(c, r->document.id, &o))
		return false;
	qsort(o.files, o.n_files, sizeof *o.files, by_logical);
	r->fds = arena_array_of(c->mem, o.n_files, int);
	for (size_t i = 0; i < o.n_files; i++) {
		if (!str_starts(o.files[i].logical, "original/"))
			continue;
		int fd = open(str_z(c->mem, o.files[i].path), O_RDONLY | O_CLOEXEC);
		if (fd < 0)
			return fail_errno(c, "could not open file {0}: {1}",
					  str_z(c->mem, o.files[i].path));
		r->fds[r->n_fds++] = fd;
	}
	return true;
}

/* An image has no words but those in its pixels. Which pages of a PDF or DjVu have a layer shows when
 * they are asked for it: looking at all pages before cost as much as the layers themselves. */
static bool may_have_layer(const struct document *d)
{
	static const enum media_kind kinds[] = { MEDIA_PDF, MEDIA_DJVU, MEDIA_TEXT };
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (str_is(d->kind, media_kind_name(kinds[i])))
			return true;
	return false;
}

static bool read_and_keep(struct reading *r)
{
	r->layered = may_have_layer(&r->document);
	r->results = arena_array_of(r->c->mem, r->pages.n, struct page_result);
	bool ok = open_files(r) && read_pages(r);
	close_files(r);
	return ok && keep_words(r);
}

static const char *language_given(struct ctx *c, struct str title)
{
	struct title t;
	if (!title_get(c, title, &t)) {
		err_clear(c);
		return "";
	}
	const char *lang = text_language_of(t.language);
	return lang ? lang : "";
}

bool recognise_document(struct ctx *c, struct str id, recognise_alive_fn *alive, void *arg)
{
	struct reading r = { .c = c, .alive = alive, .arg = arg };
	struct str words;
	if (!document_get(c, id, &r.document) || !document_pages_get(c, id, &r.pages))
		return false;
	if (store_read(c, id, WORDS_FILE, WORDS_FILE_MAX, &words))
		return register_words(&r, words);
	if (c->err.kind != ERR_ABSENT)
		return false;
	err_clear(c);
	r.lang = language_given(c, r.document.title);
	return read_and_keep(&r);
}
