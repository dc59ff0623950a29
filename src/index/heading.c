/*
 * heading - names, subjects, places, classes and years as browsing lists have them.
 *
 * A heading is a term: H, a letter of its own for each kind of list, where it sorts (text_sort_key,
 * for classes as classes.c orders them), a byte 1, then the heading as it is written. So the terms
 * stand in the order of the list, forms that differ in case or signs side by side, and how many
 * titles each has the engine knows.
 */
#include "index/index_int.h"

enum { TERM_MOST = 240, KEY_END = 1 };

static const char signs[BYS] = { 'A', 'S', 'G', 'U', 'B', 'D', 'Y' };

struct str heading_prefix(struct arena *mem, enum index_by by)
{
	return str_print(mem, TERM_HEADING "%c", signs[by]);
}

static struct str key_of(struct arena *mem, enum index_by by, struct str form)
{
	bool class = by == BY_UDC || by == BY_BBK || by == BY_DDC;
	struct str key = class ? class_order(mem, form) : text_sort_key(mem, form);
	return str_upto(key, HEADING_KEY);
}

struct str heading_start(struct arena *mem, enum index_by by, struct str form)
{
	return str_print(mem, TERM_HEADING "%c%.*s", signs[by], STR_ARGS(key_of(mem, by, form)));
}

/* As much of the form as a term has room for; "…" stands for the rest. */
static struct str packed(struct arena *mem, struct str form, size_t room)
{
	struct str whole = term_pack(mem, form), part = STR_NONE;
	if (whole.n <= room)
		return whole;
	for (size_t at = 0; at < form.n;) {
		text_next(form, &at);
		struct str some = str_print(mem, "%.*s…", (int)at, form.s);
		struct str next = term_pack(mem, some);
		if (next.n > room)
			break;
		part = next;
	}
	return part;
}

struct str heading_term(struct arena *mem, enum index_by by, struct str form)
{
	struct str start = heading_start(mem, by, form);
	if (start.n <= 2)
		return STR_NONE;
	struct str written = packed(mem, form, TERM_MOST - start.n - 1);
	return str_print(mem, "%.*s%c%.*s", STR_ARGS(start), KEY_END, STR_ARGS(written));
}

size_t heading_key_end(struct str term)
{
	return str_find_byte(term, KEY_END);
}

struct str heading_form(struct arena *mem, struct str term)
{
	return term_unpack(mem, str_from(term, heading_key_end(term) + 1));
}

struct str index_heading(struct arena *mem, const struct record_value *v)
{
	if (v->dates.n == 0)
		return v->value;
	return str_print(mem, "%.*s, %.*s", STR_ARGS(v->value), STR_ARGS(v->dates));
}
