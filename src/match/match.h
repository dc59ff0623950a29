/*
 * match - do two records describe one edition? And of several that do, the best of each field.
 *
 * Pure: no database, no files. What matters of a record is taken out once (match_facts), packed
 * into some hundred bytes and compared in that form. Candidates are those that share a key.
 * Unequal numerals in title, part, class or grade are a veto that nothing outvotes.
 * docs/matching.md says the rules, and how well they do.
 */
#ifndef KERUEN_MATCH_H
#define KERUEN_MATCH_H

#include "format/format.h"

/* Types */
enum { MATCH_KEYS = 24, MATCH_REASONS = 24, MATCH_RULES = 2 }; /* RULES: their version */
struct match_facts; /* opaque; in the arena it was made in */
enum match_verdict { MATCH_NO, MATCH_DOUBT, MATCH_YES };
struct match_reason {
	const char *what; /* message id: "the same ISBN", "another part of the set" */
	int points;       /* of a hundredth; a veto: 0 */
	bool veto;
};
struct match_result {
	enum match_verdict verdict;
	int score;                                  /* hundredths; the sum of the reasons' points */
	struct match_reason reasons[MATCH_REASONS]; /* the weightiest first */
	size_t n;
	bool identified; /* a checked number names both, and none speaks against it */
};

/* What matters of a record; always something. */
struct match_facts *match_facts_of(struct arena *mem, const struct record *r);
struct str match_pack(struct arena *mem, const struct match_facts *f);
/* NULL: these bytes are of another version of the rules. */
struct match_facts *match_unpack(struct arena *mem, struct str bytes);
/* Keys under which records that may be the same edition meet; the most telling first. */
size_t match_keys(const struct match_facts *f, uint64_t ret[MATCH_KEYS]);
void match_compare(const struct match_facts *a, const struct match_facts *b,
		   struct match_result *ret);
/* Other editions of one work (translations, reprints, parts): equal where they may be. 0: none. */
uint64_t match_work(const struct match_facts *f);

/* Merge. Records of one edition, and how each stands; each field from the best source by the rules
 * of merge.c: completeness, standing, recency. ret's values say their source. */
struct merge_source {
	int64_t id;
	struct record record;
	int standing;    /* of its partner: higher is believed first */
	bool by_hand;    /* a cataloguer made or mended it here */
	int64_t changed; /* when */
};
void merge_records(struct arena *mem, const struct merge_source *at, size_t n, struct record *ret);

#endif
