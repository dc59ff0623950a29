/*
 * turkic - stems of Kazakh and Kyrgyz words.
 *
 * Endings are taken off from the right in the order the grammar allows (tables/kk-endings.tsv and
 * ky-endings.tsv), each only where its vowels agree with the stem's and its first consonant with the
 * letter before it. What is left is looked up in the lexicon; of a word that has no stem there, the
 * deepest noun reading and the deepest verb reading are the stems. README, "Kazakh and Kyrgyz".
 */
#include "text/turkic_int.h"

enum {
	NOUN_STEM = STATE_START | STATE_ASK | STATE_PRED | STATE_CASE | STATE_POSS | STATE_PLURAL |
		    STATE_ORDINAL | STATE_DERIVED,
	VERB_STEM = STATE_PART | STATE_AGENT | STATE_FINITE | STATE_CONVERB | STATE_NEGATED |
		    STATE_VOICE,
	VERB_KNOWN = VERB_STEM | STATE_CAUSE | STATE_START | STATE_ASK,
	MADE = STATE_DERIVED | STATE_AGENT | STATE_VOICE | STATE_CAUSE,
	ANY_NOUN = WORD_NOUN | WORD_ADJECTIVE | WORD_NAME | WORD_SURNAME,
};

/* What a letter is; from 1 << 8 the sets that capitals of endings name. */
enum trait {
	VOWEL = 1,
	VOICELESS = 2, /* б в г д too: at a stem's end they sound so (клуб-қа) … */

	BACK = 4,
	FRONT = 8,
	BACK_IN_KYRGYZ = 16,
	FRONT_IN_KYRGYZ = 32,
	VOICED = 128,        /* … but are often written otherwise (завод-дар) */
	IN_KYRGYZ = 1 << 19, /* Kazakh endings have а е ы і only */
	HARD = 64,           /* the beginning of an ending behind a voiceless letter */
	SET_A = 1 << 8,
	SET_I = 1 << 9,
	SET_U = 1 << 10,
	SET_O = 1 << 11,
	SET_L = 1 << 12,
	SET_D = 1 << 13,
	SET_N = 1 << 14,
	SET_M = 1 << 15,
	SET_G = 1 << 16,
	SET_Q = 1 << 17,
	SET_B = 1 << 18,
};

#define LETTER(c) [(c)&0xff]
static const uint32_t traits_of[0x100] = {
	LETTER(u'а') = VOWEL | BACK | SET_A,
	LETTER(u'ә') = VOWEL | FRONT,
	LETTER(u'е') = VOWEL | FRONT | SET_A,
	LETTER(u'э') = VOWEL | FRONT,
	LETTER(u'о') = VOWEL | BACK | SET_A | SET_O | IN_KYRGYZ,
	LETTER(u'ө') = VOWEL | FRONT | SET_A | SET_O | IN_KYRGYZ,
	LETTER(u'ұ') = VOWEL | BACK,
	LETTER(u'ү') = VOWEL | FRONT | SET_I | SET_U | IN_KYRGYZ,
	LETTER(u'у') = VOWEL | BACK_IN_KYRGYZ | SET_I | SET_U | IN_KYRGYZ,
	LETTER(u'ы') = VOWEL | BACK | SET_I,
	LETTER(u'і') = VOWEL | FRONT | SET_I,
	LETTER(u'и') = VOWEL | FRONT_IN_KYRGYZ | SET_I | IN_KYRGYZ,
	LETTER(u'я') = VOWEL | BACK,
	LETTER(u'ю') = VOWEL,
	LETTER(u'ё') = VOWEL,
	LETTER(u'л') = SET_L,
	LETTER(u'д') = VOICELESS | VOICED | SET_L | SET_D | SET_N,
	LETTER(u'т') = VOICELESS | HARD | SET_L | SET_D | SET_N,
	LETTER(u'н') = SET_N,
	LETTER(u'м') = SET_M,
	LETTER(u'б') = VOICELESS | VOICED | SET_M | SET_B,
	LETTER(u'п') = VOICELESS | HARD | SET_M | SET_B,
	LETTER(u'ғ') = BACK | SET_G,
	LETTER(u'г') = VOICELESS | VOICED | SET_G,
	LETTER(u'қ') = VOICELESS | HARD | BACK | SET_G | SET_Q,
	LETTER(u'к') = VOICELESS | HARD | SET_G | SET_Q,
	LETTER(u'в') = VOICELESS | VOICED,
	LETTER(u'ф') = VOICELESS,
	LETTER(u'с') = VOICELESS,
	LETTER(u'ц') = VOICELESS,
	LETTER(u'ч') = VOICELESS,
	LETTER(u'ш') = VOICELESS,
	LETTER(u'щ') = VOICELESS,
	LETTER(u'х') = VOICELESS,
	LETTER(u'һ') = VOICELESS,
};

