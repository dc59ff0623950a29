/* Source records: looked up, added, replaced, withdrawn, walked. */
#include "source/source_int.h"
#include "source/source_sql.h"
#include "store/store.h"

#include <inttypes.h>

enum { WALK_STEP = 500 };

void source_bind(struct stmt *q, struct str s)
{
	db_bind_text(q, s.s ? s : STR(""));
}

bool source_absent(struct ctx *c, const char *text, int64_t id)
{
	if (c->err.kind == ERR_ABSENT)
		fail(c, ERR_ABSENT, text, str_print(c->mem, "%" PRId64, id).s);
	return false;
}

struct str source_own(struct arena *mem, struct str partner_code, struct str local)
{
	struct str parts[] = { partner_code, local };
	return catalog_id_of(mem, store_digest(mem, str_join(mem, parts, 2, STR("\n"))));
}

/* Look up */

static struct source source_of(struct stmt *q)
{
	return (struct source){
		.id = db_int(q, 0),
		.partner = db_int(q, 1),
		.local = db_text(q, 2),
		.file = db_int(q, 3),
		.at = db_int(q, 4),
		.length = db_int(q, 5),
		.raw = db_blob(q, 6),
		.format = db_text(q, 7),
		.dialect = db_text(q, 8),
		.encoding = db_text(q, 9),
		.mends = (uint32_t)db_int(q, 10),
		.state = db_int(q, 11) == SOURCE_LIVE ? SOURCE_LIVE : SOURCE_WITHDRAWN,
		.title = db_text(q, 12),
		.own = db_text(q, 13),
		.facts = db_blob(q, 14),
		.digest = db_int(q, 15),
		.version = (int)db_int(q, 16),
		.by_hand = db_int(q, 17) != 0,
		.alone = db_int(q, 18) != 0,
		.account = db_int(q, 19),
		.since = db_int(q, 20),
		.changed = db_int(q, 21),
		.seen = db_int(q, 22),
	};
}

static bool one_source(struct stmt *q, struct source *ret)
{
	if (!db_one(q))
		return false;
	struct source s = source_of(q);
	if (!db_done(q))
		return false;
	*ret = s;
	return true;
}

bool source_get(struct ctx *c, int64_t id, struct source *ret)
{
	struct stmt *q = db_query(c, &SQL_SOURCE_GET);
	db_bind_int(q, id);
	return one_source(q, ret) || source_absent(c, N_("there is no source record {0}"), id);
}

bool source_by_local(struct ctx *c, int64_t partner, struct str local, struct source *ret)
{
	struct stmt *q = db_query(c, &SQL_SOURCE_BY_LOCAL);
	db_bind_int(q, partner);
	db_bind_text(q, local);
	return one_source(q, ret);
}

static bool take_all(struct ctx *c, struct stmt *q, struct source_list *ret)
{
	struct source_list list = { NULL, 0 };
	size_t cap = 0;
	while (db_row(q)) {
		if (list.n == cap) {
			size_t more = cap ? cap * 2 : 4;
			list.at = arena_grow(c->mem, list.at, cap * sizeof *list.at,
					     more * sizeof *list.at);
			cap = more;
		}
		list.at[list.n++] = source_of(q);
	}
	if (!db_done(q))
		return false;
	*ret = list;
	return true;
}

bool sources_of_title(struct ctx *c, struct str title, struct source_list *ret)
{
	struct stmt *q = db_query(c, &SQL_SOURCES_OF_TITLE);
	db_bind_text(q, title);
	return take_all(c, q, ret);
}

bool source_holders(struct ctx *c, struct str title, struct str *ret)
{
	struct buf b;
	buf_init(&b, c->mem, 0);
	buf_add_z(&b, "");
	struct stmt *q = db_query(c, &SQL_SOURCE_HOLDERS);
	db_bind_text(q, title);
	db_bind_text(q, title);
	while (db_row(q)) {
		if (b.n)
			buf_add_char(&b, ' ');
		buf_add_int(&b, db_int(q, 0));
	}
	if (!db_done(q))
		return false;
	*ret = buf_str(&b);
	return true;
}

/* Change */

