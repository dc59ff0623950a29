/*
 * places - where each word of a title stands, and the text it stands in: DIR/index-N/places.
 *
 * Beside the engine and not in it, because the engine keeps a tree entry for every word of every
 * title's positions, which was two thirds of the time of indexing and most of the disc; here a
 * title is one block, appended, and found by its offset (kept in a value of its document). Readers
 * map the file. What a title that was put again left behind goes at the next rebuild. The text
 * stands here for passages: one look, where the document's own words would be a file to open.
 *
 * The file begins with four letters, INDEX_FORM and eight bytes free. A block begins at a multiple
 * of 4; numbers are u32 as the machine has them, varints of seven bits, lowest first:
 *	its length, length of the page table, n slots, where the marks are, how many, length of the text;
 *	the page table (see pages.c), n slots of hash and offset in the block (0: free), found by
 *	linear probing from hash * n / 2^32, then the lists: check byte, how many positions, their
 *	differences; then the marks, the text.
 * A hash and a check byte stand for a word: one in 10^12 is another's, which marks a wrong page.
 */
#include "index/index_int.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_HEAD = 16, HEAD = 24, SLOT = 8, BLOCK_MOST = 1 << 30, MAP_LEAST = 64 << 20 };

static const char broken[] = N_("the index holds a broken table of places");
static const char letters[4] = { 'K', 'p', 'l', 'c' };

uint64_t places_hash(struct str packed)
{
	uint64_t h = 14695981039346656037u;
	for (size_t i = 0; i < packed.n; i++) {
		h = (h ^ (unsigned char)packed.s[i]) * 1099511628211u;
		h ^= h >> 31;
	}
	return h * 0x9e3779b97f4a7c15u;
}

static uint32_t get_u32(const unsigned char *p)
{
	uint32_t v;
	memcpy(&v, p, sizeof(v));
	return v;
}

static void put_u32(unsigned char *p, uint32_t v)
{
	memcpy(p, &v, sizeof(v));
}

static uint32_t first_slot(uint32_t hash, uint32_t n)
{
	return (uint32_t)((uint64_t)hash * n >> 32);
}

/* Writing */

/* Room for this many positions at their longest. */
static size_t list_most(uint32_t n)
{
	return 1 + 5 * ((size_t)n + 1);
}

static unsigned char *put_varint(unsigned char *p, uint32_t v)
{
	for (; v >= 0x80; v >>= 7)
		*p++ = (unsigned char)(v | 0x80);
	*p++ = (unsigned char)v;
	return p;
}

static unsigned char *put_list(unsigned char *p, uint64_t hash, const uint32_t *at, uint32_t n)
{
	uint32_t before = 0;
	*p++ = (unsigned char)hash;
	p = put_varint(p, n);
	for (uint32_t i = 0; i < n; i++) {
		p = put_varint(p, at[i] - before);
		before = at[i];
	}
	return p;
}

static unsigned char *free_slot(unsigned char *slots, uint32_t n, uint32_t hash)
{
	uint32_t i = first_slot(hash, n);
	while (get_u32(slots + (size_t)i * SLOT + 4))
		i = i + 1 == n ? 0 : i + 1;
	return slots + (size_t)i * SLOT;
}

/* The next multiple of 4 after what is written, in bytes of 0. */
static unsigned char *padded(const unsigned char *block, unsigned char *p)
{
	while ((size_t)(p - block) % sizeof(uint32_t))
		*p++ = 0;
	return p;
}

static unsigned char *put_text(unsigned char *block, unsigned char *p, const struct title_text *t)
{
	size_t marks = t->n_marks * sizeof(*t->marks);
	p = padded(block, p);
	put_u32(block + 12, (uint32_t)(p - block));
	put_u32(block + 16, t->n_marks);
	put_u32(block + 20, (uint32_t)t->text.n);
	if (marks)
		memcpy(p, t->marks, marks);
	p += marks;
	if (t->text.n)
		memcpy(p, t->text.s, t->text.n);
	return padded(block, p + t->text.n);
}

struct str places_block(struct arena *mem, struct str page_table, const struct place_list *lists,
			size_t n, const struct title_text *text)
{
	uint32_t n_slots = (uint32_t)(n + n / 4 + 1);
	size_t most = HEAD + page_table.n + (size_t)n_slots * SLOT;
	for (size_t i = 0; i < n; i++)
		most += list_most(lists[i].n);
	most += text->n_marks * sizeof(*text->marks) + text->text.n + 2 * sizeof(uint32_t);
	unsigned char *block = arena_take(mem, most);
	unsigned char *slots = block + HEAD + page_table.n, *p = slots + (size_t)n_slots * SLOT;
	memcpy(block + HEAD, page_table.s, page_table.n);
	for (size_t i = 0; i < n; i++) {
		uint32_t hash = (uint32_t)(lists[i].hash >> 32);
		unsigned char *slot = free_slot(slots, n_slots, hash);
		put_u32(slot, hash);
		put_u32(slot + 4, (uint32_t)(p - block));
		p = put_list(p, lists[i].hash, lists[i].at, lists[i].n);
	}
	p = put_text(block, p, text);
	put_u32(block, (uint32_t)(p - block));
	put_u32(block + 4, (uint32_t)page_table.n);
	put_u32(block + 8, n_slots);
	return (struct str){ (char *)block, (size_t)(p - block) };
}

