/* Accounts, their roles and passwords, on both engines. */
#include "tests.h"

#include <stdlib.h>

void clock_is(int64_t now)
{
	char text[32];
	snprintf(text, sizeof text, "%lld", (long long)now);
	setenv("KERUEN_NOW", text, 1);
}

struct account reader(struct ctx *c, const char *login)
{
	struct account a = { .login = str_of(login), .name = STR("Әлия"), .role = ROLE_READER };
	unit_ok(c, account_add(c, &a, STR("a long password")));
	return a;
}

static void test_added__comes_back_whole(void **state)
{
	struct ctx *c = unit_db(state);
	struct account a = { .login = STR("  Aliya "),
			     .name = STR("Әлия Сәрсенова"),
			     .role = ROLE_CATALOGUER,
			     .lang = STR("kk") };
	struct account got;
	unit_ok(c, account_add(c, &a, STR_NONE));
	assert_true(a.id > 0);
	unit_ok(c, account_by_login(c, STR("ALIYA"), &got));
	assert_int_equal(got.id, a.id);
	assert_str(got.login, "aliya");
	assert_str(got.name, "Әлия Сәрсенова");
	assert_str(got.lang, "kk");
	assert_int_equal(got.role, ROLE_CATALOGUER);
	assert_true(got.invited);
	assert_false(got.closed);
	a.role = ROLE_ADMINISTRATOR;
	a.name = STR("Ә. Сәрсенова");
	unit_ok(c, account_set(c, &a));
	unit_ok(c, account_get(c, a.id, &got));
	assert_int_equal(got.role, ROLE_ADMINISTRATOR);
	assert_str(got.name, "Ә. Сәрсенова");
}

static void test_login__is_given_once(void **state)
{
	struct ctx *c = unit_db(state);
	reader(c, "aliya");
	struct account b = { .login = STR("Aliya"), .name = STR("B"), .role = ROLE_READER };
	assert_false(account_add(c, &b, STR_NONE));
	assert_int_equal(c->err.kind, ERR_CONFLICT);
}

static void test_bad_values__are_refused(void **state)
{
	static const struct account bad[] = {
		{ .login = { "ab", 2 }, .name = { "A", 1 }, .role = ROLE_READER },
		{ .login = { "a b", 3 }, .name = { "A", 1 }, .role = ROLE_READER },
		{ .login = { "ab\0d", 4 }, .name = { "A", 1 }, .role = ROLE_READER },
		{ .login = { "aliya", 5 }, .name = { " ", 1 }, .role = ROLE_READER },
		{ .login = { "aliya", 5 }, .name = { "\xFF", 1 }, .role = ROLE_READER },
		{ .login = { "aliya", 5 }, .name = { "A", 1 }, .role = ROLE_NOBODY },
		{ .login = { "aliya", 5 },
		  .name = { "A", 1 },
		  .role = ROLE_READER,
		  .lang = { "xx", 2 } },
	};
	struct ctx *c = unit_db(state);
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct account a = bad[i];
		assert_false(account_add(c, &a, STR_NONE));
		assert_int_equal(c->err.kind, ERR_INVALID);
	}
	struct account a = { .login = STR("aliya"), .name = STR("A"), .role = ROLE_READER };
	a.partner = 77;
	assert_false(account_add(c, &a, STR_NONE));
	assert_int_equal(c->err.kind, ERR_ABSENT);
}

static void test_password__must_be_long_and_ones_own(void **state)
{
	static const char *const bad[] = { "short", "nine char", "aaaaaaaaaaaaaa",
					   "my aliya password" };
	struct ctx *c = unit_db(state);
	struct str question;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		assert_false(account_password_ask(c, STR("Aliya"), str_of(bad[i]), &question));
		assert_int_equal(c->err.kind, ERR_INVALID);
	}
	char *longest = arena_take(c->mem, 300);
	memset(longest, 'x', 257);
	assert_false(account_password_ask(c, STR("aliya"), str_of(longest), &question));
	assert_false(account_password_ask(c, STR("aliya"), STR("latin \xFF\xFE bytes"), &question));
	/* ten letters are ten, whatever their bytes */
	assert_false(account_password_ask(c, STR("aliya"), STR("құпиясөз"), &question));
	unit_ok(c, account_password_ask(c, STR("aliya"), STR("құпия сөзім"), &question));
}

static void test_password__is_kept_as_argon2id(void **state)
{
	struct ctx *c = unit_db(state);
	struct str question, answer;
	unit_ok(c, account_password_ask(c, STR("aliya"), STR("a long password"), &question));
	answer = account_answer(c->mem, question);
	assert_true(str_starts(answer, "$argon2id$v=19$m=19456,t=2,p=1$"));
	assert_false(str_same(answer, account_answer(c->mem, question))); /* salted */
	assert_true(str_find(answer, STR("long")) == answer.n);
	assert_str(account_answer(c->mem, STR("nonsense")), "");
	assert_str(account_answer(c->mem, STR("fits\nno hash\na long password")), "no");
}

static void test_role__holds_within_its_partner(void **state)
{
	struct account a = { .id = 1, .partner = 3, .role = ROLE_CATALOGUER };
	struct account office = { .id = 2, .partner = 0, .role = ROLE_CATALOGUER };
	struct account nobody = { 0 };
	assert_true(account_may(&a, ROLE_CATALOGUER, 3));
	assert_true(account_may(&a, ROLE_READER, 3));
	assert_false(account_may(&a, ROLE_ADMINISTRATOR, 3));
	assert_false(account_may(&a, ROLE_CATALOGUER, 4));
	assert_false(account_may(&a, ROLE_CATALOGUER, 0));
	assert_true(account_may(&office, ROLE_CATALOGUER, 4));
	assert_false(account_may(&office, ROLE_ADMINISTRATOR, 4));
	assert_false(account_may(&nobody, ROLE_NOBODY, 0));
	a.closed = true;
	assert_false(account_may(&a, ROLE_READER, 3));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_BOTH(test_added__comes_back_whole),
		ON_BOTH(test_login__is_given_once),
		ON_BOTH(test_bad_values__are_refused),
		ON_SQLITE(test_password__must_be_long_and_ones_own),
		ON_SQLITE(test_password__is_kept_as_argon2id),
		cmocka_unit_test(test_role__holds_within_its_partner),
	};
	int failed = cmocka_run_group_tests_name("accounts", tests, NULL, NULL);
	return failed + session_tests() + list_tests();
}
