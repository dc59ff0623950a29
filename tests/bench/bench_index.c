/*
 * bench_index - the processor's cost of indexing a corpus (make_corpus), and of asking it.
 *
 *   bench-index ours CORPUS DIR     our index, as index_rebuild makes it: stemmed, with positions,
 *                                   and the keys of every word
 *   bench-index no-keys CORPUS DIR  the same without the keys
 *   bench-index fts5 CORPUS FILE    SQLite FTS5, unicode61, no stems, external content, by page
 *   bench-index search CORPUS DIR   queries made from the corpus: the engine alone, the whole part
 * Each prints one line of JSON with seconds of processor time, this process alone.
 */
#include "index/index_int.h"

#include <sqlite3.h>
#include <sys/resource.h>

enum { FILE_MOST = 64 << 20 };

struct book {
	struct str lang, year, title, author, pages;
};
typedef bool book_fn(struct ctx *c, void *arg, const struct book *b, size_t number);

static double cpu_seconds(void)
{
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
	       (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

/* Every book of the corpus, each in memory of its own. *ret_bytes: of text. */
static bool each_book(struct ctx *c, const char *corpus, book_fn *each, void *arg,
		      size_t *ret_bytes)
{
	struct file_list files;
	size_t bytes = 0;
	if (!folder_list(c, corpus, &files))
		return false;
	for (size_t i = 0; i < files.n; i++) {
		struct ctx own = *c;
		struct str file;
		struct book b;
		own.mem = arena_new(0);
		const char *path = path_join(own.mem, corpus, str_z(own.mem, files.at[i].name));
		bool ok = file_read(&own, path, FILE_MOST, &file) &&
			  str_next(&file, '\t', &b.lang) && str_next(&file, '\t', &b.year) &&
			  str_next(&file, '\t', &b.title) && str_next(&file, '\n', &b.author);
		b.pages = file;
		bytes += file.n;
		ok = ok && each(&own, arg, &b, i);
		c->err.kind = own.err.kind;
		c->err.text = own.err.text;
		arena_free(own.mem);
		if (!ok)
			return false;
	}
	*ret_bytes = bytes;
	return true;
}

static bool without_keys;

static bool add_ours(struct ctx *c, void *arg, const struct book *b, size_t number)
{
	struct feed *f;
	struct writer *w;
	struct str rest = b->pages, page;
	int64_t year = 0;
	struct feed_facts facts = {
		.id = str_print(c->mem, "book%zu", number),
		.language = b->lang,
		.kind = number % 7 ? STR("text") : STR("image"),
		.level = number % 3 ? STR("open") : STR("read"),
		.partner = 1 + (int64_t)(number % 80),
	};
	if (str_to_int(b->year, 0, 9999, &year))
		facts.year = (int)year;
	if (!build_next(c, arg, &f, &w))
		return false;
	if (without_keys)
		feed_without_keys(f);
	feed_begin(f, &facts);
	feed_field(f, TERM_TITLE, 8, b->title);
	feed_field(f, TERM_AUTHOR, 6, b->author);
	feed_document(f, facts.id);
	const char *lang = str_z(c->mem, b->lang);
	while (str_next(&rest, '\f', &page))
		feed_page(f, page, lang);
	return feed_end(c, f, w);
}

static bool run_ours(struct ctx *c, const char *corpus, size_t *ret_bytes)
{
	struct build *b;
	return build_new(c, &b) && each_book(c, corpus, add_ours, b, ret_bytes) &&
	       build_finish(c, b);
}

static bool add_fts5(struct ctx *c, void *arg, const struct book *b, size_t number)
{
	static int64_t row;
	sqlite3_stmt *q = arg;
	struct str rest = b->pages, page;
	while (str_next(&rest, '\f', &page)) {
		sqlite3_bind_int64(q, 1, ++row);
		sqlite3_bind_text(q, 2, page.s, (int)page.n, SQLITE_STATIC);
		if (sqlite3_step(q) != SQLITE_DONE)
			return fail(c, ERR_INTERNAL, "SQLite said no");
		sqlite3_reset(q);
	}
	return true;
}

static bool run_fts5(struct ctx *c, const char *corpus, const char *file, size_t *ret_bytes)
{
	sqlite3 *db;
	sqlite3_stmt *q;
	bool ok = sqlite3_open(file, &db) == SQLITE_OK &&
		  sqlite3_exec(db,
			       "create virtual table t using fts5(x, content='', "
			       "tokenize='unicode61'); begin",
			       NULL, NULL, NULL) == SQLITE_OK &&
		  sqlite3_prepare_v2(db, "insert into t(rowid, x) values (?, ?)", -1, &q, NULL) ==
			  SQLITE_OK;
	if (!ok)
		return fail(c, ERR_INTERNAL, "SQLite could not begin");
	ok = each_book(c, corpus, add_fts5, q, ret_bytes);
	sqlite3_finalize(q);
	ok = ok && sqlite3_exec(db, "commit", NULL, NULL, NULL) == SQLITE_OK;
	sqlite3_close(db);
	return ok;
}

/* Queries: words side by side from the middle of each n-th book, one, two and three of them. */
struct queries {
	struct arena *mem;
	struct str at[300];
	size_t n, every;
};

static bool take_query(struct ctx *c, void *arg, const struct book *b, size_t number)
{
	struct queries *q = arg;
	struct text_walk walk;
	struct text_token token;
	struct buf out;
	size_t words = 1 + q->n % 3, skip = 40 + number % 97;
	if (number % q->every || q->n == COUNT_OF(q->at))
		return true;
	buf_init(&out, q->mem, 0);
	text_walk_init(&walk, str_from(b->pages, b->pages.n / 2));
	while (words && text_walk_next(&walk, &token)) {
		if (skip-- > 0 && skip < 1000)
			continue;
		skip = 0;
		if (token.exact.n < 8)
			continue;
		buf_add(&out, token.exact);
		buf_add_char(&out, ' ');
		words--;
	}
	q->at[q->n++] = buf_str(&out);
	(void)c;
	return true;
}

static int by_number(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static void print_times(const char *name, double *ms, size_t n, int64_t total)
{
	double sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += ms[i];
	qsort(ms, n, sizeof(*ms), by_number);
	printf("{\"part\":\"%s\",\"queries\":%zu,\"mean_ms\":%.3f,\"p50\":%.3f,\"p95\":%.3f,"
	       "\"p99\":%.3f,\"hits\":%.1f}\n",
	       name, n, sum / (double)n, ms[n / 2], ms[n * 95 / 100], ms[n * 99 / 100],
	       (double)total / (double)n);
}

/* The engine alone: the same query tree, twenty hits and nothing else. */
static bool ask_alone(struct ctx *c, const struct index_query *q, int64_t *ret_total)
{
	struct handle *h;
	struct index_terms *t = arena_new_of(c->mem, struct index_terms);
	struct fts_found found;
	if (!query_parse(c, q->text, q->lang, t) || !handle_get(c, &h) || !query_expand(c, h, t))
		return false;
	struct fts_ask ask = { .query = query_build(c, t, q), .n = q->n, .check = 10000 };
	if (!fts_search(c, h->fts, &ask, &found))
		return false;
	*ret_total = found.total;
	return true;
}

static bool ask_whole(struct ctx *c, const struct index_query *q, int64_t *ret_total)
{
	struct index_result r;
	if (!index_search(c, q, &r))
		return false;
	*ret_total = r.total;
	return true;
}

static bool time_queries(struct ctx *c, const struct queries *q, const char *name, bool facets,
			 bool (*one)(struct ctx *, const struct index_query *, int64_t *))
{
	double ms[COUNT_OF(q->at)];
	int64_t total = 0;
	for (int round = 0; round < 2; round++) { /* the first warms */
		total = 0;
		for (size_t i = 0; i < q->n; i++) {
			struct ctx own = *c;
			struct index_query ask = { .text = q->at[i], .n = 20, .facets = facets };
			int64_t hits = 0, from = when_monotonic_us();
			own.mem = arena_new(0);
			if (!one(&own, &ask, &hits)) {
				*c = own;
				return false;
			}
			arena_free(own.mem);
			ms[i] = (double)(when_monotonic_us() - from) / 1000;
			total += hits;
		}
	}
	print_times(name, ms, q->n, total);
	return true;
}

static bool run_search(struct ctx *c, const char *corpus, size_t *ret_bytes)
{
	struct queries q = { .mem = c->mem };
	struct file_list files;
	if (!folder_list(c, corpus, &files))
		return false;
	q.every = files.n / COUNT_OF(q.at) + 1;
	return each_book(c, corpus, take_query, &q, ret_bytes) &&
	       time_queries(c, &q, "engine alone", false, ask_alone) &&
	       time_queries(c, &q, "with best pages", false, ask_whole) &&
	       time_queries(c, &q, "with best pages and facets", true, ask_whole);
}

static bool run(struct ctx *c, const char *what, const char *corpus, const char *to, size_t *bytes)
{
	without_keys = strcmp(what, "no-keys") == 0;
	if (without_keys || strcmp(what, "ours") == 0)
		return run_ours(c, corpus, bytes);
	if (strcmp(what, "fts5") == 0)
		return run_fts5(c, corpus, to, bytes);
	return run_search(c, corpus, bytes);
}

int main(int argc, char **argv)
{
	if (argc != 4)
		return 2;
	struct ctx c = { .mem = arena_new(0), .dir = argv[3] };
	size_t bytes = 0;
	if (!run(&c, argv[1], argv[2], argv[3], &bytes)) {
		struct str why = err_english(c.mem, &c.err);
		fprintf(stderr, "%.*s\n", STR_ARGS(why));
		return 3;
	}
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	printf("{\"what\":\"%s\",\"mb\":%.1f,\"cpu_s\":%.2f,\"mb_per_cpu_s\":%.2f,\"rss_mb\":%.0f}"
	       "\n",
	       argv[1], (double)bytes / 1e6, cpu_seconds(), (double)bytes / 1e6 / cpu_seconds(),
	       (double)u.ru_maxrss / 1024);
	arena_free(c.mem);
	return 0;
}
