/*
 * store_int - what the files of this room share: where things lie on disc, inventories, the walk
 * that checks one object.
 */
#ifndef KERUEN_STORE_INT_H
#define KERUEN_STORE_INT_H

#include "store/store.h"

struct stat;

enum {
	STORE_HEX = 128,           /* digits of a SHA-512 */
	STORE_PATH_MAX = 2000,     /* bytes of a logical path */
	STORE_NAME_MAX = 200,      /* bytes of one folder or file name that we choose to write */
	STORE_FILES_MAX = 1000000, /* files of one object */
	STORE_INVENTORY_MAX = 256 << 20,
};
#define STORE_OBJECT_DECLARATION "0=ocfl_object_1.1"
#define STORE_LAYOUT             "0004-hashed-n-tuple-storage-layout"

/* Inventories (inventory.c, inventory_write.c): OCFL 1.1 section 3.5 */
struct inventory_pair {    /* one path under one digest; sorted by digest, then path */
	struct str digest; /* as written: case matters between manifest and state (E050) */
	struct str path;
	struct str algorithm; /* of fixity only */
};
struct inventory_pairs {
	struct inventory_pair *at;
	size_t n, room;
};
struct inventory_version {
	int number;
	struct str name; /* "v2", "v0002" */
	struct str created, message, user, address;
	struct inventory_pairs state; /* digest and logical path */
};
struct inventory {
	int spec; /* 10 or 11 */
	struct str id, algorithm, head, content;
	bool content_named; /* contentDirectory is given, not taken for granted */
	int head_number;
	int padding;                     /* digits of zero-padded version names, 0 for v1, v2 … */
	struct inventory_pairs manifest; /* digest and content path */
	struct inventory_pairs fixity;
	struct inventory_version *versions;
	size_t n_versions;
};
/* Who hears of each OCFL code that an inventory breaks. */
struct inventory_report {
	void (*tell)(void *arg, const char *code);
	void *arg;
	size_t told;
	const char *first; /* the first code told */
};
void inventory_tell(struct inventory_report *r, const char *code);
/* Reads what an inventory says; false where it is too broken to be used at all. Whatever is wrong
 * is told to r; only one about which nothing was told may be trusted. */
bool inventory_parse(struct arena *mem, struct str bytes, struct inventory_report *r,
		     struct inventory *ret);
void inventory_add(struct arena *mem, struct inventory_pairs *p, struct str digest,
		   struct str path);
void inventory_sort(struct inventory_pairs *p);
/* Indices of pairs in order of path, for looking up by path. */
const struct inventory_pair **inventory_by_path(struct arena *mem, const struct inventory_pairs *p);
const struct inventory_pair *inventory_find_path(const struct inventory_pair *const *by_path,
						 size_t n, struct str path);
/* First pair of a digest, or NULL; pairs must be sorted. */
const struct inventory_pair *inventory_find_digest(const struct inventory_pairs *p,
						   struct str digest);
const struct inventory_version *inventory_head(const struct inventory *inv);
struct str inventory_write(struct arena *mem, const struct inventory *inv);
/* "v12" → 12; 0 where it is no version name. *ret_padding: digits where zero-padded, else 0. */
int inventory_version_number(struct str name, int *ret_padding);
/* A path of non-empty elements, none of them "." or "..", no slash at either end. Gives the code
 * for elements or for slashes where it is not, else NULL. */
const char *inventory_path_fault(struct str path, const char *elements, const char *slashes);

/* Where things lie (layout.c) */
char *layout_root(struct ctx *c);     /* DIR/store */
char *layout_incoming(struct ctx *c); /* DIR/incoming */
/* DIR/store/abc/def/012/abcdef012… */
char *layout_object(struct ctx *c, struct str id);
/* The same relative to the root, from the id alone. */
struct str layout_relative(struct arena *mem, struct str id);

/* Writing with a clear word when the disc is full (disc.c) */
bool disc_fail(struct ctx *c, const char *path); /* by errno: LIMIT when full, else INTERNAL */
bool disc_folder(struct ctx *c, const char *path) MUST_USE; /* and those above */
bool disc_put(struct ctx *c, const char *path, struct str bytes, bool flush) MUST_USE;
bool disc_flush(struct ctx *c, const char *path) MUST_USE; /* a file or folder */
/* Everything written so far on the disc where the folder lies. */
bool disc_flush_all(struct ctx *c, const char *folder) MUST_USE;
/* Waits for and takes the lock of a folder or file; ends with close. */
bool disc_lock(struct ctx *c, const char *path, int *ret_fd) MUST_USE;

