/*
 * raster_scale - a raster in another size: each new pixel is the mean of the area it covers where
 * it shrinks, and lies between its neighbours where it grows.
 *
 * Both directions are done by one table of weights in 1/16384, first across, then down; a row of
 * the widened or narrowed source is computed when it is first needed and summed at once, so that
 * the whole needs two rows of memory beside the result.
 */
#include "media/image_int.h"

enum { ONE = 1 << 14 };

struct taps { /* new pixel i is the sum of w[k] * old[first + k], k < n */
	int first, n;
	const uint16_t *w;
};

/* Weights of the cells [a, b) covers, which add up to ONE. */
static void area_taps(struct ctx *c, int old, double a, double b, struct taps *t)
{
	int first = (int)a, last = (int)b;
	if (last >= old || (double)last == b)
		last = last > first ? last - 1 : first;
	if (last >= old)
		last = old - 1;
	uint16_t *w = arena_array_of(c->mem, (size_t)(last - first + 1), uint16_t);
	int left = ONE;
	for (int k = first; k <= last; k++) {
		double from = k > a ? k : a, to = k + 1 < b ? k + 1 : b;
		int weight = (int)((to - from) / (b - a) * ONE + 0.5);
		if (k == last || weight > left)
			weight = left;
		w[k - first] = (uint16_t)weight;
		left -= weight;
	}
	*t = (struct taps){ first, last - first + 1, w };
}

static void between_taps(struct ctx *c, int old, double centre, struct taps *t)
{
	double at = centre - 0.5;
	if (at < 0)
		at = 0;
	if (at > old - 1)
		at = old - 1;
	int first = (int)at;
	int second = (int)((at - first) * ONE + 0.5);
	uint16_t *w = arena_array_of(c->mem, 2, uint16_t);
	w[0] = (uint16_t)(ONE - second);
	w[1] = (uint16_t)second;
	*t = (struct taps){ first, first + 1 < old ? 2 : 1, w };
	if (t->n == 1)
		w[0] = ONE;
}

static struct taps *taps_of(struct ctx *c, int old, int new)
{
	struct taps *t = arena_array_of(c->mem, (size_t) new, struct taps);
	double step = (double)old / new;
	for (int i = 0; i < new; i++) {
		if (new < old)
			area_taps(c, old, i * step, (i + 1) * step, &t[i]);
		else
			between_taps(c, old, (i + 0.5) * step, &t[i]);
	}
	return t;
}

static void scale_across(const uint8_t *row, int channels, const struct taps *t, int w,
			 uint16_t *to)
{
	for (int x = 0; x < w; x++) {
		for (int k = 0; k < channels; k++) {
			const uint8_t *from = row + (size_t)t[x].first * (size_t)channels + k;
			uint32_t sum = 0;
			for (int i = 0; i < t[x].n; i++, from += channels)
				sum += *from * (uint32_t)t[x].w[i];
			*to++ = (uint16_t)(sum >> 6); /* 8 bits of fraction are kept */
		}
	}
}

struct scaler {
	const struct raster *from;
	const struct taps *across;
	int w;
	uint16_t *rows[2]; /* the two source rows last computed */
	int at[2];
};

static const uint16_t *row_of(struct scaler *s, int y)
{
	int slot = y & 1;
	if (s->at[slot] != y) {
		scale_across(s->from->px + (size_t)y * s->from->stride, s->from->channels,
			     s->across, s->w, s->rows[slot]);
		s->at[slot] = y;
	}
	return s->rows[slot];
}

bool raster_scale(struct ctx *c, const struct raster *r, int w, int h, struct raster *ret)
{
	struct raster o;
	if (w == r->w && h == r->h) {
		*ret = *r;
		return true;
	}
	if (!raster_new(c, w, h, r->channels, (int)((int64_t)r->dpi * w / r->w), &o))
		return false;
	size_t n = o.stride;
	struct scaler s = { r, taps_of(c, r->w, w), w, { NULL, NULL }, { -1, -1 } };
	s.rows[0] = arena_array_of(c->mem, n, uint16_t);
	s.rows[1] = arena_array_of(c->mem, n, uint16_t);
	const struct taps *down = taps_of(c, r->h, h);
	uint32_t *sum = arena_array_of(c->mem, n, uint32_t);
	for (int y = 0; y < h; y++) {
		memset(sum, 0, n * sizeof(*sum));
		for (int k = 0; k < down[y].n; k++) {
			const uint16_t *row = row_of(&s, down[y].first + k);
			uint32_t weight = down[y].w[k];
			for (size_t i = 0; i < n; i++)
				sum[i] += row[i] * weight;
		}
		uint8_t *to = o.px + (size_t)y * o.stride;
		for (size_t i = 0; i < n; i++)
			to[i] = (uint8_t)((sum[i] + (1u << 21)) >> 22);
	}
	*ret = o;
	return true;
}
