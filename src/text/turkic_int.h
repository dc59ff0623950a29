/*
 * turkic_int - what the stemming of Kazakh and Kyrgyz shares: endings, the lexicon, irregular words.
 */
#ifndef KERUEN_TEXT_TURKIC_INT_H
#define KERUEN_TEXT_TURKIC_INT_H

#include <uchar.h>

#include "text/text_int.h"

/* Letters: turkic_letters.c */
/* What a letter is; from 1 << 8 the sets that capitals of endings name. */
enum trait {
	VOWEL = 1,
	BACK = 2,
	FRONT = 4,
	BACK_IN_KYRGYZ = 8,
	FRONT_IN_KYRGYZ = 16,
	VOICELESS = 32, /* б в г д too: at a stem's end they sound so (клуб-қа) … */
	VOICED = 64,    /* … but are often followed otherwise (завод-дар) */
	HARD = 128,     /* what an ending begins with behind a voiceless letter */
	SET_A = 1 << 8,
	SET_I = 1 << 9,
	SET_U = 1 << 10,
	SET_O = 1 << 11,
	SET_L = 1 << 12,
	SET_D = 1 << 13,
	SET_N = 1 << 14,
	SET_M = 1 << 15,
	SET_G = 1 << 16,
	SET_Q = 1 << 17,
	SET_B = 1 << 18,
	KYRGYZ_ONLY = 1 << 19, /* in endings: Kazakh ones have а е ы і */
};

extern const uint32_t letter_traits[0x100]; /* of U+0400..04FF */
static inline uint32_t turkic_traits(uint32_t cp)
{
	return cp >= 0x400 && cp < 0x500 ? letter_traits[cp & 0xff] : 0;
}
static inline bool is_turkic_vowel(uint32_t cp)
{
	return turkic_traits(cp) & VOWEL;
}
/* Back (1), front (-1) or neither (0): the vowel harmony of a letter. */
int turkic_harmony(uint32_t cp, bool kazakh);
/* The voiceless letter of which one became voiced before a vowel (жүрег-і, жүрек), or 0. */
uint16_t turkic_hardened(uint16_t cp);
/* Spells я, ю and Kyrgyz ё as й and a vowel, as the lexicon does; and back. */
void turkic_spell_out(const struct letters *word, bool kazakh, struct letters *ret);
void turkic_spell_back(struct letters *w, bool kazakh);

/* Endings: endings.c */
/* What the leftmost ending taken off so far was; bits, so that an ending can name several. */
enum ending_state {
	STATE_START = 1,
	STATE_ASK = 2,  /* a question's particle written with its word */
	STATE_PRED = 4, /* I am, you are */
	STATE_CASE = 8,
	STATE_POSS = 16,
	STATE_PLURAL = 32,
	STATE_ORDINAL = 64,
	STATE_DERIVED = 128, /* a noun made of a noun */
	STATE_PART = 256,    /* participles, verbal nouns: a verb left of it, noun endings right */
	STATE_AGENT = 512,   /* who does it, what does it: likewise */
	STATE_PERSON = 1024,
	STATE_SHORT = 2048, /* short persons, after the past and the conditional alone */
	STATE_FINITE = 4096,
	STATE_CONVERB = 8192,
	STATE_NEGATED = 16384,
	STATE_VOICE = 32768, /* passive, reflexive, joint */
	STATE_CAUSE = 65536, /* causative: only of verbs that the lexicon has */
	STATE_FEMALE = 131072,
};

/* An ending. In its form capitals are sets of letters: A а е о ө, I ы і и у ү, U у ү, O о ө, L л д т,
 * D д т, N н д т, M м б п, G ғ г қ к, Q қ к. */
struct ending {
	const char16_t *form;
	uint8_t n, cost;
	enum { STEM_WHOLE, STEM_MAY_LOSE, STEM_LOST } stem; /* its last vowel, before the ending */
	uint32_t to;                                        /* the state it brings to */
	uint32_t after; /* states it may stand in: what is to its right */
};
/* Endings by the low byte of their last letter's code point: from first, n of them. */
struct endings_of {
	uint16_t first, n;
};

/* Whether it may begin with this letter behind that one. */
bool ending_agrees(const struct ending *e, uint32_t is, uint32_t before);
enum ending_fit { FITS_NOT, FITS, FITS_BUT_HARMONY };
/* Whether the first n letters of a word end so; harmony is that of what is before. */
enum ending_fit ending_fits(const struct letters *w, size_t n, const struct ending *e, int harmony,
			    bool kazakh);

/* Words: lexicon.c */
enum word_class {
	WORD_NOUN = 1,
	WORD_ADJECTIVE = 2,
	WORD_VERB = 4,
	WORD_NAME = 8,
	WORD_SURNAME = 16, /* has a form in -а for women */
	WORD_INVARIABLE = 32,
	WORD_LOAN = 64, /* its endings need not follow its vowels */
	WORD_IRREGULAR = 128,
};

/* An irregular form, and its stem; by language and hash. */
struct irregular {
	uint64_t hash;
	uint8_t lang;
	const char16_t *stem;
};

/* Made by tools/lexicon of tables/ */
extern const uint64_t lexicon_slots[]; /* hash in the upper 48 bits, classes in kk, in ky */
extern const size_t lexicon_slots_n;   /* a power of two */
extern const struct irregular irregulars[];
extern const size_t irregulars_n;
extern const struct ending kk_endings[], ky_endings[];
extern const struct endings_of kk_endings_of[0x100], ky_endings_of[0x100];

/* FNV-1a over code points; of a prefix, and with one more letter. */
#define LEXICON_EMPTY 0xcbf29ce484222325u
static inline uint64_t lexicon_hash(uint64_t prefix, uint32_t letter)
{
	return (prefix ^ letter) * 0x100000001b3u;
}
/* Bits of enum word_class; 0: not known. */
uint32_t lexicon_classes(uint64_t hash, bool kazakh);
/* How many letters the longest word of the lexicon has that this one begins with; 0 below three. */
size_t lexicon_known(const struct letters *w, bool kazakh);
/* The first of the stems of an irregular form, the others behind it; n of them. */
const struct irregular *lexicon_irregular(uint64_t hash, bool kazakh, size_t *ret_n);

#endif
