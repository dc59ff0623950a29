/* The verbs: finding the one that is meant, its options, its help, its exit code. */
#include "cli/cli.h"
#include "cli/cli_int.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/resource.h>
#include <unistd.h>

static const struct verb *const verbs[] = {
	&verb_init,        &verb_serve,     &verb_deposit, &verb_import,  &verb_export,
	&verb_marc,        &verb_catalog,   &verb_search,  &verb_show,    &verb_partner,
	&verb_work,        &verb_index,     &verb_audit,   &verb_rebuild, &verb_check,
	&verb_doctor,      &verb_text,      &verb_decoder, &verb_user,    &verb_password,
	&verb_outside_ask, &verb_authority,
};

static const struct verb *verb_named(struct str name)
{
	for (size_t i = 0; i < COUNT_OF(verbs); i++)
		if (str_is(name, verbs[i]->name))
			return verbs[i];
	return NULL;
}

/* Options */

static size_t option_at(const struct verb *verb, struct str name)
{
	size_t i = 0;
	while (i < CLI_OPTIONS && verb->options[i].type && !str_is(name, verb->options[i].name))
		i++;
	return i < CLI_OPTIONS && verb->options[i].type ? i : CLI_OPTIONS;
}

struct str cli_text(const struct cli *cli, const char *name)
{
	size_t i = option_at(cli->verb, str_of(name));
	must(i < CLI_OPTIONS);
	return cli->values[i];
}

bool cli_flag(const struct cli *cli, const char *name)
{
	return cli_text(cli, name).s != NULL;
}

int64_t cli_int(const struct cli *cli, const char *name, int64_t otherwise)
{
	struct str given = cli_text(cli, name);
	int64_t v;
	return given.s && str_to_int(given, INT64_MIN, INT64_MAX, &v) ? v : otherwise;
}

/* Saying */

void cli_print(struct str text)
{
	fwrite(text.s, 1, text.n, stdout);
}

void cli_say(const struct cli *cli, const char *msgid, ...)
{
	struct str args[ERR_ARGS] = { 0 };
	va_list ap;
	va_start(ap, msgid);
	for (size_t i = 0; i < ERR_ARGS; i++) {
		const char *arg = va_arg(ap, const char *);
		if (!arg)
			break;
		args[i] = str_of(arg);
	}
	va_end(ap);
	struct str text = str_of(text_say(cli->c->lang, msgid));
	cli_print(err_fill(cli->c->mem, text, args, ERR_ARGS));
	cli_print(STR("\n"));
}

static int exit_of(enum err_kind kind)
{
	switch (kind) {
	case ERR_NONE: return EXIT_DONE;
	case ERR_ABSENT:
	case ERR_DENIED:
	case ERR_INVALID:
	case ERR_CONFLICT: return EXIT_REFUSED;
	default: return EXIT_COULD_NOT;
	}
}

int cli_fail(const struct cli *cli)
{
	struct ctx *c = cli->c;
	struct str said = text_say_err(c->mem, c->lang, &c->err);
	fprintf(stderr, "keruen: %.*s\n", STR_ARGS(said));
	return exit_of(c->err.kind);
}

int cli_wrong_use(const struct cli *cli, const char *msgid, const char *arg)
{
	struct str text = str_of(text_say(cli->c->lang, msgid));
	struct str filled = err_fill(cli->c->mem, text, &(struct str){ arg, strlen(arg) }, 1);
	fprintf(stderr, "keruen: %.*s\n", STR_ARGS(filled));
	return EXIT_WRONG_USE;
}

/* Help */

static void help_verb(const struct cli *cli, const struct verb *verb)
{
	printf("keruen %s %s\n%s\n\n", verb->name, verb->args, text_say(cli->c->lang, verb->help));
	for (size_t i = 0; i < CLI_OPTIONS && verb->options[i].type; i++) {
		const struct option_spec *o = &verb->options[i];
		char left[64];
		snprintf(left, sizeof left, "--%s %s", o->name, o->value ? o->value : "");
		printf("  %-26s %s\n", left, text_say(cli->c->lang, o->help));
	}
	printf("  %-26s %s\n", "--json", text_say(cli->c->lang, N_("print one JSON value a line")));
}

static void help_all(const struct cli *cli)
{
	puts("keruen [-C DIR] VERB [OPTIONS] …\n");
	for (size_t i = 0; i < COUNT_OF(verbs); i++)
		if (!verbs[i]->hidden)
			printf("  %-9s %s\n", verbs[i]->name,
			       text_say(cli->c->lang, verbs[i]->help));
	printf("\n%s\n", text_say(cli->c->lang, N_("-C DIR: the library's directory; otherwise "
						   "$KERUEN_DIR, otherwise ./library")));
}

/* Taking the command line apart */

static bool option_value_fits(const struct option_spec *o, struct str value)
{
	int64_t v;
	return o->type != OPTION_INT || str_to_int(value, o->min, o->max, &v);
}

