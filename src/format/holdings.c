/*
 * holdings - what a MARC record says of copies: where they stand, under what mark, how many.
 *
 * Copies that stand together are one holding. MARC 21 852 with 866; UNIMARC and RUSMARC 852, 899
 * (obsolete, and what most of the region writes) and 995; IRBIS64 910 with 909 for serials.
 */
#include "format/format_int.h"

enum { HOLDINGS = 2000 }; /* of one record; more are not told */

struct gathering {
	struct arena *mem;
	const struct marc *m;
	struct record_holding *at;
	size_t n, cap;
};

/* The values of these subfields, in that order. */
static struct str joined(struct arena *mem, const struct marc_field *f, const char *codes,
			 const char *between)
{
	struct buf b;
	buf_init(&b, mem, 0);
	for (const char *code = codes; *code; code++)
		for (size_t i = 0; i < f->n; i++) {
			struct str v = str_trim(f->subs[i].value);
			if (f->subs[i].code != *code || !v.n)
				continue;
			buf_add_z(&b, b.n ? between : "");
			buf_add(&b, v);
		}
	return buf_str(&b);
}

static struct str one_of(const struct marc_field *f, const char *codes)
{
	for (const char *code = codes; *code; code++) {
		struct str v = str_trim(marc_sub(f, *code));
		if (v.n)
			return v;
	}
	return STR_NONE;
}

static bool together(const struct record_holding *a, const struct record_holding *b)
{
	return str_same(a->library, b->library) && str_same(a->collection, b->collection) &&
	       str_same(a->call_number, b->call_number) && str_same(a->volumes, b->volumes) &&
	       str_same(a->note, b->note);
}

static void gather(struct gathering *g, const struct record_holding *h)
{
	for (size_t i = 0; i < g->n; i++)
		if (together(&g->at[i], h)) {
			if (h->copies > 0 && g->at[i].copies <= 1000000)
				g->at[i].copies += h->copies;
			return;
		}
	if (g->n == HOLDINGS)
		return;
	if (g->n == g->cap) {
		size_t more = g->cap ? 2 * g->cap : 8;
		g->at = arena_grow(g->mem, g->at, g->cap * sizeof *g->at, more * sizeof *g->at);
		g->cap = more;
	}
	g->at[g->n++] = *h;
}

/* A field that names a barcode, an inventory or a copy number is of that one copy. */
static int copies_of(const struct marc_field *f, const char *codes)
{
	return one_of(f, codes).n ? 1 : 0;
}

/* -- MARC 21 ------------------------------------------------------------------------------------ */

/* 866 to 868 are of the 852 that stands before them; $a is text, $z a note. */
static void add_text_holdings(struct gathering *g, const struct marc_field *f)
{
	struct str text = joined(g->mem, f, "a", ", ");
	struct record_holding *last = g->n ? &g->at[g->n - 1] : NULL;
	if (!text.n)
		return;
	if (!last || last->volumes.n)
		gather(g, &(struct record_holding){ .volumes = text, .note = one_of(f, "z") });
	else
		last->volumes = text;
}

static void add_852_marc21(struct gathering *g, const struct marc_field *f)
{
	gather(g, &(struct record_holding){
			  .library = one_of(f, "a"),
			  .collection = joined(g->mem, f, "bc", ", "),
			  .call_number = joined(g->mem, f, "khijlm", " "),
			  .barcode = one_of(f, "p"),
			  .volumes = one_of(f, "3"),
			  .note = one_of(f, "z"),
			  .link = one_of(f, "u"),
			  .copies = copies_of(f, "pt"),
		  });
}

/* -- UNIMARC and RUSMARC ------------------------------------------------------------------------ */

/* j is the whole mark; without it it is put together from its parts. */
static struct str mark_of(struct gathering *g, const struct marc_field *f, const char *parts)
{
	struct str whole = one_of(f, "j");
	return whole.n ? whole : joined(g->mem, f, parts, " ");
}

static void add_852_unimarc(struct gathering *g, const struct marc_field *f)
{
	gather(g, &(struct record_holding){
			  .library = one_of(f, "a"),
			  .collection = joined(g->mem, f, "b", ", "),
			  .call_number = mark_of(g, f, "gkl"),
			  .barcode = one_of(f, "mp"),
			  .note = one_of(f, "y"),
			  .copies = copies_of(f, "mnpt"),
		  });
}

