/*
 * lexicon - what words Kazakh and Kyrgyz have, and of which class.
 *
 * The words are kept as hashes of 48 bits only: looking up a word that is not there finds one by
 * mistake once in some thousand million times.
 */
#include "text/turkic_int.h"

uint32_t lexicon_classes(uint64_t hash, bool kazakh)
{
	size_t mask = lexicon_slots_n - 1;
	for (size_t at = (hash >> 16) & mask; lexicon_slots[at]; at = (at + 1) & mask) {
		if (lexicon_slots[at] >> 16 == hash >> 16)
			return lexicon_slots[at] >> (kazakh ? 0 : 8) & 0xff;
	}
	return 0;
}

size_t lexicon_known(const struct letters *w, bool kazakh)
{
	uint64_t hash = LEXICON_EMPTY;
	size_t known = 0;
	for (size_t i = 0; i < w->n; i++) {
		hash = lexicon_hash(hash, w->at[i]);
		if (i >= 2 && lexicon_classes(hash, kazakh))
			known = i + 1;
	}
	return known;
}

const struct irregular *lexicon_irregular(uint64_t hash, bool kazakh, size_t *ret_n)
{
	size_t low = 0, high = irregulars_n;
	uint8_t lang = kazakh ? 0 : 1;
	while (low < high) {
		size_t mid = (low + high) / 2;
		const struct irregular *at = &irregulars[mid];
		bool before = at->lang != lang ? at->lang < lang : at->hash < hash;
		low = before ? mid + 1 : low;
		high = before ? high : mid;
	}
	size_t n = 0;
	while (low + n < irregulars_n && irregulars[low + n].lang == lang &&
	       irregulars[low + n].hash == hash)
		n++;
	*ret_n = n;
	return &irregulars[low];
}
