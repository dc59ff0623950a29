/*
 * preserve - that what was kept stays: reading everything again, and making the database again from
 * the store alone.
 */
#ifndef KERUEN_PRESERVE_H
#define KERUEN_PRESERVE_H

#include "dossier/dossier.h"

/* Types */
struct preserve_audit {
	int64_t files, bytes, ms;
	int64_t changed, vanished, appeared, broken; /* findings */
};
struct preserve_rebuilt {
	int64_t documents, titles, pages, partners, deposits;
	int64_t broken; /* objects that could not be read: each was told */
	int64_t ms;
};
/* Progress: how many documents so far. why: of an object that could not be read, else NULL. */
typedef void preserve_progress_fn(void *arg, int64_t documents, struct str object,
				  const struct err *why);

/* Reads every byte of the store again on `jobs` processes (0: one per core), tells each thing that
 * is wrong once, and notes the audit as one line of DIR/logs/audit.jsonl. */
bool preserve_audit(struct ctx *c, int jobs, store_finding_fn *each, void *arg,
		    struct preserve_audit *ret) MUST_USE;
/* Makes partners, titles, documents, pages and deliveries again from the objects of the store, and
 * asks for the index. What the database held of documents is dropped first; partners stay. An
 * object that cannot be read is told and passed over. */
bool preserve_rebuild(struct ctx *c, preserve_progress_fn *each, void *arg,
		      struct preserve_rebuilt *ret) MUST_USE;

#endif
