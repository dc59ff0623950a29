/* The page of results: titles with the passage that answers, and ways to narrow down. */
#include "authority/authority.h"
#include "give/give.h"
#include "web/address.h"
#include "web/card.h"
#include "web/find.h"
#include "web/pages.h"
#include "web/words.h"
#include "page_search.html.h"

enum { CHOICES = 6 };

static const struct field met_fields[] = {
	FIELD(struct view_met, way),
	FIELD(struct view_met, words),
	FIELD(struct view_met, titles),
	FIELD_END,
};
static const struct field asked_fields[] = {
	FIELD(struct view_asked, text),
	FIELD(struct view_asked, field),
	FIELD(struct view_asked, kind),
	FIELD_LIST(struct view_asked, met, met_fields),
	FIELD_END,
};
static const struct field fields[] = {
	FIELD(struct view_search, query),
	FIELD(struct view_search, total),
	FIELD(struct view_search, more),
	FIELD(struct view_search, any),
	FIELD(struct view_search, widened),
	FIELD(struct view_search, exact),
	FIELD(struct view_search, suggestion),
	FIELD_LIST(struct view_search, asked, asked_fields),
	FIELD_LIST(struct view_search, hits, card_fields),
	FIELD_END,
};

/* The passage, only where this reader may read the page's text. */
static void fill_passage(struct web_request *r, const struct find *f, const struct index_hit *h,
			 const struct document_list *docs, struct view_card *ret)
{
	const struct document *d = NULL;
	for (size_t i = 0; i < docs->n && !d; i++)
		if (str_same(docs->at[i].id, h->document))
			d = &docs->at[i];
	if (!d || h->page > d->n_pages || !web_may(r, &d->terms, ACT_READ_TEXT, h->page).allowed)
		return;
	if (h->quoted) {
		ret->passage = (struct html){ h->passage.html };
		ret->passage_lang = str_of(h->passage.lang);
	}
	ret->page = h->page;
	ret->page_href = address_with(r->c->mem, address_read(r->c->mem, d->id, h->page), "q",
				      find_inside(r->c->mem, f));
	ret->more_pages = h->n_pages > 1 ? h->n_pages - 1 : 0;
	ret->more_href = str_print(r->c->mem, "%.*s#inside", STR_ARGS(ret->href));
}

static void fill_hit(struct web_request *r, const struct find *f, const struct index_hit *h,
		     const struct index_terms *terms, const struct title_listed *t,
		     struct view_card *ret)
{
	card_of(r, &t->title, &t->documents, ret);
	ret->title = (struct html){ index_mark_field(r->c, terms, t->title.name) };
	ret->by = (struct html){ index_mark_field(r->c, terms, t->title.creator) };
	ret->href = address_with(r->c->mem, ret->href, "q", find_inside(r->c->mem, f));
	if (h->page)
		fill_passage(r, f, h, &t->documents, ret);
}

static bool fill_hits(struct web_request *r, const struct find *f, const struct index_result *found,
		      struct view_cards *ret)
{
	size_t n = found->n_hits;
	struct str *ids = arena_array_of(r->c->mem, n + 1, struct str);
	struct title_listed *titles = arena_array_of(r->c->mem, n + 1, struct title_listed);
	for (size_t i = 0; i < n; i++)
		ids[i] = found->hits[i].title;
	ret->at = arena_array_of(r->c->mem, n + 1, struct view_card);
	if (!titles_listed(r->c, ids, n, titles))
		return false;
	for (size_t i = 0; i < n; i++)
		if (titles[i].title.id.n) /* else taken out since it was indexed */
			fill_hit(r, f, &found->hits[i], found->terms, &titles[i],
				 &ret->at[ret->n++]);
	return true;
}

static void add_on(struct web_request *r, struct view_links *on, struct find without,
		   struct str text)
{
	without.n = 1;
	on->at[on->n++] = (struct view_link){ .href = find_href(r->c->mem, &without),
					      .text = text };
}