static void bind_bytes(struct stmt *q, const struct source *s)
{
	db_bind_int(q, s->file);
	db_bind_int(q, s->at);
	db_bind_int(q, s->length);
	if (s->file)
		db_bind_null(q);
	else
		db_bind_blob(q, s->raw.s ? s->raw : STR(""));
	source_bind(q, s->format);
	source_bind(q, s->dialect);
	source_bind(q, s->encoding);
	db_bind_int(q, s->mends);
}

static bool own_of(struct ctx *c, struct source *s)
{
	struct partner p;
	if (!s->own.n)
		s->own = s->title; /* a document knows the title that it founds */
	if (s->own.n)
		return true;
	if (!partner_get(c, s->partner, &p))
		return false;
	s->own = source_own(c->mem, p.code, s->local);
	return true;
}

static bool add(struct ctx *c, struct source *s, struct str note)
{
	if (!own_of(c, s))
		return false;
	struct stmt *q = db_query(c, &SQL_SOURCE_ADD);
	db_bind_int(q, s->partner);
	db_bind_text(q, s->local);
	bind_bytes(q, s);
	db_bind_text(q, s->own);
	db_bind_int(q, s->digest);
	db_bind_int(q, s->by_hand);
	db_bind_int(q, s->alone);
	db_bind_int(q, s->account);
	db_bind_int(q, s->since);
	db_bind_int(q, s->changed);
	source_bind(q, note);
	db_bind_int(q, s->file);
	if (!db_one(q)) {
		if (c->err.kind == ERR_ABSENT)
			fail(c, ERR_CONFLICT, "record {0} was just added by another",
			     str_z(c->mem, s->local));
		return false;
	}
	s->id = db_int(q, 0);
	s->version = 1;
	s->title = s->facts = STR("");
	s->state = SOURCE_LIVE;
	return db_done(q);
}

static bool replace(struct ctx *c, struct source *s, const struct source *was, struct str note)
{
	struct stmt *q = db_query(c, &SQL_SOURCE_KEEP_VERSION);
	int64_t n;
	db_bind_int(q, was->id);
	if (!db_run(q, NULL))
		return false;
	q = db_query(c, &SQL_SOURCE_REPLACE);
	bind_bytes(q, s);
	db_bind_int(q, s->digest);
	db_bind_int(q, s->by_hand);
	db_bind_int(q, s->alone);
	db_bind_int(q, s->account);
	db_bind_int(q, s->changed);
	source_bind(q, note);
	db_bind_int(q, s->file);
	db_bind_int(q, was->id);
	db_bind_int(q, was->version);
	if (!db_run(q, &n))
		return false;
	s->version = was->version + 1;
	return n == 1 || fail(c, ERR_CONFLICT, "record {0} was just changed by another",
			      str_z(c->mem, s->local));
}

static bool revive(struct ctx *c, const struct source *s)
{
	struct stmt *q = db_query(c, &SQL_SOURCE_REVIVE);
	db_bind_int(q, s->changed);
	db_bind_int(q, s->file);
	db_bind_int(q, s->id);
	return db_run(q, NULL);
}

static bool saw(struct ctx *c, const struct source *s, const struct source *was)
{
	if (!s->file || was->seen == s->file)
		return true;
	struct stmt *q = db_query(c, &SQL_SOURCE_SAW);
	db_bind_int(q, s->file);
	db_bind_int(q, was->id);
	return db_run(q, NULL);
}

/* The bytes are compared by 63 bits of their digest: two versions of one record that agree in them
 * and differ do not occur by chance. */
int64_t source_digest(struct arena *mem, struct str raw)
{
	struct str hex = str_upto(store_digest(mem, raw), 16);
	uint64_t v = 0;
	for (size_t i = 0; i < hex.n; i++)
		v = v << 4 | (uint64_t)(hex.s[i] <= '9' ? hex.s[i] - '0' : hex.s[i] - 'a' + 10);
	return (int64_t)(v >> 1);
}

/* The same bytes read in another way say something else: a new version. */
static bool read_alike(const struct source *s, const struct source *was)
{
	return str_same(s->format, was->format) && str_same(s->dialect, was->dialect) &&
	       str_same(s->encoding, was->encoding);
}

