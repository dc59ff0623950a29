/* One document's words: opened, read, kept. */
#include "recognise/recognise_int.h"

#include <fcntl.h>
#include <unistd.h>

#define WORDS_FILE STR("text/words.tsv")
enum { WORDS_FILE_MAX = 1 << 30, FACTS_MS = -1 };

static int by_logical(const void *a, const void *b)
{
	return str_order_natural(((const struct store_file *)a)->logical,
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

/* Which pages have a layer worth asking for. */
static bool look(struct reading *r)
{
	struct media *m;
	if (!media_start(r->c, &m))
		return false;
	bool ok = media_ask_facts(r->c, m, r->fds, r->n_fds) &&
		  media_answer_facts(r->c, m, FACTS_MS, &r->facts);
	media_end(m);
	return ok;
}

static bool read_and_keep(struct reading *r)
{
	r->results = arena_array_of(r->c->mem, r->pages.n, struct page_result);
	bool ok = open_files(r) && look(r) && read_pages(r);
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
