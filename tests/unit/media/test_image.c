/* Images as documents: every kind of sample comes out as the right colour, and damage is told. */
#include <dirent.h>
#include <stdio.h>
#include <tiffio.h>
#include <unistd.h>
#include <sys/mman.h>

#include "groups.h"
#include "media/image_int.h"

static bool read_page(struct ctx *c, int fd, int page, struct media_facts *f, struct raster *r)
{
	void *doc;
	const char *mime;
	*f = (struct media_facts){ 0 };
	return backend_image.open(c, &fd, 1, media_recognise_kind(fd, &mime), &doc) &&
	       backend_image.facts(c, doc, f) && backend_image.raster(c, doc, page, r);
}

static const uint8_t *pixel(const struct raster *r, int x, int y)
{
	return r->px + (size_t)y * r->stride + (size_t)(x * r->channels);
}

static void assert_near(const uint8_t *px, int channels, int r, int g, int b, int within)
{
	const int want[3] = { r, g, b };
	for (int k = 0; k < 3; k++) {
		int got = px[channels == 1 ? 0 : k];
		if (abs(got - want[k]) > within)
			print_error("colour %d where %d was meant\n", got, want[k]);
		assert_true(abs(got - want[k]) <= within);
	}
}

struct sort { /* of TIFF; the picture is one colour on the left and white on the right */
	const char *name;
	int bits, samples, photometric, planar, compression, tile;
	uint16_t left[4], right[4];
	int r, g, b; /* what left is */
};
#define WHITE3                                                                                     \
	{                                                                                          \
		65535, 65535, 65535                                                                \
	}
static const struct sort sorts[] = {
	{ "grey 8",
	  8,
	  1,
	  PHOTOMETRIC_MINISBLACK,
	  1,
	  COMPRESSION_LZW,
	  0,
	  { 0x6400 },
	  { 0xffff },
	  100,
	  100,
	  100 },
	{ "grey 16",
	  16,
	  1,
	  PHOTOMETRIC_MINISBLACK,
	  1,
	  COMPRESSION_NONE,
	  0,
	  { 0x64ff },
	  { 0xffff },
	  100,
	  100,
	  100 },
	{ "white is zero 8",
	  8,
	  1,
	  PHOTOMETRIC_MINISWHITE,
	  1,
	  COMPRESSION_NONE,
	  0,
	  { 0x6400 },
	  { 0 },
	  155,
	  155,
	  155 },
	{ "colour 8",
	  8,
	  3,
	  PHOTOMETRIC_RGB,
	  1,
	  COMPRESSION_ADOBE_DEFLATE,
	  0,
	  { 0xc800, 0x6400, 0x0a00 },
	  WHITE3,
	  200,
	  100,
	  10 },
	{ "colour 16",
	  16,
	  3,
	  PHOTOMETRIC_RGB,
	  1,
	  COMPRESSION_NONE,
	  0,
	  { 0xc8ff, 0x64ff, 0x0aff },
	  WHITE3,
	  200,
	  100,
	  10 },
	{ "colour 16 in planes",
	  16,
	  3,
	  PHOTOMETRIC_RGB,
	  2,
	  COMPRESSION_LZW,
	  0,
	  { 0xc8ff, 0x64ff, 0x0aff },
	  WHITE3,
	  200,
	  100,
	  10 },
	{ "colour 8 in tiles",
	  8,
	  3,
	  PHOTOMETRIC_RGB,
	  1,
	  COMPRESSION_LZW,
	  32,
	  { 0xc800, 0x6400, 0x0a00 },
	  WHITE3,
	  200,
	  100,
	  10 },
	{ "colour 8 in planes of tiles",
	  8,
	  3,
	  PHOTOMETRIC_RGB,
	  2,
	  COMPRESSION_LZW,
	  32,
	  { 0xc800, 0x6400, 0x0a00 },
	  WHITE3,
	  200,
	  100,
	  10 },
	{ "separated 8",
	  8,
	  4,
	  PHOTOMETRIC_SEPARATED,
	  1,
	  COMPRESSION_LZW,
	  0,
	  { 0, 0xff00, 0xff00, 0 },
	  { 0 },
	  255,
	  0,
	  0 },
	{ "separated 16",
	  16,
	  4,
	  PHOTOMETRIC_SEPARATED,
	  1,
	  COMPRESSION_LZW,
	  0,
	  { 0xffff, 0, 0xffff, 0 },
	  { 0 },
	  0,
	  255,
	  0 },
	{ "colour with JPEG",
	  8,
	  3,
	  PHOTOMETRIC_YCBCR,
	  1,
	  COMPRESSION_JPEG,
	  0,
	  { 0xc800, 0x6400, 0x0a00 },
	  WHITE3,
	  200,
	  100,
	  10 },
};

