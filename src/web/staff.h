/*
 * staff - what the staff's pages have in common: times, partners, source records, who may decide.
 */
#ifndef KERUEN_WEB_STAFF_H
#define KERUEN_WEB_STAFF_H

#include "cluster/cluster.h"
#include "web/view_staff.h"
#include "web/web_int.h"

/* "22 November 2026, 14:05" (UTC) in the reader's language. */
struct str staff_when(const struct web_request *r, int64_t when);
/* The partners whose work this person may see: all for the office, else their own; `chosen` is a
 * number as a form gives it. *ret: -1 for all. */
struct view_choices staff_partners(struct web_request *r, struct str chosen, int64_t *ret);
/* The name of an account; empty where it is gone. */
struct str staff_name(struct web_request *r, int64_t account);
/* A source record for showing; *ret_record is its plain record. */
bool staff_side(struct web_request *r, int64_t source, struct view_side *ret,
		struct record *ret_record) MUST_USE;
struct view_reasons staff_reasons(struct web_request *r, const struct match_result *m);
const char *staff_answer(enum cluster_answer a); /* message id */
/* May this person decide about these records? The office about all, others where one is theirs. */
bool staff_may_decide(struct web_request *r, const int64_t *sources, size_t n);
/* What persons decided last, of one partner (-1: of all). */
bool staff_answered(struct web_request *r, int64_t partner, int n,
		    struct view_answereds *ret) MUST_USE;

/* Two records beside one another, field by field, the words that differ marked. */
struct view_compared_list compare_records(struct web_request *r, const struct record *a,
					  const struct record *b);

#endif
