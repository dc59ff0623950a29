/* Titles, and what concerns the catalogue as a whole. */
#include "catalog/catalog_int.h"
#include "catalog/catalog_sql.h"

enum { WALK_STEP = 500 }; /* ids in one page of a walk */

void bind_text(struct stmt *q, struct str s)
{
	db_bind_text(q, s.s ? s : STR(""));
}

bool absent(struct ctx *c, const char *text, struct str id)
{
	if (c->err.kind == ERR_ABSENT)
		fail(c, ERR_ABSENT, text, str_z(c->mem, id));
	return false;
}

/* Look up */

static struct title title_of(struct stmt *q)
{
	return (struct title){
		.id = db_text(q, 0),
		.name = db_text(q, 1),
		.creator = db_text(q, 2),
		.publisher = db_text(q, 3),
		.place = db_text(q, 4),
		.date = db_text(q, 5),
		.language = db_text(q, 6),
		.kind = db_text(q, 7),
		.description = db_text(q, 8),
		.series = db_text(q, 9),
		.subjects = db_text(q, 10),
		.record = db_text(q, 11),
		.year = (int)db_int(q, 12),
		.needs_cataloguer = db_int(q, 13) != 0,
		.partner = db_int(q, 14),
		.changed = db_int(q, 15),
		.holders = db_text(q, 16),
		.work = db_int(q, 17),
	};
}

bool title_get(struct ctx *c, struct str id, struct title *ret)
{
	static const char none[] = N_("there is no title {0}");
	if (!catalog_id_valid(id))
		return fail(c, ERR_ABSENT, none, str_z(c->mem, id));
	struct stmt *q = db_query(c, &SQL_TITLE_GET);
	db_bind_text(q, id);
	if (!db_one(q))
		return absent(c, none, id);
	struct title t = title_of(q);
	if (!db_done(q))
		return false;
	*ret = t;
	return true;
}

bool titles_newest(struct ctx *c, int n, struct title_list *ret)
{
	must(n >= 0 && n <= 10000);
	struct title_list list = { arena_array_of(c->mem, (size_t)n, struct title), 0 };
	struct stmt *q = db_query(c, &SQL_TITLES_NEWEST);
	db_bind_int(q, n);
	while (list.n < (size_t)n && db_row(q))
		list.at[list.n++] = title_of(q);
	if (!db_done(q))
		return false;
	*ret = list;
	return true;
}

bool catalog_counts(struct ctx *c, struct catalog_counts *ret)
{
	struct stmt *q = db_query(c, &SQL_CATALOG_COUNTS);
	if (!db_one(q))
		return false;
	struct catalog_counts counts = {
		.titles = db_int(q, 0),
		.documents = db_int(q, 1),
		.pages = db_int(q, 2),
		.with_text = db_int(q, 3),
		.partners = db_int(q, 4),
	};
	if (!db_done(q))
		return false;
	*ret = counts;
	return true;
}

/* Change */

bool title_put(struct ctx *c, const struct title *t)
{
	if (!catalog_id_valid(t->id))
		return fail(c, ERR_INVALID, "{0} cannot be the id of a title",
			    str_z(c->mem, t->id));
	struct stmt *q = db_query(c, &SQL_TITLE_PUT);
	db_bind_text(q, t->id);
	bind_text(q, t->name);
	bind_text(q, t->creator);
	bind_text(q, t->publisher);
	bind_text(q, t->place);
	bind_text(q, t->date);
	bind_text(q, t->language);
	bind_text(q, t->kind);
	bind_text(q, t->description);
	bind_text(q, t->series);
	bind_text(q, t->subjects);
	bind_text(q, t->record);
	db_bind_int(q, t->year);
	db_bind_int(q, t->needs_cataloguer);
	db_bind_int(q, t->partner);
	db_bind_int(q, t->changed);
	bind_text(q, t->holders);
	db_bind_int(q, t->work);
	return db_run(q, NULL);
}

bool title_remove(struct ctx *c, struct str id)
{
	struct stmt *q = db_query(c, &SQL_TITLE_REMOVE);
	db_bind_text(q, id);
	return db_run(q, NULL);
}

bool catalog_clear(struct ctx *c)
{
	return db_run(db_query(c, &SQL_CATALOG_CLEAR_PAGES), NULL) &&
	       db_run(db_query(c, &SQL_CATALOG_CLEAR_DOCUMENTS), NULL) &&
	       db_run(db_query(c, &SQL_CATALOG_CLEAR_TITLES), NULL);
}

/* Walk */

struct ids {
	struct str at[WALK_STEP];
	size_t n;
};

