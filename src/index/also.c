/*
 * also - other names of the places that a query names: the shipped table, and DIR/places.tsv.
 *
 * The editor's file is looked at before each search and read again where it has changed: what he
 * saved is what the next reader gets. One that cannot be read changes nothing for readers;
 * `keruen check` says what is wrong with it.
 */
#include "index/index_int.h"

#include <sys/stat.h>

enum { LIST_BYTES = 4 << 20 };

struct list_state { /* of the file; all 0 where there is none */
	struct timespec changed;
	uint64_t inode;
	int64_t size;
};
static struct {
	struct arena *mem;
	struct text_places *places;
	char *path;
	struct list_state state;
} known;

static struct list_state state_of(const char *path)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return (struct list_state){ .size = 0 };
	return (struct list_state){ st.st_mtim, st.st_ino, st.st_size };
}

static bool same_state(const struct list_state *a, const struct list_state *b)
{
	return a->changed.tv_sec == b->changed.tv_sec && a->changed.tv_nsec == b->changed.tv_nsec &&
	       a->inode == b->inode && a->size == b->size;
}

static bool read_list(struct ctx *c, const char *path, struct text_places **ret)
{
	struct str file = STR_NONE;
	if (!file_read(c, path, LIST_BYTES, &file)) {
		if (c->err.kind != ERR_ABSENT)
			return false;
		err_clear(c);
	}
	return text_places_read(c, file, ret);
}

/* The places as they are now; they live until the file changes. */
static const struct text_places *places_now(struct ctx *c)
{
	const char *path = path_join(c->mem, c->dir, "places.tsv");
	struct list_state now = state_of(path);
	if (known.places && strcmp(known.path, path) == 0 && same_state(&known.state, &now))
		return known.places;
	arena_free(known.mem);
	free(known.path);
	known.mem = arena_new(0);
	known.path = strdup(path);
	known.state = now;
	must(known.path);
	struct ctx own = *c;
	own.mem = known.mem;
	if (!read_list(&own, path, &known.places)) {
		err_clear(&own);
		if (!text_places_read(&own, STR_NONE, &known.places))
			known.places = NULL;
	}
	return known.places;
}

bool index_check_places(struct ctx *c)
{
	struct text_places *places;
	return read_list(c, path_join(c->mem, c->dir, "places.tsv"), &places);
}

size_t also_known(struct ctx *c, const struct str *words, size_t n, struct also *ret, size_t max)
{
	const struct text_places *places = places_now(c);
	struct text_place_names found;
	size_t k = 0;
	for (size_t at = 0; places && at < n && k < max;) {
		text_places_find(places, words + at, n - at, &found);
		if (found.n) {
			struct also *a = &ret[k++];
			*a = (struct also){ .at = at, .n = found.n_words, .n_names = found.n };
			a->names = arena_array_of(c->mem, found.n, struct str);
			for (size_t i = 0; i < found.n; i++)
				a->names[i] = str_copy(c->mem, found.at[i]);
		}
		at += found.n_words ? found.n_words : 1;
	}
	return k;
}
