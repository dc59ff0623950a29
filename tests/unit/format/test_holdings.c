/* What records say of copies, as the systems of the region write it. */
#include "unit.h"
#include "format/format.h"
#include "marc/marc.h"

int format_holdings_tests(void);

/* "852 aNLRK hQ 12 p1" : a field, its subfields after spaces with | between. */
static void field(struct ctx *c, struct marc *m, const char *tag, const char *subs)
{
	struct marc_field *f = marc_add(c->mem, m, tag, ' ', ' ');
	struct str rest = str_of(subs), one;
	while (str_next(&rest, '|', &one))
		marc_add_sub(c->mem, f, one.s[0], str_from(one, 1));
}

static void test_852_of_marc21__counts_copies_that_stand_together(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m = { .dialect = MARC_21 };
	struct record_holding *at;
	field(c, &m, "852", "aKZ-NLRK|bMain|h84|iA12|p001");
	field(c, &m, "852", "aKZ-NLRK|bMain|h84|iA12|p002");
	field(c, &m, "852", "aKZ-NLRK|bRare|h84|iA12|p003");
	field(c, &m, "866", "a1956-1960, 1962");
	assert_int_equal(record_holdings(c->mem, &m, &at), 2);
	assert_str(at[0].library, "KZ-NLRK");
	assert_str(at[0].call_number, "84 A12");
	assert_int_equal(at[0].copies, 2);
	assert_str(at[1].collection, "Rare");
	assert_str(at[1].volumes, "1956-1960, 1962");
	unit_end(c);
}

static void test_899_of_rusmarc__gives_the_whole_mark(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m = { .dialect = MARC_RUSMARC };
	struct record_holding *at;
	field(c, &m, "899", "aРНБ|bОФ|j90-3/1234|pБ-1");
	field(c, &m, "899", "aРНБ|bОФ|hА12|i45");
	assert_int_equal(record_holdings(c->mem, &m, &at), 2);
	assert_str(at[0].call_number, "90-3/1234");
	assert_int_equal(at[0].copies, 1);
	assert_str(at[1].call_number, "А12 45");
	assert_int_equal(at[1].copies, 0);
	unit_end(c);
}

static void test_910_of_irbis__leaves_out_what_is_gone(void **state)
{
	struct ctx *c = unit_begin();
	struct marc m = { .dialect = MARC_IRBIS };
	struct record_holding *at;
	field(c, &m, "906", "a84(2)");
	field(c, &m, "908", "aП 91");
	field(c, &m, "910", "a0|b123|dФКХ");
	field(c, &m, "910", "a6|b124|dФКХ");
	field(c, &m, "910", "aU|110|dФКХ");
	field(c, &m, "910", "aC|1x|dАБ");
	assert_int_equal(record_holdings(c->mem, &m, &at), 2);
	assert_str(at[0].library, "ФКХ");
	assert_str(at[0].call_number, "84(2)/П 91");
	assert_int_equal(at[0].copies, 11);
	assert_int_equal(at[1].copies, 1);
	unit_end(c);
}

static void test_csv__is_quoted_and_no_formula(void **state)
{
	struct ctx *c = unit_begin();
	struct record r = { 0 };
	struct buf out, head;
	buf_init(&out, c->mem, 0);
	buf_init(&head, c->mem, 0);
	record_add(c->mem, &r, RECORD_TITLE, STR("=1+1 \"a\""));
	record_add(c->mem, &r, RECORD_CREATOR, STR("А"));
	record_add(c->mem, &r, RECORD_CREATOR, STR("Б"));
	record_csv_header(&head);
	record_to_csv(&r, &out);
	assert_true(str_starts(buf_str(&head), "title,creator,"));
	assert_true(str_starts(buf_str(&out), "\"'=1+1 \"\"a\"\"\",\"А; Б\",\"\""));
	assert_true(str_ends(buf_str(&out), "\"\r\n"));
	unit_end(c);
}

int format_holdings_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_852_of_marc21__counts_copies_that_stand_together),
		cmocka_unit_test(test_899_of_rusmarc__gives_the_whole_mark),
		cmocka_unit_test(test_910_of_irbis__leaves_out_what_is_gone),
		cmocka_unit_test(test_csv__is_quoted_and_no_formula),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
