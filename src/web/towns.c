/* Towns by their names, and how far it is from one to another. */
#include "web/towns.h"

#include <math.h>

enum { WORDS = 4, EARTH_KM = 6371 };

/* Former names and names in other languages: the table of room text, read once in a process. */
static const struct text_places *places(void)
{
	static struct text_places *known;
	static struct ctx c;
	if (!c.mem) {
		c.mem = arena_new(0);
		if (!text_places_read(&c, STR_NONE, &known))
			known = NULL;
	}
	return known;
}

static const struct town *by_name(struct arena *mem, struct str lower)
{
	for (size_t i = 0; i < towns_n; i++)
		for (size_t l = 0; l < COUNT_OF(towns[i].in); l++)
			if (str_same(text_lower(mem, str_of(towns[i].in[l])), lower))
				return &towns[i];
	return NULL;
}

static size_t words_of(struct arena *mem, struct str lower, struct str *ret)
{
	struct text_walk w;
	struct text_token t;
	size_t n = 0;
	text_walk_init(&w, lower);
	while (n < WORDS && text_walk_next(&w, &t))
		ret[n++] = str_copy(mem, t.exact);
	return n;
}

/* "г. Алматы", "Almaty city": what stands around a name is no part of it. */
static struct str bare(struct str name)
{
	static const char *const before[] = { "г. ", "г.", "қ. ", "ш. ", "город " };
	name = str_trim(name);
	for (size_t i = 0; i < COUNT_OF(before); i++)
		if (str_starts(name, before[i]))
			return str_trim(str_from(name, strlen(before[i])));
	return name;
}

const struct town *town_of(struct ctx *c, struct str name)
{
	struct str words[WORDS];
	struct str lower = bare(text_lower(c->mem, name));
	if (!lower.n)
		return NULL;
	const struct town *t = by_name(c->mem, lower);
	const struct text_places *known = t ? NULL : places();
	if (!known)
		return t;
	struct text_place_names others;
	size_t n = words_of(c->mem, lower, words);
	text_places_find(known, words, n, &others);
	if (!others.n_words || others.n_words < n)
		return NULL;
	for (size_t i = 0; i < others.n && !t; i++)
		t = by_name(c->mem, others.at[i]);
	return t;
}

const char *town_name(const struct town *t, const char *lang)
{
	for (size_t l = 0; text_languages[l]; l++)
		if (strcmp(lang, text_languages[l]) == 0)
			return t->in[l];
	return t->in[0];
}

static double radians(double degrees)
{
	return degrees * 3.14159265358979 / 180;
}

/* The haversine formula. */
int town_distance(const struct town *a, const struct town *b)
{
	double lat = sin(radians(b->lat - a->lat) / 2), lon = sin(radians(b->lon - a->lon) / 2);
	double h = lat * lat + cos(radians(a->lat)) * cos(radians(b->lat)) * lon * lon;
	return (int)(2 * EARTH_KM * asin(sqrt(h)) + 0.5);
}