static uint32_t traits(uint32_t cp)
{
	return cp >= 0x400 && cp < 0x500 ? traits_of[cp & 0xff] : 0;
}

static bool is_vowel(uint32_t cp)
{
	return traits(cp) & VOWEL;
}

/* The set that a capital of an ending's form names, or 0. */
static uint32_t set_of(char16_t capital)
{
	static const struct {
		char16_t capital;
		uint32_t set;
	} sets[] = {
		{ u'A', SET_A }, { u'I', SET_I }, { u'U', SET_U }, { u'O', SET_O },
		{ u'L', SET_L }, { u'D', SET_D }, { u'N', SET_N }, { u'M', SET_M },
		{ u'G', SET_G }, { u'Q', SET_Q }, { u'B', SET_B },
	};
	for (size_t i = 0; capital < 0x80 && i < COUNT_OF(sets); i++) {
		if (sets[i].capital == capital)
			return sets[i].set;
	}
	return 0;
}

/* Back (1), front (-1) or neither (0): the vowel harmony of a letter. */
static int harmony_of(uint32_t cp, bool kazakh)
{
	uint32_t is = traits(cp);
	if (is & BACK || (!kazakh && is & BACK_IN_KYRGYZ))
		return 1;
	return is & FRONT || (!kazakh && is & FRONT_IN_KYRGYZ) ? -1 : 0;
}

/* A stem as letters [0, n) of the word, mended. */
struct stem {
	uint8_t n, cost;
	uint16_t last;   /* in place of the last letter, or 0 */
	uint16_t within; /* a vowel that dropped before the last letter, or 0 */
	uint16_t behind; /* a vowel that dropped behind it, or 0 */
};

enum { MAX_FOUND = 12, MAX_DEPTH = 9 };
struct search {
	const struct letters *word; /* as spell_out() makes it */
	bool kazakh;
	const struct ending *endings;
	const struct endings_of *endings_of;
	uint64_t hash[WORD_LETTERS + 1];  /* of each prefix */
	int8_t harmony[WORD_LETTERS + 1]; /* of each prefix: its last vowel's that has one */
	uint32_t seen[WORD_LETTERS + 1];  /* states in which a prefix was looked at */
	size_t noun, verb;                /* shortest stems found so far, by rule */
	struct stem found[MAX_FOUND];     /* stems that the lexicon has */
	size_t n;
	unsigned hits;
};

static void find(struct search *s, struct stem stem)
{
	s->hits++;
	for (size_t i = 0; i < s->n; i++) {
		struct stem *f = &s->found[i];
		if (f->n == stem.n && f->last == stem.last && f->within == stem.within &&
		    f->behind == stem.behind) {
			f->cost = stem.cost < f->cost ? stem.cost : f->cost;
			return;
		}
	}
	if (s->n < MAX_FOUND)
		s->found[s->n++] = stem;
}

/* The hash of a stem; the prefixes' hashes make it one of a few steps. */
static uint64_t hash_of(const struct search *s, struct stem stem)
{
	const uint16_t *at = s->word->at;
	if (!stem.last && !stem.within)
		return stem.behind ? lexicon_hash(s->hash[stem.n], stem.behind) : s->hash[stem.n];
	uint64_t h = s->hash[stem.n - 1];
	if (stem.within)
		h = lexicon_hash(h, stem.within);
	h = lexicon_hash(h, stem.last ? stem.last : at[stem.n - 1]);
	return stem.behind ? lexicon_hash(h, stem.behind) : h;
}

