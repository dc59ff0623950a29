/* keruen import: takes files of catalogue records of a partner in, and reports on each. */
#include "cli/cli_int.h"
#include "import/import.h"
#include "partner/partner.h"

struct desk {
	struct cli *cli;
	const char *path;
	bool bar; /* a progress bar stands on the line */
	int64_t begun_us;
};

static const char *number(struct arena *mem, int64_t n)
{
	return str_print(mem, "%lld", (long long)n).s;
}

/* [#######-------------] 35 %  1 200 000 records */
static void draw_bar(void *arg, const struct source_file *f, int64_t at)
{
	enum { WIDTH = 30 };
	struct desk *d = arg;
	char bar[WIDTH + 1];
	int64_t full = f->size > 0 ? at * WIDTH / f->size : 0;
	int64_t took = (when_monotonic_us() - d->begun_us) / 1000000;
	if (!d->cli->terminal)
		return;
	memset(bar, '-', WIDTH);
	memset(bar, '#', (size_t)(full > WIDTH ? WIDTH : full));
	bar[WIDTH] = 0;
	fflush(stdout);
	fprintf(stderr, "\r\033[K[%s] %lld %%  %lld  (%lld/s)", bar,
		(long long)(f->size > 0 ? at * 100 / f->size : 0), (long long)f->read,
		(long long)(took > 0 ? f->read / took : f->read));
	fflush(stderr);
	d->bar = true;
}

static void clear_bar(struct desk *d)
{
	if (d->bar)
		fputs("\r\033[K", stderr);
	d->bar = false;
}

static void add_codes(struct buf *b, uint32_t mends)
{
	bool first = true;
	buf_add_char(b, '[');
	for (int m = 0; m < MENDS; m++) {
		if (!(mends >> m & 1))
			continue;
		buf_print(b, "%s\"%s\"", first ? "" : ",", marc_mend_code((enum marc_mend)m));
		first = false;
	}
	buf_add_char(b, ']');
}

static void tell_json(struct desk *d, struct arena *mem, const struct record_item *i)
{
	struct buf b;
	buf_init(&b, mem, 0);
	buf_print(&b, "{\"result\":\"%s\",\"file\":", i->reason ? "set_aside" : "mended");
	buf_add_json(&b, path_name(str_of(d->path)));
	buf_print(&b, ",\"number\":%lld,\"at\":%lld,\"length\":%zu,\"id\":", (long long)i->number,
		  (long long)i->at, i->record.raw.n);
	buf_add_json(&b, i->id);
	buf_add_z(&b, ",\"mends\":");
	add_codes(&b, i->mends);
	if (i->reason) {
		buf_add_z(&b, ",\"reason\":");
		buf_add_json(&b, str_of(i->reason));
	}
	buf_add_z(&b, "}\n");
	cli_print(buf_str(&b));
}

/* A mended record is only counted for people; one set aside is told with its place. */
static void told(void *arg, const struct record_item *i)
{
	struct desk *d = arg;
	struct arena *mem = arena_new(0);
	clear_bar(d);
	if (d->cli->json) {
		tell_json(d, mem, i);
	} else if (i->reason) {
		struct str args[] = { str_of(number(mem, i->number)), str_of(number(mem, i->at)),
				      str_of(text_say(d->cli->c->lang, i->reason)) };
		const char *msg = N_("set aside: record {0}, at byte {1}: {2}");
		cli_print(err_fill(mem, str_of(text_say(d->cli->c->lang, msg)), args, 3));
		cli_print(STR("\n"));
	}
	arena_free(mem);
}

static void sum_json(struct cli *cli, const struct source_file *f)
{
	struct buf b;
	buf_init(&b, cli->c->mem, 0);
	buf_print(&b, "{\"file\":");
	buf_add_json(&b, f->name);
	buf_print(&b, ",\"number\":%lld,\"object\":", (long long)f->id);
	buf_add_json(&b, f->object);
	buf_add_z(&b, ",\"format\":");
	buf_add_json(&b, f->format);
	buf_add_z(&b, ",\"dialect\":");
	buf_add_json(&b, f->dialect);
	buf_add_z(&b, ",\"encoding\":");
	buf_add_json(&b, f->encoding);
	buf_print(&b,
		  ",\"read\":%lld,\"taken\":%lld,\"replaced\":%lld,\"withdrawn\":%lld,"
		  "\"unchanged\":%lld,\"mended\":%lld,\"set_aside\":%lld}\n",
		  (long long)f->read, (long long)f->taken, (long long)f->replaced,
		  (long long)f->withdrawn, (long long)f->unchanged, (long long)f->mended,
		  (long long)f->set_aside);
	cli_print(buf_str(&b));
}

