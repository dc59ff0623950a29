/* Signing in and out, sessions that end, guesses that are slowed down; on both engines. */
#include "tests.h"

static const int64_t START = 1795300000;

static struct str session(struct ctx *c, const char *login)
{
	struct account got;
	struct str token;
	unit_ok(c, account_enter(c, str_of(login), STR("a long password"), STR("10.0.0.1"), &got,
				 &token));
	return token;
}

static int64_t whose(struct ctx *c, struct str token)
{
	struct account got;
	unit_ok(c, account_of_token(c, token, &got));
	return got.id;
}

static enum err_kind guess(struct ctx *c, const char *login, const char *password, const char *peer)
{
	struct account got;
	struct str token;
	err_clear(c);
	if (account_enter(c, str_of(login), str_of(password), str_of(peer), &got, &token))
		return ERR_NONE;
	return c->err.kind;
}

static void test_entering__gives_a_session(void **state)
{
	struct ctx *c = unit_db(state);
	clock_is(START);
	struct account a = reader(c, "aliya");
	struct str token = session(c, " Aliya ");
	assert_int_equal(token.n, 64);
	assert_int_equal(whose(c, token), a.id);
	assert_int_equal(whose(c, STR("x")), 0);
	char other[65];
	snprintf(other, sizeof other, "%.*s", STR_ARGS(token));
	other[0] = other[0] == '0' ? '1' : '0';
	assert_int_equal(whose(c, str_of(other)), 0);
	unit_ok(c, account_leave(c, token));
	assert_int_equal(whose(c, token), 0);
}

static void test_token__is_not_in_the_database(void **state)
{
	struct ctx *c = unit_db(state);
	clock_is(START);
	reader(c, "aliya");
	struct str token = session(c, "aliya");
	char sql[200];
	snprintf(sql, sizeof sql,
		 "INSERT INTO list SELECT token, account, 'x', 'x', 0, 0, 0 FROM session"
		 " WHERE token = '%.*s'",
		 STR_ARGS(token));
	unit_ok(c, unit_db_run(c, sql));
	struct lists l;
	unit_ok(c, lists_of(c, 1, &l));
	assert_int_equal(l.n, 0);
}

static void test_session__ends_when_idle_and_when_old(void **state)
{
	struct ctx *c = unit_db(state);
	clock_is(START);
	struct account a = reader(c, "aliya");
	struct str token = session(c, "aliya");
	clock_is(START + 8 * 3600 - 1);
	assert_int_equal(whose(c, token), a.id); /* and prolongs it */
	clock_is(START + 9 * 3600);
	assert_int_equal(whose(c, token), a.id);
	clock_is(START + 17 * 3600 + 1);
	assert_int_equal(whose(c, token), 0);

	clock_is(START);
	token = session(c, "aliya");
	for (int64_t t = 0; t < 14 * 86400; t += 6 * 3600) {
		clock_is(START + t);
		assert_int_equal(whose(c, token), a.id);
	}
	clock_is(START + 14 * 86400);
	assert_int_equal(whose(c, token), 0);
}

static void test_closing_or_another_password__ends_all_sessions(void **state)
{
	struct ctx *c = unit_db(state);
	clock_is(START);
	struct account a = reader(c, "aliya");
	struct str one = session(c, "aliya"), two = session(c, "aliya");
	unit_ok(c, account_set_password(c, a.id, STR("another password")));
	assert_int_equal(whose(c, one), 0);
	assert_int_equal(whose(c, two), 0);
	assert_int_equal(guess(c, "aliya", "a long password", "10.0.0.1"), ERR_DENIED);
	assert_int_equal(guess(c, "aliya", "another password", "10.0.0.1"), ERR_NONE);
	unit_ok(c, account_session(c, a.id, &one));
	a.closed = true;
	unit_ok(c, account_set(c, &a));
	assert_int_equal(whose(c, one), 0);
	assert_int_equal(guess(c, "aliya", "another password", "10.0.0.1"), ERR_DENIED);
}

static void test_wrong__is_not_told_apart(void **state)
{
	struct ctx *c = unit_db(state);
	clock_is(START);
	reader(c, "aliya");
	struct account waiting = { .login = STR("dana"), .name = STR("D"), .role = ROLE_READER };
	unit_ok(c, account_add(c, &waiting, STR_NONE));
	static const char *const logins[] = { "aliya", "nobody", "dana", "x", "a b", "" };
	const char *said = NULL;
	for (size_t i = 0; i < COUNT_OF(logins); i++) {
		assert_int_equal(guess(c, logins[i], "wrong", "10.0.0.1"), ERR_DENIED);
		assert_true(!said || strcmp(said, c->err.text) == 0);
		said = c->err.text;
	}
	assert_int_equal(guess(c, "dana", "", "10.0.0.1"), ERR_DENIED);
}

