/* outside: other catalogues are asked together, and none holds up the others. */
#include "unit.h"

#include <arpa/inet.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "outside/outside.h"

static void write_conf(struct ctx *c, const char *text)
{
	unit_ok(c, file_replace(c, path_join(c->mem, c->dir, "targets.conf"), str_of(text)));
}

static void test_targets__are_read_a_line_each(void **state)
{
	struct ctx *c = unit_begin();
	struct outside_targets t;
	unit_ok(c, outside_targets_read(c, &t));
	assert_int_equal(t.n, 0); /* no file: none */
	write_conf(c, "# catalogues\n\n"
		      "nlr z3950 z3950.example.org:210/books dialect=rusmarc encoding=utf-8 "
		      "user=a password=b charset=windows-1251 name=Российская национальная "
		      "библиотека\n"
		      "loc\tsru\thttp://sru.example.org:7090/voyager\n");
	unit_ok(c, outside_targets_read(c, &t));
	assert_int_equal(t.n, 2);
	assert_str(t.at[0].code, "nlr");
	assert_str(t.at[0].name, "Российская национальная библиотека");
	assert_int_equal(t.at[0].protocol, OUTSIDE_Z3950);
	assert_str(t.at[0].dialect, "rusmarc");
	assert_str(t.at[0].password, "b");
	assert_str(t.at[0].charset, "windows-1251");
	assert_int_equal(t.at[1].protocol, OUTSIDE_SRU);
	assert_str(t.at[1].name, "loc");
	unit_end(c);
}

static void test_targets__that_cannot_be_meant_are_refused(void **state)
{
	static const char *const wrong[] = {
		"x",
		"x z3950",
		"x gopher host",
		"X! z3950 h:1/d",
		"x z3950 h:1/d colour=red",
		"x z3950 h:1/d dialect=finmarc",
		"x sru http://h/ encoding=ebcdic",
		"x z3950 h:1/d\nx sru http://h/",
	};
	struct ctx *c = unit_begin();
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct outside_targets t;
		write_conf(c, wrong[i]);
		assert_false(outside_targets_read(c, &t));
		assert_int_equal(c->err.kind, ERR_INVALID);
		err_clear(c);
	}
	unit_end(c);
}

/* A socket that listens on a free port of the loopback. */
static int listen_somewhere(int *ret_port)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_true(fd >= 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	assert_int_equal(listen(fd, 5), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&a, &n), 0);
	*ret_port = ntohs(a.sin_port);
	return fd;
}

#ifdef ZTEST
static bool answers(int port)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
				 .sin_port = htons((uint16_t)port),
				 .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool ok = connect(fd, (struct sockaddr *)&a, sizeof(a)) == 0;
	close(fd);
	return ok;
}

/* yaz's own server, whose database Default has 24 records and finds any word in some of them. */
static pid_t start_ztest(int *ret_port)
{
	close(listen_somewhere(ret_port));
	pid_t pid = fork();
	if (pid == 0) {
		char at[40];
		snprintf(at, sizeof(at), "tcp:127.0.0.1:%d", *ret_port);
		execl(ZTEST, "yaz-ztest", "-v", "none", at, (char *)NULL);
		_exit(127);
	}
	for (int i = 0; i < 100 && !answers(*ret_port); i++)
		usleep(50000);
	return pid;
}
#endif

static struct outside_target target(struct ctx *c, const char *code, enum outside_protocol p,
				    const char *form, int port)
{
	char number[STR_INT];
	struct str args[] = { str_of_int(port, number) };
	return (struct outside_target){ .code = str_of(code),
					.name = str_of(code),
					.protocol = p,
					.address = err_fill(c->mem, str_of(form), args, 1) };
}

