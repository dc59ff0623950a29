/* Fuzzes image requests: what is understood lies within the image and within the limits. */
#include "fuzz.h"
#include "iiif/iiif.h"

static void image(struct ctx *c, struct str s, int w, int h)
{
	struct iiif_asked a = { { NULL, 0 } };
	struct iiif_image i;
	struct str *parts[] = { &a.region, &a.size, &a.rotation, &a.quality };
	for (size_t k = 0; k < COUNT_OF(parts); k++)
		if (!str_next(&s, '/', parts[k]))
			break;
	if (!iiif_image_parse(c, &a, w, h, &i))
		return;
	const struct media_region *r = &i.region;
	must(r->x >= 0 && r->y >= 0 && r->w > 0 && r->h > 0);
	must(r->x + r->w <= w && r->y + r->h <= h);
	must(r->out_w > 0 && r->out_h > 0 && r->out_w <= r->w && r->out_h <= r->h);
	must(r->out_w <= IIIF_MOST && r->out_h <= IIIF_MOST && r->rotation % 90 == 0);
	if (i.tile)
		must(i.level < iiif_levels(w, h) && r->w == IIIF_TILE << i.level);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ctx c = { .mem = arena_new(FUZZ_BUDGET), .lang = "ru" };
	struct str s = str_copy(c.mem, (struct str){ (const char *)bytes, n });
	image(&c, s, 3000, 4000);
	image(&c, s, 1, 100000);
	image(&c, s, 16384, 512);
	arena_free(c.mem);
	return 0;
}