/* A stem has a vowel and is long enough: three letters, or a vowel and a consonant (ал, ет, үй). */
static bool can_be_stem(const struct letters *w, size_t n)
{
	if (n < 2)
		return false;
	if (n == 2)
		return is_vowel(w->at[0]) && !is_vowel(w->at[1]);
	for (size_t i = 0; i < n; i++) {
		if (is_vowel(w->at[i]))
			return true;
	}
	return false;
}

/* Looks a stem up as what may stand before the endings taken off so far. */
static bool look_up(struct search *s, struct stem stem, uint32_t state)
{
	uint32_t classes = lexicon_classes(hash_of(s, stem), s->kazakh), fit = 0;
	if (state & STATE_START)
		fit = 0xff;
	if (state & NOUN_STEM)
		fit |= ANY_NOUN | WORD_INVARIABLE;
	if (state & VERB_KNOWN)
		fit |= WORD_VERB;
	if (state & STATE_FEMALE)
		fit |= WORD_SURNAME;
	classes &= fit;
	if (!classes || (stem.within && !(classes & (WORD_NOUN | WORD_ADJECTIVE | WORD_VERB))))
		return false;
	if (!(classes & ~(WORD_NAME | WORD_SURNAME | WORD_INVARIABLE)) && stem.n < s->word->n)
		stem.cost += classes & WORD_INVARIABLE ? 3 : 2;
	if (stem.n == 2 && stem.n < s->word->n && !can_be_stem(s->word, 2))
		stem.cost += 1;
	find(s, stem);
	return true;
}

/* Whether the letter before an ending may stand there, by the letter it begins with. */
static bool agrees(const struct ending *e, uint32_t is, uint32_t before)
{
	bool wants_vowel = e->n == 1 || e->to == STATE_POSS;
	switch (e->form[0]) {
	case u'L':
	case u'D':
	case u'N':
	case u'B':
	case u'G':
		return traits(before) & VOICED ||
		       !(traits(before) & VOICELESS) == !(traits(is) & HARD);
	case u'M': return !is_vowel(before) || is == u'м' || is == u'б';
	case u'A':
	case u'I':
	case u'U':
	case u'O': return !is_vowel(before) || before == u'у' || before == u'и';
	case u'м':
	case u'ң':
	case u'н':
	case u'л':
	case u'п':
	case u'р':
	case u'й': return is_vowel(before);
	case u'с':
	case u'ш': return !wants_vowel || is_vowel(before);
	default: return true;
	}
}

/* A verb made of a noun that the lexicon has: экспорт-та, камсыз-да. */
static bool look_up_made(struct search *s, struct stem stem, uint32_t state)
{
	static const struct ending verb_of_noun = { .form = u"LA", .n = 2 };
	const uint16_t *at = s->word->at;
	size_t n = stem.n + (stem.behind != 0);
	if (!(state & VERB_KNOWN & ~STATE_START) || n < 5)
		return false;
	uint16_t last = stem.behind ? stem.behind : at[n - 1];
	if (!(traits(last) & SET_A) || !(traits(at[n - 2]) & SET_L) ||
	    harmony_of(last, s->kazakh) * s->harmony[n - 2] < 0 ||
	    !agrees(&verb_of_noun, at[n - 2], at[n - 3]))
		return false;
	if (!(lexicon_classes(s->hash[n - 2], s->kazakh) & (WORD_NOUN | WORD_ADJECTIVE)))
		return false;
	stem.cost += 6;
	find(s, stem);
	return true;
}

static uint16_t hardened(uint16_t cp)
{
	return cp == u'б' ? u'п' : cp == u'г' ? u'к' : cp == u'ғ' ? u'қ' : 0;
}

