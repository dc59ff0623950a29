/* cite: each style puts a record together as its standard has it. */
#include "unit.h"

#include "cite/cite.h"

#include <jansson.h>

enum { DAY = 1795996800 }; /* 30 November 2026 */

struct said {
	enum record_field field;
	const char *value, *role;
};

static struct record record_of(struct ctx *c, const struct said *at)
{
	struct record r = { 0 };
	for (; at->value; at++) {
		record_add(c->mem, &r, at->field, str_of(at->value));
		if (at->role)
			r.at[r.n - 1].role = str_of(at->role);
	}
	return r;
}

static const struct said novel[] = {
	{ RECORD_TITLE, "Путь Абая : роман в 2 томах", NULL },
	{ RECORD_CREATOR, "Ауэзов, Мухтар Омарханович", "aut" },
	{ RECORD_CONTRIBUTOR, "Анов, Николай Иванович", "trl" },
	{ RECORD_PLACE, "Москва", NULL },
	{ RECORD_PUBLISHER, "Художественная литература", NULL },
	{ RECORD_DATE, "1971", NULL },
	{ RECORD_EXTENT, "606 с. : ил. ; 20 см", NULL },
	{ RECORD_ISBN, "978-601-01-0123-4", NULL },
	{ RECORD_LANGUAGE, "ru", NULL },
	{ 0, NULL, NULL },
};
static const struct said article[] = {
	{ RECORD_TITLE, "Көшпелілер мәдениеті", NULL },
	{ RECORD_CREATOR, "Әлімбай Н.", NULL },
	{ RECORD_LEVEL, "article", NULL },
	{ RECORD_HOST, "Жұлдыз", NULL },
	{ RECORD_PART, "№ 5", NULL },
	{ RECORD_DATE, "1986", NULL },
	{ RECORD_EXTENT, "Б. 5–7", NULL },
	{ 0, NULL, NULL },
};
static const struct said many[] = {
	{ RECORD_TITLE, "Очерки истории & культуры {Азии}", NULL },
	{ RECORD_CREATOR, "Иванов, И. И.", "aut" },
	{ RECORD_CREATOR, "Петров, Жан-Жак", "aut" },
	{ RECORD_CREATOR, "Сидоров, С.", "aut" },
	{ RECORD_CREATOR, "Ким, В. Г.", "aut" },
	{ RECORD_DATE, "[1999?]", NULL },
	{ 0, NULL, NULL },
};

static struct str cited(struct ctx *c, const char *code, const struct said *at, const char *url)
{
	struct record r = record_of(c, at);
	for (const struct cite_style *s = cite_styles; s->code; s++)
		if (!strcmp(s->code, code))
			return cite(c->mem, s, &r, str_of(url), DAY);
	assert_string_equal(code, "a style");
	return STR_NONE;
}

struct expected {
	const char *code;
	const struct said *record;
	const char *url, *text;
};

static const struct expected texts[] = {
	/* 7.0.5, 4.8: authors head it; towns are shortened; no dashes between areas */
	{ "gost5", novel, "",
	  "Ауэзов М. О. Путь Абая : роман в 2 томах. М. : Художественная литература, 1971. 606 "
	  "с." },
	{ "gost5", novel, "https://k.example/t/1",
	  "Ауэзов М. О. Путь Абая : роман в 2 томах. М. : Художественная литература, 1971. 606 с. "
	  "URL: https://k.example/t/1 (дата обращения: 30.11.2026)." },
	{ "gost5", article, "", "Әлімбай Н. Көшпелілер мәдениеті // Жұлдыз. 1986. № 5. Б. 5–7." },
	{ "gost5", many, "", "Очерки истории & культуры {Азии} / И. И. Иванов [и др.]. [1999?]." },
	/* 7.0.100: the name behind a comma, areas parted by dashes, means of access at the end */
	{ "gost100", novel, "",
	  "Ауэзов, М. О. Путь Абая : роман в 2 томах / Мухтар Омарханович Ауэзов ; перевод "
	  "Николай Иванович Анов. – Москва : Художественная литература, 1971. – 606 с. – "
	  "ISBN 978-601-01-0123-4. – Текст : непосредственный." },
	{ "gost100", article, "",
	  "Әлімбай, Н. Көшпелілер мәдениеті / Н. Әлімбай. – Текст : непосредственный // Жұлдыз. – "
	  "1986. – № 5. – Б. 5–7." },
	{ "gost100", many, "",
	  "Очерки истории & культуры {Азии} / И. И. Иванов, Жан-Жак Петров, С. Сидоров, В. Г. Ким. "
	  "– "
	  "[1999?]. – Текст : непосредственный." },
	{ "apa", novel, "https://k.example/t/1",
	  "Ауэзов, М. О. (1971). Путь Абая: роман в 2 томах. Художественная литература. "
	  "https://k.example/t/1" },
	{ "apa", many, "",
	  "Иванов, И. И., Петров, Ж.-Ж., Сидоров, С., & Ким, В. Г. (1999). Очерки истории & "
	  "культуры "
	  "{Азии}." },
	{ "apa", article, "",
	  "Әлімбай, Н. (1986). Көшпелілер мәдениеті. Жұлдыз, 1986, № 5, Б. 5–7." },
	{ "ris", article, "",
	  "TY  - JOUR\r\nAU  - Әлімбай, Н.\r\nTI  - Көшпелілер мәдениеті\r\nT2  - Жұлдыз\r\nIS  - "
	  "№ 5\r\n"
	  "PY  - 1986\r\nSP  - Б. 5–7\r\nER  - " },
};

