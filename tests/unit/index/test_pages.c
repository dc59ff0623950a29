/* Tests of the table of pages and of passages. */
#include "test_int.h"

static void test_table__comes_back_as_written(void **state)
{
	struct ctx *c = unit_begin();
	uint32_t first[] = { 300, 300, 512, 100000 }, other[] = { 100100, 100200 };
	struct page_table_doc docs[] = { { STR("a"), 3, first }, { STR("b"), 1, other } };
	struct page_table t = { STR("title"), docs, 2 }, back;
	struct buf out;
	size_t doc;
	int page;
	buf_init(&out, c->mem, 0);
	page_table_write(&out, &t);
	unit_ok(c, page_table_read(c, buf_str(&out), &back));
	assert_str(back.title, "title");
	assert_int_equal(back.n, 2);
	assert_false(page_table_find(&back, 299, &doc, &page));
	assert_true(page_table_find(&back, 300, &doc, &page));
	assert_int_equal(page, 2); /* page 1 is empty */
	assert_true(page_table_find(&back, 99999, &doc, &page));
	assert_int_equal(page, 3);
	assert_false(page_table_find(&back, 100000, &doc, &page));
	assert_true(page_table_find(&back, 100199, &doc, &page));
	assert_int_equal(doc, 1);
	unit_end(c);
	(void)state;
}

static void test_table__broken_is_told(void **state)
{
	struct ctx *c = unit_begin();
	uint32_t first[] = { 300, 400 };
	struct page_table_doc docs[] = { { STR("a"), 1, first } };
	struct page_table t = { STR("title"), docs, 1 }, back;
	struct buf out;
	buf_init(&out, c->mem, 0);
	page_table_write(&out, &t);
	for (size_t n = 0; n < out.n; n++)
		assert_false(page_table_read(c, str_upto(buf_str(&out), n), &back));
	assert_false(page_table_read(c, STR("\x01\x00\xff\xff\xff\xff\x7f"), &back));
	unit_end(c);
	(void)state;
}

int pages_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table__comes_back_as_written),
		cmocka_unit_test(test_table__broken_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
