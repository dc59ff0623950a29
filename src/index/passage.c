/*
 * passage - what a hit looks like: the best stretch of a page with the words marked.
 *
 * A page is walked once with the same eyes as when it was indexed, so that a word broken over two
 * lines is one word and an inflected form is found by its stem. Finding stems costs most, so a
 * word is only stemmed where it begins like something asked for. Nothing is allocated word by word.
 */
#include "index/index_int.h"

enum {
	PASSAGE_LETTERS = 300, /* of the page's text, at most */
	AROUND = 60,           /* letters shown before the first word that matches */
	NO_WORD = -1,
};

/* Which of the words asked for a token answers; NO_WORD for none. */
static int asked_word(const struct index_terms *t, struct str token, const char *lang)
{
	struct seen_word whole = { .exact = token, .lang = lang };
	for (size_t i = 0; i < t->n; i++)
		if (word_counts(t, &t->at[i]) && word_answers(&t->at[i], &whole))
			return (int)i;
	/* a part of a word with hyphens */
	struct str rest = token, part;
	if (str_find_byte(token, '-') == token.n)
		return NO_WORD;
	while (str_next(&rest, '-', &part)) {
		struct seen_word piece = { .exact = part, .lang = lang };
		for (size_t i = 0; i < t->n && part.n; i++)
			if (word_counts(t, &t->at[i]) && word_answers(&t->at[i], &piece))
				return (int)i;
	}
	return NO_WORD;
}

struct seen { /* a page with what matches on it */
	struct str text;
	size_t *at;     /* where each word begins in the text */
	int8_t *answer; /* which word asked for it answers */
	size_t n, matches;
};

static void note_match(struct seen *s, size_t from, size_t upto, int answer, size_t *next)
{
	while (*next + 1 < s->n && s->at[*next + 1] <= from)
		++*next;
	for (size_t i = *next; i < s->n && s->at[i] < upto; i++) {
		s->matches += s->answer[i] == NO_WORD;
		s->answer[i] = (int8_t)answer;
	}
}

static void see(struct arena *mem, const struct index_terms *t, const struct page_words *w,
		struct seen *ret)
{
	struct seen s = { .n = w->n };
	struct text_walk walk;
	struct text_token token;
	size_t next = 0;
	s.at = arena_array_of(mem, w->n + 1, size_t);
	s.answer = arena_array_of(mem, w->n + 1, int8_t);
	memset(s.answer, NO_WORD, w->n + 1);
	s.text = words_text(mem, w, s.at);
	text_walk_init(&walk, s.text);
	while (w->n && text_walk_next(&walk, &token)) {
		int answer = asked_word(t, token.exact, w->lang);
		if (answer != NO_WORD)
			note_match(&s, token.at, token.at + token.n, answer, &next);
	}
	*ret = s;
}

size_t index_marks(const struct index_terms *t, const struct page_words *w, bool *ret)
{
	struct arena *mem = arena_new(0);
	struct seen s;
	see(mem, t, w, &s);
	for (size_t i = 0; i < s.n; i++)
		ret[i] = s.answer[i] != NO_WORD;
	size_t n = s.matches;
	arena_free(mem);
	return n;
}

/* Letters from the beginning of word i to the end of word k, with a space between words. */
static size_t letters_upto(const struct page_words *w, size_t i, size_t k, size_t most)
{
	size_t n = 0;
	for (; i <= k && n <= most; i++) {
		for (size_t b = 0; b < w->at[i].text.n; b++)
			n += ((unsigned char)w->at[i].text.s[b] & 0xc0) != 0x80;
		n++;
	}
	return n;
}

struct window {
	size_t from, upto; /* words, both within */
};

/* From each match as many of the following as fit: the most different words win, then the
 * tightest. */
