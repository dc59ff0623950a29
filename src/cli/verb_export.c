/* keruen export: titles as files in the formats that others read, or records as they came. */
#include <errno.h>
#include <unistd.h>

#include "cli/cli_int.h"
#include "give/give.h"
#include "index/index.h"
#include "partner/partner.h"
#include "source/source.h"

enum { FLUSH = 256 * 1024, HITS = 1000, OUT_MAX = 64 << 20 };

struct desk {
	struct cli *cli;
	struct give give;
	struct buf out;
	struct arena *mem; /* of one title */
	int64_t partner;   /* 0: of any */
	int64_t given, left_out;
	struct str form; /* of records as they came: the one asked for, else that of the first */
	bool asked;
	bool lost; /* nobody takes what is written */
};

static const char *number(struct desk *d, int64_t n)
{
	return str_print(d->cli->c->mem, "%lld", (long long)n).s;
}

/* To stdout; false: it is closed or full. */
static bool flush(struct desk *d, size_t least)
{
	struct str rest = buf_str(&d->out);
	if (rest.n < least || d->lost)
		return !d->lost;
	while (rest.n) {
		ssize_t n = write(STDOUT_FILENO, rest.s, rest.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			d->lost = true;
			return fail_errno(d->cli->c, "could not write the records", "");
		}
		rest = str_from(rest, (size_t)n);
	}
	buf_clear(&d->out);
	return true;
}

static bool is_held(const struct desk *d, const struct title *t)
{
	struct str rest = t->holders, one;
	int64_t id;
	if (d->partner == 0 || t->partner == d->partner)
		return true;
	while (str_next(&rest, ' ', &one)) {
		if (str_to_int(one, 1, INT64_MAX, &id) && id == d->partner)
			return true;
	}
	return false;
}

/* One title, in memory of its own. A title that went meanwhile, or that the format has no room for, is
 * left out and counted. */
static bool give_one(struct desk *d, struct str id)
{
	struct ctx c = *d->cli->c;
	struct title t;
	arena_reset(d->mem);
	c.mem = d->mem;
	bool there = title_get(&c, id, &t);
	if (there && !is_held(d, &t))
		return true;
	if (there && give_title(&c, &d->give, &t)) {
		d->given++;
		return flush(d, FLUSH);
	}
	if (c.err.kind == ERR_ABSENT || c.err.kind == ERR_LIMIT) {
		d->left_out++;
		return true;
	}
	for (size_t i = 0; i < ERR_ARGS; i++)
		c.err.args[i] = str_copy(d->cli->c->mem, c.err.args[i]);
	d->cli->c->err = c.err;
	return false;
}

static bool give_walked(struct ctx *c, void *arg, struct str id)
{
	return give_one(arg, id);
}

/* What a search finds, some at a time. */
static bool give_found(struct desk *d)
{
	struct ctx c = *d->cli->c;
	struct index_query q = {
		.text = str_join(c.mem, d->cli->args, d->cli->n_args, STR(" ")),
		.partner = d->partner,
		.n = HITS,
	};
	bool ok = true;
	c.mem = arena_new(0);
	for (bool more = true; ok && more; q.from += HITS) {
		struct index_result r;
		arena_reset(c.mem);
		ok = index_search(&c, &q, &r);
		for (size_t i = 0; ok && i < r.n_hits; i++)
			ok = give_one(d, r.hits[i].title);
		more = ok && r.n_hits == HITS;
	}
	if (!ok && c.err.kind != ERR_NONE && d->cli->c->err.kind == ERR_NONE) {
		d->cli->c->err = c.err;
		for (size_t i = 0; i < ERR_ARGS; i++)
			d->cli->c->err.args[i] = str_copy(d->cli->c->mem, c.err.args[i]);
	}
	arena_free(c.mem);
	return ok;
}

static bool give_titles(struct desk *d)
{
	give_begin(&d->give);
	bool ok = d->cli->n_args ? give_found(d) : titles_walk(d->cli->c, give_walked, d);
	give_end(&d->give);
	return ok && d->cli->c->err.kind == ERR_NONE && flush(d, 0);
}

