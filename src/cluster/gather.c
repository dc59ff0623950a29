/* Gathering source records that hang together: a walk along sure pairs, answers and titles. */
#include "cluster/crowd.h"

static size_t find(const struct crowd *w, int64_t id)
{
	size_t i = 0;
	while (i < w->n && w->at[i].id != id)
		i++;
	return i;
}

/* Takes one in where it lives and there is room; *ret its place, or w->n of before where not. */
static bool take(struct ctx *c, struct crowd *w, int64_t id, size_t *ret)
{
	*ret = find(w, id);
	if (*ret < w->n)
		return true;
	if (w->n == CROWD_MAX) {
		w->cut = true;
		*ret = CROWD_MAX;
		return true;
	}
	if (w->n == w->cap) {
		size_t more = w->cap ? 2 * w->cap : 4;
		w->at = arena_grow(c->mem, w->at, w->cap * sizeof *w->at, more * sizeof *w->at);
		w->cap = more;
	}
	if (member_load(c, id, &w->at[w->n])) {
		w->n++;
		return true;
	}
	*ret = CROWD_MAX;
	if (c->err.kind != ERR_ABSENT)
		return false;
	err_clear(c); /* withdrawn */
	return true;
}

struct linked { /* a row of pair, as read */
	int64_t a, b, at;
	int score;
	enum cluster_answer answer;
};
struct links {
	struct linked *at;
	size_t n, cap;
};

static bool read_links(struct ctx *c, int64_t id, struct links *l)
{
	struct stmt *q = db_query(c, &SQL_CLUSTER_PAIRS_OF);
	l->n = 0;
	db_bind_int(q, id);
	db_bind_int(q, id);
	while (db_row(q)) {
		if (l->n == l->cap) {
			size_t more = l->cap ? 2 * l->cap : 16;
			l->at = arena_grow(c->mem, l->at, l->cap * sizeof *l->at,
					   more * sizeof *l->at);
			l->cap = more;
		}
		l->at[l->n++] = (struct linked){ .a = db_int(q, 0),
						 .b = db_int(q, 1),
						 .score = (int)db_int(q, 2),
						 .answer = (enum cluster_answer)db_int(q, 3),
						 .at = db_int(q, 4) };
	}
	return db_done(q);
}

static void tie(struct ctx *c, struct crowd *w, size_t a, size_t b, const struct linked *l)
{
	if (w->n_bonds == w->room) {
		size_t more = w->room ? 2 * w->room : 16;
		w->bonds = arena_grow(c->mem, w->bonds, w->room * sizeof *w->bonds,
				      more * sizeof *w->bonds);
		w->room = more;
	}
	w->bonds[w->n_bonds++] = (struct bond){ a, b, l->score, l->answer, l->at };
}

/* The pairs of the member at i. A pair is met from both its ends: the later one ties. An answer
 * "another" leads to nobody, but counts where both are here already. */
static bool follow_pairs(struct ctx *c, struct crowd *w, size_t i, struct links *l)
{
	if (!read_links(c, w->at[i].id, l))
		return false;
	for (size_t k = 0; k < l->n; k++) {
		int64_t id = l->at[k].a == w->at[i].id ? l->at[k].b : l->at[k].a;
		size_t other = find(w, id);
		if (l->at[k].answer != CLUSTER_OTHER && !take(c, w, id, &other))
			return false;
		if (other < i)
			tie(c, w, other, i, &l->at[k]);
	}
	return true;
}

static bool follow_title(struct ctx *c, struct crowd *w, size_t i, struct links *l)
{
	struct str title = w->at[i].title;
	size_t place;
	if (!title.n)
		return true;
	for (size_t k = 0; k < i; k++)
		if (str_same(w->at[k].title, title))
			return true; /* asked already */
	struct stmt *q = db_query(c, &SQL_CLUSTER_MEMBERS_OF_TITLE);
	db_bind_text(q, title);
	l->n = 0;
	while (db_row(q)) {
		if (l->n == l->cap) {
			size_t more = l->cap ? 2 * l->cap : 16;
			l->at = arena_grow(c->mem, l->at, l->cap * sizeof *l->at,
					   more * sizeof *l->at);
			l->cap = more;
		}
		l->at[l->n++].a = db_int(q, 0);
	}
	if (!db_done(q))
		return false;
	for (size_t k = 0; k < l->n; k++)
		if (!take(c, w, l->at[k].a, &place))
			return false;
	return true;
}

bool crowd_gather(struct ctx *c, const int64_t *seeds, size_t n, struct crowd *ret)
{
	struct crowd w = { .at = NULL };
	struct links l = { NULL, 0, 0 };
	size_t place;
	for (size_t i = 0; i < n; i++)
		if (!take(c, &w, seeds[i], &place))
			return false;
	for (size_t i = 0; i < w.n; i++)
		if (!follow_title(c, &w, i, &l) || !follow_pairs(c, &w, i, &l))
			return false;
	*ret = w;
	return true;
}
