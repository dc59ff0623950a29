/* The database made again from what the objects say of themselves. */
#include "dossier/dossier.h"
#include "preserve/preserve.h"

enum { BATCH = 100 };

struct builder {
	preserve_left_out_fn *left_out;
	void *arg;
	struct preserve_rebuilt sum;
	struct arena *scratch;
	size_t in_batch;
};

/* Every BATCH objects one transaction ends and another begins. */
static bool next_batch(struct ctx *c, struct builder *b)
{
	if (++b->in_batch < BATCH)
		return true;
	b->in_batch = 0;
	return db_commit(c) && db_begin(c);
}

static bool register_object(struct ctx *c, void *arg, struct str id)
{
	struct builder *b = arg;
	struct ctx turn = *c;
	struct dossier x;
	bool added = false;
	turn.mem = b->scratch;
	if (!dossier_get(&turn, id, true, &x)) {
		/* nothing was written yet: the transaction stands */
		b->sum.left_out++;
		b->left_out(b->arg, &turn, id);
		arena_reset(b->scratch);
		return true;
	}
	bool ok = dossier_register(&turn, &x, &added) && next_batch(&turn, b);
	b->sum.documents += added;
	if (!ok) {
		struct str said = err_english(c->mem, &turn.err);
		fail(c, turn.err.kind, "object {0} cannot be registered: {1}", str_z(c->mem, id),
		     str_z(c->mem, said));
	}
	arena_reset(b->scratch);
	return ok;
}

static bool clear_and_walk(struct ctx *c, struct builder *b)
{
	if (!db_begin(c))
		return false;
	if (catalog_clear(c) && store_walk(c, register_object, b) && db_commit(c))
		return true;
	db_rollback(c);
	return false;
}

bool preserve_rebuild(struct ctx *c, preserve_left_out_fn *left_out, void *arg,
		      struct preserve_rebuilt *ret)
{
	struct builder b = { .left_out = left_out, .arg = arg };
	size_t mended;
	if (!store_recover(c, &mended))
		return false;
	b.scratch = arena_new(0);
	bool ok = clear_and_walk(c, &b);
	arena_free(b.scratch);
	if (ok)
		*ret = b.sum;
	return ok;
}
