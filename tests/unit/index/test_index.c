/* Tests of the index from books to hits: ranking, facets, filters, suggestions, rebuilding. */
#include "test_int.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct book shelf[] = {
	{ "b1",
	  "Керуен жолдары",
	  "Сәбит Ибраев",
	  "kk",
	  "open",
	  1934,
	  { "Керуендер шөл арқылы өтті.", "Алматыға жол ұзақ болды.", "Ескі кітаптар сақталды." } },
	{ "b2",
	  "Караванные пути",
	  "Иван Петров",
	  "ru",
	  "read",
	  1952,
	  { "Караваны шли через пустыню.", "Старая книга о городе.", "Дорога была долгой." } },
	{ "b3",
	  "Caravan roads",
	  "Anna Smith",
	  "en",
	  "open",
	  1999,
	  { "The caravans crossed the desert.", "Wells were far apart.",
	    "Long roads & <walls>." } },
	{ "b4",
	  "Колодцы",
	  "Пётр Сидоров",
	  "ru",
	  "excerpt",
	  0,
	  { "Пустыня велика.", "Здесь нет ничего.", "Караван и верблюды.", "Пусто.", "Дорога." } },
};

void put_books(struct ctx *c, const struct book *books, size_t n)
{
	struct build *b;
	unit_ok(c, build_new(c, &b));
	for (size_t i = 0; i < n; i++) {
		struct feed *f;
		struct writer *w;
		struct feed_facts facts = {
			.id = str_of(books[i].id),
			.language = str_of(books[i].language),
			.kind = STR("book"),
			.level = str_of(books[i].level),
			.holders = STR("7"),
			.year = books[i].year,
		};
		unit_ok(c, build_next(c, b, &f, &w));
		feed_begin(f, &facts);
		feed_field(f, TERM_TITLE, 8, str_of(books[i].title));
		feed_field(f, TERM_AUTHOR, 6, str_of(books[i].author));
		feed_name(f, str_of(books[i].author));
		feed_document(f, str_print(c->mem, "%s-doc", books[i].id));
		for (size_t p = 0; p < 6 && books[i].pages[p]; p++)
			feed_page(f, str_of(books[i].pages[p]), books[i].language);
		unit_ok(c, feed_end(c, f, w));
	}
	unit_ok(c, build_finish(c, b));
}

struct index_result ask(struct ctx *c, const char *text)
{
	struct index_result r;
	struct index_query q = { .text = str_of(text), .n = 20, .facets = true };
	unit_ok(c, index_search(c, &q, &r));
	return r;
}

