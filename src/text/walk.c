/*
 * walk - a text's words, one after another, without an allocation.
 *
 * What joins and what parts is said in README, "What a word is".
 */
#include "text/text_int.h"

enum { WORD_BYTES = 120 };

void text_walk_init(struct text_walk *w, struct str text)
{
	w->text = text;
	w->at = 0;
}

struct spelling { /* of the word under way */
	char *out;
	size_t n;
	bool compose; /* it holds a mark or a letter past the table */
	bool full;
	enum letter_class last; /* the class of the letter before */
};

static void spell(struct spelling *s, uint32_t lower)
{
	char one[4];
	size_t k = utf8_put(one, lower);
	if (s->full || s->n + k > WORD_BYTES) {
		s->full = true;
		return;
	}
	memcpy(s->out + s->n, one, k);
	s->n += k;
}

/* Past white space with exactly one line break in it; else 0. */
static size_t past_line_break(struct str t, size_t at)
{
	int breaks = 0;
	for (; at < t.n; at++) {
		if (t.s[at] == '\n')
			breaks++;
		else if (t.s[at] != ' ' && t.s[at] != '\t' && t.s[at] != '\r')
			break;
	}
	return breaks == 1 && at < t.n ? at : 0;
}

/* At something between letters: where the word goes on, or 0 where it ends here. *ret_sign is the
 * joiner to keep ('-', '\'') or 0. */
static size_t joined(struct str t, size_t at, enum letter_class class, enum letter_class last,
		     uint32_t *ret_sign)
{
	*ret_sign = 0;
	size_t next = at;
	if (class == CLASS_SOFT || class == CLASS_HYPHEN || class == CLASS_BREAK) {
		size_t line = past_line_break(t, at);
		if (line) {
			size_t after = line;
			uint32_t cp = text_next(t, &after);
			if (letter_class_of(cp) != CLASS_LETTER || last != CLASS_LETTER)
				return 0;
			if (letter_lower(cp) != cp && class == CLASS_HYPHEN)
				*ret_sign = '-'; /* Алма-/Ата: a capital after a real hyphen */
			return line;
		}
	}
	if (class == CLASS_SOFT)
		return at;
	if (class == CLASS_BREAK || at >= t.n)
		return 0;
	enum letter_class after = letter_class_of(text_next(t, &next));
	if (after != CLASS_LETTER || last == CLASS_DIGIT || last == CLASS_NONE)
		return 0;
	*ret_sign = class == CLASS_HYPHEN ? '-' : '\'';
	return at;
}

/* Spells letters and digits below U+0800, which nearly all are; returns where something else stands.
 * At least 4 bytes are left free in the word, so that the rest may tell that it is full. */
static size_t spell_plain(struct str t, size_t at, struct spelling *s)
{
	while (at < t.n && s->n + 4 <= WORD_BYTES) {
		unsigned char b = (unsigned char)t.s[at];
		size_t n = b < 0x80 ? 1 : 2;
		uint32_t cp = b;
		if (n == 2) {
			if (b < 0xC2 || b > 0xDF || at + 1 == t.n ||
			    ((unsigned char)t.s[at + 1] & 0xC0) != 0x80)
				break;
			cp = (b & 0x1Fu) << 6 | ((unsigned char)t.s[at + 1] & 0x3F);
		}
		const struct letter *l = &text_letters[cp];
		if ((l->class != CLASS_LETTER && l->class != CLASS_DIGIT) || cp == 0x130)
			break;
		s->last = (enum letter_class)l->class;
		s->n += utf8_put(s->out + s->n, l->lower);
		at += n;
	}
	return at;
}

/* Reads on from a first letter or digit to the word's end. */
static size_t read_word(struct str t, size_t at, struct spelling *s)
{
	size_t end = at;
	while (at < t.n) {
		size_t plain = s->full ? at : spell_plain(t, at, s);
		if (plain > at)
			at = end = plain;
		if (at == t.n)
			break;
		size_t next = at;
		uint32_t cp = text_next(t, &next);
		enum letter_class class = letter_class_of(cp);
		if (class == CLASS_LETTER || class == CLASS_DIGIT || class == CLASS_MARK) {
			spell(s, letter_lower(cp));
			s->compose |= class == CLASS_MARK || cp >= 0x800 || cp == 0x130;
			if (class != CLASS_MARK)
				s->last = class;
			at = end = next;
			continue;
		}
		if (class == CLASS_NONE || class == CLASS_IDEOGRAPH)
			break;
		uint32_t sign;
		size_t on = joined(t, next, class, s->last, &sign);
		if (!on)
			break;
		if (sign)
			spell(s, sign);
		at = on;
	}
	return end;
}

