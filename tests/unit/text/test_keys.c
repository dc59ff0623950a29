/* text: words that sound alike meet, in whatever script and orthography; readings; kin. */
#include "cases.h"

#include "text/text.h"

struct keys {
	char at[TEXT_KEYS][128];
	size_t n;
};

static struct keys keys_of(struct ctx *c, struct str word, const char *lang)
{
	struct keys k;
	k.n = text_keys(text_lower(c->mem, text_nfc(c->mem, word)), lang, k.at);
	assert_true(k.n > 0 && k.n <= TEXT_KEYS);
	return k;
}

static bool meet(const struct keys *a, const struct keys *b)
{
	for (size_t i = 0; i < a->n; i++) {
		for (size_t j = 0; j < b->n; j++) {
			if (!strcmp(a->at[i], b->at[j]))
				return true;
		}
	}
	return false;
}

/* "kk:кітап" */
static struct keys keys_of_cell(struct ctx *c, struct str cell)
{
	struct str lang, word = cell;
	assert_true(str_next(&word, ':', &lang));
	return keys_of(c, word, str_z(c->mem, lang));
}

static void meet_case(struct ctx *c, struct str *cells)
{
	struct str rest = cells[0], cell;
	assert_true(str_next(&rest, ' ', &cell));
	struct keys first = keys_of_cell(c, cell);
	while (str_next(&rest, ' ', &cell)) {
		struct keys other = keys_of_cell(c, cell);
		if (!meet(&first, &other))
			print_error("%s and %.*s (%s …) do not meet\n", first.at[0], STR_ARGS(cell),
				    other.at[0]);
		assert_true(meet(&first, &other));
	}
}

static void test_keys__of_one_word_in_all_spellings_meet(void **state)
{
	cases_each("meet.tsv", 1, meet_case);
}

static void strict_case(struct ctx *c, struct str *cells)
{
	const char *lang = str_z(c->mem, cells[0]);
	struct keys a = keys_of(c, cells[1], lang), b = keys_of(c, cells[2], lang);
	assert_string_not_equal(a.at[0], b.at[0]);
}

static void test_keys__keep_different_words_apart(void **state)
{
	cases_each("strict.tsv", 3, strict_case);
}

static void test_keys__are_in_order_of_their_looseness(void **state)
{
	struct ctx *c = unit_begin();
	struct keys k = keys_of(c, STR("шаңырақ"), "kk");
	int last = 0;
	for (size_t i = 0; i < k.n; i++) {
		int degree = k.at[i][0] == '~' ? 1 : k.at[i][0] == '^' ? 2 : 0;
		assert_true(degree >= last);
		last = degree;
	}
	assert_int_equal(last, 2);
	unit_end(c);
}

static void test_keys__of_what_is_no_word_are_itself(void **state)
{
	struct ctx *c = unit_begin();
	assert_string_equal(keys_of(c, STR("1934"), "").at[0], "1934");
	assert_string_equal(keys_of(c, STR("中"), "").at[0], "中");
	char keys[TEXT_KEYS][128];
	assert_int_equal(text_keys(STR(""), "kk", keys), 0);
	assert_int_equal(text_readings(STR(""), "kk", keys), 0);
	unit_end(c);
}

static void reading_case(struct ctx *c, struct str *cells)
{
	char found[TEXT_READINGS][128];
	struct str exact = text_lower(c->mem, text_nfc(c->mem, cells[1])), rest = cells[2], one;
	size_t n = text_readings(exact, str_z(c->mem, cells[0]), found), turn = 0;
	for (; str_next(&rest, '|', &one); turn++) {
		bool among = false;
		for (size_t i = 0; i < (turn ? n : 1); i++)
			among |= n > 0 && str_is(one, found[i]);
		if (!among)
			print_error("%.*s is read %s, not %.*s\n", STR_ARGS(cells[1]),
				    n ? found[0] : "not at all", STR_ARGS(one));
		assert_true(among);
	}
	assert_true(turn > 0);
}

static void test_readings__are_the_word_in_todays_cyrillic(void **state)
{
	cases_each("readings.tsv", 3, reading_case);
}

static void kin_case(struct ctx *c, struct str *cells)
{
	const char *kin = text_language_kin(cells[1], NULL);
	if (!str_is(cells[0], kin))
		print_error("told as \"%s\": %.*s\n", kin, STR_ARGS(cells[1]));
	assert_true(str_is(cells[0], kin));
	const char *lang = text_language(cells[1], NULL);
	assert_string_equal(lang, strlen(kin) == 2 ? kin : "");
}

static void test_kin__of_single_sentences(void **state)
{
	cases_each("kin.tsv", 2, kin_case);
}

/* The share (in 1/1000) of a file's pairs that meet; -1 where there is no file. */
static int meeting_of(struct ctx *c, const char *under, bool by_first)
{
	const char *path = unit_shared(under);
	struct str file, line, left, right;
	size_t met = 0, all = 0;
	if (!path)
		return -1;
	unit_ok(c, file_read(c, path, 16 << 20, &file));
	while (str_next(&file, '\n', &line)) {
		if (!str_next(&line, '\t', &left) || !str_next(&line, '\t', &right))
			continue;
		struct keys a = keys_of(c, left, "kk"), b = keys_of(c, right, "kk");
		met += by_first ? !strcmp(a.at[0], b.at[0]) : meet(&a, &b);
		all++;
	}
	assert_true(all > 500);
	return (int)(met * 1000 / all);
}

