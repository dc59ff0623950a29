/*
 * view_staff - what the staff's pages show: the queue, imports, titles of several records, people.
 */
#ifndef KERUEN_WEB_VIEW_STAFF_H
#define KERUEN_WEB_VIEW_STAFF_H

#include "web/view_me.h"

struct view_reason { /* why two records are, or are not, thought to be one edition */
	const char *what;
	int points;
	bool veto;
};
struct view_reasons {
	struct view_reason *at;
	size_t n;
};
struct view_compared { /* a field of two records beside one another; what differs is marked */
	const char *name;
	struct html a, b;
	bool differs, lone; /* lone: only one of them says anything */
};
struct view_compared_list {
	struct view_compared *at;
	size_t n;
};
struct view_side { /* a source record */
	int64_t id;
	struct str partner, local, title, title_href, came, whole; /* whole: the record as lines */
	int64_t of_title;                                          /* records of its title */
	bool by_hand;
};
struct view_answered { /* what a person decided */
	struct str href, a, b, who, when;
	const char *answer;
	struct str why;
};
struct view_answereds {
	struct view_answered *at;
	size_t n;
};
struct view_queue {
	struct str said; /* why the last answer was refused */
	int64_t waiting, at, shown;
	bool some, may;
	struct view_side a, b;
	int score;
	struct view_reasons reasons;
	struct view_compared_list fields;
	struct str next, previous, self;
	int64_t number;
	struct str partner; /* the filter, as a number */
	struct view_choices partners;
	bool put_off;           /* this one was put off before */
	int64_t last_a, last_b; /* what was answered last; 0: nothing */
	struct view_answereds answered;
};
struct view_import {
	struct str href, name, partner, begun, state, size, format;
	int64_t read, taken, replaced, withdrawn, unchanged, mended, set_aside;
	bool ended;
};
struct view_imports {
	struct view_import *at;
	size_t n;
};
struct view_mend {
	const char *name;
	int64_t n;
};
struct view_mends {
	struct view_mend *at;
	size_t n;
};
struct view_aside { /* a record that could not be taken: where, why, and its first bytes */
	int64_t number, at, length;
	const char *reason;
	struct str bytes;
	bool more;
};
struct view_asides {
	struct view_aside *at;
	size_t n;
};
struct view_import_report {
	struct view_import file;
	struct str dialect, encoding, digest, save;
	struct view_mends mends;
	struct view_asides asides;
	int64_t asides_more;
};
struct view_staff {
	int64_t waiting;
	struct view_imports imports;
	struct view_answereds answered;
	struct str partner;
};
struct view_imports_page {
	struct view_imports files;
	struct str partner;
	struct view_choices partners;
};
struct view_twin { /* a title of several records */
	struct str href, name, by, year;
	int64_t records, holders;
};
struct view_twins {
	struct view_twin *at;
	size_t n;
};
struct view_duplicates {
	struct str query;
	bool asked;
	struct view_twins titles;
};
struct view_part { /* a record of a title */
	struct view_side side;
	struct str name, imprint;
	bool may;
};
struct view_parts {
	struct view_part *at;
	size_t n;
};
struct view_tie { /* why two records of a title are together */
	int64_t a, b;
	struct str href, who, when, why;
	const char *answer;
	int score;
	struct view_reasons reasons;
};
struct view_ties {
	struct view_tie *at;
	size_t n;
};
struct view_duplicate {
	struct str id, name, href, said;
	struct view_parts parts;
	struct view_ties ties;
	bool several, may;
};
struct view_person {
	int64_t id;
	struct str login, name, partner, seen;
	const char *state, *role_title;
	struct view_choices roles;
	bool closed, self, may;
};
struct view_persons {
	struct view_person *at;
	size_t n;
};
struct view_people {
	struct str said, invitation, invited; /* an invitation is shown once */
	struct view_persons people;
	struct view_choices roles, partners;
	bool office; /* may keep the accounts of every partner */
	struct str login, name;
};

#endif
