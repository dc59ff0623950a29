/* Source records sorted into titles: in any order, by hand, undone, again; on both engines. */
#include "db/unit_db.h"
#include "cluster/cluster_int.h"
#include "partner/partner.h"
#include "store/store.h"

/* Records made for the tests */

struct made {
	int64_t partner;
	const char *local, *title, *creator, *date, *extent, *isbn;
};

static void close_store(void *c)
{
	store_close(c);
}

static void begin(struct ctx *c)
{
	unit_ok(c, store_open(c));
	arena_on_end(c->mem, close_store, c);
	for (int i = 1; i <= 6; i++) {
		struct partner p = { .code = str_print(c->mem, "lib-%d", i),
				     .name = { STR(""), STR(""), STR(""),
					       str_print(c->mem, "Library %d", i) },
				     .country = STR("KZ"),
				     .place = STR("Almaty"),
				     .sigla = STR(""),
				     .catalogue = STR(""),
				     .dialect = STR(""),
				     .encoding = STR(""),
				     .columns = STR("") };
		int64_t id;
		unit_ok(c, db_begin(c) && partner_add(c, &p, &id) && db_commit(c));
		assert_int_equal(id, i);
	}
}

static void add_field(struct ctx *c, struct record *r, enum record_field f, const char *value)
{
	if (value && *value)
		record_add(c->mem, r, f, str_of(value));
}

static struct record record_of(struct ctx *c, const struct made *m)
{
	struct record r = { NULL, 0 };
	add_field(c, &r, RECORD_TITLE, m->title);
	add_field(c, &r, RECORD_CREATOR, m->creator);
	add_field(c, &r, RECORD_DATE, m->date);
	add_field(c, &r, RECORD_EXTENT, m->extent);
	add_field(c, &r, RECORD_ISBN, m->isbn);
	add_field(c, &r, RECORD_PUBLISHER, "Жазушы");
	add_field(c, &r, RECORD_PLACE, "Алматы");
	add_field(c, &r, RECORD_LANGUAGE, "kk");
	add_field(c, &r, RECORD_TYPE, "book");
	add_field(c, &r, RECORD_LEVEL, "monograph");
	return r;
}

static struct source place_in(struct ctx *c, struct cluster_run *run, const struct made *m,
			      int64_t since)
{
	struct record r = record_of(c, m);
	struct source s = { .partner = m->partner,
			    .local = str_of(m->local),
			    .raw = record_to_json(c->mem, &r),
			    .format = STR("json"),
			    .dialect = STR(""),
			    .encoding = STR(""),
			    .since = since,
			    .changed = since };
	enum source_change change;
	struct str title;
	unit_ok(c, db_begin(c));
	unit_ok(c, source_put(c, &s, STR(""), &change));
	if (change != SOURCE_SAME)
		unit_ok(c, run ? cluster_run_place(c, run, &s, &r, &title)
			       : cluster_place(c, &s, &r, &title));
	unit_ok(c, db_commit(c));
	return s;
}

static struct source place_one(struct ctx *c, const struct made *m)
{
	static int64_t clock = 1000;
	return place_in(c, NULL, m, clock++);
}

static struct str title_now(struct ctx *c, int64_t source)
{
	struct source s;
	unit_ok(c, source_get(c, source, &s));
	return s.title;
}

static void assert_sound(struct ctx *c)
{
	int64_t faults = -1;
	unit_ok(c, cluster_check(c, NULL, NULL, &faults));
	assert_int_equal(faults, 0);
}

static const struct made abai1 = { 1,        "a1", "Абай жолы роман", "Әуезов, Мұхтар", "1980",
				   "496 б.", "" };
static const struct made abai2 = { 2,        "b1", "Абай жолы роман", "Әуезов, Мұхтар", "1980",
				   "496 б.", "" };
static const struct made abai3 = { 3, "c1", "Абай жолы роман", "Әуезов, М.", "1980", "496 б.", "" };
static const struct made other = {
	2, "b2", "Көшпенділер тарихи трилогия", "Есенберлин, Ілияс", "1986", "680 б.", ""
};

/* Joining */

static void test_records_of_one_edition__are_one_title(void **state)
{
	struct ctx *c = unit_db(state);
	begin(c);
	struct source a = place_one(c, &abai1), b = place_one(c, &abai2), d = place_one(c, &other);
	struct title t;
	assert_true(str_same(a.title, b.title));
	assert_false(str_same(a.title, d.title));
	assert_true(str_same(a.title, a.own));
	unit_ok(c, title_get(c, a.title, &t));
	assert_str(t.holders, "1 2");
	assert_str(t.name, "Абай жолы роман");
	assert_true(t.work != 0);
	assert_sound(c);
}

