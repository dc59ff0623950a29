/*
 * image_tiff_rows - the samples of a TIFF, whatever their width and arrangement, as rows of 8-bit
 * grey or RGB.
 *
 * A strip, or a row of tiles, is read into a band: one buffer of packed samples a plane. Then each
 * row is unpacked to 8-bit samples and turned into colours.
 */
#include <stdio.h>
#include <tiffio.h>

#include "media/image_tiff_int.h"

enum {
	BLOCK_BYTES_MAX = 1 << 29, /* of one strip or tile, unpacked by libtiff */
	PLANES_MAX = 5,            /* those that colours are made from: CMYK and opacity */
};

struct band {
	struct ctx *c;
	TIFF *tif;
	const struct layout *l;
	const struct image_page *p;
	struct sink *sink;
	uint32_t tile_w, high; /* of a block; high: rows of a band */
	size_t block_bytes, block_stride, stride;
	int planes; /* buffers: 1, or one a sample */
	uint8_t *rows[PLANES_MAX];
	uint8_t *block;
	uint8_t *samples; /* of one row, 8 bits each, together */
	uint8_t *out;
	uint8_t palette[256][3];
	int alpha;       /* the sample that says how opaque, or -1 */
	bool alpha_done; /* the colours are already multiplied by it */
	bool any;
};

static int samples_in_plane(const struct band *b)
{
	return b->planes > 1 ? 1 : b->l->samples;
}

/* Values over the largest that the file says it uses are a rarity we do not follow: all bits count.
 */
static void unpack(const uint8_t *from, int bits, size_t n, uint8_t *to, size_t step)
{
	if (bits == 8) {
		for (size_t i = 0; i < n; i++)
			to[i * step] = from[i];
	} else if (bits == 16) {
		const uint16_t *v = (const uint16_t *)(const void *)from;
		for (size_t i = 0; i < n; i++)
			to[i * step] = (uint8_t)(v[i] >> 8);
	} else {
		uint32_t have = 0, mask = (1u << bits) - 1;
		int left = 0;
		for (size_t i = 0; i < n; i++) {
			for (; left < bits; left += 8)
				have = have << 8 | *from++;
			left -= bits;
			uint32_t v = have >> left & mask;
			to[i * step] = (uint8_t)(bits > 8 ? v >> (bits - 8) : v);
		}
	}
}

/* Small widths are spread over 0..255, but for palettes, whose samples are places in a table. */
static void widen(uint8_t *v, size_t n, int bits)
{
	if (bits >= 8)
		return;
	must(bits > 0);
	unsigned most = (1u << bits) - 1;
	for (size_t i = 0; i < n; i++)
		v[i] = (uint8_t)(v[i] * 255 / most);
}

static void over_white(const struct band *b, const uint8_t *sample, int channels, uint8_t *to)
{
	int opaque = sample[b->alpha], clear = 255 - opaque;
	for (int k = 0; k < channels; k++) {
		int v = b->alpha_done ? to[k] + clear : (to[k] * opaque + 255 * clear) / 255;
		to[k] = (uint8_t)(v > 255 ? 255 : v);
	}
}

static void colour_row(struct band *b)
{
	int n = b->l->samples < PLANES_MAX ? b->l->samples : PLANES_MAX;
	int channels = b->sink->r.channels;
	const uint8_t *s = b->samples;
	uint8_t *to = b->out;
	for (int x = 0; x < b->p->w; x++, s += n, to += channels) {
		switch (b->l->photometric) {
		case PHOTOMETRIC_MINISWHITE: to[0] = (uint8_t)(255 - s[0]); break;
		case PHOTOMETRIC_MINISBLACK: to[0] = s[0]; break;
		case PHOTOMETRIC_PALETTE: memcpy(to, b->palette[s[0]], 3); break;
		case PHOTOMETRIC_SEPARATED: cmyk_to_rgb(s, to); break;
		default: memcpy(to, s, 3); break;
		}
		if (b->alpha >= 0)
			over_white(b, s, channels, to);
	}
}

/* Are the samples, as they stand in the file, the pixels that are wanted? */
static bool as_stored(const struct band *b)
{
	const struct layout *l = b->l;
	return b->planes == 1 && l->bits == 8 && l->samples == b->sink->r.channels &&
	       b->alpha < 0 &&
	       (l->photometric == PHOTOMETRIC_RGB || l->photometric == PHOTOMETRIC_MINISBLACK);
}

