/* The reading page: one page of a document as image and text, the same as text alone, or its sound.
 */
#include "web/address.h"
#include "derive/derive.h"
#include "web/card.h"
#include "web/pages.h"
#include "web/words.h"
#include "page_play.html.h"
#include "page_read.html.h"
#include "page_text.html.h"

enum { STRIP_BEFORE = 8, STRIP = 24, FOUND = 40, IMAGE_WIDTH = 1280 };

static const struct field found_fields[] = {
	FIELD(struct view_found, page),
	FIELD(struct view_found, href),
	FIELD(struct view_found, passage),
	FIELD_END,
};
static const struct field mark_fields[] = {
	FIELD(struct view_mark, x),
	FIELD(struct view_mark, y),
	FIELD(struct view_mark, w),
	FIELD(struct view_mark, h),
	FIELD_END,
};
static const struct field fields[] = {
	FIELD(struct view_read, title),
	FIELD(struct view_read, page),
	FIELD(struct view_read, n_pages),
	FIELD(struct view_read, image),
	FIELD(struct view_read, info),
	FIELD(struct view_read, prev),
	FIELD(struct view_read, next),
	FIELD(struct view_read, found_pages),
	FIELD_LIST(struct view_read, marks, mark_fields),
	FIELD_LIST(struct view_read, found, found_fields),
	FIELD_END,
};
static const struct field play_fields[] = {
	FIELD(struct view_play, title),
	FIELD(struct view_play, src),
	FIELD(struct view_play, film),
	FIELD(struct view_play, length),
	FIELD_END,
};

/* A page being shown: the document, its words, and what the reader asked to stay so. */
struct leaf {
	struct web_request *r;
	const struct document *doc;
	struct dossier_words words;
	struct page_words page;
	struct index_page_hits hits;
	struct index_terms *terms; /* NULL: nothing is searched */
	int n;                     /* the page, from 1 */
	struct str q, side, view;
};

/* The address of a page, with the question and the open side kept. */
static struct str turn_to(const struct leaf *l, int page, struct str side)
{
	struct arena *mem = l->r->c->mem;
	struct str a = address_read(mem, l->doc->id, page);
	a = address_with(mem, a, "q", l->q);
	a = address_with(mem, a, "side", side);
	return address_with(mem, a, "view", l->view);
}

static struct str turn_if(const struct leaf *l, bool there, int page)
{
	return there ? turn_to(l, page, l->side) : STR_NONE;
}

static bool has_words(const struct leaf *l, int page)
{
	for (size_t i = 0; i < l->hits.n; i++)
		if (l->hits.at[i].page == page)
			return true;
	return false;
}

static void fill_strip(const struct leaf *l, struct view_read *v)
{
	int last = l->doc->n_pages, from = l->n - STRIP_BEFORE;
	if (from > last - STRIP + 1)
		from = last - STRIP + 1;
	if (from < 1)
		from = 1;
	v->strip.at = arena_array_of(l->r->c->mem, STRIP, struct view_thumb);
	for (int p = from; p <= last && v->strip.n < STRIP; p++)
		v->strip.at[v->strip.n++] = (struct view_thumb){
			.href = turn_to(l, p, l->side),
			.src = address_thumb(l->r->c->mem, l->doc, p),
			.page = p,
			.current = p == l->n,
			.has = has_words(l, p),
		};
	v->first = turn_if(l, from > 1, 1);
	v->last = turn_if(l, from + STRIP <= last, last);
}

static void fill_turning(const struct leaf *l, struct view_read *v)
{
	v->page = l->n;
	v->n_pages = l->doc->n_pages;
	v->base = address_read(l->r->c->mem, l->doc->id, 0);
	v->self = address_read(l->r->c->mem, l->doc->id, l->n);
	v->prev = turn_if(l, l->n > 1, l->n - 1);
	v->next = turn_if(l, l->n < l->doc->n_pages, l->n + 1);
}

static void fill_image(const struct leaf *l, struct view_read *v)
{
	struct arena *mem = l->r->c->mem;
	const struct access_terms *terms = &l->doc->terms;
	if ((size_t)l->n <= l->words.pages.n) {
		const struct document_page *p = &l->words.pages.at[l->n - 1];
		v->image = address_image(mem, l->doc, l->n, p, IMAGE_WIDTH, &v->image_w,
					 &v->image_h);
	}
	if (web_may(l->r, terms, ACT_ZOOM, l->n).allowed)
		v->info = address_info(mem, l->doc, l->n);
	if (l->n < l->doc->n_pages && web_may(l->r, terms, ACT_ZOOM, l->n + 1).allowed)
		v->next_info = address_info(mem, l->doc, l->n + 1);
	if (web_may(l->r, terms, ACT_SAVE_PAGE, l->n).allowed)
		v->save = address_save_page(mem, l->doc, l->n);
}

/* Why there is no text to show; NULL where there is some. */
static const char *no_text(const struct leaf *l)
{
	if (l->doc->state == DOCUMENT_WAITING)
		return N_("The text of this document is still being recognised.");
	if (l->words.fd < 0 || l->doc->state != DOCUMENT_READY)
		return N_("This document has no recognised text.");
	return l->page.n ? NULL : N_("There are no words on this page.");
}

