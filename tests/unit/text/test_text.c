/* text: words, stems, and the program's sentences, by tables. */
#include "cases.h"

#include "text/text.h"

static struct str unescaped(struct arena *mem, struct str s)
{
	struct buf out;
	buf_init(&out, mem, 0);
	for (size_t i = 0; i < s.n; i++) {
		bool escape = s.s[i] == '\\' && i + 1 < s.n && strchr("nrt", s.s[i + 1]);
		if (escape)
			i++;
		buf_add_char(&out, !escape         ? s.s[i]
				   : s.s[i] == 'n' ? '\n'
				   : s.s[i] == 'r' ? '\r'
						   : '\t');
	}
	return buf_str(&out);
}

void cases_each(const char *name, size_t columns, void (*each)(struct ctx *c, struct str *cells))
{
	struct ctx *c = unit_begin();
	struct str file, line;
	const char *folder = getenv("KERUEN_CASES");
	assert_non_null(folder);
	unit_ok(c, file_read(c, path_join(c->mem, folder, name), 1 << 20, &file));
	size_t n = 0;
	while (str_next(&file, '\n', &line)) {
		struct str cells[4];
		if (line.n == 0 || line.s[0] == '#')
			continue;
		for (size_t i = 0; i < columns; i++) {
			assert_true(str_next(&line, '\t', &cells[i]));
			cells[i] = unescaped(c->mem, cells[i]);
		}
		each(c, cells);
		n++;
	}
	assert_true(n > 0);
	unit_end(c);
}

static void word_case(struct ctx *c, struct str *cells)
{
	struct text_walk w;
	struct text_token t;
	struct buf out;
	size_t before = 0;
	buf_init(&out, c->mem, 0);
	text_walk_init(&w, cells[0]);
	while (text_walk_next(&w, &t)) {
		if (out.n)
			buf_add_char(&out, '|');
		buf_add(&out, t.exact);
		assert_true(t.at >= before && t.n > 0 && t.at + t.n <= cells[0].n);
		before = t.at + t.n;
	}
	assert_string_equal(str_z(c->mem, buf_str(&out)), str_z(c->mem, cells[1]));
}

static void test_words__are_cut_as_the_table_says(void **state)
{
	cases_each("words.tsv", 2, word_case);
}

static void test_words__over_120_bytes_are_cut_at_a_letter(void **state)
{
	struct ctx *c = unit_begin();
	struct buf b;
	struct text_walk w;
	struct text_token t;
	buf_init(&b, c->mem, 0);
	for (int i = 0; i < 500; i++)
		buf_add_z(&b, i % 7 ? "қ" : "q");
	text_walk_init(&w, buf_str(&b));
	assert_true(text_walk_next(&w, &t));
	assert_int_equal(t.n, b.n);
	assert_true(t.exact.n <= 120 && t.exact.n > 116);
	assert_true(text_is_utf8(t.exact));
	assert_false(text_walk_next(&w, &t));
	unit_end(c);
}

static void test_words__broken_across_a_page_are_joined(void **state)
{
	char word[128];
	assert_true(text_across(STR("ескі қол-\n"), STR("жазбалар сақталған"), word));
	assert_string_equal(word, "қолжазбалар");
	assert_true(text_across(STR("ескі қол\u00AC\n\n 12 \n"), STR("— 13 —\nжазбалар"), word));
	assert_string_equal(word, "қолжазбалар");
	assert_true(text_across(STR("в Алма-"), STR("Ата"), word));
	assert_string_equal(word, "алма-ата");
	assert_true(text_across(STR("биб\u00AD"), STR("лиотека"), word));
	assert_string_equal(word, "библиотека");
	assert_false(text_across(STR("ескі қол"), STR("жазбалар"), word));
	assert_false(text_across(STR("соңы."), STR("Басы"), word));
	assert_false(text_across(STR("1934-"), STR("жылы"), word));
	assert_false(text_across(STR(""), STR("жылы"), word));
	assert_false(text_across(STR("қол-"), STR(" 13 "), word));
}

static void test_words__broken_across_a_page_may_be_long(void **state)
{
	struct ctx *c = unit_begin();
	struct buf b;
	char word[128];
	buf_init(&b, c->mem, 0);
	for (int i = 0; i < 500; i++)
		buf_add_z(&b, "қ");
	struct str next = str_copy(c->mem, buf_str(&b));
	buf_add_z(&b, "-");
	/* the pages are cut where a letter begins, and the word at 120 bytes */
	assert_true(text_across(buf_str(&b), next, word));
	assert_true(strlen(word) <= 120 && text_is_utf8(str_of(word)));
	unit_end(c);
}

