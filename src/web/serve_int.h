/*
 * serve_int - the supervisor's children: what each kind runs, and how it is told to stop.
 *
 * SIGTERM and SIGINT are blocked in all of them and read from `signals` (a signalfd), so that a
 * stop never comes in the middle of anything.
 */
#ifndef KERUEN_WEB_SERVE_INT_H
#define KERUEN_WEB_SERVE_INT_H

#include "web/web.h"

/* A web worker on its listening socket; writes one byte to `ready` once it answers. */
int worker_main(const char *dir, int listen_fd, int signals, int ready);
/* A job runner. */
int runner_main(const char *dir, const struct serve_options *o, int signals);
void worker_tick(void *arg);

#endif
