/*
 * One object: its declaration, inventories, versions and files against each other, by the codes of
 * OCFL 1.1. What its files hold is left to the readers.
 */
#include "store/store_int.h"

#include <errno.h>
#include <unistd.h>

struct object_check {
	struct audit *a;
	struct ctx *c; /* its memory is the object's */
	struct str relative, id;
	char *folder;
	int spec;
	int spec_before; /* of the version before the one at hand */
	struct inventory root;
	struct str root_bytes;
	bool usable; /* there is an inventory that the files can be held against */
	struct inventory_pairs
		expected;               /* digest and content path, of every inventory; algorithm */
	struct inventory_pairs fixity;  /* likewise of their fixity blocks */
	struct inventory_pairs on_disc; /* content paths that are there */
	const char *told_codes[64];     /* of the inventory at hand: each code is told once */
	size_t n_told;
	struct str at; /* path of the inventory at hand */
};

static void tell(struct object_check *k, enum store_trouble t, struct str in_object,
		 const char *code)
{
	struct str path = in_object.n ? audit_under(k->c->mem, k->relative, in_object)
				      : k->relative;
	audit_tell(k->a, t, k->id, path, code);
}

static void tell_inventory(void *arg, const char *code)
{
	struct object_check *k = arg;
	for (size_t i = 0; i < k->n_told; i++)
		if (strcmp(k->told_codes[i], code) == 0)
			return;
	if (k->n_told < COUNT_OF(k->told_codes))
		k->told_codes[k->n_told++] = code;
	tell(k, STORE_BROKEN, k->at, code);
}

static void check_declaration(struct object_check *k, const struct file_list *in)
{
	int found = 0;
	for (size_t i = 0; i < in->n; i++) {
		struct str name = in->at[i].name, text;
		if (in->at[i].folder || !str_starts(name, "0="))
			continue;
		found++;
		k->spec = str_is(name, "0=ocfl_object_1.0") ? 10 : 11;
		if (k->spec == 11 && !str_is(name, "0=ocfl_object_1.1"))
			tell(k, STORE_BROKEN, name, "E006");
		if (k->spec > k->a->root_spec)
			tell(k, STORE_BROKEN, name, "E081");
		struct str want = str_print(k->c->mem, "%.*s\n", STR_ARGS(str_from(name, 2)));
		char *path = path_join(k->c->mem, k->folder, str_z(k->c->mem, name));
		if (!file_read(k->c, path, 256, &text) || !str_same(text, want))
			tell(k, STORE_BROKEN, name, "E007");
	}
	if (found != 1)
		tell(k, STORE_BROKEN, STR(""), "E003");
}

/* The sidecar of an inventory: there, of the right form, and true. */
static bool check_sidecar(struct object_check *k, struct str version, struct str bytes,
			  struct str algorithm)
{
	struct str name = str_print(k->c->mem, "inventory.json.%.*s", STR_ARGS(algorithm));
	struct str at = audit_under(k->c->mem, version, name), text, digest;
	char *path = path_join(k->c->mem, k->folder, at.s);
	if (!file_exists(path) || !file_read(k->c, path, 4096, &text)) {
		tell(k, STORE_BROKEN, at, "E058");
		return false;
	}
	struct str rest = text;
	if (!str_next(&rest, ' ', &digest) || !str_is(str_trim(rest), "inventory.json")) {
		size_t tab = str_find_byte(text, '\t');
		digest = str_upto(text, tab);
		rest = str_from(text, tab);
	}
	if (digest.n != digest_hex_length(algorithm) || !str_is(str_trim(rest), "inventory.json")) {
		tell(k, STORE_BROKEN, at, "E061");
		return false;
	}
	if (str_same_nocase(digest, digest_bytes(k->c->mem, algorithm, bytes)))
		return true;
	tell(k, STORE_BROKEN, audit_under(k->c->mem, version, STR("inventory.json")), "E060");
	return false;
}

