/* The supervisor: holds the port and the directory's lock, starts its children, starts again what
 * dies, and ends when all have ended. */
#include "library/library.h"
#include "web/serve_int.h"
#include "wire/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN = 192, DEFAULT_PORT = 8080, START_MS = 20000, DRAIN_MS = 15000, JOB_MS = 3000 };
enum { WAIT_FIRST_MS = 200, WAIT_MOST_MS = 30000, GOOD_RUN_US = 10000000 };

struct child {
	pid_t pid;     /* 0: not running */
	int listen_fd; /* of a web worker; -1: a job runner */
	int wait_ms;   /* before it is started again */
	int64_t begun, again;
};
struct serve {
	struct ctx *c;
	const struct serve_options *o;
	int lock, signals, port;
	const char *address;
	struct child children[CHILDREN];
	size_t n;
	bool stopping;
};

/* -- children ---------------------------------------------------------------------------------- */

static void run_child(struct serve *s, struct child *k, int ready, int supervisor)
{
	sigset_t stop;
	sigemptyset(&stop);
	sigaddset(&stop, SIGTERM);
	sigaddset(&stop, SIGINT);
	close(s->signals);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != supervisor)
		_exit(1);
	for (size_t i = 0; i < s->n; i++)
		if (s->children[i].listen_fd >= 0 && &s->children[i] != k)
			close(s->children[i].listen_fd);
	int signals = signalfd(-1, &stop, SFD_CLOEXEC);
	_exit(k->listen_fd >= 0 ? worker_main(s->c->dir, k->listen_fd, signals, ready)
				: runner_main(s->c->dir, s->o, signals));
}

/* *ret_ready (may be NULL): an end of a pipe that says when it answers. */
static void start_child(struct serve *s, struct child *k, int *ret_ready)
{
	int ends[2] = { -1, -1 };
	if (pipe2(ends, O_CLOEXEC) != 0)
		ends[0] = ends[1] = -1;
	int supervisor = getpid();
	fflush(NULL);
	k->begun = when_monotonic_us();
	k->pid = fork();
	if (k->pid == 0)
		run_child(s, k, ends[1], supervisor);
	close(ends[1]);
	if (ret_ready)
		*ret_ready = ends[0];
	else
		close(ends[0]);
	if (k->pid < 0) {
		k->pid = 0;
		k->again = when_monotonic_us() + WAIT_MOST_MS * 1000ll;
	}
}

/* Died: again, later each time it dies soon. */
static void child_ended(struct serve *s, struct child *k, int status)
{
	int64_t now = when_monotonic_us();
	k->pid = 0;
	if (s->stopping)
		return;
	k->wait_ms = now - k->begun > GOOD_RUN_US || !k->wait_ms ? WAIT_FIRST_MS : k->wait_ms * 2;
	k->wait_ms = k->wait_ms > WAIT_MOST_MS ? WAIT_MOST_MS : k->wait_ms;
	k->again = now + k->wait_ms * 1000ll;
	log_event("child.ended", "kind=%s status=%d again_ms=%d",
		  k->listen_fd >= 0 ? "web" : "runner", status, k->wait_ms);
}

static size_t reap(struct serve *s)
{
	int status;
	for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;)
		for (size_t i = 0; i < s->n; i++)
			if (s->children[i].pid == pid)
				child_ended(s, &s->children[i], status);
	size_t alive = 0;
	for (size_t i = 0; i < s->n; i++)
		alive += s->children[i].pid > 0;
	return alive;
}

static int start_again(struct serve *s)
{
	int64_t now = when_monotonic_us(), next = -1;
	for (size_t i = 0; i < s->n; i++) {
		struct child *k = &s->children[i];
		if (k->pid)
			continue;
		if (k->again <= now)
			start_child(s, k, NULL);
		else if (next < 0 || k->again < next)
			next = k->again;
	}
	return next < 0 ? -1 : (int)((next - now) / 1000 + 1);
}

static void tell(struct serve *s, int signal_number, bool runners_alone)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->children[i].pid > 0 && (!runners_alone || s->children[i].listen_fd < 0))
			kill(s->children[i].pid, signal_number);
}

/* -- the whole --------------------------------------------------------------------------------- */

static int next_signal(struct serve *s, int ms)
{
	struct signalfd_siginfo told;
	struct pollfd p = { .fd = s->signals, .events = POLLIN };
	if (poll(&p, 1, ms) <= 0 || read(s->signals, &told, sizeof told) != sizeof told)
		return 0;
	return (int)told.ssi_signo;
}

