/*
 * named - other names of the places and people that a query may name.
 *
 * Readers do not say which words of theirs are names. Words side by side are tried as the name of a
 * place (also.c); each word as a part of an author's name, with the initials beside it. A name of
 * several words is a title's when each of its words is, so such names are found by whoever asks
 * for them and offered to nobody else.
 */
#include "index/index_int.h"

/* What stands in for words that are no name's: nothing is called so. */
static const struct str no_name = { "0", 1 };

static struct str name_word(const struct word *w)
{
	if (w->unwanted || w->typed || w->light)
		return no_name;
	if (w->kind == WORD_PLAIN)
		return w->exact[0];
	return w->kind == WORD_PHRASE && w->joined && w->whole.n ? w->whole : no_name;
}

void title_names_read(struct ctx *c, const struct index_terms *t, struct asked_names *ret)
{
	ret->n = t->n;
	for (size_t i = 0; i < t->n; i++)
		ret->words[i] = name_word(&t->at[i]);
	ret->n_also = also_known(c, ret->words, ret->n, ret->also, COUNT_OF(ret->also));
}

static void add_name(struct other_names *to, const char *sign, struct str text)
{
	if (to->n == OTHER_NAMES || text.n == 0)
		return;
	for (size_t i = 0; i < to->n; i++)
		if (str_same(to->at[i].text, text) && strcmp(to->at[i].sign, sign) == 0)
			return;
	to->at[to->n++] = (struct other_name){ sign, text };
}

/* A place's other name, and the stem by which its forms are found: in Russian what is left of it,
 * else the whole name, for Алматы is no form of алма. */
static void add_place(struct ctx *c, struct other_names *to, struct str name)
{
	char stems[TEXT_STEMS][128];
	add_name(to, "", name);
	add_name(to, TERM_STEM, name);
	if (text_script(name) == SCRIPT_CYRILLIC && text_stems(name, "ru", stems))
		add_name(to, TERM_STEM, str_copy(c->mem, str_of(stems[0])));
}

static bool is_one_word(struct str name)
{
	return str_find_byte(name, ' ') == name.n;
}

void names_of_place(struct ctx *c, const struct asked_names *names, size_t word,
		    struct other_names *ret)
{
	ret->n = 0;
	for (size_t i = 0; i < names->n_also; i++) {
		const struct also *a = &names->also[i];
		if (word < a->at || word >= a->at + a->n)
			continue;
		for (size_t k = 0; k < a->n_names; k++)
			if (is_one_word(a->names[k]))
				add_place(c, ret, a->names[k]);
	}
}

void names_of_person(struct ctx *c, const struct asked_names *names, size_t word,
		     struct other_names *ret)
{
	char asks[TEXT_NAME_ASKS][64];
	size_t n = text_name_asks(names->words, names->n, word, asks);
	ret->n = 0;
	for (size_t i = 0; i < n; i++)
		add_name(ret, TERM_NAME, str_copy(c->mem, str_of(asks[i])));
}
