/* Records as lines, and back; blank ones; differences. */
#include "unit.h"
#include "edit/edit_int.h"

static struct marc parsed(struct ctx *c, const char *lines)
{
	struct marc m;
	unit_ok(c, edit_parse(c, str_of(lines), MARC_21, &m));
	return m;
}

/* Lines, and the same written again. */
static void test_text__round_trips(void **state)
{
	static const char *const both[][2] = {
		{ "245 10 $a Title", "245 10 $a Title" },
		{ "245 10 $aTitle$bmore $cwho", "245 10 $a Title $b more $c who" },
		{ "245 1# $a Costs $$5 and $$$$", "245 1# $a Costs $$5 and $$$$" },
		{ "245 1  $a one", "245 1# $a one" },
		{ "245 _0 $a one", "245 #0 $a one" },
		{ "245 $a one", "245 ## $a one" },
		{ "245 10 $a  two blanks  $b x", "245 10 $a  two blanks  $b x" },
		{ "245 10 $a $b x", "245 10 $a  $b x" },
		{ "461 #0 $1 2001  $a Set $v 2", "461 #0 $1 2001  $a Set $v 2" },
		{ "920 ## PAZK", "920 ## PAZK" },
		{ "920 ## PAZK $a more", "920 ## PAZK $a more" },
		{ "001 RU\\NLR\\bibl\\5996", "001 RU\\NLR\\bibl\\5996" },
		{ "001 a#b $$1", "001 a#b $$1" },
		{ "008 261122s2026####kz#", "008 261122s2026####kz#" },
		{ "008 261122s2026    kz ", "008 261122s2026####kz#" },
		{ "245 10 $a \xd2\x9a\xd0\xb0\xd0\xb7\xd0\xb0\xd2\x9b \r", "245 10 $a Қазақ " },
	};
	struct ctx *c = unit_begin();
	for (size_t i = 0; i < COUNT_OF(both); i++) {
		struct marc m = parsed(c, both[i][0]);
		assert_int_equal(m.n, 1);
		assert_str(edit_field_text(c->mem, &m.fields[0]), both[i][1]);
		struct marc again = parsed(c, edit_text(c->mem, &m).s);
		assert_true(marc_same(&m, &again));
	}
	unit_end(c);
}

static struct str odd_value(struct arena *mem, unsigned n)
{
	static const char *const pieces[] = { "$", " ", "#", "Ә", "$$", "a", "{", "\\", "$a", "|" };
	struct buf b;
	buf_init(&b, mem, 0);
	for (unsigned i = 0; i < 6; i++, n /= 10)
		buf_add_z(&b, pieces[n % 10]);
	return buf_str(&b);
}

/* Whatever stands in a subfield comes back as it was. */
static void test_text__is_exact(void **state)
{
	struct ctx *c = unit_begin();
	for (unsigned n = 0; n < 100000; n += 7) {
		struct marc m = { .dialect = MARC_21 }, again;
		edit_leader_default(MARC_21, m.leader);
		struct marc_field *f = marc_add(c->mem, &m, "500", n % 3 ? '1' : ' ', ' ');
		marc_add_sub(c->mem, f, 'a', odd_value(c->mem, n));
		marc_add_sub(c->mem, f, 'b', odd_value(c->mem, n / 3));
		unit_ok(c, edit_parse(c, edit_text(c->mem, &m), MARC_21, &again));
		assert_true(marc_same(&m, &again));
	}
	unit_end(c);
}

static void test_leader__shows_its_blanks(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m = parsed(c, "LDR 00000cam#a22000007a#4500\n245 00 $a x\n");
	assert_string_equal(m.leader, "00000cam a22000007a 4500");
	assert_true(str_starts(edit_text(c->mem, &m), "LDR 00000cam#a22000007a#4500\n"));
	m = parsed(c, "LDR 00000nas\n245 00 $a x\n");
	assert_string_equal(m.leader, "00000nas a2200000 i 4500");
	unit_end(c);
}

