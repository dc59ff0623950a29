/*
 * cite - a title as others cite it.
 *
 * Styles: "gost5" (GOST R 7.0.5-2008, references), "gost100" (GOST R 7.0.100-2018, bibliographic
 * description), "apa" (7th edition), "bibtex", "ris", "csl" (CSL-JSON 1.0).
 */
#ifndef KERUEN_CITE_H
#define KERUEN_CITE_H

#include "format/format.h"

struct cite_style {
	const char *code, *name; /* name: message id */
	const char *type;        /* of a file: "text/plain", "application/x-bibtex" ... */
	const char *extension;
};
extern const struct cite_style cite_styles[]; /* ends with a NULL code */

/* UTF-8, without a line end; CSL-JSON is one object. address: where it is read, may be empty; now: the day it was seen. */
struct str cite(struct arena *mem, const struct cite_style *style, const struct record *r,
		struct str address, int64_t now);

#endif
