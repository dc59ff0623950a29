/*
 * title - what a title is compared by: its words as they sound, in every script the same.
 *
 * A volume named "Т. 2" alone is told by its set's title. Numbers and what they count go to the
 * numerals. Titles in other languages of the same book are kept too: one library catalogues by the
 * Kazakh title page, another by the Russian one.
 */
#include "match/match_int.h"

enum { ALIKE_MAX = TITLE_MAX, ALIKE_NEVER = 60 };

void fold_word(struct str exact, const char *lang, char ret[128])
{
	char keys[TEXT_KEYS][128];
	size_t n = text_keys(exact, lang, keys);
	const char *best = n ? keys[0] : "";
	for (size_t i = 0; i < n; i++) {
		if (keys[i][0] == '^') {
			best = keys[i] + 1;
			break;
		}
	}
	memcpy(ret, best, strlen(best) + 1);
}

/* False: it is full. */
static bool add_word(struct folded_title *t, const char *key)
{
	size_t n = strlen(key);
	if (t->n + n + (t->n > 0) > TITLE_MAX)
		return false;
	if (n == 0)
		return true;
	if (t->n)
		t->s[t->n++] = ' ';
	memcpy(t->s + t->n, key, n);
	t->n = (uint8_t)(t->n + n);
	return true;
}

static void fold_title(struct arena *mem, struct str text, const char *lang, struct match_facts *f,
		       struct folded_title *t)
{
	struct word *w = arena_array_of(mem, TITLE_WORDS, struct word);
	size_t n = words_of(mem, text, w), colon = str_find(text, STR(" : "));
	numerals_read(text, w, n, LABEL_BARE, f);
	bool inside = true;
	for (size_t i = 0; i < n; i++) {
		if (inside && w[i].at > colon) {
			t->proper = t->n;
			inside = false;
		}
		char key[128];
		if (w[i].used)
			continue;
		fold_word(w[i].exact, lang, key);
		if (!add_word(t, key))
			break;
	}
	if (inside || t->proper == 0)
		t->proper = t->n;
	t->s[t->n] = '\0';
}

/* The language in which its letters are to be read. */
const char *reading_language(const struct record *r)
{
	struct str code = text_language_code(record_first(r, RECORD_LANGUAGE));
	const char *known = text_language_of(code);
	return known ? known : "";
}

static bool known_already(const struct match_facts *f, const struct folded_title *t)
{
	for (size_t i = 0; i < f->n_titles; i++)
		if (f->titles[i].n == t->n && !memcmp(f->titles[i].s, t->s, t->n))
			return true;
	return false;
}

/* Before the title, where the title does not begin with it. */
static void put_set_before(struct arena *mem, struct str set, const char *lang,
			   struct match_facts *f, struct folded_title *t)
{
	struct folded_title whole = { .n = 0 };
	fold_title(mem, set, lang, f, &whole);
	if (whole.n == 0 || (t->n >= whole.n && !memcmp(t->s, whole.s, whole.n)))
		return;
	size_t n = whole.n;
	struct str rest = { t->s, t->n }, one;
	char key[128];
	while (str_next(&rest, ' ', &one)) {
		memcpy(key, one.s, one.n < sizeof(key) ? one.n : sizeof(key) - 1);
		key[one.n < sizeof(key) ? one.n : sizeof(key) - 1] = '\0';
		if (!add_word(&whole, key))
			break;
	}
	whole.proper = t->n ? (uint8_t)(n + 1 + t->proper < whole.n ? n + 1 + t->proper : whole.n)
			    : whole.proper;
	whole.s[whole.n] = '\0';
	*t = whole;
}

static void add_title(struct arena *mem, const struct record *r, struct str text, const char *lang,
		      struct match_facts *f)
{
	struct folded_title t = { .n = 0 };
	bool first = f->n_titles == 0;
	/* numbers of a parallel title are those of the title, said again */
	struct match_facts aside = { .n_titles = 0 };
	fold_title(mem, text, lang, first ? f : &aside, &t);
	struct str set = record_first(r, RECORD_SET);
	if (first && set.n)
		put_set_before(mem, set, lang, f, &t);
	if (t.n && f->n_titles < TITLES_MAX && !known_already(f, &t))
		f->titles[f->n_titles++] = t;
}

void titles_read(struct arena *mem, const struct record *r, struct match_facts *f)
{
	const char *lang = reading_language(r);
	for (size_t i = 0; i < r->n; i++)
		if (r->at[i].field == RECORD_TITLE)
			add_title(mem, r, r->at[i].value, lang, f);
	for (size_t i = 0; i < r->n; i++)
		if (r->at[i].field == RECORD_PARALLEL)
			add_title(mem, r, r->at[i].value, "", f);
	struct word *w = arena_array_of(mem, TITLE_WORDS, struct word);
	for (size_t i = 0; i < r->n; i++) {
		if (r->at[i].field != RECORD_PART)
			continue;
		size_t n = words_of(mem, r->at[i].value, w);
		numerals_read(r->at[i].value, w, n, LABEL_BARE, f);
	}
}

