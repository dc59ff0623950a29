/* source_int - what the files of this room share. */
#ifndef KERUEN_SOURCE_INT_H
#define KERUEN_SOURCE_INT_H

#include "source/source.h"

enum { SOURCE_RECORD_MAX = 8 << 20 }; /* bytes of one record, as marc reads them */

/* Binds a text, '' where it is absent. */
void source_bind(struct stmt *q, struct str s);
/* Says of what is absent which it was; keeps any other error. Always false. */
bool source_absent(struct ctx *c, const char *text, int64_t id);
/* n bytes of a file of records. */
bool source_bytes(struct ctx *c, int64_t file, int64_t at, int64_t length,
		  struct str *ret) MUST_USE;

#endif
