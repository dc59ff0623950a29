/*
 * record - the plain record: its fields, and how it is kept as JSON and as Dublin Core.
 */
#include <jansson.h>

#include "format/format_int.h"

static const char *const field_names[RECORD_FIELDS] = {
	"title",          "creator",  "contributor",   "place",
	"publisher",      "date",     "language",      "subject",
	"description",    "type",     "identifier",    "isbn",
	"issn",           "extent",   "series",        "rights",
	"file",           "parallel", "variant",       "responsibility",
	"edition",        "part",     "set",           "host",
	"level",          "carrier",  "country",       "original",
	"original_title", "udc",      "bbk",           "ddc",
	"class",          "bibno",    "place_subject", "person_subject",
	"genre",          "audience", "note",          "url",
};

const char *record_field_name(enum record_field f)
{
	return field_names[f];
}

bool record_field_of(struct str name, enum record_field *ret)
{
	for (int i = 0; i < RECORD_FIELDS; i++) {
		if (str_is(name, field_names[i])) {
			*ret = (enum record_field)i;
			return true;
		}
	}
	return false;
}

struct str record_first(const struct record *r, enum record_field f)
{
	for (size_t i = 0; i < r->n; i++) {
		if (r->at[i].field == f)
			return r->at[i].value;
	}
	return STR_NONE;
}

void record_add(struct arena *mem, struct record *r, enum record_field f, struct str value)
{
	/* Room doubles: 4, 8, 16 …; n is a power of two when it is used up. */
	if (r->n == 0) {
		r->at = arena_array_of(mem, 4, struct record_value);
	} else if (r->n >= 4 && (r->n & (r->n - 1)) == 0) {
		struct record_value *at = arena_array_of(mem, r->n * 2, struct record_value);
		memcpy(at, r->at, r->n * sizeof(*at));
		r->at = at;
	}
	r->at[r->n++] = (struct record_value){ .field = f, .value = value };
}

void record_add_once(struct arena *mem, struct record *r, enum record_field f, struct str value)
{
	if (value.n == 0 || r->n >= VALUES_MAX)
		return;
	for (size_t i = 0; i < r->n; i++) {
		if (r->at[i].field == f && str_same(r->at[i].value, value))
			return;
	}
	record_add(mem, r, f, value);
}

static bool is_digit(char ch)
{
	return ch >= '0' && ch <= '9';
}

int record_year(struct str date)
{
	for (size_t i = 0; i < date.n;) {
		size_t from = i;
		int year = 0;
		while (i < date.n && is_digit(date.s[i]) && i - from < 5)
			year = year * 10 + (date.s[i++] - '0');
		if (i - from == 4 && year >= 1000 && year <= 2100)
			return year;
		/* 20051231 is a date too; 12345 is none */
		if (i - from == 5 && from + 8 <= date.n && year / 10 <= 2100 && year / 10 >= 1400) {
			int64_t whole;
			if (str_to_int(str_upto(str_from(date, from), 8), 0, INT64_MAX, &whole))
				return year / 10;
		}
		while (i < date.n && is_digit(date.s[i]) && i > from)
			i++;
		i += i == from;
	}
	return 0;
}

/* Bytes that stand as they are: printable ASCII but for doubled spaces, and letters that NFC leaves
 * alone whatever follows them here (no combining mark is let through). */
static size_t plain_length(struct str s, size_t i)
{
	unsigned char ch = (unsigned char)s.s[i],
		      next = i + 1 < s.n ? (unsigned char)s.s[i + 1] : 0;
	if (ch < 0x80)
		return ch > 0x20 && ch < 0x7F ? 1 : ch == ' ' && i && next > 0x20 ? 1 : 0;
	if ((next & 0xC0) != 0x80)
		return 0;
	if ((ch == 0xC2 && next > 0xA0) || (ch >= 0xC3 && ch <= 0xCB) || ch == 0xD0 || ch == 0xD1 ||
	    (ch == 0xD2 && next > 0x89) || ch == 0xD3)
		return 2;
	/* dashes and quotation marks (U+2010–2027, U+2030–203A), № */
	unsigned char last = i + 2 < s.n ? (unsigned char)s.s[i + 2] : 0;
	if (ch == 0xE2 &&
	    ((next == 0x80 && ((last >= 0x90 && last <= 0xA7) || (last >= 0xB0 && last <= 0xBA))) ||
	     (next == 0x84 && last == 0x96)))
		return 3;
	return 0;
}

