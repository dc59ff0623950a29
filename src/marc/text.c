/*
 * text - the text of a record: its encoding found, decoded, and mended value by value.
 *
 * A record whose bytes are plain (ASCII or composed UTF-8 without oddities) is seen to be so once,
 * and its values are its bytes. In any other each value is looked at by itself.
 */
#include "marc/marc_int.h"

/* What is seen in bytes */
enum {
	LOOK_HIGH = 1,     /* letters past ASCII */
	LOOK_BAD = 2,      /* no UTF-8 */
	LOOK_ESCAPE = 4,   /* ESC */
	LOOK_CONTROL = 8,  /* control characters that no text has */
	LOOK_ENTITY = 16,  /* & */
	LOOK_COMPOSE = 32, /* it may not be composed */
	LOOK_TWICE = 64,   /* it may have been encoded twice */
};
struct look {
	unsigned seen;
	size_t good, bad; /* letters of UTF-8, and bytes that are none */
};

/* None that is to be looked at: 1E and 1F part fields and subfields. */
static bool is_plain(unsigned char b)
{
	return b < 0x7F && b >= 0x1E && b != '&';
}

/* Of a letter that takes bytes from lead on: may it compose, or come of a double encoding? Marks
 * stand at U+0300 (CC CD) and in the scripts that text_nfc does not pass over. Read twice, Cyrillic
 * begins with Р С (D0 A0, D0 A1) or Ð Ñ (C3 90, C3 91), accented Latin with Ã (C3 83). */
static unsigned look_at_letter(const unsigned char *p, size_t n)
{
	switch (p[0]) {
	case 0xCC:
	case 0xCD:
	case 0xD6:
	case 0xD7:
	case 0xD9:
	case 0xDB:
	case 0xE0:
	case 0xE1:
	case 0xE3:
	case 0xEF: return LOOK_COMPOSE;
	case 0xE2: return n > 1 && p[1] == 0x84 ? LOOK_COMPOSE : 0;
	case 0xC2: return n > 1 && p[1] < 0xA0 ? LOOK_CONTROL : 0;
	case 0xC3:
		return n > 2 && p[2] >= 0x80 && (p[1] == 0x83 || p[1] == 0x90 || p[1] == 0x91)
			       ? LOOK_TWICE
			       : 0;
	case 0xD0:
		return n > 2 && p[2] >= 0x80 && (p[1] == 0xA0 || p[1] == 0xA1) &&
				       !(p[2] == 0xD0 && n > 3 && p[3] >= 0x90) &&
				       !(p[2] == 0xD1 && n > 3 && p[3] < 0x90)
			       ? LOOK_TWICE
			       : 0;
	default: return 0;
	}
}

static size_t look_at_high(struct str s, size_t at, struct look *k)
{
	const unsigned char *p = (const unsigned char *)s.s + at;
	size_t next = at;
	k->seen |= LOOK_HIGH | look_at_letter(p, s.n - at);
	if (p[0] >= 0xC2 && p[0] < 0xE0 && s.n - at > 1 && (p[1] & 0xC0) == 0x80) {
		k->good++;
		return at + 2;
	}
	bool alone = s.n - at < 2 || (p[1] & 0xC0) != 0x80;
	if (!alone)
		text_next(s, &next);
	if (next - at > 1) {
		k->good++;
	} else {
		k->bad++;
		k->seen |= LOOK_BAD;
		next = at + 1;
	}
	return next;
}

/* What is clearly no UTF-8 is looked at for oddities only. */
static unsigned look_at_rest(struct str s, size_t at)
{
	unsigned seen = 0;
	for (; at < s.n; at++) {
		unsigned char b = (unsigned char)s.s[at];
		if (is_plain(b) || b >= 0x80)
			continue;
		seen |= b == '&' ? LOOK_ENTITY : b == 0x1B ? LOOK_ESCAPE : LOOK_CONTROL;
	}
	return seen;
}

