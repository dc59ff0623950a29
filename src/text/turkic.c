/*
 * turkic - stems of Kazakh and Kyrgyz words by rule.
 *
 * Endings are taken off from the right in the order the grammar allows (a table of states below),
 * each only where its vowels agree with the stem's and its first consonant with the letter before
 * it. The deepest noun reading and the deepest verb reading are the stems.
 * The grammar: README, "Kazakh and Kyrgyz stems".
 */
#include <uchar.h>

#include "text/text_int.h"

/* What the leftmost ending taken off so far was; bits, so that a rule can name several. */
enum state {
	START = 1,
	PRED = 2, /* I am, you are */
	CASE = 4,
	POSS = 8,
	PLURAL = 16,
	DERIVED = 32,
	PART = 64, /* participles and the verbal noun: a verb left of it, noun endings right */
	PERSON = 128,
	FINITE = 256,
	CONVERB = 512,
	NEGATED = 1024,
	VOICE = 2048,
	PAST_PERSON = 4096, /* short persons, after the past and the conditional alone */
};
enum {
	NOUN_STEM = START | PRED | CASE | POSS | PLURAL | DERIVED,
	VERB_STEM = PART | FINITE | CONVERB | NEGATED | VOICE,
	AFTER_NOUN = START | PRED | CASE,
};

/*
 * An ending. Capitals stand for what harmony varies: A а е о ө, I ы і и у ү, U у ү, O о ө,
 * L л д т, D д т, N н д т, M м б п, G ғ г қ к, Q қ к. Others are themselves.
 */
struct ending {
	const char16_t *form;
	uint16_t state; /* it brings to */
	uint16_t after; /* states it may stand in: what is to its right */
};

static const struct ending kazakh[] = {
	{ u"MIн", PRED, START },
	{ u"MIз", PRED, START },
	{ u"сIң", PRED, START },
	{ u"сIз", PRED, START },
	{ u"NIң", CASE, START },
	{ u"GA", CASE, START },
	{ u"NI", CASE, START },
	{ u"DA", CASE, START | PRED },
	{ u"NAн", CASE, START | PRED },
	{ u"Mен", CASE, START | PRED },
	{ u"Iм", POSS, AFTER_NOUN },
	{ u"м", POSS, AFTER_NOUN },
	{ u"Iң", POSS, AFTER_NOUN },
	{ u"ң", POSS, AFTER_NOUN },
	{ u"сI", POSS, AFTER_NOUN },
	{ u"I", POSS, AFTER_NOUN },
	{ u"IмIз", POSS, AFTER_NOUN },
	{ u"мIз", POSS, AFTER_NOUN },
	{ u"IңIз", POSS, AFTER_NOUN },
	{ u"ңIз", POSS, AFTER_NOUN },
	{ u"IмA", POSS, START },
	{ u"мA", POSS, START },
	{ u"IңA", POSS, START },
	{ u"сIнA", POSS, START },
	{ u"IнA", POSS, START },
	{ u"сIн", POSS, START },
	{ u"Iн", POSS, START },
	{ u"сIнDA", POSS, START | PRED },
	{ u"IнDA", POSS, START | PRED },
	{ u"сIнAн", POSS, START },
	{ u"IнAн", POSS, START },
	{ u"LAр", PLURAL, AFTER_NOUN | POSS },
	{ u"LIQ", DERIVED, AFTER_NOUN | POSS | PLURAL | DERIVED },
	{ u"LI", DERIVED, AFTER_NOUN | PLURAL | DERIVED },
	{ u"сIз", DERIVED, AFTER_NOUN | PLURAL | DERIVED },
	{ u"шI", DERIVED, AFTER_NOUN | POSS | PLURAL | DERIVED },
	{ u"DAGI", CASE, AFTER_NOUN | POSS | PLURAL },
	{ u"сIнDAGI", POSS, AFTER_NOUN | POSS | PLURAL },
	{ u"IнDAGI", POSS, AFTER_NOUN | POSS | PLURAL },
	{ u"NIкI", CASE, START },
	{ u"DAй", CASE, START },
	{ u"шA", CASE, START },
	{ u"рAQ", DERIVED, START },
	{ u"GAн", PART, AFTER_NOUN | POSS | PLURAL | DERIVED },
	{ u"AтIн", PART, AFTER_NOUN | POSS | PLURAL | DERIVED },
	{ u"йтIн", PART, AFTER_NOUN | POSS | PLURAL | DERIVED },
	{ u"Aр", PART, AFTER_NOUN | POSS | PLURAL },
	{ u"MAQ", PART, AFTER_NOUN },
	{ u"MAс", PART, AFTER_NOUN },
	{ u"у", PART, AFTER_NOUN | POSS | PLURAL | DERIVED },
	{ u"м", PAST_PERSON, START },
	{ u"ң", PAST_PERSON, START },
	{ u"Q", PAST_PERSON, START },
	{ u"ңIз", PAST_PERSON, START },
	{ u"MIн", PERSON, START },
	{ u"сIң", PERSON, START },
	{ u"MIз", PERSON, START },
	{ u"сIз", PERSON, START },
	{ u"A", FINITE, PERSON },
	{ u"й", FINITE, PERSON },
	{ u"DI", FINITE, START | PAST_PERSON },
	{ u"AдI", FINITE, START },
	{ u"йдI", FINITE, START },
	{ u"сA", FINITE, START | PAST_PERSON },
	{ u"сIн", FINITE, START },
	{ u"IптI", FINITE, START },
	{ u"птI", FINITE, START },
	{ u"AйIн", FINITE, START },
	{ u"AйIQ", FINITE, START },
	{ u"йIQ", FINITE, START },
	{ u"IңIз", FINITE, START },
	{ u"GAй", FINITE, START },
	{ u"Iп", CONVERB, START | PERSON },
	{ u"п", CONVERB, START | PERSON },
	{ u"A", CONVERB, START },
	{ u"й", CONVERB, START },
	{ u"GAлI", CONVERB, START },
	{ u"GAншA", CONVERB, START },
	{ u"MA", NEGATED, START | PART | FINITE | CONVERB },
	{ u"Iл", VOICE, PART | FINITE | CONVERB | NEGATED },
	{ u"л", VOICE, PART | FINITE | CONVERB | NEGATED },
	{ u"Iн", VOICE, PART | FINITE | CONVERB | NEGATED },
	{ u"н", VOICE, PART | FINITE | CONVERB | NEGATED },
	{ NULL, 0, 0 },
};