/* Digests (digest.c) */
enum { DIGEST_HEX_MAX = 128 };
size_t digest_hex_length(struct str algorithm); /* 0: not one we know */
/* Reads from `from` to its end, digesting, and writes it to `to` unless that is -1. hex needs
 * DIGEST_HEX_MAX + 1 bytes. errno on false. */
bool digest_stream(struct str algorithm, int from, int to, char *hex, int64_t *ret_size) MUST_USE;
struct str digest_bytes(struct arena *mem, struct str algorithm, struct str bytes);

/* Objects (object.c) */
struct store { /* what an open store remembers: the inventory it read last */
	struct arena *mem;
	struct arena *cached; /* NULL: nothing */
	struct inventory inventory;
	char *folder;
	int64_t made, size, inode; /* of its inventory.json then */
	struct known *known;       /* see known.c; NULL: nothing yet */
};
/* Where a file of an object lies within its folder, as noted under this stamp of its
 * inventory.json (known.c); NULL where that is not known. Borrowed until the next known_note. */
const char *known_path(struct ctx *c, struct str id, struct str logical, const struct stat *now);
void known_note(struct ctx *c, struct str id, struct str logical, const struct stat *now,
		struct str path);
void known_forget(struct store *s);
/* Reads and checks the root inventory of the object in a folder. ABSENT, INTERNAL (broken) */
bool object_inventory(struct ctx *c, const char *folder, struct inventory *ret) MUST_USE;
/* Makes the root inventory that of the newest whole version, where it is not; drops folders that
 * hold no whole version. The caller holds the folder's lock. spare: a folder of ours on the same
 * disc for temporary files. *ret_mended may be NULL. */
bool object_mend(struct ctx *c, const char *folder, const char *spare, bool *ret_mended) MUST_USE;
bool object_put_head(struct ctx *c, const char *folder, const char *spare,
		     struct str inventory) MUST_USE;

/* Drafts (draft.c) */
struct store_draft {
	struct arena *mem; /* its own: a draft may outlive the request */
	char *folder;      /* DIR/incoming/NAME; its v1 becomes the version */
	char *intent;      /* DIR/incoming/NAME.for: the id it is for, while it is coming in */
	int lock;          /* of folder, -1 when none */
	struct store_file *files;
	struct str *content; /* content[i]: path under v1/content of files[i] */
	size_t n, room;
	size_t renamed; /* how many got a name of ours */
};
char *draft_content(struct ctx *c, const struct store_draft *d, struct str content);
void draft_free(struct store_draft *d);
/* Removes what a draft of a process that is gone left, and mends the object it was for. */
bool draft_recover(struct ctx *c, const char *folder, const char *intent,
		   size_t *ret_mended) MUST_USE;

/* Audit (audit.c walks and spreads, audit_object.c checks one object, audit_read.c reads) */
struct audit_task {      /* one file to be read, and what its digest must be */
	struct str path; /* relative to the root */
	struct str object, algorithm, digest;
	bool fixity; /* of the fixity block: E093 rather than E092 */
};
struct audit {
	struct ctx *c;
	struct arena *scratch; /* of the object at hand */
	const char *root;
	bool layout_known; /* the root says it is laid out as ours */
	int root_spec;
	store_finding_fn *each;
	void *arg;
	struct audit_pool *pool;
	bool ok;
};
void audit_tell(struct audit *a, enum store_trouble t, struct str object, struct str path,
		const char *detail);
/* Entries of a folder, hidden ones too, in order of bytes; what is neither file nor folder apart.
 */
bool audit_list(struct ctx *c, const char *folder, struct file_list *ret,
		struct file_list *ret_odd) MUST_USE;
struct str audit_under(struct arena *mem, struct str folder, struct str name);
/* Checks the object in root/relative but for the bytes of its files, which are given to the pool.
 */
bool audit_object(struct audit *a, struct str relative) MUST_USE;
/* Hands a file to a process that reads it; hears answers meanwhile. */
bool audit_pool_give(struct audit *a, const struct audit_task *t) MUST_USE;
bool audit_pool_start(struct audit *a, int jobs) MUST_USE;
bool audit_pool_end(struct audit *a, int64_t *ret_files, int64_t *ret_bytes) MUST_USE;

#endif
