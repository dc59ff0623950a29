/* Whole deliveries: taken, known, refused, killed, and made again from the store alone. */
#include "unit.h"
#include "groups.h"
#include "preserve/preserve.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void open_library(struct ctx *c)
{
	unit_ok(c, db_open(c, str_print(c->mem, "sqlite:%s/keruen.db", c->dir).s));
	unit_ok(c, db_migrate(c));
	unit_ok(c, store_open(c));
}

static struct ctx *begin_library(void)
{
	struct ctx *c = unit_begin();
	struct partner p = { .code = STR("nlrk"),
			     .name = { STR("Кітапхана") },
			     .country = STR("KZ") };
	int64_t id;
	for (int i = 1; i < 4; i++)
		p.name[i] = STR("Library");
	p.place = STR("Алматы");
	open_library(c);
	unit_ok(c, partner_add(c, &p, &id));
	return c;
}

static void end_library(struct ctx *c)
{
	store_close(c);
	db_close(c);
	unit_end(c);
}

static bool run_deposit(struct ctx *c, const char *what, struct ingest_sum *ret)
{
	struct ingest_options o = { .partner = STR("nlrk"),
				    .terms = { LEVEL_EXCERPT, 24, STR("") },
				    .records = STR(""),
				    .title = STR(""),
				    .jobs = 2 };
	struct str path = str_of(path_join(c->mem, c->dir, what));
	return ingest_deposit(c, &path, 1, &o, NULL, NULL, ret);
}

static void fill_disc(struct ctx *c, int n)
{
	for (int i = 0; i < n; i++)
		put(c, str_print(c->mem, "disc/book-%02d.txt", i).s,
		    str_print(c->mem, "Кітап %d. Керуен жолы ұзақ, түн салқын.\n", i));
	put(c, "disc/records.tsv", STR("file\ttitle\tcreator\nbook-00.txt\tДала жолы\tЖолай\n"));
	put(c, "disc/tool.exe", STR("MZ\x90 program"));
}

static size_t entries(struct ctx *c, const char *under)
{
	struct file_list in;
	unit_ok(c, folder_list(c, path_join(c->mem, c->dir, under), &in));
	return in.n;
}

static void count_finding(void *arg, const struct store_finding *f)
{
	print_error("%.*s %.*s\n", STR_ARGS(f->detail), STR_ARGS(f->path));
	++*(size_t *)arg;
}

static size_t findings(struct ctx *c)
{
	size_t n = 0;
	struct preserve_audit a;
	unit_ok(c, preserve_audit(c, count_finding, &n, &a));
	return n;
}

static bool count_object(struct ctx *c, void *arg, struct str id)
{
	struct document d;
	++*(size_t *)arg;
	if (!document_get(c, id, &d))
		print_error("%.*s is not in the database\n", STR_ARGS(id));
	return true;
}

static size_t objects(struct ctx *c)
{
	size_t n = 0;
	unit_ok(c, store_walk(c, count_object, &n));
	return n;
}

static void check_counts(struct ctx *c, int64_t documents)
{
	struct catalog_counts counts;
	unit_ok(c, catalog_counts(c, &counts));
	assert_int_equal(counts.documents, documents);
	assert_int_equal(counts.titles, documents);
	assert_int_equal(objects(c), documents);
	assert_int_equal(entries(c, "incoming"), 0);
	assert_int_equal(findings(c), 0);
}

static void test_deposit__takes_a_disc_and_knows_it_again(void **state)
{
	struct ctx *c = begin_library();
	struct ingest_sum sum;
	struct deposit d;
	fill_disc(c, 5);
	unit_ok(c, run_deposit(c, "disc", &sum));
	assert_int_equal(sum.taken, 5);
	assert_int_equal(sum.refused, 1);
	assert_int_equal(sum.without_record, 4);
	assert_int_equal(sum.n_unmatched, 0);
	check_counts(c, 5);
	unit_ok(c, run_deposit(c, "disc", &sum));
	assert_int_equal(sum.taken, 0);
	assert_int_equal(sum.known, 5);
	assert_int_equal(sum.refused, 1);
	unit_ok(c, deposit_get(c, sum.deposit, &d));
	assert_int_equal(d.known, 5);
	assert_int_equal(entries(c, "quarantine"), 1);
	check_counts(c, 5);
	end_library(c);
}

