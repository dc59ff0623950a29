/* A file comes in: looked at, kept in the store, made known, and its records taken. */
#include "import/import_int.h"

#include <fcntl.h>
#include <unistd.h>

/* One at a time: two that placed the same new record at once would each make a title of it. */
static bool lock(struct ctx *c, int *ret)
{
	if (file_lock(c, path_join(c->mem, c->dir, "run/catalog.lock"), false, ret))
		return true;
	if (c->err.kind == ERR_BUSY)
		fail(c, ERR_BUSY, "another import is under way, try again when it has ended");
	return false;
}

/* INVALID before anything is kept. */
static bool is_readable(struct ctx *c, const char *path, const struct record_options *o)
{
	struct record_reader *r;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail_errno(c, "could not open {0}: {1}", path);
	bool ok = record_open(c, fd, 0, o, &r);
	close(fd);
	return ok;
}

static struct str told(const char *s)
{
	return s ? str_of(s) : STR("");
}

static struct import_object object_of(struct ctx *c, const struct import_options *o,
				      struct str name, const struct store_file *kept)
{
	return (struct import_object){
		.partner = o->partner,
		.id = import_object_id(c->mem, o->partner.code, kept->digest),
		.path = kept->logical,
		.name = name,
		.digest = kept->digest,
		.size = kept->size,
		.begun = when_now(),
		.format = told(o->read.format),
		.dialect = told(o->read.dialect),
		.encoding = told(o->read.encoding),
		.columns = o->read.columns.s ? o->read.columns : STR(""),
	};
}

static bool make_known(struct ctx *c, const struct import_object *o, struct source_file *ret)
{
	struct source_file f = { .partner = o->partner.id,
				 .object = o->id,
				 .path = o->path,
				 .name = o->name,
				 .digest = o->digest,
				 .size = o->size,
				 .format = o->format,
				 .dialect = o->dialect,
				 .encoding = o->encoding,
				 .columns = o->columns,
				 .begun = o->begun,
				 .mends = STR("") };
	if (!db_begin(c))
		return false;
	if (!source_file_add(c, &f) || !db_commit(c)) {
		db_rollback(c);
		return false;
	}
	*ret = f;
	return true;
}

static bool known_file(struct ctx *c, int64_t partner, struct str digest, struct source_file *ret)
{
	if (source_file_by_digest(c, partner, digest, ret))
		return true;
	if (c->err.kind == ERR_ABSENT) {
		err_clear(c);
		*ret = (struct source_file){ .id = 0 };
		return true;
	}
	return false;
}

/* Into the store, unless a run that was killed brought it there. *ret: as the object says. */
static bool keep(struct ctx *c, struct store_draft *d, const struct import_object *o,
		 struct import_object *ret)
{
	struct store_note note = { .message = STR("records as they came"),
				   .name = STR("keruen"),
				   .address = STR("") };
	if (!import_object_put(c, d, o))
		return false;
	if (store_create(c, d, o->id, &note)) {
		*ret = *o;
		return true;
	}
	if (c->err.kind != ERR_CONFLICT)
		return false;
	err_clear(c);
	store_draft_drop(c, d);
	if (!import_object_get(c, o->id, ret))
		return false;
	ret->partner.id = o->partner.id;
	return true;
}

/* As the world may see it; a name in no encoding we know stands for nothing. */
static struct str name_of(const char *path)
{
	struct str name = path_name(str_of(path));
	return text_is_utf8(name) ? name : STR("records");
}

/* The row of the file, new or known; from: how it is to be read. */
static bool enter(struct ctx *c, const char *path, const struct import_options *o,
		  struct source_file *ret, struct import_object *from)
{
	struct str name = name_of(path);
	struct str parts[] = { STR("original/"), name };
	struct store_draft *d;
	struct store_file kept;
	if (!is_readable(c, path, &o->read) || !store_draft_new(c, &d))
		return false;
	if (!store_draft_add(c, d, str_join(c->mem, parts, 2, STR("")), path, &kept) ||
	    !known_file(c, o->partner.id, kept.digest, ret)) {
		store_draft_drop(c, d);
		return false;
	}
	if (ret->id) {
		store_draft_drop(c, d);
		return import_object_get(c, ret->object, from);
	}
	struct import_object made = object_of(c, o, name, &kept);
	if (!keep(c, d, &made, from)) {
		store_draft_drop(c, d);
		return false;
	}
	return make_known(c, from, ret);
}

