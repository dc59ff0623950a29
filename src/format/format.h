/*
 * format - records and page text as they are written.
 *
 * Reads what partners send beside their files (MARC 21, UNIMARC and RUSMARC in ISO 2709 or XML,
 * Dublin Core XML, CSV or TSV lists) into one plain record, and keeps the bytes as they came.
 * Reads and writes the words of a page.
 */
#ifndef KERUEN_FORMAT_H
#define KERUEN_FORMAT_H

#include "text/text.h"

/* Records */
enum record_field {
	RECORD_TITLE,
	RECORD_CREATOR,
	RECORD_CONTRIBUTOR,
	RECORD_PLACE,
	RECORD_PUBLISHER,
	RECORD_DATE,
	RECORD_LANGUAGE,
	RECORD_SUBJECT,
	RECORD_DESCRIPTION,
	RECORD_TYPE,
	RECORD_IDENTIFIER,
	RECORD_ISBN,
	RECORD_ISSN,
	RECORD_EXTENT,
	RECORD_SERIES,
	RECORD_RIGHTS,
	RECORD_FILE, /* the file or folder it describes, as the sender names it */
	RECORD_FIELDS
};
struct record_value {
	enum record_field field;
	struct str value; /* UTF-8, NFC, trimmed */
};
struct record {
	struct record_value *at;
	size_t n;
	struct str raw; /* the bytes as they came: one MARC record, one XML element, one row */
	const char *raw_format; /* "marc21", "unimarc", "marcxml", "dc", "csv" */
	const char *extension;  /* for keeping raw: "mrc", "xml", "tsv" */
};
struct record_list {
	struct record *at;
	size_t n;
};
const char *record_field_name(enum record_field f); /* "title" … for JSON and lists */
bool record_field_of(struct str name, enum record_field *ret);
struct str record_first(const struct record *r, enum record_field f); /* s == NULL where absent */
void record_add(struct arena *mem, struct record *r, enum record_field f, struct str value);
/* First year in a date: "[1934?]" → 1934; 0 where there is none. */
int record_year(struct str date);

/* Read a file of records, the format found by looking. *ret_complaints (may be NULL): one line for
 * each record that was mended or left out. INVALID: no format we know. */
bool records_read(struct ctx *c, struct str bytes, struct record_list *ret,
		  struct str *ret_complaints) MUST_USE;
/* A record as we keep it in the object: JSON, fields in order; and back. */
struct str record_to_json(struct arena *mem, const struct record *r);
bool record_from_json(struct ctx *c, struct str json, struct record *ret) MUST_USE;
/* As Dublin Core XML (oai_dc), for humans in fifty years. */
struct str record_to_dc(struct arena *mem, const struct record *r);

/* Words of pages: text/words.tsv of an object.
 *
 *	# keruen words 1 …                      one comment line that explains the file
 *	P <tab> 1 <tab> ocr <tab> kk <tab> 93   page, source (layer, ocr, none), language, mean confidence
 *	1023 400 300 120 96 Керуен              x y w h in 1/10000 of the page, confidence, word (tabs)
 *	-                                       end of a line of print
 *	=                                       end of a block
 */
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
