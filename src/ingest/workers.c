/*
 * Processes that take documents. Each is handed one number at a time over a socket of whole
 * messages and answers with what became of it; one that dies costs its document a try.
 */
#include "ingest/ingest_int.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORKERS_MAX = 64, TRIES = 2, TICK_MS = 1000 };

struct worker {
	pid_t pid;
	int socket;  /* -1: ended */
	size_t find; /* at hand; SIZE_MAX: none */
};
struct workers {
	struct ctx *c;
	const struct delivery *d;
	outcome_fn *each;
	void *arg;
	struct worker at[WORKERS_MAX];
	int n;
	size_t next;   /* the first find that nobody had */
	size_t *again; /* finds whose worker died, for one more try */
	size_t n_again;
	unsigned char *tries;
	size_t done;
};

static void work(struct workers *w, int socket)
{
	struct arena *mem = arena_new(0);
	struct arena *kept = arena_new(0); /* the decoder's */
	struct ctx c = { .mem = kept, .dir = w->c->dir, .lang = w->c->lang };
	struct media *m = NULL;
	if (!store_open(&c))
		_exit(1);
	for (;;) {
		size_t find;
		ssize_t n = recv(socket, &find, sizeof(find), 0);
		if (n < 0 && errno == EINTR)
			continue;
		if (n != (ssize_t)sizeof(find) || find >= w->d->finds->n)
			break;
		struct outcome o;
		if (!m && media_start(&c, &m) == false)
			err_clear(&c); /* told when it is needed */
		c.mem = mem;
		take_document(&c, w->d, &w->d->finds->at[find], &m, &o);
		struct str said = outcome_write(mem, find, &o);
		if (send(socket, said.s, said.n, MSG_NOSIGNAL) != (ssize_t)said.n)
			break;
		arena_reset(mem);
		c.mem = kept;
	}
	media_end(m);
	_exit(0);
}

static bool start(struct workers *w, struct worker *one)
{
	int pair[2];
	pid_t parent = getpid();
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
		return fail_errno(w->c, "{0} could not be started: {1}", "a process for documents");
	pid_t pid = fork();
	if (pid == 0) {
		/* a deposit that is killed takes its workers with it */
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent)
			_exit(1);
		close(pair[0]);
		for (int i = 0; i < w->n; i++)
			if (w->at[i].socket >= 0)
				close(w->at[i].socket);
		work(w, pair[1]);
	}
	close(pair[1]);
	if (pid < 0) {
		close(pair[0]);
		return fail_errno(w->c, "{0} could not be started: {1}", "a process for documents");
	}
	*one = (struct worker){ pid, pair[0], SIZE_MAX };
	return true;
}

static void stop(struct worker *one)
{
	if (one->socket < 0)
		return;
	close(one->socket);
	one->socket = -1;
	proc_end(one->pid, 5000);
}

/* Hands over the next document; a worker for whom there is none stays idle. */
static bool hand(struct workers *w, struct worker *one)
{
	size_t find = SIZE_MAX;
	if (w->n_again)
		find = w->again[--w->n_again];
	else if (w->next < w->d->finds->n)
		find = w->next++;
	one->find = find;
	if (find == SIZE_MAX)
		return true;
	w->tries[find]++;
	(void)!send(one->socket, &find, sizeof(find), MSG_NOSIGNAL); /* its death is heard later */
	return true;
}

/* The worker died: its document is tried once more, then refused. */
static bool bury(struct workers *w, struct worker *one)
{
	size_t find = one->find;
	stop(one);
	if (find != SIZE_MAX && w->tries[find] < TRIES) {
		w->again[w->n_again++] = find;
	} else if (find != SIZE_MAX) {
		struct outcome o = {
			.result = DEPOSIT_REFUSED,
			.bytes = w->d->finds->at[find].bytes,
			.why = { .kind = ERR_INTERNAL,
				 .text = N_("the document made the program that takes it fail "
					    "twice") },
		};
		w->done++;
		if (!w->each(w->c, w->arg, find, &o))
			return false;
	}
	return start(w, one) && hand(w, one);
}

static bool hear(struct workers *w, struct worker *one)
{
	static char room[INGEST_MESSAGE_MAX];
	struct arena *mem = arena_new(0);
	struct outcome o;
	size_t find;
	ssize_t n = recv(one->socket, room, sizeof(room), 0);
	if (n < 0 && errno == EINTR) {
		arena_free(mem);
		return true;
	}
	bool heard = n > 0 && outcome_read(mem, (struct str){ room, (size_t)n }, &find, &o) &&
		     find == one->find;
	bool ok;
	if (heard) {
		w->done++;
		ok = w->each(w->c, w->arg, find, &o) && hand(w, one);
	} else {
		ok = bury(w, one);
	}
	arena_free(mem);
	return ok;
}

static bool round_of_talks(struct workers *w)
{
	struct pollfd ready[WORKERS_MAX];
	for (int i = 0; i < w->n; i++)
		ready[i] = (struct pollfd){ .fd = w->at[i].socket, .events = POLLIN };
	int n = poll(ready, (nfds_t)w->n, TICK_MS);
	if (n < 0 && errno != EINTR)
		return fail_errno(w->c, "{0} could not be heard: {1}", "a process for documents");
	if (n <= 0)
		return w->each(w->c, w->arg, SIZE_MAX, NULL);
	for (int i = 0; i < w->n; i++)
		if (ready[i].revents && !hear(w, &w->at[i]))
			return false;
	return true;
}

bool workers_run(struct ctx *c, const struct delivery *d, int jobs, outcome_fn *each, void *arg)
{
	size_t finds = d->finds->n;
	struct workers *w = arena_new_of(c->mem, struct workers);
	*w = (struct workers){ .c = c, .d = d, .each = each, .arg = arg };
	w->again = arena_array_of(c->mem, WORKERS_MAX + 1, size_t);
	w->tries = arena_array_of(c->mem, finds + 1, unsigned char);
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	if (jobs <= 0)
		jobs = cores > 0 ? (int)cores : 1;
	if (jobs > WORKERS_MAX)
		jobs = WORKERS_MAX;
	bool ok = true;
	for (int i = 0; i < jobs && (size_t)i < finds && ok; i++) {
		ok = start(w, &w->at[i]);
		w->n += ok;
		ok = ok && hand(w, &w->at[i]);
	}
	while (ok && w->done < finds)
		ok = round_of_talks(w);
	for (int i = 0; i < w->n; i++)
		stop(&w->at[i]);
	return ok;
}
