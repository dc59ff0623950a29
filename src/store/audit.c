/* The walk through the storage root: each object is checked, and whatever else lies there is told.
 */
#include "store/store_int.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROOT_DEPTH = 32 };

void audit_tell(struct audit *a, enum store_trouble t, struct str object, struct str path,
		const char *detail)
{
	struct store_finding f = { t, object, path, str_of(detail) };
	a->each(a->arg, &f);
}

static int order_names(const void *x, const void *y)
{
	return str_order(((const struct file_entry *)x)->name,
			 ((const struct file_entry *)y)->name);
}

bool audit_list(struct ctx *c, const char *folder, struct file_list *ret, struct file_list *ret_odd)
{
	DIR *d = opendir(folder);
	struct dirent *e;
	struct file_list lists[2] = { { 0 }, { 0 } };
	size_t room[2] = { 0, 0 };
	if (!d)
		return fail_errno(c, "the folder {0} could not be read: {1}", folder);
	while ((e = readdir(d))) {
		struct stat st;
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 ||
		    fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
			continue;
		int odd = !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
		struct file_list *l = &lists[odd];
		if (l->n == room[odd]) {
			size_t more = l->n ? 2 * l->n : 16;
			l->at = arena_grow(c->mem, l->at, l->n * sizeof(*l->at),
					   more * sizeof(*l->at));
			room[odd] = more;
		}
		l->at[l->n++] = (struct file_entry){ str_copy(c->mem, str_of(e->d_name)),
						     S_ISDIR(st.st_mode), st.st_size };
	}
	closedir(d);
	for (int i = 0; i < 2; i++)
		if (lists[i].n)
			qsort(lists[i].at, lists[i].n, sizeof(struct file_entry), order_names);
	*ret = lists[0];
	*ret_odd = lists[1];
	return true;
}

struct str audit_under(struct arena *mem, struct str folder, struct str name)
{
	if (folder.n == 0)
		return str_copy(mem, name);
	return str_print(mem, "%.*s/%.*s", STR_ARGS(folder), STR_ARGS(name));
}

/* An object may lack its declaration (E003); what else it has gives it away. */
static bool looks_like_object(const struct file_list *in)
{
	int padding;
	for (size_t i = 0; i < in->n; i++)
		if (!in->at[i].folder ? str_starts(in->at[i].name, "0=ocfl_object_") ||
						str_starts(in->at[i].name, "inventory.json")
				      : inventory_version_number(in->at[i].name, &padding) > 0)
			return true;
	return false;
}

static bool audit_folder(struct audit *a, struct str relative, int depth);

static bool audit_one(struct audit *a, struct str relative)
{
	struct arena *mem = arena_new(0), *kept = a->scratch;
	a->scratch = mem;
	bool ok = audit_object(a, relative);
	a->scratch = kept;
	arena_free(mem);
	return ok;
}

static bool audit_contents(struct audit *a, struct arena *mem, struct str relative,
			   const struct file_list *in, int depth)
{
	if (in->n == 0) {
		audit_tell(a, STORE_BROKEN, relative, relative, "E073");
		return true;
	}
	for (size_t i = 0; i < in->n; i++) {
		struct str path = audit_under(mem, relative, in->at[i].name);
		if (!in->at[i].folder)
			audit_tell(a, STORE_APPEARED, relative, path, "E072");
		else if (depth == 0)
			audit_tell(a, STORE_APPEARED, relative, path, "E088");
		else if (!audit_folder(a, path, depth - 1))
			return false;
	}
	return true;
}

static void tell_odd(struct audit *a, struct arena *mem, struct str relative,
		     const struct file_list *odd)
{
	for (size_t i = 0; i < odd->n; i++)
		audit_tell(a, STORE_APPEARED, relative, audit_under(mem, relative, odd->at[i].name),
			   "E090");
}

static bool audit_folder(struct audit *a, struct str relative, int depth)
{
	struct arena *mem = arena_new(0);
	struct ctx inner = { .mem = mem, .dir = a->c->dir, .lang = a->c->lang };
	struct file_list in, odd;
	char *folder = path_join(mem, a->root, str_z(mem, relative));
	bool ok = audit_list(&inner, folder, &in, &odd);
	if (!ok)
		fail(a->c, inner.err.kind, "the folder {0} could not be read: {1}", folder,
		     str_z(a->c->mem, err_english(mem, &inner.err)));
	else if (looks_like_object(&in))
		ok = audit_one(a, relative);
	else {
		tell_odd(a, mem, relative, &odd);
		if (in.n || !odd.n)
			ok = audit_contents(a, mem, relative, &in, depth);
	}
	arena_free(mem);
	return ok;
}

