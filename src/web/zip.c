/* A ZIP made while it is sent: for each file a header, its bytes, its check sum; then the
 * directory. */
#include "web/zip.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

enum { NAME_MAX_BYTES = 1000, FILES_MOST = 20000 };
enum { LOCAL = 30 + 20, DESCRIPTOR = 24, ENTRY = 46 + 28, TAIL = 56 + 20 + 22 };
enum part { PART_HEAD, PART_BYTES, PART_DESCRIPTOR, PART_DIRECTORY, PART_END };

struct entry {
	struct str name;
	const char *path;
	uint64_t size, at; /* where its header stands */
	uint32_t crc;
};
struct zip {
	struct arena *mem;
	struct entry *at;
	size_t n, now; /* which file is being sent */
	enum part part;
	struct buf piece; /* headers ready to be sent */
	size_t sent;      /* of the piece */
	int fd;           /* of the file, -1: none */
	uint64_t left;    /* of the file */
	uint64_t next;    /* offset that must come now */
	uint64_t directory_at, directory_n, size;
};

/* -- numbers are little-endian (4.4.1.1) ------------------------------------------------------- */

static void put(struct buf *b, uint64_t v, int bytes)
{
	for (int i = 0; i < bytes; i++)
		buf_add_char(b, i < 8 ? (char)(v >> (8 * i)) : 0);
}

/* Bit 3: sizes and check sum follow; bit 11: names in UTF-8. No date: 1980-01-01. */
static void put_common(struct buf *b)
{
	put(b, 45, 2);
	put(b, 1 << 3 | 1 << 11, 2);
	put(b, 0, 2);
	put(b, 0, 2);
	put(b, 1 << 5 | 1, 2);
}

static void put_head(struct zip *z, const struct entry *e)
{
	struct buf *b = &z->piece;
	put(b, 0x04034b50, 4);
	put_common(b);
	put(b, 0, 4);
	put(b, UINT32_MAX, 4);
	put(b, UINT32_MAX, 4);
	put(b, e->name.n, 2);
	put(b, 20, 2);
	buf_add(b, e->name);
	put(b, 1, 2); /* the 64-bit sizes (4.5.3), which the descriptor tells */
	put(b, 16, 2);
	put(b, 0, 8);
	put(b, 0, 8);
}

static void put_descriptor(struct zip *z, const struct entry *e)
{
	put(&z->piece, 0x08074b50, 4);
	put(&z->piece, e->crc, 4);
	put(&z->piece, e->size, 8);
	put(&z->piece, e->size, 8);
}

static void put_entry(struct zip *z, const struct entry *e)
{
	struct buf *b = &z->piece;
	put(b, 0x02014b50, 4);
	put(b, 45, 2);
	put_common(b);
	put(b, e->crc, 4);
	put(b, UINT32_MAX, 4);
	put(b, UINT32_MAX, 4);
	put(b, e->name.n, 2);
	put(b, 28, 2);
	put(b, 0, 2 + 2 + 2 + 4);
	put(b, UINT32_MAX, 4);
	buf_add(b, e->name);
	put(b, 1, 2);
	put(b, 24, 2);
	put(b, e->size, 8);
	put(b, e->size, 8);
	put(b, e->at, 8);
}

static void put_tail(struct zip *z)
{
	struct buf *b = &z->piece;
	put(b, 0x06064b50, 4);
	put(b, 44, 8);
	put(b, 45, 2);
	put(b, 45, 2);
	put(b, 0, 4 + 4);
	put(b, z->n, 8);
	put(b, z->n, 8);
	put(b, z->directory_n, 8);
	put(b, z->directory_at, 8);
	put(b, 0x07064b50, 4);
	put(b, 0, 4);
	put(b, z->directory_at + z->directory_n, 8);
	put(b, 1, 4);
	put(b, 0x06054b50, 4);
	put(b, 0, 2 + 2);
	put(b, UINT16_MAX, 2);
	put(b, UINT16_MAX, 2);
	put(b, UINT32_MAX, 4);
	put(b, UINT32_MAX, 4);
	put(b, 0, 2);
}

