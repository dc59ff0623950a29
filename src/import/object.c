/*
 * A file of records as an object of the store, explaining itself: the file as it came, records.json
 * and a README. From these alone `keruen rebuild` takes its records again.
 */
#include "import/import_int.h"

#include <jansson.h>

struct str import_object_id(struct arena *mem, struct str partner_code, struct str digest)
{
	struct str parts[] = { STR("records"), partner_code, digest };
	return catalog_id_of(mem, store_digest(mem, str_join(mem, parts, 3, STR("\n"))));
}

static void member(struct buf *out, const char *name, struct str value)
{
	buf_print(out, ",\n  \"%s\": ", name);
	buf_add_json(out, value);
}

static void partner_json(struct buf *out, const struct partner *p)
{
	buf_add_z(out, ",\n  \"partner\": {\"code\": ");
	buf_add_json(out, p->code);
	for (size_t i = 0; text_languages[i]; i++) {
		buf_print(out, ", \"name_%s\": ", text_languages[i]);
		buf_add_json(out, p->name[i]);
	}
	buf_add_z(out, ", \"country\": ");
	buf_add_json(out, p->country);
	buf_add_z(out, ", \"place\": ");
	buf_add_json(out, p->place);
	buf_add_z(out, "}");
}

static struct str records_json(struct ctx *c, const struct import_object *o)
{
	struct buf b;
	buf_init(&b, c->mem, IMPORT_JSON_MAX);
	buf_print(&b, "{\n  \"keruen\": %d,\n  \"what\": \"records\"", IMPORT_FORM);
	member(&b, "id", o->id);
	member(&b, "file", o->path);
	member(&b, "name", o->name);
	buf_print(&b, ",\n  \"size\": %lld", (long long)o->size);
	member(&b, "sha512", o->digest);
	member(&b, "format", o->format);
	member(&b, "dialect", o->dialect);
	member(&b, "encoding", o->encoding);
	member(&b, "columns", o->columns);
	member(&b, "begun", when_text(c->mem, o->begun));
	partner_json(&b, &o->partner);
	buf_add_z(&b, "\n}\n");
	must(!b.full);
	return buf_str(&b);
}

static struct str readme(struct ctx *c, const struct import_object *o)
{
	struct buf b;
	buf_init(&b, c->mem, IMPORT_JSON_MAX);
	buf_print(&b,
		  "Catalogue records of %.*s (%.*s)\n\n"
		  "This folder is a file of records as a library handed it over on %.*s,\n"
		  "kept as an OCFL object (https://ocfl.io/1.1/spec/).\n\n"
		  "  %.*s\n"
		  "                       the file exactly as it came\n"
		  "  records.json         whose it is, and how it is to be read where that was "
		  "told:\n"
		  "                       format, MARC dialect, encoding, columns; empty means by "
		  "looking\n\n"
		  "inventory.json beside the folders v1, v2 … says which file belongs to which\n"
		  "version and gives the SHA-512 of each.\n",
		  STR_ARGS(partner_name(&o->partner, "en")), STR_ARGS(o->partner.code),
		  STR_ARGS(when_text(c->mem, o->begun)), STR_ARGS(o->path));
	return buf_str(&b);
}

bool import_object_put(struct ctx *c, struct store_draft *d, const struct import_object *o)
{
	return store_draft_add_bytes(c, d, STR("records.json"), records_json(c, o)) &&
	       store_draft_add_bytes(c, d, STR("README.txt"), readme(c, o));
}

/* Reading it back: our own words, yet checked, for discs fail. */

static struct str text_of(struct ctx *c, const json_t *o, const char *name)
{
	const json_t *v = json_object_get(o, name);
	if (!json_is_string(v))
		return STR("");
	return str_copy(c->mem, (struct str){ json_string_value(v), json_string_length(v) });
}

static void read_partner(struct ctx *c, const json_t *o, struct partner *ret)
{
	const json_t *p = json_object_get(o, "partner");
	ret->code = text_of(c, p, "code");
	for (size_t i = 0; text_languages[i]; i++)
		ret->name[i] = text_of(c, p, str_print(c->mem, "name_%s", text_languages[i]).s);
	ret->country = text_of(c, p, "country");
	ret->place = text_of(c, p, "place");
}

bool import_object_get(struct ctx *c, struct str id, struct import_object *ret)
{
	struct str text;
	struct import_object o = { .id = id };
	if (!store_read(c, id, STR("records.json"), IMPORT_JSON_MAX, &text))
		return false;
	json_t *j = json_loadb(text.s ? text.s : "", text.n, JSON_REJECT_DUPLICATES, NULL);
	const json_t *size = json_object_get(j, "size");
	o.path = text_of(c, j, "file");
	o.name = text_of(c, j, "name");
	o.digest = text_of(c, j, "sha512");
	o.size = json_is_integer(size) ? json_integer_value(size) : -1;
	o.format = text_of(c, j, "format");
	o.dialect = text_of(c, j, "dialect");
	o.encoding = text_of(c, j, "encoding");
	o.columns = text_of(c, j, "columns");
	bool dated = when_parse(text_of(c, j, "begun"), &o.begun);
	read_partner(c, j, &o.partner);
	json_decref(j);
	if (!dated || o.size < 0 || !o.path.n || !o.digest.n || !o.partner.code.n)
		return fail(c, ERR_INVALID, "{0} of the object {1} cannot be read", "records.json",
			    str_z(c->mem, id));
	*ret = o;
	return true;
}
