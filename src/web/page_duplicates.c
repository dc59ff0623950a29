/* Titles of several records: why they are together; splitting and joining by hand. */
#include "web/address.h"
#include "web/card.h"
#include "web/pages.h"
#include "web/sign.h"
#include "web/staff.h"
#include "index/index.h"
#include "page_duplicate.html.h"
#include "page_duplicates.html.h"

enum { LISTED = 50, FOUND = 30, TIES = 100 };

/* -- the list --------------------------------------------------------------------------------------- */

static int64_t words_in(struct str s)
{
	int64_t n = 0;
	struct str word;
	while (str_next(&s, ' ', &word))
		n += word.n > 0;
	return n;
}

static bool add_titles(struct web_request *r, const struct str *ids, const int64_t *records,
		       size_t n, struct view_twins *ret)
{
	struct title_listed *listed = arena_array_of(r->c->mem, n + 1, struct title_listed);
	ret->at = arena_array_of(r->c->mem, n + 1, struct view_twin);
	if (!titles_listed(r->c, ids, n, listed))
		return false;
	for (size_t i = 0; i < n; i++) {
		const struct title *t = &listed[i].title;
		struct source_list all = { 0 };
		if (!t->id.n)
			continue;
		if (!records && !sources_of_title(r->c, t->id, &all))
			return false;
		ret->at[ret->n++] = (struct view_twin){
			.href = str_print(r->c->mem, "/staff/duplicates/%.*s", STR_ARGS(t->id)),
			.name = t->name,
			.by = t->creator,
			.year = t->year ? str_print(r->c->mem, "%d", t->year) : STR_NONE,
			.records = records ? records[i] : (int64_t)all.n,
			.holders = words_in(t->holders),
		};
	}
	return true;
}

static bool find_titles(struct web_request *r, struct str query, struct view_twins *ret)
{
	struct index_query q = { .text = query, .lang = r->c->lang, .n = FOUND };
	struct index_result found;
	if (!index_search(r->c, &q, &found))
		return false;
	struct str *ids = arena_array_of(r->c->mem, found.n_hits + 1, struct str);
	for (size_t i = 0; i < found.n_hits; i++)
		ids[i] = found.hits[i].title;
	return add_titles(r, ids, NULL, found.n_hits, ret);
}

static bool show_list(struct web_request *r)
{
	struct view_duplicates v = { .query = str_trim(web_text(r, "words")) };
	struct str *ids;
	int64_t *records;
	size_t n;
	v.asked = v.query.n > 0;
	if (v.asked) {
		if (!find_titles(r, v.query, &v.titles))
			return false;
	} else if (!cluster_several(r->c, LISTED, &ids, &records, &n) ||
		   !add_titles(r, ids, records, n, &v.titles)) {
		return false;
	}
	return WEB_SHOW(r, page_duplicates, &v, NULL);
}

const struct web_page page_duplicates = {
	.path = "/staff/duplicates",
	.role = ROLE_CATALOGUER,
	.params = { { "words", PARAM_TEXT } },
	.show = show_list,
	.help = N_("Titles of several source records."),
};

/* -- one title -------------------------------------------------------------------------------------- */

static struct str imprint_of(struct web_request *r, const struct record *x)
{
	static const enum record_field fields[] = { RECORD_CREATOR,   RECORD_PART,
						    RECORD_EDITION,   RECORD_PLACE,
						    RECORD_PUBLISHER, RECORD_DATE,
						    RECORD_EXTENT,    RECORD_ISBN };
	struct buf b;
	buf_init(&b, r->c->mem, 0);
	for (size_t i = 0; i < COUNT_OF(fields); i++) {
		struct str value = record_first(x, fields[i]);
		if (!value.n)
			continue;
		buf_add_z(&b, b.n ? " · " : "");
		buf_add(&b, value);
	}
	return buf_str(&b);
}

static bool fill_parts(struct web_request *r, const struct source_list *all,
		       struct view_duplicate *v)
{
	int64_t *ids = arena_array_of(r->c->mem, all->n + 1, int64_t);
	v->parts.at = arena_array_of(r->c->mem, all->n + 1, struct view_part);
	for (size_t i = 0; i < all->n; i++) {
		struct view_part *to = &v->parts.at[v->parts.n++];
		struct record x;
		ids[i] = all->at[i].id;
		if (!staff_side(r, ids[i], &to->side, &x))
			return false;
		to->name = record_first(&x, RECORD_TITLE);
		to->imprint = imprint_of(r, &x);
	}
	v->several = all->n > 1;
	v->may = staff_may_decide(r, ids, all->n);
	for (size_t i = 0; i < v->parts.n; i++)
		v->parts.at[i].may = v->may && v->several;
	return true;
}