static void test_volumes__stay_apart(void **state)
{
	static const struct made one = {
		1, "v1", "Абай жолы. 1-кітап", "Әуезов, Мұхтар", "1980", "496 б.", ""
	};
	static const struct made two = {
		2, "v2", "Абай жолы. 2-кітап", "Әуезов, Мұхтар", "1980", "496 б.", ""
	};
	struct ctx *c = unit_db(state);
	begin(c);
	struct source a = place_one(c, &one), b = place_one(c, &two);
	assert_false(str_same(a.title, b.title));
	assert_sound(c);
}

static void test_one_library__is_asked_before_its_records_join(void **state)
{
	static const struct made twice = {
		1, "a2", "Абай жолы роман", "Әуезов, Мұхтар", "1980", "496 б.", ""
	};
	struct ctx *c = unit_db(state);
	struct cluster_pair_list waiting;
	int64_t n;
	begin(c);
	struct source a = place_one(c, &abai1), b = place_one(c, &twice);
	assert_false(str_same(a.title, b.title));
	unit_ok(c, cluster_queue(c, -1, 10, &waiting));
	assert_int_equal(waiting.n, 1);
	assert_int_equal(waiting.at[0].result.verdict, MATCH_DOUBT);
	unit_ok(c, cluster_answer(c, a.id, b.id, CLUSTER_SAME, 7, STR("two copies")));
	assert_true(str_same(title_now(c, a.id), title_now(c, b.id)));
	unit_ok(c, cluster_queue_count(c, &n));
	assert_int_equal(n, 0);
	assert_sound(c);
}

/* Order */

enum { MANY = 9 };
static const struct made many[MANY] = {
	{ 1, "1", "Абай жолы роман", "Әуезов, Мұхтар", "1980", "496 б.", "9785123456784" },
	{ 2, "2", "Абай жолы роман", "Әуезов, М.", "1980", "496 б.", "" },
	{ 3, "3", "Абай жолы", "Әуезов, Мұхтар", "1980", "495 б.", "9785123456784" },
	{ 4, "4", "Абай жолы. 2-кітап", "Әуезов, Мұхтар", "1980", "496 б.", "" },
	{ 5, "5", "Абай жолы. 1-кітап", "Әуезов, Мұхтар", "1980", "496 б.", "" },
	{ 6, "6", "Көшпенділер тарихи трилогия", "Есенберлин, Ілияс", "1986", "680 б.", "" },
	{ 1, "7", "Көшпенділер тарихи трилогия", "Есенберлин, Ілияс", "1986", "680 б.", "" },
	{ 1, "8", "Көшпенділер тарихи трилогия", "Есенберлин, Ілияс", "1986", "680 б.", "" },
	{ 2, "9", "Көшпенділер тарихи трилогия", "Есенберлин, Ілияс", "1989", "680 б.", "" },
};

/* "1=2 3 …": for each record the first that shares its title. */
static struct str grouping(struct ctx *c, const int64_t ids[MANY])
{
	struct buf b;
	buf_init(&b, c->mem, 0);
	for (int i = 0; i < MANY; i++) {
		int k = 0;
		while (!str_same(title_now(c, ids[k]), title_now(c, ids[i])))
			k++;
		buf_print(&b, "%d ", k);
	}
	return buf_str(&b);
}

static void forget_all(struct ctx *c)
{
	unit_ok(c,
		unit_db_run(c, "DELETE FROM pair; DELETE FROM source_key; DELETE FROM title_moved;"
			       "DELETE FROM source; DELETE FROM title"));
}

static void test_order_of_arrival__does_not_matter(void **state)
{
	struct ctx *c = unit_db(state);
	struct str first = STR(""), heads[MANY];
	unsigned seed = 12345;
	begin(c);
	for (int turn = 0; turn < 12; turn++) {
		int order[MANY];
		int64_t ids[MANY];
		for (int i = 0; i < MANY; i++)
			order[i] = i;
		for (int i = MANY - 1; turn && i > 0; i--) {
			seed = seed * 1103515245 + 12345;
			int k = (int)(seed >> 16) % (i + 1), t = order[i];
			order[i] = order[k];
			order[k] = t;
		}
		/* all of one moment, so that the title's id does not tell who was first */
		for (int i = 0; i < MANY; i++)
			ids[order[i]] = place_in(c, NULL, &many[order[i]], 5000).id;
		struct str groups = grouping(c, ids);
		for (int i = 0; i < MANY; i++) {
			struct str now = title_now(c, ids[i]);
			if (turn)
				assert_true(str_same(now, heads[i]));
			heads[i] = now;
		}
		if (turn)
			assert_string_equal(groups.s, first.s);
		first = groups;
		assert_sound(c);
		forget_all(c);
	}
	/* the first two are one; volumes are with nobody; of one library's two, one waits to be asked */
	assert_true(str_starts(first, "0 0 "));
	assert_true(str_find(first, STR(" 3 4 5 5 7 8 ")) < first.n);
}

