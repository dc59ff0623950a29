/*
 * index - any word of any title, found: the one room that knows Xapian.
 *
 * One Xapian document a title: its record in prefixed terms, the words of its whole text, facets in
 * value slots. Where the words stand, and the first position of each page, so that a hit's page
 * follows from its position, is kept beside it (docs/adr/0004). Everything here is made again from
 * catalog and store by index_rebuild.
 * One writer at a time (a lock); readers reopen by themselves.
 */
#ifndef KERUEN_INDEX_H
#define KERUEN_INDEX_H

#include "catalog/catalog.h"
#include "format/format.h"
#include "words/words.h"

/* Types */
/* How a word asked for was met, the closest first. */
enum index_way {
	WAY_TYPED,     /* as it was typed */
	WAY_INFLECTED, /* in another of its forms */
	WAY_SPELT,     /* in another script or spelling */
	WAY_NAMED,     /* by another name of the same place or person */
	WAY_KINDRED,   /* in words that begin alike; for questions only */
	WAY_MISREAD,   /* as recognition may have misread it */
	WAYS
};
/* By what headings may be browsed. Places: what titles are about, and where they came out. */
enum index_by { BY_AUTHOR, BY_SUBJECT, BY_PLACE, BY_UDC, BY_BBK, BY_DDC, BY_YEAR, BYS };
enum index_sort { SORT_RELEVANCE, SORT_YEAR_UP, SORT_YEAR_DOWN };
struct index_query {
	struct str text;
	const char *lang; /* of the reader, for stemming what is ambiguous; may be NULL */
	struct str language, kind, level; /* filters: exact facet values; empty for any */
	struct str country, carrier;      /* likewise */
	int64_t partner;                  /* who holds it; 0: any */
	bool digitised;                   /* only what has a digital copy */
	enum index_by heading_by;
	struct str heading;   /* only what has this heading, as index_browse gives it; empty: any */
	struct str by, about; /* only by, or about, this authority (its id); empty: any */
	int year_from, year_to; /* 0: open */
	enum index_sort sort;
	size_t from, n; /* which hits */
	bool facets;    /* count them too */
	bool exact;     /* only words as they were typed */
	bool passages;  /* give each hit's passage */
};
struct index_passage {
	struct str html;  /* escaped, with <mark>…</mark>; at most about 300 characters of text */
	struct str text;  /* the same without marks */
	const char *lang; /* of the page: one of the four, or "" */
};
struct index_hit {
	struct str title; /* id */
	double score;
	int page;            /* the best page, 0 where only the record matched */
	int n_pages;         /* on how many pages there are hits, up to 1000 */
	struct str document; /* whose page it is; empty where page is 0 */
	/* Of the best page, where it was asked for. Only for whom access_decide lets read that page's
	 * text: that is the caller's to ask. */
	bool quoted;
	struct index_passage passage;
};
struct index_facet {
	struct str value;
	int64_t count;
};
struct index_facets {
	struct index_facet *at;
	size_t n;
};
struct index_result {
	struct index_hit *hits;
	size_t n_hits;
	int64_t total;
	bool more; /* total and facets are the least there are: not every phrase was checked */
	struct index_facets languages, kinds, levels, partners, years; /* years by decade */
	struct index_facets carriers, countries;
	int64_t digitised;         /* how many have a digital copy; counted with the facets */
	struct str suggestion;     /* the query with misspelt words mended; empty for none */
	bool any;                  /* few titles or none hold all the words: any of them counts */
	int64_t all;               /* where `any`: titles that do hold all, as far as counted */
	bool widened;              /* words were met in more ways than as typed */
	struct index_terms *terms; /* what to mark, for index_passage and index_marks */
};
struct index_page_hit {
	int page;
	int n; /* words on it */
};
struct index_page_hits {
	struct index_page_hit *at;
	size_t n;
};

struct index_entry { /* a heading, as most titles write it */
	struct str form;
	int64_t titles;
};
struct index_entries {
	struct index_entry *at;
	size_t n;
	struct str previous, next; /* from where to browse on; empty where there is no more */
};

/* Change: for the index job. Puts titles (with all their documents' text) and commits. A title
 * "since:WHEN" stands for all that changed at that time (seconds) or later. */
bool index_put(struct ctx *c, const struct str *titles,
	       size_t n) MUST_USE; /* BUSY: another writer */
bool index_remove(struct ctx *c, struct str title) MUST_USE;
/* Builds a new index beside the old one and switches by one rename. */
bool index_rebuild(struct ctx *c, int64_t *ret_titles) MUST_USE;
/* The same where the index was made by a program that kept it in another form; else nothing. */
bool index_renew(struct ctx *c) MUST_USE;

/* Can DIR/places.tsv be used, the editor's names of places? Fine where there is none. */
bool index_check_places(struct ctx *c) MUST_USE;

/* Search. An empty query with filters lists all that pass them. INVALID: a query that cannot be. */
bool index_search(struct ctx *c, const struct index_query *q, struct index_result *ret) MUST_USE;
/* Headings in the order of the alphabet, from one on (or where it would stand). */
bool index_browse(struct ctx *c, enum index_by by, struct str from, size_t n,
		  struct index_entries *ret) MUST_USE;
/* A name as it stands among the headings: with the dates of a life. */
struct str index_heading(struct arena *mem, const struct record_value *v);
/* The pages of one title's document that hold the words. */
bool index_pages(struct ctx *c, struct str title, struct str document, struct str query,
		 const char *lang, struct index_page_hits *ret,
		 struct index_terms **ret_terms) MUST_USE;
/* The best passage of a page's words; false where no word matches. */
bool index_passage(struct ctx *c, const struct index_terms *t, const struct page_words *w,
		   struct index_passage *ret);
/* Which words of a page match: ret[i] for w->at[i]. How many do. */
size_t index_marks(const struct index_terms *t, const struct page_words *w, bool *ret);
/* A record's own field with the matching words marked: escaped HTML. */
struct str index_mark_field(struct ctx *c, const struct index_terms *t, struct str field);

#include "index/explain.h"

#endif
