/* keruen user: accounts, for whoever keeps the machine; a password is never an argument. */
#include "account/account.h"
#include "cli/cli_int.h"

#include <termios.h>
#include <unistd.h>

enum { LINE_MOST = 1024 };

/* -- saying ------------------------------------------------------------------------------------ */

static struct str partner_code(struct ctx *c, int64_t id)
{
	struct partner p;
	if (!id || !partner_get(c, id, &p))
		return STR("-");
	return p.code;
}

static void print_account(const struct cli *cli, const struct account *a)
{
	struct ctx *c = cli->c;
	struct buf b;
	struct str code = partner_code(c, a->partner);
	const char *role = account_role_name(a->role);
	const char *state = a->closed ? "closed" : a->invited ? "invited" : "open";
	buf_init(&b, c->mem, 0);
	if (!cli->json) {
		buf_print(&b, "%-20.*s %-13s %-10.*s %-8s %.*s", STR_ARGS(a->login), role,
			  STR_ARGS(code), state, STR_ARGS(a->name));
	} else {
		buf_add_z(&b, "{\"login\":");
		buf_add_json(&b, a->login);
		buf_add_z(&b, ",\"name\":");
		buf_add_json(&b, a->name);
		buf_print(&b, ",\"role\":\"%s\",\"partner\":", role);
		buf_add_json(&b, a->partner ? code : STR(""));
		buf_print(&b, ",\"state\":\"%s\",\"seen\":", state);
		buf_add_json(&b, a->seen ? when_text(c->mem, a->seen) : STR(""));
		buf_add_char(&b, '}');
	}
	buf_add_char(&b, '\n');
	cli_print(buf_str(&b));
}

static int list(struct cli *cli)
{
	struct account_list all;
	if (!accounts(cli->c, -1, &all))
		return cli_fail(cli);
	for (size_t i = 0; i < all.n; i++)
		print_account(cli, &all.at[i]);
	return EXIT_DONE;
}

static void print_invitation(const struct cli *cli, struct str token)
{
	struct library_conf conf;
	struct str url = STR_NONE;
	if (library_conf_read(cli->c, &conf))
		url = conf.url;
	cli_say(cli, N_("the invitation, good for a week and once: {0}"),
		str_print(cli->c->mem, "%.*s/join/%.*s", STR_ARGS(url), STR_ARGS(token)).s, NULL);
}

/* -- passwords --------------------------------------------------------------------------------- */

static bool read_line(struct ctx *c, struct str *ret)
{
	char line[LINE_MOST];
	if (!fgets(line, sizeof line, stdin))
		return fail(c, ERR_INVALID, "no password was given");
	*ret = str_copy(c->mem, str_upto(str_of(line), str_find_byte(str_of(line), '\n')));
	return true;
}

static bool ask_hidden(struct cli *cli, const char *question, struct str *ret)
{
	struct termios before, hidden;
	if (tcgetattr(0, &before))
		return fail_errno(cli->c, "could not read from {0}: {1}", "the terminal");
	hidden = before;
	hidden.c_lflag &= ~(tcflag_t)ECHO;
	fprintf(stderr, "%s ", text_say(cli->c->lang, question));
	tcsetattr(0, TCSAFLUSH, &hidden);
	bool ok = read_line(cli->c, ret);
	tcsetattr(0, TCSAFLUSH, &before);
	fputc('\n', stderr);
	return ok;
}

/* From the terminal twice, unseen; from a pipe, its first line. */
static bool ask_password(struct cli *cli, struct str *ret)
{
	struct str again;
	if (!isatty(0))
		return read_line(cli->c, ret);
	if (!ask_hidden(cli, N_("Password:"), ret) ||
	    !ask_hidden(cli, N_("The password once more:"), &again))
		return false;
	return str_same(*ret, again) ||
	       fail(cli->c, ERR_INVALID, "the two new passwords are not the same");
}

/* -- changing ---------------------------------------------------------------------------------- */

