/*
 * The gate: what libmicrohttpd lets pass and a strict server does not (RFC 9112, 3.2, 6.3, 11.2).
 * Measured: by itself it answers twice to Transfer-Encoding beside Content-Length and to two
 * different Content-Lengths, which lets one request hide in another.
 */
#include "wire/wire_int.h"

#include <arpa/inet.h>
#include <netinet/in.h>

struct tally {
	struct exchange *e;
	int hosts, lengths, codings, fields;
	int64_t length;
	bool bad, body;
};

static bool is_token(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.s[i] <= ' ' || (unsigned char)s.s[i] >= 0x7F ||
		    strchr("\"(),/:;<=>?@[\\]{}", s.s[i]))
			return false;
	return s.n > 0;
}

static bool is_field_value(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.s[i] < ' ' && s.s[i] != '\t') || s.s[i] == 0x7F)
			return false;
	return true;
}

/* host[:port], or [address]:port; it comes back in addresses that we print. */
static bool is_host(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char ch = s.s[i];
		bool plain = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
			     (ch >= '0' && ch <= '9') || strchr(".-_:[]", ch);
		if (!plain || ch == 0)
			return false;
	}
	return s.n > 0 && s.n <= 255;
}

static void keep(struct exchange *e, struct str name, struct str value)
{
	struct http_request *q = &e->q;
	struct {
		const char *name;
		struct str *to;
	} wanted[] = {
		{ "Host", &q->host },
		{ "Accept-Language", &q->language },
		{ "Accept", &q->accept },
		{ "Range", &q->range },
		{ "If-Range", &q->if_range },
		{ "If-None-Match", &q->if_none_match },
		{ "Accept-Encoding", &q->encoding },
		{ "User-Agent", &q->agent },
		{ "Origin", &q->origin },
		{ "Sec-Fetch-Site", &q->fetch_site },
		{ "Content-Type", &e->type },
	};
	for (size_t i = 0; i < COUNT_OF(wanted); i++)
		if (str_same_nocase(name, str_of(wanted[i].name)))
			*wanted[i].to = str_copy(q->mem, value);
	if (str_same_nocase(name, STR("X-Forwarded-For")))
		q->forwarded = str_print(q->mem, "%.*s%s%.*s", STR_ARGS(q->forwarded),
					 q->forwarded.n ? "," : "", STR_ARGS(value));
	if (str_same_nocase(name, STR("Cookie")))
		http_cookies_parse(q->mem, str_copy(q->mem, value), &q->cookies);
}

static enum MHD_Result each_field(void *arg, enum MHD_ValueKind kind, const char *key, size_t key_n,
				  const char *value, size_t value_n)
{
	struct tally *t = arg;
	struct str name = { key, key_n }, content = { value, value_n };
	t->bad |= !is_token(name) || !is_field_value(content) || ++t->fields > WIRE_HEADERS_MAX;
	if (str_same_nocase(name, STR("Host"))) {
		t->hosts++;
		t->bad |= !is_host(content);
	} else if (str_same_nocase(name, STR("Content-Length"))) {
		int64_t n = 0;
		t->lengths++;
		t->bad |= !str_to_int(content, 0, INT64_MAX, &n);
		t->body |= n > 0;
		t->length = n;
	} else if (str_same_nocase(name, STR("Transfer-Encoding"))) {
		t->codings++;
		t->bad |= !str_same_nocase(content, STR("chunked"));
		t->body = true;
	}
	if (!t->bad)
		keep(t->e, name, content);
	return t->bad ? MHD_NO : MHD_YES;
}

static struct str peer_of(struct exchange *e)
{
	char text[INET6_ADDRSTRLEN] = "";
	const union MHD_ConnectionInfo *i = MHD_get_connection_info(
		e->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	const struct sockaddr *a = i ? i->client_addr : NULL;
	if (a && a->sa_family == AF_INET)
		inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)a)->sin_addr, text,
			  sizeof text);
	else if (a && a->sa_family == AF_INET6)
		inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)a)->sin6_addr,
			  text, sizeof text);
	return str_copy(e->q.mem, str_of(text));
}

int gate_check(struct exchange *e, const char *method, const char *version)
{
	struct tally t = { .e = e };
	bool first = strcmp(version, "HTTP/1.0") == 0;
	if (e->refused)
		return e->refused;
	if (!first && strcmp(version, "HTTP/1.1") != 0)
		return 505;
	MHD_get_connection_values_n(e->connection, MHD_HEADER_KIND, each_field, &t);
	e->q.method = strcmp(method, "GET") == 0    ? HTTP_GET
		      : strcmp(method, "HEAD") == 0 ? HTTP_HEAD
		      : strcmp(method, "POST") == 0 ? HTTP_POST
						    : HTTP_OTHER;
	e->length = t.length;
	e->q.peer = peer_of(e);
	if (t.bad || t.hosts > 1 || (t.hosts == 0 && !first) || t.lengths > 1 || t.codings > 1 ||
	    (t.lengths && t.codings) || (t.body && e->q.method < HTTP_POST))
		return 400;
	/* A form's length is known before it is read: nothing to disagree about with a proxy. */
	if (e->q.method == HTTP_POST)
		return t.codings ? 411 : body_begin(e);
	return 0;
}
