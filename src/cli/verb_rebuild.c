/* keruen rebuild: makes database and index again from the store alone. */
#include "cli/cli_int.h"
#include "index/index.h"
#include "preserve/preserve.h"

static void tell_left_out(void *arg, struct ctx *c, struct str id)
{
	const struct cli *cli = arg;
	struct str why = text_say_err(c->mem, cli->c->lang, &c->err);
	fprintf(stderr, "%.*s: %.*s\n", STR_ARGS(id), STR_ARGS(why));
}

static int run(struct cli *cli)
{
	struct ctx *c = cli->c;
	struct preserve_rebuilt r;
	int64_t titles;
	if (!preserve_rebuild(c, tell_left_out, cli, &r) || !index_rebuild(c, &titles))
		return cli_fail(cli);
	if (cli->json)
		printf("{\"documents\":%lld,\"titles\":%lld,\"left_out\":%lld}\n",
		       (long long)r.documents, (long long)titles, (long long)r.left_out);
	else
		cli_say(cli, N_("made again: {0} documents, {1} titles; left out: {2}"),
			str_print(c->mem, "%lld", (long long)r.documents).s,
			str_print(c->mem, "%lld", (long long)titles).s,
			str_print(c->mem, "%lld", (long long)r.left_out).s, NULL);
	return r.left_out ? EXIT_REFUSED : EXIT_DONE;
}

const struct verb verb_rebuild = {
	.name = "rebuild",
	.args = "",
	.help = N_("make database and index again from the store alone"),
	.run = run,
};
