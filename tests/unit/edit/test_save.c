/* Shared cataloguing as it is kept, on both engines: taken, saved, collided, taken back, withdrawn. */
#include "db/unit_db.h"
#include "edit/edit_int.h"

static const char abai[] = "LDR 00000nam#a2200000#i#4500\n"
			   "001 b-17\n"
			   "008 900101s1977####kz############000#0#kaz##\n"
			   "020 ## $a 9965-03-225-0\n"
			   "100 1# $a Әуезов, Мұхтар $d 1897-1961\n"
			   "245 10 $a Абай жолы $b роман-эпопея $c Мұхтар Әуезов\n"
			   "264 #1 $a Алматы $b Жазушы $c 1977\n"
			   "852 ## $a b $h 84 Қ\n";

struct house { /* two libraries, their cataloguers, a reader and the office */
	struct ctx *c;
	int64_t a, b;
	struct account ann, ben, reader, office;
};

static int64_t library(struct ctx *c, const char *code)
{
	int64_t id;
	struct partner p = { .code = str_of(code), .name = { str_of(code) } };
	unit_ok(c, partner_add(c, &p, &id));
	return id;
}

static struct account person(struct ctx *c, const char *login, int64_t partner,
			     enum account_role role)
{
	struct account a = {
		.login = str_of(login), .name = str_of(login), .partner = partner, .role = role
	};
	unit_ok(c, account_add(c, &a, STR_NONE));
	return a;
}

static struct house house_of(void **state)
{
	struct house h = { .c = unit_db(state) };
	h.a = library(h.c, "liba");
	h.b = library(h.c, "libb");
	h.ann = person(h.c, "ann", h.a, ROLE_CATALOGUER);
	h.ben = person(h.c, "ben", h.b, ROLE_CATALOGUER);
	h.reader = person(h.c, "reader", h.a, ROLE_READER);
	h.office = person(h.c, "office", 0, ROLE_ADMINISTRATOR);
	return h;
}

static struct marc record(struct ctx *c, const char *lines)
{
	struct marc m;
	unit_ok(c, edit_parse(c, str_of(lines), MARC_21, &m));
	return m;
}

/* A record as library B sent it. */
static struct source sent(struct house *h, const char *lines)
{
	struct ctx *c = h->c;
	struct marc m = record(c, lines);
	struct record r = { 0 };
	struct buf raw;
	struct str title;
	enum source_change change;
	buf_init(&raw, c->mem, 0);
	unit_ok(c, marc_write_iso2709(c, &m, &raw, NULL));
	struct source s = { .partner = h->b,
			    .local = marc_value(&m, "001", 0),
			    .raw = buf_str(&raw),
			    .format = STR("iso2709"),
			    .dialect = STR("marc21"),
			    .encoding = STR("utf-8") };
	record_of_marc(c->mem, &m, &r);
	unit_ok(c, db_begin(c));
	unit_ok(c, source_put(c, &s, STR(""), &change));
	unit_ok(c, cluster_place(c, &s, &r, &title));
	unit_ok(c, db_commit(c));
	unit_ok(c, source_get(c, s.id, &s));
	return s;
}

/* Ann's own record, taken from that of B. */
static struct source taken(struct house *h, const struct source *from, struct marc *m)
{
	struct source s;
	struct marc theirs;
	unit_ok(h->c, edit_marc(h->c, from, &theirs));
	unit_ok(h->c, edit_taken(h->c, &theirs, STR("libb"), MARC_21, m));
	struct edit_change e = { .beside = from->id, .marc = m, .note = STR("taken") };
	unit_ok(h->c, edit_save(h->c, &h->ann, &e, &s));
	return s;
}

/* Both in one title, whichever of their ids it has. */
static void assert_together(struct house *h, const struct source *a, const struct source *b)
{
	struct source now_a, now_b;
	unit_ok(h->c, source_get(h->c, a->id, &now_a));
	unit_ok(h->c, source_get(h->c, b->id, &now_b));
	assert_true(now_a.title.n > 0);
	assert_str(now_a.title, str_z(h->c->mem, now_b.title));
}

