/* Access images kept open by a worker, so that a tile costs a look-up and is sent from where it lies.
 * They are derived files that never change: one that was deleted is served until it is closed, and
 * is still right.
 */
#include "web/tiles_int.h"

#include <fcntl.h>
#include <unistd.h>

enum { IMAGES = 16 };

/* Lies in its own arena, with the file and its map. */
struct image {
	struct arena *mem;
	struct media_tiles *tiles;
	struct str id;
	int fd, page;
	int64_t used;
	size_t lent; /* to so many requests, some still sending from it */
	bool there;  /* among the open ones; else it is closed when nobody has it */
};
static struct image *images[IMAGES];

static void close_it(void *arg)
{
	close(*(int *)arg);
}

static void close_if_unused(struct image *i)
{
	if (!i->there && i->lent == 0)
		arena_free(i->mem);
}

static bool open_image(struct web_request *r, int page, struct image **ret)
{
	struct ctx c = { .mem = arena_new(0), .dir = r->c->dir };
	struct image *i = arena_new_of(c.mem, struct image);
	*i = (struct image){ .mem = c.mem, .page = page, .id = str_copy(c.mem, r->doc.id) };
	i->fd = open(derive_page_path(&c, r->doc.id, page), O_RDONLY | O_CLOEXEC);
	if (i->fd >= 0)
		arena_on_end(c.mem, close_it, &i->fd);
	if (i->fd < 0 || !media_tiles_open(&c, i->fd, &i->tiles)) {
		arena_free(c.mem);
		return fail(r->c, ERR_INTERNAL, "could not open the image of a page");
	}
	*ret = i;
	return true;
}

static struct image *find(struct web_request *r, int page)
{
	for (size_t n = 0; n < IMAGES; n++)
		if (images[n] && images[n]->page == page && str_same(images[n]->id, r->doc.id))
			return images[n];
	return NULL;
}

bool web_tiles_open(struct web_request *r, int page)
{
	return find(r, page) != NULL;
}

/* In a free place, or in that of the one not used for longest. */
static void put(struct image *i)
{
	struct image **to = &images[0];
	for (size_t n = 0; n < IMAGES; n++)
		if (*to && (!images[n] || images[n]->used < (*to)->used))
			to = &images[n];
	if (*to) {
		(*to)->there = false;
		close_if_unused(*to);
	}
	i->there = true;
	*to = i;
}

static void give_back(void *arg)
{
	struct image *i = arg;
	i->lent--;
	close_if_unused(i);
}

bool web_tiles(struct web_request *r, int page, struct media_tiles **ret)
{
	struct image *i = find(r, page);
	if (!i) {
		if (!open_image(r, page, &i))
			return false;
		put(i);
	}
	i->used = when_monotonic_us();
	i->lent++;
	arena_on_end(r->c->mem, give_back, i);
	*ret = i->tiles;
	return true;
}
