/*
 * words - the words of pages with their places: text/words.tsv of an object.
 *
 *	# keruen words 1 …                      one comment line that explains the file
 *	P <tab> 1 <tab> ocr <tab> kk <tab> 93   page, source (layer, ocr, none), language, mean confidence
 *	1023 400 300 120 96 Керуен              x y w h in 1/10000 of the page, confidence, word (tabs)
 *	-                                       end of a line of print
 *	=                                       end of a block
 */
#ifndef KERUEN_WORDS_H
#define KERUEN_WORDS_H

#include "text/text.h"

struct page_word {
	uint16_t x, y, w, h;        /* 1/10000 of the page's width and height */
	uint8_t sure;               /* 0..100 */
	bool line_ends, block_ends; /* after this word */
	struct str text;
};
struct page_words {
	struct page_word *at;
	size_t n;
	const char *source; /* "layer", "ocr" or "none" */
	const char *lang;   /* one of the four, or "" */
	int sure;
};
void words_write_head(struct buf *out);
void words_write_page(struct buf *out, int page, const struct page_words *w);
/* Parses one page's lines, from its P line on. INVALID */
bool words_read_page(struct ctx *c, struct str lines, struct page_words *ret) MUST_USE;
/* Cuts the file into pages: ret[i] is page i+1's lines. */
bool words_cut(struct ctx *c, struct str file, struct str **ret, size_t *ret_n) MUST_USE;
/* The text as read: spaces between words, newline after lines, empty line after blocks. at (may be
 * NULL, n entries): where word i begins in it. */
struct str words_text(struct arena *mem, const struct page_words *w, size_t *at);

#endif
