/*
 * image_tiff_int - what the two halves of the TIFF reader share.
 */
#ifndef KERUEN_IMAGE_TIFF_INT_H
#define KERUEN_IMAGE_TIFF_INT_H

#include "media/image_int.h"

struct layout { /* of the samples, as the directory tells; values are libtiff's */
	uint16_t bits, samples, planar, photometric, compression;
};

/* Pushes every row (image_tiff_rows.c). *ret_any: something at least could be read. */
bool tiff_rows(struct ctx *c, struct tiff *tif, const struct layout *l, const struct image_page *p,
	       struct sink *s, bool *ret_any) MUST_USE;

#endif
