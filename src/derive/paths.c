/* Where derived files lie, and the originals that they are made from. */
#include "derive/derive.h"

#include <fcntl.h>
#include <unistd.h>

enum { FILES_MAX = 4096 };
static const char ORIGINALS[] = "original/";

char *derive_path(struct ctx *c, struct str id, const char *name)
{
	return str_z(c->mem, str_print(c->mem, "%s/derived/%.*s/%.*s/%s", c->dir,
				       STR_ARGS(str_upto(id, 2)), STR_ARGS(id), name));
}

char *derive_page_path(struct ctx *c, struct str id, int page)
{
	return derive_path(c, id, str_print(c->mem, "%05d.tif", page).s);
}

bool derive_plays_as_delivered(const struct document *d)
{
	static const char *const types[] = { "audio/mpeg", "audio/mp4", "audio/x-m4a", "video/mp4",
					     "video/webm" };
	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (str_is(d->mime, types[i]))
			return true;
	return false;
}

static int by_name(const void *a, const void *b)
{
	const struct store_file *x = a, *y = b;
	return store_page_order(x->logical, y->logical);
}

bool derive_names(struct ctx *c, struct str id, struct derive_names *ret)
{
	struct store_object o;
	if (!store_get(c, id, &o))
		return false;
	struct derive_names found = { arena_array_of(c->mem, o.n_files + 1, struct store_file), 0 };
	for (size_t i = 0; i < o.n_files; i++)
		if (str_starts(o.files[i].logical, ORIGINALS))
			found.at[found.n++] = o.files[i];
	if (found.n == 0)
		return fail(c, ERR_ABSENT, "the document has no files");
	qsort(found.at, found.n, sizeof *found.at, by_name);
	*ret = found;
	return true;
}

static void close_files(void *arg)
{
	struct derive_files *f = arg;
	for (size_t i = 0; i < f->n; i++)
		close(f->fds[i]);
	f->n = 0;
}

static bool open_one(struct ctx *c, struct derive_files *f, const struct store_file *file)
{
	int fd = open(str_z(c->mem, file->path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return fail_errno(c, "could not open a file of the document: {0}: {1}",
				  str_z(c->mem, file->logical));
	f->fds[f->n++] = fd;
	return true;
}

bool derive_open(struct ctx *c, const struct document *d, int page, struct derive_files *ret)
{
	struct derive_names names;
	if (!derive_names(c, d->id, &names))
		return false;
	if (names.n > FILES_MAX)
		return fail(c, ERR_LIMIT, "the document has too many files");
	bool one_each = page > 0 && names.n > 1 && names.n == (size_t)d->n_pages;
	struct derive_files *f = arena_new_of(c->mem, struct derive_files);
	f->fds = arena_array_of(c->mem, names.n, int);
	f->page = one_each ? 1 : page;
	arena_on_end(c->mem, close_files, f);
	for (size_t i = 0; i < names.n; i++)
		if ((!one_each || i + 1 == (size_t)page) && !open_one(c, f, &names.at[i]))
			return false;
	*ret = *f;
	return true;
}
