/*
 * access - the access image of a page: a tiled TIFF with its smaller versions behind it.
 *
 * Tiles are 512 x 512, JPEG, with the tables once a directory; grey, or YCbCr 4:2:0. Each level is
 * half the one before, down to one that fits a tile. The levels are a plain chain of directories,
 * marked as reduced (TIFF 6.0 page 36), which iipsrv and libvips both take for a pyramid.
 */
#include <unistd.h>
#include <stdio.h>
#include <tiffio.h>

#include "media/image_int.h"

static void level_tags(TIFF *tif, const struct raster *r, bool reduced)
{
	bool gray = r->channels == 1;
	TIFFSetField(tif, TIFFTAG_SUBFILETYPE, reduced ? FILETYPE_REDUCEDIMAGE : 0);
	TIFFSetField(tif, TIFFTAG_IMAGEWIDTH, r->w);
	TIFFSetField(tif, TIFFTAG_IMAGELENGTH, r->h);
	TIFFSetField(tif, TIFFTAG_BITSPERSAMPLE, 8);
	TIFFSetField(tif, TIFFTAG_SAMPLESPERPIXEL, r->channels);
	TIFFSetField(tif, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
	TIFFSetField(tif, TIFFTAG_TILEWIDTH, TILE_SIDE);
	TIFFSetField(tif, TIFFTAG_TILELENGTH, TILE_SIDE);
	TIFFSetField(tif, TIFFTAG_COMPRESSION, COMPRESSION_JPEG);
	TIFFSetField(tif, TIFFTAG_PHOTOMETRIC, gray ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_YCBCR);
	TIFFSetField(tif, TIFFTAG_JPEGQUALITY, JPEG_QUALITY);
	TIFFSetField(tif, TIFFTAG_JPEGTABLESMODE, JPEGTABLESMODE_QUANT | JPEGTABLESMODE_HUFF);
	if (!gray)
		TIFFSetField(tif, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
	if (r->dpi > 0) {
		TIFFSetField(tif, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
		TIFFSetField(tif, TIFFTAG_XRESOLUTION, (double)r->dpi);
		TIFFSetField(tif, TIFFTAG_YRESOLUTION, (double)r->dpi);
	}
}

/* A tile's pixels; past the edges of the image its last ones again, so that nothing rings there. */
static void cut_tile(const struct raster *r, int x, int y, uint8_t *tile)
{
	size_t row = (size_t)TILE_SIDE * (size_t)r->channels, each = (size_t)r->channels;
	int w = r->w - x < TILE_SIDE ? r->w - x : TILE_SIDE;
	for (int i = 0; i < TILE_SIDE; i++, tile += row) {
		int from = y + i < r->h ? y + i : r->h - 1;
		memcpy(tile, r->px + (size_t)from * r->stride + (size_t)x * each, (size_t)w * each);
		for (int k = w; k < TILE_SIDE; k++)
			memcpy(tile + (size_t)k * each, tile + (size_t)(w - 1) * each, each);
	}
}

static bool write_level(TIFF *tif, const struct raster *r, bool reduced, uint8_t *tile)
{
	tmsize_t n = (tmsize_t)TILE_SIDE * TILE_SIDE * r->channels;
	level_tags(tif, r, reduced);
	for (int y = 0; y < r->h; y += TILE_SIDE) {
		for (int x = 0; x < r->w; x += TILE_SIDE) {
			cut_tile(r, x, y, tile);
			uint32_t at = TIFFComputeTile(tif, (uint32_t)x, (uint32_t)y, 0, 0);
			if (TIFFWriteEncodedTile(tif, at, tile, n) != n)
				return false;
		}
	}
	return TIFFWriteDirectory(tif);
}

/* Each level is kept only until the next is made from it. */
static bool write_levels(struct ctx *c, TIFF *tif, const struct raster *r)
{
	uint8_t *tile = arena_take(c->mem, (size_t)TILE_SIDE * TILE_SIDE * 3);
	struct raster level = *r;
	for (bool reduced = false;; reduced = true) {
		if (!write_level(tif, &level, reduced, tile))
			return fail(c, ERR_INTERNAL, "could not write the access image");
		if (level.w <= TILE_SIDE && level.h <= TILE_SIDE)
			return true;
		if (!raster_halve(c, &level, &level))
			return false;
	}
}

bool access_write(struct ctx *c, const struct raster *r, int out_fd)
{
	struct tiff_fd t = { .fd = out_fd };
	if (ftruncate(out_fd, 0) != 0)
		return fail_errno(c, "could not write the access image: {0}", NULL);
	TIFF *tif = tiff_open_fd(&t, "wl");
	if (!tif)
		return fail(c, ERR_INTERNAL, "could not write the access image");
	bool ok = write_levels(c, tif, r);
	TIFFClose(tif);
	if (ok && t.errors > 0)
		return fail(c, ERR_INTERNAL, "could not write the access image");
	return ok;
}
