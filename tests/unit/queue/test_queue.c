/* Jobs and leases, on both engines; time is set by KERUEN_NOW. */
#include "db/unit_db.h"
#include "queue/queue.h"

#include <stdlib.h>

static void at(int now)
{
	char text[16];
	snprintf(text, sizeof text, "%d", now);
	setenv("KERUEN_NOW", text, 1);
}

static void ask(struct ctx *c, const char *key, int priority)
{
	unit_ok(c, queue_add(c, STR("derive"), str_of(key), priority));
}

static struct job claim(struct ctx *c, const char *owner)
{
	struct job job = { 0 };
	unit_ok(c, queue_claim(c, STR("derive"), str_of(owner), 60, &job));
	return job;
}

static void assert_none(struct ctx *c)
{
	struct job job;
	assert_false(queue_claim(c, STR("derive"), STR("anybody"), 60, &job));
	assert_int_equal(c->err.kind, ERR_ABSENT);
}

static void assert_counts(struct ctx *c, int waiting, int running, int set_aside)
{
	struct job_counts n;
	unit_ok(c, queue_counts(c, STR("derive"), &n));
	assert_int_equal(n.waiting, waiting);
	assert_int_equal(n.running, running);
	assert_int_equal(n.set_aside, set_aside);
}

static void test_claim__takes_by_priority_then_age(void **state)
{
	struct ctx *c = unit_db(state);
	at(1000);
	ask(c, "second", 5);
	ask(c, "third", 5);
	ask(c, "first", 1);
	unit_ok(c, queue_add(c, STR("other"), STR("kind"), 0));
	static const char *const order[] = { "first", "second", "third" };
	for (size_t i = 0; i < COUNT_OF(order); i++) {
		struct job job = claim(c, "a");
		assert_str(job.key, order[i]);
		assert_str(job.kind, "derive");
		assert_str(job.owner, "a");
		assert_int_equal(job.tries, 1);
		assert_int_equal(job.created, 1000);
	}
	assert_none(c);
	assert_counts(c, 0, 3, 0);
	struct job_counts all;
	unit_ok(c, queue_counts(c, STR_NONE, &all));
	assert_int_equal(all.waiting, 1);
}

static void test_claim_many__in_order_up_to_max(void **state)
{
	struct ctx *c = unit_db(state);
	at(1000);
	for (int i = 0; i < 10; i++)
		ask(c, str_print(c->mem, "k%d", i).s, 9 - i);
	struct job_list list;
	unit_ok(c, queue_claim_many(c, STR("derive"), STR("a"), 60, 7, &list));
	assert_int_equal(list.n, 7);
	for (size_t i = 0; i < list.n; i++)
		assert_str(list.at[i].key, str_print(c->mem, "k%d", 9 - (int)i).s);
	unit_ok(c, queue_claim_many(c, STR("derive"), STR("b"), 60, 7, &list));
	assert_int_equal(list.n, 3);
	unit_ok(c, queue_claim_many(c, STR("derive"), STR("b"), 60, 7, &list));
	assert_int_equal(list.n, 0);
}

static void test_same_work__waiting_is_one_job(void **state)
{
	struct ctx *c = unit_db(state);
	at(1000);
	ask(c, "x", 5);
	ask(c, "x", 3);
	ask(c, "x", 9);
	ask(c, "y", 4);
	assert_counts(c, 2, 0, 0);
	assert_str(claim(c, "a").key, "x"); /* the most urgent asking counts */
}

static void test_same_work__running_runs_once_more(void **state)
{
	struct ctx *c = unit_db(state);
	at(1000);
	ask(c, "x", 5);
	struct job job = claim(c, "a");
	ask(c, "x", 5);
	ask(c, "x", 5);
	assert_none(c);
	unit_ok(c, queue_finish(c, &job));
	assert_counts(c, 1, 0, 0);
	job = claim(c, "a");
	assert_int_equal(job.tries, 1);
	unit_ok(c, queue_finish(c, &job));
	assert_counts(c, 0, 0, 0);
}

static void test_lease__ends_and_another_takes_it(void **state)
{
	struct ctx *c = unit_db(state);
	at(1000);
	ask(c, "x", 5);
	struct job old = claim(c, "a");
	at(1059);
	assert_none(c);
	unit_ok(c, queue_renew(c, &old, 60));
	at(1118);
	assert_none(c);
	at(1119);
	struct job job = claim(c, "b");
	assert_int_equal(job.tries, 2);
	assert_false(queue_renew(c, &old, 60));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	assert_false(queue_finish(c, &old));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	assert_false(queue_fail(c, &old, 3, &c->err));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	assert_counts(c, 0, 1, 0);
	unit_ok(c, queue_finish(c, &job));
}

static void test_lease__taken_again_by_the_same_owner_is_another(void **state)
{
	struct ctx *c = unit_db(state);
	at(1000);
	ask(c, "x", 5);
	struct job old = claim(c, "a");
	at(2000);
	struct job job = claim(c, "a");
	assert_false(queue_finish(c, &old));
	unit_ok(c, queue_finish(c, &job));
}

