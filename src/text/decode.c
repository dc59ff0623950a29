/*
 * decode - bytes of an unknown encoding to UTF-8.
 *
 * UTF-8 and UTF-16 are told by their form. Among the eight-bit charsets the letters decide: read
 * in the right one, neighbouring letters are pairs that Russian, Kazakh or Kyrgyz has.
 * Every conversion is total: a byte without a meaning becomes U+FFFD.
 */
#include "text/text_int.h"

const char *const charset_names[CHARSETS] = { "windows-1251", "KOI8-R",       "CP866", "ISO-8859-5",
					      "KZ-1048",      "windows-1252", "PT154" };

/* Bytes looked at for a guess; what follows is taken to be like it. */
enum { GUESS_BYTES = 65536 };

static uint32_t charset_get(enum charset cs, unsigned char b)
{
	return b < 0x80 ? b : charset_high[cs][b - 0x80];
}

/* Penalties and rewards in the unit of pair_score. */
enum { NO_CHARACTER = -60, ODD_SIGN = -16, MIXED_SCRIPTS = -24, INVERTED_CASE = -10, USUAL = 24 };

struct reading { /* one charset tried on the bytes */
	long score[PAIR_LANGUAGES];
	long pairs;
};

static bool is_cyrillic(uint32_t cp)
{
	return cp >= 0x400 && cp < 0x530;
}

static int sign_score(uint32_t cp)
{
	if (cp == 0)
		return NO_CHARACTER;
	/* Quotes, dashes, the number sign, no-break space: what texts have between words. */
	if ((cp >= 0x2010 && cp <= 0x203A) || cp == 0x2116 || cp == 0xAB || cp == 0xBB ||
	    cp == 0xA0 || cp == 0xA7 || cp == 0xA9 || cp == 0xB0 || cp == 0xAD || cp == 0xB7)
		return 0;
	return ODD_SIGN;
}

static void read_cyrillic_letter(struct reading *r, uint32_t prev, uint32_t cp)
{
	uint32_t low = letter_lower(cp);
	int a = pair_letter(letter_lower(prev)), b = pair_letter(low);
	int extra = 0;
	if (prev < 0x80 && letter_class_of(prev) == CLASS_LETTER)
		extra += MIXED_SCRIPTS;
	if (a && low != cp && letter_lower(prev) == prev)
		extra += INVERTED_CASE; /* a capital after a small letter: KOI8 read as 1251 */
	for (int l = 0; l < PAIR_LANGUAGES; l++)
		r->score[l] += pair_signs[l][a][b] - PAIR_EVEN + extra;
}

/* windows-1252: an accented letter stands among plain ones, never beside another. */
static void read_latin_letter(struct reading *r, uint32_t prev, uint32_t next, uint32_t cp)
{
	bool plain = (prev < 0x80 && letter_class_of(prev) == CLASS_LETTER) ||
		     (next < 0x80 && letter_class_of(next) == CLASS_LETTER);
	bool crowd = (prev >= 0x80 && letter_class_of(prev) == CLASS_LETTER) ||
		     (next >= 0x80 && letter_class_of(next) == CLASS_LETTER);
	int score = crowd ? MIXED_SCRIPTS : plain ? 8 : -4;
	if (letter_lower(cp) != cp && prev < 0x80 && letter_lower(prev) == prev && plain)
		score += INVERTED_CASE;
	for (int l = 0; l < PAIR_LANGUAGES; l++)
		r->score[l] += score;
}

static void read_one(struct reading *r, enum charset cs, struct str bytes, size_t i)
{
	uint32_t cp = charset_get(cs, (unsigned char)bytes.s[i]);
	uint32_t prev = i ? charset_get(cs, (unsigned char)bytes.s[i - 1]) : ' ';
	uint32_t next = i + 1 < bytes.n ? charset_get(cs, (unsigned char)bytes.s[i + 1]) : ' ';
	r->pairs++;
	if (is_cyrillic(cp)) {
		read_cyrillic_letter(r, prev, cp);
	} else if (cp && letter_class_of(cp) == CLASS_LETTER) {
		read_latin_letter(r, prev, next, cp);
	} else {
		int s = sign_score(cp);
		/* The sign ends a word: КЦ¬ read for қ in the middle of one costs. */
		for (int l = 0; l < PAIR_LANGUAGES; l++)
			r->score[l] += s + (s == ODD_SIGN && is_cyrillic(next) ? ODD_SIGN : 0);
	}
}

static long reading_of(enum charset cs, struct str bytes)
{
	struct reading r = { { 0 }, 0 };
	for (size_t i = 0; i < bytes.n; i++) {
		if ((unsigned char)bytes.s[i] >= 0x80)
			read_one(&r, cs, bytes, i);
	}
	long best = r.score[0];
	for (int l = 1; l < PAIR_LANGUAGES; l++)
		best = r.score[l] > best ? r.score[l] : best;
	return best;
}

/* CHARSETS where the name is none of them. */
static int charset_of(const char *name)
{
	int cs = 0;
	while (cs < CHARSETS && (!name || strcmp(charset_names[cs], name) != 0))
		cs++;
	return cs;
}

