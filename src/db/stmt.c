/* Statements: values in, rows out, one sticky error. */
#include "db/db_int.h"

#include <unistd.h>

/* Opening and giving back */

static void lease_ended(void *arg)
{
	struct lease *l = arg;
	if (!l->db || l->db->owner != getpid())
		return;
	while (l->open)
		stmt_end(l->open);
	*l->link = l->next;
	if (l->next)
		l->next->link = l->link;
}

static struct lease *lease_of(struct db *db, struct arena *mem)
{
	for (struct lease *l = db->leases; l; l = l->next)
		if (l->mem == mem)
			return l;
	struct lease *l = arena_new_of(mem, struct lease);
	*l = (struct lease){ .db = db, .mem = mem, .next = db->leases, .link = &db->leases };
	if (l->next)
		l->next->link = &l->next;
	db->leases = l;
	arena_on_end(mem, lease_ended, l);
	return l;
}

static void lease_take(struct lease *l, struct stmt *q)
{
	q->next = l->open;
	q->link = &l->open;
	if (q->next)
		q->next->link = &q->next;
	l->open = q;
}

/* The statement as this connection knows it: kept from its first use on. */
static struct prepared *prepared_of(struct db *db, const struct sql *sql)
{
	struct prepared **shelf = &db->shelf[((uintptr_t)sql >> 4) % DB_SHELVES];
	for (struct prepared *p = *shelf; p; p = p->next)
		if (p->sql == sql)
			return p;
	struct prepared *p = arena_new_of(db->mem, struct prepared);
	*p = (struct prepared){ .sql = sql, .number = ++db->n_prepared, .next = *shelf };
	*shelf = p;
	return p;
}

struct stmt *db_query(struct ctx *c, const struct sql *sql)
{
	struct db *db = c->db;
	must(db != NULL);
	must(db->owner == getpid());
	if (db->wants_reading)
		db_start_reading(db);
	struct stmt *q = arena_new_of(c->mem, struct stmt);
	*q = (struct stmt){ .c = c, .db = db, .sql = sql, .mem = c->mem };
	lease_take(lease_of(db, c->mem), q);
	q->prepared = prepared_of(db, sql);
	if (db->in_transaction && db->spoiled)
		stmt_fail(q, ERR_INTERNAL,
			  N_("statement {0} follows a failed one in the same transaction"),
			  sql->name);
	else if (!db->engine->ready(c, db))
		stmt_failed(q, false);
	else
		db->engine->prepare(q);
	return q;
}

bool stmt_failed(struct stmt *q, bool always_false)
{
	(void)always_false;
	if (!q->failed)
		q->err = q->c->err;
	q->failed = true;
	q->has_row = false;
	if (q->db && q->db->in_transaction)
		q->db->spoiled = true;
	return false;
}

void stmt_end(struct stmt *q)
{
	if (q->ended)
		return;
	q->db->engine->end(q);
	q->ended = true;
	q->has_row = false;
	*q->link = q->next;
	if (q->next)
		q->next->link = q->link;
}

/* Values */

static struct value *value_next(struct stmt *q)
{
	must(!q->begun && !q->ended);
	if (q->n_values == q->values_cap) {
		size_t more = q->values_cap ? q->values_cap * 2 : 8;
		q->values = arena_grow(q->mem, q->values, q->values_cap * sizeof *q->values,
				       more * sizeof *q->values);
		q->values_cap = more;
	}
	struct value *v = &q->values[q->n_values++];
	*v = (struct value){ .kind = VALUE_NULL };
	return v;
}

void db_bind_int(struct stmt *q, int64_t v)
{
	*value_next(q) = (struct value){ .kind = VALUE_INT, .number = v };
}

/* Length of the well-formed character at the start (Unicode 15, table 3-7), or 0. */
static size_t utf8_one(const unsigned char *s, size_t n)
{
	unsigned char b = s[0];
	if (b < 0x80)
		return 1;
	size_t need = b >= 0xC2 && b <= 0xDF ? 2 : b >= 0xE0 && b <= 0xEF ? 3 : 4;
	if (b < 0xC2 || b > 0xF4 || n < need)
		return 0;
	unsigned char low = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
	unsigned char high = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
	if (s[1] < low || s[1] > high)
		return 0;
	for (size_t i = 2; i < need; i++)
		if (s[i] < 0x80 || s[i] > 0xBF)
			return 0;
	return need;
}

static bool is_utf8(struct str v)
{
	const unsigned char *s = (const unsigned char *)v.s;
	for (size_t at = 0, one; at < v.n; at += one)
		if (!(one = utf8_one(s + at, v.n - at)))
			return false;
	return true;
}

void db_bind_text(struct stmt *q, struct str v)
{
	struct value *at = value_next(q);
	if (!v.s || q->failed)
		return;
	/* SQLite would keep both and PostgreSQL neither: refused alike, before the engine. */
	if (memchr(v.s, 0, v.n))
		stmt_fail(q, ERR_INVALID,
			  N_("text with a zero byte cannot be kept in the database"));
	else if (!is_utf8(v))
		stmt_fail(q, ERR_INVALID,
			  N_("text that is not UTF-8 cannot be kept in the database"));
	else
		*at = (struct value){ .kind = VALUE_TEXT, .bytes = str_copy(q->mem, v) };
}

void db_bind_blob(struct stmt *q, struct str v)
{
	struct value *at = value_next(q);
	if (v.s && !q->failed)
		*at = (struct value){ .kind = VALUE_BLOB, .bytes = str_copy(q->mem, v) };
}

void db_bind_null(struct stmt *q)
{
	value_next(q);
}

/* Rows */

bool db_row(struct stmt *q)
{
	if (q->failed || q->ended || q->no_more)
		return false;
	const struct engine *engine = q->db->engine;
	bool first = !q->begun;
	q->begun = true;
	q->has_row = first ? engine->start(q) : engine->next(q);
	if (!q->has_row && !q->failed)
		q->no_more = true;
	return q->has_row;
}

/* A column of the row at hand; false where it is NULL, or there is no row after a failure. */
static bool column(struct stmt *q, int number, enum value_kind kind, struct value *ret)
{
	*ret = (struct value){ .kind = kind };
	if (q->failed)
		return false;
	must(q->has_row);
	return q->db->engine->column(q, number, ret);
}

int64_t db_int(struct stmt *q, int number)
{
	struct value v;
	return column(q, number, VALUE_INT, &v) ? v.number : 0;
}

struct str db_text(struct stmt *q, int number)
{
	struct value v;
	return column(q, number, VALUE_TEXT, &v) ? str_copy(q->c->mem, v.bytes) : STR_NONE;
}

struct str db_blob(struct stmt *q, int number)
{
	struct value v;
	return column(q, number, VALUE_BLOB, &v) ? str_copy(q->c->mem, v.bytes) : STR_NONE;
}

/* Ends */

bool db_done(struct stmt *q)
{
	must(!q->ended);
	stmt_end(q);
	if (q->failed)
		q->c->err = q->err;
	return !q->failed;
}

bool db_run(struct stmt *q, int64_t *ret_changed)
{
	while (db_row(q))
		;
	int64_t changed = q->changed;
	if (!db_done(q))
		return false;
	if (ret_changed)
		*ret_changed = changed;
	return true;
}

bool db_one(struct stmt *q)
{
	if (db_row(q))
		return true;
	if (db_done(q))
		fail(q->c, ERR_ABSENT, "there is no such row in the database");
	return false;
}
