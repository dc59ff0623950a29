/*
 * ask - a query of the engine made of a reader's words.
 *
 * A word's ways stand on a ladder: what was typed, then that with the inflected forms, then all of
 * these with other spellings, and so on, each rung a synonym weighed as one word. A title that has
 * the word as typed stands on every rung; one that has it only as recognition misread it, on the
 * last alone. So closer ways weigh more however often a farther one occurs, and a rare form gains
 * nothing from being rare.
 */
#include "index/index_int.h"

const double way_worth[WAYS] = {
	[WAY_TYPED] = 1,    [WAY_INFLECTED] = 0.45, [WAY_SPELT] = 0.2,
	[WAY_NAMED] = 0.12, [WAY_KINDRED] = 0.06,   [WAY_MISREAD] = 0.04,
};
/* A title's or an author's name beside the text: a question is answered by texts. A word that need
 * not be there. */
static const double WEIGHT_FIELD = 1.5, WEIGHT_FIELD_ANY = 0.3, WEIGHT_LIGHT = 0.05;
enum { NAME_TERMS = 4 }; /* of a word, looked for in names */

static struct fts_query *node(struct ctx *c, enum fts_op op, size_t room)
{
	struct fts_query *q = arena_new_of(c->mem, struct fts_query);
	q->op = op;
	q->kids = arena_array_of(c->mem, room + 1, const struct fts_query *);
	return q;
}

static void add_kid(struct fts_query *q, const struct fts_query *kid)
{
	q->kids[q->n++] = kid;
}

static struct fts_query *term_node(struct ctx *c, struct str term)
{
	struct fts_query *q = node(c, FTS_TERM, 0);
	q->text = term;
	return q;
}

static struct fts_query *scaled(struct ctx *c, struct fts_query *kid, double scale)
{
	struct fts_query *q = node(c, FTS_SCALE, 1);
	q->scale = scale;
	add_kid(q, kid);
	return q;
}

static struct fts_query *pair(struct ctx *c, enum fts_op op, struct fts_query *a,
			      struct fts_query *b)
{
	struct fts_query *q = node(c, op, 2);
	add_kid(q, a);
	add_kid(q, b);
	return q;
}

/* The terms of a part in ways from one to another; NULL for none. */
static struct fts_query *ways_node(struct ctx *c, const struct word *w, size_t part,
				   enum index_way from, enum index_way upto)
{
	struct fts_query *q = node(c, FTS_SYNONYM, w->n_terms);
	for (size_t i = 0; i < w->n_terms; i++) {
		const struct word_term *t = &w->terms[i];
		if (t->part == part && t->way >= from && t->way <= upto)
			add_kid(q, term_node(c, t->term));
	}
	if (q->n == 1)
		return term_node(c, q->kids[0]->text);
	return q->n ? q : NULL;
}

static bool has_way(const struct word *w, size_t part, enum index_way way)
{
	for (size_t i = 0; i < w->n_terms; i++)
		if (w->terms[i].part == part && w->terms[i].way == way)
			return true;
	return false;
}

/* A rung for each way the index has, from the closest down; together they weigh 1. */
static struct fts_query *ladder(struct ctx *c, const struct word *w, size_t part)
{
	struct fts_query *rungs = node(c, FTS_OR, WAYS);
	double first = 0;
	for (int way = 0; way < WAYS; way++) {
		int next = way + 1;
		if (!has_way(w, part, (enum index_way)way))
			continue;
		while (next < WAYS && !has_way(w, part, (enum index_way)next))
			next++;
		first = first > 0 ? first : way_worth[way];
		double worth = way_worth[way] - (next < WAYS ? way_worth[next] : 0);
		struct fts_query *rung = ways_node(c, w, part, WAY_TYPED, (enum index_way)way);
		add_kid(rungs, scaled(c, rung, worth / first));
	}
	return rungs->n ? rungs : node(c, FTS_NONE, 0);
}

