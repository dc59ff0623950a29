/*
 * spell - makes a word of any script ready to be read, and reads it by every spelling it may be in.
 */
#include "text/spell.h"
#include "text/turkic_int.h"

static bool is_cyrillic(uint32_t cp)
{
	return cp >= 0x400 && cp < 0x530;
}

static bool is_latin(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 0xC0 && cp < 0x2B0) ||
	       (cp >= 0x1E00 && cp < 0x1F00) || (cp >= 0xA720 && cp < 0xA800);
}

static bool is_arabic(uint32_t cp)
{
	return (cp >= 0x600 && cp < 0x700) || (cp >= 0xFB50 && cp < 0xFF00);
}

/* Ties and half marks over two letters join what is read as one sign anyway (ALA-LC); soft hyphens,
 * joiners and the like are not seen. */
static bool is_no_letter(uint32_t cp)
{
	return cp == 0x361 || cp == 0xFE20 || cp == 0xFE21 || letter_class_of(cp) == CLASS_SOFT;
}

struct census {
	size_t cyrillic, latin, arabic;
};

static bool take_letters(struct str exact, struct letters *w, struct census *n)
{
	w->n = 0;
	for (size_t at = 0; at < exact.n;) {
		uint32_t cp = text_next(exact, &at);
		if (cp >= 0x80 && is_no_letter(cp))
			continue;
		if (cp > 0xFFFF || w->n == WORD_LETTERS)
			return false;
		n->cyrillic += is_cyrillic(cp);
		n->latin += is_latin(cp);
		n->arabic += is_arabic(cp);
		w->at[w->n++] = (uint16_t)cp;
	}
	return true;
}

/* Look-alikes of the other script become letters of this one. ь and ъ stand in Yanalif. */
static void mend(struct spelt *s, const struct census *n)
{
	bool to_cyrillic = s->script == SCRIPT_CYRILLIC;
	if (!n->latin || !n->cyrillic)
		return;
	for (size_t i = 0; i < s->w.n; i++) {
		uint16_t cp = s->w.at[i];
		uint16_t twin = to_cyrillic && cp < 0x300 ? lookalike_of_latin[cp]
				: !to_cyrillic && is_cyrillic(cp)
					? lookalike_of_cyrillic[cp - 0x400]
					: 0;
		if (twin)
			s->w.at[i] = twin;
	}
}

/* Every Latin letter of a mixed word looks like a Cyrillic one, and not the other way round. */
static bool is_mended(const struct letters *w, const struct census *n)
{
	bool only_cyrillic = false;
	for (size_t i = 0; n->cyrillic && i < w->n; i++) {
		uint16_t cp = w->at[i];
		if (is_latin(cp) && (cp >= 0x300 || !lookalike_of_latin[cp]))
			return false;
		only_cyrillic |= is_cyrillic(cp) && cp != u'ь' &&
				 !lookalike_of_cyrillic[cp - 0x400];
	}
	return only_cyrillic;
}

/* 1 between letters was typed for і; ӯ was printed for ұ until 1957. */
static void mend_cyrillic(struct letters *w)
{
	for (size_t i = 0; i < w->n; i++) {
		if (w->at[i] == '1' && i > 0 && i + 1 < w->n && is_cyrillic(w->at[i - 1]) &&
		    is_cyrillic(w->at[i + 1]))
			w->at[i] = u'і';
	}
}

static void settle_arabic(struct spelt *s)
{
	struct letters in = s->w;
	s->w.n = 0;
	for (size_t i = 0; i < in.n; i++) {
		uint16_t cp = in.at[i], two[2] = { cp, 0 };
		if (cp >= 0xFB50 && cp < 0xFF00)
			memcpy(two, arabic_forms[cp - 0xFB50], sizeof two);
		for (size_t k = 0; k < 2 && two[k]; k++) {
			cp = two[k];
			s->hamza |= cp == 0x621 || (cp >= 0x674 && cp <= 0x678);
			if (cp >= 0x600 && cp < 0x700)
				cp = arabic_letters[cp - 0x600];
			if (cp && s->w.n < WORD_LETTERS)
				s->w.at[s->w.n++] = cp;
		}
	}
}

