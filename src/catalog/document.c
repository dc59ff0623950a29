/* Documents: the digital copies, their terms, their pages. */
#include "catalog/catalog_int.h"
#include "catalog/catalog_sql.h"

static const char no_document[] = N_("there is no document {0}");

/* Look up */

bool document_of(struct ctx *c, struct stmt *q, int first, struct document *ret)
{
	struct document d = {
		.id = db_text(q, first),
		.title = db_text(q, first + 1),
		.kind = db_text(q, first + 2),
		.mime = db_text(q, first + 3),
		.file_name = db_text(q, first + 4),
		.size = db_int(q, first + 5),
		.n_files = (int)db_int(q, first + 6),
		.n_pages = (int)db_int(q, first + 7),
		.duration_ms = db_int(q, first + 8),
		.terms = { .excerpt_pages = (int)db_int(q, first + 10),
			   .embargo = db_text(q, first + 11) },
		.language = db_text(q, first + 13),
		.damage = db_text(q, first + 14),
		.partner = db_int(q, first + 15),
		.deposited = db_int(q, first + 16),
		.source = db_int(q, first + 17),
	};
	int64_t state = db_int(q, first + 12);
	/* A level or state that this program does not know must not open anything. */
	if (!access_level_of(db_text(q, first + 9), &d.terms.level) || state < DOCUMENT_WAITING ||
	    state > DOCUMENT_FAILED)
		return fail(c, ERR_INTERNAL, "the row of document {0} in the database is damaged",
			    str_z(c->mem, d.id));
	d.state = (enum document_state)state;
	*ret = d;
	return true;
}

bool document_get(struct ctx *c, struct str id, struct document *ret)
{
	if (!catalog_id_valid(id))
		return fail(c, ERR_ABSENT, no_document, str_z(c->mem, id));
	struct stmt *q = db_query(c, &SQL_DOCUMENT_GET);
	db_bind_text(q, id);
	if (!db_one(q))
		return absent(c, no_document, id);
	struct document d;
	bool read = document_of(c, q, 0, &d);
	if (!db_done(q) || !read)
		return false;
	*ret = d;
	return true;
}

bool documents_of_title(struct ctx *c, struct str title, struct document_list *ret)
{
	struct document_list list = { NULL, 0 };
	size_t cap = 0;
	bool read = true;
	if (!catalog_id_valid(title)) {
		*ret = list;
		return true;
	}
	struct stmt *q = db_query(c, &SQL_DOCUMENTS_OF_TITLE);
	db_bind_text(q, title);
	while (read && db_row(q)) {
		if (list.n == cap) {
			size_t more = cap ? cap * 2 : 4;
			list.at = arena_grow(c->mem, list.at, cap * sizeof *list.at,
					     more * sizeof *list.at);
			cap = more;
		}
		read = document_of(c, q, 0, &list.at[list.n++]);
	}
	if (!db_done(q) || !read)
		return false;
	*ret = list;
	return true;
}

bool document_pages_get(struct ctx *c, struct str id, struct document_pages *ret)
{
	if (!catalog_id_valid(id))
		return fail(c, ERR_ABSENT, no_document, str_z(c->mem, id));
	struct stmt *q = db_query(c, &SQL_DOCUMENT_PAGES_GET);
	db_bind_text(q, id);
	if (!db_one(q))
		return absent(c, N_("there are no pages of document {0}"), id);
	struct str bytes = db_blob(q, 0);
	return db_done(q) && pages_of_bytes(c, bytes, ret);
}

/* Change */

static bool terms_valid(struct ctx *c, const struct access_terms *t)
{
	return t->excerpt_pages >= 0 ||
	       fail(c, ERR_INVALID, "the number of pages of an excerpt cannot be below zero");
}

