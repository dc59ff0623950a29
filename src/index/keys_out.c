/*
 * keys_out - files of keys written: what a run of indexing met that was not known, merged with
 * what is there so that there are never many.
 *
 * A file is written beside and renamed; readers keep what they have mapped. Files are numbered in
 * the order of their making. The newest are made one while the next older is less than four times
 * as large, so each word is written again a few times in all. Crashed between renaming the one
 * and removing those in it, both stay, which costs room until the next merge and no more.
 */
#include "index/index_int.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MERGE_BELOW = 4, RADIX = 11 };

struct key_file_out {
	const char *path;
	int fd;
	unsigned char *map;
	size_t size;                     /* reserved */
	uint32_t bits, width, n, filled; /* buckets whose beginning is written */
	size_t words_at, words_n;
};

static void put_u32(unsigned char *p, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		p[i] = (unsigned char)(v >> 8 * i);
}

/* Two to four entries a bucket. */
static uint32_t bits_for(size_t n)
{
	uint32_t bits = 4;
	while (bits < KEYS_BITS_MOST && (size_t)4 << bits < n)
		bits++;
	return bits;
}

/* Room for n entries and so many bytes of words at most is taken first: no page can fail later. */
static bool begin_file(struct ctx *c, const char *folder, size_t n, size_t words,
		       struct key_file_out *ret)
{
	struct key_file_out f = { .path = path_join(c->mem, folder, "keys.new") };
	f.bits = bits_for(n);
	f.width = keys_width(f.bits);
	f.words_at = KEYS_HEAD + 4 * ((size_t)1 << f.bits) + 4 + n * (f.width + 4);
	f.size = f.words_at + words;
	if (n > UINT32_MAX || words > UINT32_MAX)
		return fail(c, ERR_LIMIT, "the library has too many words for one index");
	f.fd = open(f.path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (f.fd < 0)
		return fail_errno(c, "could not write {0}: {1}", f.path);
	errno = posix_fallocate(f.fd, 0, (off_t)f.size);
	void *map = errno ? MAP_FAILED
			  : mmap(NULL, f.size, PROT_READ | PROT_WRITE, MAP_SHARED, f.fd, 0);
	if (map == MAP_FAILED) {
		fail_errno(c, "could not write {0}: {1}", f.path);
		close(f.fd);
		return false;
	}
	f.map = map;
	*ret = f;
	return true;
}

static void end_map(struct key_file_out *f)
{
	munmap(f->map, f->size);
	f->map = NULL;
}

/* In the order of hashes. word: as add_word said. */
static void add_entry(struct key_file_out *f, uint64_t hash, uint32_t word)
{
	uint32_t below = KEYS_HASH_BITS - f->bits;
	unsigned char *p = f->map + KEYS_HEAD + 4 * ((size_t)1 << f->bits) + 4 +
			   (size_t)f->n * (f->width + 4);
	for (; f->filled <= hash >> below; f->filled++)
		put_u32(f->map + KEYS_HEAD + 4 * (size_t)f->filled, f->n);
	hash &= ((uint64_t)1 << below) - 1;
	for (uint32_t i = 0; i < f->width; i++)
		p[i] = (unsigned char)(hash >> 8 * i);
	put_u32(p + f->width, word);
	f->n++;
}

static uint32_t add_word(struct key_file_out *f, struct str word)
{
	uint32_t at = (uint32_t)f->words_n;
	unsigned char *p = f->map + f->words_at + at;
	*p = (unsigned char)word.n;
	memcpy(p + 1, word.s, word.n);
	f->words_n += 1 + word.n;
	return at;
}

static bool close_file(struct ctx *c, struct key_file_out *f, const char *to)
{
	bool ok = ftruncate(f->fd, (off_t)(f->words_at + f->words_n)) == 0 && fdatasync(f->fd) == 0;
	if (!ok)
		fail_errno(c, "could not write {0}: {1}", f->path);
	close(f->fd);
	if (ok && rename(f->path, to) != 0)
		return fail_errno(c, "could not write {0}: {1}", to);
	return ok;
}

static bool end_file(struct ctx *c, struct key_file_out *f, const char *folder, int number)
{
	const char *name = str_z(c->mem, str_print(c->mem, KEYS_NAME "%d", number));
	for (; f->filled <= (uint32_t)1 << f->bits; f->filled++)
		put_u32(f->map + KEYS_HEAD + 4 * (size_t)f->filled, f->n);
	memcpy(f->map, KEYS_MAGIC, 8);
	put_u32(f->map + 8, f->bits);
	put_u32(f->map + 12, f->n);
	put_u32(f->map + 16, (uint32_t)f->words_at);
	put_u32(f->map + 20, (uint32_t)((uint64_t)f->words_at >> 32));
	end_map(f);
	return close_file(c, f, path_join(c->mem, folder, name)) && folder_sync(c, folder);
}

/* What a run met */

void keys_note(struct keys_out *k, enum key_kind kind, struct str key, uint32_t word)
{
	if (k->n == k->cap) {
		k->cap = k->cap ? 2 * k->cap : 1 << 12;
		k->at = realloc(k->at, k->cap * sizeof(*k->at));
		must(k->at);
	}
	k->at[k->n++] = keys_hash(kind, key) << KEYS_WORD_BITS | word;
}

/* By hash, then by word: a digit at a time from the lowest. */
static void sort_notes(struct arena *mem, struct keys_out *k)
{
	uint64_t *from = k->at, *to = arena_array_of(mem, k->n + 1, uint64_t);
	for (unsigned shift = 0; shift < 64; shift += RADIX) {
		size_t counts[1 << RADIX] = { 0 }, sum = 0;
		for (size_t i = 0; i < k->n; i++)
			counts[from[i] >> shift & (COUNT_OF(counts) - 1)]++;
		for (size_t d = 0; d < COUNT_OF(counts); d++) {
			size_t n = counts[d];
			counts[d] = sum;
			sum += n;
		}
		for (size_t i = 0; i < k->n; i++)
			to[counts[from[i] >> shift & (COUNT_OF(counts) - 1)]++] = from[i];
		uint64_t *spare = from;
		from = to;
		to = spare;
	}
	_Static_assert((64 + RADIX - 1) / RADIX % 2 == 0, "the last digit ends in k->at");
}

struct sought {
	struct str term;
	bool found;
};

static bool is_sought(void *arg, struct str term)
{
	struct sought *s = arg;
	s->found = str_same(s->term, term);
	return !s->found;
}

static struct str word_of(const struct vocabulary *v, uint64_t note)
{
	return v->at[note & ((1 << KEYS_WORD_BITS) - 1)].packed;
}

/* Keeps what is new, once. */
static void keep_new(const struct vocabulary *v, const struct keys *known, struct keys_out *k)
{
	size_t n = 0;
	for (size_t i = 0; i < k->n; i++) {
		struct sought s = { .found = n && k->at[i] == k->at[n - 1] };
		if (!s.found && known->n) {
			s.term = word_of(v, k->at[i]);
			(void)keys_look(known, k->at[i] >> KEYS_WORD_BITS, is_sought, &s);
		}
		if (!s.found)
			k->at[n++] = k->at[i];
	}
	k->n = n;
}

/* The words in the order of the vocabulary, which they lie in memory in. */
static void write_words(const struct vocabulary *v, struct key_file_out *f, uint32_t *words)
{
	for (uint32_t i = 0; i < v->n; i++)
		if (words[i])
			words[i] = add_word(f, v->at[i].packed);
}

static bool write_notes(struct ctx *c, const char *folder, const struct vocabulary *v, int number)
{
	const struct keys_out *k = &v->keys;
	struct key_file_out f;
	size_t bytes = 0;
	uint32_t *words = arena_array_of(c->mem, (size_t)v->n + 1,
					 uint32_t); /* where in the file */
	const uint32_t mask = (1 << KEYS_WORD_BITS) - 1;
	for (size_t i = 0; i < k->n; i++)
		words[k->at[i] & mask] = 1;
	for (uint32_t i = 0; i < v->n; i++)
		bytes += words[i] ? 1 + v->at[i].packed.n : 0;
	if (!begin_file(c, folder, k->n, bytes, &f))
		return false;
	write_words(v, &f, words);
	for (size_t i = 0; i < k->n; i++)
		add_entry(&f, k->at[i] >> KEYS_WORD_BITS, words[k->at[i] & mask]);
	return end_file(c, &f, folder, number);
}

/* Merging */

struct cursor { /* through a file's entries in the order of hashes */
	const struct keys_file *file;
	uint32_t i, bucket, bucket_end;
	uint64_t hash;
	struct str term;
	bool ended;
};
struct merged_words { /* where each word stands in the new file: + 1, by its hash */
	struct key_file_out *file;
	uint32_t *slots;
	size_t n_slots;
};

static void next(struct cursor *u)
{
	uint64_t rest;
	if (u->i == u->file->n_entries) {
		u->ended = true;
		return;
	}
	while (u->i >= u->bucket_end)
		u->bucket_end = keys_bucket(u->file, ++u->bucket + 1);
	keys_entry(u->file, u->i++, &rest, &u->term);
	u->hash = (uint64_t)u->bucket << (KEYS_HASH_BITS - u->file->bits) | rest;
}

static struct cursor *least(struct cursor *at, size_t n)
{
	struct cursor *l = NULL;
	for (size_t i = 0; i < n; i++)
		if (!at[i].ended && (!l || at[i].hash < l->hash))
			l = &at[i];
	return l;
}

static size_t count_words(const struct keys_file *f)
{
	size_t n = 0;
	for (size_t at = f->words_at; at < f->n; at += 1 + (size_t)f->map[at])
		n++;
	return n;
}

static uint32_t merged_word(struct merged_words *m, struct str term)
{
	size_t slot = places_hash(term) & (m->n_slots - 1);
	for (; m->slots[slot]; slot = (slot + 1) & (m->n_slots - 1)) {
		const unsigned char *p = m->file->map + m->file->words_at + m->slots[slot] - 1;
		if (str_same(term, (struct str){ (const char *)p + 1, *p }))
			return m->slots[slot] - 1;
	}
	uint32_t at = add_word(m->file, term);
	m->slots[slot] = at + 1;
	return at;
}

static void copy_merged(struct key_file_out *f, struct cursor *at, size_t n, size_t words)
{
	struct merged_words m = { .file = f, .n_slots = 16 };
	while (m.n_slots < 2 * words)
		m.n_slots *= 2;
	m.slots = calloc(m.n_slots, sizeof(*m.slots));
	must(m.slots);
	for (struct cursor *u; (u = least(at, n)); next(u))
		if (u->term.n)
			add_entry(f, u->hash, merged_word(&m, u->term));
	free(m.slots);
}

static bool merge(struct ctx *c, const char *folder, const struct keys_file *files, size_t n,
		  int number)
{
	struct key_file_out f;
	struct cursor cursors[KEYS_FILES];
	size_t entries = 0, bytes = 0, words = 0;
	for (size_t i = 0; i < n; i++) {
		entries += files[i].n_entries;
		bytes += files[i].n - files[i].words_at;
		words += count_words(&files[i]);
		cursors[i] = (struct cursor){ .file = &files[i],
					      .bucket_end = keys_bucket(&files[i], 1) };
		next(&cursors[i]);
	}
	if (!begin_file(c, folder, entries, bytes, &f))
		return false;
	copy_merged(&f, cursors, n, words);
	return end_file(c, &f, folder, number);
}

static bool remove_files(struct ctx *c, const char *folder, const struct keys_file *files, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *path = path_join(
			c->mem, folder,
			str_z(c->mem, str_print(c->mem, KEYS_NAME "%d", files[i].number)));
		if (unlink(path) != 0)
			return fail_errno(c, "could not remove {0}: {1}", path);
	}
	return true;
}

