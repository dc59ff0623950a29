/*
 * image_tiff - TIFF files as pages: which directories are pages, and their pixels as rows.
 *
 * Grey, palette, RGB and separated (CMYK) samples of 1 to 16 bits, in strips or tiles, together or
 * in planes, are read here row by row. What is left (old-style JPEG, YCbCr without JPEG, Lab,
 * LogLuv) goes through libtiff's own RGBA conversion, band by band.
 */
#include <stdio.h>
#include <tiffio.h>

#include "media/image_tiff_int.h"

const char image_tiff_float[] = N_("the TIFF image holds measurements (floating-point or 32-bit "
				   "numbers), not a picture");

static bool tiff_refused(struct ctx *c)
{
	return fail(c, ERR_INVALID, "the TIFF image cannot be read");
}

static void tiff_done(void *tif)
{
	TIFFClose(tif);
}

static TIFF *tiff_at(struct ctx *c, int fd, struct tiff_fd **ret)
{
	struct tiff_fd *t = arena_new_of(c->mem, struct tiff_fd);
	t->fd = fd;
	TIFF *tif = tiff_open_fd(t, "rm");
	if (tif)
		arena_on_end(c->mem, tiff_done, tif);
	*ret = t;
	return tif;
}

static int tiff_dpi(TIFF *tif)
{
	float x = 0;
	uint16_t unit = RESUNIT_INCH;
	if (!TIFFGetField(tif, TIFFTAG_XRESOLUTION, &x) || !(x > 0.5f) || x > 100000)
		return 0;
	TIFFGetFieldDefaulted(tif, TIFFTAG_RESOLUTIONUNIT, &unit);
	if (unit == RESUNIT_NONE)
		return 0;
	return (int)((unit == RESUNIT_CENTIMETER ? x * 2.54f : x) + 0.5f);
}

/* TIFF 6.0 page 36: bit 0 a smaller version of another image, bit 2 a mask. */
static bool lies_aside(TIFF *tif)
{
	uint32_t type = 0;
	uint16_t old = 0;
	if (TIFFGetField(tif, TIFFTAG_SUBFILETYPE, &type))
		return type & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK);
	return TIFFGetField(tif, TIFFTAG_OSUBFILETYPE, &old) && old == OFILETYPE_REDUCEDIMAGE;
}

static bool page_at(TIFF *tif, int fd, struct image_page *ret)
{
	uint32_t w = 0, h = 0;
	uint16_t orientation = 1;
	TIFFGetField(tif, TIFFTAG_IMAGEWIDTH, &w);
	TIFFGetField(tif, TIFFTAG_IMAGELENGTH, &h);
	if (w == 0 || h == 0 || w > INT32_MAX || h > INT32_MAX)
		return false;
	TIFFGetFieldDefaulted(tif, TIFFTAG_ORIENTATION, &orientation);
	*ret = (struct image_page){ .fd = fd,
				    .format = &image_tiff,
				    .w = (int)w,
				    .h = (int)h,
				    .at = TIFFCurrentDirOffset(tif),
				    .orientation = orientation,
				    .dpi = tiff_dpi(tif),
				    .aside = lies_aside(tif) };
	return true;
}

/* Thumbnails count as pages only where nothing else is there. */
static void drop_aside(struct image_list *pages, size_t from)
{
	size_t kept = from;
	for (size_t i = from; i < pages->n; i++)
		if (!pages->at[i].aside)
			pages->at[kept++] = pages->at[i];
	if (kept > from)
		pages->n = kept;
	else if (pages->n > from)
		pages->n = from + 1;
}

static bool list_tiff(struct ctx *c, int fd, struct image_list *pages, const char **damage)
{
	struct tiff_fd *t;
	TIFF *tif = tiff_at(c, fd, &t);
	size_t from = pages->n;
	if (!tif)
		return tiff_refused(c);
	do {
		struct image_page p;
		if (!page_at(tif, fd, &p)) {
			*damage = image_damaged;
			continue;
		}
		if (!image_add(c, pages, &p))
			return false;
	} while (TIFFReadDirectory(tif)); /* which notices loops */
	if (t->errors > 0)
		*damage = image_damaged;
	drop_aside(pages, from);
	return pages->n > from || tiff_refused(c);
}

