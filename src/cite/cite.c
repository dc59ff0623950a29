/* The styles, by code. */
#include "cite/cite_int.h"

struct maker {
	const char *code;
	struct str (*make)(struct arena *mem, const struct cited *x);
};

const struct cite_style cite_styles[] = {
	{ "gost5", N_("GOST R 7.0.5, reference"), "text/plain; charset=utf-8", "txt" },
	{ "gost100", N_("GOST R 7.0.100, description"), "text/plain; charset=utf-8", "txt" },
	{ "apa", "APA 7", "text/plain; charset=utf-8", "txt" },
	{ "bibtex", "BibTeX", "application/x-bibtex; charset=utf-8", "bib" },
	{ "ris", "RIS", "application/x-research-info-systems; charset=utf-8", "ris" },
	{ "csl", "CSL-JSON", "application/vnd.citationstyles.csl+json", "json" },
	{ NULL, NULL, NULL, NULL },
};

static const struct maker makers[] = {
	{ "gost5", cite_gost5 },   { "gost100", cite_gost100 }, { "apa", cite_apa },
	{ "bibtex", cite_bibtex }, { "ris", cite_ris },         { "csl", cite_csl },
};

struct str cite(struct arena *mem, const struct cite_style *style, const struct record *r,
		struct str address, int64_t now)
{
	struct cited *x = arena_new_of(mem, struct cited);
	cited_of(mem, r, address, now, x);
	for (size_t i = 0; i < COUNT_OF(makers); i++)
		if (!strcmp(makers[i].code, style->code))
			return makers[i].make(mem, x);
	must(!"a style without its maker");
	return STR("");
}
