/* Accounts: who there is, what each may, and changing that. */
#include "account/account_int.h"

#include <inttypes.h>

enum { LOGIN_LEAST = 3, LOGIN_MOST = 64, NAME_MOST = 200, PARTNER_MOST = 1000000000 };

/* -- roles ------------------------------------------------------------------------------------- */

static const char *const role_names[] = { "nobody", "reader", "cataloguer", "administrator" };

const char *account_role_name(enum account_role r)
{
	return role_names[r];
}

const char *account_role_title(enum account_role r)
{
	static const char *const titles[] = { N_("nobody"), N_("reader"), N_("cataloguer"),
					      N_("administrator") };
	return titles[r];
}

bool account_role_of(struct str name, enum account_role *ret)
{
	for (int i = ROLE_READER; i <= ROLE_ADMINISTRATOR; i++)
		if (str_is(name, role_names[i])) {
			*ret = (enum account_role)i;
			return true;
		}
	return false;
}

bool account_may(const struct account *a, enum account_role least, int64_t partner)
{
	return a->id && !a->closed && a->role >= least && (!a->partner || a->partner == partner);
}

/* -- check ------------------------------------------------------------------------------------- */

struct str login_of(struct arena *mem, struct str given)
{
	return str_lower_ascii(mem, str_trim(given));
}

static bool login_valid(struct str s)
{
	if (s.n < LOGIN_LEAST || s.n > LOGIN_MOST)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char ch = s.s[i];
		bool plain = (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9');
		if (!plain && (!ch || !strchr(".-_@", ch)))
			return false;
	}
	return true;
}

static bool check(struct ctx *c, const struct account *a)
{
	if (!login_valid(a->login))
		return fail(c, ERR_INVALID,
			    "a login is 3 to 64 characters of a-z, 0-9 and . - _ @");
	if (!str_trim(a->name).n || a->name.n > NAME_MOST || !text_is_utf8(a->name))
		return fail(c, ERR_INVALID, "a person's name is 1 to 200 bytes long");
	if (a->role < ROLE_READER || a->role > ROLE_ADMINISTRATOR)
		return fail(c, ERR_INVALID, "a role is reader, cataloguer or administrator");
	if (a->lang.n && !text_language_of(a->lang))
		return fail(c, ERR_INVALID, "the pages are not in this language: {0}",
			    str_z(c->mem, a->lang));
	struct partner p;
	return !a->partner || partner_get(c, a->partner, &p);
}

/* -- look up ----------------------------------------------------------------------------------- */

static struct account account_of(struct stmt *q)
{
	return (struct account){
		.id = db_int(q, 0),
		.login = db_text(q, 1),
		.name = db_text(q, 2),
		.partner = db_int(q, 3),
		.role = (enum account_role)db_int(q, 4),
		.lang = db_text(q, 5),
		.closed = db_int(q, 6) != 0,
		.created = db_int(q, 7),
		.seen = db_int(q, 8),
		.invited = db_int(q, 9) != 0,
	};
}

static bool one(struct ctx *c, struct stmt *q, const char *asked, struct account *ret)
{
	if (!db_one(q)) {
		if (c->err.kind == ERR_ABSENT)
			fail(c, ERR_ABSENT, "there is no account {0}", asked);
		return false;
	}
	struct account a = account_of(q);
	if (!db_done(q))
		return false;
	*ret = a;
	return true;
}

bool account_get(struct ctx *c, int64_t id, struct account *ret)
{
	struct stmt *q = db_query(c, &SQL_ACCOUNT_GET);
	db_bind_int(q, id);
	return one(c, q, str_print(c->mem, "%" PRId64, id).s, ret);
}

bool account_by_login(struct ctx *c, struct str login, struct account *ret)
{
	login = login_of(c->mem, login);
	/* What cannot be a login is not asked: it may hold anything. */
	if (!login_valid(login))
		return fail(c, ERR_ABSENT, "there is no account {0}", str_z(c->mem, login));
	struct stmt *q = db_query(c, &SQL_ACCOUNT_BY_LOGIN);
	db_bind_text(q, login);
	return one(c, q, str_z(c->mem, login), ret);
}

