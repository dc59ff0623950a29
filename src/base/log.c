/* One line an event, written with one call so that lines of many processes do not mix. */
#include "base/base.h"

#include <stdarg.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 4096, GATHERED_MAX = 32 * 1024 };

/* Lines not yet written; whole ones only. */
static struct {
	size_t n;
	char bytes[GATHERED_MAX];
} gathered;

/* -- a line, into room for LINE_MAX_BYTES: what does not fit is left out ------------------------ */

struct line {
	char *s;
	size_t n;
};

/* What came from outside makes no lines of its own. */
static void line_add(struct line *l, struct str text)
{
	size_t room = LINE_MAX_BYTES - 1 - l->n, n = text.n < room ? text.n : room;
	for (size_t i = 0; i < n; i++)
		l->s[l->n + i] = (unsigned char)text.s[i] < 0x20 ? ' ' : text.s[i];
	l->n += n;
}

static void line_add_number(struct line *l, int64_t v)
{
	char digits[STR_INT];
	line_add(l, str_of_int(v, digits));
}

/* The time as text, made once a second. */
static struct str now_text(void)
{
	static int64_t of = -1;
	static char text[40];
	static size_t n;
	int64_t now = when_now();
	if (now != of) {
		struct arena *mem = arena_new(0);
		struct str t = when_text(mem, now);
		n = t.n < sizeof text ? t.n : sizeof text;
		memcpy(text, t.s, n);
		of = now;
		arena_free(mem);
	}
	return (struct str){ text, n };
}

static void line_begin(struct line *l, const char *name)
{
	line_add(l, now_text());
	line_add(l, STR(" "));
	line_add_number(l, getpid());
	line_add(l, STR(" "));
	line_add(l, str_of(name));
	line_add(l, STR(" "));
}

static void line_end(struct line *l)
{
	l->s[l->n++] = '\n';
}

static void write_out(const char *s, size_t n)
{
	if (!file_write_all(2, s, n)) {
		/* nobody listens: nothing to be done */
	}
}

/* -- events ------------------------------------------------------------------------------------ */

void log_event(const char *name, const char *fmt, ...)
{
	char text[LINE_MAX_BYTES], bytes[LINE_MAX_BYTES];
	struct line l = { bytes, 0 };
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	line_begin(&l, name);
	line_add(&l, str_of(text));
	line_end(&l);
	log_flush();
	write_out(l.s, l.n);
}

void log_error(const char *name, struct ctx *c)
{
	struct str said = err_english(c->mem, &c->err);
	log_event(name, "kind=%s error=\"%.*s\"", err_kind_name(c->err.kind), STR_ARGS(said));
}

void log_gather(const char *name, const struct log_field *fields, size_t n)
{
	if (gathered.n + LINE_MAX_BYTES > sizeof gathered.bytes)
		log_flush();
	struct line l = { gathered.bytes + gathered.n, 0 };
	line_begin(&l, name);
	for (size_t i = 0; i < n; i++) {
		line_add(&l, i ? STR(" ") : STR(""));
		line_add(&l, str_of(fields[i].key));
		line_add(&l, STR("="));
		if (fields[i].text.s)
			line_add(&l, fields[i].text);
		else
			line_add_number(&l, fields[i].number);
	}
	line_end(&l);
	gathered.n += l.n;
}

void log_flush(void)
{
	size_t n = gathered.n;
	gathered.n = 0;
	if (n)
		write_out(gathered.bytes, n);
}
