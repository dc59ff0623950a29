/*
 * import - authority files of others: MARC 21 (100-151, 4XX, 880) and UNIMARC or RUSMARC (200-250,
 * 4XX, 7XX).
 *
 * By "MARC 21 Format for Authority Data" (Library of Congress) and "UNIMARC Manual: Authorities
 * Format" (IFLA). What is imported is fact: building collects titles' names under it and never
 * changes it. Headings of works (130, 230) are no names and are passed over.
 */
#include "authority/authority_int.h"
#include "authority/authority_sql.h"
#include "marc/marc.h"
#include "store/store.h"

#include <unistd.h>

enum { STEP = 500, FORM_MOST = 400 };

/* No field of MARC 21: keywords of the International Institute of Social History, $b in English. */
#define OWN "103"

struct heading_rule {
	const char *tag; /* of the heading; 4XX and UNIMARC's 7XX follow from it */
	enum authority_kind kind;
	const char *name, *more; /* subfields: the name; what is joined by " -- " */
	const char *between;     /* of the name's subfields */
	char dates;
};
static const struct heading_rule marc21[] = {
	{ "100", AUTHORITY_PERSON, "abc", "", " ", 'd' },
	{ "110", AUTHORITY_BODY, "ab", "", ". ", 0 },
	{ "111", AUTHORITY_BODY, "andc", "", ". ", 0 },
	{ "148", AUTHORITY_SUBJECT, "a", "xyzv", " ", 0 },
	{ "150", AUTHORITY_SUBJECT, "ab", "xyzv", " ", 0 },
	{ "151", AUTHORITY_PLACE, "a", "xyzv", " ", 0 },
	{ "155", AUTHORITY_SUBJECT, "a", "xyzv", " ", 0 },
	{ OWN, AUTHORITY_SUBJECT, "a", "", " ", 0 },
};
static const struct heading_rule unimarc[] = {
	{ "200", AUTHORITY_PERSON, "a", "", " ", 'f' }, /* and $g, $b: see person_name */
	{ "210", AUTHORITY_BODY, "ab", "", ". ", 0 },
	{ "215", AUTHORITY_PLACE, "a", "xyz", " ", 0 },
	{ "250", AUTHORITY_SUBJECT, "a", "xyz", " ", 0 },
	{ "260", AUTHORITY_PLACE, "d", "", " ", 0 },
	{ "280", AUTHORITY_SUBJECT, "a", "xyz", " ", 0 },
};

/* What a heading ends with by ISBD and is no part of it. */
static struct str without_stops(struct str s)
{
	s = str_trim(s);
	while (s.n && strchr(",:;/", s.s[s.n - 1]))
		s = str_trim(str_upto(s, s.n - 1));
	return s;
}

static void add_part(struct buf *to, const char *between, struct str part)
{
	part = without_stops(part);
	if (part.n == 0)
		return;
	if (to->n)
		buf_add_z(to, between);
	buf_add(to, part);
}

static struct str name_of(struct arena *mem, const struct heading_rule *r,
			  const struct marc_field *f)
{
	struct buf name;
	buf_init(&name, mem, 0);
	for (size_t i = 0; i < f->n; i++)
		if (f->subs[i].code && strchr(r->name, f->subs[i].code))
			add_part(&name, r->between, f->subs[i].value);
	if (strcmp(r->tag, "200") == 0) { /* the forename written out before its initials */
		struct str fore = marc_sub(f, 'g').n ? marc_sub(f, 'g') : marc_sub(f, 'b');
		add_part(&name, ", ", fore);
	}
	for (size_t i = 0; i < f->n; i++)
		if (f->subs[i].code && *r->more && strchr(r->more, f->subs[i].code))
			add_part(&name, " -- ", f->subs[i].value);
	struct str text = text_nfc(mem, buf_str(&name));
	return text.n <= FORM_MOST ? text : STR_NONE;
}

static struct str dates_of(const struct heading_rule *r, const struct marc_field *f)
{
	struct str dates = r->dates ? without_stops(marc_sub(f, r->dates)) : STR_NONE;
	return dates.n <= 100 ? dates : STR_NONE;
}

/* A field's tag as its heading's: 400 and 700 (and 880 that says so) are forms of 100 or 200. */
static bool is_form(const struct heading_rule *r, bool is_unimarc, const struct marc_field *f)
{
	struct str linked = marc_sub(f, '6');
	if (strcmp(f->tag, "880") == 0)
		return linked.n > 3 && (linked.s[0] == '1' || linked.s[0] == '4') &&
		       memcmp(linked.s + 1, r->tag + 1, 2) == 0;
	bool see = f->tag[0] == '4' || (is_unimarc && f->tag[0] == '7');
	return see && strcmp(f->tag + 1, r->tag + 1) == 0;
}

static const struct marc_field *find_heading(const struct marc *m, const struct heading_rule *rules,
					     size_t n, const struct heading_rule **ret)
{
	for (size_t i = 0; i < n; i++) {
		const struct marc_field *f = marc_field(m, rules[i].tag);
		if (!f || f->n == 0)
			continue;
		*ret = &rules[i];
		return f;
	}
	return NULL;
}

