/*
 * marc8 - the character sets of MARC records before Unicode: Latin with ANSEL, and Cyrillic.
 *
 * Library of Congress, MARC 21 Specifications, "MARC-8 Encoding Environment" and code tables
 * "Extended Latin", "Basic Cyrillic", "Extended Cyrillic". What names other sets (East Asian, Hebrew,
 * Arabic, Greek) goes through libyaz, which has their tables.
 */
#include <yaz/yaz-iconv.h>

#include "marc/marc_int.h"

/* 0xA1..0xC8: spacing signs */
static const uint16_t ansel_signs[] = {
	0x141, 0xD8,  0x110,  0xDE,   0xC6, 0x152,  0x2B9, 0xB7,  0x266D, 0xAE,
	0xB1,  0x1A0, 0x1AF,  0x2BC,  0,    0x2BB,  0x142, 0xF8,  0x111,  0xFE,
	0xE6,  0x153, 0x2BA,  0x131,  0xA3, 0xF0,   0,     0x1A1, 0x1B0,  0,
	0,     0xB0,  0x2113, 0x2117, 0xA9, 0x266F, 0xBF,  0xA1,  0xDF,   0x20AC,
};
/* 0xE0..0xFE: marks, written before their letter. Two that stand over two letters have halves (EB EC,
 * FA FB): the first half is U+0361 or U+0360, the second is in it. */
static const uint16_t ansel_marks[] = {
	0x309, 0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x30C, 0x30A,
	0x361, 0,     0x315, 0x30B, 0x310, 0x327, 0x328, 0x323, 0x324, 0x325, 0x333,
	0x332, 0x326, 0x31C, 0x32E, 0x360, 0,     0,     0,     0x313,
};
/* Basic Cyrillic 0x40..0x5F; capitals follow in the same order */
static const uint16_t cyrillic[] = {
	0x44E, 0x430, 0x431, 0x446, 0x434, 0x435, 0x444, 0x433, 0x445, 0x438, 0x439,
	0x43A, 0x43B, 0x43C, 0x43D, 0x43E, 0x43F, 0x44F, 0x440, 0x441, 0x442, 0x443,
	0x436, 0x432, 0x44C, 0x44B, 0x437, 0x448, 0x44D, 0x449, 0x447, 0x44A,
};
/* Extended Cyrillic 0x40..0x53; capitals at 0x60 */
static const uint16_t cyrillic_more[] = {
	0x491, 0x452, 0x453, 0x454, 0x451, 0x455, 0x456, 0x457, 0x458, 0x459,
	0x45A, 0x45B, 0x45C, 0x45E, 0x45F, 0,     0x463, 0x473, 0x475, 0x46B,
};

enum set {
	SET_ASCII,
	SET_ANSEL,
	SET_CYRILLIC,
	SET_CYRILLIC_MORE,
	SET_RAISED, /* superscripts, subscripts, Greek symbols */
	SET_LOWERED,
	SET_SYMBOLS,
	SET_WIDE,
	SET_OTHER
};

struct marc8 {
	enum set low, high; /* G0 and G1 */
	uint32_t marks[8];  /* waiting for their letter */
	size_t n_marks;
	struct buf out;
};

static uint32_t capital_of(uint32_t small)
{
	if (small >= 0x430 && small < 0x450)
		return small - 32;
	return small >= 0x450 && small < 0x460 ? small - 80 : small ? small - 1 : 0;
}

static uint32_t from_cyrillic(const uint16_t *table, size_t n, unsigned b)
{
	if (b >= 0x40 && b - 0x40 < n && b < 0x60)
		return table[b - 0x40];
	if (b >= 0x60 && b - 0x60 < n)
		return capital_of(table[b - 0x60]);
	return b < 0x40 ? b : 0;
}

