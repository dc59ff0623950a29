/* keruen show: one title, its record, its documents and what may be done with them. */
#include "catalog/catalog.h"
#include "cli/cli_int.h"
#include "cluster/cluster.h"
#include "format/format.h"
#include "words/words.h"

static void show_field(const char *label, struct str value)
{
	if (value.n)
		printf("%-12s %.*s\n", label, STR_ARGS(value));
}

static void show_record(struct cli *cli, const struct title *t)
{
	struct record r;
	struct ctx *c = cli->c;
	if (!t->record.n || !record_from_json(c, t->record, &r)) {
		show_field("title", t->name);
		return;
	}
	for (size_t i = 0; i < r.n; i++)
		show_field(record_field_name(r.at[i].field), r.at[i].value);
}

static void show_document(struct cli *cli, const struct document *d)
{
	struct access_who nobody = { 0 };
	const char *phrase = access_phrase(&nobody, &d->terms, when_now());
	printf("%-12s %.*s  %.*s  %d  %s\n", "document", STR_ARGS(d->id), STR_ARGS(d->mime),
	       d->n_pages, text_say(cli->c->lang, phrase));
}

/* JSON on one line: what stands between values only for the eye is left out. */
static void add_on_one_line(struct buf *b, struct str json)
{
	bool at_start = false;
	for (size_t i = 0; i < json.n; i++) {
		at_start = json.s[i] == '\n' || (at_start && json.s[i] == ' ');
		if (!at_start)
			buf_add_char(b, json.s[i]);
	}
}

static struct str code_of(struct ctx *c, int64_t partner)
{
	struct partner p;
	if (partner_get(c, partner, &p))
		return p.code;
	err_clear(c);
	return STR("");
}

/* Whose records describe it, and who holds it. */
static bool add_union(struct ctx *c, const struct title *t, struct buf *b)
{
	struct source_list sources;
	struct holding_list holdings;
	if (!sources_of_title(c, t->id, &sources) || !holdings_of_title(c, t->id, &holdings))
		return false;
	buf_add_z(b, ",\"sources\":[");
	for (size_t i = 0; i < sources.n; i++) {
		const struct source *s = &sources.at[i];
		buf_print(b, "%s{\"id\":%lld,\"partner\":", i ? "," : "", (long long)s->id);
		buf_add_json(b, code_of(c, s->partner));
		buf_add_z(b, ",\"number\":");
		buf_add_json(b, s->local);
		buf_print(b, ",\"version\":%d,\"by_hand\":%s}", s->version,
			  s->by_hand ? "true" : "false");
	}
	buf_add_z(b, "],\"holdings\":[");
	for (size_t i = 0; i < holdings.n; i++) {
		const struct holding *h = &holdings.at[i];
		buf_add_z(b, i ? ",{\"partner\":" : "{\"partner\":");
		buf_add_json(b, code_of(c, h->partner));
		buf_add_z(b, ",\"library\":");
		buf_add_json(b, h->library);
		buf_add_z(b, ",\"call_number\":");
		buf_add_json(b, h->call_number);
		buf_print(b, ",\"copies\":%d,\"volumes\":", h->copies);
		buf_add_json(b, h->volumes);
		buf_add_char(b, '}');
	}
	buf_add_char(b, ']');
	return true;
}

static bool show_union(struct cli *cli, const struct title *t)
{
	struct ctx *c = cli->c;
	struct source_list sources;
	struct holding_list holdings;
	if (!sources_of_title(c, t->id, &sources) || !holdings_of_title(c, t->id, &holdings))
		return false;
	for (size_t i = 0; i < sources.n; i++)
		printf("%-12s %lld  %.*s  %.*s\n", "source", (long long)sources.at[i].id,
		       STR_ARGS(code_of(c, sources.at[i].partner)), STR_ARGS(sources.at[i].local));
	for (size_t i = 0; i < holdings.n; i++)
		printf("%-12s %.*s  %.*s\n", "holding",
		       STR_ARGS(code_of(c, holdings.at[i].partner)),
		       STR_ARGS(holdings.at[i].call_number));
	return true;
}

