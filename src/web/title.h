/*
 * title - the parts of a title's page that take thought: copies with their rights, the record and
 * where it comes from, the libraries that hold it, citations and files to take away.
 */
#ifndef KERUEN_WEB_TITLE_H
#define KERUEN_WEB_TITLE_H

#include "source/source.h"
#include "web/card.h"
#include "web/view_title.h"

/* The title {id}; or, where that id was given up, the answer is a redirection: `after` is what
 * follows the title's address. ABSENT */
bool title_or_moved(struct web_request *r, const char *after, struct title *ret,
		    bool *ret_moved) MUST_USE;

bool title_copies(struct web_request *r, const struct document_list *docs,
		  struct view_copies *ret) MUST_USE;

/* The record. ids: of the authority that each value names (title_names); empty where none. */
struct str *title_names(struct web_request *r, const struct record *rec);
void title_head(struct web_request *r, const struct record *rec, struct view_title *v);
/* Lines in their order; v->several_origins is set already. */
void title_fields(struct web_request *r, const struct record *rec, const struct str *ids,
		  const struct source_list *sources, struct view_title *v);
/* The lines of a title as its page would show them, without origins. */
bool title_record(struct web_request *r, const struct title *t, struct view_fields *ret) MUST_USE;
struct view_value title_value(struct web_request *r, const struct record_value *v, struct str id);
const char *title_carrier(struct str code);                          /* message id or NULL */
struct str title_role(const struct web_request *r, struct str code); /* "editor" */
/* A day as the reader's language writes it; a year alone stands as it is. */
struct str title_date(struct web_request *r, struct str date);
/* "Omsk : Printing house, 1908" */
struct str title_imprint(struct web_request *r, const struct title *t);

/* Source records as origins, numbered from 1 in the order of the list. */
void title_origins(struct web_request *r, const struct title *t, const struct source_list *sources,
		   struct view_origins *ret);
/* Libraries by town, nearest first where the reader says from where, and the map of them. Partners
 * of the sources hold the title even where no record tells of copies. */
bool title_libraries(struct web_request *r, const struct title *t,
		     const struct source_list *sources, struct view_title *v) MUST_USE;
/* Citations, and the record as a file in each format. v->address and v->copies are set
 * already. */
void title_giving(struct web_request *r, const struct title *t, const struct record *rec,
		  struct view_title *v);
struct str title_format_name(const struct source *s); /* "RUSMARC" */
bool title_editions(struct web_request *r, const struct title *t, struct view_title *v) MUST_USE;

#endif
