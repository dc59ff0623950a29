/*
 * quote - the passage of a hit, cut from the text that stands beside the title's places.
 *
 * Where the words stand is known, so nothing is looked for: the stretch that holds most of them is
 * chosen by their positions, and only its own words and a few before it are walked over, from the
 * nearest mark on, to learn which bytes to mark. What the index found is what is marked, whatever
 * spelling or form it was found by.
 */
#include "index/index_int.h"

enum {
	PASSAGE_LETTERS = 300, /* at most */
	AROUND = 60,           /* of them before the first word that matches */
	STRETCH = 34,          /* positions from its first match to its last: some 240 letters */
	PLACES_MOST = 400,     /* of a page that are looked at */
	TOKENS_MOST = 256,
};

struct stretch {
	size_t from, upto; /* places: first and last */
};

/* The stretch with most of the words, then most places closest to what was typed, then shortest. */
static struct stretch best_stretch(const struct found *f)
{
	struct stretch best = { 0, 0 };
	size_t n = f->n < PLACES_MOST ? f->n : PLACES_MOST;
	double best_score = -1e9;
	for (size_t i = 0; i < n; i++) {
		uint32_t mask = 0;
		double worth = 0;
		for (size_t k = i; k < n && f->at[k].at - f->at[i].at <= STRETCH; k++) {
			mask |= 1u << f->at[k].word;
			worth += way_worth[f->at[k].way];
			double score = 100.0 * __builtin_popcount(mask) + worth -
				       0.35 * (f->at[k].at - f->at[i].at);
			if (score > best_score) {
				best_score = score;
				best = (struct stretch){ i, k };
			}
		}
	}
	return best;
}

/* A page's text as it is walked over, its words known by position. */
struct token {
	size_t at, n;
	uint32_t first, n_places; /* a word with hyphens takes a position a part */
};
struct page_walk {
	struct str text; /* of the title, up to the page's end */
	size_t page_at;  /* where the page begins in it */
	struct token at[TOKENS_MOST];
	size_t n;
};

/* As note_found in feed.c gives them out. */
static uint32_t places_of_word(struct str word)
{
	uint32_t n = 0;
	struct str part;
	if (str_find_byte(word, '-') == word.n)
		return 1;
	while (n < 16 && str_next(&word, '-', &part))
		n += part.n > 0;
	return n > 1 ? n : 1;
}

/* Where to walk from to meet a position: the mark before the one that covers it, since some words
 * before it are shown too; or the page's beginning. */
static void walk_start(const struct title_places *t, uint32_t base, uint32_t page_first,
		       uint32_t at, size_t *ret_from, uint32_t *ret_position)
{
	uint32_t k = (at - base) / TEXT_STEP;
	if (k == 0 || k > t->text.n_marks || base + (k - 1) * TEXT_STEP <= page_first) {
		*ret_position = page_first;
		return;
	}
	uint32_t mark = t->text.marks[k - 1];
	*ret_from = mark & TEXT_MARK_AT;
	*ret_position = base + (k - 1) * TEXT_STEP + (mark >> TEXT_MARK_BITS);
}

static bool is_letter_start(char c)
{
	return ((unsigned char)c & 0xC0) != 0x80;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n';
}

/* Back from a word by up to AROUND letters, to a word's beginning, not past a block's. */
static size_t before(const struct page_walk *p, size_t at)
{
	size_t best = at, letters = 0;
	const char *s = p->text.s;
	for (size_t i = at; i > p->page_at && letters < AROUND; i--) {
		if (i - p->page_at >= 2 && s[i - 1] == '\n' && s[i - 2] == '\n')
			break;
		letters += is_letter_start(s[i - 1]);
		if (!is_space(s[i - 1]) && (i - 1 == p->page_at || is_space(s[i - 2])))
			best = i - 1;
	}
	return best;
}

/* On from a word by as many letters as a passage has, to a word's end. */
static size_t after(const struct page_walk *p, size_t from)
{
	size_t letters = 0, best = from;
	for (size_t i = from; i < p->text.n; i++) {
		if (is_letter_start(p->text.s[i]) && ++letters > PASSAGE_LETTERS)
			return best > from ? best : i;
		if (!is_space(p->text.s[i]) && (i + 1 == p->text.n || is_space(p->text.s[i + 1])))
			best = i + 1;
	}
	return best;
}

