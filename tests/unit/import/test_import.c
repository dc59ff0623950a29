/* Files of records taken in: once, again, newer, killed in the middle, again from the store. */
#include "db/unit_db.h"
#include "import/import.h"
#include "store/store.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* Files made for the tests */

static int64_t add_partner(struct ctx *c, const char *code)
{
	struct partner p = { .code = str_of(code),
			     .name = { STR(""), STR(""), STR(""), str_of(code) },
			     .country = STR("KZ"),
			     .place = STR("Almaty"),
			     .sigla = STR(""),
			     .catalogue = STR(""),
			     .dialect = STR(""),
			     .encoding = STR(""),
			     .columns = STR("") };
	unit_ok(c, partner_add(c, &p, &p.id));
	return p.id;
}

static void close_store(void *c)
{
	store_close(c);
}

static void begin(struct ctx *c)
{
	unit_ok(c, store_open(c));
	arena_on_end(c->mem, close_store, c);
	unit_ok(c, folder_make(c, path_join(c->mem, c->dir, "run")));
	add_partner(c, "nlrk");
	add_partner(c, "almaty");
}

static void add_record(struct ctx *c, struct buf *out, const char *id, const char *title, int year,
		       bool deleted)
{
	struct marc m = { .leader = "00000nam a2200000 a 4500", .dialect = MARC_21 };
	m.leader[5] = deleted ? 'd' : 'n';
	if (*id)
		marc_add_control(c->mem, &m, "001", str_of(id));
	struct marc_field *f = marc_add(c->mem, &m, "100", '1', ' ');
	marc_add_sub(c->mem, f, 'a', STR("Әуезов, Мұхтар"));
	f = marc_add(c->mem, &m, "245", '1', '0');
	marc_add_sub(c->mem, f, 'a', str_of(title));
	f = marc_add(c->mem, &m, "260", ' ', ' ');
	marc_add_sub(c->mem, f, 'a', STR("Алматы"));
	marc_add_sub(c->mem, f, 'b', STR("Жазушы"));
	marc_add_sub(c->mem, f, 'c', str_print(c->mem, "%d", year));
	f = marc_add(c->mem, &m, "300", ' ', ' ');
	marc_add_sub(c->mem, f, 'a', STR("320 б."));
	f = marc_add(c->mem, &m, "852", ' ', ' ');
	marc_add_sub(c->mem, f, 'a', STR("KZ-NLRK"));
	marc_add_sub(c->mem, f, 'b', STR("Сирек қор"));
	marc_add_sub(c->mem, f, 'h', str_print(c->mem, "84.5/%s", id));
	unit_ok(c, marc_write_iso2709(c, &m, out, NULL));
}

static const char *write_file(struct ctx *c, const char *name, struct str bytes)
{
	const char *path = path_join(c->mem, c->dir, name);
	unit_ok(c, file_replace(c, path, bytes));
	return path;
}

static struct source_file take(struct ctx *c, const char *path, const char *partner)
{
	struct import_options o = { .progress = NULL };
	struct source_file f;
	unit_ok(c, partner_by_code(c, str_of(partner), &o.partner));
	unit_ok(c, import_file(c, path, &o, &f));
	return f;
}

static void assert_sound(struct ctx *c)
{
	int64_t faults = -1;
	unit_ok(c, cluster_check(c, NULL, NULL, &faults));
	assert_int_equal(faults, 0);
}

static int64_t n_titles(struct ctx *c)
{
	struct catalog_counts n;
	unit_ok(c, catalog_counts(c, &n));
	return n.titles;
}

static struct buf file_of(struct ctx *c)
{
	struct buf b;
	buf_init(&b, c->mem, 0);
	return b;
}

/* Once and again */

