/*
 * record - a MARC record in memory: its fields looked up, added to, compared.
 *
 * The room of an array is the next power of two, at least SUBS_LEAST, from what it holds; whoever
 * fills one by hand gives it that room (marc_subs_room).
 */
#include "marc/marc_int.h"

const struct marc_field *marc_field(const struct marc *m, const char *tag)
{
	for (size_t i = 0; i < m->n; i++) {
		if (!strcmp(m->fields[i].tag, tag))
			return &m->fields[i];
	}
	return NULL;
}

const struct marc_field *marc_field_next(const struct marc *m, const struct marc_field *f)
{
	for (const struct marc_field *next = f + 1; next < m->fields + m->n; next++) {
		if (!strcmp(next->tag, f->tag))
			return next;
	}
	return NULL;
}

struct str marc_sub(const struct marc_field *f, char code)
{
	for (size_t i = 0; f && i < f->n; i++) {
		if (f->subs[i].code == code)
			return f->subs[i].value;
	}
	return STR_NONE;
}

struct str marc_value(const struct marc *m, const char *tag, char code)
{
	for (const struct marc_field *f = marc_field(m, tag); f; f = marc_field_next(m, f)) {
		struct str v = code || !f->control.s ? marc_sub(f, code) : f->control;
		if (v.s)
			return v;
	}
	return STR_NONE;
}

void marc_fields_room(struct arena *mem, struct marc *m, size_t room)
{
	if (room <= m->room)
		return;
	struct marc_field *more = arena_array_of(mem, room, struct marc_field);
	if (m->n)
		memcpy(more, m->fields, m->n * sizeof(*more));
	m->fields = more;
	m->room = room;
}

struct marc_field *marc_add(struct arena *mem, struct marc *m, const char *tag, char i1, char i2)
{
	if (m->n == m->room)
		marc_fields_room(mem, m, m->room ? m->room * 2 : 32);
	struct marc_field *f = &m->fields[m->n++];
	*f = (struct marc_field){ .indicators = { i1, i2 } };
	for (size_t i = 0; i < sizeof(f->tag) - 1 && tag[i]; i++)
		f->tag[i] = tag[i];
	return f;
}

size_t marc_subs_room(size_t n)
{
	size_t room = SUBS_LEAST;
	while (room < n)
		room *= 2;
	return room;
}

void marc_add_sub(struct arena *mem, struct marc_field *f, char code, struct str value)
{
	if (f->n == 0 || (f->n >= SUBS_LEAST && (f->n & (f->n - 1)) == 0)) {
		struct marc_sub *more = arena_array_of(mem, marc_subs_room(f->n + 1),
						       struct marc_sub);
		if (f->n)
			memcpy(more, f->subs, f->n * sizeof(*more));
		f->subs = more;
	}
	f->subs[f->n++] = (struct marc_sub){ code, value };
}

void marc_add_control(struct arena *mem, struct marc *m, const char *tag, struct str value)
{
	struct marc_field *f = marc_add(mem, m, tag, ' ', ' ');
	f->control = value.s ? value : STR("");
}

static bool same_field(const struct marc_field *a, const struct marc_field *b)
{
	if (strcmp(a->tag, b->tag) != 0 || memcmp(a->indicators, b->indicators, 2) != 0 ||
	    a->n != b->n || !a->control.s != !b->control.s || !str_same(a->control, b->control))
		return false;
	for (size_t i = 0; i < a->n; i++) {
		if (a->subs[i].code != b->subs[i].code ||
		    !str_same(a->subs[i].value, b->subs[i].value))
			return false;
	}
	return true;
}

/* Of the leader only what is said of the work: lengths and addresses are the container's. */
static bool same_leader(const char *a, const char *b)
{
	return !memcmp(a + 5, b + 5, 4) && !memcmp(a + 17, b + 17, 3);
}

bool marc_same(const struct marc *a, const struct marc *b)
{
	if (a->n != b->n || !same_leader(a->leader, b->leader))
		return false;
	for (size_t i = 0; i < a->n; i++) {
		if (!same_field(&a->fields[i], &b->fields[i]))
			return false;
	}
	return true;
}
