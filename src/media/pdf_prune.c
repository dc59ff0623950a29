/*
 * Makes a grafted page forget the rest of its book.
 *
 * A page brings along whatever its objects point to: one dictionary of resources for the whole
 * book, private data of the program that made it, links to other pages. What the page does not
 * draw with is taken out, so that the writer's collection of garbage (which keeps only what can be
 * reached) leaves it behind. Names are found by reading the content as tokens, not by
 * interpreting it: a name too many keeps a resource too many, never the other way round.
 */
#include "media/pdf_int.h"

enum { DEPTH = 12 };

struct prune {
	fz_context *fz;
	pdf_document *doc;
	uint8_t *done; /* by object number: its resources are pruned */
	int objects;
};

/* Names are kept as the keys of a dictionary. */
static void note_name(struct prune *p, pdf_obj *names, const char *name)
{
	pdf_dict_puts(p->fz, names, name, PDF_TRUE);
}

/* Past the data of an inline image (ISO 32000-1, 8.9.7): EI between white space. */
static void skip_inline_image(struct prune *p, fz_stream *stm)
{
	int a = ' ', b = ' ', c = ' ', ch;
	while ((ch = fz_read_byte(p->fz, stm)) != EOF) {
		bool ends = ch == ' ' || ch == '\n' || ch == '\r' || ch == '\t';
		bool begins = a == ' ' || a == '\n' || a == '\r' || a == '\t';
		if (begins && b == 'E' && c == 'I' && ends)
			return;
		a = b;
		b = c;
		c = ch;
	}
}

static void read_names(struct prune *p, fz_stream *stm, pdf_obj *names)
{
	pdf_lexbuf buf;
	pdf_lexbuf_init(p->fz, &buf, PDF_LEXBUF_SMALL);
	fz_try(p->fz)
	{
		pdf_token tok;
		while ((tok = pdf_lex(p->fz, stm, &buf)) != PDF_TOK_EOF) {
			if (tok == PDF_TOK_NAME)
				note_name(p, names, buf.scratch);
			else if (tok == PDF_TOK_KEYWORD && !strcmp(buf.scratch, "ID"))
				skip_inline_image(p, stm);
		}
	}
	fz_always(p->fz) pdf_lexbuf_fin(p->fz, &buf);
	fz_catch(p->fz) fz_rethrow(p->fz);
}

static void content_names(struct prune *p, pdf_obj *content, pdf_obj *names)
{
	if (!pdf_is_stream(p->fz, content) && !pdf_is_array(p->fz, content))
		return;
	fz_stream *stm = pdf_open_contents_stream(p->fz, p->doc, content);
	fz_try(p->fz) read_names(p, stm, names);
	fz_always(p->fz) fz_drop_stream(p->fz, stm);
	fz_catch(p->fz) fz_rethrow(p->fz);
}

static void prune_holder(struct prune *p, pdf_obj *holder, pdf_obj *names, int depth);

/* A form, a tiling pattern: content with resources of its own, or of its user's in old files. */
static void prune_stream(struct prune *p, pdf_obj *stream, pdf_obj *outer, int depth)
{
	int num = pdf_to_num(p->fz, stream);
	if (depth > DEPTH || num <= 0 || num >= p->objects)
		return;
	bool own = pdf_dict_get(p->fz, stream, PDF_NAME(Resources)) != NULL;
	if (p->done[num] && own)
		return;
	p->done[num] = 1;
	pdf_obj *names = own ? pdf_new_dict(p->fz, p->doc, 8) : pdf_keep_obj(p->fz, outer);
	fz_try(p->fz)
	{
		content_names(p, stream, names);
		if (own)
			prune_holder(p, stream, names, depth + 1);
	}
	fz_always(p->fz) pdf_drop_obj(p->fz, names);
	fz_catch(p->fz) fz_rethrow(p->fz);
}

static void prune_type3(struct prune *p, pdf_obj *font, int depth)
{
	int num = pdf_to_num(p->fz, font);
	if (depth > DEPTH || num <= 0 || num >= p->objects || p->done[num])
		return;
	p->done[num] = 1;
	pdf_obj *procs = pdf_dict_get(p->fz, font, PDF_NAME(CharProcs));
	pdf_obj *names = pdf_new_dict(p->fz, p->doc, 8);
	fz_try(p->fz)
	{
		for (int i = 0; i < pdf_dict_len(p->fz, procs); i++)
			content_names(p, pdf_dict_get_val(p->fz, procs, i), names);
		prune_holder(p, font, names, depth + 1);
	}
	fz_always(p->fz) pdf_drop_obj(p->fz, names);
	fz_catch(p->fz) fz_rethrow(p->fz);
}

