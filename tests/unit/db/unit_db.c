/* A database for each test, on either engine; see unit_db.h. */
#include "db/unit_db.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *url; /* of the test's database */
static char schema[64]; /* PostgreSQL: the test's own, or empty */
static bool there;      /* false: no server, so the test is skipped */
static int n_schemas;

/* The word around "schema" is of this file alone, so nothing foreign is printed into SQL. */
static void pg_do(const char *verb, const char *rest)
{
	PGconn *conn = PQconnectdb(getenv("KERUEN_TEST_PG"));
	must(PQstatus(conn) == CONNECTION_OK);
	char sql[200];
	snprintf(sql, sizeof sql, "SET client_min_messages = error; %s SCHEMA %s %s", verb, schema,
		 rest);
	PGresult *res = PQexec(conn, sql);
	must(PQresultStatus(res) == PGRES_COMMAND_OK);
	PQclear(res);
	PQfinish(conn);
}

static const char *fresh_url(struct ctx *c, const char *engine)
{
	const char *server = getenv("KERUEN_TEST_PG");
	schema[0] = 0;
	if (!strcmp(engine, "sqlite"))
		return str_print(c->mem, "sqlite:%s/test.db", c->dir).s;
	if (!server || !*server)
		return NULL;
	snprintf(schema, sizeof schema, "unit_%d_%d", (int)getpid(), ++n_schemas);
	pg_do("CREATE", "");
	return str_print(c->mem, "%s&options=-csearch_path%%3D%s", server, schema).s;
}

int unit_db_begin(void **state)
{
	const char *engine = *state;
	struct ctx *c = unit_begin();
	*state = c;
	url = fresh_url(c, engine);
	there = url != NULL;
	if (there && (!db_open(c, url) || !db_migrate(c))) {
		print_error("%s\n", err_english(c->mem, &c->err).s);
		return -1;
	}
	return 0;
}

int unit_db_end(void **state)
{
	struct ctx *c = *state;
	db_rollback(c);
	db_close(c);
	if (schema[0])
		pg_do("DROP", "CASCADE");
	unit_end(c);
	return 0;
}

struct ctx *unit_db(void **state)
{
	if (!there) {
		print_message("no PostgreSQL here: run it under tests/pg/with-postgres\n");
		skip();
	}
	return *state;
}

const char *unit_db_url(void)
{
	return url;
}

/* By the engine itself: a struct sql made here would not live as long as the connection. */
bool unit_db_run(struct ctx *c, const char *sql)
{
	if (!schema[0]) {
		sqlite3 *handle;
		must(sqlite3_open(url + strlen("sqlite:"), &handle) == SQLITE_OK);
		sqlite3_busy_timeout(handle, 30000);
		char *why = NULL;
		bool ok = sqlite3_exec(handle, sql, NULL, NULL, &why) == SQLITE_OK ||
			  fail(c, ERR_INTERNAL, "{0}", why);
		sqlite3_free(why);
		sqlite3_close(handle);
		return ok;
	}
	PGconn *conn = PQconnectdb(url);
	PGresult *res = PQexec(conn, sql);
	ExecStatusType status = PQresultStatus(res);
	bool ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ||
		  fail(c, ERR_INTERNAL, "{0}", PQerrorMessage(conn));
	PQclear(res);
	PQfinish(conn);
	return ok;
}

static void child(int (*fn)(struct ctx *, void *, int), void *arg, int i)
{
	struct ctx c = { .mem = arena_new(0), .lang = "en" };
	if (!db_open(&c, url)) {
		print_error("%s\n", err_english(c.mem, &c.err).s);
		_exit(255);
	}
	int sum = fn(&c, arg, i);
	if (sum < 0 || sum > 100) {
		print_error("%s\n", err_english(c.mem, &c.err).s);
		_exit(254);
	}
	db_close(&c);
	_exit(sum);
}

int unit_db_processes(int n, int (*fn)(struct ctx *c, void *arg, int i), void *arg)
{
	pid_t pids[64];
	must(n <= (int)COUNT_OF(pids));
	for (int i = 0; i < n; i++) {
		pids[i] = fork();
		must(pids[i] >= 0);
		if (!pids[i])
			child(fn, arg, i);
	}
	int sum = 0;
	bool ok = true;
	for (int i = 0; i < n; i++) {
		int status;
		must(waitpid(pids[i], &status, 0) == pids[i]);
		ok = ok && WIFEXITED(status) && WEXITSTATUS(status) <= 100;
		sum += WEXITSTATUS(status);
	}
	assert_true(ok);
	return sum;
}
