/* words: the words of pages are written and read back, and damage is refused. */
#include "unit.h"

#include "words/words.h"

static const char page[] = "P\t1\tocr\tkk\t93\n1023\t400\t300\t120\t96\tКеруен\n"
			   "1400\t400\t200\t120\t88\tжолы\n-\n1023\t600\t100\t120\t70\tбарды\n=\n"
			   "0\t65535\t1\t1\t0\tEnd\n";

static void test_words__are_read_with_their_lines(void **state)
{
	struct ctx *c = unit_begin();
	struct page_words w;
	size_t at[4];
	unit_ok(c, words_read_page(c, str_of(page), &w));
	assert_int_equal(w.n, 4);
	assert_string_equal(w.source, "ocr");
	assert_string_equal(w.lang, "kk");
	assert_int_equal(w.sure, 93);
	assert_int_equal(w.at[0].x, 1023);
	assert_int_equal(w.at[1].h, 120);
	assert_true(w.at[1].line_ends && !w.at[1].block_ends && w.at[2].block_ends);
	struct str text = words_text(c->mem, &w, at);
	assert_str(text, "Керуен жолы\nбарды\n\nEnd ");
	assert_int_equal(at[2], strlen("Керуен жолы\n"));
	unit_end(c);
}

static void test_words__come_back_as_written(void **state)
{
	struct ctx *c = unit_begin();
	struct page_words w, none = { .source = "none", .lang = "" };
	struct buf out;
	struct str *pages;
	size_t n;
	unit_ok(c, words_read_page(c, str_of(page), &w));
	buf_init(&out, c->mem, 0);
	words_write_head(&out);
	words_write_page(&out, 1, &w);
	words_write_page(&out, 2, &none);
	words_write_page(&out, 3, &w);
	unit_ok(c, words_cut(c, buf_str(&out), &pages, &n));
	assert_int_equal(n, 3);
	assert_str(pages[0], page);
	unit_ok(c, words_read_page(c, pages[1], &none));
	assert_int_equal(none.n, 0);
	unit_ok(c, words_read_page(c, pages[2], &w));
	assert_int_equal(w.n, 4);
	unit_end(c);
}

static void test_words__damaged_are_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"P\t1\tocr\tkk\n",
		"P\t0\tocr\tkk\t1\n",
		"P\t1\tguess\tkk\t1\n",
		"P\t1\tocr\tde\t1\n",
		"P\t1\tocr\tkk\t1\n1\t2\t3\t4\t5\n",
		"P\t1\tocr\tkk\t1\n1\t2\t3\t4\t101\tx\n",
		"P\t1\tocr\tkk\t1\n65536\t2\t3\t4\t5\tx\n",
		"P\t1\tocr\tkk\t1\n-1\t2\t3\t4\t5\tx\n",
		"P\t1\tocr\tkk\t1\n99999999999\t2\t3\t4\t5\tx\n",
	};
	struct ctx *c = unit_begin();
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct page_words w;
		assert_false(words_read_page(c, str_of(bad[i]), &w));
		assert_int_equal(c->err.kind, ERR_INVALID);
		err_clear(c);
	}
	struct str *pages;
	size_t n;
	assert_false(words_cut(c, STR("P\t2\tocr\tkk\t1\n"), &pages, &n));
	err_clear(c);
	unit_ok(c, words_cut(c, STR("# head\n"), &pages, &n));
	assert_int_equal(n, 0);
	unit_end(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words__are_read_with_their_lines),
		cmocka_unit_test(test_words__come_back_as_written),
		cmocka_unit_test(test_words__damaged_are_refused),
	};
	return cmocka_run_group_tests_name("words of pages", tests, NULL, NULL);
}