static void set_title(struct ctx *c, struct marc *m, const char *title)
{
	for (size_t i = 0; i < m->n; i++)
		if (!strcmp(m->fields[i].tag, "245"))
			m->fields[i].subs[0].value = str_of(title);
}

static struct source saved(struct house *h, const struct account *who, const struct source *s,
			   const char *title)
{
	struct source now;
	struct marc m;
	unit_ok(h->c, edit_marc(h->c, s, &m));
	set_title(h->c, &m, title);
	struct edit_change e = { .source = s->id, .version = s->version, .marc = &m };
	unit_ok(h->c, edit_save(h->c, who, &e, &now));
	return now;
}

static struct str title_name(struct ctx *c, struct str id)
{
	struct title t;
	unit_ok(c, title_get(c, id, &t));
	return t.name;
}

static void test_taken_record__stands_beside_and_is_believed(void **state)
{
	struct house h = house_of(state);
	struct marc m, again;
	struct source theirs = sent(&h, abai), s = taken(&h, &theirs, &m);
	assert_true(s.by_hand);
	assert_int_equal(s.version, 1);
	assert_int_equal(s.partner, h.a);
	assert_true(str_starts(s.local, "k-"));
	assert_together(&h, &s, &theirs);
	unit_ok(h.c, edit_marc(h.c, &s, &again));
	assert_true(str_same(marc_value(&again, "001", 0), s.local));
	assert_str(marc_value(&again, "035", 'a'), "(libb)b-17");
	assert_null(marc_field(&again, "852")); /* their copies stay theirs */
	s = saved(&h, &h.ann, &s, "Абай жолы, мендеген");
	assert_int_equal(s.version, 2);
	assert_true(str_starts(title_name(h.c, s.title), "Абай жолы, мендеген"));
	/* and B sees what it sent as it sent it */
	unit_ok(h.c, source_get(h.c, theirs.id, &theirs));
	assert_int_equal(theirs.version, 1);
	assert_together(&h, &s, &theirs);
}

/* Even where the rules would part them: another volume is another edition. */
static void test_taken_record__stays_in_its_title_whatever_it_becomes(void **state)
{
	struct house h = house_of(state);
	struct marc m;
	struct source theirs = sent(&h, abai), s = taken(&h, &theirs, &m);
	s = saved(&h, &h.ann, &s, "Қан мен тер, 3-том");
	assert_together(&h, &s, &theirs);
}

static void test_save__that_changes_nothing_makes_no_version(void **state)
{
	struct house h = house_of(state);
	struct marc m, now;
	struct source theirs = sent(&h, abai), s = taken(&h, &theirs, &m), after;
	unit_ok(h.c, edit_marc(h.c, &s, &now));
	struct marc_field *f = marc_add(h.c->mem, &now, "500", ' ', ' ');
	marc_add_sub(h.c->mem, f, 'a', STR(" ")); /* an empty row of the form */
	struct edit_change e = { .source = s.id, .version = 1, .marc = &now };
	unit_ok(h.c, edit_save(h.c, &h.ann, &e, &after));
	assert_int_equal(after.version, 1);
}

static void test_two_editors__never_overwrite_one_another(void **state)
{
	struct house h = house_of(state);
	struct marc m, mine;
	struct source theirs = sent(&h, abai), s = taken(&h, &theirs, &m), now;
	unit_ok(h.c, edit_marc(h.c, &s, &mine));
	saved(&h, &h.office, &s, "Первая правка");
	set_title(h.c, &mine, "Вторая правка");
	struct edit_change e = { .source = s.id, .version = s.version, .marc = &mine };
	assert_false(edit_save(h.c, &h.ann, &e, &now));
	assert_int_equal(h.c->err.kind, ERR_CONFLICT);
	assert_false(db_in_transaction(h.c));
	unit_ok(h.c, source_get(h.c, s.id, &now));
	assert_int_equal(now.version, 2);
	e.version = 2; /* having seen the other's */
	unit_ok(h.c, edit_save(h.c, &h.ann, &e, &now));
	assert_int_equal(now.version, 3);
	assert_int_equal(now.account, h.ann.id);
}

