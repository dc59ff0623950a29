/*
 * account - who may change something: accounts, passwords, sessions; and what a reader keeps.
 *
 * Passwords are kept as argon2id (RFC 9106); a session is a random token of which only the digest
 * is kept. Roles hold within a partner: a reader keeps lists, a cataloguer changes records and
 * answers the queue, an administrator keeps accounts. The partner 0 is the consortium's office,
 * whose people may do for every partner what their role lets them.
 */
#ifndef KERUEN_ACCOUNT_H
#define KERUEN_ACCOUNT_H

#include "catalog/catalog.h"
#include "partner/partner.h"

/* Types */
enum account_role { ROLE_NOBODY, ROLE_READER, ROLE_CATALOGUER, ROLE_ADMINISTRATOR };
struct account {
	int64_t id; /* 0: nobody */
	struct str login, name;
	int64_t partner; /* 0: the office */
	enum account_role role;
	struct str lang; /* of the pages; empty: as the browser says */
	bool closed;
	int64_t created, seen; /* seen 0: never signed in */
	bool invited;          /* has no password yet */
};
struct account_list {
	struct account *at;
	size_t n;
};

const char *account_role_name(enum account_role r);  /* "reader" "cataloguer" "administrator" */
const char *account_role_title(enum account_role r); /* the same for people: message id */
bool account_role_of(struct str name, enum account_role *ret) MUST_USE;
/* May this account do what `least` may for that partner? Nobody and closed ones may nothing. */
bool account_may(const struct account *a, enum account_role least, int64_t partner);

/* Look up */
bool account_get(struct ctx *c, int64_t id, struct account *ret) MUST_USE;            /* ABSENT */
bool account_by_login(struct ctx *c, struct str login, struct account *ret) MUST_USE; /* ABSENT */
bool accounts(struct ctx *c, int64_t partner, struct account_list *ret) MUST_USE;     /* -1: all */

/* Change: INVALID says what a login or password must be; CONFLICT: the login is taken. */
/* password.s == NULL: none yet, it waits for an invitation. Sets a->id. */
bool account_add(struct ctx *c, struct account *a, struct str password) MUST_USE;
/* Closing it ends its sessions. */
bool account_set(struct ctx *c, const struct account *a) MUST_USE;
/* Ends its sessions and invitations. */
bool account_set_password(struct ctx *c, int64_t id, struct str password) MUST_USE;
/* A token, good for a week and once, with which its holder chooses a password. */
bool account_invite(struct ctx *c, int64_t id, struct str *ret_token) MUST_USE;
bool account_of_invitation(struct ctx *c, struct str token,
			   struct account *ret) MUST_USE; /* ABSENT */

/* Sign in. DENIED: no such login or another password, which is not told apart; LIMIT: tried too
 * often. Takes some 50 ms of a processor on purpose: never in a web worker's own turn. */
bool account_enter(struct ctx *c, struct str login, struct str password, struct str peer,
		   struct account *ret, struct str *ret_token) MUST_USE;
/* Whose session it is; account.id 0 where it is nobody's any more. Using it prolongs it. */
bool account_of_token(struct ctx *c, struct str token, struct account *ret) MUST_USE;
bool account_leave(struct ctx *c, struct str token) MUST_USE;
bool account_leave_all(struct ctx *c, int64_t id) MUST_USE; /* everywhere */
/* A session without a password: for one who has just given it. */
bool account_session(struct ctx *c, int64_t id, struct str *ret_token) MUST_USE;
/* What a form of that session must bring back: follows from the token. */
struct str account_form_token(struct arena *mem, struct str token);
bool account_form_token_fits(struct str token, struct str given);

/* The same in two halves, for who must not wait: a question, whose answer takes long and is found
 * by account_answer in any process without a library; and what follows from the answer. */
bool account_enter_ask(struct ctx *c, struct str login, struct str password, struct str peer,
		       struct str *ret_question) MUST_USE; /* LIMIT */
bool account_enter_answered(struct ctx *c, struct str login, struct str peer, struct str answer,
			    struct account *ret, struct str *ret_token) MUST_USE; /* DENIED */
bool account_password_ask(struct ctx *c, struct str login, struct str password,
			  struct str *ret_question) MUST_USE; /* INVALID */
bool account_password_answered(struct ctx *c, int64_t id, struct str answer) MUST_USE;
struct str account_answer(struct arena *mem, struct str question);
/* Counts an attempt of another kind by an address: LIMIT after `most` within an hour. */
bool account_attempt(struct ctx *c, const char *what, struct str peer, int most) MUST_USE;

/* What a reader keeps: lists of titles, and searches (those have a query string) */
struct list {
	struct str id;
	int64_t account;
	struct str name, search;
	bool shared;
	int64_t n; /* its titles; of a search: found when it was last looked at */
	int64_t changed;
};
struct lists {
	struct list *at;
	size_t n;
};
struct list_title {
	struct str title, note;
};
struct list_titles {
	struct list_title *at;
	size_t n;
};
bool lists_of(struct ctx *c, int64_t account, struct lists *ret) MUST_USE;
bool list_get(struct ctx *c, struct str id, struct list *ret) MUST_USE; /* ABSENT */
bool list_titles(struct ctx *c, struct str id, struct list_titles *ret) MUST_USE;
/* In a transaction of their own. INVALID: the name; LIMIT: too many lists, or titles in one */
bool list_add(struct ctx *c, struct list *l) MUST_USE; /* sets l->id */
bool list_set(struct ctx *c, const struct list *l) MUST_USE;
bool list_remove(struct ctx *c, struct str id) MUST_USE;
bool list_put(struct ctx *c, struct str id, struct str title, struct str note) MUST_USE;
bool list_take(struct ctx *c, struct str id, struct str title) MUST_USE;
/* One place up (by < 0) or down. */
bool list_move(struct ctx *c, struct str id, struct str title, int by) MUST_USE;

#endif
