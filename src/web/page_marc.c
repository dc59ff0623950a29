/* The record of a title as the fields of MARC: as we give it, or as a library sent it. */
#include "give/give.h"
#include "web/address.h"
#include "web/pages.h"
#include "web/title.h"
#include "web/view_marc.h"
#include "page_marc.html.h"

enum { TEXT_MAX = 64 << 10 };

static const struct field sub_fields[] = {
	FIELD(struct view_marc_part, code),
	FIELD(struct view_marc_part, value),
	FIELD_END,
};
static const struct field marc_fields[] = {
	FIELD(struct view_marc_line, tag),
	FIELD(struct view_marc_line, indicators),
	FIELD(struct view_marc_line, control),
	FIELD_LIST(struct view_marc_line, subs, sub_fields),
	FIELD_END,
};
static const struct field fields[] = {
	FIELD(struct view_marc, title),
	FIELD(struct view_marc, dialect),
	FIELD(struct view_marc, leader),
	FIELD_LIST(struct view_marc, fields, marc_fields),
	FIELD_END,
};

static struct view_marc_line field_of(struct web_request *r, enum marc_dialect dialect,
				      const struct marc_field *f)
{
	struct arena *mem = r->c->mem;
	const struct marc_rule *rule = marc_rule(dialect, f->tag);
	struct view_marc_line v = {
		.tag = str_of(f->tag),
		.control = f->control,
		.name = rule ? rule->name : NULL,
	};
	if (f->control.s)
		return v;
	v.indicators = str_print(mem, "%c%c", f->indicators[0] == ' ' ? '_' : f->indicators[0],
				 f->indicators[1] == ' ' ? '_' : f->indicators[1]);
	v.subs.at = arena_array_of(mem, f->n + 1, struct view_marc_part);
	for (size_t i = 0; i < f->n; i++)
		v.subs.at[v.subs.n++] = (struct view_marc_part){
			.code = f->subs[i].code ? str_print(mem, "$%c", f->subs[i].code) : STR_NONE,
			.value = f->subs[i].value,
		};
	return v;
}

static void show_fields(struct web_request *r, const struct marc *m, struct view_marc *v)
{
	v->leader = str_copy(r->c->mem, str_of(m->leader));
	v->fields.at = arena_array_of(r->c->mem, m->n + 1, struct view_marc_line);
	for (size_t i = 0; i < m->n; i++)
		v->fields.at[v->fields.n++] = field_of(r, m->dialect, &m->fields[i]);
}

/* What a library sent: its fields where it is MARC, else the text as it came. */
static bool fill_source(struct web_request *r, const struct source *s, int number,
			struct view_marc *v)
{
	struct record_item item;
	struct str raw;
	const char *encoding;
	v->origin = number;
	v->dialect = title_format_name(s);
	if (source_read(r->c, s, &item) && item.marc) {
		show_fields(r, item.marc, v);
		return true;
	}
	err_clear(r->c);
	if (!source_raw(r->c, s, &raw))
		return false;
	if (!text_decode(r->c, str_upto(raw, TEXT_MAX), &v->text, &encoding)) {
		err_clear(r->c);
		v->text = STR("?");
	}
	return true;
}

static const enum marc_dialect dialects[] = { MARC_21, MARC_UNIMARC, MARC_RUSMARC };
static const char *const dialect_names[] = { "MARC 21", "UNIMARC", "RUSMARC" };

static size_t dialect_asked(const struct web_request *r)
{
	for (size_t i = 0; i < COUNT_OF(dialects); i++)
		if (str_is(web_text(r, "dialect"), marc_dialect_name(dialects[i])))
			return i;
	return 0;
}

/* Ways to the record as we give it. */
static void fill_dialects(struct web_request *r, struct view_marc *v)
{
	struct arena *mem = r->c->mem;
	struct str here = str_print(mem, "%.*s/marc", STR_ARGS(v->title_href));
	v->dialects.at = arena_array_of(mem, COUNT_OF(dialects), struct view_link);
	for (size_t i = 0; i < COUNT_OF(dialects); i++)
		v->dialects.at[v->dialects.n++] = (struct view_link){
			.href = address_with(mem, here, "dialect",
					     str_of(marc_dialect_name(dialects[i]))),
			.text = str_of(dialect_names[i]),
			.on = !v->origin && i == dialect_asked(r),
		};
}

static bool fill_ours(struct web_request *r, const struct title *t, struct view_marc *v)
{
	struct marc m;
	size_t asked = dialect_asked(r);
	v->dialect = str_of(dialect_names[asked]);
	if (!give_marc(r->c, t, dialects[asked], &m, NULL))
		return false;
	show_fields(r, &m, v);
	return true;
}

static bool show(struct web_request *r)
{
	struct title t;
	struct source_list sources;
	bool moved;
	if (!title_or_moved(r, "/marc", &t, &moved))
		return false;
	if (moved)
		return true;
	struct view_marc v = {
		.title = t.name,
		.title_href = address_title(r->c->mem, t.id),
		.title_lang = card_lang(r, t.language),
	};
	if (!card_holders(r) || !give_sources(r->c, &t, &sources))
		return false;
	title_origins(r, &t, &sources, &v.origins);
	int64_t asked = web_number(r, "source", 0);
	for (size_t i = 0; i < sources.n; i++)
		if (sources.at[i].id == asked && !fill_source(r, &sources.at[i], (int)i + 1, &v))
			return false;
	if (asked && !v.origin)
		return fail(r->c, ERR_ABSENT, "there is no such page");
	fill_dialects(r, &v);
	if (!v.origin && !fill_ours(r, &t, &v))
		return false;
	r->keeps = true;
	return WEB_SHOW(r, page_marc, &v, fields);
}

const struct web_page page_marc = {
	.path = "/t/{id}/marc",
	.params = { { "id", PARAM_ID }, { "source", PARAM_NUMBER }, { "dialect", PARAM_TEXT } },
	.keeps = true,
	.show = show,
	.help = N_("The record of a title as fields of MARC 21, UNIMARC or RUSMARC, or as it was "
		   "sent."),
};