/* OCFL 1.1 section 4.1: exactly one declaration, its content its own name. */
static void audit_declaration(struct audit *a, const struct file_list *in)
{
	struct ctx inner = { .mem = a->scratch };
	int found = 0;
	for (size_t i = 0; i < in->n; i++) {
		struct str name = in->at[i].name, text;
		if (in->at[i].folder || !str_starts(name, "0=ocfl_"))
			continue;
		found++;
		a->root_spec = str_is(name, "0=ocfl_1.0") ? 10 : 11;
		if (!str_is(name, "0=ocfl_1.0") && !str_is(name, "0=ocfl_1.1"))
			audit_tell(a, STORE_BROKEN, STR(""), name, "E079");
		struct str want = str_print(a->scratch, "%.*s\n", STR_ARGS(str_from(name, 2)));
		char *path = path_join(a->scratch, a->root, str_z(a->scratch, name));
		if (!file_read(&inner, path, 256, &text) || !str_same(text, want))
			audit_tell(a, STORE_BROKEN, STR(""), name, "E080");
	}
	if (found != 1)
		audit_tell(a, STORE_BROKEN, STR(""), STR(""), found ? "E076" : "E069");
}

static void audit_layout(struct audit *a)
{
	struct ctx inner = { .mem = a->scratch };
	struct str text;
	char *path = path_join(a->scratch, a->root, "ocfl_layout.json");
	if (!file_exists(path))
		return;
	json_t *j = NULL;
	if (file_read(&inner, path, 65536, &text))
		j = json_loadb(text.s ? text.s : "", text.n, JSON_REJECT_DUPLICATES, NULL);
	const char *extension = json_string_value(json_object_get(j, "extension"));
	if (!extension || !json_is_string(json_object_get(j, "description")))
		audit_tell(a, STORE_BROKEN, STR(""), STR("ocfl_layout.json"), "E070");
	else
		a->layout_known = strcmp(extension, STORE_LAYOUT) == 0;
	json_decref(j);
}

/* Only folders may lie in the root's extensions (E112); what they hold is theirs. */
static bool audit_extensions(struct audit *a)
{
	struct file_list in, odd;
	if (!audit_list(a->c, path_join(a->c->mem, a->root, "extensions"), &in, &odd))
		return false;
	for (size_t i = 0; i < in.n; i++)
		if (!in.at[i].folder)
			audit_tell(a, STORE_APPEARED, STR(""),
				   audit_under(a->scratch, STR("extensions"), in.at[i].name),
				   "E112");
	return true;
}

static bool audit_root(struct audit *a)
{
	struct file_list in, odd;
	if (!audit_list(a->c, a->root, &in, &odd))
		return false;
	audit_declaration(a, &in);
	audit_layout(a);
	tell_odd(a, a->scratch, STR(""), &odd);
	for (size_t i = 0; i < in.n; i++) {
		struct str name = in.at[i].name;
		bool ours =
			str_starts(name, "0=ocfl_") || str_is(name, "ocfl_layout.json") ||
			/* the specification itself and descriptions of extensions may lie here */
			str_ends(name, ".txt") || str_ends(name, ".html") || str_ends(name, ".md");
		if (!in.at[i].folder) {
			if (!ours)
				audit_tell(a, STORE_APPEARED, STR(""), name, "E072");
		} else if (str_is(name, "extensions")) {
			if (!audit_extensions(a))
				return false;
		} else if (!audit_folder(a, name, ROOT_DEPTH)) {
			return false;
		}
	}
	return true;
}

bool store_audit(struct ctx *c, int jobs, store_finding_fn *each, void *arg, int64_t *ret_files,
		 int64_t *ret_bytes)
{
	struct audit a = { .c = c,
			   .scratch = arena_new(0),
			   .root = layout_root(c),
			   .root_spec = 11,
			   .each = each,
			   .arg = arg,
			   .ok = true };
	bool ok = audit_pool_start(&a, jobs);
	if (a.pool) {
		a.ok = ok && audit_root(&a);
		ok = audit_pool_end(&a, ret_files, ret_bytes) && a.ok;
	}
	arena_free(a.scratch);
	return ok;
}
