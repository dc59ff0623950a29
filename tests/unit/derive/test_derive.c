/* derive: originals in page order, and page images made once, whoever wants them and whoever died. */
#include "unit.h"
#include "derive/derive.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#define ID "0000000000000"

static struct document document_of(const char *kind, const char *mime, int n_files, int n_pages)
{
	return (struct document){ .id = STR(ID),
				  .title = STR(ID),
				  .kind = str_of(kind),
				  .mime = str_of(mime),
				  .n_files = n_files,
				  .n_pages = n_pages };
}

/* A library's directory with one object of these files: path and content in turn, then NULL. */
static struct ctx *begin(const char *const *files)
{
	struct ctx *c = unit_begin();
	struct store_draft *d;
	struct store_note note = { STR("test"), STR("test"), STR("") };
	unit_ok(c, store_open(c));
	unit_ok(c, store_draft_new(c, &d));
	for (; files[0]; files += 2)
		unit_ok(c, store_draft_add_bytes(c, d, str_of(files[0]), str_of(files[1])));
	unit_ok(c, store_create(c, d, STR(ID), &note));
	unit_ok(c, folder_make(c, path_join(c->mem, c->dir, "derived")));
	return c;
}

static void end(struct ctx *c)
{
	store_close(c);
	unit_end(c);
}

static const char *const folder_of_pages[] = { "original/book/page10.txt",
					       "ten",
					       "original/book/page2.txt",
					       "two",
					       "original/book/page1.txt",
					       "one",
					       "record/record.json",
					       "{}",
					       "text/words.tsv",
					       "# keruen words 1\n",
					       NULL };
static const char *const one_text[] = { "original/a.txt", "The caravan leaves at dawn.\n", NULL };

static bool half_made(struct ctx *c)
{
	return file_exists(str_print(c->mem, "%s.part", derive_page_path(c, STR(ID), 1)).s);
}

/* -- originals ---------------------------------------------------------------------------------- */

static void test_names__are_the_originals_alone_in_natural_order(void **state)
{
	struct ctx *c = begin(folder_of_pages);
	struct derive_names names;
	unit_ok(c, derive_names(c, STR(ID), &names));
	assert_int_equal(names.n, 3);
	assert_str(names.at[0].logical, "original/book/page1.txt");
	assert_str(names.at[1].logical, "original/book/page2.txt");
	assert_str(names.at[2].logical, "original/book/page10.txt");
	end(c);
}

static void test_names__of_a_document_that_is_not_there(void **state)
{
	struct ctx *c = begin(one_text);
	struct derive_names names;
	assert_false(derive_names(c, STR("000000000001d"), &names));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	end(c);
}

static void test_open__takes_the_one_file_that_is_the_page(void **state)
{
	struct ctx *c = begin(folder_of_pages);
	struct document d = document_of("png", "image/png", 3, 3);
	struct derive_files files;
	struct str bytes;
	unit_ok(c, derive_open(c, &d, 3, &files));
	assert_int_equal(files.n, 1);
	assert_int_equal(files.page, 1);
	unit_ok(c, file_read_fd(c, files.fds[0], 100, &bytes));
	assert_str(bytes, "ten");
	unit_ok(c, derive_open(c, &d, 0, &files));
	assert_int_equal(files.n, 3);
	end(c);
}

static void test_open__takes_all_where_pages_are_no_files(void **state)
{
	struct ctx *c = begin(folder_of_pages);
	struct document d = document_of("tiff", "image/tiff", 3, 7);
	struct derive_files files;
	unit_ok(c, derive_open(c, &d, 5, &files));
	assert_int_equal(files.n, 3);
	assert_int_equal(files.page, 5);
	end(c);
}

static void test_plays_as_delivered__what_every_browser_plays(void **state)
{
	static const char *const by_itself[] = { "audio/mpeg", "audio/mp4", "video/mp4",
						 "video/webm" };
	static const char *const made[] = { "audio/flac", "audio/ogg",       "audio/x-wav",
					    "video/mpeg", "video/x-msvideo", "" };
	for (size_t i = 0; i < COUNT_OF(by_itself); i++) {
		struct document d = document_of("sound", by_itself[i], 1, 0);
		assert_true(derive_plays_as_delivered(&d));
	}
	for (size_t i = 0; i < COUNT_OF(made); i++) {
		struct document d = document_of("sound", made[i], 1, 0);
		assert_false(derive_plays_as_delivered(&d));
	}
}

/* -- page images -------------------------------------------------------------------------------- */

static void test_page__is_made_once_and_then_there(void **state)
{
	struct ctx *c = begin(one_text);
	struct document d = document_of("text", "text/plain", 1, 1);
	struct media *m;
	struct derive_making *k;
	enum derive_state s;
	unit_ok(c, media_start(c, &m));
	unit_ok(c, derive_page(c, m, &d, 1));
	assert_true(file_exists(derive_page_path(c, STR(ID), 1)));
	assert_false(half_made(c));
	unit_ok(c, derive_page_ask(c, m, &d, 1, &k, &s));
	assert_int_equal(s, DERIVE_THERE);
	media_end(m);
	end(c);
}

