/* ocr_words - what Tesseract says, taken over: checked text, boxes on the page, how sure it is. */
#include <tesseract/capi.h>

#include "media/ocr_int.h"

/* A word as checked UTF-8, cut where it is too long; empty where nothing is left. */
static struct str word_text(struct ctx *c, const char *z)
{
	struct str s = str_trim(str_of(z));
	if (s.n > MEDIA_WORD_BYTES)
		for (s.n = MEDIA_WORD_BYTES; s.n > 0 && ((unsigned char)s.s[s.n] & 0xc0) == 0x80;)
			s.n--;
	return str_copy(c->mem, s);
}

static bool take_word(struct ctx *c, const struct ocr_sheet *s, TessResultIterator *i,
		      struct media_word *ret, struct ocr_box *ret_box)
{
	TessPageIterator *at = TessResultIteratorGetPageIterator(i);
	int box[4];
	char *z = TessResultIteratorGetUTF8Text(i, RIL_WORD);
	if (!z)
		return false;
	struct media_word w = { .text = word_text(c, z) };
	TessDeleteText(z);
	if (w.text.n == 0 ||
	    !TessPageIteratorBoundingBox(at, RIL_WORD, &box[0], &box[1], &box[2], &box[3]))
		return false;
	ocr_box_back(s, box, &w);
	float sure = TessResultIteratorConfidence(i, RIL_WORD);
	w.sure = (uint8_t)(sure < 0 ? 0 : sure > 100 ? 100 : sure + 0.5f);
	w.line_ends = TessPageIteratorIsAtFinalElement(at, RIL_TEXTLINE, RIL_WORD);
	w.block_ends = TessPageIteratorIsAtFinalElement(at, RIL_PARA, RIL_WORD);
	*ret = w;
	*ret_box = (struct ocr_box){ box[0], box[1], box[2], box[3] };
	return true;
}

static void *grown(struct ctx *c, void *at, size_t each, size_t cap, size_t more)
{
	return arena_grow(c->mem, at, cap * each, more * each);
}

int ocr_mean_sure(const struct media_words *w)
{
	uint64_t sum = 0, bytes = 0;
	for (size_t i = 0; i < w->n; i++) {
		sum += (uint64_t)w->at[i].sure * w->at[i].text.n;
		bytes += w->at[i].text.n;
	}
	return bytes ? (int)(sum / bytes) : 0;
}

void ocr_take_words(struct ctx *c, const struct ocr_sheet *s, TessResultIterator *i,
		    struct ocr_reading *ret)
{
	struct media_words *w = &ret->words;
	size_t cap = 0;
	while (i && w->n < MEDIA_WORDS_MAX) {
		if (w->n == cap) {
			size_t more = cap ? 2 * cap : 512;
			w->at = grown(c, w->at, sizeof *w->at, cap, more);
			ret->boxes = grown(c, ret->boxes, sizeof *ret->boxes, cap, more);
			cap = more;
		}
		w->n += take_word(c, s, i, &w->at[w->n], &ret->boxes[w->n]);
		if (!TessResultIteratorNext(i, RIL_WORD))
			break;
	}
	w->sure = ocr_mean_sure(w);
}
