/* marc: what formats say of their fields, and the codes they use. */
#include "unit.h"

#include "marc/marc.h"

static struct marc_field *add(struct marc *m, const char *tag, const char *indicators, char code,
			      const char *value)
{
	struct marc_field *f = marc_add(unit_arena(), m, tag, indicators[0], indicators[1]);
	marc_add_sub(unit_arena(), f, code, str_of(value));
	return f;
}

/* A record with nothing wrong. */
static struct marc sound(void)
{
	struct marc m = { .leader = "00000nam a2200000   4500", .dialect = MARC_21 };
	marc_add_control(unit_arena(), &m, "001", STR("1"));
	marc_add_control(unit_arena(), &m, "008", STR("990101s1934    kz            000 0 kaz d"));
	add(&m, "020", "  ", 'a', "978-5-901202-50-0");
	add(&m, "041", "0 ", 'a', "kaz");
	add(&m, "245", "10", 'a', "Абай");
	return m;
}

static void assert_faults(const struct marc *m, const char *expected)
{
	struct marc_fault at[20];
	struct buf out;
	buf_init(&out, unit_arena(), 0);
	size_t n = marc_check(m, at, 20);
	for (size_t i = 0; i < n; i++) {
		char code[2] = { at[i].sub, 0 };
		struct str args[] = { str_of(at[i].tag), str_of(code) };
		buf_add(&out, err_fill(unit_arena(), str_of(at[i].what), args, 2));
		buf_add_z(&out, "\n");
	}
	assert_string_equal(str_z(unit_arena(), buf_str(&out)), expected);
}

static void test_check__finds_nothing_in_a_sound_record(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m = sound();
	assert_faults(&m, "");
	unit_end(c);
}

static void test_check__tells_each_fault_by_its_field(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m = sound();
	m.fields[1].control = STR("short");
	m.fields[2].subs[0].value = STR("978-5-901202-50-1");
	m.fields[3].subs[0].value = STR("xyz");
	m.fields[4].indicators[0] = '7';
	marc_add_sub(c->mem, &m.fields[4], 'a', STR("again"));
	marc_add_sub(c->mem, &m.fields[4], 'q', STR("?"));
	add(&m, "245", "10", 'b', "no title");
	assert_faults(&m, "field 008 must have 40 signs\n"
			  "the ISBN is not right: its last sign does not fit\n"
			  "the code in subfield a of field 041 is in no list of codes\n"
			  "the first indicator of field 245 is none of those allowed\n"
			  "subfield a of field 245 may stand only once\n"
			  "field 245 has no subfield q\n"
			  "field 245 may stand only once\n"
			  "field 245 needs subfield a\n");
	unit_end(c);
}

static void test_check__misses_what_a_format_needs(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m = { .leader = "00000nam  2200000   450 ", .dialect = MARC_RUSMARC };
	marc_add_control(c->mem, &m, "001", STR("1"));
	struct marc_field *f = add(&m, "461", " 0", '1', "2001 ");
	marc_add_sub(c->mem, f, 'q', STR("of the embedded field"));
	assert_faults(&m, "field 100 is missing\nfield 200 is missing\nfield 801 is missing\n");
	unit_end(c);
}

static void test_rules__are_in_order_and_named(void **state)
{
	static const enum marc_dialect dialects[] = { MARC_21, MARC_UNIMARC };
	for (size_t k = 0; k < COUNT_OF(dialects); k++) {
		size_t n;
		const struct marc_rule *r = marc_rules(dialects[k], &n);
		assert_true(n > 50);
		for (size_t i = 0; i < n; i++) {
			assert_true(i == 0 || strcmp(r[i - 1].tag, r[i].tag) < 0);
			assert_ptr_equal(marc_rule(dialects[k], r[i].tag), &r[i]);
			assert_non_null(r[i].name);
		}
		assert_null(marc_rule(dialects[k], "999"));
	}
	assert_ptr_equal(marc_rule(MARC_RUSMARC, "200"), marc_rule(MARC_UNIMARC, "200"));
}