static void fill_side(const struct leaf *l, struct view_read *v)
{
	bool text = str_is(l->side, "text");
	if (text || (str_is(l->side, "found") && l->q.n))
		v->side = text ? "text" : "found";
	v->side_text = text;
	v->text_href = turn_to(l, l->n, text ? STR_NONE : STR("text"));
	v->close_href = turn_to(l, l->n, STR_NONE);
	struct leaf other = *l;
	other.view = STR("text");
	v->text_only = turn_to(&other, l->n, STR_NONE);
	other.view = STR_NONE;
	v->image_href = turn_to(&other, l->n, STR("text"));
	v->no_text = text || str_is(l->view, "text") || !l->page.n ? no_text(l) : NULL;
}

static bool search_inside(struct leaf *l, struct view_read *v)
{
	v->searchable = card_searchable(l->r, l->doc);
	v->query = l->q;
	if (!l->q.n || !web_may(l->r, &l->doc->terms, ACT_SEARCH_INSIDE, 0).allowed)
		return true;
	if (!index_pages(l->r->c, l->doc->title, l->doc->id, l->q, l->r->c->lang, &l->hits,
			 &l->terms))
		return false;
	v->found_pages = (int)l->hits.n;
	v->marks = words_marks(l->r->c->mem, &l->page, l->terms);
	return !str_is(l->side, "found") ||
	       words_found(l->r, &l->words, &l->hits, l->terms, FOUND, l->q, l->n, &v->found);
}

static bool fill(struct leaf *l, struct view_read *v)
{
	struct title t;
	if (!title_get(l->r->c, l->doc->title, &t) ||
	    !dossier_words_open(l->r->c, l->doc->id, &l->words) ||
	    !dossier_words_of_page(l->r->c, &l->words, l->n, &l->page) || !search_inside(l, v))
		return false;
	v->title = t.name;
	v->lang = card_lang(l->r, t.language);
	v->title_href = address_with(l->r->c->mem, address_title(l->r->c->mem, t.id), "q", l->q);
	v->text = words_paragraphs(l->r->c->mem, &l->page, l->terms);
	v->text_lang = str_of(l->page.lang);
	fill_turning(l, v);
	fill_image(l, v);
	fill_side(l, v);
	fill_strip(l, v);
	return true;
}

/* A form without scripts asks for a page in the query: its address is another. */
static bool go(struct web_request *r, const struct leaf *l)
{
	int64_t page = web_number(r, "go", 1);
	if (page > l->doc->n_pages)
		page = l->doc->n_pages;
	return web_redirect(r, 303, turn_to(l, page < 1 ? 1 : (int)page, l->side));
}

/* What browsers do not play by themselves waits for the copy that the job "derive" makes. */
static bool is_prepared(struct web_request *r, const struct document *d)
{
	return derive_plays_as_delivered(d) || file_exists(derive_path(r->c, d->id, "play.mp4"));
}

static bool show_play(struct web_request *r)
{
	struct title t;
	const struct document *d = &r->doc;
	if (!title_get(r->c, d->title, &t))
		return false;
	struct view_play v = {
		.title = t.name,
		.title_href = address_title(r->c->mem, t.id),
		.lang = card_lang(r, t.language),
		.by = t.creator,
		.src = address_media(r->c->mem, d),
		.length = card_length(r->c->mem, d->duration_ms),
		.size = text_size(r->c->mem, r->c->lang, d->size),
		.film = str_is(d->kind, "film"),
		.waits = !is_prepared(r, d),
	};
	if (v.film && file_exists(derive_path(r->c, d->id, "poster.jpg")))
		v.poster = address_poster(r->c->mem, d);
	if (d->damage.n)
		v.damage = str_of(text_say(r->c->lang, str_z(r->c->mem, d->damage)));
	if (web_may(r, &d->terms, ACT_SAVE_WHOLE, 0).allowed)
		v.whole = address_whole(r->c->mem, d);
	return WEB_SHOW(r, page_play, &v, play_fields);
}

static bool show(struct web_request *r)
{
	if (card_plays(&r->doc))
		return show_play(r);
	struct leaf l = {
		.r = r,
		.doc = &r->doc,
		.n = r->doc_page > 0 ? r->doc_page : 1,
		.q = str_trim(web_text(r, "q")),
		.side = web_text(r, "side"),
		.view = web_text(r, "view"),
	};
	if (web_text(r, "go").s)
		return go(r, &l);
	struct view_read v = { 0 };
	if (!fill(&l, &v))
		return false;
	r->frame.query = STR_NONE; /* the words were for this document, not for all */
	r->keeps = !l.q.n;         /* what is found follows from the index */
	if (str_is(l.view, "text"))
		return WEB_SHOW(r, page_text, &v, fields);
	return WEB_SHOW(r, page_read, &v, fields);
}

const struct web_page page_read = {
	.path = "/read/{id}/{page}",
	.params = { { "id", PARAM_ID },
		    { "page", PARAM_PAGE },
		    { "q", PARAM_TEXT },
		    { "side", PARAM_TEXT },
		    { "view", PARAM_TEXT },
		    { "go", PARAM_NUMBER } },
	.needs_doc = true,
	.act = ACT_READ_PAGE,
	.keeps = true,
	.show = show,
	.help = N_("One page of a document: image, text, search inside; ?view=text for the text "
		   "alone."),
};
const struct web_page page_read_document = {
	.path = "/read/{id}",
	.params = { { "id", PARAM_ID },
		    { "q", PARAM_TEXT },
		    { "side", PARAM_TEXT },
		    { "view", PARAM_TEXT },
		    { "go", PARAM_NUMBER } },
	.needs_doc = true,
	.act = ACT_READ_PAGE,
	.keeps = true,
	.show = show,
	.help = N_("The first page of a document, or its sound or film."),
};
