/*
 * buf - text that grows to a stated cap.
 *
 * A buf lives in an arena and never frees. Its error is sticky: past the cap it stays as it is,
 * `full` is set, further calls do nothing, and the caller asks once at the end.
 */
#ifndef KERUEN_BASE_BUF_H
#define KERUEN_BASE_BUF_H

#include "base/arena.h"

struct buf {
	struct arena *mem;
	char *s; /* NUL-terminated at s[n] once anything was added */
	size_t n, cap;
	size_t max; /* the cap in bytes; 0 stands for 1 GiB */
	bool full;
};

void buf_init(struct buf *b, struct arena *mem, size_t max);
void buf_clear(struct buf *b); /* empty again; keeps its room */

void buf_add(struct buf *b, struct str s);
void buf_add_bytes(struct buf *b, const void *p, size_t n);
void buf_add_z(struct buf *b, const char *z);
void buf_add_char(struct buf *b, char c);
void buf_add_utf8(struct buf *b, uint32_t code_point);
void buf_add_int(struct buf *b, int64_t v);
void buf_print(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Escaped for the place it goes to */
void buf_add_html(struct buf *b, struct str s); /* text and quoted attributes of HTML and XML */
void buf_add_json(struct buf *b,
		  struct str s); /* a JSON string with its quotes; bad UTF-8 as U+FFFD */
void buf_add_url(struct buf *b, struct str s); /* RFC 3986: all but unreserved as %XX */

/* Room for n more bytes to write by hand, followed by buf_wrote; NULL when full. */
char *buf_room(struct buf *b, size_t n);
void buf_wrote(struct buf *b, size_t n);

struct str buf_str(const struct buf *b); /* borrowed; good until the next change */

#endif
