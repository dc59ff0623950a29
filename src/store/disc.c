/* Writing that says plainly when the disc is full, and flushing that survives a power cut. */
#include "store/store_int.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FLUSH_SINGLY_MAX = 24 };

bool disc_fail(struct ctx *c, const char *path)
{
	if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG)
		return fail(c, ERR_LIMIT,
			    "the disc that holds the library is full: {0} could not be written",
			    path);
	return fail_errno(c, "{0} could not be written to the library's disc: {1}", path);
}

bool disc_folder(struct ctx *c, const char *path)
{
	if (mkdir(path, 0755) == 0 || errno == EEXIST)
		return true;
	if (errno != ENOENT)
		return disc_fail(c, path);
	const char *slash = strrchr(path, '/');
	if (!slash || slash == path)
		return disc_fail(c, path);
	char *above = str_z(c->mem, (struct str){ path, (size_t)(slash - path) });
	if (!disc_folder(c, above))
		return false;
	if (mkdir(path, 0755) == 0 || errno == EEXIST)
		return true;
	return disc_fail(c, path);
}

bool disc_put(struct ctx *c, const char *path, struct str bytes, bool flush)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (fd < 0)
		return disc_fail(c, path);
	bool ok = file_write_all(fd, bytes.s, bytes.n) && (!flush || fsync(fd) == 0);
	int kept = errno;
	if (close(fd) != 0 && ok) {
		ok = false;
		kept = errno;
	}
	if (ok)
		return true;
	unlink(path);
	errno = kept;
	return disc_fail(c, path);
}

bool disc_flush(struct ctx *c, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return disc_fail(c, path);
	bool ok = fsync(fd) == 0;
	int kept = errno;
	close(fd);
	errno = kept;
	return ok || disc_fail(c, path);
}

bool disc_flush_above(struct ctx *c, const char *path)
{
	const char *slash = strrchr(path, '/');
	must(slash && slash != path);
	return disc_flush(c, str_z(c->mem, (struct str){ path, (size_t)(slash - path) }));
}

static bool flush_each(struct ctx *c, const char *path)
{
	struct file_list in;
	if (!folder_list(c, path, &in))
		return false;
	for (size_t i = 0; i < in.n; i++) {
		char *one = path_join(c->mem, path, str_z(c->mem, in.at[i].name));
		if (!(in.at[i].folder ? flush_each(c, one) : disc_flush(c, one)))
			return false;
	}
	return disc_flush(c, path);
}

/* One syncfs costs one pass over what is dirty, and is as safe as an fsync for each (Linux since
 * 5.8 reports write errors from it too); for a few files fsync does not wait for other people's. */
bool disc_flush_tree(struct ctx *c, const char *path, size_t files)
{
	if (files <= FLUSH_SINGLY_MAX)
		return flush_each(c, path);
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return disc_fail(c, path);
	bool ok = syncfs(fd) == 0;
	int kept = errno;
	close(fd);
	errno = kept;
	return ok || disc_fail(c, path);
}

bool disc_lock(struct ctx *c, const char *path, int *ret_fd)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT)
		return fail(c, ERR_ABSENT, "{0} is not there", path);
	if (fd < 0)
		return fail_errno(c, "{0} could not be opened: {1}", path);
	while (flock(fd, LOCK_EX) != 0) {
		if (errno == EINTR)
			continue;
		close(fd);
		return fail_errno(c, "{0} could not be locked: {1}", path);
	}
	*ret_fd = fd;
	return true;
}
