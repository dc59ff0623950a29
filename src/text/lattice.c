/*
 * lattice - every sign of a spelling may stand for a few Cyrillic letters; the likeliest row of them
 * in the language is taken (Viterbi over pairs of letters, and the harmony of the vowels).
 */
#include "text/spell.h"

enum pair_language pair_language_of(const char *lang)
{
	return !strcmp(lang, "kk") ? PAIR_KK : !strcmp(lang, "ky") ? PAIR_KY : PAIR_RU;
}

uint8_t spelling_number(uint16_t cp)
{
	if (cp < 0x800)
		return spelling_numbers[cp];
	for (size_t i = 0; i < spelling_high_n; i++) {
		if (spelling_high[i][0] == cp)
			return (uint8_t)spelling_high[i][1];
	}
	return 0;
}

static const struct spelling_rule *rule_at(const struct spelling *s, const struct letters *w,
					   size_t at)
{
	uint8_t number = spelling_number(w->at[at]);
	for (size_t i = s->first[number]; number && i < s->first[number + 1]; i++) {
		const struct spelling_rule *r = &s->rules[i];
		if (r->n <= w->n - at && !memcmp(r->from, w->at + at, r->n * sizeof(uint16_t)))
			return r;
	}
	return NULL;
}

/* и у are of neither side in Kazakh. */
static enum side side_of_vowel(uint16_t cp, bool kyrgyz)
{
	switch (cp) {
	case u'ә':
	case u'ө':
	case u'ү':
	case u'і':
	case u'е':
	case u'э': return SIDE_FRONT;
	case u'а':
	case u'о':
	case u'ұ':
	case u'ы': return SIDE_BACK;
	case u'и': return kyrgyz ? SIDE_FRONT : SIDE_NONE;
	case u'у': return kyrgyz ? SIDE_BACK : SIDE_NONE;
	default: return SIDE_NONE;
	}
}

static int cost_of_lean(const uint16_t *to, struct lean lean)
{
	int cost = 0;
	for (size_t i = 0; i < 3 && to[i]; i++) {
		switch (to[i]) {
		case u'ә':
		case u'ө':
		case u'ү':
		case u'і': cost += lean.front < 0 ? -lean.front : 0; break;
		case u'у': cost += lean.front > 30 ? lean.front : 0; break; /* of Kyrgyz, by ү */
		case u'а': cost += lean.ae; break;
		case u'о':
		case u'ұ':
		case u'ы':
		case u'қ':
		case u'ғ': cost += lean.front > 0 ? lean.front : 0; break;
		default: break;
		}
	}
	return cost;
}

enum { BY_CHANCE = LETTER_BY_CHANCE, NEVER = -1000000 };
/* What it costs that two letters are not the one sign that they are in that spelling. */
enum { SPLIT = 12 };

static int pair(enum pair_language lang, int first, int next)
{
	return pair_signs[lang][first][next] - '#' - 34;
}

int score_as_is(const struct letters *w, enum pair_language lang)
{
	int score = 0, prev = 0;
	for (size_t i = 0; i < w->n; i++) {
		int k = pair_letter(w->at[i]);
		score += pair(lang, prev, k) - BY_CHANCE;
		prev = k;
	}
	return score + pair(lang, prev, 0);
}

/* What an alternative costs after a vowel of that side, and the side it leaves: a vowel of the
 * other side, қ after a front vowel or к after a back one are rare in Turkic words; ө ә ү ұ of
 * Kazakh stand in first syllables. */
static int cost_of_harmony(const uint16_t *to, enum pair_language lang, enum side *side)
{
	int cost = 0;
	for (size_t i = 0; lang != PAIR_RU && i < 3 && to[i]; i++) {
		enum side now = side_of_vowel(to[i], lang == PAIR_KY);
		if (now && *side && now != *side)
			cost += 20;
		if (*side && to[i] == u'ө')
			cost += lang == PAIR_KK ? 30 : 0;
		if (*side && (to[i] == u'ә' || to[i] == u'ү' || to[i] == u'ұ'))
			cost += lang == PAIR_KK ? 10 : 0;
		if (lang == PAIR_KK && *side == SIDE_FRONT && (to[i] == u'қ' || to[i] == u'ғ'))
			cost += 8;
		if (lang == PAIR_KK && *side == SIDE_BACK && (to[i] == u'к' || to[i] == u'г'))
			cost += 5;
		*side = now ? now : *side;
	}
	return cost;
}

