/*
 * keys - what a word sounds like, spelt one way for all scripts and orthographies; and its readings
 * in today's Cyrillic.
 */
#include "text/spell.h"

/* A key under way. */
struct folding {
	char *out;
	size_t n, start;
};

static bool is_vowel(char k)
{
	return k == 'a' || k == 'e' || k == 'i' || k == 'o' || k == 'u' || k == 'w' || k == 'y' ||
	       k == 'O' || k == 'U';
}

/* Adds a sound. What orthographies write differently becomes one: ии, ий, ый → и; ыу, уу → у;
 * йе after a vowel → е. */
static void sound(struct folding *f, char k)
{
	char prev = f->n > f->start ? f->out[f->n - 1] : '\0';
	char before = f->n > f->start + 1 ? f->out[f->n - 2] : '\0';
	if (k == 'i' && prev == 'i')
		return;
	if (k == 'i' && prev == 'y') {
		f->out[f->n - 1] = 'i';
		return;
	}
	if (k == 'S' && prev == 't') { /* тш, in Arabic also ч */
		f->out[f->n - 1] = 'C';
		return;
	}
	if (k == 'w' && (prev == 'y' || prev == 'u')) {
		f->out[f->n - 1] = 'w';
		return;
	}
	if (k == 'e' && prev == 'i' && is_vowel(before)) {
		f->out[f->n - 1] = 'e';
		return;
	}
	if (f->n < 126)
		f->out[f->n++] = k;
}

/* Other ways to fold: Kyrgyz keeps ө ү from о у; ә typed as э; ё heard as йо; ш ч without the marks
 * that they have in Latin letters. */
enum { FOLD_KYRGYZ = 1, FOLD_AE_IS_E = 2, FOLD_YO = 4, FOLD_BARE = 8 };

static void fold_strictly(const struct letters *w, unsigned how, char ret[128])
{
	struct folding f = { .out = ret };
	for (size_t i = 0; i < w->n; i++) {
		uint16_t cp = w->at[i];
		if (how & FOLD_KYRGYZ && (cp == u'ө' || cp == u'ү')) {
			sound(&f, cp == u'ө' ? 'O' : 'U');
		} else if (how & FOLD_AE_IS_E && cp == u'ә') {
			sound(&f, 'e');
		} else if (how & FOLD_YO && cp == u'ё') {
			sound(&f, 'i');
			sound(&f, 'o');
		} else if (how & FOLD_BARE && (cp == u'ш' || cp == u'щ')) {
			sound(&f, 's');
		} else if (how & FOLD_BARE && cp == u'ч') {
			sound(&f, 't');
			sound(&f, 's');
		} else if (cp >= 0x400 && cp < 0x530) {
			for (const char *k = fold_strict[cp - 0x400]; *k; k++)
				sound(&f, *k);
		} else if (cp < 0x80 && cp != '\'') {
			sound(&f, (char)cp);
		}
	}
	ret[f.n] = '\0';
}

/* The looser degrees are made from the strict key; each has a sign of its own before it. */
static void fold_loosely(const char *strict, char ret[128])
{
	size_t n = 0;
	ret[n++] = '~';
	for (; *strict && n < 127; strict++) {
		char k = *strict == 'O' ? 'o' : *strict == 'U' ? 'u' : fold_loose[*strict & 0x7F];
		if (k == ret[n - 1] && (!is_vowel(k) || k == 'i'))
			continue;
		if (k == 'j' && ret[n - 1] == 'd') /* дж */
			n--;
		ret[n++] = k;
	}
	ret[n] = '\0';
}

/* From a loose key. No sound is double, и before a vowel is not heard, нг is ң, ц is с; метр is
 * also written as it is said: метір. */
static void fold_most_loosely(const char *loose, char ret[128])
{
	size_t n = 0;
	ret[n++] = '^';
	for (const char *p = loose + 1; *p; p++) {
		char k = fold_loosest[*p & 0x7F];
		if (k == '-' || (k == 'i' && is_vowel(p[1])))
			continue;
		if (ret[n - 1] == 'n' && k == 'g')
			continue;
		if (k == 's' && ret[n - 1] == 't')
			n--;
		if (k != ret[n - 1])
			ret[n++] = k;
	}
	if (n > 4 && (ret[n - 1] == 'r' || ret[n - 1] == 'l') && ret[n - 2] == 'i' &&
	    !is_vowel(ret[n - 3])) {
		ret[n - 2] = ret[n - 1];
		n--;
	}
	ret[n] = '\0';
}

static size_t add_key(char ret[TEXT_KEYS][128], size_t n, const char *key)
{
	if (n == TEXT_KEYS || key[0] == '\0' ||
	    (key[1] == '\0' && (key[0] == '~' || key[0] == '^')))
		return n;
	for (size_t i = 0; i < n; i++) {
		if (!strcmp(ret[i], key))
			return n;
	}
	memcpy(ret[n], key, strlen(key) + 1);
	return n + 1;
}

static bool has(const struct letters *w, uint16_t a, uint16_t b)
{
	for (size_t i = 0; i < w->n; i++) {
		if (w->at[i] == a || w->at[i] == b)
			return true;
	}
	return false;
}

static bool has_kazakh(const struct letters *w)
{
	return has(w, u'қ', u'ғ') || has(w, u'ә', u'ұ') || has(w, u'і', u'һ');
}