static void test_keys__of_attested_pairs_meet(void **state)
{
	static const struct {
		const char *path;
		int keys, first;
	} cases[] = {
		{ "language/kk-script-pairs/mediawiki_cyrl_arab_filtered.tsv", 970, 960 },
		{ "language/kk-script-pairs/cldr48_cyrl_arab_filtered.tsv", 950, 885 },
		/* a fifth of these are other words: messages were translated anew */
		{ "language/kk-script-pairs/mediawiki_cyrl_latn2006.tsv", 785, 760 },
	};
	struct ctx *c = unit_begin();
	int seen = 0;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int any = meeting_of(c, cases[i].path, false), first = 0;
		if (any < 0)
			continue;
		seen++;
		first = meeting_of(c, cases[i].path, true);
		if (any < cases[i].keys || first < cases[i].first)
			print_error("%s: %d and %d of 1000\n", cases[i].path, any, first);
		assert_true(any >= cases[i].keys && first >= cases[i].first);
	}
	unit_end(c);
	if (!seen) {
		print_message("no pairs of words here (KERUEN_SHARED)\n");
		skip();
	}
}

/* A Cyrillic form and its first key, to be sorted by key. */
struct form {
	const char *key, *word;
};

static int by_key(const void *a, const void *b)
{
	const struct form *x = a, *y = b;
	int order = strcmp(x->key, y->key);
	return order ? order : strcmp(x->word, y->word);
}

enum { MOST_FORMS = 400000 };

static size_t forms_of(struct ctx *c, const char *under, struct form *forms, size_t n)
{
	const char *path = unit_shared(under);
	struct str file;
	if (!path)
		return n;
	unit_ok(c, file_read(c, path, 16 << 20, &file));
	struct text_walk w;
	struct text_token t;
	text_walk_init(&w, file);
	while (n < MOST_FORMS && text_walk_next(&w, &t)) {
		if (text_script(t.exact) != SCRIPT_CYRILLIC ||
		    str_find_byte(t.exact, '-') < t.exact.n)
			continue;
		struct keys k = keys_of(c, t.exact, "kk");
		forms[n++] = (struct form){ str_z(c->mem, str_of(k.at[0])),
					    str_z(c->mem, t.exact) };
	}
	return n;
}

static void test_keys__make_few_kazakh_forms_ambiguous(void **state)
{
	struct ctx *c = unit_begin();
	struct form *forms = arena_array_of(c->mem, MOST_FORMS, struct form);
	size_t n = forms_of(c, "language/kaznerd/IOB2_test.txt", forms, 0);
	n = forms_of(c, "language/udhr/kaz.txt", forms, n);
	if (n > 0) {
		qsort(forms, n, sizeof *forms, by_key);
		size_t distinct = 0;
		for (size_t i = 0; i < n; i++) {
			if (i == 0 || by_key(&forms[distinct - 1], &forms[i]))
				forms[distinct++] = forms[i];
		}
		size_t shared = 0;
		for (size_t i = 0; i < distinct; i++) {
			shared += (i > 0 && !strcmp(forms[i].key, forms[i - 1].key)) ||
				  (i + 1 < distinct && !strcmp(forms[i].key, forms[i + 1].key));
		}
		assert_true(distinct > 10000);
		if (shared * 1000 > distinct * 15)
			print_error("%zu of %zu forms\n", shared, distinct);
		assert_true(shared * 1000 <= distinct * 15);
	}
	unit_end(c);
	if (n == 0)
		skip();
}

static void test_readings__of_a_text_before_1918_are_the_text_of_today(void **state)
{
	struct ctx *c = unit_begin();
	const char *old = unit_shared("language/prereform-sample/anna_old.txt");
	const char *now = unit_shared("language/prereform-sample/anna_modern.txt");
	if (!old || !now) {
		unit_end(c);
		skip();
	}
	struct str a, b;
	struct text_walk w, v;
	struct text_token t, u;
	size_t n = 0, same = 0;
	unit_ok(c, file_read(c, old, 1 << 20, &a));
	unit_ok(c, file_read(c, now, 1 << 20, &b));
	text_walk_init(&w, a);
	text_walk_init(&v, b);
	while (text_walk_next(&w, &t) && text_walk_next(&v, &u)) {
		char found[TEXT_READINGS][128];
		bool read = text_readings(t.exact, "ru", found) > 0 && str_is(u.exact, found[0]);
		if (!read)
			print_error("%.*s is read %s\n", STR_ARGS(t.exact), found[0]);
		same += read;
		n++;
	}
	assert_true(n > 100 && same * 100 >= n * 98);
	unit_end(c);
}

void run_key_tests(int *failed)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys__of_one_word_in_all_spellings_meet),
		cmocka_unit_test(test_keys__keep_different_words_apart),
		cmocka_unit_test(test_keys__are_in_order_of_their_looseness),
		cmocka_unit_test(test_keys__of_what_is_no_word_are_itself),
		cmocka_unit_test(test_readings__are_the_word_in_todays_cyrillic),
		cmocka_unit_test(test_kin__of_single_sentences),
		cmocka_unit_test(test_keys__of_attested_pairs_meet),
		cmocka_unit_test(test_keys__make_few_kazakh_forms_ambiguous),
		cmocka_unit_test(test_readings__of_a_text_before_1918_are_the_text_of_today),
	};
	*failed += cmocka_run_group_tests_name("keys and readings", tests, NULL, NULL);
}
