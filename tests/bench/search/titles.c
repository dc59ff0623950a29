/*
 * titles - records straight into a catalogue, without import, and queries put to its index.
 *
 *	bench-titles load DIR RECORDS TSV    every record of an ISO 2709 file a title of its own in a new
 *	                                     library; TSV: the same for PostgreSQL (number, text, title,
 *	                                     author, isbn)
 *	bench-titles ask DIR QUERIES ROUNDS [fx]    a line a query: kind, hits, microseconds (the
 *	                                     median of ROUNDS); f: with facets, x: only words
 *	                                     as they were typed, as the peers have it
 *	bench-titles change DIR TIMES    what putting one title again costs, and the next search
 */
#include "index/index.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { AT_ONCE = 500, FILE_MOST = 1 << 30, ROUNDS_MOST = 100 };

static int64_t now_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void clean(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_add_char(b, s.s[i] == '\t' || s.s[i] == '\n' || s.s[i] == '\\' ? ' ' : s.s[i]);
}

static void tsv_line(struct ctx *c, FILE *out, int64_t number, const struct record *r)
{
	static const enum record_field all[] = {
		RECORD_TITLE,     RECORD_CREATOR, RECORD_RESPONSIBILITY, RECORD_PLACE,
		RECORD_PUBLISHER, RECORD_DATE,    RECORD_SUBJECT,        RECORD_ISBN,
	};
	struct buf b;
	buf_init(&b, c->mem, 0);
	buf_print(&b, "%lld\t", (long long)number);
	for (size_t f = 0; f < COUNT_OF(all); f++)
		for (size_t i = 0; i < r->n; i++)
			if (r->at[i].field == all[f]) {
				clean(&b, r->at[i].value);
				buf_add_char(&b, ' ');
			}
	buf_add_char(&b, '\t');
	clean(&b, record_first(r, RECORD_TITLE));
	buf_add_char(&b, '\t');
	clean(&b, record_first(r, RECORD_CREATOR));
	buf_add_char(&b, '\t');
	clean(&b, record_first(r, RECORD_ISBN));
	fprintf(out, "%.*s\n", (int)b.n, b.s);
}

static bool put_record(struct ctx *c, int64_t number, const struct record *r)
{
	struct title t;
	title_of_record(c->mem, r, "", &t);
	t.id = catalog_id_of(c->mem,
			     store_digest(c->mem, str_print(c->mem, "%lld", (long long)number)));
	t.partner = 1;
	t.holders = str_print(c->mem, number % 3 ? "1" : "1 %lld", (long long)(2 + number % 40));
	return title_put(c, &t);
}

/* So many records, each ended by 1D, read together. */
static struct str take_some(struct str *rest)
{
	size_t n = 0, at = 0;
	while (n < AT_ONCE && at < rest->n) {
		at += str_find_byte(str_from(*rest, at), 0x1d) + 1;
		n++;
	}
	struct str some = str_upto(*rest, at);
	*rest = str_from(*rest, at < rest->n ? at : rest->n);
	return some;
}

static bool load(struct ctx *c, const char *records, const char *tsv)
{
	struct str rest;
	struct partner p = { .code = STR("bench"), .name = { STR("bench") } };
	struct arena *whole = c->mem;
	int64_t number = 0, id;
	FILE *out = fopen(tsv, "w");
	must(out);
	bool ok = file_read(c, records, FILE_MOST, &rest) && db_begin(c) &&
		  partner_add(c, &p, &id) && db_commit(c);
	c->mem = arena_new(0);
	while (ok && rest.n) {
		struct record_list list;
		arena_reset(c->mem);
		ok = records_read(c, take_some(&rest), &list, NULL) && db_begin(c);
		for (size_t i = 0; ok && i < list.n; i++) {
			tsv_line(c, out, ++number, &list.at[i]);
			ok = put_record(c, number, &list.at[i]);
		}
		ok = ok && db_commit(c);
	}
	fclose(out);
	arena_free(c->mem);
	c->mem = whole;
	return ok;
}

