/* Objects as they lie: reading them, and putting right what a crash left half moved. */
#include "store/store_int.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads folder/inventory.json where its sidecar agrees. */
static bool inventory_read_whole(struct ctx *c, const char *folder, struct str *ret_bytes,
				 struct inventory *ret)
{
	struct str bytes, sidecar;
	if (!file_read(c, path_join(c->mem, folder, "inventory.json"), STORE_INVENTORY_MAX, &bytes))
		return false;
	struct inventory_report report = { 0 };
	struct inventory inv;
	if (!inventory_parse(c->mem, bytes, &report, &inv) || report.told)
		return fail(c, ERR_INTERNAL, "the inventory of {0} is broken: {1}", folder,
			    report.first);
	char *name = str_z(c->mem,
			   str_print(c->mem, "inventory.json.%.*s", STR_ARGS(inv.algorithm)));
	if (!file_read(c, path_join(c->mem, folder, name), 4096, &sidecar))
		return false;
	struct str digest;
	if (!str_next(&sidecar, ' ', &digest) ||
	    !str_same_nocase(digest, digest_bytes(c->mem, inv.algorithm, bytes)))
		return fail(c, ERR_INTERNAL, "the inventory of {0} is broken: {1}", folder, "E060");
	*ret_bytes = bytes;
	*ret = inv;
	return true;
}

bool object_inventory(struct ctx *c, const char *folder, struct inventory *ret)
{
	struct str bytes;
	return inventory_read_whole(c, folder, &bytes, ret);
}

/* The highest vN in an object's folder. */
static bool newest_version(struct ctx *c, const char *folder, int *ret_number, struct str *ret_name)
{
	struct file_list in;
	if (!folder_list(c, folder, &in))
		return false;
	int best = 0, padding;
	for (size_t i = 0; i < in.n; i++) {
		int n = in.at[i].folder ? inventory_version_number(in.at[i].name, &padding) : 0;
		if (n > best) {
			best = n;
			*ret_name = in.at[i].name;
		}
	}
	*ret_number = best;
	return true;
}

bool object_put_head(struct ctx *c, const char *folder, const char *spare, struct str inventory)
{
	static const char *const names[] = { "inventory.json", "inventory.json.sha512" };
	struct str texts[] = { inventory, str_print(c->mem, "%s inventory.json\n",
						    store_digest(c->mem, inventory).s) };
	char *from[2], *to[2];
	for (int i = 0; i < 2; i++) {
		from[i] = path_join(c->mem, spare, names[i]);
		to[i] = path_join(c->mem, folder, names[i]);
		unlink(from[i]);
		if (!disc_put(c, from[i], texts[i], false))
			return false;
	}
	if (!disc_flush_all(c, spare))
		return false;
	for (int i = 0; i < 2; i++)
		if (rename(from[i], to[i]) != 0)
			return disc_fail(c, to[i]);
	return disc_flush(c, folder);
}

bool object_mend(struct ctx *c, const char *folder, const char *spare, bool *ret_mended)
{
	int newest = 0;
	struct str name = STR_NONE, bytes, head_bytes;
	struct inventory root, head;
	if (!newest_version(c, folder, &newest, &name))
		return false;
	bool whole = inventory_read_whole(c, folder, &bytes, &root);
	if (whole && root.head_number >= newest)
		return true;
	err_clear(c);
	if (newest == 0)
		return fail(c, ERR_INTERNAL, "the object in {0} has no version", folder);
	char *version = path_join(c->mem, folder, str_z(c->mem, name));
	if (!inventory_read_whole(c, version, &head_bytes, &head))
		return false;
	if (head.head_number != newest || !str_is(head.algorithm, "sha512") ||
	    (whole && !str_same(head.id, root.id)))
		return fail(c, ERR_INTERNAL, "the newest version of {0} is not of this object",
			    folder);
	if (!object_put_head(c, folder, spare, head_bytes))
		return false;
	if (ret_mended)
		*ret_mended = true;
	return true;
}

/* The inventory of an object, kept from call to call while its file stays the same one. */
static bool cached_inventory(struct ctx *c, struct str id, const struct inventory **ret,
			     const char **ret_folder)
{
	char *folder = layout_object(c, id);
	struct stat st;
	struct store *s = c->store;
	must(s);
	if (stat(path_join(c->mem, folder, "inventory.json"), &st) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return fail(c, ERR_ABSENT, "the store has no object {0}",
				    str_z(c->mem, id));
		return fail_errno(c, "the object {0} could not be read: {1}", str_z(c->mem, id));
	}
	int64_t made = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
	bool same = s->cached && strcmp(s->folder, folder) == 0 && s->made == made &&
		    s->size == st.st_size && s->inode == (int64_t)st.st_ino;
	if (!same) {
		arena_free(s->cached);
		s->cached = NULL;
		struct arena *mem = arena_new(0);
		struct ctx inner = { .mem = mem, .dir = c->dir, .lang = c->lang };
		if (!object_inventory(&inner, folder, &s->inventory)) {
			fail(c, inner.err.kind, "the object {0} could not be read: {1}",
			     str_z(c->mem, id), err_english(c->mem, &inner.err).s);
			arena_free(mem);
			return false;
		}
		s->cached = mem;
		s->folder = str_z(mem, str_of(folder));
		s->made = made;
		s->size = st.st_size;
		s->inode = (int64_t)st.st_ino;
	}
	*ret = &s->inventory;
	*ret_folder = s->folder;
	return true;
}

bool store_has(struct ctx *c, struct str id)
{
	return file_exists(path_join(c->mem, layout_object(c, id), "inventory.json"));
}

