/* keruen deposit: takes a disc, a folder or files in, and reports on each document. */
#include "cli/cli_int.h"
#include "ingest/ingest.h"

struct desk {
	struct cli *cli;
	bool bar; /* a progress bar stands on the line */
};

static struct str sentence(const struct cli *cli, const char *msgid)
{
	return str_of(text_say(cli->c->lang, msgid));
}

static void print_json(struct arena *mem, const struct ingest_report *r)
{
	struct buf b;
	buf_init(&b, mem, 0);
	buf_print(&b, "{\"result\":\"%s\",\"path\":", deposit_result_name(r->result));
	buf_add_json(&b, r->path);
	if (r->document.n) {
		buf_add_z(&b, ",\"id\":");
		buf_add_json(&b, r->document);
		buf_add_z(&b, ",\"title\":");
		buf_add_json(&b, r->title);
		buf_print(&b, ",\"needs_cataloguer\":%s", r->needs_cataloguer ? "true" : "false");
	}
	if (r->result == DEPOSIT_REFUSED) {
		buf_add_z(&b, ",\"reason\":");
		buf_add_json(&b, err_english(mem, &r->why));
		buf_add_z(&b, ",\"quarantine\":");
		buf_add_json(&b, r->quarantine);
	}
	if (r->damage.n) {
		buf_add_z(&b, ",\"damage\":");
		buf_add_json(&b, r->damage);
	}
	buf_print(&b, ",\"bytes\":%lld,\"pages\":%lld,\"ms\":%lld}\n", (long long)r->bytes,
		  (long long)r->pages, (long long)r->ms);
	cli_print(buf_str(&b));
}

/* A name from a foreign disc, without what would steer the terminal. */
static struct str shown(struct arena *mem, struct str name)
{
	struct str s = str_copy(mem, name);
	char *at = (char *)s.s;
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)at[i] < 0x20 || at[i] == 0x7F)
			at[i] = '?';
	return s;
}

static void print_plain(const struct cli *cli, struct arena *mem, const struct ingest_report *r)
{
	const char *lang = cli->c->lang;
	struct str path = shown(mem, r->path);
	switch (r->result) {
	case DEPOSIT_TAKEN:
		printf("%s  %.*s  %.*s\n", text_say(lang, N_("taken")), STR_ARGS(r->document),
		       STR_ARGS(path));
		if (r->damage.n)
			printf("       %s\n", text_say(lang, str_z(mem, r->damage)));
		break;
	case DEPOSIT_KNOWN:
		printf("%s  %.*s  %.*s\n", text_say(lang, N_("known already")),
		       STR_ARGS(r->document), STR_ARGS(path));
		break;
	case DEPOSIT_REFUSED:
		printf("%s  %.*s: %.*s\n", text_say(lang, N_("refused")), STR_ARGS(path),
		       STR_ARGS(text_say_err(mem, lang, &r->why)));
		break;
	}
}

/* [#######-------------] 35 / 232  name */
static void draw_bar(struct desk *d, const struct ingest_report *r)
{
	enum { WIDTH = 30 };
	char bar[WIDTH + 1];
	size_t full = r->of ? r->done * WIDTH / r->of : 0;
	if (!d->cli->terminal || !r->of)
		return;
	memset(bar, '-', WIDTH);
	memset(bar, '#', full > WIDTH ? WIDTH : full);
	bar[WIDTH] = 0;
	fflush(stdout);
	fprintf(stderr, "\r\033[K[%s] %zu / %zu", bar, r->done, r->of);
	fflush(stderr);
	d->bar = true;
}

static void clear_bar(struct desk *d)
{
	if (d->bar)
		fputs("\r\033[K", stderr);
	d->bar = false;
}

static void report(void *arg, const struct ingest_report *r)
{
	struct desk *d = arg;
	struct arena *mem = arena_new(0);
	clear_bar(d);
	if (d->cli->json)
		print_json(mem, r);
	else
		print_plain(d->cli, mem, r);
	fflush(stdout);
	draw_bar(d, r);
	arena_free(mem);
}

static void sum_json(struct arena *mem, const struct ingest_sum *s)
{
	struct buf b;
	buf_init(&b, mem, 0);
	buf_print(&b,
		  "{\"deposit\":%lld,\"taken\":%lld,\"known\":%lld,\"refused\":%lld,\"bytes\":%lld,"
		  "\"pages\":%lld,\"ms\":%lld,\"passed_over\":%lld,\"without_record\":%lld,"
		  "\"unmatched\":[",
		  (long long)s->deposit, (long long)s->taken, (long long)s->known,
		  (long long)s->refused, (long long)s->bytes, (long long)s->pages, (long long)s->ms,
		  (long long)s->passed_over, (long long)s->without_record);
	for (size_t i = 0; i < s->n_unmatched; i++) {
		if (i)
			buf_add_char(&b, ',');
		buf_add_json(&b, s->unmatched[i]);
	}
	buf_add_z(&b, "],\"complaints\":");
	buf_add_json(&b, s->complaints);
	buf_add_z(&b, "}\n");
	cli_print(buf_str(&b));
}

