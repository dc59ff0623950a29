/* view_marc - what the page of a record in MARC shows. */
#ifndef KERUEN_WEB_VIEW_MARC_H
#define KERUEN_WEB_VIEW_MARC_H

#include "web/view_title.h"

struct view_marc_part {
	struct str code, value;
};
struct view_marc_parts {
	struct view_marc_part *at;
	size_t n;
};
struct view_marc_line {
	struct str tag, indicators, control;
	const char *name; /* message id; NULL: not known */
	struct view_marc_parts subs;
};
struct view_marc_lines {
	struct view_marc_line *at;
	size_t n;
};
struct view_marc { /* a record as its fields, for those who read them */
	struct str title, title_href, title_lang, leader, dialect, text;
	struct view_marc_lines fields;
	struct view_links dialects;
	struct view_origins origins;
	int origin; /* the source record it is; 0: as we give it */
};

#endif
