/*
 * edit_form - a record in the form of a cataloguer: what the browser sends becomes a record again,
 * the record becomes rows that know their format.
 *
 * The pairs of the form are read in their order: `field` begins a field, `ind1` `ind2` belong to
 * it, `code` and `value` are one subfield, `pos:6:1` a place of the value before it. Nothing that
 * was typed is lost between two showings of the form, even where it is wrong.
 */
#ifndef KERUEN_WEB_EDIT_FORM_H
#define KERUEN_WEB_EDIT_FORM_H

#include "edit/edit.h"
#include "web/view_edit.h"
#include "web/web_int.h"

struct edit_form {
	struct marc marc;
	int64_t source, beside, partner;
	int version;
	struct str note, kind;
	bool as_text, sure;
	struct str text;   /* of the form as text, as typed */
	struct str action; /* "save" "up" "sub" … */
	size_t at;         /* the field it is about, from 1; 0: none */
	struct str newtag, newcode;
	struct str focus; /* id of the input that comes next */
};

/* What was sent. False: the text cannot be read as a record (it is kept in ret->text), or INVALID. */
bool edit_form_read(struct web_request *r, struct edit_form *ret) MUST_USE;
/* Does what a button asks of the record: a field more, moved, removed. */
void edit_form_act(struct web_request *r, struct edit_form *f);
/* An empty field as the rules of its format have it, at the end of m. */
void edit_form_new(struct arena *mem, struct marc *m, const char *tag);
/* The rows, with what is wrong beside them where `check`. */
void edit_form_rows(struct web_request *r, const struct edit_form *f, bool check,
		    struct view_edit *ret);
/* One empty row for a tag, as edit_form_rows makes them. */
void edit_form_row(struct web_request *r, enum marc_dialect d, struct str tag, int number,
		   struct view_marc_field *ret);
/* The lists that the inputs of the page choose from. */
void edit_form_lists(struct web_request *r, enum marc_dialect d, struct view_edit *ret);
/* A line of a difference, field by field. */
struct view_lines edit_lines(struct web_request *r, const struct marc *a, const struct marc *b,
			     int64_t *ret_changed);
/* "22 November 2026, 09:30" */
struct str edit_when(struct web_request *r, int64_t when);
const char *edit_dialect_title(enum marc_dialect d); /* "MARC 21" */
struct str edit_history_href(struct arena *mem, int64_t source);
struct str edit_outside_href(struct arena *mem, struct str code, struct str words, struct str by,
			     struct str dialect);

#endif
