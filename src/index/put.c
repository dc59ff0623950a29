/*
 * put - titles into the index: the record's words, then the text of every document page by page.
 *
 * Only text that any reader anywhere may search goes in: a hit or a suggested word would tell what
 * a closed book says. What an embargo held back goes in when its day has come (cli/work.c).
 */
#include "index/index_int.h"
#include "store/store.h"

#include <unistd.h>

#define SINCE "since:"
enum {
	WORDS_MOST = 256 << 20, /* bytes of a document's words.tsv */
	DOUBTED = 90,           /* below: one recognised word in four is wrong (docs/bench.md) */
	FACET_MOST = 100,       /* bytes of a code */
	COMMIT_TITLES = 20000,  /* and titles */
	MANY = 20000, /* titles changed at once, and a third of all: the index is made anew */
	COMMIT_BYTES = 32 << 20, /* of text between commits: what Xapian may hold in memory */
};

/* Recognised words that are likely to be wrong. A layer's words are as somebody made them. */
static void feed_doubts(struct feed *f, const struct page_words *w)
{
	if (strcmp(w->source, "ocr") != 0)
		return;
	for (size_t i = 0; i < w->n; i++)
		if (w->at[i].sure < DOUBTED)
			feed_doubt(f, w->at[i].text);
}

/* Runs on a page's own memory; an error is handed on in the caller's. */
static bool feed_words(struct ctx *c, struct feed *f, struct arena *page_mem, struct str lines)
{
	struct ctx page = *c;
	struct page_words words = { 0 };
	arena_reset(page_mem);
	page.mem = page_mem;
	if (!words_read_page(&page, lines, &words)) {
		struct str why = err_english(c->mem, &page.err);
		return fail(c, ERR_INVALID, "cannot read the words of a page: {0}",
			    str_z(c->mem, why));
	}
	feed_page(f, words_text(page_mem, &words, NULL), words.lang);
	feed_doubts(f, &words);
	return true;
}

static bool feed_pages(struct ctx *c, struct feed *f, struct str file)
{
	struct str *pages;
	size_t n;
	if (!words_cut(c, file, &pages, &n))
		return false;
	struct arena *mem = arena_new(0);
	bool ok = true;
	for (size_t i = 0; i < n && ok; i++)
		ok = feed_words(c, f, mem, pages[i]);
	arena_free(mem);
	return ok;
}

static bool feed_text(struct ctx *c, struct feed *f, const struct document *d)
{
	struct str file;
	const struct access_who anybody = { 0 };
	if (!access_decide(&anybody, &d->terms, ACT_SEARCH_INSIDE, 0, when_now()).allowed)
		return true;
	if (!store_read(c, d->id, STR("text/words.tsv"), WORDS_MOST, &file)) {
		if (c->err.kind != ERR_ABSENT)
			return false;
		err_clear(c);
		return true;
	}
	feed_document(f, d->id);
	return feed_pages(c, f, file);
}

/* What is under embargo is closed, whatever it will be. */
static enum access_level level_now(const struct access_terms *t)
{
	const struct access_who member = { .onsite = true };
	return access_decide(&member, t, ACT_READ_PAGE, 1, when_now()).allowed ? t->level
									       : LEVEL_CLOSED;
}

/* A title is as open as the most open of its documents; one without documents has no level. */
static struct str level_of(const struct document_list *docs)
{
	if (docs->n == 0)
		return STR_NONE;
	enum access_level most = LEVEL_CLOSED;
	for (size_t i = 0; i < docs->n; i++)
		if (level_now(&docs->at[i].terms) < most)
			most = level_now(&docs->at[i].terms);
	return str_of(access_level_name(most));
}

/* The first value of the record's field, where it says what it is by a code. */
static struct str code_of(const struct record *r, enum record_field field)
{
	struct str code = record_first(r, field);
	return code.n <= FACET_MOST ? code : STR_NONE;
}

