/* The register of deliveries: what came, and what became of each document. */
#include "deposit/deposit.h"
#include "deposit/deposit_sql.h"

#include <inttypes.h>

static const char *const result_names[] = {
	[DEPOSIT_TAKEN] = "taken",
	[DEPOSIT_KNOWN] = "known",
	[DEPOSIT_REFUSED] = "refused",
};

const char *deposit_result_name(enum deposit_result r)
{
	must((size_t)r < COUNT_OF(result_names));
	return result_names[r];
}

static bool result_of(struct str name, enum deposit_result *ret)
{
	for (size_t i = 0; i < COUNT_OF(result_names); i++)
		if (str_is(name, result_names[i])) {
			*ret = (enum deposit_result)i;
			return true;
		}
	return false;
}

static void bind_text(struct stmt *q, struct str s)
{
	db_bind_text(q, s.s ? s : STR(""));
}

static const char *number(struct ctx *c, int64_t id)
{
	return str_print(c->mem, "%" PRId64, id).s;
}

static bool damaged(struct ctx *c, int64_t id)
{
	return fail(c, ERR_INTERNAL, "the row of delivery {0} in the database is damaged",
		    number(c, id));
}

/* Change */

bool deposit_begin(struct ctx *c, const struct deposit *d, int64_t *ret_id)
{
	struct stmt *q = db_query(c, &SQL_DEPOSIT_BEGIN);
	db_bind_int(q, d->partner);
	db_bind_int(q, d->begun ? d->begun : when_now());
	bind_text(q, d->source);
	bind_text(q, str_of(access_level_name(d->terms.level)));
	db_bind_int(q, d->terms.excerpt_pages);
	bind_text(q, d->terms.embargo);
	if (!db_one(q))
		return false;
	int64_t id = db_int(q, 0);
	if (!db_done(q))
		return false;
	*ret_id = id;
	return true;
}

bool deposit_add_item(struct ctx *c, const struct deposit_item *item)
{
	struct stmt *q = db_query(c, &SQL_DEPOSIT_ADD_ITEM);
	db_bind_int(q, item->deposit);
	bind_text(q, item->path);
	bind_text(q, str_of(deposit_result_name(item->result)));
	bind_text(q, item->document);
	bind_text(q, item->reason);
	bind_text(q, item->quarantine);
	db_bind_int(q, item->bytes);
	db_bind_int(q, item->pages);
	db_bind_int(q, item->ms);
	return db_run(q, NULL);
}

bool deposit_end(struct ctx *c, int64_t id)
{
	int64_t n;
	struct stmt *q = db_query(c, &SQL_DEPOSIT_END);
	db_bind_int(q, when_now());
	db_bind_int(q, id);
	if (!db_run(q, &n))
		return false;
	return n == 1 || fail(c, ERR_ABSENT, "there is no delivery {0}", number(c, id));
}

/* Look up */

static struct deposit deposit_of(struct stmt *q)
{
	return (struct deposit){
		.id = db_int(q, 0),
		.partner = db_int(q, 1),
		.begun = db_int(q, 2),
		.ended = db_int(q, 3),
		.source = db_text(q, 4),
		.terms = { .excerpt_pages = (int)db_int(q, 6), .embargo = db_text(q, 7) },
		.taken = db_int(q, 8),
		.known = db_int(q, 9),
		.refused = db_int(q, 10),
		.bytes = db_int(q, 11),
	};
}

bool deposit_get(struct ctx *c, int64_t id, struct deposit *ret)
{
	struct stmt *q = db_query(c, &SQL_DEPOSIT_GET);
	db_bind_int(q, id);
	if (!db_one(q)) {
		if (c->err.kind == ERR_ABSENT)
			fail(c, ERR_ABSENT, "there is no delivery {0}", number(c, id));
		return false;
	}
	struct deposit d = deposit_of(q);
	bool level = access_level_of(db_text(q, 5), &d.terms.level);
	if (!db_done(q))
		return false;
	if (!level)
		return damaged(c, id);
	*ret = d;
	return true;
}

static bool item_of(struct stmt *q, struct deposit_item *ret)
{
	*ret = (struct deposit_item){
		.deposit = db_int(q, 0),
		.path = db_text(q, 1),
		.document = db_text(q, 3),
		.reason = db_text(q, 4),
		.quarantine = db_text(q, 5),
		.bytes = db_int(q, 6),
		.pages = db_int(q, 7),
		.ms = db_int(q, 8),
	};
	return result_of(db_text(q, 2), &ret->result);
}

bool deposit_items(struct ctx *c, int64_t id, struct deposit_items *ret)
{
	struct deposit_items list = { NULL, 0 };
	size_t cap = 0;
	bool read = true;
	struct stmt *q = db_query(c, &SQL_DEPOSIT_ITEMS);
	db_bind_int(q, id);
	while (read && db_row(q)) {
		if (list.n == cap) {
			size_t more = cap ? cap * 2 : 16;
			list.at = arena_grow(c->mem, list.at, cap * sizeof *list.at,
					     more * sizeof *list.at);
			cap = more;
		}
		read = item_of(q, &list.at[list.n++]);
	}
	if (!db_done(q))
		return false;
	if (!read)
		return damaged(c, id);
	*ret = list;
	return true;
}
