/* import_int - what the files of this room share. */
#ifndef KERUEN_IMPORT_INT_H
#define KERUEN_IMPORT_INT_H

#include "import/import.h"
#include "store/store.h"

enum { IMPORT_FORM = 1, IMPORT_JSON_MAX = 1 << 20 }; /* of records.json */

/* What an object of the store that is a file of records says of itself (records.json). */
struct import_object {
	struct partner partner; /* by its code */
	struct str id, path, name, digest;
	int64_t size, begun;
	struct str format, dialect, encoding, columns; /* as asked for; empty: by looking */
};
struct str import_object_id(struct arena *mem, struct str partner_code, struct str digest);
/* Writes records.json and README.txt into a draft. */
bool import_object_put(struct ctx *c, struct store_draft *d,
		       const struct import_object *o) MUST_USE;
bool import_object_get(struct ctx *c, struct str id,
		       struct import_object *ret) MUST_USE; /* ABSENT */

/* Takes the records of a file from where it stands to its end. */
bool import_take(struct ctx *c, struct source_file *f, const struct import_object *from,
		 const struct import_options *o) MUST_USE;

#endif
