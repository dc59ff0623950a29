/* Recognition: the repairs by rule; a page drawn by the test, straight and turned. */
#include <math.h>
#include <tesseract/capi.h>
#include <leptonica/allheaders.h>

#include "groups.h"
#include "media/image_int.h"
#include "media/ocr_int.h"

static struct media_word word(const char *text, int x)
{
	return (struct media_word){
		.x = (uint16_t)x, .y = 100, .w = 80, .h = 100, .sure = 90, .text = str_of(text)
	};
}

static void test_repair__leaves_one_script_in_a_word(void **state)
{
	static const char *const cases[][2] = {
		{ "\u043a\u0456\u0442a\u043f", "\u043a\u0456\u0442\u0430\u043f" }, /* Latin a */
		{ "B\u043e\u0434a", "\u0412\u043e\u0434\u0430" },
		{ "w\u043erld", "world" },                                  /* Cyrillic o */
		{ "\u0434\u043e\u043c\u042c", "\u0434\u043e\u043c\u0463" }, /* yat */
		{ "\u0432\u0441\u042c\u043c\u0438", "\u0432\u0441\u0463\u043c\u0438" },
		{ "\u041e\u0411\u042a\u042f\u0412\u041b\u0415\u041d\u0418\u0415",
		  "\u041e\u0411\u042a\u042f\u0412\u041b\u0415\u041d\u0418\u0415" },
		{ "\u0421\u0442\u043e\u0439!", "\u0421\u0442\u043e\u0439!" },
		{ "caravan", "caravan" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct ctx *c = unit_begin();
		struct media_word one = word(cases[i][0], 100);
		struct media_words w = { .at = &one, .n = 1 };
		ocr_repair(c, &w);
		assert_str(w.at[0].text, cases[i][1]);
		unit_end(c);
	}
}

static void test_repair__joins_letter_spaced_words(void **state)
{
	struct ctx *c = unit_begin();
	struct media_word at[] = {
		word("\u043a\u0435\u0440\u0443\u0435\u043d", 100),
		word("\u0436", 300),
		word("\u043e", 400),
		word("\u043b", 500),
		word("\u044b", 600),
		word("\u0438", 900),
	};
	at[4].line_ends = true;
	struct media_words w = { .at = at, .n = COUNT_OF(at) };
	ocr_repair(c, &w);
	assert_int_equal(w.n, 3);
	assert_str(w.at[1].text, "\u0436\u043e\u043b\u044b");
	assert_int_equal(w.at[1].x, 300);
	assert_int_equal(w.at[1].w, 380);
	assert_true(w.at[1].line_ends);
	unit_end(c);
}

static void test_repair__leaves_out_what_is_no_text(void **state)
{
	struct ctx *c = unit_begin();
	struct media_word at[] = { word("\u0434\u0430\u043b\u0430", 100),
				   word("\u0440\u043e", 100),
				   word("Sil", 200),
				   word("\u0444", 300),
				   word("\u0436\u043e\u043b", 400),
				   word("\u043a\u0456\u0442\u0430\u043f", 100) };
	static const uint8_t sure[] = { 97, 8, 0, 68, 20, 45 };
	for (size_t i = 0; i < COUNT_OF(at); i++)
		at[i].sure = sure[i];
	at[0].line_ends = at[4].line_ends = at[5].line_ends =
		true; /* an ornament between two lines */
	at[4].block_ends = at[5].block_ends = true;
	struct media_words w = { .at = at, .n = COUNT_OF(at) };
	ocr_repair(c, &w);
	assert_int_equal(w.n, 2);
	assert_str(w.at[0].text, "\u0434\u0430\u043b\u0430");
	assert_true(w.at[0].block_ends);
	assert_str(w.at[1].text, "\u043a\u0456\u0442\u0430\u043f"); /* half believed: it stays */
	unit_end(c);
}

/* Letters of seven lines of five bits: enough for a word in capitals. */
static const struct glyph {
	char ch;
	uint8_t rows[7];
} glyphs[] = {
	{ 'A', { 14, 17, 17, 31, 17, 17, 17 } }, { 'B', { 30, 17, 17, 30, 17, 17, 30 } },
	{ 'E', { 31, 16, 16, 30, 16, 16, 31 } }, { 'I', { 14, 4, 4, 4, 4, 4, 14 } },
	{ 'L', { 16, 16, 16, 16, 16, 16, 31 } }, { 'R', { 30, 17, 17, 30, 20, 18, 17 } },
	{ 'Y', { 17, 17, 10, 4, 4, 4, 4 } },     { 'T', { 31, 4, 4, 4, 4, 4, 4 } },
	{ 'H', { 17, 17, 17, 31, 17, 17, 17 } },
};

static bool ink_at(const char *text, double x, double y, int cell)
{
	int column = (int)floor(x / cell), row = (int)floor(y / cell);
	if (x < 0 || y < 0 || row > 6 || column / 6 >= (int)strlen(text) || column % 6 == 5)
		return false;
	for (size_t i = 0; i < COUNT_OF(glyphs); i++)
		if (glyphs[i].ch == text[column / 6])
			return glyphs[i].rows[row] >> (4 - column % 6) & 1;
	return false;
}

/* Ten lines of a word three times, turned by some degrees, on paper that darkens to the right. */
static struct raster page_of(struct ctx *c, double degrees, bool dark)
{
	struct raster r;
	unit_ok(c, raster_new(c, 1400, 1000, 1, 300, &r));
	double s = sin(degrees * M_PI / 180), k = cos(degrees * M_PI / 180);
	for (int y = 0; y < r.h; y++)
		for (int x = 0; x < r.w; x++) {
			double u = (x - 700) * k + (y - 500) * s + 700 - 150;
			double v = (y - 500) * k - (x - 700) * s + 500 - 100;
			double line = floor(v / 80), in_line = v - line * 80;
			double place = floor(u / 370), in_word = u - place * 370;
			bool ink = line >= 0 && line < 10 && place >= 0 && place < 3 &&
				   ink_at("LIBRARY", in_word, in_line, 6);
			int paper = dark ? 250 - x / 10 : 255;
			r.px[(size_t)y * r.stride + (size_t)x] = (uint8_t)(ink ? paper / 6 : paper);
		}
	return r;
}

static void assert_words(struct ctx *c, const struct raster *r, int at_least)
{
	struct media_words w;
	int right = 0;
	unit_ok(c, ocr_page(c, r, "en", &w));
	assert_string_equal(w.lang, "en");
	for (size_t i = 0; i < w.n; i++)
		right += str_is(w.at[i].text, "LIBRARY");
	assert_true(right >= at_least);
	/* the first is where it was drawn */
	assert_in_range(w.at[0].x, 150 * 10000 / 1400 - 150, 150 * 10000 / 1400 + 350);
	assert_in_range(w.at[0].w, 246 * 10000 / 1400 - 150, 246 * 10000 / 1400 + 150);
	assert_true(w.at[2].line_ends);
	assert_true(w.at[w.n - 1].block_ends);
}

static void test_page__is_read_with_boxes_where_the_words_are(void **state)
{
	struct ctx *c = unit_begin();
	struct raster straight = page_of(c, 0, false), turned = page_of(c, 2.5, true);
	assert_words(c, &straight, 27);
	assert_words(c, &turned, 27);
	unit_end(c);
}

/* Upside down, capitals as coarse as ours make words of their own: that is tried on real letters. */
static void test_page__scanned_lying_is_read_with_its_boxes(void **state)
{
	const int x = (150 + 123) * 10000 / 1400, y = (100 + 21) * 10000 / 1000;
	const struct {
		int orientation, x, y; /* where the middle of the first word comes to lie */
	} cases[] = { { 6, 10000 - y, x }, { 8, y, 10000 - x } };
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct ctx *c = unit_begin();
		struct raster r = page_of(c, 0, false);
		struct media_words w;
		unit_ok(c, raster_orient(c, &r, cases[i].orientation, &r));
		unit_ok(c, ocr_page(c, &r, "en", &w));
		assert_in_range(w.n, 27, 33);
		assert_str(w.at[0].text, "LIBRARY");
		assert_in_range(w.at[0].x + w.at[0].w / 2, cases[i].x - 150, cases[i].x + 150);
		assert_in_range(w.at[0].y + w.at[0].h / 2, cases[i].y - 150, cases[i].y + 150);
		unit_end(c);
	}
}

