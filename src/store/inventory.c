/*
 * Reading inventories: everything in one is checked before it is believed, and each rule broken is
 * told by its code (OCFL 1.1 section 3.5 and validation-codes).
 */
#include "store/store_int.h"

#include <jansson.h>

struct reading {
	struct arena *mem;
	struct inventory_report *report;
	struct inventory *inv;
};

void inventory_tell(struct inventory_report *r, const char *code)
{
	if (r->told++ == 0)
		r->first = code;
	if (r->tell)
		r->tell(r->arg, code);
}

static void tell(struct reading *r, const char *code)
{
	inventory_tell(r->report, code);
}

static struct str text_of(struct reading *r, const json_t *v)
{
	return str_copy(r->mem, (struct str){ json_string_value(v), json_string_length(v) });
}

int inventory_version_number(struct str name, int *ret_padding)
{
	int64_t n = 0;
	if (name.n < 2 || name.n > 9 || name.s[0] != 'v')
		return 0;
	for (size_t i = 1; i < name.n; i++)
		if (name.s[i] < '0' || name.s[i] > '9')
			return 0;
	if (!str_to_int(str_from(name, 1), 1, 9999999, &n))
		return 0;
	*ret_padding = name.s[1] == '0' ? (int)name.n - 1 : 0;
	return (int)n;
}

const char *inventory_path_fault(struct str path, const char *elements, const char *slashes)
{
	if (path.n == 0)
		return elements;
	if (path.s[0] == '/' || path.s[path.n - 1] == '/')
		return slashes;
	struct str rest = path, one;
	while (str_next(&rest, '/', &one))
		if (one.n == 0 || str_is(one, ".") || str_is(one, ".."))
			return elements;
	return NULL;
}

/* True where the paths, in order, hold one twice or one that is a folder of another. */
static bool paths_clash(struct arena *mem, const struct inventory_pairs *p)
{
	const struct inventory_pair **at = inventory_by_path(mem, p);
	for (size_t i = 0; i + 1 < p->n; i++)
		if (str_same(at[i]->path, at[i + 1]->path))
			return true;
	for (size_t i = 0; i < p->n; i++) {
		struct str path = at[i]->path;
		for (size_t k = 1; k < path.n; k++)
			if (path.s[k] == '/' && inventory_find_path(at, p->n, str_upto(path, k)))
				return true;
	}
	return false;
}

static bool same_digest_twice(struct arena *mem, json_t *object)
{
	struct inventory_pairs seen = { 0 };
	const char *key;
	json_t *value;
	json_object_foreach(object, key, value)
	{
		struct str lower = str_lower_ascii(mem, str_of(key));
		inventory_add(mem, &seen, STR_NONE, lower);
	}
	const struct inventory_pair **at = inventory_by_path(mem, &seen);
	for (size_t i = 0; i + 1 < seen.n; i++)
		if (str_same(at[i]->path, at[i + 1]->path))
			return true;
	return false;
}

static bool digest_well_formed(struct str digest, struct str algorithm)
{
	size_t hex = digest_hex_length(algorithm);
	if (hex && digest.n != hex)
		return false;
	for (size_t i = 0; i < digest.n; i++)
		if (!strchr("0123456789abcdefABCDEF", digest.s[i]))
			return false;
	return digest.n > 0;
}

/* What a block {digest: [path]} breaks when it is not of that form, and in its paths. */
struct block_codes {
	const char *form, *digest, *elements, *slashes;
};

static bool read_pairs(struct reading *r, json_t *object, struct str algorithm,
		       const struct block_codes *codes, struct inventory_pairs *ret)
{
	const char *key;
	json_t *list, *one;
	size_t i;
	bool ok = true;
	json_object_foreach(object, key, list)
	{
		struct str digest = str_copy(r->mem, str_of(key));
		if (!digest_well_formed(digest, algorithm)) {
			tell(r, codes->digest);
			ok = false;
		}
		if (!json_is_array(list)) {
			tell(r, codes->form);
			return false;
		}
		json_array_foreach(list, i, one)
		{
			if (!json_is_string(one)) {
				tell(r, codes->form);
				return false;
			}
			struct str path = text_of(r, one);
			const char *fault = inventory_path_fault(path, codes->elements,
								 codes->slashes);
			if (fault) {
				tell(r, fault);
				ok = false;
				continue;
			}
			inventory_add(r->mem, ret, digest, path);
		}
	}
	inventory_sort(ret);
	return ok;
}

