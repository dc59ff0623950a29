/* text: bytes of an unknown encoding become UTF-8 in NFC. */
#include "cases.h"

#include <iconv.h>

#include "text/text.h"

static const char kazakh[] = "Қазақстанның ұлттық кітапханасы: әдебиет пен ғылым, өнер мен тіл.";
static const char russian[] = "Национальная библиотека: литература, наука и искусство — «Караван».";
static const char french[] = "L'école française a été créée à Genève, déjà très célèbre.";

static struct str converted(struct ctx *c, const char *to, const char *text)
{
	char *in = str_z(c->mem, str_of(text)), *out = arena_take(c->mem, 4096), *at = out;
	size_t n_in = strlen(text), n_out = 4096;
	iconv_t cd = iconv_open(to, "UTF-8");
	assert_true(cd != (iconv_t)-1);
	assert_true(iconv(cd, &in, &n_in, &at, &n_out) != (size_t)-1);
	iconv_close(cd);
	return (struct str){ out, (size_t)(at - out) };
}

static void test_decode__tells_encodings_by_their_letters(void **state)
{
	static const struct {
		const char *iconv, *name, *text;
	} cases[] = {
		{ "UTF-8", "UTF-8", kazakh },
		{ "CP1251", "windows-1251", russian },
		{ "KOI8-R//TRANSLIT", "KOI8-R", "Национальная библиотека: литература, наука." },
		{ "CP866//TRANSLIT", "CP866", "Национальная библиотека: литература, наука." },
		{ "ISO-8859-5//TRANSLIT", "ISO-8859-5", "Национальная библиотека: литература." },
		{ "RK1048", "KZ-1048", kazakh },
		{ "CP1252", "windows-1252", french },
		{ "UTF-16LE", "UTF-16", russian },
		{ "UTF-16BE", "UTF-16", kazakh },
		{ "UTF-16", "UTF-16", kazakh },
		{ "CP1251", "windows-1251", "Пушкин А. С. Стихи" },
		{ "PT154", "PT154", kazakh },
	};
	struct ctx *c = unit_begin();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str got;
		const char *name = NULL;
		struct str bytes = converted(c, cases[i].iconv, cases[i].text);
		unit_ok(c, text_decode(c, bytes, &got, &name));
		assert_string_equal(name, cases[i].name);
		assert_string_equal(str_z(c->mem, got), cases[i].text);
	}
	unit_end(c);
}

static void test_guess__follows_the_texts_around_where_letters_say_little(void **state)
{
	static const struct {
		const char *iconv, *usual, *text, *name;
	} cases[] = {
		{ "CP1251", "KZ-1048", "т. 1", "KZ-1048" },
		{ "CP866", "CP866", "С. 5", "CP866" },
		{ "KOI8-R", "KOI8-R", "М., 1990", "KOI8-R" },
		{ "CP1251", "CP866", "Очерки истории Алматы", "windows-1251" },
		{ "RK1048", "windows-1251", "Қазақ әдебиетінің тарихы", "KZ-1048" },
		{ "CP1252", "windows-1251", "Genève et la Méditerranée, création", "windows-1252" },
	};
	struct ctx *c = unit_begin();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str bytes = converted(c, cases[i].iconv, cases[i].text);
		assert_string_equal(text_guess(bytes, cases[i].usual), cases[i].name);
		assert_true(text_is_utf8(text_from(c->mem, cases[i].name, bytes)));
	}
	unit_end(c);
}

static void test_decode__is_total_on_any_bytes(void **state)
{
	struct ctx *c = unit_begin();
	char all[224];
	struct str got;
	for (int i = 0; i < 224; i++)
		all[i] = (char)(i + 32);
	unit_ok(c, text_decode(c, (struct str){ all, sizeof(all) }, &got, NULL));
	assert_true(text_is_utf8(got));
	unit_ok(c, text_decode(c, STR(""), &got, NULL));
	assert_int_equal(got.n, 0);
	unit_end(c);
}

static void test_decode__refuses_what_is_no_text(void **state)
{
	struct ctx *c = unit_begin();
	struct str got;
	assert_false(text_decode(c,
				 (struct str){ "\x7f"
					       "ELF\x02\x01\x01\0\0\0\xff",
					       11 },
				 &got, NULL));
	assert_int_equal(c->err.kind, ERR_INVALID);
	unit_end(c);
}

static void test_decode__composes_letters(void **state)
{
	struct ctx *c = unit_begin();
	struct str got;
	unit_ok(c, text_decode(c, STR("\xEF\xBB\xBF\u0438\u0306\u0435\u0308"), &got, NULL));
	assert_str(got, "\u0439\u0451");
	unit_end(c);
}

static void test_next__reads_bad_bytes_one_by_one(void **state)
{
	size_t at = 0;
	struct str s = STR("\xED\xA0\x80"
			   "a\xC0\xAF\xF4\x90\x80\x80\xE2\x82");
	size_t bad = 0, good = 0;
	while (at < s.n) {
		uint32_t cp = text_next(s, &at);
		bad += cp == 0xFFFD;
		good += cp == 'a';
	}
	assert_int_equal(good, 1);
	assert_int_equal(bad, s.n - 1);
	assert_false(text_is_utf8(s));
	assert_false(text_is_utf8((struct str){ "a\0b", 3 }));
}

static void test_lower__keeps_the_dotless_i(void **state)
{
	struct ctx *c = unit_begin();
	assert_str(text_lower(c->mem, STR("ҚАЗАҚ ÉCOLE İı ẞ")), "қазақ école iı ß");
	unit_end(c);
}

void run_decode_tests(int *failed)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decode__tells_encodings_by_their_letters),
		cmocka_unit_test(test_guess__follows_the_texts_around_where_letters_say_little),
		cmocka_unit_test(test_decode__is_total_on_any_bytes),
		cmocka_unit_test(test_decode__refuses_what_is_no_text),
		cmocka_unit_test(test_decode__composes_letters),
		cmocka_unit_test(test_next__reads_bad_bytes_one_by_one),
		cmocka_unit_test(test_lower__keeps_the_dotless_i),
	};
	*failed += cmocka_run_group_tests_name("encodings", tests, NULL, NULL);
}
