/*
 * person - names of people as records and readers give them, made comparable.
 *
 * A name is a set of parts in any order. A part sounds (tables/name_letters.tsv) and has perhaps an
 * ending that says "of the family of" (tables/name_endings.tsv): Құнанбаев, Kunanbayeva and
 * Құнанбайұлы are one key, Құнанбай another. An initial fits every part that begins so.
 *
 * Keys, plain ASCII: kunanb+ a family, kunanb* a middle name, abai a name; ~kanb+ the same by its
 * consonants; .a an initial, or the first letter of a part; kunanb+.a a part and what beside it
 * is known by its initial only; =kunanb+abai somebody whose other names are known (people.c).
 */
#include "text/names_int.h"

enum {
	SOUND = 40,     /* letters of one part */
	LOOSE_LEAST = 3 /* consonants, for a key of consonants alone */
};

const struct spelling_rule *spelling_find(const struct spelling_rule *rules, const uint16_t *first,
					  const char *p, size_t n)
{
	const struct spelling_rule *r = &rules[first[(unsigned char)*p]];
	for (; r->n_from && r->from[0] == *p; r++)
		if (r->n_from <= n && memcmp(r->from, p, r->n_from) == 0)
			return r;
	return NULL;
}

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'u';
}

/* j is zh or y: y behind a vowel and before a consonant or the end, else as `as_y` says. */
static char sound_of_j(const char *before, size_t n, const char *after, size_t left, bool as_y)
{
	bool behind_vowel = n > 0 && is_vowel(before[n - 1]);
	bool before_vowel = left > 0 && strchr("aeiouyäöü", *after);
	if (!before_vowel)
		return 'i';
	return behind_vowel || as_y ? 'i' : 'j';
}

/* The letters' sounds. other: the second way of j and x; *ret_doubtful is set where there is one. */
static size_t sounds(struct str word, bool other, char ret[SOUND + 4], bool *ret_doubtful)
{
	size_t n = 0;
	for (size_t at = 0; at < word.n && n < SOUND;) {
		const struct spelling_rule *r = spelling_find(name_letters, name_letters_first,
							      word.s + at, word.n - at);
		if (!r) {
			text_next(word, &at);
			continue;
		}
		at += r->n_from;
		if (*r->to == 'J') {
			ret[n] = sound_of_j(ret, n, word.s + at, word.n - at, other);
			n++;
			*ret_doubtful = true;
		} else if (*r->to == 'X') {
			ret[n++] = other ? 'k' : 'h';
			if (other)
				ret[n++] = 's';
			*ret_doubtful = true;
		} else {
			memcpy(ret + n, r->to, r->n_to);
			n += r->n_to;
		}
	}
	return n;
}

/* What spelling does beyond letters: Kunanbayev, Әуезов, Сатпаев, Аллахверди, Тюлеген. */
static size_t smooth(char *s, size_t n)
{
	size_t to = 0;
	for (size_t i = 0; i < n; i++) {
		char before = to ? s[to - 1] : '\0', after = i + 1 < n ? s[i + 1] : '\0', c = s[i];
		bool open = !before || is_vowel(before);
		bool daughter = i + 4 <= n && memcmp(s + i, "kizi", 4) == 0; /* Бек-қызы */
		if (c == before && !daughter)
			continue;
		if (c == 'i' && (after == 'e' || (after == 'u' && !open)))
			continue;
		if (c == 'u' && open && is_vowel(after) && after != 'u')
			c = 'v';
		if (c == 'p' && before && strchr("tkswhf", before))
			c = 'b';
		if (c != before || daughter)
			s[to++] = c;
	}
	return to;
}

size_t name_sound(struct str word, char ret[NAME_SOUND])
{
	bool doubtful;
	return smooth(ret, sounds(word, false, ret, &doubtful));
}

static const struct name_ending *ending_of(const char *s, size_t n, bool asked)
{
	for (const struct name_ending *e = name_endings; e->ending; e++) {
		size_t k = strlen(e->ending);
		if (k + 2 <= n && memcmp(s + n - k, e->ending, k) == 0 &&
		    (asked || e->kind != ENDING_CASE))
			return e;
	}
	return NULL;
}

static void add_form(struct name_part *p, const char *tilde, const char *root, size_t n,
		     const char *sign)
{
	char form[64];
	size_t k = strlen(tilde);
	if (p->n == NAME_FORMS || k + n + 2 > sizeof(form))
		return;
	memcpy(form, tilde, k);
	memcpy(form + k, root, n);
	memcpy(form + k + n, sign, strlen(sign) + 1);
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->forms[i], form) == 0)
			return;
	memcpy(p->forms[p->n++], form, sizeof(form));
}

