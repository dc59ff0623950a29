/* Saving a record, taking an earlier version back, withdrawing: never over what another has done. */
#include "edit/edit_int.h"
#include "edit/edit_sql.h"

#include <inttypes.h>
#include <sys/random.h>

enum { NOTE_MAX = 2000 };

/* -- who may ----------------------------------------------------------------------------------- */

bool edit_may_for(struct ctx *c, const struct account *who, int64_t partner)
{
	if (!account_may(who, ROLE_CATALOGUER, who->partner))
		return fail(c, ERR_DENIED, "records are changed by cataloguers only");
	if (!account_may(who, ROLE_CATALOGUER, partner))
		return fail(c, ERR_DENIED, "this record is another library's; take it first");
	return true;
}

bool edit_may(struct ctx *c, const struct account *who, const struct source *s)
{
	if (!edit_may_for(c, who, s->partner))
		return false;
	if (!s->by_hand)
		return fail(c, ERR_DENIED,
			    "a record that a library sent stays as it came; take it first");
	return true;
}

/* -- a version --------------------------------------------------------------------------------- */

/* A number that no other record of ours has: "k-" and an id of random digits. */
static bool fresh_local(struct ctx *c, struct str *ret)
{
	unsigned char bytes[8];
	struct str hex = STR("");
	if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
		return fail(c, ERR_INTERNAL, "the system gives no random numbers");
	for (size_t i = 0; i < sizeof bytes; i++)
		hex = str_print(c->mem, "%.*s%02x", STR_ARGS(hex), bytes[i]);
	*ret = str_print(c->mem, "k-%.*s", STR_ARGS(catalog_id_of(c->mem, hex)));
	return true;
}

/* ISO 8601 without signs and with tenths, as 005 wants it: "20261122093015.0" */
static struct str stamp(struct arena *mem)
{
	struct str t = when_text(mem, when_now());
	return str_print(mem, "%.4s%.2s%.2s%.2s%.2s%.2s.0", t.s, t.s + 5, t.s + 8, t.s + 11,
			 t.s + 14, t.s + 17);
}

static bool has_title(struct ctx *c, const struct marc *m, struct record *ret)
{
	*ret = (struct record){ 0 };
	record_of_marc(c->mem, m, ret);
	if (!str_trim(record_first(ret, RECORD_TITLE)).n)
		return fail(c, ERR_INVALID, "the record has no title");
	return true;
}

/* m as the source's new form: bytes and how they are read again. */
static bool form(struct ctx *c, const struct marc *m, struct source *s, struct record *ret)
{
	struct marc clean;
	struct buf raw;
	buf_init(&raw, c->mem, 0);
	edit_clean(c->mem, m, &clean);
	edit_set_control(c->mem, &clean, "001", s->local);
	edit_set_control(c->mem, &clean, "005", stamp(c->mem));
	if (clean.leader[5] != 'n' && clean.leader[5] != 'c')
		clean.leader[5] = 'c';
	if (!has_title(c, &clean, ret) || !marc_write_iso2709(c, &clean, &raw, NULL))
		return false;
	s->raw = buf_str(&raw);
	s->file = s->at = 0;
	s->length = (int64_t)s->raw.n;
	s->format = STR("iso2709");
	s->dialect = str_of(marc_dialect_name(m->dialect));
	s->encoding = STR("utf-8");
	s->mends = 0;
	s->by_hand = true;
	return true;
}

static bool overtaken(struct ctx *c)
{
	return fail(c, ERR_CONFLICT,
		    "another cataloguer has saved this record since you opened it");
}

/* The row is ours until the transaction ends, and still of that version. */
static bool claim(struct ctx *c, int64_t id, int version)
{
	int64_t changed = 0;
	struct stmt *q = db_query(c, &SQL_EDIT_CLAIM);
	db_bind_int(q, id);
	db_bind_int(q, version);
	if (!db_run(q, &changed))
		return false;
	return changed ? true : overtaken(c);
}

/* Taken from a record of a title: it belongs there, whatever the rules say. */
static bool stay_beside(struct ctx *c, const struct source *s, const struct edit_change *e)
{
	int64_t a = e->beside, b = s->id;
	return !a ||
	       cluster_remember(c, a < b ? a : b, a < b ? b : a, CLUSTER_SAME, s->account, e->note);
}

static bool put(struct ctx *c, struct source *s, const struct record *r,
		const struct edit_change *e)
{
	enum source_change change;
	struct str title;
	if (!source_put(c, s, e->note, &change) || !stay_beside(c, s, e))
		return false;
	return cluster_place(c, s, r, &title) && source_get(c, s->id, s);
}

