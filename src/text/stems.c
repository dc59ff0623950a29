/*
 * stems - the forms under which a word is indexed, so that кітаптардың finds кітап.
 *
 * Russian and English by their dictionaries (forms.c) and, where these do not know a word, by
 * Snowball; Kazakh and Kyrgyz by turkic.c. A word in another script or an older orthography has the
 * stems of its readings. A stem is a term, not a word for people.
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

static bool is_latin(uint32_t cp)
{
	return cp < 0x250 && letter_class_of(cp) == CLASS_LETTER;
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

/* Stems under way: no two alike, at most TEXT_STEMS. */
struct stems {
	char (*at)[128];
	size_t n;
};

static char *room(struct stems *s)
{
	return s->n < TEXT_STEMS ? s->at[s->n] : NULL;
}

/* Takes what was written to the room. */
static void take(struct stems *s)
{
	const char *last = s->at[s->n];
	if (!last[0])
		return;
	for (size_t i = 0; i < s->n; i++) {
		if (!strcmp(s->at[i], last))
			return;
	}
	s->n++;
}

static void add(struct stems *s, const struct letters *w)
{
	if (room(s)) {
		letters_put(w, w->n, room(s));
		take(s);
	}
}

static struct letters slice(const struct letters *w, size_t from, size_t to)
{
	struct letters part = { .n = to - from };
	memcpy(part.at, w->at + from, part.n * sizeof part.at[0]);
	return part;
}

/* Stemmers of libstemmer are made once for the process and hold no state between words. */
static void snowball(const char *name, char word[128])
{
	static struct sb_stemmer *russian, *english;
	struct sb_stemmer **which = !strcmp(name, "russian") ? &russian : &english;
	if (!*which)
		*which = sb_stemmer_new(name, "UTF_8");
	must(*which != NULL);
	const sb_symbol *out = sb_stemmer_stem(*which, (const sb_symbol *)word, (int)strlen(word));
	int n = sb_stemmer_length(*which);
	if (out && n > 0 && n < 128) {
		memcpy(word, out, (size_t)n);
		word[n] = '\0';
	}
}

/* False where the dictionary does not know the word. */
static bool add_known(struct stems *s, const struct forms *f, const struct letters *w)
{
	struct letters found[TEXT_STEMS];
	size_t n = forms_of(f, w, found, TEXT_STEMS);
	for (size_t i = 0; i < n; i++)
		add(s, &found[i]);
	return n > 0;
}

static void add_russian(struct stems *s, const struct letters *w)
{
	if (!add_known(s, &forms_ru, w) && room(s)) {
		letters_put(w, w->n, room(s));
		snowball("russian", room(s));
		take(s);
	}
}

/* What English joins to a word by an apostrophe goes: it's, they're, don't. */
static size_t without_clitic(const struct letters *w)
{
	for (size_t i = w->n - 1; i > 0; i--) {
		if (w->at[i] == u'\'')
			return i > 1 && w->at[i - 1] == u'n' && w->at[i + 1] == u't' ? i - 1 : i;
	}
	return w->n;
}

static void add_english(struct stems *s, const struct letters *w)
{
	if (add_known(s, &forms_en, w) || !room(s))
		return;
	struct letters bare = slice(w, 0, without_clitic(w));
	if (bare.n < w->n && add_known(s, &forms_en, &bare))
		return;
	letters_put(w, w->n, room(s));
	snowball("english", room(s));
	take(s);
}

static bool is_turkic(const char *lang)
{
	return !strcmp(lang, "kk") || !strcmp(lang, "ky");
}

static void add_turkic(struct stems *s, const struct letters *w, const char *lang)
{
	struct letters found[TEXT_STEMS];
	size_t n = turkic_stems(w, !strcmp(lang, "kk"), found, TEXT_STEMS);
	for (size_t i = 0; i < n; i++)
		add(s, &found[i]);
}

static void add_part(struct stems *s, const struct letters *w, const char *lang)
{
	if (w->n == 0)
		return;
	if (!is_cyrillic(w->at[0]))
		add_english(s, w);
	else if (is_turkic(lang))
		add_turkic(s, w, lang);
	else
		add_russian(s, w);
}

static bool is_one_of(const struct letters *w, const char16_t *const *words)
{
	for (; *words; words++) {
		size_t n = 0;
		while ((*words)[n])
			n++;
		if (n == w->n && !memcmp(w->at, *words, n * sizeof w->at[0]))
			return true;
	}
	return false;
}

/* Each stem of the other half, joined again to the half that stays. */
static void add_joined(struct stems *s, const struct letters *left, const struct letters *right,
		       bool stem_left, const char *lang)
{
	char made[TEXT_STEMS][128];
	struct stems half = { made, 0 };
	const struct letters *stays = stem_left ? right : left;
	add_part(&half, stem_left ? left : right, lang);
	for (size_t i = 0; i < half.n && room(s); i++) {
		char fixed[128];
		letters_put(stays, stays->n, fixed);
		const char *first = stem_left ? made[i] : fixed,
			   *second = stem_left ? fixed : made[i];
		size_t a = strlen(first), b = strlen(second);
		if (a + b + 2 > 128)
			continue;
		memcpy(room(s), first, a);
		room(s)[a] = '-';
		memcpy(room(s) + a + 1, second, b + 1);
		take(s);
	}
}