/* What an alternative is worth by itself, and what it costs after each side. */
static void weigh(struct choice *c, enum pair_language lang)
{
	c->first = (uint8_t)pair_letter(c->to[0]);
	c->last = c->first;
	for (size_t i = 0; i < 3 && c->to[i]; i++) {
		c->worth = (int16_t)(c->worth - BY_CHANCE);
		if (i == 0)
			continue;
		int k = pair_letter(c->to[i]);
		c->worth = (int16_t)(c->worth + pair(lang, c->last, k));
		c->last = (uint8_t)k;
	}
	for (enum side s = SIDE_NONE; s < SIDES; s++) {
		enum side side = s;
		c->cost[s] = (int16_t)cost_of_harmony(c->to, lang, &side);
		c->side[s] = (uint8_t)side;
	}
}

static void add_sign(struct lattice *l, const struct spelling_rule *r, uint16_t literal)
{
	static const uint16_t none[3] = { 0 };
	struct sign *sign = &l->at[l->n++];
	sign->literal = literal;
	sign->n = r ? r->alts : 1;
	for (size_t k = 0; k < sign->n; k++) {
		bool split = r && r->split && k + 1 == r->alts;
		sign->choice[k] = (struct choice){ .to = r ? r->to[k] : none,
						   .worth = split ? -SPLIT : 0 };
		weigh(&sign->choice[k], l->lang);
	}
	l->choices |= sign->n > 1;
}

bool lattice_of(const struct spelling *s, const struct letters *w, struct lattice *ret)
{
	ret->n = 0;
	ret->choices = false;
	ret->lang = pair_language_of(s->lang);
	for (size_t at = 0; at < w->n;) {
		const struct spelling_rule *r = rule_at(s, w, at);
		bool literal = (w->at[at] >= '0' && w->at[at] <= '9') || w->at[at] == '-';
		if (!r && !literal)
			return false;
		add_sign(ret, r, literal ? w->at[at] : 0);
		at += r ? r->n : 1;
	}
	return ret->n > 0;
}

/* The best ways from one choice of the sign before to one of this sign. */
static void reach(const struct sign *prev, size_t before, struct sign *sign, size_t k, int worth)
{
	struct choice *c = &sign->choice[k];
	const struct choice *p = &prev->choice[before];
	for (enum side s = SIDE_NONE; s < SIDES; s++) {
		int score = p->score[s] + worth - c->cost[s];
		enum side side = c->side[s];
		if (p->score[s] != NEVER && score > c->score[side]) {
			c->score[side] = score;
			c->from[side] = (uint8_t)(before * SIDES + s);
		}
	}
}

static void step(struct lattice *l, size_t t, struct lean lean)
{
	struct sign *sign = &l->at[t];
	for (size_t k = 0; k < sign->n; k++) {
		struct choice *c = &sign->choice[k];
		int worth = c->worth - cost_of_lean(c->to, lean);
		for (enum side s = SIDE_NONE; s < SIDES; s++)
			c->score[s] = NEVER;
		if (t == 0)
			c->score[c->side[0]] = worth - c->cost[0] + pair(l->lang, 0, c->first);
		for (size_t j = 0; t > 0 && j < l->at[t - 1].n; j++) {
			int between = pair(l->lang, l->at[t - 1].choice[j].last, c->first);
			reach(&l->at[t - 1], j, sign, k, worth + between);
		}
	}
}

static void trace(const struct lattice *l, size_t at, struct letters *ret)
{
	uint8_t path[WORD_LETTERS] = { 0 };
	for (size_t t = l->n; t-- > 0;) {
		path[t] = (uint8_t)(at / SIDES);
		at = l->at[t].choice[at / SIDES].from[at % SIDES];
	}
	ret->n = 0;
	for (size_t t = 0; t < l->n; t++) {
		const uint16_t *to = l->at[t].choice[path[t]].to;
		for (size_t i = 0; i < 3 && to[i] && ret->n < WORD_LETTERS; i++)
			ret->at[ret->n++] = to[i];
		if (l->at[t].literal && ret->n < WORD_LETTERS)
			ret->at[ret->n++] = l->at[t].literal;
	}
}

void lattice_read(struct lattice *l, struct lean lean, struct reading *ret)
{
	size_t best = 0;
	for (size_t t = 0; t < l->n; t++)
		step(l, t, lean);
	ret->score = NEVER;
	const struct sign *last = &l->at[l->n - 1];
	for (size_t at = 0; at < last->n * SIDES; at++) {
		const struct choice *c = &last->choice[at / SIDES];
		int score = c->score[at % SIDES] + pair(l->lang, c->last, 0);
		if (c->score[at % SIDES] != NEVER && score > ret->score) {
			ret->score = score;
			best = at;
		}
	}
	trace(l, best, &ret->w);
}