bool accounts(struct ctx *c, int64_t partner, struct account_list *ret)
{
	struct account_list list = { NULL, 0 };
	size_t cap = 0;
	struct stmt *q = db_query(c, partner < 0 ? &SQL_ACCOUNTS : &SQL_ACCOUNTS_OF);
	if (partner >= 0)
		db_bind_int(q, partner);
	while (db_row(q)) {
		if (list.n == cap) {
			size_t more = cap ? cap * 2 : 16;
			list.at = arena_grow(c->mem, list.at, cap * sizeof *list.at,
					     more * sizeof *list.at);
			cap = more;
		}
		list.at[list.n++] = account_of(q);
	}
	if (!db_done(q))
		return false;
	*ret = list;
	return true;
}

bool account_hash(struct ctx *c, struct str login, int64_t *ret_id, struct str *ret_hash)
{
	if (!login_valid(login))
		return fail(c, ERR_ABSENT, "there is no account {0}", str_z(c->mem, login));
	struct stmt *q = db_query(c, &SQL_ACCOUNT_HASH);
	db_bind_text(q, login);
	if (!db_one(q))
		return false;
	int64_t id = db_int(q, 0);
	struct str hash = db_text(q, 1);
	if (!db_done(q))
		return false;
	*ret_id = id;
	*ret_hash = hash;
	return true;
}

/* -- change ------------------------------------------------------------------------------------ */

static struct str there(struct str s)
{
	return s.s ? s : STR("");
}

static bool add(struct ctx *c, struct account *a, struct str hash)
{
	struct stmt *q = db_query(c, &SQL_ACCOUNT_ADD);
	db_bind_text(q, a->login);
	db_bind_text(q, str_trim(a->name));
	db_bind_int(q, a->partner);
	db_bind_int(q, a->role);
	db_bind_text(q, there(a->lang));
	db_bind_text(q, there(hash));
	db_bind_int(q, when_now());
	if (!db_one(q)) {
		if (c->err.kind == ERR_ABSENT)
			fail(c, ERR_CONFLICT, "there is an account {0} already",
			     str_z(c->mem, a->login));
		return false;
	}
	int64_t id = db_int(q, 0);
	if (!db_done(q))
		return false;
	a->id = id;
	return true;
}

bool account_add(struct ctx *c, struct account *a, struct str password)
{
	struct str question, hash = STR_NONE;
	a->login = login_of(c->mem, a->login);
	if (!check(c, a))
		return false;
	if (password.s) {
		if (!account_password_ask(c, a->login, password, &question))
			return false;
		hash = account_answer(c->mem, question);
	}
	return add(c, a, hash);
}

bool account_set(struct ctx *c, const struct account *a)
{
	int64_t n;
	if (!check(c, a))
		return false;
	struct stmt *q = db_query(c, &SQL_ACCOUNT_SET);
	db_bind_text(q, str_trim(a->name));
	db_bind_int(q, a->partner);
	db_bind_int(q, a->role);
	db_bind_text(q, there(a->lang));
	db_bind_int(q, a->closed);
	db_bind_int(q, a->id);
	if (!db_run(q, &n))
		return false;
	if (n != 1)
		return fail(c, ERR_ABSENT, "there is no account {0}", str_z(c->mem, a->login));
	return !a->closed || account_leave_all(c, a->id);
}

bool account_set_hash(struct ctx *c, int64_t id, struct str hash)
{
	int64_t n;
	struct stmt *q = db_query(c, &SQL_ACCOUNT_SET_HASH);
	db_bind_text(q, hash);
	db_bind_int(q, id);
	if (!db_run(q, &n))
		return false;
	return n == 1 ||
	       fail(c, ERR_ABSENT, "there is no account {0}", str_print(c->mem, "%" PRId64, id).s);
}

bool account_seen(struct ctx *c, int64_t id)
{
	struct stmt *q = db_query(c, &SQL_ACCOUNT_SEEN);
	db_bind_int(q, when_now());
	db_bind_int(q, id);
	return db_run(q, NULL);
}
