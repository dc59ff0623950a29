/* Access images: what is written is read again, by tile and by region. */
#include <unistd.h>

#include "groups.h"
#include "media/image_int.h"

/* Each square of 64 pixels has its own colour, told by where it lies. */
static struct raster squares(struct ctx *c, int w, int h, int channels)
{
	struct raster r;
	unit_ok(c, raster_new(c, w, h, channels, 300, &r));
	for (int y = 0; y < h; y++)
		for (int x = 0; x < w; x++) {
			uint8_t *px = r.px + (size_t)y * r.stride + (size_t)(x * channels);
			px[0] = (uint8_t)(x / 64 * 8);
			if (channels == 3) {
				px[1] = (uint8_t)(y / 64 * 8);
				px[2] = 128;
			}
		}
	return r;
}

static struct raster decoded(struct ctx *c, struct str bytes)
{
	int fd = file_of(c, bytes);
	void *doc;
	struct raster r;
	unit_ok(c, backend_image.open(c, &fd, 1, MEDIA_JPEG, &doc));
	unit_ok(c, backend_image.raster(c, doc, 1, &r));
	return r;
}

static int written(struct ctx *c, int w, int h, int channels)
{
	struct raster r = squares(c, w, h, channels);
	int fd = file_of(c, STR_NONE);
	unit_ok(c, access_write(c, &r, fd));
	return fd;
}

static void assert_square(const struct raster *r, int x, int y, int want_x, int want_y)
{
	const uint8_t *px = r->px + (size_t)y * r->stride + (size_t)(x * r->channels);
	assert_in_range(px[0] + 10, want_x / 64 * 8 + 5, want_x / 64 * 8 + 15);
	if (r->channels == 3)
		assert_in_range(px[1] + 10, want_y / 64 * 8 + 5, want_y / 64 * 8 + 15);
}

static struct str joined(struct ctx *c, const struct media_tile *tile)
{
	const struct str both[] = { tile->head, tile->body };
	return str_join(c->mem, both, 2, STR(""));
}

static void test_tiles__are_whole_jpegs_of_their_place(void **state)
{
	for (int channels = 1; channels <= 3; channels += 2) {
		struct ctx *c = unit_begin();
		struct media_tiles *t;
		struct media_tile tile;
		int w, h;
		unit_ok(c, media_tiles_open(c, written(c, 1700, 1100, channels), &t));
		assert_int_equal(media_tiles_levels(t), 3);
		media_tiles_size(t, 2, &w, &h);
		assert_int_equal(w, 425);
		assert_int_equal(h, 275);
		unit_ok(c, media_tile_at(c, t, 0, 1, 1, &tile));
		struct raster r = decoded(c, joined(c, &tile));
		assert_int_equal(r.w, 512);
		assert_int_equal(r.channels, channels);
		assert_square(&r, 32, 32, 512 + 32, 512 + 32);
		assert_square(&r, 480, 96, 512 + 480, 512 + 96);
		unit_ok(c, media_tile_at(c, t, 1, 0, 0, &tile));
		r = decoded(c, joined(c, &tile));
		assert_square(&r, 80, 80, 160, 160);
		unit_end(c);
	}
}

static void test_tiles__at_the_edge_are_absent(void **state)
{
	static const int absent[][3] = { { 0, 3, 0 },
					 { 0, 0, 2 },
					 { 2, 0, 0 },
					 { 3, 0, 0 },
					 { 0, -1, 0 },
					 { -1, 0, 0 },
					 { 0, 1 << 30, 1 << 30 } };
	struct ctx *c = unit_begin();
	struct media_tiles *t;
	struct media_tile tile;
	unit_ok(c, media_tiles_open(c, written(c, 1700, 1100, 1), &t));
	for (size_t i = 0; i < COUNT_OF(absent); i++) {
		err_clear(c);
		assert_false(media_tile_at(c, t, absent[i][0], absent[i][1], absent[i][2], &tile));
		assert_int_equal(c->err.kind, ERR_ABSENT);
	}
	unit_end(c);
}

/* Any byte may have rotted: the reader answers, and never reads outside. */
static void test_tiles__survive_any_changed_byte(void **state)
{
	struct ctx *c = unit_begin();
	struct str whole = contents(c, written(c, 600, 520, 1));
	for (size_t i = 0; i < whole.n; i += i < 16 || i + 2200 > whole.n ? 1 : 97) {
		struct ctx d = { .mem = arena_new(0) };
		struct media_tiles *t;
		struct media_tile tile;
		struct str copy = str_copy(d.mem, whole);
		((char *)(uintptr_t)copy.s)[i] ^= (char)(1 + i % 255);
		if (media_tiles_open(&d, file_of(&d, copy), &t) &&
		    media_tile_at(&d, t, 0, 0, 0, &tile))
			assert_memory_equal(joined(&d, &tile).s, "\xff\xd8\xff\xe0", 4);
		arena_free(d.mem);
	}
	unit_end(c);
}