static bool share_stem(struct ctx *c, const char *lang, struct str a, struct str b)
{
	char one[TEXT_STEMS][128], two[TEXT_STEMS][128];
	size_t n = text_stems(a, lang, one), m = text_stems(b, lang, two);
	assert_true(n > 0 && n <= TEXT_STEMS && m > 0 && m <= TEXT_STEMS);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < m; k++) {
			if (!strcmp(one[i], two[k]))
				return true;
		}
	}
	return false;
}

static void stem_case(struct ctx *c, struct str *cells)
{
	struct str words = cells[1], first, other;
	const char *lang = str_z(c->mem, cells[0]);
	assert_true(str_next(&words, '|', &first));
	while (str_next(&words, '|', &other)) {
		if (!share_stem(c, lang, first, other))
			print_error("no common stem: %.*s %.*s\n", STR_ARGS(first),
				    STR_ARGS(other));
		assert_true(share_stem(c, lang, first, other));
	}
}

static void test_stems__of_one_words_forms_meet(void **state)
{
	cases_each("stems.tsv", 2, stem_case);
}

static void apart_case(struct ctx *c, struct str *cells)
{
	if (share_stem(c, str_z(c->mem, cells[0]), cells[1], cells[2]))
		print_error("a common stem: %.*s %.*s\n", STR_ARGS(cells[1]), STR_ARGS(cells[2]));
	assert_false(share_stem(c, str_z(c->mem, cells[0]), cells[1], cells[2]));
}

static void test_stems__of_different_words_stay_apart(void **state)
{
	cases_each("apart.tsv", 3, apart_case);
}

static void test_stems__see_through_latin_look_alikes(void **state)
{
	struct ctx *c = unit_begin();
	/* the a's of the first are Latin */
	assert_true(share_stem(c, "kk", STR("қaзaқ"), STR("қазақ")));
	assert_true(share_stem(c, "ru",
			       STR("кни\xd0\xb3"
				   "a"),
			       STR("книга")));
	unit_end(c);
}

static void date_case(struct ctx *c, struct str *cells)
{
	struct str said = text_date(c->mem, str_z(c->mem, cells[0]), cells[1]);
	assert_string_equal(str_z(c->mem, said), str_z(c->mem, cells[2]));
}

static void test_dates__are_said_as_each_language_writes_them(void **state)
{
	cases_each("dates.tsv", 3, date_case);
}

static void test_sizes__use_the_comma_of_the_language(void **state)
{
	struct ctx *c = unit_begin();
	assert_str(text_size(c->mem, "en", 1), "1\u00a0byte");
	assert_str(text_size(c->mem, "en", 999), "999\u00a0bytes");
	assert_str(text_size(c->mem, "ru", 1500000), "1,5\u00a0МБ");
	assert_str(text_size(c->mem, "en", 1500000), "1.5\u00a0MB");
	assert_str(text_size(c->mem, "kk", 250000000000), "250\u00a0ГБ");
	assert_str(text_size(c->mem, "ky", -1), "0\u00a0байт");
	unit_end(c);
}

static void test_language_names__know_both_codes(void **state)
{
	struct ctx *c = unit_begin();
	assert_str(text_language_name(c->mem, "ru", STR("kk")), "казахский");
	assert_str(text_language_name(c->mem, "kk", STR("KIR")), "қырғыз");
	assert_str(text_language_name(c->mem, "ky", STR("ger")), "немис");
	assert_str(text_language_name(c->mem, "en", STR("kk-Latn")), "Kazakh");
	assert_str(text_language_name(c->mem, "en", STR("xyz")), "xyz");
	assert_str(text_language_code(STR("rus")), "ru");
	assert_string_equal(text_language_of(STR("kk-KZ")), "kk");
	assert_null(text_language_of(STR("de")));
	assert_null(text_language_of(STR("rus")));
	unit_end(c);
}

static void test_country_names__stand_in_the_readers_language(void **state)
{
	struct ctx *c = unit_begin();
	assert_str(text_country_name("kk", STR("RU")), "Ресей");
	assert_str(text_country_name("en", STR("KG")), "Kyrgyzstan");
	assert_str(text_country_name("ru", STR("ZZ")), "ZZ");
	for (const char *const *code = text_country_codes(); *code; code++)
		for (size_t l = 0; text_languages[l]; l++)
			assert_false(
				str_is(text_country_name(text_languages[l], str_of(*code)), *code));
	unit_end(c);
}

