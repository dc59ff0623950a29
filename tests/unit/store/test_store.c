/* The store: coming in, new versions, what a crash leaves, what cannot be. */
#include "unit.h"
#include "store/store_int.h"
#include "tests.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

const struct store_note note = { { "first", sizeof("first") - 1 },
				 { "the tester", sizeof("the tester") - 1 },
				 { "mailto:t@example.org", sizeof("mailto:t@example.org") - 1 } };

struct ctx *begin_store(void)
{
	struct ctx *c = unit_begin();
	unit_ok(c, store_open(c));
	return c;
}

void end_store(struct ctx *c)
{
	store_close(c);
	unit_end(c);
}

char *put_source(struct ctx *c, const char *name, struct str bytes)
{
	char *path = path_join(c->mem, c->dir, name);
	unlink(path);
	unit_ok(c, file_write(c, path, bytes));
	return path;
}

struct store_draft *draft_with(struct ctx *c, const char *logical, const char *text)
{
	struct store_draft *d;
	struct store_file f;
	unit_ok(c, store_draft_new(c, &d));
	unit_ok(c,
		store_draft_add(c, d, str_of(logical), put_source(c, "source", str_of(text)), &f));
	return d;
}

void create(struct ctx *c, const char *id, const char *logical, const char *text)
{
	unit_ok(c, store_create(c, draft_with(c, logical, text), str_of(id), &note));
}

static size_t entries(struct ctx *c, const char *under)
{
	struct file_list in;
	unit_ok(c, folder_list(c, path_join(c->mem, c->dir, under), &in));
	return in.n;
}

