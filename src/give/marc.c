/* A title's MARC: of its best source record, in the dialect asked for, with everybody's holdings. */
#include "give/give_int.h"

/* The first of the source records that is MARC; false where none is. */
static bool best_marc(struct ctx *c, const struct source_list *list, struct record_item *ret,
		      int64_t *ret_source)
{
	for (size_t i = 0; i < list->n; i++) {
		if (!source_read(c, &list->at[i], ret)) {
			err_clear(c); /* unreadable by today's rules: the next one tells */
			continue;
		}
		if (ret->marc && !ret->reason) {
			*ret_source = list->at[i].id;
			return true;
		}
	}
	return false;
}

static void drop(struct marc *m, const char *tag)
{
	size_t n = 0;
	for (size_t i = 0; i < m->n; i++)
		if (strcmp(m->fields[i].tag, tag) != 0)
			m->fields[n++] = m->fields[i];
	m->n = n;
}

static void add_some(struct arena *mem, struct marc_field *f, char code, struct str value)
{
	if (value.n)
		marc_add_sub(mem, f, code, value);
}

/* MARC 21 and UNIMARC 852, RUSMARC 899: library, branch or collection, call number, what there is
 * of a serial, copies. */
static bool add_holdings(struct ctx *c, const struct title *t, struct marc *m)
{
	struct holding_list list;
	struct partner p;
	const char *tag = m->dialect == MARC_RUSMARC ? "899" : "852";
	if (!holdings_of_title(c, t->id, &list))
		return false;
	drop(m, "852");
	drop(m, "899");
	for (size_t i = 0; i < list.n; i++) {
		const struct holding *h = &list.at[i];
		if (!partner_get(c, h->partner, &p))
			return false;
		struct marc_field *f = marc_add(c->mem, m, tag, ' ', ' ');
		add_some(c->mem, f, 'a', partner_name(&p, "ru"));
		add_some(c->mem, f, 'b', h->library);
		add_some(c->mem, f, m->dialect == MARC_21 ? 'c' : 'b', h->collection);
		add_some(c->mem, f, m->dialect == MARC_21 ? 'h' : 'j', h->call_number);
		if (h->copies > 0)
			marc_add_sub(c->mem, f, 't', str_print(c->mem, "%d", h->copies));
		add_some(c->mem, f, m->dialect == MARC_21 ? '3' : 'z', h->volumes);
		add_some(c->mem, f, 'z', h->note);
	}
	return true;
}

static struct marc copy_of(struct arena *mem, const struct marc *m)
{
	struct marc to = *m;
	to.fields = arena_array_of(mem, m->n + 1, struct marc_field);
	memcpy(to.fields, m->fields, m->n * sizeof *m->fields);
	to.room = m->n + 1;
	return to;
}

/* Every format asks for a number (001): a record that came without one has the title's. */
static void number(struct arena *mem, const struct title *t, struct marc *m)
{
	if (marc_field(m, "001"))
		return;
	marc_add_control(mem, m, "001", t->id);
	struct marc_field last = m->fields[m->n - 1];
	memmove(&m->fields[1], &m->fields[0], (m->n - 1) * sizeof *m->fields);
	m->fields[0] = last;
}

bool give_marc(struct ctx *c, const struct title *t, enum marc_dialect dialect, struct marc *ret,
	       int64_t *ret_source)
{
	struct source_list list;
	struct record_item item;
	struct record r;
	struct marc made;
	int64_t source = 0;
	if (!give_record(c, t, &r) || !give_sources(c, t, &list))
		return false;
	if (best_marc(c, &list, &item, &source))
		made = copy_of(c->mem, item.marc);
	else
		give_made(c->mem, t, &r, &made);
	if (made.dialect != dialect && dialect != MARC_UNKNOWN)
		marc_convert(c->mem, &made, dialect, ret);
	else
		*ret = made;
	number(c->mem, t, ret);
	if (ret_source)
		*ret_source = source;
	return add_holdings(c, t, ret);
}
