/*
 * place - the names that one place has, and had, in our languages.
 *
 * The shipped table is tables/name_places.tsv; an editor's file of the same form adds to it. A word
 * is a name's word where it is the same, sounds the same in another script, or shares a stem. So
 * that few are looked at closely, both must begin alike as they sound (name_sound).
 */
#include "text/names_int.h"

enum {
	LANGS = 4,       /* cells of a line that hold names */
	NAME_WORDS = 5,  /* of one name */
	ASKED_WORDS = 6, /* of the reader's, cut at hyphens */
	FILE_BYTES = 4 << 20,
	CLOSE = 3 /* letters that an ending may change or add */
};
static const char *const langs[LANGS] = { "kk", "ru", "ky", "en" };

struct place_word {
	struct str exact, sound;
};
struct place_name {
	struct str exact; /* as words with spaces between, hyphens kept */
	struct place_word words[NAME_WORDS];
	uint8_t n_words, lang;
	bool only_found; /* it is something else as well */
};
struct place {
	struct place_name *at;
	size_t n;
	uint32_t begin; /* first_bit of what its names begin with */
};
struct text_places {
	struct place *at;
	size_t n;
};

struct reading { /* a table under way */
	struct arena *mem;
	struct text_places *to;
	size_t shipped, cap; /* places that came with the program; places there is room for */
};

/* A bit for what a word begins with as it sounds, so that most places are passed over quickly. */
static uint32_t first_bit(struct str sound)
{
	return sound.n ? 1u << (sound.s[0] & 31) : 1u;
}

static struct str sound_of(struct arena *mem, struct str word)
{
	char sound[NAME_SOUND];
	size_t n = name_sound(word, sound);
	return str_copy(mem, (struct str){ sound, n });
}

static void add_words(struct arena *mem, struct place_name *name, struct str text,
		      struct buf *exact)
{
	struct text_walk walk;
	struct text_token t;
	text_walk_init(&walk, text);
	while (text_walk_next(&walk, &t)) {
		struct str rest = t.exact, word;
		if (exact->n)
			buf_add_char(exact, ' ');
		buf_add(exact, t.exact);
		while (str_next(&rest, '-', &word))
			if (word.n && name->n_words < NAME_WORDS)
				name->words[name->n_words++] = (struct place_word){
					str_copy(mem, word),
					sound_of(mem, word),
				};
	}
}

/* "Верный* (1855-1921)": a name, a sign that it is more than a place, years for people. */
static void add_name(struct arena *mem, struct place *p, struct str text, uint8_t lang)
{
	struct buf exact;
	struct place_name *name = &p->at[p->n];
	text = str_trim(str_upto(text, str_find_byte(text, '(')));
	*name = (struct place_name){ .lang = lang, .only_found = str_ends(text, "*") };
	buf_init(&exact, mem, 0);
	add_words(mem, name, text, &exact);
	name->exact = buf_str(&exact);
	if (name->n_words == 0)
		return;
	for (size_t i = 0; i < p->n; i++)
		if (str_same(p->at[i].exact, name->exact) && p->at[i].lang == lang)
			return;
	p->n++;
	p->begin |= first_bit(name->words[0].sound);
}

static size_t names_in(struct str line)
{
	size_t n = LANGS;
	for (size_t i = 0; i < line.n; i++)
		n += line.s[i] == ';';
	return n;
}

/* The editor's line stands in the place of the shipped one whose first name is the same. */
static struct place *place_for(struct reading *r, const struct place *p)
{
	for (size_t i = 0; i < r->shipped; i++)
		if (r->to->at[i].n && str_same(r->to->at[i].at[0].exact, p->at[0].exact))
			return &r->to->at[i];
	if (r->to->n == r->cap) {
		size_t each = sizeof(*r->to->at), more = r->cap ? 2 * r->cap : 512;
		r->to->at = arena_grow(r->mem, r->to->at, r->cap * each, more * each);
		r->cap = more;
	}
	return &r->to->at[r->to->n++];
}

