/*
 * text_int - what the files of this room share.
 */
#ifndef KERUEN_TEXT_INT_H
#define KERUEN_TEXT_INT_H

#include "text/text.h"

/* What a code point does in a word. BREAK is the sign U+00AC that some recognisers print for a
 * hyphen at a line's end. */
enum letter_class {
	CLASS_NONE,
	CLASS_LETTER,
	CLASS_DIGIT,
	CLASS_MARK,
	CLASS_APOSTROPHE,
	CLASS_HYPHEN,
	CLASS_SOFT,
	CLASS_BREAK,
	CLASS_IDEOGRAPH, /* a word by itself */
};
struct letter {
	uint16_t lower;
	uint8_t class;
};
extern const struct letter text_letters[0x800]; /* made by tools/letters */

enum letter_class letter_class_of(uint32_t cp);
uint32_t letter_lower(uint32_t cp);
uint32_t letter_upper(uint32_t cp);
/* Writes cp as UTF-8 at p (4 bytes of room); the bytes written. */
size_t utf8_put(char *p, uint32_t cp);
/* n bytes at p to NFC in place, with the marks dropped that are no spelling: stress over a
 * Cyrillic letter, the dot left by a lower-cased İ. Returns the new length, at most max. */
size_t word_compose(char *p, size_t n, size_t max);

/* Code points of a short word, for the rules of stemming and guessing. */
enum { WORD_LETTERS = 64 };
struct letters {
	uint16_t at[WORD_LETTERS];
	size_t n;
};
/* False where the word is longer, or has a letter past U+FFFF. */
bool letters_of(struct str word, struct letters *ret);
/* Writes them NUL-terminated to ret. */
void letters_put(const struct letters *w, size_t n, char ret[128]);

/* Forms of words, made by tools/forms, which says what it is made of. A word is a stem and an ending;
 * a stem has rows, each a set of endings and what makes the stem the word that it is a form of.
 * Letters are numbers from 1 (forms.c). */
struct forms {
	const uint8_t *stems;   /* n, n letters, rows: how many, each two numbers of 16 bits: a set
				* from 1, or 0 for a form that is nothing else; a suffix */
	const uint32_t *slots;  /* by hash: its upper 10 bits and where a stem stands; 0: none */
	const uint8_t *endings; /* n, n letters, the ending's number */
	const uint16_t *ending_slots;
	const uint16_t *sets; /* numbers of endings, each set in order */
	const uint32_t *set_at;
	const uint8_t *suffixes; /* letters to cut from the stem, n, n letters to add */
	const uint32_t *suffix_at;
	uint32_t mask, ending_mask; /* of the hashes, for the two kinds of slots */
	uint8_t longest_ending;
};
extern const struct forms forms_ru, forms_en;
/* The words that a bare lower-case word (ё written е) is a form of, at most max; 0: it is unknown. */
size_t forms_of(const struct forms *f, const struct letters *word, struct letters *ret, size_t max);

/* What was lately made of a word in a language; ret has room for as many as were put. 0: not known.
 * memo_put returns n. */
enum memo_kind { MEMO_STEMS, MEMO_KEYS, MEMO_KINDS };
size_t memo_get(enum memo_kind kind, struct str word, const char *lang, char (*ret)[128]);
size_t memo_put(enum memo_kind kind, struct str word, const char *lang, char (*made)[128],
		size_t n);

/* Kazakh and Kyrgyz by rule; stems of a bare lower-case word, best first. */
size_t turkic_stems(const struct letters *word, bool kazakh, struct letters *ret, size_t max);
/* Whether what follows a hyphen is no word but endings (БҰҰ-ның) or a particle (сондай-ақ). */
bool turkic_is_ending(const struct letters *w, bool kazakh);

/* Bytes read for a guess of the language, and letters without which there is none. */
enum { LANGUAGE_LOOK_BYTES = 32768, LANGUAGE_LEAST_LETTERS = 12 };
const char *language_of_cyrillic(struct str utf8, int *ret_sure); /* kk ru ky, or "" */
const char *language_of_english(struct str utf8, int *ret_sure);  /* en, or "" */

/* Charsets of one byte a letter: code points of 0x80..0xFF */
enum charset { CP1251, KOI8R, CP866, ISO8859_5, KZ1048, CP1252, PT154, CHARSETS };
extern const uint16_t charset_high[CHARSETS][128]; /* 0: no character */
extern const char *const charset_names[CHARSETS];

/* Pairs of neighbouring letters: 4 * log2 of how much likelier than by chance, -34 .. 22. */
enum pair_language { PAIR_RU, PAIR_KK, PAIR_KY, PAIR_LANGUAGES };
enum { PAIR_LETTERS = 44 };
int pair_letter(uint32_t lower); /* 0 no letter, else 1 … PAIR_LETTERS-1 */
extern const char *const pair_signs[PAIR_LANGUAGES][PAIR_LETTERS];
/* The sign that stands for "as likely as by chance", for who has no time for a call of pair_score. */
enum { PAIR_EVEN = '#' + 34 };
int pair_score(enum pair_language l, int first, int next);

/* Messages: made by tools/poc from po/ */
struct message {
	const char *id;
	const char *in[3][3]; /* in the order of text_languages, by plural form; NULL: none */
};
extern const struct message text_messages[];
extern const size_t text_messages_n;
const struct message *message_find(const char *id);
int lang_index(const char *lang); /* 0..3; English for what is not known */

#endif
