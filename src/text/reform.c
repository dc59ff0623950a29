/*
 * reform - Russian as printed before the reform of 1918, read in today's spelling.
 *
 * The rules are tables/prereform.tsv: one of the word or one of its end and one of its start apply,
 * then the letters.
 */
#include "text/spell.h"

static size_t length(const char16_t *s)
{
	size_t n = 0;
	while (s[n])
		n++;
	return n;
}

static bool among(const char16_t *set, uint16_t cp)
{
	for (; *set; set++) {
		if (*set == cp)
			return true;
	}
	return false;
}

static bool stands_at(const struct letters *w, size_t at, const char16_t *s, size_t n)
{
	if (at > w->n || w->n - at < n)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (w->at[at + i] != s[i])
			return false;
	}
	return true;
}

/* Words that the rule leaves alone, parted by "|". */
static bool is_spared(const struct letters *w, const char16_t *but)
{
	while (*but) {
		size_t n = 0;
		while (but[n] && but[n] != '|')
			n++;
		if (w->n == n && stands_at(w, 0, but, n))
			return true;
		but += but[n] ? n + 1 : n;
	}
	return false;
}

/* Puts `to` in the place of n letters. */
static void replace(struct letters *w, size_t at, size_t n, const char16_t *to)
{
	size_t k = length(to);
	if (w->n - n + k > WORD_LETTERS)
		return;
	memmove(w->at + at + k, w->at + at + n, (w->n - at - n) * sizeof(uint16_t));
	for (size_t i = 0; i < k; i++)
		w->at[at + i] = to[i];
	w->n = w->n - n + k;
}

static bool fits(const struct reform_rule *r, const struct letters *w, size_t at, size_t n)
{
	if (!stands_at(w, at, r->from, n) || is_spared(w, r->but))
		return false;
	if (r->after[0] && (at == 0 || !among(r->after, w->at[at - 1])))
		return false;
	return !r->before[0] || (at + n < w->n && among(r->before, w->at[at + n]));
}

/* An ending needs a stem of three letters before it: маго, выя are words. */
enum { LEAST_STEM = 2 };

static bool apply(const struct reform_rule *r, struct letters *w)
{
	size_t n = length(r->from);
	bool changed = false;
	switch (r->place) {
	case AT_WORD:
		if (w->n != n || !fits(r, w, 0, n))
			return false;
		replace(w, 0, n, r->to);
		return true;
	case AT_START:
		if (w->n <= n || !fits(r, w, 0, n))
			return false;
		replace(w, 0, n, r->to);
		return true;
	case AT_END:
		if (w->n < n + (n > 1 ? LEAST_STEM : 1) || !fits(r, w, w->n - n, n))
			return false;
		replace(w, w->n - n, n, r->to);
		return true;
	case AT_ANY:
		for (size_t at = 0; at + n <= w->n; at++) {
			if (fits(r, w, at, n)) {
				replace(w, at, n, r->to);
				changed = true;
			}
		}
	}
	return changed;
}

/* Letters that no other language of ours writes, or ъ at the end. */
static bool is_old(const struct letters *w)
{
	for (size_t i = 0; i < w->n; i++) {
		if (w->at[i] == u'ѣ' || w->at[i] == u'ѳ' || w->at[i] == u'ѵ')
			return true;
	}
	return w->n > 1 && w->at[w->n - 1] == u'ъ';
}

/* і stands before vowels and й only, but in міръ (world); elsewhere it is Kazakh. */
static bool has_kazakh_i(const struct letters *w)
{
	for (size_t i = 0; i < w->n; i++) {
		if (w->at[i] == u'і' && (i + 1 == w->n || !among(u"аеиоуыэюяёѣй", w->at[i + 1])))
			return true;
	}
	return false;
}

static bool is_kazakh_or_kyrgyz(const struct letters *w)
{
	for (size_t i = 0; i < w->n; i++) {
		if (among(u"әғқңөұүһ", w->at[i]))
			return true;
	}
	return false;
}

static void apply_place(enum reform_place place, bool once, struct letters *w)
{
	for (size_t i = 0; i < reform_rules_n; i++) {
		if (reform_rules[i].place == place && apply(&reform_rules[i], w) && once)
			return;
	}
}

static bool ends_in_iya(const struct letters *w)
{
	return w->n > 4 && w->at[w->n - 1] == u'я' && w->at[w->n - 2] == u'і';
}

size_t reform(const struct letters *w, bool sure, struct letters ret[2])
{
	if (is_kazakh_or_kyrgyz(w) || (!sure && !is_old(w) && has_kazakh_i(w)))
		return 0;
	size_t n = 1;
	ret[0] = *w;
	apply_place(AT_WORD, true, &ret[0]);
	apply_place(AT_END, true, &ret[0]);
	apply_place(AT_START, true, &ret[0]);
	if (ends_in_iya(&ret[0])) { /* имѣнія or послѣднія: both are possible */
		ret[1] = ret[0];
		ret[1].at[ret[1].n - 1] = u'е';
		apply_place(AT_ANY, false, &ret[1]);
		n = 2;
	}
	apply_place(AT_ANY, false, &ret[0]);
	return n > 1 || ret[0].n != w->n || memcmp(ret[0].at, w->at, w->n * sizeof(uint16_t)) ? n
											      : 0;
}
