/* Where cataloguing begins: a record found here or outside, or a new one; what was done last. */
#include "web/card.h"
#include "web/edit_form.h"
#include "web/pages.h"
#include "web/title.h"
#include "page_edit_find.html.h"

#include "authority/authority.h"
#include "index/index.h"
#include "outside/outside.h"

enum { HITS = 15, LATEST = 10, NAMES = 12 };

static const struct by {
	const char *code, *prefix, *name;
} bys[] = {
	{ "any", "", N_("Everywhere") },
	{ "title", "title:", N_("Title") },
	{ "author", "author:", N_("Author") },
	{ "isbn", "isbn:", "ISBN" },
};

/* -- choices ----------------------------------------------------------------------------------- */

static struct view_choices by_choices(struct web_request *r, struct str now)
{
	struct view_choices v = { arena_array_of(r->c->mem, COUNT_OF(bys), struct view_choice), 0 };
	for (; v.n < COUNT_OF(bys); v.n++)
		v.at[v.n] = (struct view_choice){ str_of(bys[v.n].code),
						  str_of(text_say(r->c->lang, bys[v.n].name)),
						  str_is(now, bys[v.n].code) };
	return v;
}

static struct view_choices dialect_choices(struct web_request *r, struct str now)
{
	static const enum marc_dialect all[] = { MARC_21, MARC_RUSMARC, MARC_UNIMARC };
	struct view_choices v = { arena_array_of(r->c->mem, COUNT_OF(all), struct view_choice), 0 };
	for (; v.n < COUNT_OF(all); v.n++)
		v.at[v.n] = (struct view_choice){ str_of(marc_dialect_name(all[v.n])),
						  str_of(edit_dialect_title(all[v.n])),
						  str_is(now, marc_dialect_name(all[v.n])) };
	return v;
}

static struct view_choices kind_choices(struct web_request *r)
{
	struct view_choices v = { 0 };
	size_t n = 0;
	while (edit_kinds[n].code)
		n++;
	v.at = arena_array_of(r->c->mem, n, struct view_choice);
	for (; v.n < n; v.n++)
		v.at[v.n] = (struct view_choice){ .code = str_of(edit_kinds[v.n].code),
						  .name = str_of(text_say(r->c->lang,
									  edit_kinds[v.n].name)) };
	return v;
}

/* -- here -------------------------------------------------------------------------------------- */

/* Each word asked for in that field. */
static struct str question(struct web_request *r, struct str words, struct str by)
{
	const char *prefix = "";
	struct buf b;
	struct str word;
	for (size_t i = 0; i < COUNT_OF(bys); i++)
		if (str_is(by, bys[i].code))
			prefix = bys[i].prefix;
	buf_init(&b, r->c->mem, 0);
	while (str_next(&words, ' ', &word)) {
		if (!word.n)
			continue;
		buf_add_z(&b, b.n ? " " : "");
		buf_add_z(&b, prefix);
		buf_add(&b, word);
	}
	return buf_str(&b);
}

static struct view_take take_of(struct web_request *r, const struct title *t, struct str dialect)
{
	struct arena *mem = r->c->mem;
	return (struct view_take){
		.name = t->name,
		.by = t->creator,
		.imprint = title_imprint(r, t),
		.holder = card_holder(r, t->partner),
		.href = str_print(mem, "/t/%.*s", STR_ARGS(t->id)),
		.take = str_print(mem, "/staff/catalogue/edit?title=%.*s%s%.*s", STR_ARGS(t->id),
				  dialect.n ? "&dialect=" : "", STR_ARGS(dialect)),
	};
}

static bool search_here(struct web_request *r, struct view_catalogue *v, struct str by)
{
	struct index_result found;
	struct index_query q = { .text = question(r, v->words, by), .lang = r->c->lang, .n = HITS };
	if (!index_search(r->c, &q, &found))
		return false;
	v->searched = true;
	v->total = found.total;
	v->here.at = arena_array_of(r->c->mem, found.n_hits + 1, struct view_take);
	for (size_t i = 0; i < found.n_hits; i++) {
		struct title t;
		if (title_get(r->c, found.hits[i].title, &t))
			v->here.at[v->here.n++] = take_of(r, &t, v->dialect);
		else if (r->c->err.kind != ERR_ABSENT) /* gone since it was indexed */
			return false;
		err_clear(r->c);
	}
	return true;
}

/* -- outside ----------------------------------------------------------------------------------- */

