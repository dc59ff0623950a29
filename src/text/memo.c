/*
 * memo - what was lately made of a word, so that the commonest words are worked out once.
 *
 * A table of fixed size in which a word has one place; what comes later takes it over. It changes
 * how long an answer takes, never the answer: the word itself is kept and compared.
 */
#include "text/text_int.h"

enum { SLOTS = 1 << 16, WORD_MOST = 38, MADE_MOST = 84 };

struct slot {
	uint8_t kind; /* enum memo_kind; 0: empty */
	uint8_t n;    /* results */
	uint8_t n_word;
	char lang[3];
	char word[WORD_MOST];
	char made[MADE_MOST]; /* NUL after each */
};
static struct slot slots[SLOTS]; /* one thread; after fork each process has its own */

static uint64_t mix(uint64_t h, uint64_t v)
{
	h = (h ^ v) * 0x9e3779b97f4a7c15u;
	return h ^ h >> 29;
}

static struct slot *slot_of(enum memo_kind kind, struct str word, const char *lang)
{
	if (word.n > WORD_MOST || (lang[0] && lang[1] && lang[2]))
		return NULL;
	uint64_t v, h = (uint64_t)kind | (uint64_t)word.n << 8 | (uint64_t)(uint8_t)lang[0] << 16 |
			(uint64_t)(uint8_t)(lang[0] ? lang[1] : 0) << 24;
	size_t i = 0;
	for (; i + sizeof v <= word.n; i += sizeof v) {
		memcpy(&v, word.s + i, sizeof v);
		h = mix(h, v);
	}
	if (i < word.n) {
		v = 0;
		memcpy(&v, word.s + i, word.n - i);
		h = mix(h, v);
	}
	return &slots[mix(h, 0) >> 20 & (SLOTS - 1)];
}

size_t memo_get(enum memo_kind kind, struct str word, const char *lang, char (*ret)[128])
{
	const struct slot *s = slot_of(kind, word, lang);
	if (!s || s->kind != kind || s->n_word != word.n || strcmp(s->lang, lang) ||
	    memcmp(s->word, word.s, word.n))
		return 0;
	const char *made = s->made;
	for (size_t i = 0; i < s->n; i++) {
		size_t n = strlen(made) + 1;
		memcpy(ret[i], made, n);
		made += n;
	}
	return s->n;
}

size_t memo_put(enum memo_kind kind, struct str word, const char *lang, char (*made)[128], size_t n)
{
	struct slot *s = slot_of(kind, word, lang);
	size_t used = 0;
	for (size_t i = 0; i < n; i++)
		used += strlen(made[i]) + 1;
	if (!s || used > MADE_MOST || n == 0)
		return n;
	*s = (struct slot){ .kind = (uint8_t)kind, .n = (uint8_t)n, .n_word = (uint8_t)word.n };
	memcpy(s->lang, lang, strlen(lang) + 1);
	memcpy(s->word, word.s, word.n);
	char *to = s->made;
	for (size_t i = 0; i < n; i++) {
		size_t k = strlen(made[i]) + 1;
		memcpy(to, made[i], k);
		to += k;
	}
	return n;
}
