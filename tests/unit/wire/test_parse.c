/* Request lines, ranges, lists: each rule a row. */
#include "unit.h"
#include "wire/wire.h"

int wire_server_tests(void);

#define WRONG(...)                                                                                 \
	do {                                                                                       \
		print_error(__VA_ARGS__);                                                          \
		_fail(__FILE__, __LINE__);                                                         \
	} while (0)

static void test_target__is_decoded_once_or_refused(void **state)
{
	static const struct {
		const char *raw, *path; /* NULL: refused */
	} rows[] = {
		{ "/", "/" },        { "/t/abc", "/t/abc" }, { "/search?q=a", "/search" },
		{ "/%D2%9B", "/қ" }, { "/a%20b", "/a b" },   { "/%2541", "/%41" },
		{ "/a+b", "/a+b" },  { "/a/", "/a/" },       { "/a//", NULL },
		{ "", NULL },        { "t", NULL },          { "http://host/", NULL },
		{ "*", NULL },       { "/a//b", NULL },      { "//host/", NULL },
		{ "/../etc", NULL }, { "/a/./b", NULL },     { "/a/%2e%2e/b", NULL },
		{ "/a%2Fb", NULL },  { "/a%5cb", NULL },     { "/a\\b", NULL },
		{ "/%00", NULL },    { "/%0a", NULL },       { "/%7f", NULL },
		{ "/%", NULL },      { "/%4", NULL },        { "/%zz", NULL },
		{ "/%FF", NULL },    { "/%C0%AF", NULL },    { "/a#b", NULL },
		{ "/?q=%00", NULL }, { "/?q=%C3", NULL },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct ctx *c = unit_begin();
		struct http_target t;
		bool ok = http_target_parse(c, str_of(rows[i].raw), &t);
		if (ok != (rows[i].path != NULL))
			WRONG("%s was %s", rows[i].raw, ok ? "taken" : "refused");
		if (ok)
			assert_str(t.path, rows[i].path);
		unit_end(c);
	}
}

static void test_query__keeps_order_and_decodes(void **state)
{
	struct ctx *c = unit_begin();
	struct http_request q = { .mem = c->mem };
	unit_ok(c, http_target_parse(c, STR("/s?q=a+b%26c&x&=1&q=2&&lang=kk"), &q.target));
	assert_int_equal(q.target.query.n, 5);
	assert_str(http_query(&q, "q"), "a b&c");
	assert_str(http_query(&q, "x"), "");
	assert_str(http_query(&q, "lang"), "kk");
	assert_null(http_query(&q, "y").s);
	unit_end(c);
}

static void test_form__is_decoded_in_order_or_refused(void **state)
{
	static const char *const bad[] = { "a=%", "a=%zz", "a=%00", "a=%01", "%C3=1", "a=\x01" };
	struct ctx *c = unit_begin();
	struct http_request q = { .mem = c->mem };
	unit_ok(c, http_form_parse(c, STR("a=1+2&b=%D2%9B&a=3&c=x%0D%0Ay&d&=e&"), &q.form));
	assert_int_equal(q.form.n, 6);
	assert_str(http_form(&q, "a"), "1 2");
	assert_str(http_form(&q, "b"), "қ");
	assert_str(http_form(&q, "c"), "x\r\ny");
	assert_str(http_form(&q, "d"), "");
	assert_str(q.form.at[2].value, "3");
	assert_null(http_form(&q, "z").s);
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (http_form_parse(c, str_of(bad[i]), &q.form))
			WRONG("%s was taken", bad[i]);
	unit_end(c);
}

static void test_form__has_limits(void **state)
{
	struct ctx *c = unit_begin();
	struct http_pairs p;
	char *many = arena_take(c->mem, 2 << 20);
	for (size_t i = 0; i < 4000; i++)
		memcpy(many + i * 2, "a&", 2);
	many[7999] = 0; /* 4000 fields */
	unit_ok(c, http_form_parse(c, str_of(many), &p));
	assert_int_equal(p.n, 4000);
	memcpy(many + 7999, "&a", 2);
	assert_false(http_form_parse(c, str_of(many), &p));
	assert_int_equal(c->err.kind, ERR_LIMIT);
	memset(many, 'a', (1 << 20) + 1);
	assert_false(http_form_parse(c, str_of(many), &p));
	unit_ok(c, http_form_parse(c, (struct str){ many, 1 << 20 }, &p));
	unit_end(c);
}

