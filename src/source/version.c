/* The versions of a source record: those that were replaced, and the present one, last. */
#include "source/source_int.h"
#include "source/source_sql.h"

static struct source_version version_of(struct stmt *q)
{
	return (struct source_version){
		.number = (int)db_int(q, 0),
		.file = db_int(q, 1),
		.at = db_int(q, 2),
		.length = db_int(q, 3),
		.raw = db_blob(q, 4),
		.format = db_text(q, 5),
		.dialect = db_text(q, 6),
		.encoding = db_text(q, 7),
		.account = db_int(q, 8),
		.changed = db_int(q, 9),
		.note = db_text(q, 10),
	};
}

bool source_versions(struct ctx *c, int64_t id, struct source_version_list *ret)
{
	struct source_version_list list = { NULL, 0 };
	size_t cap = 0;
	struct stmt *q = db_query(c, &SQL_SOURCE_VERSIONS);
	db_bind_int(q, id);
	db_bind_int(q, id);
	while (db_row(q)) {
		if (list.n == cap) {
			size_t more = cap ? cap * 2 : 4;
			list.at = arena_grow(c->mem, list.at, cap * sizeof *list.at,
					     more * sizeof *list.at);
			cap = more;
		}
		list.at[list.n++] = version_of(q);
	}
	if (!db_done(q))
		return false;
	*ret = list;
	return true;
}
