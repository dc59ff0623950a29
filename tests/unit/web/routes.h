/* routes - a library with one document a level of access, and requests to it (test_routes.c). */
#ifndef KERUEN_UNIT_WEB_ROUTES_H
#define KERUEN_UNIT_WEB_ROUTES_H

#include "unit.h"
#include "web/decoders_int.h"

enum column { OPEN, READ, EXCERPTED, ONSITE, CLOSED, EMBARGOED, COLUMNS };

extern struct web_worker worker;
extern struct str ids[COLUMNS]; /* of the documents, and of their titles */
extern const struct access_terms routes_terms[COLUMNS];

int routes_begin(void **state);
int routes_end(void **state);

struct answer {
	struct http_request q;
	struct http_reply r;
	bool waits; /* let in: a decoder was asked */
};
struct answer get(const char *target);

#endif