/* The algorithm that a sidecar's name speaks of, for an inventory that cannot be read. */
static struct str sidecar_algorithm(const struct file_list *in)
{
	for (size_t i = 0; i < in->n; i++)
		if (str_is(in->at[i].name, "inventory.json.sha256"))
			return STR("sha256");
	return STR("sha512");
}

/* Reads and checks one inventory; what is wrong inside is told only where its bytes are as its
 * sidecar says, for else the change has been told. */
static bool check_inventory(struct object_check *k, struct str version, const struct file_list *in,
			    struct str *ret_bytes, struct inventory *ret)
{
	struct str at = audit_under(k->c->mem, version, STR("inventory.json")), bytes;
	if (!file_read(k->c, path_join(k->c->mem, k->folder, at.s), STORE_INVENTORY_MAX, &bytes)) {
		tell(k, STORE_BROKEN, at, "E063");
		return false;
	}
	struct inventory inv;
	struct inventory_report quiet = { 0 };
	bool usable = inventory_parse(k->c->mem, bytes, &quiet, &inv);
	bool named = quiet.told && strcmp(quiet.first, "E025") == 0; /* then nor is its sidecar */
	bool whole = named || check_sidecar(k, version, bytes,
					    usable ? inv.algorithm : sidecar_algorithm(in));
	if (whole && quiet.told) {
		struct inventory_report loud = { tell_inventory, k, 0, NULL };
		k->at = at;
		k->n_told = 0;
		(void)inventory_parse(k->c->mem, bytes, &loud, &inv);
	}
	if (!usable || !whole || named)
		return false;
	*ret_bytes = bytes;
	*ret = inv;
	return true;
}

static void expect_pairs(struct object_check *k, const struct inventory_pairs *pairs,
			 struct inventory_pairs *to, struct str algorithm)
{
	for (size_t i = 0; i < pairs->n; i++) {
		inventory_add(k->c->mem, to, pairs->at[i].digest, pairs->at[i].path);
		to->at[to->n - 1].algorithm = algorithm.n ? algorithm : pairs->at[i].algorithm;
	}
}

static void expect(struct object_check *k, const struct inventory *inv)
{
	expect_pairs(k, &inv->manifest, &k->expected, inv->algorithm);
	expect_pairs(k, &inv->fixity, &k->fixity, STR_NONE);
}

/* Paths of a version's state in order of path. */
struct state {
	const struct inventory_pair **at;
	size_t n;
};

static struct state state_of(struct object_check *k, const struct inventory_version *v)
{
	return (struct state){ inventory_by_path(k->c->mem, &v->state), v->state.n };
}

/* Do two digests of two inventories stand for the same content? By the digests, where they are of
 * one kind, else by a content path that both manifests give (E066). */
static bool same_content(const struct inventory *a, struct str digest_a, const struct inventory *b,
			 struct str digest_b)
{
	if (str_same(a->algorithm, b->algorithm))
		return str_same_nocase(digest_a, digest_b);
	for (const struct inventory_pair *p = inventory_find_digest(&a->manifest, digest_a);
	     p && p < a->manifest.at + a->manifest.n && str_same(p->digest, digest_a); p++)
		for (const struct inventory_pair *q = inventory_find_digest(&b->manifest, digest_b);
		     q && q < b->manifest.at + b->manifest.n && str_same(q->digest, digest_b); q++)
			if (str_same(p->path, q->path))
				return true;
	return false;
}

static void check_prior_states(struct object_check *k, struct str version,
			       const struct inventory *prior)
{
	for (size_t v = 0; v < prior->n_versions && v < k->root.n_versions; v++) {
		struct state now = state_of(k, &k->root.versions[v]);
		struct state then = state_of(k, &prior->versions[v]);
		bool same = now.n == then.n;
		for (size_t i = 0; i < now.n && same; i++)
			same = str_same(now.at[i]->path, then.at[i]->path) &&
			       same_content(&k->root, now.at[i]->digest, prior, then.at[i]->digest);
		if (!same) {
			tell(k, STORE_BROKEN,
			     audit_under(k->c->mem, version, STR("inventory.json")), "E066");
			return;
		}
	}
}

