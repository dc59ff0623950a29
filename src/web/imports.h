/*
 * imports - the files of records that partners handed over, as the staff's pages list them.
 */
#ifndef KERUEN_WEB_IMPORTS_H
#define KERUEN_WEB_IMPORTS_H

#include "web/staff.h"

/* The newest first; partner -1: of all. */
bool imports_last(struct web_request *r, int64_t partner, int n, struct view_imports *ret) MUST_USE;

#endif
