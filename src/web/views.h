/*
 * views - what the pages of finding show: home, results, refusals.
 *
 * Plain values, computed by the handlers in page_*.c and named by the templates beside them.
 * Empty text and empty lists mean that the thing is not there.
 */
#ifndef KERUEN_WEB_VIEWS_H
#define KERUEN_WEB_VIEWS_H

#include "web/html.h"

struct view_link { /* a choice with its count */
	struct str href, text;
	int64_t count;
	bool on;
};
struct view_links {
	struct view_link *at;
	size_t n;
};
struct view_group { /* a filter: its most frequent choices, and the rest folded away */
	const char *name;
	struct view_links links, rest;
};
struct view_groups {
	struct view_group *at;
	size_t n;
};
struct view_pair { /* a hidden field of a form */
	const char *name;
	struct str value;
};
struct view_pairs {
	struct view_pair *at;
	size_t n;
};
struct view_sort {
	struct str href;
	const char *name;
	bool on;
};
struct view_sorts {
	struct view_sort *at;
	size_t n;
};
struct view_bar { /* a decade, in a drawing 60 high */
	struct str href, label;
	int64_t count;
	int x, y, h;
	bool off; /* outside the years that were chosen */
};
struct view_years {
	struct view_bar *at;
	size_t n;
	int width, from, to;
};
struct view_card { /* a title among others */
	struct str href, name, author, lang;
	struct html title, by; /* marked */
	struct str kind;       /* a word for people */
	const char *sign;      /* an icon's name */
	struct str year, holder;
	int64_t more_holders;     /* libraries besides `holder` */
	struct str image, image2; /* cover, and twice as large */
	bool play;                /* sound or film */
	/* of a result */
	struct html passage;
	struct str passage_lang;
	const char *may, *may_class, *may_icon; /* what may be done with it */
	int page, more_pages;
	struct str page_href, more_href;
};
struct view_cards {
	struct view_card *at;
	size_t n;
};
struct view_home {
	struct view_cards newest;
	struct view_years years;
	struct view_links languages, partners;
	int64_t titles, pages, with_text, n_partners;
};
struct view_met { /* a way in which a word was met */
	const char *way;
	struct str words;
	int64_t titles;
};
struct view_mets {
	struct view_met *at;
	size_t n;
};
struct view_asked { /* a word of the query, as it was understood */
	struct str text;
	const char *field, *kind; /* message ids; NULL for none */
	struct view_mets met;
};
struct view_askeds {
	struct view_asked *at;
	size_t n;
};
struct view_given { /* results as a file */
	const char *name;
	struct str page, all;
};
struct view_givens {
	struct view_given *at;
	size_t n;
};
struct view_search {
	struct str query;
	int64_t total;
	bool more;           /* total is the least there are */
	bool any;            /* not all the words need be there */
	int64_t all;         /* titles that hold all of them, where `any` */
	bool widened, exact; /* other forms were searched too; only what was typed was */
	struct str switch_href;
	bool explain;
	struct str explain_href;
	struct str keep_href; /* of who is signed in: keeps the search */
	struct view_askeds asked;
	struct str languages, not_languages, years_asked, not_years; /* filters in the query */
	struct str suggestion, suggestion_href, without_filters;
	struct view_cards hits;
	struct view_sorts sorts;
	struct view_links on;       /* filters that are set; each leads to the same without it */
	struct view_link digitised; /* what has a digital copy */
	struct view_groups filters;
	struct view_givens take;
	int64_t take_max;
	struct view_years years;
	struct view_pairs hidden; /* what the form of years keeps */
	struct str year_from, year_to;
	bool advice, turning;
	int64_t at, n_pages;
	struct str prev, next;
};
struct view_error {
	int status;
	const char *title;   /* message id */
	struct str message;  /* in the reader's language */
	const char *forward; /* message id: what the reader can do; may be NULL */
	struct str back;     /* the title it was about; may be empty */
};
struct view_nothing { /* a page that shows the same to everybody */
	bool unused;
};

#endif