/* Each is asked by itself: by the page's script at once, without it by a link. */
static bool fill_targets(struct web_request *r, struct view_catalogue *v, struct str by)
{
	struct outside_targets all;
	if (!outside_targets_read(r->c, &all))
		return false;
	v->targets.at = arena_array_of(r->c->mem, all.n + 1, struct view_target);
	for (size_t i = 0; i < all.n; i++)
		v->targets.at[v->targets.n++] = (struct view_target){
			.code = all.at[i].code,
			.name = all.at[i].name.n ? all.at[i].name : all.at[i].code,
			.href = edit_outside_href(r->c->mem, all.at[i].code, v->words, by,
						  v->dialect),
		};
	return true;
}

/* -- what was done last ------------------------------------------------------------------------ */

static bool fill_latest(struct web_request *r, struct view_catalogue *v)
{
	struct source_list list;
	if (!edit_latest(r->c, r->account.partner, LATEST, &list))
		return false;
	v->mine.at = arena_array_of(r->c->mem, list.n + 1, struct view_take);
	for (size_t i = 0; i < list.n; i++) {
		struct marc m;
		struct record rec = { 0 };
		if (edit_marc(r->c, &list.at[i], &m))
			record_of_marc(r->c->mem, &m, &rec);
		err_clear(r->c);
		v->mine.at[v->mine.n++] = (struct view_take){
			.name = record_first(&rec, RECORD_TITLE),
			.by = record_first(&rec, RECORD_CREATOR),
			.imprint = edit_when(r, list.at[i].changed),
			.holder = card_holder(r, list.at[i].partner),
			.href = edit_history_href(r->c->mem, list.at[i].id),
		};
	}
	return true;
}

static bool show(struct web_request *r)
{
	struct str by = web_text(r, "by").n ? web_text(r, "by") : STR("any");
	struct view_catalogue v = {
		.words = str_trim(web_text(r, "words")),
		.dialect = web_text(r, "dialect"),
	};
	enum marc_dialect d;
	if (!v.dialect.n || !marc_dialect_of(v.dialect, &d))
		v.dialect = STR("");
	v.by = by_choices(r, by);
	v.dialects = dialect_choices(r, v.dialect);
	v.kinds = kind_choices(r);
	if (!card_holders(r) ||
	    (v.words.n && !(search_here(r, &v, by) && fill_targets(r, &v, by))) ||
	    (!v.words.n && !fill_latest(r, &v)))
		return false;
	return WEB_SHOW(r, page_edit_find, &v, NULL);
}

const struct web_page page_edit_find = {
	.path = "/staff/catalogue",
	.role = ROLE_CATALOGUER,
	.params = { { "words", PARAM_TEXT }, { "by", PARAM_TEXT }, { "dialect", PARAM_TEXT } },
	.show = show,
	.help = N_("Where cataloguing begins: finding a record, or a new one."),
};

/* -- names ------------------------------------------------------------------------------------- */

static const struct field name_fields[] = {
	FIELD(struct view_name, name),
	FIELD(struct view_name, dates),
	FIELD(struct view_name, titles),
	FIELD_END,
};
static const struct field names_fields[] = {
	FIELD_LIST(struct view_names, names, name_fields),
	FIELD_END,
};

static bool kind_of(struct str name, enum authority_kind *ret)
{
	for (int k = AUTHORITY_PERSON; k <= AUTHORITY_SUBJECT; k++)
		if (str_is(name, authority_kind_name((enum authority_kind)k))) {
			*ret = (enum authority_kind)k;
			return true;
		}
	return false;
}

static bool show_names(struct web_request *r)
{
	enum authority_kind kind;
	struct authority_list list = { NULL, 0 };
	struct view_names v = { 0 };
	struct str from = str_trim(web_text(r, "from"));
	if (!kind_of(web_text(r, "kind"), &kind))
		return fail(r->c, ERR_INVALID, "there is no such kind of name");
	if (from.n && !authority_browse(r->c, kind, from, NAMES, &list))
		return false;
	v.names.at = arena_array_of(r->c->mem, list.n + 1, struct view_name);
	for (size_t i = 0; i < list.n; i++)
		v.names.at[v.names.n++] = (struct view_name){
			.name = list.at[i].name,
			.dates = list.at[i].dates,
			.titles = list.at[i].titles_by + list.at[i].titles_about,
		};
	r->json = true;
	return web_show_json(r, names_fields, &v);
}

const struct web_page page_edit_names = {
	.path = "/staff/catalogue/names",
	.role = ROLE_CATALOGUER,
	.params = { { "kind", PARAM_TEXT }, { "from", PARAM_TEXT } },
	.show = show_names,
	.help = N_("Names as the authority file has them, for the cataloguers' form."),
};
