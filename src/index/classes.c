/*
 * classes - numbers of UDC, BBK and DDC, found by their hierarchy.
 *
 * 633.1:551.5 is found as 633.1 and as 551.5, and under 63, 633 and so on: longer is narrower. A
 * class is kept whole, by its parts, and by the first signs of each main number; what is asked for
 * with more signs than these is looked up by its beginning (expand.c). A dot only parts digits into
 * threes and is left out (UDC Consortium, "UDC: rules"; Dewey Decimal Classification, introduction).
 */
#include "index/index_int.h"

enum { CLASS_MOST = 60 };

const char *const class_prefixes[3] = { TERM_UDC, TERM_BBK, TERM_DDC };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

struct str class_key(struct arena *mem, struct str text)
{
	struct buf key;
	struct str lower = text_lower(mem, text);
	buf_init(&key, mem, 0);
	for (size_t i = 0; i < lower.n && key.n < CLASS_MOST; i++) {
		char sign = lower.s[i];
		bool dot = sign == '.' && i && is_digit(lower.s[i - 1]);
		if (sign != ' ' && !dot && (unsigned char)sign > ' ')
			buf_add_char(&key, sign);
	}
	return buf_str(&key);
}

/* Signs that lead from a main number to what qualifies it. */
static size_t main_end(struct str key)
{
	for (size_t i = 0; i < key.n; i++)
		if (strchr("(=\"'-/:+[*", key.s[i]))
			return i;
	return key.n;
}

static void feed_part(struct ctx *c, struct feed *f, const char *prefix, struct str part)
{
	size_t end = main_end(part), at = 0;
	(void)c;
	for (int level = 0; level < CLASS_LEVELS && at < end; level++) {
		text_next(part, &at);
		feed_term(f, prefix, str_upto(part, at));
	}
	if (at < end)
		feed_term(f, prefix, str_upto(part, end));
	if (end < part.n)
		feed_term(f, prefix, part);
	if (end && end < part.n && part.s[end] == '(') { /* (574): wherever it stands */
		struct str rest = str_from(part, end);
		feed_term(f, prefix, str_upto(rest, str_find_byte(rest, ')') + 1));
	}
}

void feed_class(struct ctx *c, struct feed *f, const char *prefix, struct str text)
{
	struct str key = class_key(c->mem, text), rest = key;
	size_t parts = 0;
	while (rest.n && parts < 8) {
		size_t end = 0;
		while (end < rest.n && rest.s[end] != ':' && rest.s[end] != '+')
			end++;
		if (end)
			feed_part(c, f, prefix, str_upto(rest, end));
		parts += end > 0;
		rest = str_from(rest, end < rest.n ? end + 1 : end);
	}
	if (parts > 1)
		feed_term(f, prefix, key);
}

/* The simple number, then + / : = (…) "…" and -, much as UDC files them; then longer numbers.
 * Letters (of BBK) as text_sort_key has them. */
struct str class_order(struct arena *mem, struct str text)
{
	static const char signs[] = ":=(\"-'";
	struct buf out;
	struct str key = class_key(mem, text);
	buf_init(&out, mem, 0);
	for (size_t at = 0; at < key.n;) {
		char sign = key.s[at];
		const char *place = strchr(signs, sign);
		size_t from = at;
		text_next(key, &at);
		if (place)
			buf_add_char(&out, (char)('#' + (place - signs)));
		else if (sign == '+' || sign == '/')
			buf_add_char(&out, sign == '+' ? '!' : '"');
		else if ((unsigned char)sign >= 0x80 || (sign >= 'a' && sign <= 'z'))
			buf_add(&out, text_sort_key(mem, str_upto(str_from(key, from), at - from)));
		else if (is_digit(sign))
			buf_add_char(&out, sign);
	}
	return buf_str(&out);
}
