/* give_int - what the files of the room share. */
#ifndef KERUEN_GIVE_INT_H
#define KERUEN_GIVE_INT_H

#include "give/give.h"

/* MARC 21 of a plain record, where there is no MARC to begin with. */
void give_made(struct arena *mem, const struct title *t, const struct record *r, struct marc *ret);

bool give_record(struct ctx *c, const struct title *t, struct record *ret) MUST_USE;

#endif
