/*
 * ocr - one key for the words that recognition takes for one another.
 *
 * Which letters those are was measured: tables/ocr.tsv. Yat is among them with what it comes out as,
 * so that a word of before 1918, misread, meets its spelling of today; the signs at its end do not
 * count.
 */
#include "text/names_int.h"

enum {
	LETTERS_LEAST = 4, /* shorter words are too like one another */
	KEY_BYTES = 120,
};

static bool is_sign(struct str word, size_t at)
{
	return at + 2 == word.n &&
	       (memcmp(word.s + at, "ъ", 2) == 0 || memcmp(word.s + at, "ь", 2) == 0);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

size_t text_ocr_key(struct str exact, char ret[128])
{
	size_t n = 0, letters = 0, digits = 0;
	for (size_t at = 0; at < exact.n && n < KEY_BYTES;) {
		const struct spelling_rule *r = spelling_find(ocr_confusions, ocr_confusions_first,
							      exact.s + at, exact.n - at);
		size_t from = at;
		if (exact.s[at] == '-' || exact.s[at] == '\'') {
			at++;
			continue;
		}
		if (is_sign(exact, at))
			break;
		digits += is_digit(exact.s[at]);
		letters++;
		if (r) {
			at += r->n_from;
			memcpy(ret + n, r->to, r->n_to);
			n += r->n_to;
		} else {
			text_next(exact, &at);
			memcpy(ret + n, exact.s + from, at - from);
			n += at - from;
		}
	}
	bool word = letters >= LETTERS_LEAST && digits < letters;
	ret[word ? n : 0] = '\0';
	return word ? n : 0;
}
