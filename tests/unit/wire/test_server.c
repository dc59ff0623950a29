/* The server through raw sockets on 127.0.0.1, client and server in this one process; every
 * exchange is bounded in time. */
#include "unit.h"
#include "wire/wire.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

int wire_server_tests(void);

#define WRONG(...)                                                                                 \
	do {                                                                                       \
		print_error(__VA_ARGS__);                                                          \
		_fail(__FILE__, __LINE__);                                                         \
	} while (0)

enum { PATIENCE_US = 3000000 };

struct served {
	struct ctx *c;
	struct http_server *s;
	int fd, port;
	struct http_request *waiting;
	struct http_done last;
	int n_done, n_rested; /* n_rested: of those done, how many had been when it last rested */
};

static int file_of_100(void)
{
	int fd = memfd_create("hundred", 0);
	for (int i = 0; i < 100; i++)
		assert_int_equal(write(fd, &"0123456789"[i % 10], 1), 1);
	return fd;
}

static enum http_next handle(void *arg, struct http_request *q, struct http_reply *r)
{
	struct served *t = arg;
	*r = (struct http_reply){ .status = 200, .type = "text/plain", .body = STR("hello") };
	if (str_is(q->target.path, "/file")) {
		r->body = STR_NONE;
		r->fd = file_of_100();
		r->fd_n = 100;
		r->ranges = true;
		r->etag = STR("v1");
		r->cache = CACHE_SHARED;
	} else if (str_is(q->target.path, "/long")) {
		char *s = arena_take(q->mem, 5000);
		memset(s, 'k', 5000);
		r->body = (struct str){ s, 5000 };
		r->etag = STR("page");
	} else if (str_is(q->target.path, "/two")) {
		r->head = STR("headed ");
		r->type = "image/jpeg";
	} else if (str_is(q->target.path, "/wait")) {
		t->waiting = q;
		return HTTP_WAIT;
	} else if (q->method == HTTP_POST) {
		r->body = str_print(q->mem, "%zu fields, a=%.*s, from %.*s", q->form.n,
				    STR_ARGS(http_form(q, "a")), STR_ARGS(q->origin));
		if (str_is(q->target.path, "/slow")) {
			t->waiting = q;
			return HTTP_WAIT;
		}
	} else if (q->method == HTTP_OTHER) {
		r->status = 405;
	}
	return HTTP_REPLY;
}

static void done(void *arg, const struct http_done *d)
{
	struct served *t = arg;
	t->last = *d;
	t->n_done++;
}

static void rest(void *arg)
{
	struct served *t = arg;
	t->n_rested = t->n_done;
}

static void begin(struct served *t)
{
	*t = (struct served){ .c = unit_begin() };
	unit_ok(t->c, http_listen(t->c, "127.0.0.1", 0, true, &t->fd, &t->port));
	struct http_options o = {
		.listen_fd = t->fd, .handle = handle, .done = done, .rest = rest, .arg = t
	};
	unit_ok(t->c, http_open(t->c, &o, &t->s));
}

static void finish(struct served *t)
{
	http_close(t->s);
	close(t->fd);
	unit_end(t->c);
}

static int dial(struct served *t)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
				 .sin_port = htons((uint16_t)t->port),
				 .sin_addr = { htonl(INADDR_LOOPBACK) } };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&a, sizeof a), 0);
	return fd;
}

/* Serves until the other side closed or `until` was seen in what came; returns all that came. */
static struct str hear(struct served *t, int fd, const char *until)
{
	struct buf in;
	buf_init(&in, t->c->mem, 0);
	int64_t end = when_monotonic_us() + PATIENCE_US;
	while (when_monotonic_us() < end) {
		unit_ok(t->c, http_turn(t->c, t->s, 5));
		char *to = buf_room(&in, 4096);
		ssize_t n = recv(fd, to, 4096, MSG_DONTWAIT);
		if (n > 0)
			buf_wrote(&in, (size_t)n);
		if (n == 0 || (until && in.n && strstr(in.s, until)))
			break;
	}
	return buf_str(&in);
}

static struct str ask(struct served *t, const char *request)
{
	int fd = dial(t);
	assert_true(file_write_all(fd, request, strlen(request)));
	struct str got = hear(t, fd, NULL);
	close(fd);
	return got;
}

