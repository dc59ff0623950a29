/* The statement API: values, rows, errors, transactions, on both engines. */
#include "db/unit_db.h"
#include "db/db_int.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* Every table of these tests. */
static const char things[] = "CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT, bytes BLOB, "
			     "owner BIGINT REFERENCES thing (id))";
static const char things_pg[] =
	"CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT COLLATE \"C\", bytes BYTEA, "
	"owner BIGINT REFERENCES thing (id))";

#define THING "INSERT INTO thing (id, name, bytes, owner) VALUES "
static const struct sql add = { "thing_add", THING "(?, ?, ?, ?)", THING "($1, $2, $3, $4)" };
static const struct sql get = { "thing_get", "SELECT name, bytes, owner FROM thing WHERE id = ?",
				"SELECT name, bytes, owner FROM thing WHERE id = $1" };
static const struct sql all = { "things", "SELECT id, name FROM thing ORDER BY name, id",
				"SELECT id, name FROM thing ORDER BY name, id" };
static const struct sql rename_all = { "things_rename", "UPDATE thing SET name = ?",
				       "UPDATE thing SET name = $1" };
static const struct sql returning = { "thing_new", THING "(?, 'new', NULL, NULL) RETURNING id",
				      THING "($1, 'new', NULL, NULL) RETURNING id" };
static const struct sql nonsense = { "nonsense", "SELECT nothing FROM nowhere",
				     "SELECT nothing FROM nowhere" };
static const struct sql own_pid = { "own_pid", "SELECT 1", "SELECT pg_backend_pid()" };

static struct ctx *with_things(void **state)
{
	struct ctx *c = unit_db(state);
	unit_ok(c, unit_db_run(c, db_engine(c) == DB_SQLITE ? things : things_pg));
	return c;
}

static bool add_thing(struct ctx *c, int64_t id, struct str name)
{
	struct stmt *q = db_query(c, &add);
	db_bind_int(q, id);
	db_bind_text(q, name);
	db_bind_null(q);
	db_bind_null(q);
	return db_run(q, NULL);
}

static size_t count_things(struct ctx *c)
{
	size_t n = 0;
	struct stmt *q = db_query(c, &all);
	while (db_row(q))
		n++;
	unit_ok(c, db_done(q));
	return n;
}

static void test_values__come_back_as_they_went(void **state)
{
	struct ctx *c = with_things(state);
	char bytes[256];
	for (int i = 0; i < 256; i++)
		bytes[i] = (char)i;
	struct stmt *q = db_query(c, &add);
	db_bind_int(q, INT64_MIN);
	db_bind_text(q, STR("Қазақ әдебиеті 'it''s' \\ $1 ? \xF0\x9F\x93\x9A"));
	db_bind_blob(q, (struct str){ bytes, 256 });
	db_bind_int(q, INT64_MIN);
	int64_t changed = 0;
	unit_ok(c, db_run(q, &changed));
	assert_int_equal(changed, 1);

	q = db_query(c, &get);
	db_bind_int(q, INT64_MIN);
	unit_ok(c, db_one(q));
	assert_str(db_text(q, 0), "Қазақ әдебиеті 'it''s' \\ $1 ? \xF0\x9F\x93\x9A");
	struct str back = db_blob(q, 1);
	assert_int_equal(back.n, 256);
	assert_memory_equal(back.s, bytes, 256);
	assert_true(db_int(q, 2) == INT64_MIN);
	unit_ok(c, db_done(q));
}

static void test_null__is_not_empty(void **state)
{
	struct ctx *c = with_things(state);
	unit_ok(c, add_thing(c, 1, STR_NONE));
	struct stmt *q = db_query(c, &add);
	db_bind_int(q, 2);
	db_bind_text(q, STR(""));
	db_bind_blob(q, STR(""));
	db_bind_null(q);
	unit_ok(c, db_run(q, NULL));
	for (int id = 1; id <= 2; id++) {
		q = db_query(c, &get);
		db_bind_int(q, id);
		unit_ok(c, db_one(q));
		assert_int_equal(db_text(q, 0).s == NULL, id == 1);
		assert_int_equal(db_blob(q, 1).s == NULL, id == 1);
		assert_int_equal(db_text(q, 0).n, 0);
		assert_int_equal(db_blob(q, 1).n, 0);
		assert_int_equal(db_int(q, 2), 0);
		unit_ok(c, db_done(q));
	}
}

