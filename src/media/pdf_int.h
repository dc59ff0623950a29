/*
 * pdf_int - a document that MuPDF reads or sets, shared by pdf*.c and plain.c.
 *
 * MuPDF throws by longjmp. The rule of these files: mu_try runs one function that does the work
 * and may throw; everything around it returns bool. Functions that may throw say so.
 */
#ifndef KERUEN_MEDIA_PDF_INT_H
#define KERUEN_MEDIA_PDF_INT_H

#include "media/media_int.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

struct mu {
	fz_context *fz;
	pdf_document *pdf;
	size_t n_pages;
	struct media_page *pages; /* those looked at already; width 0: not yet */
	bool tree;                /* the map of the page tree is held */
	bool broken_page;         /* a page was met that cannot be drawn whole */
};

/* A context with its store capped, silent; NULL without memory. */
fz_context *mu_context(void);
/* Runs work(fz, arg) where it may throw. False: INVALID with the sentence, or LIMIT when it took
 * too much memory. The work may be done twice (MuPDF mends a file as it goes). */
bool mu_try(struct ctx *c, fz_context *fz, void (*work)(fz_context *fz, void *arg), void *arg,
	    const char *sentence) MUST_USE;
/* A stream that reads the file at a place of its own, whoever else reads it. Throws. */
fz_stream *mu_stream_of_fd(fz_context *fz, int fd);
/* Writes a document made here, only what can be reached, to a file. */
bool mu_write(struct ctx *c, fz_context *fz, pdf_document *made, int out_fd) MUST_USE;
/* Pixels of a drawn page as a raster: gray where no pixel has a colour. */
bool mu_raster(struct ctx *c, fz_context *fz, fz_pixmap *pix, int dpi, struct raster *ret) MUST_USE;

/* The size in pixels for a page of that size in points: at most MEDIA_ACCESS_SIDE_MAX, and at
 * least MEDIA_ACCESS_SIDE_MIN, the longer side. */
struct media_page mu_page_of(float width, float height, float dpi);
/* Size, resolution and text of a page, looked at once (pdf_facts.c). */
bool mu_look(struct ctx *c, struct mu *m, int page, struct media_page *ret) MUST_USE;
/* Opens what the page tree holds: its pages counted by walking (pdf_tree.c). */
bool mu_tree(struct ctx *c, struct mu *m) MUST_USE;

bool mu_facts(struct ctx *c, void *doc, struct media_facts *ret) MUST_USE;
bool mu_layer(struct ctx *c, void *doc, int page, struct media_words *ret) MUST_USE;
bool mu_excerpt(struct ctx *c, void *doc, int first, int last, int out_fd) MUST_USE;
/* Leaves in a page made by grafting only what it draws with (pdf_prune.c). Throws. */
void mu_prune(fz_context *fz, pdf_document *made);

#endif
