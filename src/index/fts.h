/*
 * fts - the seam to Xapian: what the rest of the room may ask of it, in C.
 *
 * Private to the room. fts.cc is the only file of the program in C++, and the only one that knows
 * Xapian. Errors: BUSY where the index changed under a reader (reopen and ask again) or another
 * writer holds it, ABSENT where there is no index, else INTERNAL.
 */
#ifndef KERUEN_INDEX_FTS_H
#define KERUEN_INDEX_FTS_H

#include "base/base.h"

/* Types */
struct fts;        /* an index open for reading; fts_close */
struct fts_writer; /* an index open for writing; fts_write_close */
struct fts_doc;    /* a document being put together; ends with c->mem, or fts_doc_free */

enum fts_op {
	FTS_NONE, /* matches nothing */
	FTS_ALL,
	FTS_TERM,  /* text */
	FTS_RANGE, /* value slot between text and text_to */
	FTS_SCALE, /* kids[0], its weight times scale; 0 makes it a filter */
	FTS_AND,
	FTS_OR,
	FTS_SYNONYM,   /* OR weighed as one term */
	FTS_AND_NOT,   /* kids[0] without kids[1] */
	FTS_AND_MAYBE, /* kids[0], weighing kids[1] too */
};
struct fts_query {
	enum fts_op op;
	struct str text, text_to;
	unsigned slot;
	double scale;
	const struct fts_query **kids;
	size_t n;
};
typedef void fts_doc_fn(void *arg, uint32_t doc);
typedef bool fts_decide_fn(void *arg, uint32_t doc); /* false: it does not match after all */
typedef bool fts_term_fn(void *arg, struct str term, uint32_t docs); /* false ends the walk */
typedef void fts_value_fn(void *arg, uint32_t doc, struct str value);

struct fts_ask {
	const struct fts_query *query;
	size_t n;      /* the best so many */
	size_t check;  /* count exactly up to so many */
	double length; /* what a text's length takes from its weight, b of BM25; 0: as for titles */
	bool sort;     /* by the value in slot sort_slot, then by weight */
	unsigned sort_slot;
	bool sort_down;
	fts_doc_fn *each; /* told of every document that matches, up to `check`; may be NULL */
	void *arg;
	fts_decide_fn *decide; /* asked of each document that the query matches; may be NULL */
	void *decide_arg;
};
struct fts_match {
	uint32_t doc;
	double weight;
};
struct fts_found {
	struct fts_match *at; /* in c->mem */
	size_t n;
	int64_t total;
};

/* Read */
bool fts_open(struct ctx *c, const char *path, struct fts **ret) MUST_USE;
void fts_close(struct fts *f);
/* Goes up by every commit. */
uint64_t fts_revision(struct fts *f);
/* The values of some slots of one document; empty where it is gone. */
bool fts_doc_values(struct ctx *c, struct fts *f, uint32_t doc, const unsigned *slots, size_t n,
		    struct str *ret) MUST_USE;
bool fts_reopen(struct ctx *c, struct fts *f, bool *ret_changed) MUST_USE;
uint32_t fts_last_doc(struct fts *f);
uint32_t fts_docs(struct fts *f);
bool fts_search(struct ctx *c, struct fts *f, const struct fts_ask *ask,
		struct fts_found *ret) MUST_USE;
/* In how many documents a term stands; 0 where nowhere. */
bool fts_term_docs(struct ctx *c, struct fts *f, struct str term, uint32_t *ret) MUST_USE;
/* The documents a term stands in, up to last: a bit of *ret each; and how many. */
bool fts_titles(struct ctx *c, struct fts *f, struct str term, uint64_t *ret, uint32_t last,
		uint32_t *ret_n) MUST_USE;
bool fts_doc_of(struct ctx *c, struct fts *f, struct str term, uint32_t *ret) MUST_USE; /* ABSENT */
bool fts_terms(struct ctx *c, struct fts *f, struct str prefix, fts_term_fn *each,
	       void *arg) MUST_USE;
/* The same from a term on, or where it would stand; it begins with the prefix. */
bool fts_terms_from(struct ctx *c, struct fts *f, struct str prefix, struct str from,
		    fts_term_fn *each, void *arg) MUST_USE;
bool fts_values(struct ctx *c, struct fts *f, unsigned slot, fts_value_fn *each,
		void *arg) MUST_USE;

/* Write */
/* quick: for an index built beside from nothing, each title once, where a crash loses only the
 * work. */
bool fts_write_open(struct ctx *c, const char *path, bool quick, struct fts_writer **ret) MUST_USE;
void fts_write_close(struct fts_writer *w); /* what was not committed is gone */
bool fts_write_commit(struct ctx *c, struct fts_writer *w) MUST_USE;
uint64_t fts_write_revision(struct fts_writer *w); /* of what is committed */
bool fts_write_doc_of(struct ctx *c, struct fts_writer *w, struct str id_term,
		      uint32_t *ret) MUST_USE; /* 0: none */
bool fts_write_remove(struct ctx *c, struct fts_writer *w, struct str id_term) MUST_USE;
/* One index made of many, packed. */
bool fts_compact(struct ctx *c, const char *const *from, size_t n, const char *to) MUST_USE;

struct fts_doc *fts_doc_new(struct ctx *c);
void fts_doc_free(struct fts_doc *d);
/* A term and what it weighs (how often it stands there, and more); 0 for a filter. Terms go in
 * fastest in byte order. */
bool fts_doc_term(struct ctx *c, struct fts_doc *d, struct str term, uint32_t weight) MUST_USE;
bool fts_doc_value(struct ctx *c, struct fts_doc *d, unsigned slot, struct str value) MUST_USE;
/* Puts the document in place of the one that bears id_term (which is added to it). */
bool fts_doc_put(struct ctx *c, struct fts_writer *w, struct fts_doc *d, struct str id_term,
		 uint32_t *ret_doc) MUST_USE;

#endif
