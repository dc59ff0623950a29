/* Fuzzes the readers of MARC, each container by itself: what is read is text, and reads the same
 * again. The first byte chooses the container, the second an encoding. */
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "marc/marc.h"

static void check_text(const struct marc *m)
{
	must(strlen(m->leader) == 24);
	for (size_t i = 0; i < m->n; i++) {
		const struct marc_field *f = &m->fields[i];
		must(f->tag[0] && strlen(f->tag) <= 4);
		must(text_is_utf8(f->control));
		for (size_t k = 0; k < f->n; k++)
			must(text_is_utf8(f->subs[k].value));
	}
}

static void check_again(struct arena *mem, const struct marc_item *item)
{
	struct marc_item again;
	struct marc_options o = { .container = item->container,
				  .dialect = item->marc.dialect,
				  .encoding = item->encoding };
	marc_again(mem, item->raw, &o, &again);
	must(!again.reason && marc_same(&again.marc, &item->marc));
}

static void read_all(struct ctx *c, int fd, size_t n, const struct marc_options *o)
{
	struct marc_reader *r;
	struct buf out;
	bool there = true;
	int64_t at = 0;
	buf_init(&out, c->mem, 64 << 20);
	if (!marc_open(c, fd, 0, o, &r))
		return;
	for (int i = 0; i < 1000; i++) {
		struct marc_item item;
		must(marc_next(c, r, c->mem, &item, &there));
		if (!there)
			return;
		must(item.at >= at && item.raw.n > 0);
		at = item.at + (int64_t)item.raw.n;
		must((size_t)at <= n);
		if (item.reason)
			continue;
		check_text(&item.marc);
		if (!o->encoding)
			check_again(c->mem, &item);
		buf_clear(&out);
		marc_write_xml(&item.marc, &out);
		must(text_is_utf8(buf_str(&out)));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ctx c = { .mem = arena_new(FUZZ_BUDGET), .lang = "en" };
	struct marc_options o = { .container = n ? bytes[0] % MARC_CONTAINERS : 0 };
	size_t encodings = 0;
	while (marc_encodings[encodings])
		encodings++;
	size_t which = n > 1 ? bytes[1] % (encodings * 2) : 0;
	o.encoding = which < encodings ? marc_encodings[which] : NULL;
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	must(fd >= 0);
	if (n > 2 && file_write_all(fd, bytes + 2, n - 2))
		read_all(&c, fd, n - 2, &o);
	close(fd);
	arena_free(c.mem);
	return 0;
}
