/* A title: its record, its digital copies, and what this reader may do with them. */
#include "cluster/cluster.h"
#include "give/give.h"
#include "web/address.h"
#include "web/pages.h"
#include "web/title.h"
#include "web/words.h"
#include "web/worker_int.h"
#include "page_title.html.h"

enum { THUMBS = 24, FOUND = 12 };

static const struct field value_fields[] = {
	FIELD(struct view_value, text),
	FIELD(struct view_value, also),
	FIELD(struct view_value, role),
	FIELD(struct view_value, dates),
	FIELD(struct view_value, href),
	FIELD(struct view_value, origin),
	FIELD_END,
};
static const struct field record_fields[] = {
	FIELD(struct view_field, code),
	FIELD(struct view_field, name),
	FIELD_LIST(struct view_field, values, value_fields),
	FIELD_END,
};
static const struct field origin_fields[] = {
	FIELD(struct view_origin, number), FIELD(struct view_origin, library),
	FIELD(struct view_origin, local),  FIELD(struct view_origin, day),
	FIELD(struct view_origin, format), FIELD_END,
};
static const struct field shelf_fields[] = {
	FIELD(struct view_shelf, branch),      FIELD(struct view_shelf, collection),
	FIELD(struct view_shelf, call_number), FIELD(struct view_shelf, copies),
	FIELD(struct view_shelf, volumes),     FIELD(struct view_shelf, note),
	FIELD(struct view_shelf, link),        FIELD_END,
};
static const struct field library_fields[] = {
	FIELD(struct view_library, name),
	FIELD_LIST(struct view_library, shelves, shelf_fields),
	FIELD_END,
};
static const struct field town_fields[] = {
	FIELD(struct view_town, name),
	FIELD(struct view_town, km),
	FIELD_LIST(struct view_town, libraries, library_fields),
	FIELD_END,
};
static const struct field edition_fields[] = {
	FIELD(struct view_edition, href),     FIELD(struct view_edition, name),
	FIELD(struct view_edition, year),     FIELD(struct view_edition, language),
	FIELD(struct view_edition, readable), FIELD_END,
};
static const struct field citation_fields[] = {
	FIELD(struct view_citation, code),
	FIELD(struct view_citation, text),
	FIELD_END,
};
static const struct field download_fields[] = {
	FIELD(struct view_download, title),
	FIELD(struct view_download, href),
	FIELD_END,
};
static const struct field right_fields[] = {
	FIELD(struct view_right, sign),
	FIELD(struct view_right, text),
	FIELD(struct view_right, n),
	FIELD(struct view_right, reason),
	FIELD_END,
};
static const struct field copy_fields[] = {
	FIELD(struct view_copy, id),
	FIELD(struct view_copy, kind),
	FIELD(struct view_copy, pages),
	FIELD(struct view_copy, digest),
	FIELD(struct view_copy, holder),
	FIELD_LIST(struct view_copy, rights, right_fields),
	FIELD(struct view_copy, read),
	FIELD(struct view_copy, whole),
	FIELD_END,
};
static const struct field fields[] = {
	FIELD_STRUCT(struct view_title, card, card_fields),
	FIELD(struct view_title, imprint),
	FIELD(struct view_title, ark),
	FIELD_LIST(struct view_title, copies, copy_fields),
	FIELD(struct view_title, n_libraries),
	FIELD_LIST(struct view_title, towns, town_fields),
	FIELD_LIST(struct view_title, fields, record_fields),
	FIELD_LIST(struct view_title, origins, origin_fields),
	FIELD_LIST(struct view_title, editions, edition_fields),
	FIELD_LIST(struct view_title, citations, citation_fields),
	FIELD_LIST(struct view_title, downloads, download_fields),
	FIELD_END,
};

/* The first copy that this reader may open; NULL for none. */
static const struct document *readable(struct web_request *r, const struct document_list *docs)
{
	for (size_t i = 0; i < docs->n; i++)
		if (web_may(r, &docs->at[i].terms, ACT_READ_PAGE, 1).allowed)
			return &docs->at[i];
	return NULL;
}

static bool fill_found(struct web_request *r, const struct title *t, const struct document *d,
		       struct view_title *v)
{
	struct index_page_hits hits;
	struct index_terms *terms;
	struct dossier_words words;
	v->searchable = card_searchable(r, d);
	v->query = str_trim(web_text(r, "q"));
	if (!v->searchable || !v->query.n)
		return true;
	if (!index_pages(r->c, t->id, d->id, v->query, r->c->lang, &hits, &terms) ||
	    !dossier_words_open(r->c, d->id, &words))
		return false;
	v->found_pages = (int)hits.n;
	return words_found(r, &words, &hits, terms, FOUND, v->query, 0, &v->found);
}

static struct str thumbs_from(struct web_request *r, int from)
{
	struct str here = web_here_with(r, "from", str_print(r->c->mem, "%d", from));
	return str_print(r->c->mem, "%.*s#pages", STR_ARGS(here));
}

