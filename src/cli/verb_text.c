/* keruen text: what the words room makes of words and lines, for scoring it with any list. */
#include "cli/cli_int.h"

#define ARGS "stem|fold|keys|readings|language|script [--lang L]"

enum { LINE_MAX_BYTES = 1 << 20 };

typedef void answer_fn(const struct cli *cli, struct str line, struct buf *out);

/* The word as an index has it; a line of several words, or of none, in lower case. */
static struct str exact_of(struct buf *out, struct str line)
{
	struct text_walk walk;
	struct text_token t;
	text_walk_init(&walk, line);
	if (text_walk_next(&walk, &t) && t.n == line.n)
		return str_copy(out->mem, t.exact);
	return text_lower(out->mem, text_nfc(out->mem, line));
}

static const char *language_asked(const struct cli *cli)
{
	struct str lang = cli_text(cli, "lang");
	return lang.s ? text_language_of(text_language_code(lang)) : "";
}

static bool may_be_asked(const struct cli *cli)
{
	return language_asked(cli) ||
	       fail(cli->c, ERR_INVALID,
		    "there is no language {0} here; there are kk, ru, ky and en",
		    str_z(cli->c->mem, cli_text(cli, "lang")));
}

static void list(struct buf *out, char (*words)[128], size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_add_char(out, '|');
		buf_add_z(out, words[i]);
	}
}

static void say_stems(const struct cli *cli, struct str line, struct buf *out)
{
	char stems[TEXT_STEMS][128];
	list(out, stems, text_stems(exact_of(out, line), language_asked(cli), stems));
}

static void say_keys(const struct cli *cli, struct str line, struct buf *out)
{
	char keys[TEXT_KEYS][128];
	list(out, keys, text_keys(exact_of(out, line), language_asked(cli), keys));
}

static void say_fold(const struct cli *cli, struct str line, struct buf *out)
{
	char keys[TEXT_KEYS][128];
	size_t n = text_keys(exact_of(out, line), language_asked(cli), keys);
	list(out, keys, n > 1 ? 1 : n);
}

static void say_readings(const struct cli *cli, struct str line, struct buf *out)
{
	char words[TEXT_READINGS][128];
	list(out, words, text_readings(exact_of(out, line), language_asked(cli), words));
}

static void say_script(const struct cli *cli, struct str line, struct buf *out)
{
	static const char *const names[] = { "other", "cyrillic", "latin", "arabic" };
	buf_add_z(out, names[text_script(line)]);
}

static void say_language(const struct cli *cli, struct str line, struct buf *out)
{
	buf_add_z(out, text_language_kin(line, NULL));
}

static const struct question {
	const char *name;
	answer_fn *answer;
} questions[] = {
	{ "stem", say_stems },        { "fold", say_fold },         { "keys", say_keys },
	{ "readings", say_readings }, { "language", say_language }, { "script", say_script },
};

static answer_fn *answer_to(struct str name)
{
	for (size_t i = 0; i < COUNT_OF(questions); i++) {
		if (str_is(name, questions[i].name))
			return questions[i].answer;
	}
	return NULL;
}

/* Reads a line without its end into room for LINE_MAX_BYTES, and drops what is longer; false at the
 * end of the input. */
static bool read_line(char *line, size_t *ret_n)
{
	int c = getc_unlocked(stdin);
	size_t n = 0;
	if (c == EOF)
		return false;
	for (; c != EOF && c != '\n'; c = getc_unlocked(stdin)) {
		if (n < LINE_MAX_BYTES)
			line[n++] = (char)c;
	}
	if (n && line[n - 1] == '\r')
		n--;
	*ret_n = n;
	return true;
}

static int run(struct cli *cli)
{
	answer_fn *answer = answer_to(cli->args[0]);
	if (!answer)
		return cli_wrong_use(cli, N_("usage: keruen {0}"), "text " ARGS);
	if (!may_be_asked(cli))
		return cli_fail(cli);
	struct arena *scratch = arena_new(0);
	char *line = arena_take(cli->c->mem, LINE_MAX_BYTES);
	size_t n;
	while (read_line(line, &n)) {
		struct str word = { line, n };
		struct buf out;
		buf_init(&out, scratch, LINE_MAX_BYTES * 2);
		buf_add(&out, word);
		buf_add_char(&out, '\t');
		answer(cli, word, &out);
		buf_add_char(&out, '\n');
		cli_print(buf_str(&out));
		arena_reset(scratch);
	}
	arena_free(scratch);
	return EXIT_DONE;
}

const struct verb verb_text = {
	.name = "text",
	.args = ARGS,
	.help = N_("read a word or a line each from standard input and say what it is"),
	.options = { { "lang", OPTION_TEXT, .value = "kk|ru|ky|en",
		       .help = N_("the language of the words") } },
	.min_args = 1,
	.max_args = 1,
	.bare = true,
	.run = run,
};