static void read_id(struct reading *r, json_t *root)
{
	json_t *id = json_object_get(root, "id");
	if (!id)
		tell(r, "E036");
	else if (!json_is_string(id) || json_string_length(id) == 0)
		tell(r, "E037");
	else
		r->inv->id = text_of(r, id);
}

static void read_type(struct reading *r, json_t *root)
{
	json_t *type = json_object_get(root, "type");
	const char *s = json_string_value(type);
	if (!type)
		tell(r, "E036");
	else if (s && strcmp(s, "https://ocfl.io/1.1/spec/#inventory") == 0)
		r->inv->spec = 11;
	else if (s && strcmp(s, "https://ocfl.io/1.0/spec/#inventory") == 0)
		r->inv->spec = 10;
	else
		tell(r, "E038");
}

static void read_algorithm(struct reading *r, json_t *root)
{
	json_t *a = json_object_get(root, "digestAlgorithm");
	r->inv->algorithm = STR("sha512");
	if (!a)
		tell(r, "E036");
	else if (!json_is_string(a))
		tell(r, "E039");
	else if (strcmp(json_string_value(a), "sha512") != 0 &&
		 strcmp(json_string_value(a), "sha256") != 0)
		tell(r, "E025");
	else
		r->inv->algorithm = text_of(r, a);
}

static void read_head(struct reading *r, json_t *root)
{
	json_t *head = json_object_get(root, "head");
	if (!head) {
		tell(r, "E036");
		return;
	}
	if (json_is_string(head)) {
		r->inv->head = text_of(r, head);
		r->inv->head_number = inventory_version_number(r->inv->head, &r->inv->padding);
	}
	if (r->inv->head_number == 0)
		tell(r, "E040");
}

static void read_content_directory(struct reading *r, json_t *root)
{
	json_t *dir = json_object_get(root, "contentDirectory");
	r->inv->content = STR("content");
	if (!dir)
		return;
	r->inv->content_named = true;
	struct str s = json_is_string(dir) ? text_of(r, dir) : STR_NONE;
	if (s.n == 0 || memchr(s.s, '/', s.n))
		tell(r, "E017");
	else if (str_is(s, ".") || str_is(s, ".."))
		tell(r, "E018");
	else
		r->inv->content = s;
}

/* Content paths begin with a version's folder … */
static bool content_path_in_version(const struct inventory *inv, struct str path)
{
	struct str rest = path, version;
	int padding;
	if (!str_next(&rest, '/', &version) || rest.n == 0)
		return false;
	int n = inventory_version_number(version, &padding);
	return n > 0 && n <= inv->head_number && padding == inv->padding;
}

/* … and the content folder in it. */
static bool content_path_in_content(const struct inventory *inv, struct str path)
{
	struct str rest = path, version, content;
	return str_next(&rest, '/', &version) && str_next(&rest, '/', &content) && rest.n &&
	       str_same(content, inv->content);
}

static bool read_manifest(struct reading *r, json_t *root)
{
	static const struct block_codes codes = { "E092", "E092", "E099", "E100" };
	json_t *m = json_object_get(root, "manifest");
	if (!m || !json_is_object(m)) {
		tell(r, !m || r->inv->spec == 10 ? "E041" : "E106");
		return false;
	}
	if (same_digest_twice(r->mem, m))
		tell(r, "E096");
	if (!read_pairs(r, m, r->inv->algorithm, &codes, &r->inv->manifest))
		return false;
	if (paths_clash(r->mem, &r->inv->manifest))
		tell(r, "E101");
	for (size_t i = 0; i < r->inv->manifest.n; i++) {
		struct str path = r->inv->manifest.at[i].path;
		if (!content_path_in_content(r->inv, path))
			tell(r, "E042");
		if (!content_path_in_version(r->inv, path)) {
			tell(r, "E042");
			return false;
		}
	}
	return true;
}

static void read_user(struct reading *r, json_t *user, struct inventory_version *v)
{
	json_t *name = json_object_get(user, "name");
	json_t *address = json_object_get(user, "address");
	if (!json_is_object(user) || !json_is_string(name) || json_string_length(name) == 0) {
		tell(r, "E054");
		return;
	}
	v->user = text_of(r, name);
	if (json_is_string(address))
		v->address = text_of(r, address);
	else if (address)
		tell(r, "E054");
}

static bool digits_at(struct str s, size_t at, size_t n)
{
	for (size_t i = at; i < at + n; i++)
		if (i >= s.n || s.s[i] < '0' || s.s[i] > '9')
			return false;
	return true;
}