/* A prior inventory's manifest holds all files up to its version, under the same digests. */
static void check_prior_manifest(struct object_check *k, struct str version, int number,
				 const struct inventory *prior)
{
	const struct inventory_pair **then = inventory_by_path(k->c->mem, &prior->manifest);
	struct str at = audit_under(k->c->mem, version, STR("inventory.json"));
	bool missing = false, other = false;
	for (size_t i = 0; i < k->root.manifest.n; i++) {
		const struct inventory_pair *p = &k->root.manifest.at[i];
		int padding;
		struct str name = str_upto(p->path, str_find_byte(p->path, '/'));
		if (inventory_version_number(name, &padding) > number)
			continue;
		const struct inventory_pair *q = inventory_find_path(then, prior->manifest.n,
								     p->path);
		if (!q)
			missing = true;
		else if (str_same(k->root.algorithm, prior->algorithm) &&
			 !str_same_nocase(p->digest, q->digest))
			other = true;
	}
	if (missing)
		tell(k, STORE_BROKEN, at, "E023");
	if (other)
		tell(k, STORE_BROKEN, at, "E092");
}

static void check_prior(struct object_check *k, struct str version, int number,
			const struct inventory *prior)
{
	struct str at = audit_under(k->c->mem, version, STR("inventory.json"));
	if (!str_same(prior->id, k->root.id))
		tell(k, STORE_BROKEN, at, "E037");
	if (!str_same(prior->head, version))
		tell(k, STORE_BROKEN, at, "E040");
	if (!str_same(prior->content, k->root.content))
		tell(k, STORE_BROKEN, at,
		     prior->content_named && k->root.content_named ? "E020" : "E019");
	if (prior->spec > k->spec || prior->spec < k->spec_before)
		tell(k, STORE_BROKEN, at, "E103");
	k->spec_before = prior->spec;
	check_prior_states(k, version, prior);
	check_prior_manifest(k, version, number, prior);
}

static void walk_content(struct object_check *k, struct str in_object, int depth)
{
	struct file_list in, odd;
	char *folder = path_join(k->c->mem, k->folder, str_z(k->c->mem, in_object));
	if (!audit_list(k->c, folder, &in, &odd))
		return;
	if (in.n == 0 && odd.n == 0)
		tell(k, STORE_BROKEN, in_object, depth ? "E024" : "E016");
	for (size_t i = 0; i < odd.n; i++)
		tell(k, STORE_APPEARED, audit_under(k->c->mem, in_object, odd.at[i].name), "E090");
	for (size_t i = 0; i < in.n; i++) {
		struct str path = audit_under(k->c->mem, in_object, in.at[i].name);
		if (!in.at[i].folder)
			inventory_add(k->c->mem, &k->on_disc, STR_NONE, path);
		else if (depth < 200)
			walk_content(k, path, depth + 1);
	}
}

/* Is there something in the folder? An empty content folder is only unwise (W003). */
static bool folder_holds(struct object_check *k, struct str in_object)
{
	struct file_list in, odd;
	char *folder = path_join(k->c->mem, k->folder, str_z(k->c->mem, in_object));
	return !audit_list(k->c, folder, &in, &odd) || in.n || odd.n;
}

