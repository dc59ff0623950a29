/* Errors: a kind to act on, a sentence to show. */
#include "base/base.h"

#include <errno.h>
#include <stdarg.h>

bool fail_args(struct ctx *c, enum err_kind kind, const char *text, ...)
{
	struct err e = { .kind = kind, .text = text };
	va_list ap;
	va_start(ap, text);
	for (size_t i = 0; i < ERR_ARGS; i++) {
		const char *arg = va_arg(ap, const char *);
		if (!arg)
			break;
		e.args[i] = str_copy(c->mem, str_of(arg));
	}
	va_end(ap);
	c->err = e;
	return false;
}

bool fail_errno(struct ctx *c, const char *text, const char *arg)
{
	int code = errno;
	enum err_kind kind = code == ENOENT                     ? ERR_ABSENT
			     : code == EEXIST                   ? ERR_CONFLICT
			     : code == ENOSPC || code == EDQUOT ? ERR_LIMIT
								: ERR_INTERNAL;
	return fail(c, kind, text, arg, strerror(code));
}

void err_clear(struct ctx *c)
{
	c->err = (struct err){ .kind = ERR_NONE };
}

const char *err_kind_name(enum err_kind kind)
{
	static const char *const names[] = {
		[ERR_NONE] = "none",       [ERR_ABSENT] = "absent",     [ERR_DENIED] = "denied",
		[ERR_INVALID] = "invalid", [ERR_CONFLICT] = "conflict", [ERR_LIMIT] = "limit",
		[ERR_BUSY] = "busy",       [ERR_REMOTE] = "remote",     [ERR_INTERNAL] = "internal",
	};
	return (size_t)kind < COUNT_OF(names) ? names[kind] : "unknown";
}

struct str err_fill(struct arena *mem, struct str text, const struct str *args, size_t n)
{
	struct buf b;
	buf_init(&b, mem, 0);
	for (size_t i = 0; i < text.n; i++) {
		bool place = text.s[i] == '{' && i + 2 < text.n && text.s[i + 2] == '}' &&
			     text.s[i + 1] >= '0' && text.s[i + 1] <= '9';
		size_t arg = place ? (size_t)(text.s[i + 1] - '0') : n;
		if (place && arg < n) {
			buf_add(&b, args[arg]);
			i += 2;
		} else {
			buf_add_char(&b, text.s[i]);
		}
	}
	return buf_str(&b);
}

struct str err_english(struct arena *mem, const struct err *e)
{
	return e->text ? err_fill(mem, str_of(e->text), e->args, ERR_ARGS) : STR("no error");
}

void must_failed(const char *cond, const char *file, int line)
{
	fprintf(stderr, "keruen: broken promise: %s (%s:%d)\n", cond, file, line);
	abort();
}
