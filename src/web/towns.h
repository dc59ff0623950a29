/*
 * towns - where the towns that libraries and books name lie, and our map of them.
 *
 * The table is src/web/tables/towns.tsv, projected by tools/map as the outlines in assets/map.svg.
 */
#ifndef KERUEN_WEB_TOWNS_H
#define KERUEN_WEB_TOWNS_H

#include "text/text.h"

struct town {
	const char *in[4]; /* its name: kk ru ky en, in the order of text_languages */
	const char *country;
	double lon, lat;
	int x, y; /* on the map */
};
extern const struct town towns[];
extern const size_t towns_n;
extern const int towns_width, towns_height;

/* The town of that name, in any of our languages, in capitals or not, or by a name that it had
 * before; NULL where we know none. */
const struct town *town_of(struct ctx *c, struct str name);
const char *town_name(const struct town *t, const char *lang);
/* As the crow flies, in kilometres. */
int town_distance(const struct town *a, const struct town *b);

#endif
