/* The room's tests, and what stands beside requests: paths, fields. */
#include "unit.h"
#include "web/poster.h"
#include "web/worker_int.h"

int web_template_tests(void);
int web_zip_tests(void);
int web_route_tests(void);
int web_sign_tests(void);
int web_staff_tests(void);
int web_kept_tests(void);
int web_title_tests(void);

static void test_path__matches_segment_by_segment(void **state)
{
	static const struct web_page page = {
		.path = "/read/{id}/{page}.jpg",
		.params = { { "id", PARAM_ID }, { "page", PARAM_PAGE } },
	};
	struct str got[WEB_PARAMS] = { { NULL, 0 } };
	assert_true(web_path_matches(&page, STR("/read/abc/12.jpg"), got));
	assert_true(str_is(got[0], "abc"));
	assert_int_equal(got[1].n, 2);
	assert_false(web_path_matches(&page, STR("/read/abc/12.jpg/"), got));
	assert_false(web_path_matches(&page, STR("/read/abc/12"), got));
	assert_false(web_path_matches(&page, STR("/read/abc/x.jpg"), got));
	assert_false(web_path_matches(&page, STR("/read/abc/.jpg"), got));
	assert_false(web_path_matches(&page, STR("/read//1.jpg"), got));
	assert_false(web_path_matches(&page, STR("/"), got));
}

struct view_inner {
	struct str name;
};
struct view_inners {
	struct view_inner *at;
	size_t n;
};
struct view_outer {
	int64_t total;
	bool more;
	const char *word;
	struct view_inners list;
};

static void test_fields__print_a_view_as_json(void **state)
{
	static const struct field inner[] = { FIELD(struct view_inner, name), FIELD_END };
	static const struct field outer[] = {
		FIELD(struct view_outer, total),
		FIELD(struct view_outer, more),
		FIELD(struct view_outer, word),
		FIELD_LIST(struct view_outer, list, inner),
		FIELD_END,
	};
	struct ctx *c = unit_begin();
	struct view_inner items[] = { { STR("a\"b") }, { STR_NONE } };
	struct view_outer v = { .total = -5, .more = true, .list = { items, 2 } };
	struct buf out;
	buf_init(&out, c->mem, 0);
	field_json(&out, outer, &v);
	assert_str(buf_str(&out), "{\"total\":-5,\"more\":true,\"word\":null,"
				  "\"list\":[{\"name\":\"a\\\"b\"},{\"name\":null}]}");
	unit_end(c);
}

static void test_poster__tells_its_size(void **state)
{
	static const char frame[] =
		"\xff\xd8\xff\xe0\0\4ab\xff\xc4\0\3x\xff\xc2\0\x11\x8\1\x2c\2\x80...";
	static const char *const bad[] = { "", "\xff", "\xff\xd8\xff\xda\0\1.......",
					   "GIF89a......", "\xff\xd8\xff\xe0\xff\xff......" };
	int w = 0, h = 0;
	for (size_t n = 0; n < sizeof frame; n++) {
		struct str head = { frame, n };
		assert_int_equal(poster_size_of_jpeg(head, &w, &h), n >= 22);
	}
	assert_int_equal(w, 640);
	assert_int_equal(h, 300);
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_false(poster_size_of_jpeg(str_of(bad[i]), &w, &h));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_poster__tells_its_size),
		cmocka_unit_test(test_path__matches_segment_by_segment),
		cmocka_unit_test(test_fields__print_a_view_as_json),
	};
	return cmocka_run_group_tests(tests, NULL, NULL) + web_template_tests() + web_zip_tests() +
	       web_route_tests() + web_sign_tests() + web_staff_tests() + web_kept_tests() +
	       web_title_tests();
}
