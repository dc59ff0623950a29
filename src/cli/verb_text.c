/* keruen text: what the words room makes of words and lines, for scoring it with any list. */
#include "cli/cli_int.h"

enum { LINE_MAX_BYTES = 1 << 20 };

typedef void answer_fn(const struct cli *cli, struct str line, struct buf *out);

static void say_stems(const struct cli *cli, struct str line, struct buf *out)
{
	struct str lang = cli_text(cli, "lang");
	char stems[TEXT_STEMS][128];
	struct str exact = text_lower(out->mem, text_nfc(out->mem, line));
	size_t n = text_stems(exact, lang.s ? lang.s : "", stems);
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_add_char(out, '|');
		buf_add_z(out, stems[i]);
	}
}

static void say_language(const struct cli *cli, struct str line, struct buf *out)
{
	buf_add_z(out, text_language(line, NULL));
}

static int run(struct cli *cli)
{
	answer_fn *answer = str_is(cli->args[0], "stem")       ? say_stems
			    : str_is(cli->args[0], "language") ? say_language
							       : NULL;
	if (!answer)
		return cli_wrong_use(cli, N_("usage: keruen {0}"), "text stem|language [--lang L]");
	struct arena *scratch = arena_new(0);
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	while ((n = getline(&line, &room, stdin)) >= 0) {
		struct str word = { line, (size_t)n };
		while (word.n && (word.s[word.n - 1] == '\n' || word.s[word.n - 1] == '\r'))
			word.n--;
		struct buf out;
		buf_init(&out, scratch, LINE_MAX_BYTES * 2);
		buf_add(&out, word);
		buf_add_char(&out, '\t');
		answer(cli, word, &out);
		buf_add_char(&out, '\n');
		cli_print(buf_str(&out));
		arena_reset(scratch);
	}
	free(line);
	arena_free(scratch);
	return EXIT_DONE;
}

const struct verb verb_text = {
	.name = "text",
	.args = "stem|language [--lang L]",
	.help = N_("read a word or a line each from standard input and say what it is"),
	.options = { { "lang", OPTION_TEXT, .value = "kk|ru|ky|en",
		       .help = N_("the language of the words") } },
	.min_args = 1,
	.max_args = 1,
	.bare = true,
	.run = run,
};
