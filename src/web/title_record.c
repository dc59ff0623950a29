/* The record of a title as a reader sees it: lines with their names, values that lead on, and the
 * source record that each was taken from. */
#include "authority/authority.h"
#include "dossier/dossier.h"
#include "web/address.h"
#include "web/title.h"

/* The lines in the order in which they are shown. */
static const struct line {
	enum record_field field;
	const char *name; /* message id */
} lines[] = {
	{ RECORD_TITLE, N_("Title") },
	{ RECORD_PARALLEL, N_("Parallel title") },
	{ RECORD_VARIANT, N_("Other title") },
	{ RECORD_CREATOR, N_("Author") },
	{ RECORD_CONTRIBUTOR, N_("With") },
	{ RECORD_RESPONSIBILITY, N_("As printed") },
	{ RECORD_SET, N_("Part of") },
	{ RECORD_PART, N_("Part") },
	{ RECORD_HOST, N_("Published in") },
	{ RECORD_ORIGINAL_TITLE, N_("Title of the original") },
	{ RECORD_ORIGINAL, N_("Translated from") },
	{ RECORD_EDITION, N_("Edition") },
	{ RECORD_PLACE, N_("Place") },
	{ RECORD_PUBLISHER, N_("Publisher") },
	{ RECORD_DATE, N_("Date") },
	{ RECORD_COUNTRY, N_("Country") },
	{ RECORD_EXTENT, N_("Extent") },
	{ RECORD_SERIES, N_("Series") },
	{ RECORD_LANGUAGE, N_("Language") },
	{ RECORD_TYPE, N_("Kind") },
	{ RECORD_LEVEL, N_("Level") },
	{ RECORD_CARRIER, N_("Carrier") },
	{ RECORD_GENRE, N_("Genre") },
	{ RECORD_AUDIENCE, N_("Readers") },
	{ RECORD_DESCRIPTION, N_("Summary") },
	{ RECORD_NOTE, N_("Notes") },
	{ RECORD_SUBJECT, N_("Subjects") },
	{ RECORD_PERSON_SUBJECT, N_("About the person") },
	{ RECORD_PLACE_SUBJECT, N_("About the place") },
	{ RECORD_UDC, N_("UDC") },
	{ RECORD_BBK, N_("BBK") },
	{ RECORD_DDC, N_("DDC") },
	{ RECORD_CLASS, N_("Other classes") },
	{ RECORD_ISBN, "ISBN" },
	{ RECORD_ISSN, "ISSN" },
	{ RECORD_BIBNO, N_("Number in the national bibliography") },
	{ RECORD_IDENTIFIER, N_("Identifier") },
	{ RECORD_URL, N_("On the web") },
	{ RECORD_RIGHTS, N_("Rights") },
};

struct word {
	const char *code, *say; /* say: message id */
};
/* What somebody did: codes of the MARC Code List for Relators, Library of Congress. */
static const struct word roles[] = {
	{ "aut", N_("author") },
	{ "edt", N_("editor") },
	{ "pbd", N_("chief editor") },
	{ "trl", N_("translator") },
	{ "com", N_("compiler") },
	{ "ill", N_("illustrator") },
	{ "art", N_("artist") },
	{ "bkd", N_("designer") },
	{ "pht", N_("photographer") },
	{ "ctg", N_("cartographer") },
	{ "cmp", N_("composer") },
	{ "lyr", N_("author of the words") },
	{ "arr", N_("arranger") },
	{ "prf", N_("performer") },
	{ "nrt", N_("reader aloud") },
	{ "drt", N_("director") },
	{ "aui", N_("author of the preface") },
	{ "aft", N_("author of the afterword") },
	{ "ann", N_("author of the notes") },
	{ "cwt", N_("author of the commentary") },
	{ "rev", N_("reviewer") },
	{ "ths", N_("supervisor") },
	{ "opn", N_("opponent") },
	{ "col", N_("collector") },
	{ "dte", N_("dedicated to") },
	{ "pbl", N_("publisher") },
	{ "prt", N_("printer") },
	{ "isb", N_("issued by") },
	{ "ctb", N_("contributor") },
};
static const struct word carriers[] = {
	{ "print", N_("printed") },
	{ "online", N_("online") },
	{ "disc", N_("on a disc") },
	{ "microform", N_("microform") },
	{ "manuscript", N_("written by hand") },
};
static const struct word levels[] = {
	{ "monograph", N_("book in one volume") },
	{ "part", N_("volume of a set") },
	{ "set", N_("set of volumes") },
	{ "serial", N_("serial") },
	{ "article", N_("article") },
};

static const char *say_of(const struct word *at, size_t n, struct str code)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(code, at[i].code))
			return at[i].say;
	return NULL;
}

