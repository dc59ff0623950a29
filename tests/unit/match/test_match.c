/* match: facts, keys, vetoes and verdicts, by small records in four languages. */
#include "unit.h"

#include "match/match.h"
#include "match/match_int.h"

/* A record from lines "field=value". */
static struct record record_of(struct arena *mem, const char *lines)
{
	struct record r = { .n = 0 };
	struct str rest = str_of(lines), line;
	while (str_next(&rest, '\n', &line)) {
		enum record_field f;
		size_t at = str_find_byte(line, '=');
		if (line.n == 0)
			continue;
		assert_true(record_field_of(str_upto(line, at), &f));
		record_add(mem, &r, f, str_from(line, at + 1));
	}
	return r;
}

static struct match_facts *facts(const char *lines)
{
	struct record r = record_of(unit_arena(), lines);
	return match_facts_of(unit_arena(), &r);
}

static struct match_result compared(const char *a, const char *b)
{
	struct match_result r, turned;
	match_compare(facts(a), facts(b), &r);
	match_compare(facts(b), facts(a), &turned);
	assert_int_equal(r.verdict, turned.verdict);
	assert_int_equal(r.score, turned.score);
	return r;
}

static bool vetoed(const struct match_result *r, const char *what)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->reasons[i].veto && !strcmp(r->reasons[i].what, what))
			return true;
	return false;
}

static const char *numerals(const char *title)
{
	static const char letters[] = "?vpbigcey#n";
	static char out[200];
	struct str line = str_print(unit_arena(), "title=%s", title);
	const struct match_facts *f = facts(line.s);
	size_t n = 0;
	for (size_t i = 0; i < f->n_numerals; i++)
		n += (size_t)snprintf(out + n, sizeof(out) - n, "%s%c%d", i ? " " : "",
				      letters[f->numerals[i].label], f->numerals[i].value);
	out[n] = '\0';
	return out;
}

