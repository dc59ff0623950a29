/* The register of deliveries, on both engines. */
#include "db/unit_db.h"
#include "deposit/deposit.h"

#include <stdlib.h>

static int64_t begun(struct ctx *c)
{
	struct partner p = { .code = STR("nlrk"), .name = { STR("Кітапхана") } };
	struct deposit d = { .source = STR("/media/disc"), .terms = { LEVEL_READ, 24, STR_NONE } };
	unit_ok(c, partner_add(c, &p, &d.partner));
	int64_t id = 0;
	setenv("KERUEN_NOW", "5000", 1);
	unit_ok(c, deposit_begin(c, &d, &id));
	return id;
}

static void add(struct ctx *c, int64_t deposit, const char *path, enum deposit_result result)
{
	struct deposit_item item = {
		.deposit = deposit,
		.path = str_of(path),
		.result = result,
		.document = result == DEPOSIT_REFUSED ? STR_NONE : STR("0000000000000"),
		.reason = result == DEPOSIT_REFUSED ? STR("the file is empty") : STR_NONE,
		.bytes = 3000000000,
		.pages = 12,
		.ms = 70,
	};
	unit_ok(c, deposit_add_item(c, &item));
}

static void test_delivery__counts_its_items_when_it_ends(void **state)
{
	struct ctx *c = unit_db(state);
	int64_t id = begun(c);
	struct deposit d;
	unit_ok(c, deposit_get(c, id, &d));
	assert_int_equal(d.begun, 5000);
	assert_int_equal(d.ended, 0);
	add(c, id, "b.pdf", DEPOSIT_TAKEN);
	add(c, id, "a.pdf", DEPOSIT_TAKEN);
	add(c, id, "c.pdf", DEPOSIT_KNOWN);
	add(c, id, "d.exe", DEPOSIT_REFUSED);
	setenv("KERUEN_NOW", "5060", 1);
	unit_ok(c, deposit_end(c, id));
	unit_ok(c, deposit_get(c, id, &d));
	assert_int_equal(d.ended, 5060);
	assert_int_equal(d.taken, 2);
	assert_int_equal(d.known, 1);
	assert_int_equal(d.refused, 1);
	assert_true(d.bytes == 12000000000);
	assert_str(d.source, "/media/disc");
	assert_int_equal(d.terms.level, LEVEL_READ);
}

static void test_items__come_by_path_with_their_reasons(void **state)
{
	struct ctx *c = unit_db(state);
	int64_t id = begun(c);
	add(c, id, "b.exe", DEPOSIT_REFUSED);
	add(c, id, "a.pdf", DEPOSIT_TAKEN);
	struct deposit_items items;
	unit_ok(c, deposit_items(c, id, &items));
	assert_int_equal(items.n, 2);
	assert_str(items.at[0].path, "a.pdf");
	assert_int_equal(items.at[0].result, DEPOSIT_TAKEN);
	assert_str(items.at[0].document, "0000000000000");
	assert_str(items.at[1].reason, "the file is empty");
	assert_str(items.at[1].document, "");
	assert_int_equal(items.at[1].pages, 12);
	unit_ok(c, deposit_items(c, id + 100, &items));
	assert_int_equal(items.n, 0);
}

static void test_item__of_the_same_path_replaces(void **state)
{
	struct ctx *c = unit_db(state);
	int64_t id = begun(c);
	add(c, id, "a.pdf", DEPOSIT_REFUSED);
	add(c, id, "a.pdf", DEPOSIT_TAKEN);
	struct deposit_items items;
	unit_ok(c, deposit_items(c, id, &items));
	assert_int_equal(items.n, 1);
	assert_int_equal(items.at[0].result, DEPOSIT_TAKEN);
	assert_str(items.at[0].reason, "");
}

static void test_absent__delivery_and_partner(void **state)
{
	struct ctx *c = unit_db(state);
	struct deposit d;
	assert_false(deposit_get(c, 7, &d));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	assert_false(deposit_end(c, 7));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	d = (struct deposit){ .partner = 77, .source = STR("x") };
	int64_t id;
	assert_false(deposit_begin(c, &d, &id));
	assert_int_equal(c->err.kind, ERR_CONFLICT);
}

static void test_result__has_a_name(void **state)
{
	assert_string_equal(deposit_result_name(DEPOSIT_TAKEN), "taken");
	assert_string_equal(deposit_result_name(DEPOSIT_KNOWN), "known");
	assert_string_equal(deposit_result_name(DEPOSIT_REFUSED), "refused");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_BOTH(test_delivery__counts_its_items_when_it_ends),
		ON_BOTH(test_items__come_by_path_with_their_reasons),
		ON_BOTH(test_item__of_the_same_path_replaces),
		ON_BOTH(test_absent__delivery_and_partner),
		cmocka_unit_test(test_result__has_a_name),
	};
	return cmocka_run_group_tests_name("deposit", tests, NULL, NULL);
}
