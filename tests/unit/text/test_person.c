/* person: names of one person meet, names of two do not; what a reader types finds what a record has. */
#include "cases.h"

#include "text/text.h"

static void meet_case(struct ctx *c, struct str *cells)
{
	int64_t least, most;
	int degree = text_names_meet(cells[0], cells[1]);
	assert_true(str_to_int(cells[2], 0, 100, &least) && str_to_int(cells[3], 0, 100, &most));
	if (degree < least || degree > most || degree != text_names_meet(cells[1], cells[0])) {
		print_error("%.*s and %.*s meet by %d\n", STR_ARGS(cells[0]), STR_ARGS(cells[1]),
			    degree);
		assert_in_range(degree, least, most);
		assert_int_equal(degree, text_names_meet(cells[1], cells[0]));
	}
}

static void test_names__meet_as_the_table_says(void **state)
{
	cases_each("persons.tsv", 4, meet_case);
}

static size_t words_of(struct ctx *c, struct str text, struct str words[16])
{
	struct text_walk walk;
	struct text_token t;
	size_t n = 0;
	text_walk_init(&walk, text);
	while (n < 16 && text_walk_next(&walk, &t))
		words[n++] = str_copy(c->mem, t.exact);
	return n;
}

/* Does every word of the query find the name? */
static bool finds(struct ctx *c, const char *query, const char *name)
{
	char keys[TEXT_NAME_KEYS][64], asks[TEXT_NAME_ASKS][64];
	struct str words[16];
	size_t n = words_of(c, str_of(query), words), n_keys = text_name_keys(str_of(name), keys);
	assert_true(n_keys <= TEXT_NAME_KEYS);
	for (size_t at = 0; at < n; at++) {
		size_t n_asks = text_name_asks(words, n, at, asks);
		bool found = false;
		for (size_t i = 0; i < n_asks; i++)
			for (size_t k = 0; k < n_keys; k++)
				found |= strcmp(asks[i], keys[k]) == 0;
		if (!found)
			return false;
	}
	return n > 0;
}

static void test_a_name_asked__finds_the_names_of_records(void **state)
{
	static const struct {
		const char *query, *name;
		bool found;
	} cases[] = {
		{ "Kunanbaev", "Абай Құнанбаев", true },
		{ "kunanbaev a", "Абай Құнанбаев", true },
		{ "Абай Кунанбаев", "Құнанбайұлы А.", true },
		{ "Құнанбаевтың", "Kunanbaev, Abai", true },
		{ "Кунанбаева Абая", "Құнанбаев, Абай, 1845-1904", true },
		{ "книги Пушкина", "Пушкин А. С.", false },
		{ "Пушкиным", "Pushkin, Aleksandr", true },
		{ "Ибрагим Кунанбаев", "Абай (Ибраһим) Құнанбаев", true },
		{ "Арман Кунанбаев", "Абай Құнанбаев", false },
		{ "Құнанбай", "Абай Құнанбаев", false },
		{ "А", "Абай", true },
		{ "Ибрагим Кунанбаев", "Абай Құнанбайұлы", true },
		{ "Abai", "Ибрагим Кунанбаев", true },
		{ "Абайдың", "Құнанбаев И.", true },
		{ "Абай", "Абай Иванов", true },
		{ "Ибрагим Кунанбаев", "Абай Иванов", false },
		{ "Алексей Пешков", "Горький, Максим, 1868-1936", true },
		{ "William Shakespeare", "Шекспир, Уильям", true },
		{ "Вильям Шекспирдің", "Shakespeare, William", true },
		{ "аль-Фараби", "Әбу Насыр әл-Фараби", true },
		{ "Б", "Абай", false },
	};
	struct ctx *c = unit_begin();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		print_message("%s asked of %s\n", cases[i].query, cases[i].name);
		assert_int_equal(finds(c, cases[i].query, cases[i].name), cases[i].found);
	}
	unit_end(c);
}

static void test_names__of_nobody_have_no_keys(void **state)
{
	char keys[TEXT_NAME_KEYS][64];
	static const char *const none[] = { "", "1845-1904", "А. Б.", "ред.", "—", "\xff\xfe" };
	for (size_t i = 0; i < COUNT_OF(none); i++)
		assert_int_equal(text_name_keys(str_of(none[i]), keys), 0);
}

static void test_names__long_beyond_reason_are_cut(void **state)
{
	struct ctx *c = unit_begin();
	char keys[TEXT_NAME_KEYS][64];
	struct buf b;
	buf_init(&b, c->mem, 0);
	for (int i = 0; i < 400; i++)
		buf_print(&b, "Жозефина%d-Мария%s", i, i % 3 ? " " : "");
	for (int i = 0; i < 400; i++)
		buf_add_z(&b, "ша");
	assert_true(text_name_keys(buf_str(&b), keys) <= TEXT_NAME_KEYS);
	assert_int_equal(text_names_meet(buf_str(&b), buf_str(&b)), 100);
	unit_end(c);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_names__meet_as_the_table_says),
	cmocka_unit_test(test_a_name_asked__finds_the_names_of_records),
	cmocka_unit_test(test_names__of_nobody_have_no_keys),
	cmocka_unit_test(test_names__long_beyond_reason_are_cut),
};

void run_person_tests(int *failed)
{
	*failed += cmocka_run_group_tests_name("person", tests, NULL, NULL);
}