static struct look look_at(struct str s)
{
	enum { CLEARLY = 100 };
	struct look k = { 0 };
	const unsigned char *p = (const unsigned char *)s.s;
	for (size_t at = 0; at < s.n;) {
		while (at < s.n && is_plain(p[at]))
			at++;
		if (at == s.n)
			break;
		if (k.bad > CLEARLY && k.good * 4 < k.bad) {
			k.seen |= look_at_rest(s, at);
			break;
		}
		if (p[at] >= 0x80) {
			at = look_at_high(s, at, &k);
			continue;
		}
		k.seen |= p[at] == '&' ? LOOK_ENTITY : p[at] == 0x1B ? LOOK_ESCAPE : LOOK_CONTROL;
		at++;
	}
	return k;
}

static const char *const charsets[ENCODINGS] = {
	[ENC_1251] = "windows-1251", [ENC_KOI8R] = "KOI8-R",   [ENC_866] = "CP866",
	[ENC_8859_5] = "ISO-8859-5", [ENC_KZ1048] = "KZ-1048", [ENC_PT154] = "PT154",
	[ENC_1252] = "windows-1252",
};

bool marc_encoding_of(const char *name, enum marc_encoding *ret)
{
	for (size_t i = 0; name && marc_encodings[i]; i++) {
		if (str_same_nocase(str_of(name), str_of(marc_encodings[i]))) {
			*ret = (enum marc_encoding)i;
			return true;
		}
	}
	return false;
}

static enum marc_encoding usual_encoding(const struct marc_prior *prior)
{
	size_t best = 0;
	for (size_t i = 1; prior && i < ENCODINGS; i++)
		best = prior->encodings[i] > prior->encodings[best] ? i : best;
	return (enum marc_encoding)best;
}

/* The first letters past ASCII with what stands beside them: enough to see whether a record is like
 * those before it. */
static struct str sample(struct str bytes, char *room, size_t max)
{
	size_t n = 0;
	for (size_t i = 0; i < bytes.n && n < max; i++) {
		bool high = (unsigned char)bytes.s[i] >= 0x80;
		bool after = i > 0 && (unsigned char)bytes.s[i - 1] >= 0x80;
		bool before = i + 1 < bytes.n && (unsigned char)bytes.s[i + 1] >= 0x80;
		if (high || after || before)
			room[n++] = bytes.s[i];
	}
	return (struct str){ room, n };
}

static enum marc_encoding guess(struct str bytes, const struct marc_prior *prior)
{
	enum { SURE = 5 }; /* records before it */
	char room[80];
	enum marc_encoding usual = usual_encoding(prior), ret = ENC_1251;
	if (prior && charsets[usual] && prior->encodings[usual] > SURE) {
		struct str some = sample(bytes, room, sizeof(room));
		if (!marc8_likely(some, false) &&
		    !strcmp(text_guess(some, charsets[usual]), charsets[usual]))
			return usual;
	}
	if (marc8_likely(bytes, usual == ENC_MARC8))
		return ENC_MARC8;
	marc_encoding_of(text_guess(bytes, charsets[usual]), &ret);
	return ret;
}

/* Bytes that are no UTF-8 as a whole, though most of their letters are: a value was cut within a
 * letter, or one came from elsewhere. */
static bool mostly_utf8(const struct look *k)
{
	return k->good > 4 * k->bad;
}

void marc_prior_of(struct str head, struct marc_prior *ret)
{
	struct look k = look_at(head);
	if ((k.seen & LOOK_BAD) && !mostly_utf8(&k))
		ret->encodings[guess(head, NULL)] = 1;
}

static enum marc_encoding choose(const struct marc_reading *g, struct str text,
				 const struct look *k, struct str declared)
{
	enum marc_encoding forced;
	if (marc_encoding_of(g->o->encoding, &forced))
		return forced;
	if (!(k->seen & LOOK_BAD) && (k->seen & LOOK_HIGH))
		return ENC_UTF8;
	if ((k->seen & LOOK_ESCAPE) && !g->escaped && marc8_escapes(text))
		return ENC_MARC8;
	if (!(k->seen & LOOK_HIGH) || mostly_utf8(k))
		return ENC_UTF8;
	if (str_starts(declared, "03") || str_is(str_from(declared, 2), "03"))
		return ENC_5426;
	enum marc_encoding found = guess(text, g->prior);
	return found == ENC_MARC8 && g->escaped ? ENC_1252 : found;
}

