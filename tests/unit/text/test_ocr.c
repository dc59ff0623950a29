/* ocr: words that recognition takes for one another have one key, others have not. */
#include "cases.h"

#include "text/text.h"

static bool meet(struct str a, struct str b)
{
	char one[128], two[128];
	return text_ocr_key(a, one) && text_ocr_key(b, two) && strcmp(one, two) == 0;
}

static void misread_case(struct ctx *c, struct str *cells)
{
	if (meet(cells[0], cells[1]) != str_is(cells[2], "yes"))
		print_error("%.*s and %.*s\n", STR_ARGS(cells[0]), STR_ARGS(cells[1]));
	assert_int_equal(meet(cells[0], cells[1]), str_is(cells[2], "yes"));
}

static void test_words__that_recognition_confuses_have_one_key(void **state)
{
	cases_each("misread.tsv", 3, misread_case);
}

static void test_words__too_short_have_no_key(void **state)
{
	char key[128];
	assert_int_equal(text_ocr_key(STR("ңан"), key), 0);
	assert_int_equal(text_ocr_key(STR(""), key), 0);
	assert_int_equal(text_ocr_key(STR("19341"), key), 0);
	assert_true(text_ocr_key(STR("наны"), key) > 0);
}

struct seen {
	char key[40];
};

static int by_key(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct seen));
}

/* Of the words of real text no more than one in fifteen meets another that way. */
static void test_keys__keep_most_words_apart(void **state)
{
	struct ctx *c = unit_begin();
	struct str file;
	const char *path = unit_shared("language/kaznerd/IOB2_test.txt");
	if (!path) {
		unit_end(c);
		skip();
	}
	unit_ok(c, file_read(c, path, 16 << 20, &file));
	struct str line, word;
	struct seen *words = arena_array_of(c->mem, 200000, struct seen), *keys;
	size_t n = 0, distinct = 0, alone = 0;
	while (str_next(&file, '\n', &line) && n < 200000) {
		char key[128];
		if (!str_next(&line, ' ', &word) || word.n >= sizeof(words->key))
			continue;
		word = text_lower(c->mem, word);
		if (text_ocr_key(word, key))
			memcpy(words[n++].key, word.s, word.n);
	}
	qsort(words, n, sizeof(*words), by_key);
	keys = arena_array_of(c->mem, n, struct seen);
	for (size_t i = 0; i < n; i++) {
		char key[128];
		if (i && by_key(&words[i - 1], &words[i]) == 0)
			continue;
		text_ocr_key(str_of(words[i].key), key);
		memcpy(keys[distinct].key, key, strnlen(key, sizeof(keys->key) - 1));
		distinct++;
	}
	qsort(keys, distinct, sizeof(*keys), by_key);
	for (size_t i = 0; i < distinct; i++)
		alone += (i == 0 || by_key(&keys[i - 1], &keys[i])) &&
			 (i + 1 == distinct || by_key(&keys[i], &keys[i + 1]));
	print_message("%zu of %zu words stand alone\n", alone, distinct);
	assert_true(distinct > 10000 && alone * 15 > distinct * 14);
	unit_end(c);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_words__that_recognition_confuses_have_one_key),
	cmocka_unit_test(test_words__too_short_have_no_key),
	cmocka_unit_test(test_keys__keep_most_words_apart),
};

void run_ocr_tests(int *failed)
{
	*failed += cmocka_run_group_tests_name("ocr", tests, NULL, NULL);
}
