/* keruen search: what the portal's search finds, on the command line. */
#include "cli/cli_int.h"
#include "dossier/dossier.h"
#include "index/index.h"

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

static void print_ending(struct cli *cli, const struct index_result *r)
{
	struct arena *mem = cli->c->mem;
	if (cli->json)
		return;
	if (r->suggestion.n)
		cli_say(cli, N_("did you mean: {0}"), str_z(mem, r->suggestion), NULL);
	struct str count = str_print(mem, "%lld", (long long)r->total);
	struct str text = str_of(
		text_say_n(cli->c->lang, N_("{0} title found"), N_("{0} titles found"), r->total));
	cli_print(err_fill(mem, text, &count, 1));
	cli_print(STR("\n"));
}

static bool search(struct cli *cli)
{
	struct ctx *c = cli->c;
	struct str words = str_join(c->mem, cli->args, cli->n_args, STR(" "));
	struct str lang = cli_text(cli, "lang");
	struct index_query q = {
		.text = words,
		.lang = lang.s ? text_language_of(lang) : NULL,
		.n = (size_t)cli_int(cli, "limit", 20),
	};
	struct index_result r;
	if (lang.s && !q.lang)
		return fail(c, ERR_INVALID,
			    "there is no language {0} here; there are kk, ru, ky and en",
			    str_z(c->mem, lang));
	if (!index_search(c, &q, &r))
		return false;
	if (cli_flag(cli, "explain")) {
		struct str said = index_explain(c, &r);
		fprintf(cli->json ? stderr : stdout, "%.*s\n", STR_ARGS(said));
	}
	for (size_t i = 0; i < r.n_hits; i++)
		if (!print_hit(cli, &r, &r.hits[i]))
			return false;
	print_ending(cli, &r);
	return true;
}

static int run(struct cli *cli)
{
	return search(cli) ? EXIT_DONE : cli_fail(cli);
}

const struct verb verb_search = {
	.name = "search",
	.args = "QUERY [--lang L] [--limit N] [--sort ORDER] [--explain]",
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
		{ "explain", OPTION_FLAG, .help = N_("say how the query was understood") },
	},
	.min_args = 1,
	.run = run,
};
