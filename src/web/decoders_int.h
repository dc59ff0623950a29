/*
 * decoders_int - asking a decoder from within a request: tasks.
 *
 * A task is asked when a decoder is free, taken when it has answered, and then its request goes on.
 * The three are kinds of work (tasks.c); a handler uses the functions below.
 */
#ifndef KERUEN_WEB_DECODERS_INT_H
#define KERUEN_WEB_DECODERS_INT_H

#include "derive/derive.h"
#include "media/media.h"
#include "web/web_int.h"
#include "web/worker_int.h"

enum task_begun {
	TASK_ASKED,  /* the decoder works */
	TASK_DONE,   /* nothing was left to do */
	TASK_LATER,  /* another process does it: look again */
	TASK_FAILED, /* c->err says why */
};
struct task {
	struct web_request *r;
	enum task_begun (*ask)(struct task *t, struct media *m);
	bool (*take)(struct task *t, struct media *m); /* BUSY: not yet */
	bool (*then)(struct web_request *r, struct task *t);
	struct task *next;
	int page, last; /* of r->doc */
	struct media_region region;
	int in, out; /* open files; out is a fresh one in memory */
	struct derive_making *making;
	bool (*go_on)(struct web_request *r);
};

/* Within a worker */
void decoders_open(struct web_worker *w);
void decoders_close(struct web_worker *w);
void decoders_tick(struct web_worker *w);
bool decoders_at_work(const struct web_worker *w);                   /* the tick is needed */
bool decoders_queue(struct web_request *r, struct task *t) MUST_USE; /* BUSY */

/* For handlers: each leaves the request waiting, or goes on at once. */
/* With the access image of r->doc's page made: go_on(r). */
bool web_with_page(struct web_request *r, int page, bool (*go_on)(struct web_request *r)) MUST_USE;
/* Replies with a region of an open access image (taken over). */
bool web_show_region(struct web_request *r, int image_fd,
		     const struct media_region *region) MUST_USE;
/* Replies with a PDF of pages first..last of r->doc. */
bool web_show_excerpt(struct web_request *r, int first, int last) MUST_USE;

#endif