static struct raster region(struct ctx *c, int fd, struct media_region r)
{
	int out = file_of(c, STR_NONE);
	unit_ok(c, region_make(c, fd, &r, out));
	return decoded(c, contents(c, out));
}

static void test_region__shows_what_lies_there_at_any_size(void **state)
{
	struct ctx *c = unit_begin();
	int fd = written(c, 1700, 1100, 3);
	struct raster r = region(c, fd, (struct media_region){ 300, 400, 640, 320, 640, 320 });
	assert_int_equal(r.w, 640);
	assert_square(&r, 52, 80, 352, 480);
	assert_square(&r, 340, 240, 640 + 32, 640);
	r = region(c, fd, (struct media_region){ 0, 0, 1700, 1100, 170, 110 });
	assert_int_equal(r.w, 170);
	assert_square(&r, 160, 99, 1600, 990);
	r = region(c, fd, (struct media_region){ 1664, 1088, 36, 12, 144, 48 });
	assert_int_equal(r.h, 48);
	assert_square(&r, 100, 30, 1664 + 25, 1088 + 7);
	unit_end(c);
}

static void test_region__is_mirrored_then_turned(void **state)
{
	struct ctx *c = unit_begin();
	int fd = written(c, 1024, 512, 3);
	struct media_region how = { 0, 0, 1024, 512, 512, 256, .rotation = 90, .png = true };
	struct raster r = region(c, fd, how);
	assert_int_equal(r.w, 256);
	assert_int_equal(r.h, 512);
	assert_square(&r, 240, 16, 32, 32); /* what was at the upper left is at the upper right */
	how.mirror = true;
	r = region(c, fd, how);
	assert_square(&r, 240, 500, 32, 32); /* the upper left was the upper right before */
	how.bitonal = true;
	r = region(c, fd, how);
	assert_int_equal(r.channels, 1);
	assert_true(r.px[0] == 0 || r.px[0] == 255);
	unit_end(c);
}

static void test_region__outside_or_too_large_is_refused(void **state)
{
	static const struct media_region bad[] = {
		{ 600, 0, 10, 10, 10, 10 },
		{ 0, 0, 601, 10, 10, 10 },
		{ -1, 0, 10, 10, 10, 10 },
		{ 0, 0, 0, 10, 10, 10 },
		{ 0, 0, 10, 10, 0, 10 },
		{ 5, 5, 0x7fffffff, 10, 10, 10 },
		{ 0, 0, 10, 10, 1000000, 1000000 },
		{ 0, 0, 10, 10, 10, 10, .rotation = 45 },
	};
	struct ctx *c = unit_begin();
	int fd = written(c, 600, 520, 1), out = file_of(c, STR_NONE);
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		err_clear(c);
		assert_false(region_make(c, fd, &bad[i], out));
		assert_true(c->err.kind == ERR_INVALID || c->err.kind == ERR_LIMIT);
	}
	assert_int_equal(contents(c, out).n, 0);
	unit_end(c);
}

static void test_scale__keeps_the_mean(void **state)
{
	struct ctx *c = unit_begin();
	struct raster r, o;
	unit_ok(c, raster_new(c, 97, 61, 1, 0, &r));
	uint64_t before = 0, after = 0;
	for (size_t i = 0; i < 97 * 61; i++)
		before += r.px[i] = (uint8_t)(i * 7919 % 251);
	unit_ok(c, raster_scale(c, &r, 31, 17, &o));
	for (size_t i = 0; i < 31 * 17; i++)
		after += o.px[i];
	assert_in_range(after * 1000 / (31 * 17), before * 1000 / (97 * 61) - 1000,
			before * 1000 / (97 * 61) + 1000);
	unit_ok(c, raster_scale(c, &r, 200, 200, &o));
	assert_int_equal(o.px[0], r.px[0]);
	assert_int_equal(o.px[200 * 200 - 1], r.px[97 * 61 - 1]);
	unit_end(c);
}

int group_access(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tiles__are_whole_jpegs_of_their_place),
		cmocka_unit_test(test_tiles__at_the_edge_are_absent),
		cmocka_unit_test(test_tiles__survive_any_changed_byte),
		cmocka_unit_test(test_region__shows_what_lies_there_at_any_size),
		cmocka_unit_test(test_region__is_mirrored_then_turned),
		cmocka_unit_test(test_region__outside_or_too_large_is_refused),
		cmocka_unit_test(test_scale__keeps_the_mean),
	};
	return cmocka_run_group_tests_name("access", tests, NULL, NULL);
}
