/*
 * file - files, folders, durable writing.
 *
 * Paths are NUL-terminated and of the host. "Durable" means: written, flushed to the disc, and the
 * folder's entry flushed too, so that it is there after the power went.
 */
#ifndef KERUEN_BASE_FILE_H
#define KERUEN_BASE_FILE_H

#include "base/err.h"

struct file_entry {
	struct str name; /* within the folder */
	bool folder;
	int64_t size;
};
struct file_list {
	struct file_entry *at;
	size_t n;
};

/* Paths */
char *path_join(struct arena *mem, const char *a, const char *b);
struct str path_name(struct str path);      /* what stands after the last slash */
struct str path_extension(struct str path); /* without the dot; empty where there is none */

/* Look */
bool file_exists(const char *path);
bool folder_exists(const char *path);
/* Entries in natural order (str_order_natural), hidden ones left out; symlinks are not followed
 * and not listed. ABSENT, INTERNAL */
bool folder_list(struct ctx *c, const char *path, struct file_list *ret) MUST_USE;

/* Read. The whole file, at most max bytes. ABSENT, LIMIT, INTERNAL */
bool file_read(struct ctx *c, const char *path, size_t max, struct str *ret) MUST_USE;
bool file_read_fd(struct ctx *c, int fd, size_t max, struct str *ret) MUST_USE;
/* n bytes from an offset; fewer at the end of the file. */
bool file_read_at(struct ctx *c, int fd, int64_t at, size_t n, struct str *ret) MUST_USE;

/* Write, durably. file_replace writes beside and renames: readers see the old or the new. */
bool file_write(struct ctx *c, const char *path, struct str bytes) MUST_USE; /* CONFLICT if there */
bool file_replace(struct ctx *c, const char *path, struct str bytes) MUST_USE;
bool file_write_all(int fd, const void *p, size_t n) MUST_USE; /* retries; errno on false */
bool folder_sync(struct ctx *c, const char *path) MUST_USE;

/* Change */
bool folder_make(struct ctx *c, const char *path) MUST_USE; /* and those above; fine if there */
bool folder_remove(struct ctx *c,
		   const char *path) MUST_USE; /* with all it holds; fine if absent */
/* Renames a folder; CONFLICT where the new name is taken. Flushes both parents. */
bool folder_move(struct ctx *c, const char *from, const char *to) MUST_USE;

/* One process at a time: takes the lock file, or BUSY with the given sentence. The lock ends with
 * the process or with close(*ret_fd). */
bool file_lock(struct ctx *c, const char *path, bool wait, int *ret_fd) MUST_USE;

#endif
