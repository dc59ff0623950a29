/*
 * format_int - what the files of this room share: a MARC record taken apart, and the readers.
 */
#ifndef KERUEN_FORMAT_INT_H
#define KERUEN_FORMAT_INT_H

#include "format/format.h"

/* Limits on foreign files */
enum {
	RECORDS_MAX = 1000000,
	RECORD_BYTES_MAX = 8 << 20, /* of one record */
	VALUES_MAX = 5000,          /* of one record */
	LIST_COLUMNS_MAX = 200,
};

/* The readers of what is no MARC, each a walk in bounded memory. */
struct list_reader;
struct dc_reader;
bool list_open(struct ctx *c, int fd, int64_t at, const struct record_options *o,
	       struct list_reader **ret) MUST_USE;
bool list_next(struct ctx *c, struct list_reader *r, struct arena *mem, struct record_item *ret,
	       bool *ret_there) MUST_USE;
/* A row by itself; o->dialect tells its columns, as list_next said. */
bool list_again(struct ctx *c, struct str raw, const struct record_options *o,
		struct record_item *ret) MUST_USE;
struct str list_header(const struct list_reader *r); /* its bytes; empty where there is none */
bool dc_likely(struct str head);
bool dc_open(struct ctx *c, int fd, int64_t at, struct dc_reader **ret) MUST_USE;
bool dc_next(struct ctx *c, struct dc_reader *r, struct arena *mem, struct record_item *ret,
	     bool *ret_there) MUST_USE;
void dc_again(struct arena *mem, struct str raw, struct record_item *ret);

/* The field of a column's header or an element's name, in any of the four languages. */
bool field_of_header(struct arena *mem, struct str name, enum record_field *ret);
/* Without white space and the punctuation of ISBD at its ends. */
struct str isbd_trim(struct str s);
/* Adds unless empty or there already. */
void record_add_once(struct arena *mem, struct record *r, enum record_field f, struct str value);
/* Control characters and line breaks become spaces, runs of them one; NFC. */
struct str value_clean(struct arena *mem, struct str s);

#endif
