/*
 * edit - cataloguers change records together: taken, edited, given back, undone.
 *
 * A change is always of a source record that was made here (by_hand); to mend one that a partner
 * sent, it is taken first: copied into a record of the cataloguer's own partner that stands beside
 * it in the same title and is believed before it. Who saves says which version he began with: if
 * another has saved since, nothing is overwritten and both are shown.
 */
#ifndef KERUEN_EDIT_H
#define KERUEN_EDIT_H

#include "account/account.h"
#include "cluster/cluster.h"

/* Types */
enum edit_sign { EDIT_KEPT, EDIT_GONE, EDIT_CAME };
struct edit_line { /* of a difference: a field as text */
	enum edit_sign sign;
	struct str text;
};
struct edit_difference {
	struct edit_line *at;
	size_t n;
};

/* A record to begin with, in a dialect: empty, or from a source record, or from raw bytes. */
bool edit_blank(struct ctx *c, enum marc_dialect d, const char *kind, struct marc *ret) MUST_USE;
/* Saves: source 0: a new one. version: the one it began from, else CONFLICT. DENIED: by role and
 * partner. INVALID: marc_check finds what must not be. *ret: the source record now. */
bool edit_save(struct ctx *c, const struct account *who, int64_t source, int version,
	       const struct marc *m, struct str note, struct source *ret) MUST_USE;
/* Makes an earlier version the present one, as a new version. */
bool edit_take_back(struct ctx *c, const struct account *who, int64_t source, int version,
		    struct source *ret) MUST_USE;
bool edit_differ(struct ctx *c, const struct marc *a, const struct marc *b,
		 struct edit_difference *ret) MUST_USE;
/* A record as lines that a person may write, and back: "245 10 $a Title". */
struct str edit_text(struct arena *mem, const struct marc *m);
bool edit_parse(struct ctx *c, struct str text, enum marc_dialect d, struct marc *ret) MUST_USE;

#endif
