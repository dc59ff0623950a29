/* What every unit test stands on; see unit.h. */
#include "unit.h"

#include <stdlib.h>
#include <unistd.h>

static struct arena *arena;

struct ctx *unit_begin(void)
{
	arena = arena_new(0);
	struct ctx *c = arena_new_of(arena, struct ctx);
	c->mem = arena;
	c->lang = "en";
	const char *tmp = getenv("TMPDIR");
	char *dir = str_z(arena, str_print(arena, "%s/keruen-unit-XXXXXX", tmp ? tmp : "/tmp"));
	assert_non_null(mkdtemp(dir));
	c->dir = dir;
	return c;
}

void unit_end(struct ctx *c)
{
	must(folder_remove(c, c->dir));
	arena_free(arena);
	arena = NULL;
}

void unit_check(struct ctx *c, bool ok, const char *what, const char *file, int line)
{
	if (ok)
		return;
	struct str said = err_english(c->mem, &c->err);
	print_error("%s:%d: %s: %s: %.*s\n", file, line, what, err_kind_name(c->err.kind),
		    STR_ARGS(said));
	assert_true(false);
}

struct arena *unit_arena(void)
{
	return arena;
}

const char *unit_shared(const char *under)
{
	const char *root = getenv("KERUEN_SHARED");
	if (!root)
		return NULL;
	char *path = path_join(arena, root, under);
	return folder_exists(path) || file_exists(path) ? path : NULL;
}

bool unit_sampled(const char *name)
{
	uint32_t hash = 2166136261u; /* FNV-1a */
	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * 16777619u;
	return getenv("KERUEN_WHOLE") || (hash >> 16) % 4 == 0;
}
