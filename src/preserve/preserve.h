/*
 * preserve - that what was deposited is still there, and that all else can be made from it.
 *
 * An audit reads every byte of the store again and is itself an event: one line of JSON in
 * DIR/logs/audit.jsonl. A rebuild makes the database from the store alone.
 */
#ifndef KERUEN_PRESERVE_H
#define KERUEN_PRESERVE_H

#include "store/store.h"

/* Types */
struct preserve_audit {
	int64_t begun, ended; /* when */
	int64_t files, bytes;
	int64_t changed, vanished, appeared, broken;
};
struct preserve_rebuilt {
	int64_t documents, left_out;
};
/* Told of an object that could not be registered: its id and c->err. */
typedef void preserve_left_out_fn(void *arg, struct ctx *c, struct str id);

/* Reads everything again; each finding is told as it is met. False only where the audit itself
 * could not be done: what it found is in *ret. */
bool preserve_audit(struct ctx *c, store_finding_fn *each, void *arg,
		    struct preserve_audit *ret) MUST_USE;
/* Partners, titles, documents and page tables from the store alone; index jobs are queued. An
 * object that cannot be read is told and left out, and the rest goes on. */
bool preserve_rebuild(struct ctx *c, preserve_left_out_fn *left_out, void *arg,
		      struct preserve_rebuilt *ret) MUST_USE;

#endif
