/* A title that several libraries hold: its page says who, where, from which record, and gives it. */
#include "routes.h"
#include "cluster/cluster.h"
#include "give/give.h"
#include "library/library.h"
#include "web/classes.h"
#include "web/towns.h"

int web_title_tests(void);

static struct str book, reprint;

static int64_t add_partner(struct ctx *c, const char *code, const char *name, const char *place,
			   const char *catalogue)
{
	struct partner p = { .code = str_of(code),
			     .country = STR("KZ"),
			     .place = str_of(place),
			     .catalogue = str_of(catalogue) };
	int64_t id;
	for (size_t i = 0; i < 4; i++)
		p.name[i] = str_of(name);
	unit_ok(c, partner_add(c, &p, &id));
	return id;
}

static void add(struct ctx *c, struct record *r, enum record_field f, const char *value)
{
	record_add(c->mem, r, f, str_of(value));
}

/* A record of one book, told by two libraries each in its way, so that both are one title. */
static struct str add_source(struct ctx *c, int64_t partner, const char *local, const char *year,
			     bool full, const char *place)
{
	struct record r = { 0 };
	struct str title;
	enum source_change change;
	add(c, &r, RECORD_TITLE, "Абай жолы");
	add(c, &r, RECORD_CREATOR, "Әуезов, Мұхтар");
	add(c, &r, RECORD_PLACE, place);
	add(c, &r, RECORD_PUBLISHER, "Жазушы");
	add(c, &r, RECORD_DATE, year);
	add(c, &r, RECORD_LANGUAGE, "kaz");
	add(c, &r, RECORD_EXTENT, "608 б.");
	if (full) {
		add(c, &r, RECORD_ISBN, "9965-16-095-5");
		add(c, &r, RECORD_PARALLEL, "Abai's Way");
		add(c, &r, RECORD_UDC, "821.512.122");
		add(c, &r, RECORD_CARRIER, "print");
		add(c, &r, RECORD_COUNTRY, "KZ");
	} else {
		add(c, &r, RECORD_SUBJECT, "Қазақ әдебиеті");
		add(c, &r, RECORD_ISBN, "9965160955");
	}
	struct source s = { .partner = partner,
			    .local = str_of(local),
			    .raw = record_to_json(c->mem, &r),
			    .format = STR("json"),
			    .dialect = STR(""),
			    .encoding = STR("utf-8") };
	unit_ok(c, db_begin(c));
	unit_ok(c, source_put(c, &s, STR(""), &change));
	unit_ok(c, cluster_place(c, &s, &r, &title));
	struct holding h = { .source = s.id,
			     .partner = partner,
			     .library = STR("Негізгі қор"),
			     .call_number = str_print(c->mem, "84 Қаз %s", local),
			     .copies = full ? 3 : 0 };
	unit_ok(c, holding_put(c, &h));
	unit_ok(c, db_commit(c));
	return str_copy(c->mem, title);
}

static int begin(void **state)
{
	routes_begin(state);
	struct ctx *c = &worker.c;
	int64_t almaty = add_partner(c, "almaty", "Алматы кітапханасы", "Алматы",
				     "https://catalogue.example/?id={id}");
	int64_t osh = add_partner(c, "osh", "Библиотека в Оше", "Ош", "");
	book = add_source(c, almaty, "17", "2002", true, "Алматы");
	struct str same = add_source(c, osh, "А-3", "2002", false, "Алматы");
	assert_true(str_same(book, same));
	reprint = add_source(c, osh, "А-4", "2011", false, "Астана");
	assert_false(str_same(book, reprint));
	return 0;
}

static struct answer page(const char *after)
{
	return get(str_print(worker.c.mem, "/t/%.*s%s", STR_ARGS(book), after).s);
}

static bool says(const struct answer *a, const char *text)
{
	return str_find(a->r.body, str_of(text)) < a->r.body.n;
}

static void test_title__says_who_holds_it(void **state)
{
	struct answer a = page("?lang=en");
	assert_int_equal(a.r.status, 200);
	assert_true(says(&a, "Held by 2 libraries"));
	assert_true(says(&a, "84 Қаз 17") && says(&a, "84 Қаз А-3"));
	assert_true(says(&a, "3 copies"));
	assert_true(says(&a, "https://catalogue.example/?id=17"));
	assert_true(says(&a, "There is no digital copy here"));
	assert_true(says(&a, "Abai&#39;s Way") || says(&a, "Abai's Way"));
}

static void test_title__shows_the_nearest_first(void **state)
{
	struct answer a = page("?lang=en&near=%D0%91%D0%B0%D1%82%D0%BA%D0%B5%D0%BD"); /* Баткен */
	size_t osh = str_find(a.r.body, STR("Библиотека в Оше"));
	size_t almaty = str_find(a.r.body, STR("Алматы кітапханасы"));
	assert_true(osh < almaty && almaty < a.r.body.n);
	assert_true(says(&a, "about 180 km"));
	a = page("?lang=en&near=Timbuktu");
	assert_true(says(&a, "This town is not on our map: Timbuktu"));
}

