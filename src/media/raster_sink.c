/*
 * raster_sink - rows in, a raster out, averaged over squares of 2^shrink pixels on the way.
 */
#include "media/image_int.h"

bool sink_open(struct ctx *c, int w, int h, int channels, int shrink, struct sink *ret)
{
	must(shrink >= 0 && shrink < 12);
	struct sink s = { .w = w, .h = h, .shrink = shrink };
	if (!raster_new(c, size_shrunk(w, shrink), size_shrunk(h, shrink), channels, 0, &s.r))
		return false;
	if (shrink > 0)
		s.sum = arena_array_of(c->mem, (size_t)s.r.w * (size_t)channels, uint32_t);
	*ret = s;
	return true;
}

static void add_row(struct sink *s, const uint8_t *row)
{
	int channels = s->r.channels;
	for (int x = 0; x < s->w; x++) {
		uint32_t *to = s->sum + (size_t)(x >> s->shrink) * (size_t)channels;
		for (int k = 0; k < channels; k++)
			to[k] += *row++;
	}
}

/* Writes the averages of the row of squares that ends with the row last seen. */
static void flush_row(struct sink *s)
{
	int channels = s->r.channels, side = 1 << s->shrink;
	int rows = (s->y - 1) % side + 1;
	uint8_t *to = s->r.px + (size_t)((s->y - 1) >> s->shrink) * s->r.stride;
	for (int x = 0; x < s->r.w; x++) {
		int columns = x + 1 < s->r.w ? side : s->w - x * side;
		uint32_t n = (uint32_t)(rows * columns);
		for (int k = 0; k < channels; k++, to++) {
			uint32_t *sum = s->sum + (size_t)x * (size_t)channels + k;
			*to = (uint8_t)((*sum + n / 2) / n);
			*sum = 0;
		}
	}
}

void sink_row(struct sink *s, const uint8_t *row)
{
	if (s->y >= s->h)
		return;
	s->y++;
	if (s->unseen)
		return;
	if (s->shrink == 0) {
		memcpy(s->r.px + (size_t)(s->y - 1) * s->r.stride, row, s->r.stride);
		return;
	}
	add_row(s, row);
	if (s->y % (1 << s->shrink) == 0 || s->y == s->h)
		flush_row(s);
}

void sink_close(struct sink *s)
{
	if (s->y >= s->h || s->unseen)
		return;
	if (s->shrink > 0 && s->y % (1 << s->shrink) != 0)
		flush_row(s);
	int done = size_shrunk(s->y, s->shrink);
	memset(s->r.px + (size_t)done * s->r.stride, 255, (size_t)(s->r.h - done) * s->r.stride);
	s->y = s->h;
}
