/* A job runner: works while there is work, then sleeps until it is woken or a second is over. */
#include "library/library.h"
#include "web/serve_int.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { SLEEP_MS = 1000, TROUBLE_MS = 5000 };

static int watch_wake(struct ctx *c)
{
	int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	library_wake(c); /* makes the file, so that it can be watched */
	if (fd >= 0 && inotify_add_watch(fd, path_join(c->mem, c->dir, "run/wake"),
					 IN_ATTRIB | IN_MODIFY) < 0) {
		close(fd);
		fd = -1;
	}
	return fd;
}

/* True: told to stop. */
static bool sleep_until_woken(int signals, int wake, int ms)
{
	struct pollfd p[] = { { .fd = signals, .events = POLLIN },
			      { .fd = wake, .events = POLLIN } };
	char events[1024];
	poll(p, 2, ms);
	if (wake >= 0 && (p[1].revents & POLLIN))
		while (read(wake, events, sizeof events) > 0)
			;
	return p[0].revents & POLLIN;
}

/* One piece of work, in memory of its own. False: the queue could not be used. */
static bool turn(struct ctx *c, const struct serve_options *o, struct str owner, bool *ret_did)
{
	struct ctx job = *c;
	job.mem = arena_new(0);
	bool ok = o->work(&job, owner, ret_did);
	if (!ok)
		log_error("runner.failed", &job);
	arena_free(job.mem);
	return ok;
}

static void run_jobs(struct ctx *c, const struct serve_options *o, int signals, int wake)
{
	struct str owner = str_print(c->mem, "runner-%d", (int)getpid());
	int ms = 0;
	while (!sleep_until_woken(signals, wake, ms)) {
		bool did = false;
		bool ok = turn(c, o, owner, &did);
		ms = !ok ? TROUBLE_MS : did ? 0 : SLEEP_MS;
	}
}

int runner_main(const char *dir, const struct serve_options *o, int signals)
{
	struct ctx c = { .mem = arena_new(0), .dir = dir, .lang = "en" };
	bool ok = library_open(&c);
	if (ok) {
		int wake = watch_wake(&c);
		run_jobs(&c, o, signals, wake);
		if (wake >= 0)
			close(wake);
	} else {
		log_error("runner.failed", &c);
	}
	library_close(&c);
	arena_free(c.mem);
	return ok ? 0 : 1;
}
