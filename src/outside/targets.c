/*
 * targets - DIR/targets.conf: the catalogues that may be asked, one a line.
 *
 * CODE PROTOCOL ADDRESS [KEY=VALUE …] [name=NAME to the end of the line]; # begins a comment.
 */
#include "outside/outside.h"

enum { CONF_MAX = 1 << 20, TARGETS_MAX = 200 };

static bool bad_line(struct ctx *c, int64_t number, struct str what)
{
	char room[STR_INT];
	return fail(c, ERR_INVALID, "line {0} of targets.conf cannot be understood: {1}",
		    str_z(c->mem, str_of_int(number, room)), str_z(c->mem, what));
}

/* The next word; empty at the end. */
static struct str word(struct str *rest)
{
	*rest = str_trim(*rest);
	size_t n = 0;
	while (n < rest->n && rest->s[n] != ' ' && rest->s[n] != '\t')
		n++;
	struct str ret = str_upto(*rest, n);
	*rest = str_from(*rest, n);
	return ret;
}

static bool set_option(struct outside_target *t, struct str key, struct str value)
{
	struct {
		const char *name;
		struct str *to;
	} const options[] = {
		{ "user", &t->user },       { "password", &t->password },
		{ "dialect", &t->dialect }, { "encoding", &t->encoding },
		{ "charset", &t->charset },
	};
	for (size_t i = 0; i < COUNT_OF(options); i++) {
		if (str_is(key, options[i].name)) {
			*options[i].to = value;
			return true;
		}
	}
	return false;
}

static bool is_code(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char ch = s.s[i];
		if (!((ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || ch == '-'))
			return false;
	}
	return s.n > 0 && s.n <= 40;
}

static bool is_encoding(struct str s)
{
	for (size_t i = 0; marc_encodings[i]; i++) {
		if (str_is(s, marc_encodings[i]))
			return true;
	}
	return s.n == 0;
}

/* What is wrong with a target; empty: nothing. */
static struct str wrong(const struct outside_target *t, struct str protocol)
{
	enum marc_dialect d;
	if (!is_code(t->code))
		return t->code;
	if (!str_is(protocol, "z3950") && !str_is(protocol, "sru"))
		return protocol.n ? protocol : t->code;
	if (t->address.n == 0)
		return t->code;
	if (t->dialect.n && !marc_dialect_of(t->dialect, &d))
		return t->dialect;
	return is_encoding(t->encoding) ? STR("") : t->encoding;
}

static bool read_line(struct ctx *c, struct str line, int64_t number, struct outside_target *ret)
{
	struct outside_target t = { .code = word(&line) };
	struct str protocol = word(&line);
	t.address = word(&line);
	t.protocol = str_is(protocol, "sru") ? OUTSIDE_SRU : OUTSIDE_Z3950;
	t.name = t.code;
	for (line = str_trim(line); line.n; line = str_trim(line)) {
		if (str_starts(line, "name=")) {
			t.name = str_trim(str_from(line, 5));
			break;
		}
		struct str pair = word(&line);
		size_t equals = str_find_byte(pair, '=');
		if (equals >= pair.n ||
		    !set_option(&t, str_upto(pair, equals), str_from(pair, equals + 1)))
			return bad_line(c, number, pair);
	}
	struct str bad = wrong(&t, protocol);
	if (bad.n || !t.code.n)
		return bad_line(c, number, bad);
	*ret = t;
	return true;
}

static bool is_known(const struct outside_targets *t, struct str code)
{
	for (size_t i = 0; i < t->n; i++) {
		if (str_same(t->at[i].code, code))
			return true;
	}
	return false;
}

bool outside_targets_read(struct ctx *c, struct outside_targets *ret)
{
	struct outside_targets all = { .at = arena_array_of(c->mem, TARGETS_MAX,
							    struct outside_target) };
	char *path = path_join(c->mem, c->dir, "targets.conf");
	struct str text = STR(""), line;
	if (file_exists(path) && !file_read(c, path, CONF_MAX, &text))
		return false;
	if (!text_is_utf8(text))
		return fail(c, ERR_INVALID, "targets.conf is not text in UTF-8");
	for (int64_t number = 1; str_next(&text, '\n', &line); number++) {
		line = str_trim(line);
		if (line.n == 0 || line.s[0] == '#')
			continue;
		if (all.n == TARGETS_MAX)
			return bad_line(c, number, line);
		if (!read_line(c, line, number, &all.at[all.n]))
			return false;
		if (is_known(&all, all.at[all.n].code))
			return bad_line(c, number, all.at[all.n].code);
		all.n++;
	}
	*ret = all;
	return true;
}
