/*
 * marc_int - what the files of this room share.
 */
#ifndef KERUEN_MARC_INT_H
#define KERUEN_MARC_INT_H

#include "marc/marc.h"

/* Limits on foreign files */
enum {
	MARC_BYTES_MAX = 8 << 20, /* of one record */
	MARC_FIELDS_MAX = 20000,  /* of one record */
	SUBS_LEAST = 4,           /* room for subfields, doubled as they come */
};
enum { END_RECORD = 0x1D, END_FIELD = 0x1E, DELIMITER = 0x1F, LEADER = 24, ENTRY = 12 };

/* Room for that many fields in all. */
void marc_fields_room(struct arena *mem, struct marc *m, size_t room);
/* Room for n subfields as marc_add_sub reckons it: the next power of two, at least SUBS_LEAST. */
size_t marc_subs_room(size_t n);

#endif
