/*
 * keys - from what a word sounds like, or may have been misread as, to the library's words.
 *
 * Private to the room. While indexing, each distinct word is noted once under each of its keys; a
 * query asks for the words that meet one of its own. What is found are terms as they stand in the
 * index (packed; stems with their Z). The engine may have some of them no more: whoever uses one
 * asks fts_term_docs first, and 0 means that it is gone.
 */
#ifndef KERUEN_INDEX_KEYS_H
#define KERUEN_INDEX_KEYS_H

#include "base/base.h"

#define KEYS_NAME  "keys-" /* and a number */
#define KEYS_MAGIC "KERKEYS1"
enum {
	KEYS_FILES = 32,
	KEYS_HEAD = 24,
	KEYS_HASH_BITS = 40, /* of a key and its kind */
	KEYS_WORD_BITS = 24, /* of a word's number in a vocabulary */
	KEYS_BITS_MOST = 28,
};
enum key_kind {
	KEY_WORD, /* a key of text_keys, to words as they stand */
	KEY_STEM, /* the same, to stems */
	KEY_OCR,  /* text_ocr_key, to words met where recognition was not sure */
};
struct keys_file {
	const unsigned char *map;
	size_t n;
	uint32_t bits, width, n_entries;
	size_t words_at;
	int number;
};
struct keys { /* of an index; oldest first */
	struct keys_file at[KEYS_FILES];
	size_t n;
};
/* The term stands in the map: copy what is kept. false ends the walk. */
typedef bool keys_word_fn(void *arg, struct str term);

/* Look up. The index in use has them open: handle->keys. A word may come twice. */
void keys_find(const struct keys *k, enum key_kind kind, struct str key, keys_word_fn *each,
	       void *arg);

/* Load */
bool keys_open(struct ctx *c, const char *folder, struct keys *ret) MUST_USE;
void keys_close(struct keys *k);

/* Change: what a vocabulary notes about its words, written to a folder's next file. */
struct vocabulary;
struct keys_out {
	uint64_t *at; /* hash of the key, number of the word */
	size_t n, cap;
};
void keys_note(struct keys_out *k, enum key_kind kind, struct str key, uint32_t word);
bool keys_write(struct ctx *c, const char *folder, struct vocabulary *v) MUST_USE;

/* Within */
uint64_t keys_hash(enum key_kind kind, struct str key);
bool keys_look(const struct keys *k, uint64_t hash, keys_word_fn *each, void *arg);
uint32_t keys_width(uint32_t bits);
uint32_t keys_bucket(const struct keys_file *f, uint32_t bucket); /* its first entry */
void keys_entry(const struct keys_file *f, uint32_t i, uint64_t *ret_rest, struct str *ret_term);

#endif
