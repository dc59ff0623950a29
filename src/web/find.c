/* A reader's question as an address, and counts as links to narrower questions. */
#include "web/find.h"
#include "web/address.h"
#include "web/card.h"
#include "web/title.h"

enum { DECADES = 30, BAR_STEP = 20, BAR_TOP = 58 };

static const char *const names[FIND_FILTERS] = {
	[FIND_PARTNER] = "partner", [FIND_LANGUAGE] = "language", [FIND_KIND] = "kind",
	[FIND_CARRIER] = "carrier", [FIND_COUNTRY] = "country",   [FIND_LEVEL] = "level",
};
static const char *const headings[BYS] = {
	[BY_AUTHOR] = "author", [BY_SUBJECT] = "subject", [BY_PLACE] = "place", [BY_UDC] = "udc",
	[BY_BBK] = "bbk",       [BY_DDC] = "ddc",         [BY_YEAR] = "year",
};

const char *find_of(enum index_by by)
{
	return headings[by];
}

/* ?exact and ?exact=1 alike */
static bool is_set(const struct web_request *r, const char *name)
{
	struct str value = web_text(r, name);
	return value.s && !str_is(value, "0");
}

struct find find_read(const struct web_request *r)
{
	struct find f = {
		.q = str_trim(web_text(r, "q")),
		.from = web_number(r, "from", 0),
		.to = web_number(r, "to", 0),
		.sort = web_text(r, "sort"),
		.n = web_number(r, "n", 1),
		.digitised = is_set(r, "digitised"),
		.heading = web_text(r, "heading"),
		.writer = web_text(r, "by"),
		.about = web_text(r, "about"),
		.exact = is_set(r, "exact"),
		.explain = is_set(r, "explain"),
	};
	for (size_t i = 0; i < FIND_FILTERS; i++)
		f.by[i] = web_text(r, names[i]);
	for (size_t i = 0; i < BYS; i++)
		if (str_is(web_text(r, "of"), headings[i]))
			f.heading_by = (enum index_by)i;
	if (f.n < 1 || f.n > 500)
		f.n = 1;
	if (f.from > 9999 || f.to > 9999)
		f.from = f.to = 0;
	return f;
}

static struct str with_number(struct arena *mem, struct str address, const char *name, int64_t n,
			      int64_t above)
{
	if (n <= above)
		return address;
	return address_with(mem, address, name, str_print(mem, "%lld", (long long)n));
}

struct str find_href(struct arena *mem, const struct find *f)
{
	return find_href_at(mem, STR("/search"), f);
}

struct str find_href_at(struct arena *mem, struct str path, const struct find *f)
{
	struct str a = address_with(mem, path, "q", f->q);
	for (size_t i = 0; i < FIND_FILTERS; i++)
		a = address_with(mem, a, names[i], f->by[i]);
	a = address_with(mem, a, "digitised", f->digitised ? STR("1") : STR_NONE);
	a = address_with(mem, a, "of", f->heading.n ? str_of(headings[f->heading_by]) : STR_NONE);
	a = address_with(mem, a, "heading", f->heading);
	a = address_with(mem, a, "by", f->writer);
	a = address_with(mem, a, "about", f->about);
	a = with_number(mem, a, "from", f->from, 0);
	a = with_number(mem, a, "to", f->to, 0);
	a = address_with(mem, a, "sort", f->sort);
	a = address_with(mem, a, "exact", f->exact ? STR("1") : STR_NONE);
	a = address_with(mem, a, "explain", f->explain ? STR("1") : STR_NONE);
	return with_number(mem, a, "n", f->n, 1);
}

/* A sign that stands alone before all is for all of it: see query.c in index. */
struct str find_inside(struct arena *mem, const struct find *f)
{
	return f->exact && f->q.n ? str_print(mem, "= %.*s", STR_ARGS(f->q)) : f->q;
}