static void add_line(struct reading *r, struct str line)
{
	struct str cell, name;
	struct place p = { .at = arena_array_of(r->mem, names_in(line), struct place_name) };
	for (uint8_t lang = 0; lang < LANGS && str_next(&line, '\t', &cell); lang++)
		while (str_next(&cell, ';', &name))
			add_name(r->mem, &p, name, lang);
	if (p.n)
		*place_for(r, &p) = p;
}

static void add_lines(struct reading *r, struct str rows)
{
	struct str line;
	while (str_next(&rows, '\n', &line))
		if (line.n && line.s[0] != '#')
			add_line(r, line);
}

bool text_places_read(struct ctx *c, struct str more, struct text_places **ret)
{
	if (more.n > FILE_BYTES)
		return fail(c, ERR_LIMIT, "the list of places is too long");
	if (!text_is_utf8(more))
		return fail(c, ERR_INVALID, "the list of places is not text in UTF-8");
	struct text_places *p = arena_new_of(c->mem, struct text_places);
	struct reading r = { .mem = c->mem, .to = p };
	add_lines(&r, str_of(text_place_rows));
	r.shipped = p->n;
	add_lines(&r, text_nfc(c->mem, more));
	*ret = p;
	return true;
}

/* What was asked */

struct asked_word {
	struct str exact;
	size_t of; /* which of the reader's words it is or is a part of */
	size_t n;
	char readings[1 + TEXT_READINGS][128], sounds[1 + TEXT_READINGS][NAME_SOUND];
};

static void read_asked(struct str exact, size_t of, struct asked_word *ret)
{
	char readings[TEXT_READINGS][128];
	*ret = (struct asked_word){ .exact = exact, .of = of };
	if (exact.n == 0 || exact.n > 100)
		return;
	size_t n = text_readings(exact, "", readings);
	for (size_t i = 0; i <= n; i++) {
		char *to = ret->readings[ret->n];
		struct str word = i ? str_of(readings[i - 1]) : exact;
		if (word.n >= 128 || (i && str_same(word, exact)))
			continue;
		memcpy(to, word.s, word.n);
		to[word.n] = '\0';
		ret->sounds[ret->n][name_sound(word, ret->sounds[ret->n])] = '\0';
		ret->n++;
	}
}

/* The reader's words cut at hyphens, as the names are. */
static size_t cut_words(const struct str *words, size_t n, struct asked_word ret[ASKED_WORDS])
{
	size_t k = 0;
	for (size_t i = 0; i < n; i++) {
		struct str rest = words[i], part;
		while (k < ASKED_WORDS && str_next(&rest, '-', &part))
			if (part.n)
				read_asked(part, i, &ret[k++]);
	}
	return k;
}

static bool begins_alike(const char *asked, struct str sound)
{
	size_t n = strlen(asked), same = 0;
	size_t least = sound.n > CLOSE + 2 ? sound.n - CLOSE : sound.n > 3 ? 3 : sound.n;
	while (same < n && same < sound.n && asked[same] == sound.s[same])
		same++;
	return same >= least;
}

static bool sounds_same(const char *asked, struct str word)
{
	char a[TEXT_KEYS][128], b[TEXT_KEYS][128];
	size_t n = text_keys(str_of(asked), "", a), m = text_keys(word, "", b);
	for (size_t i = 0; i < n && a[i][0] != '~' && a[i][0] != '^'; i++)
		for (size_t k = 0; k < m; k++)
			if (strcmp(a[i], b[k]) == 0)
				return true;
	return false;
}

/* A Russian name that is an adjective declines as one: Верного, but not верно. */
static bool may_be_case(struct str asked, struct str name)
{
	static const struct {
		const char *name, *cases[9];
	} adjectives[] = {
		{ "ый", { "ый", "ого", "ому", "ым", "ом", NULL } },
		{ "ий", { "ий", "его", "ему", "им", "ем", "ого", "ому", "ом", NULL } },
		{ "ой", { "ой", "ого", "ому", "ым", "им", "ом", NULL } },
		{ "ая", { "ая", "ой", "ую", "ою", NULL } },
		{ "ое", { "ое", "ого", "ому", "ым", "им", "ом", NULL } },
	};
	for (size_t i = 0; i < COUNT_OF(adjectives); i++) {
		if (!str_ends(name, adjectives[i].name))
			continue;
		for (const char *const *c = adjectives[i].cases; *c; c++)
			if (str_ends(asked, *c))
				return true;
		return false;
	}
	return true;
}

