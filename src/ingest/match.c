/*
 * Which record belongs to which document: by the file name that the record gives, as it stands,
 * then without folders, then without extension, in small letters; then by the folder that holds
 * this document alone.
 */
#include "ingest/ingest_int.h"

enum { BY_PATH, BY_NAME, BY_STEM, BY_FOLDER, RANKS };

struct key {
	int rank;
	struct str text;
	size_t find;
};

/* Small letters, NFC, forward slashes, no "./" or address before it. */
static struct str normal(struct ctx *c, struct str value)
{
	struct buf b;
	buf_init(&b, c->mem, 1 << 20);
	buf_add_z(&b, "");
	size_t scheme = str_find(value, STR("://"));
	struct str s = scheme < value.n ? str_from(value, scheme + 3) : value;
	for (size_t i = 0; i < s.n; i++)
		buf_add_char(&b, s.s[i] == '\\' ? '/' : s.s[i]);
	s = text_lower(c->mem, text_nfc(c->mem, str_trim(buf_str(&b))));
	while (str_starts(s, "./") || str_starts(s, "/"))
		s = str_from(s, s.s[0] == '/' ? 1 : 2);
	while (s.n && s.s[s.n - 1] == '/')
		s.n--;
	return s;
}

static struct str stem(struct str name)
{
	struct str extension = path_extension(name);
	if (extension.n == 0 || extension.n > 5 || extension.n + 1 >= name.n)
		return name;
	return str_upto(name, name.n - extension.n - 1);
}

static int order_keys(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	if (x->rank != y->rank)
		return x->rank - y->rank;
	int by_text = str_order(x->text, y->text);
	return by_text ? by_text : (x->find > y->find) - (x->find < y->find);
}

struct keys {
	struct key *at;
	size_t n;
};

/* The name of the folder a file lies in; empty at the root. */
static struct str folder_name(struct str path)
{
	size_t n = path.n - path_name(path).n;
	return n ? path_name(str_upto(path, n - 1)) : STR("");
}

static struct keys keys_of(struct ctx *c, const struct finds *f)
{
	struct keys k = { arena_array_of(c->mem, RANKS * f->n + 1, struct key), 0 };
	for (size_t i = 0; i < f->n; i++) {
		if (f->at[i].refusal.kind || f->at[i].record)
			continue;
		struct str path = normal(c, f->at[i].path);
		struct str name = normal(c, f->at[i].name);
		k.at[k.n++] = (struct key){ BY_PATH, path, i };
		k.at[k.n++] = (struct key){ BY_NAME, name, i };
		k.at[k.n++] = (struct key){ BY_STEM, f->at[i].n_files > 1 ? name : stem(name), i };
		k.at[k.n++] = (struct key){ BY_FOLDER, folder_name(path), i };
	}
	qsort(k.at, k.n, sizeof(*k.at), order_keys);
	return k;
}

/* The only document of that key, or SIZE_MAX. */
static size_t look_up(const struct keys *k, int rank, struct str text)
{
	struct key want = { rank, text, 0 };
	size_t low = 0, high = k->n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (order_keys(&k->at[mid], &want) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (low >= k->n || k->at[low].rank != rank || !str_same(k->at[low].text, text))
		return SIZE_MAX;
	bool more = low + 1 < k->n && k->at[low + 1].rank == rank &&
		    str_same(k->at[low + 1].text, text);
	return more ? SIZE_MAX : k->at[low].find;
}

/* A path may begin further up than what was handed over: its front is taken off bit by bit. */
static size_t find_named(struct ctx *c, const struct keys *k, struct str value)
{
	struct str path = normal(c, value);
	struct str name = path_name(path);
	if (!path.n)
		return SIZE_MAX;
	for (struct str rest = path; rest.n; rest = str_from(rest, str_find_byte(rest, '/') + 1)) {
		size_t found = look_up(k, BY_PATH, rest);
		if (found != SIZE_MAX)
			return found;
		if (str_find_byte(rest, '/') >= rest.n)
			break;
	}
	size_t found = look_up(k, BY_NAME, name);
	if (found == SIZE_MAX)
		found = look_up(k, BY_STEM, name); /* the record names no extension */
	if (found == SIZE_MAX)
		found = look_up(k, BY_STEM, stem(name));
	return found != SIZE_MAX ? found : look_up(k, BY_FOLDER, name);
}

static bool match_record(struct ctx *c, struct finds *f, const struct keys *k,
			 const struct record *r)
{
	bool matched = false;
	for (size_t i = 0; i < r->n; i++) {
		if (r->at[i].field != RECORD_FILE)
			continue;
		size_t found = find_named(c, k, r->at[i].value);
		if (found == SIZE_MAX || f->at[found].record)
			continue;
		f->at[found].record = r;
		matched = true;
	}
	return matched;
}

/* One document and one record handed over together need no names. */
static bool only_pair(struct finds *f, const struct record *r, size_t n_records)
{
	struct find *only = NULL;
	size_t n = 0;
	for (size_t i = 0; i < f->n; i++)
		if (!f->at[i].refusal.kind) {
			only = &f->at[i];
			n++;
		}
	if (n != 1 || n_records != 1 || only->record)
		return false;
	only->record = r;
	return true;
}

static struct str call_record(struct ctx *c, const struct record *r)
{
	struct str s = record_first(r, RECORD_FILE);
	struct str title = record_first(r, RECORD_TITLE);
	if (s.s && title.s)
		return str_print(c->mem, "%.*s (%.*s)", STR_ARGS(s), STR_ARGS(title));
	return s.s ? s : title.s ? title : STR("?");
}

void match_records(struct ctx *c, struct finds *f, struct str **ret, size_t *ret_n)
{
	struct keys k = keys_of(c, f);
	size_t all = 0;
	for (size_t i = 0; i < f->n_records; i++)
		all += f->records[i].list.n;
	struct str *unmatched = arena_array_of(c->mem, all + 1, struct str);
	size_t n = 0;
	for (size_t i = 0; i < f->n_records; i++) {
		for (size_t j = 0; j < f->records[i].list.n; j++) {
			const struct record *r = &f->records[i].list.at[j];
			if (!match_record(c, f, &k, r) && !only_pair(f, r, all))
				unmatched[n++] = call_record(c, r);
		}
	}
	*ret = unmatched;
	*ret_n = n;
}

bool match_names_files(struct ctx *c, const struct find_records *records, size_t n,
		       const struct find_file *files, size_t n_files)
{
	struct finds f = { .at = arena_array_of(c->mem, n_files, struct find), .n = n_files };
	for (size_t i = 0; i < n_files; i++)
		f.at[i] =
			(struct find){ .path = files[i].name, .name = files[i].name, .n_files = 1 };
	struct keys k = keys_of(c, &f);
	size_t named = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < records[i].list.n; j++)
			named += match_record(c, &f, &k, &records[i].list.at[j]);
	return named > 1;
}
