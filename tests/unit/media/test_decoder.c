/* Decoders that crash, hang or are forgotten: the asking side goes on. */
#include "groups.h"
#include "media/media.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

/* The one child of this process (proc(5), task/children) */
static pid_t child(struct ctx *c)
{
	char bytes[32];
	int64_t pid;
	int fd = open(str_z(c->mem, str_print(c->mem, "/proc/self/task/%d/children", getpid())),
		      O_RDONLY | O_CLOEXEC);
	ssize_t n = read(fd, bytes, sizeof bytes);
	close(fd);
	struct str s = str_trim((struct str){ bytes, n > 0 ? (size_t)n : 0 });
	return str_to_int(s, 1, INT32_MAX, &pid) ? (pid_t)pid : 0;
}

static struct media *started(struct ctx *c, int fd)
{
	struct media *m;
	struct media_facts f;
	unit_ok(c, media_start(c, &m));
	assert_int_equal(media_socket(m), -1);
	unit_ok(c, media_ask_facts(c, m, &fd, 1));
	assert_true(media_socket(m) >= 0);
	unit_ok(c, media_answer_facts(c, m, -1, &f));
	return m;
}

static void test_decoder__that_dies_costs_one_answer(void **state)
{
	struct ctx *c = unit_begin();
	int fd = file_of(c, STR("a text of a few words\n"));
	struct media *m = started(c, fd);
	struct media_words w;
	pid_t pid = child(c);
	kill(pid, SIGSTOP);
	unit_ok(c, media_ask_layer(c, m, &fd, 1, 1));
	kill(pid, SIGKILL);
	assert_false(media_answer_words(c, m, -1, &w));
	assert_int_equal(c->err.kind, ERR_REMOTE);
	assert_string_equal(c->err.text, "the decoder stopped while reading the document");
	assert_int_equal(child(c), 0);
	unit_ok(c, media_ask_layer(c, m, &fd, 1, 1));
	unit_ok(c, media_answer_words(c, m, -1, &w));
	assert_int_equal(w.n, 6);
	unit_end(c);
}

static void test_decoder__that_died_unasked_costs_nothing(void **state)
{
	struct ctx *c = unit_begin();
	int fd = file_of(c, STR("a text of a few words\n"));
	struct media *m = started(c, fd);
	struct media_words w;
	kill(child(c), SIGKILL);
	poll(NULL, 0, 50);
	unit_ok(c, media_ask_layer(c, m, &fd, 1, 1));
	unit_ok(c, media_answer_words(c, m, -1, &w));
	unit_end(c);
}

static void test_decoder__that_is_slow_is_busy_and_can_be_left(void **state)
{
	struct ctx *c = unit_begin();
	int fd = file_of(c, STR("a text of a few words\n"));
	struct media *m = started(c, fd);
	struct media_words w;
	kill(child(c), SIGSTOP);
	unit_ok(c, media_ask_layer(c, m, &fd, 1, 1));
	assert_false(media_answer_words(c, m, 50, &w));
	assert_int_equal(c->err.kind, ERR_BUSY);
	/* nobody waits for that answer: the next question gets its own */
	unit_ok(c, media_ask_layer(c, m, &fd, 1, 1));
	unit_ok(c, media_answer_words(c, m, -1, &w));
	assert_int_equal(w.n, 6);
	unit_end(c);
}

static void test_decoder__past_its_time_is_ended(void **state)
{
	struct ctx *c = unit_begin();
	int fd = file_of(c, STR("a text of a few words\n"));
	struct media *m = started(c, fd);
	struct media_words w;
	kill(child(c), SIGSTOP);
	int64_t before = when_monotonic_us();
	unit_ok(c, media_ask_layer(c, m, &fd, 1, 1));
	assert_false(media_answer_words(c, m, -1, &w));
	assert_int_equal(c->err.kind, ERR_LIMIT);
	assert_in_range(when_monotonic_us() - before, 9000000, 13000000);
	assert_int_equal(child(c), 0);
	unit_end(c);
}

static void test_decoder__ends_with_its_arena(void **state)
{
	struct ctx *c = unit_begin();
	int fd = file_of(c, STR("a text of a few words\n"));
	struct ctx own = { .mem = arena_new(0) };
	started(&own, fd);
	assert_true(child(c) > 0);
	arena_free(own.mem);
	assert_int_equal(child(c), 0);
	unit_end(c);
}

static void test_decoder__takes_a_document_of_many_files(void **state)
{
	struct ctx *c = unit_begin();
	struct media *m;
	struct media_facts f;
	int fds[100];
	for (size_t i = 0; i < COUNT_OF(fds); i++)
		fds[i] = file_of(c, STR("a page that is no image\n"));
	unit_ok(c, media_start(c, &m));
	unit_ok(c, media_ask_facts(c, m, fds, COUNT_OF(fds)));
	assert_false(media_answer_facts(c, m, -1, &f));
	assert_string_equal(c->err.text, "only page images make a document of several files");
	unit_ok(c, media_ask_facts(c, m, fds, 1));
	unit_ok(c, media_answer_facts(c, m, -1, &f));
	unit_end(c);
}

static void test_decoder__is_replaced_after_many_documents(void **state)
{
	struct ctx *c = unit_begin();
	int fd = file_of(c, STR("the first text\n"));
	struct media *m = started(c, fd);
	struct media_facts f;
	pid_t first = child(c);
	for (int i = 0; i < 60; i++) {
		fd = file_of(c, STR("another text\n"));
		unit_ok(c, media_ask_facts(c, m, &fd, 1));
		unit_ok(c, media_answer_facts(c, m, -1, &f));
	}
	assert_int_not_equal(child(c), first);
	unit_end(c);
}

int group_asking(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decoder__that_dies_costs_one_answer),
		cmocka_unit_test(test_decoder__that_died_unasked_costs_nothing),
		cmocka_unit_test(test_decoder__that_is_slow_is_busy_and_can_be_left),
		cmocka_unit_test(test_decoder__past_its_time_is_ended),
		cmocka_unit_test(test_decoder__ends_with_its_arena),
		cmocka_unit_test(test_decoder__takes_a_document_of_many_files),
		cmocka_unit_test(test_decoder__is_replaced_after_many_documents),
	};
	return cmocka_run_group_tests_name("asking", tests, NULL, NULL);
}
