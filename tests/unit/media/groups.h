/* groups - the groups of tests of the room media; a file defines one, main.c runs those there are.
 */
#ifndef KERUEN_TEST_MEDIA_GROUPS_H
#define KERUEN_TEST_MEDIA_GROUPS_H

#include "unit.h"

/* X(name): a function int group_NAME(void) that runs a cmocka group and returns its failures */
#define GROUPS(X)                                                                                  \
	X(kind)                                                                                    \
	X(sandbox)                                                                                 \
	X(protocol) X(asking) X(pdf) X(plain) X(image) X(djvu) X(access) X(region) X(ocr) X(av)
#define DECLARE_GROUP(name) int group_##name(void) __attribute__((weak));
GROUPS(DECLARE_GROUP)

/* A file in memory with these bytes; closed with the test's arena */
int file_of(struct ctx *c, struct str bytes);
int file_at(struct ctx *c, const char *path); /* -1 where there is none */
struct str contents(struct ctx *c, int fd);

/* PDFs written by hand: objects 1, 2 … as they stand, then a table of references and a trailer */
struct str pdf_of(struct ctx *c, const char *const *objects, size_t n, const char *trailer);

#endif
