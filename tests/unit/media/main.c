/* Runs the room's groups; started again as `unit-media decoder` it is the decoder itself. */
#include "groups.h"
#include "media/media.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static void close_fd(void *fd)
{
	close((int)(intptr_t)fd);
}

int file_of(struct ctx *c, struct str bytes)
{
	int fd = memfd_create("test", MFD_CLOEXEC);
	assert_true(fd >= 0);
	assert_true(file_write_all(fd, bytes.s, bytes.n));
	arena_on_end(c->mem, close_fd, (void *)(intptr_t)fd);
	return fd;
}

int file_at(struct ctx *c, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0)
		arena_on_end(c->mem, close_fd, (void *)(intptr_t)fd);
	return fd;
}

struct str contents(struct ctx *c, int fd)
{
	struct str s;
	unit_ok(c, file_read_at(c, fd, 0, (size_t)lseek(fd, 0, SEEK_END), &s));
	return s;
}

struct str pdf_of(struct ctx *c, const char *const *objects, size_t n, const char *trailer)
{
	struct buf b;
	size_t *offsets = arena_array_of(c->mem, n, size_t);
	buf_init(&b, c->mem, 0);
	buf_add_z(&b, "%PDF-1.7\n");
	for (size_t i = 0; i < n; i++) {
		offsets[i] = b.n;
		buf_print(&b, "%zu 0 obj\n%s\nendobj\n", i + 1, objects[i]);
	}
	size_t table = b.n;
	buf_print(&b, "xref\n0 %zu\n0000000000 65535 f \n", n + 1);
	for (size_t i = 0; i < n; i++)
		buf_print(&b, "%010zu 00000 n \n", offsets[i]);
	buf_print(&b, "trailer\n<< /Size %zu /Root 1 0 R %s >>\nstartxref\n%zu\n%%%%EOF\n", n + 1,
		  trailer, table);
	return buf_str(&b);
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "decoder"))
		return media_decoder_main(3);
	int failed = 0;
#define RUN_GROUP(name)                                                                            \
	if (group_##name && (argc < 2 || !strcmp(argv[1], #name)))                                 \
		failed += group_##name();
	GROUPS(RUN_GROUP)
	return failed != 0;
}