static void test_failure__waits_longer_each_time_then_is_set_aside(void **state)
{
	static const int waits[] = { 10, 40, 160 };
	struct ctx *c = unit_db(state);
	struct err why = { .kind = ERR_BUSY,
			   .text = "the page {0} is stuck",
			   .args = { STR("7") } };
	int now = 1000;
	at(now);
	ask(c, "x", 5);
	for (size_t i = 0; i < COUNT_OF(waits); i++) {
		struct job job = claim(c, "a");
		assert_int_equal(job.tries, i + 1);
		unit_ok(c, queue_fail(c, &job, 4, &why));
		at(now + waits[i] - 1);
		assert_none(c);
		at(now += waits[i]);
	}
	struct job job = claim(c, "a");
	unit_ok(c, queue_fail(c, &job, 4, &why));
	assert_counts(c, 0, 0, 1);
	at(now + 1000000);
	assert_none(c);
	static const struct sql reason = { "reason", "SELECT reason FROM job",
					   "SELECT reason FROM job" };
	struct stmt *q = db_query(c, &reason);
	unit_ok(c, db_one(q));
	assert_true(str_find(db_text(q, 0), STR("the page 7 is stuck")) < db_text(q, 0).n);
	unit_ok(c, db_done(q));
	ask(c, "x", 5); /* asked again: a new chance */
	job = claim(c, "a");
	assert_int_equal(job.tries, 1);
	unit_ok(c, queue_fail(c, &job, 1, &why));
	assert_counts(c, 0, 0, 1);
	unit_ok(c, queue_retry(c)); /* and so when somebody starts the work anew */
	assert_int_equal(claim(c, "a").tries, 1);
}

static void test_failure__of_work_asked_meanwhile_is_not_set_aside(void **state)
{
	struct ctx *c = unit_db(state);
	struct err why = { .kind = ERR_BUSY, .text = "no" };
	at(1000);
	ask(c, "x", 5);
	struct job job = claim(c, "a");
	ask(c, "x", 5);
	unit_ok(c, queue_fail(c, &job, 1, &why));
	assert_counts(c, 1, 0, 0);
	at(5000);
	assert_int_equal(claim(c, "a").tries, 1);
}

static void test_release__gives_up_an_owners_leases_only(void **state)
{
	struct ctx *c = unit_db(state);
	at(1000);
	ask(c, "x", 1);
	ask(c, "y", 2);
	claim(c, "dead");
	claim(c, "alive");
	unit_ok(c, queue_release(c, STR("dead")));
	assert_counts(c, 1, 1, 0);
	assert_str(claim(c, "b").key, "x");
	assert_none(c);
}

static void test_add__stands_in_the_callers_transaction(void **state)
{
	struct ctx *c = unit_db(state);
	at(1000);
	unit_ok(c, db_begin(c));
	ask(c, "x", 1);
	db_rollback(c);
	assert_none(c);
}

enum { JOBS = 96, RUNNERS = 4 };

/* Each finishes what it took; a job taken twice would be found gone, and fail. */
static int runs_all(struct ctx *c, void *arg, int i)
{
	struct str owner = str_print(c->mem, "runner-%d", i);
	int done = 0;
	for (;;) {
		struct job_list list;
		if (!queue_claim_many(c, STR("derive"), owner, 600, 1 + (size_t)i, &list))
			return -1;
		if (!list.n)
			return done;
		for (size_t n = 0; n < list.n; n++, done++)
			if (!queue_finish(c, &list.at[n]))
				return -1;
	}
}

static void test_claim__by_many_processes_never_gives_one_job_twice(void **state)
{
	struct ctx *c = unit_db(state);
	at(1000);
	unit_ok(c, db_begin(c));
	for (int i = 0; i < JOBS; i++)
		ask(c, str_print(c->mem, "k%d", i).s, i % 3);
	unit_ok(c, db_commit(c));
	assert_int_equal(unit_db_processes(RUNNERS, runs_all, NULL), JOBS);
	assert_counts(c, 0, 0, 0);
}

/* Takes, keeps, and says how many: nothing is finished, so every job is taken exactly once. */
static int takes_all(struct ctx *c, void *arg, int i)
{
	struct str owner = str_print(c->mem, "taker-%d", i);
	struct job job;
	int taken = 0;
	while (queue_claim(c, STR("derive"), owner, 600, &job))
		taken++;
	return c->err.kind == ERR_ABSENT ? taken : -1;
}

static void test_claim__of_kept_leases_shares_them_out(void **state)
{
	struct ctx *c = unit_db(state);
	at(1000);
	unit_ok(c, db_begin(c));
	for (int i = 0; i < 60; i++)
		ask(c, str_print(c->mem, "k%d", i).s, 0);
	unit_ok(c, db_commit(c));
	assert_int_equal(unit_db_processes(RUNNERS, takes_all, NULL), 60);
	assert_counts(c, 0, 60, 0);
}

static int asks_all(struct ctx *c, void *arg, int i)
{
	for (int n = 0; n < 40; n++)
		if (!queue_add(c, STR("derive"), str_print(c->mem, "k%d", n), i))
			return -1;
	return 1;
}

static void test_add__by_many_processes_is_one_job_each(void **state)
{
	struct ctx *c = unit_db(state);
	at(1000);
	assert_int_equal(unit_db_processes(RUNNERS, asks_all, NULL), RUNNERS);
	assert_counts(c, 40, 0, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_BOTH(test_claim__takes_by_priority_then_age),
		ON_BOTH(test_claim_many__in_order_up_to_max),
		ON_BOTH(test_same_work__waiting_is_one_job),
		ON_BOTH(test_same_work__running_runs_once_more),
		ON_BOTH(test_lease__ends_and_another_takes_it),
		ON_BOTH(test_lease__taken_again_by_the_same_owner_is_another),
		ON_BOTH(test_failure__waits_longer_each_time_then_is_set_aside),
		ON_BOTH(test_failure__of_work_asked_meanwhile_is_not_set_aside),
		ON_BOTH(test_release__gives_up_an_owners_leases_only),
		ON_BOTH(test_add__stands_in_the_callers_transaction),
		ON_BOTH(test_claim__by_many_processes_never_gives_one_job_twice),
		ON_BOTH(test_claim__of_kept_leases_shares_them_out),
		ON_BOTH(test_add__by_many_processes_is_one_job_each),
	};
	return cmocka_run_group_tests_name("queue", tests, NULL, NULL);
}