/* The next ids after the last of *ids, in an arena of the walk's own. */
static bool ids_after(struct ctx *c, struct arena *mem, struct str last, struct ids *ids)
{
	struct ctx mine = *c;
	mine.mem = mem;
	ids->n = 0;
	struct stmt *q = db_query(&mine, &SQL_TITLES_AFTER);
	db_bind_text(q, last);
	db_bind_int(q, WALK_STEP);
	while (ids->n < WALK_STEP && db_row(q))
		ids->at[ids->n++] = db_text(q, 0);
	if (db_done(q))
		return true;
	/* The error outlives the walk. */
	c->err = mine.err;
	for (size_t i = 0; i < ERR_ARGS; i++)
		if (mine.err.args[i].s)
			c->err.args[i] = str_copy(c->mem, mine.err.args[i]);
	return false;
}

/* False where the caller's function ended the walk. */
static bool each_of(struct ctx *c, const struct ids *ids, title_fn *each, void *arg)
{
	for (size_t i = 0; i < ids->n; i++)
		if (!each(c, arg, ids->at[i]))
			return false;
	return true;
}

bool titles_walk(struct ctx *c, title_fn *each, void *arg)
{
	struct arena *step = arena_new(0);
	struct ids *ids = arena_new_of(c->mem, struct ids);
	char last[16] = "";
	bool ok = true;
	err_clear(c);
	do {
		arena_reset(step);
		ok = ids_after(c, step, str_of(last), ids);
		if (!ok || !ids->n)
			break;
		struct str end = ids->at[ids->n - 1];
		must(end.n < sizeof last);
		memcpy(last, end.s, end.n + 1);
		if (!each_of(c, ids, each, arg)) {
			ok = c->err.kind == ERR_NONE;
			break;
		}
	} while (ids->n == WALK_STEP);
	arena_free(step);
	return ok;
}

/* The next ids down from (*at, after); *at is then the last one's time. */
static bool changed_before(struct ctx *c, struct arena *mem, int64_t when, int64_t *at,
			   struct str after, struct ids *ids)
{
	struct ctx mine = *c;
	mine.mem = mem;
	ids->n = 0;
	struct stmt *q = db_query(&mine, &SQL_TITLES_CHANGED);
	db_bind_int(q, when);
	db_bind_int(q, *at);
	db_bind_int(q, *at);
	db_bind_text(q, after);
	db_bind_int(q, WALK_STEP);
	while (ids->n < WALK_STEP && db_row(q)) {
		ids->at[ids->n++] = db_text(q, 0);
		*at = db_int(q, 1);
	}
	if (db_done(q))
		return true;
	c->err = mine.err;
	for (size_t i = 0; i < ERR_ARGS; i++)
		if (mine.err.args[i].s)
			c->err.args[i] = str_copy(c->mem, mine.err.args[i]);
	return false;
}

bool titles_since(struct ctx *c, int64_t when, title_fn *each, void *arg)
{
	struct arena *step = arena_new(0);
	struct ids *ids = arena_new_of(c->mem, struct ids);
	int64_t at = INT64_MAX;
	char last[16] = "";
	bool ok = true;
	err_clear(c);
	do {
		arena_reset(step);
		ok = changed_before(c, step, when, &at, str_of(last), ids);
		if (!ok || !ids->n)
			break;
		struct str end = ids->at[ids->n - 1];
		must(end.n < sizeof last);
		memcpy(last, end.s, end.n + 1);
		if (!each_of(c, ids, each, arg)) {
			ok = c->err.kind == ERR_NONE;
			break;
		}
	} while (ids->n == WALK_STEP);
	arena_free(step);
	return ok;
}

bool titles_since_count(struct ctx *c, int64_t when, int64_t *ret, int64_t *ret_all)
{
	struct stmt *q = db_query(c, &SQL_TITLES_CHANGED_COUNT);
	db_bind_int(q, when);
	if (!db_one(q))
		return false;
	int64_t n = db_int(q, 0), all = db_int(q, 1);
	if (!db_done(q))
		return false;
	*ret = n;
	*ret_all = all;
	return true;
}

bool titles_opened(struct ctx *c, struct str after, struct str by, title_fn *each, void *arg)
{
	struct buf ids;
	struct str all, id;
	buf_init(&ids, c->mem, 0);
	struct stmt *q = db_query(c, &SQL_TITLES_OPENED);
	db_bind_text(q, after.n ? after : STR("0")); /* any day comes after */
	db_bind_text(q, by);
	while (db_row(q)) {
		buf_add(&ids, db_text(q, 0));
		buf_add_char(&ids, '\n');
	}
	if (!db_done(q))
		return false;
	for (all = buf_str(&ids); str_next(&all, '\n', &id) && id.n;)
		if (!each(c, arg, id))
			return c->err.kind == ERR_NONE;
	return true;
}
