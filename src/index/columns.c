/*
 * columns - values of all titles in memory: facets, years, where their places stand.
 *
 * A title costs 38 bytes. They are read once a process; after a commit only the documents in the
 * list of changes are read again (DIR/index-N/changes: a document's number and the revision it was
 * put upon, u32 each). An entry counts once the index has come past that revision; one that the
 * engine committed before it was listed waits for the next commit.
 */
#include "index/index_int.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ENTRY = 8, ANEW = 16, SLOTS = COLUMNS + 1 };

static const unsigned column_slots[SLOTS] = {
	[COLUMN_LANGUAGE] = SLOT_LANGUAGE, [COLUMN_KIND] = SLOT_KIND,
	[COLUMN_LEVEL] = SLOT_LEVEL,       [COLUMN_HOLDERS] = SLOT_PARTNER,
	[COLUMN_YEAR] = SLOT_YEAR_DOWN,    [COLUMN_CARRIER] = SLOT_CARRIER,
	[COLUMN_COUNTRY] = SLOT_COUNTRY,   [COLUMNS] = SLOT_PLACES,
};

/* Values by their numbers */

static void more_slots(struct handle *h, struct column *col)
{
	col->n_slots = col->n_slots ? 2 * col->n_slots : 64;
	col->slots = arena_array_of(h->mem, col->n_slots, uint32_t);
	for (uint32_t i = 1; i < col->n_values; i++) {
		size_t slot = places_hash(col->values[i]) & (col->n_slots - 1);
		while (col->slots[slot])
			slot = (slot + 1) & (col->n_slots - 1);
		col->slots[slot] = i;
	}
}

static uint32_t value_number(struct handle *h, struct column *col, struct str value)
{
	if (value.n == 0)
		return 0;
	if (2 * col->n_values >= col->n_slots)
		more_slots(h, col);
	size_t slot = places_hash(value) & (col->n_slots - 1);
	for (; col->slots[slot]; slot = (slot + 1) & (col->n_slots - 1))
		if (str_same(col->values[col->slots[slot]], value))
			return col->slots[slot];
	if (col->n_values == col->cap) {
		size_t each = sizeof(struct str);
		col->values = arena_grow(h->mem, col->values, col->cap * each, 2 * col->cap * each);
		col->cap *= 2;
	}
	col->values[col->n_values] = str_copy(h->mem, value);
	col->slots[slot] = (uint32_t)col->n_values;
	return (uint32_t)col->n_values++;
}

static void set_year(struct handle *h, uint32_t doc, struct str value)
{
	char decade[4];
	int64_t year = 0;
	struct column *col = &h->columns[COLUMN_YEAR];
	bool known = value.n == sizeof(decade) && str_to_int(value, 1, 9999, &year);
	h->years[doc] = (uint16_t)year;
	if (known) {
		memcpy(decade, value.s, sizeof(decade));
		decade[3] = '0';
		value = (struct str){ decade, sizeof(decade) };
	}
	col->of[doc] = value_number(h, col, value);
}

static void set_block(struct handle *h, uint32_t doc, struct str value)
{
	uint64_t at = 0;
	for (size_t i = 0; i < 8 && value.n == 8; i++)
		at = at << 8 | (unsigned char)value.s[i];
	h->blocks[doc] = value.n == 8 ? at + 1 : 0;
}

static void set_value(struct handle *h, size_t column, uint32_t doc, struct str value)
{
	if (column == COLUMNS)
		set_block(h, doc, value);
	else if (column == COLUMN_YEAR)
		set_year(h, doc, value);
	else
		h->columns[column].of[doc] = value_number(h, &h->columns[column], value);
}

/* All of them */

struct reading {
	struct handle *handle;
	size_t column;
};

static void read_value(void *arg, uint32_t doc, struct str value)
{
	struct reading *r = arg;
	if (doc <= r->handle->n_docs)
		set_value(r->handle, r->column, doc, value);
}

static void forget_sets(struct handle *h)
{
	arena_free(h->sets_mem);
	h->sets_mem = NULL;
	h->sets = NULL;
}

