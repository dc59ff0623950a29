/* Records and documents: by path, by name, without extension, whatever the case. */
#include "unit.h"
#include "groups.h"

static struct finds finds_of(struct ctx *c, const char *const *paths, size_t n)
{
	struct finds f = { .at = arena_array_of(c->mem, n, struct find), .n = n };
	for (size_t i = 0; i < n; i++)
		f.at[i] = (struct find){ .path = str_of(paths[i]),
					 .name = path_name(str_of(paths[i])),
					 .n_files = 1 };
	return f;
}

static void give_record(struct ctx *c, struct finds *f, const char *const *names, size_t n)
{
	struct record *r = arena_array_of(c->mem, n, struct record);
	for (size_t i = 0; i < n; i++) {
		record_add(c->mem, &r[i], RECORD_TITLE, str_of(names[i]));
		record_add(c->mem, &r[i], RECORD_FILE, str_of(names[i]));
	}
	f->records = arena_new_of(c->mem, struct find_records);
	f->records[0].list = (struct record_list){ r, n };
	f->n_records = 1;
}

static void test_match__finds_names_in_every_form(void **state)
{
	static const char *const paths[] = { "books/Abai.PDF", "books/дала жолы", "x/Й.txt",
					     "y/z.pdf" };
	static const struct {
		const char *name;
		int find; /* -1: none */
	} cases[] = {
		{ "books/Abai.PDF", 0 },
		{ "abai.pdf", 0 },
		{ "ABAI", 0 },
		{ "disc1\\books\\abai.pdf", 0 },
		{ "http://example.org/files/abai.pdf", 0 },
		{ "./books/abai.pdf", 0 },
		{ "Дала Жолы", 1 },
		{ "books/дала жолы/", 1 },
		{ "x/\xd0\x98\xcc\x86.txt", 2 }, /* NFD */
		{ "other.pdf", -1 },
		{ "", -1 },
		{ "/", -1 },
		{ "books", -1 },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct ctx *c = unit_begin();
		struct finds f = finds_of(c, paths, COUNT_OF(paths));
		struct str *unmatched;
		size_t n;
		give_record(c, &f, &cases[i].name, 1);
		match_records(c, &f, &unmatched, &n);
		for (int k = 0; k < (int)f.n; k++)
			if ((f.at[k].record != NULL) != (k == cases[i].find)) {
				print_error("%s\n", cases[i].name);
				assert_true(false);
			}
		assert_int_equal(n, cases[i].find < 0);
		unit_end(c);
	}
}

static void test_match__does_not_guess_between_two_of_one_name(void **state)
{
	static const char *const paths[] = { "a/scan.pdf", "b/scan.pdf" };
	static const char *const names[] = { "scan.pdf", "b/scan.pdf", "b/scan.pdf" };
	struct ctx *c = unit_begin();
	struct finds f = finds_of(c, paths, 2);
	struct str *unmatched;
	size_t n;
	give_record(c, &f, names, 3);
	match_records(c, &f, &unmatched, &n);
	assert_null(f.at[0].record);
	assert_ptr_equal(f.at[1].record, &f.records[0].list.at[1]);
	assert_int_equal(n, 2);
	assert_str(unmatched[0], "scan.pdf (scan.pdf)");
	unit_end(c);
}

static void test_match__needs_no_name_for_an_only_pair(void **state)
{
	static const char *const paths[] = { "scan.pdf" };
	static const char *const names[] = { "RU/NLR/1" };
	struct ctx *c = unit_begin();
	struct finds f = finds_of(c, paths, 1);
	struct str *unmatched;
	size_t n;
	give_record(c, &f, names, 1);
	match_records(c, &f, &unmatched, &n);
	assert_non_null(f.at[0].record);
	assert_int_equal(n, 0);
	unit_end(c);
}

static void test_outcome__is_the_same_after_the_way(void **state)
{
	struct ctx *c = unit_begin();
	struct outcome o = { .result = DEPOSIT_REFUSED,
			     .why = { ERR_LIMIT, "too large: {0}", { STR("10 \"GB\"") } },
			     .id = STR("x"),
			     .title = STR("Тіл\n"),
			     .bytes = INT64_MAX,
			     .pages = 3,
			     .needs_cataloguer = true };
	struct outcome back;
	size_t find;
	assert_true(outcome_read(c->mem, outcome_write(c->mem, 7, &o), &find, &back));
	assert_int_equal(find, 7);
	assert_int_equal(back.result, DEPOSIT_REFUSED);
	assert_int_equal(back.why.kind, ERR_LIMIT);
	assert_str(err_english(c->mem, &back.why), "too large: 10 \"GB\"");
	assert_str(back.title, "Тіл\n");
	assert_int_equal(back.bytes, INT64_MAX);
	assert_true(back.needs_cataloguer);
	assert_false(outcome_read(c->mem, STR("[1]"), &find, &back));
	unit_end(c);
}

int group_match(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_match__finds_names_in_every_form),
		cmocka_unit_test(test_match__does_not_guess_between_two_of_one_name),
		cmocka_unit_test(test_match__needs_no_name_for_an_only_pair),
		cmocka_unit_test(test_outcome__is_the_same_after_the_way),
	};
	return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
