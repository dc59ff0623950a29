/* Files of records as partners handed them over, and the records of them that were set aside. */
#include "source/source_int.h"
#include "source/source_sql.h"

static struct source_file file_of(struct stmt *q)
{
	return (struct source_file){
		.id = db_int(q, 0),
		.partner = db_int(q, 1),
		.object = db_text(q, 2),
		.path = db_text(q, 3),
		.name = db_text(q, 4),
		.digest = db_text(q, 5),
		.size = db_int(q, 6),
		.format = db_text(q, 7),
		.dialect = db_text(q, 8),
		.encoding = db_text(q, 9),
		.begun = db_int(q, 10),
		.ended = db_int(q, 11),
		.at = db_int(q, 12),
		.read = db_int(q, 13),
		.taken = db_int(q, 14),
		.replaced = db_int(q, 15),
		.withdrawn = db_int(q, 16),
		.unchanged = db_int(q, 17),
		.mended = db_int(q, 18),
		.set_aside = db_int(q, 19),
		.mends = db_text(q, 20),
		.columns = db_text(q, 21),
	};
}

static bool one_file(struct stmt *q, struct source_file *ret)
{
	if (!db_one(q))
		return false;
	struct source_file f = file_of(q);
	if (!db_done(q))
		return false;
	*ret = f;
	return true;
}

bool source_file_get(struct ctx *c, int64_t id, struct source_file *ret)
{
	struct stmt *q = db_query(c, &SQL_SOURCE_FILE_GET);
	db_bind_int(q, id);
	return one_file(q, ret) || source_absent(c, N_("there is no imported file {0}"), id);
}

bool source_file_by_digest(struct ctx *c, int64_t partner, struct str digest,
			   struct source_file *ret)
{
	struct stmt *q = db_query(c, &SQL_SOURCE_FILE_BY_DIGEST);
	db_bind_int(q, partner);
	db_bind_text(q, digest);
	return one_file(q, ret);
}

bool source_files(struct ctx *c, int64_t partner, int n, struct source_file_list *ret)
{
	must(n >= 0 && n <= 10000);
	struct source_file_list list = { arena_array_of(c->mem, (size_t)n, struct source_file), 0 };
	struct stmt *q = db_query(c, &SQL_SOURCE_FILES);
	db_bind_int(q, partner);
	db_bind_int(q, partner);
	db_bind_int(q, n);
	while (list.n < (size_t)n && db_row(q))
		list.at[list.n++] = file_of(q);
	if (!db_done(q))
		return false;
	*ret = list;
	return true;
}

/* What may change of a file's row while it is taken. */
static void bind_state(struct stmt *q, const struct source_file *f)
{
	source_bind(q, f->format);
	source_bind(q, f->dialect);
	source_bind(q, f->encoding);
	db_bind_int(q, f->begun);
	db_bind_int(q, f->ended);
	db_bind_int(q, f->at);
	db_bind_int(q, f->read);
	db_bind_int(q, f->taken);
	db_bind_int(q, f->replaced);
	db_bind_int(q, f->withdrawn);
	db_bind_int(q, f->unchanged);
	db_bind_int(q, f->mended);
	db_bind_int(q, f->set_aside);
	source_bind(q, f->mends);
	source_bind(q, f->columns);
}

bool source_file_add(struct ctx *c, struct source_file *f)
{
	struct stmt *q = db_query(c, &SQL_SOURCE_FILE_ADD);
	db_bind_int(q, f->partner);
	db_bind_text(q, f->object);
	db_bind_text(q, f->path);
	source_bind(q, f->name);
	db_bind_text(q, f->digest);
	db_bind_int(q, f->size);
	bind_state(q, f);
	if (!db_one(q))
		return false;
	int64_t id = db_int(q, 0);
	if (!db_done(q))
		return false;
	f->id = id;
	return true;
}

bool source_file_set(struct ctx *c, const struct source_file *f)
{
	struct stmt *q = db_query(c, &SQL_SOURCE_FILE_SET);
	bind_state(q, f);
	db_bind_int(q, f->id);
	return db_run(q, NULL);
}

/* Set aside */

bool source_aside_add(struct ctx *c, const struct source_aside *a)
{
	struct stmt *q = db_query(c, &SQL_SOURCE_ASIDE_ADD);
	db_bind_int(q, a->file);
	db_bind_int(q, a->number);
	db_bind_int(q, a->at);
	db_bind_int(q, a->length);
	source_bind(q, a->reason);
	return db_run(q, NULL);
}

bool source_asides_clear(struct ctx *c, int64_t file)
{
	struct stmt *q = db_query(c, &SQL_SOURCE_ASIDES_CLEAR);
	db_bind_int(q, file);
	return db_run(q, NULL);
}

bool source_asides(struct ctx *c, int64_t file, int n, struct source_aside_list *ret)
{
	must(n >= 0 && n <= 100000);
	struct source_aside_list list = { NULL, 0 };
	size_t cap = 0;
	struct stmt *q = db_query(c, &SQL_SOURCE_ASIDES);
	db_bind_int(q, file);
	db_bind_int(q, n);
	while (db_row(q)) {
		if (list.n == cap) {
			size_t more = cap ? cap * 2 : 16;
			list.at = arena_grow(c->mem, list.at, cap * sizeof *list.at,
					     more * sizeof *list.at);
			cap = more;
		}
		list.at[list.n++] = (struct source_aside){
			.file = db_int(q, 0),
			.number = db_int(q, 1),
			.at = db_int(q, 2),
			.length = db_int(q, 3),
			.reason = db_text(q, 4),
		};
	}
	if (!db_done(q))
		return false;
	*ret = list;
	return true;
}
