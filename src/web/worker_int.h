/*
 * worker_int - a web worker from within: its loop, its decoders, the requests that wait.
 */
#ifndef KERUEN_WEB_WORKER_INT_H
#define KERUEN_WEB_WORKER_INT_H

#include "web/web_int.h"

struct web_worker {
	struct ctx c; /* the worker's own: database and store are lent to each request */
	struct http_server *server;
	struct decoders *decoders;
	struct slow *slow;        /* slow.h */
	struct library_conf conf; /* in c.mem */
	struct known *known;      /* NULL: nothing is kept */
	int signals;              /* a signalfd: told to stop */
};

/* Does the row's pattern fit the path? params[i] is set for those that stand in it. */
bool web_path_matches(const struct web_page *p, struct str path, struct str *params);
/* The reader's own address: of the connection, or as a proxy of ours tells it. */
struct str web_reader_address(const struct web_request *r);
/* Takes the row's parameters from the request and checks them. */
bool web_take_params(struct web_request *r) MUST_USE;
/* Answers, or leaves r->waiting. */
void web_answer(struct web_request *r);
void web_finish_reply(struct web_request *r);
/* The callbacks of http_options; arg is the worker. */
enum http_next web_handle(void *arg, struct http_request *q, struct http_reply *ret);
void web_done(void *arg, const struct http_done *d);
/* The reply of a request that waited: r->reply is filled, or c->err is set (ok false). */
void web_resume(struct web_request *r, bool ok);

#endif
