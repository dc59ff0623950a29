/* keruen search: what the portal's search finds, on the command line. */
#include "cli/cli_int.h"
#include "dossier/dossier.h"
#include "index/index.h"
#include "partner/partner.h"

/* The passage of a hit, where its document may be searched by anybody; empty otherwise. */
static bool hit_passage(struct ctx *c, const struct index_result *r, const struct index_hit *hit,
			struct index_passage *ret)
{
	struct document d;
	struct dossier_words file;
	struct page_words words;
	struct access_who nobody = { 0 };
	if (!hit->page || !document_get(c, hit->document, &d))
		return false;
	if (!access_decide(&nobody, &d.terms, ACT_SEARCH_INSIDE, hit->page, when_now()).allowed)
		return false;
	return dossier_words_open(c, d.id, &file) &&
	       dossier_words_of_page(c, &file, hit->page, &words) &&
	       index_passage(c, r->terms, &words, ret);
}

static void print_json(struct ctx *c, const struct index_hit *hit, const struct title *t,
		       const struct index_passage *passage)
{
	struct buf b;
	buf_init(&b, c->mem, 0);
	buf_add_z(&b, "{\"id\":");
	buf_add_json(&b, hit->title);
	buf_add_z(&b, ",\"title\":");
	buf_add_json(&b, t->name);
	buf_add_z(&b, ",\"creator\":");
	buf_add_json(&b, t->creator);
	buf_print(&b, ",\"year\":%d,\"score\":%.4f,\"page\":%d,\"pages\":%d,\"passage\":", t->year,
		  hit->score, hit->page, hit->n_pages);
	buf_add_json(&b, passage->text);
	buf_add_z(&b, "}\n");
	cli_print(buf_str(&b));
}

static void print_plain(struct cli *cli, const struct index_hit *hit, const struct title *t,
			const struct index_passage *passage)
{
	printf("%.*s  %.*s", STR_ARGS(hit->title), STR_ARGS(t->name));
	if (t->creator.n)
		printf(" / %.*s", STR_ARGS(t->creator));
	if (t->year)
		printf(", %d", t->year);
	putchar('\n');
	if (passage->text.n) {
		struct str page = str_print(cli->c->mem, "%d", hit->page);
		struct str label = err_fill(
			cli->c->mem, str_of(text_say(cli->c->lang, N_("page {0}"))), &page, 1);
		printf("    %.*s: %.*s\n", STR_ARGS(label), STR_ARGS(passage->text));
	}
}

/* Each hit has memory of its own, so that its file is closed before the next. */
static bool print_hit(struct cli *cli, const struct index_result *r, const struct index_hit *hit)
{
	struct title t;
	struct index_passage passage = { 0 };
	if (!title_get(cli->c, hit->title, &t))
		return cli->c->err.kind == ERR_ABSENT; /* the index runs behind the catalogue */
	struct ctx c = *cli->c;
	c.mem = arena_new(0);
	if (!hit_passage(&c, r, hit, &passage))
		passage = (struct index_passage){ 0 };
	if (cli->json)
		print_json(&c, hit, &t, &passage);
	else
		print_plain(cli, hit, &t, &passage);
	arena_free(c.mem);
	return true;
}

/* How it was understood */

static const char *say(const struct cli *cli, const char *msgid)
{
	return text_say(cli->c->lang, msgid);
}

static void explain_asked(struct cli *cli, const struct index_asked *a)
{
	const char *kind = index_asked_kind(a);
	printf("%s%s%.*s", a->field ? a->field : "", a->field ? ":" : "", STR_ARGS(a->text));
	if (kind)
		printf(" (%s)", say(cli, kind));
	putchar('\n');
	if (a->n_met == 0)
		printf("    %s\n", say(cli, N_("not in the library")));
	for (size_t i = 0; i < a->n_met; i++) {
		const struct index_met *m = &a->met[i];
		struct str count = str_print(cli->c->mem, "%lld", (long long)m->titles);
		struct str titles = str_of(
			text_say_n(cli->c->lang, N_("{0} title"), N_("{0} titles"), m->titles));
		titles = err_fill(cli->c->mem, titles, &count, 1);
		printf("    %s: %.*s (%.*s)\n", say(cli, index_way_name(m->way)),
		       STR_ARGS(m->words), STR_ARGS(titles));
	}
}

