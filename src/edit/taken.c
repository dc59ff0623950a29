/* A record of somebody else's, as one to begin with. */
#include "edit/edit_int.h"

/* Copies of the library it came from, and when it changed there. */
static bool stays_behind(const char *tag)
{
	static const char *const tags[] = { "001", "003", "005", "850", "852", "853", "854", "855",
					    "859", "863", "864", "865", "866", "867", "868", "876",
					    "877", "878", "899", "910", "949", "952", "995" };
	for (size_t i = 0; i < COUNT_OF(tags); i++)
		if (!strcmp(tag, tags[i]))
			return true;
	return false;
}

static struct str other_number(struct arena *mem, const struct marc *m, struct str agency)
{
	struct str id = marc_value(m, "001", 0), of = str_trim(marc_value(m, "003", 0));
	if (!str_trim(id).n)
		return STR_NONE;
	if (!of.n)
		of = agency;
	return of.n ? str_print(mem, "(%.*s)%.*s", STR_ARGS(of), STR_ARGS(str_trim(id)))
		    : str_trim(id);
}

static bool has_number(const struct marc *m, struct str number)
{
	for (const struct marc_field *f = marc_field(m, "035"); f; f = marc_field_next(m, f))
		if (str_same(marc_sub(f, 'a'), number))
			return true;
	return false;
}

bool edit_taken(struct ctx *c, const struct marc *m, struct str agency, enum marc_dialect d,
		struct marc *ret)
{
	struct str number = other_number(c->mem, m, agency);
	struct marc as = *m, out;
	if (d != MARC_21 && !edit_is_unimarc(d))
		return fail(c, ERR_INVALID, "records are not made in the format {0} here",
			    marc_dialect_name(d));
	if (m->dialect != d)
		marc_convert(c->mem, m, d, &as);
	out = as;
	out.fields = NULL;
	out.n = out.room = 0;
	for (size_t i = 0; i < as.n; i++)
		if (!stays_behind(as.fields[i].tag))
			edit_copy_field(c->mem, &out, &as.fields[i]);
	if (number.n && !has_number(&out, number)) {
		edit_number(c->mem, &out, number);
		edit_sort(&out);
	}
	out.leader[5] = 'n';
	*ret = out;
	return true;
}