static int save_at_once(struct ctx *c, void *arg, int i)
{
	const struct source *s = arg;
	struct account who;
	struct source now;
	struct marc m;
	if (!account_by_login(c, STR("ann"), &who) || !edit_marc(c, s, &m))
		return 50;
	set_title(c, &m, str_print(c->mem, "Правка %d", i).s);
	struct edit_change e = { .source = s->id, .version = 1, .marc = &m };
	return edit_save(c, &who, &e, &now) ? 1 : c->err.kind == ERR_CONFLICT ? 0 : 50;
}

static void test_many_editors__one_of_them_saves(void **state)
{
	struct house h = house_of(state);
	struct marc m;
	struct source theirs = sent(&h, abai), s = taken(&h, &theirs, &m);
	struct source_version_list list;
	assert_int_equal(unit_db_processes(4, save_at_once, &s), 1);
	unit_ok(h.c, source_versions(h.c, s.id, &list));
	assert_int_equal(list.n, 2);
}

static void test_versions__tell_author_and_difference_and_are_taken_back(void **state)
{
	struct house h = house_of(state);
	struct marc m, first, third;
	struct source theirs = sent(&h, abai), s = taken(&h, &theirs, &m);
	struct source_version_list list;
	struct edit_difference d;
	s = saved(&h, &h.office, &s, "Бұзылған");
	unit_ok(h.c, edit_take_back(h.c, &h.ann, s.id, s.version, 1, &s));
	assert_int_equal(s.version, 3);
	unit_ok(h.c, source_versions(h.c, s.id, &list));
	assert_int_equal(list.n, 3);
	assert_int_equal(list.at[1].account, h.office.id);
	assert_int_equal(list.at[2].account, h.ann.id);
	assert_str(list.at[2].note, "back to version 1");
	unit_ok(h.c, edit_version_marc(h.c, &list.at[0], &first));
	unit_ok(h.c, edit_version_marc(h.c, &list.at[2], &third));
	first.leader[5] = third.leader[5]; /* "corrected" */
	assert_true(edit_same(h.c->mem, &first, &third));
	unit_ok(h.c, edit_differ(h.c, &first, &third, &d));
	for (size_t i = 0; i < d.n; i++)
		assert_true(d.at[i].sign == EDIT_KEPT || str_starts(d.at[i].text, "005 "));
	assert_false(edit_take_back(h.c, &h.ann, s.id, s.version, 9, &s));
	assert_int_equal(h.c->err.kind, ERR_ABSENT);
}

static void test_withdrawn_record__can_be_taken_back(void **state)
{
	struct house h = house_of(state);
	struct marc m = record(h.c, abai);
	struct source s;
	struct edit_change e = { .marc = &m };
	struct title t;
	unit_ok(h.c, edit_save(h.c, &h.ann, &e, &s));
	struct str title = s.title;
	assert_false(edit_withdraw(h.c, &h.ann, s.id, 1, STR(" "), &s));
	assert_int_equal(h.c->err.kind, ERR_INVALID);
	unit_ok(h.c, edit_withdraw(h.c, &h.ann, s.id, 1, STR("қате жазба"), &s));
	assert_int_equal(s.state, SOURCE_WITHDRAWN);
	assert_int_equal(s.version, 2);
	assert_false(title_get(h.c, title, &t));
	unit_ok(h.c, edit_take_back(h.c, &h.ann, s.id, 2, 1, &s));
	assert_int_equal(s.state, SOURCE_LIVE);
	assert_true(str_starts(title_name(h.c, s.title), "Абай жолы"));
}

