/*
 * lines - records as lines of text: yaz's line format and MarcEdit's mnemonic format (.mrk).
 *
 * A line is a field. "245 10 $a Title $b more" with spaces around subfields, or "=245  10$aTitle$bmore"
 * with "\" for a blank. An empty line or a leader's line begins the next record.
 */
#include "marc/marc_int.h"

static bool is_digit(char ch)
{
	return ch >= '0' && ch <= '9';
}

static bool is_mrk(struct str line)
{
	return line.n > 6 && line.s[0] == '=' && line.s[4] == ' ' && line.s[5] == ' ';
}

static bool is_leader_line(struct str line)
{
	if (str_starts(line, "=LDR  ") || str_starts(line, "=000  ") || str_starts(line, "LDR ") ||
	    str_starts(line, "000 "))
		return line.n >= 20;
	for (size_t i = 0; i < 5; i++) {
		if (i >= line.n || !is_digit(line.s[i]))
			return false;
	}
	return line.n >= 20 && line.n <= 26 && !is_digit(line.s[5]);
}

static struct str line_of(struct str *rest)
{
	size_t end = str_find_byte(*rest, '\n');
	struct str line = str_upto(*rest, end);
	*rest = str_from(*rest, end < rest->n ? end + 1 : end);
	if (line.n && line.s[line.n - 1] == '\r')
		line = str_upto(line, line.n - 1);
	return line;
}

bool lines_likely(struct str b)
{
	if (str_starts(b, "\xEF\xBB\xBF"))
		b = str_from(b, 3);
	struct str line = STR_NONE;
	while (b.n && str_trim(line).n == 0)
		line = line_of(&b);
	if (!is_leader_line(line))
		return false;
	line = line_of(&b);
	return line.n > 4 && (is_mrk(line) || line.s[3] == ' ');
}

static size_t blank_lines(struct str s)
{
	size_t at = str_starts(s, "\xEF\xBB\xBF") ? 3 : 0;
	while (at < s.n && (s.s[at] == '\n' || s.s[at] == '\r'))
		at++;
	return at;
}

bool lines_frame(struct str have, bool end, struct marc_frame *ret)
{
	*ret = (struct marc_frame){ .skip = blank_lines(have) };
	struct str s = str_from(have, ret->skip), rest = s;
	for (size_t n = 0; rest.n; n++) {
		size_t at = s.n - rest.n;
		bool whole = str_find_byte(rest, '\n') < rest.n;
		struct str line = line_of(&rest);
		if (!whole && !end && s.n < MARC_BYTES_MAX)
			break;
		if (n && (str_trim(line).n == 0 || is_leader_line(line))) {
			ret->n = at;
			return true;
		}
	}
	if (s.n >= MARC_BYTES_MAX)
		ret->reason = N_("it is larger than 8 MB");
	else if (!end)
		return false;
	ret->n = s.n;
	return true;
}

/* Names for signs that the mnemonic format writes in braces: MARCMaker's table, its commonest. */
static struct str without_braces(struct marc_reading *g, struct str s)
{
	static const struct {
		const char *name, *sign;
	} names[] = {
		{ "{dollar}", "$" }, { "{bsol}", "\\" },  { "{lcub}", "{" },
		{ "{rcub}", "}" },   { "{verbar}", "|" }, { "{esc}", "\x1b" },
	};
	if (str_find_byte(s, '{') == s.n)
		return s;
	struct buf out;
	buf_init(&out, g->mem, 0);
	for (size_t at = 0; at < s.n;) {
		size_t i = 0;
		while (i < COUNT_OF(names) && !str_starts(str_from(s, at), names[i].name))
			i++;
		if (i < COUNT_OF(names)) {
			buf_add_z(&out, names[i].sign);
			at += strlen(names[i].name);
		} else {
			buf_add_char(&out, s.s[at++]);
		}
	}
	return buf_str(&out);
}

/* A code or an indicator; a letter past ASCII is none. */
static char sign(struct marc_reading *g, char ch, enum marc_mend m)
{
	if (ch >= ' ' && ch <= '~')
		return ch;
	marc_mended(g, m);
	return ' ';
}

