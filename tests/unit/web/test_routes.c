/* Every route that shows anything of a document, at every level of access: what is refused is
 * refused with 403 before anything else, and nothing of the document is in the refusal. */
#include "routes.h"
#include "format/format.h"
#include "library/library.h"
#include "web/pages.h"

#include <unistd.h>

int web_route_tests(void);

#define WRONG(...)                                                                                 \
	do {                                                                                       \
		print_error(__VA_ARGS__);                                                          \
		_fail(__FILE__, __LINE__);                                                         \
	} while (0)

enum { PAGES = 30, EXCERPT = 24 };

static const char *const column_names[] = {
	"open", "read", "excerpt", "onsite", "closed", "embargo"
};
const struct access_terms routes_terms[COLUMNS] = {
	[OPEN] = { LEVEL_OPEN, EXCERPT, { "", 0 } },
	[READ] = { LEVEL_READ, EXCERPT, { "", 0 } },
	[EXCERPTED] = { LEVEL_EXCERPT, EXCERPT, { "", 0 } },
	[ONSITE] = { LEVEL_ONSITE, EXCERPT, { "", 0 } },
	[CLOSED] = { LEVEL_CLOSED, EXCERPT, { "", 0 } },
	[EMBARGOED] = { LEVEL_OPEN, EXCERPT, { "2999-01-01", 10 } },
};
/* Written out by hand, not asked of access: for a reader from anywhere. 1 and 30: of that page. */
static const struct {
	enum access_action act;
	bool first[COLUMNS], thirtieth[COLUMNS];
} allowed[] = {
	{ ACT_READ_PAGE, { 1, 1, 1, 0, 0, 0 }, { 1, 1, 1, 0, 0, 0 } },
	{ ACT_ZOOM, { 1, 1, 1, 0, 0, 0 }, { 1, 1, 1, 0, 0, 0 } },
	{ ACT_READ_TEXT, { 1, 1, 1, 0, 0, 0 }, { 1, 1, 1, 0, 0, 0 } },
	{ ACT_SEARCH_INSIDE, { 1, 1, 1, 0, 0, 0 }, { 1, 1, 1, 0, 0, 0 } },
	{ ACT_PLAY, { 1, 1, 1, 0, 0, 0 }, { 1, 1, 1, 0, 0, 0 } },
	{ ACT_SAVE_PAGE, { 1, 0, 1, 0, 0, 0 }, { 1, 0, 0, 0, 0, 0 } },
	{ ACT_SAVE_EXCERPT, { 1, 0, 1, 0, 0, 0 }, { 1, 0, 1, 0, 0, 0 } },
	{ ACT_SAVE_WHOLE, { 1, 0, 0, 0, 0, 0 }, { 1, 0, 0, 0, 0, 0 } },
};

/* -- a library with one document a column -------------------------------------------------------- */

struct web_worker worker;
struct str ids[COLUMNS];

static void add_document(struct ctx *c, enum column i, int64_t partner)
{
	struct document_page pages[PAGES];
	for (int p = 0; p < PAGES; p++)
		pages[p] = (struct document_page){
			.width = 1111, .height = 2222, .dpi = 300, .source = '-'
		};
	struct document_pages list = { pages, PAGES };
	struct record record = { 0 };
	struct document d = { .id = ids[i],
			      .title = ids[i],
			      .kind = STR("pdf"),
			      .mime = STR("application/pdf"),
			      .file_name = STR("a.pdf"),
			      .size = 5,
			      .n_files = 1,
			      .n_pages = PAGES,
			      .terms = routes_terms[i],
			      .state = DOCUMENT_READY,
			      .language = STR("kk"),
			      .damage = STR(""),
			      .partner = partner,
			      .deposited = 1 };
	struct title t = { .id = ids[i],
			   .name = str_of(column_names[i]),
			   .creator = STR(""),
			   .publisher = STR(""),
			   .place = STR(""),
			   .date = STR("1934"),
			   .language = STR("kk"),
			   .kind = STR("text"),
			   .description = STR(""),
			   .series = STR(""),
			   .subjects = STR(""),
			   .record = record_to_json(c->mem, &record),
			   .year = 1934,
			   .partner = partner,
			   .changed = 1 };
	struct store_draft *draft;
	struct store_note note = { STR("test"), STR("test"), STR("") };
	unit_ok(c, db_begin(c));
	unit_ok(c, title_put(c, &t));
	unit_ok(c, document_add(c, &d, &list));
	unit_ok(c, db_commit(c));
	unit_ok(c, store_draft_new(c, &draft));
	unit_ok(c, store_draft_add_bytes(c, draft, STR("original/a.pdf"), STR("%PDF-")));
	unit_ok(c, store_create(c, draft, ids[i], &note));
}

