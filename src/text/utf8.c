/*
 * utf8 - code points, lower case and NFC.
 *
 * Fast where it matters: ASCII and what lies below U+0800 (Latin, Cyrillic, Arabic) by one table.
 */
#include <utf8proc.h>

#include "text/text_int.h"

/* One code point of valid UTF-8 (Unicode 15, table 3-7), or 0 bytes. */
static size_t decode(const unsigned char *p, size_t n, uint32_t *ret)
{
	static const uint32_t least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len = p[0] < 0x80   ? 1
		     : p[0] < 0xC2 ? 0
		     : p[0] < 0xE0 ? 2
		     : p[0] < 0xF0 ? 3
		     : p[0] < 0xF5 ? 4
				   : 0;
	if (len == 0 || len > n)
		return 0;
	uint32_t cp = len == 1 ? p[0] : p[0] & (0xFFu >> (len + 1));
	for (size_t i = 1; i < len; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		cp = cp << 6 | (p[i] & 0x3F);
	}
	if (cp < least[len] || (cp >= 0xD800 && cp < 0xE000) || cp > 0x10FFFF)
		return 0;
	*ret = cp;
	return len;
}

uint32_t text_next(struct str utf8, size_t *at)
{
	uint32_t cp = 0xFFFD;
	size_t n = decode((const unsigned char *)utf8.s + *at, utf8.n - *at, &cp);
	*at += n ? n : 1;
	return cp;
}

bool text_is_utf8(struct str bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.s;
	for (size_t i = 0; i < bytes.n;) {
		if (p[i] < 0x80) {
			if (p[i++] == 0)
				return false;
			continue;
		}
		uint32_t cp;
		size_t n = decode(p + i, bytes.n - i, &cp);
		if (n == 0)
			return false;
		i += n;
	}
	return true;
}

size_t utf8_put(char *p, uint32_t cp)
{
	if (cp < 0x80) {
		p[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		p[0] = (char)(0xC0 | cp >> 6);
		p[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		p[0] = (char)(0xE0 | cp >> 12);
		p[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		p[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	p[0] = (char)(0xF0 | cp >> 18);
	p[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	p[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	p[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

/* Han, kana and the like are written without spaces: each sign is a word. */
static bool is_ideograph(uint32_t cp)
{
	return (cp >= 0x3041 && cp <= 0x30FF) || (cp >= 0x3400 && cp <= 0x9FFF) ||
	       (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x3FFFF);
}

static enum letter_class class_of_high(uint32_t cp)
{
	if (cp == 0x2019 || cp == 0x2018)
		return CLASS_APOSTROPHE;
	if (cp == 0x2010 || cp == 0x2011)
		return CLASS_HYPHEN;
	if ((cp >= 0x200B && cp <= 0x200F) || cp == 0x2060 || cp == 0xFEFF)
		return CLASS_SOFT;
	if (cp >= 0x2000 && cp <= 0x206F)
		return CLASS_NONE;
	utf8proc_category_t cat = utf8proc_category((utf8proc_int32_t)cp);
	if (cat >= UTF8PROC_CATEGORY_LU && cat <= UTF8PROC_CATEGORY_LO)
		return is_ideograph(cp) ? CLASS_IDEOGRAPH : CLASS_LETTER;
	if (cat >= UTF8PROC_CATEGORY_MN && cat <= UTF8PROC_CATEGORY_ME)
		return CLASS_MARK;
	return cat == UTF8PROC_CATEGORY_ND || cat == UTF8PROC_CATEGORY_NL ? CLASS_DIGIT
									  : CLASS_NONE;
}

enum letter_class letter_class_of(uint32_t cp)
{
	return cp < 0x800 ? (enum letter_class)text_letters[cp].class : class_of_high(cp);
}

uint32_t letter_lower(uint32_t cp)
{
	return cp < 0x800 ? text_letters[cp].lower
			  : (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

uint32_t letter_upper(uint32_t cp)
{
	return (uint32_t)utf8proc_toupper((utf8proc_int32_t)cp);
}

struct str text_lower(struct arena *mem, struct str utf8)
{
	struct buf out;
	buf_init(&out, mem, 0);
	for (size_t at = 0; at < utf8.n;) {
		char *room = buf_room(&out, 4);
		if (!room)
			break;
		buf_wrote(&out, utf8_put(room, letter_lower(text_next(utf8, &at))));
	}
	return buf_str(&out);
}

/* Nothing in it composes or reorders: all below U+0300, or Cyrillic and Arabic letters. */
static bool is_plainly_nfc(struct str utf8)
{
	const unsigned char *p = (const unsigned char *)utf8.s;
	for (size_t i = 0; i < utf8.n; i++) {
		/* 0xCC, 0xCD: combining marks U+0300-036F and some Greek; 0xD9: Arabic marks */
		if (p[i] >= 0xE0 || p[i] == 0xCC || p[i] == 0xCD || p[i] == 0xD6 || p[i] == 0xD7 ||
		    p[i] == 0xD9 || p[i] == 0xDB)
			return false;
	}
	return true;
}

struct str text_nfc(struct arena *mem, struct str utf8)
{
	if (is_plainly_nfc(utf8))
		return text_is_utf8(utf8) ? utf8 : str_copy(mem, utf8);
	utf8proc_uint8_t *made = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)utf8.s,
					  (utf8proc_ssize_t)utf8.n, &made,
					  UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	struct str ret = utf8; /* what is no UTF-8 has no normal form */
	if (n >= 0)
		ret = str_copy(mem, (struct str){ (const char *)made, (size_t)n });
	free(made); /* utf8proc's own allocation */
	return ret;
}

/* Stress marks over Cyrillic vowels are a teacher's help, not spelling; a dot over i is in the i.
 */
static bool is_no_spelling(int32_t before, int32_t mark)
{
	if (mark == 0x307)
		return before == 'i';
	return (mark == 0x301 || mark == 0x300) && before >= 0x400 && before < 0x530;
}

size_t word_compose(char *p, size_t n, size_t max)
{
	utf8proc_int32_t cps[512];
	utf8proc_ssize_t got = utf8proc_decompose((const utf8proc_uint8_t *)p, (utf8proc_ssize_t)n,
						  cps, (utf8proc_ssize_t)COUNT_OF(cps),
						  UTF8PROC_STABLE | UTF8PROC_DECOMPOSE);
	if (got < 0 || got > (utf8proc_ssize_t)COUNT_OF(cps))
		return n;
	got = utf8proc_normalize_utf32(cps, got, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	size_t len = 0;
	for (utf8proc_ssize_t i = 0; i < got; i++) {
		if (i > 0 && is_no_spelling(cps[i - 1], cps[i]))
			continue;
		char one[4];
		size_t k = utf8_put(one, (uint32_t)cps[i]);
		if (len + k > max)
			break;
		memcpy(p + len, one, k);
		len += k;
	}
	return len;
}

bool letters_of(struct str word, struct letters *ret)
{
	ret->n = 0;
	for (size_t at = 0; at < word.n;) {
		uint32_t cp = text_next(word, &at);
		if (cp > 0xFFFF || ret->n == WORD_LETTERS)
			return false;
		ret->at[ret->n++] = (uint16_t)cp;
	}
	return true;
}

void letters_put(const struct letters *w, size_t n, char ret[128])
{
	size_t len = 0;
	for (size_t i = 0; i < n && len + 4 < 128; i++)
		len += utf8_put(ret + len, w->at[i]);
	ret[len] = '\0';
}