/* RFC 3339 section 5.6, with a zone and seconds as OCFL asks. */
static bool created_well_formed(struct str t)
{
	if (t.n < 20 || !digits_at(t, 0, 4) || t.s[4] != '-' || !digits_at(t, 5, 2) ||
	    t.s[7] != '-' || !digits_at(t, 8, 2) || (t.s[10] | 32) != 't' || !digits_at(t, 11, 2) ||
	    t.s[13] != ':' || !digits_at(t, 14, 2) || t.s[16] != ':' || !digits_at(t, 17, 2))
		return false;
	size_t at = 19;
	if (t.s[at] == '.') {
		at++;
		if (!digits_at(t, at, 1))
			return false;
		while (digits_at(t, at, 1))
			at++;
	}
	struct str zone = str_from(t, at);
	if (zone.n == 1)
		return (zone.s[0] | 32) == 'z';
	return zone.n == 6 && (zone.s[0] == '+' || zone.s[0] == '-') && digits_at(zone, 1, 2) &&
	       zone.s[3] == ':' && digits_at(zone, 4, 2);
}

static void read_version_words(struct reading *r, json_t *value, struct inventory_version *v)
{
	json_t *created = json_object_get(value, "created");
	json_t *message = json_object_get(value, "message");
	json_t *user = json_object_get(value, "user");
	const char *key;
	json_t *one;
	if (!created)
		tell(r, "E048");
	else if (!json_is_string(created) || !created_well_formed(text_of(r, created)))
		tell(r, "E049");
	else
		v->created = text_of(r, created);
	if (message && !json_is_string(message))
		tell(r, "E094");
	else if (message)
		v->message = text_of(r, message);
	if (user)
		read_user(r, user, v);
	json_object_foreach(value, key, one)
	{
		if (r->inv->spec == 11 && strcmp(key, "created") != 0 &&
		    strcmp(key, "state") != 0 && strcmp(key, "message") != 0 &&
		    strcmp(key, "user") != 0)
			tell(r, "E102");
	}
}

static bool read_version(struct reading *r, json_t *value, struct inventory_version *v)
{
	static const struct block_codes codes = { "E051", "E050", "E052", "E053" };
	if (!json_is_object(value)) {
		tell(r, "E047");
		return false;
	}
	read_version_words(r, value, v);
	json_t *state = json_object_get(value, "state");
	if (!state || !json_is_object(state)) {
		tell(r, state ? "E050" : "E048");
		return false;
	}
	bool ok = read_pairs(r, state, STR_NONE, &codes, &v->state);
	if (paths_clash(r->mem, &v->state))
		tell(r, "E095");
	for (size_t i = 0; i < v->state.n; i++)
		if (!inventory_find_digest(&r->inv->manifest, v->state.at[i].digest)) {
			tell(r, "E050");
			return false;
		}
	return ok;
}

static int order_versions(const void *a, const void *b)
{
	const struct inventory_version *x = a, *y = b;
	return (x->number > y->number) - (x->number < y->number);
}

/* Names: vN all, one way of padding, 1, 2, 3 … up to the head. */
static bool versions_in_order(struct reading *r)
{
	struct inventory *inv = r->inv;
	if (inv->n_versions == 0) {
		tell(r, "E008");
		return false;
	}
	qsort(inv->versions, inv->n_versions, sizeof(*inv->versions), order_versions);
	for (size_t i = 0; i < inv->n_versions; i++) {
		int padding = 0;
		inventory_version_number(inv->versions[i].name, &padding);
		if (padding != inv->padding && inv->head_number)
			tell(r, padding ? "E011" : "E012");
		if (inv->versions[i].number != (int)i + 1) {
			tell(r, i == 0 ? "E009" : "E010");
			return false;
		}
	}
	if (!str_same(inventory_head(inv)->name, inv->head)) {
		tell(r, "E040");
		return false;
	}
	return true;
}

static bool read_versions(struct reading *r, json_t *root)
{
	json_t *versions = json_object_get(root, "versions"), *value;
	const char *key;
	if (!versions || !json_is_object(versions)) {
		tell(r, versions ? "E044" : "E043");
		return false;
	}
	struct inventory *inv = r->inv;
	bool ok = true;
	inv->versions = arena_array_of(r->mem, json_object_size(versions) + 1,
				       struct inventory_version);
	json_object_foreach(versions, key, value)
	{
		int padding;
		struct inventory_version *v = &inv->versions[inv->n_versions];
		v->name = str_copy(r->mem, str_of(key));
		v->number = inventory_version_number(v->name, &padding);
		if (v->number == 0) {
			tell(r, "E046");
			return false;
		}
		inv->n_versions++;
		ok = read_version(r, value, v) && ok;
	}
	return versions_in_order(r) && ok;
}

