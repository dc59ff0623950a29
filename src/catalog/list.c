/* Titles as a list shows them, with their documents: one statement for many. */
#include "catalog/catalog_int.h"
#include "catalog/catalog_sql.h"

enum { AT_ONCE = 20, FIRST_OF_DOCUMENT = 8 }; /* ids in the statement; a column of it */

static struct title_listed *listed(struct title_listed *at, const struct str *ids, size_t n,
				   struct str id)
{
	for (size_t i = 0; i < n; i++)
		if (str_same(ids[i], id))
			return &at[i];
	return NULL;
}

static void take_title(struct stmt *q, struct str id, struct title_listed *ret)
{
	ret->title = (struct title){
		.id = id,
		.name = db_text(q, 1),
		.creator = db_text(q, 2),
		.language = db_text(q, 3),
		.kind = db_text(q, 4),
		.year = (int)db_int(q, 5),
		.partner = db_int(q, 6),
		.holders = db_text(q, 7),
	};
}

static bool take_document(struct ctx *c, struct stmt *q, struct title_listed *ret)
{
	struct document_list *d = &ret->documents;
	if (!db_text(q, FIRST_OF_DOCUMENT).s)
		return true; /* it has none */
	d->at = arena_grow(c->mem, d->at, d->n * sizeof(*d->at), (d->n + 1) * sizeof(*d->at));
	return document_of(c, q, FIRST_OF_DOCUMENT, &d->at[d->n++]);
}

/* Those of ids that are there; one row a document. An id twice is filled once. */
static bool list_some(struct ctx *c, const struct str *ids, size_t n, struct title_listed *ret)
{
	bool read = true;
	struct title_listed *t = NULL;
	struct stmt *q = db_query(c, &SQL_TITLES_LISTED);
	for (size_t i = 0; i < AT_ONCE; i++)
		db_bind_text(q, i < n && catalog_id_valid(ids[i]) ? ids[i] : STR(""));
	while (read && db_row(q)) {
		struct str id = db_text(q, 0);
		if (!t || !str_same(t->title.id, id)) {
			t = listed(ret, ids, n, id);
			if (!t)
				continue;
			take_title(q, id, t);
		}
		read = take_document(c, q, t);
	}
	return db_done(q) && read;
}

bool titles_listed(struct ctx *c, const struct str *ids, size_t n, struct title_listed *ret)
{
	memset(ret, 0, n * sizeof(*ret));
	for (size_t i = 0; i < n; i += AT_ONCE)
		if (!list_some(c, ids + i, n - i < AT_ONCE ? n - i : AT_ONCE, ret + i))
			return false;
	return true;
}