static struct str holders_of(struct ctx *c, const struct title *t)
{
	if (t->holders.n)
		return t->holders;
	return t->partner ? str_print(c->mem, "%lld", (long long)t->partner) : STR_NONE;
}

static bool feed_title(struct ctx *c, struct feed *f, struct writer *w, const struct title *t)
{
	struct document_list docs;
	struct record r = { 0 };
	if (!documents_of_title(c, t->id, &docs) ||
	    (t->record.n && !record_from_json(c, t->record, &r)))
		return false;
	struct feed_facts facts = {
		.id = t->id,
		.language = t->language,
		.kind = t->kind,
		.level = level_of(&docs),
		.carrier = code_of(&r, RECORD_CARRIER),
		.country = code_of(&r, RECORD_COUNTRY),
		.holders = holders_of(c, t),
		.year = t->year,
	};
	feed_begin(f, &facts);
	feed_record(c, f, t, &r);
	for (size_t i = 0; i < docs.n; i++)
		if (!feed_text(c, f, &docs.at[i]))
			return false;
	return feed_end(c, f, w);
}

static struct str id_term(struct ctx *c, struct str title)
{
	return str_print(c->mem, TERM_ID "%.*s", STR_ARGS(title));
}

void hand_on_error(struct ctx *c, const struct ctx *own)
{
	c->err = own->err;
	for (size_t i = 0; i < ERR_ARGS; i++)
		c->err.args[i] = str_copy(c->mem, own->err.args[i]);
}

/* A title's own memory: a book's words need not outlive it. */
static bool put_title(struct ctx *c, struct feed *f, struct writer *w, struct str id)
{
	struct ctx own = *c;
	struct title t;
	own.mem = arena_new(0);
	bool ok = title_get(&own, id, &t);
	if (ok)
		ok = feed_title(&own, f, w, &t);
	else if (own.err.kind == ERR_ABSENT)
		ok = writer_remove(&own, w, id_term(&own, id));
	if (!ok)
		hand_on_error(c, &own);
	arena_free(own.mem);
	return ok;
}

/* There is always an index to write to: an empty one is built where none is. */
static bool open_writer(struct ctx *c, struct writer *ret)
{
	struct build *b;
	struct writer w = { 0 };
	if (!folder_exists(index_path(c)) && !(build_new(c, &b) && build_finish(c, b)))
		return false;
	const char *places = path_join(c->mem, index_path(c), "places");
	if (!places_out_open(c, places, &w.places))
		return false;
	if (!changes_open(c, &w, index_path(c)) ||
	    !fts_write_open(c, index_path(c), false, &w.fts)) {
		changes_close(&w);
		places_out_close(&w.places);
		return false;
	}
	*ret = w;
	return true;
}

static void close_writer(struct writer *w)
{
	fts_write_close(w->fts);
	changes_close(w);
	places_out_close(&w->places);
}

/* Places and keys first: what the engine points to must be there. */
static bool commit(struct ctx *c, struct writer *w, struct feed *f)
{
	return places_out_sync(c, &w->places) && feed_rest(c, f, index_path(c)) &&
	       fts_write_commit(c, w->fts);
}

struct putting {
	struct feed *feed;
	struct writer *writer;
	size_t committed; /* feed_bytes at the last commit, and titles since */
	size_t titles;
	bool ok;
};

static bool put_one(struct ctx *c, void *arg, struct str id)
{
	struct putting *p = arg;
	p->ok = put_title(c, p->feed, p->writer, id);
	p->titles++;
	if (p->ok && (feed_bytes(p->feed) - p->committed > COMMIT_BYTES ||
		      p->titles == COMMIT_TITLES || feed_is_tired(p->feed))) {
		p->ok = commit(c, p->writer, p->feed);
		p->committed = feed_bytes(p->feed);
		p->titles = 0;
	}
	return p->ok;
}

