/* text: what the memo keeps changes no answer; stems of any letters are sound. */
#include "cases.h"

#include "text/text_int.h"

static void test_memo__gives_back_what_was_put(void **state)
{
	char made[2][128] = { "первый", "второй" }, got[TEXT_STEMS][128];
	assert_int_equal(memo_get(MEMO_STEMS, STR("memo"), "en", got), 0);
	assert_int_equal(memo_put(MEMO_STEMS, STR("memo"), "en", made, 2), 2);
	assert_int_equal(memo_get(MEMO_STEMS, STR("memo"), "en", got), 2);
	assert_string_equal(got[0], "первый");
	assert_string_equal(got[1], "второй");
	assert_int_equal(memo_get(MEMO_STEMS, STR("memo"), "ru", got), 0);
	assert_int_equal(memo_get(MEMO_STEMS, STR("mem"), "en", got), 0);
	assert_int_equal(memo_get(MEMO_KEYS, STR("memo"), "en", got), 0);
}

static void test_memo__keeps_both_kinds_of_a_word(void **state)
{
	char stem[1][128] = { "s" }, key[1][128] = { "k" }, got[TEXT_KEYS][128];
	memo_put(MEMO_STEMS, STR("both"), "en", stem, 1);
	memo_put(MEMO_KEYS, STR("both"), "en", key, 1);
	assert_int_equal(memo_get(MEMO_STEMS, STR("both"), "en", got), 1);
	assert_string_equal(got[0], "s");
	assert_int_equal(memo_get(MEMO_KEYS, STR("both"), "en", got), 1);
	assert_string_equal(got[0], "k");
}

static void test_memo__leaves_out_what_is_too_long(void **state)
{
	char made[2][128], got[TEXT_STEMS][128], word[64];
	memset(made, 'a', sizeof made);
	made[0][127] = made[1][127] = '\0';
	assert_int_equal(memo_put(MEMO_STEMS, STR("long"), "en", made, 2), 2);
	assert_int_equal(memo_get(MEMO_STEMS, STR("long"), "en", got), 0);
	memset(word, 'b', sizeof word);
	struct str long_word = { word, sizeof word };
	made[0][1] = '\0';
	assert_int_equal(memo_put(MEMO_STEMS, long_word, "en", made, 1), 1);
	assert_int_equal(memo_get(MEMO_STEMS, long_word, "en", got), 0);
	assert_int_equal(memo_put(MEMO_STEMS, STR("lang"), "eng", made, 1), 1);
	assert_int_equal(memo_get(MEMO_STEMS, STR("lang"), "eng", got), 0);
}

static size_t stems_of(size_t i, char ret[TEXT_STEMS][128])
{
	char word[32];
	int n = snprintf(word, sizeof word, "книг%zu", i);
	return text_stems((struct str){ word, (size_t)n }, "ru", ret);
}

/* More words than it has places: each word's stems are still its own. */
static void test_memo__of_many_words_never_mixes_them(void **state)
{
	enum { WORDS = 200000 };
	char first[TEXT_STEMS][128], again[TEXT_STEMS][128], own[32];
	for (size_t turn = 0; turn < 2; turn++) {
		for (size_t i = 0; i < WORDS; i++) {
			stems_of(i, first);
			snprintf(own, sizeof own, "%zu", i);
			assert_non_null(strstr(first[0], own));
			if (i % 3 == 0) {
				stems_of(i, again);
				assert_string_equal(first[0], again[0]);
			}
		}
	}
}

/* Letters, marks and joints of four scripts, hyphens and apostrophes at the oddest places. */
static void test_stems__of_any_letters_are_ended_and_distinct(void **state)
{
	static const char *const signs[] = { "а", "о", "в", "ш", "и", "ъ", "ѣ", "ё", "с",  "я", "т",
					     "қ", "ү", "-", "'", "a", "e", "s", "i", "ng", "ى", "ك",
					     "٠", "1", "й", "́",  "ь", "н", "е", "л", "👍" };
	static const char *const langs[] = { "", "kk", "ru", "ky", "en", "de" };
	char stems[TEXT_STEMS][128], word[160];
	uint32_t r = 4;
	for (size_t turn = 0; turn < 60000; turn++) {
		size_t n = 0;
		r = r * 1664525u + 1013904223u;
		for (size_t left = 1 + (r >> 8) % (turn % 50 ? 14 : 60); left; left--) {
			r = r * 1664525u + 1013904223u;
			const char *sign = signs[(r >> 10) % COUNT_OF(signs)];
			if (n + strlen(sign) > 120)
				break;
			memcpy(word + n, sign, strlen(sign));
			n += strlen(sign);
		}
		size_t k = text_stems((struct str){ word, n }, langs[turn % COUNT_OF(langs)],
				      stems);
		assert_in_range(k, 1, TEXT_STEMS);
		for (size_t i = 0; i < k; i++) {
			assert_true(strlen(stems[i]) > 0 && strlen(stems[i]) < 128);
			for (size_t j = 0; j < i; j++)
				assert_string_not_equal(stems[i], stems[j]);
		}
	}
}

void run_memo_tests(int *failed)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_memo__gives_back_what_was_put),
		cmocka_unit_test(test_memo__keeps_both_kinds_of_a_word),
		cmocka_unit_test(test_memo__leaves_out_what_is_too_long),
		cmocka_unit_test(test_memo__of_many_words_never_mixes_them),
		cmocka_unit_test(test_stems__of_any_letters_are_ended_and_distinct),
	};
	*failed += cmocka_run_group_tests_name("memo", tests, NULL, NULL);
}