static void test_text__with_zero_or_bad_bytes_is_refused(void **state)
{
	static const struct str bad[] = { { "a\0b", 3 },        { "\xFF", 1 },
					  { "\xC0\xAF", 2 },    { "\xED\xA0\x80", 3 },
					  { "\xD0", 1 },        { "\xF4\x90\x80\x80", 4 },
					  { "\xE0\x80\x80", 3 } };
	struct ctx *c = with_things(state);
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		assert_false(add_thing(c, 1, bad[i]));
		assert_int_equal(c->err.kind, ERR_INVALID);
	}
	assert_int_equal(count_things(c), 0);
}

static void test_rows__are_ordered_by_bytes_on_both(void **state)
{
	struct ctx *c = with_things(state);
	static const char *const names[] = { "b", "B", "a", "ә", "Я", "_", "" };
	for (size_t i = 0; i < COUNT_OF(names); i++)
		unit_ok(c, add_thing(c, (int64_t)i, str_of(names[i])));
	struct buf b;
	buf_init(&b, c->mem, 0);
	struct stmt *q = db_query(c, &all);
	while (db_row(q)) {
		buf_add(&b, db_text(q, 1));
		buf_add_char(&b, '|');
	}
	unit_ok(c, db_done(q));
	assert_str(buf_str(&b), "|B|_|a|b|Я|ә|");
}

static void test_walk__may_ask_the_same_inside_itself(void **state)
{
	struct ctx *c = with_things(state);
	for (int i = 0; i < 5; i++)
		unit_ok(c, add_thing(c, i, STR("x")));
	size_t seen = 0;
	struct stmt *q = db_query(c, &all);
	while (db_row(q))
		seen += count_things(c);
	unit_ok(c, db_done(q));
	assert_int_equal(seen, 25);
}

static void test_one__absent_and_present(void **state)
{
	struct ctx *c = with_things(state);
	struct stmt *q = db_query(c, &get);
	db_bind_int(q, 9);
	assert_false(db_one(q));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	q = db_query(c, &returning);
	db_bind_int(q, 9);
	unit_ok(c, db_one(q));
	assert_int_equal(db_int(q, 0), 9);
	unit_ok(c, db_done(q));
	assert_int_equal(count_things(c), 1);
}

static void test_run__counts_what_changed(void **state)
{
	struct ctx *c = with_things(state);
	for (int i = 0; i < 3; i++)
		unit_ok(c, add_thing(c, i, STR("x")));
	int64_t n = -1;
	struct stmt *q = db_query(c, &rename_all);
	db_bind_text(q, STR("y"));
	unit_ok(c, db_run(q, &n));
	assert_int_equal(n, 3);
}

static void test_clash__is_conflict(void **state)
{
	struct ctx *c = with_things(state);
	unit_ok(c, add_thing(c, 1, STR("x")));
	assert_false(add_thing(c, 1, STR("y")));
	assert_int_equal(c->err.kind, ERR_CONFLICT);
	struct stmt *q = db_query(c, &add);
	db_bind_int(q, 2);
	db_bind_null(q);
	db_bind_null(q);
	db_bind_int(q, 77); /* no such owner: a foreign key */
	assert_false(db_run(q, NULL));
	assert_int_equal(c->err.kind, ERR_CONFLICT);
}

static void test_error__is_sticky_and_said_once(void **state)
{
	struct ctx *c = with_things(state);
	struct stmt *q = db_query(c, &nonsense);
	err_clear(c);
	db_bind_int(q, 1);
	assert_false(db_row(q));
	assert_int_equal(db_int(q, 0), 0);
	assert_null(db_text(q, 0).s);
	assert_false(db_row(q));
	assert_false(db_done(q));
	assert_int_equal(c->err.kind, ERR_INTERNAL);
	unit_ok(c, add_thing(c, 1, STR("the next statement works")));
}

static void test_number__of_text_is_an_error(void **state)
{
	struct ctx *c = with_things(state);
	unit_ok(c, add_thing(c, 1, STR("x")));
	struct stmt *q = db_query(c, &all);
	assert_true(db_row(q));
	assert_int_equal(db_int(q, 1), 0);
	assert_false(db_done(q));
	assert_int_equal(c->err.kind, ERR_INTERNAL);
}

