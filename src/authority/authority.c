/*
 * authority - looking up authorities and their forms.
 */
#include "authority/authority_int.h"
#include "authority/authority_sql.h"

#include <stdlib.h>

enum { FORMS_STEP = 2000, BROWSE_MOST = 1000, NAME_MOST = 400, COLUMNS = 8 };

const char *authority_kind_name(enum authority_kind k)
{
	static const char *const names[] = { "person", "body", "place", "subject" };
	return names[k];
}

struct str form_sorted(struct arena *mem, struct str name)
{
	return str_upto(text_sort_key(mem, name), NAME_MOST);
}

static struct authority authority_of(struct stmt *q)
{
	return (struct authority){
		.id = db_text(q, 0),
		.kind = (enum authority_kind)db_int(q, 1),
		.name = db_text(q, 2),
		.dates = db_text(q, 3),
		.note = db_text(q, 4),
		.titles_by = db_int(q, 5),
		.titles_about = db_int(q, 6),
		.imported = db_int(q, 7) != 0,
	};
}

static bool read_forms(struct ctx *c, struct authority *a)
{
	size_t cap = 0;
	struct stmt *q = db_query(c, &SQL_AUTHORITY_FORMS);
	db_bind_text(q, a->id);
	while (db_row(q)) {
		if (a->n_forms == cap) {
			size_t each = sizeof(*a->forms), more = cap ? 2 * cap : 8;
			a->forms = arena_grow(c->mem, a->forms, cap * each, more * each);
			cap = more;
		}
		a->forms[a->n_forms++] = (struct authority_form){
			.name = db_text(q, 0),
			.dates = db_text(q, 1),
			.lang = db_text(q, 2),
			.preferred = db_int(q, 3) != 0,
		};
	}
	return db_done(q);
}

bool authority_get(struct ctx *c, struct str id, struct authority *ret)
{
	static const char none[] = N_("there is no authority {0}");
	if (!catalog_id_valid(id))
		return fail(c, ERR_ABSENT, none, str_z(c->mem, id));
	struct stmt *q = db_query(c, &SQL_AUTHORITY_GET);
	db_bind_text(q, id);
	if (!db_one(q))
		return c->err.kind == ERR_ABSENT ? fail(c, ERR_ABSENT, none, str_z(c->mem, id))
						 : false;
	struct authority a = authority_of(q);
	if (!db_done(q) || !read_forms(c, &a))
		return false;
	*ret = a;
	return true;
}

bool authority_moved(struct ctx *c, struct str id, struct str *ret)
{
	static const char none[] = N_("there is no authority {0}");
	if (!catalog_id_valid(id))
		return fail(c, ERR_ABSENT, none, str_z(c->mem, id));
	struct stmt *q = db_query(c, &SQL_AUTHORITY_MOVED);
	db_bind_text(q, id);
	if (!db_one(q))
		return c->err.kind == ERR_ABSENT ? fail(c, ERR_ABSENT, none, str_z(c->mem, id))
						 : false;
	struct str to = db_text(q, 0);
	if (!db_done(q))
		return false;
	*ret = to;
	return true;
}

/* Of those that are called so: whose dates agree; then the one with most titles. */
bool authority_find(struct ctx *c, enum authority_kind kind, struct str name, struct str dates,
		    struct authority *ret)
{
	struct authority found = { .id = STR_NONE };
	int best = 0;
	struct life asked = life_of(dates);
	struct stmt *q = db_query(c, &SQL_AUTHORITY_OF_FORM);
	db_bind_int(q, kind);
	db_bind_text(q, form_sorted(c->mem, name));
	while (db_row(q)) {
		struct authority a = authority_of(q);
		struct life life = life_of(a.dates);
		int degree = lives_differ(asked, life)                ? 0
			     : asked.born && asked.born == life.born  ? 3
			     : asked.born || asked.died || !life.born ? 2
								      : 1;
		if (degree > best)
			found = a;
		best = degree > best ? degree : best;
	}
	if (!db_done(q) || (found.id.n && !read_forms(c, &found)))
		return false;
	*ret = found;
	return true;
}

/* A form that is not the preferred one stands in the list as well: its name, and whose it is. */
bool authority_browse(struct ctx *c, enum authority_kind kind, struct str from, int n,
		      struct authority_list *ret)
{
	must(n > 0 && n <= BROWSE_MOST);
	struct authority_list list = { arena_array_of(c->mem, (size_t)n, struct authority), 0 };
	struct stmt *q = db_query(c, &SQL_AUTHORITY_BROWSE);
	db_bind_int(q, kind);
	db_bind_text(q, form_sorted(c->mem, from));
	db_bind_int(q, n);
	while (list.n < (size_t)n && db_row(q)) {
		struct authority *a = &list.at[list.n++];
		*a = authority_of(q);
		a->forms = arena_new_of(c->mem, struct authority_form);
		a->n_forms = 1;
		a->forms[0] = (struct authority_form){
			.name = db_text(q, COLUMNS),
			.preferred = db_int(q, COLUMNS + 1) != 0,
		};
	}
	if (!db_done(q))
		return false;
	*ret = list;
	return true;
}

void authority_of_record(struct ctx *c, const struct record *r, struct str *ret_ids)
{
	for (size_t i = 0; i < r->n; i++) {
		enum authority_kind kind;
		struct authority_known known;
		bool about;
		ret_ids[i] = STR_NONE;
		if (authority_names(&r->at[i], &kind, &about) &&
		    authority_known(c, kind, r->at[i].value, r->at[i].dates, &known))
			ret_ids[i] = str_copy(c->mem, known.id);
	}
}

static bool walk_step(struct ctx *c, struct str after, form_fn *each, void *arg, char last[16],
		      size_t *ret_n)
{
	bool ok = true;
	*ret_n = 0;
	struct stmt *q = db_query(c, &SQL_AUTHORITY_ALL_FORMS);
	db_bind_text(q, after);
	db_bind_int(q, FORMS_STEP);
	while (ok && db_row(q)) {
		struct all_forms f = {
			.id = db_text(q, 0),
			.kind = (enum authority_kind)db_int(q, 1),
			.form = db_text(q, 2),
			.dates = db_text(q, 3),
			.imported = db_int(q, 4) != 0,
			.imported_authority = db_int(q, 5) != 0,
		};
		must(f.id.n < 16);
		memcpy(last, f.id.s, f.id.n + 1);
		ok = each(c, arg, &f);
		++*ret_n;
	}
	return db_done(q) && ok;
}

/* The statement gives whole authorities: those after the last of the step before. */
bool forms_walk(struct ctx *c, form_fn *each, void *arg)
{
	struct ctx own = *c;
	char last[16] = "";
	size_t n = 0;
	bool ok = true;
	own.mem = arena_new(0);
	do {
		struct str after = str_copy(own.mem, str_of(last));
		ok = walk_step(&own, after, each, arg, last, &n);
		if (ok)
			arena_reset(own.mem);
	} while (ok && n);
	if (!ok) {
		c->err = own.err;
		for (size_t i = 0; i < ERR_ARGS; i++)
			c->err.args[i] = str_copy(c->mem, own.err.args[i]);
	}
	arena_free(own.mem);
	return ok;
}
