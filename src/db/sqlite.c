/*
 * SQLite: the engine inside the program. One writer at a time, readers beside it (WAL); every
 * commit is on the disc before it is answered (synchronous=FULL).
 */
#include "db/db_int.h"

#include <poll.h>
#include <sqlite3.h>

static enum err_kind kind_of(int code)
{
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return ERR_BUSY;
	case SQLITE_FULL: return ERR_LIMIT;
	case SQLITE_CONSTRAINT: break;
	default: return ERR_INTERNAL;
	}
	switch (code) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
	case SQLITE_CONSTRAINT_FOREIGNKEY: return ERR_CONFLICT;
	default: return ERR_INTERNAL;
	}
}

static bool connection_failed(struct ctx *c, struct db *db)
{
	int code = sqlite3_extended_errcode(db->handle);
	enum err_kind kind = kind_of(code);
	if (kind == ERR_BUSY)
		return fail(c, kind, "the database is busy with another change, try again later");
	if (kind == ERR_LIMIT)
		return fail(c, kind, "the disc of the database is full");
	return fail(c, kind, "the database could not do its work: {0}", sqlite3_errmsg(db->handle));
}

static bool statement_failed(struct stmt *q)
{
	sqlite3 *handle = q->db->handle;
	enum err_kind kind = kind_of(sqlite3_extended_errcode(handle));
	if (kind == ERR_CONFLICT)
		return stmt_fail(q, kind, N_("{0} clashes with what is in the database: {1}"),
				 q->sql->name, sqlite3_errmsg(handle));
	if (kind != ERR_INTERNAL)
		return stmt_failed(q, connection_failed(q->c, q->db));
	return stmt_fail(q, kind, N_("the database refused statement {0}: {1}"), q->sql->name,
			 sqlite3_errmsg(handle));
}

static bool sqlite_script(struct ctx *c, struct db *db, const char *sql)
{
	return sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK ||
	       connection_failed(c, db);
}

/* Turning WAL on needs the file alone for a moment, and SQLite does not wait for that by itself:
 * tried again while another process has just made the same file. */
static bool write_ahead(struct ctx *c, struct db *db)
{
	for (int waited = 0;; waited += 10) {
		err_clear(c);
		if (sqlite_script(c, db, "PRAGMA journal_mode = WAL"))
			return true;
		if (c->err.kind != ERR_BUSY || waited >= DB_WAIT_MS)
			return false;
		poll(NULL, 0, 10);
	}
}

/* Where the disc does not allow WAL (some network discs), SQLite goes on without it. */
static bool has_wal(sqlite3 *handle)
{
	sqlite3_stmt *q = NULL;
	bool wal = sqlite3_prepare_v2(handle, "PRAGMA journal_mode", -1, &q, NULL) == SQLITE_OK &&
		   sqlite3_step(q) == SQLITE_ROW &&
		   str_is(str_of((const char *)sqlite3_column_text(q, 0)), "wal");
	sqlite3_finalize(q);
	return wal;
}