static void test_numerals__are_read_in_all_their_ways(void **state)
{
	(void)state;
	struct ctx *c = unit_begin();
	static const char *const cases[][2] = {
		{ "Математика. 5 класс", "g5" },
		{ "Математика: учебник для пятого класса", "g5" },
		{ "Математика. 5 кл.", "g5" },
		{ "Математика. 5-сынып", "g5" },
		{ "Математика. 5-класс", "g5" },
		{ "Алгебра : учебник для 10-11 классов", "g10 g11" },
		{ "Алгебра : 7-го класса", "g7" },
		{ "Война и мир. Т. 2", "v2" },
		{ "Война и мир. Том второй", "v2" },
		{ "Абай жолы. Екінші бөлім", "p2" },
		{ "Абай жолы. 2-бөлім", "p2" },
		{ "Абай жолы. Роман-эпопея. 3-кітап", "b3" },
		{ "Манас. Биринчи китеп", "b1" },
		{ "Тарых. Ч. II", "p2" },
		{ "Тарых, часть вторая", "p2" },
		{ "Труды института. Вып. 13", "i13" },
		{ "Труды. Т. 4, вып. 2", "v4 i2" },
		{ "History. Vol. II, part 3", "v2 p3" },
		{ "Сочинения : в 3-х томах", "n3" },
		{ "Сочинения : в 3 т. Т. 1", "v1 n3" },
		{ "Отчёт за 2014 год", "y2014" },
		{ "История XIX века", "#19" },
		{ "Кыргыз тили. 2-ч. 5-класс", "p2 g5" },
		{ "100 рецептов", "#100" },
		{ "Первый учитель", "" },
		{ "I, Robot", "" },
		{ "Zemlia i vozdukh, v i vne", "" },
		{ "Физика : 3-е изд.", "e3" },
		{ "Chast' 2. Tom 1", "v1 p2" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(numerals(cases[i][0]), cases[i][1]);
	unit_end(c);
}

static void test_isbn__is_checked_and_made_thirteen(void **state)
{
	(void)state;
	assert_true(isbn_of(STR("0-306-40615-2")) == 9780306406157);
	assert_true(isbn_of(STR("978-0-306-40615-7")) == 9780306406157);
	assert_true(isbn_of(STR("0-306-40615-3")) == 0);
	assert_true(isbn_of(STR("080442957X")) == 9780804429573);
	assert_true(isbn_of(STR("0000000000")) == 0);
	struct ctx *c = unit_begin();
	const struct match_facts *f = facts("isbn=0-306-40615-2 (т. 1), 080442957X\n"
					    "isbn=0-306-40615-3");
	assert_int_equal(f->n_isbn, 2);
	assert_int_equal(f->n_odd, 1);
	unit_end(c);
}

#define ABAI                                                                                                                        \
	"title=Абай жолы : роман-эпопея. 1-кітап\ncreator=Әуезов, Мұхтар\nplace=Алматы\n" \
	"publisher=Жазушы\ndate=2007\nextent=376 б.\nlanguage=kk\nlevel=monograph\n"

static void test_same_edition__meets_in_every_script(void **state)
{
	(void)state;
	struct ctx *c = unit_begin();
	static const char *const others[] = {
		ABAI,
		"title=Abai zholy : roman-epopeia. 1-kitap\ncreator=Auezov, M.\nplace=Almaty\n"
		"publisher=Zhazushy\ndate=2007\nextent=376 p.\nlanguage=kk",
		"title=Абай жолы : роман-эпопея. 1-кітап\ncreator=Әуезов М.\nplace=Алма-Ата\n"
		"publisher=Жазуш. баспасы\ndate=2007\nextent=376 б.\nlanguage=kk",
		"title=Абай жолы: роман-эпопея. Кітап 1\ncreator=Ауезов, М.\nplace=Алматы\n"
		"publisher=Жазушы\ndate=2007\nextent=376 с.\nlanguage=kk",
	};
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		struct match_result r = compared(ABAI, others[i]);
		assert_int_equal(r.verdict, MATCH_YES);
	}
	unit_end(c);
}

static void test_shortened_imprints__are_the_whole_ones(void **state)
{
	(void)state;
	struct ctx *c = unit_begin();
#define ROAD "title=Путь Абая : роман\ndate=1971\nextent=606 с.\nlanguage=ru\n"
	struct match_result r = compared(ROAD "creator=Ауэзов, Мухтар\nplace=Москва\n"
					      "publisher=Художественная литература",
					 ROAD
					 "creator=Ауэзов М. О.\nplace=М.\npublisher=Худож. лит.");
	assert_int_equal(r.verdict, MATCH_YES);
	for (size_t i = 0; i < r.n; i++)
		assert_true(r.reasons[i].points >= 0);
	r = compared(ROAD "creator=Ауэзов, Мухтар\nplace=Москва",
		     ROAD "creator=Ауэзов М. О.\nplace=М.");
	assert_int_equal(r.verdict, MATCH_YES);
	unit_end(c);
}

static void test_candidates__share_a_key_in_every_script(void **state)
{
	(void)state;
	struct ctx *c = unit_begin();
	uint64_t a[MATCH_KEYS], b[MATCH_KEYS];
	size_t n = match_keys(facts(ABAI), a), common = 0;
	size_t m = match_keys(facts("title=Abai zholy. 1-kitap\ncreator=Auezov, M.\ndate=2007\n"
				    "language=kk"),
			      b);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			common += a[i] == b[j];
	assert_true(common > 0);
	unit_end(c);
}

static void test_vetoes__are_never_outvoted(void **state)
{
	(void)state;
	struct ctx *c = unit_begin();
#define BOOK                                                                                                     \
	"creator=Иванов, И. И.\npublisher=Мектеп\ndate=2010\nextent=200 с.\nisbn=0-306-40615-2\n" \
	"language=ru\n"
	static const char *const cases[][3] = {
		{ BOOK "title=Математика. 5 класс", BOOK "title=Математика. 6 класс",
		  "for another class" },
		{ BOOK "title=Физика. Ч. 1", BOOK "title=Физика. Часть вторая",
		  "another part of the set" },
		{ BOOK "title=Физика. Т. 1", BOOK "title=Физика. Кн. 2",
		  "another part of the set" },
		{ BOOK "title=Отчёт за 2013 год", BOOK "title=Отчёт за 2014 год",
		  "another year in the title" },
		{ BOOK "title=Химия\ncarrier=print", BOOK "title=Химия\ncarrier=online",
		  "another form: printed, online, on disc or film" },
		{ "title=Химия\nlanguage=ru\nisbn=0-306-40615-2",
		  "title=Химия\nlanguage=kk\nisbn=0-306-40615-2", "in another language" },
		{ "title=Химия\ndate=2001\nisbn=0-306-40615-2",
		  "title=Химия\ndate=2005\nisbn=0-306-40615-2", "published in another year" },
		{ BOOK "title=Химия\nedition=2-е изд., перераб.",
		  BOOK "title=Химия\nedition=3-е изд.", "another edition" },
		{ BOOK "title=Химия\ntype=text", BOOK "title=Химия\ntype=map",
		  "another kind of document" },
		{ BOOK "title=Химия\nlevel=serial", BOOK "title=Химия\nlevel=monograph",
		  "a whole and its part, or a book and a serial" },
		{ "title=Вестник\nlevel=serial\nissn=0028-0836",
		  "title=Вестник\nlevel=serial\nissn=0036-8075", "another ISSN" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct match_result r = compared(cases[i][0], cases[i][1]);
		assert_int_equal(r.verdict, MATCH_NO);
		assert_true(vetoed(&r, cases[i][2]));
	}
	unit_end(c);
}

static void test_not_differences__of_numerals(void **state)
{
	(void)state;
	struct ctx *c = unit_begin();
	static const char *const cases[][2] = {
		{ BOOK "title=Математика. 5 кл.", BOOK "title=Математика. 5-сынып" },
		{ BOOK "title=Математика : учебник для 5 класса",
		  BOOK "title=Математика : учебник для пятого класса" },
		{ BOOK "title=Химия\nedition=1-е изд.", BOOK "title=Химия" },
		{ BOOK "title=Химия. Т. 2", BOOK "title=Химия. Кн. 2" },
		{ BOOK "title=Итоги 2010 года", BOOK "title=Итоги года" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(compared(cases[i][0], cases[i][1]).verdict, MATCH_YES);
	unit_end(c);
}

static void test_another_word__is_never_sure(void **state)
{
	(void)state;
	struct ctx *c = unit_begin();
	static const char *const cases[][2] = {
		{ BOOK "title=Атлас Алматинской области", BOOK "title=Атлас Акмолинской области" },
		{ BOOK "title=История Казахстана", BOOK "title=История" },
		{ BOOK "title=Основы общей физики", BOOK "title=Основы физики" },
		{ BOOK "title=Казахстан : атлас дорог", BOOK "title=Казахстан : атлас рек" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_not_equal(compared(cases[i][0], cases[i][1]).verdict, MATCH_YES);
	assert_int_equal(compared(BOOK "title=Атлас Алматинской области",
				  BOOK "title=Атлас Алматинскои областии")
				 .verdict,
			 MATCH_YES);
	unit_end(c);
}

static void test_one_part_named__is_for_a_person(void **state)
{
	(void)state;
	struct ctx *c = unit_begin();
	struct match_result r = compared(BOOK "title=Физика. Ч. 1", BOOK "title=Физика");
	assert_int_equal(r.verdict, MATCH_DOUBT);
	unit_end(c);
}

static void test_packing__loses_nothing_and_refuses_what_is_not_its_own(void **state)
{
	(void)state;
	struct ctx *c = unit_begin();
	const struct match_facts *f = facts(
		ABAI "isbn=0-306-40615-2\nissn=0028-0836\nidentifier=(OCoLC)ocm00012\n"
		     "bibno=RU b98-1576\nseries=Қазақ романы ; 3\nedition=2-е изд., испр.");
	struct str packed = match_pack(unit_arena(), f);
	struct match_facts *back = match_unpack(unit_arena(), packed);
	assert_non_null(back);
	assert_memory_equal(back, f, sizeof(*f));
	assert_true(packed.n <= 300);
	for (size_t n = 0; n < packed.n; n++)
		assert_null(match_unpack(unit_arena(), str_upto(packed, n)));
	char *other = str_z(unit_arena(), packed);
	other[0]++;
	assert_null(match_unpack(unit_arena(), (struct str){ other, packed.n }));
	unit_end(c);
}

static void test_unpack__bears_any_bytes(void **state)
{
	(void)state;
	struct ctx *c = unit_begin();
	uint32_t x = 12345;
	for (int turn = 0; turn < 3000; turn++) {
		char bytes[160];
		for (size_t i = 0; i < sizeof(bytes); i++)
			bytes[i] = (char)((x = x * 1664525 + 1013904223) >> 24);
		bytes[0] = MATCH_RULES;
		struct match_facts *f = match_unpack(
			unit_arena(), (struct str){ bytes, (size_t)turn % sizeof(bytes) });
		struct match_result r;
		uint64_t keys[MATCH_KEYS];
		if (f) {
			match_compare(f, f, &r);
			match_keys(f, keys);
		}
	}
	unit_end(c);
}

/* The same by the book, cell by cell. */
static size_t plain_changes(const char *a, size_t n, const char *b, size_t m)
{
	static size_t d[TITLE_MAX + 1][TITLE_MAX + 1];
	for (size_t i = 0; i <= n; i++)
		d[i][0] = i;
	for (size_t j = 0; j <= m; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= n; i++) {
		for (size_t j = 1; j <= m; j++) {
			size_t v = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			v = d[i - 1][j] + 1 < v ? d[i - 1][j] + 1 : v;
			v = d[i][j - 1] + 1 < v ? d[i][j - 1] + 1 : v;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    d[i - 2][j - 2] + 1 < v)
				v = d[i - 2][j - 2] + 1;
			d[i][j] = v;
		}
	}
	return d[n][m];
}

/* a with some letters left out, changed and turned; its length. */
static size_t mistype(const char *a, size_t n, char *ret)
{
	size_t m = 0;
	for (size_t i = 0; i < n && m + 2 < TITLE_MAX; i++) {
		int what = rand() % 12;
		if (what == 0)
			continue;
		if (what == 1)
			ret[m++] = (char)('a' + rand() % 3);
		if (what == 2 && i + 1 < n)
			ret[m++] = a[i + 1];
		ret[m++] = a[i];
		i += what == 2;
	}
	return m;
}

static void test_changes_of_letters__are_counted_as_by_the_book(void **state)
{
	char a[TITLE_MAX], b[TITLE_MAX];
	srand(7);
	for (size_t turn = 0, counted = 0; turn < 4000 || counted < 2000; turn++) {
		size_t n = (size_t)rand() % TITLE_MAX, longer;
		for (size_t i = 0; i < n; i++)
			a[i] = (char)('a' + rand() % (int)(2 + turn % 6));
		size_t m = mistype(a, n, b);
		longer = n > m ? n : m;
		if (n + m - longer < (longer + 1) / 2 || (n == m && !memcmp(a, b, n)))
			continue;
		int expected = (int)(100 - plain_changes(a, n, b, m) * 100 / longer);
		if (expected < 60)
			continue;
		assert_int_equal(alike((struct str){ a, n }, (struct str){ b, m }), expected);
		counted++;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_changes_of_letters__are_counted_as_by_the_book),
		cmocka_unit_test(test_numerals__are_read_in_all_their_ways),
		cmocka_unit_test(test_isbn__is_checked_and_made_thirteen),
		cmocka_unit_test(test_same_edition__meets_in_every_script),
		cmocka_unit_test(test_shortened_imprints__are_the_whole_ones),
		cmocka_unit_test(test_candidates__share_a_key_in_every_script),
		cmocka_unit_test(test_vetoes__are_never_outvoted),
		cmocka_unit_test(test_not_differences__of_numerals),
		cmocka_unit_test(test_another_word__is_never_sure),
		cmocka_unit_test(test_one_part_named__is_for_a_person),
		cmocka_unit_test(test_packing__loses_nothing_and_refuses_what_is_not_its_own),
		cmocka_unit_test(test_unpack__bears_any_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
