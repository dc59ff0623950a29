/* Child processes on a socket, and messages with open files. */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct head { /* goes before the bytes, with the files */
	uint32_t magic, n_fds;
	uint64_t n;
};
static const uint32_t HEAD_MAGIC = 0x4B455231; /* "KER1" */

const char *proc_self(void)
{
	return "/proc/self/exe";
}

/* Between fork and exec: only calls that are safe there. */
static void become(const char *const *argv, int socket)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (null < 0 || dup2(null, 0) < 0 || dup2(2, 1) < 0)
		_exit(127);
	if (socket == 3 ? fcntl(3, F_SETFD, 0) : dup2(socket, 3) < 0)
		_exit(127);
	close_range(4, ~0U, 0);
	signal(SIGPIPE, SIG_DFL);
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execv(argv[0], (char *const *)argv);
	_exit(127);
}

bool proc_start(struct ctx *c, const char *const *argv, pid_t *ret_pid, int *ret_socket)
{
	int ends[2];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends))
		return fail_errno(c, "could not make a socket for {0}: {1}", argv[0]);
	pid_t pid = fork();
	if (!pid)
		become(argv, ends[1]);
	close(ends[1]);
	if (pid < 0) {
		close(ends[0]);
		return fail_errno(c, "could not start {0}: {1}", argv[0]);
	}
	*ret_pid = pid;
	*ret_socket = ends[0];
	return true;
}

int proc_end(pid_t pid, int ms)
{
	int status = 0;
	int64_t until = when_monotonic_us() + (int64_t)ms * 1000;
	for (;;) {
		pid_t got = waitpid(pid, &status, WNOHANG);
		if (got == pid || (got < 0 && errno != EINTR))
			return status;
		if (when_monotonic_us() >= until)
			break;
		poll(NULL, 0, 2);
	}
	kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
	}
	return status;
}

/* The head carries the files (unix(7), SCM_RIGHTS). */
static bool send_head(int socket, const struct proc_message *m)
{
	struct head head = { HEAD_MAGIC, (uint32_t)m->n_fds, m->bytes.n };
	union {
		char room[CMSG_SPACE(sizeof(int) * PROC_FDS)];
		struct cmsghdr align;
	} control = { 0 };
	struct iovec io = { &head, sizeof head };
	struct msghdr msg = { .msg_iov = &io, .msg_iovlen = 1 };
	if (m->n_fds) {
		msg.msg_control = control.room;
		msg.msg_controllen = CMSG_SPACE(sizeof(int) * m->n_fds);
		struct cmsghdr *cm = CMSG_FIRSTHDR(&msg);
		cm->cmsg_level = SOL_SOCKET;
		cm->cmsg_type = SCM_RIGHTS;
		cm->cmsg_len = CMSG_LEN(sizeof(int) * m->n_fds);
		memcpy(CMSG_DATA(cm), m->fds, sizeof(int) * m->n_fds);
	}
	ssize_t put;
	do {
		put = sendmsg(socket, &msg, MSG_NOSIGNAL);
	} while (put < 0 && errno == EINTR);
	return put == (ssize_t)sizeof head;
}

bool proc_send(struct ctx *c, int socket, const struct proc_message *m)
{
	must(m->n_fds <= PROC_FDS);
	if (!send_head(socket, m))
		return fail_errno(c, "could not send to {0}: {1}", "the process");
	for (size_t at = 0; at < m->bytes.n;) {
		ssize_t put = send(socket, m->bytes.s + at, m->bytes.n - at, MSG_NOSIGNAL);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return fail_errno(c, "could not send to {0}: {1}", "the process");
		at += (size_t)put;
	}
	return true;
}

static bool wait_readable(struct ctx *c, int socket, int64_t until)
{
	for (;;) {
		int ms = -1;
		if (until >= 0) {
			int64_t left = until - when_monotonic_us();
			ms = left > 0 ? (int)((left + 999) / 1000) : 0;
		}
		struct pollfd p = { .fd = socket, .events = POLLIN };
		int n = poll(&p, 1, ms);
		if (n > 0)
			return true;
		if (!n)
			return fail(c, ERR_BUSY, "the process has not answered yet");
		if (errno != EINTR)
			return fail_errno(c, "could not wait for {0}: {1}", "the process");
	}
}

static bool gone(struct ctx *c)
{
	return fail(c, ERR_ABSENT, "the process has ended");
}

static void take_files(struct msghdr *msg, struct proc_message *ret)
{
	for (struct cmsghdr *cm = CMSG_FIRSTHDR(msg); cm; cm = CMSG_NXTHDR(msg, cm)) {
		if (cm->cmsg_level != SOL_SOCKET || cm->cmsg_type != SCM_RIGHTS)
			continue;
		size_t n = (cm->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		for (size_t i = 0; i < n; i++) {
			int fd;
			memcpy(&fd, CMSG_DATA(cm) + i * sizeof fd, sizeof fd);
			if (ret->n_fds < PROC_FDS)
				ret->fds[ret->n_fds++] = fd;
			else
				close(fd);
		}
	}
}

static bool receive_head(struct ctx *c, int socket, struct head *head, struct proc_message *ret)
{
	union {
		char room[CMSG_SPACE(sizeof(int) * PROC_FDS)];
		struct cmsghdr align;
	} control;
	struct iovec io = { head, sizeof *head };
	struct msghdr msg = { .msg_iov = &io,
			      .msg_iovlen = 1,
			      .msg_control = control.room,
			      .msg_controllen = sizeof control.room };
	ssize_t got;
	do {
		got = recvmsg(socket, &msg, MSG_CMSG_CLOEXEC | MSG_WAITALL);
	} while (got < 0 && errno == EINTR);
	if (got > 0)
		take_files(&msg, ret);
	if (got == 0 || (got < 0 && errno == ECONNRESET))
		return gone(c);
	if (got < 0)
		return fail_errno(c, "could not receive from {0}: {1}", "the process");
	if (got != (ssize_t)sizeof *head || head->magic != HEAD_MAGIC || head->n_fds != ret->n_fds)
		return fail(c, ERR_REMOTE, "the process sent what is no message");
	return true;
}

static bool receive_bytes(struct ctx *c, int socket, int64_t until, char *to, size_t n)
{
	for (size_t at = 0; at < n;) {
		if (!wait_readable(c, socket, until)) /* a sender that stalls half-way is broken */
			return c->err.kind == ERR_BUSY
				       ? fail(c, ERR_REMOTE,
					      "the process stopped half-way in a message")
				       : false;
		ssize_t got = recv(socket, to + at, n - at, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return gone(c);
		at += (size_t)got;
	}
	return true;
}

bool proc_receive(struct ctx *c, int socket, size_t max, int ms, struct proc_message *ret)
{
	int64_t until = ms < 0 ? -1 : when_monotonic_us() + (int64_t)ms * 1000;
	struct head head;
	struct proc_message m = { .n_fds = 0 };
	if (!wait_readable(c, socket, until))
		return false;
	bool ok = receive_head(c, socket, &head, &m);
	if (ok && head.n > max)
		ok = fail(c, ERR_LIMIT, "the process sent more than it may");
	if (ok) {
		char *bytes = arena_take(c->mem, head.n + 1);
		/* The body follows at once; it may take a second longer than the caller's patience.
		 */
		int64_t body = until < 0 ? -1 : until + 1000000;
		ok = receive_bytes(c, socket, body, bytes, head.n);
		m.bytes = (struct str){ bytes, head.n };
	}
	if (!ok) {
		for (size_t i = 0; i < m.n_fds; i++)
			close(m.fds[i]);
		return false;
	}
	*ret = m;
	return true;
}
