/* base: memory, slices, errors, files, time, children keep their promises. */
#include "unit.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

int net_tests(void);

static void test_natural_order__puts_page2_before_page10(void **state)
{
	static const struct {
		const char *a, *b;
		int order;
	} cases[] = {
		{ "page2.tif", "page10.tif", -1 },
		{ "page10", "page9", 1 },
		{ "a", "a", 0 },
		{ "007", "7", -1 },
		{ "7a", "007b", -1 },
		{ "a1b2", "a1b10", -1 },
		{ "99999999999999999999998", "99999999999999999999999", -1 },
		{ "Page1", "page2", -1 },
		{ "", "a", -1 },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int order = str_order_natural(str_of(cases[i].a), str_of(cases[i].b));
		int back = str_order_natural(str_of(cases[i].b), str_of(cases[i].a));
		assert_int_equal((order > 0) - (order < 0), cases[i].order);
		assert_int_equal((back > 0) - (back < 0), -cases[i].order);
	}
}

static void test_str_to_int__takes_whole_numbers_within_bounds(void **state)
{
	int64_t v = 0;
	assert_true(str_to_int(STR("-12"), -100, 100, &v));
	assert_int_equal(v, -12);
	static const char *const bad[] = {
		"", "-", "1x", " 1", "101", "9223372036854775808", "+1"
	};
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_false(str_to_int(str_of(bad[i]), -100, 100, &v));
	assert_int_equal(v, -12);
}

static void test_str_next__gives_every_part_and_the_empty_ones(void **state)
{
	struct str rest = STR("a,,b,"), part;
	const char *const want[] = { "a", "", "b", "" };
	size_t n = 0;
	for (; str_next(&rest, ',', &part); n++)
		assert_true(str_is(part, want[n]));
	assert_int_equal(n, 4);
}

static void test_arena__grows_without_losing_what_was_written(void **state)
{
	struct ctx *c = unit_begin();
	size_t n = 100000;
	int *p = arena_array_of(c->mem, n, int);
	for (size_t i = 0; i < n; i++)
		p[i] = (int)i;
	arena_take(c->mem, 1);
	p = arena_grow(c->mem, p, n * sizeof *p, 2 * n * sizeof *p);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(p[i], i);
	assert_int_equal(p[n], 0);
	unit_end(c);
}

static void count_up(void *arg)
{
	++*(int *)arg;
}

static void test_arena__runs_endings_on_reset_once(void **state)
{
	struct arena *a = arena_new(0);
	int ended = 0;
	arena_on_end(a, count_up, &ended);
	arena_reset(a);
	assert_int_equal(ended, 1);
	arena_free(a);
	assert_int_equal(ended, 1);
}

static void test_buf__stops_at_its_cap_and_says_so_once(void **state)
{
	struct ctx *c = unit_begin();
	struct buf b;
	buf_init(&b, c->mem, 8);
	buf_add_z(&b, "12345678");
	assert_false(b.full);
	buf_add_z(&b, "9");
	buf_add_z(&b, "");
	assert_true(b.full);
	assert_str(buf_str(&b), "12345678");
	unit_end(c);
}