static void fill_thumbs(struct web_request *r, const struct document *d, struct view_title *v)
{
	int64_t from = web_number(r, "from", 1);
	if (from < 1 || from > d->n_pages)
		from = 1;
	v->n_pages = d->n_pages;
	v->thumbs.at = arena_array_of(r->c->mem, THUMBS, struct view_thumb);
	for (int p = (int)from; p <= d->n_pages && v->thumbs.n < THUMBS; p++)
		v->thumbs.at[v->thumbs.n++] = (struct view_thumb){
			.href = address_with(r->c->mem, address_read(r->c->mem, d->id, p), "q",
					     v->query),
			.src = address_thumb(r->c->mem, d, p),
			.page = p,
		};
	v->thumbs_more = d->n_pages > THUMBS;
	v->thumbs_from = (int)from;
	v->thumbs_to = (int)from + (int)v->thumbs.n - 1;
	if (from > 1)
		v->thumbs_prev = thumbs_from(r, from > THUMBS ? (int)from - THUMBS : 1);
	if (v->thumbs_to < d->n_pages)
		v->thumbs_next = thumbs_from(r, v->thumbs_to + 1);
}

/* Its record, where that comes from, who holds it, and what can be taken away. */
static bool fill_record(struct web_request *r, const struct title *t, struct view_title *v)
{
	struct record rec = { 0 };
	struct source_list sources;
	if ((t->record.n && !record_from_json(r->c, t->record, &rec)) ||
	    !give_sources(r->c, t, &sources))
		return false;
	v->several_origins = sources.n > 1;
	title_head(r, &rec, v);
	title_fields(r, &rec, title_names(r, &rec), &sources, v);
	title_origins(r, t, &sources, &v->origins);
	title_giving(r, t, &rec, v);
	return title_libraries(r, t, &sources, v) && title_editions(r, t, v);
}

static void fill_addresses(struct web_request *r, const struct title *t, struct view_title *v)
{
	struct arena *mem = r->c->mem;
	v->self = address_title(mem, t->id);
	v->marc_href = str_print(mem, "%.*s/marc", STR_ARGS(v->self));
	v->address = str_print(mem, "%.*s%.*s", STR_ARGS(web_origin(r)), STR_ARGS(v->self));
	v->ark = str_print(mem, "ark:/%.*s/%.*s", STR_ARGS(r->worker->conf.naan), STR_ARGS(t->id));
	v->ark_href = str_print(mem, "/%.*s", STR_ARGS(v->ark));
}

static bool fill_copies(struct web_request *r, const struct title *t,
			const struct document_list *docs, struct view_title *v)
{
	const struct document *d = readable(r, docs);
	v->several = docs->n > 1;
	if (!title_copies(r, docs, &v->copies))
		return false;
	if (!d)
		return true;
	v->read = address_read(r->c->mem, d->id, 0);
	if (!fill_found(r, t, d, v))
		return false;
	if (!card_plays(d))
		fill_thumbs(r, d, v);
	return true;
}

bool title_or_moved(struct web_request *r, const char *after, struct title *ret, bool *ret_moved)
{
	struct str now;
	*ret_moved = false;
	if (title_get(r->c, web_text(r, "id"), ret))
		return true;
	if (r->c->err.kind != ERR_ABSENT)
		return false;
	err_clear(r->c);
	if (!cluster_moved(r->c, web_text(r, "id"), &now))
		return false;
	if (str_same(now, web_text(r, "id")))
		return fail(r->c, ERR_ABSENT, "there is no title {0}", str_z(r->c->mem, now));
	*ret_moved = true;
	return web_redirect(r, 301, str_print(r->c->mem, "/t/%.*s%s", STR_ARGS(now), after));
}

static bool show(struct web_request *r)
{
	struct title t;
	struct document_list docs;
	struct view_title v = { 0 };
	bool moved;
	if (!title_or_moved(r, "", &t, &moved))
		return false;
	if (moved)
		return true;
	if (!card_holders(r) || !card_of_title(r, &t, &v.card, &docs))
		return false;
	v.id = t.id;
	v.staff = r->account.role >= ROLE_CATALOGUER;
	v.needs_cataloguer = t.needs_cataloguer;
	v.imprint = title_imprint(r, &t);
	fill_addresses(r, &t, &v);
	if (!fill_copies(r, &t, &docs, &v) || !fill_record(r, &t, &v))
		return false;
	r->frame.query = STR_NONE; /* the words were for this title, not for all */
	r->keeps = !v.query.n;     /* what is found follows from the index */
	return WEB_SHOW(r, page_title, &v, fields);
}

const struct web_page page_title = {
	.path = "/t/{id}",
	.params = { { "id", PARAM_ID },
		    { "q", PARAM_TEXT },
		    { "from", PARAM_NUMBER },
		    { "near", PARAM_TEXT } },
	.keeps = true,
	.show = show,
	.help = N_("One title: its record, its copies, who holds it, what may be done with them."),
};