static int by_number(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

static bool ask(struct ctx *c, const char *queries, int rounds, const char *how)
{
	struct str file, line, kind;
	struct arena *whole = c->mem;
	if (!file_read(c, queries, 1 << 20, &file))
		return false;
	while (str_next(&file, '\n', &line) && line.n) {
		int64_t took[ROUNDS_MOST];
		struct index_result r = { 0 };
		must(str_next(&line, '\t', &kind));
		for (int i = 0; i < rounds; i++) {
			struct ctx own = *c;
			own.mem = arena_new(0);
			struct index_query q = { .n = 10,
						 .lang = "ru",
						 .facets = strchr(how, 'f') != NULL,
						 .exact = strchr(how, 'x') != NULL };
			q.text = str_is(kind, "author")
					 ? str_print(own.mem, "author:\"%.*s\"", STR_ARGS(line))
				 : str_is(kind, "phrase")
					 ? str_print(own.mem, "\"%.*s\"", STR_ARGS(line))
					 : line;
			int64_t from = now_us();
			bool ok = index_search(&own, &q, &r);
			took[i] = now_us() - from;
			if (!ok) {
				c->err = own.err;
				return false;
			}
			arena_free(own.mem);
		}
		qsort(took, (size_t)rounds, sizeof(*took), by_number);
		printf("%.*s\t%lld\t%lld\n", STR_ARGS(kind), (long long)r.total,
		       (long long)took[rounds / 2]);
	}
	c->mem = whole;
	return true;
}

/* One title put again, then a search with facets by a reader that had the index open. */
static bool change(struct ctx *c, int times)
{
	struct index_query q = { .n = 10, .facets = true };
	struct index_result r;
	if (!index_search(c, &q, &r))
		return false;
	for (int i = 1; i <= times; i++) {
		struct ctx own = *c;
		own.mem = arena_new(0);
		struct str key = store_digest(own.mem, str_print(own.mem, "%d", i * 7));
		struct str id = catalog_id_of(own.mem, key);
		int64_t from = now_us();
		bool ok = index_put(&own, &id, 1);
		int64_t put = now_us();
		ok = ok && index_search(&own, &q, &r);
		printf("put %lld us, search %lld us\n", (long long)(put - from),
		       (long long)(now_us() - put));
		if (!ok) {
			c->err = own.err;
			return false;
		}
		arena_free(own.mem);
	}
	return true;
}

static bool run(struct ctx *c, int n, char **args)
{
	if (n == 5 && strcmp(args[1], "load") == 0)
		return load(c, args[3], args[4]);
	int64_t rounds = 0;
	if (n >= 5 && strcmp(args[1], "ask") == 0 &&
	    str_to_int(str_of(args[4]), 1, ROUNDS_MOST, &rounds))
		return ask(c, args[3], (int)rounds, n > 5 ? args[5] : "");
	if (n == 4 && strcmp(args[1], "change") == 0 &&
	    str_to_int(str_of(args[3]), 1, ROUNDS_MOST, &rounds))
		return change(c, (int)rounds);
	return fail(c, ERR_INVALID,
		    "usage: bench-titles load DIR RECORDS TSV | ask DIR QUERIES ROUNDS");
}

int main(int n, char **args)
{
	struct ctx c = { .mem = arena_new(0), .lang = "en" };
	must(n > 2);
	c.dir = args[2];
	const char *url = str_z(c.mem, str_print(c.mem, "sqlite:%s/keruen.db", c.dir));
	bool ok = folder_make(&c, c.dir) && db_open(&c, url) && db_migrate(&c) && run(&c, n, args);
	if (!ok) {
		struct str why = err_english(c.mem, &c.err);
		fprintf(stderr, "%.*s\n", STR_ARGS(why));
	}
	return !ok;
}