/* Optimal string alignment on the folds: one letter put in, left out, changed, or two turned.
 * Column by column in bit vectors: Hyyrö, A Bit-Vector Algorithm for Computing Levenshtein and
 * Damerau Edit Distances (2003), over as many words as the pattern needs. */
enum { LIMBS = (ALIKE_MAX + 63) / 64 };
struct column {
	uint64_t plus, minus; /* of rows below one another: one more, one less */
	uint64_t diagonal;    /* of the column before: no change from up left */
	uint64_t letter;      /* of the column before: rows with its letter */
};

static size_t changes(struct str a, struct str b)
{
	uint64_t rows[256][LIMBS];
	struct column col[LIMBS] = { 0 };
	size_t n = (a.n + 63) / 64, distance = a.n;
	if (a.n == 0)
		return b.n;
	memset(rows, 0, sizeof rows);
	for (size_t i = 0; i < a.n; i++)
		rows[(unsigned char)a.s[i]][i / 64] |= (uint64_t)1 << i % 64;
	for (size_t k = 0; k < n; k++)
		col[k].plus = ~(uint64_t)0;
	uint64_t last = (uint64_t)1 << (a.n - 1) % 64;
	for (size_t j = 0; j < b.n; j++) {
		uint64_t sum_over = 0, turn_over = 0, plus_over = 1, minus_over = 0;
		for (size_t k = 0; k < n; k++) {
			struct column *c = &col[k];
			uint64_t letter = rows[(unsigned char)b.s[j]][k];
			uint64_t x = letter & c->plus, sum = x + c->plus, all = sum + sum_over;
			uint64_t turn = ~c->diagonal & letter;
			uint64_t turned = (turn << 1 | turn_over) & c->letter;
			uint64_t d = (all ^ c->plus) | letter | c->minus | turned;
			uint64_t plus = c->minus | ~(d | c->plus), minus = d & c->plus;
			if (k + 1 == n)
				distance += ((plus & last) != 0) - ((minus & last) != 0);
			uint64_t plus_here = plus << 1 | plus_over;
			uint64_t minus_here = minus << 1 | minus_over;
			sum_over = (sum < x) | (all < sum);
			turn_over = turn >> 63;
			plus_over = plus >> 63;
			minus_over = minus >> 63;
			*c = (struct column){ .plus = minus_here | ~(d | plus_here),
					      .minus = plus_here & d,
					      .diagonal = d,
					      .letter = letter };
		}
	}
	return distance;
}

/* Without what both begin and end with, which changes nothing: most titles that meet share much. */
static size_t changes_inside(struct str a, struct str b)
{
	while (a.n && b.n && a.s[0] == b.s[0]) {
		a = str_from(a, 1);
		b = str_from(b, 1);
	}
	while (a.n && b.n && a.s[a.n - 1] == b.s[b.n - 1]) {
		a.n--;
		b.n--;
	}
	return a.n <= b.n ? changes(a, b) : changes(b, a);
}

/* At least so many changes there are: letters that one has and the other has not, wherever. Most
 * titles that are compared are others altogether, and this tells them apart at a tenth of the cost. */
static size_t changes_at_least(struct str a, struct str b)
{
	enum { BUCKETS = 64 };
	int16_t more[BUCKETS] = { 0 };
	size_t plus = 0, minus = 0;
	for (size_t i = 0; i < a.n; i++)
		more[(unsigned char)a.s[i] % BUCKETS]++;
	for (size_t i = 0; i < b.n; i++)
		more[(unsigned char)b.s[i] % BUCKETS]--;
	for (size_t i = 0; i < BUCKETS; i++) {
		plus += more[i] > 0 ? (size_t)more[i] : 0;
		minus += more[i] < 0 ? (size_t)-more[i] : 0;
	}
	return plus > minus ? plus : minus;
}

int alike(struct str a, struct str b)
{
	a = str_upto(a, ALIKE_MAX);
	b = str_upto(b, ALIKE_MAX);
	size_t longer = a.n > b.n ? a.n : b.n;
	if (longer == 0 || str_same(a, b))
		return longer ? 100 : 0;
	size_t shorter = a.n + b.n - longer;
	if (shorter * 2 < longer) /* far from alike whatever the letters */
		return (int)(shorter * 100 / longer / 2);
	size_t least = changes_at_least(a, b) * 100 / longer;
	if (least > 100 - ALIKE_NEVER)
		return (int)(100 - least); /* no more than that, and nobody asks below */
	return (int)(100 - changes_inside(a, b) * 100 / longer);
}
