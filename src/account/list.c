/* What a reader keeps: lists of titles in an order of the reader's, with notes; and searches. */
#include "account/account_int.h"

enum {
	NAME_MOST = 200,
	SEARCH_MOST = 2000,
	NOTE_MOST = 2000,
	LISTS_MOST = 200,
	TITLES_MOST = 2000
};

/* -- look -------------------------------------------------------------------------------------- */

static struct list list_of(struct stmt *q)
{
	return (struct list){
		.id = db_text(q, 0),
		.account = db_int(q, 1),
		.name = db_text(q, 2),
		.search = db_text(q, 3),
		.shared = db_int(q, 4) != 0,
		.n = db_int(q, 5),
		.changed = db_int(q, 6),
	};
}

bool lists_of(struct ctx *c, int64_t account, struct lists *ret)
{
	struct lists all = { arena_array_of(c->mem, LISTS_MOST, struct list), 0 };
	struct stmt *q = db_query(c, &SQL_LISTS_OF);
	db_bind_int(q, account);
	while (all.n < LISTS_MOST && db_row(q))
		all.at[all.n++] = list_of(q);
	if (!db_done(q))
		return false;
	*ret = all;
	return true;
}

bool list_get(struct ctx *c, struct str id, struct list *ret)
{
	if (!catalog_id_valid(id))
		return fail(c, ERR_ABSENT, "there is no such list");
	struct stmt *q = db_query(c, &SQL_LIST_GET);
	db_bind_text(q, id);
	if (!db_one(q))
		return c->err.kind == ERR_ABSENT ? fail(c, ERR_ABSENT, "there is no such list")
						 : false;
	struct list l = list_of(q);
	if (!db_done(q))
		return false;
	*ret = l;
	return true;
}

/* With the places, which only this file knows. */
static bool read_titles(struct ctx *c, struct str id, struct list_titles *ret, int64_t *ret_last)
{
	struct list_titles all = { arena_array_of(c->mem, TITLES_MOST, struct list_title), 0 };
	struct stmt *q = db_query(c, &SQL_LIST_TITLES);
	int64_t last = 0;
	db_bind_text(q, id);
	while (all.n < TITLES_MOST && db_row(q)) {
		all.at[all.n++] = (struct list_title){ db_text(q, 0), db_text(q, 1) };
		last = db_int(q, 2);
	}
	if (!db_done(q))
		return false;
	*ret = all;
	*ret_last = last;
	return true;
}

bool list_titles(struct ctx *c, struct str id, struct list_titles *ret)
{
	int64_t last;
	return read_titles(c, id, ret, &last);
}

/* -- change ------------------------------------------------------------------------------------ */

static bool check(struct ctx *c, const struct list *l)
{
	if (!str_trim(l->name).n || l->name.n > NAME_MOST || !text_is_utf8(l->name))
		return fail(c, ERR_INVALID, "a list's name is 1 to 200 bytes long");
	return l->search.n <= SEARCH_MOST ||
	       fail(c, ERR_LIMIT, "this search is too long to be kept");
}

static bool run_with_id(struct ctx *c, const struct sql *sql, struct str id)
{
	struct stmt *q = db_query(c, sql);
	db_bind_text(q, id);
	return db_run(q, NULL);
}

static bool done(struct ctx *c, bool ok)
{
	if (ok && db_commit(c))
		return true;
	db_rollback(c);
	return false;
}

static bool room_for_more(struct ctx *c, int64_t account)
{
	struct stmt *q = db_query(c, &SQL_LIST_COUNT);
	db_bind_int(q, account);
	if (!db_one(q))
		return false;
	int64_t n = db_int(q, 0);
	if (!db_done(q))
		return false;
	return n < LISTS_MOST || fail(c, ERR_LIMIT, "an account keeps at most 200 lists");
}

static bool add(struct ctx *c, const struct list *l)
{
	struct stmt *q = db_query(c, &SQL_LIST_ADD);
	db_bind_text(q, l->id);
	db_bind_int(q, l->account);
	db_bind_text(q, str_trim(l->name));
	db_bind_text(q, l->search.s ? l->search : STR(""));
	db_bind_int(q, l->shared);
	db_bind_int(q, l->n);
	db_bind_int(q, when_now());
	return db_run(q, NULL);
}