static void explain_filter(struct cli *cli, const char *msgid, struct str values)
{
	if (values.n)
		cli_say(cli, msgid, str_z(cli->c->mem, values), NULL);
}

static void explain(struct cli *cli, const struct index_explanation *e)
{
	for (size_t i = 0; i < e->n; i++)
		explain_asked(cli, &e->at[i]);
	explain_filter(cli, N_("only in the language: {0}"), e->languages);
	explain_filter(cli, N_("not in the language: {0}"), e->not_languages);
	explain_filter(cli, N_("only of the years: {0}"), e->years);
	explain_filter(cli, N_("not of the years: {0}"), e->not_years);
	if (e->any)
		cli_say(cli, N_("not all of the words need be there"), NULL);
	putchar('\n');
}

static void json_asked(struct buf *b, const struct index_asked *a)
{
	buf_add_z(b, "{\"text\":");
	buf_add_json(b, a->text);
	if (a->field)
		buf_print(b, ",\"field\":\"%s\"", a->field);
	buf_print(b, ",\"phrase\":%s,\"start\":%s,\"unwanted\":%s,\"common\":%s,\"met\":[",
		  a->phrase ? "true" : "false", a->start ? "true" : "false",
		  a->unwanted ? "true" : "false", a->light ? "true" : "false");
	for (size_t i = 0; i < a->n_met; i++) {
		buf_print(b, "%s{\"way\":\"%s\",\"words\":", i ? "," : "",
			  index_way_code(a->met[i].way));
		buf_add_json(b, a->met[i].words);
		buf_print(b, ",\"titles\":%lld}", (long long)a->met[i].titles);
	}
	buf_add_z(b, "]}");
}

static void json_filter(struct buf *b, const char *name, struct str values)
{
	if (values.n == 0)
		return;
	buf_print(b, ",\"%s\":", name);
	buf_add_json(b, values);
}

static void json_explanation(struct buf *b, const struct index_explanation *e)
{
	buf_add_z(b, ",\"understood\":[");
	for (size_t i = 0; i < e->n; i++) {
		buf_add_z(b, i ? "," : "");
		json_asked(b, &e->at[i]);
	}
	buf_add_z(b, "]");
	json_filter(b, "languages", e->languages);
	json_filter(b, "not_languages", e->not_languages);
	json_filter(b, "years", e->years);
	json_filter(b, "not_years", e->not_years);
}

/* The last line of the JSON: what is true of them all. */
static void json_ending(struct cli *cli, const struct index_query *q, const struct index_result *r,
			const struct index_explanation *e)
{
	struct buf b;
	buf_init(&b, cli->c->mem, 0);
	buf_add_z(&b, "{\"query\":");
	buf_add_json(&b, q->text);
	buf_print(&b,
		  ",\"total\":%lld,\"any\":%s,\"widened\":%s,\"suggestion\":", (long long)r->total,
		  r->any ? "true" : "false", r->widened ? "true" : "false");
	buf_add_json(&b, r->suggestion);
	if (e)
		json_explanation(&b, e);
	buf_add_z(&b, "}\n");
	cli_print(buf_str(&b));
}

static void print_ending(struct cli *cli, const struct index_result *r)
{
	struct arena *mem = cli->c->mem;
	if (r->suggestion.n)
		cli_say(cli, N_("did you mean: {0}"), str_z(mem, r->suggestion), NULL);
	struct str count = str_print(mem, "%lld", (long long)r->total);
	struct str text = str_of(
		text_say_n(cli->c->lang, N_("{0} title found"), N_("{0} titles found"), r->total));
	cli_print(err_fill(mem, text, &count, 1));
	cli_print(STR("\n"));
	if (r->widened)
		cli_say(cli,
			N_("Other forms and spellings were searched too; --exact leaves them out."),
			NULL);
}

