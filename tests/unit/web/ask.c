/* Requests by people of each role, and forms. */
#include "ask.h"

int64_t people[ROLES];

int ask_begin(void **state)
{
	static const char *const logins[ROLES] = { NULL, "reader", "cataloguer", "administrator" };
	if (routes_begin(state))
		return 1;
	for (int i = ROLE_READER; i < ROLES; i++) {
		struct account a = { .login = str_of(logins[i]),
				     .name = str_of(logins[i]),
				     .role = (enum account_role)i };
		unit_ok(&worker.c, account_add(&worker.c, &a, STR_NONE));
		people[i] = a.id;
	}
	return 0;
}

struct answer ask(enum web_method method, const char *target, struct asked by)
{
	struct ctx *c = &worker.c;
	struct answer *a = arena_new_of(c->mem, struct answer);
	struct str token = STR_NONE;
	struct http_pair *pairs = arena_array_of(c->mem, 2 + by.n_fields, struct http_pair);
	if (by.account)
		unit_ok(c, account_session(c, by.account, &token));
	pairs[0] = (struct http_pair){ STR("session"), token };
	pairs[1] = (struct http_pair){ STR("form"), by.form ? str_of(by.form)
							    : account_form_token(c->mem, token) };
	for (size_t i = 0; i < by.n_fields; i++)
		pairs[2 + i] = by.fields[i];
	a->q = (struct http_request){ .mem = c->mem,
				      .method = method == WEB_POST ? HTTP_POST : HTTP_GET,
				      .host = STR("books.example.org"),
				      .language = STR("en"),
				      .peer = STR("10.0.0.1"),
				      .cookies = { pairs, token.n ? 1 : 0 },
				      .origin = str_of(by.origin),
				      .fetch_site = str_of(by.site) };
	if (method == WEB_POST)
		a->q.form = (struct http_pairs){ pairs + 1, 1 + by.n_fields };
	unit_ok(c, http_target_parse(c, str_of(target), &a->q.target));
	a->waits = web_handle(&worker, &a->q, &a->r) == HTTP_WAIT;
	if (a->waits)
		decoders_open(&worker);
	return *a;
}

struct answer send_form(int64_t account, const char *target, const struct http_pair *fields,
			size_t n)
{
	return ask(WEB_POST, target,
		   (struct asked){ .account = account,
				   .site = "same-origin",
				   .fields = fields,
				   .n_fields = n });
}

bool holds(struct str s, const char *what)
{
	return str_find(s, str_of(what)) < s.n;
}

const char *location(const struct answer *a)
{
	for (size_t i = 0; i < a->r.n_extra; i++)
		if (str_is(a->r.extra[i].name, "Location"))
			return str_z(worker.c.mem, a->r.extra[i].value);
	return "";
}