/* The next letter, digit or ideograph from w->at on; false at the end of the text. */
static bool find_start(struct text_walk *w, enum letter_class *ret)
{
	while (w->at < w->text.n) {
		unsigned char b = (unsigned char)w->text.s[w->at];
		size_t next = w->at;
		*ret = b < 0x80 ? (enum letter_class)text_letters[b].class
				: letter_class_of(text_next(w->text, &next));
		if (*ret == CLASS_LETTER || *ret == CLASS_DIGIT || *ret == CLASS_IDEOGRAPH)
			return true;
		w->at = b < 0x80 ? w->at + 1 : next;
	}
	return false;
}

bool text_walk_next(struct text_walk *w, struct text_token *ret)
{
	enum letter_class first;
	if (!find_start(w, &first))
		return false;
	struct spelling s = { .out = w->word, .last = first };
	size_t start = w->at;
	if (first == CLASS_IDEOGRAPH) {
		spell(&s, text_next(w->text, &w->at));
		s.compose = true;
	} else {
		w->at = read_word(w->text, start, &s);
	}
	if (s.compose)
		s.n = word_compose(w->word, s.n, WORD_BYTES);
	w->word[s.n] = '\0';
	*ret = (struct text_token){ start, w->at - start, { w->word, s.n } };
	return true;
}

/* The bytes at either side of the edge that a broken word is looked for in. */
enum { EDGE_BYTES = 256 };

static bool is_word_letter(struct str t, size_t at)
{
	uint32_t cp = text_next(t, &at);
	return letter_class_of(cp) == CLASS_LETTER;
}

/* The page without what stands under its last line: white space, and a line of digits and signs,
 * which is the page's number. */
static struct str without_foot(struct str page)
{
	page = str_trim(page);
	size_t line = page.n;
	while (line > 0 && page.s[line - 1] != '\n')
		line--;
	for (size_t at = line; at < page.n;) {
		enum letter_class class = letter_class_of(text_next(page, &at));
		if (class == CLASS_LETTER || class == CLASS_IDEOGRAPH)
			return page;
	}
	return line > 0 ? str_trim(str_upto(page, line)) : page;
}

/* The page without a line over its text that holds no letter. */
static struct str without_head(struct str page)
{
	page = str_trim(page);
	size_t line = str_find_byte(page, '\n');
	for (size_t at = 0; at < line && at < page.n;) {
		enum letter_class class = letter_class_of(text_next(page, &at));
		if (class == CLASS_LETTER || class == CLASS_IDEOGRAPH)
			return page;
	}
	return line < page.n ? str_trim(str_from(page, line)) : page;
}

bool text_across(struct str page, struct str next, char ret[128])
{
	page = without_foot(page);
	next = without_head(next);
	if (page.n == 0 || next.n == 0 || !is_word_letter(next, 0))
		return false;
	size_t from = page.n > EDGE_BYTES ? page.n - EDGE_BYTES : 0;
	while (from < page.n && ((unsigned char)page.s[from] & 0xC0) == 0x80)
		from++;
	char joint[2 * EDGE_BYTES + 1];
	size_t n = page.n - from, k = next.n < EDGE_BYTES ? next.n : EDGE_BYTES;
	memcpy(joint, page.s + from, n);
	joint[n] = '\n';
	memcpy(joint + n + 1, next.s, k);
	struct text_walk w;
	struct text_token t;
	text_walk_init(&w, (struct str){ joint, n + 1 + k });
	while (text_walk_next(&w, &t) && t.at < n) {
		if (t.at + t.n > n + 1) {
			memcpy(ret, t.exact.s, t.exact.n);
			ret[t.exact.n] = '\0';
			return true;
		}
	}
	return false;
}
