/*
 * facets - how many of the titles found are of each language, kind, level, holder and decade.
 *
 * The values of all titles stand in columns in memory (columns.c), so that counting a hit is some
 * additions, where asking the engine for its values would cost more than the search itself.
 */
#include "index/index_int.h"

void facets_begin(struct ctx *c, struct handle *h, struct facet_count *ret)
{
	*ret = (struct facet_count){ .handle = h };
	for (size_t i = 0; i < COLUMNS; i++)
		ret->counts[i] = arena_array_of(c->mem, h->columns[i].n_values, int64_t);
}

void facets_count(struct facet_count *f, uint32_t doc)
{
	f->total++;
	if (doc > f->handle->n_docs)
		return;
	for (size_t i = 0; i < COLUMNS; i++)
		f->counts[i][f->handle->columns[i].of[doc]]++;
}

static int by_count(const void *a_, const void *b_)
{
	const struct index_facet *a = a_, *b = b_;
	if (a->count != b->count)
		return a->count < b->count ? 1 : -1;
	return str_order(a->value, b->value);
}

static int by_value(const void *a_, const void *b_)
{
	const struct index_facet *a = a_, *b = b_;
	return str_order(a->value, b->value);
}

static struct index_facets counted(struct ctx *c, const struct facet_count *f, size_t column)
{
	const struct column *col = &f->handle->columns[column];
	struct index_facets facets = { 0 };
	facets.at = arena_array_of(c->mem, col->n_values, struct index_facet);
	for (size_t i = 1; i < col->n_values; i++)
		if (f->counts[column][i])
			facets.at[facets.n++] = (struct index_facet){
				str_copy(c->mem, col->values[i]),
				f->counts[column][i],
			};
	qsort(facets.at, facets.n, sizeof(*facets.at), column == COLUMN_YEAR ? by_value : by_count);
	return facets;
}

static void count_holder(struct index_facets *to, struct str one, int64_t n)
{
	for (size_t i = 0; i < to->n; i++)
		if (str_same(to->at[i].value, one)) {
			to->at[i].count += n;
			return;
		}
	to->at[to->n++] = (struct index_facet){ one, n };
}

/* Sets of libraries, counted for each library. */
static struct index_facets holders(struct ctx *c, const struct facet_count *f)
{
	struct index_facets sets = counted(c, f, COLUMN_HOLDERS), all = { 0 };
	size_t room = 0;
	for (size_t i = 0; i < sets.n; i++)
		for (size_t k = 0; k <= sets.at[i].value.n; k++)
			room += k == sets.at[i].value.n || sets.at[i].value.s[k] == ' ';
	all.at = arena_array_of(c->mem, room + 1, struct index_facet);
	for (size_t i = 0; i < sets.n; i++) {
		struct str rest = sets.at[i].value, one;
		while (str_next(&rest, ' ', &one))
			if (one.n)
				count_holder(&all, one, sets.at[i].count);
	}
	qsort(all.at, all.n, sizeof(*all.at), by_count);
	return all;
}

void facets_end(struct ctx *c, const struct facet_count *f, struct index_result *ret)
{
	ret->languages = counted(c, f, COLUMN_LANGUAGE);
	ret->kinds = counted(c, f, COLUMN_KIND);
	ret->levels = counted(c, f, COLUMN_LEVEL);
	ret->partners = holders(c, f);
	ret->carriers = counted(c, f, COLUMN_CARRIER);
	ret->countries = counted(c, f, COLUMN_COUNTRY);
	ret->digitised = 0;
	for (size_t i = 0; i < ret->levels.n; i++)
		ret->digitised += ret->levels.at[i].count;
	ret->years = counted(c, f, COLUMN_YEAR);
}
