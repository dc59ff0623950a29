/* A page's access image: made once, whoever wants it, and in place by one rename. */
#include "derive/derive.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { POLL_MS = 50, PATIENCE_MS = 180000, ROOM_LEAST = 1 << 20 };

struct derive_making {
	int fd; /* the half-made file, locked */
	char *part, *path;
};

static void give_back(void *arg)
{
	struct derive_making *k = arg;
	if (k->fd < 0)
		return;
	unlink(k->part); /* only while the lock is held: nobody else's work */
	close(k->fd);
	k->fd = -1;
}

/* Is the locked file still the one of that name? Its maker renames or removes it under the lock. */
static bool is_named(int fd, const char *path)
{
	struct stat a, b;
	return fstat(fd, &a) == 0 && stat(path, &b) == 0 && a.st_ino == b.st_ino &&
	       a.st_dev == b.st_dev;
}

/* Takes the half-made file's lock. A lock on a file that was renamed meanwhile is no lock: then the
 * page is there. */
static bool take(struct ctx *c, struct derive_making *k, enum derive_state *ret)
{
	k->fd = open(k->part, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (k->fd < 0)
		return fail_errno(c, "could not write a page image: {0}: {1}", k->part);
	*ret = DERIVE_ASKED;
	if (flock(k->fd, LOCK_EX | LOCK_NB) != 0)
		*ret = DERIVE_TAKEN;
	else if (file_exists(k->path))
		*ret = DERIVE_THERE;
	else if (!is_named(k->fd, k->part))
		*ret = DERIVE_TAKEN;
	if (*ret == DERIVE_ASKED && ftruncate(k->fd, 0) == 0)
		return true;
	if (*ret == DERIVE_ASKED)
		return fail_errno(c, "could not write a page image: {0}: {1}", k->part);
	close(k->fd);
	k->fd = -1;
	return true;
}

/* A decoder cannot tell why its file could not be written; the file system can. Asked before the
 * half-made file is given back. */
bool derive_no_room(struct ctx *c)
{
	struct statvfs fs;
	if (statvfs(path_join(c->mem, c->dir, "derived"), &fs) != 0 ||
	    (uint64_t)fs.f_bavail * fs.f_frsize >= ROOM_LEAST)
		return false;
	fail(c, ERR_INTERNAL, "there is no room left on the disc to prepare this page");
	return true;
}

bool derive_page_ask(struct ctx *c, struct media *m, const struct document *d, int page,
		     struct derive_making **ret, enum derive_state *ret_state)
{
	struct derive_making *k = arena_new_of(c->mem, struct derive_making);
	struct derive_files files;
	k->fd = -1;
	k->path = derive_page_path(c, d->id, page);
	k->part = str_z(c->mem, str_print(c->mem, "%s.part", k->path));
	if (file_exists(k->path)) {
		*ret_state = DERIVE_THERE;
		return true;
	}
	if (!folder_make(c, derive_path(c, d->id, ".")) || !take(c, k, ret_state))
		return false;
	if (*ret_state != DERIVE_ASKED)
		return true;
	arena_on_end(c->mem, give_back, k);
	if (!derive_open(c, d, page, &files) ||
	    !media_ask_access(c, m, files.fds, files.n, files.page, k->fd)) {
		give_back(k);
		return false;
	}
	*ret = k;
	return true;
}

bool derive_page_done(struct ctx *c, struct media *m, struct derive_making *k, int ms)
{
	if (!media_answer_done(c, m, ms)) {
		if (c->err.kind == ERR_BUSY)
			return false;
		derive_no_room(c);
		give_back(k);
		return false;
	}
	if (rename(k->part, k->path) != 0) {
		give_back(k);
		return fail_errno(c, "could not write a page image: {0}: {1}", k->path);
	}
	close(k->fd);
	k->fd = -1;
	return true;
}

bool derive_page(struct ctx *c, struct media *m, const struct document *d, int page)
{
	for (int waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
		struct derive_making *k;
		enum derive_state state;
		if (!derive_page_ask(c, m, d, page, &k, &state))
			return false;
		if (state == DERIVE_THERE)
			return true;
		if (state == DERIVE_ASKED)
			return derive_page_done(c, m, k, -1);
		poll(NULL, 0, POLL_MS);
	}
	return fail(c, ERR_BUSY, "the page is being prepared elsewhere");
}
