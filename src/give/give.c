/* Titles one after another into a file of a format. */
#include "give/give_int.h"

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

/* Types of media as registered with IANA (RFC 2220, RFC 6207); of BibTeX and RIS, which are not,
 * as their readers expect them. */
const struct give_format give_formats[] = {
	{ "marc21", "MARC 21", "application/marc", "mrc", GIVE_ISO2709, MARC_21 },
	{ "unimarc", "UNIMARC", "application/marc", "mrc", GIVE_ISO2709, MARC_UNIMARC },
	{ "rusmarc", "RUSMARC", "application/marc", "mrc", GIVE_ISO2709, MARC_RUSMARC },
	{ "marcxml", "MARCXML", "application/marcxml+xml", "xml", GIVE_XML, MARC_21 },
	{ "marcxchange", "MarcXchange", "application/xml", "xml", GIVE_XML, MARC_RUSMARC },
	{ "mods", "MODS", "application/mods+xml", "xml", GIVE_MODS, MARC_UNKNOWN },
	{ "dc", "Dublin Core", "application/xml", "xml", GIVE_DC, MARC_UNKNOWN },
	{ "csv", "CSV", "text/csv; charset=utf-8", "csv", GIVE_CSV, MARC_UNKNOWN },
	{ "bibtex", "BibTeX", "application/x-bibtex", "bib", GIVE_CITE, MARC_UNKNOWN },
	{ "ris", "RIS", "application/x-research-info-systems", "ris", GIVE_CITE, MARC_UNKNOWN },
	{ "csl", "CSL-JSON", "application/vnd.citationstyles.csl+json", "json", GIVE_CITE,
	  MARC_UNKNOWN },
	{ "gost5", N_("GOST R 7.0.5, reference"), "text/plain; charset=utf-8", "txt", GIVE_CITE,
	  MARC_UNKNOWN },
	{ "gost100", N_("GOST R 7.0.100, description"), "text/plain; charset=utf-8", "txt",
	  GIVE_CITE, MARC_UNKNOWN },
	{ "apa", "APA", "text/plain; charset=utf-8", "txt", GIVE_CITE, MARC_UNKNOWN },
	{ NULL, NULL, NULL, NULL, GIVE_CITE, MARC_UNKNOWN },
};

/* What stands around the records of a file, and between them. */
static const struct frame {
	const char *begin, *between, *end;
} frames[] = {
	[GIVE_ISO2709] = { "", "", "" },
	[GIVE_MODS] = { XML_HEAD "<modsCollection xmlns=\"http://www.loc.gov/mods/v3\">\n", "",
			"</modsCollection>\n" },
	[GIVE_DC] = { XML_HEAD "<records>\n", "", "</records>\n" },
	[GIVE_CSV] = { "", "", "" },
};
static const struct frame marcxml = { XML_HEAD
				      "<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n",
				      "", "</collection>\n" };
/* ISO 25577 */
static const struct frame marcxchange = { XML_HEAD
					  "<collection xmlns=\"info:lc/xmlns/marcxchange-v1\">\n",
					  "", "</collection>\n" };
static const struct frame csl = { "[\n", ",\n", "\n]\n" };
static const struct frame cited = { "", "\n", "\n" };

const struct give_format *give_format_of(struct str code)
{
	for (const struct give_format *f = give_formats; f->code; f++)
		if (str_is(code, f->code))
			return f;
	return NULL;
}

static const struct frame *frame_of(const struct give_format *f)
{
	if (f->kind == GIVE_XML)
		return f->dialect == MARC_21 ? &marcxml : &marcxchange;
	if (f->kind == GIVE_CITE)
		return strcmp(f->code, "csl") == 0 ? &csl : &cited;
	return &frames[f->kind];
}

void give_begin(struct give *g)
{
	g->n = 0;
	buf_add_z(g->out, frame_of(g->format)->begin);
	if (g->format->kind == GIVE_CSV)
		record_csv_header(g->out);
}

void give_end(struct give *g)
{
	buf_add_z(g->out, frame_of(g->format)->end);
}

static bool put_marc(struct ctx *c, struct give *g, const struct title *t)
{
	struct marc m;
	if (!give_marc(c, t, g->format->dialect, &m, NULL))
		return false;
	if (g->format->kind == GIVE_ISO2709)
		return marc_write_iso2709(c, &m, g->out, NULL);
	marc_write_xml(&m, g->out);
	return true;
}

static bool put_citation(struct ctx *c, struct give *g, const struct title *t,
			 const struct record *r)
{
	const struct cite_style *style = cite_styles;
	struct str address = STR_NONE;
	struct document_list docs;
	while (style->code && strcmp(style->code, g->format->code) != 0)
		style++;
	must(style->code);
	if (!documents_of_title(c, t->id, &docs))
		return false;
	if (g->address.n && docs.n) /* what stands only on shelves is read at no address */
		address = str_print(c->mem, "%.*s%.*s", STR_ARGS(g->address), STR_ARGS(t->id));
	buf_add(g->out, cite(c->mem, style, r, address, g->now));
	return true;
}

/* Dublin Core comes as a file of its own: without the head of one. */
static struct str without_head(struct str xml)
{
	size_t end = str_starts(xml, "<?xml") ? str_find(xml, STR("?>")) : xml.n;
	return end < xml.n ? str_trim(str_from(xml, end + 2)) : xml;
}

static bool put_record(struct ctx *c, struct give *g, const struct title *t)
{
	struct record r = { 0 };
	if (t->record.n && !record_from_json(c, t->record, &r))
		return false;
	switch (g->format->kind) {
	case GIVE_MODS: record_to_mods(&r, g->out); break;
	case GIVE_CSV: record_to_csv(&r, g->out); break;
	case GIVE_DC:
		buf_add(g->out, without_head(record_to_dc(c->mem, &r)));
		buf_add_char(g->out, '\n');
		break;
	default: return put_citation(c, g, t, &r);
	}
	return true;
}

bool give_title(struct ctx *c, struct give *g, const struct title *t)
{
	size_t before = g->out->n;
	if (g->n)
		buf_add_z(g->out, frame_of(g->format)->between);
	bool marc = g->format->kind == GIVE_ISO2709 || g->format->kind == GIVE_XML;
	if (!(marc ? put_marc(c, g, t) : put_record(c, g, t))) {
		g->out->n = before;
		return false;
	}
	g->n++;
	return true;
}
