/*
 * What a record says of copies: 852 (MARC 21, RUSMARC), 899 (RUSMARC before 2019), 995 (UNIMARC as
 * the French use it), 910 and 909 (IRBIS64), 866 and 850.
 *
 * Copies of one call number in one place are one holding with their count.
 */
#include "format/plain.h"

enum { HOLDINGS_MAX = 500 };

struct reading {
	struct making k;
	struct record_holding *at;
	size_t n;
};

static struct str sub(struct reading *h, const struct marc_field *f, char code)
{
	return str_trim(value_clean(h->k.mem, marc_sub(f, code)));
}

/* Subfields in the order of their codes, parted by a space. */
static struct str subs(struct reading *h, const struct marc_field *f, const char *codes)
{
	struct buf out;
	buf_init(&out, h->k.mem, 0);
	for (; *codes; codes++) {
		struct str v = sub(h, f, *codes);
		if (v.n && out.n)
			buf_add_char(&out, ' ');
		buf_add(&out, v);
	}
	return buf_str(&out);
}

static bool is_empty(const struct record_holding *h)
{
	return !h->library.n && !h->collection.n && !h->call_number.n && !h->volumes.n &&
	       !h->barcode.n && !h->link.n && h->copies == 0;
}

static bool same_place(const struct record_holding *a, const struct record_holding *b)
{
	return str_same(a->library, b->library) && str_same(a->collection, b->collection) &&
	       str_same(a->call_number, b->call_number) && str_same(a->volumes, b->volumes) &&
	       str_same(a->note, b->note) && str_same(a->link, b->link);
}

static void add_holding(struct reading *h, struct record_holding one)
{
	if (is_empty(&one))
		return;
	for (size_t i = 0; i < h->n; i++) {
		struct record_holding *there = &h->at[i];
		if (!same_place(there, &one))
			continue;
		there->copies += one.copies;
		if (!str_same(there->barcode, one.barcode))
			there->barcode = STR_NONE; /* of several copies none is the one */
		return;
	}
	if (h->n < HOLDINGS_MAX)
		h->at[h->n++] = one;
}

/* A field for each copy tells so by its barcode, inventory or copy number. */
static void add_852(struct reading *h, const struct marc_field *f)
{
	bool is_21 = h->k.m->dialect == MARC_21;
	struct record_holding one = {
		.library = sub(h, f, 'a'),
		.collection = subs(h, f, is_21 ? "bc" : "b"),
		.call_number = is_21 ? subs(h, f, "khijm") : subs(h, f, "gjl"),
		.barcode = sub(h, f, is_21 ? 'p' : 'm'),
		.note = is_21 ? sub(h, f, 'z') : subs(h, f, "yz"),
		.link = sub(h, f, 'u'),
	};
	one.copies = one.barcode.n || sub(h, f, 't').n ? 1 : 0;
	add_holding(h, one);
}

static void add_899(struct reading *h, const struct marc_field *f)
{
	struct str whole = sub(h, f, 'j');
	struct record_holding one = {
		.library = sub(h, f, 'a'),
		.collection = subs(h, f, "bc"),
		.call_number = whole.n ? subs(h, f, "kjm") : subs(h, f, "khim"),
		.barcode = sub(h, f, 'p'),
		.note = sub(h, f, 'z'),
	};
	one.copies = one.barcode.n || sub(h, f, 't').n ? 1 : 0;
	add_holding(h, one);
}

static void add_995(struct reading *h, const struct marc_field *f)
{
	struct str owner = sub(h, f, 'b');
	add_holding(h, (struct record_holding){
			       .library = owner.n ? owner : sub(h, f, 'a'),
			       .collection = sub(h, f, 'c'),
			       .call_number = sub(h, f, 'k'),
			       .barcode = sub(h, f, 'f'),
			       .note = sub(h, f, 'u'),
			       .copies = 1,
		       });
}

/* Whose base it is: 902 ^s sigla, ^a name. */
static struct str irbis_library(struct reading *h)
{
	const struct marc_field *f = marc_field(h->k.m, "902");
	struct str sigla = f ? sub(h, f, 's') : STR_NONE;
	return sigla.n || !f ? sigla : sub(h, f, 'a');
}

