/* Files and folders: look, read, write so that it stays written. */
#include "base/base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { REMOVE_DEPTH = 64 };

char *path_join(struct arena *mem, const char *a, const char *b)
{
	size_t n = strlen(a);
	const char *slash = n && a[n - 1] == '/' ? "" : "/";
	return (char *)str_print(mem, "%s%s%s", a, slash, b).s;
}

struct str path_name(struct str path)
{
	while (path.n > 1 && path.s[path.n - 1] == '/')
		path.n--;
	size_t at = path.n;
	while (at && path.s[at - 1] != '/')
		at--;
	return str_from(path, at);
}

struct str path_extension(struct str path)
{
	struct str name = path_name(path);
	for (size_t at = name.n; at > 1; at--)
		if (name.s[at - 1] == '.')
			return str_from(name, at);
	return STR("");
}

bool file_exists(const char *path)
{
	struct stat st;
	return !stat(path, &st) && S_ISREG(st.st_mode);
}

bool folder_exists(const char *path)
{
	struct stat st;
	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

static int by_name(const void *a, const void *b)
{
	return str_order_natural(((const struct file_entry *)a)->name,
				 ((const struct file_entry *)b)->name);
}

static bool list_entries(struct ctx *c, DIR *d, struct file_list *ret)
{
	struct file_list list = { 0 };
	size_t cap = 0;
	errno = 0;
	for (struct dirent *e; (e = readdir(d)); errno = 0) {
		struct stat st;
		if (e->d_name[0] == '.' || fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW))
			continue;
		if (!S_ISDIR(st.st_mode) && !S_ISREG(st.st_mode))
			continue;
		if (list.n == cap) {
			size_t more = cap ? cap * 2 : 64;
			list.at = arena_grow(c->mem, list.at, cap * sizeof *list.at,
					     more * sizeof *list.at);
			cap = more;
		}
		list.at[list.n++] = (struct file_entry){
			.name = str_copy(c->mem, str_of(e->d_name)),
			.folder = S_ISDIR(st.st_mode),
			.size = st.st_size,
		};
	}
	*ret = list;
	return !errno;
}

bool folder_list(struct ctx *c, const char *path, struct file_list *ret)
{
	DIR *d = opendir(path);
	if (!d)
		return fail_errno(c, "could not list folder {0}: {1}", path);
	struct file_list list = { 0 };
	bool ok = list_entries(c, d, &list) ||
		  fail_errno(c, "could not list folder {0}: {1}", path);
	closedir(d);
	if (!ok)
		return false;
	if (list.n)
		qsort(list.at, list.n, sizeof *list.at, by_name);
	*ret = list;
	return true;
}

/* Reads to the end from where the file stands. */
bool file_read_fd(struct ctx *c, int fd, size_t max, struct str *ret)
{
	struct stat st;
	struct buf b;
	buf_init(&b, c->mem, max < SIZE_MAX - 65536 ? max + 65536 : max);
	if (!fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size > 0 && (size_t)st.st_size <= max)
		buf_room(&b, (size_t)st.st_size + 1);
	for (;;) {
		size_t room = b.cap > b.n + 1 ? b.cap - b.n - 1 : 65536;
		char *to = buf_room(&b, room);
		if (!to)
			return fail(c, ERR_LIMIT, "the file is larger than it may be");
		ssize_t got = read(fd, to, room);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail_errno(c, "could not read {0}: {1}", "the file");
		if (!got)
			break;
		buf_wrote(&b, (size_t)got);
		if (b.n > max)
			return fail(c, ERR_LIMIT, "the file is larger than it may be");
	}
	*ret = buf_str(&b);
	return true;
}

bool file_read(struct ctx *c, const char *path, size_t max, struct str *ret)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail_errno(c, "could not open file {0}: {1}", path);
	bool ok = file_read_fd(c, fd, max, ret);
	close(fd);
	return ok;
}

bool file_read_at(struct ctx *c, int fd, int64_t at, size_t n, struct str *ret)
{
	char *p = arena_take(c->mem, n + 1);
	size_t done = 0;
	while (done < n) {
		ssize_t got = pread(fd, p + done, n - done, at + (int64_t)done);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail_errno(c, "could not read {0}: {1}", "the file");
		if (!got)
			break;
		done += (size_t)got;
	}
	*ret = (struct str){ p, done };
	return true;
}

