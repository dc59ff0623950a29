/*
 * image_jpeg - JPEG files as pages: grey, YCbCr, RGB, CMYK and YCCK (Adobe's are stored inverted),
 * turned by Exif's Orientation, shrunk while decoding.
 *
 * libjpeg insists on leaving a failed call by longjmp: it is kept within this file.
 */
#include <setjmp.h>
#include <stdio.h>
#include <jpeglib.h>
#include <jerror.h>

#include "media/image_int.h"

struct reader {
	struct jpeg_decompress_struct j;
	struct jpeg_error_mgr err; /* after j; found through j.err */
	jmp_buf away;
	bool ended, bad; /* the data stopped early, or was wrong */
	struct sink sink;
	uint8_t *row, *rgb; /* as libjpeg gives it, as we want it */
};

static void on_error(j_common_ptr j)
{
	longjmp(((struct reader *)j)->away, 1);
}

static void on_message(j_common_ptr j, int level)
{
	struct reader *r = (struct reader *)j;
	if (level >= 0 || j->err->msg_code == JWRN_EXTRANEOUS_DATA)
		return; /* bytes between markers hurt nobody */
	if (j->err->msg_code == JWRN_JPEG_EOF)
		r->ended = true;
	else
		r->bad = true;
}

static void on_output(j_common_ptr j)
{
}

static void reader_done(void *arg)
{
	jpeg_destroy_decompress(&((struct reader *)arg)->j);
}

static struct reader *reader_new(struct ctx *c, struct str bytes)
{
	struct reader *r = arena_new_of(c->mem, struct reader);
	r->j.err = jpeg_std_error(&r->err);
	r->err.error_exit = on_error;
	r->err.emit_message = on_message;
	r->err.output_message = on_output;
	jpeg_create_decompress(&r->j);
	arena_on_end(c->mem, reader_done, r);
	r->j.mem->max_memory_to_use = 1L << 30; /* of progressive files, which are held whole */
	jpeg_mem_src(&r->j, (const unsigned char *)bytes.s, bytes.n);
	jpeg_save_markers(&r->j, JPEG_APP0 + 1, 0xffff);
	return r;
}

/* Exif 2.32, 4.5: a TIFF directory within APP1; only what we need of it. */
struct exif {
	int orientation, dpi;
};

static unsigned exif_number(struct str t, size_t at, int bytes, bool big)
{
	unsigned v = 0;
	if (at > t.n || t.n - at < (size_t)bytes)
		return 0;
	for (int i = 0; i < bytes; i++) {
		unsigned b = (unsigned char)t.s[at + (size_t)(big ? i : bytes - 1 - i)];
		v = v << 8 | b;
	}
	return v;
}

static void exif_read(struct str t, struct exif *e)
{
	bool big = str_starts(t, "MM");
	double resolution = 0;
	unsigned unit = 2; /* inches, where it is not told */
	if (!big && !str_starts(t, "II"))
		return;
	size_t dir = exif_number(t, 4, 4, big);
	unsigned n = exif_number(t, dir, 2, big);
	for (unsigned i = 0; i < n && i < 200; i++) {
		size_t at = dir + 2 + 12 * (size_t)i;
		unsigned tag = exif_number(t, at, 2, big);
		if (tag == 0x112)
			e->orientation = (int)exif_number(t, at + 8, 2, big);
		if (tag == 0x128)
			unit = exif_number(t, at + 8, 2, big);
		if (tag == 0x11a) {
			size_t value = exif_number(t, at + 8, 4, big);
			unsigned below = exif_number(t, value + 4, 4, big);
			resolution = below ? (double)exif_number(t, value, 4, big) / below : 0;
		}
	}
	if (resolution >= 1 && resolution < 10000)
		e->dpi = (int)(resolution * (unit == 3 ? 2.54 : 1) + 0.5);
}

static void read_markers(struct reader *r, struct image_page *p)
{
	struct exif e = { .orientation = 1 };
	for (jpeg_saved_marker_ptr m = r->j.marker_list; m; m = m->next) {
		struct str s = { (const char *)m->data, m->data_length };
		if (s.n > 6 && memcmp(s.s, "Exif\0", 6) == 0)
			exif_read(str_from(s, 6), &e);
	}
	p->orientation = e.orientation;
	if (r->j.saw_JFIF_marker && r->j.density_unit == 1)
		p->dpi = r->j.X_density;
	if (r->j.saw_JFIF_marker && r->j.density_unit == 2)
		p->dpi = (int)(r->j.X_density * 2.54 + 0.5);
	if (p->dpi < 2)
		p->dpi = e.dpi;
}

