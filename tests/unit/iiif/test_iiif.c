/* Image requests by the letter of the Image API 3.0; what the answers say. */
#include "unit.h"
#include "iiif/iiif.h"

/* Of an image of 3000 × 4000: region, size, rotation, quality → x y w h, out, or refused (w = 0). */
static const struct {
	const char *region, *size, *rotation, *quality;
	int x, y, w, h, out_w, out_h;
} rows[] = {
	{ "full", "max", "0", "default.jpg", 0, 0, 3000, 4000, 3000, 4000 },
	{ "square", "max", "0", "default.jpg", 0, 500, 3000, 3000, 3000, 3000 },
	{ "10,20,100,200", "max", "0", "color.png", 10, 20, 100, 200, 100, 200 },
	{ "2900,3900,500,500", "max", "0", "gray.jpg", 2900, 3900, 100, 100, 100, 100 },
	{ "pct:50,50,25,25", "max", "0", "default.jpg", 1500, 2000, 750, 1000, 750, 1000 },
	{ "pct:33.333,0,10.5,100", "max", "0", "default.jpg", 999, 0, 315, 4000, 315, 4000 },
	{ "full", "300,", "0", "default.jpg", 0, 0, 3000, 4000, 300, 400 },
	{ "full", ",400", "0", "default.jpg", 0, 0, 3000, 4000, 300, 400 },
	{ "full", "100,100", "0", "default.jpg", 0, 0, 3000, 4000, 100, 100 },
	{ "full", "!300,300", "0", "default.jpg", 0, 0, 3000, 4000, 225, 300 },
	{ "full", "!9000,9000", "0", "default.jpg", 0, 0, 3000, 4000, 3000, 4000 },
	{ "full", "pct:10", "0", "default.jpg", 0, 0, 3000, 4000, 300, 400 },
	{ "0,0,1,1", "max", "!180", "bitonal.png", 0, 0, 1, 1, 1, 1 },
	{ "full", "300,", "360", "default.jpg", 0, 0, 3000, 4000, 300, 400 },
	/* refused */
	{ .region = "3000,0,10,10", "max", "0", "default.jpg" },
	{ .region = "0,0,0,10", "max", "0", "default.jpg" },
	{ .region = "0,0,10", "max", "0", "default.jpg" },
	{ .region = "0,0,10,10,10", "max", "0", "default.jpg" },
	{ .region = "-1,0,10,10", "max", "0", "default.jpg" },
	{ .region = "pct:0,0,0,0", "max", "0", "default.jpg" },
	{ .region = "pct:1.,0,1,1", "max", "0", "default.jpg" },
	{ .region = "0,0,9223372036854775808,1", "max", "0", "default.jpg" },
	{ .region = "full", "3001,", "0", "default.jpg" },
	{ .region = "full", "^max", "0", "default.jpg" },
	{ .region = "full", ",", "0", "default.jpg" },
	{ .region = "full", "0,", "0", "default.jpg" },
	{ .region = "full", "!0,5", "0", "default.jpg" },
	{ .region = "full", "pct:0", "0", "default.jpg" },
	{ .region = "full", "pct:101", "0", "default.jpg" },
	{ .region = "full", "full", "0", "default.jpg" },
	{ .region = "full", "max", "45", "default.jpg" },
	{ .region = "full", "max", "-90", "default.jpg" },
	{ .region = "full", "max", "450", "default.jpg" },
	{ .region = "full", "max", "0", "default.webp" },
	{ .region = "full", "max", "0", "default" },
	{ .region = "full", "max", "0", "best.jpg" },
	{ .region = "", "", "", "" },
};

static void test_image__is_read_by_the_letter(void **state)
{
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct ctx *c = unit_begin();
		struct iiif_image g;
		struct iiif_asked a = { str_of(rows[i].region), str_of(rows[i].size),
					str_of(rows[i].rotation), str_of(rows[i].quality) };
		bool ok = iiif_image_parse(c, &a, 3000, 4000, &g);
		const struct media_region *r = &g.region;
		if (ok != (rows[i].w != 0) ||
		    (ok && (r->x != rows[i].x || r->y != rows[i].y || r->w != rows[i].w ||
			    r->h != rows[i].h || r->out_w != rows[i].out_w ||
			    r->out_h != rows[i].out_h))) {
			print_error("row %zu: %s/%s\n", i, rows[i].region, rows[i].size);
			_fail(__FILE__, __LINE__);
		}
		unit_end(c);
	}
}

static void test_tiles__are_known_where_they_are_stored(void **state)
{
	static const struct {
		const char *region, *size;
		int level, col, row; /* level -1: no stored tile */
	} cases[] = {
		{ "0,0,512,512", "512,", 0, 0, 0 },
		{ "1024,512,512,512", "512,512", 0, 2, 1 },
		{ "1024,2048,1024,1024", "512,512", 1, 1, 2 },
		{ "0,2048,2048,2048", "512,", 2, 0, -1 }, /* reaches over the lower edge */
		{ "1,0,512,512", "512,", -1, 0, 0 },
		{ "0,0,512,512", "256,", -1, 0, 0 },
		{ "512,512,1024,1024", "512,", -1, 0, 0 },
		{ "2560,0,512,512", "440,", -1, 0, 0 },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct ctx *c = unit_begin();
		struct iiif_image g;
		struct iiif_asked a = { str_of(cases[i].region), str_of(cases[i].size), STR("0"),
					STR("default.jpg") };
		bool ok = iiif_image_parse(c, &a, 3000, 4000, &g);
		bool tile = cases[i].level >= 0 && cases[i].row >= 0;
		if (cases[i].row >= 0)
			unit_ok(c, ok);
		if (ok)
			assert_int_equal(g.tile, tile);
		if (ok && tile) {
			assert_int_equal(g.level, cases[i].level);
			assert_int_equal(g.col, cases[i].col);
			assert_int_equal(g.row, cases[i].row);
		}
		unit_end(c);
	}
}

static void test_info__says_512_and_the_scale_factors(void **state)
{
	struct ctx *c = unit_begin();
	struct buf b;
	buf_init(&b, c->mem, 0);
	struct iiif_page p = { STR("http://h"), STR("abc"), 3, 3000, 4000 };
	iiif_info(&b, &p);
	assert_int_equal(iiif_levels(3000, 4000), 4);
	assert_int_equal(iiif_levels(512, 512), 1);
	assert_int_equal(iiif_levels(513, 1), 2);
	assert_true(str_find(buf_str(&b), STR("\"id\":\"http://h/iiif/abc/3\"")) < b.n);
	assert_true(str_find(buf_str(&b), STR("\"scaleFactors\":[1,2,4,8]")) < b.n);
	assert_true(str_find(buf_str(&b), STR("\"sizes\":[{\"width\":375,\"height\":500},"
					      "{\"width\":750,\"height\":1000}")) < b.n);
	unit_end(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_image__is_read_by_the_letter),
		cmocka_unit_test(test_tiles__are_known_where_they_are_stored),
		cmocka_unit_test(test_info__says_512_and_the_scale_factors),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
