/*
 * decide - what a person says of two authorities: that they are one, or that a form is another's.
 *
 * Done at once, and remembered between the forms themselves, so that building obeys whatever ids
 * will be.
 */
#include "authority/authority_int.h"
#include "authority/authority_sql.h"
#include "store/store.h"

#include <unistd.h>

static struct str answer_key(struct arena *mem, struct str name, struct str dates)
{
	return str_print(mem, "%.*s|%.*s", STR_ARGS(text_sort_key(mem, name)),
			 STR_ARGS(text_sort_key(mem, dates)));
}

static bool remember(struct ctx *c, enum authority_kind kind, struct str a, struct str b, bool same,
		     int64_t account)
{
	bool turned = str_order(a, b) > 0;
	struct stmt *q = db_query(c, &SQL_AUTHORITY_ANSWER_PUT);
	db_bind_int(q, kind);
	db_bind_text(q, turned ? b : a);
	db_bind_text(q, turned ? a : b);
	db_bind_int(q, same);
	db_bind_int(q, account);
	db_bind_int(q, (int64_t)when_now());
	return db_run(q, NULL);
}

static bool put_form(struct ctx *c, const struct authority *to, const struct authority_form *f,
		     bool preferred, bool imported)
{
	struct stmt *q = db_query(c, &SQL_AUTHORITY_FORM_PUT);
	db_bind_text(q, to->id);
	db_bind_int(q, to->kind);
	db_bind_text(q, f->name);
	db_bind_text(q, f->dates.n ? f->dates : STR(""));
	db_bind_text(q, form_sorted(c->mem, f->name));
	db_bind_text(q, STR(""));
	db_bind_int(q, preferred);
	db_bind_int(q, imported);
	return db_run(q, NULL);
}

static bool put_counts(struct ctx *c, const struct authority *a, int64_t by, int64_t about)
{
	struct stmt *q = db_query(c, &SQL_AUTHORITY_COUNTS);
	db_bind_int(q, by);
	db_bind_int(q, about);
	db_bind_text(q, a->id);
	return db_run(q, NULL);
}

static struct str preferred_key(struct ctx *c, const struct authority *a)
{
	for (size_t i = 0; i < a->n_forms; i++)
		if (a->forms[i].preferred)
			return answer_key(c->mem, a->forms[i].name, a->forms[i].dates);
	return answer_key(c->mem, a->name, a->dates);
}

static bool join(struct ctx *c, const struct authority *a, const struct authority *b,
		 int64_t account)
{
	if (!remember(c, a->kind, preferred_key(c, a), preferred_key(c, b), true, account))
		return false;
	for (size_t i = 0; i < b->n_forms; i++)
		if (!put_form(c, a, &b->forms[i], false, b->imported))
			return false;
	return put_counts(c, a, a->titles_by + b->titles_by, a->titles_about + b->titles_about) &&
	       authority_give_up(c, b->id, a->id);
}

static bool in_transaction(struct ctx *c, bool ok)
{
	ok = ok && db_commit(c);
	if (!ok)
		db_rollback(c);
	return ok && map_make(c);
}

bool authority_join(struct ctx *c, struct str id, struct str other, int64_t account)
{
	int lock;
	struct authority a, b;
	if (!authority_get(c, id, &a) || !authority_get(c, other, &b))
		return false;
	if (a.kind != b.kind || str_same(a.id, b.id))
		return fail(c, ERR_INVALID, "only two authorities of one kind can be joined");
	if (!authority_lock(c, &lock))
		return false;
	bool ok = db_begin(c) && in_transaction(c, join(c, &a, &b, account));
	close(lock);
	return ok;
}

static bool split(struct ctx *c, const struct authority *a, struct str form, int64_t account)
{
	struct authority apart = { .kind = a->kind, .name = form };
	struct str own = preferred_key(c, a);
	struct str key = str_print(c->mem, "authority apart\n%.*s\n%.*s", STR_ARGS(a->id),
				   STR_ARGS(text_sort_key(c->mem, form)));
	apart.id = catalog_id_of(c->mem, store_digest(c->mem, key));
	struct stmt *q = db_query(c, &SQL_AUTHORITY_PUT);
	db_bind_text(q, apart.id);
	db_bind_int(q, a->kind);
	db_bind_text(q, form);
	db_bind_text(q, STR(""));
	db_bind_text(q, STR(""));
	db_bind_int(q, 0);
	db_bind_int(q, 0);
	db_bind_int(q, 0);
	db_bind_null(q);
	bool ok = db_run(q, NULL), first = true;
	for (size_t i = 0; i < a->n_forms && ok; i++) {
		const struct authority_form *f = &a->forms[i];
		if (!str_same(f->name, form))
			continue;
		ok = put_form(c, &apart, f, first, false) &&
		     remember(c, a->kind, own, answer_key(c->mem, f->name, f->dates), false,
			      account);
		first = false;
	}
	q = db_query(c, &SQL_AUTHORITY_FORM_REMOVE);
	db_bind_text(q, a->id);
	db_bind_text(q, form);
	return ok && db_run(q, NULL);
}

bool authority_split(struct ctx *c, struct str id, struct str form, int64_t account)
{
	int lock;
	struct authority a;
	bool has = false;
	if (!authority_get(c, id, &a))
		return false;
	for (size_t i = 0; i < a.n_forms; i++)
		has |= str_same(a.forms[i].name, form) && !a.forms[i].preferred;
	if (!has || str_same(a.name, form))
		return fail(c, ERR_INVALID, "{0} is no other form of this authority",
			    str_z(c->mem, form));
	if (!authority_lock(c, &lock))
		return false;
	bool ok = db_begin(c) && in_transaction(c, split(c, &a, form, account));
	close(lock);
	return ok;
}