static enum charset guess_charset(struct str bytes, int usual)
{
	struct str sample = str_upto(bytes, GUESS_BYTES);
	enum charset best = CP1251;
	long best_score = 0;
	for (int cs = 0; cs < CHARSETS; cs++) {
		long score = reading_of((enum charset)cs, sample) + (cs == usual ? USUAL : 0);
		if (cs == 0 || score > best_score) {
			best = (enum charset)cs;
			best_score = score;
		}
	}
	return best;
}

static struct str from_charset(struct arena *mem, enum charset cs, struct str bytes)
{
	enum { LONGEST = 3 }; /* no letter of these charsets is past U+FFFF */
	char *out = arena_take(mem, bytes.n * LONGEST + 1);
	size_t n = 0;
	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char b = (unsigned char)bytes.s[i];
		uint32_t cp = b < 0x80 ? 0 : charset_high[cs][b - 0x80];
		if (b > 0 && b < 0x80) {
			out[n++] = (char)b;
		} else if (cp >= 0x80 && cp < 0x800) {
			out[n++] = (char)(0xC0 | cp >> 6);
			out[n++] = (char)(0x80 | (cp & 0x3F));
		} else {
			n += utf8_put(out + n, cp ? cp : 0xFFFD);
		}
	}
	return (struct str){ out, n };
}

const char *text_guess(struct str bytes, const char *usual)
{
	return charset_names[guess_charset(bytes, charset_of(usual))];
}

struct str text_from(struct arena *mem, const char *charset, struct str bytes)
{
	int cs = charset_of(charset);
	must(cs < CHARSETS);
	return from_charset(mem, (enum charset)cs, bytes);
}

static uint32_t unit16(struct str b, size_t i, bool big)
{
	uint32_t x = (unsigned char)b.s[i], y = (unsigned char)b.s[i + 1];
	return big ? x << 8 | y : y << 8 | x;
}

static struct str from_utf16(struct arena *mem, struct str b, bool big)
{
	struct buf out;
	buf_init(&out, mem, 0);
	for (size_t i = 0; i + 1 < b.n; i += 2) {
		uint32_t cp = unit16(b, i, big);
		if (cp >= 0xD800 && cp < 0xDC00 && i + 3 < b.n) {
			uint32_t low = unit16(b, i + 2, big);
			if (low >= 0xDC00 && low < 0xE000) {
				cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
				i += 2;
			}
		}
		if (cp == 0 || (cp >= 0xD800 && cp < 0xE000))
			cp = 0xFFFD;
		char *room = buf_room(&out, 4);
		if (!room)
			break;
		buf_wrote(&out, utf8_put(room, cp));
	}
	return buf_str(&out);
}

/* Bytes that no text has: more than one in fifty control characters, or a NUL. */
static bool is_binary(struct str bytes)
{
	size_t odd = 0;
	struct str s = str_upto(bytes, GUESS_BYTES);
	for (size_t i = 0; i < s.n; i++) {
		unsigned char b = (unsigned char)s.s[i];
		if (b == 0)
			return true;
		/* 0x1D-0x1F part the fields of MARC, 0x1B opens its escapes, 0x1A ended CP/M files
		 */
		odd += b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b < 0x1A;
	}
	return odd > s.n / 50;
}

/* UTF-16 without a mark: every other byte of a text in our scripts is 0x00 or 0x04. */
static bool looks_utf16(struct str b, bool *ret_big)
{
	size_t even = 0, odd = 0, n = b.n < 4096 ? b.n : 4096;
	for (size_t i = 0; i + 1 < n; i += 2) {
		even += b.s[i] == 0 || b.s[i] == 4;
		odd += b.s[i + 1] == 0 || b.s[i + 1] == 4;
	}
	*ret_big = even > odd;
	return n >= 8 && b.n % 2 == 0 && (even > n / 2 * 8 / 10 || odd > n / 2 * 8 / 10);
}

/* UTF-16 by its mark or its form. */
static bool decode_utf16(struct ctx *c, struct str bytes, struct str *ret)
{
	bool big = false;
	bool mark = bytes.n >= 2 &&
		    (unit16(bytes, 0, true) == 0xFEFF || unit16(bytes, 0, true) == 0xFFFE);
	if (mark)
		big = unit16(bytes, 0, true) == 0xFEFF;
	else if (!looks_utf16(bytes, &big))
		return false;
	*ret = from_utf16(c->mem, str_from(bytes, mark ? 2 : 0), big);
	return true;
}

bool text_decode(struct ctx *c, struct str bytes, struct str *ret, const char **ret_encoding)
{
	const char *encoding = "UTF-8";
	struct str out;
	if (str_starts(bytes, "\xEF\xBB\xBF"))
		bytes = str_from(bytes, 3);
	if (text_is_utf8(bytes)) {
		out = bytes;
	} else if (decode_utf16(c, bytes, &out)) {
		encoding = "UTF-16";
	} else if (is_binary(bytes)) {
		return fail(c, ERR_INVALID, "this is not text");
	} else {
		enum charset cs = guess_charset(bytes, CHARSETS);
		encoding = charset_names[cs];
		out = from_charset(c->mem, cs, bytes);
	}
	*ret = text_nfc(c->mem, out);
	if (ret_encoding)
		*ret_encoding = encoding;
	return true;
}
