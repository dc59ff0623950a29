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
	VERB_MADE = STATE_VOICE | STATE_CAUSE,
	MADE = VERB_MADE | STATE_DERIVED | STATE_AGENT,
	ANY_NOUN = WORD_NOUN | WORD_ADJECTIVE | WORD_NAME | WORD_SURNAME,
};

/* What makes a reading unlikely; endings have costs of their own, in their tables. */
enum cost {
	COST_KEPT = 2, /* a reading this much dearer than the best is still one */
	COST_SHORT = 1,
	COST_NAME = 2,
	COST_DISHARMONY = 2,
	COST_VERB_MADE = 2,
	COST_MADE = 3,
	COST_INVARIABLE = 3,
	COST_MENDED = 3,
	COST_VERB_OF_NOUN = 6,
};

/* A stem as letters [0, n) of the word, mended. */
struct stem {
	uint8_t n, cost;
	uint16_t last;   /* in place of the last letter, or 0 */
	uint16_t within; /* a vowel that dropped before the last letter, or 0 */
	uint16_t behind; /* a vowel that dropped behind it, or 0 */
};

enum { MAX_FOUND = 12, MAX_DEPTH = 9 };
struct search {
	const struct letters *word; /* as turkic_spell_out() makes it */
	bool kazakh;
	const struct ending *endings;
	const struct endings_of *endings_of;
	uint64_t hash[WORD_LETTERS + 1];  /* of each prefix */
	int8_t harmony[WORD_LETTERS + 1]; /* of each prefix: its last vowel's that has one */
	uint32_t seen[WORD_LETTERS + 1];  /* states in which a prefix was looked at */
	size_t noun, verb;                /* shortest stems found so far, by rule */
	struct stem found[MAX_FOUND];     /* stems that the lexicon has */
	size_t n;
	unsigned hits, latest; /* how often a stem was found, and the cost of the last */
};

