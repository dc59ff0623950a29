/* Tests of headings, classes and the fields of a record: what is found by them, and in what order. */
#include "test_int.h"

static const struct {
	const char *id;
	enum record_field field;
	const char *value, *dates;
} facts[] = {
	{ "t1", RECORD_TITLE, "Абай жолы", NULL },
	{ "t1", RECORD_CREATOR, "Әуезов, Мұхтар", "1897-1961" },
	{ "t1", RECORD_SUBJECT, "Қазақ әдебиеті -- Романдар", NULL },
	{ "t1", RECORD_PLACE, "Алматы", NULL },
	{ "t1", RECORD_PUBLISHER, "Жазушы", NULL },
	{ "t1", RECORD_UDC, "821.512.122-31", NULL },
	{ "t1", RECORD_BBK, "84(5Каз)7-44", NULL },
	{ "t1", RECORD_ISBN, "5-605-00001-4", NULL },
	{ "t2", RECORD_TITLE, "Семей тарихы", NULL },
	{ "t2", RECORD_PARALLEL, "История Семипалатинска", NULL },
	{ "t2", RECORD_CREATOR, "Яковлев, П.", NULL },
	{ "t2", RECORD_CONTRIBUTOR, "Ақжанов, С.", NULL },
	{ "t2", RECORD_SUBJECT, "қазақ әдебиеті", NULL },
	{ "t2", RECORD_SUBJECT, "Қазақ әдебиеті", NULL },
	{ "t2", RECORD_PLACE_SUBJECT, "Семей", NULL },
	{ "t2", RECORD_PERSON_SUBJECT, "Абай Құнанбаев", "1845-1904" },
	{ "t2", RECORD_UDC, "94(574):908", NULL },
	{ "t2", RECORD_COUNTRY, "KZ", NULL },
	{ "t3", RECORD_TITLE, "Алматы", NULL },
	{ "t3", RECORD_CREATOR, "Smith, Ann", NULL },
	{ "t3", RECORD_CREATOR, "Иванов, И.", NULL },
	{ "t3", RECORD_UDC, "633.1", NULL },
	{ "t3", RECORD_SUBJECT, "Қазақ әдебиеті.", NULL },
};

static struct record record_of(struct ctx *c, const char *id, struct title *t)
{
	struct record r = { 0 };
	for (size_t i = 0; i < COUNT_OF(facts); i++) {
		if (strcmp(facts[i].id, id) != 0)
			continue;
		struct str value = str_of(facts[i].value);
		record_add(c->mem, &r, facts[i].field, value);
		r.at[r.n - 1].dates = str_of(facts[i].dates);
		if (facts[i].field == RECORD_TITLE)
			t->name = value;
	}
	t->record = STR("{}"); /* there is more than the row */
	return r;
}

static int set_up(void **state)
{
	static const char *const ids[] = { "t1", "t2", "t3" };
	static const char *const holders[] = { "3", "3 17", "" };
	struct ctx *c = *state = unit_begin();
	struct build *b;
	unit_ok(c, build_new(c, &b));
	for (size_t i = 0; i < COUNT_OF(ids); i++) {
		struct feed *f;
		struct writer *w;
		struct title t = { .id = str_of(ids[i]), .year = 1950 + (int)i };
		struct record r = record_of(c, ids[i], &t);
		struct feed_facts about = { .id = t.id,
					    .language = STR("kk"),
					    .country = record_first(&r, RECORD_COUNTRY),
					    .level = str_of(i == 0 ? "open" : ""),
					    .holders = str_of(holders[i]),
					    .year = t.year };
		unit_ok(c, build_next(c, b, &f, &w));
		feed_begin(f, &about);
		feed_record(c, f, &t, &r);
		unit_ok(c, feed_end(c, f, w));
	}
	unit_ok(c, build_finish(c, b));
	return 0;
}

static int tear_down(void **state)
{
	unit_end(*state);
	return 0;
}

static struct index_entries browse(struct ctx *c, enum index_by by, const char *from, size_t n)
{
	struct index_entries list;
	unit_ok(c, index_browse(c, by, str_of(from), n, &list));
	return list;
}

static void test_authors__stand_in_the_order_of_the_alphabet(void **state)
{
	static const char *const names[] = { "Ақжанов, С.", "Әуезов, Мұхтар, 1897-1961",
					     "Иванов, И.", "Яковлев, П.", "Smith, Ann" };
	struct ctx *c = *state;
	struct index_entries list = browse(c, BY_AUTHOR, "", 10);
	assert_int_equal(list.n, COUNT_OF(names));
	for (size_t i = 0; i < list.n; i++) {
		assert_str(list.at[i].form, names[i]);
		assert_int_equal(list.at[i].titles, 1);
	}
	assert_int_equal(list.next.n, 0);
	assert_int_equal(list.previous.n, 0);
}

static void test_browsing__goes_on_and_back(void **state)
{
	struct ctx *c = *state;
	struct index_entries list = browse(c, BY_AUTHOR, "Ә", 2);
	assert_int_equal(list.n, 2);
	assert_str(list.at[0].form, "Әуезов, Мұхтар, 1897-1961");
	assert_str(list.next, "Яковлев, П.");
	assert_str(list.previous, "Ақжанов, С.");
	list = browse(c, BY_AUTHOR, "Яковлев, П.", 2);
	assert_str(list.previous, "Әуезов, Мұхтар, 1897-1961");
	list = browse(c, BY_AUTHOR, "zzz", 2);
	assert_int_equal(list.n, 0);
	assert_str(list.previous, "Яковлев, П.");
}

