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

void edit_taken(struct ctx *c, const struct marc *m, struct str agency, enum marc_dialect d,
		struct marc *ret)
{
	struct marc as = *m, out;
	struct str number = other_number(c->mem, m, agency);
	if (m->dialect != d)
		marc_convert(c->mem, m, d, &as);
	out = as;
	out.fields = NULL;
	out.n = out.room = 0;
	bool told = !number.n;
	for (size_t i = 0; i < as.n; i++) {
		const struct marc_field *f = &as.fields[i];
		if (!told && strcmp(f->tag, "035") >= 0) {
			edit_number(c->mem, &out, number);
			told = true;
		}
		if (!stays_behind(f->tag))
			edit_copy_field(c->mem, &out, f);
	}
	if (!told)
		edit_number(c->mem, &out, number);
	out.leader[5] = 'n';
	*ret = out;
}
