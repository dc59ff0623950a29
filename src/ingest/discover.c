/* What lies under a path: which files and folders are documents, and which are records of them. */
#include "ingest/ingest_int.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* One folder, sorted out */
struct entry {
	struct find_file file;
	enum media_kind kind;
};
struct entries {
	struct entry *at;
	size_t n, room;
};
struct folder {
	struct entries docs, subs, refused;
	struct find_records *records;
	size_t n_records, room_records;
};

static void add_entry(struct ctx *c, struct entries *l, const struct entry *e)
{
	if (l->n == l->room) {
		size_t more = l->room ? 2 * l->room : 16;
		l->at = arena_grow(c->mem, l->at, l->room * sizeof(*l->at), more * sizeof(*l->at));
		l->room = more;
	}
	l->at[l->n++] = *e;
}

static void add_records(struct ctx *c, struct find_records **at, size_t *n, size_t *room,
			const struct find_records *r)
{
	if (*n == *room) {
		size_t more = *room ? 2 * *room : 8;
		*at = arena_grow(c->mem, *at, *room * sizeof(**at), more * sizeof(**at));
		*room = more;
	}
	(*at)[(*n)++] = *r;
}

static bool add_find(struct ctx *c, struct finds *f, const struct find *one)
{
	if (f->n >= INGEST_FINDS_MAX)
		return fail(c, ERR_LIMIT, "a delivery cannot have so many documents");
	if (f->n == f->room) {
		size_t more = f->room ? 2 * f->room : 64;
		f->at = arena_grow(c->mem, f->at, f->room * sizeof(*f->at), more * sizeof(*f->at));
		f->room = more;
	}
	f->at[f->n++] = *one;
	return true;
}

struct str discover_name(struct ctx *c, struct str raw)
{
	struct str text;
	if (text_is_utf8(raw))
		return str_copy(c->mem, raw);
	if (text_decode(c, raw, &text, NULL))
		return text;
	err_clear(c);
	struct buf b;
	buf_init(&b, c->mem, 0);
	for (size_t i = 0; i < raw.n; i++)
		if ((unsigned char)raw.s[i] < 0x80)
			buf_add_char(&b, raw.s[i]);
		else
			buf_print(&b, "%%%02X", (unsigned char)raw.s[i]);
	return buf_str(&b);
}

static struct str under(struct ctx *c, struct str folder, struct str name)
{
	if (!folder.n)
		return name;
	return str_print(c->mem, "%.*s/%.*s", STR_ARGS(folder), STR_ARGS(name));
}

/* What systems leave behind in folders. */
static bool is_litter(struct str name)
{
	static const char *const names[] = { "Thumbs.db",    "desktop.ini",
					     "ehthumbs.db",  "__MACOSX",
					     "$RECYCLE.BIN", "System Volume Information" };
	if (name.s[0] == '.')
		return true;
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_same_nocase(name, str_of(names[i])))
			return true;
	return false;
}

static bool may_be_records(struct str name)
{
	static const char *const extensions[] = { ".mrc", ".marc", ".iso", ".xml",
						  ".csv", ".tsv",  ".txt" };
	for (size_t i = 0; i < COUNT_OF(extensions); i++)
		if (str_ends_nocase(name, extensions[i]))
			return true;
	return false;
}

static bool is_list(struct str name)
{
	return str_ends_nocase(name, ".csv") || str_ends_nocase(name, ".tsv") ||
	       str_ends_nocase(name, ".txt");
}

static void complain(struct finds *f, struct str path, struct str lines)
{
	struct str one;
	while (str_next(&lines, '\n', &one))
		if (one.n)
			buf_print(&f->complaints, "%.*s: %.*s\n", STR_ARGS(path), STR_ARGS(one));
}

static bool read_records(struct ctx *c, const char *path, struct str shown, struct finds *f,
			 struct find_records *ret)
{
	struct str bytes, complaints = STR("");
	struct find_records r = { .path = shown };
	if (!file_read(c, path, INGEST_RECORDS_MAX, &bytes))
		return false;
	if (!records_read(c, bytes, &r.list, &complaints) && c->err.kind != ERR_INVALID)
		return false;
	if (r.list.n == 0)
		return fail(c, ERR_INVALID, "the file {0} holds no record", str_z(c->mem, shown));
	complain(f, shown, complaints);
	*ret = r;
	return true;
}

bool discover_records(struct ctx *c, const char *path, struct str shown, struct finds *f)
{
	struct find_records r;
	if (!read_records(c, path, shown, f, &r))
		return false;
	add_records(c, &f->records, &f->n_records, &f->room_records, &r);
	return true;
}