/* 1.1: every digest of the manifest is used by some version (E107). */
static void check_used(struct reading *r)
{
	const struct inventory *inv = r->inv;
	struct str last = STR_NONE;
	for (size_t i = 0; i < inv->manifest.n && inv->spec == 11; i++) {
		struct str digest = inv->manifest.at[i].digest;
		bool used = last.s && str_same(digest, last);
		for (size_t v = 0; v < inv->n_versions && !used; v++)
			used = inventory_find_digest(&inv->versions[v].state, digest);
		if (!used) {
			tell(r, "E107");
			return;
		}
		last = digest;
	}
}

static void read_fixity(struct reading *r, json_t *root)
{
	static const struct block_codes codes = { "E057", "E057", "E099", "E100" };
	json_t *fixity = json_object_get(root, "fixity"), *block;
	const char *key;
	if (!fixity)
		return;
	if (!json_is_object(fixity)) {
		tell(r, r->inv->spec == 10 ? "E056" : "E111");
		return;
	}
	const struct inventory_pair **by_path = inventory_by_path(r->mem, &r->inv->manifest);
	json_object_foreach(fixity, key, block)
	{
		struct str algorithm = str_copy(r->mem, str_of(key));
		struct inventory_pairs pairs = { 0 };
		if (!json_is_object(block)) {
			tell(r, "E057");
			continue;
		}
		if (same_digest_twice(r->mem, block))
			tell(r, "E097");
		read_pairs(r, block, algorithm, &codes, &pairs);
		for (size_t i = 0; i < pairs.n; i++) {
			if (!inventory_find_path(by_path, r->inv->manifest.n, pairs.at[i].path)) {
				tell(r, "E093");
				continue;
			}
			inventory_add(r->mem, &r->inv->fixity, pairs.at[i].digest,
				      pairs.at[i].path);
			r->inv->fixity.at[r->inv->fixity.n - 1].algorithm = algorithm;
		}
	}
}

static void check_keys(struct reading *r, json_t *root)
{
	static const char *const known[] = { "id",       "type",     "digestAlgorithm",
					     "head",     "manifest", "contentDirectory",
					     "versions", "fixity" };
	const char *key;
	json_t *value;
	json_object_foreach(root, key, value)
	{
		bool found = false;
		for (size_t i = 0; i < COUNT_OF(known); i++)
			found = found || strcmp(key, known[i]) == 0;
		if (!found)
			tell(r, "E102");
	}
}

/* jansson says where a key stood for the second time; the block is the one that began last. */
static const char *duplicate_code(struct str bytes, int position)
{
	static const struct {
		const char *key, *code;
	} blocks[] = { { "\"manifest\"", "E096" },
		       { "\"fixity\"", "E097" },
		       { "\"state\"", "E050" } };
	const char *code = "E033";
	size_t nearest = 0, end = position > 0 ? (size_t)position : 0;
	for (size_t i = 0; i < COUNT_OF(blocks); i++) {
		struct str rest = str_upto(bytes, end < bytes.n ? end : bytes.n);
		struct str key = str_of(blocks[i].key);
		for (size_t at = 0, found; (found = str_find(rest, key)) < rest.n;) {
			at += found + key.n;
			rest = str_from(rest, found + key.n);
			if (at > nearest) {
				nearest = at;
				code = blocks[i].code;
			}
		}
	}
	return code;
}

bool inventory_parse(struct arena *mem, struct str bytes, struct inventory_report *report,
		     struct inventory *ret)
{
	struct inventory inv = { .spec = 11 };
	struct reading r = { mem, report, &inv };
	json_error_t e;
	json_t *root = json_loadb(bytes.s ? bytes.s : "", bytes.n, JSON_REJECT_DUPLICATES, &e);
	if (!root) {
		tell(&r, json_error_code(&e) == json_error_duplicate_key
				 ? duplicate_code(bytes, e.position)
				 : "E033");
		return false;
	}
	bool usable = json_is_object(root);
	if (!usable)
		tell(&r, "E033");
	else {
		read_type(&r, root);
		read_id(&r, root);
		read_algorithm(&r, root);
		read_head(&r, root);
		read_content_directory(&r, root);
		if (inv.spec == 11)
			check_keys(&r, root);
		usable = read_manifest(&r, root);
		usable = read_versions(&r, root) && usable;
	}
	if (usable) {
		check_used(&r);
		read_fixity(&r, root);
	}
	json_decref(root);
	usable = usable && inv.id.n && inv.head_number;
	if (usable)
		*ret = inv;
	return usable;
}
