/*
 * image_jp2 - JPEG 2000 (JP2 files and bare codestreams) as pages: grey, RGB, sYCC, e-YCC, CMYK,
 * palettes (openjpeg applies them), any depth, transparency over white.
 *
 * Large images are decoded at a lower resolution of the wavelet, which costs a fraction of the
 * time.
 */
#include <openjpeg.h>

#include "media/image_int.h"

struct reader {
	opj_codec_t *codec;
	opj_stream_t *stream;
	opj_image_t *image;
	struct str bytes;
	size_t at;
	unsigned warnings, errors;
	bool salvaged; /* read past its damaged boxes */
};

static OPJ_SIZE_T on_read(void *to, OPJ_SIZE_T n, void *arg)
{
	struct reader *r = arg;
	size_t left = r->bytes.n - r->at;
	if (left == 0)
		return (OPJ_SIZE_T)-1;
	if (n > left)
		n = left;
	memcpy(to, r->bytes.s + r->at, n);
	r->at += n;
	return n;
}

static OPJ_OFF_T on_skip(OPJ_OFF_T n, void *arg)
{
	struct reader *r = arg;
	if (n < 0 || (uint64_t)n > r->bytes.n - r->at)
		return -1;
	r->at += (size_t)n;
	return n;
}

static OPJ_BOOL on_seek(OPJ_OFF_T at, void *arg)
{
	struct reader *r = arg;
	if (at < 0 || (uint64_t)at > r->bytes.n)
		return OPJ_FALSE;
	r->at = (size_t)at;
	return OPJ_TRUE;
}

static void on_warning(const char *text, void *arg)
{
	((struct reader *)arg)->warnings++;
}

static void on_error(const char *text, void *arg)
{
	((struct reader *)arg)->errors++;
}

static void reader_done(void *arg)
{
	struct reader *r = arg;
	if (r->image)
		opj_image_destroy(r->image);
	if (r->codec)
		opj_destroy_codec(r->codec);
	if (r->stream)
		opj_stream_destroy(r->stream);
}

static bool jp2_refused(struct ctx *c)
{
	return fail(c, ERR_INVALID, "the JPEG 2000 image cannot be read");
}

/* ISO/IEC 15444-1 A.4.1: a codestream starts with SOC and SIZ. */
#define CODESTREAM STR("\xff\x4f\xff\x51")

static bool read_header(struct ctx *c, struct str bytes, int reduce, struct reader **ret)
{
	struct reader *r = arena_new_of(c->mem, struct reader);
	opj_dparameters_t how;
	r->bytes = bytes;
	arena_on_end(c->mem, reader_done, r);
	r->codec = opj_create_decompress(str_starts(bytes, CODESTREAM.s) ? OPJ_CODEC_J2K
									 : OPJ_CODEC_JP2);
	r->stream = opj_stream_create(1 << 16, OPJ_TRUE);
	must(r->codec && r->stream);
	opj_stream_set_user_data(r->stream, r, NULL);
	opj_stream_set_user_data_length(r->stream, r->bytes.n);
	opj_stream_set_read_function(r->stream, on_read);
	opj_stream_set_skip_function(r->stream, on_skip);
	opj_stream_set_seek_function(r->stream, on_seek);
	opj_set_warning_handler(r->codec, on_warning, r);
	opj_set_error_handler(r->codec, on_error, r);
	opj_set_default_decoder_parameters(&how);
	how.cp_reduce = (OPJ_UINT32)reduce;
	if (!opj_setup_decoder(r->codec, &how) ||
	    !opj_decoder_set_strict_mode(r->codec, OPJ_FALSE) ||
	    !opj_read_header(r->stream, r->codec, &r->image) || !r->image)
		return jp2_refused(c);
	*ret = r;
	return true;
}

/* Where the boxes are damaged, the codestream in them may still be whole. */
static bool reader_open(struct ctx *c, int fd, int reduce, struct reader **ret)
{
	struct str bytes;
	if (!image_whole(c, fd, &bytes))
		return false;
	if (read_header(c, bytes, reduce, ret))
		return true;
	size_t at = str_find(bytes, CODESTREAM);
	if (at == 0 || at >= bytes.n)
		return false;
	err_clear(c);
	if (!read_header(c, str_from(bytes, at), reduce, ret))
		return false;
	(*ret)->salvaged = true;
	return true;
}

