/*
 * text - words, scripts, languages, and the program's own sentences.
 *
 * Pure functions: no I/O, no memory but the arena they are given. Bytes become text here, once:
 * checked, in UTF-8, in NFC.
 */
#ifndef KERUEN_TEXT_H
#define KERUEN_TEXT_H

#include "base/base.h"

/* Types */
enum text_script { SCRIPT_OTHER, SCRIPT_CYRILLIC, SCRIPT_LATIN, SCRIPT_ARABIC };
enum { TEXT_STEMS = 4 }; /* analyses of one word, at most */
enum { TEXT_KEYS = 12, TEXT_READINGS = 4 };
struct text_token {
	size_t at, n;     /* the slice of the input it stands for */
	struct str exact; /* lower case, NFC, soft hyphens gone; good until the next token */
};
struct text_walk { /* opaque: a walk through the tokens of a text */
	struct str text;
	size_t at;
	char word[256];
};

/* Bytes to text */
bool text_is_utf8(struct str bytes); /* valid, no NUL */
/* Guesses among UTF-8, UTF-16 and the charsets of text_guess, and converts; *ret_encoding (may be
 * NULL) names it. INVALID where it is no text at all. */
bool text_decode(struct ctx *c, struct str bytes, struct str *ret,
		 const char **ret_encoding) MUST_USE;
/* Of bytes that are no UTF-8, by their letters: "windows-1251" "KOI8-R" "CP866" "ISO-8859-5"
 * "KZ-1048" "windows-1252" "PT154". What the texts around it are in (usual; NULL: not known) is
 * believed unless the letters say better. */
const char *text_guess(struct str bytes, const char *usual);
/* From one of these to UTF-8, whatever the bytes; a byte without a meaning becomes U+FFFD. */
struct str text_from(struct arena *mem, const char *charset, struct str bytes);
/* UTF-8 that was encoded twice ("РђР±Р°Р№"), undone. False where it was not. */
bool text_once(struct arena *mem, struct str utf8, struct str *ret) MUST_USE;
struct str text_nfc(struct arena *mem, struct str utf8);
struct str text_lower(struct arena *mem, struct str utf8);
/* One code point at *at, moving it; U+FFFD and one byte for what is no UTF-8. */
uint32_t text_next(struct str utf8, size_t *at);

/* Words */
void text_walk_init(struct text_walk *w, struct str text);
/* Letters and digits with what joins them (hyphen, apostrophe, soft hyphen); a hyphen at a line's
 * end joins the halves. Words over 120 bytes are cut. */
bool text_walk_next(struct text_walk *w, struct text_token *ret);
/* The word that is broken at the end of a page and goes on at the head of the next, as exact text;
 * a page's number between them is passed over. False where there is none. */
bool text_across(struct str page, struct str next, char ret[128]);
enum text_script text_script(struct str utf8); /* of most of its letters */
/* Bytes (plain ASCII) by which headings stand in order in lists of all our languages. */
struct str text_sort_key(struct arena *mem, struct str utf8);
/* "kk" "ru" "ky" "en", or "" where it cannot be told. *ret_sure 0..100, may be NULL. */
const char *text_language(struct str utf8, int *ret_sure);
/* The same, and for what is none of the four: "turkic" "cyrillic" (in that script, not Turkic)
 * "other"; "" where there is too little to tell by. */
const char *text_language_kin(struct str utf8, int *ret_sure);
/* Stems of an exact word in a language ("" : by its script); n of them, in mem of the caller:
 * each stem is written to ret[i] (NUL-terminated, at most 128 bytes). */
size_t text_stems(struct str exact, const char *lang, char ret[TEXT_STEMS][128]);
/* What an exact word sounds like, spelt one way for all scripts and orthographies: n keys. ret[0]
 * is the phonemic key; those after it are of other readings, then looser (~) and loosest (^). Two
 * words meet where any of their keys is the same; the lower its places, the closer. */
size_t text_keys(struct str exact, const char *lang, char ret[TEXT_KEYS][128]);
/* The word in its language's Cyrillic of today, likeliest first; one that is so already is itself. */
size_t text_readings(struct str exact, const char *lang, char ret[TEXT_READINGS][128]);
/* One key for the words that recognition takes for one another (ң and н, rn and m); its length,
 * 0 for a word too short to have one. */
size_t text_ocr_key(struct str exact, char ret[128]);

/* Names of people, as records and readers give them, in any script, order and short form */
enum { TEXT_NAME_KEYS = 32, TEXT_NAME_ASKS = 16 };
/* Keys that a record's name is known by: its parts and initials. Plain ASCII. */
size_t text_name_keys(struct str name, char ret[TEXT_NAME_KEYS][64]);
/* Keys that word `at` of a reader's words (exact, in their order) asks for, the closest first. */
size_t text_name_asks(const struct str *words, size_t n, size_t at, char ret[TEXT_NAME_ASKS][64]);
/* How well two names fit one person: 0 not at all … 100 the same but for spelling. */
int text_names_meet(struct str a, struct str b);
/* The same of many names: each is read once. */
enum { TEXT_NAME_BLOCKS = 16 };
struct text_name;
struct text_name *text_name_read(struct arena *mem, struct str name);
int text_name_meet(const struct text_name *a, const struct text_name *b);
size_t text_name_parts(const struct text_name *n, size_t *ret_initials); /* how many it has */
/* Keys that names of one person share (the family's name and another name's letter; "=…" where he is
 * known by several names): only those that share one need be compared. */
size_t text_name_blocks(const struct text_name *n, char ret[TEXT_NAME_BLOCKS][64]);

/* Names of places, in our languages and as they were called before */
enum { TEXT_PLACE_NAMES = 32 };
struct text_place_names {
	size_t n_words;                  /* of the words asked, which name a place; 0 for none */
	struct str at[TEXT_PLACE_NAMES]; /* its other names, words parted by spaces */
	size_t n;
};
struct text_places; /* the table that came with the program, and an editor's lines (see its head) */
bool text_places_read(struct ctx *c, struct str more,
		      struct text_places **ret) MUST_USE; /* INVALID, LIMIT */
/* Does a place's name, in any form, begin at words[0]? The longest one counts. */
void text_places_find(const struct text_places *p, const struct str *words, size_t n,
		      struct text_place_names *ret);

/* The program's sentences: po/XX.po compiled in; English is the message id itself */
extern const char *const text_languages[];    /* "kk" "ru" "ky" "en" NULL */
const char *text_language_of(struct str tag); /* the one of the four, or NULL */
const char *text_say(const char *lang, const char *msgid);
const char *text_say_n(const char *lang, const char *one, const char *many, int64_t n);
/* An error in the reader's language, a whole sentence. */
struct str text_say_err(struct arena *mem, const char *lang, const struct err *e);
/* "22 November 2026" and the like, from RFC 3339 or YYYY[-MM[-DD]] */
struct str text_date(struct arena *mem, const char *lang, struct str date);
struct str text_size(struct arena *mem, const char *lang, int64_t bytes);
struct str text_took(struct arena *mem, const char *lang, int64_t ms); /* "1 min 5 s" */
/* The name of a language (ISO 639-1 or -2 code) in the reader's language; the code if unknown. */
struct str text_language_name(struct arena *mem, const char *lang, struct str code);
/* Its shortest code: "kaz" → "kk", "ger" → "de"; the code itself if unknown. */
struct str text_language_code(struct str code);
/* The name of a country (ISO 3166-1 alpha-2, capitals) in the reader's language; the code if
 * unknown. The codes that have names, ending with NULL. */
struct str text_country_name(const char *lang, struct str code);
const char *const *text_country_codes(void);

#endif
