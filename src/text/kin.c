/*
 * kin - the language of a passage in any script: Kazakh and Kyrgyz in Latin or Arabic letters, too,
 * and for what is none of our four, whose kin it is.
 *
 * A passage in another script is read as Kazakh and as Kyrgyz (spell.c), and believed where its
 * letters then stand as they do in that language and its words are known ones.
 */
#include "text/spell.h"
#include "text/turkic_int.h"

/* Words that are read for a guess: a page begins as it goes on. */
enum { WORDS = 120 };

/* In 1/100 of 1/4 bit a letter above chance, and % of letters within known words. Kazakh of any
 * spelling has 870 and 59, Kyrgyz 840 and 58; Tatar in Latin letters as Kazakh 480 and 42, Finnish as
 * Kyrgyz 590 and 6, Uyghur in Arabic letters 470 and 33 (UDHR and treebanks). */
enum { LEAST_SCORE = 650, LEAST_KNOWN = 40, LEAST_KIN = 320 };

/* A name or two in a title are no passage: Kazakhstan is no Kazakh word. */
enum { LEAST_BELIEVED = 30 };

struct likeness {
	long letters, score, known;
};

static void liken(const struct spelt *s, const char *lang, struct likeness *l)
{
	struct reading r[READINGS];
	l->letters += (long)s->w.n;
	if (!readings_of(s, lang, r))
		return;
	l->score += score_as_is(&r[0].w, pair_language_of(lang)) +
		    LETTER_BY_CHANCE * (long)r[0].w.n;
	if (r[0].w.n > 3)
		l->known += (long)lexicon_known(&r[0].w, !strcmp(lang, "kk"));
}

static long score_of(const struct likeness *l)
{
	return l->letters ? l->score * 100 / l->letters : 0;
}

static long known_of(const struct likeness *l)
{
	return l->letters ? l->known * 100 / l->letters : 0;
}

static bool is_believed(const struct likeness *l)
{
	return score_of(l) >= LEAST_SCORE && known_of(l) >= LEAST_KNOWN;
}

/* Letters that Turkic languages have and others of the script rarely: q but in qu, ı ş ğ ə, o' g' in
 * Latin; ۇ ۋ ڭ ې ۈ ۅ ۉ in Arabic. */
static long turkic_letters(const struct spelt *s)
{
	long n = 0;
	for (size_t i = 0; i < s->w.n; i++) {
		uint16_t cp = s->w.at[i], next = i + 1 < s->w.n ? s->w.at[i + 1] : 0;
		switch (cp) {
		case 'q': n += next != 'u'; break;
		case 'o':
		case 'g': n += next == '\''; break;
		case u'ı':
		case u'ş':
		case u'ğ':
		case u'ə':
		case u'ɵ':
		case u'ƣ':
		case u'ꞑ':
		case 0x6D0:
		case 0x6C8:
		case 0x6C7:
		case 0x6CB:
		case 0x6AD:
		case 0x6C5:
		case 0x6C9: n++; break;
		default: break;
		}
	}
	return n;
}

static const char *language_by_reading(struct str utf8, enum text_script script, int *ret_sure)
{
	struct likeness kk = { 0 }, ky = { 0 };
	struct text_walk walk;
	struct text_token t;
	long turkic = 0;
	text_walk_init(&walk, str_upto(utf8, LANGUAGE_LOOK_BYTES));
	for (size_t words = 0; words < WORDS && text_walk_next(&walk, &t);) {
		struct spelt s;
		if (!spelt_of(t.exact, &s) || s.script != script)
			continue;
		liken(&s, "kk", &kk);
		liken(&s, "ky", &ky);
		turkic += turkic_letters(&s);
		words++;
	}
	if (kk.letters < LEAST_BELIEVED)
		return "";
	bool kyrgyz = score_of(&ky) + 10 * known_of(&ky) > score_of(&kk) + 10 * known_of(&kk);
	const struct likeness *best = kyrgyz ? &ky : &kk;
	long sure = 50 + (score_of(best) - LEAST_SCORE) / 3;
	*ret_sure = sure < 1 ? 1 : sure > 100 ? 100 : (int)sure;
	if (is_believed(best))
		return kyrgyz ? "ky" : "kk";
	bool like = script == SCRIPT_ARABIC || score_of(best) >= LEAST_KIN;
	return like && turkic * 80 >= best->letters ? "turkic" : "other";
}