static void push_row(struct band *b, size_t row)
{
	if (b->sink->unseen || as_stored(b)) {
		sink_row(b->sink, b->rows[0] + row * b->stride);
		return;
	}
	int bits = b->l->bits, all = b->l->samples;
	size_t w = (size_t)b->p->w, n = (size_t)(all < PLANES_MAX ? all : PLANES_MAX);
	if (b->planes > 1) {
		for (size_t k = 0; k < n; k++)
			unpack(b->rows[k] + row * b->stride, bits, w, b->samples + k, n);
	} else if ((size_t)all == n) {
		unpack(b->rows[0] + row * b->stride, bits, w * n, b->samples, 1);
	} else { /* more samples than colours: pick the first of each pixel */
		uint8_t *wide = b->samples + w * n;
		unpack(b->rows[0] + row * b->stride, bits, w * (size_t)all, wide, 1);
		for (size_t x = 0; x < w; x++)
			memcpy(b->samples + x * n, wide + x * (size_t)all, n);
	}
	if (b->l->photometric != PHOTOMETRIC_PALETTE)
		widen(b->samples, w * n, bits);
	colour_row(b);
	sink_row(b->sink, b->out);
}

/* Copies a tile's row into the band; a tile starts on a whole byte of it or is shifted there. */
static void place(const uint8_t *from, size_t bits, uint8_t *row, size_t at_bit)
{
	uint8_t *to = row + at_bit / 8;
	int shift = (int)(at_bit % 8);
	if (shift == 0) {
		memcpy(to, from, (bits + 7) / 8);
		return;
	}
	for (size_t i = 0; i < (bits + 7) / 8; i++) {
		to[i] = (uint8_t)((to[i] & (0xff00 >> shift)) | from[i] >> shift);
		to[i + 1] = (uint8_t)(from[i] << (8 - shift));
	}
}

static void read_tiles(struct band *b, uint32_t y, int plane)
{
	size_t pixel_bits = (size_t)b->l->bits * (size_t)samples_in_plane(b);
	for (uint32_t x = 0; x < (uint32_t)b->p->w; x += b->tile_w) {
		memset(b->block, b->l->photometric == PHOTOMETRIC_MINISBLACK ? 255 : 0,
		       b->block_bytes);
		uint32_t tile = TIFFComputeTile(b->tif, x, y, 0, (uint16_t)plane);
		if (TIFFReadEncodedTile(b->tif, tile, b->block, (tmsize_t)b->block_bytes) > 0)
			b->any = true;
		uint32_t left = (uint32_t)b->p->w - x;
		size_t bits = (left < b->tile_w ? left : b->tile_w) * pixel_bits;
		for (uint32_t i = 0; i < b->high; i++)
			place(b->block + i * b->block_stride, bits, b->rows[plane] + i * b->stride,
			      x * pixel_bits);
	}
}

static void read_strip(struct band *b, uint32_t y, uint32_t rows, int plane)
{
	uint32_t strip = TIFFComputeStrip(b->tif, y, (uint16_t)plane);
	size_t n = (size_t)rows * b->stride;
	memset(b->rows[plane], b->l->photometric == PHOTOMETRIC_MINISBLACK ? 255 : 0, n);
	if (TIFFReadEncodedStrip(b->tif, strip, b->rows[plane], (tmsize_t)n) > 0)
		b->any = true;
}

static void push_band(struct band *b, uint32_t y)
{
	uint32_t left = (uint32_t)b->p->h - y, rows = left < b->high ? left : b->high;
	int planes = b->planes < PLANES_MAX ? b->planes : PLANES_MAX;
	for (int k = 0; k < planes; k++) {
		if (b->tile_w)
			read_tiles(b, y, k);
		else
			read_strip(b, y, rows, k);
	}
	for (uint32_t i = 0; i < rows; i++)
		push_row(b, i);
}

/* One strip too large to hold: row by row, which libtiff can for samples that lie together. */
static void push_scanlines(struct band *b)
{
	for (int y = 0; y < b->p->h; y++) {
		if (TIFFReadScanline(b->tif, b->rows[0], (uint32_t)y, 0) >= 0)
			b->any = true;
		else
			break; /* what follows of this strip depends on it */
		push_row(b, 0);
	}
}