/* Its consonants, those alike made one, and what kind its first vowel is: Мусрепов is Мүсірепов,
 * but Марат not Мұрат. 0 where they are too few. */
static size_t consonants(const char *s, size_t n, char *ret)
{
	static const char from[] = "dzkheu", to[] = "tsggai";
	size_t k = 0, vowels = 0;
	for (size_t i = 0; i < n; i++) {
		const char *alike = strchr(from, s[i]);
		char c = alike ? to[alike - from] : s[i];
		if (is_vowel(c) && vowels++)
			continue;
		if (k == 0 || ret[k - 1] != c)
			ret[k++] = c;
	}
	return k >= LOOSE_LEAST + (vowels > 0) ? k : 0;
}

struct root {
	char s[SOUND + 4];
	size_t n;
	const char *signs[3]; /* NULL-ended */
};

static void find_root(char *s, size_t n, bool asked, struct root *ret)
{
	const struct name_ending *e = ending_of(s, n, asked);
	*ret = (struct root){ .n = n, .signs = { "" } };
	if (e) {
		ret->n -= strlen(e->ending);
		size_t stays = strlen(e->stays);
		memcpy(s + ret->n, e->stays, stays);
		ret->n += stays;
	}
	if (e && e->kind != ENDING_SAME) {
		while (ret->n > 3 && is_vowel(s[ret->n - 1]))
			ret->n--;
		ret->signs[0] = e->kind == ENDING_PATRONYMIC ? "*" : "+";
		ret->signs[1] = e->kind == ENDING_BOTH ? "*" : NULL;
	}
	memcpy(ret->s, s, ret->n);
}

/* The forms of a word, and of it with an ending put behind (empty for none). */
static void part_of(struct str word, bool asked, struct name_part *ret)
{
	struct root roots[2];
	bool doubtful = false;
	size_t n_roots = 0, n_letters = strlen(ret->letters);
	for (int other = 0; other < 2 && (other == 0 || doubtful); other++) {
		char s[SOUND + 4];
		size_t n = sounds(word, other, s, &doubtful);
		n = smooth(s, n);
		if (n == 0)
			return;
		char letter = s[0] == 'u' ? 'v' : s[0];
		if (n_letters < 2 && !strchr(ret->letters, letter))
			ret->letters[n_letters++] = letter;
		find_root(s, n, asked, &roots[n_roots++]);
	}
	for (size_t i = 0; i < n_roots; i++)
		for (size_t k = 0; roots[i].signs[k]; k++)
			add_form(ret, "", roots[i].s, roots[i].n, roots[i].signs[k]);
	ret->n_strict = ret->n;
	for (size_t i = 0; i < n_roots; i++) {
		char bare[SOUND + 4];
		size_t n = consonants(roots[i].s, roots[i].n, bare);
		for (size_t k = 0; n && roots[i].signs[k]; k++)
			add_form(ret, "~", bare, n, roots[i].signs[k]);
	}
}

/* Words */

static bool is_one_of(const char *const *list, struct str word)
{
	for (; *list; list++)
		if (str_is(word, *list))
			return true;
	return false;
}

/* What stands by names and is none: particles, and what the person did. */
static bool is_no_name(struct str word)
{
	static const char *const words[] = {
		"әл",    "аль",  "эль",     "ал",    "al",   "el",   "ибн",    "ибну", "ibn",
		"бин",   "bin",  "де",      "ди",    "дю",   "да",   "фон",    "ван",  "дер",
		"де-ла", "de",   "di",      "du",    "la",   "von",  "van",    "der",  "and",
		"және",  "жана", "ред",     "пер",   "авт",  "сост", "құраст", "ауд",  "ред",
		"ed",    "eds",  "comp",    "trans", "проф", "акад", "др",     "құр",  "автор",
		"басқ",  "пред", "предисл", "илл",   "худ",  "түз",  "кот",    "prof", "dr",
		"sir",   "jr",   "sr",      "гг",    "жж",   NULL,
	};
	return is_one_of(words, word);
}

/* A word of its own that is another's ending: Құнанбай ұлы, Сатылган уулу. */
static bool is_ending_word(struct str word)
{
	static const char *const words[] = { "ұлы",  "улы",  "уулу", "оғлы", "оглы", "огли",
					     "қызы", "кызы", "тегі", "uly",  "uli",  "ogly",
					     "oglu", "qyzy", "kyzy", "uulu", NULL };
	return is_one_of(words, word);
}

