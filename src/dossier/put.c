/* Writing what an object says of itself into its draft. */
#include "dossier/dossier_int.h"

static void add_member(struct buf *out, const char *name, struct str value)
{
	buf_print(out, ",\n  \"%s\": ", name);
	buf_add_json(out, value);
}

static void add_number(struct buf *out, const char *name, int64_t value)
{
	buf_print(out, ",\n  \"%s\": %lld", name, (long long)value);
}

static void add_files(struct buf *out, const struct dossier *x)
{
	buf_add_z(out, ",\n  \"files\": [");
	for (size_t i = 0; i < x->n_files; i++) {
		buf_add_z(out, i ? ",\n    {\"name\": " : "\n    {\"name\": ");
		buf_add_json(out, x->files[i].logical);
		buf_print(out, ", \"size\": %lld, \"sha512\": \"%.*s\"}",
			  (long long)x->files[i].size, STR_ARGS(x->files[i].digest));
	}
	buf_add_z(out, "\n  ]");
}

static void add_pages(struct buf *out, const struct dossier *x)
{
	buf_add_z(out, ",\n  \"pages\": [");
	for (size_t i = 0; i < x->pages.n; i++)
		buf_print(out, "%s\n    {\"width\": %d, \"height\": %d, \"dpi\": %d}", i ? "," : "",
			  x->pages.at[i].width, x->pages.at[i].height, x->pages.at[i].dpi);
	buf_add_z(out, x->pages.n ? "\n  ]" : "]");
}

static struct str document_json(struct ctx *c, const struct dossier *x)
{
	const struct document *d = &x->document;
	struct buf b;
	buf_init(&b, c->mem, DOSSIER_JSON_MAX);
	buf_print(&b, "{\n  \"keruen\": %d", DOSSIER_FORM);
	add_member(&b, "id", d->id);
	add_member(&b, "title", x->title.id);
	add_member(&b, "name", x->title.name);
	buf_print(&b, ",\n  \"needs_cataloguer\": %s",
		  x->title.needs_cataloguer ? "true" : "false");
	add_member(&b, "digest", x->digest);
	add_member(&b, "kind", d->kind);
	add_member(&b, "mime", d->mime);
	add_member(&b, "pronom", x->pronom);
	add_member(&b, "file_name", d->file_name);
	add_number(&b, "size", d->size);
	add_number(&b, "duration_ms", d->duration_ms);
	add_number(&b, "width", x->width);
	add_number(&b, "height", x->height);
	add_member(&b, "damage", d->damage);
	add_member(&b, "deposited", when_text(c->mem, d->deposited));
	add_member(&b, "software", str_of(dossier_software()));
	add_files(&b, x);
	add_pages(&b, x);
	buf_add_z(&b, "\n}\n");
	must(!b.full);
	return buf_str(&b);
}

static struct str rights_json(struct ctx *c, const struct dossier *x)
{
	const struct access_terms *t = &x->document.terms;
	struct buf b;
	buf_init(&b, c->mem, 1 << 20);
	buf_print(&b, "{\n  \"keruen\": %d", DOSSIER_FORM);
	add_member(&b, "level", str_of(access_level_name(t->level)));
	add_number(&b, "excerpt_pages", t->excerpt_pages);
	add_member(&b, "embargo", t->embargo);
	add_member(&b, "basis", STR("stated by the depositor"));
	add_member(&b, "stated", when_text(c->mem, x->document.deposited));
	buf_add_z(&b, ",\n  \"partner\": {\"code\": ");
	buf_add_json(&b, x->partner.code);
	for (size_t i = 0; text_languages[i]; i++) {
		buf_print(&b, ", \"name_%s\": ", text_languages[i]);
		buf_add_json(&b, x->partner.name[i]);
	}
	buf_add_z(&b, ", \"country\": ");
	buf_add_json(&b, x->partner.country);
	buf_add_z(&b, ", \"place\": ");
	buf_add_json(&b, x->partner.place);
	buf_print(&b,
		  "},\n  \"deposit\": {\"number\": %lld, \"begun\": ", (long long)x->deposit.id);
	buf_add_json(&b, when_text(c->mem, x->deposit.begun));
	buf_add_z(&b, ", \"source\": ");
	buf_add_json(&b, x->deposit.source);
	buf_add_z(&b, "}\n}\n");
	return buf_str(&b);
}

static bool put(struct ctx *c, struct store_draft *d, const char *logical, struct str bytes)
{
	return store_draft_add_bytes(c, d, str_of(logical), bytes);
}

static bool put_record(struct ctx *c, struct store_draft *d, const struct dossier *x)
{
	if (!put(c, d, "record/record.json", record_to_json(c->mem, &x->record)) ||
	    !put(c, d, "record/record.dc.xml", record_to_dc(c->mem, &x->record)))
		return false;
	if (!x->record.raw.n)
		return true;
	const char *extension = x->record.extension ? x->record.extension : "txt";
	return put(c, d, str_print(c->mem, "record/source.%s", extension).s, x->record.raw);
}

bool dossier_put(struct ctx *c, struct store_draft *d, const struct dossier *x)
{
	return put(c, d, "document.json", document_json(c, x)) && put_record(c, d, x) &&
	       put(c, d, "rights/rights.json", rights_json(c, x)) &&
	       put(c, d, "events/events.jsonl", dossier_events(c, x)) &&
	       put(c, d, "README.txt", dossier_readme(c, x));
}
