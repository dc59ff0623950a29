/* keruen authority: persons, bodies, places and subjects, built from titles and taken in from files. */
#include "cli/cli_int.h"
#include "authority/authority.h"

#include <fcntl.h>
#include <unistd.h>

static const char *number(const struct cli *cli, int64_t n)
{
	return str_print(cli->c->mem, "%lld", (long long)n).s;
}

static int build(struct cli *cli)
{
	struct authority_built b;
	if (!authority_build(cli->c, &b))
		return cli_fail(cli);
	if (cli->json)
		printf("{\"titles\":%lld,\"names\":%lld,\"authorities\":%lld}\n",
		       (long long)b.titles, (long long)b.names, (long long)b.authorities);
	else
		cli_say(cli,
			N_("read {0} titles: {1} names of {2} persons, bodies, places and "
			   "subjects"),
			number(cli, b.titles), number(cli, b.names), number(cli, b.authorities),
			NULL);
	return EXIT_DONE;
}

static void json_forms(struct buf *b, const struct authority *a)
{
	buf_add_z(b, ",\"forms\":[");
	for (size_t i = 0; i < a->n_forms; i++) {
		buf_add_z(b, i ? ",{\"name\":" : "{\"name\":");
		buf_add_json(b, a->forms[i].name);
		buf_add_z(b, ",\"dates\":");
		buf_add_json(b, a->forms[i].dates);
		buf_print(b, ",\"preferred\":%s}", a->forms[i].preferred ? "true" : "false");
	}
	buf_add_char(b, ']');
}

static void print_authority(const struct cli *cli, const struct authority *a)
{
	struct buf b;
	buf_init(&b, cli->c->mem, 0);
	if (cli->json) {
		buf_print(&b, "{\"id\":\"%.*s\",\"kind\":\"%s\",\"name\":", STR_ARGS(a->id),
			  authority_kind_name(a->kind));
		buf_add_json(&b, a->name);
		buf_add_z(&b, ",\"dates\":");
		buf_add_json(&b, a->dates);
		buf_print(&b, ",\"titles_by\":%lld,\"titles_about\":%lld,\"imported\":%s",
			  (long long)a->titles_by, (long long)a->titles_about,
			  a->imported ? "true" : "false");
		json_forms(&b, a);
		buf_add_z(&b, "}\n");
	} else {
		buf_print(&b, "%.*s  %.*s%s%.*s  (%lld, %lld)\n", STR_ARGS(a->id),
			  STR_ARGS(a->name), a->dates.n ? ", " : "", STR_ARGS(a->dates),
			  (long long)a->titles_by, (long long)a->titles_about);
		for (size_t i = 0; i < a->n_forms; i++)
			if (!a->forms[i].preferred)
				buf_print(&b, "    %.*s%s%.*s\n", STR_ARGS(a->forms[i].name),
					  a->forms[i].dates.n ? ", " : "",
					  STR_ARGS(a->forms[i].dates));
	}
	cli_print(buf_str(&b));
}

/* An id that was given up shows where it leads. */
static int show(struct cli *cli, struct str id)
{
	struct authority a;
	struct str to;
	struct ctx *c = cli->c;
	if (authority_get(c, id, &a)) {
		print_authority(cli, &a);
		return EXIT_DONE;
	}
	if (c->err.kind != ERR_ABSENT)
		return cli_fail(cli);
	err_clear(c);
	if (!authority_moved(c, id, &to) || !authority_get(c, to, &a))
		return cli_fail(cli);
	print_authority(cli, &a);
	return EXIT_DONE;
}

/* Whoever bears the name, of any kind. */
static int find(struct cli *cli, struct str name)
{
	static const enum authority_kind kinds[] = { AUTHORITY_PERSON, AUTHORITY_BODY,
						     AUTHORITY_PLACE, AUTHORITY_SUBJECT };
	int shown = 0;
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		struct authority a;
		if (!authority_find(cli->c, kinds[i], name, STR_NONE, &a))
			return cli_fail(cli);
		if (a.id.n)
			print_authority(cli, &a);
		shown += a.id.n > 0;
	}
	return shown ? EXIT_DONE : EXIT_REFUSED;
}

/* Then all is built again: what was imported collects what titles say. */
static int import(struct cli *cli, struct str path)
{
	struct ctx *c = cli->c;
	int64_t n, taken;
	const char *file;
	if (!cli_absolute(c, path, &file))
		return cli_fail(cli);
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		fail_errno(c, "could not open {0}: {1}", file);
		return cli_fail(cli);
	}
	bool ok = authority_import(c, fd, &n, &taken);
	close(fd);
	if (!ok)
		return cli_fail(cli);
	if (cli->json)
		printf("{\"read\":%lld,\"taken\":%lld}\n", (long long)n, (long long)taken);
	else
		cli_say(cli, N_("read {0} authority records, took {1}"), number(cli, n),
			number(cli, taken), NULL);
	int built = build(cli);
	return built == EXIT_DONE && taken < n ? EXIT_REFUSED : built;
}

static int decide(struct cli *cli, bool join)
{
	struct ctx *c = cli->c;
	if (!(join ? authority_join(c, cli->args[1], cli->args[2], 0)
		   : authority_split(c, cli->args[1], cli->args[2], 0)))
		return cli_fail(cli);
	return show(cli, cli->args[1]);
}

static int run(struct cli *cli)
{
	struct str what = cli->args[0];
	bool join = str_is(what, "join");
	if (str_is(what, "import") && cli->n_args == 2)
		return import(cli, cli->args[1]);
	if ((join || str_is(what, "split")) && cli->n_args == 3)
		return decide(cli, join);
	if (str_is(what, "build") && cli->n_args == 1)
		return build(cli);
	if (str_is(what, "show") && cli->n_args == 2)
		return show(cli, cli->args[1]);
	if (str_is(what, "find") && cli->n_args == 2)
		return find(cli, cli->args[1]);
	return cli_wrong_use(cli, N_("usage: keruen {0}"),
			     "authority build | import FILE | show ID | find NAME | "
			     "join ID ID | split ID FORM");
}

const struct verb verb_authority = {
	.name = "authority",
	.args = "build | import FILE | show ID | find NAME | join ID ID | split ID FORM",
	.help = N_(
		"persons, bodies, places and subjects: build, take in, look at, join or part them"),
	.min_args = 1,
	.max_args = 3,
	.run = run,
};
