/*
 * import - a partner's file of records into the catalogue: kept, read, matched.
 *
 * The file becomes an object of the store first; then its records are taken in order, some hundreds
 * a transaction, so that one that was interrupted goes on where it stood. The same file again
 * changes nothing.
 */
#ifndef KERUEN_IMPORT_H
#define KERUEN_IMPORT_H

#include "cluster/cluster.h"

struct import_options {
	struct record_options read;
	struct partner partner;
	/* told now and then; may be NULL */
	void (*progress)(void *arg, const struct source_file *f, int64_t at);
	/* a record mended or set aside; may be NULL */
	void (*told)(void *arg, const struct record_item *i);
	void *arg;
};
/* *ret: what became of it; its counts are of this run. ABSENT, INVALID (no format we know) */
bool import_file(struct ctx *c, const char *path, const struct import_options *o,
		 struct source_file *ret) MUST_USE;
/* Again from an object of the store, for `keruen rebuild`: what the database knows of it already
 * stays. begun: when it came, for taking the oldest first; ABSENT: the object is no file of records.
 */
bool import_again(struct ctx *c, struct str object) MUST_USE;
bool import_again_begun(struct ctx *c, struct str object, int64_t *ret) MUST_USE;

#endif
