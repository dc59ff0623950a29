/* Tests of putting titles in from catalogue and store: what is found, what a closed one hides. */
#include "test_int.h"
#include "db/unit_db.h"
#include "store/store.h"

#include <fcntl.h>
#include <unistd.h>

/* catalog_id_of of the digests 0 and 1 */
#define ID_1 "0000000000000"
#define ID_2 "000000000001d"

static const char *const words_of_two_pages = "# keruen words 1\n"
					      "P\t1\tocr\tkk\t93\n"
					      "1023\t400\t300\t120\t96\tКеруендер\n"
					      "1423\t400\t300\t120\t96\tшөлде\n"
					      "-\n=\n"
					      "P\t2\tocr\tkk\t93\n"
					      "1023\t400\t300\t120\t96\tЕскі\n"
					      "1423\t400\t300\t120\t96\tқұдық\n"
					      "-\n=\n";

static void add_object(struct ctx *c, const char *id)
{
	struct store_draft *d;
	struct store_note note = { STR("test"), STR("test"), STR("") };
	unit_ok(c, store_draft_new(c, &d));
	unit_ok(c, store_draft_add_bytes(c, d, STR("text/words.tsv"), str_of(words_of_two_pages)));
	unit_ok(c, store_create(c, d, str_of(id), &note));
}

static void add_title(struct ctx *c, const char *title, const char *document, const char *name,
		      enum access_level level)
{
	struct title t = {
		.id = str_of(title),
		.name = str_of(name),
		.creator = STR("Сәбит Ибраев"),
		.language = STR("kk"),
		.kind = STR("book"),
		.record = STR(""),
		.partner = 1,
		.year = 1934,
	};
	struct document_page pages[2];
	for (size_t i = 0; i < COUNT_OF(pages); i++)
		pages[i] = (struct document_page){
			.width = 1000,
			.height = 1000,
			.dpi = 300,
			.source = '-',
		};
	struct document_pages table = { pages, 2 };
	struct document d = {
		.id = str_of(document),
		.title = t.id,
		.kind = STR("tiff"),
		.mime = STR("image/tiff"),
		.file_name = STR("a.tif"),
		.n_files = 1,
		.n_pages = 2,
		.terms = { .level = level, .excerpt_pages = 24 },
		.state = DOCUMENT_READY,
		.partner = 1,
	};
	unit_ok(c, db_begin(c));
	unit_ok(c, title_put(c, &t));
	unit_ok(c, document_add(c, &d, &table));
	unit_ok(c, db_commit(c));
	add_object(c, document);
}

static struct ctx *begin(void **state)
{
	struct partner p = { .code = STR("city") };
	struct ctx *c = unit_db(state);
	int64_t partner;
	p.name[0] = STR("Қала кітапханасы");
	unit_ok(c, store_open(c));
	unit_ok(c, db_begin(c));
	unit_ok(c, partner_add(c, &p, &partner));
	unit_ok(c, db_commit(c));
	assert_int_equal(partner, 1);
	return c;
}

static void test_put__finds_words_of_a_document(void **state)
{
	struct ctx *c = begin(state);
	struct str ids[] = { STR(ID_1) };
	add_title(c, ID_1, ID_1, "Дала", LEVEL_READ);
	unit_ok(c, index_put(c, ids, 1));
	struct index_result r = ask(c, "құдық");
	assert_int_equal(r.total, 1);
	assert_int_equal(r.hits[0].page, 2);
	assert_str(r.hits[0].document, ID_1);
	assert_str(r.levels.at[0].value, "read");
	assert_int_equal(ask(c, "дала ибраев").total, 1);
	store_close(c);
}

static void test_put__hides_the_text_of_a_closed_document(void **state)
{
	struct ctx *c = begin(state);
	struct str ids[] = { STR(ID_1) };
	add_title(c, ID_1, ID_1, "Дала", LEVEL_CLOSED);
	unit_ok(c, index_put(c, ids, 1));
	assert_int_equal(ask(c, "құдық").total, 0);
	assert_int_equal(ask(c, "құд*").total, 0);
	assert_int_equal(ask(c, "құдыо").suggestion.n, 0);
	assert_int_equal(ask(c, "дала").total, 1);
	store_close(c);
}