bool list_add(struct ctx *c, struct list *l)
{
	struct list made = *l;
	made.id = id_new(c->mem);
	if (!check(c, l) || !db_begin(c))
		return false;
	if (!done(c, room_for_more(c, l->account) && add(c, &made)))
		return false;
	*l = made;
	return true;
}

bool list_set(struct ctx *c, const struct list *l)
{
	int64_t n;
	if (!check(c, l))
		return false;
	struct stmt *q = db_query(c, &SQL_LIST_SET);
	db_bind_text(q, str_trim(l->name));
	db_bind_text(q, l->search.s ? l->search : STR(""));
	db_bind_int(q, l->shared);
	db_bind_int(q, l->n);
	db_bind_int(q, when_now());
	db_bind_text(q, l->id);
	if (!db_run(q, &n))
		return false;
	return n == 1 || fail(c, ERR_ABSENT, "there is no such list");
}

bool list_remove(struct ctx *c, struct str id)
{
	return db_begin(c) &&
	       done(c, run_with_id(c, &SQL_LIST_EMPTY, id) && run_with_id(c, &SQL_LIST_REMOVE, id));
}

static bool touch(struct ctx *c, struct str id)
{
	struct stmt *q = db_query(c, &SQL_LIST_TOUCH);
	db_bind_int(q, when_now());
	db_bind_text(q, id);
	return db_run(q, NULL);
}

static bool holds(const struct list_titles *all, struct str title, size_t *ret)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_same(all->at[i].title, title)) {
			*ret = i;
			return true;
		}
	return false;
}

static bool put(struct ctx *c, struct str id, struct str title, struct str note)
{
	struct list_titles all;
	int64_t last;
	size_t at;
	if (!read_titles(c, id, &all, &last))
		return false;
	if (all.n >= TITLES_MOST && !holds(&all, title, &at))
		return fail(c, ERR_LIMIT, "a list holds at most 2000 titles");
	struct stmt *q = db_query(c, &SQL_LIST_PUT);
	db_bind_text(q, id);
	db_bind_text(q, title);
	db_bind_int(q, last + 1);
	db_bind_text(q, note.s ? note : STR(""));
	return db_run(q, NULL) && touch(c, id);
}

bool list_put(struct ctx *c, struct str id, struct str title, struct str note)
{
	if (note.n > NOTE_MOST)
		return fail(c, ERR_LIMIT, "a note is at most 2000 bytes long");
	return db_begin(c) && done(c, put(c, id, title, note));
}

static bool take(struct ctx *c, struct str id, struct str title)
{
	struct stmt *q = db_query(c, &SQL_LIST_TAKE);
	db_bind_text(q, id);
	db_bind_text(q, title);
	return db_run(q, NULL) && touch(c, id);
}

bool list_take(struct ctx *c, struct str id, struct str title)
{
	return db_begin(c) && done(c, take(c, id, title));
}

/* All places are written anew: a list is short, and its places need not be close. */
static bool move(struct ctx *c, struct str id, struct str title, int by)
{
	struct list_titles all;
	int64_t last;
	size_t at;
	if (!read_titles(c, id, &all, &last))
		return false;
	if (!holds(&all, title, &at))
		return fail(c, ERR_ABSENT, "this title is not in the list");
	if ((by < 0 && at == 0) || (by > 0 && at + 1 == all.n))
		return true;
	size_t other = by < 0 ? at - 1 : at + 1;
	struct list_title kept = all.at[at];
	all.at[at] = all.at[other];
	all.at[other] = kept;
	for (size_t i = 0; i < all.n; i++) {
		struct stmt *q = db_query(c, &SQL_LIST_PLACE);
		db_bind_int(q, (int64_t)i + 1);
		db_bind_text(q, id);
		db_bind_text(q, all.at[i].title);
		if (!db_run(q, NULL))
			return false;
	}
	return touch(c, id);
}

bool list_move(struct ctx *c, struct str id, struct str title, int by)
{
	return db_begin(c) && done(c, move(c, id, title, by));
}