static size_t count(struct str s, const char *what)
{
	size_t n = 0;
	for (size_t at; (at = str_find(s, str_of(what))) < s.n; n++)
		s = str_from(s, at + 1);
	return n;
}

#define CLOSE "Connection: close\r\n\r\n"

static void test_gate__refuses_once_and_closes(void **state)
{
	static const char *const rows[] = {
		"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: "
		"chunked\r\n\r\n0\r\n\r\n"
		"GET /x HTTP/1.1\r\nHost: a\r\n\r\n",
		"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: "
		"chunked\r\n\r\n0\r\n\r\n"
		"GET /x HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 30\r\n\r\n"
		"GET /x HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\nGET /x "
		"HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
		"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
		"GET / HTTP/1.1\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: \r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nX: a\001b\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nX y: 1\r\n\r\n",
		"GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /../x HTTP/1.1\r\nHost: a\r\n\r\n",
	};
	struct served t;
	begin(&t);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct str got = ask(&t, rows[i]);
		if (!str_starts(got, "HTTP/1.1 400") || count(got, "HTTP/1.") != 1)
			WRONG("row %zu: %s", i, got.s ? got.s : "(nothing)");
	}
	finish(&t);
}

static void test_get__answers_with_the_security_headers(void **state)
{
	struct served t;
	begin(&t);
	struct str got = ask(&t, "GET / HTTP/1.1\r\nHost: a\r\n" CLOSE);
	assert_true(str_starts(got, "HTTP/1.1 200"));
	assert_true(str_ends(got, "\r\n\r\nhello"));
	assert_int_equal(count(got, "default-src 'none'"), 1);
	assert_int_equal(count(got, "frame-ancestors 'self'"), 1);
	assert_int_equal(count(got, "nosniff"), 1);
	assert_int_equal(count(got, "Referrer-Policy: same-origin"), 1);
	assert_int_equal(count(got, "Cache-Control: private, no-store"), 1);
	assert_int_equal(t.n_done, 1);
	assert_int_equal(t.last.status, 200);
	assert_int_equal(t.last.bytes, 5);
	finish(&t);
}

static void test_head__sends_the_length_and_no_body(void **state)
{
	struct served t;
	begin(&t);
	struct str got = ask(&t, "HEAD / HTTP/1.1\r\nHost: a\r\n" CLOSE);
	assert_int_equal(count(got, "Content-Length: 5"), 1);
	assert_true(str_ends(got, "\r\n\r\n"));
	finish(&t);
}

#define FORM "Host: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"

static void test_put__is_not_allowed_and_its_body_is_no_request(void **state)
{
	struct served t;
	begin(&t);
	struct str got = ask(&t, "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 31\r\n\r\n"
				 "GET /long HTTP/1.1\r\nHost: a\r\n\r\n");
	assert_true(str_starts(got, "HTTP/1.1 405"));
	assert_int_equal(count(got, "HTTP/1.1"), 1);
	finish(&t);
}

static void test_post__brings_its_form(void **state)
{
	struct served t;
	begin(&t);
	struct str got = ask(&t, "POST / HTTP/1.1\r\n" FORM "Origin: https://b\r\n"
				 "Content-Length: 9\r\n\r\na=1+2&b=3"
				 "GET /x HTTP/1.1\r\nHost: a\r\n" CLOSE);
	assert_true(str_starts(got, "HTTP/1.1 200"));
	assert_int_equal(count(got, "2 fields, a=1 2, from https://b"), 1);
	assert_int_equal(count(got, "HTTP/1.1 200"), 2); /* and the next request is one */
	got = ask(&t, "POST / HTTP/1.1\r\nHost: a\r\n" CLOSE);
	assert_int_equal(count(got, "0 fields"), 1);
	finish(&t);
}

