/*
 * slow - questions that take long, answered by a child of the worker: passwords on purpose, other
 * libraries' catalogues because they are far away.
 *
 * The child is this program with a hidden verb: `password` sees the question alone, no library;
 * `outside-ask` the list of catalogues. The request waits meanwhile, and others are served.
 */
#ifndef KERUEN_WEB_SLOW_H
#define KERUEN_WEB_SLOW_H

#include "web/worker_int.h"

typedef bool slow_fn(struct web_request *r, struct str answer);

void slow_open(struct web_worker *w);
void slow_close(struct web_worker *w);
/* Leaves the request waiting; then(r, answer) goes on with it, and may ask again. BUSY */
bool slow_ask(struct web_request *r, struct str question, slow_fn *then) MUST_USE;
/* The same of other libraries' catalogues: the answer is outside_write's; BUSY */
bool slow_ask_outside(struct web_request *r, struct str question, slow_fn *then) MUST_USE;

#endif
