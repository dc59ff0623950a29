/* The libraries that deposit, on both engines. */
#include "db/unit_db.h"
#include "partner/partner.h"

static struct partner national(void)
{
	return (struct partner){
		.code = STR("nlrk"),
		.name = { STR("Ұлттық кітапхана"), STR("Национальная библиотека"), STR_NONE,
			  STR("National Library") },
		.country = STR("KZ"),
		.place = STR("Алматы"),
		.sigla = STR("KZ-NLRK"),
		.catalogue = STR("https://catalogue.example/record/{id}?full=1"),
		.standing = 90,
		.dialect = STR("rusmarc"),
		.columns = STR("title=Заглавие"),
	};
}

static void test_added__comes_back_whole(void **state)
{
	struct ctx *c = unit_db(state);
	struct partner p = national(), got;
	int64_t id = 0;
	unit_ok(c, partner_add(c, &p, &id));
	assert_true(id > 0);
	unit_ok(c, partner_by_code(c, STR("nlrk"), &got));
	assert_int_equal(got.id, id);
	unit_ok(c, partner_get(c, id, &got));
	assert_str(got.code, "nlrk");
	assert_str(got.name[0], "Ұлттық кітапхана");
	assert_str(got.name[2], "");
	assert_str(got.country, "KZ");
	assert_str(got.place, "Алматы");
	assert_str(got.sigla, "KZ-NLRK");
	assert_int_equal(got.standing, 90);
	assert_str(got.dialect, "rusmarc");
	assert_str(got.encoding, "");
	assert_str(got.columns, "title=Заглавие");
}

static void test_catalogue__leads_to_a_record_and_nowhere_else(void **state)
{
	static const char *const bad[] = { "javascript:alert({id})", "https://a.example/",
					   "//a/{id}", "https://a.example/\" x={id}" };
	struct ctx *c = unit_begin();
	struct partner p = national();
	assert_str(partner_record_address(c->mem, &p, STR("RU\\НБ 1/2")),
		   "https://catalogue.example/record/RU%5C%D0%9D%D0%91%201%2F2?full=1");
	assert_str(partner_record_address(c->mem, &p, STR("")), "");
	p.catalogue = STR("");
	assert_str(partner_record_address(c->mem, &p, STR("1")), "");
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		p.catalogue = str_of(bad[i]);
		assert_false(partner_add(c, &p, NULL));
		assert_int_equal(c->err.kind, ERR_INVALID);
	}
	unit_end(c);
}

static void test_code__is_given_once(void **state)
{
	struct ctx *c = unit_db(state);
	struct partner p = national();
	int64_t id;
	unit_ok(c, partner_add(c, &p, &id));
	unit_ok(c, db_begin(c));
	assert_false(partner_add(c, &p, &id));
	assert_int_equal(c->err.kind, ERR_CONFLICT);
	p.code = STR("bgu"); /* the transaction goes on */
	unit_ok(c, partner_add(c, &p, &id));
	unit_ok(c, db_commit(c));
	struct partner_list list;
	unit_ok(c, partners(c, &list));
	assert_int_equal(list.n, 2);
	assert_str(list.at[0].code, "bgu");
	assert_str(list.at[1].code, "nlrk");
}

static void test_bad_values__are_refused(void **state)
{
	static const struct str codes[] = { { "", 0 },
					    { "x", 1 },
					    { "NLRK", 4 },
					    { "nl rk", 5 },
					    { "nl/rk", 5 },
					    { "../etc", 6 },
					    { "\xD2\xB1\xD2\xB1", 4 },
					    { "ab\0cd", 5 },
					    { "a23456789012345678901234567890123", 33 } };
	struct ctx *c = unit_db(state);
	int64_t id;
	struct partner p = national();
	for (size_t i = 0; i < COUNT_OF(codes); i++) {
		p.code = codes[i];
		assert_false(partner_add(c, &p, &id));
		assert_int_equal(c->err.kind, ERR_INVALID);
		struct partner got;
		assert_false(partner_by_code(c, codes[i], &got));
		assert_int_equal(c->err.kind, ERR_ABSENT);
	}
	p = national();
	p.country = STR("kz");
	assert_false(partner_add(c, &p, &id));
	assert_int_equal(c->err.kind, ERR_INVALID);
	p = (struct partner){ .code = STR("nlrk") };
	assert_false(partner_add(c, &p, &id));
	assert_int_equal(c->err.kind, ERR_INVALID);
}

static void test_set__changes_all_but_the_code(void **state)
{
	struct ctx *c = unit_db(state);
	struct partner p = national();
	unit_ok(c, partner_add(c, &p, &p.id));
	p.name[2] = STR("Улуттук китепкана");
	p.place = STR("Астана");
	unit_ok(c, partner_set(c, &p));
	struct partner got;
	unit_ok(c, partner_get(c, p.id, &got));
	assert_str(got.name[2], "Улуттук китепкана");
	assert_str(got.place, "Астана");
	p.id += 100;
	assert_false(partner_set(c, &p));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	assert_false(partner_get(c, p.id, &got));
	assert_int_equal(c->err.kind, ERR_ABSENT);
}

static void test_name__in_the_readers_language_or_the_first(void **state)
{
	struct partner p = national();
	struct ctx *c = unit_begin();
	assert_str(partner_name(&p, "en"), "National Library");
	assert_str(partner_name(&p, "ru"), "Национальная библиотека");
	assert_str(partner_name(&p, "ky"), "Ұлттық кітапхана");
	assert_str(partner_name(&p, NULL), "Ұлттық кітапхана");
	p = (struct partner){ .code = STR("bgu") };
	assert_str(partner_name(&p, "en"), "bgu");
	unit_end(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_BOTH(test_added__comes_back_whole),
		ON_BOTH(test_code__is_given_once),
		ON_BOTH(test_bad_values__are_refused),
		ON_BOTH(test_set__changes_all_but_the_code),
		cmocka_unit_test(test_catalogue__leads_to_a_record_and_nowhere_else),
		cmocka_unit_test(test_name__in_the_readers_language_or_the_first),
	};
	return cmocka_run_group_tests_name("partner", tests, NULL, NULL);
}
