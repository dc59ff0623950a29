/* Image requests, read by the letter (Image API 3.0, section 4). */
#include "iiif/iiif.h"

static bool invalid(struct ctx *c)
{
	return fail(c, ERR_INVALID, "the image request is not understood");
}

/* A non-negative decimal, in millionths; n digits before and after the point are limited. */
static bool decimal(struct str s, int64_t *ret)
{
	int64_t whole = 0, part = 0, unit = 100000;
	size_t point = str_find_byte(s, '.');
	struct str after = str_from(s, point + 1);
	if (!str_to_int(str_upto(s, point), 0, 1000000, &whole) || (point < s.n && after.n == 0))
		return false;
	for (size_t i = 0; i < after.n; i++, unit /= 10) {
		if (after.s[i] < '0' || after.s[i] > '9')
			return false;
		part += (after.s[i] - '0') * unit;
	}
	*ret = whole * 1000000 + part;
	return true;
}

/* Exactly n values between commas. */
static bool values(struct str s, bool decimals, int64_t *ret, size_t n)
{
	struct str item;
	for (size_t i = 0; i < n; i++) {
		if (!str_next(&s, ',', &item))
			return false;
		if (!(decimals ? decimal(item, &ret[i]) : str_to_int(item, 0, 1 << 24, &ret[i])))
			return false;
	}
	return !s.s;
}

/* -- region (4.1) ------------------------------------------------------------------------------ */

static bool percent_region(struct str s, int64_t w, int64_t h, int64_t v[4])
{
	const int64_t all = 100000000; /* 100 % in millionths */
	if (!values(s, true, v, 4))
		return false;
	int64_t right = (v[0] + v[2]) * w / all, below = (v[1] + v[3]) * h / all;
	v[0] = v[0] * w / all;
	v[1] = v[1] * h / all;
	v[2] = right - v[0];
	v[3] = below - v[1];
	return true;
}

static bool parse_region(struct str s, int w, int h, struct media_region *ret)
{
	int64_t side = w < h ? w : h, v[4] = { 0, 0, w, h };
	if (str_is(s, "square")) {
		v[0] = (w - side) / 2;
		v[1] = (h - side) / 2;
		v[2] = v[3] = side;
	} else if (str_starts(s, "pct:")) {
		if (!percent_region(str_from(s, 4), w, h, v))
			return false;
	} else if (!str_is(s, "full") && !values(s, false, v, 4)) {
		return false;
	}
	if (v[0] >= w || v[1] >= h || v[2] <= 0 || v[3] <= 0)
		return false;
	ret->x = (int)v[0];
	ret->y = (int)v[1];
	ret->w = (int)(v[2] < w - v[0] ? v[2] : w - v[0]);
	ret->h = (int)(v[3] < h - v[1] ? v[3] : h - v[1]);
	return true;
}

/* -- size (4.2) -------------------------------------------------------------------------------- */

static int64_t scaled(int64_t side, int64_t to, int64_t from)
{
	int64_t n = (side * to + from / 2) / from;
	return n ? n : 1;
}

/* The largest that fits w × h, the region's shape kept. */
static void fit(const struct media_region *r, int64_t w, int64_t h, int64_t *ret_w, int64_t *ret_h)
{
	bool by_width = w * r->h <= h * r->w;
	*ret_w = by_width ? w : scaled(r->w, h, r->h);
	*ret_h = by_width ? scaled(r->h, w, r->w) : h;
}

static bool size_of_sides(struct str s, const struct media_region *r, int64_t *w, int64_t *h)
{
	size_t comma = str_find_byte(s, ',');
	struct str first = str_upto(s, comma), second = str_from(s, comma + 1);
	if (comma == s.n || (!first.n && !second.n))
		return false;
	if (first.n && !str_to_int(first, 1, 1 << 24, w))
		return false;
	if (second.n && !str_to_int(second, 1, 1 << 24, h))
		return false;
	if (!second.n)
		*h = scaled(r->h, *w, r->w);
	if (!first.n)
		*w = scaled(r->w, *h, r->h);
	return true;
}

static bool parse_size(struct str s, struct media_region *r)
{
	int64_t w = r->w, h = r->h, v[2];
	if (str_is(s, "max")) {
		int64_t most_w = w < IIIF_MOST ? w : IIIF_MOST,
			most_h = h < IIIF_MOST ? h : IIIF_MOST;
		fit(r, most_w, most_h, &w, &h);
	} else if (str_starts(s, "pct:")) {
		if (!decimal(str_from(s, 4), v) || v[0] == 0 || v[0] > 100000000)
			return false;
		w = scaled(w, v[0], 100000000);
		h = scaled(h, v[0], 100000000);
	} else if (str_starts(s, "!")) {
		if (!values(str_from(s, 1), false, v, 2) || v[0] == 0 || v[1] == 0)
			return false;
		fit(r, v[0] < w ? v[0] : w, v[1] < h ? v[1] : h, &w, &h);
	} else if (!size_of_sides(s, r, &w, &h)) {
		return false;
	}
	/* "^" (upscaling) is not offered: no answer is larger than the region */
	if (w > r->w || h > r->h || w > IIIF_MOST || h > IIIF_MOST)
		return false;
	r->out_w = (int)w;
	r->out_h = (int)h;
	return true;
}

