/* dossier_int - what the files of this room share. */
#ifndef KERUEN_DOSSIER_INT_H
#define KERUEN_DOSSIER_INT_H

#include "dossier/dossier.h"

enum {
	DOSSIER_FORM = 1, /* of document.json and rights.json */
	DOSSIER_JSON_MAX = 64 << 20,
	DOSSIER_WORDS_MAX = 1 << 30,
	DOSSIER_FILES_MAX = 1000000,
};

/* What happened to a document until it came in, as PREMIS events, one JSON object a line. */
struct str dossier_events(struct ctx *c, const struct dossier *x);
/* Its record as a source record, not yet put; and what that says. */
bool dossier_source(struct ctx *c, const struct dossier *x, struct source *ret,
		    struct record *ret_record) MUST_USE;
/* The object in plain words. */
struct str dossier_readme(struct ctx *c, const struct dossier *x);

#endif
