/*
 * tiles - the tiles of our own access images, whole and without decoding.
 *
 * Runs in web workers: plain pread and a map, no library. Directories are read once, on opening; every number
 * is checked against the file's size, for a file on a disc may have rotted. Only what access.c
 * writes is accepted (little-endian classic TIFF, 512 x 512 JPEG tiles).
 */
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "media/image_int.h"

enum {
	LEVELS_MAX = 12,
	ENTRIES_MAX = 64,  /* of a directory */
	TABLES_MAX = 4096, /* bytes of JPEGTables */
	TILE_BYTES_MAX = 4 << 20,
};

struct level {
	int w, h, across, down;
	uint32_t *at, *n; /* of each tile */
	bool *sound;      /* its beginning was looked at, once */
	struct str head;  /* SOI, JFIF and the tables: what goes before a tile's own stream */
	int channels;
};
struct media_tiles {
	int fd;
	uint64_t size;
	struct arena *mem;
	const char *map; /* of the whole file, from the first tile that is sent; NULL before */
	int n_levels;
	struct level levels[LEVELS_MAX];
};

static uint16_t le16(const uint8_t *b)
{
	return (uint16_t)(b[0] | b[1] << 8);
}

static uint32_t le32(const uint8_t *b)
{
	return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static bool not_ours(struct ctx *c)
{
	return fail(c, ERR_INTERNAL, "the access image is damaged");
}

static bool read_at(struct media_tiles *t, uint64_t at, void *to, size_t n)
{
	return at <= t->size && n <= t->size - at && pread(t->fd, to, n, (off_t)at) == (ssize_t)n;
}

/* One entry of a directory: TIFF 6.0 page 14. */
struct entry {
	uint16_t tag, type;
	uint32_t n, value; /* the value, or where the values stand */
	const uint8_t *raw;
};

static uint32_t entry_number(const struct entry *e)
{
	return e->type == 3 ? le16(e->raw) : e->value;
}

/* `n` numbers of an entry, LONG or SHORT. */
static bool read_numbers(struct ctx *c, struct media_tiles *t, const struct entry *e, uint32_t n,
			 uint32_t **ret)
{
	size_t each = e->type == 4 ? 4 : e->type == 3 ? 2 : 0;
	if (!each || e->n != n)
		return not_ours(c);
	uint32_t *v = arena_array_of(c->mem, n, uint32_t);
	uint8_t *b = arena_take_array(c->mem, n, each);
	if (n * each <= 4)
		memcpy(b, e->raw, n * each);
	else if (!read_at(t, e->value, b, n * each))
		return not_ours(c);
	for (uint32_t i = 0; i < n; i++)
		v[i] = each == 4 ? le32(b + 4 * i) : le16(b + 2 * i);
	*ret = v;
	return true;
}

/* SOI and JFIF's APP0 (ITU-T T.871 10.1), which says that colours are YCbCr, then the tables
 * without their own SOI and EOI. */
static bool read_head(struct ctx *c, struct media_tiles *t, const struct entry *e, struct str *ret)
{
	static const char start[] =
		"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00";
	size_t n_start = sizeof(start); /* with the NUL: the height of no thumbnail */
	if (e->n < 4 || e->n > TABLES_MAX)
		return not_ours(c);
	char *s = arena_take(c->mem, n_start + e->n);
	memcpy(s, start, n_start);
	if (!read_at(t, e->value, s + n_start - 2, e->n) ||
	    memcmp(s + n_start - 2, "\xff\xd8", 2) || memcmp(s + n_start + e->n - 4, "\xff\xd9", 2))
		return not_ours(c);
	memcpy(s + n_start - 2, start + n_start - 2, 2);
	*ret = (struct str){ s, n_start + e->n - 4 };
	return true;
}

struct wanted { /* the entries we use */
	struct entry width, height, tile_w, tile_h, offsets, counts, tables, compression, samples;
};

static struct entry *wanted_of(struct wanted *w, uint16_t tag)
{
	switch (tag) {
	case 256: return &w->width;
	case 257: return &w->height;
	case 259: return &w->compression;
	case 277: return &w->samples;
	case 322: return &w->tile_w;
	case 323: return &w->tile_h;
	case 324: return &w->offsets;
	case 325: return &w->counts;
	case 347: return &w->tables;
	default: return NULL;
	}
}

static bool read_level(struct ctx *c, struct media_tiles *t, const struct wanted *w,
		       struct level *l)
{
	uint32_t width = entry_number(&w->width), height = entry_number(&w->height);
	uint32_t samples = entry_number(&w->samples);
	if (width < 1 || height < 1 || width > MEDIA_SIDE_MAX || height > MEDIA_SIDE_MAX ||
	    entry_number(&w->compression) != 7 || (samples != 1 && samples != 3) ||
	    entry_number(&w->tile_w) != TILE_SIDE || entry_number(&w->tile_h) != TILE_SIDE)
		return not_ours(c);
	*l = (struct level){ .w = (int)width, .h = (int)height, .channels = (int)samples };
	l->across = (l->w + TILE_SIDE - 1) / TILE_SIDE;
	l->down = (l->h + TILE_SIDE - 1) / TILE_SIDE;
	uint32_t n = (uint32_t)l->across * (uint32_t)l->down;
	l->sound = arena_array_of(c->mem, n, bool);
	return read_numbers(c, t, &w->offsets, n, &l->at) &&
	       read_numbers(c, t, &w->counts, n, &l->n) && read_head(c, t, &w->tables, &l->head);
}

static bool read_directory(struct ctx *c, struct media_tiles *t, uint32_t at, uint32_t *ret_next)
{
	uint8_t count[2], bytes[ENTRIES_MAX * 12 + 4];
	struct wanted w = { 0 };
	if (!read_at(t, at, count, 2) || le16(count) > ENTRIES_MAX)
		return not_ours(c);
	size_t n = le16(count);
	if (!read_at(t, (uint64_t)at + 2, bytes, n * 12 + 4))
		return not_ours(c);
	for (size_t i = 0; i < n; i++) {
		const uint8_t *b = bytes + 12 * i;
		struct entry *e = wanted_of(&w, le16(b));
		if (e)
			*e = (struct entry){ le16(b), le16(b + 2), le32(b + 4), le32(b + 8),
					     b + 8 };
	}
	if (!w.width.raw || !w.height.raw || !w.tile_w.raw || !w.tile_h.raw || !w.offsets.raw ||
	    !w.counts.raw || !w.tables.raw || !w.compression.raw || !w.samples.raw)
		return not_ours(c);
	*ret_next = le32(bytes + n * 12);
	return read_level(c, t, &w, &t->levels[t->n_levels]);
}

/* Each level is half the one before, rounded up. */
static bool levels_halve(const struct media_tiles *t)
{
	for (int i = 1; i < t->n_levels; i++)
		if (t->levels[i].w != size_shrunk(t->levels[0].w, i) ||
		    t->levels[i].h != size_shrunk(t->levels[0].h, i) ||
		    t->levels[i].channels != t->levels[0].channels)
			return false;
	return t->n_levels > 0;
}

bool media_tiles_open(struct ctx *c, int fd, struct media_tiles **ret)
{
	struct media_tiles *t = arena_new_of(c->mem, struct media_tiles);
	struct stat st;
	uint8_t head[8];
	t->fd = fd;
	t->mem = c->mem;
	if (fstat(fd, &st) != 0 || st.st_size < 8)
		return not_ours(c);
	t->size = (uint64_t)st.st_size;
	if (!read_at(t, 0, head, 8) || memcmp(head, "II*\0", 4) != 0)
		return not_ours(c);
	for (uint32_t at = le32(head + 4); at != 0; t->n_levels++)
		if (t->n_levels == LEVELS_MAX || !read_directory(c, t, at, &at))
			return not_ours(c);
	if (!levels_halve(t))
		return not_ours(c);
	*ret = t;
	return true;
}

int media_tiles_levels(const struct media_tiles *t)
{
	return t->n_levels;
}

int tiles_channels(const struct media_tiles *t)
{
	return t->levels[0].channels;
}

void media_tiles_size(const struct media_tiles *t, int level, int *ret_w, int *ret_h)
{
	must(level >= 0 && level < t->n_levels);
	*ret_w = t->levels[level].w;
	*ret_h = t->levels[level].h;
}

/* *ret: the tile's own stream, with its SOI, lies in the file from *ret_at on. */
static bool find_tile(struct ctx *c, struct media_tiles *t, int level, int col, int row,
		      uint32_t *ret)
{
	if (level < 0 || level >= t->n_levels || col < 0 || row < 0 ||
	    col >= t->levels[level].across || row >= t->levels[level].down)
		return fail(c, ERR_ABSENT, "the image has no such tile");
	const struct level *l = &t->levels[level];
	uint32_t i = (uint32_t)row * (uint32_t)l->across + (uint32_t)col, n = l->n[i];
	if (n < 4 || n > TILE_BYTES_MAX || n > t->size || l->at[i] > t->size - n)
		return not_ours(c);
	*ret = i;
	return true;
}

bool tiles_jpeg(struct ctx *c, struct media_tiles *t, int level, int col, int row, struct str *ret)
{
	uint32_t i = 0;
	if (!find_tile(c, t, level, col, row, &i))
		return false;
	const struct level *l = &t->levels[level];
	size_t n = l->n[i];
	/* The tile's own SOI falls on the last two bytes of the head, which go over it again. */
	char *s = arena_take(c->mem, l->head.n + n);
	if (!read_at(t, l->at[i], s + l->head.n - 2, n) || memcmp(s + l->head.n - 2, "\xff\xd8", 2))
		return not_ours(c);
	memcpy(s, l->head.s, l->head.n);
	*ret = (struct str){ s, l->head.n + n - 2 };
	return true;
}

static void unmap(void *arg)
{
	struct media_tiles *t = arg;
	munmap((void *)(uintptr_t)t->map, (size_t)t->size);
}

static bool map(struct ctx *c, struct media_tiles *t)
{
	if (t->map)
		return true;
	void *p = mmap(NULL, (size_t)t->size, PROT_READ, MAP_SHARED, t->fd, 0);
	if (p == MAP_FAILED)
		return fail(c, ERR_INTERNAL, "could not open the image of a page");
	t->map = p;
	arena_on_end(t->mem, unmap, t);
	return true;
}

/* Looked at through pread, which may fail; the map is not read here. */
static bool begins_well(struct media_tiles *t, struct level *l, uint32_t i)
{
	char soi[2];
	l->sound[i] = l->sound[i] ||
		      (read_at(t, l->at[i], soi, 2) && memcmp(soi, "\xff\xd8", 2) == 0);
	return l->sound[i];
}

bool media_tile_at(struct ctx *c, struct media_tiles *t, int level, int col, int row,
		   struct media_tile *ret)
{
	uint32_t i = 0;
	if (level >= 0 && level < t->n_levels &&
	    (((int64_t)col + 1) * TILE_SIDE > t->levels[level].w ||
	     ((int64_t)row + 1) * TILE_SIDE > t->levels[level].h))
		return fail(c, ERR_ABSENT, "the image has no whole tile there");
	if (!find_tile(c, t, level, col, row, &i))
		return false;
	struct level *l = &t->levels[level];
	if (!begins_well(t, l, i))
		return not_ours(c);
	if (!map(c, t))
		return false;
	*ret = (struct media_tile){ l->head, { t->map + l->at[i] + 2, l->n[i] - 2 } };
	return true;
}
