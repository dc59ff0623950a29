/* keruen init: makes an empty library. */
#include "cli/cli_int.h"

static int run(struct cli *cli)
{
	if (!library_init(cli->c))
		return cli_fail(cli);
	library_close(cli->c);
	cli_say(cli, N_("a library stands in {0}"), cli->c->dir, NULL);
	return EXIT_DONE;
}

const struct verb verb_init = {
	.name = "init",
	.args = "",
	.help = N_("make a library in the directory, with its keruen.conf"),
	.bare = true,
	.run = run,
};