static size_t letters_in(struct str word)
{
	size_t n = 0;
	for (size_t at = 0; at < word.n; n++)
		text_next(word, &at);
	return n;
}

struct reader { /* of one name */
	struct person *to;
	struct str before; /* the last part's word, for the ending that may follow */
	char kept[128];
	bool behind_number;
};

static void read_part(struct reader *r, struct str spelt, bool initial)
{
	char readings[TEXT_READINGS][128];
	struct str word = spelt;
	if (text_script(word) == SCRIPT_ARABIC && text_readings(word, "", readings))
		word = str_of(readings[0]);
	struct name_part *p = r->to->n ? &r->to->at[r->to->n - 1] : NULL;
	char joined[256];
	if (p && !p->initial && is_ending_word(word) && r->before.n + word.n < sizeof(joined)) {
		memcpy(joined, r->before.s, r->before.n);
		memcpy(joined + r->before.n, word.s, word.n);
		*p = (struct name_part){ .initial = false };
		part_of((struct str){ joined, r->before.n + word.n }, false, p);
		return;
	}
	if (r->to->n == NAME_PARTS || is_no_name(word))
		return;
	p = &r->to->at[r->to->n];
	*p = (struct name_part){ .initial = initial };
	part_of(word, false, p);
	if (p->n == 0)
		return;
	r->to->n++;
	size_t n = word.n < sizeof(r->kept) ? word.n : 0;
	memcpy(r->kept, word.s, n);
	r->before = (struct str){ r->kept, n };
}

/* А. С., Дж., Вас. Ив.; but a short name at a field's end has a full stop behind it as well. */
static bool is_initial(struct str word, bool stop, bool last)
{
	size_t n = letters_in(word);
	return n == 1 || (stop && (n == 2 || (n <= 4 && !last)));
}

void person_read(struct str text, struct person *ret)
{
	struct text_walk walk;
	struct text_token t;
	struct reader r = { .to = ret };
	ret->n = 0;
	text_walk_init(&walk, text);
	while (text_walk_next(&walk, &t)) {
		struct str rest = t.exact, word, after = str_from(text, t.at + t.n);
		bool number = t.exact.s[0] >= '0' && t.exact.s[0] <= '9';
		bool short_after_number = r.behind_number && letters_in(t.exact) <= 2;
		r.behind_number = number;
		if (number || short_after_number)
			continue;
		bool stop = str_starts(after, "."), last = str_trim(after).n <= 1;
		while (str_next(&rest, '-', &word))
			if (word.n)
				read_part(&r, word, is_initial(word, stop, last));
	}
}

/* Keys */

struct keys {
	char (*at)[64];
	size_t n, most;
};

static void add_key(struct keys *k, const char *key, const char *more)
{
	size_t a = strlen(key), b = strlen(more);
	if (k->n == k->most || a + b + 1 > 64)
		return;
	char *to = k->at[k->n];
	memcpy(to, key, a);
	memcpy(to + a, more, b + 1);
	for (size_t i = 0; i < k->n; i++)
		if (strcmp(k->at[i], to) == 0)
			return;
	k->n++;
}

static void add_letters(struct keys *k, const char *key, const struct name_part *p)
{
	for (const char *l = p->letters; *l; l++)
		add_key(k, key, (char[]){ '.', *l, '\0' });
}

size_t text_name_keys(struct str name, char ret[TEXT_NAME_KEYS][64])
{
	struct person read;
	struct keys k = { ret, 0, TEXT_NAME_KEYS };
	person_read(name, &read);
	for (size_t i = 0; i < read.n; i++)
		for (size_t f = 0; !read.at[i].initial && f < read.at[i].n; f++)
			add_key(&k, read.at[i].forms[f], "");
	if (k.n == 0)
		return 0;
	const char *known[PEOPLE_ALIKE];
	size_t n_known = people_known(&read, known);
	for (size_t i = 0; i < n_known; i++)
		add_key(&k, "=", known[i]);
	for (size_t i = 0; i < read.n; i++)
		add_letters(&k, "", &read.at[i]);
	for (size_t i = 0; i < read.n; i++)
		for (size_t o = 0; o < read.n; o++)
			for (size_t f = 0; f < read.at[i].n; f++)
				if (!read.at[i].initial && read.at[o].initial)
					add_letters(&k, read.at[i].forms[f], &read.at[o]);
	return k.n;
}

