/* A delivery: found, matched, taken by other processes, and made known here. */
#include "ingest/ingest_int.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

/* A transaction holds this many documents, or those of about this long. */
enum { BATCH = 32, BATCH_MS = 500, MARK_KEPT_SECONDS = 24 * 3600 };

struct settled { /* a document that is in the store or refused, not yet in the database */
	size_t find;
	struct outcome outcome;
};
struct run {
	struct delivery d;
	ingest_report_fn *each;
	void *arg;
	struct ingest_sum *sum;
	struct arena *mem; /* of the batch */
	struct settled batch[BATCH];
	size_t n;
	int64_t batch_begun;
	size_t done;
};

static bool register_one(struct ctx *c, struct str id)
{
	struct dossier x;
	bool added;
	struct document there;
	if (document_get(c, id, &there))
		return true;
	if (c->err.kind != ERR_ABSENT)
		return false;
	err_clear(c);
	return dossier_get(c, id, true, &x) && dossier_register(c, &x, &added);
}

static bool note_one(struct ctx *c, struct run *r, const struct settled *s)
{
	const struct outcome *o = &s->outcome;
	const struct find *f = &r->d.finds->at[s->find];
	struct deposit_item item = {
		.deposit = r->d.deposit.id,
		.path = f->path,
		.result = o->result,
		.document = o->id.s ? o->id : STR(""),
		.reason = o->why.kind ? err_english(c->mem, &o->why)
				      : (o->damage.s ? o->damage : STR("")),
		.quarantine = o->quarantine.s ? o->quarantine : STR(""),
		.bytes = o->bytes,
		.pages = o->pages,
		.ms = o->ms,
	};
	if (o->result != DEPOSIT_REFUSED && !register_one(c, o->id))
		return false;
	return deposit_add_item(c, &item);
}

static void count(struct ingest_sum *sum, const struct outcome *o)
{
	sum->taken += o->result == DEPOSIT_TAKEN;
	sum->known += o->result == DEPOSIT_KNOWN;
	sum->refused += o->result == DEPOSIT_REFUSED;
	sum->bytes += o->bytes;
	sum->pages += o->pages;
	sum->without_record += o->result == DEPOSIT_TAKEN && o->needs_cataloguer;
}

static void tell(struct run *r, const struct settled *s)
{
	const struct outcome *o = &s->outcome;
	struct ingest_report report = { .path = r->d.finds->at[s->find].path,
					.result = o->result,
					.document = o->id,
					.title = o->title,
					.needs_cataloguer = o->needs_cataloguer,
					.why = o->why,
					.damage = o->damage,
					.quarantine = o->quarantine,
					.bytes = o->bytes,
					.pages = o->pages,
					.ms = o->ms,
					.done = ++r->done,
					.of = r->d.finds->n };
	count(r->sum, o);
	if (r->each)
		r->each(r->arg, &report);
}

static bool commit_batch(struct ctx *c, struct run *r)
{
	if (r->n == 0)
		return true;
	struct arena *outer = c->mem;
	c->mem = r->mem;
	bool ok = db_begin(c);
	for (size_t i = 0; i < r->n && ok; i++)
		ok = note_one(c, r, &r->batch[i]);
	ok = ok && db_commit(c);
	if (!ok)
		db_rollback(c);
	for (size_t i = 0; i < r->n && ok; i++) {
		if (r->batch[i].outcome.result != DEPOSIT_REFUSED)
			mark_clear(c, r->batch[i].outcome.id);
		tell(r, &r->batch[i]);
	}
	c->mem = outer;
	if (!ok) /* its words must outlive the batch */
		for (int i = 0; i < ERR_ARGS; i++)
			c->err.args[i] = str_copy(outer, c->err.args[i]);
	r->n = 0;
	arena_reset(r->mem);
	return ok;
}

static struct outcome outcome_copy(struct arena *mem, const struct outcome *o)
{
	struct outcome k = *o;
	k.id = str_copy(mem, o->id);
	k.digest = str_copy(mem, o->digest);
	k.title = str_copy(mem, o->title);
	k.damage = str_copy(mem, o->damage);
	k.quarantine = str_copy(mem, o->quarantine);
	k.why.text = o->why.text ? str_z(mem, str_of(o->why.text)) : NULL;
	for (int i = 0; i < ERR_ARGS; i++)
		k.why.args[i] = str_copy(mem, o->why.args[i]);
	return k;
}

static bool settle(struct ctx *c, void *arg, size_t find, const struct outcome *o)
{
	struct run *r = arg;
	int64_t now = when_monotonic_us();
	if (o && o->fatal) {
		if (!commit_batch(c, r))
			return false;
		c->err = outcome_copy(c->mem, o).why;
		return false;
	}
	if (o) {
		if (r->n == 0)
			r->batch_begun = now;
		r->batch[r->n++] = (struct settled){ find, outcome_copy(r->mem, o) };
	}
	if (r->n == BATCH || now - r->batch_begun > BATCH_MS * 1000)
		return commit_batch(c, r);
	return true;
}