enum { W = 48, H = 40 };

static void put_sample(uint8_t *row, const struct sort *s, size_t at, uint16_t v)
{
	if (s->bits == 16)
		((uint16_t *)(void *)row)[at] = v;
	else
		row[at] = (uint8_t)(v >> 8);
}

/* Samples first..last of a stretch of pixels from x on. */
static void fill(uint8_t *to, const struct sort *s, int x, int w, int first, int last)
{
	size_t at = 0;
	for (int i = x; i < x + w; i++)
		for (int k = first; k <= last; k++)
			put_sample(to, s, at++, i < W / 2 ? s->left[k] : s->right[k]);
}

static void put_tags(TIFF *t, const struct sort *s)
{
	TIFFSetField(t, TIFFTAG_IMAGEWIDTH, W);
	TIFFSetField(t, TIFFTAG_IMAGELENGTH, H);
	TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, s->bits);
	TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, s->samples);
	TIFFSetField(t, TIFFTAG_PHOTOMETRIC, s->photometric);
	TIFFSetField(t, TIFFTAG_PLANARCONFIG, s->planar);
	TIFFSetField(t, TIFFTAG_COMPRESSION, s->compression);
	if (s->photometric == PHOTOMETRIC_YCBCR)
		TIFFSetField(t, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
	if (s->tile) {
		TIFFSetField(t, TIFFTAG_TILEWIDTH, s->tile);
		TIFFSetField(t, TIFFTAG_TILELENGTH, s->tile);
	} else {
		TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, 16);
	}
}

static void put_plane(TIFF *t, const struct sort *s, uint8_t *bytes, int plane)
{
	int first = s->planar == 2 ? plane : 0, last = s->planar == 2 ? plane : s->samples - 1;
	size_t row = (size_t)(s->tile ? s->tile : W) * (size_t)(last - first + 1) *
		     (size_t)(s->bits / 8);
	for (int y = 0; !s->tile && y < H; y++) {
		fill(bytes, s, 0, W, first, last);
		assert_int_equal(TIFFWriteScanline(t, bytes, (uint32_t)y, (uint16_t)plane), 1);
	}
	for (int y = 0; s->tile && y < H; y += s->tile) {
		for (int x = 0; x < W; x += s->tile) {
			for (int i = 0; i < s->tile; i++)
				fill(bytes + (size_t)i * row, s, x, s->tile, first, last);
			assert_true(TIFFWriteTile(t, bytes, (uint32_t)x, (uint32_t)y, 0,
						  (uint16_t)plane) > 0);
		}
	}
}

static int tiff_of(struct ctx *c, const struct sort *s, int pages, int orientation)
{
	int fd = file_of(c, STR_NONE);
	struct tiff_fd at = { .fd = fd };
	TIFF *t = tiff_open_fd(&at, "w");
	uint8_t *bytes = arena_take(c->mem, 65536);
	for (int i = 0; i < pages; i++) {
		put_tags(t, s);
		TIFFSetField(t, TIFFTAG_ORIENTATION, orientation);
		TIFFSetField(t, TIFFTAG_XRESOLUTION, 118.11);
		TIFFSetField(t, TIFFTAG_RESOLUTIONUNIT, RESUNIT_CENTIMETER);
		for (int k = 0; k < (s->planar == 2 ? s->samples : 1); k++)
			put_plane(t, s, bytes, k);
		assert_int_equal(TIFFWriteDirectory(t), 1);
	}
	TIFFClose(t);
	return fd;
}

