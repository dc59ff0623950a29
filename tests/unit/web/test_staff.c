/* The staff's pages: the queue and its answers, imports, titles of several records, people; lists. */
#include "ask.h"
#include "db/db.h"
#include "web/staff.h"

int web_staff_tests(void);

static int64_t partners_of[3], cataloguers[3];

/* -- a small union catalogue ------------------------------------------------------------------------ */

static void add_partner(size_t i, const char *code, const char *name)
{
	struct ctx *c = &worker.c;
	struct partner p = { .code = str_of(code), .name[3] = str_of(name) };
	struct account a = { .login = str_of(code), .name = str_of(code), .role = ROLE_CATALOGUER };
	unit_ok(c, partner_add(c, &p, &partners_of[i]));
	a.partner = partners_of[i];
	unit_ok(c, account_add(c, &a, STR_NONE));
	cataloguers[i] = a.id;
}

static int begin(void **state)
{
	if (ask_begin(state))
		return 1;
	add_partner(0, "lib-a", "Library of A");
	add_partner(1, "lib-b", "Library of B");
	add_partner(2, "lib-c", "Library of C");
	return 0;
}

static int64_t add_source(size_t partner, const char *local, const char *title, const char *date)
{
	struct ctx *c = &worker.c;
	struct record x = { .raw_format = "json", .extension = "json" };
	struct str at;
	enum source_change change;
	record_add(c->mem, &x, RECORD_TITLE, str_of(title));
	record_add(c->mem, &x, RECORD_DATE, str_of(date));
	struct source s = { .partner = partners_of[partner],
			    .local = str_of(local),
			    .raw = record_to_json(c->mem, &x),
			    .format = STR("json"),
			    .dialect = STR(""),
			    .encoding = STR("utf-8") };
	unit_ok(c, db_begin(c));
	unit_ok(c, source_put(c, &s, STR(""), &change));
	unit_ok(c, cluster_place(c, &s, &x, &at));
	unit_ok(c, db_commit(c));
	return s.id;
}

static void doubt(int64_t a, int64_t b)
{
	static const struct sql pair = {
		"test_doubt",
		"INSERT INTO pair (a, b, verdict, score, reasons, rules, answer, account, at, why)"
		" VALUES (?, ?, 1, 55, '', 1, 0, 0, 0, '') ON CONFLICT (a, b) DO UPDATE SET"
		" verdict = 1, score = 55, answer = 0",
		NULL
	};
	struct stmt *q = db_query(&worker.c, &pair);
	db_bind_int(q, a);
	db_bind_int(q, b);
	unit_ok(&worker.c, db_run(q, NULL));
}

static struct str title_of(int64_t source)
{
	struct source s;
	unit_ok(&worker.c, source_get(&worker.c, source, &s));
	return s.title;
}

static struct answer answer_pair(int64_t account, int64_t a, int64_t b, const char *word)
{
	struct arena *mem = worker.c.mem;
	const struct http_pair fields[] = { { STR("a"), str_print(mem, "%lld", (long long)a) },
					    { STR("b"), str_print(mem, "%lld", (long long)b) },
					    { STR("why"), STR("seen on the shelf") },
					    { STR("answer"), str_of(word) } };
	return send_form(account, "/staff/queue", fields, COUNT_OF(fields));
}

/* -- the queue -------------------------------------------------------------------------------------- */

