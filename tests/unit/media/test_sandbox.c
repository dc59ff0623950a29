/* What a process that has shut itself in can still do: nothing it should not. */
#include "groups.h"
#include "media/media_int.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Runs try() inside the walls; 0: it came back and reported success, else its errno. */
static int inside(int (*try)(void))
{
	fflush(NULL);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (!pid) {
		const char *lacks;
		_exit(sandbox_enter(&lacks) ? try() : 200);
	}
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

static int try_nothing(void)
{
	return 0;
}

static int try_passwd(void)
{
	return open("/etc/passwd", O_RDONLY) >= 0 ? 0 : errno;
}

static int try_create(void)
{
	return open("/tmp/keruen-sandbox-test", O_WRONLY | O_CREAT, 0600) >= 0 ? 0 : errno;
}

static int try_write_font(void)
{
	return open("/usr/share/fonts/x", O_RDWR) >= 0 ? 0 : errno;
}

static int try_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 0 : errno;
}

static int try_unix_socket(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ? 0 : errno;
}

static int try_fork(void)
{
	pid_t pid = fork();
	if (!pid)
		_exit(0);
	return pid > 0 ? 0 : errno;
}

static int try_exec(void)
{
	const char *const argv[] = { "/bin/true", NULL };
	execv(argv[0], (char *const *)argv);
	return errno;
}

static int try_kill_parent(void)
{
	return kill(getppid(), 0) ? errno : 0;
}

static int try_models(void)
{
	return open(tesseract_folder(), O_RDONLY | O_DIRECTORY) >= 0 ? 0 : errno;
}

static void test_sandbox__lets_a_decoder_work(void **state)
{
	assert_int_equal(inside(try_nothing), 0);
	if (!access(tesseract_folder(), R_OK))
		assert_int_equal(inside(try_models), 0);
}

static void test_sandbox__opens_no_other_file(void **state)
{
	assert_int_not_equal(inside(try_passwd), 0);
	assert_int_not_equal(inside(try_passwd), 200);
}

static void test_sandbox__makes_no_file(void **state)
{
	assert_int_equal(inside(try_create), EPERM);
	assert_int_equal(inside(try_write_font), EPERM);
	assert_int_not_equal(access("/tmp/keruen-sandbox-test", F_OK), 0);
}

static void test_sandbox__reaches_no_network(void **state)
{
	assert_int_equal(inside(try_socket), EPERM);
	assert_int_equal(inside(try_unix_socket), EPERM);
}

static void test_sandbox__starts_no_process(void **state)
{
	assert_int_equal(inside(try_fork), EPERM);
	assert_int_equal(inside(try_exec), 1000 + SIGSYS);
	assert_int_equal(inside(try_kill_parent), EPERM);
}

/* Tools */
static struct sandbox_run run_of(const char *const *argv)
{
	return (struct sandbox_run){ .argv = argv, .wall_ms = 5000 };
}

static void test_sandbox_exec__runs_a_tool_on_a_file_it_is_handed(void **state)
{
	struct ctx *c = unit_begin();
	int fd = file_of(c, STR("three words here\n")), code;
	const char *const argv[] = { "/usr/bin/wc", "-w", "/proc/self/fd/3", NULL };
	struct sandbox_run r = run_of(argv);
	struct str out;
	r.fds = &fd;
	r.n_fds = 1;
	unit_ok(c, sandbox_exec(c, &r, &code, &out));
	assert_int_equal(code, 0);
	assert_true(str_starts(out, "3 "));
	unit_end(c);
}

static void test_sandbox_exec__keeps_a_tool_from_other_files_and_programs(void **state)
{
	struct ctx *c = unit_begin();
	struct str out;
	int code;
	const char *const reads[] = { "/bin/cat", "/etc/passwd", NULL };
	struct sandbox_run r = run_of(reads);
	unit_ok(c, sandbox_exec(c, &r, &code, &out));
	assert_int_not_equal(code, 0);
	assert_int_equal(out.n, 0);
	const char *const runs[] = { "/usr/bin/env", "/bin/echo", "ran", NULL };
	r = run_of(runs);
	unit_ok(c, sandbox_exec(c, &r, &code, &out));
	assert_int_not_equal(code, 0);
	assert_int_equal(out.n, 0);
	unit_end(c);
}

static void test_sandbox_exec__lets_a_tool_write_its_one_file(void **state)
{
	struct ctx *c = unit_begin();
	int fd = file_of(c, STR("copied\n")), code;
	char *to = path_join(c->mem, c->dir, "out"), *other = path_join(c->mem, c->dir, "other");
	const char *const argv[] = { "/usr/bin/tee", to, NULL };
	const char *const bad[] = { "/bin/cp", "/proc/self/fd/3", other, NULL };
	const char *const good[] = { "/bin/cp", "/proc/self/fd/3", to, NULL };
	struct sandbox_run r = run_of(good);
	struct str out;
	r.fds = &fd;
	r.n_fds = 1;
	r.out_path = to;
	unit_ok(c, sandbox_exec(c, &r, &code, &out));
	assert_int_equal(code, 0);
	unit_ok(c, file_read(c, to, 100, &out));
	assert_str(out, "copied\n");
	r.argv = bad;
	unit_ok(c, sandbox_exec(c, &r, &code, &out));
	assert_int_not_equal(code, 0);
	assert_false(file_exists(other));
	r.argv = argv;
	unit_ok(c, sandbox_exec(c, &r, &code, &out));
	unit_end(c);
}

static void test_sandbox_exec__ends_what_takes_too_long_or_says_too_much(void **state)
{
	struct ctx *c = unit_begin();
	const char *const sleeps[] = { "/bin/sleep", "20", NULL };
	struct sandbox_run r = run_of(sleeps);
	struct str out;
	int code;
	r.wall_ms = 200;
	int64_t before = when_monotonic_us();
	assert_false(sandbox_exec(c, &r, &code, &out));
	assert_int_equal(c->err.kind, ERR_LIMIT);
	assert_true(when_monotonic_us() - before < 3000000);
	const char *const talks[] = { "/usr/bin/yes", NULL };
	r = run_of(talks);
	r.stdout_max = 10000;
	assert_false(sandbox_exec(c, &r, &code, &out));
	assert_int_equal(c->err.kind, ERR_LIMIT);
	const char *const none[] = { "/usr/bin/no-such-tool", NULL };
	r = run_of(none);
	assert_false(sandbox_exec(c, &r, &code, &out));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	unit_end(c);
}

int group_sandbox(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sandbox__lets_a_decoder_work),
		cmocka_unit_test(test_sandbox__opens_no_other_file),
		cmocka_unit_test(test_sandbox__makes_no_file),
		cmocka_unit_test(test_sandbox__reaches_no_network),
		cmocka_unit_test(test_sandbox__starts_no_process),
		cmocka_unit_test(test_sandbox_exec__runs_a_tool_on_a_file_it_is_handed),
		cmocka_unit_test(test_sandbox_exec__keeps_a_tool_from_other_files_and_programs),
		cmocka_unit_test(test_sandbox_exec__lets_a_tool_write_its_one_file),
		cmocka_unit_test(test_sandbox_exec__ends_what_takes_too_long_or_says_too_much),
	};
	return cmocka_run_group_tests_name("sandbox", tests, NULL, NULL);
}