static void test_transaction__is_kept_or_undone_whole(void **state)
{
	struct ctx *c = with_things(state);
	unit_ok(c, db_begin(c));
	assert_true(db_in_transaction(c));
	unit_ok(c, add_thing(c, 1, STR("x")));
	db_rollback(c);
	assert_false(db_in_transaction(c));
	assert_int_equal(count_things(c), 0);
	unit_ok(c, db_begin(c));
	unit_ok(c, add_thing(c, 1, STR("x")));
	unit_ok(c, add_thing(c, 2, STR("y")));
	unit_ok(c, db_commit(c));
	assert_int_equal(count_things(c), 2);
	db_rollback(c); /* fine where there is none */
}

static void test_transaction__after_a_failure_can_only_be_undone(void **state)
{
	struct ctx *c = with_things(state);
	unit_ok(c, db_begin(c));
	unit_ok(c, add_thing(c, 1, STR("x")));
	assert_false(add_thing(c, 1, STR("x")));
	assert_int_equal(c->err.kind, ERR_CONFLICT);
	assert_false(add_thing(c, 2, STR("y")));
	assert_int_equal(c->err.kind, ERR_INTERNAL);
	assert_false(db_commit(c));
	assert_false(db_in_transaction(c));
	assert_int_equal(count_things(c), 0);
}

static void test_rollback__keeps_the_error(void **state)
{
	struct ctx *c = with_things(state);
	unit_ok(c, db_begin(c));
	fail(c, ERR_LIMIT, "too much of {0}", "it");
	db_rollback(c);
	assert_int_equal(c->err.kind, ERR_LIMIT);
}

static bool any_busy(const struct db *db)
{
	for (size_t i = 0; i < DB_SHELVES; i++)
		for (const struct prepared *p = db->shelf[i]; p; p = p->next)
			if (p->busy)
				return true;
	return false;
}

/* A statement left open by a request that failed must not hold the database. */
static void test_open_statement__ends_with_its_arena(void **state)
{
	struct ctx *c = with_things(state);
	for (int i = 0; i < 3; i++)
		unit_ok(c, add_thing(c, i, STR("x")));
	struct arena *mine = arena_new(0), *outer = c->mem;
	for (int turn = 0; turn < 3; turn++) {
		c->mem = mine;
		assert_true(db_row(db_query(c, &all)));
		assert_true(db_row(db_query(c, &all)));
		assert_int_equal(any_busy(c->db), db_engine(c) == DB_SQLITE);
		arena_reset(mine);
		assert_false(any_busy(c->db));
		c->mem = outer;
		assert_int_equal(count_things(c), 3);
	}
	c->mem = mine;
	assert_true(db_row(db_query(c, &all)));
	c->mem = outer;
	db_close(c);
	arena_free(mine); /* after the connection: nothing is left to close */
	unit_ok(c, db_open(c, unit_db_url()));
}

static int writes_fifty(struct ctx *c, void *arg, int i)
{
	for (int n = 0; n < 50; n++) {
		if (!db_begin(c) || !add_thing(c, i * 50 + n, STR("x")) || !db_commit(c))
			return -1;
		arena_reset(c->mem);
	}
	return 50;
}

static void test_writers__wait_for_each_other(void **state)
{
	struct ctx *c = with_things(state);
	assert_int_equal(unit_db_processes(4, writes_fifty, NULL), 200);
	assert_int_equal(count_things(c), 200);
}

static const struct sql newest_id = { "newest_id", "SELECT COUNT(*) FROM thing",
				      "SELECT COUNT(*) FROM thing" };

/* Reads, then writes what follows from it: had SQLite begun without IMMEDIATE, one of two would be
 * told in the middle that what it read is old. */
static int counts_up(struct ctx *c, void *arg, int i)
{
	for (int n = 0; n < 25; n++) {
		if (!db_begin(c))
			return -1;
		struct stmt *q = db_query(c, &newest_id);
		if (!db_one(q))
			return -1;
		int64_t next = db_int(q, 0);
		if (!db_done(q) || !add_thing(c, next, STR("x")) || !db_commit(c))
			return -1;
	}
	return 25;
}

static void test_writers__that_read_first_lose_nothing(void **state)
{
	struct ctx *c = with_things(state);
	assert_int_equal(unit_db_processes(4, counts_up, NULL), 100);
	assert_int_equal(count_things(c), 100);
}

