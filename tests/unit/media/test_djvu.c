/* DjVu: a page of one bit with words, made by DjVuLibre's own tools. */
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "groups.h"
#include "media/media_int.h"

static bool ran(const char *const *argv)
{
	int status = 0;
	pid_t pid = fork();
	if (pid == 0) {
		execv(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	return waitpid(pid, &status, 0) == pid && status == 0;
}

/* 200 x 100 pixels, black in the upper left quarter, with one word there. -1: no tools here. */
static int made(struct ctx *c)
{
	char *pbm = path_join(c->mem, c->dir, "a.pbm"), *djvu = path_join(c->mem, c->dir, "a.djvu");
	char *script = path_join(c->mem, c->dir, "a.dsed");
	uint8_t bits[25 * 100] = { 0 };
	struct buf b;
	for (int y = 0; y < 50; y++)
		memset(bits + y * 25, 0xff, 12);
	buf_init(&b, c->mem, 0);
	buf_add_z(&b, "P4\n200 100\n");
	buf_add_bytes(&b, bits, sizeof(bits));
	unit_ok(c, file_write(c, pbm, buf_str(&b)));
	unit_ok(c, file_write(c, script,
			      STR("select 1\nset-txt\n(page 0 0 200 100 (line 0 50 96 100 "
				  "(word 0 50 48 100 \"\u0436\u043e\u043b\") (word 60 50 "
				  "96 100 \"b\")))\n.\n")));
	const char *const encode[] = { "/usr/bin/cjb2", "-dpi", "150", pbm, djvu, NULL };
	const char *const write[] = { "/usr/bin/djvused", "-f", script, "-s", djvu, NULL };
	return ran(encode) && ran(write) ? file_at(c, djvu) : -1;
}

static void test_djvu__has_its_pixels_and_words(void **state)
{
	struct ctx *c = unit_begin();
	struct media_facts f = { 0 };
	struct media_words w;
	struct raster r;
	void *doc;
	int fd = made(c);
	if (fd < 0) {
		print_message("the tools of DjVuLibre are not here\n");
		unit_end(c);
		skip();
	}
	unit_ok(c, backend_djvu.open(c, &fd, 1, MEDIA_DJVU, &doc));
	unit_ok(c, backend_djvu.facts(c, doc, &f));
	assert_int_equal(f.n_pages, 1);
	assert_int_equal(f.pages[0].width, 200);
	assert_int_equal(f.pages[0].dpi, 150);
	assert_true(f.pages[0].has_text);
	unit_ok(c, backend_djvu.layer(c, doc, 1, &w));
	assert_int_equal(w.n, 2);
	assert_str(w.at[0].text, "\u0436\u043e\u043b");
	assert_int_equal(w.at[0].y, 0);
	assert_int_equal(w.at[1].x, 3000);
	assert_int_equal(w.at[1].h, 5000);
	assert_true(w.at[1].line_ends && !w.at[0].line_ends);
	unit_ok(c, backend_djvu.raster(c, doc, 1, &r));
	assert_int_equal(r.channels, 1);
	assert_true(r.px[10 * r.stride + 10] < 10);
	assert_true(r.px[90 * r.stride + 150] > 245);
	unit_end(c);
}

static void test_djvu__cut_short_is_told_or_refused(void **state)
{
	struct ctx *c = unit_begin();
	int fd = made(c);
	struct str bytes = fd < 0 ? STR_NONE : contents(c, fd);
	for (size_t n = 20; n < bytes.n; n += 11) {
		struct ctx one = { .mem = arena_new(0) };
		struct media_facts f = { 0 };
		struct raster r;
		void *doc;
		int cut = file_of(&one, str_upto(bytes, n));
		if (!backend_djvu.open(&one, &cut, 1, MEDIA_DJVU, &doc) ||
		    !backend_djvu.facts(&one, doc, &f) || !backend_djvu.raster(&one, doc, 1, &r))
			assert_int_equal(one.err.kind, ERR_INVALID);
		arena_free(one.mem);
	}
	unit_end(c);
}

static void test_djvu__is_read_in_the_sandbox(void **state)
{
	struct ctx *c = unit_begin();
	int fd = made(c), out = file_of(c, STR_NONE);
	struct media *m;
	struct media_facts f;
	if (fd >= 0) {
		unit_ok(c, media_start(c, &m));
		unit_ok(c, media_ask_facts(c, m, &fd, 1));
		unit_ok(c, media_answer_facts(c, m, -1, &f));
		assert_int_equal(f.pages[0].width, 200);
		unit_ok(c, media_ask_access(c, m, &fd, 1, 1, out));
		unit_ok(c, media_answer_done(c, m, -1));
		assert_true(contents(c, out).n > 500);
		media_end(m);
	}
	unit_end(c);
}

int group_djvu(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_djvu__has_its_pixels_and_words),
		cmocka_unit_test(test_djvu__cut_short_is_told_or_refused),
		cmocka_unit_test(test_djvu__is_read_in_the_sandbox),
	};
	return cmocka_run_group_tests_name("djvu", tests, NULL, NULL);
}