bool store_get(struct ctx *c, struct str id, struct store_object *ret)
{
	const struct inventory *inv;
	const char *folder;
	if (!cached_inventory(c, id, &inv, &folder))
		return false;
	const struct inventory_pairs *state = &inventory_head(inv)->state;
	const struct inventory_pair **by_path = inventory_by_path(c->mem, state);
	struct store_object o = { .id = str_copy(c->mem, inv->id),
				  .version = inv->head_number,
				  .files = arena_array_of(c->mem, state->n + 1, struct store_file),
				  .n_files = state->n };
	for (size_t i = 0; i < state->n; i++) {
		const struct inventory_pair *content = inventory_find_digest(&inv->manifest,
									     by_path[i]->digest);
		struct str path = str_print(c->mem, "%s/%.*s", folder, STR_ARGS(content->path));
		struct stat st;
		o.files[i] = (struct store_file){
			.logical = str_copy(c->mem, by_path[i]->path),
			.digest = str_lower_ascii(c->mem, by_path[i]->digest),
			.size = lstat(path.s, &st) == 0 ? st.st_size : -1,
			.path = path,
		};
	}
	*ret = o;
	return true;
}

static bool open_kept(struct ctx *c, const char *path, int *ret_fd)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return fail_errno(c, "the kept file {0} could not be opened: {1}", path);
	*ret_fd = fd;
	return true;
}

bool store_digest_of(struct ctx *c, struct str id, const char *start, struct str *ret)
{
	const struct inventory *inv;
	const char *folder;
	if (!cached_inventory(c, id, &inv, &folder))
		return false;
	const struct inventory_pairs *state = &inventory_head(inv)->state;
	for (size_t i = 0; i < state->n; i++)
		if (str_starts(state->at[i].path, start)) {
			*ret = str_lower_ascii(c->mem, state->at[i].digest);
			return true;
		}
	return fail(c, ERR_ABSENT, "the object {0} has no file {1}", str_z(c->mem, id), start);
}

bool store_open_file(struct ctx *c, struct str id, struct str logical, int *ret_fd)
{
	const struct inventory *inv;
	const char *folder = layout_object(c, id);
	struct stat now;
	bool there = stat(path_join(c->mem, folder, "inventory.json"), &now) == 0;
	const char *known = there ? known_path(c, id, logical, &now) : NULL;
	if (known)
		return open_kept(c, path_join(c->mem, folder, known), ret_fd);
	if (!cached_inventory(c, id, &inv, &folder))
		return false;
	const struct inventory_pairs *state = &inventory_head(inv)->state;
	for (size_t i = 0; i < state->n; i++) {
		if (!str_same(state->at[i].path, logical))
			continue;
		const struct inventory_pair *content = inventory_find_digest(&inv->manifest,
									     state->at[i].digest);
		if (there) /* an inventory moved in since then has another stamp */
			known_note(c, id, logical, &now, content->path);
		return open_kept(c, path_join(c->mem, folder, str_z(c->mem, content->path)),
				 ret_fd);
	}
	return fail(c, ERR_ABSENT, "the object {0} has no file {1}", str_z(c->mem, id),
		    str_z(c->mem, logical));
}

bool store_read(struct ctx *c, struct str id, struct str logical, size_t max, struct str *ret)
{
	int fd = -1;
	if (!store_open_file(c, id, logical, &fd))
		return false;
	bool ok = file_read_fd(c, fd, max, ret);
	close(fd);
	return ok;
}

struct walk {
	struct ctx *c;
	store_object_fn *each;
	void *arg;
	size_t broken;
	struct str first_broken;
	bool ended;
};

static bool walk_object(struct walk *w, struct ctx *inner, const char *folder)
{
	struct inventory inv;
	if (!object_inventory(inner, folder, &inv)) {
		if (w->broken++ == 0)
			w->first_broken = str_copy(w->c->mem, str_of(folder));
		err_clear(inner);
		return true;
	}
	w->ended = !w->each(w->c, w->arg, inv.id);
	return !w->ended;
}

static bool walk_folder(struct walk *w, const char *folder, int depth)
{
	struct arena *mem = arena_new(0);
	struct ctx inner = { .mem = mem, .dir = w->c->dir, .lang = w->c->lang };
	struct file_list in;
	bool object = false, ok = folder_list(&inner, folder, &in);
	if (!ok)
		fail(w->c, inner.err.kind, "the folder {0} could not be read: {1}", folder,
		     str_z(w->c->mem, err_english(mem, &inner.err)));
	for (size_t i = 0; ok && i < in.n; i++)
		object = object ||
			 (!in.at[i].folder && str_starts(in.at[i].name, "0=ocfl_object_"));
	if (ok && object)
		ok = walk_object(w, &inner, folder);
	for (size_t i = 0; ok && !object && i < in.n && depth > 0; i++)
		if (in.at[i].folder && !(depth == 16 && str_is(in.at[i].name, "extensions")))
			ok = walk_folder(w, path_join(mem, folder, str_z(mem, in.at[i].name)),
					 depth - 1);
	arena_free(mem);
	return ok;
}

bool store_walk(struct ctx *c, store_object_fn *each, void *arg)
{
	struct walk w = { .c = c, .each = each, .arg = arg };
	err_clear(c);
	if (!walk_folder(&w, layout_root(c), 16))
		return w.ended && c->err.kind == ERR_NONE;
	if (w.broken)
		return fail(c, ERR_INTERNAL, "the inventory in {0} cannot be read",
			    str_z(c->mem, w.first_broken));
	return true;
}
