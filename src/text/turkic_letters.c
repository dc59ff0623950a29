/*
 * turkic_letters - what the letters of Kazakh and Kyrgyz are to the rules of their endings.
 */
#include "text/turkic_int.h"

#define LETTER(c) [(c)&0xff]
const uint32_t letter_traits[0x100] = {
	LETTER(u'а') = VOWEL | BACK | SET_A,
	LETTER(u'ә') = VOWEL | FRONT,
	LETTER(u'е') = VOWEL | FRONT | SET_A,
	LETTER(u'э') = VOWEL | FRONT,
	LETTER(u'о') = VOWEL | BACK | SET_A | SET_O | KYRGYZ_ONLY,
	LETTER(u'ө') = VOWEL | FRONT | SET_A | SET_O | KYRGYZ_ONLY,
	LETTER(u'ұ') = VOWEL | BACK,
	LETTER(u'ү') = VOWEL | FRONT | SET_I | SET_U | KYRGYZ_ONLY,
	LETTER(u'у') = VOWEL | BACK_IN_KYRGYZ | SET_I | SET_U | KYRGYZ_ONLY,
	LETTER(u'ы') = VOWEL | BACK | SET_I,
	LETTER(u'і') = VOWEL | FRONT | SET_I,
	LETTER(u'и') = VOWEL | FRONT_IN_KYRGYZ | SET_I | KYRGYZ_ONLY,
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

int turkic_harmony(uint32_t cp, bool kazakh)
{
	uint32_t is = turkic_traits(cp);
	if (is & BACK || (!kazakh && is & BACK_IN_KYRGYZ))
		return 1;
	return is & FRONT || (!kazakh && is & FRONT_IN_KYRGYZ) ? -1 : 0;
}

uint16_t turkic_hardened(uint16_t cp)
{
	return cp == u'б' ? u'п' : cp == u'г' ? u'к' : cp == u'ғ' ? u'қ' : 0;
}

/* Letters that stand for й and a vowel where they follow a vowel: қояды is қой-ады. ё comes as е;
 * in Kyrgyz it is told by the о before it: коёт is кой-от. */
static uint16_t vowel_within(uint16_t cp, uint16_t before, bool kazakh)
{
	if (!is_turkic_vowel(before))
		return 0;
	if (cp == u'е' && before == u'о' && !kazakh)
		return u'о';
	return cp == u'я' ? u'а' : cp == u'ю' ? u'у' : 0;
}

void turkic_spell_out(const struct letters *word, bool kazakh, struct letters *ret)
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

void turkic_spell_back(struct letters *w, bool kazakh)
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