static bool read_all(struct ctx *c, struct handle *h)
{
	h->has_columns = false;
	arena_free(h->mem);
	h->mem = arena_new(0);
	h->n_docs = fts_last_doc(h->fts);
	h->room = (size_t)h->n_docs + h->n_docs / ANEW + 4096;
	h->years = arena_array_of(h->mem, h->room, uint16_t);
	h->blocks = arena_array_of(h->mem, h->room, uint64_t);
	for (size_t i = 0; i < SLOTS; i++) {
		struct reading r = { h, i };
		if (i < COLUMNS) {
			h->columns[i] = (struct column){ .n_values = 1, .cap = 16 };
			h->columns[i].of = arena_array_of(h->mem, h->room, uint32_t);
			h->columns[i].values = arena_array_of(h->mem, h->columns[i].cap,
							      struct str);
		}
		if (!fts_values(c, h->fts, column_slots[i], read_value, &r))
			return false;
	}
	h->has_columns = true;
	return true;
}

/* The list of changes */

bool changes_open(struct ctx *c, struct writer *w, const char *folder)
{
	w->changes = path_join(c->mem, folder, "changes");
	w->changes_fd = open(w->changes, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	if (w->changes_fd < 0) {
		fail_errno(c, "could not open {0}: {1}", w->changes);
		w->changes = NULL;
	}
	return w->changes;
}

void changes_close(struct writer *w)
{
	if (w->changes)
		close(w->changes_fd);
	w->changes = NULL;
}

bool writer_changed(struct ctx *c, struct writer *w, uint32_t doc)
{
	if (!w->changes || !doc)
		return true;
	uint32_t entry[] = { doc, (uint32_t)fts_write_revision(w->fts) };
	return file_write_all(w->changes_fd, entry, sizeof(entry)) ||
	       fail_errno(c, "could not write {0}: {1}", w->changes);
}

bool writer_remove(struct ctx *c, struct writer *w, struct str id_term)
{
	uint32_t doc = 0;
	return fts_write_doc_of(c, w->fts, id_term, &doc) && fts_write_remove(c, w->fts, id_term) &&
	       writer_changed(c, w, doc);
}

static int open_changes(const struct handle *h, size_t *ret_n)
{
	char path[4096];
	struct stat now;
	snprintf(path, sizeof(path), "%s/changes", h->path);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	*ret_n = fd >= 0 && fstat(fd, &now) == 0 ? (size_t)now.st_size / ENTRY * ENTRY : 0;
	return fd;
}

static bool read_doc(struct ctx *c, struct handle *h, uint32_t doc)
{
	struct str values[SLOTS];
	struct ctx own = *c;
	own.mem = arena_new(0);
	bool ok = fts_doc_values(&own, h->fts, doc, column_slots, SLOTS, values);
	for (size_t i = 0; ok && i < SLOTS; i++)
		set_value(h, i, doc, values[i]);
	if (!ok)
		hand_on_error(c, &own);
	arena_free(own.mem);
	return ok;
}

/* As far as the index has come. *ret_anew: too many changed, or there is no room for them. */
static bool read_changes(struct ctx *c, struct handle *h, int fd, size_t upto, bool *ret_anew)
{
	uint32_t entry[2], revision = (uint32_t)fts_revision(h->fts);
	*ret_anew = fts_last_doc(h->fts) >= h->room ||
		    (upto - h->change_at) / ENTRY > h->n_docs / ANEW + 1000;
	h->n_docs = *ret_anew ? h->n_docs : fts_last_doc(h->fts);
	while (!*ret_anew && h->change_at < upto) {
		if (pread(fd, entry, ENTRY, (off_t)h->change_at) != ENTRY)
			return fail_errno(c, "could not read {0}: {1}", "the index");
		if ((int32_t)(revision - entry[1]) <= 0)
			break;
		if (entry[0] <= h->n_docs && !read_doc(c, h, entry[0]))
			return false;
		h->change_at += ENTRY;
	}
	return true;
}

bool columns_read(struct ctx *c, struct handle *h)
{
	size_t upto;
	bool anew = !h->has_columns, ok = true;
	if (!anew && !h->stale)
		return true;
	int fd = open_changes(h, &upto);
	forget_sets(h);
	if (!anew && fd >= 0 && upto >= h->change_at)
		ok = read_changes(c, h, fd, upto, &anew);
	else
		anew = true;
	if (ok && anew) {
		size_t before = upto;           /* what is listed meanwhile is read again */
		while (before > 0 && fd >= 0) { /* and what is not yet committed */
			uint32_t entry[2];
			if (pread(fd, entry, ENTRY, (off_t)(before - ENTRY)) != ENTRY ||
			    (int32_t)((uint32_t)fts_revision(h->fts) - entry[1]) > 0)
				break;
			before -= ENTRY;
		}
		ok = read_all(c, h);
		h->change_at = before;
	}
	if (fd >= 0)
		close(fd);
	h->stale = !ok;
	return ok;
}
