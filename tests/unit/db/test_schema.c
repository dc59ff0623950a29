/* The migrations, and every statement of the program, on both engines. */
#include "db/unit_db.h"
#include "db/db_int.h"

#include <signal.h>
#include <unistd.h>

static const struct sql log_count = { "log_count", "SELECT COUNT(*) FROM schema_log",
				      "SELECT COUNT(*) FROM schema_log" };

static int64_t logged(struct ctx *c)
{
	struct stmt *q = db_query(c, &log_count);
	unit_ok(c, db_one(q));
	int64_t n = db_int(q, 0);
	unit_ok(c, db_done(q));
	return n;
}

static void test_every_statement__can_be_prepared(void **state)
{
	struct ctx *c = unit_db(state);
	size_t n = 0;
	for (; sql_all[n]; n++) {
		struct stmt *q = db_query(c, sql_all[n]);
		unit_ok(c, db_done(q));
	}
	assert_true(n > 30);
}

static void test_migrate__again_changes_nothing(void **state)
{
	struct ctx *c = unit_db(state);
	assert_int_equal(logged(c), schema_steps_n);
	unit_ok(c, db_migrate(c));
	assert_int_equal(logged(c), schema_steps_n);
}

static void test_migrate__refuses_a_newer_database(void **state)
{
	struct ctx *c = unit_db(state);
	unit_ok(c, unit_db_run(c, "INSERT INTO schema_log VALUES (9999, 'future', 0)"));
	assert_false(db_migrate(c));
	assert_int_equal(c->err.kind, ERR_CONFLICT);
}

static int migrates(struct ctx *c, void *arg, int i)
{
	return db_migrate(c) ? 1 : -1;
}

/* Whatever tables there are. */
static void drop_all(struct ctx *c)
{
	static const struct sql tables = {
		"test_tables",
		"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
		"SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
	};
	bool pg = db_engine(c) == DB_POSTGRESQL;
	struct buf b;
	buf_init(&b, c->mem, 0);
	buf_add_z(&b, pg ? "" : "PRAGMA foreign_keys = OFF;");
	struct stmt *q = db_query(c, &tables);
	while (db_row(q))
		buf_print(&b, "DROP TABLE %s%s;", db_text(q, 0).s, pg ? " CASCADE" : "");
	unit_ok(c, db_done(q));
	buf_add_z(&b, pg ? "" : "PRAGMA foreign_keys = ON;");
	unit_ok(c, unit_db_run(c, buf_str(&b).s));
}

/* All tables go, then eight processes come at once. */
static void test_migrate__many_at_once_make_it_once(void **state)
{
	struct ctx *c = unit_db(state);
	drop_all(c);
	assert_int_equal(unit_db_processes(8, migrates, NULL), 8);
	assert_int_equal(logged(c), schema_steps_n);
}

/* A new file: the switch to WAL by many at once is where SQLite does not wait by itself. */
static void test_open__many_at_once_on_a_new_file(void **state)
{
	struct ctx *c = unit_db(state);
	for (int turn = 0; turn < 5; turn++) {
		unit_ok(c, file_exists(str_print(c->mem, "%s/test.db", c->dir).s));
		must(!unlink(str_print(c->mem, "%s/test.db", c->dir).s));
		unlink(str_print(c->mem, "%s/test.db-wal", c->dir).s);
		unlink(str_print(c->mem, "%s/test.db-shm", c->dir).s);
		assert_int_equal(unit_db_processes(6, migrates, NULL), 6);
	}
}

static void test_foreign_bytes__never_pass_a_check(void **state)
{
	struct ctx *c = unit_db(state);
	assert_false(unit_db_run(
		c, "INSERT INTO deposit_item VALUES (1, 'x', 'eaten', '', '', '', 0, 0, 0)"));
	if (db_engine(c) == DB_SQLITE) /* STRICT: text is no number */
		assert_false(
			unit_db_run(c, "INSERT INTO job (kind, key, priority, state, due, created,"
				       " tries, once_more, owner, reason) VALUES"
				       " ('a', 'b', 'high', 0, 0, 0, 0, 0, '', '')"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_BOTH(test_every_statement__can_be_prepared),
		ON_BOTH(test_migrate__again_changes_nothing),
		ON_BOTH(test_migrate__refuses_a_newer_database),
		ON_BOTH(test_migrate__many_at_once_make_it_once),
		ON_SQLITE(test_open__many_at_once_on_a_new_file),
		ON_BOTH(test_foreign_bytes__never_pass_a_check),
	};
	return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
