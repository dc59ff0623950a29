/* A title as it follows from its source records: the best of each field, who holds it, its work. */
#include "cluster/cluster_int.h"
#include "queue/queue.h"

#include <inttypes.h>

/* Of very many, those that a run changed since it began are asked for by one job at its end. */
static bool ask_index(struct ctx *c, struct cluster_run *run, struct str title, int64_t changed)
{
	if (run && ++run->titles > INDEX_EACH && changed >= run->since)
		return true;
	return queue_add(c, STR("index"), title, PRIORITY_INDEX);
}

bool index_many(struct ctx *c, const struct cluster_run *run)
{
	struct str key = str_print(c->mem, "since:%" PRId64, run->since);
	return run->titles <= INDEX_EACH || queue_add(c, STR("index"), key, PRIORITY_INDEX);
}

/* A title is as new as the newest of its records, so that making it again does not make it new. */
static int64_t newest(const struct source_list *list)
{
	int64_t when = 0;
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].changed > when)
			when = list->at[i].changed;
	return when;
}

/* One that cannot be read again now is passed over: the others still say what the title is. */
static bool read_source(struct ctx *c, const struct source *s, int64_t known_id,
			const struct record *known, struct record *ret)
{
	struct record_item item;
	if (known && s->id == known_id) {
		*ret = *known;
		return true;
	}
	if (!source_read(c, s, &item)) {
		err_clear(c);
		return false;
	}
	*ret = item.record;
	return true;
}

static size_t read_all(struct ctx *c, const struct source_list *list, int64_t known_id,
		       const struct record *known, struct merge_source *at)
{
	size_t n = 0;
	for (size_t i = 0; i < list->n; i++) {
		const struct source *s = &list->at[i];
		struct partner p;
		if (!read_source(c, s, known_id, known, &at[n].record))
			continue;
		at[n].id = s->id;
		at[n].by_hand = s->by_hand;
		at[n].changed = s->changed;
		/* a name taken from a file's name is believed least */
		at[n].standing = s->alone ? -1000 : 0;
		if (list->n > 1 && !s->alone && partner_get(c, s->partner, &p))
			at[n].standing = p.standing;
		n++;
	}
	return n;
}

static bool all_alone(const struct source_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (!list->at[i].alone)
			return false;
	return true;
}

static int64_t work_of(struct arena *mem, const struct source_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct match_facts *f = match_unpack(mem, list->at[i].facts);
		uint64_t work = f ? match_work(f) : 0;
		if (work)
			return (int64_t)work;
	}
	return 0;
}

/* What kind of file its copies are, for records that say nothing of their type. */
static bool media_kind(struct ctx *c, struct str title, const struct source_list *list,
		       const char **ret)
{
	struct document_list documents;
	*ret = "";
	if (list->at[0].file || list->at[0].by_hand)
		return true;
	if (!documents_of_title(c, title, &documents))
		return false;
	if (documents.n)
		*ret = str_z(c->mem, documents.at[0].kind);
	return true;
}

static bool same_title(const struct title *a, const struct title *b)
{
	return str_same(a->record, b->record) && str_same(a->holders, b->holders) &&
	       a->work == b->work && a->partner == b->partner && str_same(a->kind, b->kind) &&
	       str_same(a->name, b->name) && a->needs_cataloguer == b->needs_cataloguer;
}

/* Put only where it says something else than before, so that what did not change is not indexed. */
static bool put(struct ctx *c, struct cluster_run *run, const struct title *t)
{
	struct title was;
	if (title_get(c, t->id, &was)) {
		if (same_title(&was, t))
			return true;
	} else if (c->err.kind != ERR_ABSENT) {
		return false;
	}
	err_clear(c);
	return title_put(c, t) && ask_index(c, run, t->id, t->changed);
}