static void test_put__follows_a_document_that_is_closed_later(void **state)
{
	struct ctx *c = begin(state);
	struct str ids[] = { STR(ID_1) };
	struct access_terms closed = { .level = LEVEL_CLOSED };
	add_title(c, ID_1, ID_1, "Дала", LEVEL_OPEN);
	unit_ok(c, index_put(c, ids, 1));
	assert_int_equal(ask(c, "құдық").total, 1);
	unit_ok(c, db_begin(c));
	unit_ok(c, document_set_terms(c, STR(ID_1), &closed));
	unit_ok(c, db_commit(c));
	unit_ok(c, index_put(c, ids, 1));
	assert_int_equal(ask(c, "құдық").total, 0);
	store_close(c);
}

static void test_put__takes_out_a_title_that_is_gone(void **state)
{
	struct ctx *c = begin(state);
	struct str ids[] = { STR(ID_1), STR(ID_2) };
	add_title(c, ID_1, ID_1, "Дала", LEVEL_OPEN);
	add_title(c, ID_2, ID_2, "Теңіз", LEVEL_OPEN);
	unit_ok(c, index_put(c, ids, 2));
	assert_int_equal(ask(c, "").total, 2);
	unit_ok(c, db_begin(c));
	unit_ok(c, catalog_clear(c));
	unit_ok(c, db_commit(c));
	unit_ok(c, index_put(c, ids, 1));
	assert_int_equal(ask(c, "").total, 1);
	unit_ok(c, index_remove(c, STR(ID_2)));
	assert_int_equal(ask(c, "").total, 0);
	store_close(c);
}

static void put_changed(struct ctx *c, const char *id, const char *name, int64_t when)
{
	struct title t = { .id = str_of(id), .name = str_of(name), .partner = 1, .changed = when };
	unit_ok(c, db_begin(c));
	unit_ok(c, title_put(c, &t));
	unit_ok(c, db_commit(c));
}

static void test_put__takes_all_that_changed_since(void **state)
{
	struct ctx *c = begin(state);
	const struct str since[] = { STR("since:2000") };
	put_changed(c, ID_1, "Ертегілер", 1999);
	put_changed(c, ID_2, "Жырлар", 2000);
	unit_ok(c, index_put(c, since, 1));
	assert_int_equal(ask(c, "Жырлар").total, 1);
	assert_int_equal(ask(c, "Ертегілер").total, 0);
	put_changed(c, ID_1, "Ертегілер", 2001);
	unit_ok(c, index_put(c, since, 1));
	assert_int_equal(ask(c, "Ертегілер").total, 1);
	assert_int_equal(ask(c, "").total, 2);
	store_close(c);
}

static void put_random(struct ctx *c, unsigned *seed)
{
	static const char *const languages[] = { "kk", "ru", "ky", "en" };
	static const char *const sets[] = { "1", "1 2", "2 3", "1 2 3" };
	*seed = *seed * 1103515245 + 12345;
	unsigned number = *seed >> 16 & 15, what = *seed >> 20 & 3;
	struct str hex = str_print(c->mem, "%016x", number * 0x9e3779b9u);
	struct title t = {
		.id = catalog_id_of(c->mem, hex),
		.name = STR("Жырлар"),
		.language = str_of(languages[what]),
		.holders = str_of(sets[*seed >> 22 & 3]),
		.year = 1900 + (int)(*seed >> 24 & 63),
		.partner = 1,
	};
	if (*seed >> 27 & 1) {
		unit_ok(c, index_remove(c, t.id));
		return;
	}
	unit_ok(c, db_begin(c));
	unit_ok(c, title_put(c, &t));
	unit_ok(c, db_commit(c));
	unit_ok(c, index_put(c, &t.id, 1));
}

static void same_facets(const struct index_facets *a, const struct index_facets *b)
{
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		assert_true(str_same(a->at[i].value, b->at[i].value));
		assert_int_equal(a->at[i].count, b->at[i].count);
	}
}