static void test_tiff__of_every_sort_has_its_colours(void **state)
{
	for (size_t i = 0; i < COUNT_OF(sorts); i++) {
		const struct sort *s = &sorts[i];
		struct ctx *c = unit_begin();
		struct media_facts f;
		struct raster r;
		int slack = s->compression == COMPRESSION_JPEG ? 6 : 1;
		unit_ok(c, read_page(c, tiff_of(c, s, 1, 1), 1, &f, &r));
		assert_int_equal(f.damage.n, 0);
		assert_int_equal(r.w, W);
		assert_int_equal(r.dpi, 300);
		assert_int_equal(r.channels, s->samples == 1 ? 1 : 3);
		assert_near(pixel(&r, 2, 2), r.channels, s->r, s->g, s->b, slack);
		assert_near(pixel(&r, 2, H - 1), r.channels, s->r, s->g, s->b, slack);
		assert_near(pixel(&r, W - 2, H - 1), r.channels, 255, 255, 255, slack);
		unit_end(c);
	}
}

static void test_tiff__has_its_pages_and_its_turn(void **state)
{
	struct ctx *c = unit_begin();
	struct media_facts f;
	struct raster r;
	unit_ok(c, read_page(c, tiff_of(c, &sorts[0], 3, 6), 3, &f, &r));
	assert_int_equal(f.n_pages, 3);
	assert_int_equal(f.pages[2].width, H);
	assert_int_equal(r.h, W);
	/* turned clockwise, what was left is above */
	assert_near(pixel(&r, 3, 2), 1, 100, 100, 100, 1);
	assert_near(pixel(&r, 3, W - 2), 1, 255, 255, 255, 1);
	unit_end(c);
}

static void test_tiff__may_have_more_pages_than_its_list_began_with(void **state)
{
	struct ctx *c = unit_begin();
	struct media_facts f;
	struct raster r;
	unit_ok(c, read_page(c, tiff_of(c, &sorts[0], 300, 6), 300, &f, &r));
	assert_int_equal(f.n_pages, 300);
	for (size_t i = 0; i < f.n_pages; i++)
		assert_int_equal(f.pages[i].width, H);
	unit_end(c);
}

static void test_tiff__cut_short_is_taken_with_a_word(void **state)
{
	struct ctx *c = unit_begin();
	struct media_facts f;
	struct raster r;
	int fd = tiff_of(c, &sorts[4], 1, 1); /* its directory stands behind the strips */
	uint8_t junk[64];
	memset(junk, 0xff, sizeof(junk));
	struct sort broken = sorts[3];
	int lzw = tiff_of(c, &broken, 1, 1);
	assert_int_equal(pwrite(lzw, junk, 20, 12), 20);
	unit_ok(c, read_page(c, lzw, 1, &f, &r));
	assert_true(f.damage.n > 0);
	assert_int_equal(ftruncate(fd, 100), 0);
	assert_false(read_page(c, fd, 1, &f, &r));
	assert_int_equal(c->err.kind, ERR_INVALID);
	unit_end(c);
}

static void test_tiff__of_measurements_is_refused(void **state)
{
	struct ctx *c = unit_begin();
	struct media_facts f;
	struct raster r;
	int fd = file_of(c, STR_NONE);
	struct tiff_fd at = { .fd = fd };
	TIFF *t = tiff_open_fd(&at, "w");
	float row[W] = { 0 };
	struct sort s = sorts[0];
	s.bits = 32;
	put_tags(t, &s);
	TIFFSetField(t, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_IEEEFP);
	for (uint32_t y = 0; y < H; y++)
		TIFFWriteScanline(t, row, y, 0);
	TIFFClose(t);
	assert_false(read_page(c, fd, 1, &f, &r));
	assert_int_equal(c->err.kind, ERR_INVALID);
	assert_non_null(strstr(c->err.text, "measurements"));
	unit_end(c);
}