/* 903 is the record's shelf key; 906 its class, 908 its author mark. */
static struct str irbis_call_number(struct reading *h)
{
	struct buf out;
	buf_init(&out, h->k.mem, 0);
	static const char *const tags[] = { "906", "908" };
	for (size_t i = 0; i < COUNT_OF(tags); i++) {
		const struct marc_field *f = marc_field(h->k.m, tags[i]);
		struct str v = f && f->n ? str_trim(value_clean(h->k.mem, f->subs[0].value))
					 : STR_NONE;
		if (v.n && out.n)
			buf_add_char(&out, ' ');
		buf_add(&out, v);
	}
	const struct marc_field *f = marc_field(h->k.m, "903");
	if (out.n == 0 && f && f->n)
		return str_trim(value_clean(h->k.mem, f->subs[0].value));
	return buf_str(&out);
}

/* ^a: 4 lost and 6 written off are no copies; U and C count a group in ^1. */
static void add_910(struct reading *h, const struct marc_field *f)
{
	struct str status = sub(h, f, 'a'), collection = sub(h, f, 'd');
	char s = status.n ? status.s[0] : '0';
	int64_t n = 1;
	if (s == '4' || s == '6')
		return;
	bool group = strchr("UuCc", s) != NULL;
	if (group && !str_to_int(sub(h, f, '1'), 1, 1000000, &n))
		n = 1;
	add_holding(h,
		    (struct record_holding){
			    .library = irbis_library(h),
			    .collection = collection.n ? collection : sub(h, f, 'q'),
			    .call_number = irbis_call_number(h),
			    .barcode = group ? STR_NONE : sub(h, f, sub(h, f, 'h').n ? 'h' : 'b'),
			    .copies = (int)n,
		    });
}

/* 909: the issues of a serial by year: ^q year ^f volume ^h numbers ^d where. */
static void add_909(struct reading *h, const struct marc_field *f)
{
	struct str year = sub(h, f, 'q'), numbers = sub(h, f, 'h');
	struct str volumes = year.n && numbers.n ? str_print(h->k.mem, "%.*s: %.*s", STR_ARGS(year),
							     STR_ARGS(numbers))
			     : year.n            ? year
						 : numbers;
	add_holding(h, (struct record_holding){ .library = irbis_library(h),
						.collection = sub(h, f, 'd'),
						.call_number = irbis_call_number(h),
						.volumes = volumes });
}

/* 866 says in words which volumes the holding before it has. */
static void add_866(struct reading *h, const struct marc_field *f)
{
	struct str volumes = sub(h, f, 'a');
	if (h->n && !h->at[h->n - 1].volumes.n)
		h->at[h->n - 1].volumes = volumes;
	else
		add_holding(h,
			    (struct record_holding){ .volumes = volumes, .note = sub(h, f, 'z') });
}

static void add_850(struct reading *h, const struct marc_field *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct str library = str_trim(value_clean(h->k.mem, f->subs[i].value));
		bool known = false;
		for (size_t j = 0; j < h->n; j++)
			known |= str_same(h->at[j].library, library);
		if (f->subs[i].code == 'a' && !known)
			add_holding(h, (struct record_holding){ .library = library });
	}
}

static const struct {
	const char *tag;
	bool irbis;
	void (*add)(struct reading *h, const struct marc_field *f);
} tables[] = {
	{ "852", false, add_852 }, { "899", false, add_899 }, { "995", false, add_995 },
	{ "866", false, add_866 }, { "850", false, add_850 }, { "910", true, add_910 },
	{ "909", true, add_909 },
};

/* No field gives more holdings than it has subfields. */
static size_t room_for(const struct marc *m)
{
	size_t n = 1;
	for (size_t i = 0; i < m->n; i++) {
		if (m->fields[i].tag[0] == '8' || m->fields[i].tag[0] == '9')
			n += m->fields[i].n + 1;
	}
	return n < HOLDINGS_MAX ? n : HOLDINGS_MAX;
}

size_t record_holdings(struct arena *mem, const struct marc *m, struct record_holding **ret)
{
	struct reading h = { .k = { .mem = mem, .m = m } };
	h.at = arena_array_of(mem, room_for(m), struct record_holding);
	for (size_t t = 0; t < COUNT_OF(tables); t++) {
		if (tables[t].irbis != (m->dialect == MARC_IRBIS))
			continue;
		for (const struct marc_field *f = marc_field(m, tables[t].tag); f;
		     f = marc_field_next(m, f))
			tables[t].add(&h, f);
	}
	*ret = h.at;
	return h.n;
}
