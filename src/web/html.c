/* What compiled templates call: values by type, sentences, addresses. */
#include "web/html.h"

struct str html_str_z(struct buf *out, const char *z)
{
	return str_of(z);
}

struct str html_str_str(struct buf *out, struct str s)
{
	return s;
}

struct str html_str_int(struct buf *out, int64_t v)
{
	return str_print(out->mem, "%lld", (long long)v);
}

struct str html_str_size(struct buf *out, uint64_t v)
{
	return str_print(out->mem, "%llu", (unsigned long long)v);
}

struct html_arg html_arg_html(struct buf *out, struct html h)
{
	return (struct html_arg){ h.s, true };
}

struct html_arg html_arg_z(struct buf *out, const char *z)
{
	return (struct html_arg){ str_of(z), false };
}

struct html_arg html_arg_str(struct buf *out, struct str s)
{
	return (struct html_arg){ s, false };
}

struct html_arg html_arg_int(struct buf *out, int64_t v)
{
	return (struct html_arg){ html_str_int(out, v), false };
}

struct html_arg html_arg_size(struct buf *out, uint64_t v)
{
	return (struct html_arg){ html_str_size(out, v), false };
}

void html_put_html(struct buf *out, struct html h)
{
	buf_add(out, h.s);
}

/* A leading "//" or "/\" names another host to a browser, and a control character or white space
 * before a scheme is dropped by it (WHATWG URL, 4.4): neither is ours to print. */
static bool address_is_safe(struct str url)
{
	for (size_t i = 0; i < url.n; i++)
		if ((unsigned char)url.s[i] <= ' ' || url.s[i] == '\\')
			return false;
	if (str_starts(url, "//"))
		return false;
	return url.n == 0 || url.s[0] == '/' || url.s[0] == '?' || url.s[0] == '#' ||
	       str_starts(url, "https://") || str_starts(url, "http://");
}

void html_put_url(struct buf *out, struct str url)
{
	if (address_is_safe(url))
		buf_add_html(out, url);
	else
		buf_add_char(out, '#');
}

static void put_filled(struct buf *out, struct str text, const struct html_arg *args, size_t n)
{
	size_t from = 0;
	for (size_t i = 0; i + 2 < text.n; i++) {
		size_t at = (size_t)(text.s[i + 1] - '0');
		if (text.s[i] != '{' || at > 9 || text.s[i + 2] != '}')
			continue;
		buf_add_html(out, str_upto(str_from(text, from), i - from));
		if (at < n && args[at].raw)
			buf_add(out, args[at].s);
		else if (at < n)
			buf_add_html(out, args[at].s);
		i += 2;
		from = i + 1;
	}
	buf_add_html(out, str_from(text, from));
}

void html_say(struct buf *out, const char *lang, const char *msgid, const struct html_arg *args,
	      size_t n)
{
	if (msgid && *msgid)
		put_filled(out, str_of(text_say(lang, msgid)), args, n);
}

void html_say_n(struct buf *out, const char *lang, const char *one, const char *many, int64_t count,
		const struct html_arg *args, size_t n)
{
	put_filled(out, str_of(text_say_n(lang, one, many, count)), args, n);
}

bool html_true_str(struct str s)
{
	return s.n > 0;
}

bool html_true_html(struct html h)
{
	return h.s.n > 0;
}

bool html_true_z(const char *z)
{
	return z && *z;
}

bool html_true_int(int64_t v)
{
	return v != 0;
}

bool html_true_size(uint64_t v)
{
	return v != 0;
}

bool html_true_pointer(const void *p)
{
	return p != NULL;
}
