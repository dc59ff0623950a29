/*
 * view_edit - what the cataloguers' pages show: the form of a record, its history, results to take
 * from.
 */
#ifndef KERUEN_WEB_VIEW_EDIT_H
#define KERUEN_WEB_VIEW_EDIT_H

#include "web/view_title.h"

struct view_choice { /* of a list in a form */
	struct str code;
	struct str name;
	bool on;
};
struct view_choices {
	struct view_choice *at;
	size_t n;
};
struct view_says {
	struct str *at;
	size_t n;
};
struct view_place {    /* a named place of a coded field */
	struct str id; /* of the input, and its name in the form: "pos:6:1" */
	struct str label, value;
	struct view_choices choices; /* none: typed */
	struct str list, said;       /* a list of the page; what the value means */
	int size;
};
struct view_places {
	struct view_place *at;
	size_t n;
};
struct view_sub {
	int number;
	struct str code, value;
	const char *name; /* message id; NULL: the format does not know it */
	struct str list, said;
	struct view_says faults;
};
struct view_subs {
	struct view_sub *at;
	size_t n;
};
struct view_marc_field { /* a row of the form */
	int number;      /* 0 is the leader */
	struct str tag;
	bool leader, control, data, locked; /* locked: set by the program when it is saved */
	const char *name, *help;
	struct str ind1, ind2;
	struct view_choices signs1, signs2; /* none: typed */
	bool blank1, blank2;                /* always blank */
	struct str value;                   /* of control fields and coded ones */
	struct str coded; /* of a data field: its subfield that the places are of */
	struct view_places places;
	struct view_subs subs;
	struct view_choices adds; /* subfields that may be added */
	struct view_says faults;
};
struct view_marc_fields {
	struct view_marc_field *at;
	size_t n;
};
struct view_edit_row { /* one row by itself */
	struct view_marc_field f;
};
struct view_line { /* of a difference */
	bool gone, came;
	struct str text;
};
struct view_lines {
	struct view_line *at;
	size_t n;
};
struct view_alike { /* a title that the record may be */
	struct str title, name, imprint, take;
	struct view_says reasons;
};
struct view_alikes {
	struct view_alike *at;
	size_t n;
};
struct view_edit {
	struct str heading; /* the title that is edited; empty: a new record */
	const char *kind;   /* of a new one; message id */
	const char *dialect, *dialect_name;
	int64_t source, beside;
	int version;
	struct str note, history;
	struct view_choices libraries; /* for whom a new one is; the office chooses */
	bool as_text;
	struct str text;
	struct view_marc_fields fields;
	struct view_choices tags, languages, countries, relators;
	struct str trouble;      /* a sentence: why it was not saved */
	struct view_says faults; /* of the record as a whole */
	bool checked;            /* nothing wrong was found */
	int64_t n_faults;
	struct str other; /* who saved meanwhile */
	struct str other_when;
	struct view_lines theirs, mine;
	struct view_alikes alike;
	bool sure, conflict;
	struct view_fields preview; /* as the title's page would show it */
	struct str preview_name, preview_by;
	struct str focus; /* id of the input that comes next */
};

struct view_version {
	int number;
	bool now, may_back;
	struct str when, who, note;
	struct view_lines lines;
	int64_t n_changed;
};
struct view_versions {
	struct view_version *at;
	size_t n;
};
struct view_history {
	struct str name, title, library;
	int64_t source;
	int version;
	const char *dialect_name;
	bool withdrawn, may, may_take, by_hand;
	struct str edit, take, text, holdings;
	struct view_versions versions;
};

struct view_take { /* a record or title to take from */
	struct str name, by, imprint, isbn, holder, href, edit, take;
	struct str text; /* of one from outside: the record as lines */
	const char *dialect;
};
struct view_takes {
	struct view_take *at;
	size_t n;
};
struct view_target { /* another catalogue, asked for its own part of the page */
	struct str code, name, href;
	struct str trouble;
	bool asked;
	int64_t total;
	struct view_takes found;
};
struct view_targets {
	struct view_target *at;
	size_t n;
};
struct view_outside {
	struct str words, dialect;
	struct view_targets targets;
};
struct view_catalogue {
	struct str words;
	struct view_choices by, dialects, kinds;
	bool searched;
	int64_t total;
	struct view_takes here, mine;
	struct view_targets targets;
	struct str dialect;
};

struct view_name { /* as the authority file has it */
	struct str name, dates;
	int64_t titles;
};
struct view_name_list {
	struct view_name *at;
	size_t n;
};
struct view_names {
	struct view_name_list names;
};

struct view_holding {
	int64_t id, partner;
	struct str holder, library, collection, call_number, volumes, note, link;
	int copies;
	bool told; /* by the record itself: changed there */
};
struct view_holdings_at {
	struct view_holding *at;
	size_t n;
};
struct view_holdings {
	struct str title, name, href;
	struct view_choices libraries;
	struct view_holdings_at at;
	struct view_holdings_at blank; /* one, empty */
};

#endif
