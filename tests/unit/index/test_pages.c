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

/* Places */

static struct str block_of(struct ctx *c, uint32_t n_words)
{
	uint32_t *at = arena_array_of(c->mem, n_words * 3, uint32_t);
	struct place_list *lists = arena_array_of(c->mem, n_words, struct place_list);
	for (uint32_t i = 0; i < n_words; i++) {
		struct str word = str_print(c->mem, "word%u", i);
		for (uint32_t k = 0; k < 3; k++)
			at[i * 3 + k] = i + k * 100000;
		lists[i] = (struct place_list){ places_hash(word), at + i * 3, 1 + i % 3 };
	}
	return places_block(c->mem, STR("table"), lists, n_words);
}

static bool open_blocks(struct ctx *c, struct str bytes, struct places *ret)
{
	const char *path = path_join(c->mem, c->dir, "places");
	return file_replace(c, path, bytes) && places_open(c, path, ret);
}

static void test_places__come_back_as_written(void **state)
{
	struct ctx *c = unit_begin();
	struct places p;
	struct title_places t;
	uint32_t at[8];
	unit_ok(c, open_blocks(c, block_of(c, 5000), &p));
	unit_ok(c, places_at(c, &p, 0, &t));
	assert_str(t.page_table, "table");
	for (uint32_t i = 0; i < 5000; i++) {
		uint64_t hash = places_hash(str_print(c->mem, "word%u", i));
		assert_int_equal(places_find(&t, hash, at, 8), 1 + i % 3);
		assert_int_equal(places_count(&t, hash), 1 + i % 3);
		assert_int_equal(at[i % 3], i + i % 3 * 100000);
	}
	assert_int_equal(places_find(&t, places_hash(STR("absent")), at, 8), 0);
	assert_int_equal(places_find(&t, places_hash(STR("word2")), at, 2), 2);
	places_close(&p);
	unit_end(c);
	(void)state;
}

/* Every byte changed in turn: an error or other positions, never a look past the block. */
static void test_places__damaged_anywhere_stay_within_the_block(void **state)
{
	struct ctx *c = unit_begin();
	struct str good = block_of(c, 40);
	uint32_t at[64];
	for (size_t i = 0; i < good.n; i++) {
		struct places p;
		struct title_places t;
		char *bad = str_z(c->mem, good);
		bad[i] = (char)(bad[i] ^ 0xff);
		unit_ok(c, open_blocks(c, (struct str){ bad, good.n }, &p));
		if (places_at(c, &p, 0, &t))
			for (uint32_t w = 0; w < 40; w++) {
				uint64_t hash = places_hash(str_print(c->mem, "word%u", w));
				assert_true(places_find(&t, hash, at, 64) <= 64);
				assert_true(places_count(&t, hash) <= good.n);
			}
		places_close(&p);
	}
	unit_end(c);
	(void)state;
}

int pages_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table__comes_back_as_written),
		cmocka_unit_test(test_table__broken_is_told),
		cmocka_unit_test(test_places__come_back_as_written),
		cmocka_unit_test(test_places__damaged_anywhere_stay_within_the_block),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