int routes_begin(void **state)
{
	struct ctx *c = unit_begin();
	struct partner p = { .code = STR("nlrk"), .country = STR("KZ"), .place = STR("") };
	int64_t partner;
	for (size_t i = 0; i < 4; i++)
		p.name[i] = STR("Library");
	unit_ok(c, library_init(c));
	library_close(c);
	unit_ok(c, library_open(c));
	unit_ok(c, partner_add(c, &p, &partner));
	for (size_t i = 0; i < COLUMNS; i++) {
		ids[i] = catalog_id_of(c->mem, store_digest(c->mem, str_of(column_names[i])));
		add_document(c, (enum column)i, partner);
	}
	worker = (struct web_worker){ .c = *c };
	decoders_open(&worker);
	*state = c;
	return 0;
}

int routes_end(void **state)
{
	struct ctx *c = *state;
	library_close(c);
	unit_end(c);
	return 0;
}

/* -- requests ----------------------------------------------------------------------------------- */

struct answer get(const char *target)
{
	struct ctx *c = &worker.c;
	struct answer *a = arena_new_of(c->mem, struct answer);
	a->q = (struct http_request){ .mem = c->mem, .method = HTTP_GET, .host = STR("test") };
	unit_ok(c, http_target_parse(c, str_of(target), &a->q.target));
	a->waits = web_handle(&worker, &a->q, &a->r) == HTTP_WAIT;
	if (a->waits) /* the queue is not worked here, and must not fill */
		decoders_open(&worker);
	return *a;
}

/* The row's pattern with its places filled. */
static char *target_of(const struct web_page *p, struct str id, int page)
{
	static const struct {
		const char *name, *value;
	} fixed[] = { { "{region}", "full" },
		      { "{size}", "max" },
		      { "{rotation}", "0" },
		      { "{quality}", "default.jpg" } };
	struct arena *mem = worker.c.mem;
	struct str path = str_of(p->path);
	for (size_t i = 0; i < COUNT_OF(fixed) + 2; i++) {
		struct str name = i < COUNT_OF(fixed)    ? str_of(fixed[i].name)
				  : i == COUNT_OF(fixed) ? STR("{id}")
							 : STR("{page}");
		struct str value = i < COUNT_OF(fixed)    ? str_of(fixed[i].value)
				   : i == COUNT_OF(fixed) ? id
							  : str_print(mem, "%d", page);
		size_t at = str_find(path, name);
		if (at < path.n)
			path = str_print(mem, "%.*s%.*s%.*s", STR_ARGS(str_upto(path, at)),
					 STR_ARGS(value), STR_ARGS(str_from(path, at + name.n)));
	}
	return str_z(mem, path);
}

static bool expected(const struct web_page *p, enum column i, int page)
{
	for (size_t k = 0; k < COUNT_OF(allowed); k++)
		if (allowed[k].act == p->act)
			return page == 1 ? allowed[k].first[i] : allowed[k].thirtieth[i];
	WRONG("%s asks an action that this test does not know\n", p->path);
	return false;
}

static void check(const struct web_page *p, enum column i, int page)
{
	char *target = target_of(p, ids[i], page);
	struct answer a = get(target);
	bool refused = !a.waits && a.r.status == 403;
	bool paged = strstr(p->path, "{page}") != NULL;
	if (refused == expected(p, i, paged ? page : 1))
		WRONG("%s (%s): %d\n", target, column_names[i], a.waits ? 0 : a.r.status);
	if (!refused)
		return;
	if (a.r.cache != CACHE_NOTHING || a.r.etag.n || a.r.fd > 0)
		WRONG("%s (%s): a refusal may be kept\n", target, column_names[i]);
	if (str_find(a.r.body, STR("1111")) < a.r.body.n ||
	    str_find(a.r.body, STR("2222")) < a.r.body.n)
		WRONG("%s (%s): a refusal tells the size\n", target, column_names[i]);
}

static void test_routes__ask_access_at_every_level(void **state)
{
	size_t rows = 0;
	for (const struct web_page *const *p = web_pages; *p; p++) {
		if (!(*p)->needs_doc)
			continue;
		rows++;
		for (int i = 0; i < COLUMNS; i++) {
			check(*p, (enum column)i, 1);
			check(*p, (enum column)i, PAGES);
		}
	}
	assert_true(rows >= 14);
}

static void test_routes__of_documents_all_need_one(void **state)
{
	static const char *const roots[] = { "/iiif/",   "/read/",  "/save/", "/play/",
					     "/poster/", "/cover/", "/text/" };
	for (const struct web_page *const *p = web_pages; *p; p++)
		for (size_t i = 0; i < COUNT_OF(roots); i++)
			if (str_starts(str_of((*p)->path), roots[i]) && !(*p)->needs_doc)
				WRONG("%s does not ask access\n", (*p)->path);
}

