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
	XML_DEPTH_MAX = 64,
	LIST_COLUMNS_MAX = 200,
};

/* A reading under way: the records so far, and what was wrong with them. */
struct reader {
	struct ctx *c;
	struct record_list list;
	size_t room;
	struct buf complaints;
};
/* A record added to the list; NULL at RECORDS_MAX, which is told once. */
struct record *reader_add(struct reader *r);
/* "record 12 (title): what" as one line. */
void reader_complain(struct reader *r, size_t number, const char *what);

bool marc_is_unimarc(const struct marc *m);
/* Fields of m by the table of its dialect. */
void marc_to_record(struct arena *mem, const struct marc *m, struct record *ret);

/* MARC-8 (ANSEL, Cyrillic escapes) to UTF-8; total. */
struct str marc8_decode(struct arena *mem, struct str bytes);
/* Looks as if its bytes over 0x7F were MARC-8 diacritics before letters, or it has its escapes. */
bool marc8_likely(struct str bytes);

bool iso2709_likely(struct str bytes);
void iso2709_read(struct reader *r, struct str bytes);
bool xml_records_likely(struct str bytes);
bool xml_records_read(struct reader *r, struct str bytes) MUST_USE;
bool list_read(struct reader *r, struct str bytes) MUST_USE;

/* The field of a column's header or an element's name, in any of the four languages. */
bool field_of_header(struct arena *mem, struct str name, enum record_field *ret);
/* Without white space and the punctuation of ISBD at its ends. */
struct str isbd_trim(struct str s);
/* Adds unless empty or there already. */
void record_add_once(struct arena *mem, struct record *r, enum record_field f, struct str value);
/* Control characters and line breaks become spaces, runs of them one; NFC. */
struct str value_clean(struct arena *mem, struct str s);

#endif
