/*
 * protocol_int - what the asking process and its decoder say to each other.
 *
 * Numbers are little-endian; strings carry their length. Both ends are one program, yet the asking
 * side believes nothing: every count, box and string of an answer is checked as it is read.
 */
#ifndef KERUEN_MEDIA_PROTOCOL_INT_H
#define KERUEN_MEDIA_PROTOCOL_INT_H

#include "media/media_int.h"

enum op { OP_FACTS = 1, OP_LAYER, OP_OCR, OP_ACCESS, OP_REGION, OP_EXCERPT, OP_END };
enum {
	QUESTION_BYTES = 4096,
	ANSWER_BYTES = 16 << 20,
	ANSWER_TEXT = 500, /* of a sentence, a title, a name */
};

struct question {
	enum op op;
	uint32_t number;  /* of this decoder's questions; the answer repeats it */
	bool held;        /* the document is the one it holds: no files come */
	bool out;         /* the first file is the one to write to */
	uint32_t n_files; /* of the document, in this message and those after it */
	int first, last;  /* pages */
	char lang[8];
	struct media_region region;
};

struct answer {
	uint32_t number;
	enum op op;
	bool held;         /* the decoder keeps this document open */
	uint32_t resident; /* its memory in MiB, as it says */
	struct err err;    /* kind ERR_NONE where the question was answered */
	struct media_facts facts;
	struct media_words words;
};

void question_write(struct buf *b, const struct question *q);
bool question_read(struct str bytes, struct question *ret) MUST_USE;
/* Facts or words go with OP_FACTS, OP_LAYER and OP_OCR; boxes are clamped here. */
void answer_write(struct buf *b, const struct answer *a);
/* REMOTE where the bytes cannot be an answer. Everything in *ret is in c->mem. */
bool answer_read(struct ctx *c, struct str bytes, struct answer *ret) MUST_USE;

#endif
