/* explain - what a query was understood as, in one line a word, for --explain. */
#include "index/index_int.h"

static const char *kind_name(enum word_kind k)
{
	switch (k) {
	case WORD_PHRASE: return "phrase";
	case WORD_START: return "start";
	default: return "word";
	}
}

static void explain_word(struct buf *out, const struct word *w)
{
	buf_print(out, "%s%s", w->unwanted ? "without " : "", kind_name(w->kind));
	if (w->prefix)
		buf_print(out, " in %s",
			  strcmp(w->prefix, TERM_TITLE) == 0    ? "title"
			  : strcmp(w->prefix, TERM_AUTHOR) == 0 ? "author"
								: "subject");
	buf_add_z(out, ":");
	for (size_t i = 0; i < w->n_exact; i++)
		buf_print(out, " %.*s", STR_ARGS(w->exact[i]));
	for (size_t i = 0; i < w->n_stems; i++)
		buf_print(out, "%s%.*s", i ? " " : "; stems ", STR_ARGS(w->stems[i]));
	buf_print(out, "; in %u titles at most\n", (unsigned)w->docs);
}

struct str index_explain(struct ctx *c, const struct index_result *r)
{
	struct buf out;
	buf_init(&out, c->mem, 0);
	for (size_t i = 0; i < r->terms->n; i++)
		explain_word(&out, &r->terms->at[i]);
	if (r->terms->language.n)
		buf_print(&out, "language: %.*s\n", STR_ARGS(r->terms->language));
	if (r->terms->year_from || r->terms->year_to)
		buf_print(&out, "year: %d..%d\n", r->terms->year_from, r->terms->year_to);
	if (r->any)
		buf_add_z(&out, "no title holds all of them: any of them counts\n");
	return buf_str(&out);
}
