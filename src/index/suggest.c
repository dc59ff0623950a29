/*
 * suggest - a misspelt word mended from the library's own vocabulary.
 *
 * The vocabulary is the index's list of words itself: those that begin like the word are compared
 * with it, and a wrong first letter is tried by looking up its replacements. Only words that
 * hardly a title has are mended, and only by words in the same script that more titles have: what
 * a library holds is never called an error for a likelier word. Where the library has nothing like
 * it in the script typed, it is mended as read in Cyrillic. Terms have a byte a letter.
 */
#include "index/index_int.h"

#include <limits.h>

enum {
	RARE = 1,      /* titles: a word in more of them stands */
	LONG_WORD = 6, /* letters: two of them may be wrong */
	SHORT_WORD = 3,
	LETTERS_MOST = 40,
	LOOK_AT = 60000, /* words of the vocabulary, for one word */
	LOOK_AT_THERE = 3000,
};

struct mending {
	struct ctx *c;
	struct fts *fts;
	struct str word;   /* packed */
	unsigned most;     /* distance */
	unsigned distance; /* of the best so far; most + 1 for none */
	uint32_t docs;     /* of the best so far */
	char best[LETTERS_MOST + 3];
	size_t best_n;
	size_t looked;
	bool there; /* the word itself is in the index */
};

/* How many letters must be put in, left out, changed or swapped with the next (Damerau,
 * restricted); more than `most` is told as most + 1. */
static unsigned distance_of(struct str a, struct str b, unsigned most)
{
	unsigned rows[3][LETTERS_MOST + 3];
	unsigned *before = rows[0], *last = rows[1], *now = rows[2];
	for (size_t k = 0; k <= b.n; k++)
		last[k] = (unsigned)k;
	for (size_t i = 1; i <= a.n; i++) {
		unsigned least = now[0] = (unsigned)i;
		for (size_t k = 1; k <= b.n; k++) {
			unsigned d = last[k - 1] + (a.s[i - 1] != b.s[k - 1]);
			d = last[k] + 1 < d ? last[k] + 1 : d;
			d = now[k - 1] + 1 < d ? now[k - 1] + 1 : d;
			if (i > 1 && k > 1 && a.s[i - 1] == b.s[k - 2] &&
			    a.s[i - 2] == b.s[k - 1] && before[k - 2] + 1 < d)
				d = before[k - 2] + 1;
			now[k] = d;
			least = d < least ? d : least;
		}
		if (least > most)
			return most + 1;
		unsigned *spare = before;
		before = last;
		last = now;
		now = spare;
	}
	return last[b.n];
}

static void weigh(struct mending *m, struct str term, uint32_t docs)
{
	size_t apart = term.n > m->word.n ? term.n - m->word.n : m->word.n - term.n;
	if (apart > m->most || term.n > LETTERS_MOST + 2 || docs == 0)
		return;
	unsigned d = distance_of(m->word, term, m->most);
	if (d == 0 || d > m->most || d > m->distance || (d == m->distance && docs <= m->docs))
		return;
	m->distance = d;
	m->docs = docs;
	memcpy(m->best, term.s, term.n);
	m->best_n = term.n;
}

static bool weigh_term(void *arg, struct str term, uint32_t docs)
{
	struct mending *m = arg;
	weigh(m, term, docs);
	return ++m->looked < LOOK_AT;
}

static bool look_up(struct mending *m, const char *term, size_t n)
{
	uint32_t docs;
	struct str s = { term, n };
	if (!fts_term_docs(m->c, m->fts, s, &docs))
		return false;
	weigh(m, s, docs);
	return true;
}

/* Every other first letter of the same half of the table, and the first two swapped. */
static bool try_first_letters(struct mending *m)
{
	char term[LETTERS_MOST + 1];
	unsigned char first = (unsigned char)m->word.s[0];
	unsigned from = first < 0x80 ? 'a' : 0x80, upto = first < 0x80 ? 'z' : 0xff;
	memcpy(term, m->word.s, m->word.n);
	for (unsigned letter = from; letter <= upto; letter++) {
		term[0] = (char)letter;
		if (!look_up(m, term, m->word.n))
			return false;
	}
	term[0] = m->word.s[1];
	term[1] = m->word.s[0];
	return look_up(m, term, m->word.n);
}