/* What became of it in this run: what there is now, less what there was before. */
static struct source_file of_this_run(const struct source_file *now, const struct source_file *was)
{
	struct source_file f = *now;
	f.read -= was->read;
	f.taken -= was->taken;
	f.replaced -= was->replaced;
	f.withdrawn -= was->withdrawn;
	f.unchanged -= was->unchanged;
	f.mended -= was->mended;
	f.set_aside -= was->set_aside;
	return f;
}

/* A file that was wholly taken before says nothing new. */
static struct source_file as_known(const struct source_file *f)
{
	struct source_file k = *f;
	k.unchanged = f->read - f->set_aside;
	k.taken = k.replaced = k.withdrawn = k.mended = 0;
	return k;
}

/* Otherwise than the file was read before: only what is told counts, the rest stays. */
static bool told_otherwise(struct ctx *c, const struct import_options *o,
			   struct import_object *from)
{
	struct import_object was = *from;
	if (o->read.format)
		from->format = str_of(o->read.format);
	if (o->read.dialect)
		from->dialect = str_of(o->read.dialect);
	if (o->read.encoding)
		from->encoding = str_of(o->read.encoding);
	if (o->read.columns.n)
		from->columns = o->read.columns;
	return !str_same(was.format, from->format) || !str_same(was.dialect, from->dialect) ||
	       !str_same(was.encoding, from->encoding) || !str_same(was.columns, from->columns);
}

/* How it is to be read from now on, as a version of the object; then the row begins anew. */
static bool begin_anew(struct ctx *c, const struct import_object *from, struct source_file *f)
{
	struct store_note note = { .message = STR("to be read otherwise"),
				   .name = STR("keruen"),
				   .address = STR("") };
	struct store_draft *d;
	if (!store_draft_new(c, &d))
		return false;
	if (!import_object_put(c, d, from) || !store_update(c, d, from->id, &note)) {
		store_draft_drop(c, d);
		return false;
	}
	f->ended = f->at = f->read = f->taken = f->replaced = f->withdrawn = 0;
	f->unchanged = f->mended = f->set_aside = 0;
	f->mends = STR("");
	f->columns = from->columns;
	if (!db_begin(c))
		return false;
	if (source_asides_clear(c, f->id) && source_file_set(c, f) && db_commit(c))
		return true;
	db_rollback(c);
	return false;
}

static bool import_locked(struct ctx *c, const char *path, const struct import_options *o,
			  struct source_file *ret)
{
	struct source_file f, was;
	struct import_object from;
	if (!enter(c, path, o, &f, &from))
		return false;
	from.partner = o->partner;
	if (told_otherwise(c, o, &from) && !begin_anew(c, &from, &f))
		return false;
	if (f.ended) {
		*ret = as_known(&f);
		return true;
	}
	was = f;
	if (!import_take(c, &f, &from, o))
		return false;
	*ret = of_this_run(&f, &was);
	return true;
}

bool import_file(struct ctx *c, const char *path, const struct import_options *o,
		 struct source_file *ret)
{
	int fd;
	if (!lock(c, &fd))
		return false;
	bool ok = import_locked(c, path, o, ret);
	close(fd);
	return ok;
}

/* From the store again */

static bool find_partner(struct ctx *c, struct partner *p)
{
	struct partner there;
	if (partner_by_code(c, p->code, &there)) {
		p->id = there.id;
		return true;
	}
	if (c->err.kind != ERR_ABSENT)
		return false;
	err_clear(c);
	return partner_add(c, p, &p->id);
}

static bool object_locked(struct ctx *c, struct str id)
{
	struct import_object o;
	struct import_options nothing = { .progress = NULL };
	struct source_file f;
	if (!import_object_get(c, id, &o) || !find_partner(c, &o.partner) ||
	    !known_file(c, o.partner.id, o.digest, &f))
		return false;
	if (!f.id && !make_known(c, &o, &f))
		return false;
	return f.ended || import_take(c, &f, &o, &nothing);
}

bool import_again(struct ctx *c, struct str id)
{
	int fd;
	if (!lock(c, &fd))
		return false;
	bool ok = object_locked(c, id);
	close(fd);
	return ok;
}

bool import_again_begun(struct ctx *c, struct str id, int64_t *ret)
{
	struct import_object o;
	if (!import_object_get(c, id, &o))
		return false;
	*ret = o.begun;
	return true;
}
