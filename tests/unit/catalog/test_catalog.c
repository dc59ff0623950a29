/* Titles, documents, pages and ids; what is kept is tested on both engines. */
#include "db/unit_db.h"
#include "catalog/catalog_int.h"

/* Ids */

static const char *const digest =
	"cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce";

static struct str id_of(struct ctx *c, int n)
{
	return catalog_id_of(c->mem, str_print(c->mem, "%08x%08x", (unsigned)n * 2654435761u, n));
}

static void test_id__is_twelve_characters_and_a_check(void **state)
{
	struct ctx *c = unit_begin();
	struct str id = catalog_id_of(c->mem, str_of(digest));
	assert_int_equal(id.n, 13);
	assert_true(catalog_id_valid(id));
	assert_true(str_same(id, catalog_id_of(c->mem, str_of(digest))));
	/* 29^11 has the digits 1 0 0 ..., so the check is 1 * 1 */
	assert_str(catalog_id_of(c->mem, STR("0000000000000000")), "0000000000000");
	assert_str(catalog_id_of(c->mem, STR("0000000000000001")), "000000000001d");
	unit_end(c);
}

/* NOID's promise: one wrong character and two that changed places are found. */
static void test_id__finds_every_slip(void **state)
{
	static const char alphabet[] = "0123456789bcdfghjkmnpqrstvwxz";
	struct ctx *c = unit_begin();
	struct str id = catalog_id_of(c->mem, str_of(digest));
	char slip[16];
	for (size_t i = 0; i < id.n; i++)
		for (size_t a = 0; a < sizeof alphabet - 1; a++) {
			memcpy(slip, id.s, id.n + 1);
			slip[i] = alphabet[a];
			assert_int_equal(catalog_id_valid(str_of(slip)), alphabet[a] == id.s[i]);
		}
	for (size_t i = 0; i + 1 < id.n; i++) {
		memcpy(slip, id.s, id.n + 1);
		slip[i] = id.s[i + 1];
		slip[i + 1] = id.s[i];
		assert_int_equal(catalog_id_valid(str_of(slip)), id.s[i] == id.s[i + 1]);
	}
	unit_end(c);
}

static void test_id__of_foreign_bytes_is_not_valid(void **state)
{
	static const struct str bad[] = { { NULL, 0 },
					  { "", 0 },
					  { "000000000000", 12 },
					  { "00000000000000", 14 },
					  { "\0\0\0\0\0\0\0\0\0\0\0\0\0", 13 },
					  { "000000000000O", 13 },
					  { "../../../../x", 13 },
					  { "00000000000A0", 13 } };
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_false(catalog_id_valid(bad[i]));
}

/* Page tables */

static struct document_pages two_pages(struct ctx *c)
{
	struct document_page *at = arena_array_of(c->mem, 2, struct document_page);
	at[0] = (struct document_page){ .width = 2480,
					.height = 3508,
					.dpi = 300,
					.words_at = 0,
					.words_n = 70000,
					.sure = 97,
					.source = 'o',
					.lang = "kk" };
	at[1] = (struct document_page){ .width = 1,
					.height = 16777216,
					.dpi = 65535,
					.words_at = 70000,
					.words_n = UINT32_MAX - 70000,
					.sure = 0,
					.source = '-',
					.lang = "" };
	return (struct document_pages){ at, 2 };
}

static void assert_same_pages(struct document_pages a, struct document_pages b)
{
	assert_int_equal(a.n, b.n);
	for (size_t i = 0; i < a.n; i++) {
		const struct document_page *x = &a.at[i], *y = &b.at[i];
		assert_int_equal(x->width, y->width);
		assert_int_equal(x->height, y->height);
		assert_int_equal(x->dpi, y->dpi);
		assert_int_equal(x->words_at, y->words_at);
		assert_int_equal(x->words_n, y->words_n);
		assert_int_equal(x->sure, y->sure);
		assert_int_equal(x->source, y->source);
		assert_string_equal(x->lang, y->lang);
	}
}