static bool is_clean(struct str s)
{
	for (size_t i = 0, n; i < s.n; i += n) {
		n = plain_length(s, i);
		if (n == 0)
			return false;
	}
	return true;
}

struct str value_clean(struct arena *mem, struct str s)
{
	struct buf out;
	bool gap = false;
	if (is_clean(s))
		return s;
	buf_init(&out, mem, 0);
	s = text_nfc(mem, s);
	for (size_t at = 0; at < s.n;) {
		uint32_t cp = text_next(s, &at);
		/* U+0088/0089 and U+0098/009C bracket what is left out of sorting (ISO 6630) */
		if ((cp >= 0x80 && cp < 0xA0) || cp == 0xFEFF)
			continue;
		if (cp <= 0x20 || cp == 0xA0 || cp == 0x7F) {
			gap = out.n > 0;
			continue;
		}
		if (gap)
			buf_add_char(&out, ' ');
		gap = false;
		buf_add_utf8(&out, cp);
	}
	return buf_str(&out);
}

static void add_member(struct buf *out, const char *name, struct str value)
{
	if (value.n == 0)
		return;
	buf_print(out, ", \"%s\": ", name);
	buf_add_json(out, value);
}

/* A string, or an object where there is more to a value than its text. */
static void add_value(struct buf *out, const struct record_value *v)
{
	if (!v->role.n && !v->dates.n && !v->ref.n && !v->source && !v->body && !v->also) {
		buf_add_json(out, v->value);
		return;
	}
	buf_add_z(out, "{\"value\": ");
	buf_add_json(out, v->value);
	add_member(out, "role", v->role);
	add_member(out, "dates", v->dates);
	add_member(out, "ref", v->ref);
	if (v->source)
		buf_print(out, ", \"source\": %lld", (long long)v->source);
	buf_add_z(out, v->body ? ", \"body\": true" : "");
	buf_add_z(out, v->also ? ", \"also\": true}" : "}");
}

struct str record_to_json(struct arena *mem, const struct record *r)
{
	struct buf out;
	buf_init(&out, mem, 0);
	buf_add_z(&out, "{\n\t\"format\": ");
	buf_add_json(&out, str_of(r->raw_format ? r->raw_format : ""));
	buf_add_z(&out, ",\n\t\"extension\": ");
	buf_add_json(&out, str_of(r->extension ? r->extension : ""));
	buf_add_z(&out, ",\n\t\"fields\": [");
	for (size_t i = 0; i < r->n; i++) {
		buf_print(&out, "%s\n\t\t[\"%s\", ", i ? "," : "", field_names[r->at[i].field]);
		add_value(&out, &r->at[i]);
		buf_add_char(&out, ']');
	}
	buf_add_z(&out, r->n ? "\n\t]\n}\n" : "]\n}\n");
	return buf_str(&out);
}

/* The constants a record may name as its format; what is not known is "". */
static const char *constant_of(const char *name)
{
	static const char *const known[] = { "marc21",  "unimarc", "rusmarc", "kazmarc", "irbis",
					     "marcxml", "dc",      "csv",     "json",    "mrc",
					     "xml",     "tsv",     "txt" };
	for (size_t i = 0; name && i < COUNT_OF(known); i++) {
		if (!strcmp(known[i], name))
			return known[i];
	}
	return "";
}

static struct str member(struct arena *mem, json_t *object, const char *name)
{
	json_t *v = json_object_get(object, name);
	if (!json_is_string(v) || json_string_length(v) == 0)
		return STR_NONE;
	return str_copy(mem, (struct str){ json_string_value(v), json_string_length(v) });
}

static void field_from_json(struct arena *mem, json_t *pair, struct record *r)
{
	const char *name = json_string_value(json_array_get(pair, 0));
	json_t *value = json_array_get(pair, 1);
	json_t *text = json_is_object(value) ? json_object_get(value, "value") : value;
	enum record_field f;
	if (!name || !json_is_string(text) || !record_field_of(str_of(name), &f) ||
	    r->n >= VALUES_MAX)
		return;
	record_add(
		mem, r, f,
		str_copy(mem, (struct str){ json_string_value(text), json_string_length(text) }));
	if (!json_is_object(value))
		return;
	struct record_value *v = &r->at[r->n - 1];
	v->role = member(mem, value, "role");
	v->dates = member(mem, value, "dates");
	v->ref = member(mem, value, "ref");
	v->source = json_integer_value(json_object_get(value, "source"));
	v->body = json_is_true(json_object_get(value, "body"));
	v->also = json_is_true(json_object_get(value, "also"));
}

