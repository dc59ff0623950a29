/*
 * deal - a title's notes, dealt out by term: each term's positions together, in order.
 *
 * Only words are noted, not their stems. A stem of one word alone, which most are, shares that
 * word's positions; those of several are dealt in the same walk through the notes. All that the
 * walk touches lies close together, by the title's own numbers: the walk is what a long text costs.
 */
#include "index/index_int.h"

enum {
	DIGIT = 11,
	DIGITS = (64 + DIGIT - 1) / DIGIT,
	AHEAD = 8, /* memory of the vocabulary is asked for so many words before it is used */
};

struct source { /* a word that a term stands for */
	uint32_t term, noted;
};
struct dealing {
	struct arena *mem;
	struct notes *notes;
	struct dealt *terms;
	uint32_t *numbers;   /* of the terms in the vocabulary */
	uint32_t *n_sources; /* of each term */
	size_t n, cap;
	struct source *sources;
	size_t n_all_sources, cap_sources;
};

void notes_clear(struct notes *notes)
{
	for (size_t i = 1; i < notes->n_noted; i++)
		notes->words->at[notes->noted[i].term].noted = 0;
	notes->n_noted = 1;
	notes->n = 0;
}

static void *twice(struct arena *mem, void *p, size_t n, size_t each)
{
	return arena_grow(mem, p, n * each, 2 * n * each);
}

static uint32_t new_dealt(struct dealing *d, uint32_t number)
{
	if (d->n == d->cap) {
		d->numbers = twice(d->mem, d->numbers, d->cap, sizeof(*d->numbers));
		d->n_sources = twice(d->mem, d->n_sources, d->cap, sizeof(*d->n_sources));
		d->cap *= 2;
	}
	d->numbers[d->n] = number;
	d->n_sources[d->n] = 0;
	return (uint32_t)d->n++;
}

static void add_source(struct dealing *d, uint32_t number, uint32_t noted)
{
	uint32_t *dealt = &d->notes->words->at[number].dealt;
	if (!*dealt)
		*dealt = new_dealt(d, number) + 1;
	if (d->n_all_sources == d->cap_sources) {
		d->sources = twice(d->mem, d->sources, d->cap_sources, sizeof(*d->sources));
		d->cap_sources *= 2;
	}
	d->sources[d->n_all_sources++] = (struct source){ *dealt - 1, noted };
	d->n_sources[*dealt - 1]++;
}

static void prefetch_stems(const struct notes *notes, size_t i)
{
	if (i + 2 * AHEAD < notes->n_noted)
		__builtin_prefetch(&notes->words->at[notes->noted[i + 2 * AHEAD].term], 1);
	if (i + AHEAD >= notes->n_noted)
		return;
	const struct term *t = &notes->words->at[notes->noted[i + AHEAD].term];
	for (uint32_t k = 1; t->lang >= 0 && k <= t->stems[0]; k++)
		__builtin_prefetch(&notes->words->at[t->stems[k]], 1);
}

/* Each noted word stands for itself and for its stems. */
static void find_sources(struct dealing *d)
{
	const struct notes *notes = d->notes;
	for (uint32_t i = 1; i < notes->n_noted; i++) {
		const struct noted *w = &notes->noted[i];
		prefetch_stems(notes, i);
		add_source(d, w->term, i);
		if (w->lang == NO_STEMS)
			continue;
		const uint32_t *stems = vocabulary_stems(notes->words, w->term, w->lang);
		for (uint32_t k = 1; k <= stems[0]; k++)
			add_source(d, stems[k], i);
	}
}

struct shares { /* terms of several words, by the word: at[from[i]] to at[from[i + 1]] */
	uint32_t *from, *at;
	size_t n_positions; /* of all of them */
};

static void count_shares(struct dealing *d, struct shares *s)
{
	size_t n = d->notes->n_noted;
	s->from = arena_array_of(d->mem, n + 2, uint32_t);
	for (size_t i = 0; i < d->n_all_sources; i++) {
		const struct source *src = &d->sources[i];
		const struct noted *w = &d->notes->noted[src->noted];
		struct dealt *t = &d->terms[src->term];
		t->n += w->n;
		t->weight += w->n + w->extra;
		if (d->n_sources[src->term] > 1) {
			s->from[src->noted + 2]++;
			s->n_positions += w->n;
		}
	}
	for (size_t i = 2; i < n + 2; i++)
		s->from[i] += s->from[i - 1];
}

static void fill_shares(struct dealing *d, struct shares *s)
{
	s->at = arena_array_of(d->mem, (size_t)s->from[d->notes->n_noted + 1] + 1, uint32_t);
	for (size_t i = 0; i < d->n_all_sources; i++) {
		const struct source *src = &d->sources[i];
		if (d->n_sources[src->term] > 1)
			s->at[s->from[src->noted + 1]++] = src->term;
	}
}