static void test_pages__come_back_as_they_went(void **state)
{
	struct ctx *c = unit_begin();
	struct document_pages went = two_pages(c), back, none = { NULL, 0 };
	struct str bytes;
	unit_ok(c, pages_to_bytes(c, &went, &bytes));
	assert_int_equal(bytes.n, 5 + 2 * 22);
	static const unsigned char head[] = { 1, 2,    0,    0, 0, 0xB0, 0x09, 0,
					      0, 0xB4, 0x0D, 0, 0, 0x2C, 0x01 };
	assert_memory_equal(bytes.s, head, sizeof head); /* little-endian, on any machine */
	unit_ok(c, pages_of_bytes(c, bytes, &back));
	assert_same_pages(went, back);
	unit_ok(c, pages_to_bytes(c, &none, &bytes));
	unit_ok(c, pages_of_bytes(c, bytes, &back));
	assert_int_equal(back.n, 0);
	unit_end(c);
}

/* Every byte of a table set to every value: read as something valid, or refused; never worse. */
static void test_pages__damaged_anywhere_are_refused_or_valid(void **state)
{
	struct ctx *c = unit_begin();
	struct document_pages went = two_pages(c), back;
	struct str bytes, again;
	unit_ok(c, pages_to_bytes(c, &went, &bytes));
	for (size_t n = 0; n < bytes.n; n++)
		assert_false(pages_of_bytes(c, str_copy(c->mem, str_upto(bytes, n)), &back));
	for (size_t i = 0; i < bytes.n; i++)
		for (int v = 0; v < 256; v++) {
			char *copy = str_z(c->mem, bytes);
			copy[i] = (char)v;
			if (!pages_of_bytes(c, (struct str){ copy, bytes.n }, &back))
				continue;
			unit_ok(c, pages_to_bytes(c, &back, &again));
			assert_int_equal(again.n, bytes.n);
			assert_memory_equal(again.s, copy, bytes.n);
		}
	assert_false(pages_of_bytes(c, STR("\2\0\0\0\0"), &back)); /* a version to come */
	assert_int_equal(c->err.kind, ERR_INTERNAL);
	unit_end(c);
}

static void test_pages__with_impossible_measures_are_not_kept(void **state)
{
	struct ctx *c = unit_begin();
	struct str bytes;
	for (int turn = 0; turn < 7; turn++) {
		struct document_pages p = two_pages(c);
		switch (turn) {
		case 0: p.at[1].width = -1; break;
		case 1: p.at[1].dpi = 65536; break;
		case 2: p.at[1].sure = 101; break;
		case 3: p.at[1].source = 0; break;
		case 4: p.at[1].lang[0] = 'K'; break;
		case 5: p.at[1].words_n++; break;
		case 6: p.at[1].height = 16777217; break;
		}
		assert_false(pages_to_bytes(c, &p, &bytes));
		assert_int_equal(c->err.kind, ERR_INVALID);
	}
	unit_end(c);
}

/* What is kept */

static int64_t a_partner(struct ctx *c)
{
	struct partner p = { .code = STR("nlrk"), .name = { STR("Кітапхана") } };
	int64_t id;
	unit_ok(c, partner_add(c, &p, &id));
	return id;
}

static struct title a_title(struct ctx *c, int n, int64_t partner)
{
	return (struct title){
		.id = id_of(c, n),
		.name = str_print(c->mem, "Title %d", n),
		.creator = STR("Әуезов, М."),
		.record = STR("{}"),
		.subjects = STR("roads\ncaravans"),
		.year = 1942,
		.needs_cataloguer = n % 2,
		.partner = partner,
		.changed = 1000 + n,
	};
}

static struct document a_document(struct ctx *c, int n, const struct title *t)
{
	return (struct document){
		.id = id_of(c, n),
		.title = t->id,
		.kind = STR("pdf"),
		.mime = STR("application/pdf"),
		.file_name = STR("abai.pdf"),
		.size = 5000000000,
		.n_files = 1,
		.n_pages = 2,
		.terms = { LEVEL_EXCERPT, 24, STR("2030-01-01") },
		.partner = t->partner,
		.deposited = 2000 + n,
	};
}