static void test_styles__say_what_their_standards_ask(void **state)
{
	struct ctx *c = unit_begin();
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		assert_str(cited(c, texts[i].code, texts[i].record, texts[i].url), texts[i].text);
	unit_end(c);
}

static void test_bibtex__escapes_what_tex_would_take_for_commands(void **state)
{
	struct ctx *c = unit_begin();
	struct str s = cited(c, "bibtex", many, "https://k.example/t/1?a=1&b={2}");
	assert_true(str_starts(s, "@book{"));
	assert_true(str_find(s, STR("title = {Очерки истории \\& культуры \\{Азии\\}}")) < s.n);
	assert_true(str_find(s, STR("Иванов, И. И. and Петров, Жан-Жак and ")) < s.n);
	assert_true(str_find(s, STR("year = {1999}")) < s.n);
	assert_true(str_find(s, STR("url =")) == s.n); /* its brace would end the field */
	size_t open = 0, close = 0;
	for (size_t i = 0; i < s.n; i++) {
		open += s.s[i] == '{';
		close += s.s[i] == '}';
	}
	assert_int_equal(open, close);
	unit_end(c);
}

static void test_csl__is_json_that_says_the_same(void **state)
{
	struct ctx *c = unit_begin();
	struct str s = cited(c, "csl", novel, "https://k.example/t/1");
	json_t *o = json_loadb(s.s, s.n, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(o);
	assert_string_equal(json_string_value(json_object_get(o, "type")), "book");
	assert_string_equal(json_string_value(json_object_get(o, "title")),
			    "Путь Абая: роман в 2 томах");
	json_t *author = json_array_get(json_object_get(o, "author"), 0);
	assert_string_equal(json_string_value(json_object_get(author, "family")), "Ауэзов");
	json_t *parts = json_object_get(json_object_get(o, "accessed"), "date-parts");
	assert_int_equal(json_integer_value(json_array_get(json_array_get(parts, 0), 1)), 11);
	assert_string_equal(json_string_value(json_object_get(o, "number-of-pages")), "606");
	json_decref(o);
	unit_end(c);
}

static void test_names__are_cut_only_where_that_is_sure(void **state)
{
	static const struct {
		const char *name, *cut;
	} names[] = {
		{ "Пушкин А. С.", "Пушкин А. С." },
		{ "Абай", "Абай" },
		{ "Қазақ ССР Ғылым академиясы", "Қазақ ССР Ғылым академиясы" },
		{ "Дюма, Александр, отец", "Дюма А." },
		{ "Сейфуллин, С", "Сейфуллин С." },
	};
	struct ctx *c = unit_begin();
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const struct said at[] = { { RECORD_TITLE, "X", NULL },
					   { RECORD_CREATOR, names[i].name, NULL },
					   { 0, NULL, NULL } };
		struct str s = cited(c, "gost5", at, "");
		assert_true(str_starts(s, names[i].cut));
	}
	unit_end(c);
}

static void test_empty_record__is_cited_without_falling_over(void **state)
{
	static const struct said nothing[] = { { 0, NULL, NULL } };
	struct ctx *c = unit_begin();
	for (const struct cite_style *s = cite_styles; s->code; s++)
		cited(c, s->code, nothing, "");
	unit_end(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_styles__say_what_their_standards_ask),
		cmocka_unit_test(test_bibtex__escapes_what_tex_would_take_for_commands),
		cmocka_unit_test(test_csl__is_json_that_says_the_same),
		cmocka_unit_test(test_names__are_cut_only_where_that_is_sure),
		cmocka_unit_test(test_empty_record__is_cited_without_falling_over),
	};
	return cmocka_run_group_tests_name("citations", tests, NULL, NULL);
}
