/*
 * build - authorities made anew from all titles, under the ids they had.
 *
 * What was imported or decided by hand goes before what titles say. A group of names keeps the id
 * that most titles know it by; ids of groups that became one lead on; a new one's id follows from
 * its preferred form. Written in steps, so that no other writer waits long.
 */
#include "authority/authority_int.h"
#include "authority/authority_sql.h"
#include "store/store.h"

#include <unistd.h>

enum { STEP = 1000, MEMBERS = 500, FORMS_BYTES = 3000 };

struct old_id {
	struct str id;
	bool imported, claimed, moved;
};
struct building {
	struct ctx *c;
	struct headings *h;
	struct old_id *old;
	size_t n_old, cap_old;
	uint32_t imported; /* n_old of the imported authority at hand, + 1 */
	struct arena *scratch;
	struct map_out *known;
	size_t step; /* authorities of this transaction */
	int64_t n;
};

bool authority_lock(struct ctx *c, int *ret_fd)
{
	return folder_make(c, path_join(c->mem, c->dir, "run")) &&
	       file_lock(c, path_join(c->mem, c->dir, "run/authority.lock"), false, ret_fd);
}

static uint32_t old_number(struct building *b, const struct all_forms *f)
{
	if (b->n_old && str_same(b->old[b->n_old - 1].id, f->id))
		return (uint32_t)b->n_old - 1;
	if (b->n_old == b->cap_old) {
		size_t each = sizeof(*b->old), more = b->cap_old ? 2 * b->cap_old : 256;
		b->old = arena_grow(b->h->mem, b->old, b->cap_old * each, more * each);
		b->cap_old = more;
	}
	b->old[b->n_old] = (struct old_id){ .id = str_copy(b->h->mem, f->id),
					    .imported = f->imported_authority };
	return (uint32_t)b->n_old++;
}

/* What was there: forms of imported authorities are names of their own right, and one; of the
 * others only the id is remembered that titles' names had. */
static bool take_old(struct ctx *c, void *arg, const struct all_forms *f)
{
	struct building *b = arg;
	(void)c;
	uint32_t number = old_number(b, f), i;
	arena_reset(b->scratch);
	if (f->imported) {
		i = heading_add(b->h, b->scratch, f->kind, f->form, f->dates);
		if (f->imported_authority && !b->h->at[i].imported)
			b->h->at[i].imported = number + 1;
	} else {
		i = heading_find(b->h, name_hash(b->scratch, f->kind, f->form, f->dates));
	}
	if (i != UINT32_MAX && !b->h->at[i].old)
		b->h->at[i].old = number + 1;
	return true;
}

static void join_imported(struct building *b)
{
	uint32_t *first = arena_array_of(b->h->mem, b->n_old + 1, uint32_t);
	for (uint32_t i = 0; i < b->h->n; i++) {
		uint32_t number = b->h->at[i].imported;
		if (!number)
			continue;
		if (first[number - 1])
			group_force(b->h, first[number - 1] - 1, i);
		else
			first[number - 1] = i + 1;
	}
}

/* "name|dates" as it was decided on, to the heading it is today. */
static uint32_t decided(const struct headings *h, enum authority_kind kind, struct str key)
{
	size_t bar = str_find_byte(key, '|');
	return heading_find(h, key_hash(kind, str_upto(key, bar), str_from(key, bar + 1)));
}

static bool take_answers(struct ctx *c, struct headings *h)
{
	size_t cap = 0;
	struct stmt *q = db_query(c, &SQL_AUTHORITY_ANSWERS);
	while (db_row(q)) {
		enum authority_kind kind = (enum authority_kind)db_int(q, 0);
		uint32_t a = decided(h, kind, db_text(q, 1)),
			 other = decided(h, kind, db_text(q, 2));
		if (a == UINT32_MAX || other == UINT32_MAX)
			continue;
		if (db_int(q, 3)) {
			group_force(h, a, other);
			continue;
		}
		if (h->n_bans == cap) {
			size_t each = sizeof(*h->bans), more = cap ? 2 * cap : 64;
			h->bans = arena_grow(h->mem, h->bans, cap * each, more * each);
			cap = more;
		}
		h->bans[h->n_bans++] = (struct heading_pair){ a, other };
	}
	return db_done(q);
}

/* Names written out before initials; what most titles write; with dates; the first by order. */
static bool better(struct building *b, const struct heading *x, const struct heading *than)
{
	size_t initials[2] = { 0, 0 };
	if (x->kind == AUTHORITY_PERSON) {
		(void)text_name_parts(text_name_read(b->scratch, x->name), &initials[0]);
		(void)text_name_parts(text_name_read(b->scratch, than->name), &initials[1]);
	}
	if ((initials[0] > 0) != (initials[1] > 0))
		return initials[0] == 0;
	if (x->by + x->about != than->by + than->about)
		return x->by + x->about > than->by + than->about;
	if ((x->dates.n > 0) != (than->dates.n > 0))
		return x->dates.n > 0;
	return str_order(x->name, than->name) < 0;
}