static void test_title__is_put_and_put_again(void **state)
{
	struct ctx *c = unit_db(state);
	struct title t = a_title(c, 1, a_partner(c)), got;
	assert_false(title_get(c, t.id, &got));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	unit_ok(c, title_put(c, &t));
	t.name = STR("A better name");
	t.needs_cataloguer = false;
	unit_ok(c, title_put(c, &t));
	unit_ok(c, title_get(c, t.id, &got));
	assert_str(got.name, "A better name");
	assert_str(got.creator, "Әуезов, М.");
	assert_str(got.subjects, "roads\ncaravans");
	assert_str(got.publisher, "");
	assert_int_equal(got.year, 1942);
	assert_false(got.needs_cataloguer);
	assert_int_equal(got.changed, 1001);
	t.id = STR("0000000000001");
	assert_false(title_put(c, &t));
	assert_int_equal(c->err.kind, ERR_INVALID);
	assert_false(title_get(c, STR("\xFF'; --"), &got));
	assert_int_equal(c->err.kind, ERR_ABSENT);
}

static void test_titles__newest_first(void **state)
{
	struct ctx *c = unit_db(state);
	int64_t partner = a_partner(c);
	for (int i = 0; i < 30; i++) {
		struct title t = a_title(c, (i * 7) % 30, partner);
		unit_ok(c, title_put(c, &t));
	}
	struct title_list list;
	unit_ok(c, titles_newest(c, 10, &list));
	assert_int_equal(list.n, 10);
	for (int i = 0; i < 10; i++)
		assert_int_equal(list.at[i].changed, 1029 - i);
	unit_ok(c, titles_newest(c, 100, &list));
	assert_int_equal(list.n, 30);
}

/* More than one statement takes, some of them gone, some no ids at all, in no order. */
static void test_titles__are_listed_with_their_documents(void **state)
{
	struct ctx *c = unit_db(state);
	int64_t partner = a_partner(c);
	struct str ids[50];
	struct title_listed list[50];
	unit_ok(c, db_begin(c));
	for (int i = 0; i < 48; i++) {
		struct title t = a_title(c, i, partner);
		ids[(i * 17) % 48] = t.id;
		if (i % 5 == 3)
			continue;
		unit_ok(c, title_put(c, &t));
		for (int k = 0; k < i % 3; k++) {
			struct document d = a_document(c, 100 * (k + 1) + i, &t);
			unit_ok(c, document_add(c, &d, NULL));
		}
	}
	unit_ok(c, db_commit(c));
	ids[48] = STR("'; --");
	ids[49] = STR("");
	unit_ok(c, titles_listed(c, ids, 50, list));
	for (int i = 0; i < 48; i++) {
		const struct title_listed *t = &list[(i * 17) % 48];
		assert_int_equal(t->title.id.n, i % 5 == 3 ? 0 : 13);
		assert_int_equal(t->documents.n, i % 5 == 3 ? 0 : i % 3);
		if (i % 5 == 3)
			continue;
		assert_str(t->title.creator, "Әуезов, М.");
		assert_int_equal(t->title.year, 1942);
		for (size_t k = 0; k < t->documents.n; k++) {
			const struct document *d = &t->documents.at[k];
			assert_str(d->title, t->title.id.s);
			assert_int_equal(d->deposited, 2000 + 100 * (k + 1) + (size_t)i);
			assert_int_equal(d->terms.level, LEVEL_EXCERPT);
		}
	}
	assert_int_equal(list[48].title.id.n + list[49].title.id.n, 0);
}

static void test_document__comes_back_whole(void **state)
{
	struct ctx *c = unit_db(state);
	struct title t = a_title(c, 1, a_partner(c));
	struct document d = a_document(c, 2, &t), got;
	struct document_pages pages = two_pages(c), back;
	unit_ok(c, db_begin(c));
	unit_ok(c, title_put(c, &t));
	unit_ok(c, document_add(c, &d, &pages));
	unit_ok(c, db_commit(c));
	unit_ok(c, document_get(c, d.id, &got));
	assert_str(got.title, t.id.s);
	assert_str(got.kind, "pdf");
	assert_str(got.file_name, "abai.pdf");
	assert_true(got.size == 5000000000);
	assert_int_equal(got.n_pages, 2);
	assert_int_equal(got.terms.level, LEVEL_EXCERPT);
	assert_int_equal(got.terms.excerpt_pages, 24);
	assert_str(got.terms.embargo, "2030-01-01");
	assert_int_equal(got.state, DOCUMENT_WAITING);
	unit_ok(c, document_pages_get(c, d.id, &back));
	assert_same_pages(pages, back);
	struct document_list list;
	unit_ok(c, documents_of_title(c, t.id, &list));
	assert_int_equal(list.n, 1);
	assert_str(list.at[0].id, d.id.s);
}

