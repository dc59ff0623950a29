/* Source records of a title in the order of how much they tell of it. */
#include "give/give_int.h"

/* How many of the record's values came from each source. */
static int told_by(const struct record *r, int64_t source)
{
	int n = 0;
	for (size_t i = 0; i < r->n; i++)
		n += r->at[i].source == source;
	return n;
}

/* Made by a cataloguer here, then by how much it tells, then the newest. */
static bool before(const struct record *r, const struct source *a, const struct source *b)
{
	int at = told_by(r, a->id), bt = told_by(r, b->id);
	if (a->by_hand != b->by_hand)
		return a->by_hand;
	if (at != bt)
		return at > bt;
	return a->changed != b->changed ? a->changed > b->changed : a->id < b->id;
}

static void sort(const struct record *r, struct source_list *list)
{
	for (size_t i = 1; i < list->n; i++)
		for (size_t k = i; k > 0 && before(r, &list->at[k], &list->at[k - 1]); k--) {
			struct source s = list->at[k];
			list->at[k] = list->at[k - 1];
			list->at[k - 1] = s;
		}
}

bool give_record(struct ctx *c, const struct title *t, struct record *ret)
{
	*ret = (struct record){ 0 };
	return !t->record.n || record_from_json(c, t->record, ret);
}

bool give_sources(struct ctx *c, const struct title *t, struct source_list *ret)
{
	struct record r;
	if (!give_record(c, t, &r) || !sources_of_title(c, t->id, ret))
		return false;
	sort(&r, ret);
	return true;
}