static void prune_value(struct prune *p, pdf_obj *v, pdf_obj *names, int depth)
{
	fz_context *fz = p->fz;
	if (pdf_is_stream(fz, v) &&
	    (pdf_name_eq(fz, pdf_dict_get(fz, v, PDF_NAME(Subtype)), PDF_NAME(Form)) ||
	     pdf_dict_get(fz, v, PDF_NAME(PatternType))))
		prune_stream(p, v, names, depth);
	else if (pdf_name_eq(fz, pdf_dict_get(fz, v, PDF_NAME(Subtype)), PDF_NAME(Type3)))
		prune_type3(p, v, depth);
}

/* Forms without resources add to the names while they are read: they go first. */
static void prune_forms(struct prune *p, pdf_obj *res, pdf_obj *names, int depth)
{
	pdf_obj *const kinds[] = { PDF_NAME(XObject), PDF_NAME(Pattern), PDF_NAME(Font) };
	for (size_t k = 0; k < COUNT_OF(kinds); k++) {
		pdf_obj *group = pdf_dict_get(p->fz, res, kinds[k]);
		for (int i = 0; i < pdf_dict_len(p->fz, group); i++) {
			pdf_obj *key = pdf_dict_get_key(p->fz, group, i);
			if (pdf_dict_get(p->fz, names, key))
				prune_value(p, pdf_dict_get_val(p->fz, group, i), names, depth);
		}
	}
	/* The mask of a graphics state is a form too (ISO 32000-1, 11.6.5.3). */
	pdf_obj *states = pdf_dict_get(p->fz, res, PDF_NAME(ExtGState));
	for (int i = 0; i < pdf_dict_len(p->fz, states); i++) {
		pdf_obj *mask = pdf_dict_get(p->fz, pdf_dict_get_val(p->fz, states, i),
					     PDF_NAME(SMask));
		prune_value(p, pdf_dict_get(p->fz, mask, PDF_NAME(G)), names, depth);
	}
}

/* A copy of a group of resources with only the names that are used */
static void put_used(struct prune *p, pdf_obj *to, pdf_obj *group_name, pdf_obj *group,
		     pdf_obj *names)
{
	if (!pdf_is_dict(p->fz, group))
		return;
	pdf_obj *used = pdf_dict_put_dict(p->fz, to, group_name, 4);
	for (int i = 0; i < pdf_dict_len(p->fz, group); i++) {
		pdf_obj *key = pdf_dict_get_key(p->fz, group, i);
		/* default colour spaces are used without being named (8.6.5.6) */
		bool always = str_starts(str_of(pdf_to_name(p->fz, key)), "Default");
		if (always || pdf_dict_get(p->fz, names, key))
			pdf_dict_put(p->fz, used, key, pdf_dict_get_val(p->fz, group, i));
	}
}

/* Gives the holder (page, form, pattern, font) its own resources: those it names. Property lists
 * of marked content are not drawn with, and are left out. */
static void prune_holder(struct prune *p, pdf_obj *holder, pdf_obj *names, int depth)
{
	pdf_obj *const groups[] = { PDF_NAME(XObject),    PDF_NAME(Font),    PDF_NAME(Pattern),
				    PDF_NAME(ColorSpace), PDF_NAME(Shading), PDF_NAME(ExtGState) };
	pdf_obj *res = pdf_dict_get(p->fz, holder, PDF_NAME(Resources));
	if (!pdf_is_dict(p->fz, res))
		return;
	pdf_obj *fresh = pdf_new_dict(p->fz, p->doc, 6);
	fz_try(p->fz)
	{
		/* twice: what a form in a form names is known after the first reading */
		prune_forms(p, res, names, depth);
		prune_forms(p, res, names, depth);
		for (size_t i = 0; i < COUNT_OF(groups); i++)
			put_used(p, fresh, groups[i], pdf_dict_get(p->fz, res, groups[i]), names);
		pdf_dict_put(p->fz, holder, PDF_NAME(Resources), fresh);
	}
	fz_always(p->fz) pdf_drop_obj(p->fz, fresh);
	fz_catch(p->fz) fz_rethrow(p->fz);
}

