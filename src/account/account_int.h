/*
 * account_int - the room from within: random tokens and their digests, passwords as argon2id.
 */
#ifndef KERUEN_ACCOUNT_INT_H
#define KERUEN_ACCOUNT_INT_H

#include "account/account.h"
#include "account/account_sql.h"
#include "text/text.h"

/* 256 random bits in hex, and the SHA-256 of such a token in hex. */
struct str token_new(struct arena *mem);
struct str token_digest(struct arena *mem, struct str token);
bool token_valid(struct str token);
/* As logins are compared: lower case, without white space around. */
struct str login_of(struct arena *mem, struct str given);
/* The password's encoded form of an account; empty where it has none. ABSENT */
bool account_hash(struct ctx *c, struct str login, int64_t *ret_id, struct str *ret_hash) MUST_USE;
bool account_set_hash(struct ctx *c, int64_t id, struct str hash) MUST_USE;
bool account_seen(struct ctx *c, int64_t id) MUST_USE;
/* A random id of the form that catalog_id_of gives. */
struct str id_new(struct arena *mem);

#endif
