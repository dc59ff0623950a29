/*
 * handle - the one open index of this process, kept up to date.
 *
 * Asked before each search: a look at the link DIR/index tells of a rebuilt index, Xapian's own
 * reopen of new commits; both cost some microseconds. A handle is not carried over a fork.
 */
#include "index/index_int.h"

#include <sys/stat.h>
#include <unistd.h>

static struct handle *open_now;

void handle_drop(struct handle *h)
{
	must(h == open_now);
	open_now = NULL;
	fts_close(h->fts);
	places_close(&h->places);
	keys_close(&h->keys);
	arena_free(h->sets_mem);
	arena_free(h->mem);
	free((char *)h->path);
	free(h);
}

static bool is_current(const struct handle *h, const char *path, const struct stat *now)
{
	return h->process == getpid() && strcmp(h->path, path) == 0 &&
	       h->device == (uint64_t)now->st_dev && h->inode == (uint64_t)now->st_ino;
}

static bool open_anew(struct ctx *c, const char *path, const struct stat *now)
{
	struct fts *fts;
	struct places places;
	struct keys keys = { 0 };
	if (!places_open(c, path_join(c->mem, path, "places"), &places))
		return false;
	if (!keys_open(c, path, &keys) || !fts_open(c, path, &fts)) {
		places_close(&places);
		keys_close(&keys);
		return false;
	}
	struct handle *h = calloc(1, sizeof(*h));
	must(h);
	*h = (struct handle){
		.fts = fts,
		.places = places,
		.keys = keys,
		.device = (uint64_t)now->st_dev,
		.inode = (uint64_t)now->st_ino,
		.path = strdup(path),
		.process = getpid(),
	};
	must(h->path);
	open_now = h;
	return true;
}

static bool bring_up_to_date(struct ctx *c, struct handle *h)
{
	bool changed = false;
	if (!fts_reopen(c, h->fts, &changed))
		return false;
	if (!changed)
		return true;
	h->stale = true;
	keys_close(&h->keys);
	return keys_open(c, h->path, &h->keys);
}

bool handle_get(struct ctx *c, struct handle **ret)
{
	const char *path = index_path(c);
	struct stat now;
	if (stat(path, &now) != 0) {
		if (open_now)
			handle_drop(open_now);
		return fail(c, ERR_ABSENT, "there is no index yet");
	}
	if (open_now && !is_current(open_now, path, &now))
		handle_drop(open_now);
	if (open_now && !bring_up_to_date(c, open_now)) {
		err_clear(c);
		handle_drop(open_now);
	}
	if (!open_now && !open_anew(c, path, &now))
		return false;
	*ret = open_now;
	return true;
}

bool handle_places(struct ctx *c, struct handle *h, uint32_t doc, struct title_places *ret)
{
	if (!columns_read(c, h))
		return false;
	if (doc > h->n_docs || h->blocks[doc] == 0)
		return fail(c, ERR_ABSENT, "the title is not in the index");
	return places_at(c, &h->places, h->blocks[doc] - 1, ret);
}

void handle_places_ahead(struct handle *h, uint32_t doc)
{
	uint64_t at = doc <= h->n_docs && h->blocks[doc] ? h->blocks[doc] - 1 : 0;
	if (h->places.map && at < h->places.n)
		__builtin_prefetch(h->places.map->map + at);
}