static void test_deposit__knows_the_same_bytes_under_another_name(void **state)
{
	struct ctx *c = begin_library();
	struct ingest_sum sum;
	put(c, "disc/a.txt", STR("Бір сөз, екі сөз.\n"));
	put(c, "disc/b.txt", STR("Бір сөз, екі сөз.\n"));
	unit_ok(c, run_deposit(c, "disc", &sum));
	assert_int_equal(sum.taken, 1);
	assert_int_equal(sum.known, 1);
	check_counts(c, 1);
	end_library(c);
}

static void test_deposit__says_what_became_of_each(void **state)
{
	struct ctx *c = begin_library();
	struct ingest_sum sum;
	struct deposit_items items;
	struct document d;
	struct title t;
	fill_disc(c, 1);
	unit_ok(c, run_deposit(c, "disc", &sum));
	unit_ok(c, deposit_items(c, sum.deposit, &items));
	assert_int_equal(items.n, 2);
	assert_str(items.at[0].path, "book-00.txt");
	unit_ok(c, document_get(c, items.at[0].document, &d));
	unit_ok(c, title_get(c, d.title, &t));
	assert_str(t.name, "Дала жолы");
	assert_str(t.creator, "Жолай");
	assert_false(t.needs_cataloguer);
	assert_str(d.kind, "text");
	assert_int_equal(d.terms.level, LEVEL_EXCERPT);
	assert_int_equal(d.state, DOCUMENT_WAITING);
	assert_str(items.at[1].reason, "the file is a program for Windows, not a document");
	assert_true(folder_exists(str_z(c->mem, items.at[1].quarantine)));
	struct job_counts jobs;
	unit_ok(c, queue_counts(c, STR("recognise"), &jobs));
	assert_int_equal(jobs.waiting, 1);
	unit_ok(c, queue_counts(c, STR("index"), &jobs));
	assert_int_equal(jobs.waiting, 1);
	end_library(c);
}

static void test_deposit__refuses_wrong_use(void **state)
{
	struct ctx *c = begin_library();
	struct ingest_sum sum;
	struct ingest_options o = { .partner = STR("none"), .records = STR(""), .title = STR("") };
	struct str path = str_of(path_join(c->mem, c->dir, "disc"));
	fill_disc(c, 2);
	assert_false(ingest_deposit(c, &path, 1, &o, NULL, NULL, &sum));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	o.partner = STR("nlrk");
	o.title = STR("Одно");
	err_clear(c);
	assert_false(ingest_deposit(c, &path, 1, &o, NULL, NULL, &sum));
	assert_int_equal(c->err.kind, ERR_INVALID);
	o.title = STR("");
	o.records = str_of(path_join(c->mem, c->dir, "disc/tool.exe"));
	err_clear(c);
	assert_false(ingest_deposit(c, &path, 1, &o, NULL, NULL, &sum));
	assert_int_equal(c->err.kind, ERR_INVALID);
	end_library(c);
}

/* What lies there when the process goes between the store and the database. */
static void test_recover__makes_known_what_is_only_in_the_store(void **state)
{
	struct ctx *c = begin_library();
	struct ingest_sum sum;
	struct deposit_items items;
	size_t mended;
	fill_disc(c, 1);
	unit_ok(c, run_deposit(c, "disc", &sum));
	unit_ok(c, deposit_items(c, sum.deposit, &items));
	unit_ok(c, db_begin(c));
	unit_ok(c, catalog_clear(c));
	unit_ok(c, db_commit(c));
	unit_ok(c, mark_set(c, items.at[0].document));
	unit_ok(c, ingest_recover(c, &mended));
	assert_int_equal(mended, 1);
	check_counts(c, 1);
	end_library(c);
}