/* A word that is there is likely right: only its nearest neighbours are looked at. */
static bool find_better(struct mending *m)
{
	size_t alike = m->there ? 3 : 2;
	m->looked = m->there ? LOOK_AT - LOOK_AT_THERE : 0;
	if (!try_first_letters(m) ||
	    !fts_terms(m->c, m->fts, str_upto(m->word, alike), weigh_term, m))
		return false;
	if (m->there || m->distance <= m->most)
		return true;
	return fts_terms(m->c, m->fts, str_upto(m->word, 1), weigh_term, m);
}

/* The likeliest word of the library within a few letters of this one. */
static bool mend(struct ctx *c, struct fts *f, struct str word, bool there, struct mending *ret)
{
	size_t n = letters_in(word);
	struct mending m = {
		.c = c,
		.fts = f,
		.word = term_pack(c->mem, word),
		.most = n >= LONG_WORD ? 2 : 1,
		.there = there,
	};
	m.distance = m.most + 1;
	if (n >= SHORT_WORD && n <= LETTERS_MOST && m.word.n <= LETTERS_MOST && !find_better(&m))
		return false;
	*ret = m;
	return true;
}

static struct str mended(struct ctx *c, const struct mending *m)
{
	return term_unpack(c->mem, (struct str){ m->best, m->best_n });
}

/* What was typed in another script than the library's is mended as its letters are likeliest read,
 * and given as the library has it. */
static bool mend_readings(struct ctx *c, struct fts *f, const struct word *w, struct str *ret)
{
	const char *const *langs = word_languages(w->exact[0]);
	unsigned best = UINT_MAX;
	struct str last = STR_NONE;
	for (size_t i = 0; langs[i]; i++) {
		char read[TEXT_READINGS][128];
		struct mending m;
		if (text_readings(w->exact[0], langs[i], read) == 0 ||
		    text_script(str_of(read[0])) != SCRIPT_CYRILLIC || str_is(last, read[0]))
			continue;
		last = str_copy(c->mem, str_of(read[0]));
		if (!mend(c, f, last, false, &m))
			return false;
		if (m.docs && m.distance < best) {
			best = m.distance;
			*ret = mended(c, &m);
		}
	}
	return true;
}

static bool mend_word(struct ctx *c, struct fts *f, const struct word *w, struct str *ret)
{
	struct mending m;
	enum text_script script = text_script(w->exact[0]);
	*ret = STR_NONE;
	if (w->unwanted || w->typed || w->kind != WORD_PLAIN || w->docs > RARE)
		return true;
	if (script == SCRIPT_OTHER) /* a number is not misspelt */
		return true;
	if (!mend(c, f, w->exact[0], w->docs > 0, &m))
		return false;
	struct str found = mended(c, &m);
	if (m.docs > w->docs && text_script(found) == script)
		*ret = found;
	else if (w->docs == 0 && (script == SCRIPT_LATIN || script == SCRIPT_ARABIC))
		return mend_readings(c, f, w, ret);
	return true;
}

bool suggest(struct ctx *c, struct fts *f, const struct index_terms *t, struct str *ret)
{
	struct buf all;
	size_t done = 0;
	buf_init(&all, c->mem, 0);
	for (size_t i = 0; i < t->n; i++) {
		const struct word *w = &t->at[i];
		struct str better;
		if (!mend_word(c, f, w, &better))
			return false;
		if (better.n == 0 || w->at < done)
			continue;
		buf_add(&all, str_upto(str_from(t->query, done), w->at - done));
		buf_add(&all, better);
		done = w->at + w->n;
	}
	*ret = STR_NONE;
	if (done) {
		buf_add(&all, str_from(t->query, done));
		*ret = buf_str(&all);
	}
	return true;
}
