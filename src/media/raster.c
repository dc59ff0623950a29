/*
 * raster - pixels in an arena, and the plain things done to them: halved, greyed, turned, written
 * as JPEG.
 */
#include <stdio.h>
#include <jpeglib.h>

#include "media/image_int.h"

int size_shrunk(int side, int shrink)
{
	return (int)(((int64_t)side + ((int64_t)1 << shrink) - 1) >> shrink);
}

bool raster_new(struct ctx *c, int w, int h, int channels, int dpi, struct raster *ret)
{
	must(channels == 1 || channels == 3);
	if (w < 1 || h < 1)
		return fail(c, ERR_INVALID, "the page has no width or no height");
	if (w > MEDIA_SIDE_MAX || h > MEDIA_SIDE_MAX || (int64_t)w * h > MEDIA_PIXELS_MAX)
		return fail(c, ERR_LIMIT,
			    "the page is too large: more than 400 million pixels, "
			    "or 100,000 on one side");
	size_t stride = (size_t)w * (size_t)channels;
	*ret = (struct raster){
		.w = w, .h = h, .channels = channels, .stride = stride, .dpi = dpi
	};
	ret->px = arena_take_array(c->mem, stride, (size_t)h);
	return true;
}

/* Two rows into one; b may be a (the last row of an odd height). */
static void halve_row(const uint8_t *a, const uint8_t *b, int w, int channels, uint8_t *to)
{
	int pairs = w / 2;
	if (channels == 1) {
		for (int x = 0; x < pairs; x++)
			to[x] = (uint8_t)((a[2 * x] + a[2 * x + 1] + b[2 * x] + b[2 * x + 1] + 2) >>
					  2);
		if (w & 1)
			to[pairs] = (uint8_t)((a[w - 1] + b[w - 1] + 1) >> 1);
		return;
	}
	for (int x = 0; x < pairs; x++, a += 6, b += 6, to += 3) {
		to[0] = (uint8_t)((a[0] + a[3] + b[0] + b[3] + 2) >> 2);
		to[1] = (uint8_t)((a[1] + a[4] + b[1] + b[4] + 2) >> 2);
		to[2] = (uint8_t)((a[2] + a[5] + b[2] + b[5] + 2) >> 2);
	}
	for (int k = 0; k < 3 && (w & 1); k++)
		to[k] = (uint8_t)((a[k] + b[k] + 1) >> 1);
}

bool raster_halve(struct ctx *c, const struct raster *r, struct raster *ret)
{
	struct raster half;
	if (!raster_new(c, size_shrunk(r->w, 1), size_shrunk(r->h, 1), r->channels, r->dpi / 2,
			&half))
		return false;
	for (int y = 0; y < half.h; y++) {
		const uint8_t *a = r->px + (size_t)(2 * y) * r->stride;
		const uint8_t *b = 2 * y + 1 < r->h ? a + r->stride : a;
		halve_row(a, b, r->w, r->channels, half.px + (size_t)y * half.stride);
	}
	*ret = half;
	return true;
}

/* Where the first pixel lies and how to step, for each orientation: row 0 is at the top, left,
 * bottom or right of what is seen. */
static const struct turn {
	bool swap, right, down; /* start at the right or lower end of the stored image */
} turns[9] = {
	[1] = { 0, 0, 0 }, [2] = { 0, 1, 0 }, [3] = { 0, 1, 1 }, [4] = { 0, 0, 1 },
	[5] = { 1, 0, 0 }, [6] = { 1, 0, 1 }, [7] = { 1, 1, 1 }, [8] = { 1, 1, 0 },
};

bool raster_orient(struct ctx *c, const struct raster *r, int orientation, struct raster *ret)
{
	if (orientation < 2 || orientation > 8) {
		*ret = *r;
		return true;
	}
	const struct turn *t = &turns[orientation];
	struct raster o;
	if (!raster_new(c, t->swap ? r->h : r->w, t->swap ? r->w : r->h, r->channels, r->dpi, &o))
		return false;
	ptrdiff_t across = t->right ? -r->channels : r->channels;
	ptrdiff_t along = t->down ? -(ptrdiff_t)r->stride : (ptrdiff_t)r->stride;
	const uint8_t *start = r->px + (t->right ? (size_t)(r->w - 1) * (size_t)r->channels : 0) +
			       (t->down ? (size_t)(r->h - 1) * r->stride : 0);
	ptrdiff_t step_x = t->swap ? along : across, step_y = t->swap ? across : along;
	for (int y = 0; y < o.h; y++) {
		const uint8_t *from = start + y * step_y;
		uint8_t *to = o.px + (size_t)y * o.stride;
		for (int x = 0; x < o.w; x++, from += step_x, to += o.channels)
			for (int k = 0; k < o.channels; k++)
				to[k] = from[k];
	}
	*ret = o;
	return true;
}

/* The encoder fails only for want of memory or through our own mistake. */
static void encode_failed(j_common_ptr j)
{
	must_failed("JPEG written", __FILE__, __LINE__);
}

static void encode_quiet(j_common_ptr j)
{
}

static void encode_rows(struct jpeg_compress_struct *j, const struct raster *r)
{
	while (j->next_scanline < j->image_height) {
		JSAMPROW row = r->px + (size_t)j->next_scanline * r->stride;
		jpeg_write_scanlines(j, &row, 1);
	}
}

bool raster_jpeg(struct ctx *c, const struct raster *r, int quality, struct str *ret)
{
	if (r->w > 65500 || r->h > 65500)
		return fail(c, ERR_LIMIT,
			    "a picture of more than 65,500 pixels on one side cannot "
			    "be written as JPEG");
	struct jpeg_compress_struct j;
	struct jpeg_error_mgr err;
	unsigned char *bytes = NULL;
	unsigned long n = 0;
	j.err = jpeg_std_error(&err);
	err.error_exit = encode_failed;
	err.output_message = encode_quiet;
	jpeg_create_compress(&j);
	jpeg_mem_dest(&j, &bytes, &n);
	j.image_width = (JDIMENSION)r->w;
	j.image_height = (JDIMENSION)r->h;
	j.input_components = r->channels;
	j.in_color_space = r->channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
	jpeg_set_defaults(&j);
	jpeg_set_quality(&j, quality, TRUE);
	if (r->dpi > 0 && r->dpi < 65536) {
		j.density_unit = 1;
		j.X_density = j.Y_density = (UINT16)r->dpi;
	}
	jpeg_start_compress(&j, TRUE);
	encode_rows(&j, r);
	jpeg_finish_compress(&j);
	jpeg_destroy_compress(&j);
	*ret = str_copy(c->mem, (struct str){ (char *)bytes, n });
	free(bytes);
	return true;
}
