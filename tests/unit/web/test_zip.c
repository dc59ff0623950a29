/* A ZIP made while it is sent: its length is known before, and its bytes do not depend on the pieces
 * they are read in. */
#include "unit.h"
#include "web/zip.h"

int web_zip_tests(void);

static struct str whole(struct ctx *c, const struct store_file *files, size_t n, size_t piece)
{
	struct zip *z;
	struct buf out;
	unit_ok(c, zip_open(c, files, n, &z));
	buf_init(&out, c->mem, 0);
	for (size_t got; (got = zip_read(z, out.n, buf_room(&out, piece), piece)) > 0;)
		buf_wrote(&out, got);
	assert_int_equal(out.n, zip_size(z));
	return buf_str(&out);
}

static struct store_file file_of(struct ctx *c, const char *name, struct str bytes)
{
	char *path = path_join(c->mem, c->dir, path_name(str_of(name)).s);
	unit_ok(c, file_write(c, path, bytes));
	return (struct store_file){ .logical = str_of(name),
				    .size = (int64_t)bytes.n,
				    .path = str_of(path) };
}

static void test_zip__is_the_same_in_any_pieces(void **state)
{
	struct ctx *c = unit_begin();
	struct store_file files[] = {
		file_of(c, "original/page1.txt", STR("one")),
		file_of(c, "original/empty.txt", STR("")),
		file_of(c, "original/Керуен.txt", STR("керуен\n")),
	};
	struct str large = whole(c, files, 3, 65536), small = whole(c, files, 3, 7);
	assert_true(str_same(large, small));
	assert_true(str_starts(large, "PK\003\004"));
	/* CRC-32 of "one", little-endian, after its bytes and the descriptor's mark */
	assert_true(str_find(large, STR("onePK\007\010\xf1\x86\x6c\x7a")) < large.n);
	if (getenv("KERUEN_KEEP_ZIP"))
		unit_ok(c, file_replace(c, getenv("KERUEN_KEEP_ZIP"), large));
	unit_end(c);
}

static void test_zip__stops_where_a_file_is_gone(void **state)
{
	struct ctx *c = unit_begin();
	struct store_file file = { .logical = STR("original/a"),
				   .size = 5,
				   .path = STR("/nonexistent/a") };
	struct zip *z;
	char bytes[100];
	unit_ok(c, zip_open(c, &file, 1, &z));
	assert_int_equal(zip_read(z, 0, bytes, sizeof bytes), 0);
	unit_end(c);
}

int web_zip_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_zip__is_the_same_in_any_pieces),
		cmocka_unit_test(test_zip__stops_where_a_file_is_gone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
