/* Text that grows to a stated cap, with the escapes of the places it goes to. */
#include "base/base.h"

#include <stdarg.h>

enum { BUF_FIRST = 256 };
static const size_t BUF_MAX = (size_t)1 << 30;

void buf_init(struct buf *b, struct arena *mem, size_t max)
{
	*b = (struct buf){ .mem = mem, .max = max ? max : BUF_MAX };
}

void buf_clear(struct buf *b)
{
	b->n = 0;
	b->full = false;
	if (b->s)
		b->s[0] = 0;
}

char *buf_room(struct buf *b, size_t n)
{
	if (b->full || n > b->max || b->n > b->max - n) {
		b->full = true;
		return NULL;
	}
	if (b->cap - b->n < n + 1) {
		size_t cap = b->cap ? b->cap : BUF_FIRST;
		while (cap - b->n < n + 1)
			cap *= 2;
		b->s = arena_grow(b->mem, b->s, b->cap, cap);
		b->cap = cap;
	}
	return b->s + b->n;
}

void buf_wrote(struct buf *b, size_t n)
{
	must(b->cap - b->n > n);
	b->n += n;
	b->s[b->n] = 0;
}

void buf_add_bytes(struct buf *b, const void *p, size_t n)
{
	char *to = n ? buf_room(b, n) : NULL;
	if (!to)
		return;
	memcpy(to, p, n);
	buf_wrote(b, n);
}

void buf_add(struct buf *b, struct str s)
{
	buf_add_bytes(b, s.s, s.n);
}

void buf_add_z(struct buf *b, const char *z)
{
	buf_add_bytes(b, z, strlen(z));
}

void buf_add_char(struct buf *b, char c)
{
	buf_add_bytes(b, &c, 1);
}

void buf_add_utf8(struct buf *b, uint32_t u)
{
	if (u > 0x10FFFF || (u >= 0xD800 && u < 0xE000))
		u = 0xFFFD;
	char out[4];
	size_t n = u < 0x80 ? 1 : u < 0x800 ? 2 : u < 0x10000 ? 3 : 4;
	for (size_t i = n; i-- > 1; u >>= 6)
		out[i] = (char)(0x80 | (u & 0x3F));
	static const unsigned char lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	out[0] = (char)(lead[n] | u);
	buf_add_bytes(b, out, n);
}

void buf_add_int(struct buf *b, int64_t v)
{
	char digits[STR_INT];
	buf_add(b, str_of_int(v, digits));
}

void buf_print(struct buf *b, const char *fmt, ...)
{
	va_list ap, again;
	va_start(ap, fmt);
	va_copy(again, ap);
	/* mostly it fits: then it is printed once */
	size_t room = b->full ? 0 : b->cap - b->n;
	int n = vsnprintf(room ? b->s + b->n : NULL, room, fmt, ap);
	va_end(ap);
	must(n >= 0);
	char *to = buf_room(b, (size_t)n);
	if (to && (size_t)n >= room)
		vsnprintf(to, (size_t)n + 1, fmt, again);
	if (to)
		buf_wrote(b, (size_t)n);
	else if (room)
		b->s[b->n] = 0;
	va_end(again);
}

static const char *html_entity(char c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\'': return "&#39;";
	default: return NULL;
	}
}

void buf_add_html(struct buf *b, struct str s)
{
	size_t from = 0;
	for (size_t i = 0; i < s.n; i++) {
		const char *entity = html_entity(s.s[i]);
		if (!entity)
			continue;
		buf_add_bytes(b, s.s + from, i - from);
		buf_add_z(b, entity);
		from = i + 1;
	}
	buf_add_bytes(b, s.s ? s.s + from : NULL, s.n - from);
}

/* Bytes of one well-formed UTF-8 character at s[i] (Unicode 15, table 3-7), or 0. */
static size_t utf8_length(struct str s, size_t i)
{
	const unsigned char *p = (const unsigned char *)s.s + i;
	size_t left = s.n - i;
	if (p[0] < 0x80)
		return 1;
	size_t n = p[0] >= 0xC2 && p[0] < 0xE0 ? 2 : (p[0] & 0xF0) == 0xE0 ? 3 : 4;
	if (p[0] < 0xC2 || p[0] > 0xF4 || left < n)
		return 0;
	unsigned char low = p[0] == 0xE0 ? 0xA0 : p[0] == 0xF0 ? 0x90 : 0x80;
	unsigned char high = p[0] == 0xED ? 0x9F : p[0] == 0xF4 ? 0x8F : 0xBF;
	if (p[1] < low || p[1] > high)
		return 0;
	for (size_t k = 2; k < n; k++)
		if ((p[k] & 0xC0) != 0x80)
			return 0;
	return n;
}

static void add_json_control(struct buf *b, unsigned char c)
{
	switch (c) {
	case '"': buf_add_z(b, "\\\""); break;
	case '\\': buf_add_z(b, "\\\\"); break;
	case '\n': buf_add_z(b, "\\n"); break;
	case '\r': buf_add_z(b, "\\r"); break;
	case '\t': buf_add_z(b, "\\t"); break;
	default: buf_print(b, "\\u%04x", c);
	}
}

void buf_add_json(struct buf *b, struct str s)
{
	buf_add_char(b, '"');
	for (size_t i = 0; i < s.n;) {
		unsigned char c = (unsigned char)s.s[i];
		size_t n = utf8_length(s, i);
		if (!n)
			buf_add_utf8(b, 0xFFFD);
		else if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F)
			add_json_control(b, c);
		else
			buf_add_bytes(b, s.s + i, n);
		i += n ? n : 1;
	}
	buf_add_char(b, '"');
}

void buf_add_url(struct buf *b, struct str s)
{
	static const char hex[] = "0123456789ABCDEF";
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.s[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			     (c >= '0' && c <= '9') || (c && strchr("-._~", c));
		const char coded[3] = { '%', hex[c >> 4], hex[c & 15] };
		if (plain)
			buf_add_char(b, (char)c);
		else
			buf_add(b, (struct str){ coded, sizeof(coded) });
	}
}

struct str buf_str(const struct buf *b)
{
	return (struct str){ b->s ? b->s : "", b->n };
}