static void test_a_file__is_taken_once(void **state)
{
	struct ctx *c = unit_db(state);
	struct buf b = file_of(c);
	struct source s;
	struct record_item item;
	begin(c);
	add_record(c, &b, "k1", "Абай жолы роман", 1980, false);
	add_record(c, &b, "k2", "Қараш-қараш оқиғасы", 1985, false);
	add_record(c, &b, "", "Қорғансыздың күні", 1961, false);
	const char *path = write_file(c, "one.mrc", buf_str(&b));
	struct source_file f = take(c, path, "nlrk");
	assert_int_equal(f.read, 3);
	assert_int_equal(f.taken, 3);
	assert_str(f.format, "iso2709");
	assert_str(f.encoding, "utf-8");
	assert_int_equal(n_titles(c), 3);
	f = take(c, path, "nlrk");
	assert_int_equal(f.read, 3);
	assert_int_equal(f.taken, 0);
	assert_int_equal(f.unchanged, 3);
	assert_int_equal(n_titles(c), 3);
	unit_ok(c, source_by_local(c, 1, STR("k2"), &s));
	unit_ok(c, source_read(c, &s, &item));
	assert_str(record_first(&item.record, RECORD_TITLE), "Қараш-қараш оқиғасы");
	assert_sound(c);
}

static void test_what_libraries_hold__is_read_from_their_records(void **state)
{
	struct ctx *c = unit_db(state);
	struct buf b = file_of(c), d = file_of(c);
	struct holding_list h;
	struct source s;
	begin(c);
	add_record(c, &b, "k1", "Абай жолы роман", 1980, false);
	add_record(c, &d, "x7", "Абай жолы роман", 1980, false);
	take(c, write_file(c, "one.mrc", buf_str(&b)), "nlrk");
	take(c, write_file(c, "two.mrc", buf_str(&d)), "almaty");
	assert_int_equal(n_titles(c), 1);
	unit_ok(c, source_by_local(c, 2, STR("x7"), &s));
	unit_ok(c, holdings_of_title(c, s.title, &h));
	assert_int_equal(h.n, 2);
	assert_int_equal(h.at[0].partner, 1);
	assert_str(h.at[0].call_number, "84.5/k1");
	assert_int_equal(h.at[1].partner, 2);
	/* one more by hand */
	struct holding mine = { .source = s.id,
				.partner = 2,
				.library = STR("Филиал 3"),
				.call_number = STR("Қ 12"),
				.copies = 2 };
	unit_ok(c,
		db_begin(c) && holding_put(c, &mine) && cluster_title(c, s.title) && db_commit(c));
	unit_ok(c, holdings_of_title(c, s.title, &h));
	assert_int_equal(h.n, 3);
	assert_sound(c);
}

static void test_a_newer_file__replaces_and_withdraws(void **state)
{
	struct ctx *c = unit_db(state);
	struct buf b = file_of(c), d = file_of(c);
	struct source s;
	struct source_version_list v;
	struct str raw;
	struct title t;
	begin(c);
	add_record(c, &b, "k1", "Абай жолы роман", 1980, false);
	add_record(c, &b, "k2", "Қараш-қараш оқиғасы", 1985, false);
	add_record(c, &b, "k3", "Қорғансыздың күні", 1961, false);
	take(c, write_file(c, "one.mrc", buf_str(&b)), "nlrk");
	add_record(c, &d, "k1", "Абай жолы роман-эпопея", 1980, false);
	add_record(c, &d, "k2", "Қараш-қараш оқиғасы", 1985, false);
	add_record(c, &d, "k3", "Қорғансыздың күні", 1961, true);
	add_record(c, &d, "k9", "Көксерек", 1929, true);
	struct source_file f = take(c, write_file(c, "two.mrc", buf_str(&d)), "nlrk");
	assert_int_equal(f.replaced, 1);
	assert_int_equal(f.withdrawn, 1);
	assert_int_equal(f.unchanged, 2);
	assert_int_equal(f.taken, 0);
	unit_ok(c, source_by_local(c, 1, STR("k1"), &s));
	unit_ok(c, title_get(c, s.title, &t));
	assert_str(t.name, "Абай жолы роман-эпопея");
	unit_ok(c, source_versions(c, s.id, &v));
	assert_int_equal(v.n, 2);
	unit_ok(c, source_version_raw(c, &v.at[0], &raw));
	assert_true(str_find(raw, STR("роман-эпопея")) == raw.n);
	unit_ok(c, source_by_local(c, 1, STR("k3"), &s));
	assert_int_equal(s.state, SOURCE_WITHDRAWN);
	assert_int_equal(n_titles(c), 2);
	assert_sound(c);
}

