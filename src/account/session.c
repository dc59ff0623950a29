/* Sessions and invitations: random tokens, of which the database knows the digest alone. */
#include "account/account_int.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

enum { TOKEN_BYTES = 32, DIGEST_BYTES = 32 };
/* Unused for a working day, or two weeks old: over. A use is written down every ten minutes. */
enum { IDLE = 8 * 3600, MOST = 14 * 86400, NOTED = 600, INVITED = 7 * 86400 };

static struct str hex(struct arena *mem, const unsigned char *p, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	char *s = arena_take(mem, n * 2 + 1);
	for (size_t i = 0; i < n; i++) {
		s[i * 2] = digits[p[i] >> 4];
		s[i * 2 + 1] = digits[p[i] & 15];
	}
	return (struct str){ s, n * 2 };
}

struct str token_new(struct arena *mem)
{
	unsigned char bytes[TOKEN_BYTES];
	must(RAND_bytes(bytes, sizeof bytes) == 1);
	return hex(mem, bytes, sizeof bytes);
}

struct str id_new(struct arena *mem)
{
	return catalog_id_of(mem, token_new(mem));
}

struct str token_digest(struct arena *mem, struct str token)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	must(EVP_Digest(token.s, token.n, digest, &n, EVP_sha256(), NULL) == 1);
	return hex(mem, digest, n);
}

bool token_valid(struct str token)
{
	for (size_t i = 0; i < token.n; i++)
		if (!((token.s[i] >= '0' && token.s[i] <= '9') ||
		      (token.s[i] >= 'a' && token.s[i] <= 'f')))
			return false;
	return token.n == (size_t)TOKEN_BYTES * 2;
}

/* -- sessions ---------------------------------------------------------------------------------- */

bool account_session(struct ctx *c, int64_t id, struct str *ret_token)
{
	int64_t now = when_now();
	struct str token = token_new(c->mem);
	struct stmt *q = db_query(c, &SQL_SESSION_SWEEP);
	db_bind_int(q, now);
	if (!db_run(q, NULL))
		return false;
	q = db_query(c, &SQL_SESSION_ADD);
	db_bind_text(q, token_digest(c->mem, token));
	db_bind_int(q, id);
	db_bind_int(q, now);
	db_bind_int(q, now + IDLE);
	if (!db_run(q, NULL))
		return false;
	*ret_token = token;
	return true;
}

/* A session that is used goes on, but not past its absolute end. */
static bool prolong(struct ctx *c, struct str digest, int64_t begun, int64_t until)
{
	int64_t now = when_now();
	int64_t later = now + IDLE < begun + MOST ? now + IDLE : begun + MOST;
	if (later - until < NOTED)
		return true;
	struct stmt *q = db_query(c, &SQL_SESSION_PROLONG);
	db_bind_int(q, later);
	db_bind_text(q, digest);
	return db_run(q, NULL);
}

bool account_of_token(struct ctx *c, struct str token, struct account *ret)
{
	struct account nobody = { 0 };
	int64_t account = 0, begun = 0, until = 0;
	if (!token_valid(token)) {
		*ret = nobody;
		return true;
	}
	struct str digest = token_digest(c->mem, token);
	struct stmt *q = db_query(c, &SQL_SESSION_GET);
	db_bind_text(q, digest);
	if (db_row(q)) {
		account = db_int(q, 0);
		begun = db_int(q, 1);
		until = db_int(q, 2);
	}
	if (!db_done(q))
		return false;
	if (!account || until <= when_now()) {
		*ret = nobody;
		return true;
	}
	struct account a;
	if (!account_get(c, account, &a) || !prolong(c, digest, begun, until))
		return false;
	*ret = a.closed ? nobody : a;
	return true;
}

bool account_leave(struct ctx *c, struct str token)
{
	if (!token_valid(token))
		return true;
	struct stmt *q = db_query(c, &SQL_SESSION_END);
	db_bind_text(q, token_digest(c->mem, token));
	return db_run(q, NULL);
}

bool account_leave_all(struct ctx *c, int64_t id)
{
	struct stmt *q = db_query(c, &SQL_SESSION_END_ALL);
	db_bind_int(q, id);
	return db_run(q, NULL);
}

/* -- forms ------------------------------------------------------------------------------------- */

struct str account_form_token(struct arena *mem, struct str token)
{
	static const unsigned char what[] = "a form of this session";
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	must(HMAC(EVP_sha256(), token.s, (int)token.n, what, sizeof what - 1, digest, &n) != NULL);
	return hex(mem, digest, n);
}

bool account_form_token_fits(struct str token, struct str given)
{
	struct arena *mem = arena_new(0);
	struct str wanted = account_form_token(mem, token);
	bool fits = token_valid(token) && given.n == wanted.n &&
		    CRYPTO_memcmp(given.s, wanted.s, wanted.n) == 0;
	arena_free(mem);
	return fits;
}

/* -- invitations ------------------------------------------------------------------------------- */

bool account_invite(struct ctx *c, int64_t id, struct str *ret_token)
{
	struct account a;
	struct str token = token_new(c->mem);
	if (!account_get(c, id, &a))
		return false;
	struct stmt *q = db_query(c, &SQL_INVITATION_ADD);
	db_bind_text(q, token_digest(c->mem, token));
	db_bind_int(q, id);
	db_bind_int(q, when_now() + INVITED);
	if (!db_run(q, NULL))
		return false;
	*ret_token = token;
	return true;
}

bool account_of_invitation(struct ctx *c, struct str token, struct account *ret)
{
	int64_t id = 0, until = 0;
	if (token_valid(token)) {
		struct stmt *q = db_query(c, &SQL_INVITATION_GET);
		db_bind_text(q, token_digest(c->mem, token));
		if (db_row(q)) {
			id = db_int(q, 0);
			until = db_int(q, 1);
		}
		if (!db_done(q))
			return false;
	}
	struct account a;
	if (!id || until <= when_now() || !account_get(c, id, &a) || a.closed)
		return fail(c, ERR_ABSENT, "this invitation is over, or was taken already");
	*ret = a;
	return true;
}
