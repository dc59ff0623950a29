/*
 * iiif - what the International Image Interoperability Framework says and asks: Image API 3.0 level
 * 2, Presentation API 3.0, Content Search API 2.0 and 1.0.
 *
 * Requests are parsed and answers written here; who may see them is asked before, by web, and
 * nothing here opens an image. https://iiif.io/api/image/3.0/ https://iiif.io/api/presentation/3.0/
 */
#ifndef KERUEN_IIIF_H
#define KERUEN_IIIF_H

#include "catalog/catalog.h"
#include "media/media.h"

enum {
	IIIF_TILE = 512,       /* of our access images */
	IIIF_MOST = 4096,      /* pixels a side of one answer */
	IIIF_FOUND_MOST = 500, /* annotations of one search */
	IIIF_THUMB = 160,      /* width of a thumbnail: one that is made (web/page_image.c) */
};

/* Types */
struct iiif_asked { /* {region}/{size}/{rotation}/{quality}.{format}, decoded */
	struct str region, size, rotation, quality;
};
struct iiif_image {
	struct media_region region;
	bool tile; /* it is exactly a stored tile: this one */
	int level, col, row;
};
struct iiif_page {         /* of an image service */
	struct str origin; /* "https://host" */
	struct str id;
	int page, width, height;
};
struct iiif_document {
	struct str origin;
	const struct document *doc;
	const struct title *title;
	const struct document_pages *pages;
	const struct partner *holder;
	const char *phrase; /* message id: what may be done with it */
	const char *plays;  /* media type of /play/ID for sound and film; NULL for what has pages */
	int film_w, film_h; /* the shape of a film, about; 0: not known */
};

/* Image: of a page of w × h. INVALID: not understood, outside, or larger than there is */
bool iiif_image_parse(struct ctx *c, const struct iiif_asked *a, int w, int h,
		      struct iiif_image *ret) MUST_USE;
/* How many levels the pyramid of such a page has: halved until it fits one tile. */
int iiif_levels(int w, int h);
void iiif_info(struct buf *out, const struct iiif_page *p);

/* Presentation */
void iiif_manifest(struct ctx *c, struct buf *out, const struct iiif_document *d);

/* Search inside: annotations on words. version 1 or 2 of the API; ignored: the parameters that were
 * sent and mean nothing here, comma-separated. */
bool iiif_search(struct ctx *c, struct buf *out, const struct iiif_document *d, struct str query,
		 int version, struct str ignored) MUST_USE;

#endif