static bool put_pages(struct ctx *c, struct str id, const struct document_pages *p)
{
	struct str bytes;
	if (!pages_to_bytes(c, p, &bytes))
		return false;
	struct stmt *q = db_query(c, &SQL_DOCUMENT_PAGES_PUT);
	db_bind_text(q, id);
	db_bind_blob(q, bytes);
	return db_run(q, NULL);
}

static void bind_terms(struct stmt *q, const struct access_terms *t)
{
	bind_text(q, str_of(access_level_name(t->level)));
	db_bind_int(q, t->excerpt_pages);
	bind_text(q, t->embargo);
}

static void bind_document(struct stmt *q, const struct document *d)
{
	db_bind_text(q, d->id);
	db_bind_text(q, d->title);
	bind_text(q, d->kind);
	bind_text(q, d->mime);
	bind_text(q, d->file_name);
	db_bind_int(q, d->size);
	db_bind_int(q, d->n_files);
	db_bind_int(q, d->n_pages);
	db_bind_int(q, d->duration_ms);
	bind_terms(q, &d->terms);
	db_bind_int(q, d->state);
	bind_text(q, d->language);
	bind_text(q, d->damage);
	db_bind_int(q, d->partner);
	db_bind_int(q, d->deposited);
	db_bind_int(q, d->source);
}

bool document_add(struct ctx *c, const struct document *d, const struct document_pages *p)
{
	if (!catalog_id_valid(d->id))
		return fail(c, ERR_INVALID, "{0} cannot be the id of a document",
			    str_z(c->mem, d->id));
	if (!terms_valid(c, &d->terms))
		return false;
	if (p && p->n != (size_t)d->n_pages)
		return fail(c, ERR_INVALID, "the page table of document {0} is not of its length",
			    str_z(c->mem, d->id));
	struct stmt *q = db_query(c, &SQL_DOCUMENT_ADD);
	bind_document(q, d);
	if (!db_one(q)) {
		if (c->err.kind == ERR_ABSENT)
			fail(c, ERR_CONFLICT, "there is a document {0} already",
			     str_z(c->mem, d->id));
		return false;
	}
	return db_done(q) && (!p || put_pages(c, d->id, p));
}

static bool changed_one(struct ctx *c, struct stmt *q, struct str id)
{
	int64_t n;
	if (!db_run(q, &n))
		return false;
	return n == 1 || fail(c, ERR_ABSENT, no_document, str_z(c->mem, id));
}

bool document_set_terms(struct ctx *c, struct str id, const struct access_terms *t)
{
	if (!terms_valid(c, t))
		return false;
	struct stmt *q = db_query(c, &SQL_DOCUMENT_SET_TERMS);
	bind_terms(q, t);
	db_bind_text(q, id);
	return changed_one(c, q, id);
}

bool document_set_source(struct ctx *c, struct str id, int64_t source, struct str title)
{
	struct stmt *q = db_query(c, &SQL_DOCUMENT_SET_SOURCE);
	db_bind_int(q, source);
	db_bind_text(q, title);
	db_bind_text(q, id);
	return changed_one(c, q, id);
}

bool documents_move(struct ctx *c, int64_t source, struct str title)
{
	struct stmt *q = db_query(c, &SQL_DOCUMENTS_MOVE);
	db_bind_text(q, title);
	db_bind_int(q, source);
	return db_run(q, NULL);
}

bool document_set_text(struct ctx *c, struct str id, enum document_state state, struct str language,
		       const struct document_pages *p)
{
	must(p != NULL);
	struct stmt *q = db_query(c, &SQL_DOCUMENT_SET_TEXT);
	db_bind_int(q, state);
	bind_text(q, language);
	db_bind_int(q, (int64_t)p->n);
	db_bind_text(q, id);
	return changed_one(c, q, id) && put_pages(c, id, p);
}

bool document_set_state(struct ctx *c, struct str id, enum document_state state)
{
	struct stmt *q = db_query(c, &SQL_DOCUMENT_SET_STATE);
	db_bind_int(q, state);
	db_bind_text(q, id);
	return changed_one(c, q, id);
}