/* "wrong length of a record: 12" a line */
static void say_mends(struct cli *cli, struct str mends)
{
	struct str line, code;
	while (str_next(&mends, '\n', &line)) {
		if (!str_next(&line, ' ', &code))
			continue;
		for (int m = 0; m < MENDS; m++)
			if (str_is(code, marc_mend_code((enum marc_mend)m)))
				printf("    %s: %.*s\n",
				       text_say(cli->c->lang, marc_mend_name((enum marc_mend)m)),
				       STR_ARGS(line));
	}
}

static void sum_plain(struct cli *cli, const struct source_file *f)
{
	struct arena *mem = cli->c->mem;
	printf("%.*s: %.*s, %.*s, %.*s\n", STR_ARGS(f->name), STR_ARGS(f->format),
	       STR_ARGS(f->dialect), STR_ARGS(f->encoding));
	cli_say(cli, N_("records read: {0}; new: {1}; replaced by a newer version: {2}"),
		number(mem, f->read), number(mem, f->taken), number(mem, f->replaced), NULL);
	cli_say(cli, N_("withdrawn: {0}; unchanged: {1}"), number(mem, f->withdrawn),
		number(mem, f->unchanged), NULL);
	cli_say(cli, N_("mended: {0}; set aside: {1}"), number(mem, f->mended),
		number(mem, f->set_aside), NULL);
	say_mends(cli, f->mends);
}

static const char *given(const struct cli *cli, const char *name)
{
	struct str s = cli_text(cli, name);
	return s.s ? str_z(cli->c->mem, s) : NULL;
}

static bool take_options(struct cli *cli, struct import_options *o)
{
	struct ctx *c = cli->c;
	struct str dialect = cli_text(cli, "dialect"), columns = cli_text(cli, "columns");
	enum marc_dialect d;
	if (!partner_by_code(c, cli_text(cli, "partner"), &o->partner))
		return false;
	if (dialect.s && !marc_dialect_of(dialect, &d))
		return fail(
			c, ERR_INVALID,
			"there is no MARC dialect {0}; there are marc21, unimarc, rusmarc, kazmarc "
			"and irbis",
			str_z(c->mem, dialect));
	/* what a partner agreed on holds where nothing else is said */
	o->read = (struct record_options){
		.format = given(cli, "format"),
		.dialect = dialect.s              ? given(cli, "dialect")
			   : o->partner.dialect.n ? str_z(c->mem, o->partner.dialect)
						  : NULL,
		.encoding = cli_flag(cli, "encoding") ? given(cli, "encoding")
			    : o->partner.encoding.n   ? str_z(c->mem, o->partner.encoding)
						      : NULL,
		.columns = columns.s ? columns : o->partner.columns,
	};
	return true;
}

static bool import_one(struct cli *cli, struct desk *d, const struct import_options *o,
		       struct str path, struct source_file *ret)
{
	if (!cli_absolute(cli->c, path, &d->path))
		return false;
	d->begun_us = when_monotonic_us();
	bool ok = import_file(cli->c, d->path, o, ret);
	clear_bar(d);
	return ok;
}

static int run(struct cli *cli)
{
	struct desk d = { .cli = cli };
	struct import_options o = { .progress = draw_bar, .told = told, .arg = &d };
	struct source_file f;
	int64_t aside = 0;
	if (!cli_flag(cli, "partner"))
		return cli_wrong_use(cli, N_("option --{0} needs a value"), "partner");
	if (!take_options(cli, &o))
		return cli_fail(cli);
	for (size_t i = 0; i < cli->n_args; i++) {
		if (!import_one(cli, &d, &o, cli->args[i], &f))
			return cli_fail(cli);
		if (cli->json)
			sum_json(cli, &f);
		else
			sum_plain(cli, &f);
		fflush(stdout);
		aside += f.set_aside;
	}
	library_wake(cli->c);
	return aside ? EXIT_REFUSED : EXIT_DONE;
}

const struct verb verb_import = {
	.name = "import",
	.args = "FILE… --partner CODE [--dialect D] [--encoding E] [--columns MAP]",
	.help = N_("take catalogue records of a partner in"),
	.options = {
		{ "partner", OPTION_TEXT, .value = "CODE", .help = N_("whose they are (see: keruen partner list)") },
		{ "format", OPTION_TEXT, .value = "FORMAT", .help = N_("iso2709, marcxml, lines, irbis, dc, csv or tsv; otherwise by looking") },
		{ "dialect", OPTION_TEXT, .value = "DIALECT", .help = N_("marc21, unimarc, rusmarc, kazmarc or irbis; otherwise by looking") },
		{ "encoding", OPTION_TEXT, .value = "ENCODING", .help = N_("utf-8, marc-8, windows-1251, koi8-r, …; otherwise by looking") },
		{ "columns", OPTION_TEXT, .value = "MAP", .help = N_("of a list: which column is which field, as title=Название,date=Год") },
	},
	.min_args = 1,
	.run = run,
};