static void test_rights__are_asked(void **state)
{
	struct house h = house_of(state);
	struct marc m, now;
	struct source theirs = sent(&h, abai), s = taken(&h, &theirs, &m), ret;
	const struct account *const not [] = { &h.ben, &h.reader, &(struct account){ 0 } };
	unit_ok(h.c, edit_marc(h.c, &s, &now));
	set_title(h.c, &now, "Бөтен");
	struct edit_change e = { .source = s.id, .version = 1, .marc = &now };
	for (size_t i = 0; i < COUNT_OF(not ); i++) {
		assert_false(edit_save(h.c, not [i], &e, &ret));
		assert_int_equal(h.c->err.kind, ERR_DENIED);
		assert_false(edit_withdraw(h.c, not [i], s.id, 1, STR("x"), &ret));
		assert_int_equal(h.c->err.kind, ERR_DENIED);
	}
	/* what a library sent stays as it came, for everybody */
	e.source = theirs.id;
	assert_false(edit_save(h.c, &h.office, &e, &ret));
	assert_int_equal(h.c->err.kind, ERR_DENIED);
	/* the office makes records for a library it names */
	e = (struct edit_change){ .marc = &m };
	assert_false(edit_save(h.c, &h.office, &e, &ret));
	assert_int_equal(h.c->err.kind, ERR_INVALID);
	e.partner = h.b;
	unit_ok(h.c, edit_save(h.c, &h.office, &e, &ret));
	assert_int_equal(ret.partner, h.b);
}

static void test_save__refuses_what_is_no_record(void **state)
{
	struct house h = house_of(state);
	struct source s;
	struct marc m = record(h.c, "500 ## $a Только примечание\n");
	struct edit_change e = { .marc = &m };
	assert_false(edit_save(h.c, &h.ann, &e, &s));
	assert_int_equal(h.c->err.kind, ERR_INVALID);
}

static void test_holding__makes_its_library_a_holder(void **state)
{
	struct house h = house_of(state);
	struct source theirs = sent(&h, abai);
	struct title t;
	struct holding mine = { .partner = h.a, .call_number = STR("84(5Қаз)"), .copies = 2 };
	unit_ok(h.c, edit_holding_put(h.c, &h.ann, theirs.title, &mine));
	unit_ok(h.c, title_get(h.c, theirs.title, &t));
	assert_str(t.holders, str_print(h.c->mem, "%lld %lld", (long long)h.a, (long long)h.b).s);
	mine.copies = 3;
	unit_ok(h.c, edit_holding_put(h.c, &h.ann, theirs.title, &mine));
	assert_false(edit_holding_put(h.c, &h.ben, theirs.title, &mine));
	assert_int_equal(h.c->err.kind, ERR_DENIED);
	assert_false(edit_holding_remove(h.c, &h.ben, theirs.title, mine.id));
	mine.link = STR("javascript:alert(1)");
	assert_false(edit_holding_put(h.c, &h.ann, theirs.title, &mine));
	assert_int_equal(h.c->err.kind, ERR_INVALID);
	unit_ok(h.c, edit_holding_remove(h.c, &h.ann, theirs.title, mine.id));
	unit_ok(h.c, title_get(h.c, theirs.title, &t));
	assert_str(t.holders, str_print(h.c->mem, "%lld", (long long)h.b).s);
}

static void test_latest__are_our_own(void **state)
{
	struct house h = house_of(state);
	struct source_list list;
	struct marc m;
	struct source theirs = sent(&h, abai), s = taken(&h, &theirs, &m);
	unit_ok(h.c, edit_latest(h.c, h.a, 10, &list));
	assert_int_equal(list.n, 1);
	assert_int_equal(list.at[0].id, s.id);
	unit_ok(h.c, edit_latest(h.c, h.b, 10, &list));
	assert_int_equal(list.n, 0);
	unit_ok(h.c, edit_latest(h.c, 0, 10, &list));
	assert_int_equal(list.n, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_BOTH(test_taken_record__stands_beside_and_is_believed),
		ON_BOTH(test_taken_record__stays_in_its_title_whatever_it_becomes),
		ON_BOTH(test_save__that_changes_nothing_makes_no_version),
		ON_BOTH(test_two_editors__never_overwrite_one_another),
		ON_BOTH(test_many_editors__one_of_them_saves),
		ON_BOTH(test_versions__tell_author_and_difference_and_are_taken_back),
		ON_BOTH(test_withdrawn_record__can_be_taken_back),
		ON_BOTH(test_rights__are_asked),
		ON_BOTH(test_save__refuses_what_is_no_record),
		ON_BOTH(test_holding__makes_its_library_a_holder),
		ON_BOTH(test_latest__are_our_own),
	};
	return cmocka_run_group_tests_name("edit: save", tests, NULL, NULL);
}
