/*
 * ocr_int - what the parts of recognition share: a page made ready, and the words read from it.
 */
#ifndef KERUEN_OCR_INT_H
#define KERUEN_OCR_INT_H

#include "media/media_int.h"

enum { OCR_WEAK = 60 }; /* confidence of a word below which it is hardly believed */
struct Pix;
struct TessBaseAPI;
struct TessResultIterator;
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

/* What one recognition made of a sheet. */
struct ocr_box {
	int left, top, right, bottom; /* in pix */
};
struct ocr_reading {
	struct media_words words;
	struct ocr_box *boxes; /* of each word */
};
/* The words from an iterator at its beginning (NULL: none). */
void ocr_take_words(struct ctx *c, const struct ocr_sheet *s, struct TessResultIterator *i,
		    struct ocr_reading *ret);
int ocr_mean_sure(const struct media_words *w);
/* Words of a page that its model hardly believes, read again by a model of another script and put in
 * their place where that one is sure (ocr_insets.c). `other` is one's own, loaded. */
void ocr_insets(struct ctx *c, const struct ocr_sheet *s, struct TessBaseAPI *other,
		struct ocr_reading *page);

/* Repairs what recognition is known to get wrong (ocr_repair.c). w->n may become smaller. */
void ocr_repair(struct ctx *c, struct media_words *w);

#endif
