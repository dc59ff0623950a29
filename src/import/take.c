/*
 * The records of a file, one after another, some hundreds to a transaction: each becomes a source
 * record and finds its title. How far the file was taken and what became of its records is told in
 * the same transaction, so a run that was killed goes on where it stood.
 */
#include "import/import_int.h"

#include <inttypes.h>
#include <unistd.h>

enum { BATCH = 1000, BATCH_US = 1500000, LOCAL_MAX = 200, FOUND_MAX = 24, RECORD_ROOM = 256 << 10 };

struct found { /* how often a name was met */
	const char *name;
	int64_t n;
};
struct names {
	struct found at[FOUND_MAX];
	size_t n;
};
struct taking {
	struct source_file *f;
	const struct import_options *o;
	struct cluster_run *run;
	struct record_reader *reader;
	struct arena *mem; /* of the record */
	size_t in_batch;
	int64_t batch_begun;
	struct names formats, dialects, encodings;
	int64_t mends[MENDS];
};

/* What was found */

static void meet(struct names *l, const char *name)
{
	size_t i = 0;
	while (i < l->n && strcmp(l->at[i].name, name) != 0)
		i++;
	if (i == FOUND_MAX)
		return;
	if (i == l->n)
		l->at[l->n++] = (struct found){ .name = name };
	l->at[i].n++;
}

static struct str most(const struct names *l, struct str otherwise)
{
	size_t best = 0;
	for (size_t i = 1; i < l->n; i++)
		if (l->at[i].n > l->at[best].n)
			best = i;
	return l->n ? str_of(l->at[best].name) : otherwise;
}

static void note_found(struct taking *t, const struct record_item *item)
{
	if (item->format)
		meet(&t->formats, item->format);
	if (item->dialect)
		meet(&t->dialects, item->dialect);
	if (item->encoding)
		meet(&t->encodings, item->encoding);
	for (int m = 0; m < MENDS; m++)
		t->mends[m] += item->mends >> m & 1;
}

/* "length 12" a line; of an earlier part of the run too. */
static struct str mends_text(struct arena *mem, const struct taking *t)
{
	struct buf b;
	buf_init(&b, mem, 0);
	buf_add_z(&b, "");
	for (int m = 0; m < MENDS; m++)
		if (t->mends[m])
			buf_print(&b, "%s %" PRId64 "\n", marc_mend_code((enum marc_mend)m),
				  t->mends[m]);
	return buf_str(&b);
}

static void mends_of(struct str text, struct taking *t)
{
	struct str line, code;
	while (str_next(&text, '\n', &line)) {
		int64_t n;
		if (!str_next(&line, ' ', &code) || !str_to_int(line, 0, INT64_MAX, &n))
			continue;
		for (int m = 0; m < MENDS; m++)
			if (str_is(code, marc_mend_code((enum marc_mend)m)))
				t->mends[m] = n;
	}
}

/* One record */

/* The partner's number for it, verbatim; a number that is none stands for nothing. */
static struct str local_of(struct ctx *c, const struct record_item *item)
{
	struct str id = item->id;
	if (id.n && id.n <= LOCAL_MAX && !memchr(id.s, 0, id.n) && text_is_utf8(id))
		return id;
	return str_print(c->mem, "#%.32s", store_digest(c->mem, item->record.raw).s);
}

static struct source source_of(struct ctx *c, const struct taking *t,
			       const struct record_item *item)
{
	return (struct source){
		.partner = t->f->partner,
		.local = local_of(c, item),
		.file = t->f->id,
		.at = item->at,
		.length = (int64_t)item->record.raw.n,
		.format = str_of(item->format),
		.dialect = str_of(item->dialect),
		.encoding = str_of(item->encoding),
		.mends = item->mends,
		.digest = source_digest(c->mem, item->record.raw),
		.since = t->f->begun,
		.changed = t->f->begun,
	};
}

static bool withdraw(struct ctx *c, struct taking *t, const struct record_item *item)
{
	struct source s;
	if (!source_by_local(c, t->f->partner, local_of(c, item), &s)) {
		if (c->err.kind != ERR_ABSENT)
			return false;
		err_clear(c); /* never had, or not yet */
		t->f->unchanged++;
		return true;
	}
	if (s.state == SOURCE_WITHDRAWN) {
		t->f->unchanged++;
		return true;
	}
	t->f->withdrawn++;
	return source_withdraw(c, s.id, 0) && cluster_run_leave(c, t->run, &s);
}

