/*
 * known - where files of objects lie, remembered while their inventories stay as they are.
 *
 * A page of results opens a file of each of twenty objects; to read and check an inventory each time
 * cost more than the rest of the page. One look at the inventory's stamp tells whether it changed.
 * A place is taken by whoever comes last; a hundred bytes each.
 */
#include "store/store_int.h"

#include <sys/stat.h>

enum { PLACES = 1 << 16 };

struct known {
	char *key; /* id, tab, logical path, NUL, path within the object; NULL: free */
	int64_t made, size, inode;
};

static uint32_t place_of(const char *key)
{
	uint64_t h = 14695981039346656037u;
	for (; *key; key++)
		h = (h ^ (unsigned char)*key) * 1099511628211u;
	return (uint32_t)(h >> 32) % PLACES;
}

static struct known stamped(const struct stat *now, char *key)
{
	return (struct known){
		.key = key,
		.made = (int64_t)now->st_mtim.tv_sec * 1000000000 + now->st_mtim.tv_nsec,
		.size = now->st_size,
		.inode = (int64_t)now->st_ino,
	};
}

static bool same_stamp(const struct known *a, const struct known *b)
{
	return a->made == b->made && a->size == b->size && a->inode == b->inode;
}

static char *key_of(struct arena *mem, struct str id, struct str logical)
{
	return str_z(mem, str_print(mem, "%.*s\t%.*s", STR_ARGS(id), STR_ARGS(logical)));
}

const char *known_path(struct ctx *c, struct str id, struct str logical, const struct stat *now)
{
	struct store *s = c->store;
	if (!s->known)
		return NULL;
	char *key = key_of(c->mem, id, logical);
	const struct known *k = &s->known[place_of(key)], want = stamped(now, NULL);
	if (!k->key || strcmp(k->key, key) != 0 || !same_stamp(k, &want))
		return NULL;
	return k->key + strlen(k->key) + 1;
}

void known_note(struct ctx *c, struct str id, struct str logical, const struct stat *now,
		struct str path)
{
	struct store *s = c->store;
	const char *key = key_of(c->mem, id, logical);
	size_t n = strlen(key) + 1;
	if (!s->known)
		s->known = calloc(PLACES, sizeof(*s->known));
	char *kept = malloc(n + path.n + 1);
	must(s->known && kept);
	memcpy(kept, key, n);
	memcpy(kept + n, path.s, path.n);
	kept[n + path.n] = '\0';
	struct known *k = &s->known[place_of(key)];
	free(k->key);
	*k = stamped(now, kept);
}

void known_forget(struct store *s)
{
	for (size_t i = 0; s->known && i < PLACES; i++)
		free(s->known[i].key);
	free(s->known);
	s->known = NULL;
}
