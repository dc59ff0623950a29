/* Tests of authorities: which names are one, under which ids, found by which forms. */
#include "db/unit_db.h"
#include "authority/authority_int.h"
#include "store/store.h"

#include <fcntl.h>
#include <unistd.h>

/* Names that must be one, and names that must not. */
struct same {
	enum authority_kind kind;
	const char *a, *a_dates, *b, *b_dates;
	bool one;
};
static const struct same pairs[] = {
	{ AUTHORITY_PERSON, "Құнанбаев, Абай", "1845-1904", "Kunanbaev, Abai", "1845-1904", true },
	{ AUTHORITY_PERSON, "Құнанбаев, Абай", "1845-1904", "Кунанбаев, Абай", "", true },
	{ AUTHORITY_PERSON, "Әуезов, Мұхтар", "", "Auezov, Mukhtar", "", true },
	{ AUTHORITY_PERSON, "Пушкин, Александр Сергеевич", "1799-1837", "Пушкин, А. С.", "", true },
	{ AUTHORITY_PERSON, "Пушкин, Александр Сергеевич", "1799-1837", "Pushkin, Aleksandr",
	  "1799-1837", true },
	{ AUTHORITY_PERSON, "Иванов, Иван", "1901-1950", "Иванов, Иван", "1934", false },
	{ AUTHORITY_PERSON, "Иванов, Иван", "", "Иванов, Игорь", "", false },
	{ AUTHORITY_PERSON, "Иванов, Иван", "", "Петров, Иван", "", false },
	{ AUTHORITY_PERSON, "Маратов, Марат", "", "Маратов, Мұрат", "", false },
	{ AUTHORITY_PERSON, "Смит, А.", "1920", "Smith, B.", "1920", false },
	{ AUTHORITY_SUBJECT, "Қазақстан тарихы", "", "Qazaqstan tarihy", "", true },
	{ AUTHORITY_SUBJECT, "История -- 5 класс", "", "История -- 6 класс", "", false },
	{ AUTHORITY_SUBJECT, "Химия", "", "ХИМИЯ.", "", true },
	{ AUTHORITY_PLACE, "Алма-Ата", "", "Алматы", "", true },
	{ AUTHORITY_PLACE, "Семипалатинск", "", "Семей", "", true },
	{ AUTHORITY_PLACE, "Орал", "", "Орёл", "", false },
	{ AUTHORITY_BODY, "Қазақ ұлттық университеті", "", "Қазақ Ұлттық Университеті", "", true },
	{ AUTHORITY_BODY, "Институт истории", "", "Институт географии", "", false },
};

static uint32_t add(struct ctx *c, struct headings *h, enum authority_kind kind, const char *name,
		    const char *dates)
{
	return heading_add(h, c->mem, kind, str_of(name), str_of(dates));
}

static void test_names__are_one_as_the_table_says(void **state)
{
	size_t wrong = 0;
	(void)state;
	for (size_t i = 0; i < COUNT_OF(pairs); i++) {
		struct ctx *c = unit_begin();
		struct headings *h = headings_new(c->mem);
		uint32_t a = add(c, h, pairs[i].kind, pairs[i].a, pairs[i].a_dates);
		uint32_t b = add(c, h, pairs[i].kind, pairs[i].b, pairs[i].b_dates);
		unit_ok(c, group_all(c, h));
		if ((group_root(h, a) == group_root(h, b)) != pairs[i].one) {
			print_error("%s, %s\n", pairs[i].a, pairs[i].b);
			wrong++;
		}
		unit_end(c);
	}
	assert_int_equal(wrong, 0);
}