static struct window best_window(const struct page_words *w, const struct seen *s)
{
	struct window best = { 0 };
	double best_score = -1;
	for (size_t i = 0; i < s->n; i++) {
		if (s->answer[i] == NO_WORD)
			continue;
		uint32_t mask = 0;
		size_t letters = 0, matches = 0;
		for (size_t k = i; k < s->n; k++) {
			letters += letters_upto(w, k, k, PASSAGE_LETTERS);
			if (letters > PASSAGE_LETTERS - AROUND)
				break;
			if (s->answer[k] == NO_WORD)
				continue;
			mask |= 1u << s->answer[k];
			matches++;
			double score = 100.0 * __builtin_popcount(mask) + (double)matches -
				       0.05 * (double)letters;
			if (score > best_score) {
				best_score = score;
				best = (struct window){ i, k };
			}
		}
	}
	return best;
}

/* Words before it up to AROUND letters, back to a block's beginning at most; then as many after it
 * as fit. */
static struct window widened(const struct page_words *w, struct window x)
{
	size_t letters = letters_upto(w, x.from, x.upto, PASSAGE_LETTERS), before = 0;
	while (x.from > 0 && !w->at[x.from - 1].block_ends) {
		size_t more = letters_upto(w, x.from - 1, x.from - 1, PASSAGE_LETTERS);
		if (before + more > AROUND || letters + more > PASSAGE_LETTERS)
			break;
		before += more;
		letters += more;
		x.from--;
	}
	while (x.upto + 1 < w->n) {
		letters += letters_upto(w, x.upto + 1, x.upto + 1, PASSAGE_LETTERS);
		if (letters > PASSAGE_LETTERS)
			break;
		x.upto++;
	}
	return x;
}

static void add_word(struct buf *html, struct buf *text, struct str word, bool mark)
{
	if (mark)
		buf_add_z(html, "<mark>");
	buf_add_html(html, word);
	if (mark)
		buf_add_z(html, "</mark>");
	buf_add(text, word);
}

static void add_both(struct buf *html, struct buf *text, const char *z)
{
	buf_add_z(html, z);
	buf_add_z(text, z);
}

bool index_passage(struct ctx *c, const struct index_terms *t, const struct page_words *w,
		   struct index_passage *ret)
{
	struct arena *mem = arena_new(0);
	struct seen s;
	see(mem, t, w, &s);
	if (s.matches == 0) {
		arena_free(mem);
		return false;
	}
	struct window x = widened(w, best_window(w, &s));
	struct buf html, text;
	buf_init(&html, c->mem, 0);
	buf_init(&text, c->mem, 0);
	if (x.from > 0)
		add_both(&html, &text, "… ");
	for (size_t i = x.from; i <= x.upto; i++) {
		struct str word = w->at[i].text;
		bool broken = i < x.upto && w->at[i].line_ends && word.n > 1 && str_ends(word, "-");
		if (broken)
			word.n--;
		add_word(&html, &text, word, s.answer[i] != NO_WORD);
		if (i < x.upto && !broken)
			add_both(&html, &text, " ");
	}
	if (x.upto + 1 < w->n)
		add_both(&html, &text, " …");
	*ret = (struct index_passage){ buf_str(&html), buf_str(&text), w->lang };
	arena_free(mem);
	return true;
}

/* A field may be asked for by its own name (title:word), so words bound to a field count too. What
 * language a field is in is not known here: any will do. */
static bool answers_field(const struct index_terms *t, struct str token)
{
	for (size_t l = 0; text_languages[l]; l++) {
		struct seen_word seen = { .exact = token, .lang = text_languages[l] };
		for (size_t i = 0; i < t->n; i++)
			if (word_needed(t, &t->at[i]) && word_answers(&t->at[i], &seen))
				return true;
	}
	return false;
}

struct str index_mark_field(struct ctx *c, const struct index_terms *t, struct str field)
{
	struct buf html;
	struct text_walk walk;
	struct text_token token;
	size_t done = 0;
	buf_init(&html, c->mem, 0);
	text_walk_init(&walk, field);
	while (text_walk_next(&walk, &token)) {
		if (!answers_field(t, token.exact))
			continue;
		buf_add_html(&html, str_upto(str_from(field, done), token.at - done));
		buf_add_z(&html, "<mark>");
		buf_add_html(&html, str_upto(str_from(field, token.at), token.n));
		buf_add_z(&html, "</mark>");
		done = token.at + token.n;
	}
	buf_add_html(&html, str_from(field, done));
	return buf_str(&html);
}