static void test_document__there_already_is_conflict_and_no_failure(void **state)
{
	struct ctx *c = unit_db(state);
	struct title t = a_title(c, 1, a_partner(c));
	struct document d = a_document(c, 2, &t);
	unit_ok(c, db_begin(c));
	unit_ok(c, title_put(c, &t));
	unit_ok(c, document_add(c, &d, NULL));
	assert_false(document_add(c, &d, NULL));
	assert_int_equal(c->err.kind, ERR_CONFLICT);
	d.id = id_of(c, 3);
	unit_ok(c, document_add(c, &d, NULL));
	unit_ok(c, db_commit(c));
	struct document_pages pages;
	assert_false(document_pages_get(c, d.id, &pages));
	assert_int_equal(c->err.kind, ERR_ABSENT);
}

static void test_document__takes_its_text_and_terms(void **state)
{
	struct ctx *c = unit_db(state);
	struct title t = a_title(c, 1, a_partner(c));
	struct document d = a_document(c, 2, &t), got;
	struct document_pages pages = two_pages(c), back;
	unit_ok(c, title_put(c, &t));
	unit_ok(c, document_add(c, &d, NULL));
	unit_ok(c, document_set_text(c, d.id, DOCUMENT_READY, STR("kk"), &pages));
	struct access_terms terms = { LEVEL_OPEN, 12, STR_NONE };
	unit_ok(c, document_set_terms(c, d.id, &terms));
	unit_ok(c, document_get(c, d.id, &got));
	assert_int_equal(got.state, DOCUMENT_READY);
	assert_str(got.language, "kk");
	assert_int_equal(got.terms.level, LEVEL_OPEN);
	assert_int_equal(got.terms.embargo.n, 0);
	unit_ok(c, document_pages_get(c, d.id, &back));
	assert_same_pages(pages, back);
	unit_ok(c, document_set_state(c, d.id, DOCUMENT_FAILED));
	unit_ok(c, document_get(c, d.id, &got));
	assert_int_equal(got.state, DOCUMENT_FAILED);
	struct str nobody = id_of(c, 99);
	assert_false(document_set_state(c, nobody, DOCUMENT_READY));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	assert_false(document_set_terms(c, nobody, &terms));
	assert_int_equal(c->err.kind, ERR_ABSENT);
	assert_false(document_set_text(c, nobody, DOCUMENT_READY, STR("kk"), &pages));
	assert_int_equal(c->err.kind, ERR_ABSENT);
}

static void test_document__of_an_unknown_state_is_not_shown(void **state)
{
	struct ctx *c = unit_db(state);
	struct title t = a_title(c, 1, a_partner(c));
	struct document d = a_document(c, 2, &t), got;
	unit_ok(c, title_put(c, &t));
	unit_ok(c, document_add(c, &d, NULL));
	unit_ok(c, unit_db_run(c, "UPDATE document SET state = 9"));
	assert_false(document_get(c, d.id, &got));
	assert_int_equal(c->err.kind, ERR_INTERNAL);
	assert_false(unit_db_run(c, "UPDATE document SET level = 'public'"));
}

static void test_counts__and_clear(void **state)
{
	struct ctx *c = unit_db(state);
	struct title t = a_title(c, 1, a_partner(c));
	struct document_pages pages = two_pages(c);
	unit_ok(c, title_put(c, &t));
	for (int i = 2; i < 5; i++) {
		struct document d = a_document(c, i, &t);
		d.state = i == 2 ? DOCUMENT_READY : DOCUMENT_WITHOUT_TEXT;
		unit_ok(c, document_add(c, &d, &pages));
	}
	struct catalog_counts n;
	unit_ok(c, catalog_counts(c, &n));
	assert_int_equal(n.titles, 1);
	assert_int_equal(n.documents, 3);
	assert_int_equal(n.pages, 6);
	assert_int_equal(n.with_text, 1);
	assert_int_equal(n.partners, 1);
	unit_ok(c, db_begin(c));
	unit_ok(c, catalog_clear(c));
	unit_ok(c, db_commit(c));
	unit_ok(c, catalog_counts(c, &n));
	assert_int_equal(n.titles + n.documents + n.pages, 0);
	assert_int_equal(n.partners, 1);
}