static void test_buf__escapes_for_the_place_it_goes_to(void **state)
{
	struct ctx *c = unit_begin();
	struct buf b;
	buf_init(&b, c->mem, 0);
	buf_add_html(&b, STR("<a href='x'>&\"</a>"));
	assert_str(buf_str(&b), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;&lt;/a&gt;");
	buf_clear(&b);
	buf_add_json(&b, STR("\"\\\n\x01\xC3\x28 \xED\xA0\x80 Қ"));
	assert_str(buf_str(&b), "\"\\\"\\\\\\n\\u0001\xEF\xBF\xBD( "
				"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD Қ\"");
	buf_clear(&b);
	buf_add_url(&b, STR("а b/~"));
	assert_str(buf_str(&b), "%D0%B0%20b%2F~");
	buf_clear(&b);
	buf_add_int(&b, INT64_MIN);
	assert_str(buf_str(&b), "-9223372036854775808");
	unit_end(c);
}

static void test_fail__keeps_kind_and_arguments(void **state)
{
	struct ctx *c = unit_begin();
	assert_false(fail(c, ERR_LIMIT, "{0} has {1} pages of {2}{3}", "a.pdf", "7"));
	assert_int_equal(c->err.kind, ERR_LIMIT);
	assert_str(err_english(c->mem, &c->err), "a.pdf has 7 pages of {3}");
	unit_end(c);
}

static void test_when__writes_and_reads_rfc3339(void **state)
{
	struct ctx *c = unit_begin();
	int64_t t = 0;
	assert_true(when_parse(STR("2026-11-22T02:07:43Z"), &t));
	assert_int_equal(t, 1795313263);
	assert_str(when_text(c->mem, t), "2026-11-22T02:07:43Z");
	assert_true(when_parse(STR("2024-02-29"), &t));
	static const char *const bad[] = { "2023-02-29",       "2026-13-01",           "2026-1-01",
					   "2026-11-22T02:07", "2026-11-22T25:00:00Z", "" };
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_false(when_parse(str_of(bad[i]), &t));
	unit_end(c);
}

static void test_file_replace__shows_old_or_new_and_leaves_nothing_beside(void **state)
{
	struct ctx *c = unit_begin();
	char *path = path_join(c->mem, c->dir, "a.txt");
	struct str got;
	unit_ok(c, file_write(c, path, STR("one")));
	assert_false(file_write(c, path, STR("two")));
	assert_int_equal(c->err.kind, ERR_CONFLICT);
	unit_ok(c, file_replace(c, path, STR("three")));
	unit_ok(c, file_read(c, path, 100, &got));
	assert_str(got, "three");
	assert_false(file_read(c, path, 4, &got));
	assert_int_equal(c->err.kind, ERR_LIMIT);
	struct file_list list;
	unit_ok(c, folder_list(c, c->dir, &list));
	assert_int_equal(list.n, 1);
	unit_end(c);
}

static void test_folder_move__refuses_a_taken_name(void **state)
{
	struct ctx *c = unit_begin();
	char *a = path_join(c->mem, c->dir, "a/deep"), *b = path_join(c->mem, c->dir, "b");
	unit_ok(c, folder_make(c, a));
	unit_ok(c, folder_make(c, b));
	assert_false(folder_move(c, a, b));
	assert_int_equal(c->err.kind, ERR_CONFLICT);
	unit_ok(c, folder_move(c, a, path_join(c->mem, c->dir, "c")));
	assert_false(folder_exists(a));
	unit_end(c);
}

static void test_file_lock__is_held_by_one_and_ends_with_it(void **state)
{
	struct ctx *c = unit_begin();
	char *path = path_join(c->mem, c->dir, "lock");
	int one, two;
	unit_ok(c, file_lock(c, path, false, &one));
	assert_false(file_lock(c, path, false, &two));
	assert_int_equal(c->err.kind, ERR_BUSY);
	close(one);
	unit_ok(c, file_lock(c, path, false, &two));
	close(two);
	unit_end(c);
}

/* What was written to stderr meanwhile; each call gives what came since the last. */
static int stderr_kept, stderr_file;

static void catch_stderr(struct ctx *c)
{
	char *path = path_join(c->mem, c->dir, "log");
	fflush(stderr);
	stderr_kept = dup(2);
	stderr_file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(stderr_kept >= 0 && stderr_file >= 0);
	assert_true(dup2(stderr_file, 2) == 2);
}

static struct str caught(struct ctx *c)
{
	struct str s;
	off_t end = lseek(stderr_file, 0, SEEK_END);
	unit_ok(c, file_read_at(c, stderr_file, 0, (size_t)end, &s));
	assert_int_equal(ftruncate(stderr_file, 0), 0);
	assert_int_equal(lseek(stderr_file, 0, SEEK_SET), 0);
	return s;
}

static void let_stderr_go(void)
{
	dup2(stderr_kept, 2);
	close(stderr_kept);
	close(stderr_file);
}

static void test_log__gathers_lines_until_they_are_flushed(void **state)
{
	struct ctx *c = unit_begin();
	char long_text[5000];
	memset(long_text, 'x', sizeof long_text);
	const struct log_field fields[] = { { "path", .text = STR("/a\nb\x01") },
					    { "n", .number = -42 },
					    { "none", .text = STR("") } };
	const struct log_field too_long[] = { { "path", .text = { long_text, sizeof long_text } } };
	setenv("KERUEN_NOW", "1000000000", 1);
	catch_stderr(c);
	log_gather("request", fields, COUNT_OF(fields));
	log_gather("other", NULL, 0);
	struct str early = caught(c);
	log_flush();
	struct str flushed = caught(c);
	log_flush();
	struct str again = caught(c);
	log_gather("first", NULL, 0);
	log_event("second", "a=%d", 1);
	struct str both = caught(c);
	log_gather("long", too_long, 1);
	log_flush();
	struct str cut = caught(c);
	for (int i = 0; i < 100; i++)
		log_gather("many", too_long, 1);
	log_flush();
	struct str many = caught(c);
	let_stderr_go();
	unsetenv("KERUEN_NOW");
	char *line = str_z(c->mem, str_print(c->mem,
					     "2001-09-09T01:46:40Z %d request path=/a b  n=-42 "
					     "none=\n2001-09-09T01:46:40Z %d other \n",
					     (int)getpid(), (int)getpid()));
	assert_int_equal(early.n, 0);
	assert_str(flushed, line);
	assert_int_equal(again.n, 0);
	assert_true(str_find(both, STR(" first \n")) < str_find(both, STR(" second a=1\n")));
	assert_true(str_find(both, STR(" second a=1\n")) < both.n);
	assert_int_equal(cut.n, 4096);
	assert_int_equal(cut.s[4095], '\n');
	assert_int_equal(many.n, 100 * 4096);
	unit_end(c);
}

static void test_path__names_and_extensions(void **state)
{
	assert_true(str_is(path_name(STR("/a/b.c")), "b.c"));
	assert_true(str_is(path_extension(STR("/a.d/b.tar.gz")), "gz"));
	assert_true(str_is(path_extension(STR("/a.d/.hidden")), ""));
	assert_true(str_is(path_extension(STR("/a.d/b")), ""));
}

/* The child answers each message with its bytes and file given back. */
static int echo(int socket)
{
	struct ctx c = { .mem = arena_new(0) };
	struct proc_message m;
	while (proc_receive(&c, socket, 1 << 20, 5000, &m)) {
		if (!proc_send(&c, socket, &m))
			return 1;
		if (str_is(m.bytes, "end"))
			break;
		for (size_t i = 0; i < m.n_fds; i++)
			close(m.fds[i]);
	}
	arena_free(c.mem);
	return 0;
}

static void test_proc__carries_bytes_and_files_both_ways(void **state)
{
	struct ctx *c = unit_begin();
	const char *argv[] = { proc_self(), "echo", NULL };
	pid_t pid;
	int socket;
	unit_ok(c, proc_start(c, argv, &pid, &socket));
	char *path = path_join(c->mem, c->dir, "f");
	unit_ok(c, file_write(c, path, STR("of the file")));
	char *big = arena_take(c->mem, 300000);
	struct proc_message m = { .bytes = { big, 300000 }, .n_fds = 1 }, got;
	m.fds[0] = open(path, O_RDONLY | O_CLOEXEC);
	unit_ok(c, proc_send(c, socket, &m));
	unit_ok(c, proc_receive(c, socket, 1 << 20, 5000, &got));
	assert_int_equal(got.bytes.n, 300000);
	assert_int_equal(got.n_fds, 1);
	struct str text;
	unit_ok(c, file_read_fd(c, got.fds[0], 100, &text));
	assert_str(text, "of the file");
	assert_false(proc_receive(c, socket, 1 << 20, 20, &got));
	assert_int_equal(c->err.kind, ERR_BUSY);
	m = (struct proc_message){ .bytes = STR("end") };
	unit_ok(c, proc_send(c, socket, &m));
	unit_ok(c, proc_receive(c, socket, 1 << 20, 5000, &got));
	assert_false(proc_receive(c, socket, 1 << 20, 5000, &got));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	int status = proc_end(pid, 2000);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	close(socket);
	unit_end(c);
}

static void test_proc__refuses_what_is_larger_than_agreed(void **state)
{
	struct ctx *c = unit_begin();
	const char *argv[] = { proc_self(), "echo", NULL };
	pid_t pid;
	int socket;
	unit_ok(c, proc_start(c, argv, &pid, &socket));
	struct proc_message m = { .bytes = STR("longer than eight") }, got;
	unit_ok(c, proc_send(c, socket, &m));
	assert_false(proc_receive(c, socket, 8, 5000, &got));
	assert_int_equal(c->err.kind, ERR_LIMIT);
	int status = proc_end(pid, 0);
	assert_true(WIFSIGNALED(status));
	close(socket);
	unit_end(c);
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "echo"))
		return echo(3);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_natural_order__puts_page2_before_page10),
		cmocka_unit_test(test_str_to_int__takes_whole_numbers_within_bounds),
		cmocka_unit_test(test_str_next__gives_every_part_and_the_empty_ones),
		cmocka_unit_test(test_arena__grows_without_losing_what_was_written),
		cmocka_unit_test(test_arena__runs_endings_on_reset_once),
		cmocka_unit_test(test_buf__stops_at_its_cap_and_says_so_once),
		cmocka_unit_test(test_buf__escapes_for_the_place_it_goes_to),
		cmocka_unit_test(test_fail__keeps_kind_and_arguments),
		cmocka_unit_test(test_when__writes_and_reads_rfc3339),
		cmocka_unit_test(test_file_replace__shows_old_or_new_and_leaves_nothing_beside),
		cmocka_unit_test(test_folder_move__refuses_a_taken_name),
		cmocka_unit_test(test_file_lock__is_held_by_one_and_ends_with_it),
		cmocka_unit_test(test_log__gathers_lines_until_they_are_flushed),
		cmocka_unit_test(test_path__names_and_extensions),
		cmocka_unit_test(test_proc__carries_bytes_and_files_both_ways),
		cmocka_unit_test(test_proc__refuses_what_is_larger_than_agreed),
	};
	return cmocka_run_group_tests_name("base", tests, NULL, NULL) + net_tests();
}
