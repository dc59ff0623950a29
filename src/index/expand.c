/*
 * expand - from a query's words to the terms of the index, and to a query of the engine.
 *
 * Terms the index does not have are left out early: each would cost a look-up a title later.
 */
#include "index/index_int.h"

/* What a stem is worth beside the word itself, and a title's or an author's name beside the text.
 */
static const double WEIGHT_STEM = 0.5, WEIGHT_FIELD = 1.5;

static struct str prefixed(struct ctx *c, const struct word *w, const char *more, struct str word)
{
	return term_pack(c->mem, str_print(c->mem, "%s%s%.*s", w->prefix ? w->prefix : "", more,
					   STR_ARGS(word)));
}

static bool add_term(struct ctx *c, struct fts *f, struct word *w, struct str term, bool exact)
{
	uint32_t docs;
	if (w->n_terms == WORD_TERMS)
		return true;
	for (size_t i = 0; i < w->n_terms; i++)
		if (str_same(w->terms[i].term, term))
			return true;
	if (!fts_term_docs(c, f, term, &docs))
		return false;
	if (docs > w->docs)
		w->docs = docs;
	if (docs)
		w->terms[w->n_terms++] = (struct word_term){ term, places_hash(term), exact };
	return true;
}

static bool expand_plain(struct ctx *c, struct fts *f, struct word *w)
{
	if (!add_term(c, f, w, prefixed(c, w, "", w->exact[0]), true))
		return false;
	for (size_t i = 0; i < w->n_stems; i++)
		if (!add_term(c, f, w, prefixed(c, w, TERM_STEM, w->stems[i]), false) ||
		    !add_term(c, f, w, prefixed(c, w, "", w->stems[i]), false))
			return false;
	return true;
}

/* A phrase needs every one of its words. */
static bool expand_phrase(struct ctx *c, struct fts *f, struct word *w)
{
	w->n_terms = 0;
	for (size_t i = 0; i < w->n_exact; i++) {
		struct str term = prefixed(c, w, "", w->exact[i]);
		uint32_t docs;
		if (!fts_term_docs(c, f, term, &docs))
			return false;
		if (docs == 0) {
			w->n_terms = 0;
			return true;
		}
		w->docs = i == 0 || docs < w->docs ? docs : w->docs;
		w->terms[w->n_terms++] = (struct word_term){ term, places_hash(term), true };
	}
	return true;
}

/* The commonest words that begin so; the first few thousand of the alphabet are looked at. */
struct starts {
	struct arena *mem;
	struct word *word;
	uint32_t docs[WORD_TERMS];
	size_t looked;
};

static bool keep_start(void *arg, struct str term, uint32_t docs)
{
	struct starts *s = arg;
	struct word *w = s->word;
	if (++s->looked > 5000)
		return false;
	size_t place = w->n_terms;
	if (w->n_terms == WORD_TERMS) {
		place = 0;
		for (size_t i = 1; i < WORD_TERMS; i++)
			if (s->docs[i] < s->docs[place])
				place = i;
		if (docs <= s->docs[place])
			return true;
	} else {
		w->n_terms++;
	}
	s->docs[place] = docs;
	w->terms[place] = (struct word_term){ str_copy(s->mem, term), places_hash(term), true };
	w->docs = docs > w->docs ? docs : w->docs;
	return true;
}

bool query_expand(struct ctx *c, struct fts *f, struct index_terms *t)
{
	for (size_t i = 0; i < t->n; i++) {
		struct word *w = &t->at[i];
		struct starts starts = { .mem = c->mem, .word = w };
		w->n_terms = 0;
		w->docs = 0;
		bool ok = true;
		switch (w->kind) {
		case WORD_PLAIN: ok = expand_plain(c, f, w); break;
		case WORD_PHRASE: ok = expand_phrase(c, f, w); break;
		case WORD_START:
			ok = fts_terms(c, f, prefixed(c, w, "", w->exact[0]), keep_start, &starts);
			break;
		}
		if (!ok)
			return false;
	}
	return true;
}

/* Engine queries */

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

