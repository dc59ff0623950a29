/* What the staff's pages have in common. */
#include "web/staff.h"
#include "web/address.h"
#include "web/card.h"

struct str staff_when(const struct web_request *r, int64_t when)
{
	if (!when)
		return STR_NONE;
	struct str iso = when_text(r->c->mem, when);
	struct str day = text_date(r->c->mem, r->c->lang, str_upto(iso, 10));
	return str_print(r->c->mem, "%.*s, %.*s", STR_ARGS(day),
			 STR_ARGS(str_upto(str_from(iso, 11), 5)));
}

struct view_choices staff_partners(struct web_request *r, struct str chosen, int64_t *ret)
{
	struct view_choices list = { 0 };
	int64_t id;
	*ret = r->account.partner ? r->account.partner : -1;
	if (r->account.partner || !card_holders(r))
		return list;
	if (str_to_int(chosen, 1, INT64_MAX, &id))
		*ret = id;
	list.at = arena_array_of(r->c->mem, r->partners->n + 1, struct view_choice);
	list.at[list.n++] = (struct view_choice){ STR(""),
						  str_of(text_say(r->c->lang, N_("all libraries"))),
						  *ret < 0 };
	for (size_t i = 0; i < r->partners->n; i++) {
		const struct partner *p = &r->partners->at[i];
		list.at[list.n++] =
			(struct view_choice){ str_print(r->c->mem, "%lld", (long long)p->id),
					      partner_name(p, r->c->lang), *ret == p->id };
	}
	return list;
}

struct str staff_name(struct web_request *r, int64_t account)
{
	struct account a;
	if (account && account_get(r->c, account, &a))
		return a.name;
	err_clear(r->c);
	return STR_NONE;
}

/* -- source records ------------------------------------------------------------------------------ */

/* The record as a cataloguer reads it, line by line; what is no MARC, as it came. */
static struct str whole_of(struct web_request *r, const struct record_item *item)
{
	struct buf b;
	if (!item->marc)
		return text_is_utf8(item->record.raw) ? item->record.raw : STR_NONE;
	buf_init(&b, r->c->mem, 0);
	marc_write_lines(item->marc, &b);
	return buf_str(&b);
}

bool staff_side(struct web_request *r, int64_t source, struct view_side *ret,
		struct record *ret_record)
{
	struct source s;
	struct source_list all = { 0 };
	struct record_item item;
	struct title t = { .name = { "", 0 } };
	if (!source_get(r->c, source, &s) || !source_read(r->c, &s, &item))
		return false;
	if (s.title.n && (!sources_of_title(r->c, s.title, &all) || !title_get(r->c, s.title, &t)))
		err_clear(r->c);
	*ret_record = item.record;
	*ret = (struct view_side){
		.id = s.id,
		.partner = card_holder(r, s.partner),
		.local = s.local.n && s.local.s[0] == '#' ? STR_NONE : s.local,
		.title = t.name,
		.title_href = s.title.n ? address_title(r->c->mem, s.title) : STR_NONE,
		.came = staff_when(r, s.changed),
		.whole = whole_of(r, &item),
		.of_title = (int64_t)all.n,
		.by_hand = s.by_hand,
	};
	return true;
}

struct view_reasons staff_reasons(struct web_request *r, const struct match_result *m)
{
	struct view_reasons list = { arena_array_of(r->c->mem, m->n + 1, struct view_reason), 0 };
	for (; list.n < m->n; list.n++) {
		const struct match_reason *x = &m->reasons[list.n];
		list.at[list.n] = (struct view_reason){ x->what, x->points, x->veto };
	}
	return list;
}

/* -- who decides ----------------------------------------------------------------------------------- */

const char *staff_answer(enum cluster_answer a)
{
	static const char *const answers[] = { N_("no answer"), N_("the same edition"),
					       N_("different editions"), N_("put off") };
	return answers[a];
}

bool staff_may_decide(struct web_request *r, const int64_t *sources, size_t n)
{
	struct source s;
	if (!r->account.partner)
		return account_may(&r->account, ROLE_CATALOGUER, 0);
	for (size_t i = 0; i < n; i++)
		if (source_get(r->c, sources[i], &s) &&
		    account_may(&r->account, ROLE_CATALOGUER, s.partner))
			return true;
	err_clear(r->c);
	return false;
}

/* "Title — partner" of a source record, for a line. */
static struct str line_of(struct web_request *r, int64_t source)
{
	struct source s;
	struct title t;
	if (!source_get(r->c, source, &s) || !s.title.n || !title_get(r->c, s.title, &t)) {
		err_clear(r->c);
		return str_print(r->c->mem, "%lld", (long long)source);
	}
	struct str holder = card_holder(r, s.partner);
	return str_print(r->c->mem, "%.*s — %.*s", STR_ARGS(t.name), STR_ARGS(holder));
}

bool staff_answered(struct web_request *r, int64_t partner, int n, struct view_answereds *ret)
{
	struct cluster_pair_list pairs;
	if (!cluster_answered(r->c, partner, n, &pairs))
		return false;
	ret->at = arena_array_of(r->c->mem, pairs.n + 1, struct view_answered);
	for (ret->n = 0; ret->n < pairs.n; ret->n++) {
		const struct cluster_pair *p = &pairs.at[ret->n];
		ret->at[ret->n] = (struct view_answered){
			.href = str_print(r->c->mem, "/staff/queue/%lld/%lld", (long long)p->a,
					  (long long)p->b),
			.a = line_of(r, p->a),
			.b = line_of(r, p->b),
			.who = staff_name(r, p->account),
			.when = staff_when(r, p->at),
			.answer = staff_answer(p->answer),
			.why = p->why,
		};
	}
	return true;
}
