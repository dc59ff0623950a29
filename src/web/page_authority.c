/* The page of a person or body, a place, a subject: its names, and the titles by it and about it. */
#include "authority/authority.h"
#include "web/address.h"
#include "web/card.h"
#include "web/find.h"
#include "web/chart.h"
#include "web/pages.h"
#include "web/view_browse.h"
#include "page_authority.html.h"

enum { WORKS = 12, PEOPLE = 24 };

static const struct field form_fields[] = {
	FIELD(struct view_form, name),
	FIELD(struct view_form, lang),
	FIELD_END,
};
static const struct field works_fields[] = {
	FIELD(struct view_works, total),
	FIELD(struct view_works, all),
	FIELD_LIST(struct view_works, cards, card_fields),
	FIELD_END,
};
static const struct field fields[] = {
	FIELD(struct view_authority, name),
	FIELD(struct view_authority, dates),
	FIELD(struct view_authority, note),
	FIELD_LIST(struct view_authority, forms, form_fields),
	FIELD_STRUCT(struct view_authority, by, works_fields),
	FIELD_STRUCT(struct view_authority, about, works_fields),
	FIELD_STRUCT(struct view_authority, from, works_fields),
	FIELD_END,
};

static bool fill_cards(struct web_request *r, const struct index_result *found,
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
		if (titles[i].title.id.n)
			card_of(r, &titles[i].title, &titles[i].documents, &ret->at[ret->n++]);
	return true;
}

/* The titles that pass a filter, newest first. */
static bool fill_works(struct web_request *r, const char *name, struct find f,
		       struct view_works *ret)
{
	struct index_result found;
	f.sort = STR("new");
	f.n = 1;
	struct index_query q = find_query(r, &f);
	q.n = WORKS;
	if (!index_search(r->c, &q, &found))
		return false;
	ret->name = name;
	ret->total = found.total;
	ret->all = find_href(r->c->mem, &f);
	return fill_cards(r, &found, &ret->cards);
}

/* Its names but for the one above them, each once. */
static struct view_forms forms_of(struct web_request *r, const struct authority *a)
{
	struct view_forms v = { arena_array_of(r->c->mem, a->n_forms + 1, struct view_form), 0 };
	for (size_t i = 0; i < a->n_forms; i++)
		if (!str_same(a->forms[i].name, a->name))
			v.at[v.n++] = (struct view_form){ a->forms[i].name,
							  card_lang(r, a->forms[i].lang) };
	return v;
}

/* The ground for local history: where it lies, what came out there. */
static bool fill_place(struct web_request *r, const struct authority *a, struct view_authority *v)
{
	const struct town *t = town_of(r->c, a->name);
	for (size_t i = 0; !t && i < a->n_forms; i++)
		t = town_of(r->c, a->forms[i].name);
	if (t) {
		v->map = chart_new(r->c->mem, 1);
		chart_add(&v->map, t, r->c->lang, STR("#about"), v->about.total, false);
		chart_names(&v->map);
	}
	struct find from = { .writer = a->id };
	return fill_works(r, N_("Published there"), from, &v->from);
}

static const char *kind_said(enum authority_kind kind)
{
	switch (kind) {
	case AUTHORITY_PERSON: return N_("A person");
	case AUTHORITY_BODY: return N_("An organization");
	case AUTHORITY_PLACE: return N_("A place");
	default: return N_("A subject");
	}
}

static const char *path_of(enum authority_kind kind)
{
	if (kind == AUTHORITY_PERSON || kind == AUTHORITY_BODY)
		return "person";
	return kind == AUTHORITY_PLACE ? "place" : "subject";
}

/* Where titles are indexed anew since the name is known, they carry it; until then its words find
 * them. */
static bool fill_named(struct web_request *r, const char *name, struct find f, const char *field,
		       const struct authority *a, struct view_works *ret)
{
	struct find words = { 0 };
	if (!fill_works(r, name, f, ret))
		return false;
	if (ret->total)
		return true;
	words.q = str_print(r->c->mem, "%s:\"%.*s\"", field, STR_ARGS(a->name));
	return fill_works(r, name, words, ret);
}

static bool fill(struct web_request *r, const struct authority *a, struct view_authority *v)
{
	struct find by = { .writer = a->id }, about = { .about = a->id };
	v->name = a->name;
	v->dates = a->dates;
	v->note = a->note;
	v->kind = kind_said(a->kind);
	v->forms = forms_of(r, a);
	if (!fill_named(r, N_("About it"), about, "subject", a, &v->about))
		return false;
	if (a->kind == AUTHORITY_PLACE)
		return fill_place(r, a, v);
	if (a->kind == AUTHORITY_SUBJECT)
		return true;
	v->about.name = N_("About this name");
	return fill_named(r, N_("By this author"), by, "author", a, &v->by);
}

static bool show(struct web_request *r)
{
	struct authority a;
	struct view_authority v = { 0 };
	struct str id = web_text(r, "id"), now;
	if (!authority_get(r->c, id, &a)) {
		if (r->c->err.kind != ERR_ABSENT)
			return false;
		err_clear(r->c);
		if (!authority_moved(r->c, id, &now))
			return false;
		if (!authority_get(r->c, now, &a))
			return false;
	}
	struct str at = str_print(r->c->mem, "/%s/%.*s", path_of(a.kind), STR_ARGS(a.id));
	if (!str_same(at, r->http->target.path))
		return web_redirect(r, 301, at);
	if (!card_holders(r) || !fill(r, &a, &v))
		return false;
	v.none = !v.by.total && !v.about.total && !v.from.total;
	v.search = address_with(r->c->mem, STR("/search"), "q", a.name);
	return WEB_SHOW(r, page_authority, &v, fields);
}

const struct web_page page_person = {
	.path = "/person/{id}",
	.params = { { "id", PARAM_ID } },
	.show = show,
	.help = N_("A person or an organization: its names, titles by it and about it."),
};
const struct web_page page_place = {
	.path = "/place/{id}",
	.params = { { "id", PARAM_ID } },
	.show = show,
	.help = N_("A place: its names, where it lies, titles about it and published there."),
};
const struct web_page page_subject = {
	.path = "/subject/{id}",
	.params = { { "id", PARAM_ID } },
	.show = show,
	.help = N_("A subject: its names and titles about it."),
};