/* Walks until past the passage that shows the word at a position; tells where that begins and ends. */
static bool walk_page(struct page_walk *p, size_t from, uint32_t position, uint32_t at,
		      size_t *ret_from, size_t *ret_upto)
{
	struct text_walk walk;
	struct text_token token;
	size_t begins = 0, ends = SIZE_MAX;
	text_walk_init(&walk, str_from(p->text, from));
	while (p->n < TOKENS_MOST && text_walk_next(&walk, &token)) {
		struct token *k = &p->at[p->n++];
		*k = (struct token){ from + token.at, token.n, position,
				     places_of_word(token.exact) };
		position += k->n_places;
		if (ends == SIZE_MAX && position > at) {
			begins = before(p, k->at);
			ends = after(p, begins);
		}
		if (k->at >= ends)
			break;
	}
	*ret_from = begins;
	*ret_upto = ends;
	return ends != SIZE_MAX;
}

struct writing {
	struct buf html, text;
};

static void add_z(struct writing *w, const char *z)
{
	buf_add_z(&w->html, z);
	buf_add_z(&w->text, z);
}

/* Lines run on; a word broken at a line's end is whole again. */
static void add_text(struct writing *w, struct str s)
{
	while (s.n) {
		size_t line = str_find_byte(s, '\n');
		struct str run = str_upto(s, line);
		bool ends = line < s.n;
		s = str_from(s, ends ? line + 1 : line);
		bool breaks = ends && run.n > 1 && str_ends(run, "-") && s.n && s.s[0] != '\n';
		run.n -= breaks;
		buf_add_html(&w->html, run);
		buf_add(&w->text, run);
		if (ends && !breaks && !(s.n && s.s[0] == '\n'))
			add_z(w, " ");
	}
}

static void write_passage(struct writing *w, const struct page_walk *p, const struct found *f,
			  size_t from, size_t upto)
{
	size_t done = from, place = 0;
	if (from > p->page_at)
		add_z(w, "… ");
	for (size_t i = 0; i < p->n && p->at[i].at < upto; i++) {
		const struct token *k = &p->at[i];
		while (place < f->n && f->at[place].at + f->at[place].length <= k->first)
			place++;
		if (place == f->n || f->at[place].at >= k->first + k->n_places || k->at < done)
			continue;
		size_t end = k->at + k->n < upto ? k->at + k->n : upto;
		add_text(w, (struct str){ p->text.s + done, k->at - done });
		buf_add_z(&w->html, "<mark>");
		add_text(w, (struct str){ p->text.s + k->at, end - k->at });
		buf_add_z(&w->html, "</mark>");
		done = end;
	}
	if (upto > done)
		add_text(w, (struct str){ p->text.s + done, upto - done });
	if (upto < str_trim(p->text).n)
		add_z(w, " …");
}

bool quote(struct ctx *c, const struct title_places *places, const struct page_table *table,
	   const struct best *b, struct index_passage *ret)
{
	if (b->page == 0 || b->found.n == 0)
		return false;
	const struct page_table_doc *d = &table->at[b->doc];
	size_t page = (size_t)b->page - 1, from = d->text[page], upto = d->text[page + 1];
	if (upto > places->text.text.n || from >= upto)
		return false;
	struct page_walk *p = arena_new_of(c->mem, struct page_walk);
	struct stretch x = best_stretch(&b->found);
	uint32_t position, at = b->found.at[x.from].at;
	p->text = str_upto(places->text.text, upto);
	p->page_at = from;
	walk_start(places, table->at[0].first[0], d->first[page], at, &from, &position);
	if (from < p->page_at || from > upto)
		return false;
	if (!walk_page(p, from, position, at, &from, &upto))
		return false;
	struct writing w;
	buf_init(&w.html, c->mem, 0);
	buf_init(&w.text, c->mem, 0);
	write_passage(&w, p, &b->found, from, upto);
	*ret = (struct index_passage){ buf_str(&w.html), buf_str(&w.text),
				       language_of_number(d->langs[page]) };
	return true;
}