static bool put_again(struct ctx *c, struct source *s, const struct source *was, struct str note,
		      enum source_change *ret)
{
	bool same = was->digest == s->digest, live = was->state == SOURCE_LIVE;
	if (same && live && read_alike(s, was)) {
		if (!saw(c, s, was))
			return false;
		*s = *was;
		*ret = SOURCE_SAME;
		return true;
	}
	s->id = was->id;
	s->title = was->title;
	s->own = was->own;
	s->facts = was->facts;
	s->since = was->since;
	s->version = was->version;
	s->state = SOURCE_LIVE;
	*ret = SOURCE_REPLACED;
	return same && !live ? revive(c, s) : replace(c, s, was, note);
}

/* Two records of one file under one number, and not the same: neither may be lost, so the later one
 * gets a number of its own. */
static bool twice_in_file(const struct source *s, const struct source *was)
{
	return s->file && was->seen == s->file && was->digest != s->digest &&
	       was->state == SOURCE_LIVE;
}

bool source_put(struct ctx *c, struct source *s, struct str note, enum source_change *ret)
{
	struct source was;
	must(db_in_transaction(c));
	s->changed = s->changed ? s->changed : when_now();
	s->since = s->since ? s->since : s->changed;
	if (!s->file) {
		s->length = (int64_t)s->raw.n;
		s->digest = source_digest(c->mem, s->raw);
	}
	bool there = source_by_local(c, s->partner, s->local, &was);
	if (there && twice_in_file(s, &was)) {
		s->local = str_print(c->mem, "%.*s#%016" PRIx64, STR_ARGS(s->local), s->digest);
		there = source_by_local(c, s->partner, s->local, &was);
	}
	if (there)
		return put_again(c, s, &was, note, ret);
	if (c->err.kind != ERR_ABSENT)
		return false;
	err_clear(c);
	if (!add(c, s, note))
		return false;
	*ret = SOURCE_NEW;
	return true;
}

bool source_set_place(struct ctx *c, int64_t id, struct str title, struct str facts)
{
	struct stmt *q = db_query(c, &SQL_SOURCE_SET_PLACE);
	source_bind(q, title);
	db_bind_blob(q, facts.s ? facts : STR(""));
	db_bind_int(q, id);
	return db_run(q, NULL);
}

bool source_set_title(struct ctx *c, int64_t id, struct str title)
{
	struct stmt *q = db_query(c, &SQL_SOURCE_SET_TITLE);
	source_bind(q, title);
	db_bind_int(q, id);
	return db_run(q, NULL);
}

bool source_withdraw(struct ctx *c, int64_t id, int64_t account)
{
	struct stmt *q = db_query(c, &SQL_SOURCE_WITHDRAW);
	db_bind_int(q, account);
	db_bind_int(q, when_now());
	db_bind_int(q, id);
	return db_run(q, NULL);
}

/* Walk */

static bool step(struct ctx *c, struct arena *mem, int64_t after, struct source_list *ret)
{
	struct ctx mine = *c;
	mine.mem = mem;
	struct stmt *q = db_query(&mine, &SQL_SOURCES_AFTER);
	db_bind_int(q, after);
	db_bind_int(q, WALK_STEP);
	if (take_all(&mine, q, ret))
		return true;
	c->err = mine.err;
	for (size_t i = 0; i < ERR_ARGS; i++)
		if (mine.err.args[i].s)
			c->err.args[i] = str_copy(c->mem, mine.err.args[i]);
	return false;
}

bool sources_walk(struct ctx *c, int64_t after, source_fn *each, void *arg)
{
	struct arena *mem = arena_new(0);
	struct source_list list;
	bool ok = true;
	err_clear(c);
	do {
		arena_reset(mem);
		ok = step(c, mem, after, &list);
		for (size_t i = 0; ok && i < list.n; i++) {
			after = list.at[i].id;
			if (!each(c, arg, &list.at[i])) {
				ok = c->err.kind == ERR_NONE;
				list.n = 0;
			}
		}
	} while (ok && list.n == WALK_STEP);
	arena_free(mem);
	return ok;
}
