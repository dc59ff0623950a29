/*
 * cli - the verbs: keruen [-C DIR] VERB [OPTIONS] …
 *
 * A verb is one file verb_NAME.c with one `const struct verb`; cli.c holds the list. Exit codes:
 * 0 done, 1 refused or partly refused (the report says what), 2 wrong use, 3 could not work.
 */
#ifndef KERUEN_CLI_H
#define KERUEN_CLI_H

int cli_main(int argc, char **argv);

#endif
