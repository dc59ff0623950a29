/*
 * explain - how a query was understood; a part of index.h.
 */
#ifndef KERUEN_INDEX_EXPLAIN_H
#define KERUEN_INDEX_EXPLAIN_H

/* Types */
struct index_met { /* one way in which a word was met */
	enum index_way way;
	struct str words; /* the words and stems (abc…) that were looked for, the commonest first */
	int64_t titles;   /* that hold any of them */
};
struct index_asked { /* a word, a phrase, or the start of words, as it was understood */
	struct str text;
	const char *field; /* "title", "author", "subject"; NULL for anywhere */
	bool phrase, start, unwanted;
	bool light; /* too common a word to be needed */
	struct index_met met[WAYS];
	size_t n_met;
};
struct index_explanation {
	struct index_asked *at;
	size_t n;
	struct str languages, not_languages, years, not_years; /* filters in the query; or empty */
	bool any; /* not all of the words need be there */
};

/* Look */
/* What the query was understood as: how each word was met, and in how many titles. */
bool index_explain(struct ctx *c, const struct index_result *r,
		   struct index_explanation *ret) MUST_USE;
const char *index_way_name(enum index_way way);            /* message id: "as typed" */
const char *index_way_code(enum index_way way);            /* for machines: "typed" */
const char *index_asked_kind(const struct index_asked *a); /* message id; NULL for a word */

#endif
