/*
 * preserve - that what was kept stays: reading everything again, and making the database again from
 * the store alone.
 */
#ifndef KERUEN_PRESERVE_H
#define KERUEN_PRESERVE_H

#include "dossier/dossier.h"

/* Types */
struct preserve_audit {
	int64_t begun, ended; /* when */
	int64_t files, bytes, ms;
	int64_t changed, vanished, appeared, broken; /* findings */
};
struct preserve_rebuilt {
	int64_t documents, left_out, pages, deposits;
};
/* Told of an object that could not be read: its id (or nothing, where even that could not) and
 * c->err. */
typedef void preserve_left_out_fn(void *arg, struct ctx *c, struct str id);

/* Asked of an object that is no document: true where it is something else that is known. */
typedef bool preserve_other_fn(void *arg, struct ctx *c, struct str id);

/* Reads every byte of the store again, one process a core, tells each thing that is wrong once, and
 * notes the audit as one line of DIR/logs/audit.jsonl. False only where it could not be done. */
bool preserve_audit(struct ctx *c, store_finding_fn *each, void *arg,
		    struct preserve_audit *ret) MUST_USE;
/* Makes partners, titles, documents, pages and deliveries again from the objects of the store, and
 * asks for the index. What the database held of documents is dropped first; partners stay. An
 * object that cannot be read is told and left out; `other` (may be NULL) is asked before. */
bool preserve_rebuild(struct ctx *c, preserve_left_out_fn *left_out, preserve_other_fn *other,
		      void *arg, struct preserve_rebuilt *ret) MUST_USE;

#endif
