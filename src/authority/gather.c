/*
 * gather - every name that titles bear, once, with how many titles bear it.
 *
 * One pass over the titles. What is kept is about 150 bytes a name, so that a million titles with
 * a million names need as many bytes as one part of the index.
 */
#include "authority/authority_int.h"

enum { NAME_MOST = 400, VALUES = 400 };

static const struct {
	enum record_field field;
	enum authority_kind kind;
	bool about;
} fields[] = {
	{ RECORD_CREATOR, AUTHORITY_PERSON, false },
	{ RECORD_CONTRIBUTOR, AUTHORITY_PERSON, false },
	{ RECORD_PERSON_SUBJECT, AUTHORITY_PERSON, true },
	{ RECORD_SUBJECT, AUTHORITY_SUBJECT, true },
	{ RECORD_PLACE_SUBJECT, AUTHORITY_PLACE, true },
	{ RECORD_PLACE, AUTHORITY_PLACE, false },
};

bool authority_names(const struct record_value *v, enum authority_kind *ret_kind, bool *ret_about)
{
	for (size_t i = 0; i < COUNT_OF(fields); i++) {
		if (fields[i].field != v->field)
			continue;
		if (v->value.n == 0 || v->value.n > NAME_MOST)
			return false;
		*ret_kind = v->body && fields[i].kind == AUTHORITY_PERSON ? AUTHORITY_BODY
									  : fields[i].kind;
		*ret_about = fields[i].about;
		return true;
	}
	return false;
}

/* The first two years in it: "1799-1837", "р. 1934", "XIX ғ." has none. */
struct life life_of(struct str dates)
{
	int16_t years[2] = { 0, 0 };
	size_t n = 0, before = 0;
	for (size_t i = 0; i < dates.n && n < 2;) {
		size_t from = i;
		int year = 0;
		while (i < dates.n && dates.s[i] >= '0' && dates.s[i] <= '9' && i - from < 4)
			year = year * 10 + (dates.s[i++] - '0');
		if (i - from >= 3 && n == 0)
			before = from;
		if (i - from >= 3)
			years[n++] = (int16_t)year;
		i += i == from;
	}
	/* "-1837": only the end is known */
	if (n == 1 && before && dates.s[before - 1] == '-')
		return (struct life){ 0, years[0] };
	return (struct life){ years[0], years[1] };
}

bool lives_differ(struct life a, struct life b)
{
	return (a.born && b.born && a.born != b.born) || (a.died && b.died && a.died != b.died);
}

uint64_t name_hash(struct arena *scratch, enum authority_kind kind, struct str name,
		   struct str dates)
{
	return key_hash(kind, text_sort_key(scratch, name), text_sort_key(scratch, dates));
}

uint64_t key_hash(enum authority_kind kind, struct str name, struct str dates)
{
	uint64_t h = 14695981039346656037u ^ (uint64_t)kind << 56;
	struct str parts[] = { name, dates };
	for (size_t p = 0; p < COUNT_OF(parts); p++) {
		for (size_t i = 0; i < parts[p].n; i++) {
			h = (h ^ (unsigned char)parts[p].s[i]) * 1099511628211u;
			h ^= h >> 29;
		}
		h = (h ^ 0xff) * 1099511628211u;
	}
	h *= 0x9e3779b97f4a7c15u;
	return h ^ h >> 32;
}

struct headings *headings_new(struct arena *mem)
{
	struct headings *h = arena_new_of(mem, struct headings);
	h->mem = mem;
	h->n_slots = 1 << 12;
	h->slots = arena_array_of(mem, h->n_slots, uint32_t);
	return h;
}

static void place(struct headings *h, uint32_t number)
{
	size_t slot = h->at[number].hash & (h->n_slots - 1);
	while (h->slots[slot])
		slot = (slot + 1) & (h->n_slots - 1);
	h->slots[slot] = number + 1;
}

static void more_slots(struct headings *h)
{
	h->n_slots *= 4;
	h->slots = arena_array_of(h->mem, h->n_slots, uint32_t);
	for (uint32_t i = 0; i < h->n; i++)
		place(h, i);
}

uint32_t heading_find(const struct headings *h, uint64_t hash)
{
	for (size_t slot = hash & (h->n_slots - 1); h->slots[slot];
	     slot = (slot + 1) & (h->n_slots - 1))
		if (h->at[h->slots[slot] - 1].hash == hash)
			return h->slots[slot] - 1;
	return UINT32_MAX;
}

