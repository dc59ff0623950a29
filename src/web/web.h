/*
 * web - the portal: pages, bytes of documents, and the service that answers for them.
 *
 * `keruen serve` is a small supervisor of web workers and job runners, processes all. A web worker
 * never waits: what takes long is asked of a decoder, and the request is answered when that has
 * answered. A page is two files and one line in routes.c: docs/howto/add-a-page.md.
 */
#ifndef KERUEN_WEB_H
#define KERUEN_WEB_H

#include "base/base.h"

/* Types */
struct serve_options {
	const char *listen; /* address; NULL: 127.0.0.1 */
	int port;           /* 0: 8080 */
	int workers;        /* web workers; 0: one a core, at most 2 a core */
	int runners;        /* job runners; 0: one a core; -1: none */
	/* One piece of work in a job runner, with c opened on the library: *ret_did is false when
	 * nothing waited. NULL: no runners. */
	bool (*work)(struct ctx *c, struct str owner, bool *ret_did);
	/* Told once, when the first worker answers: the address to open. May be NULL. */
	void (*started)(void *arg, const char *address);
	void *arg;
};

/* Serves c->dir until SIGTERM or SIGINT, then drains. c must hold no open database or store: each
 * process opens its own. BUSY: somebody serves this directory already. CONFLICT: the port is taken
 */
bool serve_main(struct ctx *c, const struct serve_options *o) MUST_USE;

/* The whole of `keruen password`: answers the one question that comes by the socket (slow.h). */
bool web_password_main(struct ctx *c, int socket) MUST_USE;

/* The table of routes as text, one a line: method, pattern, least role, action
 * asked, help. */
struct str web_routes_text(struct arena *mem, const char *lang);

#endif