/* Killed in the middle of a transaction: nothing of it is there, all before it is. */
static int writes_until_killed(struct ctx *c, void *arg, int i)
{
	if (!db_begin(c) || !add_thing(c, 1, STR("kept")) || !db_commit(c) || !db_begin(c) ||
	    !add_thing(c, 2, STR("lost")))
		return -1;
	pid_t parent = getpid(), killer = fork();
	if (!killer) {
		kill(parent, SIGKILL);
		_exit(0);
	}
	pause();
	return 0;
}

static void test_killed_writer__leaves_only_what_was_committed(void **state)
{
	struct ctx *c = with_things(state);
	pid_t pid = fork();
	if (!pid) {
		struct ctx child = { .mem = arena_new(0) };
		if (db_open(&child, unit_db_url()))
			writes_until_killed(&child, NULL, 0);
		_exit(0);
	}
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(count_things(c), 1);
	unit_ok(c, add_thing(c, 2, STR("free again")));
}

static int64_t backend(struct ctx *c)
{
	struct stmt *q = db_query(c, &own_pid);
	unit_ok(c, db_one(q));
	int64_t pid = db_int(q, 0);
	unit_ok(c, db_done(q));
	return pid;
}

static void end_backend(struct ctx *c, int64_t pid)
{
	char sql[80];
	snprintf(sql, sizeof sql, "SELECT pg_terminate_backend(%d, 5000)", (int)pid);
	unit_ok(c, unit_db_run(c, sql));
}

static void test_lost_connection__is_made_again(void **state)
{
	struct ctx *c = with_things(state);
	unit_ok(c, add_thing(c, 1, STR("before")));
	end_backend(c, backend(c));
	assert_false(add_thing(c, 2, STR("lost")));
	assert_int_equal(c->err.kind, ERR_BUSY);
	unit_ok(c, add_thing(c, 3, STR("after")));
	assert_int_equal(count_things(c), 2);
}

static void test_lost_connection__ends_the_transaction(void **state)
{
	struct ctx *c = with_things(state);
	int64_t pid = backend(c);
	unit_ok(c, db_begin(c));
	unit_ok(c, add_thing(c, 1, STR("lost")));
	end_backend(c, pid);
	assert_false(add_thing(c, 2, STR("lost")));
	assert_int_equal(c->err.kind, ERR_BUSY);
	assert_false(db_commit(c));
	assert_false(db_in_transaction(c));
	unit_ok(c, db_begin(c));
	unit_ok(c, add_thing(c, 3, STR("after")));
	unit_ok(c, db_commit(c));
	assert_int_equal(count_things(c), 1);
}

static void test_open__says_why_it_cannot(void **state)
{
	struct ctx *c = unit_begin();
	assert_false(db_open(c, "mysql://nowhere"));
	assert_int_equal(c->err.kind, ERR_INVALID);
	assert_false(db_open(c, "sqlite:/nowhere/at/all.db"));
	assert_int_equal(c->err.kind, ERR_INTERNAL);
	assert_false(db_open(c, "postgresql:///x?host=/nowhere"));
	assert_int_equal(c->err.kind, ERR_INTERNAL);
	assert_null(c->db);
	db_close(c);
	unit_end(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_BOTH(test_values__come_back_as_they_went),
		ON_BOTH(test_null__is_not_empty),
		ON_BOTH(test_text__with_zero_or_bad_bytes_is_refused),
		ON_BOTH(test_rows__are_ordered_by_bytes_on_both),
		ON_BOTH(test_walk__may_ask_the_same_inside_itself),
		ON_BOTH(test_one__absent_and_present),
		ON_BOTH(test_run__counts_what_changed),
		ON_BOTH(test_clash__is_conflict),
		ON_BOTH(test_error__is_sticky_and_said_once),
		ON_BOTH(test_number__of_text_is_an_error),
		ON_BOTH(test_transaction__is_kept_or_undone_whole),
		ON_BOTH(test_transaction__after_a_failure_can_only_be_undone),
		ON_BOTH(test_rollback__keeps_the_error),
		ON_BOTH(test_open_statement__ends_with_its_arena),
		ON_BOTH(test_writers__wait_for_each_other),
		ON_SQLITE(test_writers__that_read_first_lose_nothing),
		ON_BOTH(test_killed_writer__leaves_only_what_was_committed),
		ON_POSTGRESQL(test_lost_connection__is_made_again),
		ON_POSTGRESQL(test_lost_connection__ends_the_transaction),
		cmocka_unit_test(test_open__says_why_it_cannot),
	};
	return cmocka_run_group_tests_name("db", tests, NULL, NULL);
}
