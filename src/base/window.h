/*
 * window - a part of a file held in memory, moved forward over it as its reader goes on.
 *
 * For files of any size read piece by piece: the window is as large as the largest piece so far,
 * and twice that at most. The descriptor stays the caller's; its own place is not moved.
 */
#ifndef KERUEN_BASE_WINDOW_H
#define KERUEN_BASE_WINDOW_H

#include "base/err.h"

struct file_window {
	int fd;
	int64_t at; /* where in the file the window begins */
	bool end;   /* the file has no more than it holds */
	struct arena *mem;
	char *s;
	size_t room, from, till; /* what it holds: s[from .. till) */
};

void window_init(struct file_window *w, struct arena *mem, int fd, int64_t at);
/* What it holds; good until it is filled. */
struct str window_str(const struct file_window *w);
/* More of the file, or w->end. INTERNAL: it cannot be read. */
bool window_fill(struct ctx *c, struct file_window *w) MUST_USE;
/* Until it holds n bytes or all that is left. */
bool window_fill_to(struct ctx *c, struct file_window *w, size_t n) MUST_USE;
/* Moves on by n bytes of what it holds. */
void window_pass(struct file_window *w, size_t n);

#endif
