/*
 * group - which headings are one: of bodies, places and subjects; person.c does the same of people.
 *
 * Groups are joined by what their names sound like, word by word, so that scripts and spellings
 * meet; of places also by the table of other names. A group that holds an imported authority never
 * takes another one's form.
 */
#include "authority/authority_int.h"

enum { KEY_LEAST = 6, PLACE_WORDS = 8 };

uint32_t group_root(struct headings *h, uint32_t i)
{
	while (h->at[i].parent != i)
		i = h->at[i].parent = h->at[h->at[i].parent].parent;
	return i;
}

static bool banned(struct headings *h, uint32_t a, uint32_t b)
{
	for (size_t i = 0; i < h->n_bans; i++) {
		uint32_t x = group_root(h, h->bans[i].a), y = group_root(h, h->bans[i].b);
		if ((x == a && y == b) || (x == b && y == a))
			return true;
	}
	return false;
}

bool group_join(struct headings *h, uint32_t a, uint32_t b)
{
	a = group_root(h, a);
	b = group_root(h, b);
	const struct heading *x = &h->at[a], *y = &h->at[b];
	if (a == b)
		return true;
	if (x->kind != y->kind || lives_differ(x->life, y->life) ||
	    (x->imported && y->imported && x->imported != y->imported) || banned(h, a, b))
		return false;
	group_force(h, a, b);
	return true;
}

void group_force(struct headings *h, uint32_t a, uint32_t b)
{
	a = group_root(h, a);
	b = group_root(h, b);
	struct heading *x = &h->at[a], *y = &h->at[b];
	if (a == b)
		return;
	y->parent = a;
	x->imported = x->imported ? x->imported : y->imported;
	x->life.born = x->life.born ? x->life.born : y->life.born;
	x->life.died = x->life.died ? x->life.died : y->life.died;
	uint32_t next = x->next; /* two rings become one */
	x->next = y->next;
	y->next = next;
}

void block_add(struct blocks *b, struct arena *mem, struct str key, uint32_t heading)
{
	uint64_t h = 14695981039346656037u;
	for (size_t i = 0; i < key.n; i++) {
		h = (h ^ (unsigned char)key.s[i]) * 1099511628211u;
		h ^= h >> 29;
	}
	if (b->n == b->cap) {
		size_t each = sizeof(*b->at), more = b->cap ? 2 * b->cap : 1024;
		b->at = arena_grow(mem, b->at, b->cap * each, more * each);
		b->cap = more;
	}
	b->at[b->n++] = (struct block){ h * 0x9e3779b97f4a7c15u, heading };
}

static int by_key(const void *a_, const void *b_)
{
	const struct block *a = a_, *b = b_;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->heading < b->heading ? -1 : a->heading > b->heading;
}

void block_sort(struct blocks *b)
{
	if (b->n)
		qsort(b->at, b->n, sizeof(*b->at), by_key);
}

/* What the words sound like, one after another; numbers as they are. */
static struct str sound_of(struct arena *mem, struct str name)
{
	struct text_walk walk;
	struct text_token token;
	struct buf key;
	buf_init(&key, mem, 0);
	text_walk_init(&walk, name);
	while (text_walk_next(&walk, &token)) {
		char keys[TEXT_KEYS][128];
		bool letters = text_script(token.exact) != SCRIPT_OTHER;
		if (key.n)
			buf_add_char(&key, ' ');
		if (letters && text_keys(token.exact, "", keys))
			buf_add_z(&key, keys[0]);
		else
			buf_add(&key, token.exact);
	}
	return buf_str(&key);
}

/* Under what it sounds like, and as it sorts. */
static void add_sound(struct headings *h, struct blocks *b, struct arena *scratch, uint32_t i)
{
	const struct heading *at = &h->at[i];
	struct str sound = sound_of(scratch, at->name);
	struct str sorted = text_sort_key(scratch, at->name);
	block_add(b, h->mem, str_print(scratch, "%d=%.*s", at->kind, STR_ARGS(sorted)), i);
	if (sound.n >= KEY_LEAST)
		block_add(b, h->mem, str_print(scratch, "%d~%.*s", at->kind, STR_ARGS(sound)), i);
}

static size_t words_of(struct arena *mem, struct str name, struct str words[PLACE_WORDS])
{
	struct text_walk walk;
	struct text_token token;
	size_t n = 0;
	text_walk_init(&walk, name);
	while (text_walk_next(&walk, &token)) {
		if (n == PLACE_WORDS)
			return 0;
		words[n++] = str_copy(mem, token.exact);
	}
	return n;
}

/* A place that the table knows stands under each of its names. */
static void add_place(struct headings *h, struct blocks *b, struct arena *scratch,
		      const struct text_places *places, uint32_t i)
{
	struct str words[PLACE_WORDS];
	struct text_place_names found = { 0 };
	size_t n = words_of(scratch, h->at[i].name, words);
	if (n)
		text_places_find(places, words, n, &found);
	if (n == 0 || found.n_words != n)
		return;
	for (size_t k = 0; k < found.n; k++) {
		struct str sorted = text_sort_key(scratch, found.at[k]);
		block_add(b, h->mem,
			  str_print(scratch, "%d=%.*s", AUTHORITY_PLACE, STR_ARGS(sorted)), i);
	}
}

static void join_blocks(struct headings *h, const struct blocks *b)
{
	for (size_t i = 1; i < b->n; i++)
		if (b->at[i].key == b->at[i - 1].key)
			(void)group_join(h, b->at[i - 1].heading, b->at[i].heading);
}

static bool read_places(struct ctx *c, struct text_places **ret)
{
	struct str file = STR_NONE;
	if (!file_read(c, path_join(c->mem, c->dir, "places.tsv"), 4 << 20, &file)) {
		if (c->err.kind != ERR_ABSENT)
			return false;
		err_clear(c);
	}
	return text_places_read(c, file, ret);
}

bool group_all(struct ctx *c, struct headings *h)
{
	struct text_places *places;
	struct blocks b = { 0 };
	if (!read_places(c, &places))
		return false;
	for (size_t i = 0; i < h->n_pairs; i++)
		(void)group_join(h, h->pairs[i].a, h->pairs[i].b);
	struct arena *scratch = arena_new(0);
	for (uint32_t i = 0; i < h->n; i++) {
		arena_reset(scratch);
		if (h->at[i].kind != AUTHORITY_PERSON)
			add_sound(h, &b, scratch, i);
		if (h->at[i].kind == AUTHORITY_PLACE)
			add_place(h, &b, scratch, places, i);
	}
	arena_free(scratch);
	block_sort(&b);
	join_blocks(h, &b);
	group_persons(h);
	return true;
}
