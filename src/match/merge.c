/*
 * merge - of several records of one edition the best of each field, with the source of each value.
 *
 * The rules, in the order they bind:
 * 1. Sources stand in order: made or mended by hand here; their partner's standing; how complete
 *    they are; the latest; the first come. The first that has a title leads.
 * 2. Title, responsibility, edition, part, imprint, extent and series are the leader's, whole: a
 *    description put together from two title pages is of no book. What the leader lacks stays away.
 * 3. Names, language, country, kind, the original and the like are all of the first source that has
 *    any.
 * 4. Numbers, subjects, classes, notes, addresses and variant titles are those of all sources, each
 *    once (by letters and digits alone; an ISBN by its thirteen digits).
 * 5. No script is lost: a title in a script that the leader does not have becomes a parallel title,
 *    names in such a script are kept beside the leader's.
 */
#include "match/match_int.h"

#include <stdlib.h>

enum way {
	WAY_LEADER, /* rule 2 */
	WAY_FIRST,  /* rule 3 */
	WAY_ALL     /* rule 4 */
};

static enum way way_of(enum record_field f)
{
	switch (f) {
	case RECORD_TITLE:
	case RECORD_RESPONSIBILITY:
	case RECORD_EDITION:
	case RECORD_PART:
	case RECORD_SET:
	case RECORD_PLACE:
	case RECORD_PUBLISHER:
	case RECORD_DATE:
	case RECORD_EXTENT:
	case RECORD_SERIES:
	case RECORD_HOST:
	case RECORD_LEVEL:
	case RECORD_FILE: return WAY_LEADER;
	case RECORD_CREATOR:
	case RECORD_CONTRIBUTOR:
	case RECORD_LANGUAGE:
	case RECORD_COUNTRY:
	case RECORD_TYPE:
	case RECORD_CARRIER:
	case RECORD_ORIGINAL:
	case RECORD_ORIGINAL_TITLE:
	case RECORD_DESCRIPTION:
	case RECORD_AUDIENCE:
	case RECORD_RIGHTS: return WAY_FIRST;
	default: return WAY_ALL;
	}
}

/* What makes a description worth more; a title without the rest is still one. */
static int completeness(const struct record *r)
{
	static const uint8_t worth[RECORD_FIELDS] = {
		[RECORD_TITLE] = 8,     [RECORD_CREATOR] = 4,  [RECORD_RESPONSIBILITY] = 3,
		[RECORD_PUBLISHER] = 3, [RECORD_DATE] = 4,     [RECORD_PLACE] = 2,
		[RECORD_EXTENT] = 3,    [RECORD_EDITION] = 2,  [RECORD_SERIES] = 1,
		[RECORD_ISBN] = 2,      [RECORD_LANGUAGE] = 2, [RECORD_CONTRIBUTOR] = 1,
		[RECORD_SUBJECT] = 2,   [RECORD_UDC] = 1,      [RECORD_BBK] = 1,
		[RECORD_DDC] = 1,       [RECORD_NOTE] = 1,     [RECORD_PARALLEL] = 1,
		[RECORD_SET] = 2,       [RECORD_HOST] = 2,
	};
	bool seen[RECORD_FIELDS] = { false };
	int sum = 0;
	for (size_t i = 0; i < r->n; i++) {
		enum record_field f = r->at[i].field;
		if (!seen[f] && r->at[i].value.n)
			sum += worth[f];
		seen[f] = true;
	}
	return sum;
}

struct ranked {
	const struct merge_source *source;
	bool titled;
	int complete;
};

static int sign(int64_t v)
{
	return v < 0 ? -1 : v > 0;
}

static int order_of_sources(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;
	const struct merge_source *s = a->source, *t = b->source;
	if (a->titled != b->titled)
		return b->titled - a->titled;
	if (s->by_hand != t->by_hand)
		return t->by_hand - s->by_hand;
	if (s->standing != t->standing)
		return sign((int64_t)t->standing - s->standing);
	if (a->complete != b->complete)
		return b->complete - a->complete;
	if (s->changed != t->changed)
		return s->changed > t->changed ? -1 : 1;
	return s->id < t->id ? -1 : s->id > t->id;
}

struct merging {
	struct arena *mem;
	struct record *out;
	size_t room;
	uint64_t *seen; /* of each value of out: its field and folded value */
	const struct ranked *at;
	size_t n;
};

