/*
 * browse - headings in the order of the alphabet, with how many titles each has.
 *
 * The engine's terms stand in the order of the list, so a page of it is a walk from where it
 * begins. Backwards the engine cannot go: the walk begins at ever shorter starts of the key until
 * enough stands before it. Forms of one heading that differ in case or signs are one entry, under
 * the form that most titles have.
 */
#include "index/index_int.h"

enum { ENTRIES_MOST = 1000, KEY_MOST = 256 };

struct entry {
	struct str key; /* of the term: all before the form */
	struct str term;
	uint32_t most;    /* titles of that form */
	uint32_t n_forms; /* that make it */
	int64_t titles;
};
struct walk {
	struct ctx *c;
	struct entry *at; /* a ring of `room` */
	size_t room, n;   /* n: entries seen */
	struct str until; /* keys from here on end the walk; empty: none do */
	size_t most;      /* entries after which it ends; 0: none */
};

static bool add_term(void *arg, struct str term, uint32_t docs)
{
	struct walk *w = arg;
	struct str key = str_upto(term, heading_key_end(term));
	struct entry *e = w->n ? &w->at[(w->n - 1) % w->room] : NULL;
	if (w->until.n && str_order(key, w->until) >= 0)
		return false;
	if (!e || !str_same(e->key, key)) {
		if (w->most && w->n == w->most)
			return false;
		e = &w->at[w->n++ % w->room];
		*e = (struct entry){ .key = str_copy(w->c->mem, key) };
	}
	e->n_forms++;
	e->titles += docs;
	if (docs > e->most) {
		e->most = docs;
		e->term = str_copy(w->c->mem, term);
	}
	return true;
}

struct forms { /* of one entry: the titles of all of them */
	struct ctx *c;
	struct handle *h;
	uint64_t *set;
	bool ok;
};

static bool add_titles(void *arg, struct str term, uint32_t docs)
{
	struct forms *f = arg;
	uint32_t n;
	(void)docs;
	f->ok = fts_titles(f->c, f->h->fts, term, f->set, f->h->n_docs, &n);
	return f->ok;
}

/* A title may have several of the forms: it counts once. */
static bool count_forms(struct ctx *c, struct handle *h, struct entry *e)
{
	struct forms f = { c, h, NULL, true };
	uint32_t *docs;
	if (e->n_forms == 1)
		return true;
	f.set = arena_array_of(c->mem, (size_t)h->n_docs / 64 + 1, uint64_t);
	struct str start = str_print(c->mem, "%.*s\1", STR_ARGS(e->key));
	if (!fts_terms(c, h->fts, start, add_titles, &f) || !f.ok)
		return false;
	e->titles = (int64_t)titles_in(c->mem, h, f.set, &docs);
	return true;
}

/* The entry so many before the key; the first where there are fewer, none where there is none. */
static bool step_back(struct ctx *c, struct handle *h, struct str start, size_t n,
		      struct str *ret_form)
{
	for (size_t cut = start.n; cut >= 2; cut--) {
		struct walk w = { .c = c, .room = n, .until = start };
		w.at = arena_array_of(c->mem, n, struct entry);
		struct str from = str_upto(start, cut), all = str_upto(start, 2);
		if (!fts_terms_from(c, h->fts, all, from, add_term, &w))
			return false;
		if (w.n >= n || cut == 2) {
			const struct entry *e = &w.at[w.n >= n ? w.n % n : 0];
			*ret_form = w.n ? heading_form(c->mem, e->term) : STR_NONE;
			return true;
		}
	}
	*ret_form = STR_NONE;
	return true;
}

static bool browse_once(struct ctx *c, enum index_by by, struct str from, size_t n,
			struct index_entries *ret)
{
	struct handle *h;
	struct index_entries list = { 0 };
	struct walk w = { .c = c, .room = n + 1, .most = n + 1 };
	w.at = arena_array_of(c->mem, n + 1, struct entry);
	struct str start = heading_start(c->mem, by, from);
	if (!handle_get(c, &h) || !columns_read(c, h) ||
	    !fts_terms_from(c, h->fts, heading_prefix(c->mem, by), start, add_term, &w) ||
	    !step_back(c, h, start, n, &list.previous))
		return false;
	list.at = arena_array_of(c->mem, n + 1, struct index_entry);
	for (size_t i = 0; i < w.n && i < n; i++) {
		if (!count_forms(c, h, &w.at[i]))
			return false;
		list.at[list.n++] = (struct index_entry){ heading_form(c->mem, w.at[i].term),
							  w.at[i].titles };
	}
	if (w.n > n)
		list.next = heading_form(c->mem, w.at[n].term);
	*ret = list;
	return true;
}

bool index_browse(struct ctx *c, enum index_by by, struct str from, size_t n,
		  struct index_entries *ret)
{
	must(n > 0 && n <= ENTRIES_MOST);
	for (int i = 0; i < INDEX_TRIES; i++) {
		if (browse_once(c, by, str_upto(from, KEY_MOST), n, ret))
			return true;
		if (!index_again(c, i))
			break;
	}
	if (c->err.kind != ERR_ABSENT)
		return false;
	err_clear(c);
	*ret = (struct index_entries){ 0 };
	return true;
}