static bool commit(struct ctx *c, bool ok)
{
	if (ok && db_commit(c))
		return true;
	db_rollback(c);
	return false;
}

/* -- saving ------------------------------------------------------------------------------------ */

static bool begin_new(struct ctx *c, const struct account *who, const struct edit_change *e,
		      struct source *s)
{
	struct source other;
	*s = (struct source){ .partner = e->partner ? e->partner : who->partner };
	if (!edit_may_for(c, who, s->partner))
		return false;
	if (!s->partner)
		return fail(c, ERR_INVALID, "say for which library the record is made");
	if (e->beside && !source_get(c, e->beside, &other))
		return false;
	return fresh_local(c, &s->local);
}

/* *ret_same: there is nothing to save. */
static bool begin_old(struct ctx *c, const struct account *who, const struct edit_change *e,
		      struct source *s, bool *ret_same)
{
	struct marc now;
	if (!source_get(c, e->source, s) || !edit_may(c, who, s))
		return false;
	if (s->version != e->version)
		return overtaken(c);
	if (s->state == SOURCE_LIVE && !edit_marc(c, s, &now))
		return false;
	*ret_same = s->state == SOURCE_LIVE && now.dialect == e->marc->dialect &&
		    edit_same(c->mem, &now, e->marc);
	return true;
}

bool edit_save(struct ctx *c, const struct account *who, const struct edit_change *e,
	       struct source *ret)
{
	struct source s;
	struct record r;
	bool same = false;
	if (e->note.n > NOTE_MAX)
		return fail(c, ERR_LIMIT, "a note on a change is at most 2000 bytes long");
	if (e->source ? !begin_old(c, who, e, &s, &same) : !begin_new(c, who, e, &s))
		return false;
	if (same) {
		*ret = s;
		return true;
	}
	s.account = who->id;
	s.changed = when_now();
	if (!form(c, e->marc, &s, &r) || !db_begin(c))
		return false;
	if (!commit(c, (!e->source || claim(c, e->source, e->version)) && put(c, &s, &r, e)))
		return false;
	*ret = s;
	return true;
}

/* -- undoing ----------------------------------------------------------------------------------- */

static bool find_version(struct ctx *c, int64_t source, int number, struct source_version *ret)
{
	struct source_version_list list;
	if (!source_versions(c, source, &list))
		return false;
	for (size_t i = 0; i < list.n; i++)
		if (list.at[i].number == number) {
			*ret = list.at[i];
			return true;
		}
	return fail(c, ERR_ABSENT, "the record has no version {0}",
		    str_print(c->mem, "%d", number).s);
}

bool edit_take_back(struct ctx *c, const struct account *who, int64_t source, int version,
		    int number, struct source *ret)
{
	struct source_version v;
	struct marc m;
	const char *back = text_say(c->lang ? c->lang : "en", N_("back to version {0}"));
	struct str of = str_print(c->mem, "%d", number);
	if (!find_version(c, source, number, &v) || !edit_version_marc(c, &v, &m))
		return false;
	m.leader[5] = 'c';
	struct edit_change e = { .source = source,
				 .version = version,
				 .marc = &m,
				 .note = err_fill(c->mem, str_of(back), &of, 1) };
	return edit_save(c, who, &e, ret);
}

static bool withdraw(struct ctx *c, struct source *s, struct str why)
{
	enum source_change change;
	return claim(c, s->id, s->version) && source_put(c, s, why, &change) &&
	       source_withdraw(c, s->id, s->account) && cluster_leave(c, s) &&
	       source_get(c, s->id, s);
}

bool edit_withdraw(struct ctx *c, const struct account *who, int64_t source, int version,
		   struct str why, struct source *ret)
{
	struct source s;
	struct marc m;
	struct buf raw;
	if (!source_get(c, source, &s) || !edit_may(c, who, &s) || !edit_marc(c, &s, &m))
		return false;
	if (s.version != version)
		return overtaken(c);
	if (!str_trim(why).n || why.n > NOTE_MAX)
		return fail(c, ERR_INVALID, "say why the record is withdrawn");
	buf_init(&raw, c->mem, 0);
	m.leader[5] = 'd';
	edit_set_control(c->mem, &m, "005", stamp(c->mem));
	if (!marc_write_iso2709(c, &m, &raw, NULL) || !db_begin(c))
		return false;
	s.raw = buf_str(&raw);
	s.length = (int64_t)s.raw.n;
	s.account = who->id;
	s.changed = when_now();
	if (!commit(c, withdraw(c, &s, why)))
		return false;
	*ret = s;
	return true;
}