static void test_store__keeps_bytes_and_gives_them_back(void **state)
{
	struct ctx *c = begin_store();
	struct store_draft *d;
	struct store_file f;
	unit_ok(c, store_draft_new(c, &d));
	char *from = put_source(c, "керуен.txt", STR("abc"));
	unit_ok(c, store_draft_add(c, d, STR("original/керуен.txt"), from, &f));
	/* FIPS 180-2, appendix C.1 */
	assert_str(f.digest, "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
			     "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
	assert_int_equal(f.size, 3);
	assert_string_equal(store_draft_path(c, d, STR("original/керуен.txt")), f.path.s);
	unit_ok(c, store_draft_add_bytes(c, d, STR("document.json"), STR("{}")));
	assert_false(store_has(c, STR("urn:x:1")));
	unit_ok(c, store_create(c, d, STR("urn:x:1"), &note));
	assert_true(store_has(c, STR("urn:x:1")));
	struct store_object o;
	unit_ok(c, store_get(c, STR("urn:x:1"), &o));
	assert_int_equal(o.version, 1);
	assert_int_equal(o.n_files, 2);
	assert_str(o.files[1].logical, "original/керуен.txt");
	assert_int_equal(o.files[1].size, 3);
	struct str back;
	unit_ok(c, store_read(c, STR("urn:x:1"), STR("original/керуен.txt"), 100, &back));
	assert_str(back, "abc");
	assert_int_equal(entries(c, "incoming"), 0);
	end_store(c);
}

static void test_store_update__adds_and_replaces_in_a_new_version(void **state)
{
	struct ctx *c = begin_store();
	create(c, "urn:x:1", "a.txt", "one");
	struct store_draft *d = draft_with(c, "a.txt", "two");
	unit_ok(c, store_draft_add_bytes(c, d, STR("text/words.tsv"), STR("words")));
	unit_ok(c, store_update(c, d, STR("urn:x:1"), &note));
	struct store_object o;
	struct str back;
	unit_ok(c, store_get(c, STR("urn:x:1"), &o));
	assert_int_equal(o.version, 2);
	assert_int_equal(o.n_files, 2);
	unit_ok(c, store_read(c, STR("urn:x:1"), STR("a.txt"), 100, &back));
	assert_str(back, "two");
	assert_int_equal(entries(c, "incoming"), 0);
	assert_int_equal(count_findings(c), 0);
	end_store(c);
}

static void test_store_update__of_the_same_bytes_makes_no_version(void **state)
{
	struct ctx *c = begin_store();
	struct store_object o;
	create(c, "urn:x:1", "a.txt", "one");
	unit_ok(c, store_update(c, draft_with(c, "a.txt", "one"), STR("urn:x:1"), &note));
	unit_ok(c, store_get(c, STR("urn:x:1"), &o));
	assert_int_equal(o.version, 1);
	assert_int_equal(entries(c, "incoming"), 0);
	end_store(c);
}

static void test_store_update__of_what_is_not_there_is_absent(void **state)
{
	struct ctx *c = begin_store();
	struct store_draft *d = draft_with(c, "a.txt", "one");
	assert_false(store_update(c, d, STR("urn:x:1"), &note));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	store_draft_drop(c, d);
	assert_int_equal(entries(c, "incoming"), 0);
	end_store(c);
}

static void test_store_create__a_second_time_is_a_conflict(void **state)
{
	struct ctx *c = begin_store();
	create(c, "urn:x:1", "a.txt", "one");
	struct store_draft *d = draft_with(c, "a.txt", "other");
	assert_false(store_create(c, d, STR("urn:x:1"), &note));
	assert_int_equal(c->err.kind, ERR_CONFLICT);
	store_draft_drop(c, d);
	assert_int_equal(entries(c, "incoming"), 0);
	assert_int_equal(count_findings(c), 0);
	end_store(c);
}

static int create_in_child(struct ctx *c, const char *id)
{
	struct store_draft *d;
	struct store_file f;
	char *from = path_join(c->mem, c->dir, "source");
	if (!store_draft_new(c, &d) || !store_draft_add(c, d, STR("a"), from, &f))
		return 9;
	if (store_create(c, d, str_of(id), &note))
		return 0;
	int kind = (int)c->err.kind;
	store_draft_drop(c, d);
	return kind;
}

static void test_store_create__of_many_processes_one_wins(void **state)
{
	struct ctx *c = begin_store();
	put_source(c, "source", STR("bytes"));
	for (int round = 0; round < 8; round++) {
		char *id = str_z(c->mem, str_print(c->mem, "urn:x:%d", round));
		pid_t pid[4];
		int won = 0, lost = 0;
		for (int i = 0; i < 4; i++) {
			pid[i] = fork();
			if (pid[i] == 0)
				_exit(create_in_child(c, id));
		}
		for (int i = 0; i < 4; i++) {
			int status;
			assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
			won += WIFEXITED(status) && WEXITSTATUS(status) == 0;
			lost += WIFEXITED(status) && WEXITSTATUS(status) == ERR_CONFLICT;
		}
		assert_int_equal(won, 1);
		assert_int_equal(lost, 3);
	}
	assert_int_equal(entries(c, "incoming"), 0);
	assert_int_equal(count_findings(c), 0);
	end_store(c);
}

static void test_store__keeps_hard_names_under_others(void **state)
{
	struct ctx *c = begin_store();
	struct store_draft *d;
	char longest[400];
	memset(longest, 'x', sizeof(longest));
	struct str names[] = { STR("a\nb"),        STR(".hidden"), { longest, sizeof(longest) },
			       STR("back\\slash"), STR("x"),       STR("renamed/000002") };
	unit_ok(c, store_draft_new(c, &d));
	for (size_t i = 0; i < COUNT_OF(names); i++)
		unit_ok(c, store_draft_add_bytes(c, d, names[i], str_print(c->mem, "text %zu", i)));
	unit_ok(c, store_create(c, d, STR("urn:x:1"), &note));
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct str back;
		unit_ok(c, store_read(c, STR("urn:x:1"), names[i], 100, &back));
		assert_true(str_same(back, str_print(c->mem, "text %zu", i)));
	}
	assert_int_equal(count_findings(c), 0);
	end_store(c);
}