/* -- sending ----------------------------------------------------------------------------------- */

static void close_file(void *arg)
{
	struct zip *z = arg;
	if (z->fd >= 0)
		close(z->fd);
	z->fd = -1;
}

/* What comes after what was sent. False: a file could not be read. */
static bool step(struct zip *z)
{
	struct entry *e = z->now < z->n ? &z->at[z->now] : NULL;
	buf_clear(&z->piece);
	z->sent = 0;
	if (z->part == PART_HEAD && !e) {
		for (size_t i = 0; i < z->n; i++)
			put_entry(z, &z->at[i]);
		put_tail(z);
		z->part = PART_DIRECTORY;
	} else if (z->part == PART_HEAD) {
		put_head(z, e);
		z->fd = open(e->path, O_RDONLY | O_CLOEXEC);
		z->left = e->size;
		e->crc = (uint32_t)crc32(0, NULL, 0);
		z->part = PART_BYTES;
	} else if (z->part == PART_BYTES && e) {
		close_file(z);
		put_descriptor(z, e);
		z->now++;
		z->part = PART_HEAD;
	} else {
		z->part = PART_END;
	}
	return z->part != PART_BYTES || z->fd >= 0;
}

static size_t read_file(struct zip *z, char *p, size_t n)
{
	n = n < z->left ? n : (size_t)z->left;
	ssize_t got = read(z->fd, p, n);
	if (got <= 0)
		return 0;
	struct entry *e = &z->at[z->now];
	e->crc = (uint32_t)crc32(e->crc, (const unsigned char *)p, (uInt)got);
	z->left -= (uint64_t)got;
	return (size_t)got;
}

size_t zip_read(void *arg, uint64_t at, char *p, size_t n)
{
	struct zip *z = arg;
	size_t got = 0;
	if (at != z->next)
		return 0;
	while (got == 0 && z->part != PART_END) {
		if (z->sent < z->piece.n) {
			got = z->piece.n - z->sent < n ? z->piece.n - z->sent : n;
			memcpy(p, z->piece.s + z->sent, got);
			z->sent += got;
		} else if (z->part == PART_BYTES && z->left > 0) {
			got = read_file(z, p, n);
			if (!got)
				return 0;
		} else if (!step(z)) {
			return 0;
		}
	}
	z->next += got;
	return got;
}

/* -- life -------------------------------------------------------------------------------------- */

uint64_t zip_size(const struct zip *z)
{
	return z->size;
}

bool zip_open(struct ctx *c, const struct store_file *files, size_t n, struct zip **ret)
{
	struct zip *z = arena_new_of(c->mem, struct zip);
	*z = (struct zip){
		.mem = c->mem, .at = arena_array_of(c->mem, n, struct entry), .n = n, .fd = -1
	};
	if (n > FILES_MOST)
		return fail(c, ERR_LIMIT, "the document has too many files");
	for (size_t i = 0; i < n; i++) {
		struct str name = files[i].logical;
		name = str_starts(name, "original/") ? str_from(name, 9) : name;
		if (name.n > NAME_MAX_BYTES || files[i].size < 0)
			return fail(c, ERR_LIMIT, "a file's name is too long");
		z->at[i] = (struct entry){ .name = name,
					   .path = str_z(c->mem, files[i].path),
					   .size = (uint64_t)files[i].size,
					   .at = z->directory_at };
		z->directory_at += LOCAL + name.n + z->at[i].size + DESCRIPTOR;
		z->directory_n += ENTRY + name.n;
	}
	z->size = z->directory_at + z->directory_n + TAIL;
	buf_init(&z->piece, c->mem, 64 << 20);
	arena_on_end(c->mem, close_file, z);
	*ret = z;
	return true;
}
