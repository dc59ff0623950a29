/* Tests of what a hit looks like: passages, marks on a page, marks in a field. */
#include "test_int.h"

/* A page of words parted by spaces; a newline ends a line. */
static struct page_words page_of(struct ctx *c, const char *text, const char *lang)
{
	struct page_words w = { .source = "ocr", .lang = lang };
	struct str rest = str_of(text), line, word;
	w.at = arena_array_of(c->mem, rest.n + 1, struct page_word);
	while (str_next(&rest, '\n', &line)) {
		while (str_next(&line, ' ', &word))
			if (word.n)
				w.at[w.n++].text = word;
		if (w.n)
			w.at[w.n - 1].line_ends = true;
	}
	return w;
}

static struct index_terms *terms_of(struct ctx *c, const char *query)
{
	struct index_terms *t = arena_new_of(c->mem, struct index_terms);
	unit_ok(c, query_parse(c, str_of(query), "kk", t));
	return t;
}

static void test_passage__marks_words_and_escapes(void **state)
{
	struct ctx *c = unit_begin();
	struct page_words w = page_of(c, "Ескі <керуен> жолы & қала.", "kk");
	struct index_passage p;
	assert_true(index_passage(c, terms_of(c, "керуен"), &w, &p));
	assert_str(p.html, "Ескі <mark>&lt;керуен&gt;</mark> жолы &amp; қала.");
	assert_str(p.text, "Ескі <керуен> жолы & қала.");
	assert_false(index_passage(c, terms_of(c, "теңіз"), &w, &p));
	assert_false(index_passage(c, terms_of(c, "-керуен"), &w, &p));
	unit_end(c);
	(void)state;
}

static void test_passage__marks_inflected_words_and_starts(void **state)
{
	struct ctx *c = unit_begin();
	struct page_words w = page_of(c, "Керуендер кітаптардан білді", "kk");
	struct index_passage p;
	assert_true(index_passage(c, terms_of(c, "керуен кітап"), &w, &p));
	assert_str(p.html, "<mark>Керуендер</mark> <mark>кітаптардан</mark> білді");
	assert_true(index_passage(c, terms_of(c, "біл*"), &w, &p));
	assert_str(p.html, "Керуендер кітаптардан <mark>білді</mark>");
	/* a phrase asks for the very words */
	assert_false(index_passage(c, terms_of(c, "\"кітап\""), &w, &p));
	unit_end(c);
	(void)state;
}

static void test_passage__joins_a_word_broken_over_lines(void **state)
{
	struct ctx *c = unit_begin();
	struct page_words w = page_of(c, "ескі кара-\nван жолы", "ru");
	struct index_passage p;
	bool marks[4];
	assert_true(index_passage(c, terms_of(c, "караван"), &w, &p));
	assert_str(p.html, "ескі <mark>кара</mark><mark>ван</mark> жолы");
	assert_int_equal(index_marks(terms_of(c, "караван"), &w, marks), 2);
	assert_true(!marks[0] && marks[1] && marks[2] && !marks[3]);
	unit_end(c);
	(void)state;
}

static void test_passage__is_cut_around_the_densest_place(void **state)
{
	struct ctx *c = unit_begin();
	struct buf text;
	struct index_passage p;
	buf_init(&text, c->mem, 0);
	buf_add_z(&text, "desert alone at the beginning ");
	for (int i = 0; i < 200; i++)
		buf_add_z(&text, "filling words go on ");
	buf_add_z(&text, "here the caravan crosses the desert at last ");
	for (int i = 0; i < 200; i++)
		buf_add_z(&text, "filling words go on ");
	struct page_words w = page_of(c, text.s, "en");
	assert_true(index_passage(c, terms_of(c, "caravan desert"), &w, &p));
	assert_true(str_find(p.html, STR("<mark>caravan</mark> crosses the <mark>desert</mark>")) <
		    p.html.n);
	assert_true(str_starts(p.html, "… ") && str_ends(p.html, " …"));
	assert_in_range(p.text.n, 150, 320);
	unit_end(c);
	(void)state;
}

static void test_passage__survives_odd_pages(void **state)
{
	struct ctx *c = unit_begin();
	struct page_words none = { .lang = "" };
	struct index_passage p;
	assert_false(index_passage(c, terms_of(c, "x"), &none, &p));
	char *longest = arena_take(c->mem, 5000);
	memset(longest, 'a', 4999);
	struct page_words w = page_of(c, longest, "en");
	assert_false(index_passage(c, terms_of(c, "b"), &w, &p));
	assert_true(index_passage(c, terms_of(c, "aa*"), &w, &p));
	assert_int_equal(index_marks(terms_of(c, "b"), &none, NULL), 0);
	unit_end(c);
	(void)state;
}

static void test_field__is_marked_and_escaped(void **state)
{
	struct ctx *c = unit_begin();
	struct str html = index_mark_field(c, terms_of(c, "title:жол керуен"),
					   STR("Керуен & «жолдар» <b>"));
	assert_str(html, "<mark>Керуен</mark> &amp; «<mark>жолдар</mark>» &lt;b&gt;");
	unit_end(c);
	(void)state;
}

static void test_term__comes_back_as_packed(void **state)
{
	static const char *const words[] = {
		"керуен", "әғқңөұүһіё", "ѣѳѵ",    "caravan", "naïve",        "ǧ",
		"سلام",   "漢字",       "o'zbek", "Zкітап",  "\xef\xbf\xbd",
	};
	struct ctx *c = unit_begin();
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		struct str packed = term_pack(c->mem, str_of(words[i]));
		assert_str(term_unpack(c->mem, packed), words[i]);
	}
	assert_int_equal(term_pack(c->mem, STR("қарағайлы")).n, 9);
	unit_end(c);
	(void)state;
}

int passage_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_passage__marks_words_and_escapes),
		cmocka_unit_test(test_passage__marks_inflected_words_and_starts),
		cmocka_unit_test(test_passage__joins_a_word_broken_over_lines),
		cmocka_unit_test(test_passage__is_cut_around_the_densest_place),
		cmocka_unit_test(test_passage__survives_odd_pages),
		cmocka_unit_test(test_field__is_marked_and_escaped),
		cmocka_unit_test(test_term__comes_back_as_packed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