/* Walking */

struct seen {
	int n, stop_at;
	char last[16];
	bool with_error;
};

static bool see(struct ctx *c, void *arg, struct str id)
{
	struct seen *s = arg;
	assert_true(catalog_id_valid(id));
	assert_true(str_order(str_of(s->last), id) < 0);
	memcpy(s->last, id.s, id.n + 1);
	struct title t;
	if (s->n % 100 == 0)
		unit_ok(c, title_get(c, id, &t)); /* other statements may run meanwhile */
	if (++s->n != s->stop_at)
		return true;
	return s->with_error ? fail(c, ERR_LIMIT, "enough") : false;
}

static void test_walk__sees_every_title_once_by_id(void **state)
{
	struct ctx *c = unit_db(state);
	int64_t partner = a_partner(c);
	unit_ok(c, db_begin(c));
	for (int i = 0; i < 1234; i++) {
		struct title t = a_title(c, i, partner);
		unit_ok(c, title_put(c, &t));
	}
	unit_ok(c, db_commit(c));
	struct seen s = { .stop_at = -1 };
	unit_ok(c, titles_walk(c, see, &s));
	assert_int_equal(s.n, 1234);
	s = (struct seen){ .stop_at = 700 };
	unit_ok(c, titles_walk(c, see, &s));
	assert_int_equal(s.n, 700);
	s = (struct seen){ .stop_at = 3, .with_error = true };
	assert_false(titles_walk(c, see, &s));
	assert_int_equal(c->err.kind, ERR_LIMIT);
}

/* Two that add the same document */

static struct title shared_title;

static int adds_the_same(struct ctx *c, void *arg, int i)
{
	int taken = 0;
	for (int n = 0; n < 20; n++) {
		struct document d = a_document(c, 100 + n, &shared_title);
		if (!db_begin(c))
			return -1;
		bool added = document_add(c, &d, NULL);
		if (!added && c->err.kind != ERR_CONFLICT)
			return -1;
		if (!db_commit(c))
			return -1;
		taken += added;
	}
	return taken;
}

static void test_document__added_by_several_processes_is_taken_once(void **state)
{
	struct ctx *c = unit_db(state);
	shared_title = a_title(c, 1, a_partner(c));
	unit_ok(c, title_put(c, &shared_title));
	assert_int_equal(unit_db_processes(4, adds_the_same, NULL), 20);
	struct catalog_counts n;
	unit_ok(c, catalog_counts(c, &n));
	assert_int_equal(n.documents, 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_id__is_twelve_characters_and_a_check),
		cmocka_unit_test(test_id__finds_every_slip),
		cmocka_unit_test(test_id__of_foreign_bytes_is_not_valid),
		cmocka_unit_test(test_pages__come_back_as_they_went),
		cmocka_unit_test(test_pages__damaged_anywhere_are_refused_or_valid),
		cmocka_unit_test(test_pages__with_impossible_measures_are_not_kept),
		ON_BOTH(test_title__is_put_and_put_again),
		ON_BOTH(test_titles__newest_first),
		ON_BOTH(test_titles__are_listed_with_their_documents),
		ON_BOTH(test_document__comes_back_whole),
		ON_BOTH(test_document__there_already_is_conflict_and_no_failure),
		ON_BOTH(test_document__takes_its_text_and_terms),
		ON_BOTH(test_document__of_an_unknown_state_is_not_shown),
		ON_BOTH(test_counts__and_clear),
		ON_BOTH(test_walk__sees_every_title_once_by_id),
		ON_BOTH(test_document__added_by_several_processes_is_taken_once),
	};
	return cmocka_run_group_tests_name("catalog", tests, NULL, NULL);
}
