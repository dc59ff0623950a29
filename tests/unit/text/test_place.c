/* place: a place is known by any of its names, in any form; an editor's lines add to the table. */
#include "cases.h"

#include "text/text.h"

static struct text_place_names find(struct ctx *c, const struct text_places *p, struct str query)
{
	struct text_place_names found;
	struct text_walk walk;
	struct text_token t;
	struct str words[8];
	size_t n = 0;
	text_walk_init(&walk, query);
	while (n < COUNT_OF(words) && text_walk_next(&walk, &t))
		words[n++] = str_copy(c->mem, t.exact);
	text_places_find(p, words, n, &found);
	return found;
}

static bool has(const struct text_place_names *found, struct str name)
{
	for (size_t i = 0; i < found->n; i++)
		if (str_same(found->at[i], name))
			return true;
	return false;
}

static void place_case(struct ctx *c, struct str *cells)
{
	struct text_places *p;
	int64_t n_words;
	unit_ok(c, text_places_read(c, STR_NONE, &p));
	assert_true(str_to_int(cells[1], 0, 9, &n_words));
	struct text_place_names found = find(c, p, cells[0]);
	if (found.n_words != (size_t)n_words || (cells[2].n && !has(&found, cells[2])))
		print_error("%.*s: %zu words\n", STR_ARGS(cells[0]), found.n_words);
	assert_int_equal(found.n_words, n_words);
	assert_true(cells[2].n == 0 || has(&found, cells[2]));
}

static void test_places__are_found_by_any_name_in_any_form(void **state)
{
	cases_each("places.tsv", 3, place_case);
}

static void test_an_editors_line__adds_a_place_and_replaces_a_shipped_one(void **state)
{
	struct ctx *c = unit_begin();
	struct text_places *p;
	unit_ok(c, text_places_read(c,
				    STR("# ours\n"
					"Шатыртас\tКаменный Утёс; Шатровый*\n"
					"Алматы; Жаңа Алматы\r\n"
					"\n;;*(\t\t\n"),
				    &p));
	struct text_place_names found = find(c, p, STR("каменного утеса"));
	assert_int_equal(found.n_words, 2);
	assert_true(has(&found, STR("шатыртас")) && has(&found, STR("шатровый")));
	assert_int_equal(find(c, p, STR("шатровый")).n_words, 0);
	found = find(c, p, STR("Алматы"));
	assert_true(has(&found, STR("жаңа алматы")) && !has(&found, STR("верный")));
	assert_int_equal(find(c, p, STR("Верный")).n_words, 0);
	assert_true(find(c, p, STR("Бишкек")).n_words == 1);
	unit_end(c);
}

static void test_a_list_of_places__that_is_no_text_is_refused(void **state)
{
	struct ctx *c = unit_begin();
	struct text_places *p;
	assert_false(text_places_read(c, STR("\xc0\xff\t"), &p));
	assert_int_equal(c->err.kind, ERR_INVALID);
	unit_end(c);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_places__are_found_by_any_name_in_any_form),
	cmocka_unit_test(test_an_editors_line__adds_a_place_and_replaces_a_shipped_one),
	cmocka_unit_test(test_a_list_of_places__that_is_no_text_is_refused),
};

void run_place_tests(int *failed)
{
	*failed += cmocka_run_group_tests_name("place", tests, NULL, NULL);
}
