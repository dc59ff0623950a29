/* What stands in the request line, decoded once and checked (RFC 3986; RFC 9112, 3.2.1). */
#include "wire/wire_int.h"

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Control characters are no text, but for those that a form's longer fields hold. */
bool target_decode(struct arena *mem, struct str in, bool plus, struct str *ret)
{
	char *out = arena_take(mem, in.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < in.n; i++) {
		unsigned char ch = (unsigned char)in.s[i];
		if (ch == '%') {
			int high = i + 2 < in.n ? hex_value(in.s[i + 1]) : -1;
			int low = i + 2 < in.n ? hex_value(in.s[i + 2]) : -1;
			if (high < 0 || low < 0)
				return false;
			ch = (unsigned char)(high * 16 + low);
			i += 2;
		} else if (ch == '+' && plus) {
			ch = ' ';
		}
		if ((ch < ' ' && !(plus && (ch == '\n' || ch == '\r' || ch == '\t'))) || ch == 0x7F)
			return false;
		out[n++] = (char)ch;
	}
	*ret = (struct str){ out, n };
	return text_is_utf8(*ret);
}

/* Segments are what routes match on: none may be empty (but for the last), "." or "..", and none
 * may hold an encoded slash, which would move the borders. */
static bool path_is_plain(struct str raw, struct str path)
{
	for (size_t i = 0; i + 2 < raw.n; i++)
		if (raw.s[i] == '%' && ((raw.s[i + 1] == '2' && (raw.s[i + 2] | 0x20) == 'f') ||
					(raw.s[i + 1] == '5' && (raw.s[i + 2] | 0x20) == 'c')))
			return false;
	if (str_find_byte(path, '\\') < path.n)
		return false;
	struct str rest = str_from(path, 1), segment;
	while (str_next(&rest, '/', &segment))
		if (str_is(segment, ".") || str_is(segment, "..") || (segment.n == 0 && rest.s))
			return false;
	return true;
}

static bool parse_pairs(struct ctx *c, struct str query, size_t most, struct http_pairs *ret)
{
	struct http_pairs p = { arena_array_of(c->mem, most, struct http_pair), 0 };
	struct str part;
	while (str_next(&query, '&', &part)) {
		if (part.n == 0)
			continue;
		if (p.n == most)
			return false;
		size_t equals = str_find_byte(part, '=');
		struct http_pair *to = &p.at[p.n++];
		if (!target_decode(c->mem, str_upto(part, equals), true, &to->name) ||
		    !target_decode(c->mem, str_from(part, equals + 1), true, &to->value))
			return false;
	}
	*ret = p;
	return true;
}

bool http_target_parse(struct ctx *c, struct str raw, struct http_target *ret)
{
	struct http_target t = { .raw = raw };
	size_t query = str_find_byte(raw, '?');
	struct str path = str_upto(raw, query);
	bool fine = raw.n > 0 && raw.n <= WIRE_TARGET_MAX && raw.s[0] == '/' &&
		    str_find_byte(raw, '#') == raw.n &&
		    target_decode(c->mem, path, false, &t.path) && path_is_plain(path, t.path) &&
		    parse_pairs(c, str_from(raw, query + 1), WIRE_PAIRS_MAX, &t.query);
	if (!fine)
		return fail(c, ERR_INVALID, "the address is not understood");
	*ret = t;
	return true;
}

bool http_form_parse(struct ctx *c, struct str body, struct http_pairs *ret)
{
	size_t n = 1;
	for (size_t i = 0; i < body.n; i++)
		n += body.s[i] == '&';
	if (body.n > WIRE_FORM_MAX || n > WIRE_FIELDS_MAX)
		return fail(c, ERR_LIMIT, "the form is too large");
	return parse_pairs(c, body, n, ret) || fail(c, ERR_INVALID, "the form is not understood");
}

/* RFC 6265, 5.4: pairs by "; ". What is no pair is passed over. */
void http_cookies_parse(struct arena *mem, struct str header, struct http_pairs *ret)
{
	struct http_pairs p = { arena_array_of(mem, WIRE_PAIRS_MAX, struct http_pair), 0 };
	struct str part;
	while (p.n < WIRE_PAIRS_MAX && str_next(&header, ';', &part)) {
		part = str_trim(part);
		size_t equals = str_find_byte(part, '=');
		if (equals == 0 || equals == part.n)
			continue;
		p.at[p.n++] = (struct http_pair){ str_upto(part, equals),
						  str_from(part, equals + 1) };
	}
	*ret = p;
}

static struct str find_pair(const struct http_pairs *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (str_is(p->at[i].name, name))
			return p->at[i].value;
	return STR_NONE;
}

struct str http_query(const struct http_request *q, const char *name)
{
	return find_pair(&q->target.query, name);
}

struct str http_cookie(const struct http_request *q, const char *name)
{
	return find_pair(&q->cookies, name);
}

struct str http_form(const struct http_request *q, const char *name)
{
	return find_pair(&q->form, name);
}
