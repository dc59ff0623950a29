/*
 * xml - MARCXML and Dublin Core in whatever wrapper, by libxml2's SAX.
 *
 * Nothing is fetched, no DTD is read, no entity of the file's own is known, so nothing expands.
 * A record is the element whose children are MARC fields or Dublin Core elements, wherever it
 * stands; its bytes are cut from the file as they came.
 */
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "format/format_int.h"

#define DC_ELEMENTS "http://purl.org/dc/elements/1.1/"
#define DC_TERMS    "http://purl.org/dc/terms/"

enum { TEXT_MAX = 1 << 20 }; /* of one element */

struct frame {         /* an open element */
	long begins;   /* where its "<" stands, or -1 */
	bool has_marc; /* it has MARC fields as children */
	struct marc marc;
	struct record dc;
};
struct xml {
	struct reader *r;
	xmlParserCtxtPtr parser;
	struct str bytes;
	struct frame frames[XML_DEPTH_MAX];
	size_t depth, number;
	bool too_deep;
	struct marc_field field; /* the datafield being read */
	char code;               /* of the subfield being read */
	bool reading;            /* text goes to `text` */
	enum record_field dc_field;
	bool may_be_file; /* an element that often names the file */
	struct buf text;
};

/* libxml2 stands at the ">" of a start tag, past that of an end tag. */
static long begin_of_tag(const struct xml *x)
{
	long at = xmlByteConsumed(x->parser);
	if (at < 0 || (size_t)at > x->bytes.n || x->bytes.n == 0)
		return -1;
	if ((size_t)at == x->bytes.n)
		at--;
	while (at > 0 && x->bytes.s[at] != '<')
		at--;
	return x->bytes.s[at] == '<' ? at : -1;
}

static struct str raw_of(const struct xml *x, long begins)
{
	long end = xmlByteConsumed(x->parser);
	if (begins < 0 || end <= begins || (size_t)end > x->bytes.n || x->bytes.s[end - 1] != '>')
		return STR_NONE;
	return (struct str){ x->bytes.s + begins, (size_t)(end - begins) };
}

/* libxml2 gives five pointers an attribute: name, prefix, namespace, value, its end. */
static struct str attribute(const xmlChar **at, int n, const char *name)
{
	for (int i = 0; at && i < n; i++, at += 5) {
		if (!strcmp((const char *)at[0], name))
			return (struct str){ (const char *)at[3], (size_t)(at[4] - at[3]) };
	}
	return STR_NONE;
}

static void begin_marc_field(struct xml *x, const xmlChar **at, int n)
{
	struct str tag = attribute(at, n, "tag"), one = attribute(at, n, "ind1"),
		   two = attribute(at, n, "ind2");
	x->field = (struct marc_field){ .indicators = { ' ', ' ' } };
	memcpy(x->field.tag, "   ", 4);
	memcpy(x->field.tag, tag.s ? tag.s : "", tag.n < 3 ? tag.n : 3);
	if (one.s && one.n == 1)
		x->field.indicators[0] = one.s[0];
	if (two.s && two.n == 1)
		x->field.indicators[1] = two.s[0];
}

static bool is_marc_field(const char *name)
{
	return !strcmp(name, "leader") || !strcmp(name, "controlfield") ||
	       !strcmp(name, "datafield");
}

/* A Dublin Core element, or one named like a column of a list and of no namespace. */
static bool is_dc(struct xml *x, const char *name, const xmlChar *uri)
{
	if (uri && strcmp((const char *)uri, DC_ELEMENTS) != 0 &&
	    strcmp((const char *)uri, DC_TERMS) != 0)
		return false;
	struct str s = str_of(name);
	x->may_be_file = str_is(s, "identifier") || str_is(s, "source") || str_is(s, "relation");
	if (str_is(s, "coverage"))
		return false;
	if (str_is(s, "source")) { /* of no use to readers but for that */
		x->dc_field = RECORD_FILE;
		return true;
	}
	if (str_is(s, "relation") || str_is(s, "isPartOf")) {
		x->dc_field = RECORD_SERIES;
		return true;
	}
	if (str_is(s, "format")) {
		x->dc_field = RECORD_EXTENT;
		return true;
	}
	if (str_is(s, "issued") || str_is(s, "created")) {
		x->dc_field = RECORD_DATE;
		return true;
	}
	return field_of_header(x->r->c->mem, s, &x->dc_field);
}

static void begin_text(struct xml *x)
{
	x->reading = true;
	buf_clear(&x->text);
}

static void on_start(void *arg, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
		     int n_ns, const xmlChar **ns, int n_at, int n_default, const xmlChar **at)
{
	struct xml *x = arg;
	const char *name = (const char *)local;
	struct frame *parent = x->depth ? &x->frames[x->depth - 1] : NULL;
	if (x->depth == XML_DEPTH_MAX) {
		x->too_deep = true;
		xmlStopParser(x->parser);
		return;
	}
	x->frames[x->depth++] = (struct frame){ .begins = begin_of_tag(x) };
	if (is_marc_field(name)) {
		begin_marc_field(x, at, n_at);
		if (parent)
			parent->has_marc = true;
		if (strcmp(name, "datafield") != 0)
			begin_text(x);
	} else if (!strcmp(name, "subfield")) {
		struct str code = attribute(at, n_at, "code");
		x->code = code.n ? code.s[0] : ' ';
		begin_text(x);
	} else if (parent && is_dc(x, name, uri)) {
		begin_text(x);
	} else {
		x->reading = false;
	}
}

