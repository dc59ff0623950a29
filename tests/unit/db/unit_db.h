/*
 * unit_db - a test with a database of its own, run once on each engine.
 *
 * In main: `const struct CMUnitTest tests[] = { ON_BOTH(test_x), … }`. The test gets its context
 * from unit_db(state), with a fresh migrated database open, and PostgreSQL's turn is skipped where
 * KERUEN_TEST_PG is not set (tests/pg/with-postgres sets it).
 */
#ifndef KERUEN_UNIT_DB_H
#define KERUEN_UNIT_DB_H

#include "unit.h"
#include "db/db.h"

#define ON_SQLITE(test)                                                                            \
	{                                                                                          \
#test " (SQLite)", test, unit_db_begin, unit_db_end, (void *)"sqlite"              \
	}
#define ON_POSTGRESQL(test)                                                                        \
	{                                                                                          \
#test " (PostgreSQL)", test, unit_db_begin, unit_db_end, (void *)"pg"              \
	}
#define ON_BOTH(test) ON_SQLITE(test), ON_POSTGRESQL(test)

int unit_db_begin(void **state);
int unit_db_end(void **state);
struct ctx *unit_db(void **state);
/* The address of the test's database, to open it a second time. */
const char *unit_db_url(void);
/* Runs one statement written in the test; the rows are thrown away. */
bool unit_db_run(struct ctx *c, const char *sql) MUST_USE;
/* Runs fn(c, arg, i) in n processes at once, each with a connection of its own, and waits. Gives
 * back the sum of what they returned (0 to 100 each); one that dies fails the test. */
int unit_db_processes(int n, int (*fn)(struct ctx *c, void *arg, int i), void *arg);

#endif