/* Leaving */

static void test_withdrawing__takes_a_record_out_and_leads_on(void **state)
{
	struct ctx *c = unit_db(state);
	struct str now;
	struct title t;
	begin(c);
	struct source a = place_one(c, &abai1), b = place_one(c, &abai2);
	struct str head = a.title;
	unit_ok(c,
		db_begin(c) && source_withdraw(c, a.id, 0) && cluster_leave(c, &a) && db_commit(c));
	assert_true(str_same(title_now(c, b.id), b.own));
	unit_ok(c, cluster_moved(c, head, &now));
	assert_true(str_same(now, b.own));
	assert_false(title_get(c, head, &t));
	err_clear(c);
	unit_ok(c, title_get(c, b.own, &t));
	assert_str(t.holders, "2");
	assert_sound(c);
	unit_ok(c, db_begin(c) && source_get(c, b.id, &b) && source_withdraw(c, b.id, 0) &&
			   cluster_leave(c, &b) && db_commit(c));
	assert_false(cluster_moved(c, head, &now));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	err_clear(c);
	assert_sound(c);
	/* and comes again */
	struct source again = place_one(c, &abai1);
	assert_int_equal(again.id, a.id);
	assert_true(str_same(again.title, head));
	assert_sound(c);
}

static void test_new_version__finds_another_place(void **state)
{
	static const struct made mended = {
		2, "b1", "Көшпенділер тарихи трилогия", "Есенберлин, Ілияс", "1986", "680 б.", ""
	};
	static const struct made its = {
		1, "a9", "Көшпенділер тарихи трилогия", "Есенберлин, Ілияс", "1986", "680 б.", ""
	};
	struct ctx *c = unit_db(state);
	struct source_version_list v;
	begin(c);
	struct source a = place_one(c, &abai1), b = place_one(c, &abai2), d = place_one(c, &its);
	assert_true(str_same(a.title, b.title));
	b = place_one(c, &mended);
	assert_int_equal(b.version, 2);
	assert_true(str_same(b.title, title_now(c, d.id)));
	assert_false(str_same(b.title, title_now(c, a.id)));
	unit_ok(c, source_versions(c, b.id, &v));
	assert_int_equal(v.n, 2);
	assert_sound(c);
}

/* By hand */

static void test_split__is_remembered(void **state)
{
	struct ctx *c = unit_db(state);
	int64_t sources, titles;
	begin(c);
	struct source a = place_one(c, &abai1), b = place_one(c, &abai2), d = place_one(c, &abai3);
	struct str head = a.title;
	assert_true(str_same(d.title, head));
	unit_ok(c, cluster_split(c, b.id, 7, STR("another printing")));
	assert_false(str_same(title_now(c, b.id), head));
	assert_true(str_same(title_now(c, d.id), head));
	assert_sound(c);
	unit_ok(c, cluster_rebuild(c, &sources, &titles));
	assert_int_equal(sources, 3);
	assert_int_equal(titles, 2);
	assert_false(str_same(title_now(c, b.id), head));
	assert_true(str_same(title_now(c, d.id), head));
	assert_sound(c);
	unit_ok(c, cluster_join(c, head, title_now(c, b.id), 7, STR("no, it is the same")));
	assert_true(str_same(title_now(c, b.id), head));
	unit_ok(c, cluster_rebuild(c, &sources, &titles));
	assert_int_equal(titles, 1);
	assert_sound(c);
}

static void test_join__holds_what_the_rules_would_part(void **state)
{
	struct ctx *c = unit_db(state);
	int64_t sources, titles;
	struct str now;
	begin(c);
	struct source a = place_one(c, &abai1), b = place_one(c, &other);
	unit_ok(c, cluster_join(c, a.title, b.title, 7, STR("bound together")));
	assert_true(str_same(title_now(c, b.id), a.title));
	unit_ok(c, cluster_moved(c, b.own, &now));
	assert_true(str_same(now, a.title));
	unit_ok(c, cluster_rebuild(c, &sources, &titles));
	assert_int_equal(titles, 1);
	/* another record of one of them does not come between them */
	struct source d = place_one(c, &abai3);
	assert_true(str_same(title_now(c, b.id), title_now(c, a.id)));
	assert_true(d.title.n > 0);
	assert_sound(c);
}