static void add_899(struct gathering *g, const struct marc_field *f)
{
	gather(g, &(struct record_holding){
			  .library = one_of(f, "a"),
			  .collection = joined(g->mem, f, "bc", ", "),
			  .call_number = mark_of(g, f, "khim"),
			  .barcode = one_of(f, "p"),
			  .note = one_of(f, "z"),
			  .copies = copies_of(f, "pt"),
		  });
}

/* Recommandation 995 of the French libraries: b library, e section, k mark, f barcode, u note. */
static void add_995(struct gathering *g, const struct marc_field *f)
{
	gather(g, &(struct record_holding){
			  .library = one_of(f, "bac"),
			  .collection = one_of(f, "e"),
			  .call_number = one_of(f, "k"),
			  .barcode = one_of(f, "f"),
			  .volumes = one_of(f, "v"),
			  .note = one_of(f, "u"),
			  .copies = copies_of(f, "f"),
		  });
}

/* -- IRBIS64 ------------------------------------------------------------------------------------ */

/* 906 the class, 908 the author's mark: together what stands on the spine. */
static struct str mark_irbis(struct gathering *g)
{
	struct str class = str_trim(marc_value(g->m, "906", 'a'));
	struct str author = str_trim(marc_value(g->m, "908", 'a'));
	if (class.n && author.n)
		return str_print(g->mem, "%.*s/%.*s", STR_ARGS(class), STR_ARGS(author));
	return class.n ? class : author;
}

/* ^a is the copy's state: 6 written off and 4 lost are not there; U and C stand for a group of ^1
 * copies. ^d is where it stands. */
static void add_910(struct gathering *g, const struct marc_field *f)
{
	struct str state = str_trim(marc_sub(f, 'a'));
	int64_t n = 1;
	if (str_is(state, "6") || str_is(state, "4"))
		return;
	if ((str_is(state, "U") || str_is(state, "C")) &&
	    !str_to_int(str_trim(marc_sub(f, '1')), 0, 1000000, &n))
		n = 1;
	gather(g, &(struct record_holding){
			  .library = one_of(f, "d"),
			  .collection = one_of(f, "q"),
			  .call_number = mark_irbis(g),
			  .barcode = one_of(f, "hb"),
			  .copies = (int)n,
		  });
}

/* A serial's summary of a year: ^q year, ^h numbers, ^d where. */
static void add_909(struct gathering *g, const struct marc_field *f)
{
	struct str year = one_of(f, "q"), numbers = one_of(f, "h");
	struct str told = year.n && numbers.n ? str_print(g->mem, "%.*s: %.*s", STR_ARGS(year),
							  STR_ARGS(numbers))
			  : year.n            ? year
					      : numbers;
	if (told.n)
		gather(g, &(struct record_holding){ .library = one_of(f, "d"), .volumes = told });
}

/* -- the whole ---------------------------------------------------------------------------------- */

static const struct way {
	enum { OF_21 = 1, OF_UNIMARC = 2, OF_IRBIS = 4 } dialects;
	const char *tag;
	void (*add)(struct gathering *g, const struct marc_field *f);
} ways[] = {
	{ OF_21, "852", add_852_marc21 },       { OF_21, "866", add_text_holdings },
	{ OF_21, "867", add_text_holdings },    { OF_21, "868", add_text_holdings },
	{ OF_UNIMARC, "852", add_852_unimarc }, { OF_UNIMARC, "899", add_899 },
	{ OF_UNIMARC, "995", add_995 },         { OF_IRBIS, "910", add_910 },
	{ OF_IRBIS, "909", add_909 },
};

static int family(enum marc_dialect d)
{
	if (d == MARC_UNIMARC || d == MARC_RUSMARC || d == MARC_KAZMARC)
		return OF_UNIMARC;
	return d == MARC_IRBIS ? OF_IRBIS : OF_21;
}

size_t record_holdings(struct arena *mem, const struct marc *m, struct record_holding **ret)
{
	struct gathering g = { .mem = mem, .m = m };
	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; k < COUNT_OF(ways); k++)
			if ((int)ways[k].dialects == family(m->dialect) &&
			    strcmp(m->fields[i].tag, ways[k].tag) == 0)
				ways[k].add(&g, &m->fields[i]);
	*ret = g.at;
	return g.n;
}