static bool sqlite_open(struct ctx *c, struct db *db, const char *where)
{
	sqlite3 *handle = NULL;
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
	int code = sqlite3_open_v2(where, &handle, flags, NULL);
	db->handle = handle;
	if (code != SQLITE_OK)
		return fail(c, ERR_INTERNAL, "cannot open the database {0}: {1}", where,
			    handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
	sqlite3_extended_result_codes(handle, 1);
	sqlite3_busy_timeout(handle, DB_WAIT_MS);
	if (!write_ahead(c, db) || !sqlite_script(c, db,
						  "PRAGMA synchronous = FULL;"
						  "PRAGMA foreign_keys = ON;"
						  "PRAGMA trusted_schema = OFF;"))
		return false;
	db->wal = has_wal(handle);
	return true;
}

static void sqlite_close(struct db *db)
{
	sqlite3_finalize(db->read_begin);
	sqlite3_finalize(db->read_end);
	sqlite3_close_v2(db->handle);
}

static bool sqlite_ready(struct ctx *c, struct db *db)
{
	return true;
}

static bool prepare_handle(struct stmt *q, void **ret)
{
	sqlite3_stmt *handle = NULL;
	if (sqlite3_prepare_v3(q->db->handle, q->sql->sqlite, -1, SQLITE_PREPARE_PERSISTENT,
			       &handle, NULL) != SQLITE_OK)
		return statement_failed(q);
	*ret = handle;
	return true;
}

static bool sqlite_prepare(struct stmt *q)
{
	struct prepared *p = q->prepared;
	if (p->busy) { /* a walk that asks the same again inside itself */
		q->own_handle = true;
		return prepare_handle(q, &q->handle);
	}
	if (!p->handle && !prepare_handle(q, &p->handle))
		return false;
	p->busy = true;
	q->handle = p->handle;
	return true;
}

static int bind(sqlite3_stmt *handle, int at, const struct value *v)
{
	switch (v->kind) {
	case VALUE_INT: return sqlite3_bind_int64(handle, at, v->number);
	case VALUE_TEXT:
		return sqlite3_bind_text64(handle, at, v->bytes.s, v->bytes.n, SQLITE_STATIC,
					   SQLITE_UTF8);
	case VALUE_BLOB:
		return sqlite3_bind_blob64(handle, at, v->bytes.s, v->bytes.n, SQLITE_STATIC);
	case VALUE_NULL: break;
	}
	return sqlite3_bind_null(handle, at);
}

static bool sqlite_next(struct stmt *q)
{
	switch (sqlite3_step(q->handle)) {
	case SQLITE_ROW: return true;
	case SQLITE_DONE: q->changed = sqlite3_changes64(q->db->handle); return false;
	default: return statement_failed(q);
	}
}

static bool sqlite_start(struct stmt *q)
{
	must((int)q->n_values == sqlite3_bind_parameter_count(q->handle));
	if (q->db->reading && !sqlite3_stmt_readonly(q->handle))
		db_stop_reading(q->db); /* a reader who turns writer may find others before him */
	for (size_t i = 0; i < q->n_values; i++)
		if (bind(q->handle, (int)i + 1, &q->values[i]) != SQLITE_OK)
			return statement_failed(q);
	return sqlite_next(q);
}

static void sqlite_end(struct stmt *q)
{
	if (!q->handle)
		return;
	/* A change with RETURNING is only finished at its end, and may still fail there. */
	if (q->begun && !q->failed && !q->no_more && !sqlite3_stmt_readonly(q->handle))
		while (sqlite_next(q))
			;
	int code = sqlite3_reset(q->handle);
	if (code != SQLITE_OK && !q->failed)
		statement_failed(q);
	sqlite3_clear_bindings(q->handle);
	if (q->own_handle)
		sqlite3_finalize(q->handle);
	else
		q->prepared->busy = false;
	q->handle = NULL;
}

static bool sqlite_column(struct stmt *q, int column, struct value *ret)
{
	must(column < sqlite3_column_count(q->handle));
	int type = sqlite3_column_type(q->handle, column);
	if (type == SQLITE_NULL)
		return false;
	if (ret->kind == VALUE_INT) {
		if (type != SQLITE_INTEGER)
			return stmt_fail(q, ERR_INTERNAL,
					 N_("statement {0} gave something else than a number"),
					 q->sql->name);
		ret->number = sqlite3_column_int64(q->handle, column);
		return true;
	}
	const void *s = ret->kind == VALUE_TEXT
				? (const void *)sqlite3_column_text(q->handle, column)
				: sqlite3_column_blob(q->handle, column);
	/* An empty blob has no address of its own, but is not NULL. */
	ret->bytes.s = s ? s : "";
	ret->bytes.n = (size_t)sqlite3_column_bytes(q->handle, column);
	return true;
}

static void sqlite_forget(struct prepared *p)
{
	sqlite3_finalize(p->handle);
	p->handle = NULL;
}

/* Kept prepared: sqlite3_exec would parse it each time. */
static bool run_kept(struct db *db, void **kept, const char *sql)
{
	sqlite3_stmt *q = *kept;
	if (!q && sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &q, NULL) !=
			  SQLITE_OK)
		return false;
	*kept = q;
	bool done = sqlite3_step(q) == SQLITE_DONE;
	return sqlite3_reset(q) == SQLITE_OK && done;
}

/* BEGIN is deferred: nothing is locked before the first statement reads. After some errors SQLite
 * has ended the transaction by itself. */
static bool sqlite_read(struct db *db, bool begin)
{
	if (begin)
		return run_kept(db, &db->read_begin, "BEGIN");
	return sqlite3_get_autocommit(db->handle) || run_kept(db, &db->read_end, "COMMIT") ||
	       sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL) == SQLITE_OK;
}

/*
 * The head of the WAL-index (sqlite.org/walformat.html, 2.1), in memory shared by all processes: 48
 * bytes, twice. Every commit writes it, as the step that makes the change visible, and a reader of
 * SQLite's takes what it has in memory as still true exactly as long as these bytes are the same
 * (wal.c, walIndexTryHdr). The second copy is written first: where the two differ, a commit is
 * under way. Asked of SQLite anew each time, since it may let the memory go when all have closed.
 */
static bool sqlite_mark(struct db *db, struct db_mark *ret)
{
	enum { REGION = 32768, IS_INIT = 12 };
	sqlite3_file *file = NULL;
	void volatile *shared = NULL;
	if (!db->wal ||
	    sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) !=
		    SQLITE_OK ||
	    !file->pMethods || file->pMethods->iVersion < 2 ||
	    file->pMethods->xShmMap(file, 0, REGION, 0, &shared) != SQLITE_OK || !shared)
		return false;
	unsigned char first[DB_MARK], second[DB_MARK];
	memcpy(first, (const void *)(uintptr_t)shared, DB_MARK);
	__sync_synchronize();
	memcpy(second, (const char *)(uintptr_t)shared + DB_MARK, DB_MARK);
	if (!first[IS_INIT] || memcmp(first, second, DB_MARK) != 0)
		return false;
	memcpy(ret->bytes, first, DB_MARK);
	return true;
}

const struct engine db_sqlite = {
	.id = DB_SQLITE,
	.open = sqlite_open,
	.close = sqlite_close,
	.ready = sqlite_ready,
	.script = sqlite_script,
	.prepare = sqlite_prepare,
	.start = sqlite_start,
	.next = sqlite_next,
	.end = sqlite_end,
	.column = sqlite_column,
	.forget = sqlite_forget,
	.read = sqlite_read,
	.mark = sqlite_mark,
	/* A writer waits for its turn here, not in the middle of its work. */
	.begin = "BEGIN IMMEDIATE",
	/* 160 MB of pages in memory instead of 2, the log brought home every 128 MB instead of 4 */
	.bulk = "PRAGMA cache_size = -160000; PRAGMA wal_autocheckpoint = 32000;",
	.no_bulk = "PRAGMA cache_size = -2000; PRAGMA wal_autocheckpoint = 1000;"
		   "PRAGMA wal_checkpoint(PASSIVE); PRAGMA shrink_memory;",
};