/* Readers' requests are answered to their end; a job is safe to repeat, and is not waited for long. */
static void drain(struct serve *s)
{
	int64_t begun = when_monotonic_us(), now = begun;
	s->stopping = true;
	tell(s, SIGTERM, false);
	for (; reap(s) > 0 && now - begun < DRAIN_MS * 1000ll; now = when_monotonic_us()) {
		if (now - begun > JOB_MS * 1000ll)
			tell(s, SIGKILL, true);
		next_signal(s, 100);
	}
	tell(s, SIGKILL, false);
	while (reap(s) > 0)
		next_signal(s, 20);
}

static void supervise(struct serve *s)
{
	for (;;) {
		int got = next_signal(s, start_again(s));
		if (got == SIGTERM || got == SIGINT)
			break;
		reap(s);
	}
	drain(s);
}

/* Waits until a worker answers, or is known not to. */
static bool wait_ready(struct serve *s, int ready)
{
	struct pollfd p = { .fd = ready, .events = POLLIN };
	char byte;
	bool ok = poll(&p, 1, START_MS) > 0 && read(ready, &byte, 1) == 1;
	close(ready);
	return ok || fail(s->c, ERR_INTERNAL, "the library could not be opened: see the log");
}

static bool listen_all(struct serve *s, size_t workers)
{
	s->port = s->o->port ? s->o->port : DEFAULT_PORT;
	for (size_t i = 0; i < workers; i++) {
		struct child *k = &s->children[s->n];
		if (!http_listen(s->c, s->address, s->port, i == 0, &k->listen_fd, &s->port))
			return false;
		s->n++;
	}
	return true;
}

static size_t how_many(int asked, size_t most)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t n = asked > 0 ? (size_t)asked : cores > 0 ? (size_t)cores : 1;
	return n > most ? most : n;
}

static void say_started(struct serve *s)
{
	bool six = strchr(s->address, ':') != NULL;
	struct str at = str_print(s->c->mem, "http://%s%s%s:%d/", six ? "[" : "", s->address,
				  six ? "]" : "", s->port);
	if (s->o->started)
		s->o->started(s->o->arg, at.s);
	log_event("serve.started", "address=%s children=%zu", at.s, s->n);
}

static bool serve(struct serve *s)
{
	size_t workers = how_many(s->o->workers, CHILDREN / 2);
	int ready = -1;
	if (!listen_all(s, workers))
		return false;
	size_t runners = s->o->work && s->o->runners >= 0 ? how_many(s->o->runners, CHILDREN / 2)
							  : 0;
	while (runners-- > 0)
		s->children[s->n++] = (struct child){ .listen_fd = -1 };
	start_child(s, &s->children[0], &ready);
	bool ok = wait_ready(s, ready);
	if (ok) {
		start_again(s);
		say_started(s);
		supervise(s);
	}
	for (size_t i = 0; i < workers; i++)
		close(s->children[i].listen_fd);
	return ok;
}

static bool lock_directory(struct serve *s)
{
	char *run = path_join(s->c->mem, s->c->dir, "run");
	char *path = path_join(s->c->mem, run, "serve.lock");
	if (!folder_make(s->c, run))
		return false;
	if (!file_lock(s->c, path, false, &s->lock))
		return s->c->err.kind == ERR_BUSY
			       ? fail(s->c, ERR_BUSY,
				      "this library is open already: {0} is held by another serve",
				      path)
			       : false;
	struct str pid = str_print(s->c->mem, "%d\n", (int)getpid());
	if (ftruncate(s->lock, 0) != 0 || pwrite(s->lock, pid.s, pid.n, 0) < 0)
		return fail_errno(s->c, "could not write {0}: {1}", path);
	return true;
}

bool serve_main(struct ctx *c, const struct serve_options *o)
{
	struct serve *s = arena_new_of(c->mem, struct serve);
	sigset_t mask, before;
	*s = (struct serve){
		.c = c, .o = o, .lock = -1, .address = o->listen ? o->listen : "127.0.0.1"
	};
	if (!lock_directory(s))
		return false;
	sigemptyset(&mask);
	sigaddset(&mask, SIGTERM);
	sigaddset(&mask, SIGINT);
	sigaddset(&mask, SIGCHLD);
	sigprocmask(SIG_BLOCK, &mask, &before);
	signal(SIGPIPE, SIG_IGN);
	s->signals = signalfd(-1, &mask, SFD_CLOEXEC);
	bool ok = serve(s);
	close(s->signals);
	sigprocmask(SIG_SETMASK, &before, NULL);
	close(s->lock);
	return ok;
}
