/* keruen rebuild: makes database and index again from the store alone. */
#include "cli/cli_int.h"
#include "index/index.h"
#include "preserve/preserve.h"

static void tell(void *arg, int64_t documents, struct str object, const struct err *why)
{
	const struct cli *cli = arg;
	struct arena *mem = arena_new(0);
	if (why)
		fprintf(stderr, "%.*s: %.*s\n", STR_ARGS(object),
			STR_ARGS(text_say_err(mem, cli->c->lang, why)));
	else if (cli->terminal)
		fprintf(stderr, "\r%lld ", (long long)documents);
	arena_free(mem);
}

static int run(struct cli *cli)
{
	struct ctx *c = cli->c;
	struct preserve_rebuilt r;
	int64_t titles;
	if (!preserve_rebuild(c, tell, cli, &r) || !index_rebuild(c, &titles))
		return cli_fail(cli);
	if (cli->json)
		printf("{\"documents\":%lld,\"titles\":%lld,\"broken\":%lld}\n",
		       (long long)r.documents, (long long)titles, (long long)r.broken);
	else
		cli_say(cli, N_("made again: {0} documents, {1} titles; could not be read: {2}"),
			str_print(c->mem, "%lld", (long long)r.documents).s,
			str_print(c->mem, "%lld", (long long)titles).s,
			str_print(c->mem, "%lld", (long long)r.broken).s, NULL);
	return r.broken ? EXIT_REFUSED : EXIT_DONE;
}

const struct verb verb_rebuild = {
	.name = "rebuild",
	.args = "",
	.help = N_("make database and index again from the store alone"),
	.run = run,
};
