/* For those who find the object in fifty years: what happened to it, and what it is. */
#include "dossier/dossier_int.h"

/* Event types of the PREMIS vocabulary (id.loc.gov/vocabulary/preservation/eventType). */
static void add_event(struct ctx *c, struct buf *out, const char *type, int64_t when,
		      const char *outcome, struct str detail)
{
	buf_print(out, "{\"type\": \"%s\", \"time\": ", type);
	buf_add_json(out, when_text(c->mem, when));
	buf_add_z(out, ", \"agent\": ");
	buf_add_json(out, str_of(dossier_software()));
	buf_print(out, ", \"outcome\": \"%s\"", outcome);
	if (detail.n) {
		buf_add_z(out, ", \"detail\": ");
		buf_add_json(out, detail);
	}
	buf_add_z(out, "}\n");
}

struct str dossier_events(struct ctx *c, const struct dossier *x)
{
	const struct document *d = &x->document;
	int64_t now = when_now();
	struct buf b;
	buf_init(&b, c->mem, 1 << 20);
	add_event(c, &b, "ingestion start", d->deposited, "success",
		  str_print(c->mem, "deposited by %.*s from %.*s", STR_ARGS(x->partner.code),
			    STR_ARGS(x->deposit.source)));
	add_event(c, &b, "message digest calculation", d->deposited, "success",
		  str_print(c->mem, "SHA-512, %zu files, %lld bytes", x->n_files,
			    (long long)d->size));
	add_event(c, &b, "format identification", now, "success",
		  str_print(c->mem, "%.*s %.*s", STR_ARGS(d->mime), STR_ARGS(x->pronom)));
	add_event(c, &b, "validation", now, d->damage.n ? "warning" : "success",
		  d->damage.n ? d->damage : str_print(c->mem, "readable, %zu pages", x->pages.n));
	add_event(c, &b, "ingestion end", now, "success", STR(""));
	return buf_str(&b);
}

struct str dossier_readme(struct ctx *c, const struct dossier *x)
{
	const struct document *d = &x->document;
	struct buf b;
	buf_init(&b, c->mem, 1 << 20);
	buf_print(&b, "%.*s\n", STR_ARGS(x->title.name));
	if (x->title.creator.n)
		buf_print(&b, "%.*s\n", STR_ARGS(x->title.creator));
	buf_print(&b,
		  "\nThis folder is one digital document, kept as an OCFL object "
		  "(https://ocfl.io/1.1/spec/).\n"
		  "It was deposited by %.*s (%.*s) on %.*s.\n"
		  "Its name in the library is %.*s.\n\n",
		  STR_ARGS(partner_name(&x->partner, "en")), STR_ARGS(x->partner.code),
		  STR_ARGS(when_text(c->mem, d->deposited)), STR_ARGS(d->id));
	buf_add_z(&b,
		  "inventory.json beside the folders v1, v2 … says which file belongs to which\n"
		  "version and gives the SHA-512 of each. Within a version:\n\n"
		  "  original/            the files exactly as they were delivered\n"
		  "  document.json        what they are: kind, order, pages, damage\n"
		  "  record/record.json   the catalogue record; record.dc.xml the same as Dublin "
		  "Core\n"
		  "  record/source.*      the record as it came, where one came\n"
		  "  rights/rights.json   who deposited it, and what may be done with it\n"
		  "  events/events.jsonl  what happened to it, one event a line\n"
		  "  text/words.tsv       its words and where they stand on the pages, if "
		  "recognised\n\n");
	buf_print(&b, "The files, in order (%.*s):\n\n", STR_ARGS(d->mime));
	for (size_t i = 0; i < x->n_files && b.n < 900000; i++)
		buf_print(&b, "  %.*s\n", STR_ARGS(x->files[i].logical));
	return buf_str(&b);
}
