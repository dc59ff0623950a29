/*
 * ingest - what a partner hands over becomes documents of the library.
 *
 * Finds the documents under the paths that are named, matches records to them, and for each: copies
 * its files into a draft while digesting them, recognises what is there already, has a decoder look
 * whether it can be read, and then keeps it for good (store) and makes it known (catalog), or
 * refuses it in one sentence and sets its bytes aside. One document's failure is never another's.
 *
 * Killed at any moment, each document is wholly in or wholly not; the same deposit again finishes
 * the work. Documents are prepared by several processes; this one alone writes to the database.
 */
#ifndef KERUEN_INGEST_H
#define KERUEN_INGEST_H

#include "dossier/dossier.h"

/* Types */
struct ingest_options {
	struct str partner;        /* its code */
	struct access_terms terms; /* of every document */
	struct str records;        /* a file of records, on the host; empty for none */
	struct str title; /* for a document without a record; only where there is one document */
	int jobs;         /* processes; 0: one per core */
};
struct ingest_report {   /* one document */
	struct str path; /* as found: within what was named */
	enum deposit_result result;
	struct str document; /* id; empty where refused */
	struct str title;    /* its name */
	bool needs_cataloguer;
	struct err why;        /* of a refusal */
	struct str damage;     /* message id: taken though damaged; empty where whole */
	struct str quarantine; /* where the refused bytes lie */
	int64_t bytes, pages, ms;
	size_t done, of; /* how far the delivery is */
};
struct ingest_sum {
	int64_t deposit; /* its number */
	int64_t taken, known, refused, bytes, pages, ms;
	int64_t passed_over;    /* hidden files, links, what systems leave behind */
	int64_t without_record; /* documents, of those taken now */
	struct str *unmatched;  /* records that fit no document: their file or title */
	size_t n_unmatched;
	struct str complaints; /* a line for each record that was mended or left out */
};
/* Called in the process that deposits, after the document's transaction. */
typedef void ingest_report_fn(void *arg, const struct ingest_report *r);

/* Deposits what lies under the paths (files and folders on the host). Refusals are reported, not
 * errors; false only where the whole cannot go on: ABSENT (a path, the partner), INVALID (the file
 * of records, a title for many), LIMIT (the disc is full). What is in by then stays in. */
bool ingest_deposit(struct ctx *c, const struct str *paths, size_t n,
		    const struct ingest_options *o, ingest_report_fn *each, void *arg,
		    struct ingest_sum *ret) MUST_USE;
/* After a crash: drops drafts, mends objects, and makes known what is in the store but not in the
 * database. Cheap: it looks only at what was on its way. *ret_mended: how many. */
bool ingest_recover(struct ctx *c, size_t *ret_mended) MUST_USE;

#endif
