/*
 * match_int - what the files of this room share: the facts of a record, and how they are read.
 */
#ifndef KERUEN_MATCH_INT_H
#define KERUEN_MATCH_INT_H

#include "match/match.h"

/* How many of each are kept; what goes beyond is left out, the first ones stay. */
enum {
	ISBNS_MAX = 6,
	NUMBERS_MAX = 4, /* ISSNs, numbers of bibliographies, of agencies */
	NUMERALS_MAX = 16,
	TITLES_MAX = 3, /* the title, and what it is called in other languages or scripts */
	TITLE_MAX = 160,
	NAMES_MAX = 4,
	NAME_KEYS_MAX = 3,
	FAMILY_MAX = 14,
	YEARS_MAX = 2,
	WORDS_MAX = 3,     /* of a publisher's name */
	BEGINNING_MAX = 6, /* letters of such a word */
	LANGUAGES_MAX = 4,
};

/* What a number in a title counts. The first four are steps of a set: one library's volume is
 * another's part. */
enum label {
	LABEL_NONE,
	LABEL_VOLUME,
	LABEL_PART,
	LABEL_BOOK,
	LABEL_ISSUE,
	LABEL_GRADE,
	LABEL_COURSE,
	LABEL_EDITION,
	LABEL_YEAR,
	LABEL_BARE,
	LABEL_COUNT, /* of how many parts the set is: "в 3 томах" */
	LABELS
};
struct numeral {
	uint8_t label;
	uint16_t value;
};
struct agency_number {
	uint32_t agency, number; /* hashes */
};
struct folded_title {
	char s[TITLE_MAX + 1];
	uint8_t n;
	uint8_t proper; /* so many bytes stand before other title information */
};
struct folded_name {
	uint32_t keys[NAME_KEYS_MAX];
	uint8_t n;
	char initials[2]; /* 0: none told */
	bool body;        /* a corporate body or a meeting */
	char family
		[FAMILY_MAX]; /* as it sounds, for one that is mistyped; no NUL at the full length */
};
/* The beginning of a word in an imprint, as it sounds: "Худож. лит." is "Художественная литература"
 * (GOST R 7.0.12: a word is shortened to its beginning and a stop). */
struct imprint_word {
	char s[BEGINNING_MAX];
	uint8_t n;
	bool shortened;
};
enum type_class {
	TYPE_UNTOLD,
	TYPE_TEXT,
	TYPE_MUSIC,
	TYPE_MAP,
	TYPE_VIDEO,
	TYPE_SOUND,
	TYPE_IMAGE,
	TYPE_SOFTWARE,
	TYPE_OTHER
};
enum level { LEVEL_UNTOLD, LEVEL_MONOGRAPH, LEVEL_PART, LEVEL_SET, LEVEL_SERIAL, LEVEL_ARTICLE };
enum {
	CARRIER_PRINT = 1,
	CARRIER_ONLINE = 2,
	CARRIER_DISC = 4,
	CARRIER_MICROFORM = 8,
	CARRIER_MANUSCRIPT = 16
};
enum { EDITION_REPRINT = 1, EDITION_REVISED = 2 };

struct match_facts {
	uint64_t isbn[ISBNS_MAX];
	uint32_t odd[NUMBERS_MAX]; /* hashes of ISBNs that do not check */
	uint32_t issn[NUMBERS_MAX];
	uint32_t bibno[NUMBERS_MAX];
	struct agency_number control[NUMBERS_MAX];
	struct numeral numerals[NUMERALS_MAX]; /* sorted by label and value, each once */
	struct folded_title titles[TITLES_MAX];
	struct folded_name names[NAMES_MAX];
	uint16_t years[YEARS_MAX];
	struct imprint_word publisher[WORDS_MAX], places[2];
	uint32_t series, host;
	uint32_t edition_words; /* beyond number and "revised"; in any order */
	uint16_t languages[LANGUAGES_MAX], originals[2];
	uint16_t pages, series_number;
	uint16_t extent; /* a hash of all its numbers: sizes of maps, minutes of discs */
	uint8_t n_isbn, n_odd, n_issn, n_bibno, n_control, n_numerals, n_titles, n_names, n_years;
	uint8_t n_publisher, n_places, n_languages, n_originals;
	uint8_t edition, edition_kind; /* number, 0: not told; bits EDITION_ */
	uint8_t type, level, carrier, script;
};

uint32_t match_hash(struct str s);

/* identifiers (ids.c) */
/* 13 digits as a number; 0 where the check digit is wrong or it is none. */
uint64_t isbn_of(struct str s);
void ids_read(const struct record *r, struct match_facts *f);

/* numerals (numerals.c) */
struct word {
	struct str exact;  /* lower case */
	struct str as_was; /* the slice of the title */
	size_t at;         /* where it begins there */
	unsigned number;   /* written in any way that counts beside a label; 0: none */
	unsigned flags;    /* LABEL_ bits of */
	enum label label;  /* what it says that a number counts */
	bool digits;       /* the number is in digits */
	bool used;         /* it belongs to a numeral */
};
enum { TITLE_WORDS = 64 };
/* Takes the numerals out of words and marks what they took. `lone` is what a number without a label
 * counts. */
void numerals_read(struct str text, struct word *w, size_t n, enum label lone,
		   struct match_facts *f);
void numeral_add(struct match_facts *f, enum label label, unsigned value);
/* The words of a text; their exact forms in mem. */
size_t words_of(struct arena *mem, struct str text, struct word w[TITLE_WORDS]);
enum label label_of(struct str word, unsigned *ret_flags);
enum {
	LABEL_SINGLE = 1, /* one or two letters: a label only right beside a number */
	LABEL_AFTER = 2,  /* its number stands before it: "5 класс", "2-е изд." */
	LABEL_TOTAL = 4   /* says how many there are: "томдық" */
};
unsigned number_of_word(struct str word); /* ordinals and English cardinals; 0: none */
unsigned roman_value(struct str word);    /* 0: no roman numeral; letters in lower case */

/* titles (title.c) */
/* The language in which a record's letters are to be read; "" where it is none of ours. */
const char *reading_language(const struct record *r);
void titles_read(struct arena *mem, const struct record *r, struct match_facts *f);
/* The word as it is compared, in every script one. NUL-terminated. */
void fold_word(struct str exact, const char *lang, char ret[128]);
/* How alike, in hundredths: changes of one letter against the longer one's letters. Below 60 it is
 * only told that it is below. */
int alike(struct str a, struct str b);

/* names (names.c) */
void names_read(const struct record *r, struct match_facts *f);

#endif
