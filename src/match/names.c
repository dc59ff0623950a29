/*
 * names - who is responsible: family names as they sound, and initials.
 *
 * "Пушкин, Александр Сергеевич", "Пушкин, А. С." and "Pushkin, A." have the same family key; their
 * initials do not contradict.
 */
#include "match/match_int.h"

/* A key of text that stands for a whole part, neither initial nor combination. */
static bool is_part_key(const char *key)
{
	return key[0] != '.' && key[0] != '=' && !strchr(key, '.');
}

static void add_keys(struct str name, struct folded_name *ret)
{
	char keys[TEXT_NAME_KEYS][64];
	size_t n = text_name_keys(name, keys);
	for (size_t i = 0; i < n && ret->n < NAME_KEYS_MAX; i++)
		if (is_part_key(keys[i]))
			ret->keys[ret->n++] = match_hash(str_of(keys[i]));
}

/* The family name as it sounds, its first letters. */
static void add_family(struct str name, struct folded_name *ret)
{
	struct text_walk w;
	struct text_token t;
	char key[128];
	text_walk_init(&w, name);
	if (!text_walk_next(&w, &t))
		return;
	fold_word(t.exact, "", key);
	memcpy(ret->family, key, strnlen(key, FAMILY_MAX));
}

/* A corporate body, or a name of too many words to be a person's: as a whole, and its last part
 * ("Қазақстан. Ғылым академиясы. Тарих институты"). */
static void add_body(struct str name, struct folded_name *ret)
{
	size_t from[] = { 0, 0 };
	for (size_t i = 0; i + 2 < name.n; i++)
		if (name.s[i] == '.' && name.s[i + 1] == ' ')
			from[1] = i + 2;
	for (size_t k = 0; k < 1 + (from[1] > 0); k++) {
		struct text_walk w;
		struct text_token t;
		uint32_t h = 0;
		text_walk_init(&w, str_from(name, from[k]));
		for (int n = 0; n < 8 && text_walk_next(&w, &t); n++) {
			char key[128];
			fold_word(t.exact, "", key);
			h = h * 31 + match_hash(str_of(key));
		}
		ret->keys[ret->n++] = h;
	}
}

static size_t words_in(struct str name)
{
	size_t n = 1;
	for (size_t i = 0; i < name.n; i++)
		n += name.s[i] == ' ';
	return n;
}

/* First sounds of the words after the comma. */
static void add_initials(struct str rest, struct folded_name *ret)
{
	struct text_walk w;
	struct text_token t;
	size_t n = 0;
	text_walk_init(&w, rest);
	while (n < 2 && text_walk_next(&w, &t)) {
		char key[128];
		fold_word(t.exact, "", key);
		if (key[0] >= 'a' && key[0] <= 'z')
			ret->initials[n++] = key[0];
	}
}

static void name_add(const struct record_value *value, struct match_facts *f)
{
	struct str name = value->value;
	struct folded_name v = { .n = 0 };
	size_t comma = str_find_byte(name, ',');
	if (f->n_names == NAMES_MAX)
		return;
	bool inverted = comma < name.n;
	v.body = value->body || (!inverted && words_in(name) > 3);
	if (v.body)
		add_body(name, &v);
	else
		add_keys(str_upto(name, comma), &v);
	if (inverted && !v.body) {
		add_family(str_upto(name, comma), &v);
		add_initials(str_from(name, comma + 1), &v);
	}
	if (v.n)
		f->names[f->n_names++] = v;
}

void names_read(const struct record *r, struct match_facts *f)
{
	static const enum record_field order[] = { RECORD_CREATOR, RECORD_CONTRIBUTOR };
	for (size_t k = 0; k < COUNT_OF(order); k++)
		for (size_t i = 0; i < r->n; i++)
			if (r->at[i].field == order[k])
				name_add(&r->at[i], f);
}