static bool fill_ties(struct web_request *r, struct str id, struct view_ties *ret)
{
	struct cluster_pair_list pairs;
	if (!cluster_reasons(r->c, id, &pairs))
		return false;
	ret->at = arena_array_of(r->c->mem, pairs.n + 1, struct view_tie);
	for (ret->n = 0; ret->n < pairs.n && ret->n < TIES; ret->n++) {
		const struct cluster_pair *p = &pairs.at[ret->n];
		ret->at[ret->n] = (struct view_tie){
			.a = p->a,
			.b = p->b,
			.href = str_print(r->c->mem, "/staff/queue/%lld/%lld", (long long)p->a,
					  (long long)p->b),
			.score = p->result.score,
			.reasons = staff_reasons(r, &p->result),
			.why = p->why,
		};
		if (p->answer == CLUSTER_ASKED)
			continue;
		ret->at[ret->n].answer = staff_answer(p->answer);
		ret->at[ret->n].who = staff_name(r, p->account);
		ret->at[ret->n].when = staff_when(r, p->at);
	}
	return true;
}

static bool show_title(struct web_request *r, struct str id, struct str said)
{
	struct title t;
	struct source_list all;
	struct str now;
	if (!cluster_moved(r->c, id, &now))
		return false;
	if (!title_get(r->c, now, &t) || !card_holders(r) || !sources_of_title(r->c, now, &all))
		return false;
	struct view_duplicate v = {
		.id = t.id,
		.name = t.name,
		.href = address_title(r->c->mem, t.id),
		.said = said,
	};
	if (!fill_parts(r, &all, &v) || !fill_ties(r, t.id, &v.ties))
		return false;
	return WEB_SHOW(r, page_duplicate, &v, NULL);
}

static bool show(struct web_request *r)
{
	return show_title(r, web_text(r, "id"), STR_NONE);
}

const struct web_page page_duplicate = {
	.path = "/staff/duplicates/{id}",
	.role = ROLE_CATALOGUER,
	.params = { { "id", PARAM_ID } },
	.show = show,
	.help = N_("The records of one title, and why they are together."),
};

/* -- splitting and joining -------------------------------------------------------------------------- */

static bool may_change(struct web_request *r, struct str title)
{
	struct source_list all;
	if (!sources_of_title(r->c, title, &all))
		return false;
	int64_t *ids = arena_array_of(r->c->mem, all.n + 1, int64_t);
	for (size_t i = 0; i < all.n; i++)
		ids[i] = all.at[i].id;
	return staff_may_decide(r, ids, all.n) ||
	       fail(r->c, ERR_DENIED, "none of these records is your library's");
}

/* An id, or an address that ends with one. */
static bool title_named(struct web_request *r, struct str given, struct str *ret)
{
	struct str part, last = STR_NONE;
	given = str_trim(given);
	given = str_upto(given, str_find_byte(given, '?'));
	while (str_next(&given, '/', &part))
		last = part.n ? part : last;
	if (!catalog_id_valid(last))
		return fail(r->c, ERR_INVALID,
			    "this is neither a title's identifier nor its address");
	return cluster_moved(r->c, last, ret);
}

static bool split(struct web_request *r, struct str title, struct str why)
{
	struct source s;
	int64_t source = web_number(r, "source", 0);
	if (!source_get(r->c, source, &s))
		return false;
	if (!str_same(s.title, title))
		return fail(r->c, ERR_CONFLICT, "this record stands in another title by now");
	return cluster_split(r->c, source, r->account.id, why);
}

static bool join(struct web_request *r, struct str title, struct str why)
{
	struct str other;
	return title_named(r, web_text(r, "other"), &other) &&
	       cluster_join(r->c, title, other, r->account.id, why);
}

static bool take(struct web_request *r)
{
	struct str id, why = web_text(r, "why");
	bool joins = str_is(web_text(r, "do"), "join");
	why = why.s ? why : STR("");
	if (!cluster_moved(r->c, web_text(r, "id"), &id) || !may_change(r, id))
		return false;
	if (joins ? join(r, id, why) : split(r, id, why))
		return web_see_other(r,
				     str_print(r->c->mem, "/staff/duplicates/%.*s", STR_ARGS(id)),
				     joins ? "joined" : "split");
	enum err_kind k = r->c->err.kind;
	if (k != ERR_CONFLICT && k != ERR_INVALID && k != ERR_ABSENT)
		return false;
	struct str said = text_say_err(r->c->mem, r->c->lang, &r->c->err);
	r->reply.status = web_status(k);
	err_clear(r->c);
	return show_title(r, id, said);
}

const struct web_page page_duplicate_change = {
	.path = "/staff/duplicates/{id}",
	.method = WEB_POST,
	.role = ROLE_CATALOGUER,
	.params = { { "id", PARAM_ID },
		    { "do", PARAM_TEXT },
		    { "source", PARAM_NUMBER },
		    { "other", PARAM_TEXT },
		    { "why", PARAM_TEXT } },
	.show = take,
	.help = N_("Splits a record out of its title, or joins two titles."),
};
