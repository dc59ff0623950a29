/*
 * region - any part of an access image, in any size, turned, mirrored or without colour.
 *
 * Taken from the smallest level that still has enough pixels; only the tiles it touches are
 * decoded. The steps are those of the IIIF Image API 3.0 section 4: region, size, rotation
 * (mirrored first), quality, format.
 */
#include <setjmp.h>
#include <stdio.h>
#include <jpeglib.h>

#include "media/image_int.h"

struct tile_reader {
	struct jpeg_decompress_struct j;
	struct jpeg_error_mgr err;
	jmp_buf away;
};

static void on_error(j_common_ptr j)
{
	longjmp(((struct tile_reader *)j)->away, 1);
}

static void on_message(j_common_ptr j, int level)
{
}

struct box {
	int x, y, w, h;
};

/* What of a tile goes where. */
struct cut {
	struct box want; /* in the tile's pixels */
	int channels;
	uint8_t *px;
	size_t stride;
	uint8_t *row; /* room for a whole one */
};

static void read_cut(struct tile_reader *r, struct str jpeg, const struct cut *cut)
{
	uint8_t *px = cut->px;
	jpeg_mem_src(&r->j, (const unsigned char *)jpeg.s, jpeg.n);
	jpeg_read_header(&r->j, TRUE);
	if (r->j.image_width != TILE_SIDE || r->j.image_height != TILE_SIDE ||
	    (r->j.num_components != 1 && r->j.num_components != 3))
		longjmp(r->away, 1);
	r->j.out_color_space = cut->channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
	jpeg_start_decompress(&r->j);
	if (cut->want.y > 0)
		jpeg_skip_scanlines(&r->j, (JDIMENSION)cut->want.y);
	for (int y = 0; y < cut->want.h; y++, px += cut->stride) {
		JSAMPROW to = cut->want.w == TILE_SIDE ? px : cut->row;
		if (jpeg_read_scanlines(&r->j, &to, 1) != 1)
			longjmp(r->away, 1);
		if (to == cut->row)
			memcpy(px, to + cut->want.x * cut->channels,
			       (size_t)cut->want.w * (size_t)cut->channels);
	}
}

static bool decode_cut(struct tile_reader *r, struct str jpeg, const struct cut *cut)
{
	bool ok = setjmp(r->away) == 0;
	if (ok)
		read_cut(r, jpeg, cut);
	jpeg_abort_decompress(&r->j);
	return ok;
}

static int min_of(int a, int b)
{
	return a < b ? a : b;
}

/* The pixels of `b` (of a level) from the tiles it lies on. */
static bool read_tiles(struct ctx *c, struct media_tiles *t, struct tile_reader *r, int level,
		       struct box b, struct raster *to)
{
	struct cut cut = { .channels = to->channels, .stride = to->stride };
	cut.row = arena_take(c->mem, TILE_SIDE * 3);
	for (int ty = b.y / TILE_SIDE; ty * TILE_SIDE < b.y + b.h; ty++) {
		for (int tx = b.x / TILE_SIDE; tx * TILE_SIDE < b.x + b.w; tx++) {
			int left = tx * TILE_SIDE > b.x ? tx * TILE_SIDE : b.x;
			int top = ty * TILE_SIDE > b.y ? ty * TILE_SIDE : b.y;
			struct box want = { left - tx * TILE_SIDE, top - ty * TILE_SIDE, 0, 0 };
			want.w = min_of(TILE_SIDE - want.x, b.x + b.w - left);
			want.h = min_of(TILE_SIDE - want.y, b.y + b.h - top);
			cut.want = want;
			cut.px = to->px + (size_t)(top - b.y) * to->stride +
				 (size_t)(left - b.x) * (size_t)to->channels;
			struct str jpeg;
			if (!tiles_jpeg(c, t, level, tx, ty, &jpeg))
				return false;
			if (!decode_cut(r, jpeg, &cut))
				return fail(c, ERR_INTERNAL, "the access image is damaged");
		}
	}
	return true;
}

