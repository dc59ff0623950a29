/* Tests of the files of keys: what is noted is found, once, through additions and merges. */
#include "test_int.h"

static uint32_t word(struct vocabulary *v, const char *text)
{
	return vocabulary_term(v, str_of(text), false);
}

static bool count_term(void *arg, struct str term)
{
	struct str *wanted = arg;
	if (str_same(term_unpack(unit_arena(), term), wanted[0]))
		wanted[1].n++;
	return true;
}

/* How often a key leads to a word. */
static size_t meets(const struct keys *k, enum key_kind kind, const char *key, const char *term)
{
	struct str wanted[2] = { str_of(term), STR_NONE };
	keys_find(k, kind, str_of(key), count_term, wanted);
	return wanted[1].n;
}

static bool count_any(void *arg, struct str term)
{
	*(size_t *)arg += term.n > 0;
	return true;
}

static size_t found(const struct keys *k, enum key_kind kind, const char *key)
{
	size_t n = 0;
	keys_find(k, kind, str_of(key), count_any, &n);
	return n;
}

static size_t entries(const struct keys *k)
{
	size_t n = 0;
	for (size_t i = 0; i < k->n; i++)
		n += k->at[i].n_entries;
	return n;
}

static struct keys opened(struct ctx *c)
{
	struct keys k;
	unit_ok(c, keys_open(c, c->dir, &k));
	return k;
}

static void test_keys__lead_to_the_words_that_bear_them(void **state)
{
	struct ctx *c = unit_begin();
	struct vocabulary *v = vocabulary_new();
	uint32_t cyrillic = word(v, "кітапхана"), latin = word(v, "kitaphana");
	keys_note(&v->keys, KEY_WORD, STR("kitaphana"), latin);
	keys_note(&v->keys, KEY_WORD, STR("kitaphana"), cyrillic);
	keys_note(&v->keys, KEY_WORD, STR("kitaphana"), cyrillic);
	keys_note(&v->keys, KEY_STEM, STR("kitap"), word(v, "Zкітап"));
	unit_ok(c, keys_write(c, c->dir, v));
	struct keys k = opened(c);
	assert_int_equal(found(&k, KEY_WORD, "kitaphana"), 2);
	assert_int_equal(meets(&k, KEY_WORD, "kitaphana", "кітапхана"), 1);
	assert_int_equal(meets(&k, KEY_WORD, "kitaphana", "kitaphana"), 1);
	assert_int_equal(meets(&k, KEY_STEM, "kitap", "Zкітап"), 1);
	assert_int_equal(found(&k, KEY_WORD, "kitap"), 0);
	assert_int_equal(found(&k, KEY_OCR, "kitaphana"), 0);
	keys_close(&k);
	vocabulary_free(v);
	unit_end(c);
	(void)state;
}

static void test_keys__are_written_once_and_added_to(void **state)
{
	struct ctx *c = unit_begin();
	struct vocabulary *v = vocabulary_new();
	uint32_t first = word(v, "дала"), second = word(v, "dala");
	keys_note(&v->keys, KEY_WORD, STR("dala"), first);
	unit_ok(c, keys_write(c, c->dir, v));
	keys_note(&v->keys, KEY_WORD, STR("dala"), first);
	unit_ok(c, keys_write(c, c->dir, v));
	struct keys k = opened(c);
	assert_int_equal(entries(&k), 1);
	keys_close(&k);
	keys_note(&v->keys, KEY_WORD, STR("dala"), first);
	keys_note(&v->keys, KEY_WORD, STR("dala"), second);
	unit_ok(c, keys_write(c, c->dir, v));
	k = opened(c);
	assert_int_equal(entries(&k), 2);
	assert_int_equal(meets(&k, KEY_WORD, "dala", "dala"), 1);
	assert_int_equal(meets(&k, KEY_WORD, "dala", "дала"), 1);
	keys_close(&k);
	vocabulary_free(v);
	unit_end(c);
	(void)state;
}

