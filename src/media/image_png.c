/*
 * image_png - PNG files as pages: every type, 16 bits cut to 8, transparency over white paper.
 *
 * libpng leaves a failed call by longjmp, like libjpeg: it is kept within this file.
 */
#include <setjmp.h>
#include <png.h>

#include "media/image_int.h"

struct reader {
	png_structp p;
	png_infop about;
	struct str rest;
	unsigned warnings;
	struct sink sink;
};

static void on_error(png_structp p, png_const_charp text)
{
	png_longjmp(p, 1);
}

static void on_warning(png_structp p, png_const_charp text)
{
	struct reader *r = png_get_error_ptr(p);
	r->warnings++;
}

static void on_read(png_structp p, png_bytep to, png_size_t n)
{
	struct reader *r = png_get_io_ptr(p);
	if (n > r->rest.n)
		png_error(p, "the file ends");
	memcpy(to, r->rest.s, n);
	r->rest = str_from(r->rest, n);
}

static void reader_done(void *arg)
{
	struct reader *r = arg;
	png_destroy_read_struct(&r->p, &r->about, NULL);
}

static struct reader *reader_new(struct ctx *c, struct str bytes)
{
	struct reader *r = arena_new_of(c->mem, struct reader);
	r->rest = bytes;
	r->p = png_create_read_struct(PNG_LIBPNG_VER_STRING, r, on_error, on_warning);
	must(r->p != NULL);
	arena_on_end(c->mem, reader_done, r);
	r->about = png_create_info_struct(r->p);
	png_set_read_fn(r->p, r, on_read);
	png_set_user_limits(r->p, PNG_UINT_31_MAX,
			    PNG_UINT_31_MAX); /* image_add says what is too large */
	png_set_chunk_malloc_max(r->p, 64 << 20);
	png_set_crc_action(r->p, PNG_CRC_WARN_USE, PNG_CRC_WARN_DISCARD);
	return r;
}

static bool png_refused(struct ctx *c)
{
	return fail(c, ERR_INVALID, "the PNG image cannot be read");
}

static bool list_png(struct ctx *c, int fd, struct image_list *pages, const char **damage)
{
	struct str bytes;
	struct image_page p = { .fd = fd, .format = &image_png, .orientation = 1 };
	if (!image_whole(c, fd, &bytes))
		return false;
	struct reader *r = reader_new(c, bytes);
	if (setjmp(png_jmpbuf(r->p)))
		return png_refused(c);
	png_read_info(r->p, r->about);
	p.w = (int)png_get_image_width(r->p, r->about);
	p.h = (int)png_get_image_height(r->p, r->about);
	p.dpi = (int)(png_get_x_pixels_per_meter(r->p, r->about) * 0.0254 + 0.5);
	return image_add(c, pages, &p);
}

/* Asks libpng for 8-bit gray or RGB. */
static void start(struct reader *r)
{
	png_color_16 white = { .red = 0xffff, .green = 0xffff, .blue = 0xffff, .gray = 0xffff };
	int depth = png_get_bit_depth(r->p, r->about), colour = png_get_color_type(r->p, r->about);
	bool clear = (colour & PNG_COLOR_MASK_ALPHA) ||
		     png_get_valid(r->p, r->about, PNG_INFO_tRNS);
	png_set_expand(r->p);
	if (clear) {
		if (depth < 16)
			white = (png_color_16){
				.red = 255, .green = 255, .blue = 255, .gray = 255
			};
		png_set_background(r->p, &white, PNG_BACKGROUND_GAMMA_SCREEN, 0, 1.0);
	}
	if (depth == 16)
		png_set_scale_16(r->p);
	png_set_interlace_handling(r->p);
	png_read_update_info(r->p, r->about);
}

static void read_rows(struct ctx *c, struct reader *r, int h)
{
	uint8_t *row = arena_take(c->mem, png_get_rowbytes(r->p, r->about));
	for (int y = 0; y < h; y++) {
		png_read_row(r->p, row, NULL);
		sink_row(&r->sink, row);
	}
	png_read_end(r->p, NULL);
}

/* Interlaced: all the passes go over the whole picture before a row of it is ready. */
static void read_interlaced(struct ctx *c, struct reader *r, int h)
{
	size_t stride = png_get_rowbytes(r->p, r->about);
	uint8_t *px = arena_take_array(c->mem, stride, (size_t)h);
	memset(px, 255, stride * (size_t)h);
	for (int pass = 0; pass < 7; pass++)
		for (int y = 0; y < h; y++)
			png_read_row(r->p, NULL, px + (size_t)y * stride);
	for (int y = 0; y < h; y++)
		sink_row(&r->sink, px + (size_t)y * stride);
	png_read_end(r->p, NULL);
}

static bool finish(struct ctx *c, struct reader *r, bool cut, struct raster *ret,
		   const char **damage)
{
	if (r->sink.y == 0)
		return png_refused(c);
	if (r->sink.y < r->sink.h)
		*damage = image_truncated;
	else if (cut || r->warnings)
		*damage = image_damaged;
	sink_close(&r->sink);
	*ret = r->sink.r;
	return true;
}

static bool decode_png(struct ctx *c, const struct image_page *p, int more, struct raster *ret,
		       const char **damage)
{
	struct str bytes;
	if (!image_whole(c, p->fd, &bytes))
		return false;
	struct reader *r = reader_new(c, bytes);
	volatile bool begun = false;
	if (setjmp(png_jmpbuf(r->p)))
		return begun ? finish(c, r, true, ret, damage) : png_refused(c);
	png_read_info(r->p, r->about);
	if ((int)png_get_image_width(r->p, r->about) != p->w ||
	    (int)png_get_image_height(r->p, r->about) != p->h)
		return png_refused(c);
	start(r);
	if (!sink_open(c, p->w, p->h, png_get_channels(r->p, r->about), p->shrink + more, &r->sink))
		return false;
	r->sink.unseen = p->unseen;
	begun = true;
	if (png_get_interlace_type(r->p, r->about) == PNG_INTERLACE_NONE)
		read_rows(c, r, p->h);
	else
		read_interlaced(c, r, p->h);
	return finish(c, r, false, ret, damage);
}

const struct image_format image_png = {
	.kind = MEDIA_PNG,
	.list = list_png,
	.decode = decode_png,
};
