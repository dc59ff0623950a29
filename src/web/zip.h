/*
 * zip - many files of the store as one ZIP, made while it is sent.
 *
 * Nothing is packed (scans do not get smaller) and nothing is held: the length is known before the
 * first byte, check sums follow each file (APPNOTE 6.3.10, 4.3.9). Always in the 64-bit form, so
 * that size is no question.
 */
#ifndef KERUEN_WEB_ZIP_H
#define KERUEN_WEB_ZIP_H

#include "store/store.h"

struct zip;

/* The files, named as after "original/". Ends with c->mem. LIMIT, INTERNAL */
bool zip_open(struct ctx *c, const struct store_file *files, size_t n, struct zip **ret) MUST_USE;
uint64_t zip_size(const struct zip *z);
/* As http_read_fn: offsets must follow one another. */
size_t zip_read(void *arg, uint64_t at, char *p, size_t n);

#endif
