/*
 * The asking side: starts a decoder when there is something to ask, sends the question with its
 * files, waits within the question's own time, and lets go of a decoder that is old, slow or dead.
 */
#include "media/protocol_int.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	DOCUMENTS = 50,      /* a decoder is replaced after so many */
	RESIDENT_MAX = 1200, /* MiB, likewise */
	STALL_SECONDS = 5,   /* a decoder that takes or sends no byte for so long is broken */
	BYTES_A_PAGE = 4000, /* hardly a page is smaller; bounds the time for facts */
	FACTS_MS_A_PAGE = 10,
};

struct media {
	pid_t pid; /* 0: not running */
	int socket;
	uint32_t number;    /* of the last question */
	enum op waiting;    /* of the question without an answer yet; 0: none */
	int64_t until;      /* its deadline, when_monotonic_us */
	uint64_t asked_key; /* its document */
	uint64_t held_key;  /* the document the decoder holds open; 0: none */
	int documents;
};

static int stop(struct media *m)
{
	if (!m->pid)
		return 0;
	int status = proc_end(m->pid, 0);
	close(m->socket);
	*m = (struct media){ .socket = -1, .number = m->number };
	return status;
}

static void stop_at_end(void *arg)
{
	stop(arg);
}

bool media_start(struct ctx *c, struct media **ret)
{
	struct media *m = arena_new_of(c->mem, struct media);
	m->socket = -1;
	arena_on_end(c->mem, stop_at_end, m);
	*ret = m;
	return true;
}

void media_end(struct media *m)
{
	if (m)
		stop(m);
}

int media_socket(const struct media *m)
{
	return m->socket;
}

static bool start(struct ctx *c, struct media *m)
{
	const char *const argv[] = { proc_self(), "decoder", NULL };
	/* Several decoders share the processors: one thread each was measured 2.8 times cheaper. */
	setenv("OMP_THREAD_LIMIT", "1", 1);
	if (!proc_start(c, argv, &m->pid, &m->socket)) {
		m->pid = 0;
		m->socket = -1;
		return false;
	}
	const struct timeval stall = { .tv_sec = STALL_SECONDS };
	setsockopt(m->socket, SOL_SOCKET, SO_SNDTIMEO, &stall, sizeof stall);
	setsockopt(m->socket, SOL_SOCKET, SO_RCVTIMEO, &stall, sizeof stall);
	return true;
}

/* Which document this is: its files by device, number, size and times (FNV-1a). Never 0. */
static uint64_t key_of(const int *fds, size_t n, int64_t *ret_bytes)
{
	uint64_t key = 0xcbf29ce484222325U;
	int64_t bytes = 0;
	for (size_t i = 0; i < n; i++) {
		struct stat st = { 0 };
		if (fstat(fds[i], &st))
			continue;
		const uint64_t parts[] = { st.st_dev,
					   st.st_ino,
					   (uint64_t)st.st_size,
					   (uint64_t)st.st_mtim.tv_sec,
					   (uint64_t)st.st_mtim.tv_nsec,
					   (uint64_t)st.st_ctim.tv_sec,
					   (uint64_t)st.st_ctim.tv_nsec };
		for (size_t k = 0; k < sizeof parts; k++)
			key = (key ^ ((const uint8_t *)parts)[k]) * 0x100000001b3U;
		bytes += st.st_size;
	}
	*ret_bytes = bytes;
	return key ? key : 1;
}

static int64_t milliseconds(enum op op, size_t n, int64_t bytes)
{
	int64_t pages = bytes / BYTES_A_PAGE > (int64_t)n ? bytes / BYTES_A_PAGE : (int64_t)n;
	pages = pages > MEDIA_PAGES_MAX ? MEDIA_PAGES_MAX : pages;
	switch (op) {
	case OP_FACTS: return 20000 + FACTS_MS_A_PAGE * pages;
	case OP_LAYER: return 10000;
	case OP_OCR: return 120000;
	case OP_REGION: return 20000;
	default: return 60000;
	}
}

static bool send_question(struct ctx *c, struct media *m, const struct question *q, const int *fds,
			  int out_fd)
{
	struct buf b;
	buf_init(&b, c->mem, QUESTION_BYTES);
	question_write(&b, q);
	struct proc_message msg = { .bytes = buf_str(&b) };
	if (q->out)
		msg.fds[msg.n_fds++] = out_fd;
	size_t sent = 0;
	do {
		while (sent < q->n_files && msg.n_fds < PROC_FDS)
			msg.fds[msg.n_fds++] = fds[sent++];
		if (!proc_send(c, m->socket, &msg))
			return false;
		msg = (struct proc_message){ .bytes = STR("more") };
	} while (sent < q->n_files);
	return true;
}

/* A decoder that ended while nothing was asked is no fault of this document: one more try. */
static bool ask(struct ctx *c, struct media *m, struct question *q, const int *fds, size_t n,
		int out_fd)
{
	if (!n || n > MEDIA_FILES_MAX)
		return fail(c, ERR_LIMIT, "a document has 1 to {0} files", "20000");
	int64_t bytes = 0;
	uint64_t key = q->op == OP_REGION ? m->held_key : key_of(fds, n, &bytes);
	if (m->waiting || (key != m->held_key && m->documents >= DOCUMENTS))
		stop(m); /* an answer nobody took, or it has done its share */
	bool sent = false;
	for (int tries = 0; tries < 2 && !sent; tries++) {
		if (!m->pid && !start(c, m))
			return false;
		q->number = ++m->number;
		q->held = q->op != OP_REGION && key == m->held_key;
		q->n_files = q->held ? 0 : (uint32_t)n;
		sent = send_question(c, m, q, fds, out_fd);
		if (!sent)
			stop(m);
	}
	if (!sent)
		return fail(c, ERR_REMOTE, "the decoder could not be asked");
	err_clear(c);
	m->documents += key != m->held_key;
	m->asked_key = key;
	m->held_key = q->op == OP_REGION ? key : 0;
	m->waiting = q->op;
	m->until = when_monotonic_us() + 1000 * milliseconds(q->op, n, bytes);
	return true;
}

