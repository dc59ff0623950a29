/* ask - requests by people of each role, and forms (test_sign.c, test_staff.c). */
#ifndef KERUEN_UNIT_WEB_ASK_H
#define KERUEN_UNIT_WEB_ASK_H

#include "routes.h"

enum { ROLES = ROLE_ADMINISTRATOR + 1 };
extern int64_t people[ROLES]; /* of the office, one of each role */

int ask_begin(void **state); /* as routes_begin, with people */

/* A request in a session of its own (a form may end it). */
struct asked {
	int64_t account;                  /* 0: nobody */
	const char *site, *origin, *form; /* form: NULL for the right one; "" for none */
	const struct http_pair *fields;   /* of the form */
	size_t n_fields;
};
struct answer ask(enum web_method method, const char *target, struct asked by);
/* A form of one of our own pages. */
struct answer send_form(int64_t account, const char *target, const struct http_pair *fields,
			size_t n);
bool holds(struct str s, const char *what);
const char *location(const struct answer *a);

#endif