/* Whom a list of works by or about somebody is of. */
static struct str authority_said(struct web_request *r, struct str id, const char *msgid)
{
	struct authority a;
	struct str name = id;
	if (authority_get(r->c, id, &a))
		name = a.name;
	err_clear(r->c);
	return err_fill(r->c->mem, str_of(text_say(r->c->lang, msgid)), &name, 1);
}

static void add_years_on(struct web_request *r, const struct find *f, struct view_links *on)
{
	struct find without = *f;
	without.from = without.to = 0;
	char from[24] = "", to[24] = "";
	if (f->from)
		snprintf(from, sizeof from, "%lld", (long long)f->from);
	if (f->to)
		snprintf(to, sizeof to, "%lld", (long long)f->to);
	if (f->from || f->to)
		add_on(r, on, without, str_print(r->c->mem, "%s–%s", from, to));
}

static struct view_links filters_on(struct web_request *r, const struct find *f)
{
	struct view_links on = { arena_array_of(r->c->mem, FIND_FILTERS + 5, struct view_link), 0 };
	struct find without = *f;
	without.heading = STR_NONE;
	if (f->heading.n)
		add_on(r, &on, without, f->heading);
	without = *f;
	without.writer = STR_NONE;
	if (f->writer.n)
		add_on(r, &on, without, authority_said(r, f->writer, N_("by {0}")));
	without = *f;
	without.about = STR_NONE;
	if (f->about.n)
		add_on(r, &on, without, authority_said(r, f->about, N_("about {0}")));
	without = *f;
	without.digitised = false;
	if (f->digitised)
		add_on(r, &on, without, str_of(text_say(r->c->lang, "Can be read here")));
	for (size_t i = 0; i < FIND_FILTERS; i++) {
		without = *f;
		without.by[i] = STR_NONE;
		if (f->by[i].n)
			add_on(r, &on, without, find_word(r, (enum find_by)i, f->by[i]));
	}
	add_years_on(r, f, &on);
	return on;
}

/* What has a digital copy, as a filter above all others. */
static void fill_digitised(struct web_request *r, const struct find *f,
			   const struct index_result *found, struct view_search *v)
{
	struct find narrower = *f;
	narrower.digitised = !f->digitised;
	narrower.n = 1;
	v->digitised = (struct view_link){ .href = find_href(r->c->mem, &narrower),
					   .count = found->digitised,
					   .on = f->digitised };
}

static void fill_filters(struct web_request *r, const struct find *f,
			 const struct index_result *found, struct view_search *v)
{
	static const char *const titles[FIND_FILTERS] = {
		[FIND_PARTNER] = N_("In library"), [FIND_LANGUAGE] = N_("Language"),
		[FIND_KIND] = N_("Kind"),          [FIND_CARRIER] = N_("Carrier"),
		[FIND_COUNTRY] = N_("Country"),    [FIND_LEVEL] = N_("What may be done"),
	};
	const struct index_facets *counts[FIND_FILTERS] = {
		[FIND_PARTNER] = &found->partners,  [FIND_LANGUAGE] = &found->languages,
		[FIND_KIND] = &found->kinds,        [FIND_CARRIER] = &found->carriers,
		[FIND_COUNTRY] = &found->countries, [FIND_LEVEL] = &found->levels,
	};
	v->filters.at = arena_array_of(r->c->mem, FIND_FILTERS, struct view_group);
	for (size_t i = 0; i < FIND_FILTERS; i++) {
		struct view_group g = { .name = titles[i] };
		g.links = find_links(r, f, (enum find_by)i, counts[i], CHOICES, &g.rest);
		if (g.links.n)
			v->filters.at[v->filters.n++] = g;
	}
	v->years = find_years(r, f, &found->years);
	v->year_from = f->from ? str_print(r->c->mem, "%d", (int)f->from) : STR("");
	v->year_to = f->to ? str_print(r->c->mem, "%d", (int)f->to) : STR("");
}

