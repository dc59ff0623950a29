/*
 * likeness - how two titles meet: letters may be mistyped, words may not be others.
 *
 * "Atlas of Ohio" and "Atlas of Iowa" are alike in nine letters of ten; a librarian sees two books.
 * So titles are laid side by side word by word, and a word that stands in one only counts.
 */
#include "match/compare_int.h"

enum {
	WORDS = 40,       /* of a title; the rest is compared by letters alone */
	SPELT_ALIKE = 75, /* hundredths: one word, spelt otherwise */
	NEAR = 88,
	SIMILAR = 70
};

struct title_words {
	struct str at[WORDS];
	bool met[WORDS];
	size_t n;
};

static void split(struct str title, struct title_words *w)
{
	struct str one;
	w->n = 0;
	while (w->n < WORDS && str_next(&title, ' ', &one)) {
		w->met[w->n] = false;
		w->at[w->n++] = one;
	}
}

static bool spelt_alike(struct str a, struct str b)
{
	if (a.n < 4 || b.n < 4)
		return str_same(a, b);
	return alike(a, b) >= SPELT_ALIKE;
}

static void meet(struct title_words *a, struct title_words *b, bool (*same)(struct str, struct str))
{
	for (size_t i = 0; i < a->n; i++) {
		for (size_t j = 0; j < b->n && !a->met[i]; j++) {
			if (b->met[j] || !same(a->at[i], b->at[j]))
				continue;
			a->met[i] = b->met[j] = true;
		}
	}
}

/* Small words that one cataloguer writes and another leaves out, as they sound. */
static bool is_small(struct str word)
{
	static const char *const words[] = { "na",  "po",  "ob",  "ot",  "iz",  "za",  "dla",
					     "pri", "and", "te",  "the", "of",  "in",  "on",
					     "to",  "for", "la",  "le",  "de",  "des", "les",
					     "et",  "der", "die", "das", "und", "an" };
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_is(word, words[i]))
			return true;
	return word.n < 2;
}

/* Words of w that met none. */
static size_t alone(const struct title_words *w)
{
	size_t n = 0;
	for (size_t i = 0; i < w->n; i++)
		n += !w->met[i] && !is_small(w->at[i]);
	return n;
}

/* Two words run together or one cut in two: the letters are the same. */
static bool same_letters(struct str a, struct str b)
{
	size_t i = 0, j = 0;
	while (i < a.n || j < b.n) {
		i += i < a.n && a.s[i] == ' ';
		j += j < b.n && b.s[j] == ' ';
		if (i >= a.n || j >= b.n || a.s[i++] != b.s[j++])
			return i >= a.n && j >= b.n;
	}
	return true;
}

/* Long titles are kept cut: where, depends on how they are spelt. */
static void forget_end(struct str title, struct title_words *w)
{
	for (size_t i = w->n > 2 ? w->n - 2 : 0; title.n > TITLE_MAX - 24 && i < w->n; i++)
		w->met[i] = true;
}

/* Is a word in one that the other has not? */
static bool has_other_words(struct str x, struct str y)
{
	struct title_words a, b;
	split(x, &a);
	split(y, &b);
	meet(&a, &b, str_same);
	meet(&a, &b, spelt_alike);
	forget_end(x.n > y.n ? x : y, &a);
	forget_end(x.n > y.n ? x : y, &b);
	return alone(&a) || alone(&b);
}

static enum title_how how_parts_meet(struct str x, struct str y)
{
	if (str_same(x, y) || same_letters(x, y))
		return TITLE_SAME;
	int v = alike(x, y);
	if (v < SIMILAR)
		return TITLE_OTHER;
	if (!has_other_words(x, y))
		return TITLE_NEAR;
	return v >= NEAR ? TITLE_WORD : TITLE_SIMILAR;
}

static struct str after(struct str whole, size_t proper)
{
	return str_from(whole, proper < whole.n ? proper + 1 : whole.n);
}

static enum title_how how_they_meet(const struct folded_title *a, const struct folded_title *b)
{
	struct str x = { a->s, a->n }, y = { b->s, b->n };
	struct str px = str_upto(x, a->proper), py = str_upto(y, b->proper);
	struct str rx = after(x, a->proper), ry = after(y, b->proper);
	enum title_how whole = how_parts_meet(x, y);
	if (whole == TITLE_SAME || whole == TITLE_NEAR)
		return whole;
	enum title_how proper = how_parts_meet(px, py);
	if (proper < TITLE_NEAR)
		return whole > proper ? whole : proper;
	if (rx.n == 0 || ry.n == 0)
		return proper == TITLE_SAME ? TITLE_PROPER : TITLE_NEAR;
	enum title_how rest = how_parts_meet(rx, ry);
	return rest >= TITLE_NEAR ? TITLE_NEAR : TITLE_SUBTITLE;
}

struct likeness titles_meet(const struct match_facts *a, const struct match_facts *b)
{
	struct likeness best = { TITLE_OTHER, 0 };
	for (size_t i = 0; i < a->n_titles; i++) {
		for (size_t j = 0; j < b->n_titles; j++) {
			const struct folded_title *x = &a->titles[i], *y = &b->titles[j];
			enum title_how how = how_they_meet(x, y);
			size_t letters = x->proper < y->proper ? x->proper : y->proper;
			if (how > best.how || (how == best.how && letters > best.letters))
				best = (struct likeness){ how, letters };
		}
	}
	return best;
}
