/*
 * query - what a reader typed, understood: words, "phrases", -unwanted, start*, field:word.
 *
 * Nothing typed is an error but bytes that are no text: what makes no sense as an operator is read
 * as words. A word stands for itself and for the forms that share a stem with it; which language
 * it is in nobody can tell, so the stems of each language of its script are asked for.
 */
#include "index/index_int.h"

enum {
	QUERY_BYTES = 2000,
	START_SHORTEST = 2, /* letters before a * */
	PHRASE_WORDS = 20,
};

struct parse {
	struct ctx *c;
	struct str text;
	size_t at;
	const char *lang;
	struct index_terms *to;
};

/* Fields by the names readers give them, in the four languages. */
enum asked_field { ASKED_TITLE, ASKED_AUTHOR, ASKED_SUBJECT, ASKED_YEAR, ASKED_LANGUAGE };
static const struct {
	const char *name;
	enum asked_field field;
} field_names[] = {
	{ "title", ASKED_TITLE },       { "название", ASKED_TITLE },  { "атауы", ASKED_TITLE },
	{ "аталышы", ASKED_TITLE },     { "author", ASKED_AUTHOR },   { "автор", ASKED_AUTHOR },
	{ "subject", ASKED_SUBJECT },   { "тема", ASKED_SUBJECT },    { "тақырып", ASKED_SUBJECT },
	{ "тематика", ASKED_SUBJECT },  { "year", ASKED_YEAR },       { "год", ASKED_YEAR },
	{ "жыл", ASKED_YEAR },          { "жылы", ASKED_YEAR },       { "lang", ASKED_LANGUAGE },
	{ "language", ASKED_LANGUAGE }, { "язык", ASKED_LANGUAGE },   { "тіл", ASKED_LANGUAGE },
	{ "тил", ASKED_LANGUAGE },      { "предмет", ASKED_SUBJECT },
};
static const char *const field_prefixes[] = {
	[ASKED_TITLE] = TERM_TITLE,
	[ASKED_AUTHOR] = TERM_AUTHOR,
	[ASKED_SUBJECT] = TERM_SUBJECT,
};

bool word_on_pages(const struct word *w)
{
	return !w->unwanted && !w->prefix;
}

static void add_stem(struct word *w, struct arena *mem, const char *stem)
{
	for (size_t i = 0; i < w->n_stems; i++)
		if (str_is(w->stems[i], stem))
			return;
	if (w->n_stems < WORD_STEMS && *stem)
		w->stems[w->n_stems++] = str_copy(mem, str_of(stem));
}

static void add_stems(struct parse *p, struct word *w, const char *lang)
{
	char stems[TEXT_STEMS][128];
	size_t n = text_stems(w->exact[0], lang, stems);
	for (size_t i = 0; i < n; i++)
		add_stem(w, p->c->mem, stems[i]);
}

/* The reader's own language first, then each that is written in the word's script. */
static void find_stems(struct parse *p, struct word *w)
{
	static const char *const cyrillic[] = { "kk", "ru", "ky", "", NULL };
	static const char *const latin[] = { "en", "", NULL };
	static const char *const other[] = { "", NULL };
	enum text_script script = text_script(w->exact[0]);
	const char *const *langs = script == SCRIPT_CYRILLIC ? cyrillic
				   : script == SCRIPT_LATIN  ? latin
							     : other;
	for (size_t i = 0; langs[i]; i++)
		if (p->lang && strcmp(langs[i], p->lang) == 0)
			add_stems(p, w, p->lang);
	for (size_t i = 0; langs[i]; i++)
		add_stems(p, w, langs[i]);
}

static struct word *new_word(struct parse *p, enum word_kind kind, size_t at, size_t n)
{
	if (p->to->n == QUERY_WORDS)
		return NULL;
	struct word *w = &p->to->at[p->to->n++];
	*w = (struct word){ .kind = kind, .at = at, .n = n };
	w->exact = arena_array_of(p->c->mem, PHRASE_WORDS, struct str);
	return w;
}

struct asked { /* what stands before a word */
	bool unwanted;
	const char *prefix;
};

static void put_phrase(struct parse *p, struct asked asked, size_t at, struct str inside)
{
	struct text_walk walk;
	struct text_token token;
	struct word *w = new_word(p, WORD_PHRASE, at, inside.n);
	text_walk_init(&walk, inside);
	while (w && text_walk_next(&walk, &token)) {
		struct str rest = token.exact,
			   part; /* the text has the parts of a-b side by side */
		while (w->n_exact < PHRASE_WORDS && str_next(&rest, '-', &part))
			if (part.n)
				w->exact[w->n_exact++] = str_copy(p->c->mem, part);
	}
	if (w && w->n_exact == 0)
		p->to->n--;
	else if (w) {
		w->unwanted = asked.unwanted;
		w->prefix = asked.prefix;
	}
}