static void test_tiff__too_large_is_refused_before_it_is_read(void **state)
{
	struct ctx *c = unit_begin();
	struct media_facts f;
	struct raster r;
	int fd = file_of(c, STR_NONE);
	struct tiff_fd at = { .fd = fd };
	TIFF *t = tiff_open_fd(&at, "w");
	struct sort s = sorts[0];
	put_tags(t, &s);
	TIFFSetField(t, TIFFTAG_IMAGEWIDTH, 100000);
	TIFFSetField(t, TIFFTAG_IMAGELENGTH, 100000);
	TIFFSetField(t, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
	TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, 1);
	uint8_t *row = arena_take(c->mem, 12500 * 16);
	TIFFWriteEncodedStrip(t, 0, row, 12500 * 16);
	TIFFClose(t);
	assert_false(read_page(c, fd, 1, &f, &r));
	assert_int_equal(c->err.kind, ERR_LIMIT);
	unit_end(c);
}

static struct raster halves(struct ctx *c, int w, int h, int channels)
{
	struct raster r;
	unit_ok(c, raster_new(c, w, h, channels, 300, &r));
	memset(r.px, 255, r.stride * (size_t)h);
	for (int y = 0; y < h; y++)
		for (int x = 0; x < w / 2; x++)
			for (int k = 0; k < channels; k++)
				r.px[(size_t)y * r.stride + (size_t)(x * channels + k)] =
					(uint8_t)(200 - 90 * k);
	return r;
}

static void test_jpeg_and_png__come_back_as_they_went(void **state)
{
	struct ctx *c = unit_begin();
	struct str bytes;
	struct media_facts f;
	struct raster back;
	for (int channels = 1; channels <= 3; channels += 2) {
		struct raster r = halves(c, 64, 48, channels);
		unit_ok(c, raster_jpeg(c, &r, 90, &bytes));
		unit_ok(c, read_page(c, file_of(c, bytes), 1, &f, &back));
		assert_int_equal(back.channels, channels);
		assert_int_equal(back.dpi, 300);
		assert_near(pixel(&back, 3, 3), channels, 200, 110, channels == 1 ? 200 : 20,
			    channels == 1 ? 95 : 6);
		unit_ok(c, raster_png(c, &r, false, &bytes));
		unit_ok(c, read_page(c, file_of(c, bytes), 1, &f, &back));
		assert_int_equal(back.dpi, 300);
		assert_memory_equal(back.px, r.px, r.stride * 48);
	}
	unit_end(c);
}

static void test_images__that_cannot_be_read_are_blank_pages_among_others(void **state)
{
	struct ctx *c = unit_begin();
	struct media_facts f = { 0 };
	struct raster back;
	void *doc;
	int fds[2] = { file_of(c, STR("\xFF\xD8\xFF\xE0 nothing follows")),
		       tiff_of(c, &sorts[0], 1, 1) };
	unit_ok(c, backend_image.open(c, fds, 2, MEDIA_JPEG, &doc));
	unit_ok(c, backend_image.facts(c, doc, &f));
	assert_int_equal(f.n_pages, 2);
	assert_str(f.damage, "some of the pages cannot be read");
	unit_ok(c, backend_image.raster(c, doc, 1, &back));
	assert_int_equal(*pixel(&back, 3, 3), 255);
	unit_ok(c, backend_image.raster(c, doc, 2, &back));
	assert_int_equal(back.w, W);
	fds[1] = fds[0];
	unit_ok(c, backend_image.open(c, fds, 2, MEDIA_JPEG, &doc));
	assert_false(backend_image.facts(c, doc, &f));
	assert_int_equal(c->err.kind, ERR_INVALID);
	unit_end(c);
}

