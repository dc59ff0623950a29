/*
 * wire_int - a server from within: exchanges (one request and its reply), the gate, the reply made
 * into what libmicrohttpd sends.
 */
#ifndef KERUEN_WIRE_INT_H
#define KERUEN_WIRE_INT_H

#include "text/text.h"
#include "wire/wire.h"

#include <microhttpd.h>

enum {
	WIRE_WATCHES = 32,
	WIRE_SPARE_ARENAS = 32,
	WIRE_TARGET_MAX = 8192,
	WIRE_PAIRS_MAX = 64,
	WIRE_HEADERS_MAX = 64,
	WIRE_FORM_MAX = 1 << 20, /* bytes of a form without files */
	WIRE_FIELDS_MAX = 4000,  /* fields of a form */
	WIRE_FORM_SECONDS = 120, /* until a form is here, whole */
};
enum { WIRE_REQUEST_BUDGET = 256 << 20 }; /* bytes of one request's arena */

enum exchange_state {
	EXCHANGE_NEW,
	EXCHANGE_CHECKED,
	EXCHANGE_WAITING,
	EXCHANGE_ANSWERED,
	EXCHANGE_QUEUED,
};

/* One request and its reply. Lives in its own arena, which goes back when MHD is done with it. */
struct exchange {
	struct http_request q; /* first, so that http_answer finds the rest */
	struct http_server *server;
	struct MHD_Connection *connection;
	enum exchange_state state;
	int refused; /* by the parser of the request line: the status, or 0 */
	struct http_reply reply;
	int64_t begun, bytes;
	int64_t length;  /* of the body that is said to come */
	struct str type; /* Content-Type */
	struct buf body; /* what came of it */
	int status;
	bool held_back; /* the socket waits for more before it sends */
	struct exchange *next_waiting;
};

struct watch {
	int fd; /* -1: free */
	uint32_t turn;
	http_ready_fn *fn;
	void *arg;
};

struct http_server {
	struct http_options o;
	struct MHD_Daemon *daemon;
	int epoll;
	struct watch watches[WIRE_WATCHES];
	http_ready_fn *tick;
	void *tick_arg;
	int64_t tick_us, tick_next;
	struct arena *spare[WIRE_SPARE_ARENAS];
	size_t n_spare;
	struct exchange *waiting;
	size_t active; /* requests begun and not yet done with */
	bool stopping;
};

/* The gate: fills the headers of e->q, or returns the status to refuse with (0: come in). */
int gate_check(struct exchange *e, const char *method, const char *version);
/* Decodes %XX (and + where it stands for a space). False: a broken escape, or no text. */
bool target_decode(struct arena *mem, struct str in, bool plus, struct str *ret) MUST_USE;
/* The body of a form: begun, taken piece by piece, read. Each returns a status to refuse with, or 0. */
int body_begin(struct exchange *e);
int body_take(struct exchange *e, struct str piece);
int body_end(struct exchange *e);
/* Queues e->reply, conditions and ranges applied. */
enum MHD_Result reply_queue(struct exchange *e);
/* It was sent, or will not be. */
void reply_done(struct exchange *e);

#endif
