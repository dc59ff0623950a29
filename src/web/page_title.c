/* A title: its record, its digital copies, and what this reader may do with them. */
#include "web/address.h"
#include "web/pages.h"
#include "web/title.h"
#include "web/words.h"
#include "web/worker_int.h"
#include "page_title.html.h"

enum { THUMBS = 24, FOUND = 12 };

static const struct field value_fields[] = { FIELD(struct view_value, text), FIELD_END };
static const struct field record_fields[] = {
	FIELD(struct view_field, name),
	FIELD_LIST(struct view_field, values, value_fields),
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
	FIELD(struct view_title, cite),
	FIELD_LIST(struct view_title, copies, copy_fields),
	FIELD_LIST(struct view_title, fields, record_fields),
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

static bool show(struct web_request *r)
{
	struct title t;
	struct document_list docs;
	struct view_title v = { 0 };
	if (!title_get(r->c, web_text(r, "id"), &t) || !card_of_title(r, &t, &v.card, &docs) ||
	    !title_copies(r, &docs, &v.copies) || !title_record(r, &t, &v.fields))
		return false;
	const struct document *d = readable(r, &docs);
	v.several = docs.n > 1;
	v.needs_cataloguer = t.needs_cataloguer;
	v.imprint = title_imprint(r, &t);
	v.self = address_title(r->c->mem, t.id);
	v.address = str_print(r->c->mem, "%.*s%.*s", STR_ARGS(web_origin(r)), STR_ARGS(v.self));
	v.ark = str_print(r->c->mem, "ark:/%.*s/%.*s", STR_ARGS(r->worker->conf.naan),
			  STR_ARGS(t.id));
	v.ark_href = str_print(r->c->mem, "/%.*s", STR_ARGS(v.ark));
	v.cite = title_cite(r, &t, v.address);
	if (d) {
		v.read = address_read(r->c->mem, d->id, 0);
		if (!fill_found(r, &t, d, &v))
			return false;
		if (!card_plays(d))
			fill_thumbs(r, d, &v);
	}
	r->frame.query = STR_NONE; /* the words were for this title, not for all */
	r->keeps = !v.query.n;     /* what is found follows from the index */
	return WEB_SHOW(r, page_title, &v, fields);
}

const struct web_page page_title = {
	.path = "/t/{id}",
	.params = { { "id", PARAM_ID }, { "q", PARAM_TEXT }, { "from", PARAM_NUMBER } },
	.keeps = true,
	.show = show,
	.help = N_("One title: its record, its copies, what may be done with them."),
};
