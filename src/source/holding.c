/* What libraries have of a title: as their source records say, and as added here by hand. */
#include "source/source_int.h"
#include "source/source_sql.h"

#include <inttypes.h>

struct gathered {
	struct holding *at;
	size_t n, cap;
};

static void gather(struct arena *mem, struct gathered *g, const struct holding *h)
{
	if (g->n == g->cap) {
		size_t more = g->cap ? 2 * g->cap : 8;
		g->at = arena_grow(mem, g->at, g->cap * sizeof *g->at, more * sizeof *g->at);
		g->cap = more;
	}
	g->at[g->n++] = *h;
}

static struct str whole(struct str s)
{
	return s.s ? s : STR("");
}

/* A record that says nothing of copies still says that its library has the title. */
static void gather_told(struct arena *mem, struct gathered *g, const struct source *s,
			const struct record_item *item)
{
	struct record_holding *told = NULL;
	size_t n = item->marc ? record_holdings(mem, item->marc, &told) : 0;
	for (size_t i = 0; i < n; i++)
		gather(mem, g,
		       &(struct holding){ .source = s->id,
					  .partner = s->partner,
					  .library = whole(told[i].library),
					  .collection = whole(told[i].collection),
					  .call_number = whole(told[i].call_number),
					  .volumes = whole(told[i].volumes),
					  .note = whole(told[i].note),
					  .link = whole(told[i].link),
					  .copies = told[i].copies });
	if (!n)
		gather(mem, g,
		       &(struct holding){ .source = s->id,
					  .partner = s->partner,
					  .library = STR(""),
					  .collection = STR(""),
					  .call_number = STR(""),
					  .volumes = STR(""),
					  .note = STR(""),
					  .link = STR("") });
}

static struct holding holding_of(struct stmt *q)
{
	return (struct holding){
		.id = db_int(q, 0),
		.source = db_int(q, 1),
		.partner = db_int(q, 2),
		.library = db_text(q, 3),
		.collection = db_text(q, 4),
		.call_number = db_text(q, 5),
		.volumes = db_text(q, 6),
		.note = db_text(q, 7),
		.link = db_text(q, 8),
		.copies = (int)db_int(q, 9),
	};
}

static bool gather_added(struct ctx *c, struct gathered *g, int64_t source)
{
	struct stmt *q = db_query(c, &SQL_HOLDINGS_OF_SOURCE);
	db_bind_int(q, source);
	while (db_row(q)) {
		struct holding h = holding_of(q);
		gather(c->mem, g, &h);
	}
	return db_done(q);
}

/* A record that cannot be read again (its file is being mended, say) still has its library. */
static bool gather_source(struct ctx *c, struct gathered *g, const struct source *s)
{
	struct record_item item;
	size_t before = g->n;
	if (!gather_added(c, g, s->id))
		return false;
	/* a record made here or from a file's name tells no holdings besides those added to it */
	if ((s->by_hand || s->alone) && g->n > before)
		return true;
	if (!source_read(c, s, &item)) {
		err_clear(c);
		item = (struct record_item){ .marc = NULL };
	}
	gather_told(c->mem, g, s, &item);
	return true;
}

bool holdings_of_title(struct ctx *c, struct str title, struct holding_list *ret)
{
	struct gathered g = { NULL, 0, 0 };
	struct source_list list;
	if (!sources_of_title(c, title, &list))
		return false;
	for (size_t i = 0; i < list.n; i++)
		if (!gather_source(c, &g, &list.at[i]))
			return false;
	*ret = (struct holding_list){ g.at, g.n };
	return true;
}

bool holding_get(struct ctx *c, int64_t id, struct holding *ret)
{
	static const char none[] = N_("there is no holding {0}");
	struct stmt *q = db_query(c, &SQL_HOLDING_GET);
	db_bind_int(q, id);
	if (!db_one(q))
		return source_absent(c, none, id);
	struct holding h = holding_of(q);
	if (!db_done(q))
		return false;
	*ret = h;
	return true;
}

/* Change */

static void bind_holding(struct stmt *q, const struct holding *h)
{
	db_bind_int(q, h->source);
	db_bind_int(q, h->partner);
	source_bind(q, h->library);
	source_bind(q, h->collection);
	source_bind(q, h->call_number);
	source_bind(q, h->volumes);
	source_bind(q, h->note);
	source_bind(q, h->link);
	db_bind_int(q, h->copies);
}

static bool add(struct ctx *c, struct holding *h)
{
	struct stmt *q = db_query(c, &SQL_HOLDING_ADD);
	bind_holding(q, h);
	if (!db_one(q))
		return false;
	int64_t id = db_int(q, 0);
	if (!db_done(q))
		return false;
	h->id = id;
	return true;
}

static bool absent(struct ctx *c, int64_t id)
{
	return fail(c, ERR_ABSENT, "there is no holding {0}", str_print(c->mem, "%" PRId64, id).s);
}

bool holding_put(struct ctx *c, struct holding *h)
{
	int64_t n;
	if (!h->id)
		return add(c, h);
	struct stmt *q = db_query(c, &SQL_HOLDING_SET);
	bind_holding(q, h);
	db_bind_int(q, h->id);
	return db_run(q, &n) && (n == 1 || absent(c, h->id));
}

bool holding_remove(struct ctx *c, int64_t id)
{
	int64_t n;
	struct stmt *q = db_query(c, &SQL_HOLDING_REMOVE);
	db_bind_int(q, id);
	return db_run(q, &n) && (n == 1 || absent(c, id));
}