static void test_queue__shows_both_records_with_what_differs(void **state)
{
	int64_t a = add_source(0, "1", "Қозы Көрпеш <b>Баян</b> Сұлу", "1936");
	int64_t b = add_source(1, "2", "Қозы Көрпеш", "1963");
	doubt(a, b);
	struct answer page = ask(WEB_GET, "/staff/queue",
				 (struct asked){ .account = people[ROLE_CATALOGUER] });
	assert_int_equal(page.r.status, 200);
	assert_true(holds(page.r.body, "Library of A"));
	assert_true(holds(page.r.body, "Library of B"));
	assert_true(holds(page.r.body, "Қозы Көрпеш <mark>&lt;b&gt;Баян&lt;/b&gt; Сұлу</mark>"));
	assert_true(holds(page.r.body, "<mark>1936</mark>"));
	assert_true(holds(page.r.body, "data-key=\"s\""));
	/* another library sees them, and does not answer */
	page = ask(WEB_GET,
		   str_print(worker.c.mem, "/staff/queue/%lld/%lld", (long long)a, (long long)b).s,
		   (struct asked){ .account = cataloguers[2] });
	assert_int_equal(page.r.status, 200);
	assert_false(holds(page.r.body, "data-key=\"s\""));
	assert_int_equal(answer_pair(cataloguers[2], a, b, "same").r.status, 403);
	assert_false(str_same(title_of(a), title_of(b)));
}

static void test_answer__joins_is_remembered_and_taken_back(void **state)
{
	int64_t a = add_source(0, "3", "Ботагөз", "1938"),
		b = add_source(1, "4", "Ботакоз", "1949");
	struct cluster_pair p;
	doubt(a, b);
	struct answer done = answer_pair(cataloguers[1], a, b, "same");
	assert_int_equal(done.r.status, 303);
	assert_non_null(strstr(location(&done), "told=same"));
	assert_true(str_same(title_of(a), title_of(b)));
	unit_ok(&worker.c, cluster_pair_get(&worker.c, a, b, &p));
	assert_int_equal(p.answer, CLUSTER_SAME);
	assert_int_equal(p.account, cataloguers[1]);
	assert_str(p.why, "seen on the shelf");
	struct answer page = ask(WEB_GET, location(&done),
				 (struct asked){ .account = cataloguers[1] });
	assert_true(holds(page.r.body, "data-key=\"u\""));
	assert_true(holds(page.r.body, "lib-b ·")); /* who decided */
	done = answer_pair(cataloguers[1], a, b, "undo");
	assert_int_equal(done.r.status, 303);
	assert_false(str_same(title_of(a), title_of(b)));
	assert_int_equal(answer_pair(cataloguers[1], a, b, "nonsense").r.status, 400);
	assert_int_equal(answer_pair(cataloguers[1], 0, b, "same").r.status, 400);
}

static void test_compare__marks_words_not_signs(void **state)
{
	struct ctx *c = &worker.c;
	struct web_request r = { .c = c };
	struct record a = { 0 }, b = { 0 };
	record_add(c->mem, &a, RECORD_PUBLISHER, STR("Алматы : Жазушы, 1990."));
	record_add(c->mem, &b, RECORD_PUBLISHER, STR("[алматы] Жазушы 1991"));
	record_add(c->mem, &a, RECORD_EXTENT, STR("320 б."));
	record_add(c->mem, &b, RECORD_EXTENT, STR("320 Б"));
	record_add(c->mem, &b, RECORD_NOTE, STR("a < b"));
	struct view_compared_list list = compare_records(&r, &a, &b);
	assert_int_equal(list.n, 3);
	assert_str(list.at[0].a.s, "Алматы : Жазушы, <mark>1990.</mark>");
	assert_str(list.at[0].b.s, "[алматы] Жазушы <mark>1991</mark>");
	assert_true(list.at[0].differs);
	assert_false(list.at[1].differs);
	assert_true(list.at[2].lone);
	assert_str(list.at[2].b.s, "a &lt; b");
}

/* -- titles of several records ---------------------------------------------------------------------- */