static void test_initials__that_fit_two_join_neither(void **state)
{
	struct ctx *c = unit_begin();
	struct headings *h = headings_new(c->mem);
	(void)state;
	uint32_t ivan = add(c, h, AUTHORITY_PERSON, "Иванов, Иван", "1901-1950");
	uint32_t igor = add(c, h, AUTHORITY_PERSON, "Иванов, Игорь", "");
	uint32_t i = add(c, h, AUTHORITY_PERSON, "Иванов, И.", "");
	uint32_t latin = add(c, h, AUTHORITY_PERSON, "Ivanov, I.", "");
	uint32_t dated = add(c, h, AUTHORITY_PERSON, "Иванов, И.", "1901-1950");
	unit_ok(c, group_all(c, h));
	assert_int_not_equal(group_root(h, ivan), group_root(h, igor));
	assert_int_not_equal(group_root(h, i), group_root(h, igor));
	assert_int_not_equal(group_root(h, i), group_root(h, ivan));
	assert_int_equal(group_root(h, i), group_root(h, latin));
	assert_int_equal(group_root(h, dated), group_root(h, ivan));
	unit_end(c);
}

static void test_two_of_other_dates__are_not_joined_by_a_third_without(void **state)
{
	struct ctx *c = unit_begin();
	struct headings *h = headings_new(c->mem);
	(void)state;
	uint32_t elder = add(c, h, AUTHORITY_PERSON, "Дюма, Александр", "1802-1870");
	uint32_t younger = add(c, h, AUTHORITY_PERSON, "Дюма, Александр", "1824-1895");
	add(c, h, AUTHORITY_PERSON, "Дюма, Александр", "");
	add(c, h, AUTHORITY_PERSON, "Dyuma, Aleksandr", "");
	add(c, h, AUTHORITY_PERSON, "Дюма, А.", "");
	unit_ok(c, group_all(c, h));
	assert_int_not_equal(group_root(h, elder), group_root(h, younger));
	unit_end(c);
}

static void test_lives__are_read_from_dates(void **state)
{
	static const struct {
		const char *dates;
		int born, died;
	} cases[] = {
		{ "1845-1904", 1845, 1904 },
		{ "р. 1934", 1934, 0 },
		{ "1934-", 1934, 0 },
		{ "-1837", 0, 1837 },
		{ "870-950", 870, 950 },
		{ "XIX ғ.", 0, 0 },
		{ "", 0, 0 },
		{ "1799–1837", 1799, 1837 },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct life l = life_of(str_of(cases[i].dates));
		assert_int_equal(l.born, cases[i].born);
		assert_int_equal(l.died, cases[i].died);
	}
}

/* A catalogue of some titles */

struct fact {
	int title;
	enum record_field field;
	const char *value, *dates;
};

static struct str title_id(struct ctx *c, int number)
{
	return catalog_id_of(c->mem, store_digest(c->mem, str_print(c->mem, "title %d", number)));
}

static void put_title(struct ctx *c, int number, const struct fact *facts, size_t n)
{
	struct record r = { 0 };
	for (size_t i = 0; i < n; i++) {
		if (facts[i].title != number)
			continue;
		record_add(c->mem, &r, facts[i].field, str_of(facts[i].value));
		r.at[r.n - 1].dates = str_of(facts[i].dates);
	}
	struct title t = {
		.id = title_id(c, number),
		.name = STR("title"),
		.record = record_to_json(c->mem, &r),
		.partner = 1,
	};
	unit_ok(c, title_put(c, &t));
}

static struct ctx *begin(void **state, const struct fact *facts, size_t n, int titles)
{
	struct ctx *c = unit_db(state);
	struct partner p = { .code = STR("city"), .name = { STR("Қала") } };
	int64_t id;
	unit_ok(c, db_begin(c));
	unit_ok(c, partner_add(c, &p, &id));
	for (int i = 1; i <= titles; i++)
		put_title(c, i, facts, n);
	unit_ok(c, db_commit(c));
	return c;
}

static const struct fact library[] = {
	{ 1, RECORD_CREATOR, "Құнанбаев, Абай", NULL },
	{ 1, RECORD_PLACE, "Алматы", NULL },
	{ 2, RECORD_CREATOR, "Kunanbaev, Abai", NULL },
	{ 2, RECORD_PLACE, "Алма-Ата", NULL },
	{ 3, RECORD_PERSON_SUBJECT, "Құнанбаев, Абай", NULL },
	{ 3, RECORD_CREATOR, "Әуезов, Мұхтар", NULL },
	{ 3, RECORD_PLACE_SUBJECT, "Семей", NULL },
	{ 4, RECORD_CREATOR, "Құнанбаев, Абай", NULL },
	{ 4, RECORD_SUBJECT, "Қазақ әдебиеті", NULL },
};

