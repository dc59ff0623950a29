/* A plain record as others read it: MODS 3.7 (Library of Congress) and a line of CSV (RFC 4180). */
#include "format/plain.h"

static void element(struct buf *out, const char *name, const char *attributes, struct str value)
{
	if (value.n == 0)
		return;
	buf_print(out, "<%s%s>", name, attributes);
	buf_add_html(out, value);
	buf_print(out, "</%s>", name);
}

static void open_element(struct buf *out, const char *name)
{
	buf_print(out, "\t<%s>", name);
}

static void close_element(struct buf *out, const char *name)
{
	buf_print(out, "</%s>\n", name);
}

static void add_title(struct buf *out, const char *type, struct str title)
{
	buf_print(out, "\t<titleInfo%s>", type);
	element(out, "title", "", title);
	close_element(out, "titleInfo");
}

static void add_name(struct buf *out, const struct record_value *v, bool creator)
{
	buf_print(out, "\t<name type=\"%s\"%s>", v->body ? "corporate" : "personal",
		  creator ? " usage=\"primary\"" : "");
	element(out, "namePart", "", v->value);
	element(out, "namePart", " type=\"date\"", v->dates);
	if (v->role.n) {
		buf_add_z(out, "<role>");
		element(out, "roleTerm", " type=\"code\" authority=\"marcrelator\"", v->role);
		buf_add_z(out, "</role>");
	}
	close_element(out, "name");
}

/* The list of MODS is closed; what it has no word for is left out. */
static void add_type(struct buf *out, struct str type)
{
	static const char *const types[][3] = {
		{ "book", "text", "" },
		{ "text", "text", "" },
		{ "newspaper", "text", "" },
		{ "journal", "text", "" },
		{ "manuscript", "text", " manuscript=\"yes\"" },
		{ "map", "cartographic", "" },
		{ "notated music", "notated music", "" },
		{ "sound", "sound recording", "" },
		{ "image", "still image", "" },
		{ "moving image", "moving image", "" },
	};
	for (size_t i = 0; i < COUNT_OF(types); i++) {
		if (!str_is(type, types[i][0]))
			continue;
		buf_add_char(out, '\t');
		element(out, "typeOfResource", types[i][2], str_of(types[i][1]));
		buf_add_char(out, '\n');
	}
}

static struct str language_code(struct str code)
{
	const char *known = marc_language_b(code);
	return *known ? str_of(known) : code;
}

static void add_language(struct buf *out, struct str code)
{
	open_element(out, "language");
	element(out, "languageTerm", " type=\"code\" authority=\"iso639-2b\"", language_code(code));
	close_element(out, "language");
}

static void add_origin(const struct record *r, struct buf *out)
{
	static const char *const issuances[][2] = { { "serial", "serial" },
						    { "set", "multipart monograph" },
						    { "part", "multipart monograph" },
						    { "monograph", "monographic" } };
	open_element(out, "originInfo");
	size_t before = out->n;
	for (size_t i = 0; i < r->n; i++) {
		const struct record_value *v = &r->at[i];
		if (v->field == RECORD_PLACE || v->field == RECORD_COUNTRY) {
			buf_add_z(out, "<place>");
			element(out, "placeTerm",
				v->field == RECORD_PLACE ? " type=\"text\""
							 : " type=\"code\" authority=\"iso3166\"",
				v->value);
			buf_add_z(out, "</place>");
		}
		if (v->field == RECORD_PUBLISHER)
			element(out, "publisher", "", v->value);
		if (v->field == RECORD_DATE)
			element(out, "dateIssued", "", v->value);
		if (v->field == RECORD_EDITION)
			element(out, "edition", "", v->value);
	}
	for (size_t i = 0; i < COUNT_OF(issuances); i++) {
		if (str_is(record_first(r, RECORD_LEVEL), issuances[i][0]))
			element(out, "issuance", "", str_of(issuances[i][1]));
	}
	if (out->n > before)
		close_element(out, "originInfo");
	else
		out->n = before - strlen("\t<originInfo>"); /* nothing is known */
}

static void add_physical(const struct record *r, struct buf *out)
{
	struct str extent = record_first(r, RECORD_EXTENT), form = record_first(r, RECORD_CARRIER);
	bool known = str_is(form, "print") || str_is(form, "microform");
	if (!extent.n && !form.n)
		return;
	open_element(out, "physicalDescription");
	element(out, "form", known ? " authority=\"marcform\"" : "",
		str_is(form, "online") || str_is(form, "disc") ? STR("electronic") : form);
	element(out, "extent", "", extent);
	close_element(out, "physicalDescription");
}

/* "heading -- part -- part" */
static void add_subject(struct buf *out, const char *first, const struct record_value *v)
{
	struct str rest = v->value;
	open_element(out, "subject");
	for (bool begins = true; rest.n; begins = false) {
		size_t at = str_find(rest, STR(" -- "));
		element(out, begins ? first : "topic", "", str_upto(rest, at));
		rest = str_from(rest, at < rest.n ? at + 4 : rest.n);
	}
	close_element(out, "subject");
}

static void add_related(struct buf *out, const char *type, struct str title)
{
	buf_print(out, "\t<relatedItem type=\"%s\"><titleInfo>", type);
	element(out, "title", "", title);
	buf_add_z(out, "</titleInfo></relatedItem>\n");
}

