/*
 * vocabulary - the words of a run of indexing, each known by a number, its stems found once.
 *
 * A word occurs thousands of times in a library; hashing it is all that later times cost.
 */
#include "index/index_int.h"

enum {
	SLOTS_AT_FIRST = 1 << 16,
	LARGE = 96 << 20, /* bytes; then the owner begins another */
	LANGUAGES = 5,    /* none, and the four of text_languages */
};

struct vocabulary *vocabulary_new(void)
{
	struct arena *mem = arena_new(0);
	struct vocabulary *v = arena_new_of(mem, struct vocabulary);
	v->mem = mem;
	v->n_slots = SLOTS_AT_FIRST;
	v->slots = calloc(v->n_slots, sizeof(*v->slots));
	v->cap = SLOTS_AT_FIRST / 2;
	v->at = calloc(v->cap, sizeof(*v->at));
	must(v->slots && v->at);
	return v;
}

void vocabulary_free(struct vocabulary *v)
{
	if (!v)
		return;
	free(v->slots);
	free(v->at);
	arena_free(v->mem);
}

bool vocabulary_is_large(const struct vocabulary *v)
{
	return arena_used(v->mem) + v->cap * sizeof(*v->at) > LARGE;
}

/* FNV-1a, eight bytes at a time */
static uint32_t hash_of(struct str s)
{
	uint64_t h = 14695981039346656037u;
	size_t i = 0;
	for (; i + 8 <= s.n; i += 8) {
		uint64_t eight;
		memcpy(&eight, s.s + i, 8);
		h = (h ^ eight) * 1099511628211u;
		h ^= h >> 29;
	}
	for (; i < s.n; i++)
		h = (h ^ (unsigned char)s.s[i]) * 1099511628211u;
	return (uint32_t)(h ^ h >> 32);
}

static void double_slots(struct vocabulary *v)
{
	free(v->slots);
	v->n_slots *= 2;
	v->slots = calloc(v->n_slots, sizeof(*v->slots));
	v->cap = v->n_slots / 2;
	v->at = realloc(v->at, v->cap * sizeof(*v->at));
	must(v->slots && v->at);
	for (uint32_t i = 0; i < v->n; i++) {
		uint32_t slot = v->at[i].hash & (v->n_slots - 1);
		while (v->slots[slot])
			slot = (slot + 1) & (v->n_slots - 1);
		v->slots[slot] = i + 1;
	}
}

static uint64_t eight_bytes(struct str s)
{
	uint64_t key = 0;
	for (size_t i = 0; i < 8; i++)
		key = key << 8 | (i < s.n ? (unsigned char)s.s[i] : 0);
	return key;
}

static void cut_parts(struct vocabulary *v, uint32_t number)
{
	struct str rest = v->at[number].text, part;
	uint32_t parts[16], n = 0;
	while (n < COUNT_OF(parts) && str_next(&rest, '-', &part))
		if (part.n)
			parts[n++] = vocabulary_term(v, part, true);
	if (n < 2)
		return;
	uint32_t *kept = arena_array_of(v->mem, n + 1, uint32_t);
	kept[0] = n;
	memcpy(kept + 1, parts, n * sizeof(*parts));
	v->at[number].parts = kept;
}

uint32_t vocabulary_term(struct vocabulary *v, struct str text, bool word)
{
	uint32_t hash = hash_of(text);
	uint32_t slot = hash & (v->n_slots - 1);
	for (; v->slots[slot]; slot = (slot + 1) & (v->n_slots - 1)) {
		struct term *t = &v->at[v->slots[slot] - 1];
		if (t->hash == hash && str_same(t->text, text))
			return v->slots[slot] - 1;
	}
	if (v->n == v->cap) {
		double_slots(v);
		return vocabulary_term(v, text, word);
	}
	uint32_t number = v->n++;
	v->slots[slot] = number + 1;
	struct str packed = term_pack(v->mem, text);
	v->at[number] = (struct term){
		.text = str_copy(v->mem, text),
		.packed = packed,
		.hash = hash,
		.key = { eight_bytes(packed), eight_bytes(str_from(packed, 8)) },
		.word = word,
	};
	if (word && str_find_byte(text, '-') < text.n)
		cut_parts(v, number);
	return number;
}

int language_number(const char *lang)
{
	if (lang && *lang)
		for (int i = 0; text_languages[i]; i++)
			if (strcmp(lang, text_languages[i]) == 0)
				return i + 1;
	return 0;
}

/* A stem that is the word itself needs no term of its own: the word's own term stands for it. */
static uint32_t *find_stems(struct vocabulary *v, uint32_t word, const char *lang)
{
	char stems[TEXT_STEMS][128];
	uint32_t numbers[TEXT_STEMS], n = 0;
	size_t found = text_stems(v->at[word].text, lang, stems);
	for (size_t i = 0; i < found; i++) {
		char term[130];
		struct str stem = str_of(stems[i]);
		if (stem.n == 0 || str_same(stem, v->at[word].text))
			continue;
		term[0] = TERM_STEM[0];
		memcpy(term + 1, stem.s, stem.n);
		numbers[n++] = vocabulary_term(v, (struct str){ term, stem.n + 1 }, false);
	}
	uint32_t *kept = arena_array_of(v->mem, n + 1, uint32_t);
	kept[0] = n;
	memcpy(kept + 1, numbers, n * sizeof(*numbers));
	return kept;
}

const uint32_t *vocabulary_stems(struct vocabulary *v, uint32_t word, const char *lang)
{
	int l = language_number(lang);
	must(l < LANGUAGES);
	if (!v->at[word].stems)
		v->at[word].stems = arena_array_of(v->mem, LANGUAGES, uint32_t *);
	if (!v->at[word].stems[l]) {
		/* finding them may move v->at */
		uint32_t *stems = find_stems(v, word, l ? lang : "");
		v->at[word].stems[l] = stems;
	}
	return v->at[word].stems[l];
}
