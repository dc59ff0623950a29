/*
 * keys - from what a word sounds like, or was misread as, to the words and stems the library has.
 *
 * Each distinct word is noted once, under each of its keys (text_keys, text_ocr_key), in files
 * DIR/index-N/keys-M: each sorted by the key's hash, written once, and mapped by readers. A run of
 * indexing adds a file of what is new; files of like size are made one (keys_out.c). The files may
 * name words that the engine has no more, or not yet: it is asked for each before it is used.
 * Beside the engine and not in its table of synonyms: 1.4 million entries, given in order, were
 * 32 MB and 0.75 s there, and are 16 MB and 0.1 s here.
 *
 * A file, numbers little-endian: "KERKEYS1", u32 bits, u32 n entries, u64 where the words begin;
 * 2^bits + 1 of u32: the first entry of each bucket; the entries: the rest of the 40 bits
 * of hash in as many bytes as it needs, u32 which word; the words: u8 length and the term.
 * A bucket is the first bits of the hash. One look-up in 10^5 meets another key's word, in a
 * library of a million words.
 */
#include "index/index_int.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

uint64_t keys_hash(enum key_kind kind, struct str key)
{
	uint64_t h = 0x9e3779b97f4a7c15u * (uint64_t)(kind + 1);
	for (size_t i = 0; i < key.n; i++) {
		h = (h ^ (unsigned char)key.s[i]) * 1099511628211u;
		h ^= h >> 29;
	}
	return h * 0x9e3779b97f4a7c15u >> (64 - KEYS_HASH_BITS);
}

static uint32_t get_u32(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint64_t get_u64(const unsigned char *p)
{
	return get_u32(p) | (uint64_t)get_u32(p + 4) << 32;
}

uint32_t keys_width(uint32_t bits)
{
	return (KEYS_HASH_BITS - bits + 7) / 8;
}

static const unsigned char *entry_at(const struct keys_file *f, uint32_t i)
{
	return f->map + KEYS_HEAD + 4 * ((size_t)1 << f->bits) + 4 + (size_t)i * (f->width + 4);
}

uint32_t keys_bucket(const struct keys_file *f, uint32_t bucket)
{
	uint32_t i = get_u32(f->map + KEYS_HEAD + 4 * (size_t)bucket);
	return i < f->n_entries ? i : f->n_entries;
}

void keys_entry(const struct keys_file *f, uint32_t i, uint64_t *ret_rest, struct str *ret_term)
{
	const unsigned char *p = entry_at(f, i);
	uint64_t rest = 0;
	for (uint32_t k = 0; k < f->width; k++)
		rest |= (uint64_t)p[k] << 8 * k;
	size_t at = f->words_at + (size_t)get_u32(p + f->width);
	*ret_rest = rest;
	*ret_term = STR_NONE;
	if (at < f->n && at + 1 + f->map[at] <= f->n)
		*ret_term = (struct str){ (const char *)f->map + at + 1, f->map[at] };
}

static bool is_whole(struct keys_file *f)
{
	if (f->n < KEYS_HEAD || memcmp(f->map, KEYS_MAGIC, 8) != 0)
		return false;
	f->bits = get_u32(f->map + 8);
	f->n_entries = get_u32(f->map + 12);
	f->words_at = (size_t)get_u64(f->map + 16);
	if (f->bits > KEYS_BITS_MOST)
		return false;
	f->width = keys_width(f->bits);
	return (size_t)(entry_at(f, f->n_entries) - f->map) <= f->words_at && f->words_at <= f->n &&
	       keys_bucket(f, (uint32_t)1 << f->bits) == f->n_entries;
}

static bool map_file(struct ctx *c, const char *path, int fd, struct keys_file *ret)
{
	struct stat now;
	if (fstat(fd, &now) != 0)
		return fail_errno(c, "could not look at {0}: {1}", path);
	void *map = mmap(NULL, (size_t)now.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED)
		return fail_errno(c, "could not read {0}: {1}", path);
	struct keys_file f = { .map = map, .n = (size_t)now.st_size };
	if (!is_whole(&f)) {
		munmap(map, f.n);
		return fail(c, ERR_INTERNAL, "the index holds a broken table of keys");
	}
	*ret = f;
	return true;
}

/* A file that is gone was made one with another meanwhile: BUSY, and looked for again. */
static bool open_file(struct ctx *c, const char *folder, struct str name, struct keys *k)
{
	int64_t number;
	const char *path = path_join(c->mem, folder, str_z(c->mem, name));
	if (!str_starts(name, KEYS_NAME) ||
	    !str_to_int(str_from(name, sizeof(KEYS_NAME) - 1), 1, INT32_MAX, &number))
		return true;
	if (k->n == KEYS_FILES)
		return fail(c, ERR_INTERNAL, "the index holds a broken table of keys");
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail(c, ERR_BUSY, "the index changed while it was read");
	struct keys_file *f = &k->at[k->n];
	bool ok = map_file(c, path, fd, f);
	close(fd);
	if (!ok)
		return false;
	f->number = (int)number;
	k->n++;
	return true;
}

static bool open_all(struct ctx *c, const char *folder, struct keys *ret)
{
	struct file_list files;
	if (!folder_list(c, folder, &files))
		return false;
	for (size_t i = 0; i < files.n; i++)
		if (!open_file(c, folder, files.at[i].name, ret))
			return false;
	return true;
}

bool keys_open(struct ctx *c, const char *folder, struct keys *ret)
{
	enum { TRIES = 5 };
	for (int i = 1;; i++) {
		struct keys k = { 0 };
		if (open_all(c, folder, &k)) {
			*ret = k;
			return true;
		}
		keys_close(&k);
		if (c->err.kind != ERR_BUSY || i == TRIES)
			return false;
		err_clear(c);
	}
}

void keys_close(struct keys *k)
{
	for (size_t i = 0; i < k->n; i++)
		munmap((void *)k->at[i].map, k->at[i].n);
	k->n = 0;
}

bool keys_look(const struct keys *k, uint64_t hash, keys_word_fn *each, void *arg)
{
	for (size_t i = 0; i < k->n; i++) {
		const struct keys_file *f = &k->at[i];
		uint32_t below = KEYS_HASH_BITS - f->bits, bucket = (uint32_t)(hash >> below);
		uint32_t end = keys_bucket(f, bucket + 1);
		for (uint32_t at = keys_bucket(f, bucket); at < end; at++) {
			uint64_t rest;
			struct str term;
			keys_entry(f, at, &rest, &term);
			if (rest == (hash & (((uint64_t)1 << below) - 1)) && term.n &&
			    !each(arg, term))
				return false;
		}
	}
	return true;
}

void keys_find(const struct keys *k, enum key_kind kind, struct str key, keys_word_fn *each,
	       void *arg)
{
	(void)keys_look(k, keys_hash(kind, key), each, arg);
}