static void test_guessing__is_slowed_by_login(void **state)
{
	struct ctx *c = unit_db(state);
	char peer[16];
	clock_is(START);
	reader(c, "aliya");
	reader(c, "dana");
	for (int i = 0; i < 6; i++) {
		snprintf(peer, sizeof peer, "10.0.1.%d", i);
		assert_int_equal(guess(c, "aliya", "wrong", peer), i < 5 ? ERR_DENIED : ERR_LIMIT);
	}
	assert_int_equal(guess(c, "aliya", "a long password", "10.0.0.1"), ERR_LIMIT);
	assert_int_equal(guess(c, "dana", "a long password", "10.0.0.1"), ERR_NONE);
	clock_is(START + 2);
	assert_int_equal(guess(c, "aliya", "a long password", "10.0.0.1"), ERR_NONE);
	assert_int_equal(guess(c, "aliya", "wrong", "10.0.0.1"), ERR_DENIED); /* forgotten */
}

static void test_guessing__is_slowed_by_address(void **state)
{
	struct ctx *c = unit_db(state);
	char login[16];
	clock_is(START);
	reader(c, "aliya");
	for (int i = 0; i < 20; i++) {
		snprintf(login, sizeof login, "user%d", i);
		assert_int_equal(guess(c, login, "wrong", "2001:db8:1:2:3::4"), ERR_DENIED);
	}
	/* the same home, another machine in it; and another home */
	assert_int_equal(guess(c, "user99", "wrong", "2001:db8:1:2:9::9"), ERR_LIMIT);
	assert_int_equal(guess(c, "user98", "wrong", "2001:db8:1:3:3::4"), ERR_DENIED);
	/* an account of one's own does not free one to guess at others */
	clock_is(START + 2);
	assert_int_equal(guess(c, "aliya", "a long password", "2001:db8:1:2:3::4"), ERR_NONE);
	assert_int_equal(guess(c, "user97", "wrong", "2001:db8:1:2:3::4"), ERR_LIMIT);
}

static void test_form_token__fits_its_session_alone(void **state)
{
	struct ctx *c = unit_begin();
	static const char
		one[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
		two[] = "10112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
	struct str form = account_form_token(c->mem, str_of(one));
	assert_true(account_form_token_fits(str_of(one), form));
	assert_false(account_form_token_fits(str_of(two), form));
	assert_false(account_form_token_fits(str_of(one), STR("")));
	assert_false(account_form_token_fits(str_of(one), str_upto(form, form.n - 1)));
	assert_false(account_form_token_fits(STR(""), account_form_token(c->mem, STR(""))));
	unit_end(c);
}

static void test_invitation__is_taken_once_and_in_time(void **state)
{
	struct ctx *c = unit_db(state);
	struct account a = { .login = STR("dana"), .name = STR("D"), .role = ROLE_READER }, got;
	struct str token, late;
	clock_is(START);
	unit_ok(c, account_add(c, &a, STR_NONE));
	unit_ok(c, account_invite(c, a.id, &late));
	clock_is(START + 7 * 86400);
	assert_false(account_of_invitation(c, late, &got));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	unit_ok(c, account_invite(c, a.id, &token));
	unit_ok(c, account_of_invitation(c, token, &got));
	assert_int_equal(got.id, a.id);
	unit_ok(c, account_set_password(c, a.id, STR("a long password")));
	assert_false(account_of_invitation(c, token, &got));
	assert_int_equal(whose(c, session(c, "dana")), a.id);
}

static void test_attempts__of_another_kind_are_counted_by_the_hour(void **state)
{
	struct ctx *c = unit_db(state);
	clock_is(START);
	for (int i = 0; i < 3; i++)
		unit_ok(c, account_attempt(c, "register", STR("10.0.0.1"), 3));
	assert_false(account_attempt(c, "register", STR("10.0.0.1"), 3));
	assert_int_equal(c->err.kind, ERR_LIMIT);
	unit_ok(c, account_attempt(c, "register", STR("10.0.0.2"), 3));
	clock_is(START + 3601);
	unit_ok(c, account_attempt(c, "register", STR("10.0.0.1"), 3));
}

int session_tests(void)
{
	const struct CMUnitTest tests[] = {
		ON_BOTH(test_entering__gives_a_session),
		ON_BOTH(test_token__is_not_in_the_database),
		ON_BOTH(test_session__ends_when_idle_and_when_old),
		ON_BOTH(test_closing_or_another_password__ends_all_sessions),
		ON_BOTH(test_wrong__is_not_told_apart),
		ON_BOTH(test_guessing__is_slowed_by_login),
		ON_BOTH(test_guessing__is_slowed_by_address),
		cmocka_unit_test(test_form_token__fits_its_session_alone),
		ON_BOTH(test_invitation__is_taken_once_and_in_time),
		ON_BOTH(test_attempts__of_another_kind_are_counted_by_the_hour),
	};
	return cmocka_run_group_tests_name("sessions", tests, NULL, NULL);
}
