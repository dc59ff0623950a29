/*
 * ocr_sheet - a page made ready for recognition: grey, evenly lit, straight, large enough.
 *
 * Each step is left out where it would change nothing, for all of them together must cost little
 * beside the recognition itself.
 */
#include <math.h>
#include <leptonica/allheaders.h>

#include "media/ocr_int.h"

enum {
	DPI_LOW = 200,  /* below: doubled */
	DPI_HIGH = 500, /* from here on: halved */
	PAPER = 230,    /* what the paper becomes */
};
static const double TURN_MIN = 0.12, TURN_MAX = 12; /* degrees worth straightening, and believed */
static const double TURN_SURE = 3.0;                /* leptonica's confidence of an angle */

static void pix_done(void *arg)
{
	PIX *p = arg;
	pixDestroy(&p);
}

static PIX *kept(struct ctx *c, PIX *p)
{
	must(p != NULL);
	arena_on_end(c->mem, pix_done, p);
	return p;
}

static PIX *pix_of(struct ctx *c, const struct raster *r)
{
	PIX *p = kept(c, pixCreateNoInit(r->w, r->h, 8));
	l_uint32 *line = pixGetData(p);
	for (int y = 0; y < r->h; y++, line += pixGetWpl(p)) {
		const uint8_t *from = r->px + (size_t)y * r->stride;
		if (r->channels == 1)
			memcpy(line, from, (size_t)r->w);
		else
			for (int x = 0; x < r->w; x++) /* luma of ITU-R BT.601 */
				((uint8_t *)line)[x] = (uint8_t)((from[3 * x] * 77 +
								  from[3 * x + 1] * 151 +
								  from[3 * x + 2] * 28) >>
								 8);
	}
	pixEndianByteSwap(p); /* leptonica counts the bytes of a word from the high end */
	return p;
}

/* Black on white already: nothing between, as from a bilevel scan. */
static bool is_bilevel(PIX *p)
{
	int w = pixGetWidth(p), h = pixGetHeight(p);
	size_t between = 0, all = 0;
	for (int y = 0; y < h; y += 7) {
		const uint8_t *b = (const uint8_t *)(pixGetData(p) +
						     (size_t)y * (size_t)pixGetWpl(p));
		for (int x = 0; x < (w & ~3); x += 4, all++)
			between += b[x] > 8 && b[x] < 247;
	}
	return between * 100 < all;
}

static PIX *sized(struct ctx *c, PIX *p, struct ocr_sheet *s)
{
	int longest = s->w > s->h ? s->w : s->h;
	if (s->dpi < DPI_LOW && longest < 3000) {
		s->scale = 2;
		p = kept(c, pixScaleGray2xLI(p));
	} else if (s->dpi >= DPI_HIGH && longest > 4000) {
		s->scale = 0.5;
		p = kept(c, pixScaleAreaMap2(p));
	}
	s->dpi = (int)(s->dpi * s->scale);
	return p;
}

/* The paper's own brightness, found in tiles of about 1.5 x 2 mm (in which some paper shows
 * between letters), is evened out. */
static PIX *evened(struct ctx *c, PIX *p, int dpi)
{
	int sx = dpi / 15 < 8 ? 8 : dpi / 15, sy = dpi / 10 < 12 ? 12 : dpi / 10;
	if (pixGetWidth(p) < 2 * sx || pixGetHeight(p) < 2 * sy)
		return p;
	PIX *q = pixBackgroundNorm(p, NULL, NULL, sx, sy, 60, sx * sy / 4, PAPER, 2, 1);
	return q ? kept(c, q) : p;
}

static PIX *straightened(struct ctx *c, PIX *p, struct ocr_sheet *s)
{
	l_float32 angle = 0, sure = 0;
	PIX *b = pixThresholdToBinary(p, PAPER * 2 / 3);
	int bad = pixFindSkew(b, &angle, &sure);
	pixDestroy(&b);
	double size = fabs((double)angle);
	if (bad || (double)sure < TURN_SURE || size < TURN_MIN || size > TURN_MAX)
		return p;
	s->turn = (double)angle * M_PI / 180;
	return kept(c, pixRotate(p, (l_float32)s->turn, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE,
				 pixGetWidth(p), pixGetHeight(p)));
}

bool ocr_sheet_of(struct ctx *c, const struct raster *r, struct ocr_sheet *ret)
{
	struct ocr_sheet s = { .w = r->w, .h = r->h, .scale = 1, .dpi = r->dpi };
	if (s.dpi < 30 || s.dpi > 4800) /* as if it were an A4 page */
		s.dpi = (int)((r->w > r->h ? r->w : r->h) * 25.4 / 297);
	if (s.dpi < 70)
		s.dpi = 70;
	PIX *p = pix_of(c, r);
	bool bilevel = is_bilevel(p);
	p = sized(c, p, &s);
	if (!bilevel)
		p = evened(c, p, s.dpi);
	s.pix = straightened(c, p, &s);
	*ret = s;
	return true;
}

static uint16_t share(double v, int of)
{
	double x = v * MEDIA_BOX / of;
	return x < 0 ? 0 : x > MEDIA_BOX ? MEDIA_BOX : (uint16_t)lround(x);
}

/* The box that holds the four corners after they are turned back about the middle. */
void ocr_box_back(const struct ocr_sheet *s, const int box[4], struct media_word *ret)
{
	double cos_t = cos(s->turn), sin_t = sin(s->turn);
	double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
	/* Turned about its middle, a line of text of width w becomes w * sin higher at one end:
	 * for the box of one word the middles of its sides say enough, and fit it closer. */
	double mx = (box[0] + box[2]) / 2.0, my = (box[1] + box[3]) / 2.0;
	const double at[4][2] = { { box[0], my }, { box[2], my }, { mx, box[1] }, { mx, box[3] } };
	for (int i = 0; i < 4; i++) {
		double dx = at[i][0] - pixGetWidth(s->pix) / 2.0;
		double dy = at[i][1] - pixGetHeight(s->pix) / 2.0;
		double x = (dx * cos_t + dy * sin_t) / s->scale + s->w / 2.0;
		double y = (dy * cos_t - dx * sin_t) / s->scale + s->h / 2.0;
		left = fmin(left, x);
		right = fmax(right, x);
		top = fmin(top, y);
		bottom = fmax(bottom, y);
	}
	ret->x = share(left, s->w);
	ret->y = share(top, s->h);
	ret->w = (uint16_t)(share(right, s->w) - ret->x);
	ret->h = (uint16_t)(share(bottom, s->h) - ret->y);
}
