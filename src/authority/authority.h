/*
 * authority - persons, bodies, places and subjects by one name, with every form they are known by.
 *
 * Built from the records of the catalogue, and taken in from authority files. A title is found by
 * any form; a person's page tells works by and about. Two of different dates are never made one.
 * An id stays from building to building; one that was given up leads on (authority_moved).
 */
#ifndef KERUEN_AUTHORITY_H
#define KERUEN_AUTHORITY_H

#include "catalog/catalog.h"
#include "format/format.h"

/* Types */
enum authority_kind { AUTHORITY_PERSON, AUTHORITY_BODY, AUTHORITY_PLACE, AUTHORITY_SUBJECT };
struct authority_form {
	struct str name, dates, lang; /* of the form; dates and lang may be empty */
	bool preferred;
};
struct authority {
	struct str id; /* as catalog_id_of makes them */
	enum authority_kind kind;
	struct str name, dates; /* preferred form; of a life */
	struct str note;
	struct authority_form *forms;
	size_t n_forms;
	int64_t titles_by, titles_about;
	bool imported; /* from an authority file, or by hand: never made anew by building */
};
struct authority_list {
	struct authority *at;
	size_t n;
};

/* What the index knows of a name: whose it is, and his other forms (a line each). */
struct authority_known {
	struct str id, forms; /* borrowed until the next building is looked at */
};
struct authority_built {
	int64_t titles, names, authorities; /* read; forms of names in them; what they came to */
};

const char *authority_kind_name(enum authority_kind k); /* "person" "body" "place" "subject" */
bool authority_get(struct ctx *c, struct str id, struct authority *ret) MUST_USE; /* ABSENT */
/* Whose form this is; id empty where nobody's. */
bool authority_find(struct ctx *c, enum authority_kind kind, struct str name, struct str dates,
		    struct authority *ret) MUST_USE;
/* Those whose forms begin so, in order of the alphabet. */
bool authority_browse(struct ctx *c, enum authority_kind kind, struct str from, int n,
		      struct authority_list *ret) MUST_USE;
/* Where an id went that was given up. ABSENT: nowhere */
bool authority_moved(struct ctx *c, struct str id, struct str *ret) MUST_USE;
/* False where nobody is known by that name. Of a value of a record: of which kind it is, by or
 * about; false where it names nobody. Quick: from a map that building leaves in DIR. */
bool authority_known(struct ctx *c, enum authority_kind kind, struct str name, struct str dates,
		     struct authority_known *ret);
bool authority_names(const struct record_value *v, enum authority_kind *ret_kind, bool *ret_about);

/* Change: in transactions of their own, one process at a time (BUSY) */
/* Builds them again from all titles; imported ones stay. */
bool authority_build(struct ctx *c, struct authority_built *ret) MUST_USE;
/* Takes in a file of authority records (MARC 21, UNIMARC authorities). */
bool authority_import(struct ctx *c, int fd, int64_t *ret_read, int64_t *ret_taken) MUST_USE;
/* Two are one; a form is not this one's. Remembered: the next building obeys. */
bool authority_join(struct ctx *c, struct str id, struct str other, int64_t account) MUST_USE;
bool authority_split(struct ctx *c, struct str id, struct str form, int64_t account) MUST_USE;
/* A title's names as they are known now: id of each value of the record, empty for none. */
void authority_of_record(struct ctx *c, const struct record *r, struct str *ret_ids);

#endif