static void test_answers__must_not_contradict(void **state)
{
	struct ctx *c = unit_db(state);
	begin(c);
	struct source a = place_one(c, &abai1), b = place_one(c, &abai2), d = place_one(c, &abai3);
	unit_ok(c, cluster_answer(c, a.id, b.id, CLUSTER_SAME, 7, STR("")));
	unit_ok(c, cluster_answer(c, b.id, d.id, CLUSTER_SAME, 7, STR("")));
	assert_false(cluster_answer(c, a.id, d.id, CLUSTER_OTHER, 7, STR("")));
	assert_int_equal(c->err.kind, ERR_CONFLICT);
	err_clear(c);
	assert_true(str_same(title_now(c, a.id), title_now(c, d.id)));
	unit_ok(c, cluster_answer(c, b.id, d.id, CLUSTER_OTHER, 7, STR("changed my mind")));
	assert_false(str_same(title_now(c, b.id), title_now(c, d.id)));
	assert_false(cluster_answer(c, a.id, 99999, CLUSTER_SAME, 7, STR("")));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	err_clear(c);
	assert_sound(c);
}

static void test_documents__go_where_their_record_goes(void **state)
{
	struct ctx *c = unit_db(state);
	struct document got;
	begin(c);
	struct source a = place_one(c, &abai1), b = place_one(c, &abai2);
	struct str digest = store_digest(c->mem, STR("a scan"));
	struct document d = { .id = catalog_id_of(c->mem, digest),
			      .title = b.title,
			      .kind = STR("pdf"),
			      .mime = STR("application/pdf"),
			      .file_name = STR("abai.pdf"),
			      .partner = 2,
			      .source = b.id };
	unit_ok(c, db_begin(c) && document_add(c, &d, NULL) && db_commit(c));
	unit_ok(c, cluster_split(c, b.id, 7, STR("")));
	unit_ok(c, document_get(c, d.id, &got));
	assert_true(str_same(got.title, title_now(c, b.id)));
	assert_false(str_same(got.title, title_now(c, a.id)));
	assert_int_equal(got.source, b.id);
	assert_sound(c);
}

/* Around */

static void test_a_record_not_kept__sees_what_it_would_meet(void **state)
{
	struct ctx *c = unit_db(state);
	struct cluster_alike_list list;
	struct record r = record_of(c, &abai3);
	begin(c);
	struct source a = place_one(c, &abai1);
	place_one(c, &abai2);
	place_one(c, &other);
	unit_ok(c, cluster_alike(c, &r, 5, &list));
	assert_int_equal(list.n, 1);
	assert_true(str_same(list.at[0].title, a.title));
	assert_int_equal(list.at[0].result.verdict, MATCH_YES);
}

/* Keys that a killed run had only in its memory are found by the next one. */
static void test_a_killed_run__leaves_nothing_unmet(void **state)
{
	struct ctx *c = unit_db(state);
	struct cluster_run *run;
	int64_t faults;
	begin(c);
	unit_ok(c, cluster_run_begin(c, 10, &run));
	struct source a = place_in(c, run, &abai1, 10);
	unit_ok(c, cluster_check(c, NULL, NULL, &faults));
	assert_int_equal(faults, 1);
	unit_ok(c, cluster_run_begin(c, 10, &run));
	struct source b = place_in(c, run, &abai2, 11);
	assert_true(str_same(a.title, b.title));
	unit_ok(c, cluster_run_end(c, run));
	assert_sound(c);
}

static void test_check__finds_what_is_wrong(void **state)
{
	struct ctx *c = unit_db(state);
	int64_t faults;
	begin(c);
	place_one(c, &abai1);
	place_one(c, &abai2);
	place_one(c, &other);
	assert_sound(c);
	unit_ok(c, unit_db_run(c, "UPDATE title SET holders = '5' WHERE holders = '1 2'"));
	unit_ok(c, unit_db_run(c, "UPDATE source SET title = '' WHERE local = 'b2'"));
	unit_ok(c, cluster_check(c, NULL, NULL, &faults));
	assert_int_equal(faults, 3); /* holders, a record without title, a title without record */
	int64_t sources, titles;
	unit_ok(c, cluster_rebuild(c, &sources, &titles));
	assert_sound(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_BOTH(test_records_of_one_edition__are_one_title),
		ON_BOTH(test_volumes__stay_apart),
		ON_BOTH(test_one_library__is_asked_before_its_records_join),
		ON_BOTH(test_order_of_arrival__does_not_matter),
		ON_BOTH(test_withdrawing__takes_a_record_out_and_leads_on),
		ON_BOTH(test_new_version__finds_another_place),
		ON_BOTH(test_split__is_remembered),
		ON_BOTH(test_join__holds_what_the_rules_would_part),
		ON_BOTH(test_answers__must_not_contradict),
		ON_BOTH(test_documents__go_where_their_record_goes),
		ON_BOTH(test_a_record_not_kept__sees_what_it_would_meet),
		ON_BOTH(test_a_killed_run__leaves_nothing_unmet),
		ON_BOTH(test_check__finds_what_is_wrong),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