static void test_languages__have_three_codes(void **state)
{
	assert_string_equal(marc_language_b(STR("zho")), "chi");
	assert_string_equal(marc_language_b(STR("kk")), "kaz");
	assert_string_equal(marc_language_t(STR("ger")), "deu");
	assert_string_equal(marc_language_short(STR("GER")), "de");
	assert_string_equal(marc_language_short(STR("chg")), "chg");
	assert_string_equal(marc_language_short(STR("qqq")), "");
	assert_string_equal(marc_language_short(STR("")), "");
}

static void test_countries__are_not_as_iso_has_them(void **state)
{
	static const char *const pairs[][2] = {
		{ "kz ", "KZ" }, { "ru ", "RU" }, { "bw ", "BY" }, { "un ", "UA" }, { "uz ", "UZ" },
		{ "ta ", "TJ" }, { "tk ", "TM" }, { "aj ", "AZ" }, { "ai ", "AM" }, { "gs ", "GE" },
		{ "mv ", "MD" }, { "kg ", "KG" }, { "gw ", "DE" }, { "xxu", "US" }, { "xxk", "GB" },
		{ "at ", "AU" }, { "sp ", "ES" }, { "ch ", "TW" }, { "cc ", "CN" },
	};
	for (size_t i = 0; i < COUNT_OF(pairs); i++) {
		assert_string_equal(marc_country_iso(str_of(pairs[i][0])), pairs[i][1]);
		assert_string_equal(marc_country_marc(str_of(pairs[i][1])), pairs[i][0]);
	}
	assert_string_equal(marc_country_iso(STR("nyu")), "US");
	assert_string_equal(marc_country_iso(STR("kzr")), "KZ");
	assert_string_equal(marc_country_iso(STR("enk")), "GB");
	assert_string_equal(marc_country_iso(STR("xx ")), "");
	assert_true(marc_country_is(STR("kz")));
	assert_false(marc_country_is(STR("QQ")));
}

static void test_roles__are_codes_numbers_and_words(void **state)
{
	struct ctx *c = unit_begin();
	assert_string_equal(marc_relator(STR("340 ред.")), "edt");
	assert_string_equal(marc_relator(STR("070")), "aut");
	assert_string_equal(marc_relator(STR("http://id.loc.gov/vocabulary/relators/trl")), "trl");
	assert_string_equal(marc_relator(STR("nonsense")), "");
	assert_string_equal(marc_relator_number(STR("trl")), "730");
	assert_string_equal(marc_relator_of_word(c->mem, STR("Переводчик")), "trl");
	assert_string_equal(marc_relator_of_word(c->mem, STR("редактор")), "edt");
	assert_string_equal(marc_relator_of_word(c->mem, STR("құрастырған")), "com");
	assert_string_equal(marc_relator_of_word(c->mem, STR("сост.")), "com");
	assert_string_equal(marc_relator_of_word(c->mem, STR("?")), "");
	assert_string_equal(marc_relator_name(STR("edt")), "editor");
	unit_end(c);
}

static void test_numbers__check_themselves(void **state)
{
	assert_true(marc_isbn_is(STR("978-5-901202-50-0")));
	assert_true(marc_isbn_is(STR("080442957X")));
	assert_true(marc_isbn_is(STR("0-8044-2957-x")));
	assert_false(marc_isbn_is(STR("978-5-901202-50-1")));
	assert_false(marc_isbn_is(STR("97859012025001")));
	assert_false(marc_isbn_is(STR("X804429570")));
	assert_false(marc_isbn_is(STR("")));
	assert_true(marc_issn_is(STR("0378-5955")));
	assert_true(marc_issn_is(STR("2434-561X")));
	assert_false(marc_issn_is(STR("0378-5954")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_check__finds_nothing_in_a_sound_record),
		cmocka_unit_test(test_check__tells_each_fault_by_its_field),
		cmocka_unit_test(test_check__misses_what_a_format_needs),
		cmocka_unit_test(test_rules__are_in_order_and_named),
		cmocka_unit_test(test_languages__have_three_codes),
		cmocka_unit_test(test_countries__are_not_as_iso_has_them),
		cmocka_unit_test(test_roles__are_codes_numbers_and_words),
		cmocka_unit_test(test_numbers__check_themselves),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