static void test_post__comes_in_pieces(void **state)
{
	struct served t;
	begin(&t);
	int fd = dial(&t);
	static const char *const pieces[] = { "POST / HTTP/1.1\r\n" FORM "Connection: close\r\n"
					      "Content-Length: 8\r\n\r\na",
					      "=%D2", "%9B" };
	for (size_t i = 0; i < COUNT_OF(pieces); i++) {
		assert_int_equal(t.n_done, 0);
		assert_true(file_write_all(fd, pieces[i], strlen(pieces[i])));
		for (int k = 0; k < 5; k++)
			unit_ok(t.c, http_turn(t.c, t.s, 2));
	}
	struct str small = hear(&t, fd, NULL);
	assert_int_equal(count(small, "1 fields, a=қ"), 1);
	close(fd);
	finish(&t);
	begin(&t);
	char *long_form = arena_take(t.c->mem, 400000);
	size_t n = (size_t)snprintf(long_form, 400000,
				    "POST / HTTP/1.1\r\n" FORM
				    "Connection: close\r\nContent-Length: 300002\r\n\r\na=");
	memset(long_form + n, 'k', 300000);
	struct str got = ask(&t, long_form);
	assert_int_equal(count(got, "1 fields, a=kkk"), 1);
	assert_int_equal(count(got, "kkkk, from"), 1);
	assert_true(got.n > 300000);
	finish(&t);
}

static void test_post__that_is_no_form_we_take_is_refused(void **state)
{
	static const struct {
		const char *status, *request;
	} rows[] = {
		{ "411", "POST / HTTP/1.1\r\n" FORM "Transfer-Encoding: chunked\r\n\r\n"
			 "3\r\na=b\r\n0\r\n\r\nGET /x HTTP/1.1\r\nHost: a\r\n\r\n" },
		{ "413", "POST / HTTP/1.1\r\n" FORM "Content-Length: 1048577\r\n\r\na=b" },
		{ "413", "POST / HTTP/1.1\r\n" FORM "Content-Length: 9223372036854775807\r\n\r\n" },
		{ "415", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na=b" },
		{ "415", "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"
			 "Content-Length: 3\r\n\r\na=b" },
		{ "400", "POST / HTTP/1.1\r\n" FORM "Content-Length: 4\r\n\r\na=%z" },
		{ "400",
		  "POST / HTTP/1.1\r\n" FORM "Content-Length: 3\r\nContent-Length: 4\r\n\r\na=b" },
	};
	struct served t;
	begin(&t);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct str got = ask(&t, rows[i].request);
		if (got.n < 12 || memcmp(got.s + 9, rows[i].status, 3) != 0 ||
		    count(got, "HTTP/1.") != 1)
			WRONG("row %zu: %s", i, got.s ? got.s : "(nothing)");
	}
	finish(&t);
}

static void test_post__may_wait_for_its_answer(void **state)
{
	struct served t;
	begin(&t);
	int fd = dial(&t);
	static const char request[] = "POST /slow HTTP/1.1\r\n" FORM "Connection: close\r\n"
				      "Content-Length: 3\r\n\r\na=b";
	assert_true(file_write_all(fd, request, sizeof request - 1));
	for (int i = 0; i < 100 && !t.waiting; i++)
		unit_ok(t.c, http_turn(t.c, t.s, 5));
	assert_non_null(t.waiting);
	struct http_reply later = { .status = 303, .type = "text/plain", .body = STR("later") };
	http_answer(t.waiting, &later);
	struct str got = hear(&t, fd, NULL);
	close(fd);
	assert_true(str_starts(got, "HTTP/1.1 303"));
	assert_true(str_ends(got, "later"));
	finish(&t);
}

static void test_keep_alive__pipelined_requests_are_answered_in_order(void **state)
{
	struct served t;
	begin(&t);
	struct str got = ask(&t, "GET /file HTTP/1.1\r\nHost: a\r\nRange: bytes=0-4\r\n\r\n"
				 "GET / HTTP/1.1\r\nHost: a\r\n" CLOSE);
	assert_int_equal(count(got, "HTTP/1.1 "), 2);
	assert_true(str_find(got, STR("01234")) < str_find(got, STR("hello")));
	finish(&t);
}

