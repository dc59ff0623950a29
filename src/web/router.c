/* From a request to the row of the table that answers it: path, parameters, language, access. */
#include "web/known.h"
#include "web/sign.h"
#include "web/web_int.h"
#include "web/worker_int.h"

#include <ctype.h>

enum { ID_MAX = 40, TEXT_MAX = 400, LONG_MAX = 4000, PAGE_MAX = 100000 };

/* -- matching ---------------------------------------------------------------------------------- */

static int param_place(const struct web_page *p, struct str name)
{
	for (int i = 0; i < WEB_PARAMS && p->params[i].name; i++)
		if (str_is(name, p->params[i].name))
			return i;
	return -1;
}

static bool all_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!isdigit((unsigned char)s.s[i]))
			return false;
	return s.n > 0;
}

/* One segment against "{name}", "{name}.ext" or "word:{name}". */
static bool match_segment(const struct web_page *p, struct str pattern, struct str segment,
			  struct str *params)
{
	size_t open = str_find_byte(pattern, '{'), close = str_find_byte(pattern, '}');
	if (open == pattern.n)
		return str_same(pattern, segment);
	struct str beginning = str_upto(pattern, open), ending = str_from(pattern, close + 1);
	if (segment.n <= open + ending.n || !str_same(str_upto(segment, open), beginning) ||
	    !str_same(str_from(segment, segment.n - ending.n), ending))
		return false;
	int at = param_place(p, str_upto(str_from(pattern, open + 1), close - open - 1));
	must(at >= 0);
	params[at] = str_upto(str_from(segment, open), segment.n - ending.n - open);
	return p->params[at].kind != PARAM_PAGE || all_digits(params[at]);
}

static bool is_rest(const struct web_page *p, struct str segment)
{
	if (!str_starts(segment, "{") || !str_ends(segment, "}"))
		return false;
	int at = param_place(p, str_upto(str_from(segment, 1), segment.n - 2));
	return at >= 0 && p->params[at].kind == PARAM_PATH;
}

bool web_path_matches(const struct web_page *p, struct str path, struct str *params)
{
	struct str pattern = str_from(str_of(p->path), 1), want, have;
	path = str_from(path, 1);
	while (str_next(&pattern, '/', &want)) {
		if (is_rest(p, want)) {
			params[param_place(p, str_upto(str_from(want, 1), want.n - 2))] = path;
			return path.n > 0;
		}
		if (!str_next(&path, '/', &have) || !match_segment(p, want, have, params))
			return false;
	}
	return !path.s;
}

/* -- parameters -------------------------------------------------------------------------------- */

static bool take_param(struct web_request *r, int i, bool in_path)
{
	struct str v = r->params[i];
	int64_t max = r->page->params[i].kind == PARAM_PAGE ? PAGE_MAX : 1000000000;
	switch (r->page->params[i].kind) {
	case PARAM_ID: return v.n <= ID_MAX && catalog_id_valid(v);
	case PARAM_PAGE:
	case PARAM_NUMBER:
		if (str_to_int(v, r->page->params[i].kind == PARAM_PAGE, max, &r->numbers[i]))
			return true;
		r->params[i] = STR_NONE;
		return !in_path;
	case PARAM_TEXT: return v.n <= TEXT_MAX;
	case PARAM_LONG: return r->page->method == WEB_POST || v.n <= LONG_MAX;
	default: return true;
	}
}

/* A form's own fields count, not what stands in the address it is sent to. */
static struct str given(const struct web_request *r, const char *name)
{
	return r->page->method == WEB_POST ? http_form(r->http, name) : http_query(r->http, name);
}

bool web_take_params(struct web_request *r)
{
	for (int i = 0; i < WEB_PARAMS && r->page->params[i].name; i++) {
		bool in_path = r->params[i].s != NULL;
		if (!in_path)
			r->params[i] = given(r, r->page->params[i].name);
		if (!r->params[i].s)
			continue;
		if (take_param(r, i, in_path))
			continue;
		return in_path ? fail(r->c, ERR_ABSENT, "there is no such page")
			       : fail(r->c, ERR_INVALID, "the address is not understood: {0}",
				      r->page->params[i].name);
	}
	return true;
}

struct str web_text(const struct web_request *r, const char *name)
{
	int at = param_place(r->page, str_of(name));
	must(at >= 0);
	return r->params[at];
}

int64_t web_number(const struct web_request *r, const char *name, int64_t absent)
{
	int at = param_place(r->page, str_of(name));
	must(at >= 0);
	return r->params[at].s ? r->numbers[at] : absent;
}

/* -- language ---------------------------------------------------------------------------------- */

static const char *choose_language(struct web_request *r)
{
	struct str asked = http_query(r->http, "lang");
	const char *lang = asked.s ? text_language_of(asked) : NULL;
	r->lang_chosen = lang != NULL;
	if (!lang && (asked = http_cookie(r->http, "lang")).s)
		lang = text_language_of(asked);
	struct str wanted[8];
	size_t n = lang ? 0 : http_preferences(r->http->language, wanted, COUNT_OF(wanted));
	for (size_t i = 0; i < n && !lang; i++)
		lang = text_language_of(wanted[i]);
	return lang ? lang : text_languages[0];
}