static void test_join_and_split__by_hand(void **state)
{
	struct arena *mem = worker.c.mem;
	int64_t a = add_source(0, "5", "Ақ кеме", "1970"),
		b = add_source(1, "6", "Белый пароход", "1970");
	const char *target = str_z(mem,
				   str_print(mem, "/staff/duplicates/%.*s", STR_ARGS(title_of(a))));
	const struct http_pair join[] = {
		{ STR("do"), STR("join") },
		{ STR("other"),
		  str_print(mem, "https://books.example.org/t/%.*s?q=1", STR_ARGS(title_of(b))) },
	};
	const struct http_pair nonsense[] = { { STR("do"), STR("join") },
					      { STR("other"), STR("nonsense") } };
	assert_int_equal(send_form(cataloguers[2], target, join, 2).r.status, 403);
	struct answer refused = send_form(cataloguers[0], target, nonsense, 2);
	assert_int_equal(refused.r.status, 400);
	assert_true(holds(refused.r.body, "class=\"wrong\""));
	assert_int_equal(send_form(cataloguers[0], target, join, 2).r.status, 303);
	assert_true(str_same(title_of(a), title_of(b)));
	struct answer page = ask(WEB_GET, target, (struct asked){ .account = cataloguers[0] });
	assert_true(holds(page.r.body, "Белый пароход"));
	assert_true(holds(page.r.body, "the same edition"));
	const struct http_pair split[] = {
		{ STR("do"), STR("split") },
		{ STR("source"), str_print(mem, "%lld", (long long)b) },
	};
	assert_int_equal(send_form(cataloguers[0], target, split, 2).r.status, 303);
	assert_false(str_same(title_of(a), title_of(b)));
}

/* -- imports ---------------------------------------------------------------------------------------- */

static int64_t add_file(void)
{
	static const char bytes[] = "good\x1d<script>bad\x1e\x1f\x1b\xff\xd2\x9b\xe2\x80\xae\x1d";
	struct ctx *c = &worker.c;
	struct store_draft *draft;
	struct store_note note = { STR("test"), STR("test"), STR("") };
	struct str id = catalog_id_of(c->mem, store_digest(c->mem, STR("file")));
	unit_ok(c, store_draft_new(c, &draft));
	unit_ok(c, store_draft_add_bytes(c, draft, STR("original/a.mrc"),
					 (struct str){ bytes, sizeof bytes - 1 }));
	unit_ok(c, store_create(c, draft, id, &note));
	struct source_file f = { .partner = partners_of[0],
				 .object = id,
				 .path = STR("original/a.mrc"),
				 .name = STR("a.mrc"),
				 .digest = STR("0123"),
				 .size = sizeof bytes - 1,
				 .format = STR("iso2709"),
				 .dialect = STR("rusmarc"),
				 .encoding = STR("cp866"),
				 .begun = 1795300000,
				 .ended = 1795300009,
				 .read = 12345,
				 .set_aside = 1,
				 .mends = STR("length 12\nnonsense 7\n") };
	unit_ok(c, source_file_add(c, &f));
	struct source_aside a = { .file = f.id,
				  .number = 2,
				  .at = 5,
				  .length = sizeof bytes - 6,
				  .reason = STR("there is no such page") };
	unit_ok(c, source_aside_add(c, &a));
	return f.id;
}

static void test_import__is_reported_with_its_bytes_shown_safely(void **state)
{
	struct arena *mem = worker.c.mem;
	int64_t id = add_file();
	const char *target = str_z(mem, str_print(mem, "/staff/imports/%lld", (long long)id));
	struct asked own = { .account = cataloguers[0] }, other = { .account = cataloguers[1] };
	struct answer page = ask(WEB_GET, target, own);
	assert_int_equal(page.r.status, 200);
	assert_true(holds(page.r.body, "12345"));
	assert_true(
		holds(page.r.body, "&lt;script&gt;bad\\x1e\\x1f\\x1b\\xffқ\\xe2\\x80\\xae\\x1d"));
	assert_true(holds(page.r.body, "there is no such page"));
	assert_false(holds(page.r.body, "<script>bad"));
	assert_int_equal(ask(WEB_GET, target, other).r.status, 403);
	page = ask(WEB_GET, str_z(mem, str_print(mem, "%s/aside", target)), own);
	assert_int_equal(page.r.status, 200);
	assert_true(str_starts(page.r.body, "<script>bad\x1e\x1f"));
	assert_string_equal(page.r.type, "application/octet-stream");
	assert_int_equal(page.r.cache, CACHE_NOTHING);
	page = ask(WEB_GET, "/staff/imports", own);
	assert_true(holds(page.r.body, "a.mrc"));
	page = ask(WEB_GET, "/staff/imports", other);
	assert_false(holds(page.r.body, "a.mrc"));
	page = ask(WEB_GET, "/staff", own);
	assert_int_equal(page.r.status, 200);
	assert_true(holds(page.r.body, "a.mrc"));
}