/* "since:1763800000": all titles that changed then or later. */
static int64_t since_of(struct str title)
{
	int64_t when = 0;
	bool is = str_starts(title, SINCE) &&
		  str_to_int(str_from(title, strlen(SINCE)), 1, INT64_MAX, &when);
	return is ? when : 0;
}

static bool put_all(struct ctx *c, struct writer *w, const struct str *titles, size_t n)
{
	struct putting p = { .feed = feed_new(c), .writer = w, .ok = true };
	for (size_t i = 0; i < n && p.ok; i++) {
		int64_t since = since_of(titles[i]);
		if (since)
			p.ok = titles_since(c, since, put_one, &p) && p.ok;
		else
			p.ok = put_one(c, &p, titles[i]);
	}
	p.ok = p.ok && commit(c, w, p.feed);
	feed_free(p.feed);
	return p.ok;
}

struct rebuild {
	struct build *build;
	int64_t n;
	bool ok;
};

static bool rebuild_title(struct ctx *c, void *arg, struct str id)
{
	struct rebuild *r = arg;
	struct feed *f;
	struct writer *w;
	r->ok = build_next(c, r->build, &f, &w) && put_title(c, f, w, id);
	r->n += r->ok;
	return r->ok;
}

static bool rebuild(struct ctx *c, int64_t *ret_titles)
{
	struct rebuild r = { .ok = true };
	bool ok = build_new(c, &r.build) && titles_walk(c, rebuild_title, &r) && r.ok &&
		  build_finish(c, r.build);
	if (ok && ret_titles)
		*ret_titles = r.n;
	return ok;
}

/* An index of another form cannot be added to: it is made anew, and with it what was to be put. */
static bool renew(struct ctx *c)
{
	if (c->err.kind != ERR_CONFLICT)
		return false;
	err_clear(c);
	return rebuild(c, NULL);
}

/* So many titles changed that all of them are quicker made anew. */
static bool most_changed(struct ctx *c, const struct str *titles, size_t n, bool *ret)
{
	int64_t when = 0, changed, all;
	*ret = false;
	for (size_t i = 0; i < n; i++) {
		int64_t since = since_of(titles[i]);
		if (since && (!when || since < when))
			when = since;
	}
	if (!when)
		return true;
	if (!titles_since_count(c, when, &changed, &all))
		return false;
	*ret = changed > MANY && changed > all / 3;
	return true;
}

bool index_put(struct ctx *c, const struct str *titles, size_t n)
{
	int lock;
	struct writer w;
	bool most;
	if (!most_changed(c, titles, n, &most) || !index_lock(c, &lock))
		return false;
	bool ok = most ? rebuild(c, NULL) : open_writer(c, &w);
	if (ok && !most) {
		ok = put_all(c, &w, titles, n);
		close_writer(&w);
	} else if (!ok) {
		ok = renew(c);
	}
	close(lock);
	return ok;
}

bool index_remove(struct ctx *c, struct str title)
{
	int lock;
	struct writer w;
	if (!index_lock(c, &lock))
		return false;
	bool ok = open_writer(c, &w);
	if (ok) {
		ok = writer_remove(c, &w, id_term(c, title)) && fts_write_commit(c, w.fts);
		close_writer(&w);
	} else {
		ok = renew(c);
	}
	close(lock);
	return ok;
}

bool index_renew(struct ctx *c)
{
	int lock;
	struct places places;
	const char *path = path_join(c->mem, index_path(c), "places");
	if (!file_exists(path))
		return true;
	if (places_open(c, path, &places)) {
		places_close(&places);
		return true;
	}
	if (!index_lock(c, &lock))
		return false;
	bool ok = renew(c);
	close(lock);
	return ok;
}

bool index_rebuild(struct ctx *c, int64_t *ret_titles)
{
	int lock;
	if (!index_lock(c, &lock))
		return false;
	bool ok = rebuild(c, ret_titles);
	close(lock);
	return ok;
}
