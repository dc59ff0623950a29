/*
 * dossier - what an object of the store says of itself, so that it explains itself without Keruen.
 *
 * Beside the files as delivered (original/…) an object holds document.json, the record (as JSON, as
 * Dublin Core and raw as it came), rights/rights.json, events/events.jsonl (PREMIS event types) and
 * README.txt. Everything in the database about a document follows from them: a deposit, the
 * recovery after a crash and `keruen rebuild` register a document by the same call.
 *
 *	original/NAME …        the files as delivered
 *	document.json          what it is: kind, files in order with sizes and digests, pages, damage
 *	record/record.json     the record; record.dc.xml: the same as Dublin Core
 *	record/source.EXT      the record as it came, where one came
 *	rights/rights.json     who deposited it and what may be done with it
 *	events/events.jsonl    what happened to it, one event a line
 *	text/words.tsv         its words, once recognised (see format)
 *	README.txt             all this in plain words
 */
#ifndef KERUEN_DOSSIER_H
#define KERUEN_DOSSIER_H

#include "cluster/cluster.h"
#include "deposit/deposit.h"
#include "format/format.h"
#include "media/media.h"
#include "queue/queue.h"
#include "store/store.h"
#include "words/words.h"

/* Types */
struct dossier_file {
	struct str logical; /* "original/page-001.tif" */
	struct str digest;
	int64_t size;
};
struct dossier {
	struct document document;    /* its partner's number is set by dossier_register */
	struct document_pages pages; /* with where their words stand, when read with them */
	struct title title;          /* as made from the record */
	struct record record;
	struct partner partner; /* by its code */
	struct str digest;      /* of the document as a whole */
	struct str pronom;
	struct dossier_file *files; /* in the order of the document */
	size_t n_files;
	struct deposit deposit; /* the delivery: number, source, begun */
	int width, height;      /* of film */
};
struct dossier_words { /* a document whose words are being read */
	struct str id;
	struct document_pages pages;
	int fd; /* of its words file; -1: there is none. Closed with the arena. */
};

/* The whole document's digest: that of its only file, or of the lines "digest size name" of its
 * files in order. The document's id is made from it. */
struct str dossier_digest(struct arena *mem, const struct dossier_file *files, size_t n);
/* The title that a record (or, with none, the document itself) stands for; the id of one with a
 * record comes from the partner's code and the record's bytes, so that it is the same each time. */
void dossier_title(struct arena *mem, struct dossier *x, bool needs_cataloguer);
const char *dossier_software(void); /* "keruen 0.1.0" */

/* Writes everything but the original files into a draft. */
bool dossier_put(struct ctx *c, struct store_draft *d, const struct dossier *x) MUST_USE;
/* Reads it back; words: with the page table that text/words.tsv gives. ABSENT, INVALID */
bool dossier_get(struct ctx *c, struct str id, bool words, struct dossier *ret) MUST_USE;
/* Its words, a page at a time: n == 0 where there are none. The text of a page is shown only to
 * whom access_decide lets read it; that is the caller's to ask. */
bool dossier_words_open(struct ctx *c, struct str id, struct dossier_words *ret) MUST_USE;
bool dossier_words_of_page(struct ctx *c, const struct dossier_words *w, int page,
			   struct page_words *ret) MUST_USE;
/* Into the database, in the caller's transaction: partner where it is new, title, document, and
 * the jobs that follow. *ret_added: false where the document was there already. */
bool dossier_register(struct ctx *c, struct dossier *x, bool *ret_added) MUST_USE;

#endif
