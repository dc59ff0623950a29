/* ingest_int - what the files of this room share. */
#ifndef KERUEN_INGEST_INT_H
#define KERUEN_INGEST_INT_H

#include "ingest/ingest.h"

enum {
	INGEST_DEPTH_MAX = 16,
	INGEST_FINDS_MAX = 1000000,
	INGEST_RECORDS_MAX = 256 << 20, /* bytes of one file of records */
	INGEST_MESSAGE_MAX = 64 << 10,
};

/* What lies there */
struct find_file {
	struct str name; /* as text */
	char *at;        /* on the host */
	int64_t size;
};
struct find {            /* one document, or one thing that is none */
	struct str path; /* as text, within what was named */
	struct str name; /* of the file or folder */
	struct find_file *files;
	size_t n_files;
	int64_t bytes;
	enum media_kind kind;
	const struct record *record;
	struct err refusal; /* kind != ERR_NONE: known to be refused */
};
struct find_records { /* a file of records */
	struct str path;
	struct record_list list;
};
struct finds {
	struct find *at;
	size_t n, room;
	struct find_records *records; /* whose records are for whichever document they name */
	size_t n_records, room_records;
	int64_t passed_over;
	struct buf complaints;
};
/* Looks through one path that was named. prefix: what to call it in the report, where several
 * were named; empty otherwise. ABSENT */
bool discover(struct ctx *c, const char *path, struct str prefix, struct finds *f) MUST_USE;
/* Reads a file of records. INVALID */
bool discover_records(struct ctx *c, const char *path, struct str shown, struct finds *f) MUST_USE;
/* A name as text: as it is where it is UTF-8, else decoded. */
struct str discover_name(struct ctx *c, struct str raw);
/* Gives each document its record; *ret: what fits none. */
void match_records(struct ctx *c, struct finds *f, struct str **ret, size_t *ret_n);
/* Whether some record names one of the files by itself: then a folder of images is many documents.
 */
bool match_names_files(struct ctx *c, const struct find_records *records, size_t n,
		       const struct find_file *files, size_t n_files);
/* What a file is that is not a document, as a whole sentence (message id). */
struct err refusal_err(const char *path, struct str name, int64_t size);
bool refusal_by_name(struct str name);  /* what a disc has to run itself */
bool refusal_by_head(const char *path); /* text to the eye, but a script or an office document */
/* Is the title that a file gives itself one that a reader should see? */
bool title_is_sensible(struct str title, struct str file_name);
struct str title_of_name(struct arena *mem, struct str file_name, bool folder);

/* Taking one document, in a process of its own */
struct delivery { /* the same for all documents of a delivery */
	struct finds *finds;
	const struct ingest_options *options;
	struct partner partner;
	struct deposit deposit;
};
struct outcome {
	enum deposit_result result;
	bool fatal; /* why: the whole delivery cannot go on */
	struct err why;
	struct str id, digest, title, damage, quarantine;
	int64_t bytes, pages, ms;
	bool needs_cataloguer;
};
/* *m: the process's decoder, started when first needed */
void take_document(struct ctx *c, const struct delivery *d, const struct find *f, struct media **m,
		   struct outcome *ret);
/* A file that says which document is on its way in, until it is known to the database. */
char *mark_path(struct ctx *c, struct str id);
bool mark_set(struct ctx *c, struct str id) MUST_USE;
void mark_clear(struct ctx *c, struct str id);

/* Processes that take documents: each is handed one after another. */
struct workers;
typedef bool outcome_fn(struct ctx *c, void *arg, size_t find, const struct outcome *o);
/* Hands every find to some process; each is called with what became of it, in any order, and once a
 * second with find == SIZE_MAX. */
bool workers_run(struct ctx *c, const struct delivery *d, int jobs, outcome_fn *each,
		 void *arg) MUST_USE;
struct str outcome_write(struct arena *mem, size_t find, const struct outcome *o);
bool outcome_read(struct arena *mem, struct str bytes, size_t *ret_find, struct outcome *ret);

#endif