/* What the form of years keeps of the question. */
static struct view_pairs kept(struct web_request *r, const struct find *f)
{
	const struct view_pair all[] = { { "q", f->q },
					 { "language", f->by[FIND_LANGUAGE] },
					 { "kind", f->by[FIND_KIND] },
					 { "level", f->by[FIND_LEVEL] },
					 { "partner", f->by[FIND_PARTNER] },
					 { "country", f->by[FIND_COUNTRY] },
					 { "carrier", f->by[FIND_CARRIER] },
					 { "digitised", f->digitised ? STR("1") : STR_NONE },
					 { "of", f->heading.n ? str_of(find_of(f->heading_by))
							      : STR_NONE },
					 { "heading", f->heading },
					 { "by", f->writer },
					 { "about", f->about },
					 { "sort", f->sort },
					 { "exact", f->exact ? STR("1") : STR_NONE },
					 { "explain", f->explain ? STR("1") : STR_NONE } };
	struct view_pairs p = { arena_array_of(r->c->mem, COUNT_OF(all), struct view_pair), 0 };
	for (size_t i = 0; i < COUNT_OF(all); i++)
		if (all[i].value.n)
			p.at[p.n++] = all[i];
	return p;
}

static struct view_sorts sorts(struct web_request *r, const struct find *f)
{
	static const char *const codes[] = { "", "new", "old" };
	static const char *const says[] = { N_("Best first"), N_("Newest first"),
					    N_("Oldest first") };
	struct view_sorts s = { arena_array_of(r->c->mem, COUNT_OF(codes), struct view_sort), 0 };
	for (; s.n < COUNT_OF(codes); s.n++) {
		struct find other = *f;
		other.sort = str_of(codes[s.n]);
		other.n = 1;
		s.at[s.n] = (struct view_sort){ find_href(r->c->mem, &other), says[s.n],
						str_is(f->sort, codes[s.n]) };
	}
	return s;
}

static void fill_turning(struct web_request *r, const struct find *f, struct view_search *v)
{
	struct find other = *f;
	v->at = f->n;
	v->n_pages = (v->total + FIND_PAGE - 1) / FIND_PAGE;
	v->turning = v->n_pages > 1;
	other.n = f->n - 1;
	if (f->n > 1)
		v->prev = find_href(r->c->mem, &other);
	other.n = f->n + 1;
	if (f->n < v->n_pages)
		v->next = find_href(r->c->mem, &other);
}

static void fill_advice(struct web_request *r, const struct find *f, struct view_search *v)
{
	struct find plain = { .q = f->q, .n = 1, .exact = f->exact };
	v->advice = true;
	v->without_filters = find_href(r->c->mem, &plain);
}

static void fill_switch(struct web_request *r, const struct find *f,
			const struct index_result *found, struct view_search *v)
{
	struct find other = *f;
	v->widened = found->widened;
	v->exact = f->exact;
	other.n = 1;
	other.exact = !f->exact;
	v->switch_href = find_href(r->c->mem, &other);
	other = *f;
	other.explain = true;
	if (f->q.n && !f->explain)
		v->explain_href = str_print(r->c->mem, "%.*s#asked",
					    STR_ARGS(find_href(r->c->mem, &other)));
	other = *f;
	other.explain = false;
	other.n = 1;
	if (r->account.id && f->q.n)
		v->keep_href = address_with(r->c->mem, STR("/me/lists/add"), "search",
					    find_href(r->c->mem, &other));
}

static const char *field_title(const char *field)
{
	return !field                         ? NULL
	       : strcmp(field, "title") == 0  ? N_("in the title")
	       : strcmp(field, "author") == 0 ? N_("in the author's name")
					      : N_("in the subject");
}