/* What the record says of itself, where it says something: L/09 of MARC 21, 100 $a of UNIMARC. */
static bool declares_another(const struct marc_reading *g, struct str declared)
{
	static const struct {
		const char *code;
		enum marc_encoding encoding;
	} codes[] = {
		{ "50", ENC_UTF8 },  { "89", ENC_1251 }, { "79", ENC_866 },
		{ "99", ENC_KOI8R }, { "03", ENC_5426 },
	};
	if (declared.n == 0)
		return false;
	for (size_t i = 0; i < COUNT_OF(codes); i++) {
		if (str_starts(declared, codes[i].code) ||
		    str_is(str_from(declared, 2), codes[i].code))
			return codes[i].encoding != g->encoding;
	}
	return g->encoding == ENC_UTF8;
}

void marc_text_begin(struct marc_reading *g, struct str text, struct str declared)
{
	struct look k = look_at(text);
	g->encoding = choose(g, text, &k, declared);
	g->plain = g->encoding == ENC_UTF8 && !(k.seen & ~(unsigned)LOOK_HIGH);
	/* a charset of one byte a letter has no marks to compose, and its letters are no UTF-8 */
	g->by_table = charsets[g->encoding] && !g->escaped &&
		      !(k.seen & (LOOK_CONTROL | LOOK_ENTITY | LOOK_ESCAPE));
	g->item->encoding = marc_encodings[g->encoding];
	g->high = k.seen & LOOK_HIGH;
	g->declared = declared;
}

void marc_text_end(struct marc_reading *g)
{
	const struct marc *m = &g->item->marc;
	if (!g->high || g->item->container != MARC_ISO2709 || m->dialect == MARC_IRBIS)
		return;
	bool utf8_told = m->leader[9] == 'a';
	if (m->dialect == MARC_21 ? utf8_told != (g->encoding == ENC_UTF8)
				  : declares_another(g, g->declared))
		marc_mended(g, MEND_ENCODING);
}

static struct str decoded(struct marc_reading *g, struct str s, const struct look *k)
{
	struct arena *mem = g->mem;
	bool high = k->seen & LOOK_HIGH;
	switch (g->encoding) {
	case ENC_UTF8:
		if (!(k->seen & LOOK_BAD))
			return s;
		if (!mostly_utf8(k)) { /* a value from elsewhere */
			marc_mended(g, MEND_ENCODING);
			return text_from(mem, text_guess(s, NULL), s);
		}
		return s;
	case ENC_MARC8: return high || (k->seen & LOOK_ESCAPE) ? marc8_decode(mem, s) : s;
	case ENC_5426: return high ? iso5426_decode(mem, s) : s;
	default: return high ? text_from(mem, charsets[g->encoding], s) : s;
	}
}

/* Signs of HTML that people and systems left in text, but for the five of XML */
static const struct {
	const char *name;
	uint32_t cp;
} entities[] = {
	{ "&nbsp", 0xA0 },    { "&laquo", 0xAB },    { "&raquo", 0xBB }, { "&ndash", 0x2013 },
	{ "&mdash", 0x2014 }, { "&hellip", 0x2026 }, { "&copy", 0xA9 },  { "&bdquo", 0x201E },
	{ "&ldquo", 0x201C }, { "&rdquo", 0x201D },  { "&shy", 0xAD },   { "&numero", 0x2116 },
	{ "&eacute", 0xE9 },
};

/* The sign that "&name;" at the head of s stands for; *ret_n: its bytes. */
static bool entity(struct str s, uint32_t *ret, size_t *ret_n)
{
	if (xml_reference(s, ret, ret_n))
		return true;
	for (size_t i = 0; i < COUNT_OF(entities); i++) {
		size_t n = strlen(entities[i].name);
		if (str_starts(s, entities[i].name) && n < s.n && s.s[n] == ';') {
			*ret = entities[i].cp;
			*ret_n = n + 1;
			return true;
		}
	}
	return false;
}