const char *title_carrier(struct str code)
{
	return say_of(carriers, COUNT_OF(carriers), code);
}

struct str title_role(const struct web_request *r, struct str code)
{
	const char *say = say_of(roles, COUNT_OF(roles), code);
	return say ? str_of(text_say(r->c->lang, say)) : STR_NONE;
}

static struct str said(const struct web_request *r, const struct word *at, size_t n,
		       struct str code)
{
	const char *say = say_of(at, n, code);
	return say ? str_of(text_say(r->c->lang, say)) : code;
}

/* A record's type in the reader's language where it is of a kind we know, else as it is written. */
static struct str type_said(struct web_request *r, struct str type)
{
	const char *kind = title_kind_of_type(text_lower(r->c->mem, type));
	return card_kind(r, kind ? str_of(kind) : type);
}

struct str title_date(struct web_request *r, struct str date)
{
	return date.n > 4 ? text_date(r->c->mem, r->c->lang, date) : date;
}

static struct str text_of(struct web_request *r, const struct record_value *v)
{
	switch (v->field) {
	case RECORD_LANGUAGE:
	case RECORD_ORIGINAL: return text_language_name(r->c->mem, r->c->lang, v->value);
	case RECORD_COUNTRY: return text_country_name(r->c->lang, v->value);
	case RECORD_TYPE: return type_said(r, v->value);
	case RECORD_CARRIER: return said(r, carriers, COUNT_OF(carriers), v->value);
	case RECORD_LEVEL: return said(r, levels, COUNT_OF(levels), v->value);
	case RECORD_DATE: return title_date(r, v->value);
	default: return v->value;
	}
}

/* -- where a value leads ------------------------------------------------------------------------ */

static struct str quoted(struct arena *mem, const char *prefix, struct str words)
{
	struct buf b;
	buf_init(&b, mem, 2048);
	buf_print(&b, "%s\"", prefix);
	for (size_t i = 0; i < words.n; i++)
		buf_add_char(&b, words.s[i] == '"' ? ' ' : words.s[i]);
	buf_add_char(&b, '"');
	return buf_str(&b);
}

static struct str search_for(struct arena *mem, const char *prefix, struct str words)
{
	return address_with(mem, STR("/search"), "q", quoted(mem, prefix, words));
}

static struct str class_href(struct arena *mem, const char *scheme, struct str class)
{
	struct str a = address_with(mem, STR("/browse/classes"), "scheme", str_of(scheme));
	return address_with(mem, a, "from", class);
}

/* id: of the authority whose name this is; may be empty. */
static struct str href_of(struct web_request *r, const struct record_value *v, struct str id)
{
	struct arena *mem = r->c->mem;
	switch (v->field) {
	case RECORD_CREATOR:
	case RECORD_CONTRIBUTOR:
		return id.n ? str_print(mem, "/person/%.*s", STR_ARGS(id))
			    : search_for(mem, "author:", v->value);
	case RECORD_PERSON_SUBJECT:
		return id.n ? str_print(mem, "/person/%.*s", STR_ARGS(id))
			    : search_for(mem, "subject:", v->value);
	case RECORD_SUBJECT:
		return id.n ? str_print(mem, "/subject/%.*s", STR_ARGS(id))
			    : search_for(mem, "subject:", v->value);
	case RECORD_PLACE:
	case RECORD_PLACE_SUBJECT:
		return id.n ? str_print(mem, "/place/%.*s", STR_ARGS(id))
			    : search_for(mem, "", v->value);
	case RECORD_SERIES: return search_for(mem, "", v->value);
	case RECORD_SET:
	case RECORD_HOST:
	case RECORD_ORIGINAL_TITLE: return search_for(mem, "title:", v->value);
	case RECORD_UDC: return class_href(mem, "udc", v->value);
	case RECORD_BBK: return class_href(mem, "bbk", v->value);
	case RECORD_DDC: return class_href(mem, "ddc", v->value);
	case RECORD_URL:
		return str_starts(v->value, "http://") || str_starts(v->value, "https://")
			       ? v->value
			       : STR_NONE;
	default: return STR_NONE;
	}
}

/* The HTML language of a name or title: by its letters, since records do not tell. */
static struct str lang_of(struct str text)
{
	const char *lang = text_language(text, NULL);
	return *lang ? str_of(lang) : STR_NONE;
}

/* -- lines -------------------------------------------------------------------------------------- */

static int origin_of(const struct view_title *v, const struct source_list *sources, int64_t source)
{
	for (size_t i = 0; v->several_origins && source && i < sources->n; i++)
		if (sources->at[i].id == source)
			return (int)i + 1;
	return 0;
}

