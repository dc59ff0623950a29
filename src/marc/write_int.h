/*
 * write_int - what the writers of all containers share.
 */
#ifndef KERUEN_MARC_WRITE_INT_H
#define KERUEN_MARC_WRITE_INT_H

#include "marc/marc_int.h"

/* UNIMARC and what was made of it: RUSMARC, KAZMARC. */
bool marc_is_family(enum marc_dialect d);
/* The leader as it is written in UTF-8 by its dialect's rules; lengths as they stand in it. */
void marc_leader_out(const struct marc *m, char ret[25]);
/* A subfield's value as it is written: 100 $a of the family of UNIMARC says UTF-8 (50). */
struct str marc_value_out(struct arena *mem, const struct marc *m, const struct marc_field *f,
			  const struct marc_sub *s);

#endif
