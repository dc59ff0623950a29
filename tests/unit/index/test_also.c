/* also: the places of a query by the shipped list, and by an editor's as it stands now. */
#include "test_int.h"

static size_t known(struct ctx *c, const char *query, struct also *ret)
{
	struct text_walk walk;
	struct text_token t;
	struct str words[8];
	size_t n = 0;
	text_walk_init(&walk, str_of(query));
	while (n < COUNT_OF(words) && text_walk_next(&walk, &t))
		words[n++] = str_copy(c->mem, t.exact);
	return also_known(c, words, n, ret, 4);
}

static bool has(const struct also *a, const char *name)
{
	for (size_t i = 0; i < a->n_names; i++)
		if (str_is(a->names[i], name))
			return true;
	return false;
}

static void test_places__of_a_query_are_known_by_other_names(void **state)
{
	struct ctx *c = unit_begin();
	struct also a[4];
	assert_int_equal(known(c, "тарих Нижний Новгорода и Верного", a), 2);
	assert_int_equal(a[0].at, 1);
	assert_int_equal(a[0].n, 2);
	assert_true(has(&a[0], "горький"));
	assert_int_equal(a[1].at, 4);
	assert_true(has(&a[1], "алма-ата"));
	assert_int_equal(known(c, "кітап", a), 0);
	unit_end(c);
}

static void test_an_editors_list__counts_from_the_next_question_on(void **state)
{
	struct ctx *c = unit_begin();
	struct also a[4];
	const char *path = path_join(c->mem, c->dir, "places.tsv");
	assert_int_equal(known(c, "Шатыртас", a), 0);
	unit_ok(c, file_replace(c, path, STR("Шатыртас\tКрасное Знамя\n")));
	unit_ok(c, index_check_places(c));
	assert_int_equal(known(c, "Шатыртаста", a), 1);
	assert_true(has(a, "красное знамя"));
	unit_ok(c, file_replace(c, path, STR("\xff")));
	assert_false(index_check_places(c));
	assert_int_equal(c->err.kind, ERR_INVALID);
	err_clear(c);
	assert_int_equal(known(c, "Шатыртас", a), 0);
	assert_int_equal(known(c, "Верный", a), 1);
	unit_end(c);
}

int also_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places__of_a_query_are_known_by_other_names),
		cmocka_unit_test(test_an_editors_list__counts_from_the_next_question_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