static void read_mrk(struct marc_reading *g, struct str line)
{
	struct str tag = str_upto(str_from(line, 1), 3), text = str_from(line, 6);
	char name[5];
	marc_tag(g, tag, name);
	if (str_is(tag, "LDR") || str_is(tag, "000")) {
		marc_leader(g, text);
		return;
	}
	if (name[0] == '0' && name[1] == '0') {
		char *p = str_z(g->mem, text);
		for (size_t i = 0; i < text.n; i++)
			p[i] = p[i] == '\\' ? ' ' : p[i];
		marc_add_control(g->mem, &g->item->marc, name,
				 marc_text(g, (struct str){ p, text.n }));
		return;
	}
	char i1 = text.n > 0 && text.s[0] != '\\' ? text.s[0] : ' ';
	char i2 = text.n > 1 && text.s[1] != '\\' ? text.s[1] : ' ';
	struct marc_field *f = marc_add(g->mem, &g->item->marc, name, sign(g, i1, MEND_INDICATORS),
					sign(g, i2, MEND_INDICATORS));
	struct str rest = str_from(text, 2), piece;
	size_t at = str_find_byte(rest, '$');
	if (at)
		marc_add_sub(g->mem, f, 0, marc_text(g, str_upto(rest, at)));
	rest = str_from(rest, at + 1);
	while (str_next(&rest, '$', &piece)) {
		if (piece.n)
			marc_add_sub(g->mem, f, sign(g, piece.s[0], MEND_SUBFIELD),
				     marc_text(g, without_braces(g, str_from(piece, 1))));
	}
}

/* " $a " opens a subfield. */
static size_t next_spaced(struct str s, size_t from)
{
	for (size_t at = from; at + 3 < s.n; at++) {
		at += str_find_byte(str_from(s, at), '$');
		if (at + 2 < s.n && (at == 0 || s.s[at - 1] == ' ') && s.s[at + 2] == ' ')
			return at;
	}
	return s.n;
}

static void read_spaced(struct marc_reading *g, struct str line)
{
	char name[5];
	marc_tag(g, str_upto(line, 3), name);
	if (name[0] == '0' && name[1] == '0') {
		marc_add_control(g->mem, &g->item->marc, name, marc_text(g, str_from(line, 4)));
		return;
	}
	struct str rest = str_from(line, 4);
	bool two = rest.n >= 3 && rest.s[0] != '$';
	struct marc_field *f = marc_add(g->mem, &g->item->marc, name,
					two ? sign(g, rest.s[0], MEND_INDICATORS) : ' ',
					two ? sign(g, rest.s[1], MEND_INDICATORS) : ' ');
	for (size_t at = next_spaced(rest, 0); at < rest.n;) {
		size_t next = next_spaced(rest, at + 3);
		struct str value = str_upto(str_from(rest, at + 3), next - at - 3);
		if (next < rest.n && value.n && value.s[value.n - 1] == ' ')
			value = str_upto(value, value.n - 1);
		marc_add_sub(g->mem, f, sign(g, rest.s[at + 1], MEND_SUBFIELD),
			     marc_text(g, value));
		at = next;
	}
}

static bool is_tag(struct str line)
{
	for (size_t i = 0; i < 3; i++) {
		if (i >= line.n || line.s[i] < '0' || line.s[i] > 'z')
			return false;
	}
	return line.n > 4 && line.s[3] == ' ';
}

void lines_read(struct marc_reading *g, struct str raw)
{
	memset(g->item->marc.leader, ' ', LEADER);
	marc_text_begin(g, raw, STR_NONE);
	g->plain = false; /* line ends are no part of values, but are looked at */
	for (struct str rest = raw; rest.n;) {
		struct str line = line_of(&rest);
		if (g->item->marc.n >= MARC_FIELDS_MAX) {
			marc_aside(g, N_("it has more fields than are taken"));
			return;
		}
		if (is_leader_line(line) && line.s[0] != '=')
			marc_leader(g, str_starts(line, "LDR ") || str_starts(line, "000 ")
					       ? str_from(line, 4)
					       : line);
		else if (is_mrk(line))
			read_mrk(g, line);
		else if (is_tag(line))
			read_spaced(g, line);
		else if (str_trim(line).n)
			marc_mended(g, MEND_PADDING);
	}
}
