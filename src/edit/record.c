/* Small changes of a MARC record, as the rest of the room needs them. */
#include "edit/edit_int.h"

void edit_copy_field(struct arena *mem, struct marc *m, const struct marc_field *f)
{
	if (f->control.s) {
		marc_add_control(mem, m, f->tag, f->control);
		return;
	}
	struct marc_field *to = marc_add(mem, m, f->tag, f->indicators[0], f->indicators[1]);
	for (size_t i = 0; i < f->n; i++)
		marc_add_sub(mem, to, f->subs[i].code, f->subs[i].value);
}

void edit_number(struct arena *mem, struct marc *m, struct str number)
{
	struct marc_field *f = marc_add(mem, m, "035", ' ', ' ');
	marc_add_sub(mem, f, 'a', number);
}

/* The field goes before those with greater tags. */
static void sink(struct marc *m, size_t at)
{
	struct marc_field f = m->fields[at];
	while (at > 0 && strcmp(m->fields[at - 1].tag, f.tag) > 0) {
		m->fields[at] = m->fields[at - 1];
		at--;
	}
	m->fields[at] = f;
}

void edit_sort(struct marc *m)
{
	for (size_t i = 1; i < m->n; i++)
		sink(m, i);
}

void edit_set_control(struct arena *mem, struct marc *m, const char *tag, struct str value)
{
	for (size_t i = 0; i < m->n; i++)
		if (!strcmp(m->fields[i].tag, tag)) {
			m->fields[i].control = value;
			return;
		}
	marc_add_control(mem, m, tag, value);
	sink(m, m->n - 1);
}

/* Does a field say anything? */
static bool is_empty(const struct marc_field *f)
{
	if (f->control.s)
		return !str_trim(f->control).n;
	for (size_t i = 0; i < f->n; i++)
		if (str_trim(f->subs[i].value).n)
			return false;
	return true;
}

enum { EMBEDDED = 5 }; /* a tag and indicators, of a field within a field (UNIMARC 4XX $1) */

/* Those whose only word is a code that the blank record brought along: no more than a place. */
static bool says_only_codes(const struct marc_field *f)
{
	bool some = false;
	for (size_t i = 0; i < f->n; i++) {
		bool code = f->subs[i].code == '2' || f->subs[i].code == '4' ||
			    (f->subs[i].code == '1' && f->subs[i].value.n <= EMBEDDED);
		if (!str_trim(f->subs[i].value).n)
			continue;
		if (!code)
			return false;
		some = true;
	}
	return some;
}

void edit_clean(struct arena *mem, const struct marc *m, struct marc *ret)
{
	struct marc out = *m;
	out.fields = NULL;
	out.n = out.room = 0;
	for (size_t i = 0; i < m->n; i++) {
		const struct marc_field *f = &m->fields[i];
		if (is_empty(f) || (!f->control.s && says_only_codes(f)))
			continue;
		if (f->control.s) {
			marc_add_control(mem, &out, f->tag, f->control);
			continue;
		}
		struct marc_field *to = marc_add(mem, &out, f->tag, f->indicators[0],
						 f->indicators[1]);
		for (size_t j = 0; j < f->n; j++)
			if (str_trim(f->subs[j].value).n)
				marc_add_sub(mem, to, f->subs[j].code, f->subs[j].value);
	}
	*ret = out;
}

bool edit_same(struct arena *mem, const struct marc *a, const struct marc *b)
{
	struct marc x, y;
	edit_clean(mem, a, &x);
	edit_clean(mem, b, &y);
	edit_set_control(mem, &x, "005", STR("0"));
	edit_set_control(mem, &y, "005", STR("0"));
	memcpy(x.leader, y.leader, 5);           /* the record's length */
	memcpy(x.leader + 12, y.leader + 12, 5); /* where its data begin */
	return marc_same(&x, &y);
}