static bool share_stem(const char *asked, struct str word, const char *lang)
{
	if (strcmp(lang, "ru") == 0 && !may_be_case(str_of(asked), word))
		return false;
	char a[TEXT_STEMS][128], b[TEXT_STEMS][128];
	size_t n = text_stems(str_of(asked), lang, a), m = text_stems(word, lang, b);
	for (size_t i = 0; i < n; i++) {
		if (str_is(word, a[i]))
			return true;
		for (size_t k = 0; k < m; k++)
			if (strcmp(a[i], b[k]) == 0)
				return true;
	}
	return false;
}

static bool word_is(const struct asked_word *a, const struct place_word *w, const char *lang)
{
	if (str_same(a->exact, w->exact))
		return true;
	for (size_t i = 0; i < a->n; i++)
		if (begins_alike(a->sounds[i], w->sound) &&
		    (share_stem(a->readings[i], w->exact, lang) ||
		     sounds_same(a->readings[i], w->exact)))
			return true;
	return false;
}

/* Алмаата for Алма-Ата: the name's words in one. */
static bool joined_is(const struct asked_word *a, const struct place_name *name)
{
	char word[256];
	size_t n = 0;
	if (name->n_words < 2 || !begins_alike(a->sounds[0], name->words[0].sound))
		return false;
	for (size_t i = 0; i < name->n_words; i++) {
		if (n + name->words[i].exact.n > 120)
			return false;
		memcpy(word + n, name->words[i].exact.s, name->words[i].exact.n);
		n += name->words[i].exact.n;
	}
	struct place_word joined = { { word, n }, name->words[0].sound };
	return word_is(a, &joined, langs[name->lang]);
}

/* How many of the asked words the name takes; 0 where it does not stand here. */
static size_t name_here(const struct asked_word *a, size_t n, const struct place_name *name)
{
	size_t k = 0;
	if (name->only_found || n == 0 || a->n == 0)
		return 0;
	while (k < name->n_words && k < n && word_is(&a[k], &name->words[k], langs[name->lang]))
		k++;
	return k == name->n_words ? k : joined_is(a, name);
}

static void add_found(struct text_place_names *to, struct str name)
{
	for (size_t i = 0; i < to->n; i++)
		if (str_same(to->at[i], name))
			return;
	if (to->n < TEXT_PLACE_NAMES)
		to->at[to->n++] = name;
}

static bool was_asked(const struct str *words, size_t n, struct str name)
{
	struct str rest = name, word;
	size_t i = 0;
	while (str_next(&rest, ' ', &word))
		if (i == n || !str_same(words[i++], word))
			return false;
	return i == n;
}

/* How many of the asked words the place's names take at most. */
static size_t place_here(const struct asked_word *asked, size_t n, const struct place *p)
{
	size_t most = 0;
	for (size_t k = 0; k < p->n; k++) {
		size_t took = name_here(asked, n, &p->at[k]);
		most = took > most ? took : most;
	}
	return most;
}

void text_places_find(const struct text_places *p, const struct str *words, size_t n,
		      struct text_place_names *ret)
{
	struct asked_word asked[ASKED_WORDS];
	size_t n_asked = cut_words(words, n, asked);
	uint32_t begin = 0;
	for (size_t i = 0; n_asked && i < asked[0].n; i++)
		begin |= first_bit(str_of(asked[0].sounds[i]));
	ret->n = ret->n_words = 0;
	for (size_t i = 0; i < p->n; i++) {
		if (!(p->at[i].begin & begin))
			continue;
		size_t took = place_here(asked, n_asked, &p->at[i]);
		size_t whole = took ? asked[took - 1].of + 1 : 0;
		bool part = took < n_asked && asked[took].of < whole; /* of a word with a hyphen */
		if (whole == 0 || part || whole < ret->n_words)
			continue;
		if (whole > ret->n_words)
			ret->n = 0;
		ret->n_words = whole;
		for (size_t k = 0; k < p->at[i].n; k++)
			if (!was_asked(words, whole, p->at[i].at[k].exact))
				add_found(ret, p->at[i].at[k].exact);
	}
}