static void test_range__of_a_file(void **state)
{
	struct served t;
	begin(&t);
	struct str got = ask(&t, "GET /file HTTP/1.1\r\nHost: a\r\nRange: bytes=95-\r\n" CLOSE);
	assert_true(str_starts(got, "HTTP/1.1 206"));
	assert_int_equal(count(got, "Content-Range: bytes 95-99/100"), 1);
	assert_true(str_ends(got, "\r\n\r\n56789"));
	got = ask(&t, "GET /file HTTP/1.1\r\nHost: a\r\nRange: bytes=100-\r\n" CLOSE);
	assert_true(str_starts(got, "HTTP/1.1 416"));
	assert_int_equal(count(got, "Content-Range: bytes */100"), 1);
	got = ask(&t, "GET /file HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1,3-4\r\n" CLOSE);
	assert_true(str_starts(got, "HTTP/1.1 200"));
	got = ask(
		&t,
		"GET /file HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\nIf-Range: \"v1\"\r\n" CLOSE);
	assert_true(str_starts(got, "HTTP/1.1 206"));
	got = ask(
		&t,
		"GET /file HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\nIf-Range: \"v0\"\r\n" CLOSE);
	assert_true(str_starts(got, "HTTP/1.1 200"));
	got = ask(&t, "GET /file HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\nIf-Range: "
		      "W/\"v1\"\r\n" CLOSE);
	assert_true(str_starts(got, "HTTP/1.1 200"));
	finish(&t);
}

static void test_conditional__sends_nothing_again(void **state)
{
	struct served t;
	begin(&t);
	struct str got = ask(&t,
			     "GET /file HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"v1\"\r\n" CLOSE);
	assert_true(str_starts(got, "HTTP/1.1 304"));
	assert_true(str_ends(got, "\r\n\r\n"));
	got = ask(&t, "GET /file HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"v2\"\r\n" CLOSE);
	assert_true(str_starts(got, "HTTP/1.1 200"));
	finish(&t);
}

static void test_text__is_packed_where_that_is_accepted(void **state)
{
	struct served t;
	begin(&t);
	struct str got = ask(&t,
			     "GET /long HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n" CLOSE);
	assert_int_equal(count(got, "Content-Encoding: gzip"), 1);
	assert_int_equal(count(got, "ETag: \"page-gz\""), 1);
	assert_true(got.n < 1500);
	size_t at = str_find(got, STR("\r\n\r\n")) + 4;
	char out[6000];
	z_stream z = { .next_in = (unsigned char *)(uintptr_t)(got.s + at),
		       .avail_in = (uInt)(got.n - at),
		       .next_out = (unsigned char *)out,
		       .avail_out = sizeof out };
	assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	assert_int_equal(z.total_out, 5000);
	inflateEnd(&z);
	got = ask(&t, "GET /long HTTP/1.1\r\nHost: a\r\n" CLOSE);
	assert_int_equal(count(got, "Content-Encoding"), 0);
	assert_true(got.n > 5000);
	finish(&t);
}

static void test_waiting__others_are_served_meanwhile(void **state)
{
	struct served t;
	begin(&t);
	int fd = dial(&t);
	const char *request = "GET /wait HTTP/1.1\r\nHost: a\r\n" CLOSE;
	assert_true(file_write_all(fd, request, strlen(request)));
	while (!t.waiting)
		unit_ok(t.c, http_turn(t.c, t.s, 5));
	assert_true(str_starts(ask(&t, "GET / HTTP/1.1\r\nHost: a\r\n" CLOSE), "HTTP/1.1 200"));
	struct http_reply r = { .status = 200, .type = "text/plain", .body = STR("late") };
	http_answer(t.waiting, &r);
	assert_true(str_ends(hear(&t, fd, NULL), "\r\n\r\nlate"));
	close(fd);
	finish(&t);
}

static void test_waiting__a_client_may_be_gone(void **state)
{
	struct served t;
	begin(&t);
	int fd = dial(&t);
	const char *request = "GET /wait HTTP/1.1\r\nHost: a\r\n\r\n";
	assert_true(file_write_all(fd, request, strlen(request)));
	while (!t.waiting)
		unit_ok(t.c, http_turn(t.c, t.s, 5));
	struct linger now = { 1, 0 };
	setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
	close(fd);
	for (int i = 0; i < 5; i++)
		unit_ok(t.c, http_turn(t.c, t.s, 5));
	struct http_reply r = { .status = 200, .type = "text/plain", .body = STR("late") };
	http_answer(t.waiting, &r);
	for (int i = 0; i < 5; i++)
		unit_ok(t.c, http_turn(t.c, t.s, 5));
	assert_true(str_starts(ask(&t, "GET / HTTP/1.1\r\nHost: a\r\n" CLOSE), "HTTP/1.1 200"));
	finish(&t);
}