static void add_class(struct buf *out, const char *authority, struct str value)
{
	buf_print(out, "\t<classification authority=\"%s\">", authority);
	buf_add_html(out, value);
	close_element(out, "classification");
}

/* "rugasnti:16.21" */
static void add_other_class(struct buf *out, struct str value)
{
	size_t colon = str_find_byte(value, ':');
	buf_add_z(out, "\t<classification authority=\"");
	buf_add_html(out, str_upto(value, colon));
	buf_add_z(out, "\">");
	buf_add_html(out, str_from(value, colon < value.n ? colon + 1 : 0));
	close_element(out, "classification");
}

static void add_plain(struct buf *out, const char *name, const char *attributes, struct str value)
{
	buf_add_char(out, '\t');
	element(out, name, attributes, value);
	buf_add_char(out, '\n');
}

static void add_value(struct buf *out, const struct record_value *v, bool first_title)
{
	switch (v->field) {
	case RECORD_TITLE:
		add_title(out, first_title ? "" : " type=\"alternative\"", v->value);
		break;
	case RECORD_PARALLEL: add_title(out, " type=\"translated\"", v->value); break;
	case RECORD_VARIANT: add_title(out, " type=\"alternative\"", v->value); break;
	case RECORD_CREATOR: add_name(out, v, !v->also); break;
	case RECORD_CONTRIBUTOR: add_name(out, v, false); break;
	case RECORD_TYPE: add_type(out, v->value); break;
	case RECORD_GENRE: add_plain(out, "genre", "", v->value); break;
	case RECORD_LANGUAGE: add_language(out, v->value); break;
	case RECORD_DESCRIPTION: add_plain(out, "abstract", "", v->value); break;
	case RECORD_AUDIENCE: add_plain(out, "targetAudience", "", v->value); break;
	case RECORD_RESPONSIBILITY:
		add_plain(out, "note", " type=\"statement of responsibility\"", v->value);
		break;
	case RECORD_NOTE: add_plain(out, "note", "", v->value); break;
	case RECORD_SUBJECT: add_subject(out, "topic", v); break;
	case RECORD_PLACE_SUBJECT: add_subject(out, "geographic", v); break;
	case RECORD_UDC: add_class(out, "udc", v->value); break;
	case RECORD_BBK: add_class(out, "rubbk", v->value); break;
	case RECORD_DDC: add_class(out, "ddc", v->value); break;
	case RECORD_CLASS: add_other_class(out, v->value); break;
	case RECORD_SERIES: add_related(out, "series", v->value); break;
	case RECORD_HOST:
	case RECORD_SET: add_related(out, "host", v->value); break;
	case RECORD_ORIGINAL_TITLE: add_related(out, "original", v->value); break;
	case RECORD_ISBN: add_plain(out, "identifier", " type=\"isbn\"", v->value); break;
	case RECORD_ISSN: add_plain(out, "identifier", " type=\"issn\"", v->value); break;
	case RECORD_BIBNO:
	case RECORD_IDENTIFIER: add_plain(out, "identifier", " type=\"local\"", v->value); break;
	case RECORD_RIGHTS: add_plain(out, "accessCondition", "", v->value); break;
	case RECORD_URL:
		buf_add_z(out, "\t<location>");
		element(out, "url", "", v->value);
		close_element(out, "location");
		break;
	default: break;
	}
}

void record_to_mods(const struct record *r, struct buf *out)
{
	bool titled = false;
	buf_add_z(out, "<mods xmlns=\"http://www.loc.gov/mods/v3\" version=\"3.7\">\n");
	for (size_t i = 0; i < r->n; i++) {
		bool title = r->at[i].field == RECORD_TITLE;
		add_value(out, &r->at[i], title && !titled);
		titled |= title;
	}
	add_origin(r, out);
	add_physical(r, out);
	if (record_first(r, RECORD_PART).n) {
		buf_add_z(out, "\t<part><detail>");
		element(out, "number", "", record_first(r, RECORD_PART));
		buf_add_z(out, "</detail></part>\n");
	}
	buf_add_z(out, "</mods>\n");
}

static void add_quoted(struct buf *out, struct str v)
{
	for (size_t at = str_find_byte(v, '"'); at < v.n; at = str_find_byte(v, '"')) {
		buf_add(out, str_upto(v, at + 1));
		buf_add_char(out, '"');
		v = str_from(v, at + 1);
	}
	buf_add(out, v);
}

/* RFC 4180: quoted where need be. Several values of a field stand in one cell, parted by " | ". */
void record_to_csv(const struct record *r, struct buf *out)
{
	for (int f = 0; f < RECORD_FIELDS; f++) {
		bool begun = false;
		buf_add_z(out, f ? ",\"" : "\"");
		for (size_t i = 0; i < r->n; i++) {
			if (r->at[i].field != (enum record_field)f)
				continue;
			buf_add_z(out, begun ? " | " : "");
			begun = true;
			add_quoted(out, r->at[i].value);
		}
		buf_add_char(out, '"');
	}
	buf_add_z(out, "\r\n");
}

void record_csv_header(struct buf *out)
{
	for (int f = 0; f < RECORD_FIELDS; f++) {
		buf_add_z(out, f ? "," : "");
		buf_add_z(out, record_field_name((enum record_field)f));
	}
	buf_add_z(out, "\r\n");
}