/* What every page needs and no tile: addresses of this page in each language. */
const struct web_frame *web_frame(struct web_request *r)
{
	static const char *const names[] = { "Қазақша", "Русский", "Кыргызча", "English" };
	struct web_lang *langs = arena_array_of(r->c->mem, COUNT_OF(names), struct web_lang);
	for (size_t i = 0; i < COUNT_OF(names); i++)
		langs[i] = (struct web_lang){
			.code = text_languages[i],
			.name = names[i],
			.href = web_here_with(r, "lang", str_of(text_languages[i])),
			.current = r->c->lang == text_languages[i],
		};
	r->frame.langs = (struct web_langs){ langs, COUNT_OF(names) };
	sign_frame(r);
	return &r->frame;
}

/* -- the whole --------------------------------------------------------------------------------- */

/* Most rows are told apart by the first letter of their path. */
static bool may_match(const struct web_page *p, struct str path)
{
	return path.n < 2 || p->path[1] == path.s[1] || p->path[1] == '{';
}

static bool method_fits(const struct web_page *p, enum http_method m)
{
	return (p->method == WEB_POST) == (m == HTTP_POST);
}

/* *ret_other: some row has this path for another method. */
static const struct web_page *find_page(struct web_request *r, bool *ret_other)
{
	*ret_other = false;
	for (const struct web_page *const *p = web_pages; *p; p++) {
		if (!may_match(*p, r->http->target.path))
			continue;
		memset(r->params, 0, sizeof r->params);
		if (!web_path_matches(*p, r->http->target.path, r->params))
			continue;
		if (method_fits(*p, r->http->method))
			return *p;
		*ret_other = true;
	}
	memset(r->params, 0, sizeof r->params);
	return NULL;
}

/* A reader's own address: the peer's, or the one that a proxy of ours tells. Proxies add to the
 * list's end what they saw, so the last that is no proxy is as far as our own word reaches. */
struct str web_reader_address(const struct web_request *r)
{
	const struct net_list *proxies = &r->worker->conf.proxies;
	struct str rest = r->http->forwarded;
	if (!net_list_holds(proxies, r->http->peer))
		return r->http->peer;
	while (rest.n) {
		size_t comma = rest.n;
		while (comma > 0 && rest.s[comma - 1] != ',')
			comma--;
		struct str last = str_trim(str_from(rest, comma));
		if (!net_list_holds(proxies, last))
			return last;
		rest = str_upto(rest, comma ? comma - 1 : 0);
	}
	return STR_NONE; /* nobody's: a proxy that tells nothing is no reader */
}

static void find_who(struct web_request *r)
{
	if (r->worker && r->worker->conf.onsite.n)
		r->who.onsite = net_list_holds(&r->worker->conf.onsite, web_reader_address(r));
}

static bool ask_access(struct web_request *r)
{
	if (!r->page->needs_doc)
		return true;
	r->doc_page = param_place(r->page, STR("page")) < 0 ? 0 : (int)web_number(r, "page", 0);
	return web_document(r, web_text(r, "id"), r->page->act, r->doc_page, &r->doc);
}

static bool refuse_method(struct web_request *r)
{
	bool post = r->http->method == HTTP_POST || r->http->method == HTTP_OTHER;
	r->reply.status = 405;
	http_reply_add(&r->reply, "Allow", post ? STR("GET, HEAD") : STR("POST"));
	return post ? fail(r->c, ERR_INVALID, "this address can only be read")
		    : fail(r->c, ERR_INVALID, "this address only takes a form");
}

static bool show(struct web_request *r)
{
	bool other;
	if (r->http->method == HTTP_OTHER)
		return refuse_method(r);
	r->page = find_page(r, &other);
	if (!r->page)
		return other ? refuse_method(r) : fail(r->c, ERR_ABSENT, "there is no such page");
	if (!sign_find(r) || !sign_guard(r))
		return false;
	if (r->reply.status) /* sent to the page for signing in */
		return true;
	if (known_page(r))
		return true;
	if (!web_take_params(r) || !ask_access(r) || !r->page->show(r))
		return false;
	known_page_made(r);
	return true;
}

void web_answer(struct web_request *r)
{
	r->c->lang = choose_language(r);
	find_who(r);
	r->json = str_is(http_query(r->http, "format"), "json") ||
		  (http_accepts(r->http->accept, "application/json") &&
		   !http_accepts(r->http->accept, "text/html"));
	r->frame = (struct web_frame){
		.lang = r->c->lang,
		.path = r->http->target.path,
		.query = http_query(r->http, "q"),
	};
	if (!show(r))
		web_show_error(r);
	if (!r->waiting)
		web_finish_reply(r);
}

/* What every reply has, whatever made it. */
void web_finish_reply(struct web_request *r)
{
	if (r->lang_chosen)
		http_reply_add(
			&r->reply, "Set-Cookie",
			str_print(r->c->mem,
				  "lang=%s; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly",
				  r->c->lang));
	if (r->lang_chosen && r->reply.cache == CACHE_SHARED)
		r->reply.cache = CACHE_CHECK;
}
