/*
 * Drafts: versions being put together beside the root. A draft's folder is locked by the process
 * that works on it; one whose lock is free was left by a process that is gone.
 */
#include "store/store_int.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static void draft_forget(void *arg)
{
	struct store_draft *d = arg;
	if (d->lock < 0)
		return;
	struct ctx c = { .mem = arena_new(0), .lang = "en" };
	(void)!folder_remove(&c, d->folder);
	unlink(d->intent);
	draft_free(d);
	arena_free(c.mem);
}

void draft_free(struct store_draft *d)
{
	if (d->lock >= 0)
		close(d->lock);
	d->lock = -1;
}

/* A folder of a name nobody has, and its lock, while the lock on incoming keeps store_recover from
 * taking the one without the other for a leftover. */
static bool draft_folder(struct ctx *c, struct store_draft *d)
{
	static unsigned count;
	char *incoming = layout_incoming(c);
	int guard = -1;
	if (!disc_lock(c, incoming, &guard))
		return false;
	bool ok = false;
	for (int tries = 0; tries < 1000 && !ok; tries++) {
		d->folder = str_z(d->mem, str_print(d->mem, "%s/%lld-%d-%u", incoming,
						    (long long)when_now(), (int)getpid(), ++count));
		ok = mkdir(d->folder, 0755) == 0;
		if (!ok && errno != EEXIST)
			break;
	}
	ok = ok || disc_fail(c, d->folder);
	d->intent = str_z(d->mem, str_print(d->mem, "%s.for", d->folder));
	ok = ok && disc_lock(c, d->folder, &d->lock);
	close(guard);
	return ok;
}

bool store_draft_new(struct ctx *c, struct store_draft **ret)
{
	struct store_draft *d = arena_new_of(c->mem, struct store_draft);
	d->mem = c->mem;
	d->lock = -1;
	if (!draft_folder(c, d))
		return false;
	arena_on_end(c->mem, draft_forget, d);
	*ret = d;
	return true;
}

char *draft_content(struct ctx *c, const struct store_draft *d, struct str content)
{
	return str_z(c->mem, str_print(c->mem, "%s/v1/content/%.*s", d->folder, STR_ARGS(content)));
}

static bool path_is_text(struct str s)
{
	json_t *j = json_stringn(s.s, s.n);
	json_decref(j);
	return j && !memchr(s.s, 0, s.n);
}

/* May the logical path be the content path too? */
static bool path_is_plain(struct str path)
{
	struct str rest = path, one;
	while (str_next(&rest, '/', &one)) {
		if (one.n > STORE_NAME_MAX || one.s[0] == '.') /* hidden files get overlooked */
			return false;
		for (size_t i = 0; i < one.n; i++)
			if ((unsigned char)one.s[i] < ' ' || one.s[i] == 0x7f || one.s[i] == '\\')
				return false;
	}
	return true;
}

static bool path_taken(const struct store_draft *d, struct str logical)
{
	for (size_t i = 0; i < d->n; i++)
		if (str_same(d->files[i].logical, logical))
			return true;
	return false;
}

/* The content path under which a logical path is kept: itself, or a name of ours. */
static bool content_path(struct ctx *c, struct store_draft *d, struct str logical, struct str *ret)
{
	if (logical.n > STORE_PATH_MAX || !path_is_text(logical) ||
	    inventory_path_fault(logical, "E052", "E053"))
		return fail(c, ERR_INVALID, "{0} cannot be the name of a file in the store",
			    str_z(c->mem, logical));
	if (path_taken(d, logical))
		return fail(c, ERR_CONFLICT, "{0} is in this version already",
			    str_z(c->mem, logical));
	if (d->n >= STORE_FILES_MAX)
		return fail(c, ERR_LIMIT, "a document cannot have so many files");
	if (path_is_plain(logical))
		*ret = str_copy(d->mem, logical);
	else
		*ret = str_print(d->mem, "renamed/%06zu", ++d->renamed);
	return true;
}

static void remember(struct store_draft *d, struct str content, const struct store_file *f)
{
	if (d->n == d->room) {
		size_t more = d->room ? 2 * d->room : 16;
		d->files = arena_grow(d->mem, d->files, d->room * sizeof(*d->files),
				      more * sizeof(*d->files));
		d->content = arena_grow(d->mem, d->content, d->room * sizeof(*d->content),
					more * sizeof(*d->content));
		d->room = more;
	}
	d->files[d->n] = *f;
	d->content[d->n++] = content;
}

/* Opens a new content file, its folders made; a name that is taken gets one of ours instead
 * (two logical paths may clash on disc though not in the state). */
