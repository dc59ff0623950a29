/*
 * language - which script, and which of the four languages, a text is in.
 *
 * Letters that only one language has, then pairs of letters; English by its small words. What
 * looks like none of the four is left untold rather than guessed; kin.c says what else it is.
 */
#include "text/text_int.h"

enum text_script text_script(struct str utf8)
{
	size_t n[4] = { 0 };
	for (size_t at = 0; at < utf8.n;) {
		unsigned char b = (unsigned char)utf8.s[at];
		uint32_t cp = b;
		if (b < 0x80)
			at++;
		else
			cp = text_next(utf8, &at);
		if (cp < 0x41 || letter_class_of(cp) != CLASS_LETTER)
			continue;
		if (cp < 0x250 || (cp >= 0x1E00 && cp < 0x1F00))
			n[SCRIPT_LATIN]++;
		else if (cp >= 0x400 && cp < 0x530)
			n[SCRIPT_CYRILLIC]++;
		else if ((cp >= 0x600 && cp < 0x780) || (cp >= 0xFB50 && cp < 0xFF00))
			n[SCRIPT_ARABIC]++;
		else
			n[SCRIPT_OTHER]++;
	}
	int best = SCRIPT_OTHER;
	for (int i = 1; i < 4; i++)
		best = n[i] > n[best] ? i : best;
	return (enum text_script)best;
}

enum { LOOK_BYTES = LANGUAGE_LOOK_BYTES, LEAST_LETTERS = LANGUAGE_LEAST_LETTERS };

struct evidence {
	long letters, kazakh_only, ae_or_h, foreign;
	long i, yat; /* і; ѣ of Russian before 1918 */
	long pairs, score[PAIR_LANGUAGES];
};

static void count_letter(struct evidence *e, int k)
{
	e->letters++;
	/* in the order of pair_letter: 35 ғ, 36 қ, 39 ұ, 42 і; 34 ә, 41 һ */
	e->kazakh_only += k == 35 || k == 36 || k == 39 || k == 42;
	e->ae_or_h += k == 34 || k == 41;
	e->foreign += k == 43;
	e->i += k == 42;
}

static struct evidence look(struct str utf8)
{
	struct evidence e = { 0 };
	int prev = 0;
	struct str sample = str_upto(utf8, LOOK_BYTES);
	for (size_t at = 0; at < sample.n;) {
		uint32_t lower = letter_lower(text_next(sample, &at));
		int k = pair_letter(lower);
		e.yat += lower == 0x463;
		if (k)
			count_letter(&e, k);
		if (k || prev) {
			e.pairs++;
			for (int l = 0; l < PAIR_LANGUAGES; l++)
				e.score[l] += pair_score((enum pair_language)l, prev, k);
		}
		prev = k;
	}
	return e;
}

static int sure_of(long margin, long letters)
{
	/* margin in 1/4 bits over the whole text: 40 bits are beyond doubt */
	long sure = 50 + margin * 50 / 160;
	if (letters < 40)
		sure = sure * letters / 40;
	return sure > 100 ? 100 : sure < 1 ? 1 : (int)sure;
}

/* Least mean score of a pair for a text to be in its best language at all (measured: see README,
 * "Which language"). */
enum { LEAST_MEAN_100 = 250 };

const char *language_of_cyrillic(struct str utf8, int *ret_sure)
{
	struct evidence e = look(utf8);
	if (e.letters < LEAST_LETTERS)
		return "";
	/* Ukrainian, Belarusian, Tajik, Uzbek, Bashkir, Tatar letters that none of ours has */
	if (e.foreign * 100 > e.letters)
		return "";
	/* Tatar and its kin have ә and һ, but not ғ қ ұ і; Ukrainian has і alone */
	if (e.ae_or_h * 100 > e.letters && e.kazakh_only * 4 < e.ae_or_h)
		return "";
	int best = 0;
	for (int l = 1; l < PAIR_LANGUAGES; l++)
		best = e.score[l] > e.score[best] ? l : best;
	if (best == PAIR_KY && e.kazakh_only)
		best = PAIR_KK; /* Kyrgyz has no ғ қ ұ і */
	long second = -1000000000;
	for (int l = 0; l < PAIR_LANGUAGES; l++)
		second = l != best && e.score[l] > second ? e.score[l] : second;
	/* і without ѣ is no Russian letter: Ukrainian, Belarusian */
	if (best == PAIR_RU && e.i * 100 > e.letters && !e.yat)
		return "";
	if (e.score[best] * 100 < e.pairs * LEAST_MEAN_100)
		return "";
	*ret_sure = sure_of(e.score[best] - second, e.letters);
	return best == PAIR_RU ? "ru" : best == PAIR_KK ? "kk" : "ky";
}

/* Small words of English; the commonest make up a third of any running text. */
static const char *const english_words[] = {
	"a",    "about", "after", "all",  "also", "an",    "and",   "any",   "are",   "as",
	"at",   "be",    "been",  "but",  "by",   "can",   "could", "did",   "do",    "for",
	"from", "had",   "has",   "have", "he",   "her",   "his",   "how",   "i",     "if",
	"in",   "into",  "is",    "it",   "its",  "me",    "more",  "my",    "no",    "not",
	"of",   "on",    "one",   "only", "or",   "our",   "out",   "shall", "she",   "should",
	"so",   "some",  "than",  "that", "the",  "their", "them",  "there", "these", "they",
	"this", "to",    "up",    "was",  "we",   "were",  "what",  "when",  "which", "who",
	"will", "with",  "would", "you",  "your",
};

static bool is_english_word(struct str w)
{
	size_t low = 0, high = COUNT_OF(english_words);
	while (low < high) {
		size_t mid = (low + high) / 2;
		int order = str_order(w, str_of(english_words[mid]));
		if (order == 0)
			return true;
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return false;
}

const char *language_of_english(struct str utf8, int *ret_sure)
{
	struct text_walk walk;
	struct text_token t;
	long words = 0, hits = 0, longer = 0, odd = 0, letters = 0;
	text_walk_init(&walk, str_upto(utf8, LOOK_BYTES));
	while (text_walk_next(&walk, &t)) {
		if (text_script(t.exact) != SCRIPT_LATIN)
			continue;
		words++;
		letters += (long)t.exact.n;
		bool hit = is_english_word(t.exact);
		hits += hit;
		longer += hit && t.exact.n > 1; /* i is a word of others, too */
		for (size_t i = 0; i < t.exact.n; i++)
			odd += (unsigned char)t.exact.s[i] >= 0x80;
	}
	/* One word in seven, and few letters with marks: other languages share some small words. */
	if (letters < LEAST_LETTERS || hits < 2 || hits * 7 < words || longer * 10 < words ||
	    odd * 33 > letters)
		return "";
	*ret_sure = sure_of(hits * 40, letters);
	return "en";
}