/* kill -9 of a deposit at points chosen at random: the command run again finishes the work. */
static void test_deposit__survives_kill_at_any_moment(void **state)
{
	struct ctx *c = begin_library();
	struct ingest_sum sum;
	unsigned seed = (unsigned)when_monotonic_us();
	enum { EACH = 4, KILLS = 12, DOCUMENTS = EACH * KILLS };
	print_message("seed %u\n", seed);
	store_close(c);
	db_close(c);
	for (int i = 0; i < KILLS; i++) {
		fill_disc(c, EACH * (i + 1));
		pid_t pid = fork();
		if (pid == 0) {
			struct ctx child = { .mem = arena_new(0), .dir = c->dir, .lang = "en" };
			open_library(&child);
			_exit(!run_deposit(&child, "disc", &sum));
		}
		usleep((useconds_t)(rand_r(&seed) % 600000));
		kill(pid, SIGKILL);
		assert_int_equal(waitpid(pid, NULL, 0), pid);
	}
	usleep(100000); /* its workers die a moment after it; then their drafts are nobody's */
	open_library(c);
	unit_ok(c, run_deposit(c, "disc", &sum));
	print_message("left to take: %d of %d\n", (int)sum.taken, DOCUMENTS);
	assert_int_equal(sum.taken + sum.known, DOCUMENTS);
	assert_int_equal(entries(c, "quarantine"), 1);
	check_counts(c, DOCUMENTS);
	end_library(c);
}

static void test_deposit__of_two_at_once_doubles_nothing(void **state)
{
	struct ctx *c = begin_library();
	enum { DOCUMENTS = 10 };
	fill_disc(c, DOCUMENTS);
	store_close(c);
	db_close(c);
	pid_t pid[2];
	for (int i = 0; i < 2; i++) {
		pid[i] = fork();
		if (pid[i] == 0) {
			struct ctx child = { .mem = arena_new(0), .dir = c->dir, .lang = "en" };
			struct ingest_sum sum;
			open_library(&child);
			unit_ok(&child, run_deposit(&child, "disc", &sum));
			_exit(sum.taken + sum.known != DOCUMENTS);
		}
	}
	for (int i = 0; i < 2; i++) {
		int status;
		assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
		assert_int_equal(status, 0);
	}
	open_library(c);
	check_counts(c, DOCUMENTS);
	end_library(c);
}

/* The same but for the numbers of source records, which are the database's own. */
static bool same_values(struct ctx *c, struct str a, struct str b)
{
	struct record x, y;
	unit_ok(c, record_from_json(c, a, &x));
	unit_ok(c, record_from_json(c, b, &y));
	bool same = x.n == y.n && x.n > 0;
	for (size_t i = 0; same && i < x.n; i++)
		same = x.at[i].field == y.at[i].field && str_same(x.at[i].value, y.at[i].value);
	return same;
}

