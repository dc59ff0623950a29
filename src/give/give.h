/*
 * give - titles as files, in the formats that others read.
 *
 * One title or a million: give_begin, give_title for each, give_end, into a buf that the caller
 * empties when it likes. MARC is made of the title's best source record, converted where it is of
 * another dialect, with a field for the holdings of every library; where no source record is MARC,
 * of the title's record. Nothing is given of documents but the address where they are read.
 */
#ifndef KERUEN_GIVE_H
#define KERUEN_GIVE_H

#include "catalog/catalog.h"
#include "cite/cite.h"
#include "marc/marc.h"
#include "source/source.h"

/* Types */
enum give_kind { GIVE_ISO2709, GIVE_XML, GIVE_MODS, GIVE_DC, GIVE_CSV, GIVE_CITE };
struct give_format {
	const char *code, *name; /* name: message id, or the format's own name */
	const char *type, *extension;
	enum give_kind kind;
	enum marc_dialect dialect; /* of the first two kinds */
};
extern const struct give_format give_formats[]; /* ends with a NULL code */
struct give {
	const struct give_format *format;
	struct buf *out;
	size_t n;           /* titles given */
	int64_t now;        /* the day that citations name */
	struct str address; /* "https://host/t/", before a title's id; may be empty */
};

const struct give_format *give_format_of(struct str code); /* NULL: none */

void give_begin(struct give *g);
/* LIMIT: a record that does not fit its format. The record is left out then, as a whole. */
bool give_title(struct ctx *c, struct give *g, const struct title *t) MUST_USE;
void give_end(struct give *g);

/* The title's record as MARC, in c->mem. *ret_source (may be NULL): the source record it was made
 * of; 0: of the title's record. */
bool give_marc(struct ctx *c, const struct title *t, enum marc_dialect dialect, struct marc *ret,
	       int64_t *ret_source) MUST_USE;
/* Source records of a title, the one that tells most of it first. */
bool give_sources(struct ctx *c, const struct title *t, struct source_list *ret) MUST_USE;

#endif
