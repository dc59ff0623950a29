/*
 * address - where a document's images, sound and files are found, written once for all pages.
 */
#ifndef KERUEN_WEB_ADDRESS_H
#define KERUEN_WEB_ADDRESS_H

#include "catalog/catalog.h"

/* In mem. Pages count from 1. */
struct str address_title(struct arena *mem, struct str title);
struct str address_read(struct arena *mem, struct str document, int page); /* 0: the document */
struct str address_cover(struct arena *mem, const struct document *d);
struct str address_thumb(struct arena *mem, const struct document *d, int page);
struct str address_info(struct arena *mem, const struct document *d, int page); /* IIIF */
/* The page's image as one picture, at most `width` wide (one of the widths of page_image.c);
 * *ret_w, *ret_h: its size. */
struct str address_image(struct arena *mem, const struct document *d, int page,
			 const struct document_page *p, int width, int *ret_w, int *ret_h);
struct str address_media(struct arena *mem, const struct document *d); /* sound or film */
struct str address_poster(struct arena *mem, const struct document *d);
struct str address_whole(struct arena *mem, const struct document *d);
struct str address_excerpt(struct arena *mem, const struct document *d);
struct str address_save_page(struct arena *mem, const struct document *d, int page);
/* Adds ?name=value or &name=value; nothing where value is empty. */
struct str address_with(struct arena *mem, struct str address, const char *name, struct str value);

#endif