static void test_stop__finishes_what_waits_and_closes(void **state)
{
	struct served t;
	begin(&t);
	int fd = dial(&t);
	const char *request = "GET /wait HTTP/1.1\r\nHost: a\r\n\r\n";
	assert_true(file_write_all(fd, request, strlen(request)));
	while (!t.waiting)
		unit_ok(t.c, http_turn(t.c, t.s, 5));
	http_stop(t.s);
	unit_ok(t.c, http_run(t.c, t.s, 50)); /* nobody answers: ends by its time */
	finish(&t);                           /* lets the request go */
	close(fd);
}

static void test_port__is_not_shared_with_strangers(void **state)
{
	struct served t;
	begin(&t);
	int fd, port;
	assert_false(http_listen(t.c, "127.0.0.1", t.port, true, &fd, &port));
	assert_int_equal(t.c->err.kind, ERR_CONFLICT);
	unit_ok(t.c, http_listen(t.c, "127.0.0.1", t.port, false, &fd, &port));
	assert_int_equal(port, t.port);
	close(fd);
	assert_false(http_listen(t.c, "not an address", 0, true, &fd, &port));
	assert_int_equal(t.c->err.kind, ERR_INVALID);
	finish(&t);
}

static void test_body__may_lie_in_two_places(void **state)
{
	struct served t;
	begin(&t);
	struct str got = ask(&t, "GET /two HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n" CLOSE);
	assert_true(str_ends(got, "\r\n\r\nheaded hello"));
	assert_int_equal(count(got, "Content-Length: 12\r\n"), 1);
	assert_int_equal(t.last.bytes, 12);
	assert_int_equal(t.n_done, 1);
	got = ask(&t, "HEAD /two HTTP/1.1\r\nHost: a\r\n" CLOSE);
	assert_int_equal(count(got, "Content-Length: 12\r\n"), 1);
	assert_int_equal(count(got, "headed"), 0);
	finish(&t);
}

/* Whoever gathers something of what is done (lines of a log) hears of a rest before the loop waits,
 * and after the last. */
static void test_rest__comes_after_all_that_was_done(void **state)
{
	struct served t;
	begin(&t);
	for (int i = 1; i <= 3; i++) {
		ask(&t, "GET / HTTP/1.1\r\nHost: a\r\n" CLOSE);
		assert_int_equal(t.n_done, i);
		assert_int_equal(t.n_rested, i);
	}
	int fd = dial(&t);
	assert_true(file_write_all(fd, "GET /wait HTTP/1.1\r\nHost: a\r\n\r\n", 32));
	for (int i = 0; i < 100 && !t.waiting; i++)
		unit_ok(t.c, http_turn(t.c, t.s, 5));
	assert_non_null(t.waiting);
	http_close(t.s);
	t.s = NULL;
	assert_int_equal(t.n_done, 4);
	assert_int_equal(t.n_rested, 4);
	close(fd);
	finish(&t);
}

int wire_server_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gate__refuses_once_and_closes),
		cmocka_unit_test(test_get__answers_with_the_security_headers),
		cmocka_unit_test(test_head__sends_the_length_and_no_body),
		cmocka_unit_test(test_put__is_not_allowed_and_its_body_is_no_request),
		cmocka_unit_test(test_post__brings_its_form),
		cmocka_unit_test(test_post__comes_in_pieces),
		cmocka_unit_test(test_post__that_is_no_form_we_take_is_refused),
		cmocka_unit_test(test_post__may_wait_for_its_answer),
		cmocka_unit_test(test_keep_alive__pipelined_requests_are_answered_in_order),
		cmocka_unit_test(test_range__of_a_file),
		cmocka_unit_test(test_conditional__sends_nothing_again),
		cmocka_unit_test(test_text__is_packed_where_that_is_accepted),
		cmocka_unit_test(test_waiting__others_are_served_meanwhile),
		cmocka_unit_test(test_waiting__a_client_may_be_gone),
		cmocka_unit_test(test_stop__finishes_what_waits_and_closes),
		cmocka_unit_test(test_body__may_lie_in_two_places),
		cmocka_unit_test(test_rest__comes_after_all_that_was_done),
		cmocka_unit_test(test_port__is_not_shared_with_strangers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
