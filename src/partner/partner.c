/* The libraries that deposit. */
#include "partner/partner.h"
#include "partner/partner_sql.h"

#include <inttypes.h>

enum {
	NAMES = 4,
	CODE_LEAST = 2,
	CODE_MOST = 32,
	TEXT_MOST = 500,
	STANDING_MOST = 100,
	COLUMNS_MOST = 4000
};

/* Check */

static bool code_valid(struct str code)
{
	if (code.n < CODE_LEAST || code.n > CODE_MOST)
		return false;
	for (size_t i = 0; i < code.n; i++) {
		char c = code.s[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
			return false;
	}
	return true;
}

static bool country_valid(struct str country)
{
	bool two = country.n == 2 && country.s[0] >= 'A' && country.s[0] <= 'Z' &&
		   country.s[1] >= 'A' && country.s[1] <= 'Z';
	return two || country.n == 0;
}

/* An address that a page may lead to, with one place for the number. */
static bool catalogue_valid(struct str s)
{
	size_t at = str_find(s, STR("{id}"));
	bool web = str_starts(s, "https://") || str_starts(s, "http://");
	for (size_t i = 0; i < s.n; i++)
		web = web && (unsigned char)s.s[i] > ' ' && s.s[i] != '"' && s.s[i] != '<';
	return s.n == 0 || (web && at < s.n);
}

static bool check_reading(struct ctx *c, const struct partner *p)
{
	if (!catalogue_valid(p->catalogue))
		return fail(c, ERR_INVALID,
			    "the address of a partner's catalogue begins with http:// or https:// "
			    "and holds {id} where a record's number goes");
	if (p->standing < 0 || p->standing > STANDING_MOST)
		return fail(c, ERR_INVALID, "a partner's standing is 0 to 100");
	if (p->sigla.n > TEXT_MOST || p->catalogue.n > TEXT_MOST || p->dialect.n > CODE_MOST ||
	    p->encoding.n > CODE_MOST || p->columns.n > COLUMNS_MOST)
		return fail(c, ERR_LIMIT, "what is said of the records of partner {0} is too long",
			    str_z(c->mem, p->code));
	return true;
}

static bool check(struct ctx *c, const struct partner *p)
{
	if (!code_valid(p->code))
		return fail(c, ERR_INVALID,
			    "a partner's code is 2 to 32 characters of a-z, 0-9 and -");
	if (!country_valid(p->country))
		return fail(c, ERR_INVALID, "a partner's country is two capital letters, as in KZ");
	size_t longest = p->place.n, names = 0;
	for (size_t i = 0; i < NAMES; i++) {
		names += p->name[i].n > 0;
		longest = p->name[i].n > longest ? p->name[i].n : longest;
	}
	if (!names)
		return fail(c, ERR_INVALID, "partner {0} has no name in any language",
			    str_z(c->mem, p->code));
	if (longest > TEXT_MOST)
		return fail(c, ERR_LIMIT, "a name or place of partner {0} is over 500 bytes long",
			    str_z(c->mem, p->code));
	return check_reading(c, p);
}

/* Look up */

static struct partner partner_of(struct stmt *q)
{
	return (struct partner){
		.id = db_int(q, 0),
		.code = db_text(q, 1),
		.name = { db_text(q, 2), db_text(q, 3), db_text(q, 4), db_text(q, 5) },
		.country = db_text(q, 6),
		.place = db_text(q, 7),
		.sigla = db_text(q, 8),
		.catalogue = db_text(q, 9),
		.standing = (int)db_int(q, 10),
		.dialect = db_text(q, 11),
		.encoding = db_text(q, 12),
		.columns = db_text(q, 13),
	};
}

/* The one partner that q finds; `asked` names it where it is absent. */
static bool one(struct ctx *c, struct stmt *q, const char *asked, struct partner *ret)
{
	if (!db_one(q)) {
		if (c->err.kind == ERR_ABSENT)
			fail(c, ERR_ABSENT, "there is no partner {0}", asked);
		return false;
	}
	struct partner p = partner_of(q);
	if (!db_done(q))
		return false;
	*ret = p;
	return true;
}

bool partner_get(struct ctx *c, int64_t id, struct partner *ret)
{
	struct stmt *q = db_query(c, &SQL_PARTNER_GET);
	db_bind_int(q, id);
	return one(c, q, str_print(c->mem, "%" PRId64, id).s, ret);
}

bool partner_by_code(struct ctx *c, struct str code, struct partner *ret)
{
	/* What cannot be a code is not asked: it may hold anything. */
	if (!code_valid(code))
		return fail(c, ERR_ABSENT, "there is no partner {0}", str_z(c->mem, code));
	struct stmt *q = db_query(c, &SQL_PARTNER_BY_CODE);
	db_bind_text(q, code);
	return one(c, q, str_z(c->mem, code), ret);
}

bool partners(struct ctx *c, struct partner_list *ret)
{
	struct partner_list list = { NULL, 0 };
	size_t cap = 0;
	struct stmt *q = db_query(c, &SQL_PARTNERS);
	while (db_row(q)) {
		if (list.n == cap) {
			size_t more = cap ? cap * 2 : 16;
			list.at = arena_grow(c->mem, list.at, cap * sizeof *list.at,
					     more * sizeof *list.at);
			cap = more;
		}
		list.at[list.n++] = partner_of(q);
	}
	if (!db_done(q))
		return false;
	*ret = list;
	return true;
}

struct str partner_name(const struct partner *p, const char *lang)
{
	for (size_t i = 0; i < NAMES; i++)
		if (p->name[i].n && lang && !strcmp(text_languages[i], lang))
			return p->name[i];
	for (size_t i = 0; i < NAMES; i++)
		if (p->name[i].n)
			return p->name[i];
	return p->code;
}

struct str partner_record_address(struct arena *mem, const struct partner *p, struct str number)
{
	struct buf b;
	size_t at = str_find(p->catalogue, STR("{id}"));
	if (at == p->catalogue.n || number.n == 0)
		return STR("");
	buf_init(&b, mem, 0);
	buf_add(&b, str_upto(p->catalogue, at));
	for (size_t i = 0; i < number.n; i++) { /* RFC 3986, 2.3: unreserved as they are */
		unsigned char ch = (unsigned char)number.s[i];
		bool plain = (ch >= '0' && ch <= '9') || (ch >= 'a' && ch <= 'z') ||
			     (ch >= 'A' && ch <= 'Z') || strchr("-._~", ch);
		buf_print(&b, plain && ch ? "%c" : "%%%02X", ch);
	}
	buf_add(&b, str_from(p->catalogue, at + 4));
	return buf_str(&b);
}

/* Change */

/* Absent texts are kept as '' so that no reader meets NULL. */
static void bind_text(struct stmt *q, struct str s)
{
	db_bind_text(q, s.s ? s : STR(""));
}

static void bind_partner(struct stmt *q, const struct partner *p)
{
	for (size_t i = 0; i < NAMES; i++)
		bind_text(q, p->name[i]);
	bind_text(q, p->country);
	bind_text(q, p->place);
	bind_text(q, p->sigla);
	bind_text(q, p->catalogue);
	db_bind_int(q, p->standing);
	bind_text(q, p->dialect);
	bind_text(q, p->encoding);
	bind_text(q, p->columns);
}

bool partner_add(struct ctx *c, const struct partner *p, int64_t *ret_id)
{
	if (!check(c, p))
		return false;
	struct stmt *q = db_query(c, &SQL_PARTNER_ADD);
	db_bind_text(q, p->code);
	bind_partner(q, p);
	if (!db_one(q)) {
		if (c->err.kind == ERR_ABSENT)
			fail(c, ERR_CONFLICT, "there is a partner {0} already",
			     str_z(c->mem, p->code));
		return false;
	}
	int64_t id = db_int(q, 0);
	if (!db_done(q))
		return false;
	if (ret_id)
		*ret_id = id;
	return true;
}

bool partner_set(struct ctx *c, const struct partner *p)
{
	if (!check(c, p))
		return false;
	int64_t n;
	struct stmt *q = db_query(c, &SQL_PARTNER_SET);
	bind_partner(q, p);
	db_bind_int(q, p->id);
	if (!db_run(q, &n))
		return false;
	return n == 1 || fail(c, ERR_ABSENT, "there is no partner {0}", str_z(c->mem, p->code));
}
