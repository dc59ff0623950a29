/* keruen catalog: titles made again, the queue of doubtful pairs, answers, split and join, check. */
#include "authority/authority.h"
#include "cli/cli_int.h"
#include "cluster/cluster.h"

#include <unistd.h>

static const char *number(struct arena *mem, int64_t n)
{
	return str_print(mem, "%lld", (long long)n).s;
}

static bool take_number(struct cli *cli, size_t i, int64_t *ret)
{
	return str_to_int(cli->args[i], 1, INT64_MAX, ret) ||
	       fail(cli->c, ERR_INVALID, "{0} is not the number of a source record",
		    str_z(cli->c->mem, cli->args[i]));
}

static struct str why_of(struct cli *cli)
{
	struct str why = cli_text(cli, "why");
	return why.s ? why : STR("");
}

static int lock_catalog(struct cli *cli)
{
	struct ctx *c = cli->c;
	int fd;
	if (file_lock(c, path_join(c->mem, c->dir, "run/catalog.lock"), false, &fd))
		return fd;
	if (c->err.kind == ERR_BUSY)
		fail(c, ERR_BUSY, "another import is under way, try again when it has ended");
	return -1;
}

static int rebuild(struct cli *cli)
{
	struct ctx *c = cli->c;
	struct authority_built names;
	int64_t sources, titles;
	int fd = lock_catalog(cli);
	if (fd < 0)
		return cli_fail(cli);
	bool ok = cluster_rebuild(c, &sources, &titles) && authority_build(c, &names);
	close(fd);
	library_wake(c);
	if (!ok)
		return cli_fail(cli);
	if (cli->json)
		printf("{\"sources\":%lld,\"titles\":%lld}\n", (long long)sources,
		       (long long)titles);
	else
		cli_say(cli, N_("source records: {0}; titles: {1}"), number(c->mem, sources),
			number(c->mem, titles), NULL);
	return EXIT_DONE;
}

static struct str name_of(struct ctx *c, int64_t source, struct str *ret_title)
{
	struct source s;
	struct title t;
	*ret_title = STR("");
	if (!source_get(c, source, &s) || !title_get(c, s.title, &t)) {
		err_clear(c);
		return STR("");
	}
	*ret_title = t.id;
	return t.name;
}

static void pair_json(struct cli *cli, const struct cluster_pair *p)
{
	struct buf b;
	struct str ta, tb;
	struct str na = name_of(cli->c, p->a, &ta), nb = name_of(cli->c, p->b, &tb);
	buf_init(&b, cli->c->mem, 0);
	buf_print(&b, "{\"a\":%lld,\"b\":%lld,\"score\":%d,\"titles\":[", (long long)p->a,
		  (long long)p->b, p->result.score);
	buf_add_json(&b, ta);
	buf_add_char(&b, ',');
	buf_add_json(&b, tb);
	buf_add_z(&b, "],\"names\":[");
	buf_add_json(&b, na);
	buf_add_char(&b, ',');
	buf_add_json(&b, nb);
	buf_add_z(&b, "],\"reasons\":[");
	for (size_t i = 0; i < p->result.n; i++) {
		buf_print(&b, "%s{\"points\":%d,\"veto\":%s,\"what\":", i ? "," : "",
			  p->result.reasons[i].points,
			  p->result.reasons[i].veto ? "true" : "false");
		buf_add_json(&b, str_of(p->result.reasons[i].what));
		buf_add_char(&b, '}');
	}
	buf_add_z(&b, "]}\n");
	cli_print(buf_str(&b));
}

static void pair_plain(struct cli *cli, const struct cluster_pair *p)
{
	struct str ta, tb;
	struct str na = name_of(cli->c, p->a, &ta), nb = name_of(cli->c, p->b, &tb);
	printf("%lld %lld  %d\n  %.*s  %.*s\n  %.*s  %.*s\n", (long long)p->a, (long long)p->b,
	       p->result.score, STR_ARGS(ta), STR_ARGS(na), STR_ARGS(tb), STR_ARGS(nb));
	for (size_t i = 0; i < p->result.n; i++)
		printf("    %+d  %s\n", p->result.reasons[i].points,
		       text_say(cli->c->lang, p->result.reasons[i].what));
}

