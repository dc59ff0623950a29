/*
 * The processes that read every file again. They share one queue of files (a socket of whole
 * messages), so that a large file keeps one busy while the others go on.
 */
#include "store/store_int.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SLOTS = 64, MESSAGE_MAX = 8192, ALGORITHM_MAX = 16 };

struct question {
	int slot;
	char algorithm[ALGORITHM_MAX];
	char path[MESSAGE_MAX - 64]; /* as much of it as is needed is sent */
};
struct answer {
	int slot;
	int trouble; /* errno; 0: read */
	int64_t size;
	char hex[DIGEST_HEX_MAX + 1];
};
struct slot {
	bool busy;
	struct arena *mem;
	struct audit_task task;
};
struct audit_pool {
	int ask, hear; /* our ends */
	pid_t *readers;
	int n_readers;
	struct slot slots[SLOTS];
	int busy;
	int64_t files, bytes;
};

static void read_one(const struct question *q, struct answer *a)
{
	*a = (struct answer){ .slot = q->slot };
	int fd = open(q->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0) {
		a->trouble = errno;
		return;
	}
	if (!digest_stream(str_of(q->algorithm), fd, -1, a->hex, &a->size))
		a->trouble = errno ? errno : EIO;
	close(fd);
}

static void reader_main(int questions, int answers)
{
	static struct question q;
	for (;;) {
		ssize_t n = recv(questions, &q, sizeof(q) - 1, 0);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= (ssize_t)offsetof(struct question, path))
			_exit(n == 0 ? 0 : 1);
		((char *)&q)[n] = 0;
		struct answer a;
		read_one(&q, &a);
		while (send(answers, &a, sizeof(a), MSG_NOSIGNAL) < 0)
			if (errno != EINTR)
				_exit(1);
	}
}

static bool pool_sockets(struct ctx *c, int asks[2], int answers[2])
{
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, asks) != 0)
		return fail_errno(c, "{0} could not be made: {1}", "a socket for readers");
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, answers) == 0)
		return true;
	fail_errno(c, "{0} could not be made: {1}", "a socket for readers");
	close(asks[0]);
	close(asks[1]);
	return false;
}

bool audit_pool_start(struct audit *a, int jobs)
{
	struct ctx *c = a->c;
	int asks[2], answers[2];
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	if (jobs <= 0)
		jobs = cores > 0 ? (int)cores : 1;
	if (!pool_sockets(c, asks, answers))
		return false;
	struct audit_pool *p = arena_new_of(c->mem, struct audit_pool);
	p->readers = arena_array_of(c->mem, (size_t)jobs, pid_t);
	p->ask = asks[0];
	p->hear = answers[0];
	a->pool = p;
	bool ok = true;
	for (int i = 0; i < jobs && ok; i++) {
		pid_t pid = fork();
		if (pid == 0) {
			close(asks[0]);
			close(answers[0]);
			reader_main(asks[1], answers[1]);
		}
		ok = pid > 0 || fail_errno(c, "{0} could not be started: {1}", "a reader");
		if (pid > 0)
			p->readers[p->n_readers++] = pid;
	}
	close(asks[1]);
	close(answers[1]);
	for (int i = 0; i < SLOTS; i++)
		p->slots[i].mem = arena_new(0);
	return ok;
}

static void tell_answer(struct audit *a, const struct answer *r, const struct audit_task *t)
{
	if (r->trouble == ENOENT)
		audit_tell(a, STORE_VANISHED, t->object, t->path, "E092");
	else if (r->trouble)
		audit_tell(a, STORE_CHANGED, t->object, t->path, "unreadable");
	else if (!str_same_nocase(str_of(r->hex), t->digest))
		audit_tell(a, STORE_CHANGED, t->object, t->path, t->fixity ? "E093" : "E092");
}

/* Readers only end when we do; one that ended earlier took its file with it. */
static bool reader_gone(struct audit_pool *p)
{
	for (int i = 0; i < p->n_readers; i++)
		if (p->readers[i] > 0 && waitpid(p->readers[i], NULL, WNOHANG) == p->readers[i]) {
			p->readers[i] = 0;
			return true;
		}
	return false;
}

/* Waits for one answer. */
static bool hear(struct audit *a)
{
	struct audit_pool *p = a->pool;
	struct answer r;
	ssize_t n = -1;
	struct pollfd ready = { .fd = p->hear, .events = POLLIN };
	while (poll(&ready, 1, 1000) <= 0)
		if (reader_gone(p))
			return fail(a->c, ERR_INTERNAL,
				    "a process that reads the store again ended before its work");
	do
		n = recv(p->hear, &r, sizeof(r), 0);
	while (n < 0 && errno == EINTR);
	if (n != (ssize_t)sizeof(r) || r.slot < 0 || r.slot >= SLOTS || !p->slots[r.slot].busy)
		return fail(a->c, ERR_INTERNAL,
			    "a process that reads the store again ended before its work");
	struct slot *s = &p->slots[r.slot];
	tell_answer(a, &r, &s->task);
	if (!s->task.fixity && !r.trouble) {
		p->files++;
		p->bytes += r.size;
	}
	s->busy = false;
	p->busy--;
	return true;
}

static int free_slot(struct audit_pool *p)
{
	for (int i = 0; i < SLOTS; i++)
		if (!p->slots[i].busy)
			return i;
	return -1;
}

static bool give(struct audit *a, int slot, const struct audit_task *t)
{
	struct question q = { .slot = slot };
	int n = snprintf(q.path, sizeof(q.path), "%s/%.*s", a->root, STR_ARGS(t->path));
	if (n < 0 || n >= (int)sizeof(q.path)) {
		audit_tell(a, STORE_CHANGED, t->object, t->path, "unreadable");
		return true;
	}
	snprintf(q.algorithm, sizeof(q.algorithm), "%.*s", STR_ARGS(t->algorithm));
	struct slot *s = &a->pool->slots[slot];
	arena_reset(s->mem);
	s->task = (struct audit_task){ .path = str_copy(s->mem, t->path),
				       .object = str_copy(s->mem, t->object),
				       .algorithm = str_copy(s->mem, t->algorithm),
				       .digest = str_copy(s->mem, t->digest),
				       .fixity = t->fixity };
	s->busy = true;
	a->pool->busy++;
	ssize_t sent;
	do
		sent = send(a->pool->ask, &q, offsetof(struct question, path) + (size_t)n,
			    MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);
	return sent >= 0 || fail_errno(a->c, "{0} could not be asked: {1}", "a reader");
}

bool audit_pool_give(struct audit *a, const struct audit_task *t)
{
	int slot = free_slot(a->pool);
	if (slot < 0) {
		if (!hear(a))
			return false;
		slot = free_slot(a->pool);
	}
	return give(a, slot, t);
}

bool audit_pool_end(struct audit *a, int64_t *ret_files, int64_t *ret_bytes)
{
	struct audit_pool *p = a->pool;
	bool ok = a->ok;
	while (ok && p->busy > 0)
		ok = hear(a);
	close(p->ask);
	close(p->hear);
	for (int i = 0; i < p->n_readers; i++)
		while (p->readers[i] > 0 && waitpid(p->readers[i], NULL, 0) < 0 && errno == EINTR)
			;
	for (int i = 0; i < SLOTS; i++)
		arena_free(p->slots[i].mem);
	if (ok) {
		*ret_files = p->files;
		*ret_bytes = p->bytes;
	}
	return ok;
}
