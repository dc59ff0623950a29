/* keruen index: makes the full-text index again from catalogue and store. */
#include "cli/cli_int.h"
#include "index/index.h"

static int run(struct cli *cli)
{
	int64_t titles;
	if (!cli_flag(cli, "rebuild"))
		return cli_wrong_use(cli, N_("usage: keruen {0}"), "index --rebuild");
	if (!index_rebuild(cli->c, &titles))
		return cli_fail(cli);
	if (cli->json)
		printf("{\"titles\":%lld}\n", (long long)titles);
	else
		cli_say(cli, N_("indexed {0} titles"),
			str_print(cli->c->mem, "%lld", (long long)titles).s, NULL);
	return EXIT_DONE;
}

const struct verb verb_index = {
	.name = "index",
	.args = "--rebuild",
	.help = N_("make the full-text index again"),
	.options = { { "rebuild", OPTION_FLAG,
		       .help = N_("build it beside the old one, then switch") } },
	.run = run,
};