static void test_pages__do_not_lead_to_what_is_closed(void **state)
{
	static const enum column shut[] = { ONSITE, CLOSED, EMBARGOED };
	static const char *const ways[] = { "/cover/", "/save/", "/iiif/", "/play/", "1111" };
	for (size_t i = 0; i < COUNT_OF(shut); i++) {
		struct arena *mem = worker.c.mem;
		struct answer a = get(str_print(mem, "/t/%.*s", STR_ARGS(ids[shut[i]])).s);
		if (a.r.status != 200)
			WRONG("%.*s", STR_ARGS(a.r.body));
		for (size_t k = 0; k < COUNT_OF(ways); k++)
			if (str_find(a.r.body, str_of(ways[k])) < a.r.body.n)
				WRONG("the title of %s leads to %s\n", column_names[shut[i]],
				      ways[k]);
	}
}

static void test_cache__follows_from_the_level(void **state)
{
	static const enum http_cache cache[] = {
		[OPEN] = CACHE_SHARED, [READ] = CACHE_CHECK, [EXCERPTED] = CACHE_CHECK
	};
	for (int i = OPEN; i <= EXCERPTED; i++) {
		struct answer a = get(
			str_print(worker.c.mem, "/iiif/%.*s/1/info.json", STR_ARGS(ids[i])).s);
		assert_int_equal(a.r.status, 200);
		assert_int_equal(a.r.cache, cache[i]);
		assert_true(str_find(a.r.body, STR("\"width\":1111")) < a.r.body.n);
	}
}

static void test_addresses__that_do_not_exist(void **state)
{
	static const char *const none[] = { "/nothing", "/read/0000000000000/1.jpg",
					    "/iiif/x/1/info.json", "/a/000000000000/app.css",
					    "/t/..%20" };
	for (size_t i = 0; i < COUNT_OF(none); i++)
		assert_int_equal(get(none[i]).r.status, 404);
	struct answer a = get(
		str_print(worker.c.mem, "/iiif/%.*s/31/info.json", STR_ARGS(ids[OPEN])).s);
	assert_int_equal(a.r.status, 404);
	a = get(str_print(worker.c.mem, "/iiif/%.*s/0/info.json", STR_ARGS(ids[OPEN])).s);
	assert_int_equal(a.r.status, 404);
}

static void test_language__is_chosen_remembered_and_accepted(void **state)
{
	struct answer a = get("/?lang=ru");
	assert_true(str_find(a.r.body, STR("lang=\"ru\"")) < a.r.body.n);
	assert_true(a.r.n_extra == 1 && str_starts(a.r.extra[0].value, "lang=ru;"));
	a = get("/?lang=xx");
	assert_int_equal(a.r.n_extra, 0);
	struct http_request q = { .mem = worker.c.mem,
				  .method = HTTP_GET,
				  .host = STR("test"),
				  .language = STR("fr, ky;q=0.5, en;q=0.1") };
	struct http_reply r;
	unit_ok(&worker.c, http_target_parse(&worker.c, STR("/"), &q.target));
	web_handle(&worker, &q, &r);
	assert_true(str_find(r.body, STR("<html lang=\"ky\"")) < r.body.n);
	http_cookies_parse(q.mem, STR("lang=en"), &q.cookies);
	web_handle(&worker, &q, &r);
	assert_true(str_find(r.body, STR("<html lang=\"en\"")) < r.body.n);
}

static void test_save__sends_the_delivered_file(void **state)
{
	struct answer a = get(str_print(worker.c.mem, "/save/%.*s", STR_ARGS(ids[OPEN])).s);
	char bytes[6] = "";
	assert_int_equal(a.r.status, 200);
	assert_int_equal(a.r.fd_n, 5);
	assert_int_equal(pread(a.r.fd, bytes, 5, 0), 5);
	assert_string_equal(bytes, "%PDF-");
	close(a.r.fd);
}

int web_route_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_routes__ask_access_at_every_level),
		cmocka_unit_test(test_routes__of_documents_all_need_one),
		cmocka_unit_test(test_pages__do_not_lead_to_what_is_closed),
		cmocka_unit_test(test_cache__follows_from_the_level),
		cmocka_unit_test(test_addresses__that_do_not_exist),
		cmocka_unit_test(test_language__is_chosen_remembered_and_accepted),
		cmocka_unit_test(test_save__sends_the_delivered_file),
	};
	return cmocka_run_group_tests(tests, routes_begin, routes_end);
}
