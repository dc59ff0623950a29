/* Writing that says plainly when the disc is full, and flushing that survives a power cut. */
#include "store/store_int.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* One syncfs is as safe as an fsync for each file and folder (Linux since 5.8 reports write errors
 * from it too), and one commit of the file system's journal instead of dozens: on a busy disc a
 * document of ten small files came in three times as fast. Its price is to wait for what others
 * have written meanwhile. */
bool disc_flush_all(struct ctx *c, const char *path)
{
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
