/*
 * forms - the words that a Russian or English form is a form of, by tables made of dictionaries.
 *
 * A word is looked up as every stem and ending that it may be parted into. Nothing is guessed here:
 * a form that the tables lack is unknown.
 */
#include "text/text_int.h"

#define FNV_START 0x811c9dc5u
#define FNV_PRIME 0x01000193u

enum { LONGEST = 30, PLACE_BITS = 22 };

/* The word in the numbers of tools/forms; at k the hash of its first k letters. */
struct coded {
	uint8_t at[LONGEST];
	uint32_t hash[LONGEST + 1];
	size_t n;
};

/* a to z, apostrophe, hyphen, а to я; 0: the tables have no such letter. */
static uint8_t number_of(uint16_t cp)
{
	if (cp >= u'а' && cp <= u'я')
		return (uint8_t)(cp - u'а' + 29);
	if (cp >= u'a' && cp <= u'z')
		return (uint8_t)(cp - u'a' + 1);
	return cp == u'\'' ? 27 : cp == u'-' ? 28 : 0;
}

static uint16_t letter_of(uint8_t number)
{
	return number >= 29   ? (uint16_t)(number - 29 + u'а')
	       : number == 28 ? u'-'
	       : number == 27 ? u'\''
			      : (uint16_t)(number - 1 + u'a');
}

static bool code(const struct letters *word, struct coded *ret)
{
	if (word->n == 0 || word->n > LONGEST)
		return false;
	ret->n = word->n;
	ret->hash[0] = FNV_START;
	for (size_t i = 0; i < word->n; i++) {
		ret->at[i] = number_of(word->at[i]);
		if (!ret->at[i])
			return false;
		ret->hash[i + 1] = (ret->hash[i] ^ ret->at[i]) * FNV_PRIME;
	}
	return true;
}

static uint16_t number_at(const uint8_t *p)
{
	return (uint16_t)(p[0] | p[1] << 8);
}

/* The number of the ending that the word has from k on, or -1. */
static int ending_at(const struct forms *f, const struct coded *w, size_t k)
{
	uint32_t h = FNV_START;
	size_t n = w->n - k;
	for (size_t i = k; i < w->n; i++)
		h = (h ^ w->at[i]) * FNV_PRIME;
	for (uint32_t slot = h & f->ending_mask; f->ending_slots[slot];
	     slot = (slot + 1) & f->ending_mask) {
		const uint8_t *e = f->endings + f->ending_slots[slot];
		if (e[0] == n && !memcmp(e + 1, w->at + k, n))
			return number_at(e + 1 + n);
	}
	return -1;
}

/* The rows of the stem that the first k letters are, or NULL. */
static const uint8_t *rows_of(const struct forms *f, const struct coded *w, size_t k)
{
	for (uint32_t slot = w->hash[k] & f->mask; f->slots[slot]; slot = (slot + 1) & f->mask) {
		if ((f->slots[slot] ^ w->hash[k]) >> PLACE_BITS)
			continue; /* without looking at the stem, which is far away */
		const uint8_t *s = f->stems + (f->slots[slot] & ((1u << PLACE_BITS) - 1));
		if (s[0] == k && !memcmp(s + 1, w->at, k))
			return s + 1 + k;
	}
	return NULL;
}

static bool set_has(const struct forms *f, size_t set, uint16_t ending)
{
	for (uint32_t i = f->set_at[set]; i < f->set_at[set + 1] && f->sets[i] <= ending; i++) {
		if (f->sets[i] == ending)
			return true;
	}
	return false;
}

/* Adds the word that the suffix makes of the first k letters, unless it is there already. */
static size_t add_word(const struct forms *f, const struct letters *word, size_t k, uint16_t suffix,
		       struct letters *ret, size_t n)
{
	const uint8_t *s = f->suffixes + f->suffix_at[suffix];
	struct letters *to = &ret[n];
	to->n = k - s[0];
	memcpy(to->at, word->at, to->n * sizeof to->at[0]);
	for (size_t i = 0; i < s[1]; i++)
		to->at[to->n++] = letter_of(s[2 + i]);
	for (size_t i = 0; i < n; i++) {
		if (ret[i].n == to->n && !memcmp(ret[i].at, to->at, to->n * sizeof to->at[0]))
			return n;
	}
	return n + 1;
}

size_t forms_of(const struct forms *f, const struct letters *word, struct letters *ret, size_t max)
{
	struct coded w;
	size_t n = 0;
	if (!code(word, &w))
		return 0;
	bool alone = false;
	for (size_t k = w.n; !alone && k + f->longest_ending >= w.n; k--) {
		int ending = ending_at(f, &w, k);
		const uint8_t *rows = ending < 0 ? NULL : rows_of(f, &w, k);
		for (size_t i = 0; rows && i < rows[0] && n < max; i++) {
			uint16_t set = number_at(rows + 1 + 4 * i);
			if ((alone && set) || (!set && k < w.n) ||
			    (set && !set_has(f, set - 1u, (uint16_t)ending)))
				continue;
			alone |= set == 0;
			n = add_word(f, word, k, number_at(rows + 3 + 4 * i), ret, n);
		}
		if (k == 0)
			break;
	}
	return n;
}