static int queue(struct cli *cli)
{
	struct cluster_pair_list list;
	int64_t waiting;
	if (!cluster_queue(cli->c, -1, (int)cli_int(cli, "n", 20), &list) ||
	    !cluster_queue_count(cli->c, &waiting))
		return cli_fail(cli);
	for (size_t i = 0; i < list.n; i++) {
		if (cli->json)
			pair_json(cli, &list.at[i]);
		else
			pair_plain(cli, &list.at[i]);
	}
	if (!cli->json)
		cli_say(cli, N_("pairs that wait for an answer: {0}"), number(cli->c->mem, waiting),
			NULL);
	return EXIT_DONE;
}

static int answer(struct cli *cli)
{
	static const char *const names[] = {
		[CLUSTER_SAME] = "same", [CLUSTER_OTHER] = "other", [CLUSTER_LATER] = "later"
	};
	int64_t a, b;
	size_t which = CLUSTER_SAME;
	if (cli->n_args != 4)
		return cli_wrong_use(cli, N_("usage: keruen {0}"),
				     "catalog answer A B same|other|later");
	while (which < COUNT_OF(names) && !str_is(cli->args[3], names[which]))
		which++;
	if (which == COUNT_OF(names))
		return cli_wrong_use(cli, N_("usage: keruen {0}"),
				     "catalog answer A B same|other|later");
	if (!take_number(cli, 1, &a) || !take_number(cli, 2, &b) ||
	    !cluster_answer(cli->c, a, b, (enum cluster_answer)which, 0, why_of(cli)))
		return cli_fail(cli);
	library_wake(cli->c);
	return EXIT_DONE;
}

static int split(struct cli *cli)
{
	int64_t source;
	if (cli->n_args != 2)
		return cli_wrong_use(cli, N_("usage: keruen {0}"), "catalog split SOURCE");
	if (!take_number(cli, 1, &source) || !cluster_split(cli->c, source, 0, why_of(cli)))
		return cli_fail(cli);
	library_wake(cli->c);
	return EXIT_DONE;
}

static int join(struct cli *cli)
{
	if (cli->n_args != 3)
		return cli_wrong_use(cli, N_("usage: keruen {0}"), "catalog join TITLE TITLE");
	if (!cluster_join(cli->c, cli->args[1], cli->args[2], 0, why_of(cli)))
		return cli_fail(cli);
	library_wake(cli->c);
	return EXIT_DONE;
}

static void tell_fault(void *arg, enum cluster_fault f, struct str id)
{
	const struct cli *cli = arg;
	printf("%.*s: %s\n", STR_ARGS(id), text_say(cli->c->lang, cluster_fault_name(f)));
}

static int check(struct cli *cli)
{
	int64_t n;
	if (!cluster_check(cli->c, cli->json ? NULL : tell_fault, cli, &n))
		return cli_fail(cli);
	if (cli->json)
		printf("{\"faults\":%lld}\n", (long long)n);
	else
		cli_say(cli, N_("faults found: {0}"), number(cli->c->mem, n), NULL);
	return n ? EXIT_REFUSED : EXIT_DONE;
}

static int run(struct cli *cli)
{
	static const struct {
		const char *name;
		int (*run)(struct cli *cli);
	} parts[] = { { "rebuild", rebuild }, { "queue", queue }, { "answer", answer },
		      { "split", split },     { "join", join },   { "check", check } };
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (str_is(cli->args[0], parts[i].name))
			return parts[i].run(cli);
	return cli_wrong_use(cli, N_("usage: keruen {0}"), cli->verb->args);
}

const struct verb verb_catalog = {
	.name = "catalog",
	.args = "rebuild|queue|check|answer A B same|other|later|split SOURCE|join TITLE TITLE",
	.help = N_("the union catalogue: make titles again, answer doubtful pairs, check"),
	.options = {
		{ "n", OPTION_INT, 1, 10000, "N", N_("how many pairs are shown (20)") },
		{ "why", OPTION_TEXT, .value = "TEXT", .help = N_("why it was decided so") },
	},
	.min_args = 1,
	.max_args = 4,
	.run = run,
};