/* -- rotation and quality (4.3, 4.4) ----------------------------------------------------------- */

static bool parse_rotation(struct str s, struct media_region *r)
{
	int64_t degrees;
	r->mirror = str_starts(s, "!");
	if (!str_to_int(str_from(s, r->mirror), 0, 360, &degrees) || degrees % 90)
		return false;
	r->rotation = (int)(degrees % 360);
	return true;
}

static bool parse_quality(struct str s, struct media_region *r)
{
	size_t dot = str_find_byte(s, '.');
	struct str quality = str_upto(s, dot), format = str_from(s, dot + 1);
	r->gray = str_is(quality, "gray");
	r->bitonal = str_is(quality, "bitonal");
	r->png = str_is(format, "png");
	return (r->gray || r->bitonal || str_is(quality, "default") || str_is(quality, "color")) &&
	       (r->png || str_is(format, "jpg"));
}

/* -- the whole --------------------------------------------------------------------------------- */

/* Stored tiles are whole ones: those at the right and lower edges are made from the image. */
static void find_tile(struct iiif_image *i)
{
	const struct media_region *r = &i->region;
	if (r->rotation || r->mirror || r->gray || r->bitonal || r->png || r->w != r->h ||
	    r->out_w != IIIF_TILE || r->out_h != IIIF_TILE)
		return;
	for (int level = 0; level < 16; level++) {
		int side = IIIF_TILE << level;
		if (r->w != side || r->x % side || r->y % side)
			continue;
		i->tile = true;
		i->level = level;
		i->col = r->x / side;
		i->row = r->y / side;
	}
}

bool iiif_image_parse(struct ctx *c, const struct iiif_asked *a, int w, int h,
		      struct iiif_image *ret)
{
	struct iiif_image i = { 0 };
	if (w <= 0 || h <= 0 || !parse_region(a->region, w, h, &i.region) ||
	    !parse_size(a->size, &i.region) || !parse_rotation(a->rotation, &i.region) ||
	    !parse_quality(a->quality, &i.region))
		return invalid(c);
	find_tile(&i);
	*ret = i;
	return true;
}

int iiif_levels(int w, int h)
{
	int n = 1;
	for (; w > IIIF_TILE || h > IIIF_TILE; n++) {
		w = (w + 1) / 2;
		h = (h + 1) / 2;
	}
	return n;
}

static void put_sizes(struct buf *out, const struct iiif_page *p)
{
	int n = iiif_levels(p->width, p->height);
	buf_add_z(out, ",\"sizes\":[");
	for (int level = n; level-- > 0;) {
		int64_t half = ((int64_t)1 << level) - 1;
		buf_print(out, "%s{\"width\":%d,\"height\":%d}", level == n - 1 ? "" : ",",
			  (int)((p->width + half) >> level), (int)((p->height + half) >> level));
	}
	buf_print(out, "],\"tiles\":[{\"width\":%d,\"height\":%d,\"scaleFactors\":[", IIIF_TILE,
		  IIIF_TILE);
	for (int level = 0; level < n; level++)
		buf_print(out, "%s%d", level ? "," : "", 1 << level);
	buf_add_z(out, "]}]");
}

void iiif_info(struct buf *out, const struct iiif_page *p)
{
	buf_add_z(out, "{\"@context\":\"http://iiif.io/api/image/3/context.json\",\"id\":");
	buf_add_json(out, str_print(out->mem, "%.*s/iiif/%.*s/%d", STR_ARGS(p->origin),
				    STR_ARGS(p->id), p->page));
	buf_print(out,
		  ",\"type\":\"ImageService3\",\"protocol\":\"http://iiif.io/api/image\","
		  "\"profile\":\"level2\",\"width\":%d,\"height\":%d,\"maxWidth\":%d,\"maxHeight\":"
		  "%d",
		  p->width, p->height, IIIF_MOST, IIIF_MOST);
	put_sizes(out, p);
	buf_add_z(out,
		  ",\"extraFormats\":[\"png\"],\"extraQualities\":[\"gray\",\"bitonal\",\"color\"],"
		  "\"extraFeatures\":[\"mirroring\",\"rotationBy90s\",\"regionSquare\"]}");
}
