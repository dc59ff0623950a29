/*
 * raster_png - a raster as a PNG: 8 bits a sample, or one bit of a gray one.
 */
#include <png.h>

#include "media/image_int.h"

static void on_error(png_structp p, png_const_charp text)
{
	must_failed("PNG written", __FILE__, __LINE__);
}

static void on_warning(png_structp p, png_const_charp text)
{
}

static void on_bytes(png_structp p, png_bytep bytes, png_size_t n)
{
	buf_add_bytes(png_get_io_ptr(p), bytes, n);
}

static void on_flush(png_structp p)
{
}

static void pack_row(const uint8_t *row, int w, uint8_t *to)
{
	memset(to, 0, (size_t)(w + 7) / 8);
	for (int x = 0; x < w; x++)
		if (row[x] >= 128)
			to[x >> 3] |= (uint8_t)(0x80 >> (x & 7));
}

bool raster_png(struct ctx *c, const struct raster *r, bool bilevel, struct str *ret)
{
	must(!bilevel || r->channels == 1);
	struct buf b;
	buf_init(&b, c->mem, 0);
	png_structp p = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, on_error, on_warning);
	must(p != NULL);
	png_infop about = png_create_info_struct(p);
	png_set_write_fn(p, &b, on_bytes, on_flush);
	png_set_compression_level(p, 3);
	if (!bilevel)
		png_set_filter(p, 0, PNG_FILTER_SUB);
	png_set_IHDR(p, about, (png_uint_32)r->w, (png_uint_32)r->h, bilevel ? 1 : 8,
		     r->channels == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB,
		     PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	if (r->dpi > 0) /* dots a metre */
		png_set_pHYs(p, about, (png_uint_32)(r->dpi / 0.0254 + 0.5),
			     (png_uint_32)(r->dpi / 0.0254 + 0.5), PNG_RESOLUTION_METER);
	png_write_info(p, about);
	uint8_t *packed = arena_take(c->mem, (size_t)(r->w + 7) / 8);
	for (int y = 0; y < r->h; y++) {
		const uint8_t *row = r->px + (size_t)y * r->stride;
		if (bilevel)
			pack_row(row, r->w, packed);
		png_write_row(p, bilevel ? packed : row);
	}
	png_write_end(p, NULL);
	png_destroy_write_struct(&p, &about);
	if (b.full)
		return fail(c, ERR_LIMIT, "the picture is too large");
	*ret = buf_str(&b);
	return true;
}
