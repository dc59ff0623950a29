/*
 * keys - under which records that may be one edition meet.
 *
 * A key is a hash of what two records of one edition share, and few others do: numbers of an
 * agency; else words of the title with the year and the numbers in it, so that forty volumes of a
 * set or ten years of a textbook do not stand under one key.
 */
#include "match/match_int.h"

/* Kinds of keys: part of the hash, so that a year is never taken for a page. */
enum {
	KEY_ISBN = 1,
	KEY_ODD,
	KEY_ISSN,
	KEY_BIBNO,
	KEY_CONTROL,
	KEY_TITLE,
	KEY_BEGINNING,
	KEY_NAME,
	KEY_PAGES,
	KEY_IMPRINT,
	KEY_SKELETON
};
enum { BEGINNING = 4 }; /* words of the title, for a key of its beginning */

struct keys {
	uint64_t *at;
	size_t n;
};

static uint64_t mix(uint64_t h, uint64_t v)
{
	h ^= v + 0x9e3779b97f4a7c15u + (h << 6) + (h >> 2);
	h ^= h >> 31;
	h *= 0xbf58476d1ce4e5b9u;
	return h ^ h >> 29;
}

static uint64_t mix_text(uint64_t h, struct str s)
{
	uint64_t t = 0xcbf29ce484222325u;
	for (size_t i = 0; i < s.n; i++)
		t = (t ^ (unsigned char)s.s[i]) * 0x100000001b3u;
	return mix(h, t);
}

static void add(struct keys *k, uint64_t v)
{
	v &= INT64_MAX; /* a database keeps signed numbers */
	for (size_t i = 0; i < k->n; i++)
		if (k->at[i] == v)
			return;
	if (k->n < MATCH_KEYS)
		k->at[k->n++] = v;
}

/* Volume, part, book, issue and class: told under whatever name. */
static uint64_t numerals_of(const struct match_facts *f)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < f->n_numerals; i++) {
		const struct numeral *x = &f->numerals[i];
		if (x->label <= LABEL_COURSE && x->label != LABEL_NONE)
			sum += mix(7, x->value);
	}
	return sum;
}

static struct str title_of(const struct match_facts *f, size_t i)
{
	return (struct str){ f->titles[i].s, f->titles[i].n };
}

static struct str proper_of(const struct match_facts *f, size_t i)
{
	return (struct str){ f->titles[i].s, f->titles[i].proper };
}

/* The first words of four letters and more; all where there are too few. */
static uint64_t beginning(struct str title, uint64_t h)
{
	struct str rest = title, one;
	size_t n = 0;
	while (n < BEGINNING && str_next(&rest, ' ', &one)) {
		if (one.n < 4)
			continue;
		h = mix_text(h, one);
		n++;
	}
	return n ? h : mix_text(h, title);
}

/* Consonants of the whole proper title, in their order: what typing and scripts leave. */
static uint64_t skeleton(struct str title, uint64_t h)
{
	char s[TITLE_MAX];
	size_t n = 0;
	for (size_t i = 0; i < title.n && n < 24; i++) {
		char c = title.s[i];
		if (strchr("aeiouwyOU -", c) || (n && s[n - 1] == c))
			continue;
		s[n++] = c;
	}
	return n >= 5 ? mix_text(h, (struct str){ s, n }) : 0;
}

static void number_keys(const struct match_facts *f, struct keys *k, uint64_t numerals)
{
	for (size_t i = 0; i < f->n_control; i++)
		add(k, mix(mix(KEY_CONTROL, f->control[i].agency), f->control[i].number));
	for (size_t i = 0; i < f->n_bibno && i < 2; i++)
		add(k, mix(KEY_BIBNO, f->bibno[i]));
	for (size_t i = 0; i < f->n_isbn; i++)
		add(k, mix(KEY_ISBN, f->isbn[i]));
	for (size_t i = 0; i < f->n_odd; i++)
		add(k, mix(KEY_ODD, f->odd[i]));
	/* a monograph may give its series' ISSN, which thousands share */
	uint64_t title = f->level == LEVEL_SERIAL || !f->n_titles ? 0
								  : mix_text(1, proper_of(f, 0));
	for (size_t i = 0; i < f->n_issn && i < 2; i++)
		add(k, mix(mix(KEY_ISSN, f->issn[i]), mix(numerals, title)));
}

/* Of a serial the year says nothing: it is when its first or its last number came out. */
static uint64_t year_of(const struct match_facts *f)
{
	return f->level == LEVEL_SERIAL || !f->n_years ? 0 : f->years[0];
}

size_t match_keys(const struct match_facts *f, uint64_t ret[MATCH_KEYS])
{
	struct keys k = { .at = ret };
	uint64_t numerals = numerals_of(f), year = year_of(f);
	number_keys(f, &k, numerals);
	for (size_t i = 0; i < f->n_titles; i++) {
		struct str proper = proper_of(f, i);
		uint64_t own = mix(mix(KEY_TITLE, numerals), year);
		add(&k, mix_text(own, i ? proper : title_of(f, 0)));
		add(&k, beginning(proper, mix(mix(KEY_BEGINNING, numerals), year)));
		if (i == 0 && f->n_names && f->names[0].n)
			add(&k, beginning(str_upto(proper, str_find_byte(proper, ' ')),
					  mix(mix(KEY_NAME, f->names[0].keys[0]),
					      mix(numerals, year))));
		uint64_t bones = skeleton(proper, mix(mix(KEY_SKELETON, numerals), year));
		if (i == 0 && bones)
			add(&k, bones);
	}
	if (f->pages > 30 && f->n_names && f->names[0].n && year)
		add(&k, mix(mix(KEY_PAGES, f->names[0].keys[0]), mix(f->pages, year)));
	/* where both title and name are mistyped */
	if (f->pages > 30 && f->n_publisher && year)
		add(&k, mix(mix(KEY_IMPRINT, (unsigned char)f->publisher[0].s[0]),
			    mix(mix(f->pages, year), numerals)));
	return k.n;
}

uint64_t match_work(const struct match_facts *f)
{
	if (f->n_titles == 0)
		return 0;
	struct str proper = proper_of(f, 0);
	bool name = f->n_names && f->names[0].n;
	if (!name && proper.n < 12) /* "Стихи" of nobody is no work */
		return 0;
	uint64_t h = beginning(proper, name ? f->names[0].keys[0] : 1) & INT64_MAX;
	return h ? h : 1;
}
