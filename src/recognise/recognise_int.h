/* The inside of recognise: one document being read. */
#ifndef KERUEN_RECOGNISE_INT_H
#define KERUEN_RECOGNISE_INT_H

#include "words/words.h"
#include "recognise/recognise.h"
#include "store/store.h"

enum { SLOTS_MAX = 64, FILES_MAX = 20000 };

struct page_result {
	struct str lines;   /* as they stand in words.tsv; s == NULL until read */
	struct str text;    /* as read */
	struct str trouble; /* why it has no words, in English; empty where all is well */
	char source;        /* 'l' 'o' '-' */
	char lang[3];
	uint8_t sure;
};

struct reading {
	struct ctx *c;
	struct document document;
	struct document_pages pages;
	bool layered;                /* of a kind that may bring words of its own */
	struct page_result *results; /* one a page */
	const char *lang;            /* given by the record: one of the four, or "" */
	int *fds;
	size_t n_fds;
	recognise_alive_fn *alive;
	void *arg;
};

/* Reads every page: fills results. BUSY: given up; LIMIT, INTERNAL */
bool read_pages(struct reading *r) MUST_USE;
/* Keeps what was read: the object's next version, then the catalogue. */
bool keep_words(struct reading *r) MUST_USE;
/* The catalogue from what the object's words.tsv says. */
bool register_words(struct reading *r, struct str words) MUST_USE;

#endif