static void add_strict_of(struct name_part *to, struct str word)
{
	struct name_part more = { .initial = false };
	part_of(word, true, &more);
	for (size_t f = 0; f < more.n_strict; f++)
		add_form(to, "", more.forms[f], strlen(more.forms[f]), "");
}

/* Абая, Сергею, Николаем: of Абай, Сергей, Николай, which stemmers do not lead back to. */
static void add_nominative(struct name_part *to, struct str word)
{
	static const char *const cases[] = { "я", "ю", "ем", "е" };
	static const char *const vowels[] = { "а", "е", "и" };
	char name[128];
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str root = str_upto(word, word.n - strlen(cases[i]));
		if (!str_ends(word, cases[i]) || root.n + 3 > sizeof(name))
			continue;
		for (size_t v = 0; v < COUNT_OF(vowels); v++) {
			if (!str_ends(root, vowels[v]))
				continue;
			memcpy(name, root.s, root.n);
			memcpy(name + root.n, "й", 2);
			add_strict_of(to, (struct str){ name, root.n + 2 });
		}
		return;
	}
}

/* A word that was asked for, and its stems, as a part. */
static void asked_part(struct str spelt, struct name_part *ret)
{
	static const char *const langs[] = { "kk", "ru", "ky" };
	char readings[TEXT_READINGS][128];
	struct str word = spelt;
	if (text_script(word) == SCRIPT_ARABIC && text_readings(word, "", readings))
		word = str_of(readings[0]);
	char stems[TEXT_STEMS][128];
	*ret = (struct name_part){ .initial = letters_in(word) == 1 };
	if (word.n == 0 || word.n > 100 || is_no_name(word) || (*word.s >= '0' && *word.s <= '9'))
		return;
	part_of(word, true, ret);
	if (ret->initial || text_script(word) != SCRIPT_CYRILLIC)
		return;
	add_nominative(ret, word);
	for (size_t l = 0; l < COUNT_OF(langs); l++) {
		size_t n = text_stems(word, langs[l], stems);
		for (size_t i = 0; i < n; i++)
			if (letters_in(str_of(stems[i])) > 2)
				add_strict_of(ret, str_of(stems[i]));
	}
}

/* Who may be meant by some of the words from one to another, the word at `at` among them. */
static void ask_known(struct keys *k, const struct str *words, size_t n, size_t at)
{
	for (size_t from = at > 2 ? at - 2 : 0; from <= at; from++) {
		struct person asked = { .n = 0 };
		for (size_t i = from; i < n && i < from + 4; i++) {
			const char *known[PEOPLE_ALIKE];
			struct name_part *p = &asked.at[asked.n];
			asked_part(words[i], p);
			if (p->n == 0)
				break;
			asked.n++;
			size_t n_known = i >= at ? people_called(&asked, known) : 0;
			for (size_t m = 0; m < n_known; m++)
				add_key(k, "=", known[m]);
		}
	}
}

size_t text_name_asks(const struct str *words, size_t n, size_t at, char ret[TEXT_NAME_ASKS][64])
{
	struct name_part own, near;
	struct keys k = { ret, 0, TEXT_NAME_ASKS };
	asked_part(words[at], &own);
	ask_known(&k, words, n, at);
	if (own.n == 0)
		return 0;
	if (own.initial) {
		add_letters(&k, "", &own);
		return k.n;
	}
	for (size_t f = 0; f < own.n; f++)
		if (own.forms[f][0] != '~')
			add_key(&k, own.forms[f], "");
	for (size_t i = at > 2 ? at - 2 : 0; i < n && i <= at + 2; i++) {
		if (i == at)
			continue;
		asked_part(words[i], &near);
		for (size_t f = 0; !near.initial && f < near.n_strict; f++)
			add_letters(&k, near.forms[f], &own);
	}
	for (size_t f = 0; f < own.n; f++)
		if (own.forms[f][0] == '~')
			add_key(&k, own.forms[f], "");
	return k.n;
}

/* Degrees */

static bool same_root(const char *a, const char *b)
{
	size_t n = strcspn(a, "+*");
	return n == strcspn(b, "+*") && memcmp(a, b, n) == 0;
}