/* Digits, brackets, plus and minus above or below the line. */
static uint32_t off_the_line(bool raised, unsigned b)
{
	static const char signs[] = "0123456789+-=()";
	const char *at = b ? strchr(signs, (int)b) : NULL;
	if (!at || *at == '=')
		return 0;
	if (raised && (*at == '2' || *at == '3'))
		return *at == '2' ? 0xB2 : 0xB3;
	if (raised && *at == '1')
		return 0xB9;
	return (raised ? 0x2070u : 0x2080u) + (uint32_t)(at - signs);
}

static uint32_t in_set(enum set set, unsigned char byte)
{
	unsigned b = byte & 0x7F;
	switch (set) {
	case SET_ASCII: return b;
	case SET_CYRILLIC: return from_cyrillic(cyrillic, COUNT_OF(cyrillic), b);
	case SET_CYRILLIC_MORE: return from_cyrillic(cyrillic_more, COUNT_OF(cyrillic_more), b);
	case SET_RAISED:
	case SET_LOWERED: return off_the_line(set == SET_RAISED, b);
	case SET_SYMBOLS: return b >= 'a' && b <= 'c' ? 0x3B1 + b - 'a' : 0;
	case SET_ANSEL:
		b |= 0x80;
		if (b >= 0xA1 && b - 0xA1 < COUNT_OF(ansel_signs))
			return ansel_signs[b - 0xA1];
		return b >= 0xE0 && b <= 0xFE ? ansel_marks[b - 0xE0] : 0;
	default: return 0;
	}
}

static void put(struct marc8 *m, uint32_t cp)
{
	bool mark = (cp >= 0x300 && cp < 0x370) || (cp >= 0xFE20 && cp < 0xFE30);
	if (mark && m->n_marks < COUNT_OF(m->marks)) {
		m->marks[m->n_marks++] = cp;
		return;
	}
	buf_add_utf8(&m->out, cp ? cp : 0xFFFD);
	for (size_t i = 0; i < m->n_marks; i++)
		buf_add_utf8(&m->out, m->marks[i]);
	m->n_marks = 0;
}

static enum set set_named(char final)
{
	switch (final) {
	case 'B': return SET_ASCII;
	case 'E': return SET_ANSEL;
	case 'N': return SET_CYRILLIC;
	case 'Q': return SET_CYRILLIC_MORE;
	case '1': return SET_WIDE;
	default: return SET_OTHER;
	}
}

/* After ESC at s[at - 1]: the place past the sequence. */
static size_t escape(struct marc8 *m, struct str s, size_t at)
{
	if (at >= s.n)
		return at;
	char kind = s.s[at++];
	if (kind == 's') {
		m->low = SET_ASCII;
	} else if (kind == 'g') {
		m->low = SET_SYMBOLS;
	} else if (kind == 'b' || kind == 'p') {
		m->low = kind == 'b' ? SET_LOWERED : SET_RAISED;
	} else if (strchr("(,),-$", kind) && kind) {
		bool high = kind == ')' || kind == '-';
		if (kind == '$' && at < s.n && strchr("(,)-", s.s[at]) && s.s[at])
			high = s.s[at] == ')' || s.s[at] == '-', at++;
		if (at < s.n && s.s[at] == '!')
			at++;
		if (at < s.n)
			*(high ? &m->high : &m->low) = set_named(s.s[at++]);
	}
	return at;
}

/* Does it name a set that is not among ours? */
static bool names_others(struct str s)
{
	for (size_t i = 0; i + 1 < s.n; i++) {
		if (s.s[i] != 0x1B)
			continue;
		size_t at = i + 1;
		while (at < s.n && s.s[at] && strchr("(,)-$!", s.s[at]))
			at++;
		enum set set = at < s.n && at > i + 1 ? set_named(s.s[at]) : SET_ASCII;
		if (set == SET_OTHER || set == SET_WIDE)
			return true;
	}
	return false;
}

