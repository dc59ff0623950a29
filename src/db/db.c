/* The connection: opening, closing, transactions; which engine does the work. */
#include "db/db_int.h"

#include <unistd.h>

static struct db *db_of(struct ctx *c)
{
	must(c->db != NULL);
	must(c->db->owner == getpid()); /* a handle must not cross a fork */
	return c->db;
}

static const struct engine *engine_of(const char *url, const char **ret_where)
{
	struct str s = str_of(url);
	if (str_starts(s, "sqlite:")) {
		*ret_where = url + strlen("sqlite:");
		return &db_sqlite;
	}
	if (str_starts(s, "postgresql://") || str_starts(s, "postgres://")) {
		*ret_where = url;
		return &db_postgresql;
	}
	return NULL;
}

bool db_open(struct ctx *c, const char *url)
{
	/* A handle that came through a fork is the parent's: forgotten here, never closed. */
	must(!c->db || c->db->owner != getpid());
	const char *where;
	const struct engine *engine = engine_of(url, &where);
	if (!engine)
		return fail(c, ERR_INVALID,
			    "the address of a database begins with sqlite: or postgresql://");
	struct arena *mem = arena_new(0);
	struct db *db = arena_new_of(mem, struct db);
	*db = (struct db){ .engine = engine, .mem = mem, .owner = getpid(), .generation = 1 };
	if (!engine->open(c, db, where)) {
		engine->close(db);
		arena_free(mem);
		return false;
	}
	c->db = db;
	return true;
}

/* Cuts the statements that are still open loose: their arenas may end later. */
static void leave_leases(struct db *db)
{
	for (struct lease *l = db->leases; l; l = l->next) {
		while (l->open)
			stmt_end(l->open);
		l->db = NULL;
	}
	db->leases = NULL;
}

void db_close(struct ctx *c)
{
	struct db *db = c->db;
	c->db = NULL;
	if (!db || db->owner != getpid())
		return;
	leave_leases(db);
	db_stop_reading(db);
	for (size_t i = 0; i < DB_SHELVES; i++)
		for (struct prepared *p = db->shelf[i]; p; p = p->next)
			db->engine->forget(p);
	db->engine->close(db);
	arena_free(db->mem);
}

enum db_engine db_engine(struct ctx *c)
{
	return db_of(c)->engine->id;
}

bool db_begin(struct ctx *c)
{
	struct db *db = db_of(c);
	must(!db->in_transaction);
	db_read_end(c);
	if (!db->engine->ready(c, db) || !db->engine->script(c, db, db->engine->begin))
		return false;
	db->in_transaction = true;
	db->spoiled = false;
	return true;
}

bool db_commit(struct ctx *c)
{
	struct db *db = db_of(c);
	must(db->in_transaction);
	/* PostgreSQL answers COMMIT of a failed transaction with a quiet undoing; SQLite would keep
	 * what went before the failure. Both refuse here instead. */
	if (db->spoiled) {
		db_rollback(c);
		return fail(c, ERR_INTERNAL,
			    "a transaction cannot be kept after one of its statements failed");
	}
	if (!db->engine->script(c, db, "COMMIT")) {
		db_rollback(c);
		return false;
	}
	db->in_transaction = false;
	return true;
}

void db_rollback(struct ctx *c)
{
	struct db *db = c->db;
	if (!db || db->owner != getpid() || !db->in_transaction)
		return;
	struct err kept = c->err;
	db->in_transaction = false;
	db->spoiled = false;
	if (!db->lost && !db->engine->script(c, db, "ROLLBACK"))
		err_clear(c); /* the engine undid it already, or the connection is gone: the same */
	c->err = kept;
}

void db_bulk(struct ctx *c, bool on)
{
	struct db *db = c->db;
	must(db && db->owner == getpid());
	const char *script = on ? db->engine->bulk : db->engine->no_bulk;
	struct err kept = c->err;
	if (script && !db->lost && !db->in_transaction && !db->engine->script(c, db, script))
		err_clear(c);
	c->err = kept;
}

bool db_in_transaction(struct ctx *c)
{
	return c->db && db_of(c)->in_transaction;
}

/* Reading */

/* 0 where it cannot be told. */
static uint64_t version_now(struct db *db)
{
	struct db_mark now;
	if (!db->engine->mark || !db->engine->mark(db, &now))
		return 0;
	if (!db->version || memcmp(&now, &db->mark, sizeof now) != 0) {
		db->mark = now;
		db->version++;
	}
	return db->version;
}

void db_read_begin(struct ctx *c)
{
	must(c->db != NULL);
	c->db->wants_reading = !c->db->in_transaction;
}

void db_start_reading(struct db *db)
{
	db->wants_reading = false;
	if (db->in_transaction || db->reading || !db->engine->read)
		return;
	db->version_read = version_now(db);
	db->reading = db->engine->read(db, true);
}

void db_stop_reading(struct db *db)
{
	db->wants_reading = false;
	if (db->reading)
		db->engine->read(db, false);
	db->reading = false;
}

void db_read_end(struct ctx *c)
{
	if (c->db)
		db_stop_reading(c->db);
}

/* What a reading sees is as new as its beginning or newer: kept under the version of then, it is at
 * worst dropped too early. What a transaction of our own sees, nobody else does yet. */
bool db_version(struct ctx *c, uint64_t *ret)
{
	struct db *db = c->db;
	must(db != NULL);
	uint64_t v = db->in_transaction ? 0 : db->reading ? db->version_read : version_now(db);
	if (v)
		*ret = v;
	return v != 0;
}
