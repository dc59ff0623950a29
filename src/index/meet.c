/*
 * meet - words of the library that sound like a word asked for, in any script or spelling.
 *
 * By the keys that text gives words: the strict one and other readings of it, then those of a
 * keyboard without our letters (~), then as another language's ear has it (^).
 */
#include "index/index_int.h"

static int how_of(struct str key)
{
	return key.s[0] == '~' ? MEET_LOOSE : key.s[0] == '^' ? MEET_LOOSEST : MEET_STRICT;
}

static void add_keys(struct arena *mem, struct sounds *m, struct str word, const char *lang)
{
	char keys[TEXT_KEYS][128];
	size_t n = text_keys(word, lang, keys);
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;
		while (k < m->n && !str_is(m->at[k], keys[i]))
			k++;
		if (k == m->n && m->n < MEET_KEYS && keys[i][0])
			m->at[m->n++] = str_copy(mem, str_of(keys[i]));
	}
}

/* A number sounds like nothing; only a 1 may be typed for an і. */
static bool has_digits(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (word.s[i] >= '0' && word.s[i] <= '9' && word.s[i] != '1')
			return true;
	return false;
}

void meet_word(struct arena *mem, struct str word, struct sounds *ret)
{
	const char *const *langs = word_languages(word);
	ret->n = 0;
	for (size_t i = 0; langs[i] && !has_digits(word); i++)
		add_keys(mem, ret, word, langs[i]);
}

void meet_stems(struct arena *mem, struct str word, struct sounds *ret)
{
	const char *const *langs = word_languages(word);
	ret->n = 0;
	for (size_t i = 0; langs[i] && !has_digits(word); i++) {
		char stems[TEXT_STEMS][128];
		add_keys(mem, ret, word, langs[i]); /* what stands here may be a stem itself */
		size_t n = text_stems(word, langs[i], stems);
		for (size_t k = 0; k < n; k++)
			add_keys(mem, ret, str_of(stems[k]), langs[i]);
	}
}

void meet_find(const struct keys *k, enum key_kind kind, const struct sounds *m, int how,
	       keys_word_fn *each, void *arg)
{
	for (size_t i = 0; i < m->n; i++)
		if (how_of(m->at[i]) == how)
			keys_find(k, kind, m->at[i], each, arg);
}
