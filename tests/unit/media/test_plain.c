/* Plain text set in pages */
#include "groups.h"
#include "media/media.h"

#include <sys/mman.h>
#include <unistd.h>

static struct media_words layer(struct ctx *c, struct media *m, int fd, int page)
{
	struct media_words w;
	unit_ok(c, media_ask_layer(c, m, &fd, 1, page));
	unit_ok(c, media_answer_words(c, m, -1, &w));
	return w;
}

static void test_plain__gives_every_word_once_and_in_order(void **state)
{
	struct ctx *c = unit_begin();
	struct media *m;
	struct buf b;
	buf_init(&b, c->mem, 0);
	for (int i = 0; i < 5000; i++)
		buf_print(&b, "сөз%d%s", i, i % 97 == 96 ? "\n\n" : " ");
	int fd = file_of(c, buf_str(&b)), next = 0;
	struct media_facts f;
	unit_ok(c, media_start(c, &m));
	unit_ok(c, media_ask_facts(c, m, &fd, 1));
	unit_ok(c, media_answer_facts(c, m, -1, &f));
	assert_int_equal(f.kind, MEDIA_TEXT);
	assert_true(f.n_pages > 5 && f.pages[0].has_text);
	for (size_t page = 1; page <= f.n_pages; page++) {
		struct media_words w = layer(c, m, fd, (int)page);
		assert_true(w.n > 0);
		for (size_t i = 0; i < w.n; i++) {
			assert_str(w.at[i].text, str_z(c->mem, str_print(c->mem, "сөз%d", next++)));
			assert_true(w.at[i].w > 0 && w.at[i].h > 0);
		}
	}
	assert_int_equal(next, 5000);
	unit_end(c);
}

static void test_plain__breaks_no_word_that_fits_and_any_that_does_not(void **state)
{
	struct ctx *c = unit_begin();
	struct media *m;
	char *text = arena_take(c->mem, 3001);
	memset(text, 'x', 3000);
	int fd = file_of(c, (struct str){ text, 3000 });
	unit_ok(c, media_start(c, &m));
	struct media_words w = layer(c, m, fd, 1);
	size_t total = 0;
	for (size_t i = 0; i < w.n; i++) {
		total += w.at[i].text.n;
		assert_true(w.at[i].line_ends);
	}
	assert_true(w.n > 10);
	assert_true(total <= 3000);
	unit_end(c);
}

static void test_plain__makes_pdfs_of_pages_with_their_text(void **state)
{
	struct ctx *c = unit_begin();
	struct media *m;
	struct buf b;
	buf_init(&b, c->mem, 0);
	for (int i = 0; i < 100; i++)
		buf_print(&b, "Жол %d: ә ғ қ ң ө ұ ү һ і Ѣ\n", i);
	int fd = file_of(c, buf_str(&b)), out = memfd_create("out", MFD_CLOEXEC);
	unit_ok(c, media_start(c, &m));
	unit_ok(c, media_ask_excerpt(c, m, &fd, 1, 2, 2, out));
	unit_ok(c, media_answer_done(c, m, -1));
	struct media_words w = layer(c, m, out, 1), own = layer(c, m, fd, 2);
	assert_int_equal(w.n, own.n);
	for (size_t i = 0; i < w.n; i++)
		assert_true(str_same(w.at[i].text, own.at[i].text));
	close(out);
	unit_end(c);
}

static void test_plain__refuses_what_is_only_white_space(void **state)
{
	struct ctx *c = unit_begin();
	struct media *m;
	struct media_facts f;
	int fd = file_of(c, STR(" \n\n\t\n"));
	unit_ok(c, media_start(c, &m));
	unit_ok(c, media_ask_facts(c, m, &fd, 1));
	assert_false(media_answer_facts(c, m, -1, &f));
	assert_int_equal(c->err.kind, ERR_INVALID);
	unit_end(c);
}

int group_plain(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain__gives_every_word_once_and_in_order),
		cmocka_unit_test(test_plain__breaks_no_word_that_fits_and_any_that_does_not),
		cmocka_unit_test(test_plain__makes_pdfs_of_pages_with_their_text),
		cmocka_unit_test(test_plain__refuses_what_is_only_white_space),
	};
	return cmocka_run_group_tests_name("plain", tests, NULL, NULL);
}
