/* Tests of the passage of a hit, cut from the text beside its places. */
#include "test_int.h"

static struct index_hit hit_of(struct ctx *c, const char *text)
{
	struct index_result r;
	struct index_query q = { .text = str_of(text), .n = 1, .passages = true };
	unit_ok(c, index_search(c, &q, &r));
	assert_int_equal(r.n_hits, 1);
	return r.hits[0];
}

static struct str quoted(struct ctx *c, const char *text)
{
	struct index_hit hit = hit_of(c, text);
	assert_true(hit.quoted);
	return hit.passage.html;
}

static void test_quote__marks_words_and_escapes(void **state)
{
	struct ctx *c = unit_begin();
	static const struct book books[] = {
		{ "b1",
		  "Атауы",
		  "Автор",
		  "kk",
		  "open",
		  1990,
		  { "Бос бет", "Ескі <керуендер> жолы\nмен & қала.\n\nБасқа сөз", "Тағы" } }
	};
	put_books(c, books, 1);
	struct index_hit hit = hit_of(c, "керуен");
	assert_int_equal(hit.page, 2);
	assert_str(hit.passage.html,
		   "Ескі &lt;<mark>керуендер</mark>&gt; жолы мен &amp; қала. Басқа сөз");
	assert_str(hit.passage.text, "Ескі <керуендер> жолы мен & қала. Басқа сөз");
	assert_string_equal(hit.passage.lang, "kk");
	assert_str(quoted(c, "басқа"),
		   "… <mark>Басқа</mark> сөз"); /* not past a block's beginning */
	assert_false(hit_of(c, "автор").quoted);
	struct index_result r;
	struct index_query q = { .text = STR("керуен"), .n = 1 };
	unit_ok(c, index_search(c, &q, &r));
	assert_false(r.hits[0].quoted);
	unit_end(c);
	(void)state;
}

static void test_quote__marks_phrases_parts_and_broken_words(void **state)
{
	struct ctx *c = unit_begin();
	static const struct book books[] = { { "b1",
					       "Name",
					       "Author",
					       "en",
					       "open",
					       1990,
					       { "A well-known cara-\nvan left Alma-Ata for good, "
						 "and a caravan came back to it." } } };
	put_books(c, books, 1);
	assert_str(quoted(c, "\"caravan left\""),
		   "A well-known <mark>caravan</mark> <mark>left</mark> Alma-Ata for good, and a "
		   "caravan came back to it.");
	assert_str(quoted(c, "known ata"),
		   "A <mark>well-known</mark> caravan left <mark>Alma-Ata</mark> for good, and a "
		   "caravan came back to it.");
	unit_end(c);
	(void)state;
}

/* A long page, some of its words with hyphens, so that marks fall within them: every word in turn is
 * what is quoted and marked, alone. */
static void test_quote__finds_every_word_of_a_long_page(void **state)
{
	struct ctx *c = unit_begin();
	struct buf page;
	struct book book = { "b1", "Name", "Author", "", "open", 1990, { 0 } };
	buf_init(&page, c->mem, 0);
	for (int i = 0; i < 400; i++) {
		char end = i % 9 == 8 ? '\n' : ' ';
		if (i % 7 == 3)
			buf_print(&page, "көп-бөлек-сөз%c", end);
		else
			buf_print(&page, "сөз%d%c", i, end);
	}
	book.pages[0] = buf_str(&page).s;
	book.pages[1] = "соңғы бет";
	put_books(c, &book, 1);
	for (int i = 0; i < 400; i++) {
		if (i % 7 == 3)
			continue;
		struct str word = str_print(c->mem, "сөз%d", i);
		struct str html = quoted(c, word.s);
		struct str mark = str_print(c->mem, "<mark>%s</mark>", word.s);
		size_t at = str_find(html, mark);
		assert_true(at < html.n);
		assert_true(str_find(str_from(html, at + mark.n), STR("<mark>")) ==
			    html.n - at - mark.n);
		assert_true(html.n < 700);
		assert_true(i < 15 || str_starts(html, "… "));
	}
	assert_str(quoted(c, "соңғы"), "<mark>соңғы</mark> бет");
	unit_end(c);
	(void)state;
}

static void test_quote__shows_where_most_of_the_words_are(void **state)
{
	struct ctx *c = unit_begin();
	struct buf page;
	struct book book = { "b1", "Name", "Author", "en", "open", 1990, { 0 } };
	buf_init(&page, c->mem, 0);
	buf_add_z(&page, "The camel. ");
	for (int i = 0; i < 200; i++)
		buf_add_z(&page, "nothing ");
	buf_add_z(&page, "the camel reached the oasis ");
	for (int i = 0; i < 200; i++)
		buf_add_z(&page, "nothing ");
	book.pages[0] = buf_str(&page).s;
	put_books(c, &book, 1);
	struct str html = quoted(c, "camel oasis");
	assert_true(str_find(html, STR("<mark>camel</mark> reached the <mark>oasis</mark>")) <
		    html.n);
	assert_true(str_starts(html, "… ") && str_ends(html, " …"));
	unit_end(c);
	(void)state;
}

int quote_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quote__marks_words_and_escapes),
		cmocka_unit_test(test_quote__marks_phrases_parts_and_broken_words),
		cmocka_unit_test(test_quote__finds_every_word_of_a_long_page),
		cmocka_unit_test(test_quote__shows_where_most_of_the_words_are),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
