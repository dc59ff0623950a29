/* Tests of the ways in which words are met: as typed, inflected, spelt otherwise; of questions, of
 * what is typed as one, of the switch that widens nothing, and of what the query says of itself. */
#include "test_int.h"

#include <time.h>

static const struct book shelf[] = {
	{ "spelt",
	  "Бір",
	  "А",
	  "kk",
	  "open",
	  1935,
	  { "Bizdiñ kitaphana alıs. Kitaphana kerek, kitaphana." } },
	{ "arabic", "Екі", "Б", "kk", "open", 1925, { "ۇلكەن كىتاپحانا بۇل جەردە" } },
	{ "forms",
	  "Үш",
	  "В",
	  "kk",
	  "open",
	  1970,
	  { "Кітапханаларымызда тыныш. Кітапханалар көп, кітапханада жарық." } },
	{ "typed", "Төрт", "Г", "kk", "open", 1990, { "Бұл үлкен кітапхана алыс жерде." } },
	{ "old", "Пять", "Д", "ru", "open", 1905, { "Много старыхъ книгъ и новая книга." } },
	{ "new", "Шесть", "Е", "ru", "open", 1960, { "Много старых книг стоит там." } },
	{ "city",
	  "Семь",
	  "Ж",
	  "ru",
	  "open",
	  1934,
	  { "Город Алма-Ата, 22.11.1934 года, шифр 84(5Каз)7-44." } },
	{ "isbn",
	  "Восемь",
	  "З",
	  "ru",
	  "open",
	  2001,
	  { "ISBN 978-601-01-0123-4, переплёт. Алма растёт, и ата." } },
};

static struct index_result ask_exact(struct ctx *c, const char *text)
{
	struct index_result r;
	struct index_query q = { .text = str_of(text), .n = 20, .exact = true };
	unit_ok(c, index_search(c, &q, &r));
	return r;
}

/* The titles found, best first, with spaces between. */
static struct str order(struct ctx *c, struct index_result r)
{
	struct buf out;
	buf_init(&out, c->mem, 0);
	for (size_t i = 0; i < r.n_hits; i++)
		buf_print(&out, "%s%.*s", i ? " " : "", STR_ARGS(r.hits[i].title));
	return buf_str(&out);
}

static int set_up(void **state)
{
	*state = unit_begin();
	put_books(*state, shelf, COUNT_OF(shelf));
	return 0;
}

static int tear_down(void **state)
{
	unit_end(*state);
	return 0;
}

static void test_ways__as_typed_comes_before_inflected_before_spelt(void **state)
{
	struct ctx *c = *state;
	struct index_result r = ask(c, "кітапхана");
	assert_int_equal(r.total, 4);
	assert_str(r.hits[0].title, "typed");
	assert_str(r.hits[1].title, "forms"); /* though it stands there three times */
	assert_true(r.widened);
}

static void test_ways__what_is_typed_in_another_script_finds_all(void **state)
{
	struct ctx *c = *state;
	struct index_result r = ask(c, "kitaphana");
	assert_int_equal(r.total, 4);
	assert_str(r.hits[0].title, "spelt");
	r = ask(c, "كىتاپحانا");
	assert_int_equal(r.total, 4);
	assert_str(r.hits[0].title, "arabic");
	assert_int_equal(ask(c, "кітапханаларымызда").total, 4);
	assert_int_equal(ask(c, "kitaphanalarymyzda").total, 4);
}

static void test_ways__old_spelling_meets_the_new(void **state)
{
	struct ctx *c = *state;
	assert_str(order(c, ask(c, "старыхъ")), "old new");
	assert_str(order(c, ask(c, "старых")), "new old");
}

