/*
 * names_int - tables of what names and recognition do to letters; made by tools/name_tables.
 */
#ifndef KERUEN_TEXT_NAMES_INT_H
#define KERUEN_TEXT_NAMES_INT_H

#include "text/text_int.h"

struct spelling_rule {
	const char *from, *to;
	uint8_t n_from, n_to;
};
/* Sorted by first byte, the longest first; _first[b] is where rules for byte b begin. */
extern const struct spelling_rule name_letters[], ocr_confusions[];
extern const uint16_t name_letters_first[256], ocr_confusions_first[256];
/* The rule for what stands at p, n bytes; NULL for none. */
const struct spelling_rule *spelling_find(const struct spelling_rule *rules, const uint16_t *first,
					  const char *p, size_t n);

/* How a word sounds, roughly, in any script of ours: letters of a-z. Returns how many. */
enum { NAME_SOUND = 48 };
size_t name_sound(struct str word, char ret[NAME_SOUND]);

struct name_ending {
	const char *ending, *stays;
	enum {
		ENDING_FAMILY,
		ENDING_PATRONYMIC,
		ENDING_BOTH,
		ENDING_SAME,
		ENDING_CASE,
	} kind;
};
extern const struct name_ending name_endings[]; /* longest first; ends with NULL */

/* A name read: parts in any order (person.c). */
enum { NAME_PARTS = 8, NAME_FORMS = 12 };
struct name_part {
	bool initial;
	char letters[3]; /* the first, as it may sound */
	char forms[NAME_FORMS][64];
	size_t n, n_strict; /* strict ones first */
};
struct person {
	struct name_part at[NAME_PARTS];
	size_t n;
};
void person_read(struct str name, struct person *ret);

/* People of several names: by what they are known here, when a record's name is one of theirs; when
 * the words asked are one, no more and no less. */
enum { PEOPLE_ALIKE = 2 };
size_t people_known(const struct person *name, const char *ret[PEOPLE_ALIKE]);
size_t people_called(const struct person *asked, const char *ret[PEOPLE_ALIKE]);
extern const char *const text_people_rows; /* a person a line, names between semicolons */

/* The shipped table of places, as the file has it without remarks. */
extern const char *const text_place_rows;

#endif
