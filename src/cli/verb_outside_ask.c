/* keruen outside-ask: asks one other catalogue for a web worker; started by the program itself. */
#include "cli/cli_int.h"
#include "outside/outside.h"

enum { QUESTION_MAX = 4096, RECEIVE_MS = 5000, ANSWER_MAX = 8 << 20 };
enum { MS_MOST = 30000, RECORDS_MOST = 50 };

struct question { /* lines: target, by, how many, milliseconds, language, words */
	struct str target, words;
	enum outside_by by;
	int64_t n, ms;
};

static bool by_of(struct str name, enum outside_by *ret)
{
	static const char *const names[] = { "any", "title", "author", "isbn" };
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_is(name, names[i])) {
			*ret = (enum outside_by)i;
			return true;
		}
	return false;
}

static bool read_question(struct ctx *c, struct str text, struct question *q)
{
	struct str by, n, ms, lang;
	if (!str_next(&text, '\n', &q->target) || !str_next(&text, '\n', &by) ||
	    !str_next(&text, '\n', &n) || !str_next(&text, '\n', &ms) ||
	    !str_next(&text, '\n', &lang) || !str_next(&text, '\n', &q->words) ||
	    !by_of(by, &q->by) || !str_to_int(n, 1, RECORDS_MOST, &q->n) ||
	    !str_to_int(ms, 1, MS_MOST, &q->ms) || !text_language_of(lang))
		return fail(c, ERR_INVALID, "the question to another catalogue is not understood");
	c->lang = text_language_of(lang);
	return true;
}

static bool only(struct ctx *c, const struct outside_targets *all, struct str code,
		 struct outside_targets *ret)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_same(all->at[i].code, code)) {
			*ret = (struct outside_targets){ &all->at[i], 1 };
			return true;
		}
	return fail(c, ERR_ABSENT, "there is no catalogue {0} in targets.conf",
		    str_z(c->mem, code));
}

static bool answer(struct ctx *c, int socket)
{
	struct proc_message m;
	struct question q;
	struct outside_targets all, one;
	struct outside_answers found;
	struct buf out;
	buf_init(&out, c->mem, ANSWER_MAX);
	if (!proc_receive(c, socket, QUESTION_MAX, RECEIVE_MS, &m) ||
	    !read_question(c, m.bytes, &q) || !outside_targets_read(c, &all) ||
	    !only(c, &all, q.target, &one) ||
	    !outside_search(c, &one, q.by, q.words, (int)q.n, (int)q.ms, &found))
		return false;
	outside_write(&found, &out);
	if (out.full)
		return fail(c, ERR_LIMIT, "the answer of a catalogue is too long");
	struct proc_message said = { .bytes = buf_str(&out) };
	return proc_send(c, socket, &said);
}

static int run(struct cli *cli)
{
	return answer(cli->c, 3) ? EXIT_DONE : cli_fail(cli);
}

const struct verb verb_outside_ask = {
	.name = "outside-ask",
	.args = "",
	.help = N_("ask another catalogue (started by the program itself)"),
	.bare = true,
	.hidden = true,
	.run = run,
};