bool media_ask_facts(struct ctx *c, struct media *m, const int *fds, size_t n)
{
	return ask(c, m, &(struct question){ .op = OP_FACTS }, fds, n, -1);
}

bool media_ask_layer(struct ctx *c, struct media *m, const int *fds, size_t n, int page)
{
	return ask(c, m, &(struct question){ .op = OP_LAYER, .first = page }, fds, n, -1);
}

bool media_ask_ocr(struct ctx *c, struct media *m, const int *fds, size_t n, int page,
		   const char *lang)
{
	struct question q = { .op = OP_OCR, .first = page };
	if (strlen(lang) >= sizeof q.lang)
		return fail(c, ERR_INVALID, "there is no model for the language {0}", lang);
	memcpy(q.lang, lang, strlen(lang));
	return ask(c, m, &q, fds, n, -1);
}

bool media_ask_access(struct ctx *c, struct media *m, const int *fds, size_t n, int page,
		      int out_fd)
{
	struct question q = { .op = OP_ACCESS, .first = page, .out = true };
	return ask(c, m, &q, fds, n, out_fd);
}

bool media_ask_region(struct ctx *c, struct media *m, int access_fd, const struct media_region *r,
		      int out_fd)
{
	struct question q = { .op = OP_REGION, .out = true, .region = *r };
	return ask(c, m, &q, &access_fd, 1, out_fd);
}

bool media_ask_excerpt(struct ctx *c, struct media *m, const int *fds, size_t n, int first,
		       int last, int out_fd)
{
	struct question q = { .op = OP_EXCERPT, .first = first, .last = last, .out = true };
	return ask(c, m, &q, fds, n, out_fd);
}

static bool too_slow(struct ctx *c)
{
	return fail(c, ERR_LIMIT, "the document took too long to read");
}

static bool died(struct ctx *c, struct media *m)
{
	/* Wait a little: it may have closed its socket a moment before it ended by itself. */
	pid_t pid = m->pid;
	int status = 0;
	for (int i = 0; i < 50 && !waitpid(pid, &status, WNOHANG); i++)
		poll(NULL, 0, 2);
	stop(m);
	if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGPROF || WTERMSIG(status) == SIGXCPU))
		return too_slow(c);
	return fail(c, ERR_REMOTE, "the decoder stopped while reading the document");
}

static bool wait_answer(struct ctx *c, struct media *m, int ms)
{
	int64_t patience = ms < 0 ? m->until : when_monotonic_us() + (int64_t)ms * 1000;
	for (;;) {
		int64_t now = when_monotonic_us();
		int64_t until = patience < m->until ? patience : m->until;
		struct pollfd p = { .fd = m->socket, .events = POLLIN };
		int got = poll(&p, 1, until > now ? (int)((until - now + 999) / 1000) : 0);
		if (got > 0)
			return true;
		if (got < 0 && errno != EINTR)
			return fail_errno(c, "could not wait for {0}: {1}", "the decoder");
		now = when_monotonic_us();
		if (now >= m->until) {
			stop(m);
			return too_slow(c);
		}
		if (now >= patience)
			return fail(c, ERR_BUSY, "the decoder has not answered yet");
	}
}

static bool take(struct ctx *c, struct media *m, struct answer *ret)
{
	struct proc_message msg;
	if (!proc_receive(c, m->socket, ANSWER_BYTES, 1000 * STALL_SECONDS, &msg))
		return died(c, m);
	for (size_t i = 0; i < msg.n_fds; i++)
		close(msg.fds[i]);
	if (!answer_read(c, msg.bytes, ret) || msg.n_fds || ret->number != m->number ||
	    ret->op != m->waiting) {
		stop(m);
		return fail(c, ERR_REMOTE, "the decoder gave an answer that cannot be");
	}
	if (m->waiting != OP_REGION)
		m->held_key = ret->held ? m->asked_key : 0;
	m->waiting = 0;
	if (ret->resident > RESIDENT_MAX)
		stop(m);
	return true;
}

static bool answer(struct ctx *c, struct media *m, int ms, struct answer *ret)
{
	if (!m->waiting)
		return fail(c, ERR_INTERNAL, "the decoder was not asked");
	struct answer a;
	if (!wait_answer(c, m, ms) || !take(c, m, &a))
		return false;
	if (a.err.kind != ERR_NONE) {
		c->err = a.err;
		return false;
	}
	*ret = a;
	return true;
}

bool media_answer_facts(struct ctx *c, struct media *m, int ms, struct media_facts *ret)
{
	must(!m->waiting || m->waiting == OP_FACTS);
	struct answer a;
	if (!answer(c, m, ms, &a))
		return false;
	*ret = a.facts;
	return true;
}

bool media_answer_words(struct ctx *c, struct media *m, int ms, struct media_words *ret)
{
	must(!m->waiting || m->waiting == OP_LAYER || m->waiting == OP_OCR);
	struct answer a;
	if (!answer(c, m, ms, &a))
		return false;
	*ret = a.words;
	return true;
}

bool media_answer_done(struct ctx *c, struct media *m, int ms)
{
	struct answer a;
	return answer(c, m, ms, &a);
}
