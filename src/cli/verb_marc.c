/* keruen marc: reads files of records without a library: says what they are, or writes them anew. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "cli/cli_int.h"
#include "marc/marc.h"

#define ARGS "FILE… [--to marcxml|lines|iso2709] [--as DIALECT] [--dialect D] [--encoding E]"

enum { PIECE = 256 * 1024, DIALECTS = MARC_IRBIS + 1, ENCODINGS_MAX = 16 };

/* What was found in a file. */
struct found {
	int64_t read, aside;
	int64_t mends[MENDS], dialects[DIALECTS], encodings[ENCODINGS_MAX];
	int64_t cut; /* fields that were too long for ISO 2709 */
	enum marc_container container;
};
struct desk {
	struct cli *cli;
	struct marc_options how;
	int to;               /* enum marc_container; -1: only say what it is */
	enum marc_dialect as; /* MARC_UNKNOWN: as each record is */
	struct buf out;
};

static void say(struct desk *d, struct str line)
{
	fprintf(d->to < 0 ? stdout : stderr, "%.*s\n", STR_ARGS(line));
}

/* More on what the line before says. */
static void add(struct desk *d, struct str line)
{
	say(d, str_print(d->cli->c->mem, "  %.*s", STR_ARGS(line)));
}

static const char *number(struct desk *d, int64_t n)
{
	return str_print(d->cli->c->mem, "%lld", (long long)n).s;
}

static struct str sentence(struct desk *d, const char *msgid, const char *a, const char *b,
			   const char *c)
{
	struct str args[] = { str_of(a), str_of(b), str_of(c) };
	return err_fill(d->cli->c->mem, str_of(text_say(d->cli->c->lang, msgid)), args, 3);
}

static void count(struct found *f, const struct marc_item *item)
{
	f->container = item->container;
	f->read += !item->reason;
	f->aside += item->reason != NULL;
	if (item->reason)
		return;
	for (int m = 0; m < MENDS; m++)
		f->mends[m] += item->mends >> m & 1;
	f->dialects[item->marc.dialect]++;
	for (size_t e = 0; e < ENCODINGS_MAX && marc_encodings[e]; e++)
		f->encodings[e] += !strcmp(marc_encodings[e], item->encoding);
}

static void add_count(struct buf *b, const char *name, int64_t n)
{
	if (n)
		buf_print(b, "%s%s %lld", b->n ? ", " : "", name, (long long)n);
}

static void report(struct desk *d, const char *path, const struct found *f)
{
	struct buf dialects, encodings;
	buf_init(&dialects, d->cli->c->mem, 0);
	buf_init(&encodings, d->cli->c->mem, 0);
	for (int k = 0; k < DIALECTS; k++)
		add_count(&dialects, marc_dialect_name((enum marc_dialect)k), f->dialects[k]);
	for (size_t e = 0; marc_encodings[e]; e++)
		add_count(&encodings, marc_encodings[e], f->encodings[e]);
	say(d, sentence(d, N_("{0}: {1} records were read, {2} set aside"), path,
			number(d, f->read), number(d, f->aside)));
	if (f->read)
		add(d, sentence(d, N_("container {0}; dialects: {1}; encodings: {2}"),
				marc_container_name(f->container),
				str_z(d->cli->c->mem, buf_str(&dialects)),
				str_z(d->cli->c->mem, buf_str(&encodings))));
	for (int m = 0; m < MENDS; m++) {
		if (f->mends[m])
			add(d,
			    sentence(d, N_("mended: {0}: {1}"),
				     text_say(d->cli->c->lang, marc_mend_name((enum marc_mend)m)),
				     number(d, f->mends[m]), ""));
	}
	if (f->cut)
		add(d, sentence(d, N_("fields cut into repeated ones, for they were too long: {0}"),
				number(d, f->cut), "", ""));
}

static void add_pairs(struct buf *b, const char *key, const char *(*name)(size_t), size_t n,
		      const int64_t *counts)
{
	bool first = true;
	buf_print(b, ",\"%s\":{", key);
	for (size_t i = 0; i < n; i++) {
		if (!counts[i])
			continue;
		buf_print(b, "%s\"%s\":%lld", first ? "" : ",", name(i), (long long)counts[i]);
		first = false;
	}
	buf_add_char(b, '}');
}

static const char *dialect_name(size_t i)
{
	return marc_dialect_name((enum marc_dialect)i);
}

static const char *encoding_name(size_t i)
{
	return marc_encodings[i];
}

static const char *mend_code(size_t i)
{
	return marc_mend_code((enum marc_mend)i);
}

static void report_json(struct desk *d, const char *path, const struct found *f)
{
	struct buf b;
	buf_init(&b, d->cli->c->mem, 0);
	buf_add_z(&b, "{\"file\":");
	buf_add_json(&b, str_of(path));
	buf_print(&b, ",\"container\":\"%s\",\"read\":%lld,\"set_aside\":%lld",
		  marc_container_name(f->container), (long long)f->read, (long long)f->aside);
	add_pairs(&b, "dialects", dialect_name, DIALECTS, f->dialects);
	add_pairs(&b, "encodings", encoding_name, ENCODINGS_MAX, f->encodings);
	add_pairs(&b, "mends", mend_code, MENDS, f->mends);
	buf_add_char(&b, '}');
	say(d, buf_str(&b));
}

