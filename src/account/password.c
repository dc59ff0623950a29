/*
 * Passwords: kept as argon2id (RFC 9106), and the questions that need one worked out.
 *
 * A question is "make" or "fits", and what belongs to it, a line each, the password last. Its
 * answer follows from it alone, so any process can find it.
 */
#include "account/account_int.h"

#include <argon2.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

/* 19 MiB and two passes on one lane: the least that OWASP's Password Storage Cheat Sheet allows
 * for argon2id; some 40 ms here, so that a worker's neighbours are not starved. */
enum { MEMORY_KIB = 19456, PASSES = 2, LANES = 1, SALT = 16, HASH = 32, ENCODED = 256 };
enum { PASSWORD_LEAST = 10, PASSWORD_MOST = 256 };

/* What is compared where an account does not exist, so that it takes as long as one that does. */
static const char nobodys[] = "$argon2id$v=19$m=19456,t=2,p=1$a2VydWVubm9ib2R5cw$"
			      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static struct str make(struct arena *mem, struct str password)
{
	unsigned char salt[SALT];
	char *encoded = arena_take(mem, ENCODED);
	must(RAND_bytes(salt, sizeof salt) == 1);
	must(argon2id_hash_encoded(PASSES, MEMORY_KIB, LANES, password.s, password.n, salt,
				   sizeof salt, HASH, encoded, ENCODED) == ARGON2_OK);
	return str_of(encoded);
}

struct str account_answer(struct arena *mem, struct str question)
{
	struct str what, hash;
	if (!str_next(&question, '\n', &what))
		return STR("");
	if (str_is(what, "make"))
		return make(mem, question);
	if (!str_is(what, "fits") || !str_next(&question, '\n', &hash))
		return STR("");
	bool fits = argon2id_verify(str_z(mem, hash), question.s, question.n) == ARGON2_OK;
	return fits ? STR("yes") : STR("no");
}

/* -- what a password must be ------------------------------------------------------------------- */

static size_t letters_of(struct str s)
{
	size_t n = 0;
	for (size_t at = 0; at < s.n; n++)
		text_next(s, &at);
	return n;
}

/* Length is what counts, not kinds of characters (NIST SP 800-63B, 5.1.1.2); nor may it be one
 * character over and over, or hold the login. */
static bool is_weak(struct arena *mem, struct str login, struct str password)
{
	bool same = true;
	struct str lower = text_lower(mem, password);
	for (size_t i = 1; i < password.n; i++)
		same &= password.s[i] == password.s[0];
	return same || (login.n && str_find(lower, login) < lower.n);
}

bool account_password_ask(struct ctx *c, struct str login, struct str password,
			  struct str *ret_question)
{
	if (password.n > PASSWORD_MOST || !text_is_utf8(password))
		return fail(c, ERR_INVALID, "a password is at most 256 bytes of text");
	password = text_nfc(c->mem, password);
	if (letters_of(password) < PASSWORD_LEAST)
		return fail(c, ERR_INVALID, "a password is at least 10 characters long");
	if (is_weak(c->mem, login_of(c->mem, login), password))
		return fail(c, ERR_INVALID,
			    "a password must not hold the login, or one character alone");
	*ret_question = str_print(c->mem, "make\n%.*s", STR_ARGS(password));
	return true;
}

/* The transaction is the caller's where there is one. */
static bool set_within(struct ctx *c, int64_t id, struct str hash)
{
	struct stmt *q;
	if (!account_set_hash(c, id, hash) || !account_leave_all(c, id))
		return false;
	q = db_query(c, &SQL_INVITATION_END_ALL);
	db_bind_int(q, id);
	return db_run(q, NULL);
}

bool account_password_answered(struct ctx *c, int64_t id, struct str answer)
{
	if (!str_starts(answer, "$argon2id$"))
		return fail(c, ERR_INTERNAL, "the password could not be kept");
	if (db_in_transaction(c))
		return set_within(c, id, answer);
	if (!db_begin(c))
		return false;
	if (set_within(c, id, answer) && db_commit(c))
		return true;
	db_rollback(c);
	return false;
}

bool account_set_password(struct ctx *c, int64_t id, struct str password)
{
	struct account a;
	struct str question;
	return account_get(c, id, &a) && account_password_ask(c, a.login, password, &question) &&
	       account_password_answered(c, id, account_answer(c->mem, question));
}

/* -- signing in -------------------------------------------------------------------------------- */

/* Each failure in a row after the first few doubles the wait, up to a quarter of an hour. */
enum {
	FREE_BY_LOGIN = 5,
	FREE_BY_PEER = 20,
	WAIT_MOST = 900,
	FORGOTTEN_AFTER = 86400,
	HOUR = 3600
};

static bool attempt_read(struct ctx *c, struct str who, int64_t *ret_n, int64_t *ret_at)
{
	struct stmt *q = db_query(c, &SQL_ATTEMPT_GET);
	db_bind_text(q, who);
	*ret_n = *ret_at = 0;
	if (db_row(q)) {
		*ret_n = db_int(q, 0);
		*ret_at = db_int(q, 1);
	}
	return db_done(q);
}

static bool attempt_write(struct ctx *c, struct str who, int64_t n, int64_t at)
{
	struct stmt *q = db_query(c, &SQL_ATTEMPT_PUT);
	db_bind_text(q, who);
	db_bind_int(q, n);
	db_bind_int(q, at);
	return db_run(q, NULL);
}

