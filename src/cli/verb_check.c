/* keruen check: whether configuration, database and store stand, and what waits. */
#include "catalog/catalog.h"
#include "cli/cli_int.h"
#include "index/index.h"
#include "queue/queue.h"

static int run(struct cli *cli)
{
	struct ctx *c = cli->c;
	struct catalog_counts n;
	struct job_counts jobs;
	size_t mended;
	if (!index_check_places(c) || !store_recover(c, &mended) || !catalog_counts(c, &n) ||
	    !queue_counts(c, STR(""), &jobs))
		return cli_fail(cli);
	if (cli->json) {
		printf("{\"titles\":%lld,\"documents\":%lld,\"pages\":%lld,\"with_text\":%lld,"
		       "\"waiting\":%lld,\"running\":%lld,\"set_aside\":%lld,\"mended\":%zu}\n",
		       (long long)n.titles, (long long)n.documents, (long long)n.pages,
		       (long long)n.with_text, (long long)jobs.waiting, (long long)jobs.running,
		       (long long)jobs.set_aside, mended);
	} else {
		struct arena *m = c->mem;
		cli_say(cli, N_("titles: {0}, documents: {1}, pages: {2}"),
			str_print(m, "%lld", (long long)n.titles).s,
			str_print(m, "%lld", (long long)n.documents).s,
			str_print(m, "%lld", (long long)n.pages).s, NULL);
		cli_say(cli, N_("jobs waiting: {0}, running: {1}, set aside: {2}"),
			str_print(m, "%lld", (long long)jobs.waiting).s,
			str_print(m, "%lld", (long long)jobs.running).s,
			str_print(m, "%lld", (long long)jobs.set_aside).s, NULL);
		if (mended)
			cli_say(cli, N_("objects mended after an interruption: {0}"),
				str_print(m, "%zu", mended).s, NULL);
	}
	return jobs.set_aside ? EXIT_REFUSED : EXIT_DONE;
}

const struct verb verb_check = {
	.name = "check",
	.args = "",
	.help = N_("check configuration, database and store, and tell what waits"),
	.run = run,
};