static struct str without_entities(struct arena *mem, struct str s, bool *ret_any)
{
	struct buf out;
	buf_init(&out, mem, 0);
	*ret_any = false;
	for (size_t at = 0; at < s.n;) {
		size_t next = at + str_find_byte(str_from(s, at), '&'), n = 1;
		uint32_t cp;
		buf_add(&out, str_upto(str_from(s, at), next - at));
		if (next >= s.n)
			break;
		if (entity(str_from(s, next), &cp, &n)) {
			buf_add_utf8(&out, cp);
			*ret_any = true;
		} else {
			buf_add_char(&out, '&');
			n = 1;
		}
		at = next + n;
	}
	return *ret_any ? buf_str(&out) : s;
}

/* Control characters go; line ends and tabs become a space. U+0088, U+0089, U+0098 and U+009C stay:
 * they bracket what sorting leaves out (ISO 6630; MARC 21 Specifications). Bytes that are no UTF-8
 * become U+FFFD. */
static struct str without_controls(struct marc_reading *g, struct str s)
{
	struct buf out;
	bool odd = false;
	buf_init(&out, g->mem, 0);
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		uint32_t cp = text_next(s, &at);
		bool bracket = cp == 0x88 || cp == 0x89 || cp == 0x98 || cp == 0x9C;
		if (cp == 0xFFFD && at - from == 1)
			marc_mended(g, MEND_LOST);
		if (cp >= ' ' && (cp < 0x7F || cp >= 0xA0 || bracket)) {
			buf_add_utf8(&out, cp);
			continue;
		}
		odd = true;
		if (cp == '\n' || cp == '\t' || cp == END_RECORD ||
		    (cp == '\r' && (at >= s.n || s.s[at] != '\n')) || cp == 0x85)
			buf_add_char(&out, ' ');
	}
	if (odd)
		marc_mended(g, MEND_CONTROL);
	return buf_str(&out);
}

static struct str composed(struct marc_reading *g, struct str s)
{
	struct str nfc = text_nfc(g->mem, s);
	if (g->encoding != ENC_MARC8 && g->encoding != ENC_5426 && !str_same(nfc, s))
		marc_mended(g, MEND_DECOMPOSED);
	return nfc;
}

static bool has_lost(struct str s)
{
	return str_find(s, STR("\xEF\xBF\xBD")) < s.n;
}

static bool is_ascii(struct str s)
{
	unsigned char seen = 0;
	for (size_t i = 0; i < s.n; i++)
		seen |= (unsigned char)s.s[i];
	return seen < 0x80;
}

static struct str text_by_table(struct marc_reading *g, struct str s)
{
	if (is_ascii(s))
		return s;
	s = text_from(g->mem, charsets[g->encoding], s);
	if (has_lost(s))
		marc_mended(g, MEND_LOST);
	return s;
}

struct str marc_text(struct marc_reading *g, struct str s)
{
	bool any;
	if (g->plain)
		return s;
	if (g->by_table)
		return text_by_table(g, s);
	struct look k = look_at(s);
	if (!k.seen)
		return s;
	s = decoded(g, s, &k);
	if (g->encoding != ENC_UTF8 && has_lost(s))
		marc_mended(g, MEND_LOST);
	if (g->escaped && (k.seen & LOOK_ENTITY))
		s = without_entities(g->mem, s, &any);
	k = look_at(s);
	if ((k.seen & LOOK_TWICE) && text_once(g->mem, s, &s)) {
		marc_mended(g, MEND_TWICE);
		k = look_at(s);
	}
	if (k.seen & LOOK_ENTITY) {
		s = without_entities(g->mem, s, &any);
		if (any)
			marc_mended(g, MEND_ENTITIES);
	}
	if (k.seen & (LOOK_CONTROL | LOOK_ESCAPE | LOOK_BAD))
		s = without_controls(g, s);
	return k.seen & LOOK_COMPOSE ? composed(g, s) : s;
}
