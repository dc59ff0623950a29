/*
 * query - what a reader typed, understood: words, "phrases", -unwanted, start*, =typed, field:word.
 *
 * Nothing typed is an error but bytes that are no text: what makes no sense as an operator is read
 * as words. A word stands for itself and for the forms that share a stem with it; which language
 * it is in nobody can tell, so the stems of each language it may be in are asked for. What hangs
 * together without a space, 978-601-01-0123-4, Алма-Ата, 22.11.1934, is one thing asked for: its
 * parts side by side.
 */
#include "index/index_int.h"

enum {
	QUERY_BYTES = 2000,
	START_SHORTEST = 2, /* letters before a * */
	PHRASE_WORDS = 20,
	GROUP_BYTES = 120, /* of what is one word when its signs are left out */
};

struct parse {
	struct ctx *c;
	struct str text;
	size_t at;
	const char *lang;
	bool typed; /* all of it */
	struct index_terms *to;
};

bool word_on_pages(const struct word *w)
{
	return !w->unwanted && !w->prefix;
}

static void add_stem(struct word *w, struct arena *mem, const char *stem, const char *lang)
{
	for (size_t i = 0; i < w->n_stems; i++)
		if (str_is(w->stems[i], stem))
			return;
	if (w->n_stems == WORD_STEMS || !*stem)
		return;
	w->stems[w->n_stems] = str_copy(mem, str_of(stem));
	w->stem_kinds[w->n_stems++] = (uint8_t)stem_kind_of(w->exact[0], str_of(stem), lang);
}

static void add_stems(struct parse *p, struct word *w, const char *lang)
{
	char stems[TEXT_STEMS][128];
	size_t n = text_stems(w->exact[0], lang, stems);
	for (size_t i = 0; i < n; i++)
		add_stem(w, p->c->mem, stems[i], lang);
}

const char *const *word_languages(struct str word)
{
	static const char *const cyrillic[] = { "kk", "ru", "ky", "", NULL };
	static const char *const latin[] = { "en", "", "kk", "ru", "ky", NULL };
	static const char *const arabic[] = { "kk", "ky", "", NULL };
	static const char *const other[] = { "", NULL };
	switch (text_script(word)) {
	case SCRIPT_CYRILLIC: return cyrillic;
	case SCRIPT_LATIN: return latin;
	case SCRIPT_ARABIC: return arabic;
	case SCRIPT_OTHER: break;
	}
	return other;
}

/* The reader's own language first. */
static void find_stems(struct parse *p, struct word *w)
{
	const char *const *langs = word_languages(w->exact[0]);
	for (size_t i = 0; langs[i]; i++)
		if (p->lang && strcmp(langs[i], p->lang) == 0)
			add_stems(p, w, p->lang);
	for (size_t i = 0; langs[i]; i++)
		add_stems(p, w, langs[i]);
}

static struct word *new_word(struct parse *p, enum word_kind kind, struct asked asked, size_t at,
			     size_t n)
{
	if (p->to->n == QUERY_WORDS)
		return NULL;
	struct word *w = &p->to->at[p->to->n++];
	*w = (struct word){
		.kind = kind,
		.at = at,
		.n = n,
		.prefix = asked.prefix,
		.unwanted = asked.unwanted,
		.typed = asked.typed || p->typed,
	};
	w->exact = arena_array_of(p->c->mem, PHRASE_WORDS, struct str);
	return w;
}

/* The text has the parts of a-b side by side. */
static void add_parts(struct parse *p, struct word *w, struct str token)
{
	struct str part;
	while (w->n_exact < PHRASE_WORDS && str_next(&token, '-', &part))
		if (part.n)
			w->exact[w->n_exact++] = str_copy(p->c->mem, part);
}

static void put_phrase(struct parse *p, struct asked asked, size_t at, struct str inside)
{
	struct text_walk walk;
	struct text_token token;
	struct word *w = new_word(p, WORD_PHRASE, asked, at, inside.n);
	text_walk_init(&walk, inside);
	while (w && text_walk_next(&walk, &token))
		add_parts(p, w, token.exact);
	if (w && w->n_exact == 0)
		p->to->n--;
}

/* A letter with a full stop is an initial; one alone says little too. */
static bool is_light(struct str exact)
{
	size_t at = 0;
	uint32_t letter = text_next(exact, &at);
	bool digit = letter >= '0' && letter <= '9';
	return (at == exact.n && !digit) || word_is_light(exact);
}

static void put_word(struct parse *p, struct asked asked, size_t at, size_t n, struct str exact,
		     bool start)
{
	struct word *w = new_word(p, start ? WORD_START : WORD_PLAIN, asked, at, n);
	if (!w)
		return;
	w->exact[w->n_exact++] = str_copy(p->c->mem, exact);
	w->light = !start && !asked.unwanted && !asked.prefix && is_light(exact);
	if (!start && !w->typed)
		find_stems(p, w);
}

/* Between two words of a chunk: does it hold them together? */
static bool holds_together(struct str sign)
{
	for (size_t i = 0; i < sign.n; i++)
		if (!strchr("-.:/()", sign.s[i]))
			return false;
	return true;
}

struct group {    /* what hangs together in a chunk */
	size_t n; /* of words */
	bool digit, held, hyphen;
	struct str whole; /* without signs between digits */
};

static struct group look_at(struct parse *p, struct str chunk)
{
	struct text_walk walk;
	struct text_token token;
	struct group g = { .held = true };
	struct buf whole;
	size_t end = 0;
	buf_init(&whole, p->c->mem, 0);
	text_walk_init(&walk, chunk);
	for (; text_walk_next(&walk, &token); end = token.at + token.n, g.n++) {
		struct str sign = { chunk.s + end, token.at - end };
		g.held &= g.n == 0 || holds_together(sign);
		g.hyphen |= str_find_byte(token.exact, '-') < token.exact.n;
		for (size_t i = 0; i < token.exact.n; i++)
			g.digit |= token.exact.s[i] >= '0' && token.exact.s[i] <= '9';
		buf_add(&whole, token.exact);
	}
	if (whole.n <= GROUP_BYTES)
		g.whole = buf_str(&whole);
	return g;
}

