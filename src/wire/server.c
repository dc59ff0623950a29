/* The server: one epoll loop over libmicrohttpd and its owner's other sockets. */
#include "wire/wire_int.h"

#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { EVENTS = 32, HEADER_MEMORY = 16384 };
static const uint64_t MHD_MARK = UINT64_MAX;

/* -- exchanges --------------------------------------------------------------------------------- */

static struct arena *take_arena(struct http_server *s)
{
	return s->n_spare ? s->spare[--s->n_spare] : arena_new(WIRE_REQUEST_BUDGET);
}

static void give_arena(struct http_server *s, struct arena *a)
{
	if (s->n_spare == WIRE_SPARE_ARENAS) {
		arena_free(a);
		return;
	}
	arena_reset(a);
	s->spare[s->n_spare++] = a;
}

/* libmicrohttpd calls this with the request line as it came; what it returns is the exchange. */
static void *begin(void *arg, const char *uri, struct MHD_Connection *connection)
{
	struct http_server *s = arg;
	struct arena *mem = take_arena(s);
	struct exchange *e = arena_new_of(mem, struct exchange);
	*e = (struct exchange){ .q = { .mem = mem },
				.server = s,
				.connection = connection,
				.begun = when_monotonic_us() };
	struct ctx c = { .mem = mem };
	struct str raw = str_of(uri);
	s->active++;
	if (raw.n > WIRE_TARGET_MAX)
		e->refused = 414;
	else if (!http_target_parse(&c, str_copy(mem, raw), &e->q.target))
		e->refused = 400;
	if (e->refused)
		e->q.target.raw = str_copy(mem, str_upto(raw, 200));
	return e;
}

static void end(void *arg, struct MHD_Connection *connection, void **con,
		enum MHD_RequestTerminationCode code)
{
	struct http_server *s = arg;
	struct exchange *e = *con;
	*con = NULL;
	if (!e)
		return;
	reply_done(e);
	struct http_done d = {
		.method = e->q.method,
		.target = e->q.target.raw,
		.peer = e->q.peer,
		.agent = e->q.agent,
		.status = e->status,
		.bytes = e->bytes,
		.us = when_monotonic_us() - e->begun,
		.whole = code == MHD_REQUEST_TERMINATED_COMPLETED_OK,
	};
	if (s->o.done && e->status)
		s->o.done(s->o.arg, &d);
	s->active--;
	give_arena(s, e->q.mem);
}

static void refuse(struct exchange *e, int status)
{
	e->reply = (struct http_reply){ .status = status,
					.type = "text/plain; charset=utf-8",
					.body = STR("the request is not understood\n") };
}

static void wait_for_answer(struct exchange *e)
{
	e->state = EXCHANGE_WAITING;
	e->next_waiting = e->server->waiting;
	e->server->waiting = e;
	MHD_suspend_connection(e->connection);
}

/* The first call, with the headers alone: a reply queued now ends the connection, which is right
 * for what is refused and for methods whose body we do not read; others are answered at the next
 * call. */
static enum MHD_Result come_in(struct exchange *e, const char *method, const char *version)
{
	int status = gate_check(e, method, version);
	e->state = EXCHANGE_CHECKED;
	if (status)
		refuse(e, status);
	else if (e->q.method != HTTP_OTHER) /* a form's body comes with the next calls */
		return MHD_YES;
	else if (e->server->o.handle(e->server->o.arg, &e->q, &e->reply) == HTTP_WAIT)
		return MHD_NO;
	return reply_queue(e);
}

/* A piece of a form. A reply cannot be queued before its end: the rest is passed over, which its
 * length bounds. */
static enum MHD_Result take_piece(struct exchange *e, struct str piece)
{
	if (e->q.method != HTTP_POST ||
	    when_monotonic_us() - e->begun > WIRE_FORM_SECONDS * 1000000ll)
		return MHD_NO;
	if (!e->refused)
		e->refused = body_take(e, piece);
	return MHD_YES;
}

