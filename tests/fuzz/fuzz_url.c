/* Fuzzes the request line, forms, cookies, ranges and lists of headers. */
#include "fuzz.h"
#include "text/text.h"
#include "wire/wire.h"

static void target(struct ctx *c, struct str raw)
{
	struct http_target t;
	if (!http_target_parse(c, raw, &t))
		return;
	must(t.path.n > 0 && t.path.s[0] == '/' && text_is_utf8(t.path));
	must(str_find(t.path, STR("/../")) == t.path.n && str_find(t.path, STR("//")) == t.path.n);
	for (size_t i = 0; i < t.path.n; i++)
		must((unsigned char)t.path.s[i] >= ' ' && t.path.s[i] != '\\');
	for (size_t i = 0; i < t.query.n; i++)
		must(text_is_utf8(t.query.at[i].name) && text_is_utf8(t.query.at[i].value));
}

static void form(struct ctx *c, struct str body)
{
	struct http_pairs p;
	if (!http_form_parse(c, body, &p))
		return;
	for (size_t i = 0; i < p.n; i++)
		must(text_is_utf8(p.at[i].name) && text_is_utf8(p.at[i].value));
}

static void headers(struct ctx *c, struct str s)
{
	struct http_pairs p;
	struct str got[5];
	int64_t at = 0, n = 0;
	http_cookies_parse(c->mem, s, &p);
	if (http_range(s, 1000, &at, &n) == 206)
		must(at >= 0 && n > 0 && at + n <= 1000);
	http_etag_listed(s, STR("tag"));
	http_accepts(s, "gzip");
	must(http_preferences(s, got, COUNT_OF(got)) <= COUNT_OF(got));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ctx c = { .mem = arena_new(FUZZ_BUDGET), .lang = "ru" };
	struct str s = str_copy(c.mem, (struct str){ (const char *)bytes, n });
	target(&c, s);
	err_clear(&c);
	form(&c, s);
	err_clear(&c);
	headers(&c, s);
	arena_free(c.mem);
	return 0;
}