/* Letters and digits alone, small. */
static uint64_t folded(enum record_field field, struct str v)
{
	uint64_t h = 0xcbf29ce484222325u ^ ((uint64_t)field << 56);
	uint64_t isbn = field == RECORD_ISBN ? isbn_of(v) : 0;
	if (isbn)
		return h ^ isbn;
	struct text_walk w;
	struct text_token t;
	text_walk_init(&w, v);
	bool any = false;
	while (text_walk_next(&w, &t)) {
		any = true;
		for (size_t i = 0; i < t.exact.n; i++)
			if (t.exact.s[i] != '-' && t.exact.s[i] != '\'')
				h = (h ^ (unsigned char)t.exact.s[i]) * 0x100000001b3u;
		h = (h ^ ' ') * 0x100000001b3u;
	}
	for (size_t i = 0; !any && i < v.n; i++)
		h = (h ^ (unsigned char)v.s[i]) * 0x100000001b3u;
	return h;
}

static bool is_known(const struct merging *m, uint64_t h)
{
	for (size_t i = 0; i < m->out->n; i++)
		if (m->seen[i] == h)
			return true;
	return false;
}

static void put(struct merging *m, const struct record_value *v, enum record_field field,
		int64_t source)
{
	uint64_t h = folded(field, v->value);
	if (v->value.n == 0 || m->out->n == m->room || is_known(m, h))
		return;
	m->seen[m->out->n] = h;
	m->out->at[m->out->n] = *v;
	m->out->at[m->out->n].field = field;
	m->out->at[m->out->n++].source = source;
}

static bool has_field(const struct record *r, enum record_field f)
{
	return record_first(r, f).n > 0;
}

/* All values of a field of one source. */
static void put_field(struct merging *m, size_t i, enum record_field f)
{
	const struct record *r = &m->at[i].source->record;
	for (size_t k = 0; k < r->n; k++)
		if (r->at[k].field == f)
			put(m, &r->at[k], f, m->at[i].source->id);
}

static unsigned scripts_of(const struct record *r, enum record_field f)
{
	unsigned bits = 0;
	for (size_t i = 0; i < r->n; i++)
		if (r->at[i].field == f)
			bits |= 1u << text_script(r->at[i].value);
	return bits;
}

/* Rule 5: values of f in scripts that `out` lacks under f, put under `as`. */
static void put_scripts(struct merging *m, enum record_field f, enum record_field as)
{
	unsigned known = scripts_of(m->out, f) | scripts_of(m->out, as);
	for (size_t i = 0; i < m->n; i++) {
		const struct record *r = &m->at[i].source->record;
		unsigned here = 0;
		for (size_t k = 0; k < r->n; k++) {
			unsigned bit = 1u << text_script(r->at[k].value);
			if (r->at[k].field != f || known & bit)
				continue;
			put(m, &r->at[k], as, m->at[i].source->id);
			here |= bit;
		}
		known |= here;
	}
}

static void merge_field(struct merging *m, enum record_field f)
{
	enum way way = way_of(f);
	for (size_t i = 0; i < m->n; i++) {
		bool has = has_field(&m->at[i].source->record, f);
		if (has)
			put_field(m, i, f);
		if (way == WAY_LEADER || (way == WAY_FIRST && has))
			break;
	}
	if (f == RECORD_CREATOR || f == RECORD_CONTRIBUTOR)
		put_scripts(m, f, f);
}

void merge_records(struct arena *mem, const struct merge_source *at, size_t n, struct record *ret)
{
	struct ranked *order = arena_array_of(mem, n ? n : 1, struct ranked);
	size_t room = 0;
	for (size_t i = 0; i < n; i++) {
		order[i] = (struct ranked){ &at[i], has_field(&at[i].record, RECORD_TITLE),
					    completeness(&at[i].record) };
		room += at[i].record.n;
	}
	qsort(order, n, sizeof(*order), order_of_sources);
	*ret = (struct record){ .at = arena_array_of(mem, room ? room : 1, struct record_value) };
	struct merging m = { .mem = mem, .out = ret, .room = room, .at = order, .n = n };
	m.seen = arena_array_of(mem, room ? room : 1, uint64_t);
	for (enum record_field f = 0; f < RECORD_FIELDS; f++)
		merge_field(&m, f);
	put_scripts(&m, RECORD_TITLE, RECORD_PARALLEL);
}