static enum MHD_Result all_here(struct exchange *e)
{
	struct http_server *s = e->server;
	if (e->q.method == HTTP_POST && !e->refused)
		e->refused = body_end(e);
	if (e->refused) {
		refuse(e, e->refused);
		return reply_queue(e);
	}
	if (s->o.handle(s->o.arg, &e->q, &e->reply) == HTTP_REPLY)
		return reply_queue(e);
	wait_for_answer(e);
	return MHD_YES;
}

static enum MHD_Result handle(void *arg, struct MHD_Connection *connection, const char *url,
			      const char *method, const char *version, const char *upload,
			      size_t *upload_n, void **con)
{
	struct exchange *e = *con;
	if (!e)
		return MHD_NO;
	if (e->state == EXCHANGE_ANSWERED)
		return reply_queue(e);
	if (e->state == EXCHANGE_NEW)
		return come_in(e, method, version);
	if (e->state != EXCHANGE_CHECKED) {
		*upload_n = 0; /* the rest of a body that was refused */
		return MHD_YES;
	}
	if (*upload_n == 0)
		return all_here(e);
	struct str piece = { upload, *upload_n };
	*upload_n = 0;
	return take_piece(e, piece);
}

void http_answer(struct http_request *q, const struct http_reply *reply)
{
	struct exchange *e = (struct exchange *)q;
	must(e->state == EXCHANGE_WAITING);
	for (struct exchange **p = &e->server->waiting; *p; p = &(*p)->next_waiting)
		if (*p == e) {
			*p = e->next_waiting;
			break;
		}
	e->reply = *reply;
	e->state = EXCHANGE_ANSWERED;
	MHD_resume_connection(e->connection);
}

/* -- life -------------------------------------------------------------------------------------- */

/* Decoding is ours (http_target_parse): libmicrohttpd leaves the bytes as they are. */
static size_t leave_escaped(void *arg, struct MHD_Connection *connection, char *s)
{
	return strlen(s);
}

static struct MHD_Daemon *start(struct http_server *s)
{
	const struct http_options *o = &s->o;
	return MHD_start_daemon(
		MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handle, s,
		MHD_OPTION_LISTEN_SOCKET, o->listen_fd, MHD_OPTION_URI_LOG_CALLBACK, begin, s,
		MHD_OPTION_NOTIFY_COMPLETED, end, s, MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped,
		NULL, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADER_MEMORY,
		MHD_OPTION_CONNECTION_LIMIT, o->connections ? o->connections : 1000u,
		MHD_OPTION_PER_IP_CONNECTION_LIMIT, o->per_peer ? o->per_peer : 250u,
		MHD_OPTION_CONNECTION_TIMEOUT, o->idle_seconds ? o->idle_seconds : 30u,
		MHD_OPTION_END);
}

static bool watch_fd(struct http_server *s, int fd, uint64_t mark)
{
	struct epoll_event ev = { .events = EPOLLIN, .data.u64 = mark };
	return epoll_ctl(s->epoll, EPOLL_CTL_ADD, fd, &ev) == 0;
}

bool http_open(struct ctx *c, const struct http_options *o, struct http_server **ret)
{
	struct http_server *s = arena_new_of(c->mem, struct http_server);
	*s = (struct http_server){ .o = *o, .epoll = epoll_create1(EPOLL_CLOEXEC) };
	for (size_t i = 0; i < WIRE_WATCHES; i++)
		s->watches[i].fd = -1;
	s->daemon = s->epoll >= 0 ? start(s) : NULL;
	const union MHD_DaemonInfo *i =
		s->daemon ? MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_EPOLL_FD) : NULL;
	if (!i || !watch_fd(s, i->epoll_fd, MHD_MARK)) {
		http_close(s);
		return fail(c, ERR_INTERNAL, "could not start the web server");
	}
	*ret = s;
	return true;
}

/* Suspended requests must be let go before the daemon stops: they are told to come again. */
static void let_go(struct http_server *s)
{
	while (s->waiting) {
		struct http_reply r = { .status = 503, .type = "text/plain; charset=utf-8" };
		http_answer(&s->waiting->q, &r);
	}
	MHD_run(s->daemon);
}