static struct view_asked asked_of(struct web_request *r, const struct index_asked *a)
{
	struct view_asked v = {
		.text = a->text,
		.field = field_title(a->field),
		.kind = index_asked_kind(a),
	};
	v.met.at = arena_array_of(r->c->mem, a->n_met + 1, struct view_met);
	for (; v.met.n < a->n_met; v.met.n++)
		v.met.at[v.met.n] = (struct view_met){ index_way_name(a->met[v.met.n].way),
						       a->met[v.met.n].words,
						       a->met[v.met.n].titles };
	return v;
}

/* "kk, ru" in words */
static struct str language_names(struct web_request *r, struct str codes)
{
	struct buf out;
	struct str code;
	buf_init(&out, r->c->mem, 0);
	while (str_next(&codes, ',', &code)) {
		buf_add_z(&out, out.n ? ", " : "");
		buf_add(&out, text_language_name(r->c->mem, r->c->lang, str_trim(code)));
	}
	return buf_str(&out);
}

static bool fill_explanation(struct web_request *r, const struct index_result *found,
			     struct view_search *v)
{
	struct index_explanation e;
	if (!index_explain(r->c, found, &e))
		return false;
	v->explain = true;
	v->languages = language_names(r, e.languages);
	v->not_languages = language_names(r, e.not_languages);
	v->years_asked = e.years;
	v->not_years = e.not_years;
	v->asked.at = arena_array_of(r->c->mem, e.n + 1, struct view_asked);
	for (; v->asked.n < e.n; v->asked.n++)
		v->asked.at[v->asked.n] = asked_of(r, &e.at[v->asked.n]);
	return true;
}

/* These titles as a file: those of this page, or all up to as many as are given at once. */
static void fill_taking(struct web_request *r, const struct find *f, struct view_search *v)
{
	struct arena *mem = r->c->mem;
	size_t n = 0;
	if (!v->hits.n)
		return;
	while (give_formats[n].code)
		n++;
	v->take.at = arena_array_of(mem, n + 1, struct view_given);
	for (size_t i = 0; i < n; i++) {
		struct str path = str_print(mem, "/search/records.%s", give_formats[i].code);
		struct find all = *f;
		all.n = 1;
		v->take.at[v->take.n++] = (struct view_given){
			.name = give_formats[i].name,
			.page = find_href_at(mem, path, f),
			.all = address_with(mem, find_href_at(mem, path, &all), "all", STR("1")),
		};
	}
	v->take_max = FIND_TAKE_MAX < v->total ? FIND_TAKE_MAX : v->total;
}

static bool show(struct web_request *r)
{
	struct find f = find_read(r);
	struct index_query q = find_query(r, &f);
	struct index_result found;
	q.from = (size_t)(f.n - 1) * FIND_PAGE;
	q.n = FIND_PAGE;
	q.facets = true;
	q.passages = true;
	if (!index_search(r->c, &q, &found))
		return false;
	struct view_search v = {
		.query = f.q,
		.total = found.total,
		.more = found.more,
		.any = found.any,
		.all = found.all,
	};
	if (!card_holders(r) || !fill_hits(r, &f, &found, &v.hits))
		return false;
	v.on = filters_on(r, &f);
	v.sorts = sorts(r, &f);
	v.hidden = kept(r, &f);
	fill_filters(r, &f, &found, &v);
	fill_digitised(r, &f, &found, &v);
	fill_taking(r, &f, &v);
	fill_turning(r, &f, &v);
	fill_switch(r, &f, &found, &v);
	if (f.explain && !fill_explanation(r, &found, &v))
		return false;
	if (v.total == 0)
		fill_advice(r, &f, &v);
	struct find mended = { .q = found.suggestion, .n = 1, .exact = f.exact };
	v.suggestion = found.suggestion;
	v.suggestion_href = find_href(r->c->mem, &mended);
	return WEB_SHOW(r, page_search, &v, fields);
}

const struct web_page page_search = {
	.path = "/search",
	.params = { FIND_PARAMS },
	.show = show,
	.help = N_("Titles found by any word of their text or record."),
};