struct group {
	uint32_t at[MEMBERS];
	size_t n;
	const struct heading *preferred;
	int64_t by, about;
	struct old_id *old; /* whose id it keeps; NULL: none */
	struct str id, dates;
};

static void read_group(struct building *b, uint32_t root, struct group *g)
{
	uint32_t most = 0, i = root;
	*g = (struct group){ .n = 0 };
	do {
		const struct heading *x = &b->h->at[i];
		if (g->n < MEMBERS)
			g->at[g->n++] = i;
		g->by += x->by;
		g->about += x->about;
		if (!g->preferred || better(b, x, g->preferred))
			g->preferred = x;
		if (x->dates.n > g->dates.n)
			g->dates = x->dates;
		struct old_id *old = x->old ? &b->old[x->old - 1] : NULL;
		bool over = old && (!g->old || (old->imported && !g->old->imported) ||
				    (old->imported == g->old->imported && x->by + x->about > most));
		if (over && !old->claimed) {
			g->old = old;
			most = x->by + x->about;
		}
		i = x->next;
	} while (i != root);
}

static void claim_id(struct building *b, struct group *g)
{
	if (g->old) {
		g->old->claimed = true;
		g->id = g->old->id;
		return;
	}
	struct arena *mem = b->scratch;
	struct str key = str_print(mem, "authority %d\n%.*s\n%.*s", g->preferred->kind,
				   STR_ARGS(text_sort_key(mem, g->preferred->name)),
				   STR_ARGS(text_sort_key(mem, g->preferred->dates)));
	g->id = catalog_id_of(mem, store_digest(mem, key));
}

static bool put_authority(struct ctx *c, const struct group *g)
{
	struct stmt *q = db_query(c, &SQL_AUTHORITY_PUT);
	db_bind_text(q, g->id);
	db_bind_int(q, g->preferred->kind);
	db_bind_text(q, g->preferred->name);
	db_bind_text(q, g->dates.n ? g->dates : STR(""));
	db_bind_text(q, STR(""));
	db_bind_int(q, g->by);
	db_bind_int(q, g->about);
	db_bind_int(q, 0);
	db_bind_null(q);
	return db_run(q, NULL);
}

static bool put_counts(struct ctx *c, const struct group *g)
{
	struct stmt *q = db_query(c, &SQL_AUTHORITY_COUNTS);
	db_bind_int(q, g->by);
	db_bind_int(q, g->about);
	db_bind_text(q, g->id);
	return db_run(q, NULL);
}

static bool put_form(struct ctx *c, const struct group *g, const struct heading *x, bool preferred)
{
	struct stmt *q = db_query(c, &SQL_AUTHORITY_FORM_PUT);
	db_bind_text(q, g->id);
	db_bind_int(q, x->kind);
	db_bind_text(q, x->name);
	db_bind_text(q, x->dates.n ? x->dates : STR(""));
	db_bind_text(q, form_sorted(c->mem, x->name));
	db_bind_text(q, STR(""));
	db_bind_int(q, preferred);
	db_bind_int(q, 0);
	return db_run(q, NULL);
}

static bool clear_forms(struct ctx *c, struct str id)
{
	struct stmt *q = db_query(c, &SQL_AUTHORITY_FORMS_CLEAR);
	db_bind_text(q, id);
	return db_run(q, NULL);
}

static bool put_group(struct ctx *c, struct building *b, const struct group *g)
{
	bool imported = g->old && g->old->imported;
	bool ok = (imported ? put_counts(c, g) : put_authority(c, g)) &&
		  (!g->old || clear_forms(c, g->id));
	for (size_t i = 0; i < g->n && ok; i++) {
		const struct heading *x = &b->h->at[g->at[i]];
		ok = put_form(c, g, x, !imported && x == g->preferred);
	}
	return ok;
}

/* For the index: every name leads to the authority, and to its other names. */
static void tell_known(struct building *b, const struct group *g)
{
	struct buf forms;
	buf_init(&forms, b->scratch, 0);
	for (size_t i = 0; i < g->n && g->n > 1 && forms.n < FORMS_BYTES; i++) {
		buf_add(&forms, b->h->at[g->at[i]].name);
		buf_add_char(&forms, '\n');
	}
	map_authority(b->known, g->id, buf_str(&forms));
	for (size_t i = 0; i < g->n; i++)
		map_name(b->known, b->h->at[g->at[i]].hash);
}