/* What letters a Cyrillic passage has that Russian has not. */
struct signs { /* vowels: ә ө ү, and ң һ, which Tajik and Uzbek lack */
	long letters, turkic, vowels, iranian, h, w, slavic, hard, palochka;
};

static void count_sign(uint32_t cp, uint32_t before, struct signs *n)
{
	n->letters += cp >= 0x400 && cp < 0x530;
	switch (cp) {
	case u'ә':
	case u'ң':
	case u'һ':
		n->vowels++;
		n->turkic++;
		break;
	case u'ғ':
	case u'қ':
	case u'ҡ':
	case u'ҙ':
	case u'ҫ':
	case u'җ':
	case u'ҥ':
	case u'ҕ':
	case u'ӑ':
	case u'ӗ': n->turkic++; break;
	case u'ҳ': n->h++; break;
	case u'ў': n->w++; break;
	case u'ө':
	case u'ү': n->vowels++; break;
	case u'ӣ':
	case u'ӯ':
	case u'ҷ': n->iranian++; break;
	case u'і':
	case u'ї':
	case u'є':
	case u'ґ': n->slavic++; break;
	case u'ъ': n->hard += before == u'к' || before == u'г' || before == u'н'; break;
	case u'ӏ': n->palochka++; break;
	default: break;
	}
}

/* Mongolian has ө ү alone; Tajik ӣ ӯ ҷ beside қ ғ ҳ, Uzbek ў; Nogai, Kumyk and their kin къ гъ нъ, as do the
 * languages of the Caucasus, but these with ӏ. */
static const char *kin_of_cyrillic(struct str utf8)
{
	struct signs n = { 0 };
	uint32_t before = 0;
	struct str sample = str_upto(utf8, LANGUAGE_LOOK_BYTES);
	for (size_t at = 0; at < sample.n;) {
		uint32_t lower = letter_lower(text_next(sample, &at));
		count_sign(lower, before, &n);
		before = lower;
	}
	if (n.letters < LANGUAGE_LEAST_LETTERS)
		return "";
	if (n.iranian * 150 > n.letters || n.slavic > n.turkic)
		return "cyrillic";
	if (n.h && !n.w && !n.vowels)
		return "cyrillic";
	if ((n.turkic + n.h) * 150 > n.letters)
		return "turkic";
	return n.hard * 60 > n.letters && !n.palochka ? "turkic" : "cyrillic";
}

static bool has_letter(struct str utf8)
{
	struct str sample = str_upto(utf8, LANGUAGE_LOOK_BYTES);
	for (size_t at = 0; at < sample.n;) {
		enum letter_class class = letter_class_of(text_next(sample, &at));
		if (class == CLASS_LETTER || class == CLASS_IDEOGRAPH)
			return true;
	}
	return false;
}

const char *text_language_kin(struct str utf8, int *ret_sure)
{
	int sure = 0;
	const char *lang = "";
	enum text_script script = text_script(str_upto(utf8, LANGUAGE_LOOK_BYTES));
	if (script == SCRIPT_CYRILLIC)
		lang = language_of_cyrillic(utf8, &sure);
	else if (script == SCRIPT_LATIN)
		lang = language_of_english(utf8, &sure);
	if (!lang[0] && script == SCRIPT_CYRILLIC)
		lang = kin_of_cyrillic(utf8);
	else if (!lang[0] && script != SCRIPT_OTHER)
		lang = language_by_reading(utf8, script, &sure);
	else if (script == SCRIPT_OTHER && has_letter(utf8))
		lang = "other";
	if (ret_sure)
		*ret_sure = sure;
	return lang;
}

const char *text_language(struct str utf8, int *ret_sure)
{
	int sure;
	const char *lang = text_language_kin(utf8, &sure);
	bool ours = lang[0] && lang[2] == '\0';
	if (ret_sure)
		*ret_sure = ours ? sure : 0;
	return ours ? lang : "";
}
