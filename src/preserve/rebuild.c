/*
 * The database again from the store alone: the objects are registered by the same call as in a
 * deposit, some dozens to a transaction, so that a rebuild that is broken off has done its share
 * and one that runs again begins anew.
 */
#include "preserve/preserve.h"

enum { BATCH = 64, DELIVERIES_MAX = 100000 };

struct delivery { /* one that documents speak of */
	struct str partner, source;
	int64_t begun, id;
};
struct rebuild {
	preserve_left_out_fn *left_out;
	preserve_other_fn *other;
	void *arg;
	struct preserve_rebuilt sum;
	struct arena *mem; /* of the batch */
	size_t in_batch;
	struct delivery *deliveries;
	size_t n, room;
	bool failed;
};

static bool commit(struct ctx *c, struct rebuild *r)
{
	if (db_in_transaction(c) && !db_commit(c))
		return false;
	r->in_batch = 0;
	return true;
}

/* The number of a delivery in this database: the old one where it is still there, else a new one. */
static bool number_delivery(struct ctx *c, struct rebuild *r, const struct dossier *x,
			    int64_t *ret_id, bool *ret_kept)
{
	struct deposit there;
	*ret_kept = true;
	if (deposit_get(c, x->deposit.id, &there) && there.begun == x->deposit.begun &&
	    there.partner == x->deposit.partner) {
		*ret_id = there.id;
		return true;
	}
	if (c->err.kind != ERR_NONE && c->err.kind != ERR_ABSENT)
		return false;
	err_clear(c);
	*ret_kept = false;
	return deposit_begin(c, &x->deposit, ret_id);
}

static bool find_delivery(struct ctx *c, struct arena *kept, struct rebuild *r,
			  const struct dossier *x, int64_t *ret_id)
{
	bool there;
	for (size_t i = 0; i < r->n; i++) {
		const struct delivery *d = &r->deliveries[i];
		if (d->begun == x->deposit.begun && str_same(d->partner, x->partner.code) &&
		    str_same(d->source, x->deposit.source)) {
			*ret_id = d->id;
			return true;
		}
	}
	if (r->n >= DELIVERIES_MAX)
		return fail(c, ERR_LIMIT, "the store speaks of too many deliveries");
	if (!number_delivery(c, r, x, ret_id, &there))
		return false;
	if (r->n == r->room) {
		size_t more = r->room ? 2 * r->room : 64;
		r->deliveries = arena_grow(kept, r->deliveries, r->room * sizeof(*r->deliveries),
					   more * sizeof(*r->deliveries));
		r->room = more;
	}
	r->deliveries[r->n++] = (struct delivery){ .partner = str_copy(kept, x->partner.code),
						   .source = str_copy(kept, x->deposit.source),
						   .begun = x->deposit.begun,
						   .id = there ? 0 : *ret_id };
	r->sum.deposits++;
	*ret_id = r->deliveries[r->n - 1].id;
	return true;
}

/* A delivery that the database still knows has its items too: id 0 stands for that. */
static bool note_delivery(struct ctx *c, struct arena *kept, struct rebuild *r,
			  const struct dossier *x)
{
	int64_t id;
	if (!x->deposit.begun)
		return true;
	if (!find_delivery(c, kept, r, x, &id))
		return false;
	struct deposit_item item = {
		.deposit = id,
		.path = x->document.file_name,
		.result = DEPOSIT_TAKEN,
		.document = x->document.id,
		.reason = x->document.damage,
		.quarantine = STR(""),
		.bytes = x->document.size,
		.pages = x->document.n_pages,
	};
	/* two files of one name in one delivery: the second is told by its id as well */
	if (x->n_files == 1)
		item.path = str_print(c->mem, "%.*s (%.*s)", STR_ARGS(x->document.file_name),
				      STR_ARGS(x->document.id));
	return id == 0 || deposit_add_item(c, &item);
}

static bool register_object(struct ctx *c, struct arena *kept, struct rebuild *r, struct str id)
{
	struct dossier x;
	bool added;
	if (!dossier_get(c, id, true, &x)) {
		struct err why = c->err;
		bool known = r->other && r->other(r->arg, c, id);
		c->err = why;
		if (known) {
			err_clear(c);
			return true;
		}
		r->sum.left_out++;
		if (r->left_out)
			r->left_out(r->arg, c, id);
		err_clear(c);
		return true;
	}
	if (!db_in_transaction(c) && !db_begin(c))
		return false;
	if (!dossier_register(c, &x, &added) || !note_delivery(c, kept, r, &x))
		return false;
	r->sum.documents += added;
	r->sum.pages += added ? x.document.n_pages : 0;
	return ++r->in_batch < BATCH || commit(c, r);
}

static bool each_object(struct ctx *c, void *arg, struct str id)
{
	struct rebuild *r = arg;
	struct arena *outer = c->mem;
	c->mem = r->mem;
	bool ok = register_object(c, outer, r, id);
	c->mem = outer;
	if (!ok)
		for (int i = 0; i < ERR_ARGS; i++)
			c->err.args[i] = str_copy(outer, c->err.args[i]);
	if (!db_in_transaction(c))
		arena_reset(r->mem);
	r->failed = !ok;
	return ok;
}

static bool clear(struct ctx *c)
{
	if (!db_begin(c))
		return false;
	if (catalog_clear(c) && db_commit(c))
		return true;
	db_rollback(c);
	return false;
}

static bool end_deliveries(struct ctx *c, struct rebuild *r)
{
	if (!db_begin(c))
		return false;
	for (size_t i = 0; i < r->n; i++) {
		if (r->deliveries[i].id && !deposit_end(c, r->deliveries[i].id)) {
			db_rollback(c);
			return false;
		}
	}
	return db_commit(c);
}

bool preserve_rebuild(struct ctx *c, preserve_left_out_fn *left_out, preserve_other_fn *other,
		      void *arg, struct preserve_rebuilt *ret)
{
	struct rebuild r = { .left_out = left_out, .other = other, .arg = arg };
	size_t mended;
	if (!store_recover(c, &mended) || !clear(c))
		return false;
	r.mem = arena_new(0);
	bool ok = store_walk(c, each_object, &r);
	if (!ok && !r.failed && c->err.kind == ERR_INTERNAL) {
		/* an object without a readable inventory: told, and the rest is there */
		r.sum.left_out++;
		if (left_out)
			left_out(arg, c, STR(""));
		err_clear(c);
		ok = true;
	}
	ok = ok && commit(c, &r);
	if (!ok)
		db_rollback(c);
	arena_free(r.mem);
	if (!ok || !end_deliveries(c, &r))
		return false;
	*ret = r.sum;
	return true;
}