bool spelt_of(struct str exact, struct spelt *ret)
{
	struct census n = { 0 };
	*ret = (struct spelt){ 0 };
	if (!take_letters(exact, &ret->w, &n))
		return false;
	if (n.cyrillic + n.latin + n.arabic == 0)
		return false;
	ret->script = n.arabic > n.cyrillic + n.latin                   ? SCRIPT_ARABIC
		      : n.cyrillic >= n.latin || is_mended(&ret->w, &n) ? SCRIPT_CYRILLIC
									: SCRIPT_LATIN;
	if (ret->script == SCRIPT_ARABIC)
		settle_arabic(ret);
	else
		mend(ret, &n);
	if (ret->script == SCRIPT_CYRILLIC)
		mend_cyrillic(&ret->w);
	return ret->w.n > 0;
}

/* The spellings that have all letters of the word: digits and hyphens are in all. */
static uint32_t mask_of(const struct letters *w)
{
	uint32_t mask = UINT32_MAX;
	for (size_t i = 0; i < w->n; i++) {
		if ((w->at[i] >= '0' && w->at[i] <= '9') || w->at[i] == '-')
			continue;
		mask &= spelling_masks[spelling_number(w->at[i])];
	}
	return mask;
}

/* Without the marks over and under Latin letters: what is left is plain. */
static void strip(struct letters *w)
{
	size_t n = 0;
	for (size_t i = 0; i < w->n; i++) {
		uint16_t cp = w->at[i];
		uint8_t base = cp < 0x2B0                    ? latin_bases[cp]
			       : cp >= 0x1E00 && cp < 0x1F00 ? latin_bases_high[cp - 0x1E00]
							     : 0;
		if (base)
			w->at[n++] = base;
		else if (letter_class_of(cp) != CLASS_MARK)
			w->at[n++] = cp;
	}
	w->n = n;
}

/* Which vowels an Arabic spelling tells: hamza of front ones surely, ك گ ە mostly, what has
 * neither is of back ones, or a recogniser lost its hamza. Each may be meant with ә or а. */
static const struct lean *leans_of_arabic(const struct spelt *in, bool kazakh)
{
	static const struct lean hamza[2] = { { 40, 20 }, { 40, 0 } };
	static const struct lean front[2] = { { 6, 0 }, { 6, 10 } };
	static const struct lean back[2] = { { -25, 0 }, { 30, 15 } };
	static const struct lean either[2] = { { 8, 0 }, { -8, 0 } };
	if (in->hamza)
		return hamza;
	if (!kazakh)
		return either;
	for (size_t i = 0; i < in->w.n; i++) {
		if (in->w.at[i] == 0x643 || in->w.at[i] == 0x6AF || in->w.at[i] == 0x6D5)
			return front;
	}
	return back;
}

static bool same_letters(const struct letters *a, const struct letters *b)
{
	return a->n == b->n && !memcmp(a->at, b->at, a->n * sizeof(uint16_t));
}

/* Adds a reading where it belongs by its score, unless it is there. */
static size_t insert(struct reading ret[READINGS], size_t n, const struct reading *r)
{
	for (size_t i = 0; i < n; i++) {
		if (same_letters(&ret[i].w, &r->w))
			return n;
	}
	size_t at = n;
	while (at > 0 && ret[at - 1].score < r->score)
		at--;
	if (at == READINGS)
		return n;
	size_t move = (n < READINGS ? n : READINGS - 1) - at;
	memmove(&ret[at + 1], &ret[at], move * sizeof *ret);
	ret[at] = *r;
	return n < READINGS ? n + 1 : n;
}

/* Kyrgyz in Arabic letters is rarer, and has ө ү of its own; in Latin letters it is rarer, too. */
enum { ARABIC_IS_KAZAKH = 10000, LATIN_IS_KAZAKH = 30 };

/* What it is worth that a reading begins with a word that the language has. */
static int worth_of_lexicon(const struct letters *w, bool kazakh)
{
	int known = (int)lexicon_known(w, kazakh);
	return 8 * known + (known && (size_t)known == w->n ? 12 : 0);
}