/* Letters of three bytes at most are fewer than they were, or libyaz left out what it does not know. */
static bool left_out(struct str from, struct str to)
{
	size_t before = 0, after = 0;
	for (size_t i = 0; i < from.n; i++) {
		if (from.s[i] == 0x1B)
			i += 2;
		else
			before += (unsigned char)from.s[i] > ' ';
	}
	for (size_t at = 0; at < to.n; after++)
		text_next(to, &at);
	return after * 3 < before;
}

/* libyaz stops at what it does not know: that byte becomes U+FFFD, and it goes on. */
static struct str decode_others(struct arena *mem, struct str s)
{
	yaz_iconv_t cd = yaz_iconv_open("utf-8", "marc-8");
	struct buf out;
	char part[256], *in = (char *)(uintptr_t)s.s;
	size_t left = s.n;
	buf_init(&out, mem, 0);
	must(cd);
	while (left > 0) {
		char *to = part;
		size_t room = sizeof(part);
		size_t r = yaz_iconv(cd, &in, &left, &to, &room);
		buf_add_bytes(&out, part, sizeof(part) - room);
		if (r == (size_t)-1 && yaz_iconv_error(cd) != YAZ_ICONV_E2BIG) {
			buf_add_utf8(&out, 0xFFFD);
			in += left > 0;
			left -= left > 0;
		}
	}
	char *to = part;
	size_t room = sizeof(part);
	yaz_iconv(cd, NULL, NULL, &to, &room); /* what waits for a letter */
	buf_add_bytes(&out, part, sizeof(part) - room);
	yaz_iconv_close(cd);
	if (left_out(s, buf_str(&out)))
		buf_add_utf8(&out, 0xFFFD);
	return buf_str(&out);
}

struct str marc8_decode(struct arena *mem, struct str s)
{
	if (names_others(s))
		return decode_others(mem, s);
	struct marc8 m = { .low = SET_ASCII, .high = SET_ANSEL };
	buf_init(&m.out, mem, 0);
	for (size_t at = 0; at < s.n;) {
		unsigned char b = (unsigned char)s.s[at++];
		if (b == 0x1B) {
			at = escape(&m, s, at);
		} else if (b <= 0x20) {
			/* Sets go back to the usual ones at the end of a field and of a subfield.
			 */
			if (b >= 0x1D && b <= 0x1F) {
				m.low = SET_ASCII;
				m.high = SET_ANSEL;
				m.n_marks = 0;
			}
			put(&m, b);
		} else if (b == 0x88 || b == 0x89) { /* they bracket what sorting leaves out */
			put(&m, b == 0x88 ? 0x98 : 0x9C);
		} else if (m.high == SET_ANSEL && (b == 0xEC || b == 0xFB)) {
			continue;
		} else {
			put(&m, in_set(b < 0x80 ? m.low : m.high, b));
		}
	}
	return buf_str(&m.out);
}

bool marc8_escapes(struct str s)
{
	for (size_t i = 0; i + 1 < s.n; i++) {
		if (s.s[i] == 0x1B && s.s[i + 1] && strchr("(,)-$sgbp", s.s[i + 1]))
			return true;
	}
	return false;
}

static bool is_letter(unsigned char b)
{
	return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
}

/* Marks stand alone or by two before a plain letter, signs alone: a word in an eight-bit Cyrillic
 * has long runs of bytes past ASCII. */
bool marc8_likely(struct str s, bool usual)
{
	size_t high = 0, fitting = 0;
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		while (i < s.n && (unsigned char)s.s[i] >= 0x80)
			i++;
		size_t run = i - from;
		unsigned char last = run ? (unsigned char)s.s[i - 1] : 0;
		unsigned char next = i < s.n ? (unsigned char)s.s[i] : ' ';
		bool mark = last >= 0xE0 && is_letter(next);
		bool sign = last >= 0xA1 && last <= 0xC8;
		high += run;
		fitting += run <= 2 && (mark || sign) ? run : 0;
		i += run == 0;
	}
	return marc8_escapes(s) || (high && fitting * 10 >= high * (usual ? 4 : 8));
}