uint32_t heading_add(struct headings *h, struct arena *scratch, enum authority_kind kind,
		     struct str name, struct str dates)
{
	uint64_t hash = name_hash(scratch, kind, name, dates);
	uint32_t found = heading_find(h, hash);
	if (found != UINT32_MAX)
		return found;
	if (h->n == h->cap) {
		size_t each = sizeof(*h->at), more = h->cap ? 2 * (size_t)h->cap : 1024;
		h->at = arena_grow(h->mem, h->at, h->cap * each, more * each);
		h->cap = (uint32_t)more;
	}
	if (h->n * 2 >= h->n_slots)
		more_slots(h);
	h->at[h->n] = (struct heading){
		.name = str_copy(h->mem, name),
		.dates = dates.n ? str_copy(h->mem, dates) : STR_NONE,
		.hash = hash,
		.parent = h->n,
		.next = h->n,
		.life = life_of(dates),
		.kind = (uint8_t)kind,
	};
	place(h, h->n);
	return h->n++;
}

struct gathering {
	struct headings *to;
	struct arena *title;
	int64_t titles;
};

static bool seen(const uint32_t *at, size_t n, uint32_t number)
{
	for (size_t i = 0; i < n; i++)
		if (at[i] == number)
			return true;
	return false;
}

static int by_pair(const void *a_, const void *b_)
{
	const struct heading_pair *a = a_, *b = b_;
	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return a->b < b->b ? -1 : a->b > b->b;
}

/* The same pairs come again and again: they are kept once. */
static void tidy_pairs(struct headings *h)
{
	size_t n = 0;
	qsort(h->pairs, h->n_pairs, sizeof(*h->pairs), by_pair);
	for (size_t i = 0; i < h->n_pairs; i++)
		if (n == 0 || by_pair(&h->pairs[n - 1], &h->pairs[i]) != 0)
			h->pairs[n++] = h->pairs[i];
	h->n_pairs = n;
}

void heading_pair_add(struct headings *h, uint32_t a, uint32_t b)
{
	if (h->n_pairs == h->cap_pairs && h->n_pairs)
		tidy_pairs(h);
	if (h->n_pairs * 2 >= h->cap_pairs) {
		size_t each = sizeof(*h->pairs), more = h->cap_pairs ? 2 * h->cap_pairs : 256;
		h->pairs = arena_grow(h->mem, h->pairs, h->cap_pairs * each, more * each);
		h->cap_pairs = more;
	}
	h->pairs[h->n_pairs++] = (struct heading_pair){ a, b };
}

/* Each name counts once a title; a name once more in another script is the same one's, and no name
 * more. */
static void take_record(struct gathering *g, const struct record *r)
{
	uint32_t by[VALUES] = { 0 }, about[VALUES] = { 0 }, last = UINT32_MAX;
	size_t n_by = 0, n_about = 0;
	for (size_t i = 0; i < r->n; i++) {
		const struct record_value *v = &r->at[i];
		enum authority_kind kind;
		bool is_about;
		if (!authority_names(v, &kind, &is_about)) {
			last = UINT32_MAX;
			continue;
		}
		uint32_t number = heading_add(g->to, g->title, kind, v->value, v->dates);
		uint32_t *to = is_about ? about : by;
		size_t *n = is_about ? &n_about : &n_by;
		if (!v->also && *n < VALUES && !seen(to, *n, number)) {
			to[(*n)++] = number;
			g->to->at[number].by += !is_about;
			g->to->at[number].about += is_about;
		}
		if (v->also && last != UINT32_MAX && last != number)
			heading_pair_add(g->to, last, number);
		if (!v->also)
			last = number;
	}
}

static bool take_title(struct ctx *c, void *arg, struct str id)
{
	struct gathering *g = arg;
	struct ctx own = *c;
	struct title t;
	struct record r = { 0 };
	arena_reset(g->title);
	own.mem = g->title;
	if (!title_get(&own, id, &t))
		return own.err.kind == ERR_ABSENT; /* gone meanwhile */
	if (t.record.n && record_from_json(&own, t.record, &r))
		take_record(g, &r);
	g->titles++;
	return true;
}

bool headings_gather(struct ctx *c, struct headings *h, int64_t *ret_titles)
{
	struct gathering g = { .to = h, .title = arena_new(0) };
	bool ok = titles_walk(c, take_title, &g);
	arena_free(g.title);
	*ret_titles = g.titles;
	return ok;
}