static bool find_all(struct ctx *c, const struct str *paths, size_t n,
		     const struct ingest_options *o, struct finds *f)
{
	buf_init(&f->complaints, c->mem, 16 << 20);
	buf_add_z(&f->complaints, "");
	if (o->records.n && !discover_records(c, str_z(c->mem, o->records), o->records, f))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!discover(c, str_z(c->mem, paths[i]), n > 1 ? paths[i] : STR(""), f))
			return false;
	return true;
}

static bool check_title(struct ctx *c, const struct ingest_options *o, const struct finds *f)
{
	size_t documents = 0;
	for (size_t i = 0; i < f->n; i++)
		documents += f->at[i].refusal.kind == ERR_NONE;
	if (o->title.n && documents > 1)
		return fail(c, ERR_INVALID, "a title can be given for one document only");
	return true;
}

static bool begin(struct ctx *c, struct run *r, const struct str *paths, size_t n)
{
	const struct ingest_options *o = r->d.options;
	struct deposit d = { .partner = r->d.partner.id,
			     .begun = when_now(),
			     .source = discover_name(c, str_join(c->mem, paths, n, STR(", "))),
			     .terms = o->terms };
	if (d.source.n > 4000)
		d.source = str_upto(d.source, 4000);
	if (!db_begin(c))
		return false;
	if (!deposit_begin(c, &d, &d.id) || !db_commit(c)) {
		db_rollback(c);
		return false;
	}
	r->d.deposit = d;
	r->sum->deposit = d.id;
	return true;
}

static bool end(struct ctx *c, struct run *r)
{
	if (!db_begin(c))
		return false;
	if (deposit_end(c, r->d.deposit.id) && db_commit(c))
		return true;
	db_rollback(c);
	return false;
}

bool ingest_deposit(struct ctx *c, const struct str *paths, size_t n,
		    const struct ingest_options *o, ingest_report_fn *each, void *arg,
		    struct ingest_sum *ret)
{
	struct finds f = { 0 };
	struct ingest_sum sum = { 0 };
	struct run *r = arena_new_of(c->mem, struct run);
	*r = (struct run){
		.d = { .finds = &f, .options = o }, .each = each, .arg = arg, .sum = &sum
	};
	int64_t begun = when_monotonic_us();
	size_t mended;
	if (!partner_by_code(c, o->partner, &r->d.partner) || !ingest_recover(c, &mended) ||
	    !find_all(c, paths, n, o, &f))
		return false;
	match_records(c, &f, &sum.unmatched, &sum.n_unmatched);
	if (!check_title(c, o, &f) || !begin(c, r, paths, n))
		return false;
	r->mem = arena_new(0);
	bool ok = workers_run(c, &r->d, o->jobs, settle, r) && commit_batch(c, r);
	arena_free(r->mem);
	struct err why = c->err;
	bool ended = end(c, r);
	if (!ok)
		c->err = why;
	if (!ok || !ended)
		return false;
	sum.passed_over = f.passed_over;
	sum.complaints = buf_str(&f.complaints);
	sum.ms = (when_monotonic_us() - begun) / 1000;
	*ret = sum;
	return true;
}

/* A document on its way in when its process ended: in the store it is made known; else its mark
 * is left until nobody can still be working on it. */
static bool recover_mark(struct ctx *c, struct str name, size_t *ret_mended)
{
	struct str id = str_upto(name, name.n - 4);
	struct stat st;
	char *path = mark_path(c, id);
	if (!catalog_id_valid(id))
		return true;
	if (!store_has(c, id)) {
		if (stat(path, &st) == 0 && when_now() - st.st_mtime > MARK_KEPT_SECONDS)
			unlink(path);
		return true;
	}
	struct document there;
	bool known = document_get(c, id, &there);
	if (!known && c->err.kind != ERR_ABSENT)
		return false;
	err_clear(c);
	if (!known) {
		if (!db_begin(c))
			return false;
		if (!register_one(c, id) || !db_commit(c)) {
			db_rollback(c);
			return false;
		}
		++*ret_mended;
	}
	unlink(path);
	return true;
}

bool ingest_recover(struct ctx *c, size_t *ret_mended)
{
	size_t mended = 0;
	struct file_list in;
	if (!store_recover(c, &mended) ||
	    !folder_list(c, path_join(c->mem, c->dir, "incoming"), &in))
		return false;
	for (size_t i = 0; i < in.n; i++)
		if (!in.at[i].folder && str_ends(in.at[i].name, ".new") &&
		    !recover_mark(c, in.at[i].name, &mended))
			return false;
	*ret_mended = mended;
	return true;
}
