/* merge: a test for each rule at the head of merge.c. */
#include "unit.h"

#include "match/match.h"

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

static struct merge_source source(int64_t id, const char *lines)
{
	return (struct merge_source){ .id = id, .record = record_of(unit_arena(), lines) };
}

/* "value@source; value@source" of a field. */
static struct str said(const struct record *r, enum record_field f)
{
	struct buf out;
	buf_init(&out, unit_arena(), 0);
	for (size_t i = 0; i < r->n; i++) {
		if (r->at[i].field != f)
			continue;
		buf_add_z(&out, out.n ? "; " : "");
		buf_add(&out, r->at[i].value);
		buf_add_char(&out, '@');
		buf_add_int(&out, r->at[i].source);
	}
	return buf_str(&out);
}

static struct record merged(struct merge_source *at, size_t n)
{
	struct record r;
	merge_records(unit_arena(), at, n, &r);
	return r;
}

static void test_leader__is_by_hand_then_standing_then_fullness_then_latest(void **state)
{
	(void)state;
	struct ctx *c = unit_begin();
	struct merge_source at[] = {
		source(1, "title=A\ndate=1990\npublisher=P"),
		source(2, "title=B"),
		source(3, "date=1991\nisbn=1"),
	};
	struct record r = merged(at, 3);
	assert_str(said(&r, RECORD_TITLE), "A@1");
	at[1].changed = 5; /* the later one, but not so full */
	r = merged(at, 3);
	assert_str(said(&r, RECORD_TITLE), "A@1");
	at[1].standing = 2;
	r = merged(at, 3);
	assert_str(said(&r, RECORD_TITLE), "B@2");
	at[0].by_hand = true;
	r = merged(at, 3);
	assert_str(said(&r, RECORD_TITLE), "A@1");
	at[2].by_hand = true; /* without a title it does not lead */
	r = merged(at, 3);
	assert_str(said(&r, RECORD_TITLE), "A@1");
	unit_end(c);
}

static void test_latest__leads_among_equals(void **state)
{
	(void)state;
	struct ctx *c = unit_begin();
	struct merge_source at[] = { source(1, "title=A"), source(2, "title=B") };
	struct record r = merged(at, 2);
	assert_str(said(&r, RECORD_TITLE), "A@1");
	at[1].changed = 7;
	r = merged(at, 2);
	assert_str(said(&r, RECORD_TITLE), "B@2");
	unit_end(c);
}

static void test_description__is_never_put_together_from_two(void **state)
{
	(void)state;
	struct ctx *c = unit_begin();
	struct merge_source at[] = {
		source(1, "title=A\nplace=Алматы\ndate=1990\ncreator=X"),
		source(2, "title=B\nedition=2-е изд.\nextent=300 с."),
	};
	struct record r = merged(at, 2);
	assert_str(said(&r, RECORD_TITLE), "A@1");
	assert_str(said(&r, RECORD_EDITION), "");
	assert_str(said(&r, RECORD_EXTENT), "");
	assert_str(said(&r, RECORD_PLACE), "Алматы@1");
	unit_end(c);
}

static void test_names_and_languages__are_of_the_first_that_has_any(void **state)
{
	(void)state;
	struct ctx *c = unit_begin();
	struct merge_source at[] = {
		source(1, "title=A\ndate=1990\npublisher=P\nplace=Q\nextent=5"),
		source(2, "title=A\nlanguage=kk\nlanguage=ru\ncreator=Әуезов, М."),
		source(3, "title=A\nlanguage=en\ncreator=Әуезов, Мұхтар"),
	};
	struct record r = merged(at, 3);
	assert_str(said(&r, RECORD_LANGUAGE), "kk@2; ru@2");
	assert_str(said(&r, RECORD_CREATOR), "Әуезов, М.@2");
	unit_end(c);
}

static void test_numbers_and_subjects__are_of_all_and_once(void **state)
{
	(void)state;
	struct ctx *c = unit_begin();
	struct merge_source at[] = {
		source(1, "title=A\ndate=1990\nisbn=0-306-40615-2\nsubject=История -- Учебники"),
		source(2, "title=A\nisbn=978-0-306-40615-7\nisbn=080442957X\n"
			  "subject=история — учебники.\nsubject=Право\nudc=94"),
	};
	struct record r = merged(at, 2);
	assert_str(said(&r, RECORD_ISBN), "0-306-40615-2@1; 080442957X@2");
	assert_str(said(&r, RECORD_SUBJECT), "История -- Учебники@1; Право@2");
	assert_str(said(&r, RECORD_UDC), "94@2");
	unit_end(c);
}

static void test_scripts__are_all_kept(void **state)
{
	(void)state;
	struct ctx *c = unit_begin();
	struct merge_source at[] = {
		source(1, "title=Abai zholy\ndate=1990\ncreator=Auezov, M."),
		source(2, "title=Абай жолы\ncreator=Әуезов, М."),
		source(3, "title=Абай жолы : роман\ncreator=Ауезов М."),
	};
	at[0].standing = 1;
	struct record r = merged(at, 3);
	assert_str(said(&r, RECORD_TITLE), "Abai zholy@1");
	assert_str(said(&r, RECORD_PARALLEL), "Абай жолы@2");
	assert_str(said(&r, RECORD_CREATOR), "Auezov, M.@1; Әуезов, М.@2");
	unit_end(c);
}

static void test_order_of_sources__changes_nothing(void **state)
{
	(void)state;
	struct ctx *c = unit_begin();
	struct merge_source at[] = {
		source(1, "title=A\nsubject=x"),
		source(2, "title=B\nsubject=y"),
		source(3, "title=C\nsubject=z\nlanguage=kk"),
	};
	struct merge_source turned[] = { at[2], at[0], at[1] };
	struct record r = merged(at, 3), s = merged(turned, 3);
	assert_str(record_to_json(unit_arena(), &r),
		   str_z(unit_arena(), record_to_json(unit_arena(), &s)));
	r = merged(at, 0);
	assert_int_equal(r.n, 0);
	unit_end(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_leader__is_by_hand_then_standing_then_fullness_then_latest),
		cmocka_unit_test(test_latest__leads_among_equals),
		cmocka_unit_test(test_description__is_never_put_together_from_two),
		cmocka_unit_test(test_names_and_languages__are_of_the_first_that_has_any),
		cmocka_unit_test(test_numbers_and_subjects__are_of_all_and_once),
		cmocka_unit_test(test_scripts__are_all_kept),
		cmocka_unit_test(test_order_of_sources__changes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