static void test_page__that_another_makes_is_waited_for(void **state)
{
	struct ctx *c = begin(one_text);
	struct document d = document_of("text", "text/plain", 1, 1);
	struct media *m;
	struct derive_making *k;
	enum derive_state s;
	unit_ok(c, media_start(c, &m));
	unit_ok(c, folder_make(c, derive_path(c, STR(ID), ".")));
	char *part = str_z(c->mem, str_print(c->mem, "%s.part", derive_page_path(c, STR(ID), 1)));
	int fd = open(part, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	unit_ok(c, derive_page_ask(c, m, &d, 1, &k, &s));
	assert_int_equal(s, DERIVE_TAKEN);
	close(fd); /* it died, half-made: the next one makes the page */
	unit_ok(c, derive_page_ask(c, m, &d, 1, &k, &s));
	assert_int_equal(s, DERIVE_ASKED);
	unit_ok(c, derive_page_done(c, m, k, -1));
	assert_true(file_exists(derive_page_path(c, STR(ID), 1)));
	assert_false(half_made(c));
	media_end(m);
	end(c);
}

static void test_page__that_its_asker_forgot_leaves_nothing(void **state)
{
	struct ctx *c = begin(one_text);
	struct document d = document_of("text", "text/plain", 1, 1);
	struct media *m;
	struct derive_making *k;
	enum derive_state s;
	struct ctx request = *c;
	unit_ok(c, media_start(c, &m));
	request.mem = arena_new(0);
	unit_ok(&request, derive_page_ask(&request, m, &d, 1, &k, &s));
	assert_int_equal(s, DERIVE_ASKED);
	assert_true(half_made(c));
	arena_free(request.mem);
	assert_false(half_made(c));
	assert_false(file_exists(derive_page_path(c, STR(ID), 1)));
	media_end(m);
	end(c);
}

static void test_page__that_is_not_there_is_refused(void **state)
{
	struct ctx *c = begin(one_text);
	struct document d = document_of("text", "text/plain", 1, 9);
	struct media *m;
	unit_ok(c, media_start(c, &m));
	assert_false(derive_page(c, m, &d, 9));
	assert_int_not_equal(c->err.kind, ERR_BUSY);
	assert_false(half_made(c));
	err_clear(c);
	unit_ok(c, derive_page(c, m, &d, 1)); /* and the decoder goes on */
	media_end(m);
	end(c);
}

static void test_page__is_made_by_one_of_many_processes(void **state)
{
	struct ctx *c = begin(one_text);
	struct document d = document_of("text", "text/plain", 1, 1);
	pid_t pids[4];
	for (size_t i = 0; i < COUNT_OF(pids); i++) {
		pids[i] = fork();
		if (pids[i] == 0) {
			struct media *m;
			_exit(media_start(c, &m) && derive_page(c, m, &d, 1) ? 0 : 1);
		}
	}
	for (size_t i = 0; i < COUNT_OF(pids); i++) {
		int status = 1;
		waitpid(pids[i], &status, 0);
		assert_int_equal(status, 0);
	}
	assert_true(file_exists(derive_page_path(c, STR(ID), 1)));
	assert_false(half_made(c));
	end(c);
}

static void test_cover__is_small_and_made_from_the_first_page(void **state)
{
	struct ctx *c = begin(one_text);
	struct document d = document_of("text", "text/plain", 1, 1);
	struct media *m;
	struct str bytes;
	unit_ok(c, media_start(c, &m));
	unit_ok(c, derive_cover(c, m, &d));
	unit_ok(c, file_read(c, derive_path(c, STR(ID), "cover.jpg"), 1 << 20, &bytes));
	assert_true(str_starts(bytes, "\xff\xd8\xff"));
	assert_true(file_exists(derive_page_path(c, STR(ID), 1)));
	unit_ok(c, derive_cover(c, m, &d));
	media_end(m);
	end(c);
}

static void test_no_room__is_told_only_where_there_is_none(void **state)
{
	struct ctx *c = begin(one_text);
	assert_false(derive_no_room(c));
	assert_int_equal(c->err.kind, ERR_NONE);
	end(c);
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "decoder"))
		return media_decoder_main(3);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names__are_the_originals_alone_in_natural_order),
		cmocka_unit_test(test_names__of_a_document_that_is_not_there),
		cmocka_unit_test(test_open__takes_the_one_file_that_is_the_page),
		cmocka_unit_test(test_open__takes_all_where_pages_are_no_files),
		cmocka_unit_test(test_plays_as_delivered__what_every_browser_plays),
		cmocka_unit_test(test_page__is_made_once_and_then_there),
		cmocka_unit_test(test_page__that_another_makes_is_waited_for),
		cmocka_unit_test(test_page__that_its_asker_forgot_leaves_nothing),
		cmocka_unit_test(test_page__that_is_not_there_is_refused),
		cmocka_unit_test(test_page__is_made_by_one_of_many_processes),
		cmocka_unit_test(test_cover__is_small_and_made_from_the_first_page),
		cmocka_unit_test(test_no_room__is_told_only_where_there_is_none),
	};
	return cmocka_run_group_tests_name("derive", tests, NULL, NULL);
}
