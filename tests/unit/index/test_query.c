/* Tests of reading what was typed. */
#include "test_int.h"

static struct index_terms *parsed(struct ctx *c, const char *text)
{
	struct index_terms *t = arena_new_of(c->mem, struct index_terms);
	unit_ok(c, query_parse(c, str_of(text), "ru", t));
	return t;
}

static void test_query__tells_words_phrases_and_starts_apart(void **state)
{
	struct ctx *c = unit_begin();
	struct index_terms *t = parsed(c, "Керуен \"ескі жол\" -шөл кара* a*");
	assert_int_equal(t->n, 5);
	assert_int_equal(t->at[0].kind, WORD_PLAIN);
	assert_str(t->at[0].exact[0], "керуен");
	assert_int_equal(t->at[1].kind, WORD_PHRASE);
	assert_int_equal(t->at[1].n_exact, 2);
	assert_true(t->at[2].unwanted);
	assert_int_equal(t->at[3].kind, WORD_START);
	assert_int_equal(t->at[4].kind, WORD_PLAIN); /* one letter is too short a start */
	unit_end(c);
	(void)state;
}

static void test_query__takes_filters_and_fields(void **state)
{
	struct ctx *c = unit_begin();
	struct index_terms *t = parsed(c, "year:1920..1940 lang:KK title:жол http://a.b year:soon");
	assert_int_equal(t->n_years, 1);
	assert_int_equal(t->years[0].from, 1920);
	assert_int_equal(t->years[0].to, 1940);
	assert_int_equal(t->n_languages, 1);
	assert_str(t->languages[0].code, "kk");
	assert_string_equal(t->at[0].prefix, TERM_TITLE);
	assert_null(t->at[1].prefix);
	t = parsed(c, "year:1920..");
	assert_int_equal(t->years[0].from, 1920);
	assert_int_equal(t->years[0].to, 0);
	unit_end(c);
	(void)state;
}

static void test_query__survives_what_is_hostile(void **state)
{
	static const char *const odd[] = {
		"",         "\"",
		"\"\"",     "-",
		"--",       "*",
		"-\"",      "title:",
		"title:\"", "\"unfinished phrase",
		":::",      "-title:-title:\"x\"y",
		"\t\n",     "AND OR NOT ( ) ~ ^",
	};
	struct ctx *c = unit_begin();
	for (size_t i = 0; i < COUNT_OF(odd); i++)
		parsed(c, odd[i]);
	struct index_terms t;
	assert_false(query_parse(c, STR("\xff\xfe"), NULL, &t));
	assert_int_equal(c->err.kind, ERR_INVALID);
	struct buf many;
	buf_init(&many, c->mem, 0);
	for (int i = 0; i < 300; i++)
		buf_print(&many, "w%d ", i);
	unit_ok(c, query_parse(c, buf_str(&many), NULL, &t));
	assert_int_equal(t.n, QUERY_WORDS);
	buf_add(&many, buf_str(&many));
	assert_false(query_parse(c, buf_str(&many), NULL, &t));
	assert_int_equal(c->err.kind, ERR_LIMIT);
	unit_end(c);
	(void)state;
}

int query_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_query__tells_words_phrases_and_starts_apart),
		cmocka_unit_test(test_query__takes_filters_and_fields),
		cmocka_unit_test(test_query__survives_what_is_hostile),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
