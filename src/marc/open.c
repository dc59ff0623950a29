/*
 * open - a file of records: its container found, a window moved over it, a record at a time.
 *
 * The window is as large as the largest record so far, and twice that at most. A record is copied
 * out of it, so that what was read stays good while the window moves.
 */
#include "marc/marc_int.h"

enum { HEAD = 64 * 1024 };

const struct marc_way marc_ways[MARC_CONTAINERS] = {
	[MARC_ISO2709] = { iso2709_likely, iso2709_frame, iso2709_read },
	[MARC_XML] = { xml_likely, xml_frame, xml_read },
	[MARC_LINES] = { lines_likely, lines_frame, lines_read },
	[MARC_IRBIS_TEXT] = { irbis_likely, irbis_frame, irbis_read },
};

struct marc_reader {
	struct file_window w;
	struct marc_options o;
	enum marc_container container;
	struct marc_prior prior;
	int64_t number;
	uint32_t mends; /* of what was passed over since the last record */
};

/* The ones that are told apart best come first: XML and IRBIS begin with signs of their own. */
static const enum marc_container order[] = { MARC_XML, MARC_IRBIS_TEXT, MARC_LINES, MARC_ISO2709 };

static bool container_of(struct str head, enum marc_container *ret)
{
	for (size_t i = 0; i < COUNT_OF(order); i++) {
		if (marc_ways[order[i]].likely(head)) {
			*ret = order[i];
			return true;
		}
	}
	return false;
}

bool marc_likely(struct str head)
{
	enum marc_container k;
	return container_of(head, &k);
}

static void count(struct marc_prior *p, const struct marc_reading *g)
{
	if (g->encoding != ENC_UTF8)
		p->encodings[g->encoding]++;
	p->dialects[g->item->marc.dialect]++;
}

bool marc_open(struct ctx *c, int fd, int64_t at, const struct marc_options *o,
	       struct marc_reader **ret)
{
	struct marc_reader *r = arena_new_of(c->mem, struct marc_reader);
	window_init(&r->w, c->mem, fd, at);
	r->o = o ? *o : (struct marc_options){ .container = -1 };
	enum marc_encoding e;
	if (r->o.encoding && !marc_encoding_of(r->o.encoding, &e))
		return fail(c, ERR_INVALID, "the encoding {0} is not known", r->o.encoding);
	if (!window_fill_to(c, &r->w, HEAD))
		return false;
	if (r->o.container >= 0)
		r->container = (enum marc_container)r->o.container;
	else if (!container_of(window_str(&r->w), &r->container))
		return fail(c, ERR_INVALID, "the file is in no format of MARC records");
	marc_prior_of(str_upto(window_str(&r->w), HEAD), &r->prior);
	*ret = r;
	return true;
}

static bool frame(struct ctx *c, struct marc_reader *r, struct marc_frame *ret)
{
	while (!marc_ways[r->container].frame(window_str(&r->w), r->w.end, ret)) {
		if (!window_fill(c, &r->w))
			return false;
	}
	return true;
}

/* Codes are small letters everywhere; IRBIS makes no difference between them. */
static void lower_codes(struct marc_reading *g)
{
	struct marc *m = &g->item->marc;
	for (size_t i = 0; i < m->n; i++) {
		for (size_t k = 0; k < m->fields[i].n; k++) {
			char *code = &m->fields[i].subs[k].code;
			if (*code < 'A' || *code > 'Z')
				continue;
			*code = (char)(*code | 0x20);
			if (m->dialect != MARC_IRBIS)
				marc_mended(g, MEND_SUBFIELD);
		}
	}
}

static void read_one(struct marc_reading *g, struct str raw, enum marc_container container)
{
	struct marc_item *item = g->item;
	item->raw = raw;
	item->container = container;
	item->encoding = marc_encodings[ENC_UTF8];
	if (item->reason)
		return;
	marc_ways[container].read(g, raw);
	if (item->marc.n == 0)
		marc_aside(g, N_("nothing in it can be read"));
	if (item->reason)
		return;
	item->marc.dialect = g->o->dialect != MARC_UNKNOWN ? g->o->dialect
			     : container == MARC_IRBIS_TEXT
				     ? MARC_IRBIS
				     : marc_dialect_find(&item->marc, g->prior);
	lower_codes(g);
	marc_text_end(g);
}

bool marc_next(struct ctx *c, struct marc_reader *r, struct arena *mem, struct marc_item *ret,
	       bool *ret_there)
{
	struct marc_frame f;
	do {
		if (!frame(c, r, &f))
			return false;
		window_pass(&r->w, f.skip);
		r->mends |= f.mends;
	} while (f.n == 0 && (window_str(&r->w).n > 0 || !r->w.end));
	*ret_there = f.n > 0;
	if (f.n == 0)
		return true;
	*ret = (struct marc_item){
		.at = r->w.at, .number = ++r->number, .mends = r->mends, .reason = f.reason
	};
	struct marc_reading g = { .mem = mem, .o = &r->o, .prior = &r->prior, .item = ret };
	read_one(&g, str_copy(mem, str_upto(window_str(&r->w), f.n)), r->container);
	if (!ret->reason)
		count(&r->prior, &g);
	window_pass(&r->w, f.n);
	r->mends = 0;
	return true;
}

void marc_again(struct arena *mem, struct str raw, const struct marc_options *o,
		struct marc_item *ret)
{
	static const struct marc_options by_looking = { .container = -1 };
	enum marc_container container = MARC_ISO2709;
	struct marc_frame f;
	*ret = (struct marc_item){ .number = 1 };
	struct marc_reading g = { .mem = mem, .o = o ? o : &by_looking, .item = ret };
	if (g.o->container >= 0)
		container = (enum marc_container)g.o->container;
	else
		container_of(raw, &container);
	if (marc_ways[container].frame(raw, true, &f)) {
		ret->mends = f.mends;
		ret->reason = f.reason;
	}
	read_one(&g, raw, container);
}
