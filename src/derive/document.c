/* Everything that is made of one document: cover, page images, a playable copy, a poster. */
#include "derive/derive.h"

#include <fcntl.h>
#include <unistd.h>

/* Writes beside and renames, as page images do; here nobody else is waited for, and the last one
 * that ends leaves the same file. */
static bool put_in_place(struct ctx *c, const char *part, const char *path)
{
	if (rename(part, path) == 0)
		return true;
	unlink(part);
	return fail_errno(c, "could not write a derived file: {0}: {1}", path);
}

static char *part_of(struct ctx *c, const char *path)
{
	return str_z(c->mem, str_print(c->mem, "%s.%d.part", path, (int)getpid()));
}

/* -- cover ------------------------------------------------------------------------------------- */

static bool ask_cover(struct ctx *c, struct media *m, int image, int out)
{
	struct media_tiles *t;
	int w, h;
	if (!media_tiles_open(c, image, &t))
		return false;
	media_tiles_size(t, 0, &w, &h);
	if (w <= 0 || h <= 0)
		return fail(c, ERR_INTERNAL, "a page image is broken");
	struct media_region r = { .w = w,
				  .h = h,
				  .out_w = w < DERIVE_COVER_WIDTH ? w : DERIVE_COVER_WIDTH };
	r.out_h = (int)((int64_t)h * r.out_w / w);
	r.out_h = r.out_h ? r.out_h : 1;
	return media_ask_region(c, m, image, &r, out) && media_answer_done(c, m, -1);
}

bool derive_cover(struct ctx *c, struct media *m, const struct document *d)
{
	char *path = derive_path(c, d->id, "cover.jpg"), *part = part_of(c, path);
	if (file_exists(path))
		return true;
	if (!derive_page(c, m, d, 1))
		return false;
	int image = open(derive_page_path(c, d->id, 1), O_RDONLY | O_CLOEXEC);
	int out = open(part, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	bool ok = image >= 0 && out >= 0 ? ask_cover(c, m, image, out)
					 : fail_errno(c, "could not make a cover: {0}: {1}", path);
	if (image >= 0)
		close(image);
	if (out >= 0)
		close(out);
	if (!ok)
		unlink(part);
	return ok && put_in_place(c, part, path);
}

/* -- sound and film ---------------------------------------------------------------------------- */

static bool derive_playable(struct ctx *c, const struct document *d, int fd, enum media_kind kind)
{
	char *path = derive_path(c, d->id, "play.mp4"), *part = part_of(c, path);
	if (derive_plays_as_delivered(d) || file_exists(path))
		return true;
	if (!media_av_access(c, fd, kind, part)) {
		unlink(part);
		return false;
	}
	return put_in_place(c, part, path);
}

static bool derive_poster(struct ctx *c, const struct document *d, int fd)
{
	char *path = derive_path(c, d->id, "poster.jpg"), *part = part_of(c, path);
	if (file_exists(path))
		return true;
	if (!media_av_poster(c, fd, part)) {
		unlink(part);
		return false;
	}
	return put_in_place(c, part, path);
}

static bool derive_av(struct ctx *c, const struct document *d)
{
	struct derive_files f;
	bool film = str_is(d->kind, "film");
	return folder_make(c, derive_path(c, d->id, ".")) && derive_open(c, d, 0, &f) &&
	       (!film || derive_poster(c, d, f.fds[0])) &&
	       derive_playable(c, d, f.fds[0], film ? MEDIA_FILM : MEDIA_SOUND);
}

/* -- the whole --------------------------------------------------------------------------------- */

/* Each page in an arena of its own, so that a thousand pages do not keep a thousand files open. */
static bool derive_one(struct ctx *c, struct media *m, const struct document *d, int page)
{
	struct ctx of_page = *c;
	of_page.mem = arena_new(0);
	bool ok = page ? derive_page(&of_page, m, d, page) : derive_cover(&of_page, m, d);
	if (!ok) {
		c->err = of_page.err;
		for (size_t i = 0; i < ERR_ARGS; i++)
			c->err.args[i] = str_copy(c->mem, c->err.args[i]);
	}
	arena_free(of_page.mem);
	return ok;
}

bool derive_document(struct ctx *c, struct str id)
{
	struct document d;
	struct media *m;
	if (!document_get(c, id, &d))
		return false;
	if (str_is(d.kind, "sound") || str_is(d.kind, "film"))
		return derive_av(c, &d);
	if (d.n_pages == 0)
		return true;
	if (!media_start(c, &m))
		return false;
	bool ok = derive_one(c, m, &d, 0);
	for (int page = 2; ok && page <= d.n_pages; page++)
		ok = derive_one(c, m, &d, page);
	media_end(m);
	return ok;
}

bool derive_job(struct ctx *c, const struct job *job)
{
	return derive_document(c, job->key);
}
