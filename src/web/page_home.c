/* The first page: the search box, how much is here, what came last. */
#include "web/pages.h"
#include "page_home.html.h"

enum { NEWEST = 12 };

static const struct field card_fields[] = {
	FIELD(struct view_card, id),
	FIELD(struct view_card, name),
	FIELD(struct view_card, creator),
	FIELD(struct view_card, year),
	FIELD(struct view_card, cover),
	FIELD(struct view_card, terms),
	FIELD_END,
};
static const struct field fields[] = {
	FIELD(struct view_home, titles),
	FIELD(struct view_home, pages),
	FIELD(struct view_home, with_text),
	FIELD(struct view_home, partners),
	FIELD_LIST(struct view_home, newest, card_fields),
	FIELD_END,
};

static bool fill_card(struct web_request *r, const struct title *t, struct view_card *ret)
{
	*ret = (struct view_card){
		.id = t->id, .name = t->name, .creator = t->creator, .year = t->year
	};
	struct document_list docs;
	if (!documents_of_title(r->c, t->id, &docs))
		return false;
	if (docs.n == 0)
		return true;
	const struct document *d = &docs.at[0];
	ret->terms = access_phrase(&r->who, &d->terms, when_now());
	if (!str_is(d->kind, "sound") && web_may(r, &d->terms, ACT_READ_PAGE, 1).allowed)
		ret->cover = str_print(r->c->mem, "/cover/%.*s.jpg", STR_ARGS(d->id));
	return true;
}

static bool show(struct web_request *r)
{
	struct catalog_counts n;
	struct title_list newest;
	if (!catalog_counts(r->c, &n) || !titles_newest(r->c, NEWEST, &newest))
		return false;
	struct view_home v = { .titles = n.titles,
			       .pages = n.pages,
			       .with_text = n.with_text,
			       .partners = n.partners };
	v.newest.at = arena_array_of(r->c->mem, newest.n, struct view_card);
	for (; v.newest.n < newest.n; v.newest.n++)
		if (!fill_card(r, &newest.at[v.newest.n], &v.newest.at[v.newest.n]))
			return false;
	return WEB_SHOW(r, page_home, &v, fields);
}

const struct web_page page_home = {
	.path = "/",
	.show = show,
	.help = "The first page: search, and what came last.",
};