/* How many of the newest are to be one; 1 where they stand as they are. */
static size_t too_like(const struct keys *k)
{
	size_t n = 1, bytes = k->at[k->n - 1].n;
	while (n < k->n && k->at[k->n - n - 1].n < MERGE_BELOW * bytes &&
	       bytes + k->at[k->n - n - 1].n < UINT32_MAX)
		bytes += k->at[k->n - ++n].n;
	return n;
}

static bool merge_newest(struct ctx *c, const char *folder)
{
	struct keys k;
	if (!keys_open(c, folder, &k))
		return false;
	size_t n = k.n ? too_like(&k) : 1;
	const struct keys_file *newest = k.at + k.n - n;
	bool ok = n == 1 || (merge(c, folder, newest, n, newest[n - 1].number + 1) &&
			     remove_files(c, folder, newest, n));
	keys_close(&k);
	return ok;
}

bool keys_write(struct ctx *c, const char *folder, struct vocabulary *v)
{
	struct ctx own = *c;
	struct keys known;
	if (v->keys.n == 0)
		return true;
	if (!keys_open(c, folder, &known))
		return false;
	own.mem = arena_new(0);
	int number = known.n ? known.at[known.n - 1].number + 1 : 1;
	sort_notes(own.mem, &v->keys);
	keep_new(v, &known, &v->keys);
	bool any = v->keys.n;
	bool ok = !any || write_notes(&own, folder, v, number);
	keys_close(&known);
	ok = ok && (!any || merge_newest(&own, folder));
	v->keys.n = 0;
	if (!ok)
		hand_on_error(c, &own);
	arena_free(own.mem);
	return ok;
}