/* A file holds records of one form: XML among ISO 2709 would be read by nobody. */
static bool fits(struct desk *d, const struct source *s)
{
	if (str_is(s->format, "csv") || str_is(s->format, "tsv") || str_is(s->format, "json"))
		return false; /* a row without its header says nothing */
	if (d->form.n == 0)
		d->form = str_copy(d->cli->c->mem, s->format);
	return str_same(d->form, s->format);
}

static bool give_as_came(struct ctx *outer, void *arg, const struct source *s)
{
	struct desk *d = arg;
	struct ctx c = *outer;
	struct str raw;
	if (d->partner && s->partner != d->partner)
		return true;
	if (!fits(d, s)) {
		d->left_out += !d->asked;
		return true;
	}
	bool xml = str_is(d->form, "marcxml") || str_is(d->form, "dc");
	if (xml && d->given == 0)
		buf_add_z(&d->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection>\n");
	arena_reset(d->mem);
	c.mem = d->mem;
	if (!source_raw(&c, s, &raw)) {
		outer->err = c.err;
		for (size_t i = 0; i < ERR_ARGS; i++)
			outer->err.args[i] = str_copy(outer->mem, c.err.args[i]);
		return false;
	}
	buf_add(&d->out, raw);
	if (!str_is(d->form, "iso2709"))
		buf_add_char(&d->out, '\n');
	d->given++;
	return flush(d, FLUSH);
}

static bool give_records(struct desk *d)
{
	bool ok = sources_walk(d->cli->c, 0, give_as_came, d);
	if (str_is(d->form, "marcxml") || str_is(d->form, "dc"))
		buf_add_z(&d->out, "</collection>\n");
	return ok && flush(d, 0);
}

static bool read_options(struct desk *d)
{
	struct ctx *c = d->cli->c;
	struct str format = cli_text(d->cli, "format"), code = cli_text(d->cli, "partner");
	struct partner partner;
	d->give = (struct give){
		.format = give_format_of(format.s ? format : STR("marc21")),
		.out = &d->out,
		.now = when_now(),
		.address = cli_text(d->cli, "address").s ? cli_text(d->cli, "address") : STR(""),
	};
	bool as_came = cli_flag(d->cli, "as-came");
	if (as_came && d->cli->n_args)
		return fail(c, ERR_INVALID, "--as-came gives source records whole: without words");
	d->form = as_came && format.s ? format : STR_NONE;
	d->asked = d->form.n > 0;
	if (!d->give.format && !as_came)
		return fail(c, ERR_INVALID,
			    "titles cannot be given as {0}; --help lists the formats",
			    str_z(c->mem, format));
	if (code.s) {
		if (!partner_by_code(c, code, &partner))
			return false;
		d->partner = partner.id;
	}
	return true;
}

static int run(struct cli *cli)
{
	struct desk d = { .cli = cli, .mem = arena_new(0) };
	buf_init(&d.out, cli->c->mem, OUT_MAX);
	bool ok = read_options(&d) &&
		  (cli_flag(cli, "as-came") ? give_records(&d) : give_titles(&d));
	arena_free(d.mem);
	if (!ok)
		return cli_fail(cli);
	struct str args[] = { str_of(number(&d, d.given)), str_of(number(&d, d.left_out)) };
	struct str said = str_of(text_say(cli->c->lang, N_("given: {0}, left out: {1}")));
	fprintf(stderr, "%.*s\n", STR_ARGS(err_fill(cli->c->mem, said, args, 2)));
	return d.left_out ? EXIT_REFUSED : EXIT_DONE;
}

const struct verb verb_export = {
	.name = "export",
	.args = "[QUERY…] [--format F] [--partner CODE] [--as-came] [--address URL]",
	.help = N_("write titles to the output: all, those a search finds, or those of a library"),
	.options = {
		{ "format", OPTION_TEXT, .value = "marc21|unimarc|rusmarc|marcxml|marcxchange|mods|dc|csv|gost5|gost100|apa|bibtex|ris|csl", .help = N_("the form they get (marc21)") },
		{ "partner", OPTION_TEXT, .value = "CODE", .help = N_("only titles of this library") },
		{ "as-came", OPTION_FLAG, .help = N_("source records, byte by byte as they came; of several forms, --format iso2709, marcxml, lines or irbis names one") },
		{ "address", OPTION_TEXT, .value = "URL", .help = N_("where the portal has titles, as https://host/t/: citations name it") },
	},
	.max_args = 64,
	.run = run,
};
