/*
 * spell - words in another script, orthography or romanisation, read as today's Cyrillic.
 *
 * The tables are made by tools/spellings from tables/; spell.c reads a word by them, reform.c what
 * was printed in Russian before 1918, keys.c forgets the difference that is left.
 */
#ifndef KERUEN_TEXT_SPELL_H
#define KERUEN_TEXT_SPELL_H

#include <uchar.h>

#include "text/text_int.h"

/* One sign of a spelling and the Cyrillic that it may stand for. */
struct spelling_rule {
	uint16_t from[4];
	uint16_t to[4][3];
	uint8_t n, alts; /* letters of from; how many of to */
	bool split;      /* the last of them reads the letters of from one by one */
};
struct spelling {
	const char *name, *lang;
	enum text_script script;
	bool plain;   /* what people type, not a standard */
	uint8_t bare; /* may be meant where a word has no mark at all: 1 in its language, 2 always */
	const struct spelling_rule *rules;
	const uint8_t *first; /* by letter number; its rules end where those of the next begin */
};
extern const struct spelling spellings[];
extern const size_t spellings_n;
extern const uint8_t spelling_numbers[0x800]; /* 0: in no spelling */
extern const uint16_t spelling_high[][2];     /* letter, number; sorted */
extern const size_t spelling_high_n;
extern const uint32_t spelling_masks[]; /* by letter number: the spellings that have it */

extern const uint16_t arabic_letters[0x100];            /* from U+0600; 0: dropped */
extern const uint16_t arabic_forms[0xFF00 - 0xFB50][2]; /* of presentation forms */
extern const uint16_t lookalike_of_latin[0x300], lookalike_of_cyrillic[0x130];
extern const uint8_t latin_bases[0x2B0], latin_bases_high[0x100]; /* without their marks; 0: none */
extern const char fold_strict[0x130][3];                          /* from U+0400 */
extern const char fold_loose[128], fold_loosest[128];             /* by sign of fold_strict */

enum reform_place { AT_START, AT_END, AT_WORD, AT_ANY };
struct reform_rule {
	enum reform_place place;
	const char16_t *from, *to, *after, *before, *but;
};
extern const struct reform_rule reform_rules[];
extern const size_t reform_rules_n;

uint8_t spelling_number(uint16_t cp);
enum pair_language pair_language_of(const char *lang);

/* Which side the vowel before stands on: ә ө ү і е э are front ones. */
enum side { SIDE_NONE, SIDE_FRONT, SIDE_BACK, SIDES };
/* What the rest of a word tells of its vowels, as costs: front of back letters where positive, of
 * front ones where negative; ae of а, where ә may be meant. */
struct lean {
	int front, ae;
};
/* What a sign may stand for; score and from are of the best way to it, by the side it leaves. */
struct choice {
	const uint16_t *to;
	uint8_t first, last; /* as pairs.c counts letters */
	int16_t worth;
	int16_t cost[SIDES];
	uint8_t side[SIDES];
	uint8_t from[SIDES]; /* choice of the sign before * SIDES + its side */
	int score[SIDES];
};
struct sign {
	uint16_t literal; /* a digit or a hyphen: itself */
	size_t n;
	struct choice choice[4];
};
struct lattice {
	struct sign at[WORD_LETTERS];
	size_t n;
	bool choices; /* some sign may stand for more than one letter */
	enum pair_language lang;
};
/* A word by the signs of a spelling; false where it is not written so. */
bool lattice_of(const struct spelling *s, const struct letters *w, struct lattice *ret);
struct reading;
/* The likeliest reading: its letters and score. */
void lattice_read(struct lattice *l, struct lean lean, struct reading *ret);
/* What a letter by chance costs, log2(44) bits: longer rows of letters are not likelier. */
enum { LETTER_BY_CHANCE = 22 };
/* The score of letters as they are. */
int score_as_is(const struct letters *w, enum pair_language lang);

/* A word made ready: one script, no marks that join letters, Arabic letters in one form. */
struct spelt {
	struct letters w;
	enum text_script script;
	bool hamza;   /* Arabic: the word's vowels are front ones */
	bool changed; /* something was mended */
};
/* False for what is no word of ours to read: too long, another script, no letter. */
bool spelt_of(struct str exact, struct spelt *ret);

struct reading {
	struct letters w;
	const char *lang;
	int score; /* 4 * log2 of its likelihood in that language */
};
enum { READINGS = 8 };
/* The word's readings in that language ("": any of kk ky ru), likeliest first. */
size_t readings_of(const struct spelt *in, const char *lang, struct reading ret[READINGS]);
/* As it was meant where it was typed or printed without the letters of Kazakh or Kyrgyz; false
 * where it is likelier as it stands. */
bool reading_of_typing(const struct spelt *in, const char *lang, struct letters *ret);

/* Today's spelling of Russian before 1918; ret[1] another way to read it. The number of them: 0
 * where nothing changes. sure: the text is Russian; else і may be Kazakh. */
size_t reform(const struct letters *w, bool sure, struct letters ret[2]);

#endif