/* A date, an ISBN, a call number, a word with hyphens: its parts in order, or the whole as one. */
static void put_joined(struct parse *p, struct asked asked, size_t at, struct str chunk,
		       struct str whole)
{
	size_t before = p->to->n;
	put_phrase(p, asked, at, chunk);
	if (p->to->n == before)
		return;
	struct word *w = &p->to->at[before];
	w->joined = true;
	w->whole = whole;
}

static void put_words(struct parse *p, struct asked asked, size_t at, struct str chunk)
{
	struct text_walk walk;
	struct text_token token;
	struct group g = look_at(p, chunk);
	bool star = chunk.n && chunk.s[chunk.n - 1] == '*';
	if (!star && (g.n == 1 ? g.hyphen : g.n > 1 && g.digit && g.held)) {
		put_joined(p, asked, at, chunk, g.whole);
		return;
	}
	text_walk_init(&walk, chunk);
	while (text_walk_next(&walk, &token)) {
		bool start = star && token.at + token.n + 1 == chunk.n &&
			     letters_in(token.exact) >= START_SHORTEST;
		put_word(p, asked, at + token.at, token.n, token.exact, start);
	}
}

static bool is_space(char s)
{
	return s == ' ' || s == '\t' || s == '\n' || s == '\r';
}

/* Quotation marks as they are typed and set: any of them opens, any of them closes. */
static size_t quote_at(struct str s)
{
	static const char *const marks[] = { "\"", "“", "”", "„", "«", "»" };
	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (str_starts(s, marks[i]))
			return strlen(marks[i]);
	return 0;
}

static struct str rest_of(const struct parse *p)
{
	return str_from(p->text, p->at);
}

/* From a quotation mark to the next, or to the end. */
static void parse_quoted(struct parse *p, struct asked asked)
{
	p->at += quote_at(rest_of(p));
	size_t from = p->at;
	while (p->at < p->text.n && !quote_at(rest_of(p)))
		p->at++;
	struct str inside = { p->text.s + from, p->at - from };
	bool person = asked.prefix && strcmp(asked.prefix, TERM_AUTHOR) == 0;
	if (person && !asked.typed && !p->typed) /* names stand in any order */
		put_words(p, asked, from, inside);
	else
		put_phrase(p, asked, from, inside);
	p->at += quote_at(rest_of(p));
}

/* Signs before a word, where a word follows. */
static bool take_sign(struct parse *p, char sign)
{
	struct str rest = rest_of(p);
	bool takes = rest.n > 1 && rest.s[0] == sign && !is_space(rest.s[1]);
	p->at += takes;
	return takes;
}

static struct str take_chunk(struct parse *p)
{
	size_t from = p->at;
	while (p->at < p->text.n && !is_space(p->text.s[p->at]) && !quote_at(rest_of(p)))
		p->at++;
	return (struct str){ p->text.s + from, p->at - from };
}

/* author: Абай is author:Абай */
static struct str take_value(struct parse *p, struct str name)
{
	size_t at = p->at;
	while (p->at < p->text.n && is_space(p->text.s[p->at]))
		p->at++;
	if (p->at == at || p->at == p->text.n || quote_at(rest_of(p)))
		return name;
	struct str value = take_chunk(p);
	return str_print(p->c->mem, "%.*s%.*s", STR_ARGS(name), STR_ARGS(value));
}

static void parse_chunk(struct parse *p)
{
	struct asked asked = { .unwanted = take_sign(p, '-') };
	asked.typed = take_sign(p, '=');
	struct str chunk = take_chunk(p);
	if (is_asked_name(p->c, chunk))
		chunk = take_value(p, chunk);
	enum asked_kind kind = take_asked(p->c, p->to, &asked, &chunk);
	if (kind != ASKED_FILTER && chunk.n)
		put_words(p, asked, p->at - chunk.n, chunk);
	else if (kind != ASKED_FILTER && quote_at(rest_of(p)))
		parse_quoted(p, asked);
}

void query_as_typed(struct index_terms *t)
{
	for (size_t i = 0; i < t->n; i++) {
		t->at[i].typed = true;
		t->at[i].n_stems = 0;
	}
}

bool word_needed(const struct index_terms *t, const struct word *w)
{
	for (size_t i = 0; i < t->n && w->light; i++)
		if (!t->at[i].unwanted && !t->at[i].light)
			return false;
	return !w->unwanted;
}

bool word_counts(const struct index_terms *t, const struct word *w)
{
	return word_on_pages(w) && word_needed(t, w);
}

bool query_parse(struct ctx *c, struct str text, const char *lang, struct index_terms *ret)
{
	if (text.n > QUERY_BYTES)
		return fail(c, ERR_LIMIT, "the query is too long");
	if (!text_is_utf8(text))
		return fail(c, ERR_INVALID, "the query is not text in UTF-8");
	*ret = (struct index_terms){ .query = str_copy(c->mem, text) };
	struct parse p = { .c = c, .text = ret->query, .lang = lang, .to = ret };
	if (text.n > 1 && text.s[0] == '=' && is_space(text.s[1])) {
		p.typed = true; /* a sign that stands alone is for all of it */
		p.at = 1;
	}
	while (p.at < p.text.n) {
		if (is_space(p.text.s[p.at]))
			p.at++;
		else
			parse_chunk(&p);
	}
	return true;
}