static void read_palette(struct band *b)
{
	uint16_t *r, *g, *bl;
	if (!TIFFGetField(b->tif, TIFFTAG_COLORMAP, &r, &g, &bl))
		return;
	int n = 1 << b->l->bits, wide = 0;
	for (int i = 0; i < n; i++)
		wide |= r[i] > 255 || g[i] > 255 || bl[i] > 255;
	for (int i = 0; i < n; i++) { /* some writers use 8 bits of the 16 */
		b->palette[i][0] = (uint8_t)(wide ? r[i] >> 8 : r[i]);
		b->palette[i][1] = (uint8_t)(wide ? g[i] >> 8 : g[i]);
		b->palette[i][2] = (uint8_t)(wide ? bl[i] >> 8 : bl[i]);
	}
}

/* The first extra sample is opacity only where it says so (TIFF 6.0 page 31). */
static void find_alpha(struct band *b)
{
	uint16_t n = 0, *types = NULL;
	int colours = b->l->samples;
	b->alpha = -1;
	if (!TIFFGetField(b->tif, TIFFTAG_EXTRASAMPLES, &n, &types) || n < 1 || n >= colours)
		return;
	if (types[0] != EXTRASAMPLE_ASSOCALPHA && types[0] != EXTRASAMPLE_UNASSALPHA)
		return;
	if (colours - n < PLANES_MAX && b->l->photometric != PHOTOMETRIC_PALETTE)
		b->alpha = colours - n;
	b->alpha_done = types[0] == EXTRASAMPLE_ASSOCALPHA;
}

static bool blocks_of(struct band *b)
{
	uint64_t bytes, row_bits = (uint64_t)b->p->w * b->l->bits * (uint64_t)samples_in_plane(b);
	b->stride = (size_t)(row_bits + 7) / 8;
	if (TIFFIsTiled(b->tif)) {
		TIFFGetField(b->tif, TIFFTAG_TILEWIDTH, &b->tile_w);
		TIFFGetField(b->tif, TIFFTAG_TILELENGTH, &b->high);
		bytes = TIFFTileSize64(b->tif);
		b->block_stride = (size_t)TIFFTileRowSize64(b->tif);
		if (b->tile_w < 1 || b->high < 1 || bytes > BLOCK_BYTES_MAX ||
		    b->block_stride * b->high > bytes)
			return false;
		b->block_bytes = (size_t)bytes;
		return (uint64_t)b->stride * b->high <= BLOCK_BYTES_MAX;
	}
	TIFFGetFieldDefaulted(b->tif, TIFFTAG_ROWSPERSTRIP, &b->high);
	if (b->high < 1 || b->high > (uint32_t)b->p->h)
		b->high = (uint32_t)b->p->h;
	return TIFFScanlineSize64(b->tif) == b->stride;
}

/* The widest sample is shifted past the end of a row by a byte at most (place). */
static void take_buffers(struct band *b, size_t high)
{
	struct arena *mem = b->c->mem;
	size_t w = (size_t)b->p->w, most = b->l->samples > PLANES_MAX ? b->l->samples : 0;
	for (int k = 0; k < b->planes && k < PLANES_MAX; k++)
		b->rows[k] = arena_take(mem, b->stride * high + 8);
	b->block = arena_take(mem, b->block_bytes + 8);
	b->samples = arena_take_array(mem, w, most + PLANES_MAX);
	b->out = arena_take_array(mem, w, 3);
}

bool tiff_rows(struct ctx *c, TIFF *tif, const struct layout *l, const struct image_page *p,
	       struct sink *s, bool *ret_any)
{
	struct band *b = arena_new_of(c->mem, struct band);
	*b = (struct band){ .c = c, .tif = tif, .l = l, .p = p, .sink = s };
	b->planes = l->planar == PLANARCONFIG_SEPARATE ? l->samples : 1;
	if (!blocks_of(b))
		return fail(c, ERR_INVALID, "the TIFF image cannot be read");
	uint64_t band_bytes = (uint64_t)b->stride * b->high * (uint64_t)b->planes;
	bool by_row = !b->tile_w && band_bytes > BLOCK_BYTES_MAX / 8;
	if (by_row && b->planes > 1)
		return fail(c, ERR_LIMIT,
			    "the TIFF image keeps its colours in planes too large "
			    "to read");
	take_buffers(b, by_row ? 1 : b->high);
	find_alpha(b);
	if (l->photometric == PHOTOMETRIC_PALETTE)
		read_palette(b);
	if (by_row)
		push_scanlines(b);
	else
		for (uint32_t y = 0; y < (uint32_t)p->h; y += b->high)
			push_band(b, y);
	*ret_any = b->any;
	return true;
}
