/* Inventories in memory: pairs of digest and path, looking them up, and writing them canonically.
 */
#include "store/store_int.h"

void inventory_add(struct arena *mem, struct inventory_pairs *p, struct str digest, struct str path)
{
	if (p->n == p->room) {
		size_t more = p->room ? 2 * p->room : 16;
		p->at = arena_grow(mem, p->at, p->room * sizeof(*p->at), more * sizeof(*p->at));
		p->room = more;
	}
	p->at[p->n++] = (struct inventory_pair){ .digest = digest, .path = path };
}

static int order_digest(const void *a, const void *b)
{
	const struct inventory_pair *x = a, *y = b;
	int by_digest = str_order(x->digest, y->digest);
	return by_digest ? by_digest : str_order(x->path, y->path);
}

void inventory_sort(struct inventory_pairs *p)
{
	if (p->n)
		qsort(p->at, p->n, sizeof(*p->at), order_digest);
}

static int order_path(const void *a, const void *b)
{
	const struct inventory_pair *const *x = a, *const *y = b;
	int by_path = str_order((*x)->path, (*y)->path);
	return by_path ? by_path : str_order((*x)->digest, (*y)->digest);
}

const struct inventory_pair **inventory_by_path(struct arena *mem, const struct inventory_pairs *p)
{
	const struct inventory_pair **at = arena_array_of(mem, p->n + 1,
							  const struct inventory_pair *);
	for (size_t i = 0; i < p->n; i++)
		at[i] = &p->at[i];
	if (p->n)
		qsort(at, p->n, sizeof(const struct inventory_pair *), order_path);
	return at;
}

const struct inventory_pair *inventory_find_path(const struct inventory_pair *const *by_path,
						 size_t n, struct str path)
{
	size_t low = 0, high = n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_order(by_path[mid]->path, path);
		if (order == 0)
			return by_path[mid];
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

const struct inventory_pair *inventory_find_digest(const struct inventory_pairs *p,
						   struct str digest)
{
	size_t low = 0, high = p->n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (str_order(p->at[mid].digest, digest) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < p->n && str_same(p->at[low].digest, digest) ? &p->at[low] : NULL;
}

const struct inventory_version *inventory_head(const struct inventory *inv)
{
	return &inv->versions[inv->n_versions - 1];
}

static void write_key(struct buf *out, const char *indent, const char *key, struct str value)
{
	buf_print(out, "%s\"%s\": ", indent, key);
	buf_add_json(out, value);
	buf_add_z(out, ",\n");
}

/* {"digest": ["path", …], …} with the digests in order, a line each. */
static void write_pairs(struct buf *out, const char *indent, const struct inventory_pairs *p)
{
	buf_add_z(out, "{");
	for (size_t i = 0; i < p->n; i++) {
		bool first = i == 0 || !str_same(p->at[i].digest, p->at[i - 1].digest);
		if (first) {
			buf_print(out, "%s\n%s  ", i ? "]," : "", indent);
			buf_add_json(out, p->at[i].digest);
			buf_add_z(out, ": [");
		} else {
			buf_add_z(out, ", ");
		}
		buf_add_json(out, p->at[i].path);
	}
	if (p->n)
		buf_print(out, "]\n%s", indent);
	buf_add_z(out, "}");
}

static void write_version(struct buf *out, const struct inventory_version *v)
{
	buf_add_z(out, "    ");
	buf_add_json(out, v->name);
	buf_add_z(out, ": {\n");
	write_key(out, "      ", "created", v->created);
	if (v->message.n)
		write_key(out, "      ", "message", v->message);
	if (v->user.n) {
		buf_add_z(out, "      \"user\": {\"name\": ");
		buf_add_json(out, v->user);
		if (v->address.n) {
			buf_add_z(out, ", \"address\": ");
			buf_add_json(out, v->address);
		}
		buf_add_z(out, "},\n");
	}
	buf_add_z(out, "      \"state\": ");
	write_pairs(out, "      ", &v->state);
	buf_add_z(out, "\n    }");
}

struct str inventory_write(struct arena *mem, const struct inventory *inv)
{
	struct buf out;
	buf_init(&out, mem, STORE_INVENTORY_MAX);
	buf_add_z(&out, "{\n");
	write_key(&out, "  ", "id", inv->id);
	write_key(&out, "  ", "type", STR("https://ocfl.io/1.1/spec/#inventory"));
	write_key(&out, "  ", "digestAlgorithm", inv->algorithm);
	write_key(&out, "  ", "head", inv->head);
	if (!str_is(inv->content, "content"))
		write_key(&out, "  ", "contentDirectory", inv->content);
	buf_add_z(&out, "  \"manifest\": ");
	write_pairs(&out, "  ", &inv->manifest);
	buf_add_z(&out, ",\n  \"versions\": {\n");
	for (size_t i = 0; i < inv->n_versions; i++) {
		write_version(&out, &inv->versions[i]);
		buf_add_z(&out, i + 1 < inv->n_versions ? ",\n" : "\n");
	}
	buf_add_z(&out, "  }\n}\n");
	must(!out.full);
	return buf_str(&out);
}