/* Looks up [0, n) and what it may be the end of: кітаб(ы) is кітап, халқ(ы) халық, оқ(у) оқы. */
static void look_up_mended(struct search *s, size_t n, uint32_t state, const struct ending *e,
			   unsigned cost)
{
	struct stem as_is = { .n = (uint8_t)n, .cost = (uint8_t)cost }, other = as_is;
	uint16_t last = s->word->at[n - 1];
	bool whole = n == s->word->n, before_vowel = !whole && is_vowel(s->word->at[n]);
	bool is_there = (!e || e->stem != STEM_LOST) &&
			(look_up(s, as_is, state) || look_up_made(s, as_is, state));
	if (n < 2)
		return;
	if (e && e->stem != STEM_WHOLE && !is_vowel(last)) {
		other.cost += is_there ? 2 : 0;
		static const char16_t lost[] = u"ыіуүиаеоө";
		for (size_t i = 0; i < (s->kazakh ? 2 : COUNT_OF(lost) - 1); i++) {
			other.behind = lost[i];
			if (!look_up(s, other, state))
				look_up_made(s, other, state);
		}
		other.behind = 0;
		other.cost = as_is.cost;
	}
	if (!is_there && !is_vowel(last)) {
		other.behind = u'ь';
		other.cost = (uint8_t)(as_is.cost + 3);
		look_up(s, other, state);
		other.behind = 0;
		other.cost = as_is.cost;
	}
	if (!before_vowel)
		return;
	other.last = hardened(last);
	if (other.last)
		look_up(s, other, state);
	other.last = 0;
	other.cost += 3;
	for (size_t i = 0; n > 2 && i < 4 && !is_vowel(last); i++) {
		other.within = u"ыіуи"[i];
		if (!is_vowel(s->word->at[n - 2]) || s->word->at[n - 2] == u'у')
			look_up(s, other, state);
	}
}

enum fit { FITS_NOT, FITS, FITS_BUT_HARMONY };

/* Whether the word's first n letters end so. */
static enum fit ending_fits(const struct search *s, size_t n, const struct ending *e)
{
	if (e->n >= n)
		return FITS_NOT;
	size_t start = n - e->n;
	const uint16_t *at = s->word->at;
	int want = s->harmony[start];
	bool harmonic = true;
	for (size_t i = 0; i < e->n; i++) {
		uint32_t cp = at[start + i], set = set_of(e->form[i]);
		uint32_t is = traits(cp);
		if (set ? !(is & set) || (s->kazakh && is & IN_KYRGYZ) : cp != e->form[i])
			return FITS_NOT;
		int h = set && want ? harmony_of(cp, s->kazakh) : 0;
		if (h && h != want)
			harmonic = false;
	}
	if (!agrees(e, at[start], at[start - 1]) || (e->n == 1 && start < 2))
		return FITS_NOT;
	return harmonic ? FITS : FITS_BUT_HARMONY;
}

/* What is made of a known word is a word, too: салық-шы, жаз-ыл. */
static void find_made(struct search *s, size_t n, unsigned cost)
{
	bool before_vowel = n < s->word->n && is_vowel(s->word->at[n]);
	uint16_t hard = before_vowel ? hardened(s->word->at[n - 1]) : 0;
	find(s, (struct stem){ .n = (uint8_t)n, .cost = (uint8_t)cost, .last = hard });
}

/* Whether an ending tells that an unknown word is a verb; -а, -р and the like are too common. */
static bool shows_verb(const struct ending *e)
{
	bool plain = !e->cost && (e->n > 1 || e->stem != STEM_WHOLE);
	return e->to & VERB_STEM && (plain || e->to == STATE_VOICE);
}

/* Takes endings off the first n letters, which the ending e follows. */
static void take_off(struct search *s, size_t n, uint32_t state, unsigned cost, int depth)
{
	if (depth == MAX_DEPTH)
		return;
	const struct endings_of *of = &s->endings_of[s->word->at[n - 1] & 0xff];
	for (const struct ending *e = s->endings + of->first; e < s->endings + of->first + of->n;
	     e++) {
		if (!(e->after & state))
			continue;
		enum fit fit = ending_fits(s, n, e);
		size_t left = n - e->n;
		if (fit == FITS_NOT)
			continue;
		unsigned hits = s->hits;
		look_up_mended(s, left, e->to, e, cost + e->cost + (fit == FITS ? 0 : 2));
		if (s->hits > hits && e->to & MADE)
			find_made(s, n, cost + (e->to & (STATE_VOICE | STATE_CAUSE) ? 2 : 3));
		if (fit != FITS || s->seen[left] & e->to || !can_be_stem(s->word, left))
			continue;
		s->seen[left] |= e->to;
		if (e->to & NOUN_STEM & ~(STATE_DERIVED | STATE_ORDINAL) && left < s->noun)
			s->noun = left;
		if (shows_verb(e) && left < s->verb)
			s->verb = left;
		take_off(s, left, e->to, cost + e->cost, depth + 1);
	}
}