bool holds(const struct index_result *r, const char *title)
{
	for (size_t i = 0; i < r->n_hits; i++)
		if (str_is(r->hits[i].title, title))
			return true;
	return false;
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

static void test_word__is_found_on_its_page(void **state)
{
	struct ctx *c = *state;
	struct index_result r = ask(c, "Алматыға");
	assert_int_equal(r.total, 1);
	assert_str(r.hits[0].title, "b1");
	assert_int_equal(r.hits[0].page, 2);
	assert_str(r.hits[0].document, "b1-doc");
	assert_int_equal(r.hits[0].n_pages, 1);
}

static void test_word__is_found_by_its_stem(void **state)
{
	struct ctx *c = *state;
	struct index_result r = ask(c, "кітап");
	assert_int_equal(r.total, 1);
	assert_int_equal(r.hits[0].page, 3);
	r = ask(c, "книги");
	assert_int_equal(r.total, 1);
	assert_int_equal(r.hits[0].page, 2);
	r = ask(c, "caravan"); /* and, below it, the Russian ones: it is read as караван too */
	assert_int_equal(r.total, 3);
	assert_str(r.hits[0].title, "b3");
	assert_int_equal(r.hits[0].page, 1);
}

static void test_words__all_must_be_there(void **state)
{
	struct ctx *c = *state;
	struct index_result r = ask(c, "пустыня дорога");
	assert_int_equal(r.total, 2);
	assert_false(r.any);
	r = ask(c, "пустыня верблюды");
	assert_int_equal(r.total, 1);
	assert_str(r.hits[0].title, "b4");
}

static void test_words__fall_back_to_any_of_them_and_say_so(void **state)
{
	struct ctx *c = *state;
	struct index_result r = ask(c, "верблюды кітап");
	assert_true(r.any);
	assert_int_equal(r.total, 2);
}

static void test_phrase__needs_its_words_in_order(void **state)
{
	struct ctx *c = *state;
	assert_int_equal(ask(c, "\"старая книга\"").total, 1);
	assert_int_equal(ask(c, "\"книга старая\"").total, 0);
	assert_int_equal(ask(c, "\"старая книги\"").total, 0);
}

static void test_phrase__is_found_across_a_page_break(void **state)
{
	struct ctx *c = *state;
	struct index_result r = ask(c, "\"desert wells were\"");
	assert_int_equal(r.total, 1);
	assert_int_equal(r.hits[0].page, 1);
}

static void test_phrase__unwanted_leaves_out_only_its_order(void **state)
{
	struct ctx *c = *state;
	assert_int_equal(ask(c, "книга -\"старая книга\"").total, 0);
	assert_int_equal(ask(c, "книга -\"книга старая\"").total, 1);
	assert_int_equal(ask(c, "-\"старая книга\"").total, 3);
}

static void test_phrase__among_any_words_still_needs_its_order(void **state)
{
	struct ctx *c = *state;
	struct index_result r = ask(c, "\"дорога пустыня\" кітап");
	assert_true(r.any);
	assert_int_equal(r.total, 1);
	assert_str(r.hits[0].title, "b1");
	r = ask(c, "\"старая книга\" кітап");
	assert_int_equal(r.total, 2);
}

static void test_word__unwanted_is_left_out(void **state)
{
	struct ctx *c = *state;
	struct index_result r = ask(c, "пустыня -верблюды");
	assert_int_equal(r.total, 1);
	assert_str(r.hits[0].title, "b2");
}

static void test_start__finds_what_begins_so(void **state)
{
	struct ctx *c = *state;
	struct index_result r = ask(c, "верблю*");
	assert_int_equal(r.total, 1);
	assert_int_equal(r.hits[0].page, 3);
}

static void test_field__binds_a_word(void **state)
{
	struct ctx *c = *state;
	assert_int_equal(ask(c, "author:иван").total, 1);
	assert_int_equal(ask(c, "title:иван").total, 0);
	assert_int_equal(ask(c, "автор:\"иван петров\"").total, 1);
	assert_int_equal(ask(c, "year:1930..1960").total, 2);
	assert_int_equal(ask(c, "lang:ru").total, 2);
	assert_int_equal(ask(c, "year:1934").hits[0].page, 0);
}

static void test_field__answers_to_inflected_words(void **state)
{
	struct ctx *c = *state;
	assert_int_equal(ask(c, "title:колодец колодцы").total, 1);
	assert_int_equal(ask(c, "title:roads").total, 1);
	assert_int_equal(ask(c, "title:road").total, 1);
}

static void test_facets__count_every_hit(void **state)
{
	struct ctx *c = *state;
	struct index_result r = ask(c, "");
	assert_int_equal(r.total, 4);
	assert_int_equal(r.languages.n, 3);
	assert_str(r.languages.at[0].value, "ru");
	assert_int_equal(r.languages.at[0].count, 2);
	assert_int_equal(r.years.n, 3);
	assert_str(r.years.at[0].value, "1930");
	assert_int_equal(r.levels.n, 3);
	assert_int_equal(r.partners.at[0].count, 4);
	assert_int_equal(r.kinds.at[0].count, 4);
}

static bool tell_all(void *arg, uint32_t doc)
{
	uint32_t *all = arg;
	*all |= 1u << doc;
	return true;
}

/* What is counted as sets is what the engine would match, whatever the question; twice, for common
 * words are remembered. */
static void test_count__agrees_with_the_engine(void **state)
{
	static const char *const texts[] = {
		"",
		"пустыня",
		"пустыня дорога",
		"-пустыня",
		"road",
		"roads desert",
		"караван*",
		"год:1940..1960",
		"year:..1960 -year:1952",
		"lang:ru пустыня",
		"-lang:ru",
		"title:колодец",
		"книга -\"книга старая\"",
		"нигденет",
		"пустыня -верблюды -дорога",
		"Карауан",
		"и",
		"караван и верблюды",
	};
	struct ctx *c = *state;
	struct handle *h;
	for (size_t i = 0; i < 2 * 3 * COUNT_OF(texts); i++) {
		struct index_query q = { .text = str_of(texts[i / 6]), .n = 10 };
		struct index_terms *t = arena_new_of(c->mem, struct index_terms);
		uint32_t told = 0, *docs;
		uint64_t *set;
		if (i % 3 == 1)
			q.level = STR("open");
		if (i % 3 == 2)
			q.year_from = 1950;
		unit_ok(c, query_parse(c, q.text, "ru", t));
		unit_ok(c, handle_get(c, &h));
		unit_ok(c, columns_read(c, h));
		unit_ok(c, query_expand(c, h, t));
		t->any = i % 2;
		struct fts_ask ask = { .query = query_build(c, t, &q), .check = 100, .n = 100 };
		struct fts_found found;
		ask.decide = tell_all;
		ask.decide_arg = &told;
		unit_ok(c, fts_search(c, h->fts, &ask, &found));
		unit_ok(c, query_titles(c, h, ask.query, &set));
		assert_int_equal(set[0], told);
		assert_int_equal(titles_in(c->mem, h, set, &docs), found.n);
	}
}

static void test_phrase__of_many_titles_is_looked_for_in_all(void **state)
{
	struct ctx *c = unit_begin();
	struct book books[100];
	for (int i = 0; i < 100; i++) {
		static const char *const pages[] = { "One two three.", "Two one, two three.",
						     "Three, two, one." };
		books[i] = (struct book){ "", "Name", "Author", "en", "open", 1990, { 0 } };
		books[i].id = str_print(c->mem, "b%d", i).s;
		books[i].pages[0] = pages[i % 3];
	}
	put_books(c, books, 100);
	assert_int_equal(ask(c, "\"one two three\"").total, 67);
	assert_int_equal(ask(c, "\"two one\"").total, 66);
	assert_int_equal(ask(c, "\"two one two\"").total, 33);
	assert_int_equal(ask(c, "\"three two\" -\"one two\"").total, 33);
	assert_int_equal(ask(c, "-\"one two\"").total, 33);
	assert_int_equal(ask(c, "\"one three\"").total, 0);
	assert_false(ask(c, "\"two one\"").more);
	unit_end(c);
	(void)state;
}

/* More titles than are looked at one by one: a common phrase is counted in some of them, a rare one
 * in all. */
static void test_phrase__common_among_very_many_has_a_least_total(void **state)
{
	struct ctx *c = unit_begin();
	enum { MANY = 4000 };
	struct book *books = arena_array_of(c->mem, MANY, struct book);
	for (int i = 0; i < MANY; i++) {
		const char *text = i == 1234 ? "Two one three."
				   : i % 2   ? "One two."
					     : "Two, three one.";
		books[i] = (struct book){ "", "Name", "Author", "en", "open", 1990, { text } };
		books[i].id = str_print(c->mem, "b%d", i).s;
	}
	put_books(c, books, MANY);
	struct index_result r = ask(c, "\"one two\"");
	assert_true(r.more && r.total > 300 && r.total < MANY / 2);
	assert_int_equal(r.n_hits, 20);
	assert_int_equal(r.partners.at[0].count, r.total);
	r = ask(c, "\"two one\"");
	assert_int_equal(r.total, 1);
	assert_false(r.more);
	assert_str(r.hits[0].title, "b1234");
	assert_true(ask(c, "-\"one two\"").more);
	unit_end(c);
	(void)state;
}

static void test_filters__narrow(void **state)
{
	struct ctx *c = *state;
	struct index_result r;
	struct index_query q = { .text = STR(""), .level = STR("open"), .n = 10, .facets = true };
	unit_ok(c, index_search(c, &q, &r));
	assert_int_equal(r.total, 2);
	q.language = STR("kk");
	q.partner = 7;
	q.kind = STR("book");
	unit_ok(c, index_search(c, &q, &r));
	assert_int_equal(r.total, 1);
	q.partner = 8;
	unit_ok(c, index_search(c, &q, &r));
	assert_int_equal(r.total, 0);
}

static void test_sort__puts_unknown_years_last(void **state)
{
	struct ctx *c = *state;
	struct index_result r;
	struct index_query q = { .n = 10, .sort = SORT_YEAR_UP };
	unit_ok(c, index_search(c, &q, &r));
	assert_str(r.hits[0].title, "b1");
	assert_str(r.hits[3].title, "b4");
	q.sort = SORT_YEAR_DOWN;
	unit_ok(c, index_search(c, &q, &r));
	assert_str(r.hits[0].title, "b3");
	assert_str(r.hits[3].title, "b4");
}

static void test_hits__come_by_pages_of_results(void **state)
{
	struct ctx *c = *state;
	struct index_result r;
	struct index_query q = { .n = 3, .sort = SORT_YEAR_UP };
	unit_ok(c, index_search(c, &q, &r));
	assert_int_equal(r.n_hits, 3);
	q.from = 3;
	unit_ok(c, index_search(c, &q, &r));
	assert_int_equal(r.n_hits, 1);
	assert_int_equal(r.total, 4);
	assert_str(r.hits[0].title, "b4");
	q.from = 20000;
	assert_false(index_search(c, &q, &r));
	assert_int_equal(c->err.kind, ERR_LIMIT);
}

static void test_rank__words_close_together_beat_words_far_apart(void **state)
{
	struct ctx *c = unit_begin();
	static const struct book two[] = {
		{ "far",
		  "One",
		  "A",
		  "en",
		  "open",
		  1990,
		  { "The camel stood. The camel slept. The camel ate the grass here.", "Nothing.",
		    "Nothing.", "Nothing.", "The oasis was green. The oasis was wide." } },
		{ "near",
		  "Two",
		  "B",
		  "en",
		  "open",
		  1990,
		  { "Nothing here.", "Nothing there.", "The camel reached the oasis.", "Nothing.",
		    "And so the long story of all those people on the road came to its end." } },
	};
	put_books(c, two, COUNT_OF(two));
	struct index_result r = ask(c, "camel oasis");
	assert_int_equal(r.total, 2);
	assert_str(r.hits[0].title, "near");
	assert_int_equal(r.hits[0].page, 3);
	assert_int_equal(r.hits[0].n_pages, 1);
	assert_int_equal(r.hits[1].n_pages, 2);
	unit_end(c);
	(void)state;
}

static void test_rank__title_beats_text(void **state)
{
	struct ctx *c = *state;
	struct index_result r = ask(c, "roads");
	assert_str(r.hits[0].title, "b3");
	r = ask(c, "караван* ");
	assert_true(holds(&r, "b2") && holds(&r, "b4"));
	r = ask(c, "караванные");
	assert_str(r.hits[0].title, "b2");
}

static void test_suggestion__mends_a_misspelt_word(void **state)
{
	struct ctx *c = *state;
	assert_str(ask(c, "ибраев керуем").suggestion, "ибраев керуен");
	assert_str(ask(c, "карванные пути").suggestion, "караванные пути");
	assert_int_equal(ask(c, "караванные").suggestion.n, 0);
}

static void test_rebuild__shows_in_an_open_reader(void **state)
{
	struct ctx *c = *state;
	struct stat link;
	assert_int_equal(ask(c, "пустыня").total, 2);
	put_books(c, shelf, 2);
	assert_int_equal(ask(c, "пустыня").total, 1);
	assert_int_equal(ask(c, "").languages.n, 2);
	assert_int_equal(lstat(index_path(c), &link), 0);
	assert_true(S_ISLNK(link.st_mode));
	assert_false(folder_exists(path_join(c->mem, c->dir, "index.new")));
}

static void test_rebuild__broken_off_leaves_the_old_index(void **state)
{
	struct ctx *c = *state;
	struct build *b;
	struct feed *f;
	struct writer *w;
	unit_ok(c, build_new(c, &b));
	unit_ok(c, build_next(c, b, &f, &w)); /* and here the power went */
	assert_int_equal(ask(c, "пустыня").total, 2);
	put_books(c, shelf, COUNT_OF(shelf));
	assert_int_equal(ask(c, "пустыня").total, 2);
}

static void test_put__replaces_and_shows_in_an_open_reader(void **state)
{
	struct ctx *c = *state;
	struct writer w = { 0 };
	struct feed *f = feed_new(c);
	struct feed_facts facts = { .id = STR("b2"), .language = STR("ru") };
	assert_int_equal(ask(c, "пустыню").total, 2);
	unit_ok(c, places_out_open(c, path_join(c->mem, index_path(c), "places"), &w.places));
	unit_ok(c, fts_write_open(c, index_path(c), false, &w.fts));
	feed_begin(f, &facts);
	feed_field(f, TERM_TITLE, 8, STR("Совсем другое"));
	unit_ok(c, feed_end(c, f, &w));
	assert_int_equal(ask(c, "пустыню").total, 2);
	unit_ok(c, fts_write_commit(c, w.fts));
	fts_write_close(w.fts);
	places_out_close(&w.places);
	assert_int_equal(ask(c, "пустыню").total, 1);
	assert_int_equal(ask(c, "другое").total, 1);
	assert_int_equal(ask(c, "").total, 4);
	feed_free(f);
}

static void test_writer__second_one_is_told_busy(void **state)
{
	struct ctx *c = *state;
	int lock, other;
	unit_ok(c, index_lock(c, &lock));
	if (fork() == 0)
		_exit(index_lock(c, &other) ? 0 : (int)c->err.kind);
	int status;
	wait(&status);
	assert_int_equal(WEXITSTATUS(status), ERR_BUSY);
	close(lock);
}

static void test_search__without_an_index_finds_nothing(void **state)
{
	struct ctx *c = unit_begin();
	assert_int_equal(ask(c, "керуен").total, 0);
	unit_end(c);
	(void)state;
}

static void test_pages__are_all_told(void **state)
{
	struct ctx *c = *state;
	struct index_page_hits hits;
	struct index_terms *terms;
	unit_ok(c, index_pages(c, STR("b2"), STR("b2-doc"), STR("дороги"), "ru", &hits, &terms));
	assert_int_equal(hits.n, 1);
	assert_int_equal(hits.at[0].page, 3);
	unit_ok(c, index_pages(c, STR("nothing"), STR("x"), STR("дороги"), "ru", &hits, NULL));
	assert_int_equal(hits.n, 0);
}

#define WITH_SHELF(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SHELF(test_word__is_found_on_its_page),
		WITH_SHELF(test_word__is_found_by_its_stem),
		WITH_SHELF(test_words__all_must_be_there),
		WITH_SHELF(test_words__fall_back_to_any_of_them_and_say_so),
		WITH_SHELF(test_phrase__needs_its_words_in_order),
		WITH_SHELF(test_phrase__is_found_across_a_page_break),
		WITH_SHELF(test_phrase__unwanted_leaves_out_only_its_order),
		WITH_SHELF(test_phrase__among_any_words_still_needs_its_order),
		WITH_SHELF(test_word__unwanted_is_left_out),
		WITH_SHELF(test_start__finds_what_begins_so),
		WITH_SHELF(test_field__binds_a_word),
		WITH_SHELF(test_field__answers_to_inflected_words),
		WITH_SHELF(test_facets__count_every_hit),
		WITH_SHELF(test_count__agrees_with_the_engine),
		cmocka_unit_test(test_phrase__of_many_titles_is_looked_for_in_all),
		cmocka_unit_test(test_phrase__common_among_very_many_has_a_least_total),
		WITH_SHELF(test_filters__narrow),
		WITH_SHELF(test_sort__puts_unknown_years_last),
		WITH_SHELF(test_hits__come_by_pages_of_results),
		cmocka_unit_test(test_rank__words_close_together_beat_words_far_apart),
		WITH_SHELF(test_rank__title_beats_text),
		WITH_SHELF(test_suggestion__mends_a_misspelt_word),
		WITH_SHELF(test_rebuild__shows_in_an_open_reader),
		WITH_SHELF(test_rebuild__broken_off_leaves_the_old_index),
		WITH_SHELF(test_put__replaces_and_shows_in_an_open_reader),
		WITH_SHELF(test_writer__second_one_is_told_busy),
		cmocka_unit_test(test_search__without_an_index_finds_nothing),
		WITH_SHELF(test_pages__are_all_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL) + query_tests() + pages_tests() +
	       passage_tests() + put_tests() + ways_tests() + keys_tests() + deal_tests() +
	       quote_tests() + also_tests() + browse_tests();
}