static void test_search__takes_what_answers_and_tells_what_does_not(void **state)
{
#ifdef ZTEST
	struct ctx *c = unit_begin();
	int port, silent_port, closed_port;
	pid_t pid = start_ztest(&port);
	int silent = listen_somewhere(&silent_port); /* takes connections, says nothing */
	close(listen_somewhere(&closed_port));
	struct outside_target at[] = {
		target(c, "silent", OUTSIDE_Z3950, "127.0.0.1:{0}/Default", silent_port),
		target(c, "closed", OUTSIDE_Z3950, "127.0.0.1:{0}/Default", closed_port),
		target(c, "z", OUTSIDE_Z3950, "127.0.0.1:{0}/Default", port),
		target(c, "sru", OUTSIDE_SRU, "http://127.0.0.1:{0}/Default", port),
		target(c, "nosuch", OUTSIDE_Z3950, "127.0.0.1:{0}/NoSuchBase", port),
	};
	struct outside_targets t = { at, COUNT_OF(at) };
	struct outside_answers a, back;
	int64_t began = when_monotonic_us();
	unit_ok(c, outside_search(c, &t, OUTSIDE_TITLE, STR("computer \"science\""), 5, 2000, &a));
	int64_t ms = (when_monotonic_us() - began) / 1000;
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
	close(silent);
	assert_int_equal(a.n, 5);
	assert_true(ms < 4000);
	assert_false(a.at[0].answered);
	assert_str(a.at[0].trouble, "The catalogue silent did not answer in time.");
	assert_false(a.at[1].answered);
	assert_str(a.at[1].trouble, "The catalogue closed cannot be reached.");
	for (size_t i = 2; i < 4; i++) {
		assert_true(a.at[i].answered);
		assert_int_equal(a.at[i].trouble.n, 0);
		assert_true(a.at[i].total > 0);
		assert_int_equal(a.at[i].n, a.at[i].total < 5 ? a.at[i].total : 5);
		assert_true(record_first(&a.at[i].at[0].record, RECORD_TITLE).n > 0);
		assert_non_null(a.at[i].at[0].marc);
	}
	assert_false(a.at[4].answered);
	assert_true(a.at[4].trouble.n > 0);
	struct buf out;
	buf_init(&out, c->mem, 0);
	outside_write(&a, &out);
	unit_ok(c, outside_read(c, buf_str(&out), &back));
	assert_int_equal(back.n, 5);
	assert_str(back.at[0].trouble, "The catalogue silent did not answer in time.");
	assert_int_equal(back.at[2].n, a.at[2].n);
	assert_true(marc_same(back.at[2].at[0].marc, a.at[2].at[0].marc));
	assert_true(str_same(back.at[3].at[0].record.raw, a.at[3].at[0].record.raw));
	unit_end(c);
#else
	print_message("no yaz-ztest here\n");
	skip();
#endif
}

static void test_search__needs_a_word(void **state)
{
	struct ctx *c = unit_begin();
	struct outside_targets none = { 0 };
	struct outside_answers a;
	assert_false(outside_search(c, &none, OUTSIDE_ANY, STR(" .,"), 5, 100, &a));
	assert_int_equal(c->err.kind, ERR_INVALID);
	err_clear(c);
	unit_ok(c, outside_search(c, &none, OUTSIDE_ANY, STR("Абай"), 5, 100, &a));
	assert_int_equal(a.n, 0);
	unit_end(c);
}

static void test_answers__that_are_damaged_are_refused(void **state)
{
	static const char *const wrong[] = {
		"{",
		"[]",
		"null",
		"{\"target\":\"x\",\"records\":[{\"format\":\"iso2709\",\"raw\":\"Ә\"}]}",
		"{\"target\":\"x\",\"records\":[{\"format\":\"csv\",\"raw\":\"x\"}]}",
	};
	struct ctx *c = unit_begin();
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct outside_answers a;
		assert_false(outside_read(c, str_of(wrong[i]), &a));
		err_clear(c);
	}
	unit_end(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_targets__are_read_a_line_each),
		cmocka_unit_test(test_targets__that_cannot_be_meant_are_refused),
		cmocka_unit_test(test_search__takes_what_answers_and_tells_what_does_not),
		cmocka_unit_test(test_search__needs_a_word),
		cmocka_unit_test(test_answers__that_are_damaged_are_refused),
	};
	return cmocka_run_group_tests_name("outside", tests, NULL, NULL);
}
