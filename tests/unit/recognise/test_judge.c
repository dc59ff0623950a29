/* recognise: a text layer that does not say what the page says is noticed. */
#include "unit.h"
#include "recognise/recognise.h"

static enum layer_verdict judge(const char *line)
{
	struct arena *mem = arena_new(0);
	struct media_words w = { 0 };
	struct str rest = str_of(line), word;
	w.at = arena_array_of(mem, strlen(line) + 1, struct media_word);
	while (str_next(&rest, ' ', &word))
		if (word.n)
			w.at[w.n++].text = word;
	enum layer_verdict v = recognise_judge(&w);
	arena_free(mem);
	return v;
}

static void test_judge__takes_sound_text_of_each_language(void **state)
{
	static const char *const good[] = {
		"Керуен жолы таң атпай басталады және алыстағы құдыққа қарай тізбек созылады",
		"Степь только с виду пуста, у каждой балки есть имя",
		"Кербен өткөн тар жолдо таштын жүзү жылтырайт",
		"We leave at dawn with sixty camels and eighty books",
		"L'été où l'élève étudiait à l'école fut très agréable et mémorable",
		"Прозаическій домъ стоялъ на берегу рѣки, всѣ знали объ этомъ",
		"MacDonald and McKay of the USSR came with iPhones from Aachen to Almaty in May",
		"1923 1924 1925 17,5 48.2 100 % 12 500",
	};
	for (size_t i = 0; i < COUNT_OF(good); i++)
		assert_int_equal(judge(good[i]), LAYER_GOOD);
}

static void test_judge__notices_broken_encodings(void **state)
{
	static const char *const broken[] = {
		/* windows-1251 read as Latin-1 */
		"Ñòåïü òîëüêî ñ âèäó ïóñòà ó êàæäîé áàëêè åñòü èìÿ",
		/* a font without a Unicode table */
		"\xEE\x80\x81\xEE\x80\x82\xEE\x80\x83 \xEE\x80\x84\xEE\x80\x85 "
		"\xEE\x80\x86\xEE\x80\x87 "
		"\xEE\x80\x88",
		"\xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD a b",
		/* consonants alone */
		"Crnhk vbnpl ghtrw wxzk bdfgh lkjhg mnbvc qwrtp",
		/* Cyrillic read by a Latin model */
		"noroHLUHK BeJi Bep6JIIOAoB no cTapoH Aopore H KoJioAUbI 6bIJIH cyxH HoUbIO B "
		"cTenH "
		"pa3oHTJiH KocTep H neJiH Ao yTpa 6H6JiHoTeKapb oTKpbIJi",
		/* letter by letter */
		"T h e c a r a v a n c a m e l a t e a n d t h e w e l l s",
	};
	for (size_t i = 0; i < COUNT_OF(broken); i++)
		assert_int_equal(judge(broken[i]), LAYER_BROKEN);
}

static void test_judge__calls_a_page_without_words_empty(void **state)
{
	assert_int_equal(judge(""), LAYER_EMPTY);
	assert_int_equal(judge("12"), LAYER_EMPTY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_judge__takes_sound_text_of_each_language),
		cmocka_unit_test(test_judge__notices_broken_encodings),
		cmocka_unit_test(test_judge__calls_a_page_without_words_empty),
	};
	return cmocka_run_group_tests_name("recognise", tests, NULL, NULL);
}
