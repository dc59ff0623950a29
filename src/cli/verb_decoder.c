/* keruen decoder: the sandboxed process that reads foreign files; started by the program itself. */
#include "cli/cli_int.h"
#include "media/media.h"

static int run(struct cli *cli)
{
	return media_decoder_main(3);
}

const struct verb verb_decoder = {
	.name = "decoder",
	.args = "",
	.help = N_("read foreign files in a sandbox (started by the program itself)"),
	.bare = true,
	.hidden = true,
	.run = run,
};
