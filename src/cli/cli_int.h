/* The inside of cli: what a verb is made of, and what it is handed. */
#ifndef KERUEN_CLI_INT_H
#define KERUEN_CLI_INT_H

#include "base/base.h"
#include "library/library.h"

enum cli_exit { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_WRONG_USE = 2, EXIT_COULD_NOT = 3 };
enum { CLI_OPTIONS = 16 };

enum option_type { OPTION_NONE, OPTION_FLAG, OPTION_TEXT, OPTION_INT };
struct option_spec {
	const char *name; /* without the two hyphens */
	enum option_type type;
	int64_t min, max;  /* of OPTION_INT */
	const char *value; /* how its value is called in the help: "CODE" */
	const char *help;
};

struct cli;
struct verb {
	const char *name;
	const char *args; /* "PATH… --partner CODE" */
	const char *help; /* one sentence */
	struct option_spec options[CLI_OPTIONS];
	size_t min_args, max_args; /* max 0: as many as you like, where min is not 0 */
	bool bare;                 /* runs without a library: nothing is opened */
	bool hidden;               /* for the program itself */
	int (*run)(struct cli *cli);
};

struct cli {
	struct ctx *c;
	const struct verb *verb;
	const struct str *args;
	size_t n_args;
	bool json;
	bool terminal;                  /* stderr is one: progress may move the cursor */
	struct str values[CLI_OPTIONS]; /* as given; s == NULL where not */
};

/* Options by name; the name must stand in the verb's table. */
bool cli_flag(const struct cli *cli, const char *name);
struct str cli_text(const struct cli *cli, const char *name); /* s == NULL where not given */
int64_t cli_int(const struct cli *cli, const char *name, int64_t otherwise);

/* Saying things: to stdout. A sentence is a message id with {0} … */
void cli_say(const struct cli *cli, const char *msgid, ...) __attribute__((sentinel));
void cli_print(struct str text);
/* Prints c->err to stderr in the user's language; the exit code that fits its kind. */
int cli_fail(const struct cli *cli);
int cli_wrong_use(const struct cli *cli, const char *msgid, const char *arg);

/* The library of this process, made or opened as the verb asks. */
bool cli_absolute(struct ctx *c, struct str path, const char **ret);

extern const struct verb verb_init, verb_serve, verb_work, verb_check, verb_doctor, verb_partner,
	verb_deposit, verb_search, verb_show, verb_index, verb_audit, verb_rebuild, verb_text,
	verb_decoder, verb_password, verb_outside_ask, verb_user, verb_authority, verb_import,
	verb_export, verb_marc, verb_catalog;

#endif
