/* tests - the files of this test, and what they share. */
#ifndef KERUEN_UNIT_ACCOUNT_TESTS_H
#define KERUEN_UNIT_ACCOUNT_TESTS_H

#include "account/account.h"
#include "db/unit_db.h"

int session_tests(void);
int list_tests(void);
/* A reader of the office, with the password "a long password". */
struct account reader(struct ctx *c, const char *login);
/* The clock of this process (KERUEN_NOW). */
void clock_is(int64_t now);

#endif