static struct authority find(struct ctx *c, enum authority_kind kind, const char *name)
{
	struct authority a;
	unit_ok(c, authority_find(c, kind, str_of(name), STR_NONE, &a));
	return a;
}

static void build(struct ctx *c)
{
	struct authority_built built;
	unit_ok(c, authority_build(c, &built));
}

static void test_building__counts_by_and_about(void **state)
{
	struct ctx *c = begin(state, library, COUNT_OF(library), 4);
	struct authority_built built;
	unit_ok(c, authority_build(c, &built));
	assert_int_equal(built.titles, 4);
	assert_int_equal(built.names, 7);
	assert_int_equal(built.authorities, 5);
	struct authority a = find(c, AUTHORITY_PERSON, "Kunanbaev, Abai");
	assert_str(a.name, "Құнанбаев, Абай");
	assert_int_equal(a.titles_by, 3);
	assert_int_equal(a.titles_about, 1);
	assert_int_equal(a.n_forms, 2);
	assert_true(a.forms[0].preferred);
	a = find(c, AUTHORITY_PLACE, "алма ата");
	assert_int_equal(a.titles_by, 2);
	assert_int_equal(a.n_forms, 2);
	assert_int_equal(find(c, AUTHORITY_PERSON, "Абай").id.n, 0);
	unit_ok(c, authority_get(c, a.id, &a));
	assert_false(authority_get(c, STR("0000000000000"), &a));
	assert_int_equal(c->err.kind, ERR_ABSENT);
}

static void test_ids__stay_and_lead_on(void **state)
{
	static const struct fact more[] = {
		{ 5, RECORD_CREATOR, "Сатпаев, Қаныш", NULL },
		{ 6, RECORD_CREATOR, "Сатпаев, Қ.", NULL },
		{ 7, RECORD_CREATOR, "Сатпаев, Қажым", NULL },
	};
	struct ctx *c = begin(state, library, COUNT_OF(library), 4);
	struct str id, to;
	unit_ok(c, db_begin(c));
	for (int i = 5; i <= 7; i++)
		put_title(c, i, more, COUNT_OF(more));
	unit_ok(c, db_commit(c));
	build(c);
	id = find(c, AUTHORITY_PERSON, "Сатпаев, Қ.").id;
	struct str whole = find(c, AUTHORITY_PERSON, "Сатпаев, Қаныш").id;
	struct str abai = find(c, AUTHORITY_PERSON, "Kunanbaev, Abai").id;
	assert_false(str_same(id, whole));
	unit_ok(c, db_begin(c));
	put_title(c, 7, more, 0); /* now the initials fit one person alone */
	unit_ok(c, db_commit(c));
	build(c);
	assert_true(str_same(find(c, AUTHORITY_PERSON, "Сатпаев, Қ.").id, whole));
	assert_true(str_same(find(c, AUTHORITY_PERSON, "Құнанбаев, Абай").id, abai));
	unit_ok(c, authority_moved(c, id, &to));
	assert_true(str_same(to, whole));
	assert_int_equal(find(c, AUTHORITY_PERSON, "Сатпаев, Қажым").id.n, 0);
	build(c);
	assert_true(str_same(find(c, AUTHORITY_PERSON, "Сатпаев, Қ.").id, whole));
}

static void test_map__knows_every_form(void **state)
{
	struct ctx *c = begin(state, library, COUNT_OF(library), 4);
	struct authority_known known;
	struct str ids[2];
	struct record r = { 0 };
	assert_false(
		authority_known(c, AUTHORITY_PERSON, STR("Kunanbaev, Abai"), STR_NONE, &known));
	build(c);
	assert_true(authority_known(c, AUTHORITY_PERSON, STR("kunanbaev abai"), STR_NONE, &known));
	assert_true(str_same(known.id, find(c, AUTHORITY_PERSON, "Құнанбаев, Абай").id));
	assert_true(str_find(known.forms, STR("Құнанбаев, Абай\n")) < known.forms.n);
	assert_false(authority_known(c, AUTHORITY_BODY, STR("Kunanbaev, Abai"), STR_NONE, &known));
	record_add(c->mem, &r, RECORD_CREATOR, STR("Kunanbaev, Abai"));
	record_add(c->mem, &r, RECORD_TITLE, STR("Kunanbaev, Abai"));
	authority_of_record(c, &r, ids);
	assert_true(str_same(ids[0], known.id));
	assert_int_equal(ids[1].n, 0);
	unit_ok(c, map_make(c)); /* from the tables: the same */
	assert_true(authority_known(c, AUTHORITY_PERSON, STR("Құнанбаев, Абай"), STR_NONE, &known));
	assert_true(str_same(ids[0], known.id));
}