bool file_write_all(int fd, const void *p, size_t n)
{
	const char *from = p;
	while (n) {
		ssize_t put = write(fd, from, n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		from += put;
		n -= (size_t)put;
	}
	return true;
}

static char *folder_of(struct ctx *c, const char *path)
{
	struct str p = str_of(path);
	struct str name = path_name(p);
	size_t n = (size_t)(name.s - p.s);
	return n ? str_z(c->mem, str_upto(p, n)) : str_z(c->mem, STR("."));
}

bool folder_sync(struct ctx *c, const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return fail_errno(c, "could not open folder {0}: {1}", path);
	bool ok = !fsync(fd);
	if (!ok)
		fail_errno(c, "could not flush folder {0}: {1}", path);
	close(fd);
	return ok;
}

static bool write_new(struct ctx *c, const char *path, struct str bytes, int flags)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0644);
	if (fd < 0)
		return fail_errno(c, "could not make file {0}: {1}", path);
	bool ok = file_write_all(fd, bytes.s, bytes.n) && !fsync(fd);
	if (!ok) {
		fail_errno(c, "could not write file {0}: {1}", path);
		unlink(path);
	}
	close(fd);
	return ok;
}

bool file_write(struct ctx *c, const char *path, struct str bytes)
{
	return write_new(c, path, bytes, O_EXCL) && folder_sync(c, folder_of(c, path));
}

bool file_replace(struct ctx *c, const char *path, struct str bytes)
{
	char *beside = (char *)str_print(c->mem, "%s.%d.new", path, (int)getpid()).s;
	if (!write_new(c, beside, bytes, O_TRUNC))
		return false;
	if (rename(beside, path)) {
		fail_errno(c, "could not replace file {0}: {1}", path);
		unlink(beside);
		return false;
	}
	return folder_sync(c, folder_of(c, path));
}

bool folder_make(struct ctx *c, const char *path)
{
	char *p = str_z(c->mem, str_of(path));
	for (char *slash = p + 1; *slash; slash++) {
		if (*slash != '/')
			continue;
		*slash = 0;
		if (mkdir(p, 0755) && errno != EEXIST)
			return fail_errno(c, "could not make folder {0}: {1}", p);
		*slash = '/';
	}
	if (mkdir(p, 0755) && errno != EEXIST)
		return fail_errno(c, "could not make folder {0}: {1}", p);
	if (!folder_exists(path))
		return fail(c, ERR_CONFLICT, "{0} is not a folder", path);
	return true;
}

/* Opens name below `at`, or fails with errno; the stream closes with itself. */
static bool remove_at(int at, const char *name, int depth)
{
	if (!unlinkat(at, name, 0) || errno == ENOENT)
		return true;
	if (errno != EISDIR && errno != EPERM)
		return false;
	int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *d = fd >= 0 && depth > 0 ? fdopendir(fd) : NULL;
	if (!d) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	bool ok = true;
	for (struct dirent *e; ok && (e = readdir(d));)
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			ok = remove_at(fd, e->d_name, depth - 1);
	closedir(d);
	return ok && !unlinkat(at, name, AT_REMOVEDIR);
}

bool folder_remove(struct ctx *c, const char *path)
{
	return remove_at(AT_FDCWD, path, REMOVE_DEPTH) ||
	       fail_errno(c, "could not remove folder {0}: {1}", path);
}

bool folder_move(struct ctx *c, const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE))
		return fail_errno(c, "could not move folder to {0}: {1}", to);
	return folder_sync(c, folder_of(c, to)) && folder_sync(c, folder_of(c, from));
}

bool file_lock(struct ctx *c, const char *path, bool wait, int *ret_fd)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (fd < 0)
		return fail_errno(c, "could not make file {0}: {1}", path);
	while (flock(fd, wait ? LOCK_EX : LOCK_EX | LOCK_NB)) {
		if (errno == EINTR)
			continue;
		close(fd);
		return fail(c, ERR_BUSY, "another process holds {0}", path);
	}
	*ret_fd = fd;
	return true;
}