static void test_empty_page__has_no_words(void **state)
{
	struct ctx *c = unit_begin();
	struct media_words w;
	struct raster r;
	unit_ok(c, raster_new(c, 800, 1000, 3, 300, &r));
	memset(r.px, 255, r.stride * 1000);
	unit_ok(c, ocr_page(c, &r, "", &w));
	assert_int_equal(w.n, 0);
	memset(r.px, 0, r.stride * 1000);
	unit_ok(c, ocr_page(c, &r, "kk", &w));
	assert_int_equal(w.n, 0);
	unit_ok(c, raster_new(c, 1, 1, 1, 0, &r));
	unit_ok(c, ocr_page(c, &r, "", &w));
	assert_int_equal(w.n, 0);
	unit_end(c);
}

/* What the Cyrillic model made of "The Caravan library", and a doubted word where nothing is. */
static void test_insets__puts_doubted_words_of_another_script_right(void **state)
{
	struct ctx *c = unit_begin();
	struct ocr_sheet s = {
		.pix = pixCreate(900, 300, 8), .dpi = 150, .w = 900, .h = 300, .scale = 1
	};
	L_BMF *letters = bmfCreate(NULL, 20);
	TessBaseAPI *english = TessBaseAPICreate();
	int wide = 0, over = 0;
	pixSetAllGray(s.pix, 255);
	pixSetTextline(s.pix, letters, "The Caravan library", 0, 100, 100, &wide, &over);
	bmfDestroy(&letters);
	assert_int_equal(TessBaseAPIInit2(english, tesseract_folder(), "eng", OEM_LSTM_ONLY), 0);
	struct media_word at[] = { word("\u0422\u04bb\u0435", 1000),
				   word("\u0421\u0430\u0433\u0430\u0443\u0430\u043f", 2000),
				   word("\u0406\u0456\u042c\u0433\u0430\u0433\u0443", 3000),
				   word("\u0436\u043e\u043b", 100) };
	struct ocr_box boxes[] = { { 100, 38, 238, 104 },
				   { 258, 38, 560, 104 },
				   { 584, 38, 828, 126 },
				   { 10, 250, 60, 290 } };
	at[1].sure = at[2].sure = at[3].sure = 20;
	at[2].line_ends = at[3].line_ends = true;
	struct ocr_reading page = { { .at = at, .n = COUNT_OF(at) }, boxes };
	ocr_insets(c, &s, english, &page);
	TessBaseAPIDelete(english);
	pixDestroy(&s.pix);
	assert_int_equal(page.words.n, 4);
	assert_str(page.words.at[0].text, "The"); /* never doubted, but it stands beside */
	assert_str(page.words.at[1].text, "Caravan");
	assert_str(page.words.at[2].text, "library");
	assert_true(page.words.at[2].line_ends);
	assert_false(page.words.at[1].line_ends);
	assert_in_range(page.words.at[1].x, 1100, 3000);
	assert_str(page.words.at[3].text, "\u0436\u043e\u043b"); /* nothing better is there */
	unit_end(c);
}

int group_ocr(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_repair__leaves_one_script_in_a_word),
		cmocka_unit_test(test_repair__joins_letter_spaced_words),
		cmocka_unit_test(test_repair__leaves_out_what_is_no_text),
		cmocka_unit_test(test_page__is_read_with_boxes_where_the_words_are),
		cmocka_unit_test(test_page__scanned_lying_is_read_with_its_boxes),
		cmocka_unit_test(test_empty_page__has_no_words),
		cmocka_unit_test(test_insets__puts_doubted_words_of_another_script_right),
	};
	setenv("OMP_THREAD_LIMIT", "1", 1);
	ocr_warm();
	return cmocka_run_group_tests_name("ocr", tests, NULL, NULL);
}
