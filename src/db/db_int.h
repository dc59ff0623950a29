/*
 * db_int - what the files of db share: the connection, the statement, the two engines.
 */
#ifndef KERUEN_DB_INT_H
#define KERUEN_DB_INT_H

#include "db/db.h"

/* How long a writer waits for another before it gives up with BUSY. */
enum { DB_WAIT_MS = 30000 };

enum value_kind { VALUE_NULL, VALUE_INT, VALUE_TEXT, VALUE_BLOB };
struct value { /* one bound value; its bytes are in the statement's arena, NUL-terminated */
	enum value_kind kind;
	int64_t number;
	struct str bytes;
};

/* A statement as the engine knows it, prepared once a connection. */
struct prepared {
	const struct sql *sql;
	unsigned number;     /* names it at the server */
	unsigned generation; /* of the connection it was prepared on; 0: not yet */
	void *handle;        /* sqlite3_stmt */
	bool busy;           /* its handle is between the first row and the end */
	struct prepared *next;
};

struct stmt {
	struct ctx *c;
	struct db *db; /* NULL once the connection was closed under it */
	const struct sql *sql;
	struct arena *mem; /* where it lives */
	struct value *values;
	size_t n_values, values_cap;
	struct prepared *prepared;
	void *handle;      /* sqlite3_stmt or PGresult of this run */
	bool own_handle;   /* SQLite: prepared for this run alone, the shared one being busy */
	bool begun, ended; /* its first step was made; it was given back */
	bool has_row, no_more;
	bool failed; /* then err says why */
	struct err err;
	int64_t changed;
	int row, rows; /* PostgreSQL: the row at hand, of how many */
	struct stmt *next, **link;
};

/* The open statements of one arena. Lives in that arena and closes them when it ends. */
struct lease {
	struct db *db; /* NULL once the connection was closed */
	struct arena *mem;
	struct stmt *open;
	struct lease *next, **link;
};

enum { DB_MARK = 48 };
struct db_mark {
	unsigned char bytes[DB_MARK];
};

/* What an engine can do. A false return of these has set the error of its statement or context. */
struct engine {
	enum db_engine id;
	bool (*open)(struct ctx *c, struct db *db, const char *where);
	void (*close)(struct db *db);
	bool (*ready)(struct ctx *c, struct db *db); /* makes a lost connection again */
	bool (*script)(struct ctx *c, struct db *db, const char *sql); /* many, without values */
	bool (*prepare)(struct stmt *q);
	bool (*start)(struct stmt *q); /* binds and runs up to the first row */
	bool (*next)(struct stmt *q);  /* on to the next row */
	void (*end)(struct stmt *q);   /* gives the handle back; may fail the statement */
	bool (*column)(struct stmt *q, int column, struct value *ret); /* borrowed; kind as asked */
	void (*forget)(struct prepared *p);
	bool (*read)(struct db *db, bool begin); /* NULL: statements read for themselves */
	/* Sets ret to what changes with every change by anybody; NULL or false: not to be told. */
	bool (*mark)(struct db *db, struct db_mark *ret);
	const char *begin;
	const char *bulk, *no_bulk; /* scripts; NULL: nothing helps */
};
extern const struct engine db_sqlite, db_postgresql;

enum { DB_SHELVES = 64 }; /* of the table of prepared statements; a power of two */

struct db {
	const struct engine *engine;
	struct arena *mem; /* lives as long as the connection */
	pid_t owner;
	void *handle;        /* sqlite3 or PGconn */
	unsigned generation; /* of the connection, from 1 */
	bool lost;           /* PostgreSQL: the connection broke */
	bool in_transaction;
	bool wants_reading;          /* db_read_begin was said, and nothing asked since */
	bool reading;                /* between db_read_begin and db_read_end */
	void *read_begin, *read_end; /* SQLite: their statements */
	bool wal;                    /* SQLite: changes go through the write-ahead log */
	struct db_mark mark;         /* as last seen … */
	uint64_t version;            /* … and the number it got, from 1 */
	uint64_t version_read;       /* when the reading began; 0: could not be told */
	bool spoiled; /* a statement of the transaction failed: it can only be undone */
	unsigned n_prepared;
	struct prepared *shelf[DB_SHELVES];
	struct lease *leases;
};

/* Fails a statement: the first failure stays. Spoils the transaction it ran in. */
#define stmt_fail(q, kind, ...) stmt_failed((q), fail((q)->c, (kind), __VA_ARGS__))
bool stmt_failed(struct stmt *q, bool always_false);
/* A reading begins with its first statement, and ends if there is one. */
void db_start_reading(struct db *db);
void db_stop_reading(struct db *db);
/* Gives the handle back; once. */
void stmt_end(struct stmt *q);

/* The migrations, made by tools/sqlc from schema/. */
struct schema_step {
	int number;
	const char *name, *sqlite, *pg;
};
extern const struct schema_step schema_steps[];
extern const size_t schema_steps_n;

#endif