/* How often the wavelet can be halved: the fewest of all components. */
static int resolutions(struct reader *r)
{
	opj_codestream_info_v2_t *about = opj_get_cstr_info(r->codec);
	int least = 32;
	if (!about)
		return 0;
	for (OPJ_UINT32 i = 0; i < about->nbcomps && about->m_default_tile_info.tccp_info; i++) {
		int n = (int)about->m_default_tile_info.tccp_info[i].numresolutions;
		least = n < least ? n : least;
	}
	opj_destroy_cstr_info(&about);
	return least == 32 ? 0 : least - 1;
}

/* Box `type` of what lies in `boxes`; its contents. ISO/IEC 15444-1 I.4 */
static struct str box_of(struct str boxes, const char *type)
{
	while (boxes.n >= 8) {
		const unsigned char *b = (const unsigned char *)boxes.s;
		size_t n = (size_t)b[0] << 24 | (size_t)b[1] << 16 | (size_t)b[2] << 8 | b[3];
		if (n == 0)
			n = boxes.n;
		if (n < 8 || n > boxes.n)
			break;
		if (memcmp(b + 4, type, 4) == 0)
			return (struct str){ boxes.s + 8, n - 8 };
		boxes = str_from(boxes, n);
	}
	return STR_NONE;
}

/* Capture or display resolution: (VRN / VRD) * 10^VRE dots a metre. ISO/IEC 15444-1 I.5.3.7 */
static int resolution_of(struct str file)
{
	struct str res = box_of(box_of(file, "jp2h"), "res ");
	struct str one = box_of(res, "resc");
	if (one.n < 10)
		one = box_of(res, "resd");
	if (one.n < 10)
		return 0;
	const unsigned char *b = (const unsigned char *)one.s;
	double v = b[2] << 8 | b[3];
	double dots = v > 0 ? (b[0] << 8 | b[1]) / v : 0;
	int exponent = b[8] < 128 ? b[8] : b[8] - 256; /* ISO 15444-1 I.5.3.7: signed */
	for (int e = exponent; e > 0 && dots < 1e7; e--)
		dots *= 10;
	for (int e = exponent; e < 0 && dots > 0.1; e++)
		dots /= 10;
	return dots < 1e6 ? (int)(dots * 0.0254 + 0.5) : 0;
}

static bool list_jp2(struct ctx *c, int fd, struct image_list *pages, const char **damage)
{
	struct reader *r;
	struct image_page p = { .fd = fd, .format = &image_jp2, .orientation = 1 };
	if (!reader_open(c, fd, 0, &r))
		return false;
	const opj_image_t *i = r->image;
	if (i->x1 <= i->x0 || i->y1 <= i->y0 || i->x1 - i->x0 > INT32_MAX ||
	    i->y1 - i->y0 > INT32_MAX || i->numcomps < 1)
		return jp2_refused(c);
	p.w = (int)(i->x1 - i->x0);
	p.h = (int)(i->y1 - i->y0);
	p.dpi = resolution_of(r->bytes);
	if (r->salvaged)
		*damage = image_damaged;
	return image_add(c, pages, &p);
}

/* One component's sample as 8 bits. */
static int sample(const opj_image_comp_t *k, size_t at)
{
	int64_t v = k->data[at];
	if (k->sgnd)
		v += (int64_t)1 << (k->prec - 1);
	if (k->prec < 8)
		v = v * 255 / ((1 << k->prec) - 1);
	if (k->prec > 8)
		v = v >> (k->prec - 8);
	return v < 0 ? 0 : v > 255 ? 255 : (int)v;
}

enum model { GRAY, RGB, YCC, CMYK };

struct planes { /* what a row is made from */
	const opj_image_t *image;
	enum model model;
	int colours; /* components of colour; then perhaps one of opacity */
	int alpha;   /* its component, or -1 */
	int w, h;    /* of the largest component */
};

static uint8_t clamp(int v)
{
	return v < 0 ? 0 : v > 255 ? 255 : (uint8_t)v;
}

