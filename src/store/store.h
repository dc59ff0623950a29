/*
 * store - documents kept for good: an OCFL 1.1 storage root on files.
 *
 * Bytes as delivered are never changed. An object is wholly there or wholly not: a version is put
 * together as a draft beside the root, flushed, and comes in by one rename. SHA-512 throughout.
 * Layout: extension 0004-hashed-n-tuple-storage-layout (sha512, tuples 3, size 3; full digest as
 * the object's folder). https://ocfl.io/1.1/spec/
 */
#ifndef KERUEN_STORE_H
#define KERUEN_STORE_H

#include "base/base.h"

/* Types */
struct store_draft; /* a version being put together, in DIR/incoming, locked by this process */
struct store_file {
	struct str logical; /* path within the object: "original/page-001.tif" */
	struct str digest;  /* SHA-512, 128 lower-case hex digits */
	int64_t size;
	struct str path; /* where its bytes lie, on the host */
};
struct store_object {
	struct str id;
	int version; /* of the head: 1, 2 … */
	struct store_file *files;
	size_t n_files;
};
struct store_note {
	struct str message; /* what this version brings */
	struct str name;    /* who: a person or program */
	struct str address; /* a URI; may be empty */
};
enum store_trouble { STORE_CHANGED, STORE_VANISHED, STORE_APPEARED, STORE_BROKEN };
struct store_finding {
	enum store_trouble trouble;
	struct str object; /* id, or the folder where the id cannot be read */
	struct str path;   /* relative to the root */
	struct str detail; /* for STORE_BROKEN: the OCFL code, "E092" and the like */
};
typedef void store_finding_fn(void *arg, const struct store_finding *f);
typedef bool store_object_fn(struct ctx *c, void *arg, struct str id); /* false ends the walk */

/* Open: makes root, incoming and quarantine under c->dir where absent. Sets c->store. */
bool store_open(struct ctx *c) MUST_USE;
void store_close(struct ctx *c);
/* After a crash: drops drafts that nobody holds, finishes versions that came in but whose head
 * was not moved. Safe beside working processes. *ret_mended: how many objects. */
bool store_recover(struct ctx *c, size_t *ret_mended) MUST_USE;

/* Draft */
bool store_draft_new(struct ctx *c, struct store_draft **ret) MUST_USE;
/* Copies a file in, digesting as it goes; *ret as it will lie. The source is not touched.
 * ABSENT, LIMIT (disc full), INTERNAL */
bool store_draft_add(struct ctx *c, struct store_draft *d, struct str logical, const char *from,
		     struct store_file *ret) MUST_USE;
bool store_draft_add_bytes(struct ctx *c, struct store_draft *d, struct str logical,
			   struct str bytes) MUST_USE;
/* Where a file of the draft lies now. */
const char *store_draft_path(struct ctx *c, struct store_draft *d, struct str logical);
/* Gives up and removes the draft. */
void store_draft_drop(struct ctx *c, struct store_draft *d);
/* Sets the draft's files aside in DIR/quarantine/NAME with reason.txt; *ret_path: where. What lies
 * under the name already stays, and the draft goes. An empty name is one of its own. */
bool store_draft_set_aside(struct ctx *c, struct store_draft *d, struct str name, struct str reason,
			   struct str *ret_path) MUST_USE;
/* Version 1 of a new object. CONFLICT: the object is there already (the draft stays yours). */
bool store_create(struct ctx *c, struct store_draft *d, struct str id,
		  const struct store_note *n) MUST_USE;
/* The next version: the head's files, with those of the draft added or replacing. ABSENT */
bool store_update(struct ctx *c, struct store_draft *d, struct str id,
		  const struct store_note *n) MUST_USE;

/* Look */
bool store_get(struct ctx *c, struct str id, struct store_object *ret) MUST_USE; /* ABSENT */
/* The digest of the first file of the head whose logical path starts so; looks at no file. ABSENT */
bool store_digest_of(struct ctx *c, struct str id, const char *start, struct str *ret) MUST_USE;
bool store_has(struct ctx *c, struct str id);
/* One file of the head, open for reading. ABSENT */
bool store_open_file(struct ctx *c, struct str id, struct str logical, int *ret_fd) MUST_USE;
bool store_read(struct ctx *c, struct str id, struct str logical, size_t max,
		struct str *ret) MUST_USE;
/* As people order files of pages: page2 before page10 (str_order_natural), and what is named a front
 * cover (in four languages) before all. Of file names or logical paths. */
int store_page_order(struct str a, struct str b);
/* Every object's id, in the order of their folders. */
bool store_walk(struct ctx *c, store_object_fn *each, void *arg) MUST_USE;

/* Check: reads everything again on `jobs` processes (0: one per core); each finding is told once.
 * *ret_files, *ret_bytes: what was read. */
bool store_audit(struct ctx *c, int jobs, store_finding_fn *each, void *arg, int64_t *ret_files,
		 int64_t *ret_bytes) MUST_USE;
/* The digest of some bytes: SHA-512 in hex. */
struct str store_digest(struct arena *mem, struct str bytes);

#endif
