/*
 * pack - the facts of a record in some hundred bytes, and back.
 *
 * One description walks them in both directions. The first byte is the version of the rules: bytes
 * of another version are not read, the facts are taken from the record again.
 */
#include "match/match_int.h"

struct packing {
	struct buf *out; /* NULL: unpacking */
	struct str in;
	bool bad;
};

/* An unsigned number, seven bits a byte. */
static uint64_t number(struct packing *p, uint64_t v)
{
	if (p->out) {
		for (; v >= 0x80; v >>= 7)
			buf_add_char(p->out, (char)(v | 0x80));
		buf_add_char(p->out, (char)v);
		return v;
	}
	uint64_t sum = 0;
	for (unsigned shift = 0; shift < 64; shift += 7) {
		if (p->in.n == 0)
			break;
		unsigned char c = (unsigned char)p->in.s[0];
		p->in = str_from(p->in, 1);
		sum |= (uint64_t)(c & 0x7F) << shift;
		if (c < 0x80)
			return sum;
	}
	p->bad = true;
	return 0;
}

/* n bytes as they are: hashes do not get shorter. */
static void bytes(struct packing *p, void *at, size_t n)
{
	if (p->out) {
		buf_add_bytes(p->out, at, n);
	} else if (p->in.n < n) {
		p->bad = true;
	} else {
		memcpy(at, p->in.s, n);
		p->in = str_from(p->in, n);
	}
}

static uint8_t count(struct packing *p, uint8_t n, size_t max)
{
	uint64_t v = number(p, n);
	if (p->out)
		return n;
	p->bad |= v > max;
	return p->bad ? 0 : (uint8_t)v;
}

static void byte(struct packing *p, uint8_t *v)
{
	bytes(p, v, 1);
}

static void hashes(struct packing *p, uint32_t *at, uint8_t *n, size_t max)
{
	*n = count(p, *n, max);
	bytes(p, at, *n * sizeof(*at));
}

static void shorts(struct packing *p, uint16_t *at, uint8_t *n, size_t max)
{
	*n = count(p, *n, max);
	for (size_t i = 0; i < *n; i++)
		at[i] = (uint16_t)number(p, at[i]);
}

static void title(struct packing *p, struct folded_title *t)
{
	t->n = count(p, t->n, TITLE_MAX);
	t->proper = count(p, t->proper, t->n);
	bytes(p, t->s, t->n);
}

static void name(struct packing *p, struct folded_name *v)
{
	hashes(p, v->keys, &v->n, NAME_KEYS_MAX);
	bytes(p, v->initials, sizeof(v->initials));
	uint8_t body = v->body;
	byte(p, &body);
	v->body = body & 1;
	uint8_t n = count(p, (uint8_t)strnlen(v->family, FAMILY_MAX), FAMILY_MAX);
	bytes(p, v->family, n);
}

static void imprint(struct packing *p, struct imprint_word *at, uint8_t *n, size_t max)
{
	*n = count(p, *n, max);
	for (size_t i = 0; i < *n; i++) {
		uint64_t v = number(p, (uint64_t)at[i].n << 1 | at[i].shortened);
		if (!p->out) {
			at[i].shortened = v & 1;
			at[i].n = (uint8_t)(v >> 1 <= BEGINNING_MAX ? v >> 1 : 0);
		}
		bytes(p, at[i].s, at[i].n);
	}
}

static void numbers(struct packing *p, struct match_facts *f)
{
	f->n_isbn = count(p, f->n_isbn, ISBNS_MAX);
	for (size_t i = 0; i < f->n_isbn; i++)
		f->isbn[i] = number(p, f->isbn[i]);
	hashes(p, f->odd, &f->n_odd, NUMBERS_MAX);
	hashes(p, f->issn, &f->n_issn, NUMBERS_MAX);
	hashes(p, f->bibno, &f->n_bibno, NUMBERS_MAX);
	f->n_control = count(p, f->n_control, NUMBERS_MAX);
	bytes(p, f->control, f->n_control * sizeof(f->control[0]));
	f->n_numerals = count(p, f->n_numerals, NUMERALS_MAX);
	for (size_t i = 0; i < f->n_numerals; i++) {
		struct numeral *x = &f->numerals[i];
		uint64_t v = number(p, (uint64_t)x->value << 4 | x->label);
		if (!p->out)
			*x = (struct numeral){ .label = (uint8_t)((v & 15) % LABELS),
					       .value = (uint16_t)(v >> 4) };
	}
}

static void all(struct packing *p, struct match_facts *f)
{
	numbers(p, f);
	f->n_titles = count(p, f->n_titles, TITLES_MAX);
	for (size_t i = 0; i < f->n_titles; i++)
		title(p, &f->titles[i]);
	f->n_names = count(p, f->n_names, NAMES_MAX);
	for (size_t i = 0; i < f->n_names; i++)
		name(p, &f->names[i]);
	shorts(p, f->years, &f->n_years, YEARS_MAX);
	imprint(p, f->publisher, &f->n_publisher, WORDS_MAX);
	imprint(p, f->places, &f->n_places, COUNT_OF(f->places));
	shorts(p, f->languages, &f->n_languages, LANGUAGES_MAX);
	shorts(p, f->originals, &f->n_originals, COUNT_OF(f->originals));
	uint32_t few[3] = { f->series, f->host, f->edition_words };
	uint8_t n_few = f->edition_words ? 3 : f->host ? 2 : f->series ? 1 : 0;
	hashes(p, few, &n_few, 3);
	f->series = n_few > 0 ? few[0] : 0;
	f->host = n_few > 1 ? few[1] : 0;
	f->edition_words = n_few > 2 ? few[2] : 0;
	uint16_t more[3] = { f->pages, f->extent, f->series_number };
	uint8_t n_more = f->series_number ? 3 : 2;
	shorts(p, more, &n_more, 3);
	f->pages = n_more > 0 ? more[0] : 0;
	f->extent = n_more > 1 ? more[1] : 0;
	f->series_number = n_more > 2 ? more[2] : 0;
	uint8_t *const small[] = { &f->edition, &f->edition_kind, &f->type,
				   &f->level,   &f->carrier,      &f->script };
	for (size_t i = 0; i < COUNT_OF(small); i++)
		byte(p, small[i]);
}

struct str match_pack(struct arena *mem, const struct match_facts *f)
{
	struct match_facts copy = *f;
	struct buf out;
	buf_init(&out, mem, 0);
	buf_add_char(&out, (char)MATCH_RULES);
	all(&(struct packing){ .out = &out }, &copy);
	return buf_str(&out);
}

struct match_facts *match_unpack(struct arena *mem, struct str packed)
{
	struct packing p = { .in = str_from(packed, 1) };
	if (packed.n == 0 || packed.s[0] != (char)MATCH_RULES)
		return NULL;
	struct match_facts *f = arena_new_of(mem, struct match_facts);
	all(&p, f);
	return p.bad || p.in.n ? NULL : f;
}
