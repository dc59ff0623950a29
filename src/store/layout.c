/*
 * Where things lie: the storage root with its declaration and layout, and each object's folder
 * (extension 0004-hashed-n-tuple-storage-layout).
 */
#include "store/store_int.h"

#include <errno.h>
#include <unistd.h>

char *layout_root(struct ctx *c)
{
	return path_join(c->mem, c->dir, "store");
}

char *layout_incoming(struct ctx *c)
{
	return path_join(c->mem, c->dir, "incoming");
}

struct str layout_relative(struct arena *mem, struct str id)
{
	struct str d = store_digest(mem, id);
	return str_print(mem, "%.3s/%.3s/%.3s/%s", d.s, d.s + 3, d.s + 6, d.s);
}

char *layout_object(struct ctx *c, struct str id)
{
	return path_join(c->mem, layout_root(c), layout_relative(c->mem, id).s);
}

/* What explains a root; the declaration comes last, for it says that the root is whole. */
static const struct {
	const char *path, *text;
} root_files[] = {
	{ "extensions/" STORE_LAYOUT "/config.json",
	  "{\n  \"extensionName\": \"" STORE_LAYOUT "\",\n  \"digestAlgorithm\": \"sha512\",\n"
	  "  \"tupleSize\": 3,\n  \"numberOfTuples\": 3,\n  \"shortObjectRoot\": false\n}\n" },
	{ "ocfl_layout.json",
	  "{\n  \"extension\": \"" STORE_LAYOUT "\",\n  \"description\": \"Each object lies in "
	  "three folders named by the first nine digits of the SHA-512 of its id, three each, "
	  "and a folder named by all of it.\"\n}\n" },
	{ "0=ocfl_1.1", "ocfl_1.1\n" },
};

static bool root_make(struct ctx *c)
{
	char *root = layout_root(c);
	for (size_t i = 0; i < COUNT_OF(root_files); i++) {
		char *path = path_join(c->mem, root, root_files[i].path);
		if (file_exists(path))
			continue;
		char *folder = str_z(c->mem, str_of(path));
		*strrchr(folder, '/') = 0;
		if (!disc_folder(c, folder))
			return false;
		if (!file_replace(c, path, str_of(root_files[i].text)))
			return false;
	}
	return disc_flush(c, root);
}

bool store_open(struct ctx *c)
{
	if (!disc_folder(c, layout_incoming(c)) ||
	    !disc_folder(c, path_join(c->mem, c->dir, "quarantine")))
		return false;
	if (!file_exists(path_join(c->mem, layout_root(c), "0=ocfl_1.1")) && !root_make(c))
		return false;
	struct arena *mem = arena_new(0);
	c->store = arena_new_of(mem, struct store);
	c->store->mem = mem;
	return true;
}

void store_close(struct ctx *c)
{
	if (c->store) {
		arena_free(c->store->cached);
		known_forget(c->store);
		arena_free(c->store->mem);
	}
	c->store = NULL;
}