static bool show_json(struct cli *cli, const struct title *t, const struct document_list *docs)
{
	struct buf b;
	buf_init(&b, cli->c->mem, 0);
	buf_add_z(&b, "{\"id\":");
	buf_add_json(&b, t->id);
	buf_add_z(&b, ",\"title\":");
	buf_add_json(&b, t->name);
	buf_add_z(&b, ",\"record\":");
	add_on_one_line(&b, t->record.n ? t->record : STR("null"));
	buf_add_z(&b, ",\"documents\":[");
	for (size_t i = 0; i < docs->n; i++) {
		const struct document *d = &docs->at[i];
		buf_add_z(&b, i ? ",{\"id\":" : "{\"id\":");
		buf_add_json(&b, d->id);
		buf_add_z(&b, ",\"kind\":");
		buf_add_json(&b, d->kind);
		buf_print(&b, ",\"pages\":%d,\"bytes\":%lld,\"level\":\"%s\",\"file\":", d->n_pages,
			  (long long)d->size, access_level_name(d->terms.level));
		buf_add_json(&b, d->file_name);
		buf_print(&b, ",\"damaged\":%s}", d->damage.n ? "true" : "false");
	}
	buf_add_char(&b, ']');
	if (!add_union(cli->c, t, &b))
		return false;
	buf_add_z(&b, "}\n");
	cli_print(buf_str(&b));
	return true;
}

/* The recognised text of one document, pages parted by form feeds. */
static bool show_text(struct cli *cli, const struct document *d)
{
	struct ctx *c = cli->c;
	struct str file, *pages;
	size_t n;
	if (!store_read(c, d->id, STR("text/words.tsv"), (size_t)1 << 30, &file)) {
		if (c->err.kind == ERR_ABSENT)
			return fail(c, ERR_ABSENT, "document {0} has no recognised text",
				    str_z(c->mem, d->id));
		return false;
	}
	if (!words_cut(c, file, &pages, &n))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct page_words w;
		if (!words_read_page(c, pages[i], &w))
			return false;
		cli_print(words_text(c->mem, &w, NULL));
		cli_print(i + 1 < n ? STR("\f") : STR(""));
	}
	return true;
}

static bool show_format(struct cli *cli, const struct title *t, struct str format)
{
	struct ctx *c = cli->c;
	struct record r;
	if (str_is(format, "json")) {
		cli_print(t->record);
		cli_print(STR("\n"));
		return true;
	}
	if (!str_is(format, "dc"))
		return fail(c, ERR_INVALID, "there is no record format {0}; there are json and dc",
			    str_z(c->mem, format));
	if (!record_from_json(c, t->record, &r))
		return false;
	cli_print(record_to_dc(c->mem, &r));
	return true;
}

/* The title that an id names: its own, one that it gave up, or that of one of its documents. */
static bool title_meant(struct ctx *c, struct str id, struct title *ret)
{
	struct document d;
	struct str now;
	if (cluster_moved(c, id, &now))
		return title_get(c, now, ret);
	if (c->err.kind != ERR_ABSENT)
		return false;
	err_clear(c);
	return document_get(c, id, &d) && title_get(c, d.title, ret);
}

static bool show(struct cli *cli)
{
	struct ctx *c = cli->c;
	struct title t;
	struct document_list docs;
	if (!title_meant(c, cli->args[0], &t) || !documents_of_title(c, t.id, &docs))
		return false;
	if (cli_flag(cli, "record"))
		return show_format(cli, &t, cli_text(cli, "record"));
	if (cli_flag(cli, "text")) {
		for (size_t i = 0; i < docs.n; i++)
			if (!show_text(cli, &docs.at[i]))
				return false;
		return true;
	}
	if (cli->json)
		return show_json(cli, &t, &docs);
	show_field("id", t.id);
	show_record(cli, &t);
	if (!show_union(cli, &t))
		return false;
	for (size_t i = 0; i < docs.n; i++)
		show_document(cli, &docs.at[i]);
	return true;
}

static int run(struct cli *cli)
{
	return show(cli) ? EXIT_DONE : cli_fail(cli);
}

const struct verb verb_show = {
	.name = "show",
	.args = "ID [--text] [--record FORMAT]",
	.help = N_("show one title: its record, its documents, their text"),
	.options = {
		{ "text", OPTION_FLAG, .help = N_("the recognised text, pages parted by form feeds") },
		{ "record", OPTION_TEXT, .value = "dc|json", .help = N_("the record in this format") },
	},
	.min_args = 1,
	.max_args = 1,
	.run = run,
};