static void test_query__too_many_pairs_are_refused(void **state)
{
	struct ctx *c = unit_begin();
	struct http_target t;
	struct buf b;
	buf_init(&b, c->mem, 0);
	buf_add_z(&b, "/?");
	for (int i = 0; i < 65; i++)
		buf_add_z(&b, "a=1&");
	assert_false(http_target_parse(c, buf_str(&b), &t));
	assert_true(http_target_parse(c, str_upto(buf_str(&b), b.n - 4), &t));
	unit_end(c);
}

static void test_cookies__are_pairs_and_the_rest_is_passed_over(void **state)
{
	struct ctx *c = unit_begin();
	struct http_request q = { .mem = c->mem };
	http_cookies_parse(c->mem, STR("a=1; lang=kk;; junk; =x; b=2=3"), &q.cookies);
	assert_int_equal(q.cookies.n, 3);
	assert_str(http_cookie(&q, "lang"), "kk");
	assert_str(http_cookie(&q, "b"), "2=3");
	unit_end(c);
}

static void test_range__one_range_or_the_whole(void **state)
{
	static const struct {
		const char *header;
		int64_t n;
		int status;
		int64_t at, count;
	} rows[] = {
		{ "bytes=0-0", 100, 206, 0, 1 },
		{ "bytes=0-", 100, 206, 0, 100 },
		{ "bytes=10-19", 100, 206, 10, 10 },
		{ "bytes=90-200", 100, 206, 90, 10 },
		{ "bytes=-10", 100, 206, 90, 10 },
		{ "bytes=-200", 100, 206, 0, 100 },
		{ "BYTES=5-5", 100, 206, 5, 1 },
		{ "bytes=100-", 100, 416, 0, 0 },
		{ "bytes=-0", 100, 416, 0, 0 },
		{ "bytes=0-", 0, 416, 0, 0 },
		{ "bytes=0-99999999999999999999999", 100, 206, 0, 100 },
		{ "bytes=99999999999999999999999-", 100, 416, 0, 0 },
		{ "bytes=0-1,5-6", 100, 200, 0, 0 },
		{ "bytes=5-4", 100, 200, 0, 0 },
		{ "bytes=", 100, 200, 0, 0 },
		{ "bytes=-", 100, 200, 0, 0 },
		{ "bytes=a-b", 100, 200, 0, 0 },
		{ "items=0-1", 100, 200, 0, 0 },
		{ "", 100, 200, 0, 0 },
		{ "bytes=1--2", 100, 200, 0, 0 },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int64_t at = 0, n = 0;
		int status = http_range(str_of(rows[i].header), rows[i].n, &at, &n);
		if (status != rows[i].status || at != rows[i].at || n != rows[i].count)
			WRONG("%s: %d %d %d", rows[i].header, status, (int)at, (int)n);
	}
}

static void test_etag__is_found_in_a_list(void **state)
{
	assert_true(http_etag_listed(STR("\"abc\""), STR("abc")));
	assert_true(http_etag_listed(STR("\"x\", W/\"abc\""), STR("abc")));
	assert_true(http_etag_listed(STR("*"), STR("abc")));
	assert_false(http_etag_listed(STR("\"abcd\", abc"), STR("abc")));
	assert_false(http_etag_listed(STR("*"), STR("")));
	assert_false(http_etag_listed(STR(""), STR("abc")));
}

static void test_preferences__are_ordered_by_weight(void **state)
{
	struct ctx *c = unit_begin();
	struct str got[4];
	size_t n = http_preferences(STR("en;q=0.5, kk, ru;q=0.8,ky;q=0, fr;q=0.801"), got, 4);
	assert_int_equal(n, 4);
	assert_str(got[0], "kk");
	assert_str(got[1], "fr");
	assert_str(got[2], "ru");
	assert_str(got[3], "en");
	assert_true(http_accepts(STR("br, GZIP;q=0.1"), "gzip"));
	assert_false(http_accepts(STR("gzip;q=0.000"), "gzip"));
	assert_false(http_accepts(STR("gzipped"), "gzip"));
	assert_false(http_accepts(STR_NONE, "gzip"));
	unit_end(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_target__is_decoded_once_or_refused),
		cmocka_unit_test(test_query__keeps_order_and_decodes),
		cmocka_unit_test(test_form__is_decoded_in_order_or_refused),
		cmocka_unit_test(test_form__has_limits),
		cmocka_unit_test(test_query__too_many_pairs_are_refused),
		cmocka_unit_test(test_cookies__are_pairs_and_the_rest_is_passed_over),
		cmocka_unit_test(test_range__one_range_or_the_whole),
		cmocka_unit_test(test_etag__is_found_in_a_list),
		cmocka_unit_test(test_preferences__are_ordered_by_weight),
	};
	return cmocka_run_group_tests(tests, NULL, NULL) + wire_server_tests();
}