bool places_append(struct ctx *c, struct places_out *out, struct str block, uint64_t *ret_at)
{
	if (block.n > BLOCK_MOST)
		return fail(c, ERR_LIMIT, "the text of a title is too long for the index");
	if (!file_write_all(out->fd, block.s, block.n))
		return fail_errno(c, "could not write {0}: {1}", out->path);
	*ret_at = out->at;
	out->at += block.n;
	return true;
}

static bool put_head(struct ctx *c, int fd, const char *path)
{
	unsigned char head[FILE_HEAD] = { 0 };
	memcpy(head, letters, sizeof(letters));
	put_u32(head + sizeof(letters), INDEX_FORM);
	return file_write_all(fd, head, sizeof(head)) ||
	       fail_errno(c, "could not write {0}: {1}", path);
}

/* An index of another form is neither read nor added to. */
static bool check_head(struct ctx *c, int fd)
{
	unsigned char head[FILE_HEAD];
	if (pread(fd, head, sizeof(head), 0) == sizeof(head) &&
	    memcmp(head, letters, sizeof(letters)) == 0 &&
	    get_u32(head + sizeof(letters)) == INDEX_FORM)
		return true;
	return fail(c, ERR_CONFLICT,
		    "the index was made by another version of the program; make it again with "
		    "`keruen index --rebuild`");
}

bool places_out_open(struct ctx *c, const char *path, struct places_out *ret)
{
	struct stat now;
	int fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	if (fd < 0)
		return fail_errno(c, "could not open {0}: {1}", path);
	bool ok = fstat(fd, &now) == 0 || fail_errno(c, "could not look at {0}: {1}", path);
	ok = ok && (now.st_size ? check_head(c, fd) : put_head(c, fd, path));
	if (!ok) {
		close(fd);
		return false;
	}
	uint64_t end = now.st_size ? (uint64_t)now.st_size : FILE_HEAD;
	size_t more = -end % sizeof(uint32_t); /* after a write that was cut off */
	if (!file_write_all(fd, "\0\0\0", more)) {
		close(fd);
		return fail_errno(c, "could not write {0}: {1}", path);
	}
	end += more;
	*ret = (struct places_out){ fd, end, path };
	return true;
}

bool places_out_sync(struct ctx *c, struct places_out *out)
{
	return fdatasync(out->fd) == 0 || fail_errno(c, "could not write {0}: {1}", out->path);
}

void places_out_close(struct places_out *out)
{
	if (out->path)
		close(out->fd);
	*out = (struct places_out){ 0 };
}

/* Reading */

bool places_open(struct ctx *c, const char *path, struct places *ret)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail(c, ERR_BUSY, "the index changed while it was read");
	if (!check_head(c, fd)) {
		close(fd);
		return false;
	}
	*ret = (struct places){ .fd = fd };
	return true;
}

void places_close(struct places *p)
{
	while (p->map) {
		struct places_map *m = p->map;
		p->map = m->older;
		munmap((void *)m->map, m->n);
		free(m);
	}
	close(p->fd);
}

/* Maps more than there is yet: as the file grows, so does what can be seen of it. */
static bool map_more(struct ctx *c, struct places *p, size_t n)
{
	size_t room = n < MAP_LEAST / 2 ? MAP_LEAST : 2 * n;
	void *map = mmap(NULL, room, PROT_READ, MAP_SHARED, p->fd, 0);
	if (map == MAP_FAILED)
		return fail_errno(c, "could not read {0}: {1}", "the index");
	struct places_map *m = malloc(sizeof(*m));
	must(m);
	*m = (struct places_map){ map, room, p->map };
	p->map = m;
	return true;
}

static bool reach(struct ctx *c, struct places *p, uint64_t upto)
{
	struct stat now;
	if (upto <= p->n)
		return true;
	if (fstat(p->fd, &now) != 0 || (uint64_t)now.st_size < upto)
		return fail(c, ERR_INTERNAL, broken);
	if ((!p->map || p->map->n < (size_t)now.st_size) && !map_more(c, p, (size_t)now.st_size))
		return false;
	p->n = (size_t)now.st_size;
	return true;
}