static bool layout_of(struct ctx *c, TIFF *tif, struct layout *l)
{
	uint16_t format = SAMPLEFORMAT_UINT;
	TIFFGetFieldDefaulted(tif, TIFFTAG_BITSPERSAMPLE, &l->bits);
	TIFFGetFieldDefaulted(tif, TIFFTAG_SAMPLESPERPIXEL, &l->samples);
	TIFFGetFieldDefaulted(tif, TIFFTAG_PLANARCONFIG, &l->planar);
	TIFFGetFieldDefaulted(tif, TIFFTAG_SAMPLEFORMAT, &format);
	TIFFGetFieldDefaulted(tif, TIFFTAG_COMPRESSION, &l->compression);
	if (!TIFFGetField(tif, TIFFTAG_PHOTOMETRIC, &l->photometric))
		l->photometric = l->samples >= 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISWHITE;
	bool log = l->photometric == PHOTOMETRIC_LOGL || l->photometric == PHOTOMETRIC_LOGLUV;
	if (!log && (l->bits > 16 || format == SAMPLEFORMAT_IEEEFP ||
		     format == SAMPLEFORMAT_COMPLEXIEEEFP || format == SAMPLEFORMAT_COMPLEXINT))
		return fail(c, ERR_INVALID, image_tiff_float);
	if (l->bits < 1 || l->samples < 1 || l->samples > 32)
		return tiff_refused(c);
	if (l->compression == COMPRESSION_JPEG && l->photometric == PHOTOMETRIC_YCBCR &&
	    l->planar == PLANARCONFIG_CONTIG && l->samples == 3) {
		TIFFSetField(tif, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
		l->photometric = PHOTOMETRIC_RGB;
	}
	return true;
}

/* Rows through libtiff's own conversion, which knows the rarer colour models. */
static bool read_rgba(struct ctx *c, TIFF *tif, const struct image_page *p, struct sink *s)
{
	char why[1024];
	TIFFRGBAImage img;
	uint32_t high = 0;
	if (!TIFFRGBAImageOK(tif, why) || !TIFFRGBAImageBegin(&img, tif, 0, why))
		return fail(c, ERR_INVALID, "the TIFF image is of a kind that cannot be shown");
	img.req_orientation = img.orientation; /* as it is stored */
	if (TIFFIsTiled(tif))
		TIFFGetField(tif, TIFFTAG_TILELENGTH, &high);
	else
		TIFFGetFieldDefaulted(tif, TIFFTAG_ROWSPERSTRIP, &high);
	int band = high < 1 || high > 4096 ? 4096 : (int)(256 / high + 1) * (int)high;
	band = band < p->h ? band : p->h;
	uint32_t *px = arena_take_array(c->mem, (size_t)p->w * (size_t)band, sizeof(*px));
	uint8_t *row = arena_take_array(c->mem, (size_t)p->w, 3);
	for (int y = 0; y < p->h; y += band) {
		int rows = p->h - y < band ? p->h - y : band;
		img.row_offset = y;
		memset(px, 255, (size_t)p->w * (size_t)rows * sizeof(*px));
		TIFFRGBAImageGet(&img, px, (uint32_t)p->w, (uint32_t)rows);
		for (int i = 0; i < rows; i++) {
			const uint32_t *from = px + (size_t)i * (size_t)p->w;
			for (int x = 0; x < p->w; x++) {
				uint32_t v = from[x], clear = 255 - TIFFGetA(v);
				row[3 * x] = (uint8_t)(TIFFGetR(v) + clear);
				row[3 * x + 1] = (uint8_t)(TIFFGetG(v) + clear);
				row[3 * x + 2] = (uint8_t)(TIFFGetB(v) + clear);
			}
			sink_row(s, row);
		}
	}
	TIFFRGBAImageEnd(&img);
	return true;
}

static bool samples_fit(const struct layout *l)
{
	switch (l->photometric) {
	case PHOTOMETRIC_MINISBLACK:
	case PHOTOMETRIC_MINISWHITE: return true;
	case PHOTOMETRIC_PALETTE: return l->bits <= 8;
	case PHOTOMETRIC_RGB: return l->samples >= 3;
	case PHOTOMETRIC_SEPARATED: return l->samples >= 4;
	default: return false;
	}
}

static bool decode_tiff(struct ctx *c, const struct image_page *p, int more, struct raster *ret,
			const char **damage)
{
	struct tiff_fd *t;
	struct layout l = { 0 };
	struct sink s;
	TIFF *tif = tiff_at(c, p->fd, &t);
	if (!tif || !TIFFSetSubDirectory(tif, p->at) || !layout_of(c, tif, &l))
		return c->err.kind ? false : tiff_refused(c);
	bool own = samples_fit(&l) && l.compression != COMPRESSION_OJPEG;
	bool gray = own && (l.photometric == PHOTOMETRIC_MINISBLACK ||
			    l.photometric == PHOTOMETRIC_MINISWHITE);
	unsigned before = t->errors;
	if (!sink_open(c, p->w, p->h, gray ? 1 : 3, p->shrink + more, &s))
		return false;
	s.unseen = p->unseen;
	bool any = true;
	if (own ? !tiff_rows(c, tif, &l, p, &s, &any) : !read_rgba(c, tif, p, &s))
		return false;
	if (!any)
		return tiff_refused(c);
	sink_close(&s);
	if (t->errors > before)
		*damage = image_damaged;
	*ret = s.r;
	return true;
}

const struct image_format image_tiff = {
	.kind = MEDIA_TIFF,
	.list = list_tiff,
	.decode = decode_tiff,
};