static bool write_record(struct desk *d, struct arena *mem, const struct marc *m, int64_t *cut)
{
	struct marc made;
	size_t pieces = 0;
	if (d->as != MARC_UNKNOWN && d->as != m->dialect) {
		marc_convert(mem, m, d->as, &made);
		m = &made;
	}
	if (d->to == MARC_XML)
		marc_write_xml(m, &d->out);
	else if (d->to == MARC_LINES)
		marc_write_lines(m, &d->out);
	else if (!marc_write_iso2709(d->cli->c, m, &d->out, &pieces))
		return false;
	*cut += (int64_t)pieces;
	if (d->out.n >= PIECE) {
		cli_print(buf_str(&d->out));
		buf_clear(&d->out);
	}
	return true;
}

static void tell_aside(struct desk *d, const struct marc_item *item)
{
	if (d->cli->json) {
		say(d, str_print(d->cli->c->mem,
				 "{\"result\":\"set_aside\",\"number\":%lld,\"at\":%lld,"
				 "\"length\":%zu,\"reason\":\"%s\"}",
				 (long long)item->number, (long long)item->at, item->raw.n,
				 item->reason));
		return;
	}
	say(d, sentence(d, N_("set aside: record {0}, at byte {1}: {2}"), number(d, item->number),
			number(d, item->at), text_say(d->cli->c->lang, item->reason)));
}

static bool read_all(struct desk *d, int fd, struct found *ret)
{
	struct ctx *c = d->cli->c;
	struct arena *mem = arena_new(0);
	struct marc_reader *r;
	bool there = true, ok = marc_open(c, fd, 0, &d->how, &r);
	while (ok) {
		struct marc_item item;
		arena_reset(mem);
		ok = marc_next(c, r, mem, &item, &there);
		if (!ok || !there)
			break;
		count(ret, &item);
		if (item.reason)
			tell_aside(d, &item);
		else if (d->to >= 0)
			ok = write_record(d, mem, &item.marc, &ret->cut);
	}
	arena_free(mem);
	return ok;
}

static bool read_file(struct desk *d, const char *path)
{
	struct found f = { 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail(d->cli->c, ERR_ABSENT, "the file {0} cannot be opened: {1}", path,
			    strerror(errno));
	bool ok = read_all(d, fd, &f);
	close(fd);
	if (ok && d->cli->json)
		report_json(d, path, &f);
	else if (ok)
		report(d, path, &f);
	return ok;
}

static bool dialect_asked(struct desk *d, const char *option, enum marc_dialect *ret)
{
	struct str name = cli_text(d->cli, option);
	if (name.s && !marc_dialect_of(name, ret))
		return fail(d->cli->c, ERR_INVALID, "the dialect {0} is not known",
			    str_z(d->cli->c->mem, name));
	return true;
}

static bool asked(struct desk *d)
{
	struct arena *mem = d->cli->c->mem;
	struct str encoding = cli_text(d->cli, "encoding"), to = cli_text(d->cli, "to");
	d->how = (struct marc_options){ .container = -1 };
	if (encoding.s)
		d->how.encoding = str_z(mem, encoding);
	d->to = -1;
	for (int k = 0; to.s && k < MARC_IRBIS_TEXT; k++) {
		if (str_is(to, marc_container_name((enum marc_container)k)))
			d->to = k;
	}
	if (to.s && d->to < 0)
		return fail(d->cli->c, ERR_INVALID, "the format {0} is not known", str_z(mem, to));
	return dialect_asked(d, "dialect", &d->how.dialect) && dialect_asked(d, "as", &d->as);
}

static int run(struct cli *cli)
{
	struct desk d = { .cli = cli };
	if (!asked(&d))
		return cli_fail(cli);
	buf_init(&d.out, cli->c->mem, 0);
	if (d.to == MARC_XML)
		buf_add_z(&d.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection>\n");
	for (size_t i = 0; i < cli->n_args; i++) {
		if (!read_file(&d, str_z(cli->c->mem, cli->args[i])))
			return cli_fail(cli);
	}
	if (d.to == MARC_XML)
		buf_add_z(&d.out, "</collection>\n");
	cli_print(buf_str(&d.out));
	return EXIT_DONE;
}

const struct verb verb_marc = {
	.name = "marc",
	.args = ARGS,
	.help = N_("say what files of records are, or write them anew in another form"),
	.options = { { "to", OPTION_TEXT, .value = "marcxml|lines|iso2709",
		       .help = N_("write the records to standard output in this form") },
		     { "as", OPTION_TEXT, .value = "marc21|unimarc|rusmarc",
		       .help = N_("converted into this dialect") },
		     { "dialect", OPTION_TEXT, .value = "marc21|unimarc|rusmarc|kazmarc|irbis",
		       .help = N_("what the records are, where they do not show it") },
		     { "encoding", OPTION_TEXT, .value = "utf-8|windows-1251|…",
		       .help = N_("what the records are in, where it cannot be seen") } },
	.min_args = 1,
	.max_args = 0,
	.bare = true,
	.run = run,
};