static void rest(struct http_server *s)
{
	if (s->o.rest)
		s->o.rest(s->o.arg);
}

void http_close(struct http_server *s)
{
	if (!s)
		return;
	if (s->daemon) {
		let_go(s);
		MHD_quiesce_daemon(s->daemon); /* the socket is its owner's, and stays open */
		MHD_stop_daemon(s->daemon);
		rest(s);
	}
	s->daemon = NULL;
	while (s->n_spare)
		arena_free(s->spare[--s->n_spare]);
	if (s->epoll >= 0)
		close(s->epoll);
	s->epoll = -1;
}

/* -- the loop ---------------------------------------------------------------------------------- */

static int wait_ms(struct http_server *s, int ms)
{
	MHD_UNSIGNED_LONG_LONG until;
	if (MHD_get_timeout(s->daemon, &until) == MHD_YES && (ms < 0 || until < (unsigned)ms))
		ms = (int)until;
	if (s->tick) {
		int64_t left = (s->tick_next - when_monotonic_us() + 999) / 1000;
		left = left < 0 ? 0 : left;
		if (ms < 0 || left < ms)
			ms = (int)left;
	}
	return ms;
}

static void dispatch(struct http_server *s, const struct epoll_event *ev)
{
	if (ev->data.u64 == MHD_MARK)
		return;
	struct watch *w = &s->watches[(uint32_t)ev->data.u64 % WIRE_WATCHES];
	if (w->fd >= 0 && w->turn == ev->data.u64 >> 32)
		w->fn(w->arg);
}

bool http_turn(struct ctx *c, struct http_server *s, int ms)
{
	struct epoll_event events[EVENTS];
	int n = epoll_wait(s->epoll, events, EVENTS, wait_ms(s, ms));
	if (n < 0 && errno != EINTR)
		return fail_errno(c, "could not wait for requests: {0}", "epoll");
	for (int i = 0; i < n; i++)
		dispatch(s, &events[i]);
	if (s->tick && when_monotonic_us() >= s->tick_next) {
		s->tick_next = when_monotonic_us() + s->tick_us;
		s->tick(s->tick_arg);
	}
	if (MHD_run(s->daemon) != MHD_YES)
		return fail(c, ERR_INTERNAL, "the web server gave up");
	rest(s);
	return true;
}

bool http_run(struct ctx *c, struct http_server *s, int drain_ms)
{
	while (!s->stopping)
		if (!http_turn(c, s, -1))
			return false;
	MHD_quiesce_daemon(s->daemon);
	int64_t until = when_monotonic_us() + (int64_t)drain_ms * 1000;
	while (s->active && when_monotonic_us() < until)
		if (!http_turn(c, s, 50))
			return false;
	return true;
}

void http_stop(struct http_server *s)
{
	s->stopping = true;
}

bool http_watch(struct ctx *c, struct http_server *s, int fd, http_ready_fn *fn, void *arg)
{
	static uint32_t turn;
	for (uint32_t i = 0; i < WIRE_WATCHES; i++) {
		struct watch *w = &s->watches[i];
		if (w->fd >= 0)
			continue;
		*w = (struct watch){ fd, ++turn & 0x7FFFFFFF, fn, arg };
		if (watch_fd(s, fd, (uint64_t)w->turn << 32 | i))
			return true;
		w->fd = -1;
		return fail_errno(c, "could not wait for a socket: {0}", "epoll");
	}
	return fail(c, ERR_LIMIT, "too many sockets are watched");
}

void http_unwatch(struct http_server *s, int fd)
{
	for (size_t i = 0; i < WIRE_WATCHES; i++)
		if (s->watches[i].fd == fd) {
			epoll_ctl(s->epoll, EPOLL_CTL_DEL, fd, NULL);
			s->watches[i].fd = -1;
		}
}

void http_tick(struct http_server *s, int ms, http_ready_fn *fn, void *arg)
{
	s->tick = fn;
	s->tick_arg = arg;
	s->tick_us = (int64_t)ms * 1000;
	s->tick_next = when_monotonic_us() + s->tick_us;
}