/* кітаб(ы) is кітап, жүрег(і) is жүрек: the consonant as it stands without an ending. */
static void harden(struct letters *w)
{
	uint16_t hard = hardened(w->at[w->n - 1]);
	if (w->n >= 3 && hard)
		w->at[w->n - 1] = hard;
}

/* оқы-ды and оқ(ы)-у, башта-ды and башт-оо: the vowel a verb loses before the verbal noun. */
static void cut_verb_vowel(struct letters *w, bool kazakh)
{
	uint32_t last = w->at[w->n - 1];
	if (w->n > 2 && (kazakh ? last == u'ы' || last == u'і' : is_vowel(last)))
		w->n--;
}

/* A word this short may well be a stem that only looks as if it had an ending (адам, алма). */
enum { BARE_LETTERS = 8 };

/* Letters that stand for й and a vowel where they follow a vowel: қояды is қой-ады. ё comes as е;
 * in Kyrgyz it is told by the о before it: коёт is кой-от. */
static uint16_t vowel_within(uint16_t cp, uint16_t before, bool kazakh)
{
	if (!is_vowel(before))
		return 0;
	if (cp == u'е' && before == u'о' && !kazakh)
		return u'о';
	return cp == u'я' ? u'а' : cp == u'ю' ? u'у' : 0;
}

/* Spells such letters out, as the lexicon does. */
static void spell_out(const struct letters *word, bool kazakh, struct letters *ret)
{
	ret->n = 0;
	for (size_t i = 0; i < word->n; i++) {
		uint16_t vowel = i ? vowel_within(word->at[i], word->at[i - 1], kazakh) : 0;
		if (ret->n + 2 > WORD_LETTERS) {
			*ret = *word;
			return;
		}
		if (vowel)
			ret->at[ret->n++] = u'й';
		ret->at[ret->n++] = vowel ? vowel : word->at[i];
	}
}

/* The other way round, so that stems are spelt as words are. */
static void spell_back(struct letters *w, bool kazakh)
{
	static const char16_t letters[] = u"яюе";
	size_t n = 0;
	for (size_t i = 0; i < w->n; i++) {
		uint16_t cp = w->at[i], joined = 0;
		for (size_t k = 0; cp == u'й' && n > 0 && i + 1 < w->n && k < 3; k++) {
			if (vowel_within(letters[k], w->at[n - 1], kazakh) == w->at[i + 1])
				joined = letters[k];
		}
		w->at[n++] = joined ? joined : cp;
		i += joined != 0;
	}
	w->n = n;
}

static size_t add_stem(struct letters *ret, size_t n, size_t max, struct letters *stem, bool kazakh)
{
	spell_back(stem, kazakh);
	for (size_t i = 0; i < n; i++) {
		if (ret[i].n == stem->n && !memcmp(ret[i].at, stem->at, stem->n * sizeof(uint16_t)))
			return n;
	}
	if (n < max)
		ret[n++] = *stem;
	return n;
}

/* By rule alone, of a word that the lexicon lacks. */
static size_t stems_by_rule(const struct search *s, struct letters *ret, size_t n, size_t max)
{
	struct letters stem = *s->word;
	stem.n = s->noun;
	harden(&stem);
	n = add_stem(ret, n, max, &stem, s->kazakh);
	if (s->verb < s->word->n) {
		stem = *s->word;
		stem.n = s->verb;
		cut_verb_vowel(&stem, s->kazakh);
		harden(&stem);
		n = add_stem(ret, n, max, &stem, s->kazakh);
	}
	if (s->word->n > BARE_LETTERS)
		return n;
	stem = *s->word;
	harden(&stem);
	return add_stem(ret, n, max, &stem, s->kazakh);
}

static void stem_letters(const struct search *s, struct stem stem, struct letters *ret)
{
	*ret = *s->word;
	ret->n = stem.n;
	uint16_t last = stem.last ? stem.last : ret->at[stem.n - 1];
	if (stem.within)
		ret->at[ret->n++ - 1] = stem.within;
	ret->at[ret->n - 1] = last;
	if (stem.behind)
		ret->at[ret->n++] = stem.behind;
}