static bool put_form(struct ctx *c, struct str id, enum authority_kind kind, struct str name,
		     struct str dates, bool preferred)
{
	struct stmt *q = db_query(c, &SQL_AUTHORITY_FORM_PUT);
	db_bind_text(q, id);
	db_bind_int(q, kind);
	db_bind_text(q, name);
	db_bind_text(q, dates.n ? dates : STR(""));
	db_bind_text(q, form_sorted(c->mem, name));
	db_bind_text(q, STR(""));
	db_bind_int(q, preferred);
	db_bind_int(q, 1);
	return db_run(q, NULL);
}

static bool put(struct ctx *c, struct str id, const struct heading_rule *r, struct str name,
		struct str dates, struct str note, struct str raw)
{
	struct stmt *q = db_query(c, &SQL_AUTHORITY_FORMS_REMOVE);
	db_bind_text(q, id);
	if (!db_run(q, NULL))
		return false;
	q = db_query(c, &SQL_AUTHORITY_IMPORT);
	db_bind_text(q, id);
	db_bind_int(q, r->kind);
	db_bind_text(q, name);
	db_bind_text(q, dates.n ? dates : STR(""));
	db_bind_text(q, note.n ? note : STR(""));
	db_bind_blob(q, raw);
	return db_run(q, NULL) && put_form(c, id, r->kind, name, dates, true);
}

/* By whose it is and its number there, so that the same record again is the same authority. */
static struct str id_of(struct arena *mem, const struct marc *m, struct str name)
{
	struct str whose = marc_value(m, "003", 0), number = marc_value(m, "001", 0);
	return catalog_id_of(
		mem, store_digest(mem, str_print(mem, "authority file\n%.*s\n%.*s", STR_ARGS(whose),
						 STR_ARGS(number.n ? number : name))));
}

static bool take(struct ctx *c, const struct marc_item *item, bool *ret_taken)
{
	const struct marc *m = &item->marc;
	const struct heading_rule *r = NULL;
	const struct marc_field *f = find_heading(m, unimarc, COUNT_OF(unimarc), &r);
	bool is_unimarc = f != NULL;
	*ret_taken = false;
	if (!f)
		f = find_heading(m, marc21, COUNT_OF(marc21), &r);
	struct str name = f ? name_of(c->mem, r, f) : STR_NONE;
	if (name.n == 0)
		return true;
	struct str id = id_of(c->mem, m, name), dates = dates_of(r, f);
	*ret_taken = true;
	if (m->leader[5] == 'd')
		return authority_give_up(c, id, STR_NONE);
	struct str note = is_unimarc ? marc_value(m, "340", 'a') : marc_value(m, "678", 'a');
	if (!put(c, id, r, name, dates, note, item->raw))
		return false;
	struct str english = strcmp(r->tag, OWN) == 0 ? without_stops(marc_sub(f, 'b')) : STR_NONE;
	if (english.n && english.n <= FORM_MOST &&
	    !put_form(c, id, r->kind, english, STR_NONE, false))
		return false;
	for (size_t i = 0; i < m->n; i++) {
		const struct marc_field *form = &m->fields[i];
		struct str other = is_form(r, is_unimarc, form) ? name_of(c->mem, r, form)
								: STR_NONE;
		if (other.n && !put_form(c, id, r->kind, other, dates_of(r, form), false))
			return false;
	}
	return true;
}

static bool import(struct ctx *c, struct marc_reader *reader, int64_t *ret_read, int64_t *ret_taken)
{
	struct ctx own = *c;
	int64_t n = 0, taken = 0;
	bool ok = true, there = true, took;
	own.mem = arena_new(0);
	while (ok) {
		struct marc_item item;
		arena_reset(own.mem);
		ok = marc_next(&own, reader, own.mem, &item, &there);
		if (!ok || !there)
			break;
		ok = n++ % STEP || ((n == 1 || db_commit(&own)) && db_begin(&own));
		took = false;
		ok = ok && (item.reason || take(&own, &item, &took));
		taken += took;
	}
	ok = ok && (n == 0 || db_commit(&own));
	if (!ok) {
		db_rollback(&own);
		c->err = own.err;
		for (size_t i = 0; i < ERR_ARGS; i++)
			c->err.args[i] = str_copy(c->mem, own.err.args[i]);
	}
	arena_free(own.mem);
	*ret_read = n;
	*ret_taken = taken;
	return ok;
}

bool authority_import(struct ctx *c, int fd, int64_t *ret_read, int64_t *ret_taken)
{
	int lock;
	struct marc_reader *reader;
	const struct marc_options any = { .container = -1 };
	if (!marc_open(c, fd, 0, &any, &reader) || !authority_lock(c, &lock))
		return false;
	bool ok = import(c, reader, ret_read, ret_taken);
	close(lock);
	return ok;
}