static void test_exact__keeps_what_was_typed_alone(void **state)
{
	struct ctx *c = *state;
	struct index_result r = ask_exact(c, "кітапхана");
	assert_str(order(c, r), "typed");
	assert_false(r.widened);
	assert_str(order(c, ask_exact(c, "Kitaphana")), "spelt");
	assert_str(order(c, ask(c, "=кітапхана")), "typed");
	assert_str(order(c, ask(c, "= кітапхана жерде")), "typed");
	assert_str(order(c, ask(c, "=\"үлкен кітапхана\"")), "typed");
	assert_int_equal(ask_exact(c, "\"ulken kitaphana\"").total, 0);
}

static void test_phrase__is_found_in_any_script(void **state)
{
	struct ctx *c = *state;
	assert_str(order(c, ask(c, "\"үлкен кітапхана\"")), "typed arabic");
	assert_str(order(c, ask(c, "\"ۇلكەن كىتاپحانا\"")), "arabic typed");
	assert_int_equal(ask(c, "\"ulken kitaphana\"").total, 2);
	assert_int_equal(ask(c, "\"кітапхана үлкен\"").total, 0);
	assert_int_equal(ask(c, "«үлкен кітапхана»").total, 2);
	assert_int_equal(ask(c, "“үлкен кітапхана").total, 2);
}

static void test_start__is_found_in_any_script(void **state)
{
	struct ctx *c = *state;
	struct index_result r = ask(c, "kitap*");
	assert_true(holds(&r, "spelt") && holds(&r, "typed") && holds(&r, "forms"));
	assert_str(r.hits[0].title, "spelt");
	assert_str(order(c, ask_exact(c, "kitap*")), "spelt");
}

static void test_passage__marks_what_was_met_in_its_own_script(void **state)
{
	struct ctx *c = *state;
	struct index_result r;
	struct index_query q = { .text = STR("kitaphana"), .n = 20, .passages = true };
	unit_ok(c, index_search(c, &q, &r));
	for (size_t i = 0; i < r.n_hits; i++) {
		struct str html = r.hits[i].passage.html;
		const char *mark = str_is(r.hits[i].title, "forms")
					   ? "<mark>Кітапханаларымызда</mark>"
				   : str_is(r.hits[i].title, "typed") ? "<mark>кітапхана</mark>"
				   : str_is(r.hits[i].title, "spelt") ? "<mark>kitaphana</mark>"
								      : "<mark>كىتاپحانا</mark>";
		assert_true(str_find(html, str_of(mark)) < html.n);
	}
}

static void test_marks__go_by_the_same_terms(void **state)
{
	struct ctx *c = *state;
	struct page_word words[] = { { .text = STR("бұл") },
				     { .text = STR("кітапханада") },
				     { .text = STR("كىتاپحانا") },
				     { .text = STR("kitaphana") } };
	struct page_words page = { .source = "ocr", .lang = "kk", .at = words, .n = 4 };
	struct index_page_hits hits;
	struct index_terms *terms;
	bool marks[4];
	unit_ok(c, index_pages(c, STR("forms"), STR("forms-doc"), STR("kitaphana"), "kk", &hits,
			       &terms));
	assert_int_equal(hits.n, 1);
	assert_int_equal(index_marks(terms, &page, marks), 3);
	assert_true(!marks[0] && marks[1] && marks[2] && marks[3]);
	unit_ok(c, index_pages(c, STR("forms"), STR("forms-doc"), STR("= kitaphana"), "kk", &hits,
			       &terms));
	assert_int_equal(hits.n, 0);
	assert_int_equal(index_marks(terms, &page, marks), 1);
}

static void test_joined__stands_side_by_side(void **state)
{
	struct ctx *c = *state;
	assert_str(order(c, ask(c, "978-601-01-0123-4")), "isbn");
	assert_int_equal(ask(c, "978-601-01-4-0123").total, 0);
	assert_str(order(c, ask(c, "22.11.1934")), "city");
	assert_int_equal(ask(c, "11.22.1934").total, 0);
	assert_str(order(c, ask(c, "84(5Каз)7-44")), "city");
	assert_str(order(c, ask(c, "Алма-Ата")), "city");
	assert_str(order(c, ask(c, "Алма-Ате")), "city");
	assert_str(order(c, ask(c, "алма ата")), "city isbn");
}

