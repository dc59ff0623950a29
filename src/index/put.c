/*
 * put - titles into the index: the record's words, then the text of every document page by page.
 *
 * Only text that any reader anywhere may search goes in: a hit or a suggested word would tell what
 * a closed book says. What an embargo held back goes in when its day has come (cli/work.c).
 */
#include "index/index_int.h"
#include "store/store.h"

#include <unistd.h>

enum {
	WORDS_MOST = 256 << 20,  /* bytes of a document's words.tsv */
	DOUBTED = 90,            /* below: one recognised word in four is wrong (docs/bench.md) */
	COMMIT_BYTES = 32 << 20, /* of text between commits: what Xapian may hold in memory */
};

/* What weight a record's field has over plain text, and its own prefix. */
struct field {
	enum record_field field;
	const char *prefix;
	uint32_t weight;
};
static const struct field fields[] = {
	{ RECORD_TITLE, TERM_TITLE, 8 },
	{ RECORD_CREATOR, TERM_AUTHOR, 6 },
	{ RECORD_CONTRIBUTOR, TERM_AUTHOR, 3 },
	{ RECORD_SUBJECT, TERM_SUBJECT, 3 },
	{ RECORD_SERIES, NULL, 2 },
	{ RECORD_PUBLISHER, NULL, 1 },
	{ RECORD_PLACE, NULL, 1 },
	{ RECORD_DATE, NULL, 1 },
	{ RECORD_DESCRIPTION, NULL, 1 },
	{ RECORD_IDENTIFIER, NULL, 1 },
	{ RECORD_ISBN, NULL, 1 },
	{ RECORD_ISSN, NULL, 1 },
};

static bool same_as_title(const struct title *t, enum record_field f, struct str value)
{
	switch (f) {
	case RECORD_TITLE: return str_same(value, t->name);
	case RECORD_CREATOR: return str_same(value, t->creator);
	default: return false;
	}
}

/* 978-601-01-0123-4 is searched for without its hyphens as well: by ISO 2108 and 3297 these are 8,
 * 10 or 13 digits, the last one maybe an X. */
static void feed_number(struct ctx *c, struct feed *f, struct str value)
{
	struct buf digits;
	buf_init(&digits, c->mem, 0);
	for (size_t i = 0; i < value.n && value.s[i] != '(' && digits.n < 13; i++)
		if (value.s[i] && strchr("0123456789Xx", value.s[i]))
			buf_add_char(&digits, value.s[i]);
	if (digits.n == 8 || digits.n == 10 || digits.n == 13)
		feed_field(f, NULL, 1, buf_str(&digits));
}

static void feed_value(struct ctx *c, struct feed *f, const struct field *field, struct str value)
{
	feed_field(f, field->prefix, field->weight, value);
	if (field->prefix && strcmp(field->prefix, TERM_AUTHOR) == 0)
		feed_name(f, value);
	if (field->field == RECORD_ISBN || field->field == RECORD_ISSN)
		feed_number(c, f, value);
}

/* What the catalogue chose first; then every value of the record that says something more. */
static bool feed_record(struct ctx *c, struct feed *f, const struct title *t)
{
	feed_field(f, TERM_TITLE, 8, t->name);
	feed_field(f, TERM_AUTHOR, 6, t->creator);
	feed_name(f, t->creator);
	if (t->record.n == 0) {
		feed_field(f, TERM_SUBJECT, 3, t->subjects);
		feed_field(f, NULL, 1, t->publisher);
		feed_field(f, NULL, 1, t->description);
		return true;
	}
	struct record r = { 0 };
	if (!record_from_json(c, t->record, &r))
		return false;
	for (size_t i = 0; i < COUNT_OF(fields); i++)
		for (size_t v = 0; v < r.n; v++)
			if (r.at[v].field == fields[i].field &&
			    !same_as_title(t, r.at[v].field, r.at[v].value))
				feed_value(c, f, &fields[i], r.at[v].value);
	return true;
}

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

static bool feed_title(struct ctx *c, struct feed *f, struct writer *w, const struct title *t)
{
	struct document_list docs;
	if (!documents_of_title(c, t->id, &docs))
		return false;
	struct feed_facts facts = {
		.id = t->id,
		.language = t->language,
		.kind = t->kind,
		.level = level_of(&docs),
		.partner = t->partner,
		.year = t->year,
	};
	feed_begin(f, &facts);
	if (!feed_record(c, f, t))
		return false;
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
		ok = fts_write_remove(&own, w->fts, id_term(&own, id));
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
	if (!fts_write_open(c, index_path(c), false, &w.fts)) {
		places_out_close(&w.places);
		return false;
	}
	*ret = w;
	return true;
}

static void close_writer(struct writer *w)
{
	fts_write_close(w->fts);
	places_out_close(&w->places);
}

/* Places and keys first: what the engine points to must be there. */
static bool commit(struct ctx *c, struct writer *w, struct feed *f)
{
	return places_out_sync(c, &w->places) && feed_rest(c, f, index_path(c)) &&
	       fts_write_commit(c, w->fts);
}

static bool put_all(struct ctx *c, struct writer *w, const struct str *titles, size_t n)
{
	struct feed *f = feed_new(c);
	size_t committed = 0;
	bool ok = true;
	for (size_t i = 0; i < n && ok; i++) {
		ok = put_title(c, f, w, titles[i]);
		if (ok && (feed_bytes(f) - committed > COMMIT_BYTES || feed_is_tired(f))) {
			ok = commit(c, w, f);
			committed = feed_bytes(f);
		}
	}
	ok = ok && commit(c, w, f);
	feed_free(f);
	return ok;
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

bool index_put(struct ctx *c, const struct str *titles, size_t n)
{
	int lock;
	struct writer w;
	if (!index_lock(c, &lock))
		return false;
	bool ok = open_writer(c, &w);
	if (ok) {
		ok = put_all(c, &w, titles, n);
		close_writer(&w);
	} else {
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
		ok = fts_write_remove(c, w.fts, id_term(c, title)) && fts_write_commit(c, w.fts);
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
