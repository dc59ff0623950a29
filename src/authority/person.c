/*
 * person - which names are one person's.
 *
 * Names that may be are side by side in a block: the same family's name and the first letter of
 * another (text_name_blocks). Within it full names make persons: the same name but for spelling,
 * where the dates of life agree or are not known and only one person fits. Then shorter names and
 * initials join the only person whom they fit; where several fit, they stay apart.
 */
#include "authority/authority_int.h"

enum {
	SAME = 90, /* text_name_meet: all parts the same but for spelling, one perhaps missing */
	FITS = 60, /* initials fit, and the family's name is the same */
	BLOCK_MOST = 20000,
	PERSONS_MOST = 3000, /* of one block that are compared with */
};

struct named {
	uint32_t heading;
	struct text_name *name;
	size_t parts, initials;
	uint32_t titles;
	bool dated;
};

/* Full names before short ones, dated before undated, the commonest first. */
static int by_fullness(const void *a_, const void *b_)
{
	const struct named *a = a_, *b = b_;
	if ((a->initials > 0) != (b->initials > 0))
		return a->initials ? 1 : -1;
	if (a->dated != b->dated)
		return a->dated ? -1 : 1;
	if (a->parts != b->parts)
		return a->parts < b->parts ? 1 : -1;
	if (a->titles != b->titles)
		return a->titles < b->titles ? 1 : -1;
	return a->heading < b->heading ? -1 : a->heading > b->heading;
}

/* Is it as much of a name as the other, or less? */
static bool says_less(const struct named *a, const struct named *b)
{
	return a->initials > b->initials || a->parts < b->parts;
}

static bool same_life(const struct headings *h, uint32_t a, uint32_t b)
{
	struct life x = h->at[a].life, y = h->at[b].life;
	return (x.born && x.born == y.born) || (x.died && x.died == y.died);
}

static bool is_alike(const struct named *a, const struct named *b)
{
	return a->parts == b->parts && a->initials == b->initials;
}

/* Does it fit that person, as far as names and dates tell? */
static bool fits(struct headings *h, const struct named *n, const struct named *person)
{
	uint32_t a = group_root(h, n->heading), b = group_root(h, person->heading);
	if (lives_differ(h->at[a].life, h->at[b].life))
		return false;
	int degree = text_name_meet(n->name, person->name);
	bool alike = is_alike(n, person);
	if (same_life(h, a, b) || n->initials > person->initials)
		return degree >= FITS;
	if (alike)
		return n->initials ? degree >= SAME : degree > SAME;
	return n->initials == 0 && degree >= SAME;
}

/* The person whom it fits (one of an alike name), if there is exactly one; one with the same dates goes before others. */
static const struct named *only_one(struct headings *h, const struct named *n, bool alike,
				    const struct named *const *persons, size_t n_persons)
{
	const struct named *one = NULL, *dated = NULL;
	size_t fit = 0, fit_dated = 0;
	uint32_t own = group_root(h, n->heading);
	for (size_t i = 0; i < n_persons; i++) {
		uint32_t root = group_root(h, persons[i]->heading);
		if (root == own)
			return persons[i];
		if ((alike && !is_alike(n, persons[i])) || !fits(h, n, persons[i]))
			continue;
		if (!one || group_root(h, one->heading) != root)
			fit++;
		one = persons[i];
		if (!same_life(h, own, root))
			continue;
		if (!dated || group_root(h, dated->heading) != root)
			fit_dated++;
		dated = persons[i];
	}
	return fit_dated == 1 ? dated : fit == 1 && fit_dated == 0 ? one : NULL;
}

static void read_names(struct headings *h, struct arena *scratch, const struct block *at, size_t n,
		       struct named *ret)
{
	for (size_t i = 0; i < n; i++) {
		const struct heading *x = &h->at[at[i].heading];
		ret[i] = (struct named){
			.heading = at[i].heading,
			.name = text_name_read(scratch, x->name),
			.titles = x->by + x->about,
			.dated = x->life.born || x->life.died,
		};
		ret[i].parts = text_name_parts(ret[i].name, &ret[i].initials);
	}
}

static void group_block(struct headings *h, struct arena *scratch, const struct block *at, size_t n)
{
	struct named *names = arena_array_of(scratch, n, struct named);
	const struct named **persons = arena_array_of(scratch, n, const struct named *);
	size_t n_persons = 0;
	read_names(h, scratch, at, n, names);
	qsort(names, n, sizeof(*names), by_fullness);
	for (size_t i = 0; i < n; i++) {
		const struct named *p = only_one(h, &names[i], false, persons, n_persons);
		if (!p &&
		    names[i].initials) /* the same initials are one, if nobody's in particular */
			p = only_one(h, &names[i], true, persons, n_persons);
		bool joined = p && group_join(h, p->heading, names[i].heading);
		if ((!joined || says_less(p, &names[i])) && n_persons < PERSONS_MOST)
			persons[n_persons++] = &names[i];
	}
}

/* Known by several names: whoever bears one of them is the same, if the dates let him. */
static void join_known(struct headings *h, const struct blocks *b)
{
	for (size_t i = 1; i < b->n; i++)
		if (b->at[i].key == b->at[i - 1].key)
			(void)group_join(h, b->at[i - 1].heading, b->at[i].heading);
}

void group_persons(struct headings *h)
{
	struct blocks known = { 0 }, near = { 0 };
	struct arena *scratch = arena_new(0);
	for (uint32_t i = 0; i < h->n; i++) {
		char keys[TEXT_NAME_BLOCKS][64];
		if (h->at[i].kind != AUTHORITY_PERSON)
			continue;
		arena_reset(scratch);
		size_t n = text_name_blocks(text_name_read(scratch, h->at[i].name), keys);
		for (size_t k = 0; k < n; k++)
			block_add(*keys[k] == '=' ? &known : &near, h->mem, str_of(keys[k]), i);
	}
	block_sort(&known);
	join_known(h, &known);
	block_sort(&near);
	for (size_t i = 0, upto; i < near.n; i = upto) {
		for (upto = i + 1; upto < near.n && near.at[upto].key == near.at[i].key;)
			upto++;
		arena_reset(scratch);
		if (upto - i > 1 && upto - i <= BLOCK_MOST)
			group_block(h, scratch, near.at + i, upto - i);
	}
	arena_free(scratch);
}
