/* The queue: pairs between the sure yes and the sure no, one after another; one answer each. */
#include "web/card.h"
#include "web/pages.h"
#include "web/staff.h"
#include "page_queue.html.h"

enum { QUEUE_MOST = 200, ANSWERED = 8 };

static struct str queue_href(struct web_request *r, const struct view_queue *v, int64_t at)
{
	return str_print(r->c->mem, "/staff/queue?at=%lld%s%.*s", (long long)at,
			 v->partner.n ? "&partner=" : "", STR_ARGS(v->partner));
}

/* The partner of the filter, as the form gave it: a number or nothing. */
static struct str filter_of(const struct web_request *r)
{
	int64_t id;
	struct str given = web_text(r, "partner");
	return given.s && str_to_int(given, 1, INT64_MAX, &id) ? given : STR_NONE;
}

static bool fill_pair(struct web_request *r, const struct cluster_pair *p, struct view_queue *v)
{
	struct record a, b;
	int64_t both[2] = { p->a, p->b };
	if (!staff_side(r, p->a, &v->a, &a) || !staff_side(r, p->b, &v->b, &b))
		return false;
	v->some = true;
	v->may = staff_may_decide(r, both, 2);
	v->score = p->result.score;
	v->put_off = p->answer == CLUSTER_LATER;
	v->reasons = staff_reasons(r, &p->result);
	v->fields = compare_records(r, &a, &b);
	return true;
}

static bool show_next(struct web_request *r, struct view_queue *v)
{
	struct cluster_pair_list pairs;
	int64_t partner;
	v->partners = staff_partners(r, v->partner, &partner);
	if (!card_holders(r) || !cluster_queue_count(r->c, &v->waiting) ||
	    !cluster_queue(r->c, partner, QUEUE_MOST, &pairs) ||
	    !staff_answered(r, partner, ANSWERED, &v->answered))
		return false;
	v->shown = (int64_t)pairs.n;
	if (v->at >= v->shown)
		v->at = v->shown ? v->shown - 1 : 0;
	v->number = v->at + 1;
	v->self = queue_href(r, v, v->at);
	if (v->at > 0)
		v->previous = queue_href(r, v, v->at - 1);
	if (v->at + 1 < v->shown)
		v->next = queue_href(r, v, v->at + 1);
	if (pairs.n && !fill_pair(r, &pairs.at[v->at], v))
		return false;
	return WEB_SHOW(r, page_queue, v, NULL);
}

static bool show(struct web_request *r)
{
	struct view_queue v = { .at = web_number(r, "at", 0),
				.partner = filter_of(r),
				.last_a = web_number(r, "last_a", 0),
				.last_b = web_number(r, "last_b", 0) };
	return show_next(r, &v);
}

const struct web_page page_queue = {
	.path = "/staff/queue",
	.role = ROLE_CATALOGUER,
	.params = { { "at", PARAM_NUMBER },
		    { "partner", PARAM_TEXT },
		    { "last_a", PARAM_NUMBER },
		    { "last_b", PARAM_NUMBER } },
	.show = show,
	.help = N_("Pairs of records that wait for a person: are they one edition?"),
};

/* One pair by itself, whatever was answered: from the list of answers. */
static bool show_pair(struct web_request *r)
{
	struct cluster_pair p;
	struct view_queue v = { 0 };
	if (!card_holders(r) || !cluster_queue_count(r->c, &v.waiting) ||
	    !cluster_pair_get(r->c, web_number(r, "a", 0), web_number(r, "b", 0), &p) ||
	    !fill_pair(r, &p, &v) || !staff_answered(r, -1, ANSWERED, &v.answered))
		return false;
	if (p.answer != CLUSTER_ASKED) {
		v.last_a = p.a;
		v.last_b = p.b;
	}
	v.self = STR("/staff/queue");
	return WEB_SHOW(r, page_queue, &v, NULL);
}

const struct web_page page_queue_pair = {
	.path = "/staff/queue/{a}/{b}",
	.role = ROLE_CATALOGUER,
	.params = { { "a", PARAM_NUMBER }, { "b", PARAM_NUMBER } },
	.show = show_pair,
	.help = N_("One pair of records and what was answered."),
};

/* -- answers --------------------------------------------------------------------------------------- */

static const struct {
	const char *word;
	enum cluster_answer answer;
	const char *told;
} answers[] = {
	{ "same", CLUSTER_SAME, "same" },
	{ "other", CLUSTER_OTHER, "other" },
	{ "later", CLUSTER_LATER, "later" },
	{ "undo", CLUSTER_ASKED, "undone" },
};

/* Refused for what was decided before: said above the very pair. */
static bool conflict(struct web_request *r)
{
	struct view_queue v = { .at = web_number(r, "at", 0), .partner = filter_of(r) };
	if (r->c->err.kind != ERR_CONFLICT)
		return false;
	v.said = text_say_err(r->c->mem, r->c->lang, &r->c->err);
	r->reply.status = 409;
	err_clear(r->c);
	return show_next(r, &v);
}

static bool done(struct web_request *r, int64_t a, int64_t b, size_t which)
{
	struct view_queue v = { .partner = filter_of(r) };
	bool undo = answers[which].answer == CLUSTER_ASKED;
	struct str to = queue_href(r, &v, web_number(r, "at", 0));
	if (!undo)
		to = str_print(r->c->mem, "%.*s&last_a=%lld&last_b=%lld", STR_ARGS(to),
			       (long long)a, (long long)b);
	return web_see_other(r, to, answers[which].told);
}

static bool take(struct web_request *r)
{
	int64_t a = web_number(r, "a", 0), b = web_number(r, "b", 0), both[2] = { a, b };
	struct str word = web_text(r, "answer"), why = web_text(r, "why");
	size_t i = 0;
	while (i < COUNT_OF(answers) && !str_is(word, answers[i].word))
		i++;
	if (i == COUNT_OF(answers) || !a || !b)
		return fail(r->c, ERR_INVALID, "the form is not complete");
	if (!staff_may_decide(r, both, 2))
		return fail(r->c, ERR_DENIED, "neither of the two records is your library's");
	if (!cluster_answer(r->c, a, b, answers[i].answer, r->account.id, why.s ? why : STR("")))
		return conflict(r);
	return done(r, a, b, i);
}

const struct web_page page_queue_answer = {
	.path = "/staff/queue",
	.method = WEB_POST,
	.role = ROLE_CATALOGUER,
	.params = { { "a", PARAM_NUMBER },
		    { "b", PARAM_NUMBER },
		    { "answer", PARAM_TEXT },
		    { "why", PARAM_TEXT },
		    { "at", PARAM_NUMBER },
		    { "partner", PARAM_TEXT } },
	.show = take,
	.help = N_("Takes an answer to a pair of records, or takes one back."),
};