static void test_store_draft__refuses_paths_that_lead_elsewhere(void **state)
{
	struct ctx *c = begin_store();
	struct store_draft *d;
	static const char *const bad[] = { "",     "/a",       "a/",  "../a", "a/../../b",
					   "a//b", "\xff\xfe", "./a", "a/." };
	unit_ok(c, store_draft_new(c, &d));
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		err_clear(c);
		assert_false(store_draft_add_bytes(c, d, str_of(bad[i]), STR("x")));
		assert_int_equal(c->err.kind, ERR_INVALID);
	}
	unit_ok(c, store_draft_add_bytes(c, d, STR("a"), STR("x")));
	assert_false(store_draft_add_bytes(c, d, STR("a"), STR("y")));
	assert_int_equal(c->err.kind, ERR_CONFLICT);
	store_draft_drop(c, d);
	end_store(c);
}

static void test_store_draft__tells_a_source_that_is_not_there(void **state)
{
	struct ctx *c = begin_store();
	struct store_draft *d;
	struct store_file f;
	unit_ok(c, store_draft_new(c, &d));
	assert_false(store_draft_add(c, d, STR("a"), path_join(c->mem, c->dir, "none"), &f));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	assert_false(store_draft_add(c, d, STR("a"), c->dir, &f));
	assert_int_equal(c->err.kind, ERR_INVALID);
	store_draft_drop(c, d);
	end_store(c);
}

/* A file size limit fails a write as a full disc does, for any user. */
static void test_store_draft__says_that_the_disc_is_full(void **state)
{
	struct ctx *c = begin_store();
	struct store_draft *d;
	struct store_file f;
	char *from = put_source(c, "large", (struct str){ arena_take(c->mem, 300000), 300000 });
	struct rlimit before, small;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 100000;
	void (*kept)(int) = signal(SIGXFSZ, SIG_IGN);
	unit_ok(c, store_draft_new(c, &d));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	bool ok = store_draft_add(c, d, STR("a"), from, &f);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, kept);
	assert_false(ok);
	assert_int_equal(c->err.kind, ERR_LIMIT);
	store_draft_drop(c, d);
	assert_int_equal(entries(c, "incoming"), 0);
	assert_int_equal(count_findings(c), 0);
	end_store(c);
}

static void test_store_draft__is_set_aside_with_its_reason(void **state)
{
	struct ctx *c = begin_store();
	struct store_draft *d = draft_with(c, "original/bad.exe", "MZ");
	struct str where, back;
	unit_ok(c,
		store_draft_set_aside(c, d, STR_NONE, STR("a program is not a document"), &where));
	unit_ok(c, file_read(c, path_join(c->mem, where.s, "original/bad.exe"), 100, &back));
	assert_str(back, "MZ");
	unit_ok(c, file_read(c, path_join(c->mem, where.s, "reason.txt"), 100, &back));
	assert_str(back, "a program is not a document\n");
	assert_int_equal(entries(c, "incoming"), 0);
	assert_int_equal(entries(c, "quarantine"), 1);
	end_store(c);
}

static void test_store_draft__set_aside_again_lies_there_once(void **state)
{
	struct ctx *c = begin_store();
	struct str where, again;
	struct store_draft *d = draft_with(c, "original/bad.exe", "MZ");
	unit_ok(c, store_draft_set_aside(c, d, STR("id"), STR("a program"), &where));
	d = draft_with(c, "original/bad.exe", "MZ");
	unit_ok(c, store_draft_set_aside(c, d, STR("id"), STR("a program"), &again));
	assert_str(where, again.s);
	assert_int_equal(entries(c, "incoming"), 0);
	assert_int_equal(entries(c, "quarantine"), 1);
	end_store(c);
}

static void test_store_draft__ends_with_its_memory(void **state)
{
	struct ctx *c = begin_store();
	struct ctx inner = *c;
	inner.mem = arena_new(0);
	draft_with(&inner, "a", "one");
	assert_int_equal(entries(c, "incoming"), 1);
	arena_free(inner.mem);
	assert_int_equal(entries(c, "incoming"), 0);
	end_store(c);
}

/* A child that is killed with a draft at hand. */
static void leave_draft(struct ctx *c, const char *intent)
{
	pid_t pid = fork();
	if (pid == 0) {
		struct store_draft *d = draft_with(c, "a.txt", "half");
		if (intent && !file_write(c, d->intent, str_of(intent)))
			_exit(1);
		raise(SIGKILL);
	}
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
}

