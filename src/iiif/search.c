/* Search inside a document: the words that match, as annotations on its canvases. */
#include "dossier/dossier.h"
#include "words/words.h"
#include "iiif/iiif.h"
#include "index/index.h"

struct found { /* what is being written */
	struct buf *out;
	const struct iiif_document *d;
	int version, n;
};

static void put_target(struct found *f, int page, const struct page_word *w)
{
	const struct document_page *p = &f->d->pages->at[page - 1];
	int64_t x = (int64_t)w->x * p->width / 10000, y = (int64_t)w->y * p->height / 10000;
	int64_t wide = (int64_t)w->w * p->width / 10000, high = (int64_t)w->h * p->height / 10000;
	buf_add_json(f->out,
		     str_print(f->out->mem, "%.*s/iiif/%.*s/canvas/%d#xywh=%lld,%lld,%lld,%lld",
			       STR_ARGS(f->d->origin), STR_ARGS(f->d->doc->id), page, (long long)x,
			       (long long)y, (long long)wide, (long long)high));
}

static void put_word(struct found *f, int page, const struct page_word *w)
{
	struct str id = str_print(f->out->mem, "%.*s/iiif/%.*s/found/%d", STR_ARGS(f->d->origin),
				  STR_ARGS(f->d->doc->id), ++f->n);
	bool two = f->version == 2;
	buf_add_z(f->out, f->n > 1 ? "," : "");
	buf_add_z(f->out, two ? "{\"id\":" : "{\"@id\":");
	buf_add_json(f->out, id);
	buf_add_z(f->out,
		  two ? ",\"type\":\"Annotation\",\"motivation\":\"highlighting\",\"body\":"
			"{\"type\":\"TextualBody\",\"format\":\"text/plain\",\"value\":"
		      : ",\"@type\":\"oa:Annotation\",\"motivation\":\"sc:painting\",\"resource\":"
			"{\"@type\":\"cnt:ContentAsText\",\"chars\":");
	buf_add_json(f->out, w->text);
	buf_add_z(f->out, two ? "},\"target\":" : "},\"on\":");
	put_target(f, page, w);
	buf_add_char(f->out, '}');
}

/* One page's matching words. A page without words by now is passed over. */
static bool put_page(struct ctx *c, struct found *f, const struct dossier_words *file,
		     const struct index_terms *terms, int page)
{
	struct page_words words;
	if (!dossier_words_of_page(c, file, page, &words))
		return false;
	bool *marks = arena_array_of(c->mem, words.n + 1, bool);
	index_marks(terms, &words, marks);
	for (size_t i = 0; i < words.n && f->n < IIIF_FOUND_MOST; i++)
		if (marks[i])
			put_word(f, page, &words.at[i]);
	return true;
}

static bool put_found(struct ctx *c, struct found *f, struct str query)
{
	struct index_page_hits hits = { 0 };
	struct index_terms *terms = NULL;
	struct dossier_words file;
	if (str_trim(query).n == 0)
		return true;
	if (!index_pages(c, f->d->title->id, f->d->doc->id, query, c->lang, &hits, &terms))
		return false;
	if (hits.n == 0)
		return true;
	if (!dossier_words_open(c, f->d->doc->id, &file))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < hits.n && f->n < IIIF_FOUND_MOST; i++)
		ok = put_page(c, f, &file, terms, hits.at[i].page);
	return ok;
}

static void put_ignored(struct buf *out, struct str ignored)
{
	struct str name;
	bool first = true;
	if (!ignored.n)
		return;
	buf_add_z(out, ",\"ignored\":[");
	while (str_next(&ignored, ',', &name)) {
		buf_add_z(out, first ? "" : ",");
		buf_add_json(out, name);
		first = false;
	}
	buf_add_char(out, ']');
}

bool iiif_search(struct ctx *c, struct buf *out, const struct iiif_document *d, struct str query,
		 int version, struct str ignored)
{
	struct found f = { .out = out, .d = d, .version = version };
	struct buf q;
	buf_init(&q, c->mem, 8192);
	buf_add_url(&q, query);
	bool two = version == 2;
	buf_print(out, "{\"@context\":\"http://iiif.io/api/search/%d/context.json\",%s:", version,
		  two ? "\"id\"" : "\"@id\"");
	buf_add_json(out, str_print(c->mem, "%.*s/iiif/%.*s/search%s?q=%.*s", STR_ARGS(d->origin),
				    STR_ARGS(d->doc->id), two ? "" : "1", STR_ARGS(buf_str(&q))));
	buf_add_z(out, two ? ",\"type\":\"AnnotationPage\"" : ",\"@type\":\"sc:AnnotationList\"");
	if (two)
		put_ignored(out, ignored);
	buf_add_z(out, two ? ",\"items\":[" : ",\"resources\":[");
	if (!put_found(c, &f, query))
		return false;
	buf_add_z(out, "]}");
	return true;
}
