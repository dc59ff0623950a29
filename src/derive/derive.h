/*
 * derive - what is made from a document to be seen and heard: page images, a cover, playable
 * copies.
 *
 * All of it follows from the store and may be deleted at will; it lies in DIR/derived/AB/ID/, made
 * on first demand or by the job "derive". A file comes in by one rename, and two that want the same
 * make it once: the one who holds the lock on the half-made file makes it.
 */
#ifndef KERUEN_DERIVE_H
#define KERUEN_DERIVE_H

#include "catalog/catalog.h"
#include "media/media.h"
#include "queue/queue.h"
#include "store/store.h"

/* Types */
struct derive_files { /* a document's files as delivered, in page order, open */
	int *fds;
	size_t n;
	int page; /* which page of these files is the one that was asked for */
};
struct derive_names {
	struct store_file *at;
	size_t n;
};
enum derive_state {
	DERIVE_THERE, /* it is made */
	DERIVE_ASKED, /* the decoder makes it now: wait for its answer, then derive_page_done */
	DERIVE_TAKEN, /* another process makes it: look again in a moment */
};
struct derive_making; /* one file being made */

/* Where things lie: in c->mem, whether or not they are there */
char *derive_path(struct ctx *c, struct str id, const char *name); /* "play.mp4", "poster.jpg" */
char *derive_page_path(struct ctx *c, struct str id, int page);    /* "00001.tif" */
enum { DERIVE_COVER_WIDTH = 320 };                                 /* "cover.jpg" */
/* What a document's playable copy is called, and its type: of what every browser plays by itself
 * there is none, and the original serves. */
bool derive_plays_as_delivered(const struct document *d);

/* The originals. Closed when c->mem ends. ABSENT */
bool derive_names(struct ctx *c, struct str id, struct derive_names *ret) MUST_USE;
/* All of them, or only the one that holds `page` where each file is a page (page 0: all). */
bool derive_open(struct ctx *c, const struct document *d, int page,
		 struct derive_files *ret) MUST_USE;

/* A page's access image without waiting: ask, and when the decoder's socket is readable, done.
 * done: BUSY means not yet; every other end gives the making back. */
bool derive_page_ask(struct ctx *c, struct media *m, const struct document *d, int page,
		     struct derive_making **ret, enum derive_state *ret_state) MUST_USE;
bool derive_page_done(struct ctx *c, struct media *m, struct derive_making *k, int ms) MUST_USE;

/* After a failure: was it that the disc is full? Then the error says so. */
bool derive_no_room(struct ctx *c);

/* The same for jobs, which may wait */
bool derive_page(struct ctx *c, struct media *m, const struct document *d, int page) MUST_USE;
bool derive_cover(struct ctx *c, struct media *m, const struct document *d) MUST_USE;
/* Everything of a document: the playable copy and the poster, or the cover and every page's image.
 * The job kind "derive"; its key is the document's id. What is there already is left. */
bool derive_document(struct ctx *c, struct str id) MUST_USE;
bool derive_job(struct ctx *c, const struct job *job) MUST_USE;

#endif
