/*
 * build - an index made beside the one in use, in parts, packed, and put in place by one rename.
 *
 * DIR/index is a link to DIR/index-N. Parts are written from nothing, each of a few books: writing
 * new parts and merging them all while packing costs less than one index that grows, and the whole
 * never needs more memory than a part. A crash leaves the old index in use, and what was left over
 * is removed the next time.
 */
#include "index/index_int.h"

#include <errno.h>
#include <unistd.h>

enum {
	PART_TITLES = 1000,    /* the engine's trees of these stay in the processor's memory */
	PART_BYTES = 16 << 20, /* of text; Xapian holds about six times as much in memory */
	PARTS_MOST = 64,       /* at once: each is five open files while they are merged */
};

struct build {
	struct arena *mem; /* of the run: titles come and go in memory of their own */
	const char *dir;   /* DIR/index.new */
	struct feed *feed; /* one for all parts: the stems of a word are found once */
	size_t part_from;  /* feed_bytes when this part began */
	size_t part_titles;
	struct writer writer; /* fts is NULL between parts; the places are one file throughout */
	const char *parts[PARTS_MOST];
	size_t n;
	int names; /* of parts given so far */
};

const char *index_path(struct ctx *c)
{
	return path_join(c->mem, c->dir, "index");
}

bool index_lock(struct ctx *c, int *ret_fd)
{
	return folder_make(c, path_join(c->mem, c->dir, "run")) &&
	       file_lock(c, path_join(c->mem, c->dir, "run/index.lock"), false, ret_fd);
}

static void end_build(void *arg)
{
	struct build *b = arg;
	if (b->writer.fts)
		fts_write_close(b->writer.fts);
	b->writer.fts = NULL;
	places_out_close(&b->writer.places);
}

bool build_new(struct ctx *c, struct build **ret)
{
	struct build *b = arena_new_of(c->mem, struct build);
	b->mem = c->mem;
	b->dir = path_join(c->mem, c->dir, "index.new");
	if (!folder_remove(c, b->dir) || !folder_make(c, b->dir))
		return false;
	if (!places_out_open(c, path_join(c->mem, b->dir, "places"), &b->writer.places))
		return false;
	arena_on_end(c->mem, end_build, b);
	*ret = b;
	return true;
}

static bool end_part(struct ctx *c, struct build *b)
{
	if (!b->writer.fts)
		return true;
	bool ok = fts_write_commit(c, b->writer.fts);
	fts_write_close(b->writer.fts);
	b->writer.fts = NULL;
	return ok;
}

static const char *new_part(struct build *b)
{
	return str_z(b->mem, str_print(b->mem, "%s/part-%d", b->dir, b->names++));
}

/* All parts so far into one. */
static bool merge_parts(struct ctx *c, struct build *b)
{
	const char *merged = new_part(b);
	if (!fts_compact(c, b->parts, b->n, merged))
		return false;
	for (size_t i = 0; i < b->n; i++)
		if (!folder_remove(c, b->parts[i]))
			return false;
	b->parts[0] = merged;
	b->n = 1;
	return true;
}

static bool begin_part(struct ctx *c, struct build *b)
{
	struct ctx run = *c;
	run.mem = b->mem;
	if (b->n == PARTS_MOST && !merge_parts(c, b))
		return false;
	const char *path = new_part(b);
	if (!fts_write_open(c, path, true, &b->writer.fts))
		return false;
	b->parts[b->n++] = path;
	if (!b->feed)
		b->feed = feed_new(&run);
	b->part_from = feed_bytes(b->feed);
	b->part_titles = 0;
	return !feed_is_tired(b->feed) || feed_rest(c, b->feed, b->dir);
}

bool build_next(struct ctx *c, struct build *b, struct feed **ret_feed, struct writer **ret)
{
	bool full = b->writer.fts && (feed_bytes(b->feed) - b->part_from >= PART_BYTES ||
				      b->part_titles == PART_TITLES);
	if (full && !end_part(c, b))
		return false;
	if (!b->writer.fts && !begin_part(c, b))
		return false;
	b->part_titles++;
	*ret_feed = b->feed;
	*ret = &b->writer;
	return true;
}

/* The folder DIR/index points to, or NULL. */
static char *linked(struct ctx *c)
{
	char name[64];
	ssize_t n = readlink(index_path(c), name, sizeof(name));
	if (n <= 0 || (size_t)n == sizeof(name))
		return NULL;
	return str_z(c->mem, (struct str){ name, (size_t)n });
}

static const char *free_name(struct ctx *c)
{
	for (int i = 1;; i++) {
		const char *name = str_z(c->mem, str_print(c->mem, "index-%d", i));
		const char *now = linked(c);
		if (!now || strcmp(now, name) != 0)
			return name;
	}
}

static bool put_in_place(struct ctx *c, const char *name)
{
	const char *link = path_join(c->mem, c->dir, "index.link");
	const char *old = linked(c);
	if (unlink(link) != 0 && errno != ENOENT)
		return fail_errno(c, "could not remove {0}: {1}", link);
	if (symlink(name, link) != 0 || rename(link, index_path(c)) != 0)
		return fail_errno(c, "could not put the new index in place of {0}: {1}",
				  index_path(c));
	if (!folder_sync(c, c->dir))
		return false;
	return !old || folder_remove(c, path_join(c->mem, c->dir, old));
}

static bool move_places(struct ctx *c, struct build *b, const char *to)
{
	const char *from = b->writer.places.path;
	if (!places_out_sync(c, &b->writer.places))
		return false;
	if (rename(from, path_join(c->mem, to, "places")) != 0)
		return fail_errno(c, "could not move {0}: {1}", from);
	places_out_close(&b->writer.places);
	return true;
}

/* Keys already put at rest stand in index.new, in files of their own. */
static bool move_keys(struct ctx *c, struct build *b, const char *to)
{
	struct file_list files;
	if (!folder_list(c, b->dir, &files))
		return false;
	for (size_t i = 0; i < files.n; i++) {
		const char *name = str_z(c->mem, files.at[i].name);
		if (!str_starts(files.at[i].name, KEYS_NAME))
			continue;
		if (rename(path_join(c->mem, b->dir, name), path_join(c->mem, to, name)) != 0)
			return fail_errno(c, "could not move {0}: {1}", name);
	}
	return true;
}

bool build_finish(struct ctx *c, struct build *b)
{
	struct feed *feed;
	struct writer *writer;
	/* an empty library has an index too */
	if (b->n == 0 && !build_next(c, b, &feed, &writer))
		return false;
	const char *name = free_name(c);
	const char *path = path_join(c->mem, c->dir, name);
	bool ended = end_part(c, b) && feed_rest(c, b->feed, b->dir);
	feed_free(b->feed); /* its words are not needed to merge */
	b->feed = NULL;
	return ended && folder_remove(c, path) && fts_compact(c, b->parts, b->n, path) &&
	       move_places(c, b, path) && move_keys(c, b, path) && folder_sync(c, path) &&
	       put_in_place(c, name) && folder_remove(c, b->dir);
}
