/* Reading many at once, and knowing whether anything changed. */
#include "db/unit_db.h"

static const struct sql count = { "notes", "SELECT COUNT(*) FROM note",
				  "SELECT COUNT(*) FROM note" };
static const struct sql all = { "notes_all", "SELECT id FROM note", "SELECT id FROM note" };
static const struct sql add = { "note_add", "INSERT INTO note (id) VALUES (?)",
				"INSERT INTO note (id) VALUES ($1)" };
static const struct sql touch_none = { "note_none", "UPDATE note SET id = 1 WHERE id = -1",
				       "UPDATE note SET id = 1 WHERE id = -1" };
static const struct sql nonsense = { "nonsense", "SELECT nothing FROM nowhere",
				     "SELECT nothing FROM nowhere" };

static struct ctx *with_notes(void **state)
{
	struct ctx *c = unit_db(state);
	unit_ok(c, unit_db_run(c, "CREATE TABLE note (id BIGINT PRIMARY KEY)"));
	return c;
}

static int64_t notes(struct ctx *c)
{
	struct stmt *q = db_query(c, &count);
	unit_ok(c, db_one(q));
	int64_t n = db_int(q, 0);
	unit_ok(c, db_done(q));
	return n;
}

static bool add_note(struct ctx *c, int64_t id)
{
	struct stmt *q = db_query(c, &add);
	db_bind_int(q, id);
	return db_run(q, NULL);
}

static int adds_one(struct ctx *c, void *arg, int i)
{
	return add_note(c, *(int64_t *)arg) ? 1 : -1;
}

/* Another process, which has ended when this returns. */
static void another_adds(int64_t id)
{
	assert_int_equal(unit_db_processes(1, adds_one, &id), 1);
}

static uint64_t version(struct ctx *c)
{
	uint64_t v;
	assert_true(db_version(c, &v));
	return v;
}

/* -- reading ----------------------------------------------------------------------------------- */

static void test_read__sees_one_moment(void **state)
{
	struct ctx *c = with_notes(state);
	db_read_begin(c);
	assert_int_equal(notes(c), 0);
	another_adds(1);
	assert_int_equal(notes(c), 0);
	db_read_end(c);
	assert_int_equal(notes(c), 1);
}

static void test_read__nests_and_ends_quietly(void **state)
{
	struct ctx *c = with_notes(state);
	db_read_end(c);
	db_read_begin(c);
	db_read_begin(c);
	assert_int_equal(notes(c), 0);
	db_read_end(c);
	db_read_end(c);
	assert_false(db_in_transaction(c));
	assert_int_equal(notes(c), 0);
}

/* Had the reader gone on as a writer, SQLite would have told him that what he read is old. */
static void test_read__ends_with_a_change(void **state)
{
	struct ctx *c = with_notes(state);
	db_read_begin(c);
	assert_int_equal(notes(c), 0);
	another_adds(1);
	unit_ok(c, add_note(c, 2));
	assert_int_equal(notes(c), 2);
	another_adds(3); /* nothing of ours is held */
	assert_int_equal(notes(c), 3);
	db_read_end(c);
}

static void test_read__ends_with_a_transaction(void **state)
{
	struct ctx *c = with_notes(state);
	db_read_begin(c);
	assert_int_equal(notes(c), 0);
	another_adds(1);
	unit_ok(c, db_begin(c));
	db_read_begin(c); /* within it, nothing */
	assert_int_equal(notes(c), 1);
	unit_ok(c, add_note(c, 2));
	db_read_end(c);
	unit_ok(c, db_commit(c));
	assert_int_equal(notes(c), 2);
}

static void test_read__outlives_a_failure(void **state)
{
	struct ctx *c = with_notes(state);
	db_read_begin(c);
	struct stmt *q = db_query(c, &nonsense);
	assert_false(db_row(q));
	assert_false(db_done(q));
	err_clear(c);
	assert_int_equal(notes(c), 0);
	db_read_end(c);
	another_adds(1);
	assert_int_equal(notes(c), 1);
}