static void on_text(void *arg, const xmlChar *s, int n)
{
	struct xml *x = arg;
	if (x->reading && n > 0)
		buf_add_bytes(&x->text, s, (size_t)n);
}

static void emit(struct xml *x, struct record made, struct str raw)
{
	x->number++;
	made.extension = "xml";
	made.raw = raw;
	if (!raw.s) {
		made.raw = record_to_dc(x->r->c->mem, &made);
		made.raw_format = "dc";
	}
	struct record *room = made.n ? reader_add(x->r) : NULL;
	if (room)
		*room = made;
	else
		reader_complain(x->r, x->number, N_("nothing in it can be read"));
}

static void end_of_marc(struct xml *x, const struct frame *f)
{
	struct record made = { .raw_format = "marcxml" };
	marc_to_record(x->r->c->mem, &f->marc, &made);
	emit(x, made, raw_of(x, f->begins));
}

/* Does it end like a file's name, as neither ISBN nor title does? */
static bool names_file(struct str value)
{
	struct str extension = path_extension(value);
	if (extension.n < 2 || extension.n > 5 || value.n > 1000)
		return false;
	bool letters = false;
	for (size_t i = 0; i < extension.n; i++) {
		char ch = (char)(extension.s[i] | 0x20);
		letters |= ch >= 'a' && ch <= 'z';
		if ((ch < 'a' || ch > 'z') && (extension.s[i] < '0' || extension.s[i] > '9'))
			return false;
	}
	return letters;
}

static void add_dc(struct xml *x, struct record *to, struct str text)
{
	struct arena *mem = x->r->c->mem;
	text = value_clean(mem, text);
	if (x->dc_field == RECORD_LANGUAGE)
		text = text_language_code(text);
	bool file = x->may_be_file && names_file(text);
	if (file)
		record_add_once(mem, to, RECORD_FILE, text);
	else if (!x->may_be_file || x->dc_field != RECORD_FILE)
		record_add_once(mem, to, x->dc_field, text);
}

/* A field, subfield or element of Dublin Core has ended: its text goes where it belongs. */
static void end_of_part(struct xml *x, const char *name, struct frame *parent)
{
	struct arena *mem = x->r->c->mem;
	struct str text = str_copy(mem, buf_str(&x->text));
	if (!strcmp(name, "leader")) {
		memset(parent->marc.leader, ' ', 24);
		memcpy(parent->marc.leader, text.s, text.n < 24 ? text.n : 24);
	} else if (!strcmp(name, "controlfield")) {
		marc_add_control(mem, &parent->marc, x->field.tag, text);
	} else if (!strcmp(name, "subfield")) {
		marc_add_sub(mem, &x->field, x->code, text);
	} else if (!is_marc_field(name)) {
		add_dc(x, &parent->dc, text);
	}
	x->reading = false;
}

static void on_end(void *arg, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	struct xml *x = arg;
	const char *name = (const char *)local;
	if (x->depth == 0 || x->too_deep)
		return;
	struct frame *f = &x->frames[--x->depth];
	struct frame *parent = x->depth ? &x->frames[x->depth - 1] : NULL;
	if (x->reading && parent) {
		end_of_part(x, name, parent);
	} else if (!strcmp(name, "datafield") && parent) {
		*marc_add(x->r->c->mem, &parent->marc, x->field.tag, ' ', ' ') = x->field;
	} else if (f->has_marc) {
		end_of_marc(x, f);
	} else if (f->dc.n) {
		f->dc.raw_format = "dc";
		emit(x, f->dc, raw_of(x, f->begins));
	}
}

bool xml_records_likely(struct str b)
{
	if (str_starts(b, "\xEF\xBB\xBF"))
		b = str_from(b, 3);
	if (str_starts(b, "\xFF\xFE<") || str_starts(b, "\xFE\xFF"))
		return b.n > 3 && (b.s[2] == '<' || b.s[3] == '<');
	b = str_trim(str_upto(b, 4096));
	return b.n > 4 && b.s[0] == '<';
}

static void quiet(void *arg, xmlErrorPtr e)
{
}

bool xml_records_read(struct reader *r, struct str bytes)
{
	struct xml x = { .r = r, .bytes = bytes };
	xmlSAXHandler sax = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.cdataBlock = on_text,
		.serror = quiet,
	};
	if (bytes.n > (size_t)INT32_MAX)
		return fail(r->c, ERR_LIMIT, "the file of records is larger than 2 GB");
	buf_init(&x.text, r->c->mem, TEXT_MAX);
	x.parser = xmlCreateMemoryParserCtxt(bytes.s, (int)bytes.n);
	if (!x.parser)
		return fail(r->c, ERR_INVALID, "the XML file of records cannot be read");
	*x.parser->sax = sax;
	x.parser->userData = &x;
	xmlCtxtUseOptions(x.parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
					    XML_PARSE_NOCDATA);
	*x.parser->sax = sax;
	int status = xmlParseDocument(x.parser);
	if (x.parser->myDoc)
		xmlFreeDoc(x.parser->myDoc);
	xmlFreeParserCtxt(x.parser);
	if (x.too_deep)
		return fail(r->c, ERR_LIMIT, "the XML file of records is nested too deep");
	if (status != 0 && r->list.n == 0)
		return fail(r->c, ERR_INVALID, "the XML file of records cannot be read");
	if (status != 0)
		reader_complain(r, x.number + 1,
				N_("the XML is broken here, what follows was not read"));
	return true;
}
