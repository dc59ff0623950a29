/*
 * account - who may change something: accounts, passwords, sessions.
 *
 * Passwords are kept as argon2id (RFC 9106); a session is a random token of which only the digest
 * is kept. Roles hold within a partner: a reader keeps lists, a cataloguer changes records and
 * answers the queue, an administrator keeps accounts. The partner 0 is the consortium's office.
 */
#ifndef KERUEN_ACCOUNT_H
#define KERUEN_ACCOUNT_H

#include "partner/partner.h"

/* Types */
enum account_role { ROLE_NOBODY, ROLE_READER, ROLE_CATALOGUER, ROLE_ADMINISTRATOR };
struct account {
	int64_t id; /* 0: nobody */
	struct str login, name;
	int64_t partner; /* 0: the office */
	enum account_role role;
	bool closed;
	int64_t created, seen;
};
struct account_list {
	struct account *at;
	size_t n;
};

const char *account_role_name(enum account_role r); /* "reader" "cataloguer" "administrator" */
bool account_role_of(struct str name, enum account_role *ret) MUST_USE;

/* Look up */
bool account_get(struct ctx *c, int64_t id, struct account *ret) MUST_USE;            /* ABSENT */
bool account_by_login(struct ctx *c, struct str login, struct account *ret) MUST_USE; /* ABSENT */
bool accounts(struct ctx *c, int64_t partner, struct account_list *ret) MUST_USE;     /* -1: all */

/* Change: INVALID says what a login or password must be; CONFLICT: the login is taken */
bool account_add(struct ctx *c, struct account *a, struct str password) MUST_USE;
bool account_set(struct ctx *c, const struct account *a) MUST_USE;
bool account_set_password(struct ctx *c, int64_t id, struct str password) MUST_USE;

/* Sign in. DENIED: no such login or another password, which is not told apart; LIMIT: tried too
 * often. Takes some 50 ms of a processor on purpose: never in a web worker's own turn. */
bool account_enter(struct ctx *c, struct str login, struct str password, struct str peer,
		   struct account *ret, struct str *ret_token) MUST_USE;
/* Whose session it is; account.id 0 where it is nobody's any more. */
bool account_of_token(struct ctx *c, struct str token, struct account *ret) MUST_USE;
bool account_leave(struct ctx *c, struct str token) MUST_USE;
/* What a form of that session must bring back: follows from the token. */
struct str account_form_token(struct arena *mem, struct str token);
bool account_form_token_fits(struct str token, struct str given);

#endif
