/* hostile - a view that holds what must never reach a page as it is. */
#ifndef KERUEN_TEST_HOSTILE_H
#define KERUEN_TEST_HOSTILE_H

#include "web/html.h"

struct hostile_item {
	struct str name;
};
struct hostile_items {
	struct hostile_item *at;
	size_t n;
};
struct view_hostile {
	struct str text, url;
	const char *said;
	struct html made;
	int number;
	bool yes;
	struct hostile_items items, none;
};

#endif
