/*
 * view_browse - what the pages of browsing show: headings by the alphabet, classes by their tree,
 * and the page of a person, a place or a subject.
 */
#ifndef KERUEN_WEB_VIEW_BROWSE_H
#define KERUEN_WEB_VIEW_BROWSE_H

#include "web/view_title.h"

struct view_tab {
	struct str href;
	const char *name;
	bool on;
};
struct view_tabs {
	struct view_tab *at;
	size_t n;
};
struct view_strip { /* an alphabet: letters that lead to where they begin */
	const char *lang;
	struct view_links letters;
};
struct view_strips {
	struct view_strip *at;
	size_t n;
};
struct view_class {
	struct str code, href;
	const char *name;
};
struct view_classes {
	struct view_class *at;
	size_t n;
};
struct view_browse {
	const char *title;
	struct view_tabs tabs, schemes;
	struct view_strips strips;
	bool asks, by_name; /* a box to begin from a word; entries are names in some language */
	struct str from, scheme, self;
	struct view_classes above, below;
	const char *class_name;
	struct view_links entries;
	struct view_years years;
	struct str previous, next;
};
struct view_form { /* a name that an authority is known by */
	struct str name, lang;
};
struct view_forms {
	struct view_form *at;
	size_t n;
};
struct view_works { /* titles of some sort, the first of them */
	const char *name;
	struct view_cards cards;
	int64_t total;
	struct str all;
};
struct view_authority {
	struct str name, dates, note;
	const char *kind;
	struct view_forms forms;
	struct view_works by, about, from; /* from: published there */
	struct view_links people;          /* whom titles about the place are about */
	struct view_map map;
	bool none;
	struct str search;
};

#endif