static void test_rebuild__makes_the_library_answer_as_before(void **state)
{
	struct ctx *c = begin_library();
	struct ingest_sum sum;
	struct deposit_items items;
	struct document before, after;
	struct title old, new;
	struct preserve_rebuilt built;
	struct partner p;
	struct deposit d;
	fill_disc(c, 3);
	unit_ok(c, run_deposit(c, "disc", &sum));
	unit_ok(c, deposit_items(c, sum.deposit, &items));
	struct str id = items.at[0].document;
	unit_ok(c, document_get(c, id, &before));
	unit_ok(c, title_get(c, before.title, &old));
	db_close(c);
	unlink(path_join(c->mem, c->dir, "keruen.db"));
	unlink(path_join(c->mem, c->dir, "keruen.db-wal"));
	unlink(path_join(c->mem, c->dir, "keruen.db-shm"));
	store_close(c);
	open_library(c);
	unit_ok(c, preserve_rebuild(c, NULL, NULL, NULL, &built));
	assert_int_equal(built.documents, 3);
	assert_int_equal(built.deposits, 1);
	assert_int_equal(built.left_out, 0);
	unit_ok(c, document_get(c, id, &after));
	unit_ok(c, title_get(c, after.title, &new));
	assert_true(str_same(old.name, new.name) && same_values(c, old.record, new.record));
	assert_true(str_same(old.creator, new.creator) && old.changed == new.changed);
	assert_int_equal(before.size, after.size);
	assert_int_equal(before.n_pages, after.n_pages);
	assert_int_equal(before.deposited, after.deposited);
	assert_int_equal(before.terms.level, after.terms.level);
	unit_ok(c, partner_by_code(c, STR("nlrk"), &p));
	assert_str(p.name[0], "Кітапхана");
	assert_str(p.place, "Алматы");
	unit_ok(c, deposit_get(c, 1, &d));
	assert_int_equal(d.taken, 3);
	check_counts(c, 3);
	/* and again over what is there: nothing doubled */
	unit_ok(c, preserve_rebuild(c, NULL, NULL, NULL, &built));
	assert_int_equal(built.documents, 3);
	check_counts(c, 3);
	end_library(c);
}

static void test_rebuild__finds_the_words_again(void **state)
{
	struct ctx *c = begin_library();
	struct ingest_sum sum;
	struct deposit_items items;
	struct document d;
	struct document_pages pages;
	struct preserve_rebuilt built;
	struct store_draft *draft;
	struct buf b;
	struct page_word words[] = {
		{ .text = STR("керуен"), .x = 1, .w = 9, .h = 9, .sure = 90 }
	};
	struct page_words page = { words, 1, "ocr", "kk", 90 };
	const struct store_note note = { STR("words"), STR("test"), STR("") };
	fill_disc(c, 1);
	unit_ok(c, run_deposit(c, "disc", &sum));
	unit_ok(c, deposit_items(c, sum.deposit, &items));
	buf_init(&b, c->mem, 0);
	words_write_head(&b);
	size_t head = b.n;
	words_write_page(&b, 1, &page);
	unit_ok(c, store_draft_new(c, &draft));
	unit_ok(c, store_draft_add_bytes(c, draft, STR("text/words.tsv"), buf_str(&b)));
	unit_ok(c, store_update(c, draft, items.at[0].document, &note));
	unit_ok(c, preserve_rebuild(c, NULL, NULL, NULL, &built));
	unit_ok(c, document_get(c, items.at[0].document, &d));
	assert_int_equal(d.state, DOCUMENT_READY);
	assert_str(d.language, "kk");
	unit_ok(c, document_pages_get(c, d.id, &pages));
	assert_int_equal(pages.at[0].words_at, head);
	assert_int_equal(pages.at[0].words_n, b.n - head);
	assert_int_equal(pages.at[0].source, 'o');
	assert_int_equal(pages.at[0].sure, 90);
	end_library(c);
}

int group_deposit(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_deposit__takes_a_disc_and_knows_it_again),
		cmocka_unit_test(test_deposit__knows_the_same_bytes_under_another_name),
		cmocka_unit_test(test_deposit__says_what_became_of_each),
		cmocka_unit_test(test_deposit__refuses_wrong_use),
		cmocka_unit_test(test_recover__makes_known_what_is_only_in_the_store),
		cmocka_unit_test(test_deposit__survives_kill_at_any_moment),
		cmocka_unit_test(test_deposit__of_two_at_once_doubles_nothing),
		cmocka_unit_test(test_rebuild__makes_the_library_answer_as_before),
		cmocka_unit_test(test_rebuild__finds_the_words_again),
	};
	return cmocka_run_group_tests_name("deposit", tests, NULL, NULL);
}
