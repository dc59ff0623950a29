/*
 * wire - HTTP/1.1 spoken strictly, in one process without threads.
 *
 * A server is one epoll loop over libmicrohttpd's own and any other sockets of its owner, so that a
 * request can wait for somebody else's answer while others are served. What reaches a handler has
 * been through the gate: one Host, no smuggled body, no control characters, a path decoded once,
 * without dot segments, in UTF-8. A form (POST) is read whole, within its limit, before it is
 * handled; its length is said beforehand, chunks are not taken. A handler never blocks: it replies, or waits and replies later.
 * Ranges, conditional requests, compression and the security headers are done here, once.
 * Nothing here logs: each finished request is told to `done`.
 */
#ifndef KERUEN_WIRE_H
#define KERUEN_WIRE_H

#include "base/base.h"

/* Types */
enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_OTHER };
struct http_pair {
	struct str name, value;
};
struct http_pairs {
	struct http_pair *at;
	size_t n;
};
struct http_target {             /* what stands in the request line */
	struct str raw;          /* as it came */
	struct str path;         /* decoded, checked: begins with "/" */
	struct http_pairs query; /* decoded; in order */
};
struct http_request {
	struct arena *mem; /* the request's own; ends with it */
	enum http_method method;
	struct http_target target;
	struct http_pairs cookies;
	struct http_pairs form; /* of a POST: its fields, decoded, in order */
	struct str host;        /* checked: a host name or address, perhaps with a port */
	struct str language;    /* Accept-Language; each empty where it was not sent */
	struct str accept, range, if_range, if_none_match, encoding, agent;
	struct str origin, fetch_site; /* Origin, Sec-Fetch-Site: from where a form was sent */
	struct str peer;               /* the client's address, as text */
	struct str forwarded;          /* X-Forwarded-For, all of it, as a proxy or anybody says */
	void *owner;                   /* the handler's own */
};
enum http_cache {
	CACHE_NOTHING,  /* private, no-store: what is not open to everybody */
	CACHE_CHECK,    /* private, no-cache: a page of ours; kept, but asked again (ETag) */
	CACHE_SHARED,   /* public, an hour: what is open to everybody */
	CACHE_FOR_EVER, /* public, immutable: its address carries its content's hash */
};
/* Streams a body whose length is known: writes up to n bytes from offset `at` on, returns how many;
 * 0 ends the connection (it could not be read). */
typedef size_t http_read_fn(void *arg, uint64_t at, char *p, size_t n);
struct http_reply {
	int status;
	const char *type;
	struct str body; /* in the request's arena or constant … */
	struct str head; /* … sent before it, so that a body need not be put together … */
	struct str gzip; /* … and body packed, where that is at hand */
	int fd;          /* or n bytes of an open file from `at` on, if fd > 0; taken over */
	int64_t fd_at, fd_n;
	http_read_fn *read; /* or a stream of fd_n bytes */
	void *read_arg;
	struct str etag; /* without quotes; empty for none */
	enum http_cache cache;
	bool ranges;     /* parts may be asked for: fd only */
	bool vary;       /* depends on Accept-Language and Cookie */
	bool any_origin; /* CORS: for everybody's scripts (IIIF) */
	struct http_pair extra[6];
	size_t n_extra;
};
enum http_next { HTTP_REPLY, HTTP_WAIT };
struct http_done { /* told once for each request, at its end */
	enum http_method method;
	struct str target, peer, agent;
	int status;
	int64_t bytes, us;
	bool whole; /* sent to its end */
};
struct http_server; /* opaque */
struct http_options {
	int listen_fd; /* http_listen; stays the caller's */
	enum http_next (*handle)(void *arg, struct http_request *q, struct http_reply *ret);
	void (*done)(void *arg, const struct http_done *d); /* may be NULL */
	void (*rest)(void *arg); /* after each turn of the loop, before it waits; may be NULL */
	void *arg;
	unsigned connections, per_peer; /* at most; 0: 1000 and 250 */
	unsigned idle_seconds;          /* 0: 30 */
};
typedef void http_ready_fn(void *arg);

/* Life */
/* A listening socket. Several on one port share its connections; port 0: any. The port must not be
 * anybody else's, which is asked when `first`. CONFLICT: it is taken. INVALID: no such address */
bool http_listen(struct ctx *c, const char *address, int port, bool first, int *ret_fd,
		 int *ret_port) MUST_USE;
bool http_open(struct ctx *c, const struct http_options *o, struct http_server **ret) MUST_USE;
void http_close(struct http_server *s); /* NULL is fine */

/* Run until http_stop, then until what is under way is answered, or `drain_ms` are over. */
bool http_run(struct ctx *c, struct http_server *s, int drain_ms) MUST_USE;
void http_stop(struct http_server *s);
/* One turn, waiting up to ms: for tests and for owners of another loop. */
bool http_turn(struct ctx *c, struct http_server *s, int ms) MUST_USE;

/* Others in the same loop: fn(arg) when fd can be read (level-triggered). */
bool http_watch(struct ctx *c, struct http_server *s, int fd, http_ready_fn *fn,
		void *arg) MUST_USE;
void http_unwatch(struct http_server *s, int fd);
/* fn(arg) every ms, about; one of these a server. */
void http_tick(struct http_server *s, int ms, http_ready_fn *fn, void *arg);

/* The answer of a request that waited (HTTP_WAIT). Once, and never from within `handle`. */
void http_answer(struct http_request *q, const struct http_reply *reply);

/* Look */
struct str http_query(const struct http_request *q, const char *name);  /* s == NULL: absent */
struct str http_cookie(const struct http_request *q, const char *name); /* likewise */
struct str http_form(const struct http_request *q, const char *name);   /* likewise */
/* The body packed as the loop would pack it, for who keeps replies; empty where it fails. */
struct str http_pack(struct arena *mem, struct str plain);
void http_reply_add(struct http_reply *r, const char *name, struct str value);

/* Parse: pure, for foreign bytes */
/* INVALID: not a target we take */
bool http_target_parse(struct ctx *c, struct str raw, struct http_target *ret) MUST_USE;
void http_cookies_parse(struct arena *mem, struct str header, struct http_pairs *ret);
/* The fields of a form as application/x-www-form-urlencoded (WHATWG URL, 5.1). INVALID, LIMIT */
bool http_form_parse(struct ctx *c, struct str body, struct http_pairs *ret) MUST_USE;
/* One range of a body of n bytes: 206 with [*ret_at, *ret_at + *ret_n), 416, or 200: send it all
 * (no range, many ranges, another unit, or not understood; RFC 9110, 14.2). */
int http_range(struct str header, int64_t n, int64_t *ret_at, int64_t *ret_n);
/* Does a list of entity tags name this one? (RFC 9110, 13.1.2: weak comparison) */
bool http_etag_listed(struct str list, struct str etag);
/* Is a coding or type of an Accept-like list wanted (q > 0)? */
bool http_accepts(struct str header, const char *token);
/* The wanted ones in order of preference, most wanted first; at most max. */
size_t http_preferences(struct str header, struct str *ret, size_t max);

#endif