/* Where the positions of each word begin, and of each term. */
static void share_out(struct dealing *d, uint32_t *at, uint32_t *from, uint32_t *term_from,
		      size_t n_words)
{
	uint32_t next = 0, shared = (uint32_t)n_words;
	for (size_t i = 1; i < d->notes->n_noted; i++) {
		from[i] = next;
		next += d->notes->noted[i].n;
	}
	for (size_t i = 0; i < d->n_all_sources; i++) {
		const struct source *src = &d->sources[i];
		struct dealt *t = &d->terms[src->term];
		if (d->n_sources[src->term] == 1) {
			t->at = at + from[src->noted];
		} else if (!t->at) {
			t->at = at + shared;
			term_from[src->term] = shared;
			shared += t->n;
		}
	}
}

static void walk_notes(const struct notes *notes, const struct shares *s, uint32_t *at,
		       uint32_t *from, uint32_t *term_from)
{
	for (size_t i = 0; i < notes->n; i++) {
		const struct note *n = &notes->at[i];
		at[from[n->noted]++] = n->at;
		for (uint32_t k = s->from[n->noted]; k < s->from[n->noted + 1]; k++)
			at[term_from[s->at[k]]++] = n->at;
	}
}

static void deal_out(struct dealing *d)
{
	const struct notes *notes = d->notes;
	struct shares shares = { 0 };
	count_shares(d, &shares);
	fill_shares(d, &shares);
	uint32_t *at = arena_array_of(d->mem, notes->n + shares.n_positions + 1, uint32_t);
	uint32_t *from = arena_array_of(d->mem, notes->n_noted + 1, uint32_t);
	uint32_t *term_from = arena_array_of(d->mem, d->n + 1, uint32_t);
	share_out(d, at, from, term_from, notes->n);
	walk_notes(notes, &shares, at, from, term_from);
}

/* Sorting by bytes: the first eight by digits from the lowest, the rest where those are the same */

struct order {
	uint64_t key; /* the term's first bytes */
	const struct dealt *term;
};

static void count_digits(const struct order *at, size_t n, uint32_t counts[][1 << DIGIT])
{
	for (size_t i = 0; i < n; i++)
		for (unsigned d = 0; d < DIGITS; d++)
			counts[d][at[i].key >> d * DIGIT & ((1 << DIGIT) - 1)]++;
	for (unsigned d = 0; d < DIGITS; d++)
		for (uint32_t i = 0, sum = 0; i < 1 << DIGIT; i++) {
			uint32_t here = counts[d][i];
			counts[d][i] = sum;
			sum += here;
		}
}

static int by_bytes(const void *a_, const void *b_)
{
	const struct order *a = a_, *b = b_;
	return str_order(a->term->packed, b->term->packed);
}

static void order_alike(struct order *at, size_t n)
{
	for (size_t i = 0, upto; i < n; i = upto) {
		for (upto = i + 1; upto < n && at[upto].key == at[i].key;)
			upto++;
		if (upto - i > 1)
			qsort(at + i, upto - i, sizeof(*at), by_bytes);
	}
}

static struct order *ordered(struct arena *mem, struct order *at, size_t n)
{
	uint32_t(*counts)[1 << DIGIT] = arena_take_array(mem, DIGITS, sizeof(*counts));
	struct order *to = arena_array_of(mem, n + 1, struct order);
	count_digits(at, n, counts);
	for (unsigned d = 0; d < DIGITS; d++) {
		for (size_t i = 0; i < n; i++)
			to[counts[d][at[i].key >> d * DIGIT & ((1 << DIGIT) - 1)]++] = at[i];
		struct order *spare = at;
		at = to;
		to = spare;
	}
	order_alike(at, n);
	return at;
}

/* What is needed of the vocabulary, taken from it in one go; and the order of bytes. */
static struct order *take_terms(struct dealing *d)
{
	struct term *words = d->notes->words->at;
	struct order *order = arena_array_of(d->mem, d->n + 1, struct order);
	d->terms = arena_array_of(d->mem, d->n + 1, struct dealt);
	for (size_t i = 0; i < d->n; i++) {
		if (i + AHEAD < d->n)
			__builtin_prefetch(&words[d->numbers[i + AHEAD]].key);
		struct term *t = &words[d->numbers[i]];
		d->terms[i].packed = t->packed;
		d->terms[i].hash = t->hash;
		order[i] = (struct order){ t->key, &d->terms[i] };
		t->dealt = 0;
	}
	return ordered(d->mem, order, d->n);
}

struct dealt *deal(struct arena *mem, struct notes *notes, size_t *ret_n)
{
	size_t room = 2 * notes->n_noted + 16;
	struct dealing d = {
		.mem = mem,
		.notes = notes,
		.cap = room,
		.numbers = arena_array_of(mem, room, uint32_t),
		.n_sources = arena_array_of(mem, room, uint32_t),
		.cap_sources = room,
		.sources = arena_array_of(mem, room, struct source),
	};
	find_sources(&d);
	struct order *order = take_terms(&d);
	deal_out(&d);
	struct dealt *sorted = arena_array_of(mem, d.n + 1, struct dealt);
	for (size_t i = 0; i < d.n; i++)
		sorted[i] = *order[i].term;
	*ret_n = d.n;
	return sorted;
}