/* A system that gives two records one number: both are kept, time and again the same. */
static void test_one_number_twice__loses_nothing(void **state)
{
	struct ctx *c = unit_db(state);
	struct buf b = file_of(c), d = file_of(c);
	begin(c);
	add_record(c, &b, "k1", "Абай жолы роман", 1980, false);
	add_record(c, &b, "k1", "Қараш-қараш оқиғасы", 1985, false);
	add_record(c, &b, "k1", "Қараш-қараш оқиғасы", 1985, false);
	struct source_file f = take(c, write_file(c, "one.mrc", buf_str(&b)), "nlrk");
	assert_int_equal(f.taken, 2);
	assert_int_equal(f.unchanged, 1);
	assert_int_equal(n_titles(c), 2);
	buf_add(&d, buf_str(&b));
	add_record(c, &d, "k2", "Қорғансыздың күні", 1961, false);
	f = take(c, write_file(c, "two.mrc", buf_str(&d)), "nlrk");
	assert_int_equal(f.taken, 1);
	assert_int_equal(f.replaced, 0);
	assert_int_equal(f.unchanged, 3);
	assert_int_equal(n_titles(c), 3);
	assert_sound(c);
}

static void test_what_cannot_be_read__is_set_aside_with_its_place(void **state)
{
	struct ctx *c = unit_db(state);
	struct buf b = file_of(c);
	struct source_aside_list list;
	begin(c);
	add_record(c, &b, "k1", "Абай жолы роман", 1980, false);
	size_t at = b.n;
	buf_add_z(&b, "00031nam a2200025 a 4500\x1e\x1d");
	add_record(c, &b, "k2", "Қараш-қараш оқиғасы", 1985, false);
	struct source_file f = take(c, write_file(c, "one.mrc", buf_str(&b)), "nlrk");
	assert_int_equal(f.taken, 2);
	assert_int_equal(f.set_aside, 1);
	unit_ok(c, source_asides(c, f.id, 10, &list));
	assert_int_equal(list.n, 1);
	assert_int_equal(list.at[0].number, 2);
	assert_int_equal(list.at[0].at, at);
	assert_true(list.at[0].reason.n > 0);
}

static void test_no_records__are_refused_before_anything_is_kept(void **state)
{
	struct ctx *c = unit_db(state);
	struct import_options o = { .progress = NULL };
	struct source_file f;
	struct source_file_list files;
	struct buf b = file_of(c);
	begin(c);
	buf_add_z(&b, "\x7f"
		      "ELF\x02\x01\x01");
	for (int i = 0; i < 500; i++)
		buf_add_char(&b, (char)(i * 37));
	const char *path = write_file(c, "program", buf_str(&b));
	unit_ok(c, partner_get(c, 1, &o.partner));
	assert_false(import_file(c, path, &o, &f));
	assert_int_equal(c->err.kind, ERR_INVALID);
	err_clear(c);
	unit_ok(c, source_files(c, -1, 10, &files));
	assert_int_equal(files.n, 0);
}

/* Read wrongly, then brought again with the right word: read anew, and known as that from then on. */
static void test_told_otherwise__it_is_read_anew(void **state)
{
	struct ctx *c = unit_db(state);
	struct import_options o = { .read = { .encoding = "windows-1251" } };
	struct source_file f;
	struct source s;
	struct record_item item;
	struct buf b = file_of(c);
	begin(c);
	add_record(c, &b, "k1", "Абай жолы роман", 1980, false);
	const char *path = write_file(c, "one.mrc", buf_str(&b));
	unit_ok(c, partner_get(c, 1, &o.partner));
	unit_ok(c, import_file(c, path, &o, &f));
	assert_int_equal(f.taken, 1);
	o.read.encoding = "utf-8";
	unit_ok(c, import_file(c, path, &o, &f));
	assert_int_equal(f.replaced, 1);
	unit_ok(c, source_by_local(c, 1, STR("k1"), &s));
	unit_ok(c, source_read(c, &s, &item));
	assert_str(record_first(&item.record, RECORD_TITLE), "Абай жолы роман");
	assert_int_equal(s.version, 2);
	unit_ok(c, import_file(c, path, &o, &f));
	assert_int_equal(f.unchanged, 1);
	o.read.encoding = NULL;
	unit_ok(c, import_file(c, path, &o, &f));
	assert_int_equal(f.unchanged, 1);
	assert_sound(c);
}