static void reader_done(void *arg)
{
	jpeg_destroy_decompress(&((struct tile_reader *)arg)->j);
}

static struct tile_reader *reader_new(struct ctx *c)
{
	struct tile_reader *r = arena_new_of(c->mem, struct tile_reader);
	r->j.err = jpeg_std_error(&r->err);
	r->err.error_exit = on_error;
	r->err.emit_message = on_message;
	jpeg_create_decompress(&r->j);
	arena_on_end(c->mem, reader_done, r);
	return r;
}

static int level_for(const struct media_tiles *t, const struct media_region *r)
{
	int level = 0;
	while (level + 1 < media_tiles_levels(t) && (r->w >> (level + 1)) >= r->out_w &&
	       (r->h >> (level + 1)) >= r->out_h)
		level++;
	return level;
}

static struct box box_in(const struct media_tiles *t, const struct media_region *r, int level)
{
	int w, h;
	media_tiles_size(t, level, &w, &h);
	struct box b = { r->x >> level, r->y >> level, 0, 0 };
	b.w = min_of(size_shrunk(r->x + r->w, level), w) - b.x;
	b.h = min_of(size_shrunk(r->y + r->h, level), h) - b.y;
	return b;
}

static bool check_region(struct ctx *c, const struct media_tiles *t, const struct media_region *r)
{
	int w, h;
	media_tiles_size(t, 0, &w, &h);
	if (r->x < 0 || r->y < 0 || r->w < 1 || r->h < 1 || r->x >= w || r->y >= h ||
	    r->w > w - r->x || r->h > h - r->y || r->out_w < 1 || r->out_h < 1)
		return fail(c, ERR_INVALID, "the region does not lie within the image");
	if (r->out_w > 4 * IMAGE_ACCESS_SIDE || r->out_h > 4 * IMAGE_ACCESS_SIDE ||
	    (int64_t)r->out_w * r->out_h > MEDIA_PIXELS_MAX / 4)
		return fail(c, ERR_LIMIT, "the requested size is too large");
	if (r->rotation != 0 && r->rotation != 90 && r->rotation != 180 && r->rotation != 270)
		return fail(c, ERR_INVALID, "an image can be turned by quarters only");
	return true;
}

static void threshold(struct raster *r)
{
	for (size_t i = 0; i < r->stride * (size_t)r->h; i++)
		r->px[i] = r->px[i] < 128 ? 0 : 255;
}

/* Everything after the size: mirror, turn, quality. */
static bool dress(struct ctx *c, const struct media_region *how, struct raster *r)
{
	static const int turned[] = { 1, 6, 3, 8 }; /* clockwise quarters, as orientations */
	if (how->mirror && !raster_orient(c, r, 2, r))
		return false;
	if (!raster_orient(c, r, turned[how->rotation / 90], r))
		return false;
	if (how->bitonal)
		threshold(r);
	return true;
}

bool region_make(struct ctx *c, int access_fd, const struct media_region *how, int out_fd)
{
	struct media_tiles *t;
	struct raster r;
	struct str bytes;
	if (!media_tiles_open(c, access_fd, &t) || !check_region(c, t, how))
		return false;
	int level = level_for(t, how);
	struct box b = box_in(t, how, level);
	int channels = how->gray || how->bitonal ? 1 : tiles_channels(t);
	if (!raster_new(c, b.w, b.h, channels, 0, &r) ||
	    !read_tiles(c, t, reader_new(c), level, b, &r) ||
	    !raster_scale(c, &r, how->out_w, how->out_h, &r) || !dress(c, how, &r))
		return false;
	if (how->png ? !raster_png(c, &r, how->bitonal, &bytes)
		     : !raster_jpeg(c, &r, JPEG_QUALITY, &bytes))
		return false;
	if (!file_write_all(out_fd, bytes.s, bytes.n))
		return fail_errno(c, "could not write the picture: {0}", NULL);
	return true;
}