static void test_columns__follow_each_change_as_if_read_anew(void **state)
{
	struct ctx *c = begin(state);
	unsigned seed = 7;
	for (int i = 0; i < 60; i++) {
		struct handle *h;
		put_random(c, &seed);
		struct index_result now = ask(c, "");
		unit_ok(c, handle_get(c, &h));
		handle_drop(h);
		struct index_result anew = ask(c, "");
		assert_int_equal(now.total, anew.total);
		same_facets(&now.languages, &anew.languages);
		same_facets(&now.partners, &anew.partners);
		same_facets(&now.years, &anew.years);
		(void)ask(c, "Жырлар"); /* the columns are read, and follow from here */
	}
	store_close(c);
}

static void test_rebuild__makes_the_same_from_catalogue_and_store(void **state)
{
	struct ctx *c = begin(state);
	int64_t n;
	add_title(c, ID_1, ID_1, "Дала", LEVEL_OPEN);
	add_title(c, ID_2, ID_2, "Теңіз", LEVEL_CLOSED);
	unit_ok(c, index_rebuild(c, &n));
	assert_int_equal(n, 2);
	assert_int_equal(ask(c, "").total, 2);
	assert_int_equal(ask(c, "\"ескі құдық\"").total, 1);
	store_close(c);
}

struct meeting {
	struct ctx *c;
	struct handle *h;
	const char *term; /* as it stands in the index */
	size_t found;
	uint32_t docs;
};

static bool meet(void *arg, struct str term)
{
	struct meeting *m = arg;
	if (!str_same(term_unpack(m->c->mem, term), str_of(m->term)))
		return true;
	m->found++;
	unit_ok(m->c, fts_term_docs(m->c, m->h->fts, term, &m->docs));
	return true;
}

/* Does a key of a word in one script lead to another; and how many titles have that? */
static struct meeting meets(struct ctx *c, enum key_kind kind, const char *word, const char *term)
{
	struct meeting m = { .c = c, .term = term };
	char keys[TEXT_KEYS][128];
	size_t n = text_keys(str_of(word), "kk", keys);
	unit_ok(c, handle_get(c, &m.h));
	for (size_t i = 0; i < n && m.found == 0; i++)
		keys_find(&m.h->keys, kind, str_of(keys[i]), meet, &m);
	return m;
}

static void test_keys__lead_from_one_script_to_another(void **state)
{
	struct ctx *c = begin(state);
	struct str ids[] = { STR(ID_1), STR(ID_2) };
	add_title(c, ID_1, ID_1, "Дала", LEVEL_READ);
	unit_ok(c, index_put(c, ids, 1));
	struct meeting m = meets(c, KEY_WORD, "qūdyq", "құдық");
	assert_int_equal(m.found, 1);
	assert_int_equal(m.docs, 1);
	assert_int_equal(meets(c, KEY_STEM, "keruen", "Zкеруен").docs, 1);
	assert_int_equal(meets(c, KEY_WORD, "keruen", "Zкеруен").found, 0);
	assert_int_equal(meets(c, KEY_WORD, "teñız", "теңіз").found, 0);
	store_close(c);
}

static void test_keys__follow_titles_put_and_taken_out_after_a_rebuild(void **state)
{
	struct ctx *c = begin(state);
	struct str ids[] = { STR(ID_1), STR(ID_2) };
	add_title(c, ID_1, ID_1, "Дала", LEVEL_CLOSED);
	unit_ok(c, index_rebuild(c, NULL));
	assert_int_equal(meets(c, KEY_WORD, "dala", "дала").docs, 1);
	assert_int_equal(meets(c, KEY_WORD, "qūdyq", "құдық").found, 0);
	add_title(c, ID_2, ID_2, "Теңіз", LEVEL_OPEN);
	unit_ok(c, index_put(c, ids, 2));
	unit_ok(c, index_put(c, ids, 2));
	assert_int_equal(meets(c, KEY_WORD, "teñız", "теңіз").found, 1);
	assert_int_equal(meets(c, KEY_WORD, "qūdyq", "құдық").docs, 1);
	assert_int_equal(meets(c, KEY_WORD, "dala", "дала").found, 1);
	unit_ok(c, index_remove(c, ids[1]));
	assert_int_equal(meets(c, KEY_WORD, "teñız", "теңіз").docs, 0);
	assert_int_equal(meets(c, KEY_WORD, "qūdyq", "құдық").docs, 0);
	assert_int_equal(ask(c, "теңіз").total, 0);
	unit_ok(c, index_rebuild(c, NULL));
	assert_int_equal(meets(c, KEY_WORD, "teñız", "теңіз").docs, 1);
	store_close(c);
}

