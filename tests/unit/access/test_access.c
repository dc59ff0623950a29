/*
 * The decision on access, over every level, action, page, place and day. What is expected is
 * written here a second time, as letters, and not computed from the table that is tested.
 */
#include "unit.h"
#include "access/access.h"

enum { N = 24 };

static void say_failed(const char *fmt, ...) PRINTF_LIKE(1, 2);
static void say_failed(const char *fmt, ...)
{
	char text[200];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	print_error("%s\n", text);
	assert_true(false);
}

/* A line a level, a letter an action: + always, - never, 1 only pages 1..N, p no page or 1..N. */
struct expected {
	const char *name;
	enum access_level level;
	bool onsite, embargo;
	/*                     list, read record, read page, zoom, read text, search inside, play,
	 * print, save page, save excerpt, save whole, harvest record, harvest file, restore */
	const char *actions;
};

static const struct expected table[] = {
	{ "open", LEVEL_OPEN, false, false, "+++++++++++++-" },
	{ "open, on site", LEVEL_OPEN, true, false, "+++++++++++++-" },
	{ "read", LEVEL_READ, false, false, "+++++++----+--" },
	{ "read, on site", LEVEL_READ, true, false, "+++++++----+--" },
	{ "excerpt", LEVEL_EXCERPT, false, false, "+++++++11p-+--" },
	{ "excerpt, on site", LEVEL_EXCERPT, true, false, "+++++++11p-+--" },
	{ "onsite", LEVEL_ONSITE, false, false, "++---------+--" },
	{ "onsite, on site", LEVEL_ONSITE, true, false, "+++++++----+--" },
	{ "closed", LEVEL_CLOSED, false, false, "++---------+--" },
	{ "closed, on site", LEVEL_CLOSED, true, false, "++---------+--" },
	{ "open, embargo", LEVEL_OPEN, false, true, "++---------+--" },
	{ "open, embargo, on site", LEVEL_OPEN, true, true, "++---------+--" },
	{ "read, embargo", LEVEL_READ, false, true, "++---------+--" },
	{ "read, embargo, on site", LEVEL_READ, true, true, "++---------+--" },
	{ "excerpt, embargo", LEVEL_EXCERPT, false, true, "++---------+--" },
	{ "excerpt, embargo, on site", LEVEL_EXCERPT, true, true, "++---------+--" },
	{ "onsite, embargo", LEVEL_ONSITE, false, true, "++---------+--" },
	{ "onsite, embargo, on site", LEVEL_ONSITE, true, true, "++---------+--" },
	{ "closed, embargo", LEVEL_CLOSED, false, true, "++---------+--" },
	{ "closed, embargo, on site", LEVEL_CLOSED, true, true, "++---------+--" },
	{ "a level nobody knows", (enum access_level)99, true, false, "++---------+--" },
};

static const int pages[] = { 0, 1, 2, N - 1, N, N + 1, 1000000, -1 };

static bool expected_answer(char letter, int page)
{
	if (page < 0)
		return false;
	return letter == '+' || (letter == '1' && page >= 1 && page <= N) ||
	       (letter == 'p' && page <= N);
}

static const int64_t now = 1795312800; /* 2026-11-22T02:00:00Z */

static void test_decision__over_everything(void **state)
{
	for (size_t i = 0; i < COUNT_OF(table); i++) {
		const struct expected *e = &table[i];
		struct access_who who = { .onsite = e->onsite };
		struct access_terms terms = { e->level, N,
					      e->embargo ? STR("2026-11-23") : STR("") };
		assert_int_equal(strlen(e->actions), ACT_COUNT);
		for (int a = 0; a < ACT_COUNT; a++)
			for (size_t p = 0; p < COUNT_OF(pages); p++) {
				bool want = expected_answer(e->actions[a], pages[p]);
				struct access_answer got = access_decide(
					&who, &terms, (enum access_action)a, pages[p], now);
				if (got.allowed != want)
					say_failed("%s, %s, page %d: allowed %d", e->name,
						   access_action_name((enum access_action)a),
						   pages[p], got.allowed);
				assert_int_equal(got.reason == NULL, got.allowed);
			}
	}
}

