/*
 * compare_int - two records side by side, and what is found on the way.
 */
#ifndef KERUEN_MATCH_COMPARE_INT_H
#define KERUEN_MATCH_COMPARE_INT_H

#include "match/match_int.h"

struct pair {
	const struct match_facts *a, *b;
	struct match_result *result;
	int kinds;  /* of evidence that agrees: title, name, year, publisher, extent, number */
	bool sure;  /* an agency's number names both */
	bool cap;   /* something keeps it from being sure: a person looks */
	bool named; /* a number that checks is shared */
	bool other; /* numbers of one kind differ */
};

void pair_say(struct pair *p, const char *what, int points);
void pair_veto(struct pair *p, const char *what);
/* Something that a person should look at, whatever else agrees. */
void pair_doubt(struct pair *p, const char *what);

/* likeness.c: how titles meet, from the farthest to the closest. */
enum title_how {
	TITLE_OTHER,
	TITLE_SIMILAR,
	TITLE_WORD,     /* but for a word that the other has not, or has another in its place */
	TITLE_SUBTITLE, /* proper titles are one, other title information is not */
	TITLE_NEAR,     /* but for spelling */
	TITLE_PROPER,   /* proper titles are one, only one has other title information */
	TITLE_SAME
};
struct likeness {
	enum title_how how;
	size_t letters; /* of the shorter proper title */
};
/* The closest of all their titles. */
struct likeness titles_meet(const struct match_facts *a, const struct match_facts *b);

/* veto.c: what nothing outvotes. */
void pair_vetoes(struct pair *p);

#endif