bool record_from_json(struct ctx *c, struct str json, struct record *ret)
{
	json_error_t e;
	json_t *root = json_loadb(json.s ? json.s : "", json.n, JSON_REJECT_DUPLICATES, &e);
	json_t *fields = json_object_get(root, "fields");
	if (!json_is_array(fields)) {
		json_decref(root);
		return fail(c, ERR_INVALID, "the kept record is damaged");
	}
	struct record r = {
		.raw_format = constant_of(json_string_value(json_object_get(root, "format"))),
		.extension = constant_of(json_string_value(json_object_get(root, "extension"))),
	};
	for (size_t i = 0; i < json_array_size(fields); i++)
		field_from_json(c->mem, json_array_get(fields, i), &r);
	json_decref(root);
	*ret = r;
	return true;
}

/* DCMES 1.1 element of each field; what has none goes where a reader would look for it. */
static const char *const dc_elements[RECORD_FIELDS] = {
	[RECORD_TITLE] = "title",
	[RECORD_CREATOR] = "creator",
	[RECORD_CONTRIBUTOR] = "contributor",
	[RECORD_PLACE] = "publisher",
	[RECORD_PUBLISHER] = "publisher",
	[RECORD_DATE] = "date",
	[RECORD_LANGUAGE] = "language",
	[RECORD_SUBJECT] = "subject",
	[RECORD_DESCRIPTION] = "description",
	[RECORD_TYPE] = "type",
	[RECORD_IDENTIFIER] = "identifier",
	[RECORD_ISBN] = "identifier",
	[RECORD_ISSN] = "identifier",
	[RECORD_EXTENT] = "format",
	[RECORD_SERIES] = "relation",
	[RECORD_RIGHTS] = "rights",
	[RECORD_PARALLEL] = "title",
	[RECORD_VARIANT] = "title",
	[RECORD_SET] = "relation",
	[RECORD_HOST] = "relation",
	[RECORD_ORIGINAL_TITLE] = "relation",
	[RECORD_UDC] = "subject",
	[RECORD_BBK] = "subject",
	[RECORD_DDC] = "subject",
	[RECORD_CLASS] = "subject",
	[RECORD_BIBNO] = "identifier",
	[RECORD_PLACE_SUBJECT] = "coverage",
	[RECORD_GENRE] = "type",
	[RECORD_NOTE] = "description",
	[RECORD_URL] = "identifier",
};

/* A place stands before its publisher: "Алматы: Ана тілі". */
static void add_dc_publisher(struct arena *mem, struct buf *out, const struct record *r)
{
	struct str place = record_first(r, RECORD_PLACE), house = record_first(r, RECORD_PUBLISHER);
	if (!place.n && !house.n)
		return;
	buf_add_z(out, "\t<dc:publisher>");
	buf_add_html(out, place);
	buf_add_z(out, place.n && house.n ? ": " : "");
	buf_add_html(out, house);
	buf_add_z(out, "</dc:publisher>\n");
}

struct str record_to_dc(struct arena *mem, const struct record *r)
{
	struct buf out;
	buf_init(&out, mem, 0);
	buf_add_z(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oai_dc:dc"
			" xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\"\n"
			"\txmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
	for (size_t i = 0; i < r->n; i++) {
		enum record_field f = r->at[i].field;
		if (!dc_elements[f] || f == RECORD_PLACE || f == RECORD_PUBLISHER)
			continue;
		const char *scheme = f == RECORD_ISBN   ? "urn:isbn:"
				     : f == RECORD_ISSN ? "urn:issn:"
							: "";
		buf_print(&out, "\t<dc:%s>%s", dc_elements[f], scheme);
		buf_add_html(&out, r->at[i].value);
		buf_print(&out, "</dc:%s>\n", dc_elements[f]);
	}
	add_dc_publisher(mem, &out, r);
	buf_add_z(&out, "</oai_dc:dc>\n");
	return buf_str(&out);
}
