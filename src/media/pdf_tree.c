/*
 * The page tree of a PDF, walked before it is trusted: no loops, no more pages than we take, and
 * where its counts lie (ISO 32000-1, 7.7.3) it is laid flat in memory so that pages can be found.
 */
#include "media/pdf_int.h"

enum { DEPTH = 200 };

struct walk {
	struct mu *m;
	struct arena *mem;
	pdf_obj **leaves; /* borrowed from the document */
	size_t n, room;
	uint8_t *seen; /* a bit an object number: branches of the tree met so far */
	int objects;
	bool circle, too_many;
};

static bool enter(struct walk *w, int num)
{
	if (num <= 0 || num >= w->objects)
		return true; /* a direct object is met once */
	if (w->seen[num >> 3] & (1 << (num & 7)))
		return false;
	w->seen[num >> 3] |= (uint8_t)(1 << (num & 7));
	return true;
}

static void add_leaf(struct walk *w, pdf_obj *node)
{
	if (w->n >= MEDIA_PAGES_MAX) {
		w->too_many = true;
		return;
	}
	if (w->n == w->room) {
		w->leaves = arena_grow(w->mem, w->leaves, w->room * sizeof *w->leaves,
				       (w->room * 2 + 64) * sizeof *w->leaves);
		w->room = w->room * 2 + 64;
	}
	w->leaves[w->n++] = node;
}

static void walk_node(fz_context *fz, struct walk *w, pdf_obj *node, int depth)
{
	pdf_obj *kids = pdf_dict_get(fz, node, PDF_NAME(Kids));
	if (!pdf_is_array(fz, kids)) {
		if (pdf_is_dict(fz, node) &&
		    !pdf_name_eq(fz, pdf_dict_get(fz, node, PDF_NAME(Type)), PDF_NAME(Pages)))
			add_leaf(w, node);
		return;
	}
	if (!enter(w, pdf_to_num(fz, node)) || depth > DEPTH) {
		w->circle = true;
		return;
	}
	int n = pdf_array_len(fz, kids);
	for (int i = 0; i < n && !w->circle && !w->too_many; i++)
		walk_node(fz, w, pdf_array_get(fz, kids, i), depth + 1);
}

static void flatten(fz_context *fz, struct walk *w, pdf_obj *root)
{
	pdf_document *doc = w->m->pdf;
	pdf_obj *flat = pdf_new_array(fz, doc, (int)w->n);
	fz_try(fz)
	{
		for (size_t i = 0; i < w->n; i++)
			pdf_array_push(fz, flat, w->leaves[i]);
		pdf_dict_put(fz, root, PDF_NAME(Kids), flat);
		pdf_dict_put_int(fz, root, PDF_NAME(Count), (int64_t)w->n);
	}
	fz_always(fz) pdf_drop_obj(fz, flat);
	fz_catch(fz) fz_rethrow(fz);
}

static void tree_work(fz_context *fz, void *arg)
{
	struct walk *w = arg;
	pdf_document *doc = w->m->pdf;
	w->n = 0;
	w->circle = w->too_many = false;
	w->objects = pdf_xref_len(fz, doc);
	w->seen = arena_take(w->mem, (size_t)(w->objects > 0 ? w->objects : 0) / 8 + 1);
	pdf_obj *root = pdf_dict_getp(fz, pdf_trailer(fz, doc), "Root/Pages");
	walk_node(fz, w, root, 0);
	if (w->circle || w->too_many || !w->n)
		return;
	if ((size_t)pdf_count_pages(fz, doc) != w->n)
		flatten(fz, w, root);
	pdf_load_page_tree(fz, doc);
	w->m->tree = true;
}

bool mu_tree(struct ctx *c, struct mu *m)
{
	struct walk w = { .m = m, .mem = c->mem };
	if (!mu_try(c, m->fz, tree_work, &w, "the pages of the PDF cannot be found"))
		return false;
	if (w.circle)
		return fail(c, ERR_INVALID, "the page tree of the PDF runs in a circle");
	if (w.too_many)
		return fail(c, ERR_LIMIT, "the document has more than {0} pages", "20000");
	if (!w.n)
		return fail(c, ERR_INVALID, "the PDF has no pages, or they were lost");
	m->n_pages = w.n;
	return true;
}
