/* marc: records are written so that others read them. */
#include "unit.h"

#include "marc/marc.h"

static struct marc record_of(enum marc_dialect dialect)
{
	struct marc m = { .leader = "00000nam  2200000   450 ", .dialect = dialect };
	return m;
}

static void add(struct marc *m, const char *tag, const char *indicators, char code,
		struct str value)
{
	struct marc_field *f = marc_add(unit_arena(), m, tag, indicators[0], indicators[1]);
	marc_add_sub(unit_arena(), f, code, value);
}

static struct str iso(struct ctx *c, const struct marc *m, size_t *ret_cut)
{
	struct buf out;
	buf_init(&out, c->mem, 0);
	unit_ok(c, marc_write_iso2709(c, m, &out, ret_cut));
	return buf_str(&out);
}

static void test_iso2709__has_leader_directory_and_delimiters(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m = record_of(MARC_21);
	marc_add_control(c->mem, &m, "001", STR("kz1"));
	add(&m, "245", "10", 'a', STR("Абай"));
	assert_str(iso(c, &m, NULL), "00067nam a2200049   4500001000400000245001300004\x1e"
				     "kz1\x1e"
				     "10\x1f"
				     "aАбай\x1e\x1d");
	unit_end(c);
}

static void test_iso2709__of_unimarc_says_its_charset_in_100(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m = record_of(MARC_RUSMARC);
	add(&m, "100", "  ", 'a', STR("19980716d1997    u  y0rusy0189    ca"));
	struct str s = iso(c, &m, NULL);
	assert_int_equal(s.s[9], ' ');
	assert_memory_equal(s.s + 20, "450 ", 4);
	assert_true(str_find(s, STR("\x1f"
				    "a19980716d1997    u  y0rusy50      ca\x1e")) < s.n);
	unit_end(c);
}

static void test_iso2709__never_has_a_delimiter_in_a_text(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m = record_of(MARC_21);
	add(&m, "500", "  ", 'a', STR("one\x1etwo\x1d\x1f three\n"));
	struct str s = iso(c, &m, NULL);
	assert_true(str_find(s, STR("one two   three ")) < s.n);
	unit_end(c);
}

/* Words of a field that is too long: all of them, in fields of at most 9,999 bytes. */
static void test_iso2709__cuts_a_long_field_between_words(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m = record_of(MARC_21);
	struct buf text;
	buf_init(&text, c->mem, 0);
	for (int i = 0; i < 4000; i++)
		buf_print(&text, "%sсөз%d", i ? " " : "", i);
	add(&m, "505", "0 ", 'a', buf_str(&text));
	size_t cut = 0;
	struct str s = iso(c, &m, &cut);
	assert_int_equal(cut, 1);
	struct buf joined;
	buf_init(&joined, c->mem, 0);
	struct str field;
	str_next(&s, 0x1E, &field); /* leader and directory */
	while (s.n > 1) {
		str_next(&s, 0x1E, &field);
		assert_true(field.n + 1 <= 9999);
		assert_memory_equal(field.s,
				    "0 \x1f"
				    "a",
				    4);
		if (joined.n)
			buf_add_char(&joined, ' ');
		buf_add(&joined, str_from(field, 4));
	}
	assert_true(str_same(buf_str(&joined), buf_str(&text)));
	unit_end(c);
}

static void test_iso2709__refuses_what_it_has_no_room_for(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m = record_of(MARC_21);
	char *long_text = arena_take(c->mem, 9001);
	memset(long_text, 'x', 9000);
	for (int i = 0; i < 12; i++)
		add(&m, "500", "  ", 'a', (struct str){ long_text, 9000 });
	struct buf out;
	buf_init(&out, c->mem, 0);
	assert_false(marc_write_iso2709(c, &m, &out, NULL));
	assert_int_equal(c->err.kind, ERR_LIMIT);
	assert_int_equal(out.n, 0);
	unit_end(c);
}

static void test_xml__is_of_the_namespace_of_its_dialect(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m = record_of(MARC_21);
	struct buf out;
	buf_init(&out, c->mem, 0);
	add(&m, "245", "10", 'a', STR("A <b> & \"c\"\x01\x1b"));
	marc_write_xml(&m, &out);
	assert_str(buf_str(&out),
		   "<record xmlns=\"http://www.loc.gov/MARC21/slim\">\n"
		   "\t<leader>00000nam a2200000   4500</leader>\n"
		   "\t<datafield tag=\"245\" ind1=\"1\" ind2=\"0\">\n"
		   "\t\t<subfield code=\"a\">A &lt;b&gt; &amp; &quot;c&quot;  </subfield>\n"
		   "\t</datafield>\n</record>\n");
	buf_clear(&out);
	m.dialect = MARC_RUSMARC;
	marc_write_xml(&m, &out);
	assert_true(str_starts(buf_str(&out), "<record xmlns=\"info:lc/xmlns/marcxchange-v1\""
					      " format=\"RUSMARC\" type=\"Bibliographic\">"));
	unit_end(c);
}

static void test_lines__keep_every_sign(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m = record_of(MARC_21);
	struct buf out;
	buf_init(&out, c->mem, 0);
	marc_add_control(c->mem, &m, "008", STR("990101s1934    kz"));
	add(&m, "245", "1 ", 'a', STR("Costs $5 {about} a\\b"));
	marc_write_lines(&m, &out);
	assert_str(buf_str(&out), "=LDR  00000nam a2200000   4500\n"
				  "=008  990101s1934\\\\\\\\kz\n"
				  "=245  1\\$aCosts {dollar}5 {lcub}about{rcub} a{bsol}b\n\n");
	unit_end(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_iso2709__has_leader_directory_and_delimiters),
		cmocka_unit_test(test_iso2709__of_unimarc_says_its_charset_in_100),
		cmocka_unit_test(test_iso2709__never_has_a_delimiter_in_a_text),
		cmocka_unit_test(test_iso2709__cuts_a_long_field_between_words),
		cmocka_unit_test(test_iso2709__refuses_what_it_has_no_room_for),
		cmocka_unit_test(test_xml__is_of_the_namespace_of_its_dialect),
		cmocka_unit_test(test_lines__keep_every_sign),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