/* Are all parts where they can be: head, page table, slots, lists, marks, text? */
static bool is_sound(const struct title_places *t, uint32_t marks_at)
{
	uint64_t before = HEAD + (uint64_t)t->page_table.n + (uint64_t)t->n_slots * SLOT;
	uint64_t after = marks_at + (uint64_t)t->text.n_marks * sizeof(uint32_t) + t->text.text.n;
	return t->n_slots && marks_at >= before && marks_at % sizeof(uint32_t) == 0 &&
	       after <= t->n;
}

bool places_at(struct ctx *c, struct places *p, uint64_t at, struct title_places *ret)
{
	if (at < FILE_HEAD || at % sizeof(uint32_t) || at > UINT64_MAX / 2)
		return fail(c, ERR_INTERNAL, broken);
	if (!reach(c, p, at + HEAD))
		return false;
	const unsigned char *block = p->map->map + at;
	uint32_t n = get_u32(block), marks_at = get_u32(block + 12);
	if (n < HEAD || n % sizeof(uint32_t) || !reach(c, p, at + n))
		return n < HEAD || n % sizeof(uint32_t) ? fail(c, ERR_INTERNAL, broken) : false;
	block = p->map->map + at;
	struct title_places t = {
		.block = block,
		.n = n,
		.page_table = { (const char *)block + HEAD, get_u32(block + 4) },
		.n_slots = get_u32(block + 8),
		.text.n_marks = get_u32(block + 16),
		.text.text.n = get_u32(block + 20),
	};
	if (!is_sound(&t, marks_at))
		return fail(c, ERR_INTERNAL, broken);
	t.text.marks = (const uint32_t *)(const void *)(block + marks_at);
	t.text.text.s = (const char *)(t.text.marks + t.text.n_marks);
	*ret = t;
	return true;
}

static uint32_t get_varint(const unsigned char **p, const unsigned char *end)
{
	uint32_t v = 0;
	for (unsigned shift = 0; shift < 32 && *p < end; shift += 7) {
		unsigned char byte = *(*p)++;
		v |= (uint32_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			break;
	}
	return v;
}

/* The list of a hash, past its check byte; NULL for none. */
static const unsigned char *find_list(const struct title_places *t, uint64_t hash64)
{
	uint32_t hash = (uint32_t)(hash64 >> 32);
	const unsigned char *slots = t->block + HEAD + t->page_table.n;
	uint32_t slot = first_slot(hash, t->n_slots);
	for (uint32_t tried = 0; tried < t->n_slots; tried++) {
		const unsigned char *s = slots + (size_t)slot * SLOT;
		uint32_t at = get_u32(s + 4);
		if (at == 0 || at >= t->n)
			return NULL;
		if (get_u32(s) == hash && t->block[at] == (unsigned char)hash64)
			return t->block + at + 1;
		slot = slot + 1 == t->n_slots ? 0 : slot + 1;
	}
	return NULL;
}

size_t places_find(const struct title_places *t, uint64_t hash, uint32_t *ret, size_t max)
{
	const unsigned char *p = find_list(t, hash), *end = t->block + t->n;
	uint32_t at = 0;
	if (!p)
		return 0;
	size_t n = get_varint(&p, end);
	if (n > max)
		n = max;
	for (size_t i = 0; i < n; i++)
		ret[i] = at += get_varint(&p, end);
	return n;
}

size_t places_count(const struct title_places *t, uint64_t hash)
{
	const unsigned char *p = find_list(t, hash), *end = t->block + t->n;
	size_t n = p ? get_varint(&p, end) : 0;
	return n <= t->n ? n : t->n; /* a position takes a byte at least */
}

bool places_begin(const struct title_places *t, uint64_t hash, struct place_cursor *ret)
{
	const unsigned char *p = find_list(t, hash), *end = t->block + t->n;
	uint32_t n = p ? get_varint(&p, end) : 0;
	if (n == 0)
		return false;
	uint32_t first = get_varint(&p, end);
	uint32_t most = (uint32_t)(end - p); /* a position takes a byte at least */
	*ret = (struct place_cursor){ p, end, first, n - 1 < most ? n - 1 : most };
	return true;
}

size_t places_left(const struct place_cursor *k)
{
	return 1 + (size_t)k->left;
}

bool place_from(struct place_cursor *k, uint32_t at)
{
	while (k->at < at) {
		if (k->left == 0)
			return false;
		k->left--;
		k->at += get_varint(&k->p, k->end);
	}
	return true;
}

void places_ahead(const struct title_places *t, uint64_t hash)
{
	const unsigned char *slots = t->block + HEAD + t->page_table.n;
	__builtin_prefetch(slots + (size_t)first_slot((uint32_t)(hash >> 32), t->n_slots) * SLOT);
}

void places_list_ahead(const struct title_places *t, uint64_t hash)
{
	const unsigned char *list = find_list(t, hash);
	if (list)
		__builtin_prefetch(list);
}
