/* Every route against every role: who may ask, which forms are taken, what may be kept. */
#include "ask.h"
#include "web/pages.h"
#include "web/sign.h"

int web_sign_tests(void);

#define WRONG(...)                                                                                 \
	do {                                                                                       \
		print_error(__VA_ARGS__);                                                          \
		_fail(__FILE__, __LINE__);                                                         \
	} while (0)

/* The row's pattern with every place filled: with what there is, or with 1. */
static const char *target_of(const struct web_page *p)
{
	struct buf b;
	struct str path = str_of(p->path);
	buf_init(&b, worker.c.mem, 0);
	for (size_t at = 0; at < path.n; at++) {
		if (path.s[at] != '{') {
			buf_add_char(&b, path.s[at]);
			continue;
		}
		bool id = str_starts(str_from(path, at), "{id}");
		buf_add(&b, id ? ids[OPEN] : STR("1"));
		at += str_find_byte(str_from(path, at), '}');
	}
	return str_z(worker.c.mem, buf_str(&b));
}

static void check(const struct web_page *p, enum account_role as)
{
	const char *target = target_of(p);
	struct answer a = ask(p->method, target,
			      (struct asked){ .account = people[as], .site = "same-origin" });
	bool shown_in = !a.waits && a.r.status == 303 && strstr(location(&a), "/enter");
	bool refused = !a.waits && a.r.status == 403 &&
		       (holds(a.r.body, "does not allow") || holds(a.r.body, "must be signed in") ||
			holds(a.r.body, "did not come from"));
	bool may = as >= p->role;
	bool get_by_nobody = as == ROLE_NOBODY && p->method == WEB_GET;
	if (may && (refused || shown_in))
		WRONG("%s by %s: refused\n", target, account_role_name(as));
	if (!may && get_by_nobody && !shown_in)
		WRONG("%s by nobody: %d\n", target, a.r.status);
	if (!may && !get_by_nobody && !refused)
		WRONG("%s by %s: %d\n", target, account_role_name(as), a.r.status);
	if (as && a.r.type && strstr(a.r.type, "html") && a.r.cache != CACHE_NOTHING)
		WRONG("%s by %s may be kept\n", target, account_role_name(as));
}

static void test_routes__ask_every_role(void **state)
{
	size_t guarded = 0;
	for (const struct web_page *const *p = web_pages; *p; p++) {
		guarded += (*p)->role > ROLE_NOBODY;
		for (int as = ROLE_NOBODY; as < ROLES; as++)
			check(*p, (enum account_role)as);
	}
	assert_true(guarded >= 3);
}

static void test_routes__of_people_are_guarded(void **state)
{
	static const struct {
		const char *root;
		enum account_role least;
	} roots[] = { { "/me", ROLE_READER },
		      { "/leave", ROLE_READER },
		      { "/staff", ROLE_CATALOGUER },
		      { "/staff/people", ROLE_ADMINISTRATOR } };
	for (const struct web_page *const *p = web_pages; *p; p++)
		for (size_t i = 0; i < COUNT_OF(roots); i++)
			if (str_starts(str_of((*p)->path), roots[i].root) &&
			    (*p)->role < roots[i].least)
				WRONG("%s is for anybody\n", (*p)->path);
}