static void test_embargo__ends_with_its_day(void **state)
{
	static const struct {
		struct str until;
		bool open;
	} days[] = {
		{ { "", 0 }, true },
		{ { NULL, 0 }, true },
		{ { "2026-11-21", 10 }, true },
		{ { "2026-11-22", 10 }, true }, /* closed before that day */
		{ { "2026-11-23", 10 }, false },
		{ { "2027-01-01", 10 }, false },
		{ { "0000-01-01", 10 }, true },
		{ { "9999-12-31", 10 }, false },
		/* what cannot be read stays closed */
		{ { "2026-11", 7 }, false },
		{ { "22.11.2020", 10 }, false },
		{ { "2026-11-0x", 10 }, false },
		{ { "2020-13-01", 10 }, false },
		{ { "2020-00-10", 10 }, false },
		{ { "2020-01--1", 10 }, false },
		{ { "2020-01-01T", 11 }, false },
	};
	struct access_who who = { 0 };
	for (size_t i = 0; i < COUNT_OF(days); i++) {
		struct access_terms terms = { LEVEL_OPEN, N, days[i].until };
		bool got = access_decide(&who, &terms, ACT_READ_PAGE, 1, now).allowed;
		if (got != days[i].open)
			say_failed("embargo %.*s: allowed %d", STR_ARGS(days[i].until), got);
	}
}

static void test_embargo__names_its_day_where_it_has_one(void **state)
{
	struct access_who who = { 0 };
	struct access_terms terms = { LEVEL_OPEN, N, STR("2027-01-01") };
	struct access_answer a = access_decide(&who, &terms, ACT_READ_PAGE, 1, now);
	assert_string_equal(a.reason, "this document is closed to readers until {0}");
	assert_true(str_is(a.until, "2027-01-01"));
	terms.embargo = STR("some day");
	a = access_decide(&who, &terms, ACT_READ_PAGE, 1, now);
	assert_null(strstr(a.reason, "{0}"));
	assert_int_equal(a.until.n, 0);
	terms = (struct access_terms){ LEVEL_CLOSED, N, STR("2020-01-01") };
	a = access_decide(&who, &terms, ACT_READ_PAGE, 1, now);
	assert_int_equal(a.until.n, 0);
}

static void test_excerpt__of_no_pages_saves_none(void **state)
{
	struct access_who who = { 0 };
	struct access_terms terms = { .level = LEVEL_EXCERPT, .excerpt_pages = 0 };
	assert_false(access_decide(&who, &terms, ACT_SAVE_EXCERPT, 0, now).allowed);
	assert_false(access_decide(&who, &terms, ACT_SAVE_PAGE, 1, now).allowed);
	assert_true(access_decide(&who, &terms, ACT_READ_PAGE, 500, now).allowed);
	terms.excerpt_pages = -5;
	assert_false(access_decide(&who, &terms, ACT_SAVE_EXCERPT, 0, now).allowed);
}

static void test_levels__by_name_and_back(void **state)
{
	static const char *const names[] = { "open", "read", "excerpt", "onsite", "closed" };
	enum access_level level;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		assert_true(access_level_of(str_of(names[i]), &level));
		assert_int_equal(level, i);
		assert_string_equal(access_level_name(level), names[i]);
	}
	assert_false(access_level_of(STR("Open"), &level));
	assert_false(access_level_of(STR(""), &level));
	assert_false(access_level_of(STR("openly"), &level));
}

static void test_phrase__says_what_the_decision_does(void **state)
{
	struct access_who here = { .onsite = true }, away = { 0 };
	struct access_terms t = { LEVEL_ONSITE, N, STR("") };
	assert_string_equal(access_phrase(&here, &t, now), "may be read here, not saved");
	assert_string_equal(access_phrase(&away, &t, now),
			    "may be read inside the member libraries only");
	t.embargo = STR("2030-01-01");
	assert_string_equal(access_phrase(&here, &t, now), "not open to readers yet");
	t = (struct access_terms){ LEVEL_EXCERPT, N, STR("") };
	assert_string_equal(access_phrase(&away, &t, now),
			    "may be read here; the first pages may be saved");
	t.level = LEVEL_OPEN;
	assert_string_equal(access_phrase(&away, &t, now), "may be read and saved");
	t.level = LEVEL_CLOSED;
	assert_string_equal(access_phrase(&here, &t, now), "not open to readers");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decision__over_everything),
		cmocka_unit_test(test_embargo__ends_with_its_day),
		cmocka_unit_test(test_embargo__names_its_day_where_it_has_one),
		cmocka_unit_test(test_excerpt__of_no_pages_saves_none),
		cmocka_unit_test(test_levels__by_name_and_back),
		cmocka_unit_test(test_phrase__says_what_the_decision_does),
	};
	return cmocka_run_group_tests_name("access", tests, NULL, NULL);
}