static void test_sentences__fall_back_to_english(void **state)
{
	assert_string_equal(text_say("kk", "no such sentence"), "no such sentence");
	assert_string_equal(text_say_n("ru", "{0} thing", "{0} things", 1), "{0} thing");
	assert_string_equal(text_say_n("en", "{0} thing", "{0} things", 21), "{0} things");
	assert_string_equal(text_say("ru", "this is not text"), "это не текст");
	assert_string_equal(text_say_n("ru", "{0} title found", "{0} titles found", 22),
			    "найдено {0} издания");
	assert_string_equal(text_say_n("ru", "{0} title found", "{0} titles found", 11),
			    "найдено {0} изданий");
}

static void test_took__writes_the_comma_of_the_language(void **state)
{
	struct ctx *c = unit_begin();
	assert_str(text_took(c->mem, "kk", 640), "0,6\u00A0с");
	assert_str(text_took(c->mem, "en", 640), "0.6\u00A0s");
	assert_str(text_took(c->mem, "ru", 65000), "1\u00A0мин 5\u00A0с");
	unit_end(c);
}

static void test_errors__are_whole_sentences(void **state)
{
	struct ctx *c = unit_begin();
	assert_false(fail(c, ERR_ABSENT, "there is no thing {0}", "x"));
	assert_str(text_say_err(c->mem, "en", &c->err), "There is no thing x.");
	assert_false(fail(c, ERR_ABSENT, "there is no partner {0}", "aa"));
	assert_str(text_say_err(c->mem, "ru", &c->err), "Участника aa нет.");
	assert_str(text_say_err(c->mem, "kk", &c->err), "aa қатысушысы жоқ.");
	assert_false(fail(c, ERR_INVALID, "this is {0}, which is not taken", "an EPUB book"));
	assert_str(text_say_err(c->mem, "ru", &c->err),
		   "Это книга EPUB, такие файлы не принимаются.");
	unit_end(c);
}

static void test_sort_keys__stand_as_people_look_for_words(void **state)
{
	static const char *const order[] = {
		"1917",     "Абай",     "Абай жолы", "Абайдан", "Аққу", "Алма-Ата", "Алмалы",
		"Әбіш",     "Бөкей",    "Ғабит",     "Дала",    "Ёлка", "Ель",      "Ем",
		"Жамбыл",   "Кенесары", "Қасым",     "Лес",     "Нан",  "Ңан",      "Ода",
		"Өмір",     "Ұлы",      "Үй",        "Фолиант", "Һауа", "Ындын",    "Ір",
		"«Яблоко»", "Abai",     "Élan",      "Zhambyl", "الف",
	};
	struct ctx *c = unit_begin();
	struct arena *mem = c->mem;
	for (size_t i = 0; i + 1 < COUNT_OF(order); i++) {
		struct str a = text_sort_key(mem, str_of(order[i]));
		struct str b = text_sort_key(mem, str_of(order[i + 1]));
		if (str_order(a, b) >= 0)
			print_error("%s, %s\n", order[i], order[i + 1]);
		assert_true(str_order(a, b) < 0);
	}
	assert_str(text_sort_key(mem, STR(" «Абай Жолы»…")),
		   str_z(mem, text_sort_key(mem, STR("абай жолы"))));
	assert_true(text_sort_key(mem, STR("Жасыл")).s[0] > text_sort_key(mem, STR("ель")).s[0]);
	unit_end(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words__are_cut_as_the_table_says),
		cmocka_unit_test(test_sort_keys__stand_as_people_look_for_words),
		cmocka_unit_test(test_words__over_120_bytes_are_cut_at_a_letter),
		cmocka_unit_test(test_words__broken_across_a_page_are_joined),
		cmocka_unit_test(test_words__broken_across_a_page_may_be_long),
		cmocka_unit_test(test_stems__of_one_words_forms_meet),
		cmocka_unit_test(test_stems__of_different_words_stay_apart),
		cmocka_unit_test(test_stems__see_through_latin_look_alikes),
		cmocka_unit_test(test_dates__are_said_as_each_language_writes_them),
		cmocka_unit_test(test_sizes__use_the_comma_of_the_language),
		cmocka_unit_test(test_language_names__know_both_codes),
		cmocka_unit_test(test_country_names__stand_in_the_readers_language),
		cmocka_unit_test(test_sentences__fall_back_to_english),
		cmocka_unit_test(test_took__writes_the_comma_of_the_language),
		cmocka_unit_test(test_errors__are_whole_sentences),
	};
	int failed = cmocka_run_group_tests_name("words and sentences", tests, NULL, NULL);
	run_language_tests(&failed);
	run_decode_tests(&failed);
	run_key_tests(&failed);
	run_person_tests(&failed);
	run_place_tests(&failed);
	run_ocr_tests(&failed);
	run_memo_tests(&failed);
	return failed;
}