static void test_jpeg__cut_short_is_taken_with_a_word(void **state)
{
	struct ctx *c = unit_begin();
	struct str bytes;
	struct media_facts f;
	struct raster r = halves(c, 400, 400, 3), back;
	unit_ok(c, raster_jpeg(c, &r, 90, &bytes));
	unit_ok(c, read_page(c, file_of(c, str_upto(bytes, bytes.n / 2)), 1, &f, &back));
	assert_true(f.damage.n > 0);
	assert_false(read_page(c, file_of(c, str_upto(bytes, 60)), 1, &f, &back));
	assert_int_equal(c->err.kind, ERR_INVALID);
	unit_end(c);
}

static void test_large_image__is_halved_until_it_fits(void **state)
{
	struct ctx *c = unit_begin();
	struct str bytes;
	struct media_facts f;
	struct raster r = halves(c, 9001, 31, 1), back;
	unit_ok(c, raster_png(c, &r, false, &bytes));
	unit_ok(c, read_page(c, file_of(c, bytes), 1, &f, &back));
	assert_int_equal(f.pages[0].width, 4501);
	assert_int_equal(f.pages[0].height, 16);
	assert_int_equal(f.pages[0].dpi, 150);
	assert_int_equal(back.w, 4501);
	assert_int_equal(back.h, 16);
	assert_int_equal(*pixel(&back, 100, 15), 200);
	assert_int_equal(*pixel(&back, 4500, 15), 255);
	unit_end(c);
}

static void read_or_refuse(const char *folder, const char *name)
{
	struct ctx c = { .mem = arena_new(0) };
	struct media_facts f;
	struct raster r;
	int fd = file_at(&c, path_join(c.mem, folder, name));
	if (name[0] != '.' && fd >= 0 && !read_page(&c, fd, 1, &f, &r))
		assert_true(c.err.kind == ERR_INVALID || c.err.kind == ERR_LIMIT);
	arena_free(c.mem);
}

/* A folder of real files: each is read or refused in a sentence, and none ends the process. */
static void test_real_images__are_read_or_refused(void **state)
{
	static const char *const folders[] = { "corpus/image/debian-pillow",
					       "corpus/image/debian-libtiff/images" };
	struct ctx *c = unit_begin();
	size_t seen = 0;
	for (size_t k = 0; k < COUNT_OF(folders); k++) {
		const char *folder = unit_shared(folders[k]);
		DIR *d = folder ? opendir(folder) : NULL;
		for (struct dirent *e; d && (e = readdir(d)); seen++)
			if (unit_sampled(e->d_name))
				read_or_refuse(folder, e->d_name);
		if (d)
			closedir(d);
	}
	unit_end(c);
	if (!seen) {
		print_message("no folder of real images is here\n");
		skip();
	}
}

int group_image(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tiff__of_every_sort_has_its_colours),
		cmocka_unit_test(test_tiff__has_its_pages_and_its_turn),
		cmocka_unit_test(test_tiff__may_have_more_pages_than_its_list_began_with),
		cmocka_unit_test(test_tiff__cut_short_is_taken_with_a_word),
		cmocka_unit_test(test_tiff__of_measurements_is_refused),
		cmocka_unit_test(test_tiff__too_large_is_refused_before_it_is_read),
		cmocka_unit_test(test_jpeg_and_png__come_back_as_they_went),
		cmocka_unit_test(test_images__that_cannot_be_read_are_blank_pages_among_others),
		cmocka_unit_test(test_jpeg__cut_short_is_taken_with_a_word),
		cmocka_unit_test(test_large_image__is_halved_until_it_fits),
		cmocka_unit_test(test_real_images__are_read_or_refused),
	};
	return cmocka_run_group_tests_name("image", tests, NULL, NULL);
}
