/* A part of a file held in memory, moved forward over it. */
#include <errno.h>
#include <unistd.h>

#include "base/base.h"

enum { STEP = 256 * 1024 };

void window_init(struct file_window *w, struct arena *mem, int fd, int64_t at)
{
	*w = (struct file_window){ .fd = fd, .at = at, .mem = mem };
}

struct str window_str(const struct file_window *w)
{
	return (struct str){ w->s ? w->s + w->from : "", w->till - w->from };
}

static void make_room(struct file_window *w)
{
	if (w->from) {
		memmove(w->s, w->s + w->from, w->till - w->from);
		w->till -= w->from;
		w->from = 0;
	} else {
		size_t room = w->room ? w->room * 2 : STEP;
		w->s = arena_grow(w->mem, w->s, w->room, room);
		w->room = room;
	}
}

bool window_fill(struct ctx *c, struct file_window *w)
{
	ssize_t got;
	if (w->till == w->room)
		make_room(w);
	do {
		got = pread(w->fd, w->s + w->till, w->room - w->till,
			    w->at + (int64_t)(w->till - w->from));
	} while (got < 0 && errno == EINTR);
	if (got < 0)
		return fail(c, ERR_INTERNAL, "the file could not be read: {0}", strerror(errno));
	w->till += (size_t)got;
	w->end = got == 0;
	return true;
}

bool window_fill_to(struct ctx *c, struct file_window *w, size_t n)
{
	while (!w->end && w->till - w->from < n) {
		if (!window_fill(c, w))
			return false;
	}
	return true;
}

void window_pass(struct file_window *w, size_t n)
{
	must(n <= w->till - w->from);
	w->from += n;
	w->at += (int64_t)n;
}
