/*
 * PostgreSQL: the engine beside the program. Values go as text or, for blobs, as bytes; rows come
 * as text. A result is held whole, so walks over tables go in keyset pages. A connection that
 * breaks is made again at the next use outside a transaction.
 */
#include "db/db_int.h"

#include <errno.h>
#include <inttypes.h>
#include <libpq-fe.h>

/* The classes of SQLSTATE (PostgreSQL 15, appendix A) that callers act upon. */
static enum err_kind kind_of(struct str state)
{
	static const struct {
		const char *starts;
		enum err_kind kind;
	} kinds[] = {
		{ "23505", ERR_CONFLICT }, /* unique_violation */
		{ "23503", ERR_CONFLICT }, /* foreign_key_violation */
		{ "40", ERR_BUSY },        /* serialization_failure, deadlock_detected */
		{ "55P03", ERR_BUSY },     /* lock_not_available */
		{ "57P", ERR_BUSY },       /* admin_shutdown and the like */
		{ "08", ERR_BUSY },        /* connection exceptions */
		{ "53100", ERR_LIMIT },    /* disk_full */
		{ "53300", ERR_BUSY },     /* too_many_connections */
	};
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (str_starts(state, kinds[i].starts))
			return kinds[i].kind;
	return ERR_INTERNAL;
}

static const char *said(struct ctx *c, const char *message)
{
	return str_z(c->mem, str_trim(str_of(message)));
}

static bool connection_lost(struct db *db)
{
	if (PQstatus(db->handle) != CONNECTION_BAD)
		return false;
	db->lost = true;
	return true;
}

/* Sets the error from what the server answered; res may be NULL. name: the statement's, or NULL. */
static bool answer_failed(struct ctx *c, struct db *db, const PGresult *res, const char *name)
{
	if (connection_lost(db))
		return fail(c, ERR_BUSY, "the connection to the database was lost, try again");
	const char *state = res ? PQresultErrorField(res, PG_DIAG_SQLSTATE) : NULL;
	const char *primary = res ? PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	const char *why = said(c, primary ? primary : PQerrorMessage(db->handle));
	enum err_kind kind = kind_of(str_of(state ? state : ""));
	if (kind == ERR_BUSY)
		return fail(c, kind, "the database is busy with another change, try again later");
	if (kind == ERR_LIMIT)
		return fail(c, kind, "the disc of the database is full");
	if (kind == ERR_CONFLICT && name)
		return fail(c, kind, "{0} clashes with what is in the database: {1}", name, why);
	if (name)
		return fail(c, kind, "the database refused statement {0}: {1}", name, why);
	return fail(c, kind, "the database could not do its work: {0}", why);
}

static bool succeeded(const PGresult *res)
{
	ExecStatusType status = PQresultStatus(res);
	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ||
	       status == PGRES_EMPTY_QUERY;
}

static bool pg_script(struct ctx *c, struct db *db, const char *sql)
{
	PGresult *res = PQexec(db->handle, sql);
	bool ok = succeeded(res) || answer_failed(c, db, res, NULL);
	PQclear(res);
	return ok;
}

static void no_notices(void *arg, const PGresult *res)
{
}

static bool settle(struct ctx *c, struct db *db)
{
	PQsetNoticeReceiver(db->handle, no_notices, NULL);
	char wait[64];
	snprintf(wait, sizeof wait, "SET lock_timeout = %d", DB_WAIT_MS);
	return pg_script(c, db, wait);
}

static bool pg_open(struct ctx *c, struct db *db, const char *where)
{
	static const char *const names[] = { "dbname", "client_encoding", "application_name",
					     NULL };
	const char *const values[] = { where, "UTF8", "keruen", NULL };
	db->handle = PQconnectdbParams(names, values, 1);
	must(db->handle != NULL);
	if (PQstatus(db->handle) != CONNECTION_OK)
		return fail(c, ERR_INTERNAL, "cannot open the database: {0}",
			    said(c, PQerrorMessage(db->handle)));
	return settle(c, db);
}

static void pg_close(struct db *db)
{
	PQfinish(db->handle);
}

static bool pg_ready(struct ctx *c, struct db *db)
{
	if (!db->lost)
		return true;
	if (db->in_transaction)
		return fail(c, ERR_BUSY, "the connection to the database was lost, try again");
	PQreset(db->handle);
	if (PQstatus(db->handle) != CONNECTION_OK)
		return fail(c, ERR_REMOTE, "could not reach the database: {0}",
			    said(c, PQerrorMessage(db->handle)));
	db->lost = false;
	db->generation++; /* what was prepared went with the old connection */
	return settle(c, db);
}

static const char *server_name(const struct prepared *p, char at[32])
{
	snprintf(at, 32, "keruen_%u", p->number);
	return at;
}

