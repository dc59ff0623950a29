/* A web worker: one process, one loop, its own database; it serves until it is told to stop. */
#include "web/decoders_int.h"
#include "web/known.h"
#include "web/serve_int.h"
#include "web/sign.h"
#include "web/slow.h"

#include <malloc.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { DRAIN_MS = 10000, BODY_MAX = 32 << 20, TICK_MS = 50, SLOW_TICK_MS = 5000 };
enum { KEEP_BYTES = 8 << 20 };

/* -- requests ---------------------------------------------------------------------------------- */

enum http_next web_handle(void *arg, struct http_request *q, struct http_reply *ret)
{
	struct web_worker *w = arg;
	struct web_request *r = arena_new_of(q->mem, struct web_request);
	struct ctx *c = arena_new_of(q->mem, struct ctx);
	*c = w->c;
	c->mem = q->mem;
	c->err = (struct err){ 0 };
	*r = (struct web_request){ .c = c, .http = q, .worker = w, .now = when_now() };
	r->head = q->method == HTTP_HEAD;
	q->owner = r;
	buf_init(&r->body, q->mem, BODY_MAX);
	if (c->db) /* in tests there may be none */
		db_read_begin(c);
	web_answer(r);
	db_read_end(c);
	if (r->waiting) {
		if (w->server) /* at the next turn: never from within the handler */
			http_tick(w->server, 0, worker_tick, w);
		return HTTP_WAIT;
	}
	if (c->err.kind == ERR_INTERNAL)
		log_error("request.failed", c);
	*ret = r->reply;
	return HTTP_REPLY;
}

void web_resume(struct web_request *r, bool ok)
{
	if (!ok) {
		if (r->c->err.kind == ERR_INTERNAL)
			log_error("request.failed", r->c);
		r->waiting = false;
		web_show_error(r);
	}
	web_finish_reply(r);
	http_answer(r->http, &r->reply);
}

void web_done(void *arg, const struct http_done *d)
{
	static const char *const methods[] = { "GET", "HEAD", "POST", "other" };
	const struct log_field fields[] = {
		{ "method", .text = str_of(methods[d->method]) },
		{ "target", .text = sign_target(d->target) },
		{ "status", .number = d->status },
		{ "bytes", .number = d->bytes },
		{ "us", .number = d->us },
		{ "whole", .number = d->whole },
		{ "peer", .text = d->peer },
	};
	log_gather("request", fields, COUNT_OF(fields));
}

static void rest(void *arg)
{
	log_flush();
}

/* -- the loop ---------------------------------------------------------------------------------- */

/* Asks decoders at the first turn after a request began to wait, never from within its handler. */
void worker_tick(void *arg)
{
	struct web_worker *w = arg;
	decoders_tick(w);
	http_tick(w->server, decoders_at_work(w) ? TICK_MS : SLOW_TICK_MS, worker_tick, w);
}

static void told_to_stop(void *arg)
{
	struct web_worker *w = arg;
	struct signalfd_siginfo told;
	if (read(w->signals, &told, sizeof told) == sizeof told)
		http_stop(w->server);
}

static bool open_worker(struct web_worker *w, int listen_fd, int signals)
{
	struct http_options o = { .listen_fd = listen_fd,
				  .handle = web_handle,
				  .done = web_done,
				  .rest = rest,
				  .arg = w };
	w->signals = signals;
	decoders_open(w);
	slow_open(w);
	if (!library_conf_read(&w->c, &w->conf) || !library_open(&w->c) ||
	    !http_open(&w->c, &o, &w->server))
		return false;
	http_tick(w->server, SLOW_TICK_MS, worker_tick, w);
	return http_watch(&w->c, w->server, signals, told_to_stop, w);
}

/* Requests take and give back the same few hundred kilobytes: glibc would give the top of the heap
 * back to the system each time and fault it in again at the next. */
static void keep_memory(void)
{
	mallopt(M_TRIM_THRESHOLD, KEEP_BYTES);
	mallopt(M_MMAP_THRESHOLD, KEEP_BYTES / 4);
}

int worker_main(const char *dir, int listen_fd, int signals, int ready)
{
	struct web_worker w = { .c = { .mem = arena_new(0), .dir = dir, .lang = "en" } };
	keep_memory();
	w.known = known_new();
	bool ok = open_worker(&w, listen_fd, signals);
	if (ok && write(ready, "r", 1) != 1)
		err_clear(&w.c);
	close(ready);
	ok = ok && http_run(&w.c, w.server, DRAIN_MS);
	if (!ok)
		log_error("worker.failed", &w.c);
	decoders_close(&w);
	slow_close(&w);
	http_close(w.server);
	known_free(w.known);
	library_close(&w.c);
	arena_free(w.c.mem);
	return ok ? 0 : 1;
}