static void test_store_recover__drops_only_drafts_that_nobody_holds(void **state)
{
	struct ctx *c = begin_store();
	size_t mended;
	leave_draft(c, "urn:x:9");
	leave_draft(c, NULL);
	struct store_draft *mine = draft_with(c, "a.txt", "mine");
	unit_ok(c, store_recover(c, &mended));
	assert_int_equal(mended, 0);
	assert_int_equal(entries(c, "incoming"), 1);
	unit_ok(c, store_create(c, mine, STR("urn:x:1"), &note));
	assert_int_equal(entries(c, "incoming"), 0);
	end_store(c);
}

/* What lies there when the power goes between the rename of v2 and the new head. */
static void half_updated(struct ctx *c, bool new_inventory_without_sidecar)
{
	create(c, "urn:x:1", "a.txt", "one");
	char *object = layout_object(c, STR("urn:x:1"));
	struct str inventory, sidecar, later;
	unit_ok(c, file_read(c, path_join(c->mem, object, "inventory.json"), 10000, &inventory));
	unit_ok(c, file_read(c, path_join(c->mem, object, "inventory.json.sha512"), 999, &sidecar));
	unit_ok(c, store_update(c, draft_with(c, "a.txt", "two"), STR("urn:x:1"), &note));
	unit_ok(c, file_read(c, path_join(c->mem, object, "inventory.json"), 10000, &later));
	unit_ok(c, file_replace(c, path_join(c->mem, object, "inventory.json"),
				new_inventory_without_sidecar ? later : inventory));
	unit_ok(c, file_replace(c, path_join(c->mem, object, "inventory.json.sha512"), sidecar));
	leave_draft(c, "urn:x:1");
}

static void check_recovers(bool new_inventory_without_sidecar)
{
	struct ctx *c = begin_store();
	size_t mended = 0;
	struct str back;
	half_updated(c, new_inventory_without_sidecar);
	assert_true(count_findings(c) > 0);
	unit_ok(c, store_recover(c, &mended));
	assert_int_equal(mended, 1);
	unit_ok(c, store_read(c, STR("urn:x:1"), STR("a.txt"), 100, &back));
	assert_str(back, "two");
	assert_int_equal(count_findings(c), 0);
	assert_int_equal(entries(c, "incoming"), 0);
	end_store(c);
}

static void test_store_recover__moves_the_head_to_a_version_that_came_in(void **state)
{
	check_recovers(false);
}

static void test_store_recover__mends_a_head_without_its_sidecar(void **state)
{
	check_recovers(true);
}

static void test_store_update__goes_on_after_a_half_made_version(void **state)
{
	struct ctx *c = begin_store();
	struct store_object o;
	half_updated(c, false);
	unit_ok(c, store_update(c, draft_with(c, "a.txt", "three"), STR("urn:x:1"), &note));
	unit_ok(c, store_get(c, STR("urn:x:1"), &o));
	assert_int_equal(o.version, 3);
	end_store(c);
}

static bool collect(struct ctx *c, void *arg, struct str id)
{
	struct buf *b = arg;
	buf_add(b, id);
	buf_add_char(b, ' ');
	return true;
}

static void test_store_walk__visits_every_object(void **state)
{
	struct ctx *c = begin_store();
	struct buf b;
	buf_init(&b, c->mem, 0);
	create(c, "urn:x:1", "a.txt", "one");
	create(c, "urn:x:2", "a.txt", "two");
	unit_ok(c, store_walk(c, collect, &b));
	assert_true(str_find(buf_str(&b), STR("urn:x:1 ")) < b.n);
	assert_true(str_find(buf_str(&b), STR("urn:x:2 ")) < b.n);
	assert_int_equal(b.n, 16);
	end_store(c);
}