static bool move_id(struct ctx *c, struct str from, struct str to)
{
	struct stmt *q = db_query(c, &SQL_AUTHORITY_MOVE);
	db_bind_text(q, from);
	db_bind_text(q, to);
	if (!db_run(q, NULL))
		return false;
	q = db_query(c, &SQL_AUTHORITY_MOVE_ON);
	db_bind_text(q, to);
	db_bind_text(q, from);
	if (!db_run(q, NULL))
		return false;
	q = db_query(c, &SQL_AUTHORITY_MOVE_BACK); /* an id that is used again leads nowhere */
	db_bind_text(q, to);
	return db_run(q, NULL);
}

bool authority_give_up(struct ctx *c, struct str from, struct str to)
{
	struct stmt *q = db_query(c, &SQL_AUTHORITY_FORMS_REMOVE);
	db_bind_text(q, from);
	if (!db_run(q, NULL))
		return false;
	q = db_query(c, &SQL_AUTHORITY_REMOVE);
	db_bind_text(q, from);
	return db_run(q, NULL) && (to.n == 0 || move_id(c, from, to));
}

/* Ids of its names that it does not keep lead to it, unless another group keeps them. */
static bool lead_on(struct ctx *c, struct building *b, const struct group *g)
{
	for (size_t i = 0; i < g->n; i++) {
		uint32_t number = b->h->at[g->at[i]].old;
		struct old_id *old = number ? &b->old[number - 1] : NULL;
		if (!old || old->claimed || old->moved)
			continue;
		old->moved = true;
		if (!authority_give_up(c, old->id, g->id))
			return false;
	}
	return true;
}

typedef bool group_fn(struct ctx *c, struct building *b, struct group *g);

static bool begin_step(struct ctx *c, struct building *b)
{
	return b->step++ % STEP || ((b->step == 1 || db_commit(c)) && db_begin(c));
}

static bool each_group(struct building *b, group_fn *each)
{
	bool ok = true;
	struct group *g = arena_new_of(b->h->mem, struct group);
	b->step = 0;
	for (uint32_t i = 0; i < b->h->n && ok; i++) {
		struct ctx own = *b->c;
		if (group_root(b->h, i) != i)
			continue;
		arena_reset(b->scratch);
		own.mem = b->scratch;
		read_group(b, i, g);
		ok = begin_step(&own, b) && each(&own, b, g);
		if (!ok) {
			b->c->err = own.err;
			for (size_t k = 0; k < ERR_ARGS; k++)
				b->c->err.args[k] = str_copy(b->c->mem, own.err.args[k]);
		}
	}
	ok = ok && (b->step == 0 || db_commit(b->c));
	if (!ok)
		db_rollback(b->c);
	return ok;
}

static bool write_group(struct ctx *c, struct building *b, struct group *g)
{
	claim_id(b, g);
	tell_known(b, g);
	b->n++;
	return put_group(c, b, g);
}

static bool lead_group(struct ctx *c, struct building *b, struct group *g)
{
	struct authority_known known;
	bool any = false;
	for (size_t i = 0; i < g->n; i++) {
		uint32_t number = b->h->at[g->at[i]].old;
		any |= number && !b->old[number - 1].claimed;
	}
	if (!any || !authority_known(c, g->preferred->kind, g->preferred->name, g->preferred->dates,
				     &known))
		return true;
	g->id = known.id;
	return lead_on(c, b, g);
}

/* What no name of a title leads to any more. */
static bool remove_gone(struct ctx *c, struct building *b)
{
	bool ok = db_begin(c);
	for (size_t i = 0; i < b->n_old && ok; i++)
		if (!b->old[i].claimed && !b->old[i].moved && !b->old[i].imported)
			ok = authority_give_up(c, b->old[i].id, STR_NONE);
	ok = ok && db_commit(c);
	if (!ok)
		db_rollback(c);
	return ok;
}

static bool build(struct ctx *c, struct building *b, struct authority_built *ret)
{
	struct authority_built built = { 0 };
	if (!headings_gather(c, b->h, &built.titles) || !forms_walk(c, take_old, b))
		return false;
	join_imported(b);
	if (!take_answers(c, b->h) || !group_all(c, b->h) || !map_new(c, &b->known) ||
	    !each_group(b, write_group) || !map_finish(c, b->known) || !each_group(b, lead_group) ||
	    !remove_gone(c, b))
		return false;
	built.names = b->h->n;
	built.authorities = b->n;
	*ret = built;
	return true;
}

bool authority_build(struct ctx *c, struct authority_built *ret)
{
	int lock;
	struct ctx own = *c;
	if (!authority_lock(c, &lock))
		return false;
	own.mem = arena_new(0);
	struct building b = { .c = &own, .h = headings_new(own.mem), .scratch = arena_new(0) };
	bool ok = build(&own, &b, ret);
	if (!ok) {
		c->err = own.err;
		for (size_t i = 0; i < ERR_ARGS; i++)
			c->err.args[i] = str_copy(c->mem, own.err.args[i]);
	}
	arena_free(b.scratch);
	arena_free(own.mem);
	close(lock);
	return ok;
}