/* A handler that failed leaves its statement to the arena: the lock goes with that. */
static void test_read__ends_with_rows_still_open(void **state)
{
	struct ctx *c = with_notes(state);
	struct arena *own = arena_new(0), *before = c->mem;
	unit_ok(c, add_note(c, 1));
	unit_ok(c, add_note(c, 2));
	c->mem = own;
	db_read_begin(c);
	assert_true(db_row(db_query(c, &all)));
	db_read_end(c);
	c->mem = before;
	arena_free(own);
	another_adds(3);
	assert_int_equal(notes(c), 3);
}

static void test_read__is_over_at_close(void **state)
{
	struct ctx *c = with_notes(state);
	db_read_begin(c);
	assert_int_equal(notes(c), 0);
	db_close(c);
	unit_ok(c, db_open(c, unit_db_url()));
	another_adds(1);
	assert_int_equal(notes(c), 1);
}

/* -- the version ------------------------------------------------------------------------------- */

static void test_version__stays_while_nothing_changes(void **state)
{
	struct ctx *c = with_notes(state);
	uint64_t before = version(c);
	assert_int_equal(notes(c), 0);
	db_read_begin(c);
	assert_int_equal(notes(c), 0);
	db_read_end(c);
	unit_ok(c, db_run(db_query(c, &touch_none), NULL));
	unit_ok(c, db_begin(c));
	db_rollback(c);
	assert_int_equal(version(c), before);
}

static void test_version__moves_with_everybodys_change(void **state)
{
	struct ctx *c = with_notes(state);
	uint64_t before = version(c);
	for (int64_t i = 1; i <= 40; i++) {
		if (i % 2)
			another_adds(i);
		else
			unit_ok(c, add_note(c, i));
		uint64_t now = version(c);
		assert_true(now > before);
		assert_int_equal(version(c), now);
		before = now;
	}
}

/* Seen at once by one who has not read in between; but what an open reading sees is the old, and
 * must not be kept under the new. */
static void test_version__is_that_of_the_reading(void **state)
{
	struct ctx *c = with_notes(state);
	uint64_t before = version(c);
	db_read_begin(c);
	assert_int_equal(notes(c), 0);
	another_adds(1);
	assert_int_equal(version(c), before);
	assert_int_equal(notes(c), 0);
	db_read_end(c);
	assert_true(version(c) > before);
}

static void test_version__is_not_told_within_a_transaction(void **state)
{
	struct ctx *c = with_notes(state);
	uint64_t before = version(c), v;
	unit_ok(c, db_begin(c));
	assert_false(db_version(c, &v));
	unit_ok(c, add_note(c, 1));
	assert_false(db_version(c, &v));
	unit_ok(c, db_commit(c));
	assert_true(version(c) > before);
}

/* The log is folded into the database and begun anew: what stands there is the same. */
static void test_version__moves_after_a_checkpoint(void **state)
{
	struct ctx *c = with_notes(state);
	unit_ok(c, add_note(c, 1));
	unit_ok(c, unit_db_run(c, "PRAGMA wal_checkpoint(TRUNCATE)"));
	uint64_t before = version(c);
	another_adds(2);
	assert_true(version(c) > before);
	unit_ok(c, unit_db_run(c, "PRAGMA wal_checkpoint(RESTART)"));
	before = version(c);
	another_adds(3);
	assert_true(version(c) > before);
}

static void test_version__is_not_told(void **state)
{
	struct ctx *c = unit_db(state);
	uint64_t v = 7;
	assert_false(db_version(c, &v));
	assert_int_equal(v, 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_SQLITE(test_read__sees_one_moment),
		ON_BOTH(test_read__nests_and_ends_quietly),
		ON_BOTH(test_read__ends_with_a_change),
		ON_BOTH(test_read__ends_with_a_transaction),
		ON_BOTH(test_read__outlives_a_failure),
		ON_BOTH(test_read__ends_with_rows_still_open),
		ON_BOTH(test_read__is_over_at_close),
		ON_SQLITE(test_version__stays_while_nothing_changes),
		ON_SQLITE(test_version__moves_with_everybodys_change),
		ON_SQLITE(test_version__is_that_of_the_reading),
		ON_SQLITE(test_version__is_not_told_within_a_transaction),
		ON_SQLITE(test_version__moves_after_a_checkpoint),
		ON_POSTGRESQL(test_version__is_not_told),
	};
	return cmocka_run_group_tests_name("read", tests, NULL, NULL);
}