static void check_version(struct object_check *k, struct str name, int number)
{
	struct file_list in, odd;
	struct ctx *c = k->c;
	bool inventory = false;
	if (!audit_list(c, path_join(c->mem, k->folder, str_z(c->mem, name)), &in, &odd))
		return;
	for (size_t i = 0; i < odd.n; i++)
		tell(k, STORE_APPEARED, audit_under(c->mem, name, odd.at[i].name), "E090");
	for (size_t i = 0; i < in.n; i++) {
		struct str entry = in.at[i].name, path = audit_under(c->mem, name, entry);
		if (in.at[i].folder && str_same(entry, k->root.content) && folder_holds(k, path))
			walk_content(k, path, 0);
		else if (!in.at[i].folder && str_is(entry, "inventory.json"))
			inventory = true;
		else if (!in.at[i].folder && !str_starts(entry, "inventory.json."))
			tell(k, STORE_APPEARED, path, "E015");
	}
	struct inventory prior;
	struct str bytes;
	if (!inventory || !check_inventory(k, name, &in, &bytes, &prior))
		return;
	if (number == k->root.head_number) {
		if (!str_same(bytes, k->root_bytes))
			tell(k, STORE_BROKEN, STR("inventory.json"), "E064");
		return;
	}
	check_prior(k, name, number, &prior);
	expect(k, &prior);
}

/* One of the folders v1 … vN is missing: a gap in the sequence, or what the inventory speaks of. */
static void tell_missing(struct object_check *k, const struct file_list *in, size_t missing)
{
	bool gap = false;
	for (size_t j = 0; j < in->n; j++) {
		int padding;
		gap = gap ||
		      (in->at[j].folder &&
		       inventory_version_number(in->at[j].name, &padding) > (int)missing + 1);
	}
	tell(k, STORE_VANISHED, k->root.versions[missing].name, gap ? "E010" : "E046");
}

static bool has_folder(const struct file_list *in, struct str name)
{
	for (size_t j = 0; j < in->n; j++)
		if (in->at[j].folder && str_same(in->at[j].name, name))
			return true;
	return false;
}

/* The folders v1 … vN that the inventory speaks of, and no others. */
static void check_versions(struct object_check *k, const struct file_list *in)
{
	for (size_t i = 0; i < k->root.n_versions; i++) {
		struct str name = k->root.versions[i].name;
		if (has_folder(in, name))
			check_version(k, name, k->root.versions[i].number);
		else
			tell_missing(k, in, i);
	}
	for (size_t j = 0; j < in->n; j++) {
		int padding, n = inventory_version_number(in->at[j].name, &padding);
		bool known = false;
		for (size_t i = 0; i < k->root.n_versions; i++)
			known = known || str_same(k->root.versions[i].name, in->at[j].name);
		if (in->at[j].folder && n && !known)
			tell(k, STORE_BROKEN, in->at[j].name, "E046");
	}
}

static void check_extensions(struct object_check *k)
{
	struct file_list in, odd;
	if (!audit_list(k->c, path_join(k->c->mem, k->folder, "extensions"), &in, &odd))
		return;
	for (size_t i = 0; i < in.n; i++)
		if (!in.at[i].folder)
			tell(k, STORE_APPEARED,
			     audit_under(k->c->mem, STR("extensions"), in.at[i].name), "E067");
}

static void check_strangers(struct object_check *k, const struct file_list *in)
{
	for (size_t i = 0; i < in->n; i++) {
		struct str name = in->at[i].name;
		int padding;
		if (in->at[i].folder) {
			if (str_is(name, "extensions"))
				check_extensions(k);
			else if (!str_is(name, "logs") && !inventory_version_number(name, &padding))
				tell(k, STORE_APPEARED, name, "E001");
			continue;
		}
		if (!str_starts(name, "0=") && !str_is(name, "inventory.json") &&
		    !str_is(name, "inventory.json.sha512") &&
		    !str_is(name, "inventory.json.sha256"))
			tell(k, STORE_APPEARED, name, "E001");
	}
}

static bool give(struct object_check *k, const struct inventory_pair *p, bool fixity)
{
	struct audit_task t = { .path = audit_under(k->c->mem, k->relative, p->path),
				.object = k->id,
				.algorithm = p->algorithm,
				.digest = p->digest,
				.fixity = fixity };
	return digest_hex_length(p->algorithm) == 0 || audit_pool_give(k->a, &t);
}

