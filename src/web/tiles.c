/* Access images kept open by a worker, so that a tile costs a look-up and a copy. They are derived
 * files that never change: one that was deleted is served until it is closed, and is still right.
 */
#include "web/tiles_int.h"

#include <fcntl.h>
#include <unistd.h>

enum { KEPT = 16 };

struct kept {
	struct arena *mem; /* NULL: free */
	struct media_tiles *tiles;
	struct str id;
	int page;
	int64_t used;
};
static struct kept kept[KEPT];

static void close_it(void *arg)
{
	close(*(int *)arg);
}

static bool open_image(struct web_request *r, int page, struct kept *k)
{
	struct ctx c = { .mem = arena_new(0), .dir = r->c->dir };
	int *fd = arena_new_of(c.mem, int);
	*fd = open(derive_page_path(r->c, r->doc.id, page), O_RDONLY | O_CLOEXEC);
	if (*fd >= 0)
		arena_on_end(c.mem, close_it, fd);
	if (*fd < 0 || !media_tiles_open(&c, *fd, &k->tiles)) {
		arena_free(c.mem);
		return fail(r->c, ERR_INTERNAL, "could not open the image of a page");
	}
	k->mem = c.mem;
	k->id = str_copy(c.mem, r->doc.id);
	k->page = page;
	return true;
}

bool web_tiles(struct web_request *r, int page, struct media_tiles **ret)
{
	struct kept *oldest = &kept[0];
	for (size_t i = 0; i < KEPT; i++) {
		struct kept *k = &kept[i];
		if (k->mem && k->page == page && str_same(k->id, r->doc.id)) {
			k->used = when_monotonic_us();
			*ret = k->tiles;
			return true;
		}
		if (!k->mem || (oldest->mem && k->used < oldest->used))
			oldest = k;
	}
	if (oldest->mem)
		arena_free(oldest->mem);
	*oldest = (struct kept){ 0 };
	if (!open_image(r, page, oldest))
		return false;
	oldest->used = when_monotonic_us();
	*ret = oldest->tiles;
	return true;
}
