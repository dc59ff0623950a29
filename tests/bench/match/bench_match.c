/*
 * bench_match - the matcher, asked by a script.
 *
 *   bench_match records FILE...      every record as a line of JSON, with file and number
 *   bench_match pairs RECORDS PAIRS  RECORDS: a record of JSON a line; PAIRS: "a b" (line numbers
 *                                    from 0); prints verdict, score, whether they share a key, and
 *                                    the reasons, a pair a line
 *   bench_match keys RECORDS         the keys of each, a record a line
 *   bench_match time RECORDS         microseconds a record for facts and keys, bytes packed
 */
#include <fcntl.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "match/match.h"

static int told(const struct ctx *c, const char *what)
{
	fprintf(stderr, "%s: %s\n", what, c->err.text);
	return 1;
}

/* A line for each: line breaks in JSON stand between values only. */
static struct str on_one_line(struct str json)
{
	char *s = (char *)json.s;
	for (size_t i = 0; i < json.n; i++)
		if (s[i] == '\n')
			s[i] = ' ';
	return json;
}

static void print_record(struct ctx *c, const char *name, const struct record_item *item)
{
	struct buf out;
	buf_init(&out, c->mem, 0);
	buf_add_z(&out, "{\"file\":");
	buf_add_json(&out, str_of(name));
	buf_print(&out, ",\"number\":%lld,\"id\":", (long long)item->number);
	buf_add_json(&out, item->id);
	buf_print(&out,
		  ",\"deleted\":%s,\"aside\":%s,\"record\":", item->deleted ? "true" : "false",
		  item->reason ? "true" : "false");
	buf_add(&out,
		item->reason ? STR("{}") : on_one_line(record_to_json(c->mem, &item->record)));
	printf("%.*s}\n", STR_ARGS(buf_str(&out)));
}

static int print_records(struct ctx *c, const char *name)
{
	struct record_options o = { .format = NULL };
	struct record_reader *r;
	int fd = open(name, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || !record_open(c, fd, 0, &o, &r))
		return told(c, name);
	struct arena *whole = c->mem, *each = arena_new(0);
	for (;;) {
		struct record_item item;
		bool there;
		if (!record_next(c, r, each, &item, &there))
			return told(c, name);
		if (!there)
			break;
		c->mem = each;
		print_record(c, name, &item);
		c->mem = whole;
		arena_reset(each);
	}
	arena_free(each);
	close(fd);
	return 0;
}

struct records {
	struct match_facts **at;
	struct str *lines;
	size_t n;
};

static bool lines_read(struct ctx *c, const char *path, struct str *rest)
{
	return file_read(c, path, (size_t)1 << 30, rest);
}

static bool records_load(struct ctx *c, const char *path, struct records *ret)
{
	struct str rest, line;
	if (!lines_read(c, path, &rest))
		return false;
	size_t n = 0;
	for (size_t i = 0; i < rest.n; i++)
		n += rest.s[i] == '\n';
	*ret = (struct records){ .at = arena_array_of(c->mem, n + 1, struct match_facts *),
				 .lines = arena_array_of(c->mem, n + 1, struct str) };
	while (str_next(&rest, '\n', &line))
		if (line.n && ret->n < n)
			ret->lines[ret->n++] = line;
	return true;
}

static bool facts_load(struct ctx *c, struct records *r)
{
	struct arena *whole = c->mem, *each = arena_new(0);
	for (size_t i = 0; i < r->n; i++) {
		struct record record;
		c->mem = each;
		if (!record_from_json(c, r->lines[i], &record))
			return false;
		struct str packed = match_pack(each, match_facts_of(each, &record));
		r->at[i] = match_unpack(whole, packed);
		c->mem = whole;
		arena_reset(each);
	}
	arena_free(each);
	return true;
}

static bool meet(const struct match_facts *a, const struct match_facts *b)
{
	uint64_t x[MATCH_KEYS], y[MATCH_KEYS];
	size_t n = match_keys(a, x), m = match_keys(b, y);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			if (x[i] == y[j])
				return true;
	return false;
}

static void print_pair(const struct match_facts *a, const struct match_facts *b)
{
	static const char *const verdicts[] = { "no", "doubt", "yes" };
	struct match_result r;
	match_compare(a, b, &r);
	printf("%s\t%d\t%d\t", verdicts[r.verdict], r.score, meet(a, b));
	for (size_t i = 0; i < r.n; i++)
		printf("%s%s%s %d", i ? "; " : "", r.reasons[i].veto ? "!" : "", r.reasons[i].what,
		       r.reasons[i].points);
	putchar('\n');
}

static int print_pairs(struct ctx *c, const char *records, const char *pairs)
{
	struct records r;
	struct str rest, line;
	if (!records_load(c, records, &r) || !facts_load(c, &r) || !lines_read(c, pairs, &rest))
		return told(c, records);
	while (str_next(&rest, '\n', &line)) {
		int64_t a, b;
		size_t at = str_find_byte(line, ' ');
		if (!str_to_int(str_upto(line, at), 0, (int64_t)r.n - 1, &a) ||
		    !str_to_int(str_from(line, at + 1), 0, (int64_t)r.n - 1, &b))
			continue;
		print_pair(r.at[a], r.at[b]);
	}
	return 0;
}

static int print_keys(struct ctx *c, const char *records)
{
	struct records r;
	if (!records_load(c, records, &r) || !facts_load(c, &r))
		return told(c, records);
	for (size_t i = 0; i < r.n; i++) {
		uint64_t keys[MATCH_KEYS];
		size_t n = match_keys(r.at[i], keys);
		for (size_t k = 0; k < n; k++)
			printf("%s%llx", k ? " " : "", (unsigned long long)keys[k]);
		putchar('\n');
	}
	return 0;
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int print_time(struct ctx *c, const char *path)
{
	struct records r;
	if (!records_load(c, path, &r))
		return told(c, path);
	struct record *parsed = arena_array_of(c->mem, r.n, struct record);
	for (size_t i = 0; i < r.n; i++)
		if (!record_from_json(c, r.lines[i], &parsed[i]))
			return told(c, path);
	struct arena *each = arena_new(0);
	size_t bytes = 0, keys = 0, most = 0;
	double began = now();
	for (size_t i = 0; i < r.n; i++) {
		uint64_t k[MATCH_KEYS];
		const struct match_facts *f = match_facts_of(each, &parsed[i]);
		size_t n = match_pack(each, f).n;
		keys += match_keys(f, k);
		bytes += n;
		most = n > most ? n : most;
		arena_reset(each);
	}
	double took = now() - began, n = r.n ? (double)r.n : 1;
	printf("%.2f us a record, %.0f bytes (most %zu), %.1f keys\n", took / n, (double)bytes / n,
	       most, (double)keys / n);
	arena_free(each);
	return 0;
}

int main(int argc, char **argv)
{
	struct ctx c = { .mem = arena_new(0) };
	int failed = argc < 3;
	if (argc > 2 && !strcmp(argv[1], "records"))
		for (int i = 2; i < argc; i++)
			failed |= print_records(&c, argv[i]);
	else if (argc == 4 && !strcmp(argv[1], "pairs"))
		failed = print_pairs(&c, argv[2], argv[3]);
	else if (argc == 3 && !strcmp(argv[1], "keys"))
		failed = print_keys(&c, argv[2]);
	else if (argc == 3 && !strcmp(argv[1], "time"))
		failed = print_time(&c, argv[2]);
	arena_free(c.mem);
	return failed;
}