/* As an index looks to a program that keeps it otherwise. */
static void change_form(struct ctx *c)
{
	struct handle *h;
	int fd = open(path_join(c->mem, index_path(c), "places"), O_WRONLY | O_CLOEXEC);
	unit_ok(c, handle_get(c, &h));
	handle_drop(h);
	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, "\1", 1, 4), 1);
	close(fd);
}

static void test_put__makes_an_index_of_another_form_anew(void **state)
{
	struct ctx *c = begin(state);
	struct str ids[] = { STR(ID_1), STR(ID_2) };
	struct index_result r;
	struct index_query q = { .text = STR("құдық"), .n = 1 };
	add_title(c, ID_1, ID_1, "Дала", LEVEL_OPEN);
	add_title(c, ID_2, ID_2, "Теңіз", LEVEL_CLOSED);
	unit_ok(c, index_put(c, ids, 1));
	change_form(c);
	assert_false(index_search(c, &q, &r));
	assert_int_equal(c->err.kind, ERR_CONFLICT);
	err_clear(c);
	unit_ok(c, index_put(c, ids + 1, 1));
	assert_int_equal(ask(c, "құдық").total, 1);
	assert_int_equal(ask(c, "").total, 2);
	change_form(c);
	unit_ok(c, index_renew(c));
	assert_int_equal(ask(c, "").total, 2);
	unit_ok(c, index_remove(c, STR(ID_1)));
	unit_ok(c, index_renew(c)); /* as it is: nothing is made again */
	assert_int_equal(ask(c, "").total, 1);
	store_close(c);
}

static bool count(void *arg, struct str term)
{
	*(size_t *)arg += term.n > 0;
	return true;
}

/* How many words of the library may have been misread for this one, or this one for them. */
static size_t misread(struct ctx *c, const char *word)
{
	char key[128];
	size_t n = 0;
	struct handle *h;
	unit_ok(c, handle_get(c, &h));
	size_t length = text_ocr_key(str_of(word), key);
	assert_true(length > 0);
	keys_find(&h->keys, KEY_OCR, (struct str){ key, length }, count, &n);
	return n;
}

static void test_keys__of_misreading_are_noted_of_doubted_words_alone(void **state)
{
	struct ctx *c = unit_begin();
	struct build *b;
	struct feed *f;
	struct writer *w;
	struct feed_facts facts = { .id = STR("b"), .language = STR("kk") };
	unit_ok(c, build_new(c, &b));
	unit_ok(c, build_next(c, b, &f, &w));
	feed_begin(f, &facts);
	feed_document(f, STR("b-doc"));
	feed_page(f, STR("кітапхана қалаңыз"), "kk");
	feed_doubt(f, STR("Қалаңыз,"));
	unit_ok(c, feed_end(c, f, w));
	unit_ok(c, build_finish(c, b));
	assert_int_equal(misread(c, "қалаңыз"), 1);
	assert_int_equal(misread(c, "қаланыз"), 1);
	assert_int_equal(misread(c, "кітапхана"), 0);
	unit_end(c);
	(void)state;
}

int put_tests(void)
{
	const struct CMUnitTest tests[] = {
		ON_SQLITE(test_put__finds_words_of_a_document),
		ON_SQLITE(test_put__hides_the_text_of_a_closed_document),
		ON_SQLITE(test_put__follows_a_document_that_is_closed_later),
		ON_SQLITE(test_put__takes_out_a_title_that_is_gone),
		ON_BOTH(test_put__takes_all_that_changed_since),
		ON_SQLITE(test_columns__follow_each_change_as_if_read_anew),
		ON_SQLITE(test_put__makes_an_index_of_another_form_anew),
		ON_SQLITE(test_rebuild__makes_the_same_from_catalogue_and_store),
		ON_SQLITE(test_keys__lead_from_one_script_to_another),
		cmocka_unit_test(test_keys__of_misreading_are_noted_of_doubted_words_alone),
		ON_SQLITE(test_keys__follow_titles_put_and_taken_out_after_a_rebuild),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