/* Killed */

static void kill_self(void *arg, const struct source_file *f, int64_t at)
{
	int *left = arg;
	if (--*left <= 0)
		kill(getpid(), SIGKILL);
}

/* In a process of its own, which dies after the second transaction. */
static void import_and_die(struct ctx *c, const char *path)
{
	int batches = 2, status;
	pid_t child = fork();
	if (child == 0) {
		struct import_options o = { .progress = kill_self, .arg = &batches };
		struct ctx mine = { .mem = arena_new(0), .dir = c->dir, .lang = "en" };
		struct source_file f;
		if (!db_open(&mine, unit_db_url()) || !store_open(&mine) ||
		    !partner_by_code(&mine, STR("nlrk"), &o.partner))
			_exit(3);
		_exit(import_file(&mine, path, &o, &f) ? 0 : 4);
	}
	assert_true(child > 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

enum { LONG = 2600 }; /* more than two transactions of records */

static struct str long_file(struct ctx *c)
{
	struct buf b = file_of(c);
	for (int i = 0; i < LONG; i++)
		add_record(c, &b, str_print(c->mem, "n%d", i).s,
			   str_print(c->mem, "Шығармалар жинағы %d-том", i % 1300 + 1).s,
			   1950 + i % 60, false);
	return buf_str(&b);
}

static void test_killed_in_the_middle__it_goes_on(void **state)
{
	struct ctx *c = unit_db(state);
	struct source_file_list files;
	begin(c);
	const char *path = write_file(c, "long.mrc", long_file(c));
	import_and_die(c, path);
	unit_ok(c, source_files(c, 1, 10, &files));
	assert_int_equal(files.n, 1);
	assert_int_equal(files.at[0].ended, 0);
	assert_true(files.at[0].at > 0 && files.at[0].at < files.at[0].size);
	int64_t before = files.at[0].read;
	assert_true(before > 0 && before < LONG);
	struct source_file f = take(c, path, "nlrk");
	assert_int_equal(f.read, LONG - before);
	unit_ok(c, source_file_get(c, f.id, &f));
	assert_int_equal(f.read, LONG);
	assert_int_equal(f.taken, LONG);
	assert_true(f.ended > 0);
	assert_sound(c);
	/* as if nothing had happened */
	int64_t killed = n_titles(c);
	unit_ok(c, unit_db_run(c, "DELETE FROM pair; DELETE FROM source_key;"
				  "DELETE FROM source; DELETE FROM title; DELETE FROM record_file;"
				  "UPDATE source_keyed SET upto = 0"));
	take(c, path, "nlrk");
	assert_int_equal(n_titles(c), killed);
	assert_sound(c);
}

/* From the store alone */

static bool note_object(struct ctx *c, void *arg, struct str id)
{
	struct buf *ids = arg;
	int64_t begun;
	if (import_again_begun(c, id, &begun)) {
		buf_add(ids, id);
		buf_add_char(ids, '\n');
	}
	err_clear(c);
	return true;
}

static void test_the_store_alone__brings_everything_back(void **state)
{
	struct ctx *c = unit_db(state);
	struct buf b = file_of(c), d = file_of(c), ids = file_of(c);
	struct source s, again;
	begin(c);
	add_record(c, &b, "k1", "Абай жолы роман", 1980, false);
	add_record(c, &b, "k2", "Қараш-қараш оқиғасы", 1985, false);
	add_record(c, &d, "x7", "Абай жолы роман", 1980, false);
	take(c, write_file(c, "one.mrc", buf_str(&b)), "nlrk");
	take(c, write_file(c, "two.mrc", buf_str(&d)), "almaty");
	unit_ok(c, source_by_local(c, 2, STR("x7"), &s));
	unit_ok(c, unit_db_run(c, "DELETE FROM pair; DELETE FROM source_key; DELETE FROM source;"
				  "DELETE FROM title; DELETE FROM record_file; DELETE FROM partner;"
				  "UPDATE source_keyed SET upto = 0"));
	unit_ok(c, store_walk(c, note_object, &ids));
	struct str rest = buf_str(&ids), id;
	int n = 0;
	while (str_next(&rest, '\n', &id) && id.n) {
		unit_ok(c, import_again(c, id));
		n++;
	}
	assert_int_equal(n, 2);
	assert_int_equal(n_titles(c), 2);
	struct partner p;
	unit_ok(c, partner_by_code(c, STR("almaty"), &p));
	unit_ok(c, source_by_local(c, p.id, STR("x7"), &again));
	assert_true(str_same(again.own, s.own));
	assert_sound(c);
}

/* Real files, in one order and the other: the same records together. */

static const char *const real[] = {
	"corpus/marc/evergreen/tests/datasets/FSL.marc",
	"corpus/marc/loge-gh-rusmarc/TEST1.ISO",
	"corpus/marc/managedirbis/TEST1.ISO",
	"corpus/marc/evergreen/tests/datasets/lul_fre_100.mrc",
	"corpus/marc/idzebra/test/rusmarc/records/simple-rusmarc",
	"corpus/marc/idzebra/test/usmarc/records/sample-marc",
};

static void import_real(struct ctx *c, size_t i)
{
	struct import_options o = { .progress = NULL };
	struct source_file f;
	const char *path = unit_shared(real[i]);
	if (!path || !file_exists(path))
		return;
	unit_ok(c, partner_by_code(c, str_print(c->mem, "r%zu", i), &o.partner));
	unit_ok(c, import_file(c, path, &o, &f));
}

static struct str groups(struct ctx *c)
{
	static const struct sql all = {
		"test_groups",
		"SELECT p.code, s.local, s.title FROM source s JOIN partner p ON p.id = s.partner "
		"WHERE s.state = 0 ORDER BY p.code, s.local",
		"SELECT p.code, s.local, s.title FROM source s JOIN partner p ON p.id = s.partner "
		"WHERE s.state = 0 ORDER BY p.code COLLATE \"C\", s.local COLLATE \"C\"",
	};
	struct buf b = file_of(c);
	struct str titles[8192];
	size_t n = 0;
	struct stmt *q = db_query(c, &all);
	while (db_row(q) && n < COUNT_OF(titles)) {
		size_t k = 0;
		titles[n] = db_text(q, 2);
		while (!str_same(titles[k], titles[n]))
			k++;
		buf_print(&b, "%s %s %zu\n", db_text(q, 0).s, db_text(q, 1).s, k);
		n++;
	}
	unit_ok(c, db_done(q));
	return buf_str(&b);
}

static void test_real_files__in_any_order(void **state)
{
	struct ctx *c = unit_db(state);
	if (!unit_shared("corpus/marc"))
		skip();
	begin(c);
	for (size_t i = 0; i < COUNT_OF(real); i++)
		add_partner(c, str_print(c->mem, "r%zu", i).s);
	for (size_t i = 0; i < COUNT_OF(real); i++)
		import_real(c, i);
	struct str first = groups(c);
	assert_sound(c);
	unit_ok(c,
		unit_db_run(c, "DELETE FROM pair; DELETE FROM source_key; DELETE FROM title_moved;"
			       "DELETE FROM source_version; DELETE FROM source; DELETE FROM title;"
			       "DELETE FROM record_aside; DELETE FROM record_file;"
			       "UPDATE source_keyed SET upto = 0"));
	for (size_t i = COUNT_OF(real); i-- > 0;)
		import_real(c, i);
	assert_true(str_same(groups(c), first));
	assert_sound(c);
	int64_t sources, titles, before = n_titles(c);
	unit_ok(c, cluster_rebuild(c, &sources, &titles));
	assert_int_equal(titles, before);
	assert_true(str_same(groups(c), first));
	assert_sound(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_BOTH(test_a_file__is_taken_once),
		ON_BOTH(test_what_libraries_hold__is_read_from_their_records),
		ON_BOTH(test_a_newer_file__replaces_and_withdraws),
		ON_BOTH(test_one_number_twice__loses_nothing),
		ON_BOTH(test_what_cannot_be_read__is_set_aside_with_its_place),
		ON_BOTH(test_no_records__are_refused_before_anything_is_kept),
		ON_BOTH(test_told_otherwise__it_is_read_anew),
		ON_BOTH(test_killed_in_the_middle__it_goes_on),
		ON_BOTH(test_the_store_alone__brings_everything_back),
		ON_SQLITE(test_real_files__in_any_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
