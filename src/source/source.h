/*
 * source - records as partners sent them, and the files they came in.
 *
 * A file of records is kept whole as an object of the store; a source record is a slice of it.
 * Records made or mended here by cataloguers keep their bytes, version by version, in the database.
 * Nothing is thrown away: a newer version leaves the older one where it was. All else (titles,
 * matches, the index) follows from these.
 */
#ifndef KERUEN_SOURCE_H
#define KERUEN_SOURCE_H

#include "catalog/catalog.h"
#include "format/format.h"
#include "partner/partner.h"

/* Types */
struct source_file {
	int64_t id, partner;
	struct str object, path; /* where its bytes lie in the store */
	struct str name;         /* as handed over */
	struct str digest;       /* SHA-512 */
	int64_t size;
	struct str format, dialect, encoding; /* as most of its records were found */
	struct str columns;                   /* of a list: as in record_options */
	int64_t begun, ended;                 /* ended 0: not yet, goes on from `at` */
	int64_t at;
	int64_t read, taken, replaced, withdrawn, unchanged, mended, set_aside;
	struct str mends; /* "length 12" … a line a kind */
};
struct source_file_list {
	struct source_file *at;
	size_t n;
};
enum source_state { SOURCE_LIVE, SOURCE_WITHDRAWN };
struct source {
	int64_t id, partner;
	struct str local;   /* the partner's number for it, verbatim; else "#" and its digest */
	int64_t file;       /* 0: of no file */
	int64_t at, length; /* its bytes within the file */
	struct str raw;     /* its bytes, where they are of no file */
	struct str format, dialect, encoding; /* as found: for record_again */
	uint32_t mends;
	enum source_state state;
	struct str title;       /* the title it belongs to; empty where withdrawn */
	struct str own;         /* the id of the title it would be alone; given empty: source_own */
	struct str facts;       /* match_pack; empty until it was placed */
	int64_t digest;         /* first 63 bits of its bytes' digest */
	int version;            /* 1 … */
	bool by_hand, alone;    /* alone: never matched by itself (made from a file's name) */
	int64_t account;        /* who made this version here; 0: came in */
	int64_t since, changed; /* when first, when last */
	int64_t seen;           /* file in which it stood last; 0: none */
};
struct source_list {
	struct source *at;
	size_t n;
};
struct source_version { /* an earlier or the present form of a source record */
	int number;
	int64_t file, at, length;
	struct str raw;
	struct str format, dialect, encoding;
	int64_t account, changed;
	struct str note;
};
struct source_version_list {
	struct source_version *at;
	size_t n;
};
struct source_aside { /* a record that could not be taken */
	int64_t file, number, at, length;
	struct str reason; /* message id */
};
struct source_aside_list {
	struct source_aside *at;
	size_t n;
};
struct holding {    /* what one library has of a title */
	int64_t id; /* of holdings added here; 0: from a source record */
	int64_t source, partner;
	struct str library; /* within the partner: a branch, a sigla; may be empty */
	struct str collection, call_number, volumes, note, link;
	int copies;
};
struct holding_list {
	struct holding *at;
	size_t n;
};

/* Look up: in c->mem */
bool source_get(struct ctx *c, int64_t id, struct source *ret) MUST_USE; /* ABSENT */
bool source_by_local(struct ctx *c, int64_t partner, struct str local,
		     struct source *ret) MUST_USE; /* ABSENT */
bool sources_of_title(struct ctx *c, struct str title, struct source_list *ret) MUST_USE;
/* Its bytes as they came, and what they say. */
bool source_raw(struct ctx *c, const struct source *s, struct str *ret) MUST_USE;
bool source_read(struct ctx *c, const struct source *s, struct record_item *ret) MUST_USE;
bool source_versions(struct ctx *c, int64_t id, struct source_version_list *ret) MUST_USE;
bool source_version_raw(struct ctx *c, const struct source_version *v, struct str *ret) MUST_USE;
/* What every library has of a title: from its source records and as added here. */
bool holdings_of_title(struct ctx *c, struct str title, struct holding_list *ret) MUST_USE;
bool source_files(struct ctx *c, int64_t partner, int n, struct source_file_list *ret) MUST_USE;
bool source_file_get(struct ctx *c, int64_t id, struct source_file *ret) MUST_USE; /* ABSENT */
bool source_file_by_digest(struct ctx *c, int64_t partner, struct str digest,
			   struct source_file *ret) MUST_USE; /* ABSENT */
/* Partners who hold a title, by its source records and by holdings added here: "3 17". */
bool source_holders(struct ctx *c, struct str title, struct str *ret) MUST_USE;
bool holding_get(struct ctx *c, int64_t id, struct holding *ret) MUST_USE; /* ABSENT */
int64_t source_digest(struct arena *mem, struct str raw);                  /* 63 bits of SHA-512 */
/* The id of the title that a record would be alone: from the partner's code and its number. */
struct str source_own(struct arena *mem, struct str partner_code, struct str local);
bool source_asides(struct ctx *c, int64_t file, int n, struct source_aside_list *ret) MUST_USE;

/* Change: inside the caller's transaction */
enum source_change { SOURCE_NEW, SOURCE_REPLACED, SOURCE_SAME, SOURCE_GONE };
/* Adds it or its new version, as its partner and local say; the same bytes change nothing, but make
 * a withdrawn one live again. A second, other record of one file under one number gets a local of
 * its own. Sets s->id, local, version, title, own, since. CONFLICT: another was quicker. */
bool source_put(struct ctx *c, struct source *s, struct str note, enum source_change *ret) MUST_USE;
/* Where cluster put it, and by which facts. */
bool source_set_place(struct ctx *c, int64_t id, struct str title, struct str facts) MUST_USE;
bool source_set_title(struct ctx *c, int64_t id, struct str title) MUST_USE;
bool source_withdraw(struct ctx *c, int64_t id, int64_t account) MUST_USE;
bool source_file_add(struct ctx *c, struct source_file *f) MUST_USE; /* sets f->id */
bool source_file_set(struct ctx *c, const struct source_file *f) MUST_USE;
/* Before a file is read again from its beginning. */
bool source_asides_clear(struct ctx *c, int64_t file) MUST_USE;
bool source_aside_add(struct ctx *c, const struct source_aside *a) MUST_USE;
bool holding_put(struct ctx *c, struct holding *h) MUST_USE; /* id 0: adds, and sets it */
bool holding_remove(struct ctx *c, int64_t id) MUST_USE;

/* Walk: live ones, by id. */
typedef bool source_fn(struct ctx *c, void *arg, const struct source *s);
bool sources_walk(struct ctx *c, int64_t after, source_fn *each, void *arg) MUST_USE;

#endif
