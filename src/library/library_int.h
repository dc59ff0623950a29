/* library_int - the room from within. */
#ifndef KERUEN_LIBRARY_INT_H
#define KERUEN_LIBRARY_INT_H

#include "library/library.h"

/* What a new library's keruen.conf says: every option, commented out at its default. */
struct str conf_fresh(struct ctx *c);

#endif