static const struct ending kyrgyz[] = {
	{ u"MIн", PRED, START },
	{ u"бIз", PRED, START },
	{ u"сIң", PRED, START },
	{ u"сIз", PRED, START },
	{ u"NIн", CASE, START },
	{ u"GA", CASE, START },
	{ u"NI", CASE, START },
	{ u"DA", CASE, START | PRED },
	{ u"DAн", CASE, START | PRED },
	{ u"Iм", POSS, AFTER_NOUN },
	{ u"м", POSS, AFTER_NOUN },
	{ u"Iң", POSS, AFTER_NOUN },
	{ u"ң", POSS, AFTER_NOUN },
	{ u"сI", POSS, AFTER_NOUN },
	{ u"I", POSS, AFTER_NOUN },
	{ u"IбIз", POSS, AFTER_NOUN },
	{ u"бIз", POSS, AFTER_NOUN },
	{ u"IңIз", POSS, AFTER_NOUN },
	{ u"ңIз", POSS, AFTER_NOUN },
	{ u"IмA", POSS, START },
	{ u"мA", POSS, START },
	{ u"IңA", POSS, START },
	{ u"сIнA", POSS, START },
	{ u"IнA", POSS, START },
	{ u"сIн", POSS, START },
	{ u"Iн", POSS, START },
	{ u"сIнDA", POSS, START | PRED },
	{ u"IнDA", POSS, START | PRED },
	{ u"сIнAн", POSS, START },
	{ u"IнAн", POSS, START },
	{ u"LAр", PLURAL, AFTER_NOUN | POSS },
	{ u"LIк", DERIVED, AFTER_NOUN | POSS | PLURAL | DERIVED },
	{ u"LUU", DERIVED, AFTER_NOUN | PLURAL | DERIVED },
	{ u"сIз", DERIVED, AFTER_NOUN | PLURAL | DERIVED },
	{ u"чI", DERIVED, AFTER_NOUN | POSS | PLURAL | DERIVED },
	{ u"DAGI", CASE, AFTER_NOUN | POSS | PLURAL },
	{ u"сIнDAGI", POSS, AFTER_NOUN | POSS | PLURAL },
	{ u"IнDAGI", POSS, AFTER_NOUN | POSS | PLURAL },
	{ u"NIкI", CASE, START },
	{ u"DAй", CASE, START },
	{ u"чA", CASE, START },
	{ u"GAн", PART, AFTER_NOUN | POSS | PLURAL | DERIVED },
	{ u"UU", PART, AFTER_NOUN | POSS | PLURAL | DERIVED },
	{ u"OO", PART, AFTER_NOUN | POSS | PLURAL | DERIVED },
	{ u"Aр", PART, AFTER_NOUN | POSS | PLURAL },
	{ u"MAк", PART, AFTER_NOUN },
	{ u"MAс", PART, AFTER_NOUN },
	{ u"м", PAST_PERSON, START },
	{ u"ң", PAST_PERSON, START },
	{ u"к", PAST_PERSON, START },
	{ u"ңIз", PAST_PERSON, START },
	{ u"MIн", PERSON, START },
	{ u"сIң", PERSON, START },
	{ u"бIз", PERSON, START },
	{ u"сIз", PERSON, START },
	{ u"A", FINITE, PERSON },
	{ u"й", FINITE, PERSON },
	{ u"DI", FINITE, START | PAST_PERSON },
	{ u"Aт", FINITE, START },
	{ u"йт", FINITE, START },
	{ u"сA", FINITE, START | PAST_PERSON },
	{ u"сIн", FINITE, START },
	{ u"IптIр", FINITE, START },
	{ u"птIр", FINITE, START },
	{ u"AйIн", FINITE, START },
	{ u"AлI", FINITE, START },
	{ u"йлI", FINITE, START },
	{ u"IңIз", FINITE, START },
	{ u"Iп", CONVERB, START | PERSON },
	{ u"п", CONVERB, START | PERSON },
	{ u"A", CONVERB, START },
	{ u"й", CONVERB, START },
	{ u"GAнI", CONVERB, START },
	{ u"GAнчA", CONVERB, START },
	{ u"MA", NEGATED, START | PART | FINITE | CONVERB },
	{ u"Iл", VOICE, PART | FINITE | CONVERB | NEGATED },
	{ u"л", VOICE, PART | FINITE | CONVERB | NEGATED },
	{ u"Iн", VOICE, PART | FINITE | CONVERB | NEGATED },
	{ u"н", VOICE, PART | FINITE | CONVERB | NEGATED },
	{ u"Iш", VOICE, PART | FINITE | CONVERB | NEGATED },
	{ NULL, 0, 0 },
};