/* ITU-R BT.601, full range, as sYCC (IEC 61966-2-1 Amd 1) */
static void ycc_to_rgb(const int *v, uint8_t *to)
{
	int y = v[0] << 16, cb = v[1] - 128, cr = v[2] - 128;
	to[0] = clamp((y + 91881 * cr + 32768) >> 16);
	to[1] = clamp((y - 22554 * cb - 46802 * cr + 32768) >> 16);
	to[2] = clamp((y + 116130 * cb + 32768) >> 16);
}

static int plane_sample(const struct planes *p, int k, int x, int y)
{
	const opj_image_comp_t *q = &p->image->comps[k];
	int64_t px = (int64_t)x * q->w / p->w, py = (int64_t)y * q->h / p->h;
	return sample(q, (size_t)(py * q->w + px));
}

static void plane_row(const struct planes *p, int y, uint8_t *to)
{
	int channels = p->model == GRAY ? 1 : 3;
	for (int x = 0; x < p->w; x++, to += channels) {
		int v[4];
		uint8_t ink[4];
		for (int k = 0; k < p->colours; k++)
			ink[k] = (uint8_t)(v[k] = plane_sample(p, k, x, y));
		if (p->model == YCC)
			ycc_to_rgb(v, to);
		else if (p->model == CMYK)
			cmyk_to_rgb(ink, to);
		else
			memcpy(to, ink, (size_t)channels);
		if (p->alpha < 0)
			continue;
		int over = plane_sample(p, p->alpha, x, y);
		for (int k = 0; k < channels; k++)
			to[k] = (uint8_t)((to[k] * over + 255 * (255 - over)) / 255);
	}
}

static enum model model_of(const opj_image_t *i)
{
	if (i->numcomps < 3)
		return GRAY;
	if (i->color_space == OPJ_CLRSPC_SYCC || i->color_space == OPJ_CLRSPC_EYCC)
		return YCC;
	if (i->color_space == OPJ_CLRSPC_CMYK && i->numcomps >= 4)
		return CMYK;
	/* Subsampled colour that does not say what it is can only be YCC. */
	if (i->comps[0].dx != i->comps[1].dx && i->comps[1].dx == i->comps[2].dx)
		return YCC;
	return RGB;
}

static bool planes_of(struct ctx *c, const opj_image_t *i, struct planes *ret)
{
	static const int colours[] = { [GRAY] = 1, [RGB] = 3, [YCC] = 3, [CMYK] = 4 };
	struct planes p = { .image = i, .model = model_of(i), .alpha = -1 };
	p.colours = colours[p.model];
	for (OPJ_UINT32 k = 0; k < i->numcomps; k++) {
		const opj_image_comp_t *q = &i->comps[k];
		if (!q->data || q->w < 1 || q->h < 1 || q->prec < 1 || q->prec > 31)
			return jp2_refused(c);
		if (q->alpha && (int)k >= p.colours && p.alpha < 0)
			p.alpha = (int)k;
	}
	p.w = (int)i->comps[0].w;
	p.h = (int)i->comps[0].h;
	*ret = p;
	return true;
}

static bool decode_jp2(struct ctx *c, const struct image_page *p, int more, struct raster *ret,
		       const char **damage)
{
	struct reader *r;
	struct planes planes = { 0 };
	struct sink s;
	int shrink = p->shrink + more;
	if (!reader_open(c, p->fd, 0, &r))
		return false;
	int reduce = resolutions(r);
	reduce = reduce < shrink ? reduce : shrink;
	if (!opj_set_decoded_resolution_factor(r->codec, (OPJ_UINT32)reduce) ||
	    !opj_decode(r->codec, r->stream, r->image))
		return jp2_refused(c);
	if (!opj_end_decompress(r->codec, r->stream) || r->errors)
		*damage = image_truncated;
	else if (r->warnings)
		*damage = image_damaged;
	if (!planes_of(c, r->image, &planes) ||
	    !sink_open(c, planes.w, planes.h, planes.model == GRAY ? 1 : 3, shrink - reduce, &s))
		return false;
	uint8_t *row = arena_take_array(c->mem, (size_t)planes.w, 3);
	for (int y = 0; y < planes.h; y++) {
		plane_row(&planes, y, row);
		sink_row(&s, row);
	}
	*ret = s.r;
	return true;
}

const struct image_format image_jp2 = {
	.kind = MEDIA_JP2,
	.list = list_jp2,
	.decode = decode_jp2,
};