static void test_parse__says_which_line_is_wrong(void **state)
{
	static const char *const bad[][2] = {
		{ "245 10 $a x\nx", "line 2: a line begins with the tag of a field" },
		{ "24 10 $a x", "line 1: a line begins with the tag of a field" },
		{ "245 100 $a x", "line 1: two indicators are expected before the first $" },
		{ "245 10", "line 1: a field without a subfield" },
		{ "\n245 10 $",
		  "line 2: a $ without the code of a subfield; a dollar in the text is "
		  "written $$" },
		{ "245 10 $ x",
		  "line 1: a $ without the code of a subfield; a dollar in the text is "
		  "written $$" },
		{ "LDR x\nLDR x", "line 2: the leader stands there twice" },
		{ "LDR 0123456789012345678901234", "line 1: a leader has 24 characters" },
		{ "245 ы $a x", "line 1: an indicator is a digit, a letter or #" },
		{ "\xff", "the text of the record is not in UTF-8" },
		{ "", "the record has no fields" },
	};
	struct ctx *c = unit_begin();
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct marc m;
		assert_false(edit_parse(c, str_of(bad[i][0]), MARC_21, &m));
		assert_int_equal(c->err.kind, ERR_INVALID);
		assert_str(err_english(c->mem, &c->err), bad[i][1]);
	}
	unit_end(c);
}

static void test_blank__is_there_for_every_kind_and_format(void **state)
{
	static const enum marc_dialect dialects[] = { MARC_21, MARC_UNIMARC, MARC_RUSMARC };
	struct ctx *c = unit_begin();
	struct partner p = { .code = STR("nlrk"), .country = STR("KZ") };
	for (size_t d = 0; d < COUNT_OF(dialects); d++)
		for (const struct edit_kind *k = edit_kinds; k->code; k++) {
			struct marc m;
			unit_ok(c, edit_blank(c, dialects[d], k->code, &p, &m));
			bool m21 = dialects[d] == MARC_21;
			assert_non_null(marc_field(&m, m21 ? "245" : "200"));
			struct str coded = m21 ? marc_value(&m, "008", 0)
					       : marc_value(&m, "100", 'a');
			assert_int_equal(coded.n, m21 ? 40 : 36);
			assert_int_equal(strlen(m.leader), 24);
			for (size_t i = 1; i < m.n; i++)
				assert_true(strcmp(m.fields[i - 1].tag, m.fields[i].tag) <= 0);
		}
	struct marc m;
	assert_false(edit_blank(c, MARC_21, "spoon", &p, &m));
	assert_false(edit_blank(c, MARC_IRBIS, "book", &p, &m));
	unit_end(c);
}

static void test_blank__leaves_nothing_behind(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m, clean;
	unit_ok(c, edit_blank(c, MARC_RUSMARC, "part", NULL, &m));
	edit_clean(c->mem, &m, &clean);
	assert_null(marc_field(&clean, "461"));
	assert_null(marc_field(&clean, "700"));
	assert_null(marc_field(&clean, "686"));
	assert_non_null(marc_field(&clean, "801"));
	m = parsed(c, "461 #0 $1 001RU\\NLR\\bibl\\5996\n500 ## $a  $b x\n");
	edit_clean(c->mem, &m, &clean);
	assert_int_equal(clean.n, 2);
	assert_int_equal(clean.fields[1].n, 1);
	unit_end(c);
}

static void test_taken__is_converted_and_keeps_its_number(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m, as;
	unit_ok(c, edit_parse(c,
			      STR("001 RU\\NLR\\bibl\\5996\n101 0# $a kaz\n200 1# $a Абай жолы $f "
				  "М. Әуезов\n700 #1 $a Әуезов $g Мұхтар\n899 ## $a НБ\n"),
			      MARC_RUSMARC, &m));
	unit_ok(c, edit_taken(c, &m, STR("nlr"), MARC_21, &as));
	assert_int_equal(as.dialect, MARC_21);
	assert_true(str_starts(marc_value(&as, "245", 'a'), "Абай жолы"));
	assert_null(marc_field(&as, "001"));
	assert_null(marc_field(&as, "899"));
	assert_null(marc_field(&as, "852"));
	unsigned n = 0;
	for (const struct marc_field *f = marc_field(&as, "035"); f; f = marc_field_next(&as, f))
		n++;
	assert_int_equal(n, 1);
	assert_false(edit_taken(c, &m, STR("nlr"), MARC_IRBIS, &as));
	unit_end(c);
}

