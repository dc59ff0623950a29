/* Lists of titles and saved searches, on both engines. */
#include "tests.h"

static struct list made(struct ctx *c, const char *name)
{
	struct list l = { .account = reader(c, "aliya").id, .name = str_of(name) };
	unit_ok(c, list_add(c, &l));
	return l;
}

static void assert_order(struct ctx *c, struct str id, const char *order)
{
	struct list_titles t;
	struct buf b;
	buf_init(&b, c->mem, 0);
	unit_ok(c, list_titles(c, id, &t));
	for (size_t i = 0; i < t.n; i++)
		buf_add(&b, t.at[i].title);
	assert_str(buf_str(&b), order);
}

static void test_list__keeps_titles_in_order_with_notes(void **state)
{
	struct ctx *c = unit_db(state);
	struct list l = made(c, " Жазғы оқу "), got;
	static const char *const titles[] = { "a", "b", "c" };
	assert_true(catalog_id_valid(l.id));
	for (size_t i = 0; i < COUNT_OF(titles); i++)
		unit_ok(c, list_put(c, l.id, str_of(titles[i]), STR_NONE));
	unit_ok(c, list_put(c, l.id, STR("a"), STR("қайта оқу"))); /* its note, not its place */
	assert_order(c, l.id, "abc");
	unit_ok(c, list_move(c, l.id, STR("c"), -1));
	assert_order(c, l.id, "acb");
	unit_ok(c, list_move(c, l.id, STR("a"), 1));
	unit_ok(c, list_move(c, l.id, STR("c"), -1)); /* is first already */
	assert_order(c, l.id, "cab");
	unit_ok(c, list_take(c, l.id, STR("a")));
	assert_order(c, l.id, "cb");
	unit_ok(c, list_get(c, l.id, &got));
	assert_str(got.name, "Жазғы оқу");
	assert_int_equal(got.n, 2);
	assert_false(list_move(c, l.id, STR("zzz"), 1));
	assert_int_equal(c->err.kind, ERR_ABSENT);
}

static void test_list__is_renamed_shared_and_removed(void **state)
{
	struct ctx *c = unit_db(state);
	struct list l = made(c, "One"), got;
	unit_ok(c, list_put(c, l.id, STR("a"), STR_NONE));
	l.name = STR("Two");
	l.shared = true;
	unit_ok(c, list_set(c, &l));
	struct lists all;
	unit_ok(c, lists_of(c, l.account, &all));
	assert_int_equal(all.n, 1);
	assert_str(all.at[0].name, "Two");
	assert_true(all.at[0].shared);
	unit_ok(c, list_remove(c, l.id));
	assert_false(list_get(c, l.id, &got));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	assert_false(list_get(c, STR("nonsense"), &got));
}

static void test_search__remembers_how_many_it_found(void **state)
{
	struct ctx *c = unit_db(state);
	struct list l = { .account = reader(c, "aliya").id,
			  .name = STR("Abai"),
			  .search = STR("q=%D0%90"),
			  .n = 12 };
	struct list got;
	unit_ok(c, list_add(c, &l));
	unit_ok(c, list_get(c, l.id, &got));
	assert_int_equal(got.n, 12);
	assert_str(got.search, "q=%D0%90");
	got.n = 15;
	unit_ok(c, list_set(c, &got));
	unit_ok(c, list_get(c, l.id, &got));
	assert_int_equal(got.n, 15);
}

static void test_lists__have_limits(void **state)
{
	struct ctx *c = unit_db(state);
	struct list l = made(c, "1");
	struct list more = { .account = l.account, .name = STR("x") };
	for (int i = 1; i < 200; i++)
		unit_ok(c, list_add(c, &more));
	assert_false(list_add(c, &more));
	assert_int_equal(c->err.kind, ERR_LIMIT);
	more.name = STR("  ");
	assert_false(list_add(c, &more));
	assert_int_equal(c->err.kind, ERR_INVALID);
	char *note = arena_take(c->mem, 3000);
	memset(note, 'n', 2001);
	assert_false(list_put(c, l.id, STR("a"), str_of(note)));
	assert_int_equal(c->err.kind, ERR_LIMIT);
}

int list_tests(void)
{
	const struct CMUnitTest tests[] = {
		ON_BOTH(test_list__keeps_titles_in_order_with_notes),
		ON_BOTH(test_list__is_renamed_shared_and_removed),
		ON_BOTH(test_search__remembers_how_many_it_found),
		ON_SQLITE(test_lists__have_limits),
	};
	return cmocka_run_group_tests_name("lists", tests, NULL, NULL);
}