static bool names_a_file(const struct record_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (record_first(&l->at[i], RECORD_FILE).s)
			return true;
	return false;
}

static enum media_kind kind_of(const char *path)
{
	const char *mime;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return MEDIA_NONE;
	enum media_kind k = media_recognise_kind(fd, &mime);
	close(fd);
	return k;
}

static bool is_image(enum media_kind k)
{
	return k == MEDIA_TIFF || k == MEDIA_JPEG || k == MEDIA_JP2 || k == MEDIA_PNG;
}

/* A file that could be records is that if it can be read so; a plain text only if it also says
 * which files it is about. */
static bool try_records(struct ctx *c, const struct find_file *file, struct str path,
			struct finds *f, struct folder *in)
{
	struct find_records r;
	if (!may_be_records(file->name) || refusal_by_name(file->name))
		return false;
	bool ok = read_records(c, file->at, path, f, &r);
	err_clear(c);
	if (!ok || (str_ends_nocase(file->name, ".txt") && !names_a_file(&r.list)))
		return false;
	add_records(c, &in->records, &in->n_records, &in->room_records, &r);
	return true;
}

static void sort_file(struct ctx *c, const struct find_file *file, struct str path, struct finds *f,
		      struct folder *in)
{
	struct entry e = { .file = *file };
	if (try_records(c, file, path, f, in))
		return;
	e.kind = file->size > 0 && !refusal_by_name(file->name) ? kind_of(file->at) : MEDIA_NONE;
	/* markup and lists are text to the eye, but no document to read */
	if (e.kind == MEDIA_TEXT &&
	    (refusal_by_head(file->at) || (may_be_records(file->name) && !is_list(file->name))))
		e.kind = MEDIA_NONE;
	add_entry(c, e.kind == MEDIA_NONE ? &in->refused : &in->docs, &e);
}

static int order_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = store_page_order(x->file.name, y->file.name);
	return order ? order : str_order(x->file.name, y->file.name);
}

static void sort_entries(struct entries *l)
{
	if (l->n)
		qsort(l->at, l->n, sizeof(*l->at), order_entries);
}

static bool list_folder(struct ctx *c, const char *at, struct str path, struct finds *f,
			struct folder *ret)
{
	DIR *d = opendir(at);
	struct dirent *e;
	if (!d)
		return fail_errno(c, "the folder {0} could not be read: {1}", at);
	while ((e = readdir(d))) {
		struct stat st;
		struct str raw = str_of(e->d_name);
		if (str_is(raw, ".") || str_is(raw, ".."))
			continue;
		if (is_litter(raw) || fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
		    (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))) {
			f->passed_over++;
			continue;
		}
		struct find_file file = { discover_name(c, raw), path_join(c->mem, at, e->d_name),
					  st.st_size };
		struct entry sub = { .file = file };
		if (S_ISDIR(st.st_mode))
			add_entry(c, &ret->subs, &sub);
		else
			sort_file(c, &file, under(c, path, file.name), f, ret);
	}
	closedir(d);
	sort_entries(&ret->docs);
	sort_entries(&ret->subs);
	sort_entries(&ret->refused);
	return true;
}

static bool add_refused(struct ctx *c, struct finds *f, const struct find_file *file,
			struct str path)
{
	struct find one = { .path = path,
			    .name = file->name,
			    .files = arena_new_of(c->mem, struct find_file),
			    .n_files = 1,
			    .bytes = file->size,
			    .refusal = refusal_err(file->at, file->name, file->size) };
	one.files[0] = *file;
	return add_find(c, f, &one);
}

static bool add_file(struct ctx *c, struct finds *f, const struct entry *e, struct str path,
		     const struct record *record)
{
	struct find one = { .path = path,
			    .name = e->file.name,
			    .files = arena_new_of(c->mem, struct find_file),
			    .n_files = 1,
			    .bytes = e->file.size,
			    .kind = e->kind,
			    .record = record };
	one.files[0] = e->file;
	return add_find(c, f, &one);
}

static bool add_images(struct ctx *c, struct finds *f, const struct folder *in, struct str path,
		       struct str name, const struct record *record)
{
	struct find one = { .path = path,
			    .name = name,
			    .files = arena_array_of(c->mem, in->docs.n, struct find_file),
			    .n_files = in->docs.n,
			    .kind = in->docs.at[0].kind,
			    .record = record };
	for (size_t i = 0; i < in->docs.n; i++) {
		one.files[i] = in->docs.at[i].file;
		one.bytes += one.files[i].size;
	}
	return add_find(c, f, &one);
}