static struct fts_query *terms_node(struct ctx *c, enum fts_op op, const struct word *w, bool exact)
{
	struct fts_query *q = node(c, op, w->n_terms);
	for (size_t i = 0; i < w->n_terms; i++)
		if (w->terms[i].exact == exact)
			add_kid(q, term_node(c, w->terms[i].term));
	if (q->n == 0)
		return NULL;
	return q;
}

static struct fts_query *word_node(struct ctx *c, const struct word *w)
{
	if (w->n_terms == 0)
		return node(c, FTS_NONE, 0);
	if (w->kind == WORD_PHRASE)
		return terms_node(c, FTS_AND, w, true);
	struct fts_query *exact = terms_node(c, FTS_SYNONYM, w, true);
	struct fts_query *stems = terms_node(c, FTS_SYNONYM, w, false);
	if (!stems)
		return exact;
	stems = scaled(c, stems, WEIGHT_STEM);
	return exact ? pair(c, FTS_OR, exact, stems) : stems;
}

/* Words that stand in a title's or an author's name weigh more; nothing more is found by it. */
static struct fts_query *names_node(struct ctx *c, const struct index_terms *t)
{
	struct fts_query *q = node(c, FTS_OR, 2 * QUERY_WORDS);
	for (size_t i = 0; i < t->n; i++) {
		const struct word *w = &t->at[i];
		if (!word_on_pages(w) || w->kind != WORD_PLAIN)
			continue;
		static const char *const names[] = { TERM_TITLE, TERM_AUTHOR };
		for (size_t k = 0; k < COUNT_OF(names); k++)
			add_kid(q,
				term_node(c, term_pack(c->mem, str_print(c->mem, "%s%.*s", names[k],
									 STR_ARGS(w->exact[0])))));
	}
	return q->n ? scaled(c, q, WEIGHT_FIELD) : NULL;
}

static void add_filter(struct ctx *c, struct fts_query *to, const char *prefix, struct str value)
{
	if (value.n && value.n <= 100)
		add_kid(to,
			scaled(c,
			       term_node(c, str_print(c->mem, "%s%.*s", prefix, STR_ARGS(value))),
			       0));
}

static void add_years(struct ctx *c, struct fts_query *to, int from, int upto)
{
	if (from <= 0 && upto <= 0)
		return;
	struct fts_query *q = node(c, FTS_RANGE, 0);
	q->slot = SLOT_YEAR_DOWN;
	q->text = str_print(c->mem, "%04d", from > 0 && from < 9999 ? from : 1);
	q->text_to = str_print(c->mem, "%04d", upto > 0 && upto < 9999 ? upto : 9999);
	add_kid(to, scaled(c, q, 0));
}

static void add_filters(struct ctx *c, struct fts_query *all, const struct index_terms *t,
			const struct index_query *q)
{
	add_filter(c, all, TERM_LANGUAGE, q->language);
	add_filter(c, all, TERM_LANGUAGE, t->language);
	add_filter(c, all, TERM_KIND, q->kind);
	add_filter(c, all, TERM_LEVEL, q->level);
	if (q->partner)
		add_filter(c, all, TERM_PARTNER, str_print(c->mem, "%lld", (long long)q->partner));
	add_years(c, all, q->year_from, q->year_to);
	add_years(c, all, t->year_from, t->year_to);
}

const struct fts_query *query_build(struct ctx *c, const struct index_terms *t,
				    const struct index_query *q)
{
	struct fts_query *wanted = node(c, t->any ? FTS_OR : FTS_AND, QUERY_WORDS);
	struct fts_query *unwanted = node(c, FTS_OR, QUERY_WORDS);
	struct fts_query *all = node(c, FTS_AND, 12);
	for (size_t i = 0; i < t->n; i++)
		if (!t->at[i].unwanted)
			add_kid(wanted, word_node(c, &t->at[i]));
		else if (t->at[i].kind != WORD_PHRASE) /* else see phrases_hold */
			add_kid(unwanted, word_node(c, &t->at[i]));
	struct fts_query *names = names_node(c, t);
	if (wanted->n && names)
		wanted = pair(c, FTS_AND_MAYBE, wanted, names);
	if (wanted->n)
		add_kid(all, wanted);
	add_filters(c, all, t, q);
	if (all->n == 0)
		add_kid(all, node(c, FTS_ALL, 0));
	return unwanted->n ? pair(c, FTS_AND_NOT, all, unwanted) : all;
}