static void find(struct search *s, struct stem stem)
{
	s->hits++;
	s->latest = stem.cost;
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
		return is_turkic_vowel(w->at[0]) && !is_turkic_vowel(w->at[1]);
	for (size_t i = 0; i < n; i++) {
		if (is_turkic_vowel(w->at[i]))
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
		stem.cost += classes & WORD_INVARIABLE ? COST_INVARIABLE : COST_NAME;
	if (stem.n == 2 && stem.n < s->word->n && !can_be_stem(s->word, 2))
		stem.cost += COST_SHORT;
	find(s, stem);
	return true;
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
	if (!(turkic_traits(last) & SET_A) || !(turkic_traits(at[n - 2]) & SET_L) ||
	    turkic_harmony(last, s->kazakh) * s->harmony[n - 2] < 0 ||
	    !ending_agrees(&verb_of_noun, at[n - 2], at[n - 3]))
		return false;
	if (!(lexicon_classes(s->hash[n - 2], s->kazakh) & (WORD_NOUN | WORD_ADJECTIVE)))
		return false;
	stem.cost += COST_VERB_OF_NOUN;
	find(s, stem);
	return true;
}

/* A vowel lost before the ending: оқ(у) is оқы, башт(оо) башта. */
static void look_up_lost(struct search *s, struct stem stem, uint32_t state)
{
	const char16_t *lost = s->kazakh ? u"ыі" : u"ыиуүаеоө";
	for (; *lost; lost++) {
		stem.behind = *lost;
		if (!look_up(s, stem, state))
			look_up_made(s, stem, state);
	}
}

/* What changes before a vowel: кітаб(ы) is кітап, халқ(ы) халық. */
static void look_up_changed(struct search *s, struct stem stem, uint32_t state)
{
	const uint16_t *at = s->word->at;
	stem.last = turkic_hardened(at[stem.n - 1]);
	if (stem.last)
		look_up(s, stem, state);
	bool cluster = !is_turkic_vowel(at[stem.n - 1]) &&
		       (!is_turkic_vowel(at[stem.n - 2]) || at[stem.n - 2] == u'у');
	stem.last = 0;
	stem.cost += COST_MENDED;
	for (const char16_t *p = u"ыіуи"; *p && cluster && stem.n > 2; p++) {
		stem.within = *p;
		look_up(s, stem, state);
	}
}

/* Looks up [0, n), and what it may be the end of. */
static void look_up_mended(struct search *s, size_t n, uint32_t state, const struct ending *e,
			   unsigned cost)
{
	struct stem stem = { .n = (uint8_t)n, .cost = (uint8_t)cost }, other = stem;
	bool is_there = (!e || e->stem != STEM_LOST) &&
			(look_up(s, stem, state) || look_up_made(s, stem, state));
	if (n < 2)
		return;
	bool open = is_turkic_vowel(s->word->at[n - 1]);
	if (e && e->stem != STEM_WHOLE && !open) {
		other.cost += is_there ? COST_KEPT : 0;
		look_up_lost(s, other, state);
	}
	if (!is_there && !open) { /* сентябр(да) is сентябрь */
		other.behind = u'ь';
		other.cost = (uint8_t)(cost + COST_MENDED);
		look_up(s, other, state);
	}
	if (n < s->word->n && is_turkic_vowel(s->word->at[n]))
		look_up_changed(s, stem, state);
}

/* What is made of a known word is a word, too: салық-шы, жаз-ыл. */
static void find_made(struct search *s, size_t n, unsigned cost)
{
	bool before_vowel = n < s->word->n && is_turkic_vowel(s->word->at[n]);
	uint16_t hard = before_vowel ? turkic_hardened(s->word->at[n - 1]) : 0;
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
		if (!(e->after & state) || e->n >= n)
			continue;
		size_t left = n - e->n;
		enum ending_fit fit = ending_fits(s->word, n, e, s->harmony[left], s->kazakh);
		if (fit == FITS_NOT)
			continue;
		unsigned hits = s->hits;
		unsigned base = cost + e->cost + (fit == FITS ? 0 : COST_DISHARMONY);
		look_up_mended(s, left, e->to, e, base);
		if (s->hits > hits && e->to & MADE)
			find_made(s, n,
				  cost + (s->latest - base) +
					  (e->to & VERB_MADE ? COST_VERB_MADE : COST_MADE));
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
	uint16_t hard = turkic_hardened(w->at[w->n - 1]);
	if (w->n >= 3 && hard)
		w->at[w->n - 1] = hard;
}

/* оқы-ды and оқ(ы)-у, башта-ды and башт-оо: the vowel a verb loses before the verbal noun. */
static void cut_verb_vowel(struct letters *w, bool kazakh)
{
	uint32_t last = w->at[w->n - 1];
	if (w->n > 2 && (kazakh ? last == u'ы' || last == u'і' : is_turkic_vowel(last)))
		w->n--;
}

/* A word this short may well be a stem that only looks as if it had an ending (адам, алма). */
enum { BARE_LETTERS = 8 };

static size_t add_stem(struct letters *ret, size_t n, size_t max, struct letters *stem, bool kazakh)
{
	turkic_spell_back(stem, kazakh);
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
		uint16_t cp = spelt->at[i], before = i ? spelt->at[i - 1] : 0;
		int h = is_turkic_vowel(cp) ? turkic_harmony(cp, kazakh) : 0;
		s->hash[i + 1] = lexicon_hash(s->hash[i], cp);
		s->harmony[i + 1] = h ? (int8_t)h : s->harmony[i];
		if (cp == u'в' && (before == u'е' || before == u'о'))
			s->harmony[i + 1] = 0; /* surnames take both: Назарбаевтың, Әуезовтің */
	}
}

size_t turkic_stems(const struct letters *word, bool kazakh, struct letters *ret, size_t max)
{
	struct letters spelt;
	struct search s;
	turkic_spell_out(word, kazakh, &spelt);
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