static void check_positions(struct ctx *c, const struct marc *m, const char *tag, char sub)
{
	size_t n;
	const struct edit_position *p = edit_positions(m, tag, sub, &n);
	assert_non_null(p);
	for (size_t i = 0; i < n; i++) {
		assert_true((size_t)(p[i].at + p[i].n) <= edit_coded_length(m, tag));
		for (const struct edit_choice *a = p[i].choices; a && a->code; a++) {
			assert_int_equal(strlen(a->code), p[i].n);
			for (const struct edit_choice *b = a + 1; b->code; b++)
				assert_string_not_equal(a->code, b->code);
		}
		for (size_t j = 0; j < i; j++)
			assert_true(p[j].at + p[j].n <= p[i].at || p[i].at + p[i].n <= p[j].at);
	}
}

static void test_positions__fit_their_fields(void **state)
{
	static const char *const kinds[] = { "book", "serial", "map", "film" };
	struct ctx *c = unit_begin();
	struct marc m;
	size_t n;
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		unit_ok(c, edit_blank(c, MARC_21, kinds[i], NULL, &m));
		check_positions(c, &m, "LDR", 0);
		check_positions(c, &m, "008", 0);
		assert_null(edit_positions(&m, "100", 'a', &n));
		unit_ok(c, edit_blank(c, MARC_RUSMARC, kinds[i], NULL, &m));
		check_positions(c, &m, "LDR", 0);
		check_positions(c, &m, "100", 'a');
		assert_null(edit_positions(&m, "008", 0, &n));
	}
	unit_end(c);
}

static void assert_difference(struct ctx *c, const char *a, const char *b, const char *want)
{
	struct marc ma = parsed(c, a), mb = parsed(c, b);
	struct edit_difference d;
	struct buf out;
	unit_ok(c, edit_differ(c, &ma, &mb, &d));
	buf_init(&out, c->mem, 0);
	for (size_t i = 0; i < d.n; i++)
		if (!str_starts(d.at[i].text, "LDR") || d.at[i].sign != EDIT_KEPT) {
			buf_add_char(&out, " -+"[d.at[i].sign]);
			buf_print(&out, "%.*s\n", STR_ARGS(d.at[i].text));
		}
	assert_str(buf_str(&out), want);
}

static void test_difference__is_told_field_by_field(void **state)
{
	struct ctx *c = unit_begin();
	assert_difference(c, "245 10 $a A\n500 ## $a one", "245 10 $a A\n500 ## $a one",
			  " 245 10 $a A\n 500 ## $a one\n");
	assert_difference(c, "245 10 $a A", "245 10 $a B", "-245 10 $a A\n+245 10 $a B\n");
	/* of repeated fields, those that stayed are found wherever they stand now */
	assert_difference(c, "650 #0 $a x\n650 #0 $a y\n650 #0 $a z",
			  "650 #0 $a z\n650 #0 $a x\n650 #0 $a w",
			  " 650 #0 $a x\n 650 #0 $a z\n-650 #0 $a y\n+650 #0 $a w\n");
	/* twice the same is not once */
	assert_difference(c, "650 #0 $a x\n650 #0 $a x", "650 #0 $a x",
			  " 650 #0 $a x\n-650 #0 $a x\n");
	assert_difference(c, "245 10 $a A\n700 1# $a B",
			  "245 10 $a A\n300 ## $a C\n700 1# $a B\n856 40 $u D",
			  " 245 10 $a A\n+300 ## $a C\n 700 1# $a B\n+856 40 $u D\n");
	assert_difference(c, "LDR 00000nam\n245 10 $a A", "LDR 00000cas\n245 10 $a A",
			  "-LDR 00000nam#a2200000#i#4500\n+LDR 00000cas#a2200000#i#4500\n"
			  " 245 10 $a A\n");
	/* the length of the record is the writer's */
	assert_difference(c, "LDR 00000nam\n245 10 $a A",
			  "LDR 00123nam#a2200100#i#4500\n245 10 $a A", " 245 10 $a A\n");
	unit_end(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text__round_trips),
		cmocka_unit_test(test_text__is_exact),
		cmocka_unit_test(test_leader__shows_its_blanks),
		cmocka_unit_test(test_parse__says_which_line_is_wrong),
		cmocka_unit_test(test_blank__is_there_for_every_kind_and_format),
		cmocka_unit_test(test_blank__leaves_nothing_behind),
		cmocka_unit_test(test_taken__is_converted_and_keeps_its_number),
		cmocka_unit_test(test_positions__fit_their_fields),
		cmocka_unit_test(test_difference__is_told_field_by_field),
	};
	return cmocka_run_group_tests_name("edit: text", tests, NULL, NULL);
}
