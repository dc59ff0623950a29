/*
 * ocr_insets - words of another script within a page: "The Shaolin Monk" in a Russian review.
 *
 * The Cyrillic model reads them as "Тһе Ѕһаоіп Мопк" and hardly believes it itself. Runs of such
 * words are read again, each as a line by itself. What the other model is not sure of, and what
 * is not in its script, stays as it was.
 */
#include <tesseract/capi.h>

#include "media/ocr_int.h"

enum {
	BELIEVED = 75, /* confidence that the other model must have in all the words, */
	SURER = 15,    /* and by how much more than the first had */
	RUNS = 40,     /* on a page */
	RUN_MS = 2000, /* each */
	MARGIN = 10,   /* pixels around a run: Tesseract wants some paper beside the letters */
};

struct run { /* of words in one line */
	size_t from, n;
};

static struct ocr_box around(struct ocr_box a, struct ocr_box b)
{
	return (struct ocr_box){
		a.left < b.left ? a.left : b.left,
		a.top < b.top ? a.top : b.top,
		a.right > b.right ? a.right : b.right,
		a.bottom > b.bottom ? a.bottom : b.bottom,
	};
}

/* The doubted words from `from` on, in one line. */
static struct run doubted(const struct media_words *w, size_t from)
{
	struct run run = { from, 0 };
	while (from + run.n < w->n && w->at[from + run.n].sure < OCR_WEAK) {
		run.n++;
		if (w->at[from + run.n - 1].line_ends)
			break;
	}
	return run;
}

/* The run with its neighbours in the line: "Тһе" before doubted words is more likely "The". */
static struct run wider(const struct media_words *w, struct run run, bool before, bool after)
{
	if (before && run.from > 0 && !w->at[run.from - 1].line_ends) {
		run.from--;
		run.n++;
	}
	if (after && run.from + run.n < w->n && !w->at[run.from + run.n - 1].line_ends)
		run.n++;
	return run;
}

static bool is_latin(struct str s)
{
	size_t latin = 0, other = 0;
	for (size_t i = 0; i < s.n; i++) {
		latin += (s.s[i] | 32) >= 'a' && (s.s[i] | 32) <= 'z';
		other += (unsigned char)s.s[i] >= 0x80;
	}
	return latin > other;
}

static bool read_run(struct ctx *c, const struct ocr_sheet *s, TessBaseAPI *other,
		     const struct ocr_box *boxes, size_t n, struct ocr_reading *ret)
{
	struct ocr_reading r = { 0 };
	struct ocr_box box = boxes[0];
	for (size_t i = 1; i < n; i++)
		box = around(box, boxes[i]);
	ETEXT_DESC *monitor = TessMonitorCreate();
	TessMonitorSetDeadlineMSecs(monitor, RUN_MS);
	int left = box.left > MARGIN ? box.left - MARGIN : 0;
	int top = box.top > MARGIN ? box.top - MARGIN : 0;
	TessBaseAPISetRectangle(other, left, top, box.right + MARGIN - left,
				box.bottom + MARGIN - top);
	int bad = TessBaseAPIRecognize(other, monitor);
	TessMonitorDelete(monitor);
	TessResultIterator *i = bad ? NULL : TessBaseAPIGetIterator(other);
	ocr_take_words(c, s, i, &r);
	TessResultIteratorDelete(i);
	*ret = r;
	return r.words.n > 0;
}

/* Sure of it, in Latin letters throughout, and a word of the language among them: letters alike in
 * both scripts make up words such as "orohek" (огонек), of which a model may be sure too. */
static bool is_better(TessBaseAPI *other, struct ctx *c, const struct media_words *was,
		      struct run run, const struct media_words *now)
{
	const struct media_words part = { .at = was->at + run.from, .n = run.n };
	bool known = false;
	for (size_t i = 0; i < now->n; i++) {
		struct str text = now->at[i].text;
		if (!is_latin(text))
			return false;
		known |= text.n > 2 && TessBaseAPIIsValidWord(other, str_z(c->mem, text));
	}
	return known && now->sure >= BELIEVED && now->sure >= ocr_mean_sure(&part) + SURER;
}

/* The page with words from..from+n made `now`. */
static void replace(struct ctx *c, struct ocr_reading *page, size_t from, size_t n,
		    const struct ocr_reading *now)
{
	struct media_words *w = &page->words;
	size_t rest = w->n - from - n, total = from + now->words.n + rest;
	struct media_word *at = arena_array_of(c->mem, total, struct media_word);
	struct ocr_box *boxes = arena_array_of(c->mem, total, struct ocr_box);
	struct media_word last = w->at[from + n - 1];
	memcpy(at, w->at, from * sizeof *at);
	memcpy(boxes, page->boxes, from * sizeof *boxes);
	for (size_t i = 0; i < now->words.n; i++) {
		at[from + i] = now->words.at[i];
		at[from + i].line_ends = at[from + i].block_ends = false;
		boxes[from + i] = now->boxes[i];
	}
	at[from + now->words.n - 1].line_ends = last.line_ends;
	at[from + now->words.n - 1].block_ends = last.block_ends;
	memcpy(at + from + now->words.n, w->at + from + n, rest * sizeof *at);
	memcpy(boxes + from + now->words.n, page->boxes + from + n, rest * sizeof *boxes);
	w->at = at;
	w->n = total;
	page->boxes = boxes;
}

/* Tries a doubted run with its neighbours first, then without; how many words stand there now. */
static size_t mend(struct ctx *c, const struct ocr_sheet *s, TessBaseAPI *other, struct run run,
		   struct ocr_reading *page)
{
	static const bool with[][2] = {
		{ true, true }, { false, true }, { true, false }, { false, false }
	};
	const struct media_words *w = &page->words;
	struct run tried = { 0 };
	for (size_t i = 0; i < COUNT_OF(with); i++) {
		struct ocr_reading now;
		struct run part = wider(w, run, with[i][0], with[i][1]);
		if (part.from == tried.from &&
		    part.n == tried.n) /* at the line's end there is no neighbour */
			continue;
		tried = part;
		if (!read_run(c, s, other, page->boxes + part.from, part.n, &now) ||
		    !is_better(other, c, w, part, &now.words) ||
		    w->n - part.n + now.words.n > MEDIA_WORDS_MAX)
			continue;
		replace(c, page, part.from, part.n, &now);
		return part.from + now.words.n - run.from;
	}
	return run.n;
}

void ocr_insets(struct ctx *c, const struct ocr_sheet *s, TessBaseAPI *other,
		struct ocr_reading *page)
{
	TessBaseAPISetPageSegMode(other, PSM_SINGLE_LINE);
	TessBaseAPISetImage2(other, s->pix);
	TessBaseAPISetSourceResolution(other, s->dpi);
	for (size_t i = 0, runs = 0; i < page->words.n && runs < RUNS;) {
		struct run run = doubted(&page->words, i);
		i += run.n ? mend(c, s, other, run, page) : 1;
		runs += run.n > 0;
	}
	TessBaseAPIClear(other);
	TessBaseAPISetPageSegMode(other, PSM_AUTO);
	page->words.sure = ocr_mean_sure(&page->words);
}