static bool jpeg_refused(struct ctx *c)
{
	return fail(c, ERR_INVALID, "the JPEG image cannot be read");
}

static bool list_jpeg(struct ctx *c, int fd, struct image_list *pages, const char **damage)
{
	struct str bytes;
	struct image_page p = { .fd = fd, .format = &image_jpeg };
	if (!image_whole(c, fd, &bytes))
		return false;
	struct reader *r = reader_new(c, bytes);
	if (setjmp(r->away))
		return jpeg_refused(c);
	if (jpeg_read_header(&r->j, TRUE) != JPEG_HEADER_OK)
		return jpeg_refused(c);
	p.w = (int)r->j.image_width;
	p.h = (int)r->j.image_height;
	read_markers(r, &p);
	return image_add(c, pages, &p);
}

static int output_channels(const struct jpeg_decompress_struct *j)
{
	return j->jpeg_color_space == JCS_GRAYSCALE ? 1 : 3;
}

static void to_rgb(struct reader *r, int w)
{
	const uint8_t *from = r->row;
	uint8_t *to = r->rgb, cmyk[4];
	for (int x = 0; x < w; x++, from += 4, to += 3) {
		/* Adobe stores 255 for no ink; so does nearly everybody else by now. */
		for (int k = 0; k < 4; k++)
			cmyk[k] = r->j.saw_Adobe_marker ? (uint8_t)(255 - from[k]) : from[k];
		cmyk_to_rgb(cmyk, to);
	}
}

/* Prepares libjpeg and the sink; what DCT scaling does not reach, the sink averages. */
static bool start(struct ctx *c, struct reader *r, const struct image_page *p, int shrink)
{
	struct jpeg_decompress_struct *j = &r->j;
	int by_dct = shrink < 3 ? shrink : 3;
	bool ink = j->jpeg_color_space == JCS_CMYK || j->jpeg_color_space == JCS_YCCK;
	j->scale_num = 1;
	j->scale_denom = 1u << by_dct;
	j->out_color_space = ink ? JCS_CMYK : output_channels(j) == 1 ? JCS_GRAYSCALE : JCS_RGB;
	if (!jpeg_start_decompress(j))
		return jpeg_refused(c);
	r->row = arena_take_array(c->mem, j->output_width, (size_t)j->output_components);
	r->rgb = ink ? arena_take_array(c->mem, j->output_width, 3) : r->row;
	if (!sink_open(c, (int)j->output_width, (int)j->output_height, output_channels(j),
		       shrink - by_dct, &r->sink))
		return false;
	return true;
}

static void read_rows(struct reader *r)
{
	while (r->j.output_scanline < r->j.output_height) {
		JSAMPROW row = r->row;
		if (jpeg_read_scanlines(&r->j, &row, 1) != 1)
			return;
		if (r->rgb != r->row)
			to_rgb(r, (int)r->j.output_width);
		sink_row(&r->sink, r->rgb);
	}
}

static bool finish(struct ctx *c, struct reader *r, bool cut, struct raster *ret,
		   const char **damage)
{
	if (r->sink.y == 0)
		return jpeg_refused(c);
	if (cut || r->ended || r->sink.y < r->sink.h)
		*damage = image_truncated;
	else if (r->bad)
		*damage = image_damaged;
	sink_close(&r->sink);
	*ret = r->sink.r;
	return true;
}

static bool decode_jpeg(struct ctx *c, const struct image_page *p, int more, struct raster *ret,
			const char **damage)
{
	struct str bytes;
	if (!image_whole(c, p->fd, &bytes))
		return false;
	struct reader *r = reader_new(c, bytes);
	volatile bool begun = false;
	if (setjmp(r->away))
		return begun ? finish(c, r, true, ret, damage) : jpeg_refused(c);
	if (jpeg_read_header(&r->j, TRUE) != JPEG_HEADER_OK || (int)r->j.image_width != p->w ||
	    (int)r->j.image_height != p->h)
		return jpeg_refused(c);
	if (!start(c, r, p, p->shrink + more))
		return false;
	begun = true;
	read_rows(r);
	return finish(c, r, false, ret, damage);
}

const struct image_format image_jpeg = {
	.kind = MEDIA_JPEG,
	.list = list_jpeg,
	.decode = decode_jpeg,
};
