/* One line an event, written with one call so that lines of many processes do not mix. */
#include "base/base.h"

#include <stdarg.h>
#include <unistd.h>

void log_event(const char *name, const char *fmt, ...)
{
	struct arena *mem = arena_new(0);
	struct buf b;
	buf_init(&b, mem, 64 * 1024);
	struct str now = when_text(mem, when_now());
	buf_print(&b, "%.*s %d %s ", STR_ARGS(now), (int)getpid(), name);
	va_list ap;
	va_start(ap, fmt);
	char line[4096];
	vsnprintf(line, sizeof line, fmt, ap);
	va_end(ap);
	for (char *p = line; *p; p++) /* what came from outside makes no lines of its own */
		if ((unsigned char)*p < 0x20)
			*p = ' ';
	buf_add_z(&b, line);
	buf_add_char(&b, '\n');
	if (!file_write_all(2, b.s, b.n)) {
		/* nobody listens: nothing to be done */
	}
	arena_free(mem);
}

void log_error(const char *name, struct ctx *c)
{
	struct str said = err_english(c->mem, &c->err);
	log_event(name, "kind=%s error=\"%.*s\"", err_kind_name(c->err.kind), STR_ARGS(said));
}
