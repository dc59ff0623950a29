/* The difference of two records, field by field. */
#include "edit/edit_int.h"

struct side { /* one of the two: its fields as text, and which of them are dealt with */
	const struct marc *m;
	struct str *text;
	bool *done;
};

static struct side side_of(struct arena *mem, const struct marc *m)
{
	struct side s = { .m = m,
			  .text = arena_array_of(mem, m->n + 1, struct str),
			  .done = arena_array_of(mem, m->n + 1, bool) };
	for (size_t i = 0; i < m->n; i++)
		s.text[i] = edit_field_text(mem, &m->fields[i]);
	return s;
}

static void add(struct edit_difference *d, enum edit_sign sign, struct str text)
{
	d->at[d->n++] = (struct edit_line){ sign, text };
}

static bool same_tag(const struct side *s, size_t i, const char *tag)
{
	return !s->done[i] && !strcmp(s->m->fields[i].tag, tag);
}

/* Fields of one tag: those that are in both are kept; of the others the first that went stands
 * beside the first that came, and so on. */
static void differ_tag(struct side *a, struct side *b, const char *tag, struct edit_difference *d)
{
	size_t next = 0;
	for (size_t i = 0; i < a->m->n; i++) {
		if (!same_tag(a, i, tag))
			continue;
		size_t j = 0;
		while (j < b->m->n && !(same_tag(b, j, tag) && str_same(a->text[i], b->text[j])))
			j++;
		if (j < b->m->n) {
			a->done[i] = b->done[j] = true;
			add(d, EDIT_KEPT, a->text[i]);
		}
	}
	for (size_t i = 0; i < a->m->n; i++) {
		if (!same_tag(a, i, tag))
			continue;
		a->done[i] = true;
		add(d, EDIT_GONE, a->text[i]);
		while (next < b->m->n && !same_tag(b, next, tag))
			next++;
		if (next < b->m->n) {
			b->done[next] = true;
			add(d, EDIT_CAME, b->text[next]);
		}
	}
	for (; next < b->m->n; next++)
		if (same_tag(b, next, tag)) {
			b->done[next] = true;
			add(d, EDIT_CAME, b->text[next]);
		}
}

static struct str leader_text(struct arena *mem, const struct marc *m)
{
	struct marc bare = *m;
	bare.n = 0;
	return str_trim(edit_text(mem, &bare));
}

/* Length and base address of the leader are the writer's, not the cataloguer's. */
static bool same_leader(const struct marc *a, const struct marc *b)
{
	return !memcmp(a->leader + 5, b->leader + 5, 7) &&
	       !memcmp(a->leader + 17, b->leader + 17, 3);
}

/* In the order of a; a tag that only b has stands before the first tag of a that is greater. */
static void differ_fields(struct side *a, struct side *b, struct edit_difference *d)
{
	size_t j = 0;
	for (size_t i = 0; i < a->m->n; i++) {
		const char *tag = a->m->fields[i].tag;
		if (a->done[i])
			continue;
		for (; j < b->m->n && strcmp(b->m->fields[j].tag, tag) < 0; j++)
			if (!b->done[j] && !marc_field(a->m, b->m->fields[j].tag))
				differ_tag(a, b, b->m->fields[j].tag, d);
		differ_tag(a, b, tag, d);
	}
	for (size_t i = 0; i < b->m->n; i++)
		if (!b->done[i])
			differ_tag(a, b, b->m->fields[i].tag, d);
}

bool edit_differ(struct ctx *c, const struct marc *a, const struct marc *b,
		 struct edit_difference *ret)
{
	struct side sa = side_of(c->mem, a), sb = side_of(c->mem, b);
	struct edit_difference d = {
		.at = arena_array_of(c->mem, a->n + b->n + 2, struct edit_line),
	};
	if (same_leader(a, b)) {
		add(&d, EDIT_KEPT, leader_text(c->mem, b));
	} else {
		add(&d, EDIT_GONE, leader_text(c->mem, a));
		add(&d, EDIT_CAME, leader_text(c->mem, b));
	}
	differ_fields(&sa, &sb, &d);
	*ret = d;
	return true;
}