static void test_forms_that_differ_in_signs__are_one_entry(void **state)
{
	struct ctx *c = *state;
	struct index_entries list = browse(c, BY_SUBJECT, "Қазақ", 10);
	assert_int_equal(list.n, 2);
	assert_str(list.at[0].form, "Қазақ әдебиеті");
	assert_int_equal(list.at[0].titles, 3);
	assert_str(list.at[1].form, "Қазақ әдебиеті -- Романдар");
}

static void test_heading__finds_its_titles_alone(void **state)
{
	struct ctx *c = *state;
	struct index_result r;
	struct index_query q = { .n = 10,
				 .heading_by = BY_SUBJECT,
				 .heading = STR("ҚАЗАҚ ӘДЕБИЕТІ") };
	unit_ok(c, index_search(c, &q, &r));
	assert_int_equal(r.total, 3);
	q.heading = STR("Қазақ әдебиеті -- Романдар");
	unit_ok(c, index_search(c, &q, &r));
	assert_int_equal(r.total, 1);
	assert_str(r.hits[0].title, "t1");
	q.heading = STR("Қазақ");
	unit_ok(c, index_search(c, &q, &r));
	assert_int_equal(r.total, 0);
}

static void test_fields__are_asked_for_in_four_languages(void **state)
{
	static const struct {
		const char *query, *title;
	} cases[] = {
		{ "place:Семей", "t2" },
		{ "орын:Семей", "t2" },
		{ "место:Алматы", "t1" },
		{ "баспа:Жазушы", "t1" },
		{ "издательство:Жазушы", "t1" },
		{ "person:Абай", "t2" },
		{ "тұлға:Құнанбаев", "t2" },
		{ "title:Семипалатинск", "t2" },
		{ "isbn:5605000014", "t1" },
		{ "isbn:978-5-605-00001-3", "t1" },
		{ "9785605000013", "t1" },
		{ "5-605-00001-4", "t1" },
		{ "udc:821", "t1" },
		{ "әож:821.512", "t1" },
		{ "удк:908", "t2" },
		{ "удк:(574)", "t2" },
		{ "удк:63", "t3" },
		{ "class:633.1", "t3" },
		{ "ббк:84", "t1" },
		{ "кбж:84(5каз)", "t1" },
		{ "удк:82*", "t1" },
	};
	struct ctx *c = *state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct index_result r = ask(c, cases[i].query);
		if (r.total != 1 || !str_is(r.hits[0].title, cases[i].title))
			print_error("%s\n", cases[i].query);
		assert_int_equal(r.total, 1);
		assert_str(r.hits[0].title, cases[i].title);
	}
	assert_int_equal(ask(c, "удк:6331").total, 1);
	assert_int_equal(ask(c, "удк:634").total, 0);
	assert_int_equal(ask(c, "-удк:6").total, 2);
	assert_int_equal(ask(c, "isbn:1234567890").total, 0);
}

static void test_holders__count_each_library(void **state)
{
	struct ctx *c = *state;
	struct index_result r;
	struct index_query q = { .n = 10, .facets = true };
	unit_ok(c, index_search(c, &q, &r));
	assert_int_equal(r.total, 3);
	assert_int_equal(r.partners.n, 2);
	assert_str(r.partners.at[0].value, "3");
	assert_int_equal(r.partners.at[0].count, 2);
	assert_str(r.partners.at[1].value, "17");
	assert_int_equal(r.partners.at[1].count, 1);
	assert_int_equal(r.digitised, 1);
	assert_int_equal(r.countries.n, 1);
	q.partner = 17;
	unit_ok(c, index_search(c, &q, &r));
	assert_int_equal(r.total, 1);
	q.partner = 0;
	q.digitised = true;
	unit_ok(c, index_search(c, &q, &r));
	assert_int_equal(r.total, 1);
	assert_str(r.hits[0].title, "t1");
}

static void test_classes__stand_in_their_order(void **state)
{
	struct ctx *c = *state;
	struct index_entries list = browse(c, BY_UDC, "", 10);
	assert_int_equal(list.n, 3);
	assert_str(list.at[0].form, "633.1");
	assert_str(list.at[1].form, "821.512.122-31");
	assert_str(list.at[2].form, "94(574):908");
	list = browse(c, BY_YEAR, "1951", 10);
	assert_int_equal(list.n, 2);
	assert_str(list.at[0].form, "1951");
}

int browse_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_authors__stand_in_the_order_of_the_alphabet),
		cmocka_unit_test(test_browsing__goes_on_and_back),
		cmocka_unit_test(test_forms_that_differ_in_signs__are_one_entry),
		cmocka_unit_test(test_heading__finds_its_titles_alone),
		cmocka_unit_test(test_fields__are_asked_for_in_four_languages),
		cmocka_unit_test(test_holders__count_each_library),
		cmocka_unit_test(test_classes__stand_in_their_order),
	};
	return cmocka_run_group_tests_name("browse", tests, set_up, tear_down);
}
