/*
 * Is a text layer sound? Broken ones come from fonts without a Unicode table (private-use letters,
 * U+FFFD), from 8-bit Cyrillic read as Latin-1 (almost all letters in À–ÿ), from letters set one by
 * one, and from forgotten OCR in another script (words without vowels, "Bep6JIIOAoB").
 */
#include "recognise/recognise.h"
#include "text/text.h"

enum {
	WORDS_FEW = 3,        /* fewer say nothing: the page is looked at */
	PERCENT_STRANGE = 5,  /* of characters that no text has */
	PERCENT_LATIN1 = 40,  /* of letters in À–ÿ; French has under 10 */
	PERCENT_SINGLE = 60,  /* of words that are one letter */
	PERCENT_DUMB = 50,    /* of longer words that nobody could speak */
	PERCENT_MUDDLED = 25, /* of words, a letter's height or a digit changing within them */
};

struct tally {
	size_t characters, strange, letters, latin1, words, single, longer, dumb, wide, muddled;
};

static bool strange(uint32_t u)
{
	return u == 0xFFFD || (u >= 0xE000 && u <= 0xF8FF) || (u < 0x20 && u != '\t') ||
	       (u >= 0x7F && u < 0xA0) || (u >= 0xF0000 && u <= 0x10FFFF);
}

static bool vowel(uint32_t u)
{
	static const char *const vowels = "aeiouyäöüəɵıáéíóúàèìòùâêîôûåæøаеёиоуыэюяіӣәөұүѣѵӱӯӹї";
	struct str all = str_of(vowels);
	for (size_t at = 0; at < all.n;)
		if (text_next(all, &at) == u)
			return true;
	return false;
}

static bool letter(uint32_t u)
{
	return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') ||
	       (u >= 0xC0 && u <= 0x24F && u != 0xD7 && u != 0xF7) || (u >= 0x386 && u <= 0x52F) ||
	       (u >= 0x531 && u <= 0x587) || (u >= 0x5D0 && u <= 0x6D3);
}

static bool has_vowels(uint32_t u) /* scripts that write them */
{
	return u < 0x250 || (u >= 0x400 && u <= 0x52F);
}

/* Capitals after small letters, or digits between letters: Cyrillic read as Latin look-alikes. */
static bool muddled(struct str word, struct str lower)
{
	bool small = false, digit = false;
	for (size_t at = 0, low = 0; at < word.n && low < lower.n;) {
		uint32_t u = text_next(word, &at), l = text_next(lower, &low);
		if ((small && u != l) || (digit && letter(l)))
			return true;
		digit = (u >= '0' && u <= '9' && (small || digit));
		small = letter(l) && u == l;
	}
	return false;
}

static void count_word(struct tally *t, struct arena *mem, struct str word)
{
	struct str lower = text_lower(mem, word);
	size_t letters = 0;
	bool spoken = false;
	for (size_t at = 0; at < lower.n;) {
		uint32_t u = text_next(lower, &at);
		t->characters++;
		t->strange += strange(u);
		t->latin1 += u >= 0xC0 && u <= 0xFF;
		letters += letter(u);
		spoken = spoken || vowel(u) || (letter(u) && !has_vowels(u));
	}
	t->letters += letters;
	t->words++;
	t->single += letters == 1 && lower.n <= 2;
	t->longer += letters >= 4;
	t->dumb += letters >= 4 && !spoken;
	t->wide += letters >= 3;
	t->muddled += letters >= 3 && muddled(word, lower);
}

static bool over(size_t part, size_t whole, size_t percent)
{
	return part * 100 > whole * percent;
}

enum layer_verdict recognise_judge(const struct media_words *w)
{
	struct tally t = { 0 };
	struct arena *scratch = arena_new(0);
	for (size_t i = 0; i < w->n; i++) {
		count_word(&t, scratch, w->at[i].text);
		if (i % 256 == 255)
			arena_reset(scratch);
	}
	arena_free(scratch);
	if (t.words < WORDS_FEW)
		return t.strange ? LAYER_BROKEN : LAYER_EMPTY;
	if (over(t.strange, t.characters, PERCENT_STRANGE) ||
	    over(t.latin1, t.letters, PERCENT_LATIN1) ||
	    (t.words >= 20 && over(t.single, t.words, PERCENT_SINGLE)) ||
	    (t.wide >= 10 && over(t.muddled, t.wide, PERCENT_MUDDLED)) ||
	    (t.longer >= 5 && over(t.dumb, t.longer, PERCENT_DUMB)))
		return LAYER_BROKEN;
	return LAYER_GOOD;
}
