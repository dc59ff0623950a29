/* What a worker keeps while the database stands still: never longer, and never for somebody else. */
#include "routes.h"
#include "web/kept.h"
#include "web/known.h"

#include <sys/wait.h>
#include <unistd.h>

int web_kept_tests(void);

static int begin(void **state)
{
	int ret = routes_begin(state);
	worker.known = known_new();
	return ret;
}

static int end(void **state)
{
	known_free(worker.known);
	unsetenv("KERUEN_NOW");
	return routes_end(state);
}

/* -- another process, which has ended when these return ------------------------------------------ */

static void another_sets(enum column i, const struct access_terms *terms)
{
	pid_t child = fork();
	if (child == 0) {
		struct ctx c = { .mem = arena_new(0), .dir = worker.c.dir, .lang = "en" };
		_exit(library_open(&c) && document_set_terms(&c, ids[i], terms) ? 0 : 1);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static void another_changes_nothing_of_ours(void)
{
	static int n = 30;
	struct access_terms terms = routes_terms[CLOSED];
	terms.excerpt_pages = ++n;
	another_sets(CLOSED, &terms);
}

static char *target(const char *fmt, enum column i)
{
	return str_z(worker.c.mem, str_print(worker.c.mem, fmt, STR_ARGS(ids[i])));
}

static const char *const of_document[] = { "/read/%.*s/1", "/read/%.*s", "/iiif/%.*s/1/info.json",
					   "/iiif/%.*s/manifest.json" };

static void all_answer(enum column i, int status)
{
	for (size_t k = 0; k < COUNT_OF(of_document); k++)
		for (int again = 0; again < 3; again++) {
			struct str path = str_print(worker.c.mem, of_document[k], STR_ARGS(ids[i]));
			assert_int_equal(get(path.s).r.status, status);
		}
}

static bool says(const struct answer *a, const char *what)
{
	return str_find(a->r.body, str_of(what)) < a->r.body.n;
}

/* -- pages --------------------------------------------------------------------------------------- */

static void test_page__is_kept_while_nothing_changes(void **state)
{
	static const char *const pages[] = { "/t/%.*s", "/read/%.*s/2" };
	for (size_t i = 0; i < COUNT_OF(pages); i++) {
		struct str path = str_print(worker.c.mem, pages[i], STR_ARGS(ids[OPEN]));
		struct answer made = get(path.s), kept = get(path.s), again = get(path.s);
		assert_int_equal(made.r.status, 200);
		assert_true(str_same(made.r.body, kept.r.body));
		assert_true(str_same(made.r.etag, kept.r.etag));
		assert_int_equal(made.r.cache, kept.r.cache);
		assert_ptr_equal(kept.r.body.s, again.r.body.s); /* the very same bytes */
		another_changes_nothing_of_ours();
		again = get(path.s);
		assert_ptr_not_equal(kept.r.body.s, again.r.body.s);
		assert_true(str_same(kept.r.body, again.r.body)); /* the old are still there */
	}
}

static void test_page__with_a_question_is_not_kept(void **state)
{
	char *path = target("/t/%.*s?q=", OPEN);
	struct answer one = get(path), other = get(path);
	assert_int_equal(one.r.status, other.r.status);
	path = str_z(worker.c.mem, str_print(worker.c.mem, "%sx", path));
	one = get(path);
	other = get(path);
	assert_int_equal(one.r.status, 200);
	assert_ptr_not_equal(one.r.body.s, other.r.body.s);
}

static void test_refusal__is_not_kept(void **state)
{
	struct answer one = get(target("/read/%.*s/1", CLOSED)),
		      other = get(target("/read/%.*s/1", CLOSED));
	assert_int_equal(one.r.status, 403);
	assert_int_equal(other.r.status, 403);
	assert_ptr_not_equal(one.r.body.s, other.r.body.s);
}

static void test_page__is_kept_for_each_language_form_and_host(void **state)
{
	char *plain = target("/t/%.*s", OPEN), *json = target("/t/%.*s?format=json", OPEN);
	struct answer first = get(plain);
	struct answer other = get(json);
	assert_string_equal(other.r.type, "application/json; charset=utf-8");
	other = get(json);
	assert_string_equal(other.r.type, "application/json; charset=utf-8");
	first = get(plain);
	assert_string_equal(first.r.type, "text/html; charset=utf-8");
	assert_true(says(&first, "lang=\"kk\""));
	for (int again = 0; again < 2; again++) {
		struct http_request q = first.q;
		struct http_reply r;
		q.language = STR("ru");
		web_handle(&worker, &q, &r);
		assert_true(str_find(r.body, STR("lang=\"ru\"")) < r.body.n);
		assert_int_equal(r.n_extra, 0);
		q.language = STR_NONE;
		q.host = STR("elsewhere");
		web_handle(&worker, &q, &r);
		assert_true(str_find(r.body, STR("http://elsewhere/")) < r.body.n);
		q.host = STR("test");
		q.accept = STR("application/json");
		web_handle(&worker, &q, &r);
		assert_string_equal(r.type, "application/json; charset=utf-8");
		/* chosen by hand: remembered each time, kept page or not */
		struct answer ky = get(target("/t/%.*s?lang=ky", OPEN));
		assert_int_equal(ky.r.n_extra, 1);
		assert_true(says(&ky, "lang=\"ky\""));
	}
	first = get(plain);
	assert_true(says(&first, "lang=\"kk\""));
}

static void test_kept_page__is_packed_once(void **state)
{
	struct answer plain = get(target("/t/%.*s", OPEN));
	struct http_request q = plain.q;
	struct http_reply one, two;
	q.encoding = STR("gzip");
	web_handle(&worker, &q, &one);
	web_handle(&worker, &q, &two);
	assert_true(two.gzip.n > 0 && two.gzip.n < two.body.n);
	assert_ptr_equal(one.gzip.s, two.gzip.s);
	assert_true(str_same(plain.r.body, two.body));
}

/* -- access -------------------------------------------------------------------------------------- */

static void test_level__set_by_another_process_holds_at_the_next_request(void **state)
{
	all_answer(OPEN, 200);
	for (int i = 0; i < 5; i++) {
		another_sets(OPEN, &routes_terms[CLOSED]);
		all_answer(OPEN, 403);
		struct answer a = get(target("/t/%.*s", OPEN));
		assert_false(says(&a, "/read/"));
		another_sets(OPEN, &routes_terms[OPEN]);
		all_answer(OPEN, 200);
		a = get(target("/t/%.*s", OPEN));
		assert_true(says(&a, "/read/") && says(&a, "/save/"));
		another_sets(OPEN, &routes_terms[READ]);
		all_answer(OPEN, 200);
		a = get(target("/t/%.*s", OPEN));
		assert_true(says(&a, "/read/") && !says(&a, "/save/"));
	}
	another_sets(OPEN, &routes_terms[OPEN]);
}

static void at_time(const char *seconds)
{
	assert_int_equal(setenv("KERUEN_NOW", seconds, 1), 0);
}

/* 2999-01-01 begins at 32472144000. Nothing changes in the database meanwhile. */
static void test_embargo__ends_with_its_day_though_pages_are_kept(void **state)
{
	for (int i = 0; i < 2; i++) {
		at_time("32472143999");
		all_answer(EMBARGOED, 403);
		struct answer a = get(target("/t/%.*s", EMBARGOED));
		assert_false(says(&a, "/read/"));
		at_time("32472144000");
		all_answer(EMBARGOED, 200);
		a = get(target("/t/%.*s", EMBARGOED));
		assert_true(says(&a, "/read/"));
	}
	unsetenv("KERUEN_NOW");
}

static void test_place__is_the_readers_own(void **state)
{
	struct net_list inside;
	struct str wrong;
	assert_true(net_list_parse(worker.c.mem, STR("10.0.0.0/8"), &inside, &wrong));
	worker.conf.onsite = inside;
	for (int i = 0; i < 3; i++)
		for (size_t k = 0; k < COUNT_OF(of_document); k++) {
			struct answer a = get(target(of_document[k], ONSITE));
			assert_int_equal(a.r.status, 403);
			struct http_reply r;
			a.q.peer = STR("10.1.2.3");
			web_handle(&worker, &a.q, &r);
			assert_int_equal(r.status, 200);
			assert_int_equal(r.cache, CACHE_NOTHING);
		}
	worker.conf.onsite = (struct net_list){ 0 };
}

/* -- the table ----------------------------------------------------------------------------------- */

static int *keep_number(struct kept *k, struct ctx *c, const char *key, int n)
{
	uint64_t version = kept_version(k, c);
	struct arena *mem = arena_new(0);
	int *value = arena_new_of(mem, int);
	*value = n;
	assert_true(version);
	kept_put(k, version, str_of(key), mem, value);
	return value;
}

static void test_things__make_room_by_use(void **state)
{
	struct ctx *c = &worker.c;
	struct kept *k = kept_new(4);
	static const char *const keys[] = { "a", "b", "c", "d" };
	for (int i = 0; i < 4; i++)
		keep_number(k, c, keys[i], i);
	for (int i = 3; i >= 0; i--)
		assert_int_equal(*(int *)kept_get(k, c, str_of(keys[i])), i);
	keep_number(k, c, "e", 4);
	assert_null(kept_get(k, c, STR("d")));
	assert_int_equal(*(int *)kept_get(k, c, STR("e")), 4);
	keep_number(k, c, "e", 5); /* again: in its own place */
	assert_int_equal(*(int *)kept_get(k, c, STR("e")), 5);
	for (int i = 0; i < 3; i++)
		assert_int_equal(*(int *)kept_get(k, c, str_of(keys[i])), i);
	kept_free(k);
}

static void test_thing__is_lent_beyond_its_time(void **state)
{
	struct ctx *c = &worker.c, borrower = *c;
	struct kept *k = kept_new(4);
	borrower.mem = arena_new(0);
	keep_number(k, c, "a", 7);
	int *lent = kept_get(k, &borrower, STR("a"));
	another_changes_nothing_of_ours();
	assert_null(kept_get(k, c, STR("a")));
	assert_int_equal(*lent, 7);
	kept_free(k);
	assert_int_equal(*lent, 7);
	arena_free(borrower.mem);
}

static void test_thing__is_not_kept_once_the_database_changed(void **state)
{
	struct ctx *c = &worker.c;
	struct kept *k = kept_new(4);
	uint64_t before = kept_version(k, c);
	another_changes_nothing_of_ours();
	assert_null(kept_get(k, c, STR("a")));
	struct arena *mem = arena_new(0);
	kept_put(k, before, STR("a"), mem, arena_new_of(mem, int));
	assert_null(kept_get(k, c, STR("a")));
	kept_free(k);
}

int web_kept_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_page__is_kept_while_nothing_changes),
		cmocka_unit_test(test_page__with_a_question_is_not_kept),
		cmocka_unit_test(test_refusal__is_not_kept),
		cmocka_unit_test(test_page__is_kept_for_each_language_form_and_host),
		cmocka_unit_test(test_kept_page__is_packed_once),
		cmocka_unit_test(test_level__set_by_another_process_holds_at_the_next_request),
		cmocka_unit_test(test_embargo__ends_with_its_day_though_pages_are_kept),
		cmocka_unit_test(test_place__is_the_readers_own),
		cmocka_unit_test(test_things__make_room_by_use),
		cmocka_unit_test(test_thing__is_lent_beyond_its_time),
		cmocka_unit_test(test_thing__is_not_kept_once_the_database_changed),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
