/*
 * catalog_int - what the files of catalog share.
 */
#ifndef KERUEN_CATALOG_INT_H
#define KERUEN_CATALOG_INT_H

#include "catalog/catalog.h"

/* The page table of one document as bytes, and back. INVALID, LIMIT; reading bytes that are no page
 * table is INTERNAL, for only we write them. */
bool pages_to_bytes(struct ctx *c, const struct document_pages *p, struct str *ret) MUST_USE;
bool pages_of_bytes(struct ctx *c, struct str bytes, struct document_pages *ret) MUST_USE;

/* The document whose columns, as document_get has them, begin at the first. INTERNAL */
bool document_of(struct ctx *c, struct stmt *q, int first, struct document *ret) MUST_USE;

/* Binds a text, '' where it is absent, so that no reader meets NULL. */
void bind_text(struct stmt *q, struct str s);

/* Says of what is absent which it was; keeps any other error. Always false. */
bool absent(struct ctx *c, const char *text, struct str id);

#endif
