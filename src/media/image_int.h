/*
 * image_int - what the image files of this room share: pixel work, and the formats behind image.c.
 *
 * A decoder of a format pushes rows of 8-bit samples, top to bottom, into a sink, which averages
 * squares of 2^shrink pixels while they pass; so no page is ever held larger than its access image.
 */
#ifndef KERUEN_IMAGE_INT_H
#define KERUEN_IMAGE_INT_H

#include "media/media_int.h"

enum {
	IMAGE_ACCESS_SIDE = 8000,   /* longest side of an access image made from an image */
	IMAGE_FILE_BYTES = 1 << 30, /* of one file that a library wants whole in memory */
	JPEG_QUALITY = 85,
};

/* Pixels (raster.c) */
int size_shrunk(int side, int shrink); /* side / 2^shrink, rounded up */
bool raster_halve(struct ctx *c, const struct raster *r, struct raster *ret) MUST_USE;
/* How the stored rows lie: TIFF 6.0 page 36 and Exif 2.32 4.6.4, 1..8; others count as 1. */
bool raster_orient(struct ctx *c, const struct raster *r, int orientation,
		   struct raster *ret) MUST_USE;
/* To w × h: averaged by area where it shrinks, bilinear where it grows (raster_scale.c) */
bool raster_scale(struct ctx *c, const struct raster *r, int w, int h, struct raster *ret) MUST_USE;
/* A whole PNG, 8 bits, or 1 bit of a gray raster (raster_png.c) */
bool raster_png(struct ctx *c, const struct raster *r, bool bilevel, struct str *ret) MUST_USE;

/* A sink (raster_sink.c) */
struct sink {
	struct raster r; /* the result */
	int w, h;        /* of what is pushed */
	int shrink;
	int y;         /* rows seen */
	bool unseen;   /* rows are counted only: nobody looks at the result */
	uint32_t *sum; /* of the row of squares under way */
};
bool sink_open(struct ctx *c, int w, int h, int channels, int shrink, struct sink *ret) MUST_USE;
void sink_row(struct sink *s, const uint8_t *row); /* rows past h are ignored */
void sink_close(struct sink *s);                   /* what never came is white */

/* What CMYK looks like, without a profile: r = (1-c)(1-k) */
static inline void cmyk_to_rgb(const uint8_t *cmyk, uint8_t *rgb)
{
	for (int i = 0; i < 3; i++)
		rgb[i] = (uint8_t)((255 - cmyk[i]) * (255 - cmyk[3]) / 255);
}

/* Formats (image_*.c) */
struct image_page {
	int fd;
	const struct image_format *format;
	uint64_t at;     /* TIFF: of the directory */
	int w, h;        /* as stored */
	int shrink;      /* w and h over 2^shrink make the access image, before turning */
	int orientation; /* 1..8 */
	int dpi;         /* as stored; 0: not told */
	bool aside;      /* TIFF: a thumbnail or mask, no page of its own */
	bool unseen;     /* decoded only to find damage */
	bool lost;       /* its file cannot be read: blank */
};
struct image_list {
	struct arena *mem; /* of the pages; everything else of a listing ends before */
	struct image_page *at;
	size_t n, cap;
};
struct image_format {
	enum media_kind kind;
	/* Adds the pages of a file by its headers alone. *damage gets a message id where something
	 * is wrong, but not with all. */
	bool (*list)(struct ctx *c, int fd, struct image_list *pages, const char **damage);
	/* Decodes a page, `more` halvings smaller than its access image, not yet turned. INVALID
	 * where nothing can be read. */
	bool (*decode)(struct ctx *c, const struct image_page *p, int more, struct raster *ret,
		       const char **damage);
};
extern const struct image_format image_tiff, image_jpeg, image_jp2, image_png;
bool image_add(struct ctx *c, struct image_list *pages, const struct image_page *p) MUST_USE;
/* The sentences that several formats say */
extern const char image_truncated[]; /* damage: the end is missing */
extern const char image_damaged[];   /* damage: some of the data is wrong */
bool image_whole(struct ctx *c, int fd, struct str *ret) MUST_USE; /* the file's bytes */

/* TIFF on a descriptor, reading with pread and writing with pwrite (tiff_fd.c) */
struct tiff;
struct tiff_fd {
	int fd;
	int64_t at;
	unsigned errors, warnings;
	char first[160]; /* the first error, in libtiff's words */
};
struct tiff *tiff_open_fd(struct tiff_fd *t, const char *mode); /* NULL: not one */

/* A tile as a whole JPEG, edge tiles too (tiles.c) */
bool tiles_jpeg(struct ctx *c, struct media_tiles *t, int level, int col, int row,
		struct str *ret) MUST_USE;
int tiles_channels(const struct media_tiles *t);
enum { TILE_SIDE = 512 };

#endif
