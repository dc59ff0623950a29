/*
 * catalog - titles, and the documents that can be opened.
 *
 * A title is what we believe of one edition; a document is a digital copy of it, kept as one
 * object of the store. Both are known to the world by an id that never changes: 13 characters of
 * 0-9 and consonants, made from the document's bytes (catalog_id_of). What is here follows from
 * the objects: `keruen rebuild` makes it again.
 */
#ifndef KERUEN_CATALOG_H
#define KERUEN_CATALOG_H

#include "access/access.h"
#include "db/db.h"
#include "format/format.h"
#include "partner/partner.h"

/* Types */
struct title {
	struct str id;
	struct str name, creator, publisher, place, date, language, kind, description, series;
	struct str subjects; /* one a line */
	struct str record;   /* the record as JSON (record_to_json), all of it */
	int year;            /* 0: unknown */
	bool needs_cataloguer;
	int64_t partner;    /* whose record it began with */
	int64_t changed;    /* when */
	struct str holders; /* partners' numbers, "3 17"; empty: only `partner` is known */
	int64_t work;       /* other editions of one work share it; 0: none */
};
enum document_state { DOCUMENT_WAITING, DOCUMENT_READY, DOCUMENT_WITHOUT_TEXT, DOCUMENT_FAILED };
struct document {
	struct str id;    /* the object's id in the store too */
	struct str title; /* the title's id */
	struct str kind;  /* media_kind_name: "pdf", "tiff", … "sound", "film" */
	struct str mime;
	struct str file_name; /* as delivered: the file, or the folder */
	int64_t size;         /* bytes as delivered */
	int n_files, n_pages;
	int64_t duration_ms;
	struct access_terms terms;
	enum document_state state;
	struct str language; /* of the recognised text; may be empty */
	struct str damage;   /* message id; empty where whole */
	int64_t partner;
	int64_t deposited; /* when */
	int64_t source;    /* the source record that it is a copy of; 0: none yet */
};
struct document_page {
	int width, height; /* access pixels */
	int dpi;
	uint32_t words_at, words_n; /* bytes of text/words.tsv that describe it; n == 0: none yet */
	uint8_t sure;               /* of recognition, 0..100 */
	char source;                /* 'l' layer, 'o' recognised, '-' none */
	char lang[3];               /* "kk" … or "" */
};
struct document_pages {
	struct document_page *at; /* page 1 is at[0] */
	size_t n;
};
struct title_list {
	struct title *at;
	size_t n;
};
struct document_list {
	struct document *at;
	size_t n;
};
struct title_listed {
	struct title title; /* id, name, creator, language, kind, year, partner, holders, no more */
	struct document_list documents;
};
struct catalog_counts {
	int64_t titles, documents, pages, with_text, partners;
};
typedef bool title_fn(struct ctx *c, void *arg, struct str id); /* false ends the walk */

/* Ids: from a digest (hex) to 12 characters and a check character. */
struct str catalog_id_of(struct arena *mem, struct str digest);
bool catalog_id_valid(struct str id);

/* A title's row as a record says it, all but id, partner and when. Its kind by the record's type, in
 * four languages ("book", "newspaper", "map" …), else by the kind of file: "" for none. */
void title_of_record(struct arena *mem, const struct record *r, const char *media_kind,
		     struct title *ret);
const char *title_kind_of_type(struct str type); /* lower case; NULL where it says nothing */

/* Look up: in c->mem */
bool title_get(struct ctx *c, struct str id, struct title *ret) MUST_USE; /* ABSENT */
bool titles_newest(struct ctx *c, int n, struct title_list *ret) MUST_USE;
/* Many at once, with their documents: ret[i] is of ids[i], its title's id empty where it is gone. */
bool titles_listed(struct ctx *c, const struct str *ids, size_t n,
		   struct title_listed *ret) MUST_USE;
bool document_get(struct ctx *c, struct str id, struct document *ret) MUST_USE; /* ABSENT */
bool documents_of_title(struct ctx *c, struct str title, struct document_list *ret) MUST_USE;
bool document_pages_get(struct ctx *c, struct str id, struct document_pages *ret) MUST_USE;
bool catalog_counts(struct ctx *c, struct catalog_counts *ret) MUST_USE;

/* Change: inside the caller's transaction */
bool title_put(struct ctx *c, const struct title *t) MUST_USE; /* adds or replaces */
/* One that has a document stays. Fine where there is none. */
bool title_remove(struct ctx *c, struct str id) MUST_USE;
bool document_add(struct ctx *c, const struct document *d,
		  const struct document_pages *p) MUST_USE; /* CONFLICT: there already */
bool document_set_source(struct ctx *c, struct str id, int64_t source,
			 struct str title) MUST_USE; /* ABSENT */
/* The documents of a source record go to that title. */
bool documents_move(struct ctx *c, int64_t source, struct str title) MUST_USE;
bool document_set_terms(struct ctx *c, struct str id, const struct access_terms *t) MUST_USE;
/* After recognition: state, language and the page table, in one. ABSENT */
bool document_set_text(struct ctx *c, struct str id, enum document_state state, struct str language,
		       const struct document_pages *p) MUST_USE;
bool document_set_state(struct ctx *c, struct str id, enum document_state state) MUST_USE;

/* Walk: every title, by id. */
bool titles_walk(struct ctx *c, title_fn *each, void *arg) MUST_USE;
/* Titles that changed at that time or later, the latest first; how many there are of all. */
bool titles_since(struct ctx *c, int64_t when, title_fn *each, void *arg) MUST_USE;
bool titles_since_count(struct ctx *c, int64_t when, int64_t *ret, int64_t *ret_all) MUST_USE;
/* Titles of which an embargo ended after the day `after` and by the day `by` (YYYY-MM-DD; `after`
 * empty: ever). */
bool titles_opened(struct ctx *c, struct str after, struct str by, title_fn *each,
		   void *arg) MUST_USE;
/* Forgets every title, document and page, before they are made again from the store. */
bool catalog_clear(struct ctx *c) MUST_USE;

#endif
