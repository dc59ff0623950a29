/*
 * kept - what a worker remembers of the database, exactly as long as nobody changes that.
 *
 * Things by key, each in an arena of its own; the least used makes room. What is got is lent to the
 * request: it stays where it lies until the request's arena ends, whatever happens to the database
 * meanwhile. Where the database cannot tell whether it changed, nothing is kept (db_version).
 * What is kept must follow from the database and from its key alone.
 */
#ifndef KERUEN_WEB_KEPT_H
#define KERUEN_WEB_KEPT_H

#include "db/db.h"

struct kept;

struct kept *kept_new(size_t n); /* things, a multiple of 4 */
void kept_free(struct kept *k);  /* NULL is fine, here and below: then nothing is kept */

/* NULL where it is not kept, or the database changed since. */
void *kept_get(struct kept *k, struct ctx *c, struct str key);
/* The version of the database, asked before it is read for something to keep. 0: it cannot be. */
uint64_t kept_version(struct kept *k, struct ctx *c);
/* Keeps value, which lies in mem with all that it points to; mem is taken over. Not kept after all
 * where the database has changed. */
void kept_put(struct kept *k, uint64_t version, struct str key, struct arena *mem, void *value);

#endif
