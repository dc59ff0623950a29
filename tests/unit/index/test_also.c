/* also: the places of a query by the shipped list, and by an editor's as it stands now. */
#include "test_int.h"

static size_t known(struct ctx *c, const char *query, struct also *ret)
{
	struct text_walk walk;
	struct text_token t;
	struct str words[8];
	size_t n = 0;
	text_walk_init(&walk, str_of(query));
	while (n < COUNT_OF(words) && text_walk_next(&walk, &t))
		words[n++] = str_copy(c->mem, t.exact);
	return also_known(c, words, n, ret, 4);
}

static bool has(const struct also *a, const char *name)
{
	for (size_t i = 0; i < a->n_names; i++)
		if (str_is(a->names[i], name))
			return true;
	return false;
}

static void test_places__of_a_query_are_known_by_other_names(void **state)
{
	struct ctx *c = unit_begin();
	struct also a[4];
	assert_int_equal(known(c, "тарих Нижний Новгорода и Верного", a), 2);
	assert_int_equal(a[0].at, 1);
	assert_int_equal(a[0].n, 2);
	assert_true(has(&a[0], "горький"));
	assert_int_equal(a[1].at, 4);
	assert_true(has(&a[1], "алма-ата"));
	assert_int_equal(known(c, "кітап", a), 0);
	unit_end(c);
}

static void test_an_editors_list__counts_from_the_next_question_on(void **state)
{
	struct ctx *c = unit_begin();
	struct also a[4];
	const char *path = path_join(c->mem, c->dir, "places.tsv");
	assert_int_equal(known(c, "Шатыртас", a), 0);
	unit_ok(c, file_replace(c, path, STR("Шатыртас\tКрасное Знамя\n")));
	unit_ok(c, index_check_places(c));
	assert_int_equal(known(c, "Шатыртаста", a), 1);
	assert_true(has(a, "красное знамя"));
	unit_ok(c, file_replace(c, path, STR("\xff")));
	assert_false(index_check_places(c));
	assert_int_equal(c->err.kind, ERR_INVALID);
	err_clear(c);
	assert_int_equal(known(c, "Шатыртас", a), 0);
	assert_int_equal(known(c, "Верный", a), 1);
	unit_end(c);
}

/* Books with a name each, a place in the text, and a word that was hardly read. */
static const struct shelf {
	const char *id, *title, *author, *text, *doubtful;
} shelf[] = {
	{ "n1", "Өлеңдер", "Құнанбайұлы А.", "Желсіз түнде жарық ай", NULL },
	{ "n2", "Стихи", "Пушкин, Александр Сергеевич, 1799-1837", "Роняет лес", NULL },
	{ "n3", "Дала", "Кунанбаев Т.", "Жаз шілде болғанда", NULL },
	{ "n4", "Верненские ведомости", "", "В Верном построили собор", NULL },
	{ "n5", "Қала тарихы", "", "Алматыда собор салынды", NULL },
	{ "n6", "Нижегородский край", "", "город Горький на Волге", NULL },
	{ "n7", "Сказки", "", "старая скахка", "скахка" },
	{ "n8", "Газет", "", "мысгау мысалы", "мысгау" },
	{ "n9", "Мысал", "", "мыстау мыстау", NULL },
};

static void put_shelf(struct ctx *c)
{
	struct build *b;
	unit_ok(c, build_new(c, &b));
	for (size_t i = 0; i < COUNT_OF(shelf); i++) {
		struct feed *f;
		struct writer *w;
		struct feed_facts facts = { .id = str_of(shelf[i].id), .language = STR("") };
		unit_ok(c, build_next(c, b, &f, &w));
		feed_begin(f, &facts);
		feed_field(f, TERM_TITLE, 8, str_of(shelf[i].title));
		feed_field(f, TERM_AUTHOR, 6, str_of(shelf[i].author));
		feed_name(f, str_of(shelf[i].author));
		feed_document(f, STR("doc"));
		feed_page(f, str_of(shelf[i].text), i == 4 ? "kk" : "ru");
		if (shelf[i].doubtful)
			feed_doubt(f, str_of(shelf[i].doubtful));
		unit_ok(c, feed_end(c, f, w));
	}
	unit_ok(c, build_finish(c, b));
}

/* Are just these found, as many as there are letters in `ids` ("14": n1 and n4), in this order? */
static void finds(struct ctx *c, const char *query, const char *ids)
{
	struct index_result r = ask(c, query);
	char found[16] = "";
	for (size_t i = 0; i < r.n_hits && i < 15; i++)
		found[i] = r.hits[i].title.s[1];
	print_message("%s: %s\n", query, found);
	assert_string_equal(r.any ? "" : found, ids);
}

static void test_an_author__is_found_by_any_spelling_of_the_name(void **state)
{
	struct ctx *c = unit_begin();
	put_shelf(c);
	finds(c, "author:Kunanbaev", "31"); /* spelt the same, then named the same */
	finds(c, "автор:Кунанбаев автор:Абай", "1");
	finds(c, "author:Құнанбаев author:А", "1");
	finds(c, "Абай Кунанбаев", "1");
	finds(c, "Ибрагим Кунанбаев", "1"); /* Абай by another name */
	finds(c, "Pushkin", "2");
	finds(c, "Пушкиным", "2");
	finds(c, "title:Pushkin", "");
	unit_end(c);
}

static void test_a_place__is_found_by_its_other_names_below_its_own(void **state)
{
	struct ctx *c = unit_begin();
	put_shelf(c);
	finds(c, "Алматы собор", "54");
	finds(c, "Алма-Ата собор", "54");
	finds(c, "Верный", "45");
	finds(c, "Нижний Новгород", "6");
	finds(c, "Горький", "6");
	finds(c, "\"Алматы\"", "");
	unit_end(c);
}

static void test_a_misread_word__is_found_by_what_it_may_have_been(void **state)
{
	struct ctx *c = unit_begin();
	put_shelf(c);
	finds(c, "мыстау", "98");
	finds(c, "=мыстау", "9");
	unit_end(c);
}

int also_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places__of_a_query_are_known_by_other_names),
		cmocka_unit_test(test_an_editors_list__counts_from_the_next_question_on),
		cmocka_unit_test(test_an_author__is_found_by_any_spelling_of_the_name),
		cmocka_unit_test(test_a_place__is_found_by_its_other_names_below_its_own),
		cmocka_unit_test(test_a_misread_word__is_found_by_what_it_may_have_been),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
