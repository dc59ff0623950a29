/* chart - places as spots on our map, each a link, with its name beside it. */
#ifndef KERUEN_WEB_CHART_H
#define KERUEN_WEB_CHART_H

#include "web/towns.h"
#include "web/view_title.h"

/* An empty map; room: how many spots may come. */
struct view_map chart_new(struct arena *mem, size_t room);
void chart_add(struct view_map *m, const struct town *t, const char *lang, struct str href,
	       int64_t count, bool here);
/* After the last one: sets the names where they do not lie on one another. */
void chart_names(struct view_map *m);

#endif