/* Counted before the password is looked at, and taken back where it fits: many at once do not slip
 * through. */
static bool count_failure(struct ctx *c, struct str who, int free)
{
	int64_t n, at, now = when_now(), wait = 0;
	if (!attempt_read(c, who, &n, &at))
		return false;
	if (now - at > FORGOTTEN_AFTER)
		n = 0;
	if (n >= free)
		wait = n - free >= 10 ? WAIT_MOST : (int64_t)1 << (n - free);
	wait = wait > WAIT_MOST ? WAIT_MOST : wait;
	if (now - at < wait)
		return fail(c, ERR_LIMIT, "this was tried too often; try again in {0} seconds",
			    str_print(c->mem, "%d", (int)(wait - (now - at))).s);
	return attempt_write(c, who, n + 1, now);
}

/* A home has a whole network of IPv6: the first 64 bits count. */
static struct str who_of(struct arena *mem, const char *kind, struct str who)
{
	struct str s = who;
	int groups = 0;
	for (size_t i = 0; i < s.n && groups < 4; i++)
		if (s.s[i] == ':' && ++groups == 4)
			s = str_upto(s, i);
	return str_print(mem, "%s %.*s", kind, STR_ARGS(s));
}

static bool count_both(struct ctx *c, struct str login, struct str peer)
{
	struct stmt *sweep = db_query(c, &SQL_ATTEMPT_SWEEP);
	db_bind_int(sweep, when_now() - FORGOTTEN_AFTER);
	return db_run(sweep, NULL) &&
	       count_failure(c, who_of(c->mem, "peer", peer), FREE_BY_PEER) &&
	       count_failure(c, str_print(c->mem, "login %.*s", STR_ARGS(login)), FREE_BY_LOGIN);
}

static bool in_one(struct ctx *c, bool (*fn)(struct ctx *, struct str, struct str), struct str a,
		   struct str b)
{
	if (!db_begin(c))
		return false;
	if (fn(c, a, b) && db_commit(c))
		return true;
	db_rollback(c);
	return false;
}

bool account_enter_ask(struct ctx *c, struct str login, struct str password, struct str peer,
		       struct str *ret_question)
{
	int64_t id;
	struct str hash = STR_NONE;
	login = str_upto(login_of(c->mem, login), 64);
	if (!text_is_utf8(password) || password.n > PASSWORD_MOST)
		password = STR("");
	if (!in_one(c, count_both, login, peer))
		return false;
	if (!account_hash(c, login, &id, &hash) && c->err.kind != ERR_ABSENT)
		return false;
	err_clear(c);
	*ret_question = str_print(c->mem, "fits\n%s\n%.*s", hash.n ? str_z(c->mem, hash) : nobodys,
				  STR_ARGS(text_nfc(c->mem, password)));
	return true;
}

/* Those by the login are forgotten; those by the address by one: else an account of one's own
 * would let one guess at others without end. */
static bool forget_failures(struct ctx *c, struct str login, struct str peer)
{
	int64_t n, at;
	struct str who = who_of(c->mem, "peer", peer);
	struct stmt *q = db_query(c, &SQL_ATTEMPT_FORGET);
	db_bind_text(q, str_print(c->mem, "login %.*s", STR_ARGS(login)));
	return db_run(q, NULL) && attempt_read(c, who, &n, &at) &&
	       attempt_write(c, who, n > 0 ? n - 1 : 0, at);
}

static bool enter(struct ctx *c, struct str login, struct str peer, struct account *ret,
		  struct str *ret_token)
{
	return forget_failures(c, login, peer) && account_by_login(c, login, ret) &&
	       account_seen(c, ret->id) && account_session(c, ret->id, ret_token);
}

bool account_enter_answered(struct ctx *c, struct str login, struct str peer, struct str answer,
			    struct account *ret, struct str *ret_token)
{
	struct account a;
	struct str token;
	login = str_upto(login_of(c->mem, login), 64);
	if (!str_is(answer, "yes"))
		return fail(c, ERR_DENIED, "the login or the password is not right");
	if (!db_begin(c))
		return false;
	if (!enter(c, login, peer, &a, &token) || !db_commit(c)) {
		db_rollback(c);
		return false;
	}
	if (a.closed)
		return fail(c, ERR_DENIED, "the login or the password is not right");
	*ret = a;
	*ret_token = token;
	return true;
}

bool account_enter(struct ctx *c, struct str login, struct str password, struct str peer,
		   struct account *ret, struct str *ret_token)
{
	struct str question;
	return account_enter_ask(c, login, password, peer, &question) &&
	       account_enter_answered(c, login, peer, account_answer(c->mem, question), ret,
				      ret_token);
}

bool account_attempt(struct ctx *c, const char *what, struct str peer, int most)
{
	int64_t n, at, now = when_now();
	struct str who = who_of(c->mem, what, peer);
	if (!attempt_read(c, who, &n, &at))
		return false;
	if (now - at > HOUR)
		n = 0;
	if (n >= most)
		return fail(c, ERR_LIMIT, "this was tried too often; try again in {0} seconds",
			    str_print(c->mem, "%d", (int)(HOUR - (now - at) + 1)).s);
	return attempt_write(c, who, n + 1, now);
}