static bool content_open(struct ctx *c, struct store_draft *d, struct str *content, char **ret_path,
			 int *ret_fd)
{
	for (int tries = 0; tries < 3; tries++) {
		char *path = draft_content(c, d, *content);
		char *slash = strrchr(path, '/');
		*slash = 0;
		bool ok = disc_folder(c, path);
		*slash = '/';
		int fd = ok ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644) : -1;
		if (fd >= 0) {
			*ret_path = path;
			*ret_fd = fd;
			return true;
		}
		if (errno != EEXIST && errno != ENOTDIR && errno != ENAMETOOLONG)
			return ok ? disc_fail(c, path) : false;
		err_clear(c);
		*content = str_print(d->mem, "renamed/%06zu", ++d->renamed);
	}
	return fail(c, ERR_CONFLICT, "{0} is in this version already", str_z(c->mem, *content));
}

static bool source_open(struct ctx *c, const char *from, int *ret_fd)
{
	struct stat st;
	int fd = open(from, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && errno == ENOENT)
		return fail(c, ERR_ABSENT, "the file {0} is not there", from);
	if (fd < 0)
		return fail_errno(c, "the file {0} could not be opened: {1}", from);
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return fail(c, ERR_INVALID, "{0} is no file", from);
	}
	*ret_fd = fd;
	return true;
}

/* A read error of the source and a write error of ours look alike in errno; which it was tells
 * whether the source can be read again. */
static bool stream_fail(struct ctx *c, const char *from, const char *path)
{
	int kept = errno;
	unlink(path);
	errno = kept;
	if (kept == ENOSPC || kept == EDQUOT || kept == EFBIG)
		return disc_fail(c, path);
	return fail_errno(c, "the file {0} could not be copied: {1}", from);
}

bool store_draft_add(struct ctx *c, struct store_draft *d, struct str logical, const char *from,
		     struct store_file *ret)
{
	int in = -1, out = -1;
	char *path;
	struct str content;
	if (!content_path(c, d, logical, &content) || !source_open(c, from, &in))
		return false;
	if (!content_open(c, d, &content, &path, &out)) {
		close(in);
		return false;
	}
	char hex[DIGEST_HEX_MAX + 1];
	int64_t size = 0;
	bool ok = digest_stream(STR("sha512"), in, out, hex, &size);
	int kept = errno;
	close(in);
	if (close(out) != 0 && ok) {
		ok = false;
		kept = errno;
	}
	errno = kept;
	if (!ok)
		return stream_fail(c, from, path);
	struct store_file f = { .logical = str_copy(d->mem, logical),
				.digest = str_copy(d->mem, str_of(hex)),
				.size = size,
				.path = str_copy(d->mem, str_of(path)) };
	remember(d, content, &f);
	*ret = f;
	return true;
}

bool store_draft_add_bytes(struct ctx *c, struct store_draft *d, struct str logical,
			   struct str bytes)
{
	int out = -1;
	char *path;
	struct str content;
	if (!content_path(c, d, logical, &content) || !content_open(c, d, &content, &path, &out))
		return false;
	bool ok = file_write_all(out, bytes.s, bytes.n);
	int kept = errno;
	if (close(out) != 0 && ok) {
		ok = false;
		kept = errno;
	}
	if (!ok) {
		unlink(path);
		errno = kept;
		return disc_fail(c, path);
	}
	struct store_file f = { .logical = str_copy(d->mem, logical),
				.digest = store_digest(d->mem, bytes),
				.size = (int64_t)bytes.n,
				.path = str_copy(d->mem, str_of(path)) };
	remember(d, content, &f);
	return true;
}

const char *store_draft_path(struct ctx *c, struct store_draft *d, struct str logical)
{
	for (size_t i = 0; i < d->n; i++)
		if (str_same(d->files[i].logical, logical))
			return str_z(c->mem, d->files[i].path);
	return NULL;
}

void store_draft_drop(struct ctx *c, struct store_draft *d)
{
	struct err kept = c->err;
	(void)!folder_remove(c, d->folder);
	unlink(d->intent);
	draft_free(d);
	c->err = kept;
}

bool store_draft_set_aside(struct ctx *c, struct store_draft *d, struct str name, struct str reason,
			   struct str *ret_path)
{
	struct str own = path_name(str_of(d->folder));
	char *content = draft_content(c, d, STR_NONE);
	if (!disc_folder(c, content))
		return false;
	content[strlen(content) - 1] = 0;
	struct str text = str_print(c->mem, "%.*s\n", STR_ARGS(reason));
	if (!disc_put(c, path_join(c->mem, content, "reason.txt"), text, true))
		return false;
	char *to = str_z(c->mem, str_print(c->mem, "%s/quarantine/%.*s", c->dir,
					   STR_ARGS(name.n ? name : own)));
	if (!folder_move(c, content, to)) {
		if (!name.n || c->err.kind != ERR_CONFLICT)
			return false;
		err_clear(c);
	}
	store_draft_drop(c, d);
	*ret_path = str_of(to);
	return true;
}
