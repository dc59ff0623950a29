/*
 * ocr_repair - what recognition is known to get wrong, set right by rule.
 *
 * Only what cannot be meant: lines that are no text, letters of two scripts that look alike within one word, letter-spaced
 * words taken for a row of one-letter words, and the yat of before 1918 read as a capital sign in
 * the middle of small letters.
 */
#include "media/ocr_int.h"

enum {
	NOISE = 35,      /* mean confidence of a line below which it is none, */
	NOISE_KEPT = 75, /* unless one word has more than this */
};

struct letters { /* of a word, as code points */
	uint32_t *at;
	size_t n;
};

static bool is_cyrillic(uint32_t u)
{
	return u >= 0x400 && u <= 0x52f;
}

static bool is_latin(uint32_t u)
{
	return (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z') || (u >= 0xc0 && u <= 0x24f);
}

static bool is_small_cyrillic(uint32_t u)
{
	return (u >= 0x430 && u <= 0x45f) || (u >= 0x460 && u <= 0x52f && (u & 1));
}

/* The text is valid UTF-8 (Tesseract's); a broken byte would only be taken for a letter. */
static struct letters letters_of(struct ctx *c, struct str s)
{
	struct letters l = { arena_array_of(c->mem, s.n + 1, uint32_t), 0 };
	for (size_t i = 0; i < s.n;) {
		unsigned char b = (unsigned char)s.s[i];
		size_t more = b >= 0xf0 ? 3 : b >= 0xe0 ? 2 : b >= 0xc0 ? 1 : 0;
		uint32_t u = more == 3 ? b & 7 : more == 2 ? b & 15 : more == 1 ? b & 31 : b;
		for (i++; more > 0 && i < s.n; more--, i++)
			u = u << 6 | ((unsigned char)s.s[i] & 63);
		l.at[l.n++] = u;
	}
	return l;
}

static struct str text_of(struct ctx *c, struct letters l)
{
	struct buf b;
	buf_init(&b, c->mem, 0);
	for (size_t i = 0; i < l.n; i++)
		buf_add_utf8(&b, l.at[i]);
	return buf_str(&b);
}

/* Latin and Cyrillic letters that are printed alike. */
static const struct twin {
	char latin;
	uint16_t cyrillic;
} twins[] = {
	{ 'A', 0x410 }, { 'B', 0x412 }, { 'C', 0x421 }, { 'E', 0x415 }, { 'H', 0x41d },
	{ 'I', 0x406 }, { 'K', 0x41a }, { 'M', 0x41c }, { 'O', 0x41e }, { 'P', 0x420 },
	{ 'T', 0x422 }, { 'X', 0x425 }, { 'Y', 0x4ae }, { 'a', 0x430 }, { 'c', 0x441 },
	{ 'e', 0x435 }, { 'h', 0x4bb }, { 'i', 0x456 }, { 'o', 0x43e }, { 'p', 0x440 },
	{ 'x', 0x445 }, { 'y', 0x443 },
};

static uint32_t twin_of(uint32_t u, bool to_cyrillic)
{
	for (size_t i = 0; i < COUNT_OF(twins); i++) {
		if (to_cyrillic && u == (uint32_t)twins[i].latin)
			return twins[i].cyrillic;
		if (!to_cyrillic && u == twins[i].cyrillic)
			return (uint32_t)twins[i].latin;
	}
	return u;
}

/* The script of a word is that of the letters which only one of the two has. A word with such letters
 * of both is meant so, or lost. */
static bool one_script(struct letters l)
{
	size_t cyrillic = 0, latin = 0, only_cyrillic = 0, only_latin = 0;
	bool changed = false;
	for (size_t i = 0; i < l.n; i++) {
		uint32_t u = l.at[i];
		cyrillic += is_cyrillic(u);
		latin += is_latin(u);
		only_cyrillic += is_cyrillic(u) && twin_of(u, false) == u;
		only_latin += is_latin(u) && twin_of(u, true) == u;
	}
	if (!cyrillic || !latin || (only_cyrillic && only_latin))
		return false;
	bool to_cyrillic = only_cyrillic || (!only_latin && cyrillic > latin);
	for (size_t i = 0; i < l.n; i++) {
		uint32_t u = twin_of(l.at[i], to_cyrillic);
		changed |= u != l.at[i];
		l.at[i] = u;
	}
	return changed;
}

/* Yat (U+0463) comes out as a capital soft or hard sign after a small letter; Ukrainian-looking i
 * as an exclamation mark between letters. */
static bool old_letters(struct letters l)
{
	bool changed = false;
	for (size_t i = 1; i < l.n; i++) {
		bool within = i + 1 < l.n && is_small_cyrillic(l.at[i + 1]);
		if (!is_small_cyrillic(l.at[i - 1]))
			continue;
		uint32_t u = l.at[i];
		if (u == 0x42c || (u == 0x42a && within))
			u = 0x463;
		else if (u == 0x42a)
			u = 0x44a;
		else if (u == '!' && within)
			u = 0x456;
		changed |= u != l.at[i];
		l.at[i] = u;
	}
	return changed;
}

static bool is_one_letter(struct str s)
{
	return s.n == 2 && (unsigned char)s.s[0] >= 0xd0 && (unsigned char)s.s[0] <= 0xd4;
}

/* Words of one letter from i on, in one line; the last may carry a mark behind it. */
static size_t spaced_run(const struct media_words *w, size_t i)
{
	size_t n = 0;
	while (i + n < w->n && is_one_letter(w->at[i + n].text)) {
		n++;
		if (w->at[i + n - 1].line_ends)
			break;
	}
	return n;
}

static struct media_word joined(struct ctx *c, const struct media_word *at, size_t n)
{
	struct media_word w = at[0], last = at[n - 1];
	struct buf b;
	buf_init(&b, c->mem, 0);
	int top = w.y, bottom = w.y + w.h;
	for (size_t i = 0; i < n; i++) {
		buf_add(&b, at[i].text);
		top = at[i].y < top ? at[i].y : top;
		bottom = at[i].y + at[i].h > bottom ? at[i].y + at[i].h : bottom;
		w.sure = at[i].sure < w.sure ? at[i].sure : w.sure;
	}
	w.text = buf_str(&b);
	w.y = (uint16_t)top;
	w.h = (uint16_t)(bottom - top);
	if (last.x + last.w > w.x)
		w.w = (uint16_t)(last.x + last.w - w.x);
	w.line_ends = last.line_ends;
	w.block_ends = last.block_ends;
	return w;
}

/* No language writes four words of one letter in a row. */
static void join_spaced(struct ctx *c, struct media_words *w)
{
	size_t to = 0;
	for (size_t i = 0; i < w->n;) {
		size_t n = spaced_run(w, i);
		if (n < 4)
			n = 1;
		w->at[to++] = n > 1 ? joined(c, w->at + i, n) : w->at[i];
		i += n;
	}
	w->n = to;
}

/* Ornaments and stains come out as lines of short words that nobody believes: what is no text is left
 * out. One sure word, or a longer one half believed, keeps its line. */
static bool is_noise(const struct media_word *at, size_t n)
{
	uint64_t sum = 0, bytes = 0;
	for (size_t i = 0; i < n; i++) {
		if (at[i].sure > NOISE_KEPT)
			return false;
		sum += (uint64_t)at[i].sure * at[i].text.n;
		bytes += at[i].text.n;
	}
	return sum < bytes * NOISE;
}

static void drop_noise(struct media_words *w)
{
	size_t to = 0;
	for (size_t i = 0, n; i < w->n; i += n) {
		for (n = 1; i + n < w->n && !w->at[i + n - 1].line_ends;)
			n++;
		if (!is_noise(w->at + i, n)) {
			memmove(w->at + to, w->at + i, n * sizeof *w->at);
			to += n;
		} else if (to && w->at[i + n - 1].block_ends) {
			w->at[to - 1].block_ends = true;
		}
	}
	w->n = to;
}

void ocr_repair(struct ctx *c, struct media_words *w)
{
	drop_noise(w);
	for (size_t i = 0; i < w->n; i++) {
		struct letters l = letters_of(c, w->at[i].text);
		bool changed = one_script(l);
		changed |= old_letters(l);
		if (changed)
			w->at[i].text = text_of(c, l);
	}
	join_spaced(c, w);
}
