/* The marks of XML in a text: tags, CDATA, and what is passed over. */
#include "base/base.h"

static bool is_name(char ch)
{
	return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
	       ch == ':' || ch == '_' || ch == '-' || ch == '.' || (unsigned char)ch >= 0x80;
}

static bool is_space(char ch)
{
	return ch == ' ' || ch == '\t' || ch == '\n' || ch == '\r';
}

/* Past what ends with a sign of its own; false: it does not end here. */
static bool past(struct str s, size_t from, const char *sign, size_t *ret)
{
	struct str rest = str_from(s, from);
	size_t at = str_find(rest, str_of(sign));
	*ret = from + at + strlen(sign);
	return at < rest.n;
}

/* A declaration ends at ">", or after the bracketed part of a DOCTYPE. */
static bool past_declaration(struct str s, size_t from, size_t *ret)
{
	size_t end = from + str_find_byte(str_from(s, from), '>');
	size_t bracket = from + str_find_byte(str_from(s, from), '[');
	if (bracket < end) {
		if (!past(s, bracket, "]", &end))
			return false;
		end += str_find_byte(str_from(s, end), '>');
	}
	*ret = end + 1;
	return end < s.n;
}

/* The end of a tag: the ">" that is in no quotes. */
static size_t tag_end(struct str s, size_t at)
{
	char quote = 0;
	for (; at < s.n; at++) {
		char ch = s.s[at];
		if (quote)
			quote = ch == quote ? 0 : quote;
		else if (ch == '"' || ch == '\'')
			quote = ch;
		else if (ch == '>')
			return at;
		else if (ch == '<')
			return s.n; /* a tag that never ended */
	}
	return s.n;
}

static void name_of(struct xml_mark *m, struct str inner)
{
	size_t n = 0;
	while (n < inner.n && is_name(inner.s[n]))
		n++;
	m->name = str_upto(inner, n);
	m->rest = str_from(inner, n);
	size_t colon = str_find_byte(m->name, ':');
	m->local = colon < n ? str_from(m->name, colon + 1) : m->name;
}

static enum xml_kind read_tag(struct str s, struct xml_mark *m)
{
	size_t from = m->at + 1;
	bool closes = from < s.n && s.s[from] == '/';
	from += closes;
	if (from < s.n && !is_name(s.s[from])) { /* a "<" that opens nothing */
		m->end = m->at + 1;
		return XML_OTHER;
	}
	size_t end = tag_end(s, from);
	if (end >= s.n)
		return XML_MORE;
	m->end = end + 1;
	bool empty = s.s[end - 1] == '/';
	name_of(m, str_upto(str_from(s, from), end - from - empty));
	return closes ? XML_END : empty ? XML_EMPTY : XML_START;
}

/* The next mark at or after a place; XML_MORE: it is not whole, or there is none (at == s.n). */
struct xml_mark xml_next(struct str s, size_t from)
{
	struct xml_mark m = { .kind = XML_OTHER };
	m.at = from + str_find_byte(str_from(s, from), '<');
	bool whole = m.at < s.n;
	struct str t = str_from(s, m.at);
	if (str_starts(t, "<!--")) {
		whole = past(s, m.at + 4, "-->", &m.end);
	} else if (str_starts(t, "<![CDATA[")) {
		whole = past(s, m.at + 9, "]]>", &m.end);
		m.kind = XML_CDATA;
		if (whole)
			m.rest = str_upto(str_from(t, 9), m.end - m.at - 12);
	} else if (str_starts(t, "<!")) {
		whole = past_declaration(s, m.at + 2, &m.end);
	} else if (str_starts(t, "<?")) {
		whole = past(s, m.at + 2, "?>", &m.end);
	} else if (whole) {
		m.kind = read_tag(s, &m);
	}
	if (!whole)
		m.kind = XML_MORE;
	return m;
}

struct str xml_attribute(struct str rest, const char *name)
{
	for (;;) {
		while (rest.n && is_space(rest.s[0]))
			rest = str_from(rest, 1);
		size_t equals = str_find_byte(rest, '=');
		if (equals >= rest.n)
			return STR_NONE;
		struct str key = str_trim(str_upto(rest, equals));
		rest = str_from(rest, equals + 1);
		while (rest.n && is_space(rest.s[0]))
			rest = str_from(rest, 1);
		if (rest.n == 0 || (rest.s[0] != '"' && rest.s[0] != '\''))
			return STR_NONE;
		struct str value = str_from(rest, 1);
		size_t end = str_find_byte(value, rest.s[0]);
		if (str_is(key, name))
			return str_upto(value, end);
		rest = str_from(value, end + 1);
	}
}

static bool number_of(struct str digits, bool hex, uint32_t *ret)
{
	uint32_t cp = 0;
	if (digits.n == 0 || digits.n > 7)
		return false;
	for (size_t i = 0; i < digits.n; i++) {
		char ch = digits.s[i], low = (char)(ch | 0x20);
		bool digit = ch >= '0' && ch <= '9', letter = hex && low >= 'a' && low <= 'f';
		if (!digit && !letter)
			return false;
		cp = cp * (hex ? 16 : 10) + (uint32_t)(digit ? ch - '0' : low - 'a' + 10);
	}
	*ret = cp;
	return cp > 0 && cp <= 0x10FFFF && !(cp >= 0xD800 && cp < 0xE000);
}

bool xml_reference(struct str s, uint32_t *ret, size_t *ret_n)
{
	static const struct {
		const char *name;
		char sign;
	} known[] = { { "&quot;", '"' },
		      { "&amp;", '&' },
		      { "&lt;", '<' },
		      { "&gt;", '>' },
		      { "&apos;", '\'' } };
	enum { LONGEST = 12 };
	for (size_t i = 0; i < COUNT_OF(known); i++) {
		if (str_starts(s, known[i].name)) {
			*ret = (unsigned char)known[i].sign;
			*ret_n = strlen(known[i].name);
			return true;
		}
	}
	size_t end = str_find_byte(str_upto(s, LONGEST), ';');
	if (!str_starts(s, "&#") || end < 3 || end >= LONGEST || end >= s.n)
		return false;
	bool hex = (s.s[2] | 0x20) == 'x';
	size_t from = hex ? 3 : 2;
	*ret_n = end + 1;
	return number_of(str_upto(str_from(s, from), end - from), hex, ret);
}

void xml_unescape(struct buf *out, struct str s)
{
	while (s.n) {
		size_t at = str_find_byte(s, '&'), n = 1;
		uint32_t cp;
		buf_add(out, str_upto(s, at));
		s = str_from(s, at);
		if (s.n && xml_reference(s, &cp, &n))
			buf_add_utf8(out, cp);
		else
			buf_add(out, str_upto(s, 1));
		s = str_from(s, n);
	}
}
