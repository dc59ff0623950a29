/*
 * partner - the libraries that deposit, and what they agreed to.
 *
 * A partner is known by a short code ("nlrk") that never changes.
 */
#ifndef KERUEN_PARTNER_H
#define KERUEN_PARTNER_H

#include "db/db.h"
#include "text/text.h"

/* Types */
struct partner {
	int64_t id;
	struct str code;           /* a-z 0-9 -, 2 to 32 */
	struct str name[4];        /* kk ru ky en, in the order of text_languages */
	struct str country, place; /* ISO 3166 alpha-2; a name */
	struct str sigla;          /* ISIL or sigla, as others' records name it */
	struct str catalogue; /* "https://…{id}…": a record of its own catalogue by its number */
	int standing;         /* 0 … 100: higher is believed first where records differ */
	/* How its files are read where nothing else is said; empty: by looking. */
	struct str dialect, encoding, columns;
};
struct partner_list {
	struct partner *at;
	size_t n;
};

/* Where the record of that number stands in its own catalogue; empty where it does not say. */
struct str partner_record_address(struct arena *mem, const struct partner *p, struct str number);

/* Look up: in c->mem */
bool partner_get(struct ctx *c, int64_t id, struct partner *ret) MUST_USE;          /* ABSENT */
bool partner_by_code(struct ctx *c, struct str code, struct partner *ret) MUST_USE; /* ABSENT */
bool partners(struct ctx *c, struct partner_list *ret) MUST_USE;
/* Its name in the reader's language; where it has none, the first there is. */
struct str partner_name(const struct partner *p, const char *lang);

/* Change */
bool partner_add(struct ctx *c, const struct partner *p,
		 int64_t *ret_id) MUST_USE;                        /* CONFLICT, INVALID */
bool partner_set(struct ctx *c, const struct partner *p) MUST_USE; /* ABSENT */

#endif