struct view_value title_value(struct web_request *r, const struct record_value *v, struct str id)
{
	return (struct view_value){
		.text = text_of(r, v),
		.lang = v->field == RECORD_TITLE || v->field == RECORD_PARALLEL ? lang_of(v->value)
										: STR_NONE,
		.href = href_of(r, v, id),
		.role = title_role(r, v->role),
		.dates = v->dates,
	};
}

static struct view_values values_of(struct web_request *r, const struct record *rec,
				    const struct str *ids, enum record_field f,
				    const struct view_title *v, const struct source_list *sources)
{
	struct view_values values = { arena_array_of(r->c->mem, rec->n + 1, struct view_value), 0 };
	for (size_t i = 0; i < rec->n; i++) {
		const struct record_value *from = &rec->at[i];
		if (from->field != f)
			continue;
		if (from->also && values.n) {
			values.at[values.n - 1].also = from->value;
			continue;
		}
		values.at[values.n] = title_value(r, from, ids[i]);
		values.at[values.n++].origin = origin_of(v, sources, from->source);
	}
	return values;
}

void title_fields(struct web_request *r, const struct record *rec, const struct str *ids,
		  const struct source_list *sources, struct view_title *v)
{
	v->fields.at = arena_array_of(r->c->mem, COUNT_OF(lines), struct view_field);
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		struct view_values values = values_of(r, rec, ids, lines[i].field, v, sources);
		if (values.n)
			v->fields.at[v->fields.n++] = (struct view_field){
				lines[i].name, record_field_name(lines[i].field), values
			};
	}
}

struct str *title_names(struct web_request *r, const struct record *rec)
{
	struct str *ids = arena_array_of(r->c->mem, rec->n + 1, struct str);
	authority_of_record(r->c, rec, ids);
	return ids;
}

bool title_record(struct web_request *r, const struct title *t, struct view_fields *ret)
{
	struct record rec = { 0 };
	struct view_title v = { 0 };
	const struct source_list none = { 0 };
	if (t->record.n && !record_from_json(r->c, t->record, &rec))
		return false;
	title_fields(r, &rec, title_names(r, &rec), &none, &v);
	*ret = v.fields;
	return true;
}

/* -- what it is, above all else ------------------------------------------------------------------ */

static struct str joined(struct web_request *r, const struct record *rec, enum record_field f,
			 const char *between)
{
	struct buf b;
	buf_init(&b, r->c->mem, 4096);
	for (size_t i = 0; i < rec->n; i++) {
		if (rec->at[i].field != f || rec->at[i].also)
			continue;
		buf_add_z(&b, b.n ? between : "");
		buf_add(&b, text_of(r, &rec->at[i]));
	}
	return buf_str(&b);
}

static struct view_values all_of(struct web_request *r, const struct record *rec,
				 enum record_field f)
{
	struct view_values values = { arena_array_of(r->c->mem, rec->n + 1, struct view_value), 0 };
	for (size_t i = 0; i < rec->n; i++)
		if (rec->at[i].field == f)
			values.at[values.n++] = title_value(r, &rec->at[i], STR_NONE);
	return values;
}

static struct view_value one_of(struct web_request *r, const struct record *rec,
				enum record_field f)
{
	struct view_values all = all_of(r, rec, f);
	return all.n ? all.at[0] : (struct view_value){ 0 };
}

/* A title in another script stands as a variant or as the title's twin. */
static void fill_parallel(struct web_request *r, const struct record *rec, struct view_title *v)
{
	v->parallel.at = arena_array_of(r->c->mem, rec->n + 1, struct view_value);
	for (size_t i = 0; i < rec->n; i++) {
		const struct record_value *from = &rec->at[i];
		bool twin = from->field == RECORD_TITLE && !str_same(from->value, v->card.name);
		bool script = from->field == RECORD_VARIANT &&
			      text_script(from->value) != text_script(v->card.name);
		if (from->field == RECORD_PARALLEL || twin || script)
			v->parallel.at[v->parallel.n++] = (struct view_value){
				.text = from->value, .lang = lang_of(from->value)
			};
	}
}

void title_head(struct web_request *r, const struct record *rec, struct view_title *v)
{
	fill_parallel(r, rec, v);
	v->responsibility = joined(r, rec, RECORD_RESPONSIBILITY, " ; ");
	v->edition = joined(r, rec, RECORD_EDITION, ", ");
	v->extent = joined(r, rec, RECORD_EXTENT, " ; ");
	v->part = joined(r, rec, RECORD_PART, ". ");
	v->languages = joined(r, rec, RECORD_LANGUAGE, ", ");
	v->original = joined(r, rec, RECORD_ORIGINAL, ", ");
	v->set = one_of(r, rec, RECORD_SET);
	v->host = one_of(r, rec, RECORD_HOST);
	v->series = all_of(r, rec, RECORD_SERIES);
	v->carrier = title_carrier(record_first(rec, RECORD_CARRIER));
}
