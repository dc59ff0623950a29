/* The asking side believes nothing it reads. */
#include "groups.h"
#include "media/protocol_int.h"

static struct answer words_answer(struct ctx *c)
{
	struct media_word *w = arena_array_of(c->mem, 2, struct media_word);
	w[0] = (struct media_word){
		.x = 100, .y = 200, .w = 300, .h = 50, .sure = 90, .text = STR("кітап")
	};
	w[1] = (struct media_word){ .x = 9900,
				    .w = 100,
				    .h = 1,
				    .line_ends = true,
				    .block_ends = true,
				    .text = STR("end") };
	return (struct answer){ .number = 7,
				.op = OP_OCR,
				.held = true,
				.words = { .at = w, .n = 2, .sure = 88, .lang = "kk" } };
}

static struct str written(struct ctx *c, const struct answer *a)
{
	struct buf b;
	buf_init(&b, c->mem, 0);
	answer_write(&b, a);
	return buf_str(&b);
}

static void test_protocol__gives_back_what_was_said(void **state)
{
	struct ctx *c = unit_begin();
	struct answer a = words_answer(c), got;
	unit_ok(c, answer_read(c, written(c, &a), &got));
	assert_int_equal(got.words.n, 2);
	assert_str(got.words.at[0].text, "кітап");
	assert_int_equal(got.words.at[0].w, 300);
	assert_true(got.words.at[1].line_ends && got.words.at[1].block_ends);
	assert_string_equal(got.words.lang, "kk");
	struct question q = { .op = OP_REGION,
			      .number = 3,
			      .out = true,
			      .n_files = 1,
			      .lang = "ru",
			      .region = { .w = 10, .h = 20, .rotation = 90 } },
			back;
	struct buf b;
	buf_init(&b, c->mem, 0);
	question_write(&b, &q);
	assert_true(question_read(buf_str(&b), &back));
	assert_int_equal(back.region.h, 20);
	assert_string_equal(back.lang, "ru");
	unit_end(c);
}

static void test_protocol__refuses_an_answer_cut_short(void **state)
{
	struct ctx *c = unit_begin();
	struct answer a = words_answer(c), got;
	struct str whole = written(c, &a);
	for (size_t n = 0; n < whole.n; n++) {
		/* a copy of exactly n bytes: the sanitizer sees any read past them */
		assert_false(answer_read(c, str_copy(c->mem, str_upto(whole, n)), &got));
		assert_int_equal(c->err.kind, ERR_REMOTE);
	}
	unit_end(c);
}

static void test_protocol__refuses_boxes_outside_the_page(void **state)
{
	struct ctx *c = unit_begin();
	struct answer a = words_answer(c), got;
	struct str whole = written(c, &a);
	char *bytes = str_z(c->mem, whole);
	size_t x = whole.n - 3 - 4 - 2 - 8; /* of the last word */
	assert_int_equal((unsigned char)bytes[x] | (unsigned char)bytes[x + 1] << 8, 9900);
	bytes[x]++;
	assert_false(answer_read(c, (struct str){ bytes, whole.n }, &got));
	unit_end(c);
}

static void test_protocol__clamps_what_a_backend_got_wrong(void **state)
{
	struct ctx *c = unit_begin();
	struct answer a = words_answer(c), got;
	a.words.at[0].x = 60000;
	a.words.at[0].h = 65535;
	a.words.at[0].sure = 255;
	unit_ok(c, answer_read(c, written(c, &a), &got));
	assert_int_equal(got.words.at[0].x + got.words.at[0].w, 10000);
	assert_int_equal(got.words.at[0].sure, 100);
	unit_end(c);
}

static void test_protocol__makes_bad_text_whole(void **state)
{
	struct ctx *c = unit_begin();
	struct answer a = words_answer(c), got;
	a.words.at[1].text = STR("a\xFF\x01z");
	unit_ok(c, answer_read(c, written(c, &a), &got));
	assert_str(got.words.at[1].text, "a\xEF\xBF\xBD\xEF\xBF\xBDz");
	unit_end(c);
}

static void test_protocol__survives_any_one_byte_changed(void **state)
{
	struct ctx *c = unit_begin();
	struct answer a = words_answer(c), got;
	struct str whole = written(c, &a);
	for (size_t i = 0; i < whole.n; i++) {
		for (int bit = 0; bit < 8; bit++) {
			char *bytes = str_z(c->mem, whole);
			bytes[i] = (char)(bytes[i] ^ (1 << bit));
			bool ok = answer_read(c, (struct str){ bytes, whole.n }, &got);
			for (size_t k = 0; ok && got.op == OP_OCR && k < got.words.n; k++)
				assert_true(got.words.at[k].x + got.words.at[k].w <= 10000);
		}
	}
	unit_end(c);
}

int group_protocol(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_protocol__gives_back_what_was_said),
		cmocka_unit_test(test_protocol__refuses_an_answer_cut_short),
		cmocka_unit_test(test_protocol__refuses_boxes_outside_the_page),
		cmocka_unit_test(test_protocol__clamps_what_a_backend_got_wrong),
		cmocka_unit_test(test_protocol__makes_bad_text_whole),
		cmocka_unit_test(test_protocol__survives_any_one_byte_changed),
	};
	return cmocka_run_group_tests_name("protocol", tests, NULL, NULL);
}
