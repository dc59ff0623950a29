/*
 * How a version comes in: everything flushed, then one rename. What comes after a rename (the head
 * of a second version) can be done again from what is on disc: store_recover.
 */
#include "store/store_int.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static bool put_inventory(struct ctx *c, const char *folder, struct str inventory)
{
	char *path = path_join(c->mem, folder, "inventory.json");
	char *sidecar = path_join(c->mem, folder, "inventory.json.sha512");
	unlink(path); /* of a try before this one */
	unlink(sidecar);
	return disc_put(c, path, inventory, false) &&
	       disc_put(c, sidecar,
			str_print(c->mem, "%s inventory.json\n", store_digest(c->mem, inventory).s),
			false);
}

static struct inventory_version version_of(struct ctx *c, int number, int padding,
					   const struct store_note *n)
{
	return (struct inventory_version){
		.number = number,
		.name = padding ? str_print(c->mem, "v%0*d", padding, number)
				: str_print(c->mem, "v%d", number),
		.created = when_text(c->mem, when_now()),
		.message = n->message,
		.user = n->name,
		.address = n->address,
	};
}

/* The draft's files into the manifest, and over the state. */
static void take_files(struct ctx *c, const struct store_draft *d, struct inventory *inv,
		       struct inventory_version *v)
{
	for (size_t i = 0; i < d->n; i++) {
		struct str path = str_print(c->mem, "%.*s/%.*s/%.*s", STR_ARGS(v->name),
					    STR_ARGS(inv->content), STR_ARGS(d->content[i]));
		inventory_add(c->mem, &inv->manifest, d->files[i].digest, path);
		inventory_add(c->mem, &v->state, d->files[i].digest, d->files[i].logical);
	}
	inventory_sort(&inv->manifest);
	inventory_sort(&v->state);
}

/* Empty folders must not stay in the root (E073). */
static void drop_empty_above(const char *root, char *path)
{
	char *slash;
	while ((slash = strrchr(path, '/')) && (size_t)(slash - path) > strlen(root)) {
		*slash = 0;
		if (rmdir(path) != 0 && errno != ENOENT) /* not all of them may be made yet */
			return;
	}
}

/* Another process may be dropping the empty folders above meanwhile; then they are made again. */
static bool come_in(struct ctx *c, const char *from, char *to)
{
	for (int tries = 0; tries < 20; tries++) {
		char *slash = strrchr(to, '/');
		*slash = 0;
		bool ok = disc_folder(c, to);
		*slash = '/';
		if (!ok)
			return false;
		if (rename(from, to) == 0)
			return true;
		if (errno != ENOENT)
			break;
	}
	if (errno == EEXIST || errno == ENOTEMPTY)
		return fail(c, ERR_CONFLICT, "the object in {0} is there already", to);
	return disc_fail(c, to);
}

/* The folders between the object and the root, so that their entries are there after a power cut.
 */
static bool flush_way(struct ctx *c, const char *root, const char *object)
{
	char *path = str_z(c->mem, str_of(object));
	while (strlen(path) > strlen(root)) {
		*strrchr(path, '/') = 0;
		if (!disc_flush(c, path))
			return false;
	}
	return true;
}

bool store_create(struct ctx *c, struct store_draft *d, struct str id, const struct store_note *n)
{
	char *object = layout_object(c, id);
	if (store_has(c, id))
		return fail(c, ERR_CONFLICT, "the object in {0} is there already", object);
	struct inventory_version v = version_of(c, 1, 0, n);
	struct inventory inv = { .spec = 11,
				 .id = id,
				 .algorithm = STR("sha512"),
				 .head = v.name,
				 .content = STR("content"),
				 .head_number = 1 };
	take_files(c, d, &inv, &v);
	inv.versions = &v;
	inv.n_versions = 1;
	struct str text = inventory_write(c->mem, &inv);
	char *version = path_join(c->mem, d->folder, "v1");
	char *declaration = path_join(c->mem, d->folder, STORE_OBJECT_DECLARATION);
	unlink(declaration);
	unlink(d->intent);
	if (!disc_folder(c, version) || !put_inventory(c, version, text) ||
	    !put_inventory(c, d->folder, text) ||
	    !disc_put(c, declaration, STR("ocfl_object_1.1\n"), false) ||
	    !disc_put(c, d->intent, id, false) || !disc_flush_all(c, d->folder))
		return false;
	char *root = layout_root(c);
	if (!come_in(c, d->folder, object)) {
		unlink(declaration);
		drop_empty_above(root, object);
		unlink(d->intent);
		return false;
	}
	unlink(d->intent);
	draft_free(d);
	return flush_way(c, root, object);
}

static bool same_state(const struct inventory_pairs *a, const struct inventory_pairs *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!str_same(a->at[i].digest, b->at[i].digest) ||
		    !str_same(a->at[i].path, b->at[i].path))
			return false;
	return true;
}

/* The head's files that the draft does not replace. */
static void keep_files(struct ctx *c, const struct store_draft *d, const struct inventory *inv,
		       struct inventory_version *v)
{
	struct inventory_pairs replaced = { 0 };
	for (size_t i = 0; i < d->n; i++)
		inventory_add(c->mem, &replaced, STR_NONE, d->files[i].logical);
	const struct inventory_pair **by_path = inventory_by_path(c->mem, &replaced);
	const struct inventory_pairs *head = &inventory_head(inv)->state;
	for (size_t i = 0; i < head->n; i++)
		if (!inventory_find_path(by_path, replaced.n, head->at[i].path))
			inventory_add(c->mem, &v->state, head->at[i].digest, head->at[i].path);
}