static bool read_sort(struct cli *cli, struct index_query *q)
{
	struct str sort = cli_text(cli, "sort");
	if (str_is(sort, "new"))
		q->sort = SORT_YEAR_DOWN;
	else if (str_is(sort, "old"))
		q->sort = SORT_YEAR_UP;
	else if (sort.s && !str_is(sort, "best"))
		return fail(cli->c, ERR_INVALID, "results are sorted by best, new or old, not {0}",
			    str_z(cli->c->mem, sort));
	return true;
}

static bool read_query(struct cli *cli, struct index_query *ret)
{
	struct ctx *c = cli->c;
	struct str lang = cli_text(cli, "lang"), code = cli_text(cli, "partner");
	struct partner partner;
	*ret = (struct index_query){
		.text = str_join(c->mem, cli->args, cli->n_args, STR(" ")),
		.lang = lang.s ? text_language_of(lang) : NULL,
		.language = cli_text(cli, "language"),
		.kind = cli_text(cli, "kind"),
		.level = cli_text(cli, "level"),
		.year_from = (int)cli_int(cli, "from", 0),
		.year_to = (int)cli_int(cli, "to", 0),
		.n = (size_t)cli_int(cli, "limit", 20),
		.exact = cli_flag(cli, "exact"),
	};
	if (lang.s && !ret->lang)
		return fail(c, ERR_INVALID,
			    "there is no language {0} here; there are kk, ru, ky and en",
			    str_z(c->mem, lang));
	if (code.s) {
		if (!partner_by_code(c, code, &partner))
			return false;
		ret->partner = partner.id;
	}
	return read_sort(cli, ret);
}

static bool search(struct cli *cli)
{
	struct ctx *c = cli->c;
	struct index_query q;
	struct index_result r;
	struct index_explanation e;
	bool explained = cli_flag(cli, "explain");
	if (!read_query(cli, &q) || !index_search(c, &q, &r) ||
	    (explained && !index_explain(c, &r, &e)))
		return false;
	if (explained && !cli->json)
		explain(cli, &e);
	for (size_t i = 0; i < r.n_hits; i++)
		if (!print_hit(cli, &r, &r.hits[i]))
			return false;
	if (cli->json)
		json_ending(cli, &q, &r, explained ? &e : NULL);
	else
		print_ending(cli, &r);
	return true;
}

static int run(struct cli *cli)
{
	return search(cli) ? EXIT_DONE : cli_fail(cli);
}

const struct verb verb_search = {
	.name = "search",
	.args = "QUERY [--lang L] [--limit N] [--sort ORDER] [--exact] [--explain]",
	.help = N_("find titles by any word in their records and texts"),
	.options = {
		{ "lang", OPTION_TEXT, .value = "kk|ru|ky|en", .help = N_("the language the words are in") },
		{ "limit", OPTION_INT, 1, 10000, "N", N_("how many titles to show (20)") },
		{ "language", OPTION_TEXT, .value = "L", .help = N_("only titles in this language") },
		{ "kind", OPTION_TEXT, .value = "KIND", .help = N_("only titles of this kind (book, newspaper, map …)") },
		{ "level", OPTION_TEXT, .value = "LEVEL", .help = N_("only titles opened this far") },
		{ "partner", OPTION_TEXT, .value = "CODE", .help = N_("only titles of this library") },
		{ "from", OPTION_INT, 1, 9999, "YEAR", N_("from this year") },
		{ "to", OPTION_INT, 1, 9999, "YEAR", N_("to this year") },
		{ "sort", OPTION_TEXT, .value = "best|new|old", .help = N_("the best first (default), or by year") },
		{ "exact", OPTION_FLAG, .help = N_("only words as they are typed, in no other form or spelling") },
		{ "explain", OPTION_FLAG, .help = N_("say how the query was understood") },
	},
	.min_args = 1,
	.run = run,
};