static struct fts_query *phrase_node(struct ctx *c, const struct word *w)
{
	struct fts_query *all = node(c, FTS_AND, w->n_exact);
	for (size_t i = 0; i < w->n_exact; i++)
		add_kid(all, ladder(c, w, i));
	return w->whole.n ? pair(c, FTS_OR, all, ladder(c, w, PART_WHOLE)) : all;
}

static struct fts_query *word_node(struct ctx *c, const struct word *w)
{
	if (w->n_terms == 0)
		return node(c, FTS_NONE, 0);
	return w->kind == WORD_PHRASE ? phrase_node(c, w) : ladder(c, w, 0);
}

const struct fts_query *query_of_way(struct ctx *c, const struct word *w, enum index_way way)
{
	struct fts_query *all = node(c, FTS_AND, w->n_exact + 1);
	if (w->kind != WORD_PHRASE)
		return ways_node(c, w, 0, way, way);
	for (size_t i = 0; i < w->n_exact; i++) {
		struct fts_query *part = ways_node(c, w, i, WAY_TYPED, way);
		add_kid(all, part ? part : node(c, FTS_NONE, 0));
	}
	return all;
}

/* Words that stand in a title's or an author's name weigh more; nothing more is found by it. */
static struct fts_query *names_node(struct ctx *c, const struct index_terms *t)
{
	static const char *const names[] = { TERM_TITLE, TERM_AUTHOR };
	struct fts_query *q = node(c, FTS_OR, COUNT_OF(names) * NAME_TERMS * QUERY_WORDS);
	for (size_t i = 0; i < t->n; i++) {
		const struct word *w = &t->at[i];
		if (!word_on_pages(w) || w->kind != WORD_PLAIN || !word_needed(t, w))
			continue;
		for (size_t k = 0; k < w->n_terms && k < NAME_TERMS; k++)
			for (size_t in = 0; in < COUNT_OF(names); in++) {
				struct str term = str_print(c->mem, "%s%.*s", names[in],
							    STR_ARGS(w->terms[k].term));
				double worth = way_worth[w->terms[k].way];
				add_kid(q, scaled(c, term_node(c, term), worth));
			}
	}
	return q->n ? scaled(c, q, t->any ? WEIGHT_FIELD_ANY : WEIGHT_FIELD) : NULL;
}

/* Filters */

static struct fts_query *filter_node(struct ctx *c, const char *prefix, struct str value)
{
	return term_node(c, str_print(c->mem, "%s%.*s", prefix, STR_ARGS(value)));
}

static void add_filter(struct ctx *c, struct fts_query *to, const char *prefix, struct str value)
{
	if (value.n && value.n <= 100)
		add_kid(to, scaled(c, filter_node(c, prefix, value), 0));
}

static struct fts_query *years_node(struct ctx *c, int from, int upto)
{
	struct fts_query *q = node(c, FTS_RANGE, 0);
	q->slot = SLOT_YEAR_DOWN;
	q->text = str_print(c->mem, "%04d", from > 0 && from < 9999 ? from : 1);
	q->text_to = str_print(c->mem, "%04d", upto > 0 && upto < 9999 ? upto : 9999);
	return q;
}

/* Any of the terms; where there are none, nothing passes. */
static void add_terms(struct ctx *c, struct fts_query *to, const struct str *terms, size_t n)
{
	struct fts_query *any = node(c, FTS_OR, n);
	for (size_t i = 0; i < n; i++)
		add_kid(any, term_node(c, terms[i]));
	add_kid(to, n ? scaled(c, any, 0) : node(c, FTS_NONE, 0));
}