static bool is_among(uint32_t cp, const char16_t *set)
{
	for (; *set; set++) {
		if (*set == cp)
			return true;
	}
	return false;
}

static bool is_vowel(uint32_t cp)
{
	return is_among(cp, u"аеоөуүұыіиәэяюё");
}

static bool is_voiceless(uint32_t cp)
{
	/* б в г д count too: at a stem's end they sound voiceless (клуб-қа, клуб-тар) */
	return is_among(cp, u"пфктсшщчцхқһбвгд");
}

static const char16_t *letters_for(char16_t capital)
{
	switch (capital) {
	case u'A': return u"аеоө";
	case u'I': return u"ыіиуү";
	case u'U': return u"уү";
	case u'O': return u"оө";
	case u'L': return u"лдт";
	case u'D': return u"дт";
	case u'N': return u"ндт";
	case u'M': return u"мбп";
	case u'G': return u"ғгқк";
	case u'Q': return u"қк";
	default: return NULL;
	}
}

/* Back (1), front (-1) or neither (0): the vowel harmony of a letter. */
static int harmony_of(uint32_t cp, bool is_kazakh)
{
	if (is_among(cp, u"аоұыя") || (!is_kazakh && cp == u'у'))
		return 1;
	if (is_among(cp, u"әеөүіэ") || (!is_kazakh && cp == u'и'))
		return -1;
	return is_among(cp, u"ғқ") ? 1 : 0;
}

static int stem_harmony(const struct letters *w, size_t n, bool is_kazakh)
{
	for (size_t i = n; i-- > 0;) {
		int h = is_vowel(w->at[i]) ? harmony_of(w->at[i], is_kazakh) : 0;
		if (h)
			return h;
	}
	return 0;
}

