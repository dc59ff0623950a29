/*
 * endings - whether a Kazakh or Kyrgyz word ends in an ending: its vowels agree with the stem's, its
 * first consonant with the letter before it.
 */
#include "text/turkic_int.h"

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

bool ending_agrees(const struct ending *e, uint32_t is, uint32_t before)
{
	bool wants_vowel = e->n == 1 || e->to == STATE_POSS;
	switch (e->form[0]) {
	case u'L':
	case u'D':
	case u'N':
	case u'B':
	case u'G':
		return turkic_traits(before) & VOICED ||
		       !(turkic_traits(before) & VOICELESS) == !(turkic_traits(is) & HARD);
	case u'M': return !is_turkic_vowel(before) || is == u'м' || is == u'б';
	case u'A':
	case u'I':
	case u'U':
	case u'O': return !is_turkic_vowel(before) || before == u'у' || before == u'и';
	case u'м':
	case u'ң':
	case u'н':
	case u'л':
	case u'п':
	case u'р':
	case u'й': return is_turkic_vowel(before);
	case u'с':
	case u'ш': return !wants_vowel || is_turkic_vowel(before);
	default: return true;
	}
}

enum ending_fit ending_fits(const struct letters *w, size_t n, const struct ending *e, int harmony,
			    bool kazakh)
{
	if (e->n >= n)
		return FITS_NOT;
	size_t start = n - e->n;
	const uint16_t *at = w->at;
	bool harmonic = true;
	uint16_t last = at[n - 1];
	if (e->n > 1 && n < w->n && is_turkic_vowel(at[n]) && turkic_hardened(last))
		last = turkic_hardened(last); /* -лығ-ы is -лық */
	for (size_t i = 0; i < e->n; i++) {
		uint32_t set = set_of(e->form[i]), cp = i + 1 < e->n ? at[start + i] : last;
		uint32_t is = turkic_traits(cp);
		if (set ? !(is & set) || (kazakh && is & KYRGYZ_ONLY) : cp != e->form[i])
			return FITS_NOT;
		int h = set && harmony ? turkic_harmony(cp, kazakh) : 0;
		if (h && h != harmony)
			harmonic = false;
	}
	if (!ending_agrees(e, at[start], at[start - 1]) || (e->n == 1 && start < 2))
		return FITS_NOT;
	return harmonic ? FITS : FITS_BUT_HARMONY;
}
