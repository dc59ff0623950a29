/* Slices of bytes: compare, find, cut. */
#include "base/base.h"

bool str_same(struct str a, struct str b)
{
	return a.n == b.n && (!a.n || !memcmp(a.s, b.s, a.n));
}

bool str_is(struct str a, const char *z)
{
	return str_same(a, str_of(z));
}

int str_order(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.s, b.s, n) : 0;
	return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str a, const char *prefix)
{
	size_t n = strlen(prefix);
	return a.n >= n && (!n || !memcmp(a.s, prefix, n));
}

bool str_ends(struct str a, const char *suffix)
{
	size_t n = strlen(suffix);
	return a.n >= n && (!n || !memcmp(a.s + a.n - n, suffix, n));
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool str_same_nocase(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.s[i]) != lower(b.s[i]))
			return false;
	return true;
}

bool str_ends_nocase(struct str a, const char *suffix)
{
	struct str end = str_of(suffix);
	return a.n >= end.n && str_same_nocase(str_from(a, a.n - end.n), end);
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t run_of_digits(struct str s, size_t at)
{
	size_t end = at;
	while (end < s.n && digit(s.s[end]))
		end++;
	return end;
}

/* Compares two runs of digits by value, however long: without leading zeros, the longer is more. */
static int order_numbers(struct str a, struct str b)
{
	while (a.n > 1 && a.s[0] == '0')
		a = str_from(a, 1);
	while (b.n > 1 && b.s[0] == '0')
		b = str_from(b, 1);
	if (a.n != b.n)
		return a.n < b.n ? -1 : 1;
	return str_order(a, b);
}

int str_order_natural(struct str a, struct str b)
{
	size_t i = 0, k = 0;
	while (i < a.n && k < b.n) {
		if (digit(a.s[i]) && digit(b.s[k])) {
			size_t ei = run_of_digits(a, i), ek = run_of_digits(b, k);
			int order = order_numbers((struct str){ a.s + i, ei - i },
						  (struct str){ b.s + k, ek - k });
			if (order)
				return order;
			i = ei;
			k = ek;
			continue;
		}
		unsigned char x = (unsigned char)lower(a.s[i++]);
		unsigned char y = (unsigned char)lower(b.s[k++]);
		if (x != y)
			return x < y ? -1 : 1;
	}
	if (i < a.n || k < b.n)
		return i < a.n ? 1 : -1;
	return str_order(a, b);
}

size_t str_find_byte(struct str a, char c)
{
	const char *p = a.n ? memchr(a.s, c, a.n) : NULL;
	return p ? (size_t)(p - a.s) : a.n;
}

size_t str_find(struct str a, struct str needle)
{
	if (!needle.n)
		return 0;
	const char *p = a.n ? memmem(a.s, a.n, needle.s, needle.n) : NULL;
	return p ? (size_t)(p - a.s) : a.n;
}

struct str str_from(struct str a, size_t at)
{
	if (at > a.n)
		at = a.n;
	return (struct str){ a.s ? a.s + at : NULL, a.n - at };
}

struct str str_upto(struct str a, size_t n)
{
	return (struct str){ a.s, n < a.n ? n : a.n };
}

static bool space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str a)
{
	while (a.n && space(a.s[0]))
		a = str_from(a, 1);
	while (a.n && space(a.s[a.n - 1]))
		a.n--;
	return a;
}

bool str_next(struct str *rest, char sep, struct str *ret)
{
	if (!rest->s)
		return false;
	size_t at = str_find_byte(*rest, sep);
	*ret = str_upto(*rest, at);
	*rest = at < rest->n ? str_from(*rest, at + 1) : STR_NONE;
	return true;
}

bool str_to_int(struct str a, int64_t min, int64_t max, int64_t *ret)
{
	bool minus = a.n && a.s[0] == '-';
	struct str digits = str_from(a, minus);
	int64_t v = 0;
	if (!digits.n)
		return false;
	for (size_t i = 0; i < digits.n; i++) {
		int64_t d = digits.s[i] - '0';
		if (!digit(digits.s[i]) || __builtin_mul_overflow(v, 10, &v) ||
		    __builtin_add_overflow(v, minus ? -d : d, &v))
			return false;
	}
	if (v < min || v > max)
		return false;
	*ret = v;
	return true;
}

struct str str_of_int(int64_t v, char room[STR_INT])
{
	size_t at = STR_INT;
	uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
	do {
		room[--at] = (char)('0' + u % 10);
		u /= 10;
	} while (u);
	if (v < 0)
		room[--at] = '-';
	return (struct str){ room + at, STR_INT - at };
}