/* One "--name", "--name=value" or "--name value"; *at moves over what was used. */
static int take_option(struct cli *cli, int argc, char **argv, int *at)
{
	struct str word = str_from(str_of(argv[*at]), 2);
	size_t eq = str_find_byte(word, '=');
	struct str name = str_upto(word, eq);
	if (str_is(name, "json")) {
		cli->json = true;
		return EXIT_DONE;
	}
	size_t i = option_at(cli->verb, name);
	if (i == CLI_OPTIONS)
		return cli_wrong_use(cli, N_("there is no option {0} here; --help lists them"),
				     argv[*at]);
	const struct option_spec *o = &cli->verb->options[i];
	struct str value = STR("");
	if (o->type != OPTION_FLAG) {
		if (eq == word.n && *at + 1 == argc)
			return cli_wrong_use(cli, N_("option --{0} needs a value"), o->name);
		value = eq < word.n ? str_from(word, eq + 1) : str_of(argv[++*at]);
	}
	if (o->type != OPTION_FLAG && cli->values[i].s)
		return cli_wrong_use(cli, N_("option --{0} is given twice"), o->name);
	if (!option_value_fits(o, value))
		return cli_wrong_use(cli, N_("option --{0} needs a whole number in its range"),
				     o->name);
	cli->values[i] = value;
	return EXIT_DONE;
}

static int take_words(struct cli *cli, int argc, char **argv, int at)
{
	struct str *args = arena_array_of(cli->c->mem, (size_t)argc + 1, struct str);
	bool only_args = false;
	for (; at < argc; at++) {
		if (!only_args && !strcmp(argv[at], "--")) {
			only_args = true;
		} else if (!only_args && !strcmp(argv[at], "--help")) {
			help_verb(cli, cli->verb);
			exit(EXIT_DONE);
		} else if (!only_args && argv[at][0] == '-' && argv[at][1] == '-') {
			int wrong = take_option(cli, argc, argv, &at);
			if (wrong)
				return wrong;
		} else {
			args[cli->n_args++] = str_of(argv[at]);
		}
	}
	cli->args = args;
	size_t max = cli->verb->max_args ? cli->verb->max_args : cli->verb->min_args ? SIZE_MAX : 0;
	if (cli->n_args < cli->verb->min_args || cli->n_args > max)
		return cli_wrong_use(
			cli, N_("usage: keruen {0}"),
			str_print(cli->c->mem, "%s %s", cli->verb->name, cli->verb->args).s);
	return EXIT_DONE;
}

bool cli_absolute(struct ctx *c, struct str path, const char **ret)
{
	if (path.n && path.s[0] == '/') {
		*ret = str_z(c->mem, path);
		return true;
	}
	char *here = getcwd(NULL, 0);
	if (!here)
		return fail_errno(c, "could not tell the working folder {0}: {1}", ".");
	*ret = path_join(c->mem, here, str_z(c->mem, path));
	free(here);
	return true;
}

/* The user's language: $KERUEN_LANG, else the locale's, else English. */
static const char *users_language(void)
{
	static const char *const names[] = { "KERUEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG" };
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const char *value = getenv(names[i]);
		const char *lang = value && *value ? text_language_of(str_of(value)) : NULL;
		if (lang)
			return lang;
		if (value && *value)
			break;
	}
	return "en";
}

static int run(struct cli *cli)
{
	bool opened = cli->verb->bare || library_open(cli->c);
	int code = opened ? cli->verb->run(cli) : cli_fail(cli);
	if (opened && !cli->verb->bare)
		library_close(cli->c);
	if (fflush(stdout) && code == EXIT_DONE)
		code = EXIT_COULD_NOT;
	return code;
}

/* A document may be thousands of page files, each held open while it is read. */
static void allow_files(void)
{
	struct rlimit r;
	if (getrlimit(RLIMIT_NOFILE, &r))
		return;
	r.rlim_cur = r.rlim_max;
	setrlimit(RLIMIT_NOFILE, &r);
}

int cli_main(int argc, char **argv)
{
	signal(SIGPIPE, SIG_IGN);
	allow_files();
	struct arena *mem = arena_new(0);
	struct ctx c = { .mem = mem, .lang = users_language() };
	struct cli cli = { .c = &c, .terminal = isatty(2) };
	const char *dir = getenv("KERUEN_DIR");
	int at = 1;
	if (at + 1 < argc && !strcmp(argv[at], "-C")) {
		dir = argv[at + 1];
		at += 2;
	}
	int code = EXIT_WRONG_USE;
	if (at == argc || !strcmp(argv[at], "--help") || !strcmp(argv[at], "help")) {
		help_all(&cli);
		code = at == argc ? EXIT_WRONG_USE : EXIT_DONE;
	} else if (!(cli.verb = verb_named(str_of(argv[at])))) {
		code = cli_wrong_use(&cli, N_("there is no verb {0}; --help lists them"), argv[at]);
	} else if (!cli_absolute(&c, str_of(dir && *dir ? dir : "library"), &c.dir)) {
		code = cli_fail(&cli);
	} else {
		code = take_words(&cli, argc, argv, at + 1);
		if (code == EXIT_DONE)
			code = run(&cli);
	}
	arena_free(mem);
	return code;
}