static void put_words(struct parse *p, struct asked asked, size_t at, struct str chunk)
{
	struct text_walk walk;
	struct text_token token;
	text_walk_init(&walk, chunk);
	while (text_walk_next(&walk, &token)) {
		bool start = token.at + token.n + 1 == chunk.n && chunk.s[chunk.n - 1] == '*' &&
			     token.exact.n >= START_SHORTEST;
		struct word *w = new_word(p, start ? WORD_START : WORD_PLAIN, at + token.at,
					  token.n);
		if (!w)
			return;
		w->exact[w->n_exact++] = str_copy(p->c->mem, token.exact);
		w->unwanted = asked.unwanted;
		w->prefix = asked.prefix;
		if (!start)
			find_stems(p, w);
	}
}

static int year_of(struct str digits)
{
	int64_t year = 0;
	return str_to_int(digits, 1, 9998, &year) ? (int)year : 0;
}

/* 1934, 1920..1940, 1920.., ..1940 or 1920-1940; false where it is none of them. */
static bool put_years(struct parse *p, struct str value)
{
	size_t dots = str_find(value, STR("..")), skip = 2;
	if (dots == value.n) {
		dots = str_find_byte(value, '-');
		skip = 1;
	}
	int from = year_of(str_upto(value, dots));
	int to = dots == value.n ? from : year_of(str_from(value, dots + skip));
	if (!from && !to)
		return false;
	p->to->year_from = from;
	p->to->year_to = to;
	return true;
}

static bool put_asked(struct parse *p, enum asked_field field, struct asked *asked,
		      struct str value)
{
	switch (field) {
	case ASKED_YEAR: return put_years(p, value);
	case ASKED_LANGUAGE:
		if (value.n == 0 || value.n > 3)
			return false;
		p->to->language = text_lower(p->c->mem, value);
		return true;
	default: asked->prefix = field_prefixes[field]; return false;
	}
}

/* Takes "field:" off a chunk; true where it was a filter, and so nothing is left to find. */
static bool take_field(struct parse *p, struct asked *asked, struct str *chunk)
{
	size_t colon = str_find_byte(*chunk, ':');
	if (colon == chunk->n)
		return false;
	struct str name = text_lower(p->c->mem, str_upto(*chunk, colon));
	struct str value = str_from(*chunk, colon + 1);
	for (size_t i = 0; i < COUNT_OF(field_names); i++) {
		if (!str_is(name, field_names[i].name))
			continue;
		if (put_asked(p, field_names[i].field, asked, value))
			return true;
		if (asked->prefix)
			*chunk = value;
		return false;
	}
	return false;
}

static bool is_space(char s)
{
	return s == ' ' || s == '\t' || s == '\n' || s == '\r';
}

/* From a quotation mark to the next, or to the end. */
static void parse_quoted(struct parse *p, struct asked asked)
{
	struct str rest = str_from(p->text, ++p->at);
	size_t n = str_find_byte(rest, '"');
	put_phrase(p, asked, p->at, str_upto(rest, n));
	p->at += n + (n < rest.n);
}

static void parse_chunk(struct parse *p)
{
	struct asked asked = { 0 };
	if (p->text.s[p->at] == '-' && p->at + 1 < p->text.n && !is_space(p->text.s[p->at + 1])) {
		asked.unwanted = true;
		p->at++;
	}
	size_t from = p->at;
	while (p->at < p->text.n && !is_space(p->text.s[p->at]) && p->text.s[p->at] != '"')
		p->at++;
	struct str chunk = { p->text.s + from, p->at - from };
	bool filter = take_field(p, &asked, &chunk);
	if (!filter && chunk.n)
		put_words(p, asked, p->at - chunk.n, chunk);
	bool touches = p->at < p->text.n && p->text.s[p->at] == '"';
	if (touches && chunk.n == 0)
		parse_quoted(p, asked);
}

bool query_parse(struct ctx *c, struct str text, const char *lang, struct index_terms *ret)
{
	if (text.n > QUERY_BYTES)
		return fail(c, ERR_LIMIT, "the query is too long");
	if (!text_is_utf8(text))
		return fail(c, ERR_INVALID, "the query is not text in UTF-8");
	*ret = (struct index_terms){ .query = str_copy(c->mem, text) };
	struct parse p = { .c = c, .text = ret->query, .lang = lang, .to = ret };
	while (p.at < p.text.n) {
		if (is_space(p.text.s[p.at]))
			p.at++;
		else
			parse_chunk(&p);
	}
	return true;
}
