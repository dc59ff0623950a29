/*
 * people - those whose several names no rule leads from one to another (tables/name_people.tsv).
 *
 * The table is read once a process, when a name is first looked at. A person is known by the first
 * name of the line, as it sounds.
 */
#include "text/names_int.h"

enum { NAMES_MOST = 512, FORM = 24, ID = 60 };

struct known_name {
	char forms[4][2][FORM]; /* of each part, at most two */
	uint8_t n;
	char id[ID]; /* of the person */
};
static struct known_name names[NAMES_MOST];
static size_t n_names;

static bool take_form(const char *form, char to[FORM])
{
	size_t n = strlen(form);
	if (n >= FORM)
		return false;
	memcpy(to, form, n + 1);
	return true;
}

static bool take_name(const struct person *p, struct known_name *ret)
{
	*ret = (struct known_name){ .n = (uint8_t)p->n };
	if (p->n == 0 || p->n > COUNT_OF(ret->forms))
		return false;
	for (size_t i = 0; i < p->n; i++)
		for (size_t f = 0; f < 2 && f < p->at[i].n_strict; f++)
			if (!take_form(p->at[i].forms[f], ret->forms[i][f]))
				return false;
	return true;
}

static void name_id(const struct known_name *name, char ret[ID])
{
	size_t n = 0;
	for (size_t i = 0; i < name->n; i++) {
		size_t k = strlen(name->forms[i][0]);
		if (n + k + 2 > ID)
			break;
		ret[n++] = '.';
		memcpy(ret + n, name->forms[i][0], k);
		n += k;
	}
	ret[n] = '\0';
}

static void read_table(void)
{
	struct str rows = str_of(text_people_rows), line, cell;
	while (str_next(&rows, '\n', &line)) {
		char id[ID] = "";
		while (str_next(&line, ';', &cell) && n_names < NAMES_MOST) {
			struct person p;
			person_read(cell, &p);
			if (!take_name(&p, &names[n_names]))
				continue;
			if (!id[0])
				name_id(&names[n_names], id);
			memcpy(names[n_names++].id, id, ID);
		}
	}
}

static bool part_is(const struct name_part *p, char forms[2][FORM])
{
	if (p->initial)
		return strchr(p->letters, forms[0][0] == 'u' ? 'v' : forms[0][0]) != NULL;
	for (size_t f = 0; f < p->n; f++)
		if (strcmp(p->forms[f], forms[0]) == 0 || strcmp(p->forms[f], forms[1]) == 0)
			return true;
	return false;
}

/* Each part of the known name is another one of the name's; one of them is more than an initial. */
static bool holds(const struct person *p, struct known_name *name)
{
	bool taken[NAME_PARTS] = { false }, whole = false;
	for (size_t i = 0; i < name->n; i++) {
		size_t k = 0;
		while (k < p->n && (taken[k] || !part_is(&p->at[k], name->forms[i])))
			k++;
		if (k == p->n)
			return false;
		taken[k] = true;
		whole |= !p->at[k].initial;
	}
	return whole;
}

static size_t find(const struct person *p, bool more, const char *ret[PEOPLE_ALIKE])
{
	size_t n = 0;
	if (n_names == 0)
		read_table();
	for (size_t i = 0; i < n_names && n < PEOPLE_ALIKE; i++) {
		bool fits = p->n == names[i].n || (more && names[i].n > 1 && p->n > names[i].n);
		if (fits && holds(p, &names[i]) && (n == 0 || strcmp(ret[0], names[i].id) != 0))
			ret[n++] = names[i].id;
	}
	return n;
}

size_t people_known(const struct person *name, const char *ret[PEOPLE_ALIKE])
{
	return find(name, true, ret);
}

size_t people_called(const struct person *asked, const char *ret[PEOPLE_ALIKE])
{
	return find(asked, false, ret);
}