/* A stem this much dearer than the best is none. */
enum { COST_KEPT = 2 };

static size_t stems_known(struct search *s, struct letters *ret, size_t max)
{
	unsigned least = 99;
	for (size_t i = 0; i < s->n; i++)
		least = s->found[i].cost < least ? s->found[i].cost : least;
	size_t n = 0;
	for (unsigned cost = least; cost <= least + COST_KEPT; cost++) {
		for (size_t i = 0; i < s->n; i++) {
			struct letters stem;
			if (s->found[i].cost != cost)
				continue;
			stem_letters(s, s->found[i], &stem);
			n = add_stem(ret, n, max, &stem, s->kazakh);
		}
	}
	return n;
}

static size_t stems_irregular(uint64_t hash, bool kazakh, struct letters *ret, size_t max)
{
	size_t n = 0, k;
	const struct irregular *at = lexicon_irregular(hash, kazakh, &k);
	for (size_t i = 0; i < k; i++) {
		struct letters stem = { .n = 0 };
		for (const char16_t *p = at[i].stem; *p; p++)
			stem.at[stem.n++] = *p;
		n = add_stem(ret, n, max, &stem, kazakh);
	}
	return n;
}

static void search_begin(struct search *s, const struct letters *spelt, bool kazakh)
{
	*s = (struct search){
		.word = spelt,
		.kazakh = kazakh,
		.endings = kazakh ? kk_endings : ky_endings,
		.endings_of = kazakh ? kk_endings_of : ky_endings_of,
		.hash = { LEXICON_EMPTY },
		.noun = spelt->n,
		.verb = spelt->n,
	};
	for (size_t i = 0; i < spelt->n; i++) {
		int h = is_vowel(spelt->at[i]) ? harmony_of(spelt->at[i], kazakh) : 0;
		s->hash[i + 1] = lexicon_hash(s->hash[i], spelt->at[i]);
		s->harmony[i + 1] = h ? (int8_t)h : s->harmony[i];
	}
}

size_t turkic_stems(const struct letters *word, bool kazakh, struct letters *ret, size_t max)
{
	struct letters spelt;
	struct search s;
	spell_out(word, kazakh, &spelt);
	search_begin(&s, &spelt, kazakh);
	if (lexicon_classes(s.hash[spelt.n], kazakh) & WORD_IRREGULAR)
		return stems_irregular(s.hash[spelt.n], kazakh, ret, max);
	look_up_mended(&s, spelt.n, STATE_START, NULL, 0);
	take_off(&s, spelt.n, STATE_START, 0, 0);
	return s.n ? stems_known(&s, ret, max) : stems_by_rule(&s, ret, 0, max);
}

static bool ends_stem(const char16_t *stem, const struct letters *w, bool kazakh)
{
	struct letters all = { .n = 0 };
	struct search s;
	for (; *stem; stem++)
		all.at[all.n++] = *stem;
	size_t n = all.n;
	for (size_t i = 0; i < w->n && all.n < WORD_LETTERS; i++)
		all.at[all.n++] = w->at[i];
	search_begin(&s, &all, kazakh);
	take_off(&s, all.n, STATE_START, 0, 0);
	return s.seen[n] & (NOUN_STEM | VERB_STEM);
}

bool turkic_is_ending(const struct letters *w, bool kazakh)
{
	/* Stems of every kind that an ending may ask for: back and front, last letters */
	static const char16_t *const stems[] = { u"ана", u"ене", u"ант", u"ент", u"аран", u"ерен" };
	static const char16_t *const particles[] = { u"ақ", u"ау", u"мыс", u"міс", u"ак" };
	struct letters particle;
	for (size_t i = 0; i < COUNT_OF(particles); i++) {
		for (particle.n = 0; particles[i][particle.n]; particle.n++)
			particle.at[particle.n] = particles[i][particle.n];
		if (w->n == particle.n && !memcmp(w->at, particle.at, w->n * sizeof(uint16_t)))
			return true;
	}
	for (size_t i = 0; i < COUNT_OF(stems); i++) {
		if (w->n && ends_stem(stems[i], w, kazakh))
			return true;
	}
	return false;
}
