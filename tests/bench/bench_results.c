/*
 * bench_results - what a page of results costs, part by part, against the engine alone.
 *
 *	bench-results DIR QUERIES SECONDS
 * QUERIES: a line each: text, language, kind, first and last year, parted by tabs. Each part is asked
 * by two processes for SECONDS; a line of JSON says how many requests a second and a CPU-second.
 * The engine alone: the same queries, parsed and expanded alike, its twenty best and nothing else: no
 * total, no facets, a phrase's words in any order.
 */
#include "dossier/dossier.h"
#include "index/index_int.h"
#include "web/worker_int.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PROCESSES = 2, HITS = 20, QUERIES_MOST = 5000, FILE_MOST = 16 << 20 };

struct questions {
	struct index_query at[QUERIES_MOST];
	struct str target[QUERIES_MOST]; /* as an address of the portal */
	size_t n;
};
typedef bool ask_fn(struct ctx *c, struct questions *a, size_t i);
struct part {
	const char *name;
	ask_fn *ask;
};
struct share { /* with the processes that ask */
	uint64_t requests[PROCESSES];
	double cpu_s[PROCESSES];
};

static void take_query(struct ctx *c, struct questions *a, struct str line)
{
	struct str language, kind, from, to;
	struct index_query *q = &a->at[a->n];
	struct buf b;
	int64_t first = 0, last = 0;
	*q = (struct index_query){ .n = HITS, .lang = "ru" };
	if (!str_next(&line, '\t', &q->text) || !str_next(&line, '\t', &language) ||
	    !str_next(&line, '\t', &kind) || !str_next(&line, '\t', &from) || !(to = line).s)
		return;
	q->language = language;
	q->kind = kind;
	if (str_to_int(from, 1, 9999, &first) && str_to_int(to, 1, 9999, &last)) {
		q->year_from = (int)first;
		q->year_to = (int)last;
	}
	buf_init(&b, c->mem, 0);
	buf_add_z(&b, "/search?lang=ru&q=");
	buf_add_url(&b, q->text);
	buf_print(&b, "&language=%.*s&kind=%.*s&from=%.*s&to=%.*s", STR_ARGS(language),
		  STR_ARGS(kind), STR_ARGS(from), STR_ARGS(to));
	a->target[a->n++] = buf_str(&b);
}

static bool read_queries(struct ctx *c, const char *path, struct questions *a)
{
	struct str file, line;
	if (!file_read(c, path, FILE_MOST, &file))
		return false;
	while (a->n < QUERIES_MOST && str_next(&file, '\n', &line))
		if (line.n)
			take_query(c, a, line);
	return a->n > 0 || fail(c, ERR_INVALID, "there are no queries");
}

/* The engine alone, and where nothing holds all the words, any of them, as index_search does. */
static bool ask_engine(struct ctx *c, struct questions *a, size_t i)
{
	struct handle *h;
	struct index_terms *t = arena_new_of(c->mem, struct index_terms);
	const struct index_query *q = &a->at[i];
	struct fts_found found;
	if (!query_parse(c, q->text, q->lang, t) || !handle_get(c, &h) || !query_expand(c, h, t))
		return false;
	struct fts_ask ask = { .query = query_build(c, t, q), .n = q->n, .check = q->n };
	if (!fts_search(c, h->fts, &ask, &found))
		return false;
	if (found.n || t->n < 2)
		return true;
	t->any = true;
	ask.query = query_build(c, t, q);
	return fts_search(c, h->fts, &ask, &found);
}

static bool ask_ranked(struct ctx *c, struct questions *a, size_t i)
{
	struct index_result r;
	return index_search(c, &a->at[i], &r);
}

static bool ask_faceted(struct ctx *c, struct questions *a, size_t i)
{
	struct index_query q = a->at[i];
	struct index_result r;
	q.facets = true;
	return index_search(c, &q, &r);
}

static bool ask_page(struct ctx *c, struct questions *a, size_t i)
{
	static struct web_worker worker;
	struct http_request q = { .mem = c->mem, .method = HTTP_GET, .host = STR("bench") };
	struct http_reply reply = { 0 };
	worker.c = *c;
	if (!http_target_parse(c, a->target[i], &q.target))
		return false;
	web_handle(&worker, &q, &reply);
	return reply.status == 200 || fail(c, ERR_INTERNAL, "the page answered {0}",
					   str_print(c->mem, "%d", reply.status).s);
}

static double cpu_seconds(void)
{
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
	       (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static bool ask_each(struct ctx *c, const struct part *p, struct questions *a, size_t i)
{
	struct ctx own = *c;
	own.mem = arena_new(0);
	bool ok = p->ask(&own, a, i);
	if (!ok) {
		struct str why = err_english(own.mem, &own.err);
		fprintf(stderr, "%s: %.*s\n", p->name, STR_ARGS(why));
	}
	arena_free(own.mem);
	return ok;
}

/* One process: every query once to warm, then from its own place on until the time is over. */
static int work(struct ctx *c, const struct part *p, struct questions *a, double seconds,
		size_t number, struct share *share)
{
	struct ctx own = *c;
	if (!library_open(&own))
		return 1;
	for (size_t i = 0; i < a->n; i++)
		if (!ask_each(&own, p, a, i))
			return 1;
	int64_t end = when_monotonic_us() + (int64_t)(seconds * 1e6);
	double before = cpu_seconds();
	size_t at = number * a->n / PROCESSES;
	uint64_t n = 0;
	for (; when_monotonic_us() < end || n < a->n; n++)
		if (!ask_each(&own, p, a, at++ % a->n))
			return 1;
	share->requests[number] = n;
	share->cpu_s[number] = cpu_seconds() - before;
	library_close(&own);
	return 0;
}

static bool measure(struct ctx *c, const struct part *p, struct questions *a, double seconds)
{
	struct share *share = mmap(NULL, sizeof(*share), PROT_READ | PROT_WRITE,
				   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	must(share != MAP_FAILED);
	bool ok = true;
	double cpu = 0, requests = 0;
	for (size_t i = 0; i < PROCESSES; i++) {
		pid_t child = fork();
		must(child >= 0);
		if (child == 0)
			_exit(work(c, p, a, seconds, i, share));
	}
	for (size_t i = 0; i < PROCESSES; i++) {
		int status;
		ok = wait(&status) > 0 && status == 0 && ok;
	}
	for (size_t i = 0; i < PROCESSES; i++) {
		cpu += share->cpu_s[i];
		requests += (double)share->requests[i];
	}
	printf("{\"part\":\"%s\",\"queries\":%zu,\"cpu_ms\":%.4f,\"per_cpu_s\":%.1f,"
	       "\"per_s\":%.1f}\n",
	       p->name, a->n, 1000 * cpu / requests, requests / cpu, requests / seconds);
	fflush(stdout);
	return ok;
}

static const struct part parts[] = {
	{ "engine", ask_engine },
	{ "ranked", ask_ranked },
	{ "faceted", ask_faceted },
	{ "page", ask_page },
};

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	struct ctx c = { .mem = arena_new(0), .dir = argv[1], .lang = "ru" };
	struct questions *a = arena_new_of(c.mem, struct questions);
	int64_t seconds;
	if (!str_to_int(str_of(argv[3]), 0, 600, &seconds) || !read_queries(&c, argv[2], a))
		return 2;
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if ((argc < 5 || strcmp(argv[4], parts[i].name) == 0) &&
		    !measure(&c, &parts[i], a, (double)seconds))
			return 3;
	arena_free(c.mem);
	return 0;
}
