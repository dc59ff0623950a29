/* An image's whole way through the shut-in decoder: facts, words, access image, tile, region. */
#include <unistd.h>

#include "groups.h"
#include "media/image_int.h"

static void test_image__goes_its_way_in_the_sandbox(void **state)
{
	struct ctx *c = unit_begin();
	struct media *m;
	struct media_facts f;
	struct media_words w;
	struct media_tiles *t;
	struct media_tile tile;
	struct raster r;
	struct str bytes;
	unit_ok(c, raster_new(c, 1300, 700, 3, 300, &r));
	memset(r.px, 240, r.stride * 700);
	memset(r.px + 300 * r.stride, 20, r.stride * 20);
	unit_ok(c, raster_jpeg(c, &r, 90, &bytes));
	int fd = file_of(c, bytes), out = file_of(c, STR_NONE), part = file_of(c, STR_NONE);
	unit_ok(c, media_start(c, &m));
	unit_ok(c, media_ask_facts(c, m, &fd, 1));
	unit_ok(c, media_answer_facts(c, m, -1, &f));
	assert_int_equal(f.n_pages, 1);
	assert_int_equal(f.pages[0].width, 1300);
	unit_ok(c, media_ask_ocr(c, m, &fd, 1, 1, "kk"));
	unit_ok(c, media_answer_words(c, m, -1, &w));
	unit_ok(c, media_ask_access(c, m, &fd, 1, 1, out));
	unit_ok(c, media_answer_done(c, m, -1));
	unit_ok(c, media_tiles_open(c, out, &t));
	unit_ok(c, media_tile_at(c, t, 0, 1, 0, &tile));
	struct media_region how = { 0, 0, 1300, 700, 130, 70 };
	unit_ok(c, media_ask_region(c, m, out, &how, part));
	unit_ok(c, media_answer_done(c, m, -1));
	bytes = contents(c, part);
	assert_true(bytes.n > 200);
	assert_memory_equal(bytes.s, "\xff\xd8\xff", 3);
	media_end(m);
	unit_end(c);
}

int group_region(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_image__goes_its_way_in_the_sandbox),
	};
	return cmocka_run_group_tests_name("region", tests, NULL, NULL);
}