static bool pg_prepare(struct stmt *q)
{
	struct prepared *p = q->prepared;
	if (p->generation == q->db->generation)
		return true;
	char name[32];
	PGresult *res = PQprepare(q->db->handle, server_name(p, name), q->sql->pg, 0, NULL);
	bool ok = succeeded(res);
	if (ok)
		p->generation = q->db->generation;
	else
		stmt_failed(q, answer_failed(q->c, q->db, res, q->sql->name));
	PQclear(res);
	return ok;
}

struct parameters {
	const char **at;
	int *lengths, *formats; /* format 1: bytes as they are */
};

static struct parameters parameters_of(struct stmt *q)
{
	struct parameters p = {
		.at = arena_array_of(q->mem, q->n_values, const char *),
		.lengths = arena_array_of(q->mem, q->n_values, int),
		.formats = arena_array_of(q->mem, q->n_values, int),
	};
	for (size_t i = 0; i < q->n_values; i++) {
		const struct value *v = &q->values[i];
		if (v->kind == VALUE_INT)
			p.at[i] = str_print(q->mem, "%" PRId64, v->number).s;
		else if (v->kind != VALUE_NULL)
			p.at[i] = v->bytes.s;
		p.lengths[i] = (int)v->bytes.n;
		p.formats[i] = v->kind == VALUE_BLOB;
	}
	return p;
}

/* The server counts values and bytes in signed 16 and 32 bits. */
static bool fits(struct stmt *q)
{
	for (size_t i = 0; i < q->n_values; i++)
		if (q->values[i].bytes.n > 1u << 30)
			return stmt_fail(q, ERR_LIMIT,
					 N_("{0} would keep more than 1 GiB in one row"),
					 q->sql->name);
	return true;
}

static bool pg_start(struct stmt *q)
{
	if (!fits(q))
		return false;
	struct parameters p = parameters_of(q);
	char name[32];
	PGresult *res = PQexecPrepared(q->db->handle, server_name(q->prepared, name),
				       (int)q->n_values, p.at, p.lengths, p.formats, 0);
	if (!succeeded(res)) {
		/* A table changed its shape under the statement: prepared again next time, under a
		 * new name. */
		const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
		if (state && str_is(str_of(state), "0A000")) {
			q->prepared->generation = 0;
			q->prepared->number = ++q->db->n_prepared;
		}
		stmt_failed(q, answer_failed(q->c, q->db, res, q->sql->name));
		PQclear(res);
		return false;
	}
	int64_t changed;
	if (str_to_int(str_of(PQcmdTuples(res)), 0, INT64_MAX, &changed))
		q->changed = changed;
	q->handle = res;
	q->rows = PQntuples(res);
	return q->rows > 0;
}

static bool pg_next(struct stmt *q)
{
	return ++q->row < q->rows;
}

static void pg_end(struct stmt *q)
{
	PQclear(q->handle);
	q->handle = NULL;
}

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* A bytea as the server writes it: \x and two digits a byte. */
static bool bytes_of_hex(struct stmt *q, struct str text, struct str *ret)
{
	bool ok = str_starts(text, "\\x") && text.n % 2 == 0;
	size_t n = ok ? text.n / 2 - 1 : 0;
	char *at = arena_take(q->c->mem, n + 1);
	for (size_t i = 0; ok && i < n; i++) {
		int high = hex_digit(text.s[2 + 2 * i]), low = hex_digit(text.s[3 + 2 * i]);
		ok = high >= 0 && low >= 0;
		at[i] = (char)(ok ? high << 4 | low : 0);
	}
	if (!ok)
		return stmt_fail(q, ERR_INTERNAL,
				 N_("statement {0} gave something else than bytes"), q->sql->name);
	*ret = (struct str){ at, n };
	return true;
}

/* libpq ends every value with a NUL. */
static bool number_of(const char *text, int64_t *ret)
{
	char *end;
	errno = 0;
	long long v = strtoll(text, &end, 10);
	if (errno || end == text || *end)
		return false;
	*ret = v;
	return true;
}

static bool pg_column(struct stmt *q, int column, struct value *ret)
{
	must(column < PQnfields(q->handle));
	if (PQgetisnull(q->handle, q->row, column))
		return false;
	struct str text = { PQgetvalue(q->handle, q->row, column),
			    (size_t)PQgetlength(q->handle, q->row, column) };
	if (ret->kind == VALUE_BLOB)
		return bytes_of_hex(q, text, &ret->bytes);
	ret->bytes = text;
	if (ret->kind == VALUE_INT && !number_of(text.s, &ret->number))
		return stmt_fail(q, ERR_INTERNAL,
				 N_("statement {0} gave something else than a number"),
				 q->sql->name);
	return true;
}

static void pg_forget(struct prepared *p)
{
}

const struct engine db_postgresql = {
	.id = DB_POSTGRESQL,
	.open = pg_open,
	.close = pg_close,
	.ready = pg_ready,
	.script = pg_script,
	.prepare = pg_prepare,
	.start = pg_start,
	.next = pg_next,
	.end = pg_end,
	.column = pg_column,
	.forget = pg_forget,
	.begin = "BEGIN",
};