static bool put(struct ctx *c, struct taking *t, const struct record_item *item)
{
	struct source s = source_of(c, t, item);
	enum source_change change;
	struct str title;
	if (!source_put(c, &s, STR(""), &change))
		return false;
	switch (change) {
	case SOURCE_NEW: t->f->taken++; break;
	case SOURCE_REPLACED: t->f->replaced++; break;
	case SOURCE_SAME:
	case SOURCE_GONE: t->f->unchanged++; return true;
	}
	return cluster_run_place(c, t->run, &s, &item->record, &title);
}

static bool set_aside(struct ctx *c, struct taking *t, const struct record_item *item)
{
	t->f->set_aside++;
	return source_aside_add(c, &(struct source_aside){ .file = t->f->id,
							   .number = item->number,
							   .at = item->at,
							   .length = (int64_t)item->record.raw.n,
							   .reason = str_of(item->reason) });
}

static bool take_one(struct ctx *c, struct taking *t, const struct record_item *item)
{
	t->f->read++;
	note_found(t, item);
	if (item->mends && !item->reason)
		t->f->mended++;
	if (t->o->told && (item->mends || item->reason))
		t->o->told(t->o->arg, item);
	if (item->reason)
		return set_aside(c, t, item);
	return item->deleted ? withdraw(c, t, item) : put(c, t, item);
}

/* Many */

static bool end_batch(struct ctx *c, struct taking *t)
{
	t->f->mends = mends_text(c->mem, t);
	if (!cluster_run_commit(c, t->run) || !source_file_set(c, t->f) || !db_commit(c))
		return false;
	t->f->mends = STR("");
	t->in_batch = 0;
	t->batch_begun = when_monotonic_us();
	if (t->o->progress)
		t->o->progress(t->o->arg, t->f, t->f->at);
	return true;
}

static bool batch_is_full(const struct taking *t)
{
	return t->in_batch >= BATCH || when_monotonic_us() - t->batch_begun > BATCH_US;
}

/* c is the record's context. */
static bool take_all(struct ctx *c, struct taking *t)
{
	struct record_item item;
	bool there;
	for (;;) {
		if (!record_next(c, t->reader, t->mem, &item, &there))
			return false;
		if (!there)
			break;
		if (!db_in_transaction(c) && !db_begin(c))
			return false;
		if (!take_one(c, t, &item))
			return false;
		t->f->at = item.at + (int64_t)item.record.raw.n;
		t->in_batch++;
		if (batch_is_full(t) && !end_batch(c, t))
			return false;
		arena_reset(t->mem);
	}
	return !db_in_transaction(c) || end_batch(c, t);
}

static bool finish(struct ctx *c, struct taking *t)
{
	struct source_file *f = t->f;
	if (!cluster_run_end(c, t->run) || !db_begin(c))
		return false;
	f->format = most(&t->formats, f->format);
	f->dialect = most(&t->dialects, f->dialect);
	f->encoding = most(&t->encodings, f->encoding);
	f->mends = mends_text(c->mem, t);
	f->at = f->size;
	f->ended = when_now();
	return source_file_set(c, f) && db_commit(c);
}

static const char *named(struct arena *mem, struct str s)
{
	return s.n ? str_z(mem, s) : NULL;
}

/* Takes the error along where a context ends that worked for another. */
static bool hand_on(struct ctx *c, const struct ctx *mine)
{
	c->err = mine->err;
	for (size_t i = 0; i < ERR_ARGS; i++)
		if (mine->err.args[i].s)
			c->err.args[i] = str_copy(c->mem, mine->err.args[i]);
	return false;
}

static bool take_open(struct ctx *c, struct taking *t)
{
	struct ctx mine = *c;
	mine.mem = t->mem = arena_new(0);
	/* one chunk that most records fit in, and that stays when it is emptied */
	arena_take(t->mem, RECORD_ROOM);
	arena_reset(t->mem);
	t->batch_begun = when_monotonic_us();
	bool ok = take_all(&mine, t) || hand_on(c, &mine);
	if (!ok)
		db_rollback(c);
	arena_free(t->mem);
	return ok && finish(c, t);
}

bool import_take(struct ctx *c, struct source_file *f, const struct import_object *from,
		 const struct import_options *o)
{
	struct taking t = { .f = f, .o = o };
	struct record_options read = { .format = named(c->mem, from->format),
				       .dialect = named(c->mem, from->dialect),
				       .encoding = named(c->mem, from->encoding),
				       .columns = from->columns };
	int fd;
	mends_of(f->mends, &t);
	if (!store_open_file(c, f->object, f->path, &fd))
		return false;
	db_bulk(c, true);
	bool ok = record_open(c, fd, f->at, &read, &t.reader) &&
		  cluster_run_begin(c, f->begun, &t.run) && take_open(c, &t);
	db_bulk(c, false);
	close(fd);
	return ok;
}
