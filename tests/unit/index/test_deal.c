/* Tests of a title's notes dealt out: positions of words and of the stems they share, in order. */
#include "test_int.h"

static uint32_t word(struct notes *n, const char *text)
{
	return vocabulary_term(n->words, str_of(text), true);
}

/* Noted as feed.c does. */
static void note(struct notes *n, uint32_t term, int lang, uint32_t at)
{
	uint32_t number = n->words->at[term].noted;
	while (number && n->noted[number].lang != lang)
		number = n->noted[number].other;
	if (!number) {
		number = (uint32_t)n->n_noted++;
		n->noted[number] = (struct noted){ .term = term,
						   .lang = lang,
						   .other = n->words->at[term].noted };
		n->words->at[term].noted = number;
	}
	n->noted[number].n++;
	n->at[n->n++] = (struct note){ number, at };
}

static struct notes begin(void)
{
	struct notes n = { .words = vocabulary_new(), .n_noted = 1 };
	n.noted = arena_array_of(unit_arena(), 3000, struct noted);
	n.at = arena_array_of(unit_arena(), 3000, struct note);
	return n;
}

static const struct dealt *dealt_of(const struct dealt *d, size_t n, const char *term)
{
	struct str packed = term_pack(unit_arena(), str_of(term));
	for (size_t i = 0; i < n; i++)
		if (str_same(d[i].packed, packed))
			return &d[i];
	return NULL;
}

static void assert_places(const struct dealt *d, size_t n, const char *term, const char *places)
{
	const struct dealt *t = dealt_of(d, n, term);
	struct buf out;
	assert_non_null(t);
	buf_init(&out, unit_arena(), 0);
	for (uint32_t i = 0; i < t->n; i++)
		buf_print(&out, "%s%u", i ? " " : "", t->at[i]);
	assert_str(buf_str(&out), places);
	assert_int_equal(t->weight, t->n);
}

/* The first of a word's stems, as a term. */
static const char *stem_term(const char *word)
{
	char stems[TEXT_STEMS][128];
	assert_true(text_stems(str_of(word), "ru", stems) > 0);
	return str_print(unit_arena(), TERM_STEM "%s", stems[0]).s;
}

static void test_deal__shares_a_stem_among_its_words_in_order(void **state)
{
	struct ctx *c = unit_begin();
	struct notes notes = begin();
	int ru = language_number("ru"), kk = language_number("kk");
	size_t n;
	note(&notes, word(&notes, "книги"), ru, 1);
	note(&notes, word(&notes, "книгами"), ru, 2);
	note(&notes, word(&notes, "дороги"), ru, 3);
	note(&notes, word(&notes, "книги"), ru, 4);
	note(&notes, word(&notes, "книги"), kk, 5);
	note(&notes, word(&notes, "книгами"), ru, 9);
	const struct dealt *d = deal(c->mem, &notes, &n);
	assert_places(d, n, "книги", "1 4 5");
	assert_places(d, n, "книгами", "2 9");
	assert_places(d, n, "дороги", "3");
	assert_places(d, n, stem_term("дороги"), "3");
	const struct dealt *stem = dealt_of(d, n, stem_term("книгами"));
	assert_non_null(stem);
	assert_true(stem->n >= 4); /* 1 2 4 9, and 5 where Kazakh has the same stem */
	for (uint32_t i = 1; i < stem->n; i++)
		assert_true(stem->at[i] > stem->at[i - 1]);
	notes_clear(&notes);
	note(&notes, word(&notes, "дороги"), ru, 7);
	d = deal(c->mem, &notes, &n);
	assert_places(d, n, stem_term("дороги"), "7");
	assert_null(dealt_of(d, n, "книги"));
	vocabulary_free(notes.words);
	unit_end(c);
	(void)state;
}

static void test_deal__orders_terms_by_all_of_their_bytes(void **state)
{
	struct ctx *c = unit_begin();
	struct notes notes = begin();
	size_t n;
	for (uint32_t i = 0; i < 1000; i++) {
		struct str text = str_print(c->mem, "%s%u", i % 3 ? "beginsalike" : "b",
					    i * 7919 % 1000);
		note(&notes, vocabulary_term(notes.words, text, false), NO_STEMS, i + 1);
	}
	const struct dealt *d = deal(c->mem, &notes, &n);
	assert_int_equal(n, 1000);
	for (size_t i = 1; i < n; i++)
		assert_true(str_order(d[i - 1].packed, d[i].packed) < 0);
	vocabulary_free(notes.words);
	unit_end(c);
	(void)state;
}

int deal_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_deal__shares_a_stem_among_its_words_in_order),
		cmocka_unit_test(test_deal__orders_terms_by_all_of_their_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
