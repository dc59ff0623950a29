/*
 * db - one statement API over SQLite and PostgreSQL.
 *
 * SQL stands beside its room in room.sql, as named blocks; tools/sqlc turns each into a
 * `const struct sql`. Values are always bound, never printed in. Errors of a statement are sticky:
 * after the first failure every call on it does nothing, and db_done says so once.
 * One connection a process; a handle must not cross a fork.
 */
#ifndef KERUEN_DB_H
#define KERUEN_DB_H

#include "base/base.h"

/* Types */
enum db_engine { DB_SQLITE, DB_POSTGRESQL };
struct sql {
	const char *name;   /* room_statement */
	const char *sqlite; /* with ? for values */
	const char *pg;     /* with $1, $2 … */
};
struct stmt; /* lives in c->mem; db_done or the end of c->mem gives it back */

/* Every statement of the program, for the test that prepares them all. Ends with NULL. */
extern const struct sql *const sql_all[];

/* Open and close. url: "sqlite:PATH" or a libpq URL "postgresql://…". Sets c->db.
 * INTERNAL (cannot open), INVALID (no such engine) */
bool db_open(struct ctx *c, const char *url) MUST_USE;
void db_close(struct ctx *c);
enum db_engine db_engine(struct ctx *c);
/* Brings schema/NNNN-*.sql that are missing, each in its own transaction, logged in schema_log.
 * Safe when many start at once. CONFLICT where the database is newer than the program. */
bool db_migrate(struct ctx *c) MUST_USE;

/* Query. Values bind in order of their ?; columns count from 0.
 *
 *	struct stmt *q = db_query(c, &SQL_TITLE_GET);
 *	db_bind_int(q, id);
 *	while (db_row(q))
 *		name = db_text(q, 0);
 *	return db_done(q);
 */
struct stmt *db_query(struct ctx *c, const struct sql *sql);
void db_bind_int(struct stmt *q, int64_t v);
void db_bind_text(struct stmt *q, struct str v); /* s == NULL binds NULL */
void db_bind_blob(struct stmt *q, struct str v);
void db_bind_null(struct stmt *q);
bool db_row(struct stmt *q);
int64_t db_int(struct stmt *q, int column);     /* 0 where NULL */
struct str db_text(struct stmt *q, int column); /* copied to c->mem; s == NULL where NULL */
struct str db_blob(struct stmt *q, int column); /* likewise */
/* Ends the statement. CONFLICT (a unique or foreign key), BUSY, INTERNAL */
bool db_done(struct stmt *q) MUST_USE;
/* For statements without rows: run and end. *ret_changed (may be NULL): rows changed. */
bool db_run(struct stmt *q, int64_t *ret_changed) MUST_USE;
/* For statements of at most one row: true with the row at hand (then db_done), or false with
 * ABSENT or the error set and the statement ended. */
bool db_one(struct stmt *q) MUST_USE;

/* Transactions. They do not nest. SQLite begins IMMEDIATE, so a writer waits its turn here. */
bool db_begin(struct ctx *c) MUST_USE;
bool db_commit(struct ctx *c) MUST_USE;
/* Undoes; keeps c->err as it was. Fine where there is none. */
void db_rollback(struct ctx *c);
bool db_in_transaction(struct ctx *c);

/* A bulk change is under way, or over: more of the database is held in memory, and the log is brought
 * home less often. What is committed is as safe as ever. Never fails: at worst nothing is quicker. */
void db_bulk(struct ctx *c, bool on);

/* Reading. What is asked between begin and end sees the database of one moment, and on SQLite takes
 * its locks once instead of once a statement; on PostgreSQL they do nothing. Short: never over a
 * wait. They cannot fail: at worst each statement reads for itself. A change, and db_begin, end it.
 */
void db_read_begin(struct ctx *c);
void db_read_end(struct ctx *c); /* fine where there is none */
/* A number that stays the same only as long as nobody, in whatever process, has changed anything in
 * the database, for keeping what was read: asked before the reading, and again before it is used.
 * Within a reading it is that of its beginning. Costs no call of the system. False: it cannot be
 * told (PostgreSQL; within a transaction), so nothing may be kept. */
bool db_version(struct ctx *c, uint64_t *ret) MUST_USE;

#endif
