/* keruen partner: the libraries that deposit. */
#include "cli/cli_int.h"
#include "partner/partner.h"

static void print_reading(struct buf *b, const struct partner *p)
{
	buf_add_z(b, ",\"sigla\":");
	buf_add_json(b, p->sigla);
	buf_add_z(b, ",\"catalogue\":");
	buf_add_json(b, p->catalogue);
	buf_print(b, ",\"standing\":%d,\"dialect\":", p->standing);
	buf_add_json(b, p->dialect);
	buf_add_z(b, ",\"encoding\":");
	buf_add_json(b, p->encoding);
	buf_add_z(b, ",\"columns\":");
	buf_add_json(b, p->columns);
}

static void print_partner(const struct cli *cli, const struct partner *p)
{
	struct buf b;
	buf_init(&b, cli->c->mem, 0);
	if (!cli->json) {
		struct str name = partner_name(p, cli->c->lang);
		buf_print(&b, "%-16.*s %.*s", STR_ARGS(p->code), STR_ARGS(name));
		if (p->place.n)
			buf_print(&b, " (%.*s)", STR_ARGS(p->place));
	} else {
		buf_add_z(&b, "{\"code\":");
		buf_add_json(&b, p->code);
		for (size_t i = 0; text_languages[i]; i++) {
			buf_print(&b, ",\"name_%s\":", text_languages[i]);
			buf_add_json(&b, p->name[i]);
		}
		buf_add_z(&b, ",\"country\":");
		buf_add_json(&b, p->country);
		buf_add_z(&b, ",\"place\":");
		buf_add_json(&b, p->place);
		print_reading(&b, p);
		buf_add_char(&b, '}');
	}
	buf_add_char(&b, '\n');
	cli_print(buf_str(&b));
}

static int list(struct cli *cli)
{
	struct partner_list all;
	if (!partners(cli->c, &all))
		return cli_fail(cli);
	for (size_t i = 0; i < all.n; i++)
		print_partner(cli, &all.at[i]);
	return EXIT_DONE;
}

/* What was given on the command line over what is there. */
static void take_options(const struct cli *cli, struct partner *p)
{
	struct str given = cli_text(cli, "name");
	for (size_t i = 0; text_languages[i]; i++) {
		char option[16];
		snprintf(option, sizeof option, "name-%s", text_languages[i]);
		struct str own = cli_text(cli, option);
		if (own.s)
			p->name[i] = own;
		else if (given.s)
			p->name[i] = given;
	}
	const struct {
		const char *option;
		struct str *value;
	} texts[] = { { "country", &p->country }, { "place", &p->place },
		      { "sigla", &p->sigla },     { "catalogue", &p->catalogue },
		      { "dialect", &p->dialect }, { "encoding", &p->encoding },
		      { "columns", &p->columns } };
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		if (cli_flag(cli, texts[i].option))
			*texts[i].value = cli_text(cli, texts[i].option);
	p->standing = (int)cli_int(cli, "standing", p->standing);
}

static bool change(struct cli *cli, bool add)
{
	struct ctx *c = cli->c;
	struct partner p = { .code = cli->args[1] };
	if (!add && !partner_by_code(c, cli->args[1], &p))
		return false;
	take_options(cli, &p);
	if (!db_begin(c))
		return false;
	int64_t id;
	if ((add ? partner_add(c, &p, &id) : partner_set(c, &p)) && db_commit(c))
		return true;
	db_rollback(c);
	return false;
}

static int run(struct cli *cli)
{
	struct str what = cli->args[0];
	if (str_is(what, "list") && cli->n_args == 1)
		return list(cli);
	bool add = str_is(what, "add");
	if ((!add && !str_is(what, "change")) || cli->n_args != 2)
		return cli_wrong_use(cli, N_("usage: keruen {0}"),
				     "partner list | add CODE --name NAME | change CODE …");
	if (!change(cli, add))
		return cli_fail(cli);
	struct partner p;
	if (!partner_by_code(cli->c, cli->args[1], &p))
		return cli_fail(cli);
	print_partner(cli, &p);
	return EXIT_DONE;
}

const struct verb verb_partner = {
	.name = "partner",
	.args = "list | add CODE --name NAME | change CODE",
	.help = N_("list, add or change the libraries that deposit"),
	.options = {
		{ "name", OPTION_TEXT, .value = "NAME", .help = N_("its name, where one serves all languages") },
		{ "name-kk", OPTION_TEXT, .value = "NAME", .help = N_("its name in Kazakh") },
		{ "name-ru", OPTION_TEXT, .value = "NAME", .help = N_("its name in Russian") },
		{ "name-ky", OPTION_TEXT, .value = "NAME", .help = N_("its name in Kyrgyz") },
		{ "name-en", OPTION_TEXT, .value = "NAME", .help = N_("its name in English") },
		{ "country", OPTION_TEXT, .value = "XX", .help = N_("its country, two letters of ISO 3166") },
		{ "place", OPTION_TEXT, .value = "PLACE", .help = N_("its town") },
		{ "sigla", OPTION_TEXT, .value = "SIGLA", .help = N_("its ISIL or sigla, as others' records name it") },
		{ "catalogue", OPTION_TEXT, .value = "URL", .help = N_("a record in its own catalogue, {id} where the number goes") },
		{ "standing", OPTION_INT, 0, 100, "N", N_("whose fields are believed first where records differ: the higher") },
		{ "dialect", OPTION_TEXT, .value = "D", .help = N_("of its records: marc21, unimarc, rusmarc, kazmarc, irbis") },
		{ "encoding", OPTION_TEXT, .value = "E", .help = N_("of its records, where looking goes wrong") },
		{ "columns", OPTION_TEXT, .value = "MAP", .help = N_("of its lists: title=Name,creator=Author") },
	},
	.min_args = 1,
	.max_args = 2,
	.run = run,
};
