/* Migrations: brings the database to what this program knows, one logged step at a time. */
#include "db/db_int.h"
#include "db/db_sql.h"

#include <inttypes.h>

/* The newest step in the log; 0 where there is none, or no log. */
static bool newest(struct ctx *c, int64_t *ret)
{
	struct stmt *q = db_query(c, &SQL_SCHEMA_LOG_THERE);
	if (!db_one(q))
		return false;
	bool there = db_int(q, 0) > 0;
	if (!db_done(q))
		return false;
	int64_t number = 0;
	if (there) {
		q = db_query(c, &SQL_SCHEMA_LOG_NEWEST);
		if (!db_one(q))
			return false;
		number = db_int(q, 0);
		if (!db_done(q))
			return false;
	}
	*ret = number;
	return true;
}

static bool log_step(struct ctx *c, const struct schema_step *step)
{
	struct stmt *q = db_query(c, &SQL_SCHEMA_LOG_ADD);
	db_bind_int(q, step->number);
	db_bind_text(q, str_of(step->name));
	db_bind_int(q, when_now());
	return db_run(q, NULL);
}

/* Only one process is here at a time: SQLite by BEGIN IMMEDIATE, PostgreSQL by the lock, which ends
 * with the transaction. Another may have made the step while this one waited. */
static bool step_alone(struct ctx *c, const struct schema_step *step)
{
	static const char log_table[] = "CREATE TABLE IF NOT EXISTS schema_log ("
					"number BIGINT PRIMARY KEY, name TEXT NOT NULL, "
					"at BIGINT NOT NULL)";
	const struct engine *engine = c->db->engine;
	struct stmt *lock = db_query(c, &SQL_SCHEMA_LOCK);
	int64_t done;
	if (!db_run(lock, NULL) || !engine->script(c, c->db, log_table) || !newest(c, &done))
		return false;
	if (done >= step->number)
		return true;
	return engine->script(c, c->db, engine->id == DB_SQLITE ? step->sqlite : step->pg) &&
	       log_step(c, step);
}

static bool run_step(struct ctx *c, const struct schema_step *step)
{
	if (!db_begin(c))
		return false;
	if (step_alone(c, step))
		return db_commit(c);
	db_rollback(c);
	return false;
}

static bool newer(struct ctx *c, int64_t theirs)
{
	return fail(c, ERR_CONFLICT,
		    "the database is at step {0} and this program only knows step {1}, "
		    "so a newer one must be used",
		    str_print(c->mem, "%" PRId64, theirs).s,
		    str_print(c->mem, "%zu", schema_steps_n).s);
}

bool db_migrate(struct ctx *c)
{
	int64_t done;
	if (!newest(c, &done))
		return false;
	if (done > (int64_t)schema_steps_n)
		return newer(c, done);
	for (size_t i = (size_t)done; i < schema_steps_n; i++)
		if (!run_step(c, &schema_steps[i]))
			return false;
	return true;
}