/* Killed at any moment of create and update: wholly in or wholly not, and nothing left. */
static void test_store__survives_kill_at_any_moment(void **state)
{
	struct ctx *c = begin_store();
	unsigned seed = (unsigned)when_monotonic_us();
	print_message("seed %u\n", seed);
	put_source(c, "source", STR("bytes"));
	for (int round = 0; round < 40; round++) {
		char *id = str_z(c->mem, str_print(c->mem, "urn:x:%d", round));
		pid_t pid = fork();
		if (pid == 0) {
			struct store_draft *d;
			if (create_in_child(c, id) == 0 && store_draft_new(c, &d) &&
			    store_draft_add_bytes(c, d, STR("b"), STR("more")))
				_exit(!store_update(c, d, str_of(id), &note));
			_exit(1);
		}
		usleep((useconds_t)(rand_r(&seed) % 12000));
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		size_t mended;
		unit_ok(c, store_recover(c, &mended));
		assert_int_equal(entries(c, "incoming"), 0);
		struct store_object o;
		if (store_has(c, str_of(id))) {
			unit_ok(c, store_get(c, str_of(id), &o));
			assert_int_equal(o.n_files, o.version);
		}
	}
	assert_int_equal(count_findings(c), 0);
	end_store(c);
}

static void test_page_order__puts_the_front_cover_first(void **state)
{
	static const char *const in_order[][2] = {
		{ "cover.jpg", "001.jpg" },    { "original/Cover_01.tif", "original/001.tif" },
		{ "обложка.png", "0001.png" }, { "Мұқаба 1.png", "1.png" },
		{ "page2.tif", "page10.tif" }, { "003.jpg", "cover-back.jpg" },
		{ "003.jpg", "cover2.jpg" },   { "003.jpg", "covering-letter.jpg" },
		{ "cover.jpg", "cover1.jpg" },
	};
	for (size_t i = 0; i < COUNT_OF(in_order); i++) {
		struct str a = str_of(in_order[i][0]), b = str_of(in_order[i][1]);
		assert_true(store_page_order(a, b) < 0);
		assert_true(store_page_order(b, a) > 0);
		assert_int_equal(store_page_order(a, a), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_store__keeps_bytes_and_gives_them_back),
		cmocka_unit_test(test_page_order__puts_the_front_cover_first),
		cmocka_unit_test(test_store_update__adds_and_replaces_in_a_new_version),
		cmocka_unit_test(test_store_update__of_the_same_bytes_makes_no_version),
		cmocka_unit_test(test_store_update__of_what_is_not_there_is_absent),
		cmocka_unit_test(test_store_create__a_second_time_is_a_conflict),
		cmocka_unit_test(test_store_create__of_many_processes_one_wins),
		cmocka_unit_test(test_store__keeps_hard_names_under_others),
		cmocka_unit_test(test_store_draft__refuses_paths_that_lead_elsewhere),
		cmocka_unit_test(test_store_draft__tells_a_source_that_is_not_there),
		cmocka_unit_test(test_store_draft__says_that_the_disc_is_full),
		cmocka_unit_test(test_store_draft__is_set_aside_with_its_reason),
		cmocka_unit_test(test_store_draft__set_aside_again_lies_there_once),
		cmocka_unit_test(test_store_draft__ends_with_its_memory),
		cmocka_unit_test(test_store_recover__drops_only_drafts_that_nobody_holds),
		cmocka_unit_test(test_store_recover__moves_the_head_to_a_version_that_came_in),
		cmocka_unit_test(test_store_recover__mends_a_head_without_its_sidecar),
		cmocka_unit_test(test_store_update__goes_on_after_a_half_made_version),
		cmocka_unit_test(test_store_walk__visits_every_object),
		cmocka_unit_test(test_store__survives_kill_at_any_moment),
		cmocka_unit_test(test_known__is_good_for_one_stamp_of_the_inventory),
		cmocka_unit_test(test_known__tells_objects_and_files_apart),
		cmocka_unit_test(test_known__takes_a_place_from_another_but_never_its_path),
		cmocka_unit_test(test_known__follows_a_new_version_of_another_process),
		cmocka_unit_test(test_audit__finds_nothing_in_a_whole_store),
		cmocka_unit_test(test_audit__tells_what_changed_vanished_appeared),
		cmocka_unit_test(test_audit__tells_a_changed_inventory_once),
		cmocka_unit_test(test_audit__knows_the_fixtures_by_their_codes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