/* -- people ------------------------------------------------------------------------------------------ */

static void test_people__are_invited_within_ones_library(void **state)
{
	struct ctx *c = &worker.c;
	struct account keeper = { .login = STR("keeper"),
				  .name = STR("Keeper"),
				  .partner = partners_of[0],
				  .role = ROLE_ADMINISTRATOR };
	struct account got;
	unit_ok(c, account_add(c, &keeper, STR_NONE));
	const struct http_pair add[] = {
		{ STR("do"), STR("add") },         { STR("login"), STR("newcomer") },
		{ STR("name"), STR("New Comer") }, { STR("role"), STR("administrator") },
		{ STR("partner"), STR("0") },
	};
	struct answer page = send_form(keeper.id, "/staff/people", add, COUNT_OF(add));
	assert_int_equal(page.r.status, 200);
	assert_true(holds(page.r.body, "/join/"));
	unit_ok(c, account_by_login(c, STR("newcomer"), &got));
	assert_int_equal(got.partner, partners_of[0]); /* not the office, whatever the form says */
	assert_true(got.invited);
	struct str id = str_print(c->mem, "%lld", (long long)people[ROLE_READER]);
	const struct http_pair of_office[] = { { STR("do"), STR("close") }, { STR("id"), id } };
	assert_int_equal(send_form(keeper.id, "/staff/people", of_office, 2).r.status, 403);
	id = str_print(c->mem, "%lld", (long long)keeper.id);
	const struct http_pair oneself[] = { { STR("do"), STR("close") }, { STR("id"), id } };
	assert_int_equal(send_form(keeper.id, "/staff/people", oneself, 2).r.status, 409);
	id = str_print(c->mem, "%lld", (long long)got.id);
	const struct http_pair other[] = { { STR("do"), STR("close") }, { STR("id"), id } };
	assert_int_equal(send_form(keeper.id, "/staff/people", other, 2).r.status, 303);
	unit_ok(c, account_get(c, got.id, &got));
	assert_true(got.closed);
}

/* -- lists --------------------------------------------------------------------------------------------- */

