/* Networks: read strictly, and what is in them. */
#include "unit.h"

int net_tests(void);

static bool reads(const char *text)
{
	struct net n;
	return net_parse(str_of(text), &n);
}

static bool holds(const char *list, const char *address)
{
	struct net_list l;
	struct str bad;
	assert_true(net_list_parse(unit_arena(), str_of(list), &l, &bad));
	return net_list_holds(&l, str_of(address));
}

static void test_net__takes_networks_and_single_addresses(void **state)
{
	static const char *const good[] = { "10.0.0.0/8",    "192.0.2.7",   "0.0.0.0/0", "::/0",
					    "2001:db8::/32", "2001:db8::1", "::1/128" };
	for (size_t i = 0; i < COUNT_OF(good); i++)
		assert_true(reads(good[i]));
}

static void test_net__refuses_what_is_no_network(void **state)
{
	static const char *const bad[] = { "",          "10.0.0.0/33", "10.0.0.1/8",     "10.0.0/8",
					   "10.0.0.0/", "10.0.0.0/-1", "2001:db8::1/32", "::/129",
					   "localhost", "1.2.3.4.5",   "10.0.0.0/8/8",   ":::" };
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_false(reads(bad[i]));
	assert_false(net_parse((struct str){ "10.0.0.1\0x", 10 }, &(struct net){ 0 }));
}

static void test_net__holds_its_addresses_and_no_others(void **state)
{
	struct ctx *c = unit_begin();
	assert_true(holds("10.0.0.0/8, 2001:db8::/33", "10.255.1.2"));
	assert_true(holds("10.0.0.0/8, 2001:db8::/33", "2001:db8:7fff::1"));
	assert_false(holds("10.0.0.0/8, 2001:db8::/33", "2001:db8:8000::1"));
	assert_false(holds("10.0.0.0/8", "11.0.0.1"));
	assert_false(holds("192.0.2.7", "192.0.2.6"));
	assert_true(holds("0.0.0.0/0", "8.8.8.8"));
	assert_false(holds("0.0.0.0/0", "2001:db8::1"));
	unit_end(c);
}

static void test_net__knows_an_address_that_comes_mapped(void **state)
{
	struct ctx *c = unit_begin();
	assert_true(holds("10.0.0.0/8", "::ffff:10.1.2.3"));
	assert_false(holds("10.0.0.0/8", "::ffff:11.1.2.3"));
	unit_end(c);
}

static void test_net__what_is_no_address_is_in_none(void **state)
{
	struct ctx *c = unit_begin();
	assert_false(holds("0.0.0.0/0, ::/0", ""));
	assert_false(holds("0.0.0.0/0, ::/0", "unknown"));
	assert_false(holds("0.0.0.0/0, ::/0", "10.0.0.0/8"));
	unit_end(c);
}

static void test_net__names_what_is_wrong_in_a_list(void **state)
{
	struct ctx *c = unit_begin();
	struct net_list l;
	struct str bad;
	assert_false(net_list_parse(c->mem, STR("10.0.0.0/8 nonsense"), &l, &bad));
	assert_str(bad, "nonsense");
	assert_true(net_list_parse(c->mem, STR(" , "), &l, &bad));
	assert_int_equal(l.n, 0);
	unit_end(c);
}

int net_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_net__takes_networks_and_single_addresses),
		cmocka_unit_test(test_net__refuses_what_is_no_network),
		cmocka_unit_test(test_net__holds_its_addresses_and_no_others),
		cmocka_unit_test(test_net__knows_an_address_that_comes_mapped),
		cmocka_unit_test(test_net__what_is_no_address_is_in_none),
		cmocka_unit_test(test_net__names_what_is_wrong_in_a_list),
	};
	return cmocka_run_group_tests_name("net", tests, NULL, NULL);
}