/* Not й in 3-й, nor 18 in Восток-18. */
static bool is_a_word(const struct letters *w)
{
	for (size_t i = 0; i < w->n; i++) {
		if (letter_class_of(w->at[i]) != CLASS_LETTER)
			return false;
	}
	return w->n > 2;
}

/* общественно-политический says what kind of politics; neither half is a word of the text. */
static bool is_compound_adjective(const struct stems *s, const struct letters *left)
{
	size_t n = s->n ? strlen(s->at[0]) : 0;
	return left->at[left->n - 1] == u'о' && n > 4 &&
	       (!strcmp(s->at[0] + n - 4, "ый") || !strcmp(s->at[0] + n - 4, "ий") ||
		!strcmp(s->at[0] + n - 4, "ой"));
}

/* северо-запад is found as a whole and by either half; какой-то only as a whole, for its halves say
 * nothing of it. */
static void add_halves(struct stems *s, const struct letters *w, size_t hyphen, const char *lang)
{
	static const char16_t *const after[] = { u"то",   u"либо", u"нибудь", u"ка",
						 u"таки", u"де",   u"с",      NULL };
	static const char16_t *const before[] = { u"кое", u"кой", u"по", u"во", u"в", u"из", NULL };
	struct letters left = slice(w, 0, hyphen), right = slice(w, hyphen + 1, w->n);
	bool turkic = is_turkic(lang);
	if (!turkic && is_one_of(&right, after)) {
		add_joined(s, &left, &right, true, lang);
		return;
	}
	if (turkic && turkic_is_ending(&right, !strcmp(lang, "kk"))) {
		add_part(s, &left, lang);
		return;
	}
	bool known = !turkic && is_cyrillic(w->at[0]) && add_known(s, &forms_ru, w);
	if (!known)
		add_joined(s, &left, &right, false, lang);
	if (!turkic && (is_one_of(&left, before) || is_compound_adjective(s, &left)))
		return;
	if (is_a_word(&right))
		add_part(s, &right, lang);
	if (is_a_word(&left))
		add_part(s, &left, lang);
}

static void add_word(struct stems *s, const struct letters *w, const char *lang)
{
	for (size_t i = 1; i + 1 < w->n; i++) {
		if (w->at[i] == u'-') {
			add_halves(s, w, i, lang);
			return;
		}
	}
	add_part(s, w, lang);
}

/* In the letters that its language is printed in today? */
static bool is_of_today(const struct letters *w, const char *lang)
{
	bool russian = !strcmp(lang, "ru");
	for (size_t i = 0; i < w->n; i++) {
		uint16_t cp = w->at[i];
		if (letter_class_of(cp) == CLASS_LETTER && !is_cyrillic(cp))
			return false;
		if (cp == u'ѣ' || cp == u'ѳ' || cp == u'ѵ' || cp == u'ӯ' || (russian && cp == u'і'))
			return false;
	}
	return !russian || w->at[w->n - 1] != u'ъ';
}

static void add_readings(struct stems *s, struct str exact, const struct letters *w,
			 const char *lang)
{
	char readings[TEXT_READINGS][128];
	struct letters read;
	if (is_latin(w->at[0]))
		add_known(s, &forms_en, w);
	size_t n = text_readings(exact, lang, readings);
	for (size_t i = 0; i < n; i++) {
		if (letters_of(str_of(readings[i]), &read)) {
			fold(&read);
			add_word(s, &read, lang);
		}
	}
}

/* What is no word of letters that we know is its own stem. */
static size_t itself(struct str exact, char ret[TEXT_STEMS][128])
{
	size_t n = exact.n < 127 ? exact.n : 127;
	memcpy(ret[0], exact.s, n);
	ret[0][n] = '\0';
	return n > 0;
}

size_t text_stems(struct str exact, const char *lang, char ret[TEXT_STEMS][128])
{
	struct letters w;
	struct stems s = { ret, 0 };
	lang = lang ? lang : "";
	size_t n = memo_get(MEMO_STEMS, exact, lang, ret);
	if (n)
		return n;
	if (exact.n == 0 || !letters_of(exact, &w))
		return itself(exact, ret);
	fold(&w);
	const char *of = lang[0] ? lang : language_by_letters(&w);
	if ((is_turkic(of) || !strcmp(of, "ru")) && !is_of_today(&w, of))
		add_readings(&s, exact, &w, of);
	else
		add_word(&s, &w, of);
	return memo_put(MEMO_STEMS, exact, lang, ret, s.n ? s.n : itself(exact, ret));
}
