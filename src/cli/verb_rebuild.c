/* keruen rebuild: makes database and index again from the store alone. */
#include "authority/authority.h"
#include "cli/cli_int.h"
#include "cluster/cluster.h"
#include "import/import.h"
#include "index/index.h"
#include "preserve/preserve.h"

#include <stdlib.h>

struct file { /* an object that is a file of records */
	struct str object;
	int64_t begun;
};
struct desk {
	struct cli *cli;
	struct arena *mem; /* as long as the verb: the walk has an arena of its own */
	struct file *files;
	size_t n, room;
};

static void tell_left_out(void *arg, struct ctx *c, struct str id)
{
	const struct desk *d = arg;
	struct str why = text_say_err(c->mem, d->cli->c->lang, &c->err);
	fprintf(stderr, "%.*s: %.*s\n", STR_ARGS(id), STR_ARGS(why));
}

static bool note_file(void *arg, struct ctx *c, struct str id)
{
	struct desk *d = arg;
	int64_t begun;
	if (!import_again_begun(c, id, &begun))
		return false;
	if (d->n == d->room) {
		size_t more = d->room ? 2 * d->room : 64;
		d->files = arena_grow(d->mem, d->files, d->room * sizeof *d->files,
				      more * sizeof *d->files);
		d->room = more;
	}
	d->files[d->n++] = (struct file){ str_copy(d->mem, id), begun };
	return true;
}

static int oldest_first(const void *a, const void *b)
{
	const struct file *x = a, *y = b;
	if (x->begun != y->begun)
		return x->begun < y->begun ? -1 : 1;
	return str_order(x->object, y->object);
}

/* One that cannot be read is told and left out, like a document. */
static int64_t take_files(struct desk *d)
{
	struct ctx *c = d->cli->c;
	int64_t left_out = 0;
	if (d->n)
		qsort(d->files, d->n, sizeof *d->files, oldest_first);
	for (size_t i = 0; i < d->n; i++) {
		if (import_again(c, d->files[i].object))
			continue;
		tell_left_out(d, c, d->files[i].object);
		err_clear(c);
		left_out++;
	}
	return left_out;
}

static int run(struct cli *cli)
{
	struct ctx *c = cli->c;
	struct desk d = { .cli = cli, .mem = c->mem };
	struct preserve_rebuilt r;
	struct authority_built names;
	int64_t titles, sources;
	if (!preserve_rebuild(c, tell_left_out, note_file, &d, &r))
		return cli_fail(cli);
	r.left_out += take_files(&d);
	if (!cluster_rebuild(c, &sources, &titles) || !authority_build(c, &names) ||
	    !index_rebuild(c, &titles))
		return cli_fail(cli);
	if (cli->json)
		printf("{\"documents\":%lld,\"titles\":%lld,\"sources\":%lld,\"left_out\":%lld}\n",
		       (long long)r.documents, (long long)titles, (long long)sources,
		       (long long)r.left_out);
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