bool title_derive(struct ctx *c, struct cluster_run *run, struct str title, int64_t known_id,
		  const struct record *known)
{
	struct source_list list;
	struct record merged;
	struct title t;
	const char *kind;
	if (!sources_of_title(c, title, &list))
		return false;
	if (!list.n)
		return fail(c, ERR_ABSENT, "there is no title {0}", str_z(c->mem, title));
	struct merge_source *at = arena_array_of(c->mem, list.n, struct merge_source);
	size_t n = read_all(c, &list, known_id, known, at);
	if (!n)
		return fail(c, ERR_INTERNAL, "no record of title {0} can be read again",
			    str_z(c->mem, title));
	if (!media_kind(c, title, &list, &kind))
		return false;
	merge_records(c->mem, at, n, &merged);
	title_of_record(c->mem, &merged, kind, &t);
	t.id = title;
	t.partner = list.at[0].partner;
	t.needs_cataloguer = all_alone(&list);
	t.work = work_of(c->mem, &list);
	t.changed = newest(&list);
	return source_holders(c, title, &t.holders) && put(c, run, &t);
}

/* The title of a record that is new and alone: nothing of it is in the database yet, but where a
 * former title of that id led on. */
bool title_of_one(struct ctx *c, struct cluster_run *run, const struct source *s,
		  const struct record *r, const struct match_facts *facts)
{
	struct merge_source one = {
		.id = s->id, .record = *r, .by_hand = s->by_hand, .changed = s->changed
	};
	struct record merged;
	struct title t;
	merge_records(c->mem, &one, 1, &merged);
	title_of_record(c->mem, &merged, "", &t);
	t.id = s->own;
	t.partner = s->partner;
	t.needs_cataloguer = s->alone;
	t.work = (int64_t)match_work(facts);
	t.changed = s->changed;
	t.holders = str_print(c->mem, "%" PRId64, s->partner);
	struct stmt *q = db_query(c, &SQL_CLUSTER_UNMOVE);
	db_bind_text(q, s->own);
	return db_run(q, NULL) && title_put(c, &t) && ask_index(c, run, t.id, t.changed);
}

bool cluster_title(struct ctx *c, struct str title)
{
	return title_derive(c, NULL, title, 0, NULL);
}

bool title_vanish(struct ctx *c, struct cluster_run *run, struct str title, struct str to)
{
	struct stmt *q = db_query(c, to.n ? &SQL_CLUSTER_MOVE_ALL : &SQL_CLUSTER_UNMOVE_ALL);
	if (to.n)
		db_bind_text(q, to);
	db_bind_text(q, title);
	if (!db_run(q, NULL))
		return false;
	if (to.n) {
		q = db_query(c, &SQL_CLUSTER_MOVE);
		db_bind_text(q, title);
		db_bind_text(q, to);
		if (!db_run(q, NULL))
			return false;
	}
	return ask_index(c, run, title, -1);
}

bool cluster_moved(struct ctx *c, struct str title, struct str *ret)
{
	struct stmt *q = db_query(c, &SQL_CLUSTER_TITLE_THERE);
	db_bind_text(q, title);
	if (!db_one(q)) {
		if (c->err.kind != ERR_ABSENT)
			return false;
		err_clear(c);
		q = db_query(c, &SQL_CLUSTER_MOVED);
		db_bind_text(q, title);
		if (!db_one(q)) {
			if (c->err.kind == ERR_ABSENT)
				fail(c, ERR_ABSENT, "there is no title {0}", str_z(c->mem, title));
			return false;
		}
	}
	struct str now = db_text(q, 0);
	if (!db_done(q))
		return false;
	*ret = now;
	return true;
}

bool cluster_editions(struct ctx *c, struct str title, int n, struct str **ret, size_t *ret_n)
{
	must(n >= 0 && n <= 10000);
	struct title t;
	struct str *ids = arena_array_of(c->mem, (size_t)n, struct str);
	size_t found = 0;
	if (!title_get(c, title, &t))
		return false;
	struct stmt *q = db_query(c, &SQL_CLUSTER_EDITIONS);
	db_bind_int(q, t.work);
	db_bind_text(q, title);
	db_bind_int(q, n);
	while (found < (size_t)n && db_row(q))
		ids[found++] = db_text(q, 0);
	if (!db_done(q))
		return false;
	*ret = ids;
	*ret_n = found;
	return true;
}