/* The only record of a folder, which is its only document's whatever it is named. */
static const struct record *only_record(const struct folder *in)
{
	return in->n_records == 1 && in->records[0].list.n == 1 ? &in->records[0].list.at[0] : NULL;
}

static bool are_pages(struct ctx *c, const struct folder *in)
{
	if (in->subs.n || in->docs.n == 0)
		return false;
	struct find_file *files = arena_array_of(c->mem, in->docs.n, struct find_file);
	for (size_t i = 0; i < in->docs.n; i++) {
		if (!is_image(in->docs.at[i].kind))
			return false;
		files[i] = in->docs.at[i].file;
	}
	return !match_names_files(c, in->records, in->n_records, files, in->docs.n);
}

static bool walk(struct ctx *c, const char *at, struct str path, struct str name, struct finds *f,
		 int depth);

static bool add_each(struct ctx *c, struct finds *f, const struct folder *in, struct str path,
		     int depth)
{
	for (size_t i = 0; i < in->docs.n; i++)
		if (!add_file(c, f, &in->docs.at[i], under(c, path, in->docs.at[i].file.name),
			      NULL))
			return false;
	for (size_t i = 0; i < in->subs.n; i++) {
		const struct find_file *sub = &in->subs.at[i].file;
		if (!walk(c, sub->at, under(c, path, sub->name), sub->name, f, depth + 1))
			return false;
	}
	return true;
}

/* A folder on the disc that cannot be looked into is told of, and the rest of the disc goes on. */
static bool refuse_folder(struct ctx *c, struct finds *f, struct str path, struct str name)
{
	struct find one = { .path = path, .name = name, .refusal = c->err };
	err_clear(c);
	return add_find(c, f, &one);
}

static bool walk(struct ctx *c, const char *at, struct str path, struct str name, struct finds *f,
		 int depth)
{
	struct folder in = { 0 };
	if (depth > INGEST_DEPTH_MAX) {
		fail(c, ERR_LIMIT, "the folder {0} lies too deep", at);
		return refuse_folder(c, f, path, name);
	}
	if (!list_folder(c, at, path, f, &in))
		return depth ? refuse_folder(c, f, path, name) : false;
	bool ok, own = false;
	const struct record *record = only_record(&in);
	if (are_pages(c, &in) && in.docs.n > 1) {
		own = record;
		ok = add_images(c, f, &in, path.n ? path : name, name, record);
	} else if (in.docs.n == 1 && !in.subs.n && record) {
		own = true;
		ok = add_file(c, f, &in.docs.at[0], under(c, path, in.docs.at[0].file.name),
			      record);
	} else {
		ok = add_each(c, f, &in, path, depth);
	}
	for (size_t i = 0; ok && i < in.refused.n; i++)
		ok = add_refused(c, f, &in.refused.at[i].file,
				 under(c, path, in.refused.at[i].file.name));
	for (size_t i = 0; ok && !own && i < in.n_records; i++)
		add_records(c, &f->records, &f->n_records, &f->room_records, &in.records[i]);
	return ok;
}

static bool discover_file(struct ctx *c, const char *path, struct str shown, int64_t size,
			  struct finds *f)
{
	struct folder in = { 0 };
	struct find_file file = { discover_name(c, path_name(str_of(path))),
				  str_z(c->mem, str_of(path)), size };
	sort_file(c, &file, shown, f, &in);
	for (size_t i = 0; i < in.n_records; i++)
		add_records(c, &f->records, &f->n_records, &f->room_records, &in.records[i]);
	if (in.docs.n)
		return add_file(c, f, &in.docs.at[0], shown, NULL);
	return !in.refused.n || add_refused(c, f, &file, shown);
}

bool discover(struct ctx *c, const char *path, struct str prefix, struct finds *f)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return errno == ENOENT ? fail(c, ERR_ABSENT, "there is no file or folder {0}", path)
				       : fail_errno(c, "{0} could not be read: {1}", path);
	struct str name = discover_name(c, path_name(str_of(path)));
	if (S_ISDIR(st.st_mode))
		return walk(c, path, prefix, name, f, 0);
	if (S_ISREG(st.st_mode))
		return discover_file(c, path, prefix.n ? prefix : name, st.st_size, f);
	return fail(c, ERR_INVALID, "{0} is neither a file nor a folder", path);
}
