/*
 * The bytes of source records: a slice of an object of the store, or of the database; and what they
 * say.
 */
#include "source/source_int.h"
#include "store/store.h"

#include <inttypes.h>
#include <unistd.h>

static bool slice(struct ctx *c, const struct source_file *f, int64_t at, int64_t length,
		  struct str *ret)
{
	int fd;
	struct str bytes;
	if (at < 0 || length < 0 || length > SOURCE_RECORD_MAX || at > f->size - length)
		return fail(c, ERR_INTERNAL, "the row of a record of file {0} is damaged",
			    str_z(c->mem, f->name));
	if (!store_open_file(c, f->object, f->path, &fd))
		return false;
	bool ok = file_read_at(c, fd, at, (size_t)length, &bytes);
	close(fd);
	if (!ok)
		return false;
	if (bytes.n != (size_t)length)
		return fail(c, ERR_INTERNAL, "file {0} in the store is shorter than it was",
			    str_z(c->mem, f->name));
	*ret = bytes;
	return true;
}

bool source_bytes(struct ctx *c, int64_t file, int64_t at, int64_t length, struct str *ret)
{
	struct source_file f;
	return source_file_get(c, file, &f) && slice(c, &f, at, length, ret);
}

bool source_raw(struct ctx *c, const struct source *s, struct str *ret)
{
	if (s->file)
		return source_bytes(c, s->file, s->at, s->length, ret);
	*ret = s->raw;
	return true;
}

bool source_version_raw(struct ctx *c, const struct source_version *v, struct str *ret)
{
	if (v->file)
		return source_bytes(c, v->file, v->at, v->length, ret);
	*ret = v->raw;
	return true;
}

static const char *named(struct arena *mem, struct str s)
{
	return s.n ? str_z(mem, s) : NULL;
}

bool source_read(struct ctx *c, const struct source *s, struct record_item *ret)
{
	struct source_file f = { .columns = STR("") };
	struct str raw = s->raw;
	if (s->file && (!source_file_get(c, s->file, &f) || !slice(c, &f, s->at, s->length, &raw)))
		return false;
	struct record_options o = { .format = named(c->mem, s->format),
				    .dialect = named(c->mem, s->dialect),
				    .encoding = named(c->mem, s->encoding),
				    .columns = f.columns };
	struct record_item item;
	if (!record_again(c, raw, &o, &item))
		return false;
	item.id = s->local;
	*ret = item;
	return true;
}
