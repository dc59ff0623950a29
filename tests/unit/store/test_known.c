/* Where files of objects lie is remembered as long as their inventory is the same one, no longer. */
#include "unit.h"
#include "tests.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct stat stamp(int64_t second, int64_t size, uint64_t inode)
{
	return (struct stat){ .st_mtim = { .tv_sec = second, .tv_nsec = 5 },
			      .st_size = size,
			      .st_ino = inode };
}

void test_known__is_good_for_one_stamp_of_the_inventory(void **state)
{
	struct ctx *c = begin_store();
	const struct stat then = stamp(1000, 50, 7);
	const struct stat others[] = { stamp(1001, 50, 7), stamp(1000, 51, 7), stamp(1000, 50, 8) };
	struct stat later = then;
	later.st_mtim.tv_nsec++;
	assert_null(known_path(c, STR("a"), STR("text/words.tsv"), &then));
	known_note(c, STR("a"), STR("text/words.tsv"), &then, STR("v1/content/0"));
	assert_string_equal(known_path(c, STR("a"), STR("text/words.tsv"), &then), "v1/content/0");
	assert_null(known_path(c, STR("a"), STR("text/words.tsv"), &later));
	for (size_t i = 0; i < COUNT_OF(others); i++)
		assert_null(known_path(c, STR("a"), STR("text/words.tsv"), &others[i]));
	known_note(c, STR("a"), STR("text/words.tsv"), &later, STR("v2/content/1"));
	assert_string_equal(known_path(c, STR("a"), STR("text/words.tsv"), &later), "v2/content/1");
	assert_null(known_path(c, STR("a"), STR("text/words.tsv"), &then));
	end_store(c);
}

/* Also where id and path put together are the same letters. */
void test_known__tells_objects_and_files_apart(void **state)
{
	struct ctx *c = begin_store();
	const struct stat then = stamp(1000, 50, 7);
	known_note(c, STR("ab"), STR("c"), &then, STR("one"));
	assert_null(known_path(c, STR("a"), STR("bc"), &then));
	assert_null(known_path(c, STR("ab"), STR("c2"), &then));
	assert_null(known_path(c, STR("ab2"), STR("c"), &then));
	known_note(c, STR("a"), STR("bc"), &then, STR("two"));
	assert_string_equal(known_path(c, STR("ab"), STR("c"), &then), "one");
	assert_string_equal(known_path(c, STR("a"), STR("bc"), &then), "two");
	end_store(c);
}

/* More than there are places for: whoever is still known is known rightly. */
void test_known__takes_a_place_from_another_but_never_its_path(void **state)
{
	enum { MANY = 100000 };
	struct ctx *c = begin_store(), scratch = *c;
	const struct stat then = stamp(1000, 50, 7);
	size_t n = 0;
	scratch.mem = arena_new(0);
	for (int i = 0; i < MANY; i++) {
		struct str id = str_print(scratch.mem, "object-%d", i);
		known_note(&scratch, id, STR("f"), &then, id);
		arena_reset(scratch.mem);
	}
	for (int i = 0; i < MANY; i++) {
		struct str id = str_print(scratch.mem, "object-%d", i);
		const char *path = known_path(&scratch, id, STR("f"), &then);
		n += path != NULL;
		if (path)
			assert_string_equal(path, id.s);
		arena_reset(scratch.mem);
	}
	assert_in_range(n, MANY / 4, 1 << 16);
	arena_free(scratch.mem);
	end_store(c);
}

static void assert_reads(struct ctx *c, const char *logical, const char *text)
{
	struct str got;
	unit_ok(c, store_read(c, STR("urn:x:1"), str_of(logical), 100, &got));
	assert_str(got, text);
}

/* Through the store: another process puts a new version, and it is read at once. */
void test_known__follows_a_new_version_of_another_process(void **state)
{
	struct ctx *c = begin_store();
	create(c, "urn:x:1", "original/a.txt", "old");
	for (int i = 0; i < 3; i++)
		assert_reads(c, "original/a.txt", "old");
	pid_t child = fork();
	if (child == 0) {
		struct ctx d = { .mem = arena_new(0), .dir = c->dir };
		_exit(store_open(&d) && store_update(&d, draft_with(&d, "original/a.txt", "new"),
						     STR("urn:x:1"), &note)
			      ? 0
			      : 1);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	for (int i = 0; i < 3; i++)
		assert_reads(c, "original/a.txt", "new");
	end_store(c);
}