static void test_light__words_need_not_be_there(void **state)
{
	struct ctx *c = *state;
	struct index_result r = ask(c, "книга и переплёт");
	assert_true(r.any); /* none holds both */
	r = ask(c, "что такое переплёт");
	assert_true(holds(&r, "isbn"));
	r = ask(c, "А. С. переплёт");
	assert_false(r.any);
	assert_str(order(c, r), "isbn");
	assert_true(ask(c, "и").total > 0); /* alone it is what was asked */
}

static void test_question__is_answered_by_what_holds_most_of_it(void **state)
{
	struct ctx *c = *state;
	struct index_result r = ask(c, "Қандай үлкен кітапхана алыс орналасқан?");
	assert_true(r.any);
	assert_int_equal(r.all, 0);
	assert_str(r.hits[0].title, "typed");
	r = ask(c, "үлкен кітапхана алыс жерде?");
	assert_true(r.any);
	assert_int_equal(r.all, 1);
	assert_str(r.hits[0].title, "typed");
	assert_true(r.total > 1);
	assert_true(
		ask(c, "үлкен кітапхана алыс жерде").any); /* four words are one without its mark */
	r = ask(c, "үлкен алыс");
	assert_false(r.any); /* two words are no question */
}

static void test_question__finds_kindred_words(void **state)
{
	struct ctx *c = unit_begin();
	static const struct book two[] = {
		{ "a", "A", "A", "ru", "open", 1990, { "Метеорологическая станция стоит." } },
		{ "b", "B", "B", "ru", "open", 1990, { "Мост стоит через реку." } },
	};
	put_books(c, two, COUNT_OF(two));
	struct index_result r = ask(c, "чему учит метеорология, наука воздуха?");
	assert_str(order(c, r), "a");
	assert_int_equal(ask(c, "метеорология").total, 0);
	unit_end(c);
	(void)state;
}

static void test_names__of_places_and_authors_meet(void **state)
{
	struct ctx *c = unit_begin();
	static const struct book three[] = {
		{ "old",
		  "Старое",
		  "Кто-то",
		  "ru",
		  "open",
		  1900,
		  { "В Верном было землетрясение." } },
		{ "new", "Жаңа", "Біреу", "kk", "open", 1990, { "Алматыда жер сілкінді." } },
		{ "abai", "Өлеңдер", "Құнанбайұлы, Абай", "kk", "open", 1909, { "Сөз." } },
	};
	put_books(c, three, COUNT_OF(three));
	assert_str(order(c, ask(c, "Алматы")), "new old");
	assert_str(order(c, ask(c, "Верный")), "old new");
	assert_str(order(c, ask_exact(c, "Алматыда")), "new");
	assert_str(order(c, ask(c, "author:Kunanbaev")), "abai");
	assert_str(order(c, ask(c, "author:\"Абай Құнанбаев\"")), "abai");
	assert_str(order(c, ask(c, "Abay Kunanbaev")), "abai");
	assert_int_equal(ask(c, "title:Kunanbaev").total, 0);
	unit_end(c);
	(void)state;
}

static void test_misread__words_come_last_and_only_where_doubted(void **state)
{
	struct ctx *c = unit_begin();
	static const struct book three[] = {
		{ "sure", "Бір", "А", "kk", "open", 1990, { "Ескі кнтап жоғалды." } },
		{ "right", "Екі", "Б", "kk", "open", 1990, { "Ескі қазына табылды." } },
	};
	struct build *b;
	struct feed *f;
	struct writer *w;
	struct feed_facts facts = { .id = STR("doubt"), .language = STR("kk") };
	unit_ok(c, build_new(c, &b));
	for (size_t i = 0; i < 3; i++) {
		unit_ok(c, build_next(c, b, &f, &w));
		facts.id = i < 2 ? str_of(three[i].id) : STR("doubt");
		feed_begin(f, &facts);
		feed_document(f, facts.id);
		feed_page(f, i < 2 ? str_of(three[i].pages[0]) : STR("Ескі казына жатыр, казына."),
			  "kk");
		if (i == 2)
			feed_doubt(f, STR("казына"));
		unit_ok(c, feed_end(c, f, w));
	}
	unit_ok(c, build_finish(c, b));
	assert_str(order(c, ask(c, "қазына")), "right doubt");
	assert_str(order(c, ask_exact(c, "қазына")), "right");
	unit_end(c);
	(void)state;
}

