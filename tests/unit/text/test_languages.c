/* text: which language a text is in; our own sentences, and treebanks where they are. */
#include "cases.h"

#include "text/text.h"

static void sentence_case(struct ctx *c, struct str *cells)
{
	int sure = -1;
	const char *lang = text_language(cells[1], &sure);
	if (!str_is(cells[0], lang))
		print_error("told as \"%s\": %.*s\n", lang, STR_ARGS(cells[1]));
	assert_true(str_is(cells[0], lang));
	assert_true(sure >= 0 && sure <= 100);
}

static void test_language__of_single_sentences(void **state)
{
	cases_each("sentences.tsv", 2, sentence_case);
}

static size_t count_letters(struct str s)
{
	size_t n = 0;
	for (size_t at = 0; at < s.n;) {
		uint32_t cp = text_next(s, &at);
		n += cp > 0x2B0 || (cp | 0x20) - 'a' < 26;
	}
	return n;
}

/* The share (in %) of a treebank's sentences of 60 letters or more that are told right. */
static int right_of(struct ctx *c, const char *path, const char *lang)
{
	struct str file, line;
	size_t right = 0, all = 0;
	unit_ok(c, file_read(c, path, 64 << 20, &file));
	while (str_next(&file, '\n', &line)) {
		if (!str_starts(line, "# text = ") || count_letters(line) < 66)
			continue;
		all++;
		right += !strcmp(text_language(str_from(line, 9), NULL), lang);
	}
	assert_true(all > 5);
	return (int)(right * 100 / all);
}

static void test_language__of_treebanks(void **state)
{
	static const struct {
		const char *path, *lang;
		int floor;
	} cases[] = {
		{ "language/ud-kazakh-ktb/kk_ktb-ud-train.conllu", "kk", 98 },
		{ "language/ud-kazakh-ktb/kk_ktb-ud-test.conllu", "kk", 98 },
		{ "language/ud-kyrgyz-ktmu/ky_ktmu-ud-test.conllu", "ky", 98 },
		{ "language/ud-russian-gsd/ru_gsd-ud-test.conllu", "ru", 98 },
		{ "language/ud-russian-taiga/ru_taiga-ud-test.conllu", "ru", 98 },
		{ "language/ud-english-ewt/en_ewt-all-from-sources.conllu", "en", 96 },
		{ "language/ud-uzbek-ut/uz_ut-ud-test.conllu", "", 98 },
		{ "language/ud-tatar-nmctt/tt_nmctt-ud-test.conllu", "", 94 },
	};
	struct ctx *c = unit_begin();
	size_t seen = 0;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *path = unit_shared(cases[i].path);
		if (!path || !file_exists(path))
			continue;
		int right = right_of(c, path, cases[i].lang);
		if (right < cases[i].floor)
			print_error("%s: %d %%\n", cases[i].path, right);
		assert_true(right >= cases[i].floor);
		seen++;
	}
	unit_end(c);
	if (!seen) {
		print_message("no treebanks here (KERUEN_SHARED)\n");
		skip();
	}
}

static void test_script__is_that_of_most_letters(void **state)
{
	assert_int_equal(text_script(STR("Қазақ PDF")), SCRIPT_CYRILLIC);
	assert_int_equal(text_script(STR("Qazaq тілі ädebiet")), SCRIPT_LATIN);
	assert_int_equal(text_script(STR("قازاق")), SCRIPT_ARABIC);
	assert_int_equal(text_script(STR("中文 1934")), SCRIPT_OTHER);
	assert_int_equal(text_script(STR("")), SCRIPT_OTHER);
}

void run_language_tests(int *failed)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_language__of_single_sentences),
		cmocka_unit_test(test_language__of_treebanks),
		cmocka_unit_test(test_script__is_that_of_most_letters),
	};
	*failed += cmocka_run_group_tests_name("languages", tests, NULL, NULL);
}
