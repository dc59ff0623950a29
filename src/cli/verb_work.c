/* keruen work: does what waits in the background, without serving. */
#include "cli/cli_int.h"
#include "cli/work.h"
#include "queue/queue.h"
#include "recognise/recognise.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

enum { IDLE_MS = 300, RUNNERS_MAX = 64 };

/* A runner: turns until nothing waits (or for ever). Returns its exit code. */
static int runner(struct ctx *outer, bool until_idle)
{
	struct str owner = str_print(outer->mem, "work-%d", (int)getpid());
	struct arena *mem = arena_new(0);
	struct ctx c = *outer;
	c.mem = mem;
	c.db = NULL;
	c.store = NULL;
	if (!library_open(&c)) {
		log_error("work.open", &c);
		return EXIT_COULD_NOT;
	}
	struct arena *turn = arena_new(0);
	int code = EXIT_DONE;
	for (;;) {
		struct ctx job = c;
		struct job_counts counts;
		bool did = false;
		job.mem = turn;
		if (!work_once(&job, owner, &did) || !queue_counts(&job, STR(""), &counts)) {
			log_error("work.failed", &job);
			code = EXIT_COULD_NOT;
			break;
		}
		arena_reset(turn);
		if (!did && until_idle && !counts.waiting && !counts.running)
			break;
		if (!did)
			poll(NULL, 0, IDLE_MS);
	}
	recognise_rest();
	arena_free(turn);
	library_close(&c);
	arena_free(mem);
	return code;
}

static void tell_progress(struct cli *cli, int64_t left)
{
	if (!cli->terminal)
		return;
	struct str n = str_print(cli->c->mem, "%lld", (long long)left);
	struct str text = str_of(text_say(cli->c->lang, N_("jobs to do: {0}")));
	fprintf(stderr, "\r%s   ", str_z(cli->c->mem, err_fill(cli->c->mem, text, &n, 1)));
}

static int wait_for_runners(struct cli *cli, const pid_t *pids, size_t n)
{
	size_t ended = 0;
	int worst = EXIT_DONE;
	struct arena *mem = cli->c->mem, *turn = arena_new(0);
	cli->c->mem = turn;
	while (ended < n) {
		int status;
		struct job_counts counts;
		pid_t pid = waitpid(-1, &status, WNOHANG);
		if (pid > 0) {
			ended++;
			int code = WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_COULD_NOT;
			worst = code > worst ? code : worst;
			continue;
		}
		if (queue_counts(cli->c, STR(""), &counts))
			tell_progress(cli, counts.waiting + counts.running);
		arena_reset(turn);
		poll(NULL, 0, IDLE_MS);
	}
	cli->c->mem = mem;
	arena_free(turn);
	if (cli->terminal)
		fputc('\n', stderr);
	return worst;
}

/* The reasons were told as each job failed. */
static int tell_set_aside(struct cli *cli)
{
	struct job_counts counts;
	if (!queue_counts(cli->c, STR(""), &counts))
		return cli_fail(cli);
	if (!counts.set_aside)
		return EXIT_DONE;
	fail(cli->c, ERR_CONFLICT,
	     "jobs that failed again and again and were set aside: {0}; the lines above say why",
	     str_print(cli->c->mem, "%lld", (long long)counts.set_aside).s);
	return cli_fail(cli);
}

static int run(struct cli *cli)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t n = (size_t)cli_int(cli, "runners", cores < 1 ? 1 : cores);
	pid_t pids[RUNNERS_MAX];
	bool until_idle = cli_flag(cli, "until-idle");
	fflush(stdout);
	if (!queue_retry(cli->c))
		return cli_fail(cli);
	if (n > RUNNERS_MAX)
		n = RUNNERS_MAX;
	for (size_t i = 0; i < n; i++) {
		pids[i] = fork();
		if (!pids[i])
			_exit(runner(cli->c, until_idle));
		if (pids[i] < 0) {
			fail_errno(cli->c, "could not start {0}: {1}", "a runner");
			return cli_fail(cli);
		}
	}
	int code = wait_for_runners(cli, pids, n);
	return code == EXIT_DONE ? tell_set_aside(cli) : code;
}

const struct verb verb_work = {
	.name = "work",
	.args = "[--until-idle]",
	.help = N_("recognise, derive and index what waits (serve does it by itself)"),
	.options = {
		{ "until-idle", OPTION_FLAG, .help = N_("end when nothing waits any more") },
		{ "runners", OPTION_INT, 1, RUNNERS_MAX, "N", N_("how many at once (one a core)") },
	},
	.run = run,
};