static void test_filters__take_several_values_and_a_minus(void **state)
{
	struct ctx *c = *state;
	assert_int_equal(ask(c, "lang:ru").total, 4);
	assert_int_equal(ask(c, "lang:kk,ru").total, 8);
	assert_int_equal(ask(c, "lang:kk lang:ru").total, 8);
	assert_int_equal(ask(c, "-lang:ru").total, 4);
	assert_int_equal(ask(c, "тіл:қазақ").total, 4);
	assert_int_equal(ask(c, "язык: русский").total, 4);
	assert_int_equal(ask(c, "year:1900..1930").total, 2);
	assert_int_equal(ask(c, "year:1900..1930,1990").total, 3);
	assert_int_equal(ask(c, "жыл:1900-1930 -год:1905").total, 1);
	assert_int_equal(ask(c, "year:1990 кітапхана").total, 1);
	assert_int_equal(ask(c, "кітапхана -year:1990").total, 3);
}

static void test_fields__bind_phrases_starts_and_the_next_word(void **state)
{
	struct ctx *c = unit_begin();
	static const struct book one[] = {
		{ "a", "Үлкен кітапхана", "Мұхтар Әуезов", "kk", "open", 1990, { "Сөз." } },
		{ "b", "Басқа", "Бөтен Біреу", "kk", "open", 1990, { "Үлкен кітапхана Әуезов." } },
	};
	put_books(c, one, COUNT_OF(one));
	assert_str(order(c, ask(c, "title:\"үлкен кітапхана\"")), "a");
	assert_str(order(c, ask(c, "атауы:\"үлкен кітапхана\"")), "a");
	assert_str(order(c, ask(c, "название:кітап*")), "a");
	assert_str(order(c, ask(c, "аталышы: кітапхана")), "a");
	assert_str(order(c, ask(c, "title:kitaphana")), "a");
	assert_str(order(c, ask(c, "author: Әуезов")), "a");
	assert_str(order(c, ask(c, "үлкен -author:әуезов")), "b");
	assert_str(order(c, ask(c, "үлкен -title:\"үлкен кітапхана\"")), "b");
	unit_end(c);
	(void)state;
}

static const struct index_met *met_by(const struct index_asked *a, enum index_way way)
{
	for (size_t i = 0; i < a->n_met; i++)
		if (a->met[i].way == way)
			return &a->met[i];
	return NULL;
}

static void test_explain__tells_each_way_and_its_titles(void **state)
{
	struct ctx *c = *state;
	struct index_explanation e;
	struct index_result r = ask(c, "кітапхана \"үлкен кітапхана\" -жарық lang:kk year:1900..");
	unit_ok(c, index_explain(c, &r, &e));
	assert_int_equal(e.n, 3);
	assert_str(e.at[0].text, "кітапхана");
	assert_int_equal(met_by(&e.at[0], WAY_TYPED)->titles, 1);
	assert_str(met_by(&e.at[0], WAY_TYPED)->words, "кітапхана");
	assert_int_equal(met_by(&e.at[0], WAY_INFLECTED)->titles, 1);
	const struct index_met *spelt = met_by(&e.at[0], WAY_SPELT);
	assert_int_equal(spelt->titles, 2);
	assert_true(str_find(spelt->words, STR("kitaphana")) < spelt->words.n);
	assert_true(e.at[1].phrase);
	assert_int_equal(met_by(&e.at[1], WAY_TYPED)->titles, 1);
	assert_int_equal(met_by(&e.at[1], WAY_SPELT)->titles, 2);
	assert_true(e.at[2].unwanted);
	assert_str(e.languages, "kk");
	assert_str(e.years, "1900–");
}