static const char *number(struct arena *mem, int64_t n)
{
	return str_print(mem, "%lld", (long long)n).s;
}

static void sum_plain(struct cli *cli, const struct ingest_sum *s)
{
	struct arena *mem = cli->c->mem;
	struct str size = text_size(mem, cli->c->lang, s->bytes);
	cli_say(cli, N_("taken: {0}, known already: {1}, refused: {2}"), number(mem, s->taken),
		number(mem, s->known), number(mem, s->refused), NULL);
	cli_say(cli, N_("{0}, pages: {1}, in {2}"), str_z(mem, size), number(mem, s->pages),
		text_took(mem, cli->c->lang, s->ms).s, NULL);
	if (s->without_record)
		cli_say(cli, N_("documents without a record, for a cataloguer: {0}"),
			number(mem, s->without_record), NULL);
	for (size_t i = 0; i < s->n_unmatched; i++)
		cli_say(cli, N_("a record fits no document: {0}"), str_z(mem, s->unmatched[i]),
			NULL);
	if (s->passed_over)
		cli_say(cli, N_("system files passed over: {0}"), number(mem, s->passed_over),
			NULL);
	if (s->complaints.n) {
		cli_print(sentence(cli, N_("records that were mended or left out:")));
		cli_print(STR("\n"));
		cli_print(s->complaints);
		cli_print(STR("\n"));
	}
}

static bool take_terms(struct cli *cli, struct access_terms *ret)
{
	struct ctx *c = cli->c;
	struct str level = cli_text(cli, "level"), embargo = cli_text(cli, "embargo");
	struct access_terms t = { .level = LEVEL_OPEN,
				  .excerpt_pages = (int)cli_int(cli, "excerpt-pages", 24),
				  .embargo = embargo };
	int64_t day;
	if (level.s && !access_level_of(level, &t.level))
		return fail(
			c, ERR_INVALID,
			"there is no level {0}; there are open, read, excerpt, onsite and closed",
			str_z(c->mem, level));
	if (embargo.s && (embargo.n != 10 || !when_parse(embargo, &day)))
		return fail(c, ERR_INVALID, "{0} is no date; write it as 2030-12-31",
			    str_z(c->mem, embargo));
	*ret = t;
	return true;
}

static bool paths_of(struct cli *cli, struct str *paths)
{
	for (size_t i = 0; i < cli->n_args; i++) {
		const char *path;
		if (!cli_absolute(cli->c, cli->args[i], &path))
			return false;
		paths[i] = str_of(path);
	}
	return true;
}

static bool deposit(struct cli *cli, struct ingest_sum *ret)
{
	struct ctx *c = cli->c;
	struct str records = cli_text(cli, "records"), title = cli_text(cli, "title");
	struct desk d = { .cli = cli };
	struct ingest_options o = { .partner = cli_text(cli, "partner"),
				    .records = records.s ? records : STR(""),
				    .title = title.s ? title : STR("") };
	struct str *paths = arena_array_of(c->mem, cli->n_args, struct str);
	if (!take_terms(cli, &o.terms) || !paths_of(cli, paths))
		return false;
	bool ok = ingest_deposit(c, paths, cli->n_args, &o, report, &d, ret);
	clear_bar(&d);
	library_wake(c);
	return ok;
}

static int run(struct cli *cli)
{
	struct ingest_sum sum = { 0 };
	if (!cli_flag(cli, "partner"))
		return cli_wrong_use(cli, N_("option --{0} needs a value"), "partner");
	if (!deposit(cli, &sum))
		return cli_fail(cli);
	if (cli->json)
		sum_json(cli->c->mem, &sum);
	else
		sum_plain(cli, &sum);
	return sum.refused ? EXIT_REFUSED : EXIT_DONE;
}

const struct verb verb_deposit = {
	.name = "deposit",
	.args = "PATH… --partner CODE [--level LEVEL] [--records FILE]",
	.help = N_("take a disc, a folder or files of a partner into the library"),
	.options = {
		{ "partner", OPTION_TEXT, .value = "CODE", .help = N_("whose they are (see: keruen partner list)") },
		{ "level", OPTION_TEXT, .value = "LEVEL", .help = N_("open (default), read, excerpt, onsite or closed") },
		{ "excerpt-pages", OPTION_INT, 1, 100000, "N", N_("how many first pages may be saved at level excerpt (24)") },
		{ "embargo", OPTION_TEXT, .value = "DATE", .help = N_("closed before this day, as 2030-12-31") },
		{ "records", OPTION_TEXT, .value = "FILE", .help = N_("records: MARC, MARCXML, Dublin Core, CSV or TSV") },
		{ "title", OPTION_TEXT, .value = "TITLE", .help = N_("its title, where one document comes without a record") },
	},
	.min_args = 1,
	.run = run,
};