struct index_query find_query(const struct web_request *r, const struct find *f)
{
	struct index_query q = {
		.text = f->q.s ? f->q : STR(""),
		.lang = r->c->lang,
		.language = f->by[FIND_LANGUAGE],
		.kind = f->by[FIND_KIND],
		.level = f->by[FIND_LEVEL],
		.country = f->by[FIND_COUNTRY],
		.carrier = f->by[FIND_CARRIER],
		.digitised = f->digitised,
		.heading_by = f->heading_by,
		.heading = f->heading,
		.by = f->writer,
		.about = f->about,
		.year_from = (int)f->from,
		.year_to = (int)f->to,
		.sort = str_is(f->sort, "new")   ? SORT_YEAR_DOWN
			: str_is(f->sort, "old") ? SORT_YEAR_UP
						 : SORT_RELEVANCE,
		.exact = f->exact,
	};
	if (!str_to_int(f->by[FIND_PARTNER], 1, INT64_MAX, &q.partner))
		q.partner = 0;
	return q;
}

struct str find_word(struct web_request *r, enum find_by by, struct str value)
{
	int64_t partner;
	const char *say = NULL;
	struct str name = value;
	switch (by) {
	case FIND_LANGUAGE: name = text_language_name(r->c->mem, r->c->lang, value); break;
	case FIND_KIND: name = card_kind(r, value); break;
	case FIND_LEVEL: say = card_level(value); break;
	case FIND_CARRIER: say = title_carrier(value); break;
	case FIND_COUNTRY: name = text_country_name(r->c->lang, value); break;
	case FIND_PARTNER:
		if (str_to_int(value, 1, INT64_MAX, &partner))
			name = card_holder(r, partner);
		break;
	case FIND_FILTERS: break;
	}
	if (say)
		name = str_of(text_say(r->c->lang, say));
	return name.n ? name : value;
}

struct view_links find_links(struct web_request *r, const struct find *f, enum find_by by,
			     const struct index_facets *facets, size_t n,
			     struct view_links *ret_rest)
{
	struct view_link *links = arena_array_of(r->c->mem, facets->n, struct view_link);
	for (size_t i = 0; i < facets->n; i++) {
		struct find narrower = *f;
		bool on = str_same(f->by[by], facets->at[i].value);
		narrower.by[by] = on ? STR_NONE : facets->at[i].value;
		narrower.n = 1;
		links[i] = (struct view_link){
			.href = find_href(r->c->mem, &narrower),
			.text = find_word(r, by, facets->at[i].value),
			.count = facets->at[i].count,
			.on = on,
		};
	}
	size_t shown = facets->n <= n + 1 ? facets->n : n; /* no fold for a single one */
	if (ret_rest)
		*ret_rest = (struct view_links){ links + shown, facets->n - shown };
	return (struct view_links){ links, shown };
}

static struct view_bar bar_of(struct web_request *r, const struct find *f, int decade, int at)
{
	struct find narrower = *f;
	narrower.from = decade;
	narrower.to = decade + 9;
	narrower.n = 1;
	return (struct view_bar){
		.href = find_href(r->c->mem, &narrower),
		.label = str_print(r->c->mem, "%d–%d", decade, decade + 9),
		.x = at * BAR_STEP,
		.y = BAR_TOP + 2,
		.off = (f->from && decade + 9 < f->from) || (f->to && decade > f->to),
	};
}

struct view_years find_years(struct web_request *r, const struct find *f,
			     const struct index_facets *decades)
{
	int64_t first = 9999, last = 0, most = 1, decade;
	for (size_t i = 0; i < decades->n; i++)
		if (str_to_int(decades->at[i].value, 1, 9990, &decade)) {
			first = decade < first ? decade : first;
			last = decade > last ? decade : last;
			most = decades->at[i].count > most ? decades->at[i].count : most;
		}
	if (last < first + 10)
		return (struct view_years){ 0 };
	if (first < last - (DECADES - 1) * 10)
		first = last - (DECADES - 1) * 10;
	size_t n = (size_t)(last - first) / 10 + 1;
	struct view_bar *bars = arena_array_of(r->c->mem, n, struct view_bar);
	for (size_t i = 0; i < n; i++)
		bars[i] = bar_of(r, f, (int)first + (int)i * 10, (int)i);
	for (size_t i = 0; i < decades->n; i++) {
		if (!str_to_int(decades->at[i].value, first, last, &decade))
			continue;
		struct view_bar *b = &bars[(decade - first) / 10];
		b->count = decades->at[i].count;
		b->h = (int)(4 + (BAR_TOP - 4) * b->count / most);
		b->y = BAR_TOP + 2 - b->h;
	}
	return (struct view_years){ bars, n, (int)n * BAR_STEP, (int)first, (int)last + 9 };
}