/* Several values of one filter: any of them; what is unwanted goes to its own. */
static void add_typed_filters(struct ctx *c, const struct index_terms *t, struct fts_query *all,
			      struct fts_query *unwanted)
{
	struct fts_query *languages = node(c, FTS_OR, QUERY_FILTERS);
	struct fts_query *years = node(c, FTS_OR, QUERY_FILTERS);
	struct fts_query *numbers = node(c, FTS_OR, QUERY_FILTERS);
	for (size_t i = 0; i < t->n_languages; i++)
		add_kid(t->languages[i].unwanted ? unwanted : languages,
			filter_node(c, TERM_LANGUAGE, t->languages[i].code));
	for (size_t i = 0; i < t->n_years; i++)
		add_kid(t->years[i].unwanted ? unwanted : years,
			years_node(c, t->years[i].from, t->years[i].to));
	for (size_t i = 0; i < t->n_numbers; i++)
		add_kid(t->numbers[i].unwanted ? unwanted : numbers,
			filter_node(c, TERM_NUMBER, t->numbers[i].value));
	for (size_t i = 0; i < t->n_classes; i++)
		add_terms(c, t->classes[i].unwanted ? unwanted : all, t->classes[i].terms,
			  t->classes[i].n_terms);
	if (numbers->n)
		add_kid(all, scaled(c, numbers, 0));
	if (languages->n)
		add_kid(all, scaled(c, languages, 0));
	if (years->n)
		add_kid(all, scaled(c, years, 0));
}

static void add_filters(struct ctx *c, struct fts_query *all, const struct index_query *q,
			const struct index_terms *t)
{
	add_filter(c, all, TERM_LANGUAGE, q->language);
	add_filter(c, all, TERM_KIND, q->kind);
	add_filter(c, all, TERM_LEVEL, q->level);
	add_filter(c, all, TERM_COUNTRY, q->country);
	add_filter(c, all, TERM_CARRIER, q->carrier);
	add_filter(c, all, TERM_BY, q->by);
	add_filter(c, all, TERM_ABOUT, q->about);
	if (q->digitised)
		add_kid(all, scaled(c, term_node(c, STR(TERM_DIGITAL)), 0));
	if (q->heading.n)
		add_terms(c, all, t->headings, t->n_headings);
	if (q->partner)
		add_filter(c, all, TERM_PARTNER, str_print(c->mem, "%lld", (long long)q->partner));
	if (q->year_from > 0 || q->year_to > 0)
		add_kid(all, scaled(c, years_node(c, q->year_from, q->year_to), 0));
}

static struct fts_query *maybe(struct ctx *c, struct fts_query *wanted, struct fts_query *more)
{
	return more && more->n ? pair(c, FTS_AND_MAYBE, wanted, more) : wanted;
}

const struct fts_query *query_build(struct ctx *c, const struct index_terms *t,
				    const struct index_query *q)
{
	struct fts_query *wanted = node(c, t->any ? FTS_OR : FTS_AND, QUERY_WORDS);
	struct fts_query *light = node(c, FTS_OR, QUERY_WORDS);
	struct fts_query *unwanted = node(c, FTS_OR, QUERY_WORDS + 4 * QUERY_FILTERS);
	struct fts_query *all = node(c, FTS_AND, 20 + QUERY_FILTERS);
	for (size_t i = 0; i < t->n; i++) {
		const struct word *w = &t->at[i];
		if (word_needed(t, w))
			add_kid(wanted, word_node(c, w));
		else if (!w->unwanted)
			add_kid(light, scaled(c, word_node(c, w), WEIGHT_LIGHT));
		else if (w->kind != WORD_PHRASE) /* else see phrases_hold */
			add_kid(unwanted, word_node(c, w));
	}
	if (wanted->n)
		add_kid(all, maybe(c, maybe(c, wanted, light), names_node(c, t)));
	add_typed_filters(c, t, all, unwanted);
	add_filters(c, all, q, t);
	if (all->n == 0)
		add_kid(all, node(c, FTS_ALL, 0));
	return unwanted->n ? pair(c, FTS_AND_NOT, all, unwanted) : all;
}