static void test_suggestion__is_in_the_script_typed_or_as_the_library_has_it(void **state)
{
	struct ctx *c = *state;
	assert_str(ask(c, "kitophana").suggestion, "kitaphana");
	assert_str(ask(c, "үлкін").suggestion, "үлкен");
	assert_str(ask(c, "tynysj").suggestion, "тыныш");   /* nobody wrote it in Latin */
	assert_int_equal(ask(c, "tynysh").suggestion.n, 0); /* found, not misspelt */
}

static void test_query__of_many_starts_is_bounded(void **state)
{
	struct ctx *c = *state;
	struct buf q;
	buf_init(&q, c->mem, 0);
	for (int i = 0; i < 40; i++)
		buf_add_z(&q, i % 2 ? "ка* " : "кітапхана ");
	struct timespec t0, t1;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t0);
	struct index_result r = ask(c, q.s);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t1);
	assert_true(t1.tv_sec - t0.tv_sec < 2);
	size_t terms = 0;
	for (size_t i = 0; i < r.terms->n; i++)
		terms += r.terms->at[i].n_terms;
	assert_in_range(terms, 1, 500);
}

static void test_query__that_is_odd_is_answered(void **state)
{
	static const char *const odd[] = {
		"=",         "= ",         "=\"",          "-=\"кітап",
		"author:",   "author:\"",  "author: \"-",  "lang:,",
		"lang:kk,",  "year:..",    "year:1..2..3", "-year:",
		"«",         "“”«»",       "-=кі*",        "a-b-c-d-e",
		"1-2-3-4-5", "((((84",     "author:1-2",   "title:-",
		"= = = =",   "-\"a b\"*",  "кі*тап*",      "ـــ",
		"ٴ",         "' ' ' -'-'", "=lang:kk",     "\xc2\xad\xc2\xad",
	};
	struct ctx *c = *state;
	for (size_t i = 0; i < COUNT_OF(odd); i++) {
		struct index_explanation e;
		struct index_result r = ask(c, odd[i]);
		unit_ok(c, index_explain(c, &r, &e));
		ask_exact(c, odd[i]);
	}
}

#define WITH_SHELF(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int ways_tests(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SHELF(test_ways__as_typed_comes_before_inflected_before_spelt),
		WITH_SHELF(test_ways__what_is_typed_in_another_script_finds_all),
		WITH_SHELF(test_ways__old_spelling_meets_the_new),
		WITH_SHELF(test_exact__keeps_what_was_typed_alone),
		WITH_SHELF(test_phrase__is_found_in_any_script),
		WITH_SHELF(test_start__is_found_in_any_script),
		WITH_SHELF(test_passage__marks_what_was_met_in_its_own_script),
		WITH_SHELF(test_marks__go_by_the_same_terms),
		WITH_SHELF(test_joined__stands_side_by_side),
		WITH_SHELF(test_light__words_need_not_be_there),
		WITH_SHELF(test_question__is_answered_by_what_holds_most_of_it),
		cmocka_unit_test(test_question__finds_kindred_words),
		cmocka_unit_test(test_names__of_places_and_authors_meet),
		cmocka_unit_test(test_misread__words_come_last_and_only_where_doubted),
		WITH_SHELF(test_filters__take_several_values_and_a_minus),
		cmocka_unit_test(test_fields__bind_phrases_starts_and_the_next_word),
		WITH_SHELF(test_explain__tells_each_way_and_its_titles),
		WITH_SHELF(test_suggestion__is_in_the_script_typed_or_as_the_library_has_it),
		WITH_SHELF(test_query__of_many_starts_is_bounded),
		WITH_SHELF(test_query__that_is_odd_is_answered),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
