/*
 * authority - persons, bodies, places and subjects by one name, with every form they are known by.
 *
 * Built from the records of the catalogue, and taken in from authority files. A title is found by
 * any form; a person's page tells works by and about.
 */
#ifndef KERUEN_AUTHORITY_H
#define KERUEN_AUTHORITY_H

#include "format/format.h"
#include "db/db.h"

/* Types */
enum authority_kind { AUTHORITY_PERSON, AUTHORITY_BODY, AUTHORITY_PLACE, AUTHORITY_SUBJECT };
struct authority_form {
	struct str name, lang; /* of the form; lang may be empty */
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

const char *authority_kind_name(enum authority_kind k); /* "person" "body" "place" "subject" */
bool authority_get(struct ctx *c, struct str id, struct authority *ret) MUST_USE; /* ABSENT */
/* Whose form this is; id empty where nobody's. */
bool authority_find(struct ctx *c, enum authority_kind kind, struct str name, struct str dates,
		    struct authority *ret) MUST_USE;
/* Those whose forms begin so, in order of the alphabet. */
bool authority_browse(struct ctx *c, enum authority_kind kind, struct str from, int n,
		      struct authority_list *ret) MUST_USE;
/* Builds them again from all titles; imported ones stay. */
bool authority_build(struct ctx *c, int64_t *ret_n) MUST_USE;
/* Takes in a file of authority records (MARC 21, UNIMARC authorities). */
bool authority_import(struct ctx *c, int fd, int64_t *ret_read, int64_t *ret_taken) MUST_USE;
/* A title's names as they are known now: id of each value of the record that has one. */
bool authority_of_record(struct ctx *c, const struct record *r, struct str *ret_ids) MUST_USE;

#endif
