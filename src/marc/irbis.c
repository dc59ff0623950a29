/*
 * irbis - the text exchange of IRBIS64: "#200: ^AЗаглавие^FАвтор", a record ends with "*****".
 *
 * What stands before the first "^" is the field's own value. Codes are of one sign, capitals and
 * small letters alike; a line that opens no field goes on with the one before.
 */
#include "marc/marc_int.h"

static struct str line_of(struct str *rest)
{
	size_t end = str_find_byte(*rest, '\n');
	struct str line = str_upto(*rest, end);
	*rest = str_from(*rest, end < rest->n ? end + 1 : end);
	if (line.n && line.s[line.n - 1] == '\r')
		line = str_upto(line, line.n - 1);
	return line;
}

/* "#910: text": the number and the text; false for a line that goes on. */
static bool is_field(struct str line, struct str *ret_tag, struct str *ret_text)
{
	size_t at = 1;
	if (line.n < 3 || line.s[0] != '#')
		return false;
	while (at < line.n && line.s[at] >= '0' && line.s[at] <= '9')
		at++;
	if (at == 1 || at > 7 || at >= line.n || line.s[at] != ':')
		return false;
	*ret_tag = str_upto(str_from(line, 1), at - 1);
	*ret_text = str_from(line, at + 1);
	if (ret_text->n && ret_text->s[0] == ' ')
		*ret_text = str_from(*ret_text, 1);
	return true;
}

static bool is_end(struct str line)
{
	return str_starts(line, "*****");
}

bool irbis_likely(struct str b)
{
	struct str line = STR_NONE, tag, text;
	if (str_starts(b, "\xEF\xBB\xBF"))
		b = str_from(b, 3);
	while (b.n && (str_trim(line).n == 0 || is_end(line)))
		line = line_of(&b);
	return is_field(line, &tag, &text);
}

static size_t before_record(struct str s)
{
	size_t at = str_starts(s, "\xEF\xBB\xBF") ? 3 : 0;
	while (at < s.n && (s.s[at] == '\n' || s.s[at] == '\r' || s.s[at] == '*'))
		at++;
	return at;
}

bool irbis_frame(struct str have, bool end, struct marc_frame *ret)
{
	*ret = (struct marc_frame){ .skip = before_record(have) };
	struct str s = str_from(have, ret->skip), rest = s;
	while (rest.n) {
		bool whole = str_find_byte(rest, '\n') < rest.n;
		struct str line = line_of(&rest);
		if (is_end(line) && (whole || end)) {
			ret->n = s.n - rest.n;
			return true;
		}
	}
	if (s.n >= MARC_BYTES_MAX)
		ret->reason = N_("it is larger than 8 MB");
	else if (!end)
		return false;
	else if (s.n)
		ret->mends |= 1u << MEND_TERMINATOR;
	ret->n = s.n;
	return true;
}

/* A number of four digits at most; leading zeros are of no matter, three digits are written. */
static bool tag_of(struct str digits, char ret[5])
{
	int64_t v;
	if (!str_to_int(digits, 1, 9999, &v))
		return false;
	for (int i = v > 999 ? 3 : 2, n = i + 1; i >= 0; i--, v /= 10) {
		ret[i] = (char)('0' + v % 10);
		ret[n] = 0;
	}
	return true;
}

static void add_field(struct marc_reading *g, struct str digits, struct str text)
{
	char tag[5];
	if (!tag_of(digits, tag)) {
		marc_mended(g, MEND_DIRECTORY);
		return;
	}
	struct marc_field *f = marc_add(g->mem, &g->item->marc, tag, ' ', ' ');
	if (text.n)
		marc_read_subs(g, f, text, '^');
}

void irbis_read(struct marc_reading *g, struct str raw)
{
	struct str rest = raw, tag, text, digits = STR_NONE, value = STR_NONE;
	memcpy(g->item->marc.leader, "00000nam0 2200000   450 ", LEADER);
	marc_text_begin(g, raw, STR_NONE);
	g->plain = false;
	while (rest.n && g->item->marc.n < MARC_FIELDS_MAX) {
		struct str line = line_of(&rest);
		bool end = is_end(line);
		if (!end && !is_field(line, &tag, &text)) {
			if (digits.s && str_trim(line).n)
				value = str_print(g->mem, "%.*s %.*s", STR_ARGS(value),
						  STR_ARGS(line));
			continue;
		}
		if (digits.s)
			add_field(g, digits, value);
		digits = end ? STR_NONE : tag;
		value = text;
		if (end)
			return;
	}
	if (digits.s)
		add_field(g, digits, value);
}
