/*
 * find - what a reader asked for, as it stands in the address of the page of results; and the
 * filters made of counts, each a plain link to such an address.
 */
#ifndef KERUEN_WEB_FIND_H
#define KERUEN_WEB_FIND_H

#include "index/index.h"
#include "web/views.h"
#include "web/web_int.h"

/* Types */
enum { FIND_PAGE = 20, FIND_TAKE_MAX = 1000 }; /* titles on a page; in a file of them */
enum find_by {
	FIND_PARTNER,
	FIND_LANGUAGE,
	FIND_KIND,
	FIND_CARRIER,
	FIND_COUNTRY,
	FIND_LEVEL,
	FIND_FILTERS
};
struct find {
	struct str q;
	struct str by[FIND_FILTERS]; /* exact values; empty for any */
	int64_t from, to;            /* years; 0: open */
	struct str sort;             /* "new", "old" or empty: the best first */
	int64_t n;                   /* which page of results, from 1 */
	bool digitised;              /* only what has a digital copy */
	enum index_by heading_by;    /* only what has a heading … */
	struct str heading;          /* … as index_browse gives it; empty for any */
	struct str writer, about;    /* only by, or about, an authority: its id; empty for any */
	bool exact;                  /* only words as they were typed */
	bool explain;                /* show how it was understood */
};

/* Reads it from a request whose row has the parameters FIND_PARAMS. */
#define FIND_PARAMS                                                                                \
	{ "q", PARAM_TEXT }, { "language", PARAM_TEXT }, { "kind", PARAM_TEXT },                   \
		{ "level", PARAM_TEXT }, { "partner", PARAM_TEXT }, { "country", PARAM_TEXT },     \
		{ "carrier", PARAM_TEXT }, { "digitised", PARAM_TEXT }, { "of", PARAM_TEXT },      \
		{ "heading", PARAM_TEXT }, { "by", PARAM_TEXT }, { "about", PARAM_TEXT },          \
		{ "from", PARAM_NUMBER }, { "to", PARAM_NUMBER }, { "sort", PARAM_TEXT },          \
		{ "exact", PARAM_TEXT }, { "explain", PARAM_TEXT },                                \
	{                                                                                          \
		"n", PARAM_NUMBER                                                                  \
	}
struct find find_read(const struct web_request *r);
struct str find_href(struct arena *mem, const struct find *f);
/* The same question at another address: "/search/records.csv". */
struct str find_href_at(struct arena *mem, struct str path, const struct find *f);
/* What lists by a heading, as an address names it: "author" "subject" "place" "udc" … */
const char *find_of(enum index_by by);
/* The query as a page of a title or document takes it: the same words are marked there. */
struct str find_inside(struct arena *mem, const struct find *f);
/* As the index wants it; which hits is left to the caller. */
struct index_query find_query(const struct web_request *r, const struct find *f);
/* The value of a filter in words. */
struct str find_word(struct web_request *r, enum find_by by, struct str value);
/* The first n counts as links; the others to *ret_rest, which may be NULL: dropped. */
struct view_links find_links(struct web_request *r, const struct find *f, enum find_by by,
			     const struct index_facets *facets, size_t n,
			     struct view_links *ret_rest);
/* Counts by decade as bars; empty where there are fewer than two. */
struct view_years find_years(struct web_request *r, const struct find *f,
			     const struct index_facets *decades);

#endif
