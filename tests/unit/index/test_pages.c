/* Tests of the table of pages and of passages. */
#include "test_int.h"

#include <unistd.h>

static const uint32_t first[] = { 300, 300, 512, 100000 }, other[] = { 100100, 100200 };
static const uint32_t text[] = { 0, 0, 1500, 90000 }, other_text[] = { 90000, 90500 };
static const uint8_t langs[] = { 1, 2, 0 };
static struct page_table_doc docs[] = { { { "a", 1 }, 3, first, text, langs },
					{ { "bc", 2 }, 1, other, other_text, langs } };

static struct str table_of(struct ctx *c)
{
	struct page_table t = { STR("title"), docs, 2 };
	struct buf out;
	buf_init(&out, c->mem, 0);
	page_table_write(&out, &t);
	assert_int_equal(out.n % 4, 0);
	return buf_str(&out);
}

static void test_table__comes_back_as_written(void **state)
{
	struct ctx *c = unit_begin();
	struct page_table back;
	size_t doc;
	int page;
	unit_ok(c, page_table_of(c, table_of(c), &back));
	assert_str(back.title, "title");
	assert_int_equal(back.n, 2);
	assert_str(back.at[1].id, "bc");
	assert_int_equal(back.at[0].text[2], 1500);
	assert_int_equal(back.at[0].langs[1], 2);
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
	struct page_table back;
	struct str good = table_of(c);
	for (size_t n = 0; n + 4 <= good.n; n++)
		assert_false(page_table_of(c, str_upto(good, n), &back));
	char *bad = str_z(c->mem, good);
	memset(bad, 0xff, 4);
	assert_false(page_table_of(c, (struct str){ bad, good.n }, &back));
	bad = str_z(c->mem, good);
	memset(bad + 12, 0x7f, 4); /* pages of the first document */
	assert_false(page_table_of(c, (struct str){ bad, good.n }, &back));
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
	static const uint32_t marks[] = { 0, 7 };
	struct title_text words = { STR("a text of words"), marks, 2 };
	return places_block(c->mem, STR("table"), lists, n_words, &words);
}

static const char *places_path(struct ctx *c)
{
	return path_join(c->mem, c->dir, "places");
}

/* A file with one block, at *ret_at. */
static void write_blocks(struct ctx *c, struct str block, uint64_t *ret_at)
{
	struct places_out out;
	unlink(places_path(c));
	unit_ok(c, places_out_open(c, places_path(c), &out));
	unit_ok(c, places_append(c, &out, block, ret_at));
	places_out_close(&out);
}

static void test_places__come_back_as_written(void **state)
{
	struct ctx *c = unit_begin();
	struct places p;
	struct title_places t;
	uint32_t at[8];
	uint64_t from;
	write_blocks(c, block_of(c, 5000), &from);
	unit_ok(c, places_open(c, places_path(c), &p));
	unit_ok(c, places_at(c, &p, from, &t));
	assert_str(t.page_table, "table");
	assert_str(t.text.text, "a text of words");
	assert_int_equal(t.text.n_marks, 2);
	assert_int_equal(t.text.marks[1], 7);
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
	uint64_t from;
	for (size_t i = 0; i < good.n; i++) {
		struct places p;
		struct title_places t;
		char *bad = str_z(c->mem, good);
		bad[i] = (char)(bad[i] ^ 0xff);
		write_blocks(c, (struct str){ bad, good.n }, &from);
		unit_ok(c, places_open(c, places_path(c), &p));
		if (places_at(c, &p, from, &t)) {
			uint64_t end = (uint64_t)(t.text.text.s + t.text.text.n - (char *)t.block);
			assert_true(end <= good.n);
			for (uint32_t w = 0; w < 40; w++) {
				uint64_t hash = places_hash(str_print(c->mem, "word%u", w));
				assert_true(places_find(&t, hash, at, 64) <= 64);
				assert_true(places_count(&t, hash) <= good.n);
			}
		}
		places_close(&p);
	}
	unit_end(c);
	(void)state;
}

/* What was read first is still good when the file has grown past what was mapped. */
static void test_places__stay_while_the_file_grows(void **state)
{
	struct ctx *c = unit_begin();
	struct places p;
	struct places_out out;
	struct title_places one, two;
	uint64_t first_at, next_at;
	struct str block = block_of(c, 100);
	write_blocks(c, block, &first_at);
	unit_ok(c, places_open(c, places_path(c), &p));
	unit_ok(c, places_at(c, &p, first_at, &one));
	assert_int_equal(truncate(places_path(c), (200 << 20) + 3), 0); /* a write was cut off */
	unit_ok(c, places_out_open(c, places_path(c), &out));
	unit_ok(c, places_append(c, &out, block, &next_at));
	places_out_close(&out);
	assert_false(places_at(c, &p, next_at + 4 * block.n, &two));
	unit_ok(c, places_at(c, &p, next_at, &two));
	assert_str(two.text.text, "a text of words");
	assert_str(one.text.text, "a text of words");
	places_close(&p);
	unit_end(c);
	(void)state;
}

static void test_places__of_another_form_are_neither_read_nor_added_to(void **state)
{
	struct ctx *c = unit_begin();
	struct places p;
	struct places_out out;
	unit_ok(c, file_replace(c, places_path(c), STR("Kplc\1\0\0\0\0\0\0\0\0\0\0\0")));
	assert_false(places_open(c, places_path(c), &p));
	assert_int_equal(c->err.kind, ERR_CONFLICT);
	err_clear(c);
	assert_false(places_out_open(c, places_path(c), &out));
	assert_int_equal(c->err.kind, ERR_CONFLICT);
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
		cmocka_unit_test(test_places__stay_while_the_file_grows),
		cmocka_unit_test(test_places__of_another_form_are_neither_read_nor_added_to),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
