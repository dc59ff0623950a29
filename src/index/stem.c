/*
 * stem - the signs that stems bear in the index.
 *
 * A Kazakh word in Latin or Arabic letters and a Russian one of 1905 have the stems of today's
 * spelling, which is how they are found. What a reader typed in one spelling he sooner wants in
 * that one: so the stem of a word that is spelt otherwise bears another sign, by how it is.
 */
#include "index/index_int.h"

const char *const stem_signs[STEM_KINDS] = {
	[STEM_TODAY] = TERM_STEM,
	[STEM_LATIN] = "Yl",
	[STEM_ARABIC] = "Ya",
	[STEM_OLD] = "Yc",
};

enum stem_kind stem_kind_of(struct str word, struct str stem, const char *lang)
{
	char read[TEXT_READINGS][128];
	enum text_script script = text_script(word);
	if (script != text_script(stem))
		return script == SCRIPT_LATIN    ? STEM_LATIN
		       : script == SCRIPT_ARABIC ? STEM_ARABIC
						 : STEM_OLD;
	if (script != SCRIPT_CYRILLIC || text_readings(word, lang, read) == 0)
		return STEM_TODAY;
	return str_is(word, read[0]) ? STEM_TODAY : STEM_OLD;
}

size_t stem_sign_length(struct str term)
{
	if (term.n == 0)
		return 0;
	return term.s[0] == 'Z' ? 1 : term.s[0] == 'Y' && term.n > 1 ? 2 : 0;
}