static bool move_version(struct ctx *c, struct store_draft *d, struct str id, const char *object,
			 struct str name, struct str inventory)
{
	char *version = path_join(c->mem, d->folder, "v1");
	char *to = path_join(c->mem, object, name.s);
	unlink(d->intent);
	if (!disc_folder(c, version) || !put_inventory(c, version, inventory) ||
	    !disc_put(c, d->intent, id, false) || !disc_flush_all(c, d->folder))
		return false;
	if (rename(version, to) != 0)
		return disc_fail(c, to);
	return object_put_head(c, object, d->folder, inventory); /* flushes the rename too */
}

static bool update_locked(struct ctx *c, struct store_draft *d, struct str id, const char *object,
			  const struct store_note *n)
{
	struct inventory inv;
	if (!object_mend(c, object, d->folder, NULL) || !object_inventory(c, object, &inv))
		return false;
	if (!str_is(inv.algorithm, "sha512"))
		return fail(c, ERR_INVALID, "the object {0} does not use SHA-512",
			    str_z(c->mem, id));
	struct inventory_version v = version_of(c, inv.head_number + 1, inv.padding, n);
	const struct inventory_pairs before = inventory_head(&inv)->state;
	keep_files(c, d, &inv, &v);
	take_files(c, d, &inv, &v);
	if (same_state(&v.state, &before)) {
		store_draft_drop(c, d);
		return true;
	}
	struct inventory_version *all = arena_array_of(c->mem, inv.n_versions + 1,
						       struct inventory_version);
	memcpy(all, inv.versions, inv.n_versions * sizeof(*all));
	all[inv.n_versions] = v;
	inv.versions = all;
	inv.n_versions++;
	inv.head = v.name;
	if (!move_version(c, d, id, object, v.name, inventory_write(c->mem, &inv)))
		return false;
	store_draft_drop(c, d);
	return true;
}

bool store_update(struct ctx *c, struct store_draft *d, struct str id, const struct store_note *n)
{
	int lock = -1;
	char *object = layout_object(c, id);
	if (!store_has(c, id))
		return fail(c, ERR_ABSENT, "the store has no object {0}", str_z(c->mem, id));
	if (!disc_lock(c, object, &lock))
		return false;
	bool ok = update_locked(c, d, id, object, n);
	close(lock);
	return ok;
}

/* What the draft was for may have come in half: its head, or the folders above it. */
static bool recover_object(struct ctx *c, const char *folder, struct str id, size_t *ret_mended)
{
	int lock = -1;
	char *object = layout_object(c, id);
	if (!folder_exists(object)) {
		drop_empty_above(layout_root(c), object);
		return true;
	}
	if (!disc_lock(c, object, &lock))
		return false;
	bool mended = false;
	bool ok = disc_folder(c, folder) && object_mend(c, object, folder, &mended);
	close(lock);
	*ret_mended += mended;
	return ok;
}

bool draft_recover(struct ctx *c, const char *folder, const char *intent, size_t *ret_mended)
{
	struct str id;
	if (file_exists(intent)) {
		if (!file_read(c, intent, STORE_PATH_MAX, &id))
			return false;
		if (id.n && !recover_object(c, folder, id, ret_mended))
			return false;
	}
	if (!folder_remove(c, folder))
		return false;
	unlink(intent);
	return true;
}

/* true with *ret_lock where nobody holds the draft */
static bool draft_stale(const char *folder, int *ret_lock)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return false;
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		close(fd);
		return false;
	}
	*ret_lock = fd;
	return true;
}

static bool recover_entry(struct ctx *c, const struct file_entry *e, size_t *ret_mended)
{
	char *path = path_join(c->mem, layout_incoming(c), str_z(c->mem, e->name));
	int lock = -1;
	if (e->folder) {
		if (!draft_stale(path, &lock))
			return true;
		bool ok = draft_recover(c, path, str_print(c->mem, "%s.for", path).s, ret_mended);
		close(lock);
		return ok;
	}
	if (!str_ends(e->name, ".for"))
		return true;
	char *folder = str_z(c->mem, str_upto(str_of(path), strlen(path) - 4));
	if (folder_exists(folder))
		return true; /* goes with its folder */
	return draft_recover(c, folder, path, ret_mended);
}

bool store_recover(struct ctx *c, size_t *ret_mended)
{
	int guard = -1;
	struct file_list in;
	size_t mended = 0;
	if (!disc_lock(c, layout_incoming(c), &guard))
		return false;
	bool ok = folder_list(c, layout_incoming(c), &in);
	struct err first = { 0 };
	for (size_t i = 0; ok && i < in.n; i++)
		if (!recover_entry(c, &in.at[i], &mended) && first.kind == ERR_NONE)
			first = c->err;
	close(guard);
	if (ok && first.kind) {
		c->err = first; /* one broken object does not keep the others from being mended */
		ok = false;
	}
	if (ok)
		*ret_mended = mended;
	return ok;
}