/* How well two parts fit, 0 … 100. */
static int parts_meet(const struct name_part *a, const struct name_part *b)
{
	int best = 0;
	if (a->initial || b->initial) {
		bool fit = strpbrk(a->letters, b->letters) != NULL;
		return !fit ? 0 : a->initial && b->initial ? 80 : 50;
	}
	for (size_t i = 0; i < a->n; i++) {
		for (size_t k = 0; k < b->n; k++) {
			bool loose = a->forms[i][0] == '~';
			int degree = strcmp(a->forms[i], b->forms[k]) == 0 ? loose ? 70 : 100
				     : same_root(a->forms[i], b->forms[k]) ? loose ? 0 : 60
									   : 0;
			best = degree > best ? degree : best;
		}
	}
	return best;
}

static int persons_meet(const struct person *one, const struct person *two)
{
	const struct person *few = one->n <= two->n ? one : two, *many = few == one ? two : one;
	bool taken[NAME_PARTS] = { false }, whole = false;
	int sum = 0;
	for (size_t i = 0; i < few->n; i++) {
		int best = 0;
		size_t which = 0;
		for (size_t k = 0; k < many->n; k++) {
			int degree = taken[k] ? 0 : parts_meet(&few->at[i], &many->at[k]);
			if (degree > best) {
				best = degree;
				which = k;
			}
		}
		if (best == 0)
			return 0;
		taken[which] = true;
		whole |= !few->at[i].initial && !many->at[which].initial;
		sum += best;
	}
	if (!whole)
		return 0;
	return sum / (int)few->n - (many->n > few->n ? 10 : 0);
}

int text_names_meet(struct str a, struct str b)
{
	struct person one, two;
	person_read(a, &one);
	person_read(b, &two);
	return persons_meet(&one, &two);
}

/* Names to be compared with many */

struct text_name {
	struct person person;
	size_t n_family; /* parts before the comma; 0: there is none */
};

struct text_name *text_name_read(struct arena *mem, struct str name)
{
	struct text_name *n = arena_new_of(mem, struct text_name);
	struct str family = str_upto(name, str_find_byte(name, ','));
	if (family.n < name.n) {
		person_read(family, &n->person);
		n->n_family = n->person.n;
	}
	person_read(name, &n->person);
	return n;
}

int text_name_meet(const struct text_name *a, const struct text_name *b)
{
	return persons_meet(&a->person, &b->person);
}

size_t text_name_parts(const struct text_name *n, size_t *ret_initials)
{
	*ret_initials = 0;
	for (size_t i = 0; i < n->person.n; i++)
		*ret_initials += n->person.at[i].initial;
	return n->person.n;
}

static bool has_family_sign(const struct name_part *p)
{
	for (size_t f = 0; f < p->n_strict; f++)
		if (strchr(p->forms[f], '+'))
			return true;
	return false;
}

/* Before the comma; else with a family's ending; else any that is more than an initial. */
static bool may_be_family(const struct text_name *n, size_t part)
{
	const struct person *p = &n->person;
	bool signs = false;
	if (p->at[part].initial)
		return false;
	if (n->n_family)
		return part == 0;
	for (size_t i = 0; i < p->n; i++)
		signs |= !p->at[i].initial && has_family_sign(&p->at[i]);
	return !signs || has_family_sign(&p->at[part]);
}

static void add_block(struct keys *k, const struct name_part *family, const char *letter)
{
	for (size_t f = 0; f < family->n_strict; f++) {
		char root[64];
		size_t n = strcspn(family->forms[f], "+*");
		memcpy(root, family->forms[f], n);
		root[n] = '\0';
		add_key(k, root, (char[]){ '.', *letter, '\0' });
	}
}

size_t text_name_blocks(const struct text_name *n, char ret[TEXT_NAME_BLOCKS][64])
{
	struct keys k = { ret, 0, TEXT_NAME_BLOCKS };
	const struct person *p = &n->person;
	const char *known[PEOPLE_ALIKE];
	size_t n_known = people_known(p, known);
	for (size_t i = 0; i < n_known; i++)
		add_key(&k, "=", known[i]);
	for (size_t i = 0; i < p->n; i++) {
		if (!may_be_family(n, i))
			continue;
		size_t first = n->n_family ? n->n_family : 0;
		size_t end = n->n_family && first + 1 < p->n ? first + 1 : p->n;
		bool alone = true;
		for (size_t o = first; o < end; o++) {
			for (const char *l = p->at[o].letters; o != i && *l; l++)
				add_block(&k, &p->at[i], l);
			alone &= o == i;
		}
		if (alone)
			add_block(&k, &p->at[i], "");
	}
	return k.n;
}
