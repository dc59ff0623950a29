/* keruen password: works one password out, apart from all else; started by the program itself. */
#include "cli/cli_int.h"
#include "web/web.h"

static int run(struct cli *cli)
{
	return web_password_main(cli->c, 3) ? EXIT_DONE : EXIT_COULD_NOT;
}

const struct verb verb_password = {
	.name = "password",
	.args = "",
	.help = N_("work a password out (started by the program itself)"),
	.bare = true,
	.hidden = true,
	.run = run,
};
