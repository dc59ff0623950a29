/*
 * stems - the forms under which a word is indexed, so that кітаптардың finds кітап.
 *
 * Russian and English by Snowball, Kazakh and Kyrgyz by turkic.c. A stem is a term, not a word
 * for people.
 */
#include <libstemmer.h>
#include <uchar.h>

#include "text/text_int.h"

/* Latin letters that look like Cyrillic ones, lower case and, for those that a capital brought
 * in, the letter of the capital (H → н, B → в). */
static const struct {
	char16_t latin, cyrillic;
} look_alikes[] = {
	{ u'a', u'а' }, { u'b', u'в' }, { u'c', u'с' }, { u'e', u'е' }, { u'h', u'һ' },
	{ u'i', u'і' }, { u'k', u'к' }, { u'm', u'м' }, { u'o', u'о' }, { u'p', u'р' },
	{ u't', u'т' }, { u'x', u'х' }, { u'y', u'у' }, { u'ə', u'ә' }, { u'ɵ', u'ө' },
	{ u'ї', u'і' }, { u'j', u'ј' },
};

static bool is_cyrillic(uint32_t cp)
{
	return cp >= 0x400 && cp < 0x530;
}

/* Maps look-alikes where most letters are Cyrillic; ё to е always. */
static void fold(struct letters *w)
{
	size_t cyrillic = 0, latin = 0;
	for (size_t i = 0; i < w->n; i++) {
		cyrillic += is_cyrillic(w->at[i]);
		latin += !is_cyrillic(w->at[i]) && letter_class_of(w->at[i]) == CLASS_LETTER;
	}
	for (size_t i = 0; i < w->n; i++) {
		if (w->at[i] == u'ё')
			w->at[i] = u'е';
		for (size_t k = 0; latin && cyrillic > latin && k < COUNT_OF(look_alikes); k++) {
			if (w->at[i] == look_alikes[k].latin)
				w->at[i] = look_alikes[k].cyrillic;
		}
	}
}

/* The language of a word of which nothing is known but its letters. */
static const char *language_by_letters(const struct letters *w)
{
	bool cyrillic = false, kyrgyz = false;
	for (size_t i = 0; i < w->n; i++) {
		cyrillic |= is_cyrillic(w->at[i]);
		kyrgyz |= w->at[i] == u'ң' || w->at[i] == u'ө' || w->at[i] == u'ү';
		if (w->at[i] == u'ә' || w->at[i] == u'ғ' || w->at[i] == u'қ' || w->at[i] == u'ұ' ||
		    w->at[i] == u'і')
			return "kk";
	}
	return kyrgyz ? "ky" : cyrillic ? "ru" : "en";
}

static bool is_turkic(const char *lang)
{
	return !strcmp(lang, "kk") || !strcmp(lang, "ky");
}

/* Stemmers of libstemmer are made once for the process and hold no state between words. */
static size_t snowball(const char *name, char ret[128])
{
	static struct sb_stemmer *russian, *english;
	struct sb_stemmer **which = !strcmp(name, "russian") ? &russian : &english;
	if (!*which)
		*which = sb_stemmer_new(name, "UTF_8");
	must(*which != NULL);
	const sb_symbol *out = sb_stemmer_stem(*which, (const sb_symbol *)ret, (int)strlen(ret));
	int n = sb_stemmer_length(*which);
	if (out && n > 0 && n < 128) {
		memcpy(ret, out, (size_t)n);
		ret[n] = '\0';
	}
	return 1;
}

static size_t stems_of_part(const struct letters *w, const char *lang, size_t n,
			    char ret[TEXT_STEMS][128])
{
	struct letters found[TEXT_STEMS];
	size_t k = 0;
	if (n >= TEXT_STEMS || w->n == 0)
		return n;
	if (is_turkic(lang) && is_cyrillic(w->at[0])) {
		k = turkic_stems(w, !strcmp(lang, "kk"), found, TEXT_STEMS - n);
	} else {
		letters_put(w, w->n, ret[n]);
		snowball(is_cyrillic(w->at[0]) ? "russian" : "english", ret[n]);
		return n + 1;
	}
	for (size_t i = 0; i < k; i++)
		letters_put(&found[i], found[i].n, ret[n++]);
	return n;
}

/* северо-запад is found by either half and as a whole. */
static size_t stems_of_halves(const struct letters *w, size_t hyphen, const char *lang,
			      char ret[TEXT_STEMS][128])
{
	char half[TEXT_STEMS][128];
	struct letters left = *w, right = { .n = w->n - hyphen - 1 };
	left.n = hyphen;
	memcpy(right.at, w->at + hyphen + 1, right.n * sizeof(uint16_t));
	size_t n = 0;
	if (stems_of_part(&left, lang, 0, half))
		memcpy(ret[n++], half[0], 128);
	if (stems_of_part(&right, lang, 0, half)) {
		size_t len = 0;
		for (size_t i = 0; i <= hyphen && len < 60; i++)
			len += utf8_put(ret[n] + len, w->at[i]);
		size_t tail = strlen(half[0]);
		if (len + tail < 128) {
			memcpy(ret[n] + len, half[0], tail + 1);
			n++;
		}
		memcpy(ret[n++], half[0], 128);
	}
	return n;
}

size_t text_stems(struct str exact, const char *lang, char ret[TEXT_STEMS][128])
{
	struct letters w;
	if (exact.n == 0 || !letters_of(exact, &w)) {
		size_t n = exact.n < 127 ? exact.n : 127;
		memcpy(ret[0], exact.s, n);
		ret[0][n] = '\0';
		return n > 0;
	}
	fold(&w);
	if (!lang || !lang[0])
		lang = language_by_letters(&w);
	for (size_t i = 1; i + 1 < w.n; i++) {
		if (w.at[i] == '-')
			return stems_of_halves(&w, i, lang, ret);
	}
	return stems_of_part(&w, lang, 0, ret);
}