static void test_browsing__goes_through_all_forms(void **state)
{
	struct ctx *c = begin(state, library, COUNT_OF(library), 4);
	struct authority_list list;
	build(c);
	unit_ok(c, authority_browse(c, AUTHORITY_PERSON, STR(""), 10, &list));
	assert_int_equal(list.n, 3);
	assert_str(list.at[0].forms[0].name, "Әуезов, Мұхтар");
	assert_str(list.at[1].forms[0].name, "Құнанбаев, Абай");
	assert_str(list.at[2].forms[0].name, "Kunanbaev, Abai");
	assert_str(list.at[2].name, "Құнанбаев, Абай");
	unit_ok(c, authority_browse(c, AUTHORITY_PERSON, STR("Қ"), 1, &list));
	assert_int_equal(list.n, 1);
	assert_str(list.at[0].name, "Құнанбаев, Абай");
}

/* Authority files */

static void import(struct ctx *c, const char *text, int64_t read, int64_t taken)
{
	int64_t n, took;
	FILE *f = tmpfile();
	assert_non_null(f);
	assert_int_equal(fputs(text, f) >= 0, 1);
	fflush(f);
	unit_ok(c, authority_import(c, fileno(f), &n, &took));
	assert_int_equal(n, read);
	assert_int_equal(took, taken);
	fclose(f);
}

/* In MARCXML: MARC 21, then UNIMARC. */
static const char abai_marc21[] =
	"<collection xmlns='http://www.loc.gov/MARC21/slim'><record><leader>00000nz  a2200000n  "
	"4500"
	"</leader><controlfield tag='001'>n1</controlfield><controlfield tag='003'>X</controlfield>"
	"<datafield tag='100' ind1='1' ind2=' '><subfield code='a'>Абай,</subfield>"
	"<subfield code='d'>1845-1904</subfield></datafield>"
	"<datafield tag='400' ind1='1' ind2=' '><subfield code='a'>Kunanbaev, Abai,</subfield>"
	"<subfield code='d'>1845-1904</subfield></datafield>"
	"<datafield tag='400' ind1='1' ind2=' '><subfield code='a'>Құнанбаев, "
	"Абай</subfield></datafield>"
	"</record></collection>";
static const char auezov_unimarc[] =
	"<collection xmlns='http://www.loc.gov/MARC21/slim'><record><leader>00000nx  j2200000   45 "
	" "
	"</leader><controlfield tag='001'>u1</controlfield>"
	"<datafield tag='200' ind1=' ' ind2='1'><subfield code='a'>Ауэзов</subfield>"
	"<subfield code='b'>М. О.</subfield><subfield code='g'>Мухтар Омарханович</subfield>"
	"<subfield code='f'>1897-1961</subfield></datafield>"
	"<datafield tag='400' ind1=' ' ind2='1'><subfield code='a'>Әуезов</subfield>"
	"<subfield code='g'>Мұхтар</subfield></datafield></record></collection>";

