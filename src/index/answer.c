/*
 * answer - does a word of a page answer a word that was asked for?
 *
 * By the same terms as the search: the words that the index has of it, in any spelling, and the
 * stems. Finding stems costs most, so a word of a page is only stemmed where it begins like a stem
 * asked for, or is written in another script than it; and once for the whole query.
 */
#include "index/index_int.h"

/* Bytes of its first letter, from the first of them (UTF-8; Unicode 15, table 3-7). */
static size_t letter_bytes(struct str s)
{
	unsigned char first = (unsigned char)s.s[0];
	size_t n = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
	return n < s.n ? n : s.n;
}

/* Do both begin with the same two letters (or all, where one is shorter)? Asked of every word of a
 * page, so by bytes. */
static bool begins_alike(struct str a, struct str b)
{
	for (int i = 0; i < 2 && a.n && b.n; i++) {
		size_t n = letter_bytes(a);
		if (n > b.n || memcmp(a.s, b.s, n) != 0)
			return false;
		a = str_from(a, n);
		b = str_from(b, n);
	}
	return true;
}

/* Cyrillic is U+0400 to U+052F: led by D0 to D4 in UTF-8. */
static bool is_cyrillic(struct str s)
{
	unsigned char first = (unsigned char)s.s[0];
	return first >= 0xD0 && first <= 0xD4;
}

/* Words of a page in another script have stems in Cyrillic too, where their language has. */
static bool may_have(const struct seen_word *seen, struct str stem)
{
	if (begins_alike(stem, seen->exact))
		return true;
	bool crosses = seen->lang && *seen->lang && strcmp(seen->lang, "en") != 0;
	return crosses && is_cyrillic(stem) && !is_cyrillic(seen->exact);
}

static bool has_stem(struct seen_word *seen, struct str stem)
{
	if (!may_have(seen, stem))
		return false;
	if (str_same(stem, seen->exact))
		return true;
	if (!seen->stemmed)
		seen->n = text_stems(seen->exact, seen->lang ? seen->lang : "", seen->stems);
	seen->stemmed = true;
	for (size_t i = 0; i < seen->n; i++)
		if (str_is(stem, seen->stems[i]))
			return true;
	return false;
}

static bool starts_word(const struct word *w, struct str exact)
{
	return exact.n >= w->exact[0].n && memcmp(exact.s, w->exact[0].s, w->exact[0].n) == 0;
}

bool word_answers(const struct word *w, struct seen_word *seen)
{
	struct str exact = seen->exact;
	if (exact.n == 0)
		return false;
	if (w->kind == WORD_START && starts_word(w, exact))
		return true;
	for (size_t i = 0; i < w->n_exact && w->kind != WORD_START; i++)
		if (str_same(w->exact[i], exact))
			return true;
	for (size_t i = 0; i < w->n_terms; i++)
		if (!w->terms[i].stem && str_same(w->terms[i].text, exact))
			return true;
	for (size_t i = 0; i < w->n_terms; i++)
		if (w->terms[i].stem && has_stem(seen, w->terms[i].text))
			return true;
	for (size_t i = 0; i < w->n_stems; i++)
		if (has_stem(seen, w->stems[i]))
			return true;
	return false;
}
