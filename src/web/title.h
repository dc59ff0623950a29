/*
 * title - the parts of a title's page that take thought: copies with their rights, the record, the
 * citation.
 */
#ifndef KERUEN_WEB_TITLE_H
#define KERUEN_WEB_TITLE_H

#include "web/card.h"
#include "web/view_read.h"

bool title_copies(struct web_request *r, const struct document_list *docs,
		  struct view_copies *ret) MUST_USE;
/* The record's fields in their order, those of one name together. */
bool title_record(struct web_request *r, const struct title *t, struct view_fields *ret) MUST_USE;
/* "Omsk : Printing house, 1908" */
struct str title_imprint(struct web_request *r, const struct title *t);
struct str title_cite(struct web_request *r, const struct title *t, struct str address);

#endif
