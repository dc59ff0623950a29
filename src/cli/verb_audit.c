/* keruen audit: reads everything again and names each file that is not as it was. */
#include "cli/cli_int.h"
#include "preserve/preserve.h"

static const char *trouble_name(enum store_trouble t)
{
	static const char *const names[] = {
		[STORE_CHANGED] = N_("changed"),
		[STORE_VANISHED] = N_("vanished"),
		[STORE_APPEARED] = N_("appeared"),
		[STORE_BROKEN] = N_("broken"),
	};
	return names[t];
}

static void tell(void *arg, const struct store_finding *f)
{
	const struct cli *cli = arg;
	struct arena *mem = arena_new(0);
	struct buf b;
	buf_init(&b, mem, 0);
	if (cli->json) {
		buf_print(&b, "{\"finding\":\"%s\",\"id\":", trouble_name(f->trouble));
		buf_add_json(&b, f->object);
		buf_add_z(&b, ",\"path\":");
		buf_add_json(&b, f->path);
		buf_add_z(&b, ",\"detail\":");
		buf_add_json(&b, f->detail);
		buf_add_char(&b, '}');
	} else {
		buf_print(&b, "%s  %.*s  %.*s  %.*s",
			  text_say(cli->c->lang, trouble_name(f->trouble)), STR_ARGS(f->object),
			  STR_ARGS(f->path), STR_ARGS(f->detail));
	}
	buf_add_char(&b, '\n');
	cli_print(buf_str(&b));
	arena_free(mem);
}

static int run(struct cli *cli)
{
	struct ctx *c = cli->c;
	struct preserve_audit a;
	if (!preserve_audit(c, tell, cli, &a))
		return cli_fail(cli);
	int64_t findings = a.changed + a.vanished + a.appeared + a.broken;
	if (cli->json)
		printf("{\"files\":%lld,\"bytes\":%lld,\"findings\":%lld}\n", (long long)a.files,
		       (long long)a.bytes, (long long)findings);
	else
		cli_say(cli, N_("files read: {0} ({1}); not as they were: {2}"),
			str_print(c->mem, "%lld", (long long)a.files).s,
			str_z(c->mem, text_size(c->mem, c->lang, a.bytes)),
			str_print(c->mem, "%lld", (long long)findings).s, NULL);
	return findings ? EXIT_REFUSED : EXIT_DONE;
}

const struct verb verb_audit = {
	.name = "audit",
	.args = "",
	.help = N_("read everything in the store again and name what changed"),
	.run = run,
};