static void test_forms__of_others_are_refused(void **state)
{
	char other[65] = "";
	memset(other, 'a', 64);
	const struct asked bad[] = {
		{ people[ROLE_ADMINISTRATOR], NULL, NULL, NULL, NULL, 0 },
		{ people[ROLE_ADMINISTRATOR], "cross-site", NULL, NULL, NULL, 0 },
		{ people[ROLE_ADMINISTRATOR], "same-site", NULL, NULL, NULL, 0 },
		{ people[ROLE_ADMINISTRATOR], NULL, "https://evil.example", NULL, NULL, 0 },
		{ people[ROLE_ADMINISTRATOR], "same-origin", "null", NULL, NULL, 0 },
		{ people[ROLE_ADMINISTRATOR], NULL, "https://books.example.org.evil.example", NULL,
		  NULL, 0 },
	};
	const struct asked unsigned_form[] = {
		{ people[ROLE_ADMINISTRATOR], "same-origin", NULL, "", NULL, 0 },
		{ people[ROLE_ADMINISTRATOR], "same-origin", "http://books.example.org", other,
		  NULL, 0 },
	};
	size_t rows = 0;
	for (const struct web_page *const *p = web_pages; *p; p++) {
		if ((*p)->method != WEB_POST)
			continue;
		rows++;
		for (size_t i = 0; i < COUNT_OF(bad); i++) {
			struct answer a = ask(WEB_POST, target_of(*p), bad[i]);
			if (a.r.status != 403 || !holds(a.r.body, "did not come from"))
				WRONG("%s, form %zu: %d\n", (*p)->path, i, a.r.status);
		}
		for (size_t i = 0; (*p)->role && i < COUNT_OF(unsigned_form); i++) {
			struct answer a = ask(WEB_POST, target_of(*p), unsigned_form[i]);
			if (a.r.status != 403 || !holds(a.r.body, "did not come from"))
				WRONG("%s, unsigned form %zu: %d\n", (*p)->path, i, a.r.status);
		}
	}
	assert_true(rows >= 3);
}

static void test_forms__of_ours_are_taken(void **state)
{
	struct asked by = { people[ROLE_READER], NULL, "http://books.example.org", NULL, NULL, 0 };
	struct answer a = ask(WEB_POST, "/leave", by);
	assert_int_equal(a.r.status, 303);
	assert_string_equal(location(&a), "/?told=left");
	bool cleared = false;
	for (size_t i = 0; i < a.r.n_extra; i++)
		cleared |= str_is(a.r.extra[i].value,
				  "session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
	assert_true(cleared);
}

static void test_methods__are_told_apart(void **state)
{
	struct asked by = { people[ROLE_READER], "same-origin", NULL, NULL, NULL, 0 };
	assert_int_equal(ask(WEB_POST, "/help", by).r.status, 405);
	assert_int_equal(ask(WEB_GET, "/leave", by).r.status, 405);
	assert_int_equal(ask(WEB_GET, "/me", by).r.status, 200);
	assert_int_equal(ask(WEB_POST, "/nothing", by).r.status, 404);
}

static void test_pages__name_who_is_signed_in_and_are_not_kept(void **state)
{
	struct answer a = ask(WEB_GET, "/help", (struct asked){ .account = people[ROLE_READER] });
	assert_true(holds(a.r.body, "href=\"/me\""));
	assert_int_equal(a.r.cache, CACHE_NOTHING);
	a = ask(WEB_GET, "/help?x=1", (struct asked){ 0 });
	assert_false(holds(a.r.body, "href=\"/me\""));
	assert_true(holds(a.r.body, "/enter?to=%2Fhelp%3Fx%3D1"));
	assert_int_equal(a.r.cache, CACHE_CHECK);
	a = ask(WEB_GET, "/?told=saved", (struct asked){ 0 });
	assert_true(holds(a.r.body, "Saved."));
	a = ask(WEB_GET, "/?told=%3Cb%3E", (struct asked){ 0 });
	assert_false(holds(a.r.body, "role=\"status\""));
}

static void test_way_back__leads_nowhere_else(void **state)
{
	static const char *const bad[] = {
		"//evil.example", "https://evil.example", "/\\evil", "", "me", "/a b", "/a\nb",
		"/\t/evil"
	};
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_str(sign_way(str_of(bad[i])), "/");
	assert_str(sign_way(STR("/search?q=%D2%9B&n=2")), "/search?q=%D2%9B&n=2");
	assert_str(sign_target(STR("/join/0123")), "/join/");
	assert_str(sign_target(STR("/t/0123")), "/t/0123");
}

int web_sign_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_routes__ask_every_role),
		cmocka_unit_test(test_routes__of_people_are_guarded),
		cmocka_unit_test(test_forms__of_others_are_refused),
		cmocka_unit_test(test_forms__of_ours_are_taken),
		cmocka_unit_test(test_methods__are_told_apart),
		cmocka_unit_test(test_pages__name_who_is_signed_in_and_are_not_kept),
		cmocka_unit_test(test_way_back__leads_nowhere_else),
	};
	return cmocka_run_group_tests_name("signing in", tests, ask_begin, routes_end);
}
