/* keruen serve: the portal, and the runners that recognise, derive and index behind it. */
#include "cli/cli_int.h"
#include "cli/work.h"
#include "library/library.h"
#include "queue/queue.h"
#include "web/web.h"

static void say_address(void *arg, const char *address)
{
	const struct cli *cli = arg;
	cli_say(cli, N_("the library is open at {0}"), address, NULL);
	fflush(stdout);
}

/* Before any process is forked: no connexion may be shared. */
static bool retry(struct ctx *c)
{
	bool ok = library_open(c) && queue_retry(c);
	library_close(c);
	return ok;
}

static int run(struct cli *cli)
{
	struct library_conf conf;
	struct str listen = cli_text(cli, "listen");
	if (cli_flag(cli, "routes")) {
		cli_print(web_routes_text(cli->c->mem, cli->c->lang));
		return EXIT_DONE;
	}
	if (!library_conf_read(cli->c, &conf) || !retry(cli->c))
		return cli_fail(cli);
	struct serve_options o = {
		.listen = str_z(cli->c->mem, listen.s ? listen : conf.listen),
		.port = (int)cli_int(cli, "port", conf.port),
		.workers = (int)cli_int(cli, "workers", 0),
		.runners = (int)cli_int(cli, "runners", 0),
		.work = work_once,
		.started = say_address,
		.arg = cli,
	};
	if (!serve_main(cli->c, &o))
		return cli_fail(cli);
	return EXIT_DONE;
}

const struct verb verb_serve = {
	.name = "serve",
	.args = "[--port N] [--listen ADDRESS]",
	.help = N_("open the library to its readers, until stopped"),
	.options = {
		{ "port", OPTION_INT, 1, 65535, "N", N_("the port, other than keruen.conf says") },
		{ "listen", OPTION_TEXT, .value = "ADDRESS", .help = N_("the address, other than keruen.conf says") },
		{ "workers", OPTION_INT, 1, 64, "N", N_("how many web workers (one a core)") },
		{ "runners", OPTION_INT, -1, 64, "N", N_("how many job runners (one a core; -1: none)") },
		{ "routes", OPTION_FLAG, .help = N_("only print the addresses that are answered, and what each asks") },
	},
	.bare = true,
	.run = run,
};