static void test_imported__are_believed_first_and_collect_what_titles_say(void **state)
{
	struct ctx *c = begin(state, library, COUNT_OF(library), 4);
	struct str to;
	build(c);
	struct str built = find(c, AUTHORITY_PERSON, "Құнанбаев, Абай").id;
	import(c, abai_marc21, 1, 1);
	import(c, abai_marc21, 1, 1);
	import(c, auezov_unimarc, 1, 1);
	build(c);
	struct authority a = find(c, AUTHORITY_PERSON, "Kunanbaev, Abai");
	assert_true(a.imported);
	assert_str(a.name, "Абай");
	assert_str(a.dates, "1845-1904");
	assert_int_equal(a.titles_by, 3);
	assert_int_equal(a.titles_about, 1);
	unit_ok(c, authority_moved(c, built, &to));
	assert_true(str_same(to, a.id));
	a = find(c, AUTHORITY_PERSON, "Әуезов, Мұхтар");
	assert_str(a.name, "Ауэзов, Мухтар Омарханович");
	assert_int_equal(a.titles_by, 1);
	build(c); /* nothing changes */
	assert_true(str_same(find(c, AUTHORITY_PERSON, "Әуезов, Мұхтар").id, a.id));
}

static void test_joined_by_hand__stay_so(void **state)
{
	struct ctx *c = begin(state, library, COUNT_OF(library), 4);
	struct str to;
	build(c);
	struct str a = find(c, AUTHORITY_PERSON, "Құнанбаев, Абай").id;
	struct str b = find(c, AUTHORITY_PERSON, "Әуезов, Мұхтар").id;
	assert_false(authority_join(c, a, a, 0));
	err_clear(c);
	unit_ok(c, authority_join(c, a, b, 0));
	assert_true(str_same(find(c, AUTHORITY_PERSON, "Әуезов, Мұхтар").id, a));
	unit_ok(c, authority_moved(c, b, &to));
	assert_true(str_same(to, a));
	build(c);
	assert_true(str_same(find(c, AUTHORITY_PERSON, "Әуезов, Мұхтар").id, a));
}

static void test_a_form_taken_out_by_hand__stays_out(void **state)
{
	struct ctx *c = begin(state, library, COUNT_OF(library), 4);
	struct authority_known known;
	build(c);
	struct str a = find(c, AUTHORITY_PERSON, "Kunanbaev, Abai").id;
	assert_false(authority_split(c, a, STR("Құнанбаев, Абай"), 0)); /* the preferred one */
	err_clear(c);
	unit_ok(c, authority_split(c, a, STR("Kunanbaev, Abai"), 0));
	struct str apart = find(c, AUTHORITY_PERSON, "Kunanbaev, Abai").id;
	assert_false(str_same(apart, a));
	assert_true(authority_known(c, AUTHORITY_PERSON, STR("Kunanbaev, Abai"), STR_NONE, &known));
	assert_true(str_same(known.id, apart));
	build(c);
	assert_true(str_same(find(c, AUTHORITY_PERSON, "Kunanbaev, Abai").id, apart));
	assert_int_equal(find(c, AUTHORITY_PERSON, "Kunanbaev, Abai").titles_by, 1);
	assert_int_equal(find(c, AUTHORITY_PERSON, "Құнанбаев, Абай").titles_by, 2);
}

/* 1,066 authorities of a research institute; headings of its own kind (103) are passed over. */
static void test_real_file__is_taken_in(void **state)
{
	struct ctx *c = unit_db(state);
	const char *path = unit_shared("corpus/marc/evergreen/tests/datasets/auth-subset100.mrc");
	int64_t n, taken;
	if (!path)
		skip();
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	unit_ok(c, authority_import(c, fd, &n, &taken));
	close(fd);
	assert_int_equal(n, 17);
	assert_int_equal(taken, 17);
	build(c);
	assert_int_equal(find(c, AUTHORITY_PERSON, "Maloy, Eileen").n_forms, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names__are_one_as_the_table_says),
		cmocka_unit_test(test_initials__that_fit_two_join_neither),
		cmocka_unit_test(test_two_of_other_dates__are_not_joined_by_a_third_without),
		cmocka_unit_test(test_lives__are_read_from_dates),
		ON_BOTH(test_building__counts_by_and_about),
		ON_BOTH(test_ids__stay_and_lead_on),
		ON_BOTH(test_map__knows_every_form),
		ON_BOTH(test_browsing__goes_through_all_forms),
		ON_BOTH(test_imported__are_believed_first_and_collect_what_titles_say),
		ON_BOTH(test_joined_by_hand__stay_so),
		ON_BOTH(test_a_form_taken_out_by_hand__stays_out),
		ON_SQLITE(test_real_file__is_taken_in),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
