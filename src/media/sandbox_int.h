/*
 * sandbox_int - walls shared by the decoder (sandbox.c) and the tools (sandbox_exec.c).
 */
#ifndef KERUEN_MEDIA_SANDBOX_INT_H
#define KERUEN_MEDIA_SANDBOX_INT_H

#include "base/base.h"

/* Rights of Landlock (landlock(7)) */
#define SANDBOX_READ     ((1ULL << 2) | (1ULL << 3))                    /* files and folders */
#define SANDBOX_FILE     (1ULL << 2)                                    /* one file, to read */
#define SANDBOX_TRUNCATE (1ULL << 14)                                   /* of ABI 3 */
#define SANDBOX_WRITE    ((1ULL << 1) | (1ULL << 2) | SANDBOX_TRUNCATE) /* one file, both ways */
#define SANDBOX_RUN      ((1ULL << 0) | (1ULL << 2))                    /* one program */

struct sandbox_rules {
	int fd;
	uint64_t rights; /* those this kernel knows */
};

/* 0 leaves a limit as it is. A limit is never raised above what the process was given. */
bool sandbox_limit(int64_t memory, int cpu_seconds, int64_t file_bytes, int files);

/* False where the kernel has no Landlock. What is not allowed is denied, once entered. */
bool sandbox_rules_new(struct sandbox_rules *ret);
bool sandbox_rules_allow(const struct sandbox_rules *r, const char *path, uint64_t rights);
bool sandbox_rules_allow_fd(const struct sandbox_rules *r, int fd, uint64_t rights);
bool sandbox_rules_enter(const struct sandbox_rules *r); /* for good */

#endif