/* The consonant an ending begins with follows the letter before it. */
static bool agrees(char16_t capital, uint32_t is, uint32_t before)
{
	bool hard = is_among(is, u"тпкқ");
	switch (capital) {
	case u'L':
	case u'D':
	case u'N':
	case u'G': return is_voiceless(before) == hard;
	case u'M': return !is_vowel(before) || is == u'м' || is == u'б';
	case u'A':
	case u'I':
	case u'U':
	case u'O':
		return !is_vowel(before); /* an ending that begins with a vowel wants a consonant */
	case u'м':
	case u'ң':
	case u'н':
	case u'л':
	case u'п':
	case u'й': return is_vowel(before) || before == u'у';
	default: return true;
	}
}

/* Letters of the ending at the word's end [0, n), or 0. */
static size_t ending_at(const struct letters *w, size_t n, const char16_t *form, bool is_kazakh)
{
	size_t len = 0;
	while (form[len])
		len++;
	if (len >= n)
		return 0;
	int want = stem_harmony(w, n - len, is_kazakh);
	for (size_t i = 0; i < len; i++) {
		uint32_t cp = w->at[n - len + i];
		const char16_t *set = letters_for(form[i]);
		if (set ? !is_among(cp, set) : cp != form[i])
			return 0;
		int h = harmony_of(cp, is_kazakh);
		if (set && want && h && h != want)
			return 0;
	}
	bool single = len == 1;
	if (!agrees(form[0], w->at[n - len], w->at[n - len - 1]))
		return 0;
	return single && n - len < 2 ? 0 : len;
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

struct search {
	const struct letters *word;
	const struct ending *endings;
	bool is_kazakh;
	size_t noun, verb; /* shortest stems found so far */
};

static void take_off(struct search *s, size_t n, enum state state, int depth)
{
	if (state & NOUN_STEM && n < s->noun)
		s->noun = n;
	if (state & VERB_STEM && n < s->verb)
		s->verb = n;
	if (depth == 8)
		return;
	for (const struct ending *e = s->endings; e->form; e++) {
		if (!(e->after & state))
			continue;
		size_t len = ending_at(s->word, n, e->form, s->is_kazakh);
		if (len && can_be_stem(s->word, n - len))
			take_off(s, n - len, (enum state)e->state, depth + 1);
	}
}

/* кітаб(ы) is кітап, жүрег(і) is жүрек: the consonant as it stands without an ending. */
static void harden(struct letters *w)
{
	uint16_t *last = &w->at[w->n - 1];
	if (w->n < 3)
		return;
	*last = *last == u'б' ? u'п' : *last == u'г' ? u'к' : *last == u'ғ' ? u'қ' : *last;
}

/* оқы-ды and оқ(ы)-у, башта-ды and башт-оо: the vowel a verb loses before the verbal noun. */
static void cut_verb_vowel(struct letters *w, bool is_kazakh)
{
	uint32_t last = w->at[w->n - 1];
	if (w->n > 2 && (is_kazakh ? is_among(last, u"ыі") : is_vowel(last)))
		w->n--;
}

/* A word this short may well be a stem that only looks as if it had an ending (адам, алма). */
enum { BARE_LETTERS = 8 };

static size_t add_stem(struct letters *ret, size_t n, size_t max, const struct letters *stem)
{
	for (size_t i = 0; i < n; i++) {
		if (ret[i].n == stem->n && !memcmp(ret[i].at, stem->at, stem->n * sizeof(uint16_t)))
			return n;
	}
	if (n < max)
		ret[n++] = *stem;
	return n;
}

size_t turkic_stems(const struct letters *word, bool is_kazakh, struct letters *ret, size_t max)
{
	struct search s = { word, is_kazakh ? kazakh : kyrgyz, is_kazakh, word->n, word->n };
	take_off(&s, word->n, START, 0);
	struct letters stem = *word;
	size_t n = 0;
	stem.n = s.noun;
	harden(&stem);
	n = add_stem(ret, n, max, &stem);
	if (s.verb < word->n) {
		stem = *word;
		stem.n = s.verb;
		cut_verb_vowel(&stem, is_kazakh);
		harden(&stem);
		n = add_stem(ret, n, max, &stem);
	}
	if (word->n > BARE_LETTERS)
		return n;
	stem = *word;
	harden(&stem);
	return add_stem(ret, n, max, &stem);
}