/* The word as it is: for what no rule of ours reads. */
static size_t itself(struct str exact, char ret[][128])
{
	size_t n = exact.n < 127 ? exact.n : 127;
	memcpy(ret[0], exact.s, n);
	ret[0][n] = '\0';
	return n > 0;
}

/* The words in Cyrillic that a spelt word may be, each with its language. */
static size_t words_of(const struct spelt *s, const char *lang, struct reading ret[READINGS])
{
	if (s->script != SCRIPT_CYRILLIC)
		return readings_of(s, lang, ret);
	struct letters old[2];
	bool russian = !strcmp(lang, "ru");
	size_t k = strcmp(lang, "kk") != 0 && strcmp(lang, "ky") != 0 ? reform(&s->w, russian, old)
								      : 0;
	size_t n = 0;
	for (size_t i = 0; i < k; i++)
		ret[n++] = (struct reading){ .w = old[i], .lang = "ru" };
	if (k == 0 || !russian)
		ret[n++] = (struct reading){ .w = s->w, .lang = lang };
	return n;
}

/* Kyrgyz tells ө ү from о у in its other scripts as well; Kazakh in Arabic does not. */
static size_t strict_keys(const struct reading *r, char ret[TEXT_KEYS][128], size_t n)
{
	char key[128];
	bool kyrgyz = !strcmp(r->lang, "ky");
	bool may_be = has(&r->w, u'ө', u'ү') && (kyrgyz || (!r->lang[0] && !has_kazakh(&r->w)));
	if (!kyrgyz || !may_be) {
		fold_strictly(&r->w, 0, key);
		n = add_key(ret, n, key);
	}
	if (may_be) {
		fold_strictly(&r->w, FOLD_KYRGYZ, key);
		n = add_key(ret, n, key);
	}
	if (has(&r->w, u'ё', u'ё')) {
		fold_strictly(&r->w, FOLD_YO, key);
		n = add_key(ret, n, key);
	}
	return n;
}

static size_t loose_key(const struct letters *w, unsigned how, char ret[TEXT_KEYS][128], size_t n)
{
	char strict[128], loose[128];
	fold_strictly(w, how, strict);
	fold_loosely(strict, loose);
	return add_key(ret, n, loose);
}

/* How many keys there may be of a degree, so that each has its place. */
enum { STRICT_KEYS = 5, LOOSE_KEYS = 9, VARIANTS = 10 };

static size_t make_keys(struct str exact, const char *lang, char ret[TEXT_KEYS][128])
{
	struct spelt s;
	struct reading words[READINGS];
	if (!spelt_of(exact, &s))
		return itself(exact, ret);
	size_t k = words_of(&s, lang, words), n = 0;
	for (size_t i = 0; i < k && n < STRICT_KEYS; i++)
		n = strict_keys(&words[i], ret, n);
	size_t first_loose = n;
	for (size_t i = 0; i < k && n < LOOSE_KEYS; i++)
		n = loose_key(&words[i].w, 0, ret, n);
	if (k && has(&words[0].w, u'ә', u'ә') && n < VARIANTS)
		n = loose_key(&words[0].w, FOLD_AE_IS_E, ret, n);
	if (k && (has(&words[0].w, u'ш', u'ч') || has(&words[0].w, u'щ', u'щ')) && n < VARIANTS)
		n = loose_key(&words[0].w, FOLD_BARE, ret, n);
	for (size_t i = first_loose, end = n; i < end && n < TEXT_KEYS; i++) {
		char loosest[128];
		fold_most_loosely(ret[i], loosest);
		n = add_key(ret, n, loosest);
	}
	return n ? n : itself(exact, ret);
}

size_t text_keys(struct str exact, const char *lang, char ret[TEXT_KEYS][128])
{
	lang = lang ? lang : "";
	size_t n = memo_get(MEMO_KEYS, exact, lang, ret);
	return n ? n : memo_put(MEMO_KEYS, exact, lang, ret, make_keys(exact, lang, ret));
}

static void modernise(struct letters *w)
{
	for (size_t i = 0; i < w->n; i++) {
		if (w->at[i] == u'ӯ')
			w->at[i] = u'ұ';
		else if (w->at[i] == u'ї')
			w->at[i] = u'і';
	}
}

static size_t add_word(char ret[TEXT_READINGS][128], size_t n, const struct letters *w)
{
	if (n == TEXT_READINGS || w->n == 0)
		return n;
	letters_put(w, w->n, ret[n]);
	for (size_t i = 0; i < n; i++) {
		if (!strcmp(ret[i], ret[n]))
			return n;
	}
	return n + 1;
}

size_t text_readings(struct str exact, const char *lang, char ret[TEXT_READINGS][128])
{
	struct spelt s;
	struct reading words[READINGS];
	lang = lang ? lang : "";
	if (!spelt_of(exact, &s) || (s.script == SCRIPT_LATIN && !strcmp(lang, "en")))
		return itself(exact, ret);
	size_t k = words_of(&s, lang, words), n = 0;
	bool turkic = !strcmp(lang, "kk") || !strcmp(lang, "ky");
	for (size_t i = 0; i < k; i++) {
		if (turkic || has_kazakh(&words[i].w))
			modernise(&words[i].w);
		n = add_word(ret, n, &words[i].w);
	}
	struct letters typed;
	if (s.script == SCRIPT_CYRILLIC && turkic && reading_of_typing(&s, lang, &typed))
		n = add_word(ret, n, &typed);
	return n ? n : itself(exact, ret);
}
