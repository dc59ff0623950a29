/* The home page, and the page about the library: what is here, what came last, where to begin. */
#include "web/card.h"
#include "web/find.h"
#include "web/pages.h"
#include "page_about.html.h"
#include "page_home.html.h"

enum { NEWEST = 12, LANGUAGES = 12 };
enum { CHEAP_US = 20000, KEPT_TIMES = 50, KEPT_US = 10000000 };

static const struct field fields[] = {
	FIELD(struct view_home, titles),
	FIELD(struct view_home, pages),
	FIELD(struct view_home, with_text),
	FIELD(struct view_home, n_partners),
	FIELD_LIST(struct view_home, newest, card_fields),
	FIELD_END,
};

static bool fill_newest(struct web_request *r, struct view_cards *ret)
{
	struct title_list newest;
	struct document_list docs;
	if (!titles_newest(r->c, NEWEST, &newest))
		return false;
	ret->at = arena_array_of(r->c->mem, newest.n, struct view_card);
	for (; ret->n < newest.n; ret->n++)
		if (!card_of_title(r, &newest.at[ret->n], &ret->at[ret->n], &docs))
			return false;
	return true;
}

/* Languages, decades and holders of all that is here, as ways in. */
static bool fill_ways(struct web_request *r, struct view_home *v)
{
	struct index_query q = { .text = STR(""), .lang = r->c->lang, .facets = true };
	struct index_result found;
	struct find all = { .n = 1 };
	if (!index_search(r->c, &q, &found)) {
		err_clear(r->c); /* nothing indexed yet: the page is whole without it */
		return true;
	}
	v->languages = find_links(r, &all, FIND_LANGUAGE, &found.languages, LANGUAGES, NULL);
	v->partners = find_links(r, &all, FIND_PARTNER, &found.partners, 100, NULL);
	v->years = find_years(r, &all, &found.years);
	return true;
}

/* To count a million titles takes 89 ms: where it takes long, a worker keeps its answer for fifty
 * times as long as that, so that no more than a fiftieth of its time goes into counting. */
static bool count_all(struct web_request *r, struct catalog_counts *ret)
{
	static struct catalog_counts kept;
	static int64_t until;
	int64_t begun = when_monotonic_us();
	if (begun >= until) {
		if (!catalog_counts(r->c, &kept))
			return false;
		int64_t now = when_monotonic_us(), took = now - begun;
		int64_t keep = took < CHEAP_US ? 0 : took * KEPT_TIMES;
		until = now + (keep < KEPT_US ? keep : KEPT_US);
	}
	*ret = kept;
	return true;
}

static bool fill(struct web_request *r, struct view_home *v)
{
	struct catalog_counts n;
	if (!count_all(r, &n) || !fill_ways(r, v))
		return false;
	v->titles = n.titles;
	v->pages = n.pages;
	v->with_text = n.with_text;
	v->n_partners = n.partners;
	return true;
}

static bool show(struct web_request *r)
{
	struct view_home v = { 0 };
	if (!fill_newest(r, &v.newest) || !fill(r, &v))
		return false;
	return WEB_SHOW(r, page_home, &v, fields);
}

static bool show_about(struct web_request *r)
{
	struct view_home v = { 0 };
	if (!fill(r, &v))
		return false;
	return WEB_SHOW(r, page_about, &v, fields);
}

const struct web_page page_home = {
	.path = "/",
	.show = show,
	.help = N_("The first page: search, and what came last."),
};
const struct web_page page_about = {
	.path = "/about",
	.show = show_about,
	.help = N_("What this library is and what it promises."),
};