static void note_numbers(struct vocabulary *v, int from, int upto)
{
	for (int i = from; i < upto; i++) {
		struct str name = str_print(unit_arena(), "w%d", i);
		struct str key = str_print(unit_arena(), "k%d", i / 2);
		keys_note(&v->keys, KEY_WORD, key, word(v, name.s));
	}
}

static void test_keys__stay_in_few_files_however_often_they_grow(void **state)
{
	enum { TIMES = 40, EACH = 50 };
	struct ctx *c = unit_begin();
	for (int i = 0; i < TIMES; i++) {
		struct vocabulary *v = vocabulary_new();
		note_numbers(v, i * EACH, (i + 1) * EACH);
		unit_ok(c, keys_write(c, c->dir, v));
		vocabulary_free(v);
	}
	struct keys k = opened(c);
	assert_true(k.n <= 4);
	assert_int_equal(entries(&k), TIMES * EACH);
	for (int i = 0; i < TIMES * EACH; i++) {
		const char *name = str_print(c->mem, "w%d", i).s;
		const char *key = str_print(c->mem, "k%d", i / 2).s;
		assert_int_equal(meets(&k, KEY_WORD, key, name), 1);
		assert_int_equal(found(&k, KEY_WORD, key), 2);
	}
	assert_int_equal(found(&k, KEY_WORD, "k2000"), 0);
	keys_close(&k);
	unit_end(c);
	(void)state;
}

static void test_keys__of_a_build_come_together_however_often_it_rests(void **state)
{
	struct ctx *c = unit_begin();
	static const char *const words[] = { "дала", "теңіз", "құдық", "керуен" };
	struct build *b;
	unit_ok(c, build_new(c, &b));
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		struct feed *f;
		struct writer *w;
		struct feed_facts facts = { .id = str_of(words[i]), .language = STR("kk") };
		unit_ok(c, build_next(c, b, &f, &w));
		feed_begin(f, &facts);
		feed_field(f, NULL, 1, str_of(words[i]));
		unit_ok(c, feed_end(c, f, w));
		if (i < 2)
			unit_ok(c, feed_rest(c, f, path_join(c->mem, c->dir, "index.new")));
	}
	unit_ok(c, build_finish(c, b));
	struct handle *h;
	unit_ok(c, handle_get(c, &h));
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		char keys[TEXT_KEYS][128];
		assert_true(text_keys(str_of(words[i]), "kk", keys) > 0);
		assert_int_equal(meets(&h->keys, KEY_WORD, keys[0], words[i]), 1);
	}
	handle_drop(h);
	unit_end(c);
	(void)state;
}

static void test_keys__of_a_broken_file_are_an_error(void **state)
{
	struct ctx *c = unit_begin();
	struct vocabulary *v = vocabulary_new();
	struct keys k;
	struct str bytes;
	const char *path = path_join(c->mem, c->dir, KEYS_NAME "1");
	note_numbers(v, 0, 10);
	unit_ok(c, keys_write(c, c->dir, v));
	unit_ok(c, file_read(c, path, 1 << 20, &bytes));
	unit_ok(c, file_replace(c, path, str_upto(bytes, 60)));
	assert_false(keys_open(c, c->dir, &k));
	assert_int_equal(c->err.kind, ERR_INTERNAL);
	unit_ok(c, file_replace(c, path, str_upto(bytes, bytes.n - 1)));
	err_clear(c);
	k = opened(c); /* the last word ends past the file: it is not given */
	size_t n = 0;
	for (int i = 0; i < 5; i++)
		n += found(&k, KEY_WORD, str_print(c->mem, "k%d", i).s);
	assert_int_equal(n, 9);
	keys_close(&k);
	vocabulary_free(v);
	unit_end(c);
	(void)state;
}

int keys_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys__lead_to_the_words_that_bear_them),
		cmocka_unit_test(test_keys__are_written_once_and_added_to),
		cmocka_unit_test(test_keys__stay_in_few_files_however_often_they_grow),
		cmocka_unit_test(test_keys__of_a_build_come_together_however_often_it_rests),
		cmocka_unit_test(test_keys__of_a_broken_file_are_an_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