/* -ның and its kin, typed with н: no other ending is so common, but -атын, -етін of participles. */
static bool is_typed_genitive(const struct letters *w)
{
	if (w->n < 6 || w->at[w->n - 1] != u'н')
		return false;
	uint16_t vowel = w->at[w->n - 2], first = w->at[w->n - 3], before = w->at[w->n - 4];
	if ((vowel != u'ы' && vowel != u'і') || (first != u'н' && first != u'д' && first != u'т'))
		return false;
	return first == u'н' || (before != u'а' && before != u'е' && before != u'й');
}

enum { GENITIVE = 8 };

/* A Turkic word is read twice, as its vowels may lean to either side. */
static size_t read_by(const struct spelling *s, const struct spelt *in,
		      struct reading ret[READINGS], size_t n)
{
	static const struct lean either[2] = { { 8, 0 }, { -8, 0 } };
	struct lattice l;
	struct reading r;
	if (!lattice_of(s, &in->w, &l))
		return n;
	if (!strcmp(s->lang, "ru")) {
		lattice_read(&l, (struct lean){ 0 }, &r);
		r.lang = s->lang;
		return insert(ret, n, &r);
	}
	bool kazakh = !strcmp(s->lang, "kk"), arabic = s->script == SCRIPT_ARABIC;
	const struct lean *leans = arabic ? leans_of_arabic(in, kazakh) : either;
	for (size_t i = 0; i < (l.choices ? 2 : 1); i++) {
		lattice_read(&l, leans[i], &r);
		r.lang = s->lang;
		r.score += worth_of_lexicon(&r.w, kazakh);
		r.score += !kazakh ? 0 : arabic ? ARABIC_IS_KAZAKH : LATIN_IS_KAZAKH;
		n = insert(ret, n, &r);
		if (kazakh && (s->plain || s->script == SCRIPT_CYRILLIC) &&
		    is_typed_genitive(&r.w)) {
			r.w.at[r.w.n - 1] = u'ң';
			r.score += GENITIVE;
			n = insert(ret, n, &r);
		}
	}
	return n;
}

/* Of all spellings of its script, or of those that may go without a mark. */
static size_t read_all(const struct spelt *in, const char *lang, bool bare,
		       struct reading ret[READINGS])
{
	uint32_t mask = mask_of(&in->w);
	size_t n = 0;
	for (size_t i = 0; i < spellings_n; i++) {
		const struct spelling *s = &spellings[i];
		if (!(mask >> i & 1) || s->script != in->script ||
		    (bare ? s->bare + !!lang[0] < 2 : s->plain))
			continue;
		if (lang[0] && strcmp(lang, s->lang) != 0)
			continue;
		n = read_by(s, in, ret, n);
	}
	return n;
}

static bool is_ascii(const struct letters *w)
{
	for (size_t i = 0; i < w->n; i++) {
		if (w->at[i] >= 0x80 || w->at[i] == '\'')
			return false;
	}
	return true;
}

size_t readings_of(const struct spelt *in, const char *lang, struct reading ret[READINGS])
{
	if (!strcmp(lang, "en"))
		lang = "";
	size_t n = in->script == SCRIPT_LATIN && is_ascii(&in->w) ? 0
								  : read_all(in, lang, false, ret);
	if (n || in->script != SCRIPT_LATIN)
		return n;
	struct spelt plain = *in;
	strip(&plain.w);
	return read_all(&plain, lang, true, ret);
}

/* How much likelier a word must be with the letters that a keyboard lacked: it stands as it is
 * in most books. */
enum { LIKELIER = 24 };

bool reading_of_typing(const struct spelt *in, const char *lang, struct letters *ret)
{
	struct reading found[READINGS];
	if (!read_all(in, lang, false, found))
		return false;
	if (same_letters(&found[0].w, &in->w) ||
	    found[0].score < score_as_is(&in->w, pair_language_of(lang)) + LIKELIER)
		return false;
	*ret = found[0].w;
	return true;
}