static void prune_page(struct prune *p, pdf_obj *page)
{
	pdf_obj *names = pdf_new_dict(p->fz, p->doc, 16);
	fz_try(p->fz)
	{
		content_names(p, pdf_dict_get(p->fz, page, PDF_NAME(Contents)), names);
		prune_holder(p, page, names, 0);
	}
	fz_always(p->fz) pdf_drop_obj(p->fz, names);
	fz_catch(p->fz) fz_rethrow(p->fz);
}

/* Does this value lead out of the page, into the book? */
static bool leads_out(struct prune *p, pdf_obj *v)
{
	static const char *const kinds[] = { "Page",           "Pages",      "Catalog",
					     "StructTreeRoot", "StructElem", "Annot",
					     "Outlines",       "Action",     "Filespec",
					     "EmbeddedFile",   "Thread",     "Bead" };
	pdf_obj *type = pdf_is_dict(p->fz, v) ? pdf_dict_get(p->fz, v, PDF_NAME(Type)) : NULL;
	const char *name = pdf_to_name(p->fz, type);
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (!strcmp(name, kinds[i]))
			return true;
	return false;
}

static bool private_key(struct prune *p, pdf_obj *key)
{
	static const char *const keys[] = { "PieceInfo",     "Metadata",     "StructParent",
					    "StructParents", "LastModified", "Ref",
					    "OPI",           "Alternates",   "AF",
					    "Measure" };
	const char *name = pdf_to_name(p->fz, key);
	for (size_t i = 0; i < COUNT_OF(keys); i++)
		if (!strcmp(name, keys[i]))
			return true;
	return false;
}

/* One level of one object; direct dictionaries in it are followed to a depth. */
static void cut_ties(struct prune *p, pdf_obj *o, int depth)
{
	fz_context *fz = p->fz;
	if (depth > DEPTH)
		return;
	for (int i = pdf_array_len(fz, o) - 1; i >= 0; i--) {
		pdf_obj *v = pdf_array_get(fz, o, i);
		if (leads_out(p, v))
			pdf_array_put(fz, o, i, PDF_NULL);
		else if (!pdf_is_indirect(fz, v))
			cut_ties(p, v, depth + 1);
	}
	for (int i = pdf_dict_len(fz, o) - 1; i >= 0; i--) {
		pdf_obj *key = pdf_dict_get_key(fz, o, i), *v = pdf_dict_get_val(fz, o, i);
		if (leads_out(p, v) || private_key(p, key))
			pdf_dict_del(fz, o, key);
		else if (!pdf_is_indirect(fz, v))
			cut_ties(p, v, depth + 1);
	}
}

/* The tree is ours: the graft gave its pages only the keys they draw by. */
static void cut_object(struct prune *p, pdf_obj *o)
{
	pdf_obj *type = pdf_dict_get(p->fz, o, PDF_NAME(Type));
	if (!pdf_name_eq(p->fz, type, PDF_NAME(Page)) &&
	    !pdf_name_eq(p->fz, type, PDF_NAME(Pages)) &&
	    !pdf_name_eq(p->fz, type, PDF_NAME(Catalog)))
		cut_ties(p, o, 0);
}

static void cut_number(struct prune *p, int num)
{
	pdf_obj *o = pdf_load_object(p->fz, p->doc, num);
	fz_try(p->fz) cut_object(p, o);
	fz_always(p->fz) pdf_drop_obj(p->fz, o);
	fz_catch(p->fz) fz_rethrow(p->fz);
}

void mu_prune(fz_context *fz, pdf_document *made)
{
	struct prune p = { .fz = fz, .doc = made, .objects = pdf_xref_len(fz, made) };
	p.done = fz_calloc(fz, (size_t)p.objects + 1, 1);
	fz_try(fz)
	{
		for (int i = 0; i < pdf_count_pages(fz, made); i++)
			prune_page(&p, pdf_lookup_page_obj(fz, made, i));
		for (int num = 1; num < p.objects; num++)
			cut_number(&p, num);
	}
	fz_always(fz) fz_free(fz, p.done);
	fz_catch(fz) fz_rethrow(fz);
}