static void test_list__is_seen_by_its_owner_until_it_is_shared(void **state)
{
	struct arena *mem = worker.c.mem;
	const struct http_pair add[] = { { STR("title"), ids[OPEN] },
					 { STR("name"), STR("Summer") } };
	struct answer done = send_form(people[ROLE_READER], "/me/lists/add", add, 2);
	assert_int_equal(done.r.status, 303);
	const char *at = str_z(mem, str_upto(str_of(location(&done)),
					     str_find_byte(str_of(location(&done)), '?')));
	struct asked own = { .account = people[ROLE_READER] }, nobody = { 0 },
		     other = { .account = people[ROLE_ADMINISTRATOR] };
	struct answer page = ask(WEB_GET, at, own);
	assert_true(holds(page.r.body, "Summer") && holds(page.r.body, "open"));
	assert_int_equal(ask(WEB_GET, at, nobody).r.status, 404);
	assert_int_equal(ask(WEB_GET, str_print(mem, "%s/save?as=ris", at).s, nobody).r.status,
			 404);
	assert_int_equal(ask(WEB_GET, at, other).r.status, 404);
	const struct http_pair share[] = { { STR("do"), STR("share") } };
	assert_int_equal(send_form(people[ROLE_ADMINISTRATOR], at, share, 1).r.status, 404);
	assert_int_equal(send_form(people[ROLE_READER], at, share, 1).r.status, 303);
	page = ask(WEB_GET, at, nobody);
	assert_int_equal(page.r.status, 200);
	assert_false(holds(page.r.body, "method=\"post\""));
	page = ask(WEB_GET, str_print(mem, "%s/save?as=bibtex", at).s, nobody);
	assert_true(page.r.status == 200 && str_starts(page.r.body, "@"));
	page = ask(WEB_GET, str_print(mem, "%s/save?as=csl", at).s, nobody);
	assert_true(str_starts(page.r.body, "[") && str_ends(str_trim(page.r.body), "]"));
	page = ask(WEB_GET, str_print(mem, "%s/save?as=marcxml", at).s, nobody);
	assert_true(holds(page.r.body, "<record"));
	assert_int_equal(ask(WEB_GET, str_print(mem, "%s/save?as=x", at).s, nobody).r.status, 404);
	const struct http_pair remove[] = { { STR("do"), STR("remove") } };
	assert_int_equal(send_form(people[ROLE_ADMINISTRATOR], at, remove, 1).r.status, 403);
	assert_int_equal(send_form(people[ROLE_READER], at, remove, 1).r.status, 303);
	assert_int_equal(ask(WEB_GET, at, own).r.status, 404);
}

static void test_password__is_changed_by_who_knows_the_old_one(void **state)
{
	struct ctx *c = &worker.c;
	unit_ok(c, account_set_password(c, people[ROLE_READER], STR("an old password")));
	const struct http_pair wrong[] = { { STR("old"), STR("wrong") },
					   { STR("password"), STR("a new password") },
					   { STR("again"), STR("a new password") } };
	const struct http_pair unlike[] = { { STR("old"), STR("an old password") },
					    { STR("password"), STR("a new password") },
					    { STR("again"), STR("another password") } };
	const struct http_pair right[] = { { STR("old"), STR("an old password") },
					   { STR("password"), STR("a new password") },
					   { STR("again"), STR("a new password") } };
	assert_int_equal(send_form(people[ROLE_READER], "/me/password", wrong, 3).r.status, 403);
	assert_int_equal(send_form(people[ROLE_READER], "/me/password", unlike, 3).r.status, 400);
	assert_int_equal(send_form(people[ROLE_READER], "/me/password", right, 3).r.status, 303);
	const struct http_pair enter[] = { { STR("login"), STR("reader") },
					   { STR("password"), STR("a new password") },
					   { STR("to"), STR("//evil.example") } };
	struct answer in = send_form(0, "/enter", enter, 3);
	assert_int_equal(in.r.status, 303);
	assert_string_equal(location(&in), "/?told=entered");
	const struct http_pair not [] = { { STR("login"), STR("reader") },
					  { STR("password"), STR("an old password") } };
	in = send_form(0, "/enter", not, 2);
	assert_int_equal(in.r.status, 403);
	assert_true(holds(in.r.body, "class=\"wrong\""));
	assert_false(holds(in.r.body, "an old password"));
}

int web_staff_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_queue__shows_both_records_with_what_differs),
		cmocka_unit_test(test_answer__joins_is_remembered_and_taken_back),
		cmocka_unit_test(test_compare__marks_words_not_signs),
		cmocka_unit_test(test_join_and_split__by_hand),
		cmocka_unit_test(test_import__is_reported_with_its_bytes_shown_safely),
		cmocka_unit_test(test_people__are_invited_within_ones_library),
		cmocka_unit_test(test_list__is_seen_by_its_owner_until_it_is_shared),
		cmocka_unit_test(test_password__is_changed_by_who_knows_the_old_one),
	};
	return cmocka_run_group_tests_name("the staff's pages", tests, begin, routes_end);
}