static bool take_options(struct cli *cli, struct account *a)
{
	struct str role = cli_text(cli, "role"), code = cli_text(cli, "partner");
	if (cli_flag(cli, "name"))
		a->name = cli_text(cli, "name");
	if (role.s && !account_role_of(role, &a->role))
		return fail(cli->c, ERR_INVALID, "a role is reader, cataloguer or administrator");
	if (cli_flag(cli, "office"))
		a->partner = 0;
	struct partner p = { 0 };
	if (code.s && !partner_by_code(cli->c, code, &p))
		return false;
	if (code.s)
		a->partner = p.id;
	return true;
}

static bool add(struct cli *cli, struct account *a)
{
	struct str password = STR_NONE, token;
	bool invite = cli_flag(cli, "invite");
	*a = (struct account){ .login = cli->args[1], .role = ROLE_READER };
	if (!cli_flag(cli, "partner") && !cli_flag(cli, "office"))
		return fail(cli->c, ERR_INVALID,
			    "say whose account it is: --partner CODE or --office");
	if (!take_options(cli, a) || (!invite && !ask_password(cli, &password)) ||
	    !account_add(cli->c, a, password))
		return false;
	if (!invite)
		return true;
	if (!account_invite(cli->c, a->id, &token))
		return false;
	print_invitation(cli, token);
	return true;
}

static bool set(struct cli *cli, struct account *a)
{
	struct str token;
	if (!take_options(cli, a))
		return false;
	if (cli_flag(cli, "open"))
		a->closed = false;
	if (!account_set(cli->c, a))
		return false;
	if (!cli_flag(cli, "invite"))
		return true;
	if (!account_invite(cli->c, a->id, &token))
		return false;
	print_invitation(cli, token);
	return true;
}

static bool change(struct cli *cli, struct account *a)
{
	struct str what = cli->args[0], password;
	if (str_is(what, "add"))
		return add(cli, a);
	if (!account_by_login(cli->c, cli->args[1], a))
		return false;
	if (str_is(what, "set"))
		return set(cli, a);
	if (str_is(what, "password"))
		return ask_password(cli, &password) &&
		       account_set_password(cli->c, a->id, password);
	a->closed = true;
	return account_set(cli->c, a);
}

static bool is_change(struct str what)
{
	return str_is(what, "add") || str_is(what, "set") || str_is(what, "password") ||
	       str_is(what, "close");
}

static int run(struct cli *cli)
{
	struct account a;
	if (str_is(cli->args[0], "list") && cli->n_args == 1)
		return list(cli);
	if (!is_change(cli->args[0]) || cli->n_args != 2)
		return cli_wrong_use(
			cli, N_("usage: keruen {0}"),
			"user list | add LOGIN | set LOGIN | password LOGIN | close LOGIN");
	if (!change(cli, &a))
		return cli_fail(cli);
	if (!account_get(cli->c, a.id, &a))
		return cli_fail(cli);
	print_account(cli, &a);
	return EXIT_DONE;
}

const struct verb verb_user = {
	.name = "user",
	.args = "list | add LOGIN | set LOGIN | password LOGIN | close LOGIN",
	.help = N_("list, add, change or close accounts; passwords come from the terminal or stdin"),
	.options = {
		{ "name", OPTION_TEXT, .value = "NAME", .help = N_("the person's name") },
		{ "role", OPTION_TEXT, .value = "ROLE", .help = N_("reader, cataloguer or administrator") },
		{ "partner", OPTION_TEXT, .value = "CODE", .help = N_("the library they work for") },
		{ "office", OPTION_FLAG, .help = N_("they work for the consortium's office, for all libraries") },
		{ "invite", OPTION_FLAG, .help = N_("no password: print an invitation to choose one") },
		{ "open", OPTION_FLAG, .help = N_("open a closed account again") },
	},
	.min_args = 1,
	.max_args = 2,
	.run = run,
};
