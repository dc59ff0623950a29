/*
 * explain - what a query was understood as: each word, the ways it was met, and in how many titles.
 *
 * Titles are counted by the engine, way by way, which a search itself has no need of.
 */
#include "index/index_int.h"

enum { WORDS_SHOWN = 8 }; /* of one way */

static const struct {
	const char *name, *code;
} ways[WAYS] = {
	[WAY_TYPED] = { N_("as typed"), "typed" },
	[WAY_INFLECTED] = { N_("in other forms"), "inflected" },
	[WAY_SPELT] = { N_("in other spellings"), "spelt" },
	[WAY_NAMED] = { N_("by another name"), "named" },
	[WAY_KINDRED] = { N_("in words that begin alike"), "kindred" },
	[WAY_MISREAD] = { N_("as recognition may misread it"), "misread" },
};

const char *index_way_name(enum index_way way)
{
	return ways[way].name;
}

const char *index_way_code(enum index_way way)
{
	return ways[way].code;
}

const char *index_asked_kind(const struct index_asked *a)
{
	if (a->unwanted)
		return N_("must not be there");
	if (a->light)
		return N_("a common word, need not be there");
	if (a->phrase)
		return N_("side by side, in this order");
	return a->start ? N_("the beginning of a word") : NULL;
}

static const char *field_name(const char *prefix)
{
	if (!prefix)
		return NULL;
	return strcmp(prefix, TERM_TITLE) == 0    ? "title"
	       : strcmp(prefix, TERM_AUTHOR) == 0 ? "author"
						  : "subject";
}

static bool was_met(const struct word *w, enum index_way way)
{
	for (size_t i = 0; i < w->n_terms; i++)
		if (w->terms[i].way == way)
			return true;
	return false;
}

/* Told before; or a word that its stem tells too. */
static bool is_told(const struct word *w, size_t i)
{
	const struct word_term *t = &w->terms[i];
	for (size_t k = 0; k < w->n_terms; k++) {
		const struct word_term *other = &w->terms[k];
		if (other->way == t->way && str_same(other->text, t->text) &&
		    (other->stem == t->stem ? k < i : other->stem))
			return true;
	}
	return false;
}

/* A stem, with "…", stands for what begins so. */
static struct str words_met(struct ctx *c, const struct word *w, enum index_way way)
{
	struct buf out;
	size_t n = 0;
	buf_init(&out, c->mem, 0);
	for (size_t i = 0; i < w->n_terms && n < WORDS_SHOWN; i++) {
		const struct word_term *t = &w->terms[i];
		if (t->way != way || is_told(w, i))
			continue;
		buf_print(&out, "%s%.*s%s", n++ ? ", " : "", STR_ARGS(t->text), t->stem ? "…" : "");
	}
	return buf_str(&out);
}

/* Titles that hold a word in one way; a phrase, in this way or a closer one. */
struct counting {
	struct ctx *c;
	struct handle *handle;
	struct index_terms *one; /* the word alone, with the terms that count */
	bool ok;
};

static bool holds_phrase(void *arg, uint32_t doc)
{
	struct counting *k = arg;
	struct title_places places;
	k->ok = k->ok && handle_places(k->c, k->handle, doc, &places);
	return k->ok && phrases_hold(k->one, &places);
}

static struct index_terms *word_alone(struct ctx *c, const struct word *w, enum index_way way)
{
	struct index_terms *one = arena_new_of(c->mem, struct index_terms);
	one->at[0] = *w;
	one->at[0].unwanted = false;
	one->at[0].n_terms = 0;
	one->n = 1;
	for (size_t i = 0; i < w->n_terms; i++)
		if (w->terms[i].way <= way)
			one->at[0].terms[one->at[0].n_terms++] = w->terms[i];
	return one;
}

static bool count_titles(struct ctx *c, struct handle *h, const struct word *w, enum index_way way,
			 int64_t *ret)
{
	struct fts_found found;
	struct counting k = { c, h, word_alone(c, w, way), true };
	struct fts_ask ask = { .query = query_of_way(c, w, way), .check = fts_docs(h->fts) };
	if (has_phrases(k.one)) {
		ask.decide = holds_phrase;
		ask.decide_arg = &k;
	}
	bool ok = fts_search(c, h->fts, &ask, &found) && k.ok;
	if (ok)
		*ret = found.total;
	return ok;
}

static bool explain_word(struct ctx *c, struct handle *h, const struct word *w,
			 struct index_asked *ret)
{
	*ret = (struct index_asked){
		.text = str_join(c->mem, w->exact, w->n_exact, STR(" ")),
		.field = field_name(w->prefix),
		.phrase = w->kind == WORD_PHRASE,
		.start = w->kind == WORD_START,
		.unwanted = w->unwanted,
		.light = w->light,
	};
	for (int way = 0; way < WAYS; way++) {
		struct index_met *met = &ret->met[ret->n_met];
		if (!was_met(w, (enum index_way)way))
			continue;
		*met = (struct index_met){
			.way = (enum index_way)way,
			.words = words_met(c, w, (enum index_way)way),
		};
		if (!count_titles(c, h, w, met->way, &met->titles))
			return false;
		ret->n_met++;
	}
	return true;
}

static void add_value(struct ctx *c, struct str *to, struct str value)
{
	*to = to->n ? str_print(c->mem, "%.*s, %.*s", STR_ARGS(*to), STR_ARGS(value)) : value;
}

static struct str span_text(struct ctx *c, const struct year_span *y)
{
	if (y->from == y->to)
		return str_print(c->mem, "%d", y->from);
	struct str from = y->from ? str_print(c->mem, "%d", y->from) : STR("");
	struct str to = y->to ? str_print(c->mem, "%d", y->to) : STR("");
	return str_print(c->mem, "%.*s–%.*s", STR_ARGS(from), STR_ARGS(to));
}

static void explain_filters(struct ctx *c, const struct index_terms *t, struct index_explanation *e)
{
	for (size_t i = 0; i < t->n_languages; i++)
		add_value(c, t->languages[i].unwanted ? &e->not_languages : &e->languages,
			  t->languages[i].code);
	for (size_t i = 0; i < t->n_years; i++)
		add_value(c, t->years[i].unwanted ? &e->not_years : &e->years,
			  span_text(c, &t->years[i]));
}

bool index_explain(struct ctx *c, const struct index_result *r, struct index_explanation *ret)
{
	struct handle *h;
	const struct index_terms *t = r->terms;
	struct index_explanation e = { .any = r->any };
	e.at = arena_array_of(c->mem, t->n + 1, struct index_asked);
	explain_filters(c, t, &e);
	if (handle_get(c, &h)) {
		for (; e.n < t->n; e.n++)
			if (!explain_word(c, h, &t->at[e.n], &e.at[e.n]))
				return false;
	} else if (c->err.kind != ERR_ABSENT) {
		return false;
	} else {
		err_clear(c);
	}
	*ret = e;
	return true;
}