static void test_title__says_where_each_value_comes_from(void **state)
{
	struct answer a = page("?format=json&lang=en");
	struct record r;
	struct title t;
	assert_true(says(&a, "\"several_origins\"") || says(&a, "\"origins\""));
	unit_ok(&worker.c, title_get(&worker.c, book, &t));
	unit_ok(&worker.c, record_from_json(&worker.c, t.record, &r));
	for (size_t i = 0; i < r.n; i++)
		assert_true(r.at[i].source != 0);
	a = page("?lang=en");
	assert_true(says(&a, "href=\"#from-1\"") && says(&a, "id=\"from-2\""));
}

static void test_title__leads_to_other_editions(void **state)
{
	struct answer a = page("?lang=en");
	assert_true(says(&a, "Other editions"));
	assert_true(says(&a, str_print(worker.c.mem, "href=\"/t/%.*s\"", STR_ARGS(reprint)).s));
}

static void test_title__whose_id_was_given_up_leads_on(void **state)
{
	struct ctx *c = &worker.c;
	unit_ok(c, cluster_join(c, book, reprint, 0, STR("one printing")));
	struct title t;
	struct str gone = title_get(c, book, &t) ? reprint : book;
	err_clear(c);
	struct answer a = get(str_print(c->mem, "/t/%.*s", STR_ARGS(gone)).s);
	assert_int_equal(a.r.status, 301);
	assert_true(str_is(a.r.extra[0].name, "Location"));
	a = get(str_print(c->mem, "/t/%.*s/record.csv", STR_ARGS(gone)).s);
	assert_int_equal(a.r.status, 301);
	assert_true(str_ends(a.r.extra[0].value, "/record.csv"));
	assert_int_equal(get("/t/0000000000000").r.status, 404);
}

static void test_record__is_given_in_every_format(void **state)
{
	for (const struct give_format *f = give_formats; f->code; f++) {
		struct answer a = page(str_print(worker.c.mem, "/record.%s", f->code).s);
		if (a.r.status != 200 || !a.r.body.n)
			print_error("%s: %d\n", f->code, a.r.status);
		assert_int_equal(a.r.status, 200);
		assert_true(a.r.body.n > 20);
		assert_string_equal(a.r.type, f->type);
		assert_true(says(&a, "Абай жолы"));
	}
	assert_int_equal(page("/record.exe").r.status, 404);
}

static void test_marc__shows_the_record_and_as_it_was_sent(void **state)
{
	struct answer a = page("/marc?lang=en");
	assert_int_equal(a.r.status, 200);
	assert_true(says(&a, ">245<") && says(&a, "Абай жолы") && says(&a, ">852<"));
	a = page("/marc?dialect=rusmarc");
	assert_int_equal(a.r.status, 200);
	assert_true(says(&a, ">200<") && says(&a, ">899<"));
	assert_int_equal(page("/marc?source=999999").r.status, 404);
}

static void test_towns__are_known_by_all_their_names(void **state)
{
	struct ctx *c = &worker.c;
	const struct town *almaty = town_of(c, STR("Almaty"));
	assert_non_null(almaty);
	assert_ptr_equal(town_of(c, STR("АЛМАТЫ")), almaty);
	assert_ptr_equal(town_of(c, STR("г. Алма-Ата")), almaty);
	assert_ptr_equal(town_of(c, STR("Верный")), almaty);
	assert_null(town_of(c, STR("Алматы облысы мен")));
	assert_null(town_of(c, STR("")));
	int km = town_distance(almaty, town_of(c, STR("Бишкек")));
	assert_true(km > 180 && km < 205);
	for (size_t i = 0; i < towns_n; i++)
		for (size_t l = 0; l < 4; l++)
			if (!town_of(c, str_of(towns[i].in[l])))
				print_error("%s: no town\n", towns[i].in[l]),
					_fail(__FILE__, __LINE__);
}

static void test_classes__stand_in_their_tree(void **state)
{
	const struct class_name *at[64];
	assert_int_equal(classes_above(STR("udc"), STR("821.512.122"), at, 64), 2);
	assert_string_equal(at[0]->code, "8");
	assert_string_equal(at[1]->code, "82");
	assert_int_equal(classes_below(STR("udc"), STR(""), at, 64), 9);
	assert_true(classes_below(STR("bbk"), STR("84"), at, 64) >= 3);
	assert_string_equal(class_name(STR("bbk"), STR("63"), "kk"), "Тарих");
	assert_null(class_name(STR("ddc"), STR("8"), "kk"));
}

int web_title_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_title__says_who_holds_it),
		cmocka_unit_test(test_title__shows_the_nearest_first),
		cmocka_unit_test(test_title__says_where_each_value_comes_from),
		cmocka_unit_test(test_title__leads_to_other_editions),
		cmocka_unit_test(test_record__is_given_in_every_format),
		cmocka_unit_test(test_marc__shows_the_record_and_as_it_was_sent),
		cmocka_unit_test(test_towns__are_known_by_all_their_names),
		cmocka_unit_test(test_classes__stand_in_their_tree),
		cmocka_unit_test(test_title__whose_id_was_given_up_leads_on),
	};
	return cmocka_run_group_tests(tests, begin, routes_end);
}
