/*
 * ocr_int - what the parts of recognition share: a page made ready, and the words read from it.
 */
#ifndef KERUEN_OCR_INT_H
#define KERUEN_OCR_INT_H

#include "media/media_int.h"

struct Pix;
struct ocr_sheet {       /* a page made ready for recognition (ocr_sheet.c) */
	struct Pix *pix; /* 8-bit grey; ends with the arena */
	int dpi;
	int w, h;     /* of the page as it came */
	double scale; /* pixels of pix for one of the page */
	double turn;  /* clockwise, in radians, that straightened it */
};
bool ocr_sheet_of(struct ctx *c, const struct raster *r, struct ocr_sheet *ret) MUST_USE;
/* A box in pix back on the page as it came, in 1/10000. */
void ocr_box_back(const struct ocr_sheet *s, const int box[4], struct media_word *ret);

/* Repairs what recognition is known to get wrong (ocr_repair.c). w->n may become smaller. */
void ocr_repair(struct ctx *c, struct media_words *w);

#endif
