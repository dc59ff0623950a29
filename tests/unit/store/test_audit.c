/* The audit: each thing wrong told once, and the OCFL community's fixtures known by their codes. */
#include "unit.h"
#include "tests.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

struct findings {
	struct buf said;
	size_t n;
};

static void note_finding(void *arg, const struct store_finding *f)
{
	static const char *const names[] = { "changed", "vanished", "appeared", "broken" };
	struct findings *all = arg;
	buf_print(&all->said, "%s %.*s %.*s\n", names[f->trouble], STR_ARGS(f->detail),
		  STR_ARGS(f->path));
	all->n++;
}

static struct str audit_text(struct ctx *c, size_t *ret_n)
{
	struct findings all = { .n = 0 };
	int64_t files, bytes;
	buf_init(&all.said, c->mem, 0);
	buf_add_z(&all.said, "");
	unit_ok(c, store_audit(c, 2, note_finding, &all, &files, &bytes));
	*ret_n = all.n;
	return buf_str(&all.said);
}

size_t count_findings(struct ctx *c)
{
	size_t n;
	struct str said = audit_text(c, &n);
	if (n)
		print_message("%.*s", STR_ARGS(said));
	return n;
}

void test_audit__finds_nothing_in_a_whole_store(void **state)
{
	struct ctx *c = begin_store();
	int64_t files, bytes;
	struct findings all = { .n = 0 };
	for (int i = 0; i < 200; i++)
		create(c, str_print(c->mem, "urn:x:%d", i).s, "original/a.txt", "one");
	buf_init(&all.said, c->mem, 0);
	unit_ok(c, store_audit(c, 0, note_finding, &all, &files, &bytes));
	assert_int_equal(all.n, 0);
	assert_int_equal(files, 200);
	assert_int_equal(bytes, 600);
	end_store(c);
}

void test_audit__tells_what_changed_vanished_appeared(void **state)
{
	struct ctx *c = begin_store();
	const char *ids[] = { "urn:x:1", "urn:x:2", "urn:x:3" };
	char *at[3];
	for (int i = 0; i < 3; i++) {
		create(c, ids[i], "a.txt", "one");
		at[i] = path_join(c->mem, layout_object(c, str_of(ids[i])), "v1/content/a.txt");
	}
	unit_ok(c, file_replace(c, at[0], STR("0ne")));
	unlink(at[1]);
	unit_ok(c,
		file_write(c,
			   path_join(c->mem, layout_object(c, STR("urn:x:3")), "v1/content/.b.txt"),
			   STR("b")));
	unit_ok(c, file_write(c, path_join(c->mem, layout_root(c), "stray.doc"), STR("b")));
	size_t n;
	struct str said = audit_text(c, &n);
	assert_true(str_find(said, STR("changed E092")) < said.n);
	assert_true(str_find(said, STR("vanished E092")) < said.n);
	assert_true(str_find(said, STR("appeared E023")) < said.n);
	assert_true(str_find(said, STR("appeared E072 stray.doc\n")) < said.n);
	/* the folder that is empty now is told as well */
	assert_true(str_find(said, STR("broken E016")) == said.n);
	assert_int_equal(n, 4);
	end_store(c);
}

void test_audit__tells_a_changed_inventory_once(void **state)
{
	struct ctx *c = begin_store();
	size_t n;
	create(c, "urn:x:1", "a.txt", "one");
	char *path = path_join(c->mem, layout_object(c, STR("urn:x:1")), "inventory.json");
	struct str text;
	unit_ok(c, file_read(c, path, 10000, &text));
	unit_ok(c, file_replace(c, path, str_upto(text, text.n / 2)));
	struct str said = audit_text(c, &n);
	assert_true(str_find(said, STR("broken E060")) < said.n);
	assert_int_equal(n, 1);
	end_store(c);
}

static void copy_tree(struct ctx *c, const char *from, const char *to)
{
	struct str bytes;
	DIR *d = opendir(from);
	struct dirent *e;
	assert_non_null(d);
	unit_ok(c, folder_make(c, to));
	while ((e = readdir(d))) {
		char *a = path_join(c->mem, from, e->d_name), *b = path_join(c->mem, to, e->d_name);
		/* what keeps empty folders in a git repository is no part of a fixture */
		if (e->d_name[0] == '.' && strcmp(e->d_name, ".keep") != 0)
			continue;
		if (folder_exists(a)) {
			copy_tree(c, a, b);
		} else if (strcmp(e->d_name, ".keep") != 0) {
			unit_ok(c, file_read(c, a, 1 << 20, &bytes));
			unit_ok(c, file_write(c, b, bytes));
		}
	}
	closedir(d);
}

/* Is one of the codes with which the fixture's name begins among those told? */
static bool told_as_named(struct str name, struct str said)
{
	struct str rest = name, one;
	while (str_next(&rest, '_', &one) && one.n == 4 && one.s[0] == 'E')
		if (str_find(said, one) < said.n)
			return true;
	/* one sentence of the specification under two codes */
	if (str_starts(name, "E019_") && str_find(said, STR("E020")) < said.n)
		return true;
	/* in a root, an object without anything is an empty folder */
	return str_ends(name, "_empty") && str_find(said, STR("E073")) < said.n;
}

static bool fixture_known(struct ctx *c, const char *folder, const char *name, bool good)
{
	struct ctx inner = *c;
	size_t n;
	inner.mem = arena_new(0);
	inner.dir = path_join(inner.mem, c->dir, "fixture");
	unit_ok(&inner, folder_make(&inner, path_join(inner.mem, inner.dir, "store")));
	unit_ok(&inner, file_write(&inner, path_join(inner.mem, inner.dir, "store/0=ocfl_1.1"),
				   STR("ocfl_1.1\n")));
	copy_tree(&inner, folder, path_join(inner.mem, inner.dir, "store/object"));
	struct str said = audit_text(&inner, &n);
	bool known = good ? n == 0 : told_as_named(str_of(name), said);
	if (!known)
		print_error("%s: told %.*s\n", folder, STR_ARGS(said));
	unit_ok(&inner, folder_remove(&inner, inner.dir));
	arena_free(inner.mem);
	return known;
}

struct tally {
	size_t seen, missed;
};

static void check_fixtures(struct ctx *c, const char *under, bool good, struct tally *t)
{
	const char *folder = unit_shared(under);
	struct file_list in;
	if (!folder)
		return;
	unit_ok(c, folder_list(c, folder, &in));
	for (size_t i = 0; i < in.n; i++) {
		char *name = str_z(c->mem, in.at[i].name);
		if (!in.at[i].folder)
			continue;
		t->seen++;
		t->missed += !fixture_known(c, path_join(c->mem, folder, name), name, good);
	}
}

void test_audit__knows_the_fixtures_by_their_codes(void **state)
{
	struct ctx *c = unit_begin();
	struct tally t = { 0, 0 };
	static const char *const sets[] = { "ocfl-py/1.0", "ocfl-py/1.1", "fixtures/1.0",
					    "fixtures/1.1" };
	for (size_t i = 0; i < COUNT_OF(sets); i++) {
		char *set = path_join(c->mem, "corpus/ocfl", sets[i]);
		check_fixtures(c, path_join(c->mem, set, "bad-objects"), false, &t);
		check_fixtures(c, path_join(c->mem, set, "good-objects"), true, &t);
		check_fixtures(c, path_join(c->mem, set, "warn-objects"), true, &t);
	}
	unit_end(c);
	if (t.seen == 0) {
		print_message("the OCFL fixtures are not there\n");
		skip();
	}
	print_message("%zu fixtures\n", t.seen);
	assert_int_equal(t.missed, 0);
}