/* Each content path once for each kind of digest it is known by; on which digests of one kind
 * inventories differ has been told. */
static bool give_files(struct object_check *k)
{
	const struct inventory_pair **want = inventory_by_path(k->c->mem, &k->expected);
	const struct inventory_pair **there = inventory_by_path(k->c->mem, &k->on_disc);
	for (size_t i = 0; i < k->expected.n; i++) {
		bool again = false;
		bool found = inventory_find_path(there, k->on_disc.n, want[i]->path);
		for (size_t j = i; j > 0 && str_same(want[j - 1]->path, want[i]->path); j--)
			again = again || !found ||
				str_same(want[j - 1]->algorithm, want[i]->algorithm);
		if (again)
			continue;
		if (!found)
			tell(k, STORE_VANISHED, want[i]->path, "E092");
		else if (!give(k, want[i], false))
			return false;
	}
	for (size_t i = 0; i < k->on_disc.n; i++)
		if (!inventory_find_path(want, k->expected.n, k->on_disc.at[i].path))
			tell(k, STORE_APPEARED, k->on_disc.at[i].path, "E023");
	const struct inventory_pair **fixity = inventory_by_path(k->c->mem, &k->fixity);
	for (size_t i = 0; i < k->fixity.n; i++) {
		const struct inventory_pair *p = fixity[i];
		bool again = i > 0 && str_same(p->path, fixity[i - 1]->path) &&
			     str_same(p->digest, fixity[i - 1]->digest);
		if (!again && inventory_find_path(there, k->on_disc.n, p->path) &&
		    !give(k, p, true))
			return false;
	}
	return true;
}

/* Where the root's inventory cannot be used, the newest version's may still name the files. */
static bool find_inventory(struct object_check *k, const struct file_list *in)
{
	bool there = false;
	for (size_t i = 0; i < in->n; i++)
		there = there || (!in->at[i].folder && str_is(in->at[i].name, "inventory.json"));
	if (!there)
		tell(k, STORE_BROKEN, STR(""), "E063");
	else if (check_inventory(k, STR(""), in, &k->root_bytes, &k->root))
		return true;
	for (size_t i = in->n; i > 0; i--) {
		int padding;
		struct str name = in->at[i - 1].name;
		if (!in->at[i - 1].folder || !inventory_version_number(name, &padding))
			continue;
		char *folder = path_join(k->c->mem, k->folder, str_z(k->c->mem, name));
		if (!object_inventory(k->c, folder, &k->root))
			continue;
		return file_read(k->c, path_join(k->c->mem, folder, "inventory.json"),
				 STORE_INVENTORY_MAX, &k->root_bytes);
	}
	return false;
}

bool audit_object(struct audit *a, struct str relative)
{
	struct ctx inner = { .mem = a->scratch, .dir = a->c->dir, .lang = a->c->lang };
	struct object_check k = { .a = a,
				  .c = &inner,
				  .relative = relative,
				  .id = relative,
				  .folder = path_join(a->scratch, a->root,
						      str_z(a->scratch, relative)),
				  .spec = 11 };
	struct file_list in, odd;
	if (!audit_list(&inner, k.folder, &in, &odd))
		return fail(a->c, ERR_INTERNAL, "the folder {0} could not be read", k.folder);
	for (size_t i = 0; i < odd.n; i++)
		tell(&k, STORE_APPEARED, odd.at[i].name, "E090");
	check_declaration(&k, &in);
	check_strangers(&k, &in);
	if (!find_inventory(&k, &in))
		return true;
	k.id = k.root.id;
	if (k.root.spec != k.spec)
		tell(&k, STORE_BROKEN, STR("inventory.json"), "E038");
	if (a->layout_known && !str_same(layout_relative(a->scratch, k.id), relative))
		tell(&k, STORE_BROKEN, STR(""), "E083");
	expect(&k, &k.root);
	check_versions(&k, &in);
	return give_files(&k);
}
