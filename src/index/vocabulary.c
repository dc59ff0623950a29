/*
 * vocabulary - the words of a run of indexing, each known by a number, its stems found once.
 *
 * A word occurs thousands of times in a library; hashing it is all that later times cost.
 */
#include "index/index_int.h"

#include <sys/mman.h>

enum {
	SLOTS_AT_FIRST = 1 << 16,
	LARGE = 96 << 20,     /* bytes; then the owner begins another */
	LANGUAGES = 5,        /* none, and the four of text_languages */
	KEYED_MISREAD = 0x80, /* besides a bit a language */
};

/* Zeroed, and in large pages where the system has them: they are looked into at random. */
static void *table_new(size_t n, size_t each)
{
	void *p = mmap(NULL, n * each, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	must(p != MAP_FAILED);
	(void)madvise(p, n * each, MADV_HUGEPAGE);
	return p;
}

static void table_free(void *p, size_t n, size_t each)
{
	munmap(p, n * each);
}

struct vocabulary *vocabulary_new(void)
{
	struct arena *mem = arena_new(0);
	struct vocabulary *v = arena_new_of(mem, struct vocabulary);
	v->mem = mem;
	v->n_slots = SLOTS_AT_FIRST;
	v->slots = table_new(v->n_slots, sizeof(*v->slots));
	v->cap = SLOTS_AT_FIRST / 2;
	v->at = table_new(v->cap, sizeof(*v->at));
	return v;
}

void vocabulary_free(struct vocabulary *v)
{
	if (!v)
		return;
	table_free(v->slots, v->n_slots, sizeof(*v->slots));
	table_free(v->at, v->cap, sizeof(*v->at));
	free(v->keys.at);
	arena_free(v->mem);
}

bool vocabulary_is_large(const struct vocabulary *v)
{
	return arena_used(v->mem) + v->cap * sizeof(*v->at) > LARGE;
}

/* Multiply and fold, eight bytes at a time. */
static uint64_t folded(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 product = (unsigned __int128)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint32_t hash_of(struct str s)
{
	uint64_t h = 0x9e3779b97f4a7c15u ^ s.n, eight;
	for (; s.n >= 8; s = str_from(s, 8)) {
		memcpy(&eight, s.s, 8);
		h = folded(h ^ eight, 0xd6e8feb86659fd93u);
	}
	eight = 0;
	memcpy(&eight, s.s, s.n);
	h = folded(h ^ eight, 0xa0761d6478bd642fu);
	return (uint32_t)(h ^ h >> 32);
}

static struct vocabulary_slot *free_slot(struct vocabulary *v, uint32_t hash)
{
	uint32_t slot = hash & (v->n_slots - 1);
	while (v->slots[slot].number)
		slot = (slot + 1) & (v->n_slots - 1);
	return &v->slots[slot];
}

static void double_slots(struct vocabulary *v)
{
	struct vocabulary_slot *old = v->slots;
	uint32_t n_old = v->n_slots;
	v->n_slots *= 2;
	v->slots = table_new(v->n_slots, sizeof(*v->slots));
	size_t size = v->cap * sizeof(*v->at);
	v->cap = v->n_slots / 2;
	v->at = mremap(v->at, size, v->cap * sizeof(*v->at), MREMAP_MAYMOVE);
	must(v->at != MAP_FAILED);
	for (uint32_t i = 0; i < n_old; i++)
		if (old[i].number)
			*free_slot(v, old[i].hash) = old[i];
	table_free(old, n_old, sizeof(*old));
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
	struct str rest = { v->at[number].text, v->at[number].text_n }, part;
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

static bool is_text(const struct term *t, struct str text)
{
	if (t->text_n != text.n)
		return false;
	return text.n <= WORD_HEAD ? memcmp(t->head, text.s, text.n) == 0
				   : memcmp(t->text, text.s, text.n) == 0;
}

static uint32_t new_term(struct vocabulary *v, struct str text, uint32_t hash, bool word)
{
	must(text.n <= UINT16_MAX);
	if (v->n == v->cap)
		double_slots(v);
	uint32_t number = v->n++;
	struct term *t = &v->at[number];
	struct str packed = term_pack(v->mem, text);
	*free_slot(v, hash) = (struct vocabulary_slot){ hash, number + 1 };
	*t = (struct term){
		.text_n = (uint16_t)text.n,
		.word = word,
		.lang = -1,
		.text = str_copy(v->mem, text).s,
		.packed = packed,
		.key = eight_bytes(packed),
		.hash = places_hash(packed),
	};
	memcpy(t->head, text.s, text.n < WORD_HEAD ? text.n : WORD_HEAD);
	if (word && str_find_byte(text, '-') < text.n)
		cut_parts(v, number);
	return number;
}

static uint32_t hashed_term(struct vocabulary *v, struct str text, uint32_t hash, bool word)
{
	uint32_t slot = hash & (v->n_slots - 1);
	for (; v->slots[slot].number; slot = (slot + 1) & (v->n_slots - 1)) {
		uint32_t number = v->slots[slot].number - 1;
		if (v->slots[slot].hash == hash && is_text(&v->at[number], text))
			return number;
	}
	return new_term(v, text, hash, word);
}

uint32_t vocabulary_term(struct vocabulary *v, struct str text, bool word)
{
	return hashed_term(v, text, hash_of(text), word);
}

/* The memory a word needs is asked for some words ahead: waiting for it is what look-ups cost. */
void vocabulary_words(struct vocabulary *v, const struct str *texts, size_t n, uint32_t *ret)
{
	uint32_t hashes[WORDS_AT_ONCE];
	must(n <= WORDS_AT_ONCE);
	for (size_t i = 0; i < n; i++) {
		hashes[i] = hash_of(texts[i]);
		__builtin_prefetch(&v->slots[hashes[i] & (v->n_slots - 1)]);
	}
	for (size_t i = 0; i < n; i++) {
		uint32_t number = v->slots[hashes[i] & (v->n_slots - 1)].number;
		if (number)
			__builtin_prefetch(&v->at[number - 1], 1);
	}
	for (size_t i = 0; i < n; i++)
		ret[i] = hashed_term(v, texts[i], hashes[i], true);
}

int language_number(const char *lang)
{
	if (lang && *lang)
		for (int i = 0; text_languages[i]; i++)
			if (strcmp(lang, text_languages[i]) == 0)
				return i + 1;
	return 0;
}

const char *language_of_number(int number)
{
	return number > 0 && number < LANGUAGES ? text_languages[number - 1] : "";
}

/* A word sounds like something once, however often it stands there. What has no letter has no other
 * script either. */
static void note_keys(struct vocabulary *v, uint32_t number, int lang, const char *name)
{
	char keys[TEXT_KEYS][128];
	struct term *t = &v->at[number];
	struct str text = { t->text, t->text_n };
	text = str_from(text, t->word ? 0 : stem_sign_length(text));
	if (v->without_keys || t->keyed & 1u << lang || text_script(text) == SCRIPT_OTHER ||
	    number >> KEYS_WORD_BITS || t->packed.n > UINT8_MAX)
		return;
	t->keyed |= (uint8_t)(1u << lang);
	size_t n = text_keys(text, name, keys);
	for (size_t i = 0; i < n; i++)
		keys_note(&v->keys, t->word ? KEY_WORD : KEY_STEM, str_of(keys[i]), number);
}

void vocabulary_doubt(struct vocabulary *v, uint32_t word)
{
	char key[128];
	struct term *t = &v->at[word];
	if (v->without_keys || t->keyed & KEYED_MISREAD || word >> KEYS_WORD_BITS ||
	    t->packed.n > UINT8_MAX)
		return;
	t->keyed |= KEYED_MISREAD;
	size_t n = text_ocr_key((struct str){ t->text, t->text_n }, key);
	if (n)
		keys_note(&v->keys, KEY_OCR, (struct str){ key, n }, word);
}

/* A stem that is the word itself needs no term of its own: the word's own term stands for it. */
static void find_stems(struct vocabulary *v, uint32_t word, int lang, uint32_t ret[TEXT_STEMS + 1])
{
	const char *name = lang ? text_languages[lang - 1] : "";
	char stems[TEXT_STEMS][128];
	uint32_t n = 0;
	struct str text = { v->at[word].text, v->at[word].text_n };
	size_t found = text_stems(text, name, stems);
	for (size_t i = 0; i < found; i++) {
		char term[132];
		struct str stem = str_of(stems[i]);
		if (stem.n == 0 || str_same(stem, text))
			continue;
		const char *sign = stem_signs[stem_kind_of(text, stem, name)];
		size_t n_sign = strlen(sign);
		memcpy(term, sign, n_sign);
		memcpy(term + n_sign, stem.s, stem.n);
		ret[++n] = vocabulary_term(v, (struct str){ term, stem.n + n_sign }, false);
		note_keys(v, ret[n], lang, name);
	}
	note_keys(v, word, lang, name);
	ret[0] = n;
}

static const uint32_t *other_stems(struct vocabulary *v, uint32_t word, int lang)
{
	if (!v->at[word].other)
		v->at[word].other = arena_array_of(v->mem, LANGUAGES, uint32_t *);
	if (!v->at[word].other[lang]) {
		uint32_t *stems = arena_array_of(v->mem, TEXT_STEMS + 1, uint32_t);
		find_stems(v, word, lang, stems);
		v->at[word].other[lang] = stems;
	}
	return v->at[word].other[lang];
}

const uint32_t *vocabulary_stems(struct vocabulary *v, uint32_t word, int lang)
{
	must(lang >= 0 && lang < LANGUAGES);
	uint32_t stems[TEXT_STEMS + 1];
	if (v->at[word].lang == lang)
		return v->at[word].stems;
	if (v->at[word].lang >= 0)
		return other_stems(v, word, lang);
	find_stems(v, word, lang, stems); /* may move v->at */
	v->at[word].lang = (int8_t)lang;
	memcpy(v->at[word].stems, stems, sizeof(stems));
	return v->at[word].stems;
}
