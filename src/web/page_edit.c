/* The form in which a record is edited: begun, changed by its buttons, checked, saved. */
#include "web/card.h"
#include "web/edit_form.h"
#include "web/pages.h"
#include "web/title.h"
#include "page_edit.html.h"
#include "page_edit_row.html.h"

enum { ALIKE = 5 };

/* -- what stands around the record ------------------------------------------------------------- */

const char *edit_dialect_title(enum marc_dialect d)
{
	static const char *const titles[] = {
		[MARC_UNKNOWN] = "MARC",    [MARC_21] = "MARC 21",      [MARC_UNIMARC] = "UNIMARC",
		[MARC_RUSMARC] = "RUSMARC", [MARC_KAZMARC] = "KAZMARC", [MARC_IRBIS] = "IRBIS64",
	};
	return titles[d];
}

struct str edit_history_href(struct arena *mem, int64_t source)
{
	return str_print(mem, "/staff/catalogue/record/%lld", (long long)source);
}

/* For whom the office makes records: it has none of its own. */
static bool fill_libraries(struct web_request *r, const struct edit_form *f, struct view_edit *v)
{
	struct partner_list list;
	if (r->account.partner || f->source)
		return true;
	if (!partners(r->c, &list))
		return false;
	v->libraries.at = arena_array_of(r->c->mem, list.n + 1, struct view_choice);
	for (size_t i = 0; i < list.n; i++)
		v->libraries.at[v->libraries.n++] = (struct view_choice){
			.code = str_print(r->c->mem, "%lld", (long long)list.at[i].id),
			.name = partner_name(&list.at[i], r->c->lang),
			.on = list.at[i].id == f->partner,
		};
	return true;
}

static struct str title_of(struct web_request *r, const struct marc *m)
{
	struct record rec = { 0 };
	record_of_marc(r->c->mem, m, &rec);
	return str_trim(record_first(&rec, RECORD_TITLE));
}

static const char *kind_name(struct str code)
{
	for (const struct edit_kind *k = edit_kinds; k->code; k++)
		if (str_is(code, k->code))
			return k->name;
	return NULL;
}

static bool show_form(struct web_request *r, struct edit_form *f, struct view_edit *v, bool check)
{
	v->dialect = marc_dialect_name(f->marc.dialect);
	v->dialect_name = edit_dialect_title(f->marc.dialect);
	v->source = f->source;
	v->beside = f->beside;
	v->version = f->version;
	v->note = f->note;
	v->sure = v->sure || f->sure;
	v->as_text = f->as_text;
	v->kind = kind_name(f->kind);
	v->heading = f->source || f->beside ? title_of(r, &f->marc) : STR_NONE;
	if (f->source)
		v->history = edit_history_href(r->c->mem, f->source);
	if (f->as_text && !f->text.s)
		f->text = edit_text(r->c->mem, &f->marc);
	v->text = f->text;
	if (!fill_libraries(r, f, v))
		return false;
	if (!f->as_text) {
		edit_form_rows(r, f, check, v);
		edit_form_lists(r, f->marc.dialect, v);
	}
	return WEB_SHOW(r, page_edit, v, NULL);
}

/* -- beginning --------------------------------------------------------------------------------- */

static bool wanted_dialect(struct web_request *r, enum marc_dialect otherwise,
			   enum marc_dialect *ret)
{
	struct str name = web_text(r, "dialect");
	*ret = otherwise;
	if (!name.n)
		return true;
	if (!marc_dialect_of(name, ret) || *ret == MARC_IRBIS || *ret == MARC_UNKNOWN)
		return fail(r->c, ERR_INVALID, "records are not made in the format {0} here",
			    str_z(r->c->mem, name));
	return true;
}

static bool begin_blank(struct web_request *r, struct edit_form *f)
{
	struct partner p = { 0 };
	enum marc_dialect d;
	f->kind = web_text(r, "kind").n ? web_text(r, "kind") : STR("book");
	if (!wanted_dialect(r, MARC_21, &d))
		return false;
	if (r->account.partner && !partner_get(r->c, r->account.partner, &p))
		return false;
	return edit_blank(r->c, d, str_z(r->c->mem, f->kind), r->account.partner ? &p : NULL,
			  &f->marc);
}

static bool begin_own(struct web_request *r, int64_t id, struct edit_form *f)
{
	struct source s;
	if (!source_get(r->c, id, &s) || !edit_may(r->c, &r->account, &s) ||
	    !edit_marc(r->c, &s, &f->marc))
		return false;
	f->source = s.id;
	f->version = s.version;
	return true;
}

/* In which a record of that dialect is edited here. */
static enum marc_dialect own_dialect(enum marc_dialect d)
{
	return d == MARC_IRBIS ? MARC_RUSMARC : d == MARC_UNKNOWN ? MARC_21 : d;
}

static bool begin_taken(struct web_request *r, int64_t id, struct edit_form *f)
{
	struct source s;
	struct partner p;
	struct marc m;
	enum marc_dialect d;
	if (!source_get(r->c, id, &s) || !partner_get(r->c, s.partner, &p) ||
	    !edit_marc(r->c, &s, &m))
		return false;
	if (!wanted_dialect(r, own_dialect(m.dialect), &d) ||
	    !edit_taken(r->c, &m, p.code, d, &f->marc))
		return false;
	f->beside = s.id;
	return true;
}

/* Of a title: our own record of it where there is one, else the first that can be taken. */
static bool begin_title(struct web_request *r, struct str title, struct edit_form *f)
{
	struct source_list list;
	const struct source *take = NULL;
	if (!sources_of_title(r->c, title, &list))
		return false;
	for (size_t i = 0; i < list.n; i++) {
		if (edit_may(r->c, &r->account, &list.at[i]))
			return begin_own(r, list.at[i].id, f);
		err_clear(r->c);
		struct marc m;
		bool better = !take || (list.at[i].by_hand && !take->by_hand);
		if (better && edit_marc(r->c, &list.at[i], &m))
			take = &list.at[i];
		err_clear(r->c);
	}
	if (!take)
		return fail(r->c, ERR_ABSENT, "this title has no record that could be taken");
	return begin_taken(r, take->id, f);
}

static bool show(struct web_request *r)
{
	struct edit_form f = { 0 };
	struct view_edit v = { 0 };
	int64_t source = web_number(r, "source", 0), take = web_number(r, "take", 0);
	struct str title = web_text(r, "title");
	bool ok = source    ? begin_own(r, source, &f)
		  : take    ? begin_taken(r, take, &f)
		  : title.n ? begin_title(r, title, &f)
			    : begin_blank(r, &f);
	f.as_text = str_is(web_text(r, "as"), "text");
	return ok && show_form(r, &f, &v, f.source || f.beside);
}

const struct web_page page_edit = {
	.path = "/staff/catalogue/edit",
	.role = ROLE_CATALOGUER,
	.params = { { "source", PARAM_NUMBER },
		    { "take", PARAM_NUMBER },
		    { "title", PARAM_ID },
		    { "kind", PARAM_TEXT },
		    { "dialect", PARAM_TEXT },
		    { "as", PARAM_TEXT } },
	.show = show,
	.help = N_("A record in the cataloguers' form."),
};

/* A record from outside comes as lines of its own format. */
static bool take(struct web_request *r)
{
	struct edit_form f = { 0 };
	struct view_edit v = { 0 };
	struct marc m;
	enum marc_dialect from, to;
	if (!marc_dialect_of(web_text(r, "from"), &from))
		return fail(r->c, ERR_INVALID, "the form does not say its format");
	if (!edit_parse(r->c, web_text(r, "text"), from, &m) ||
	    !wanted_dialect(r, own_dialect(from), &to) ||
	    !edit_taken(r->c, &m, web_text(r, "agency"), to, &f.marc))
		return false;
	struct str agency = web_text(r, "agency");
	const char *said = text_say(r->c->lang, N_("taken from {0}"));
	f.note = agency.n ? err_fill(r->c->mem, str_of(said), &agency, 1) : STR_NONE;
	return show_form(r, &f, &v, true);
}

const struct web_page page_edit_take = {
	.path = "/staff/catalogue/take",
	.method = WEB_POST,
	.role = ROLE_CATALOGUER,
	.params = { { "text", PARAM_LONG },
		    { "from", PARAM_TEXT },
		    { "dialect", PARAM_TEXT },
		    { "agency", PARAM_TEXT } },
	.show = take,
	.help = N_("Takes a record of another catalogue into the form."),
};

/* -- one row ----------------------------------------------------------------------------------- */

static bool show_row(struct web_request *r)
{
	struct view_edit_row v;
	enum marc_dialect d;
	struct str tag = web_text(r, "tag");
	if (!wanted_dialect(r, MARC_21, &d))
		return false;
	if (!edit_tag_valid(tag))
		return fail(r->c, ERR_INVALID, "a tag is three digits");
	edit_form_row(r, d, tag, (int)web_number(r, "n", 1), &v.f);
	return WEB_SHOW(r, page_edit_row, &v, NULL);
}

const struct web_page page_edit_row = {
	.path = "/staff/catalogue/row",
	.role = ROLE_CATALOGUER,
	.params = { { "dialect", PARAM_TEXT }, { "tag", PARAM_TEXT }, { "n", PARAM_NUMBER } },
	.show = show_row,
	.help = N_("An empty field for the cataloguers' form."),
};

/* -- saving ------------------------------------------------------------------------------------ */

/* Another saved meanwhile: both are shown, and the next saving knows of theirs. */
static bool show_conflict(struct web_request *r, struct edit_form *f, struct view_edit *v)
{
	struct source s;
	struct source_version_list list;
	struct marc now, began;
	struct account who = { 0 };
	int64_t n;
	if (!source_get(r->c, f->source, &s) || !source_versions(r->c, f->source, &list) ||
	    !edit_marc(r->c, &s, &now))
		return false;
	for (size_t i = 0; i < list.n; i++)
		if (list.at[i].number == f->version && edit_version_marc(r->c, &list.at[i], &began))
			v->theirs = edit_lines(r, &began, &now, &n);
	if (s.account && !account_get(r->c, s.account, &who))
		err_clear(r->c);
	v->mine = edit_lines(r, &now, &f->marc, &n);
	v->conflict = true;
	v->other = who.name;
	v->other_when = edit_when(r, s.changed);
	f->version = s.version;
	r->reply.status = 409;
	return show_form(r, f, v, false);
}

/* What cannot be saved is said, and stays in the form. */
static bool show_trouble(struct web_request *r, struct edit_form *f, struct view_edit *v)
{
	enum err_kind kind = r->c->err.kind;
	if (kind != ERR_INVALID && kind != ERR_CONFLICT && kind != ERR_LIMIT && kind != ERR_DENIED)
		return false;
	v->trouble = text_say_err(r->c->mem, r->c->lang, &r->c->err);
	err_clear(r->c);
	if (kind == ERR_CONFLICT && f->source)
		return show_conflict(r, f, v);
	r->reply.status = web_status(kind);
	return show_form(r, f, v, true);
}

static bool fill_alike(struct web_request *r, const struct cluster_alike *a, struct view_alike *ret)
{
	struct title t;
	struct arena *mem = r->c->mem;
	if (!title_get(r->c, a->title, &t))
		return false;
	*ret = (struct view_alike){
		.title = str_print(mem, "/t/%.*s", STR_ARGS(a->title)),
		.name = t.name,
		.imprint = title_imprint(r, &t),
		.take = str_print(mem, "/staff/catalogue/edit?title=%.*s", STR_ARGS(a->title)),
	};
	ret->reasons.at = arena_array_of(mem, MATCH_REASONS, struct str);
	for (size_t i = 0; i < a->result.n; i++)
		ret->reasons.at[ret->reasons.n++] = str_of(
			text_say(r->c->lang, a->result.reasons[i].what));
	return true;
}

/* A new record that may be one we have: asked once, before it is saved. */
static bool find_alike(struct web_request *r, const struct edit_form *f, struct view_edit *v)
{
	struct record rec = { 0 };
	struct cluster_alike_list list;
	if (f->source || f->beside || f->sure)
		return true;
	record_of_marc(r->c->mem, &f->marc, &rec);
	if (!record_first(&rec, RECORD_TITLE).n)
		return true;
	if (!cluster_alike(r->c, &rec, ALIKE, &list))
		return false;
	v->alike.at = arena_array_of(r->c->mem, list.n + 1, struct view_alike);
	for (size_t i = 0; i < list.n; i++)
		if (list.at[i].result.verdict != MATCH_NO &&
		    !fill_alike(r, &list.at[i], &v->alike.at[v->alike.n++]))
			return false;
	return true;
}

static bool save(struct web_request *r, struct edit_form *f, struct view_edit *v)
{
	struct source s;
	struct edit_change e = { .source = f->source,
				 .version = f->version,
				 .partner = f->partner,
				 .beside = f->beside,
				 .marc = &f->marc,
				 .note = f->note };
	if (!find_alike(r, f, v))
		return false;
	if (v->alike.n) {
		v->sure = true;
		return show_form(r, f, v, true);
	}
	if (!edit_save(r->c, &r->account, &e, &s))
		return show_trouble(r, f, v);
	return web_see_other(r, edit_history_href(r->c->mem, s.id), "saved");
}

/* -- the form, sent ---------------------------------------------------------------------------- */

static bool preview(struct web_request *r, struct edit_form *f, struct view_edit *v)
{
	struct record rec = { 0 };
	struct marc clean;
	struct title t = { 0 };
	edit_clean(r->c->mem, &f->marc, &clean);
	record_of_marc(r->c->mem, &clean, &rec);
	t.record = record_to_json(r->c->mem, &rec);
	if (!title_record(r, &t, &v->preview))
		return false;
	v->preview_name = record_first(&rec, RECORD_TITLE);
	v->preview_by = record_first(&rec, RECORD_CREATOR);
	return show_form(r, f, v, true);
}

static bool sent(struct web_request *r)
{
	struct edit_form f = { 0 };
	struct view_edit v = { 0 };
	if (!edit_form_read(r, &f)) /* lines that are no record stay as they were typed */
		return f.text.s ? show_trouble(r, &f, &v) : false;
	if (str_is(f.action, "save"))
		return save(r, &f, &v);
	if (str_is(f.action, "preview"))
		return preview(r, &f, &v);
	if (str_is(f.action, "text") || str_is(f.action, "form")) {
		f.as_text = str_is(f.action, "text");
		f.text = STR_NONE;
		return show_form(r, &f, &v, !f.as_text);
	}
	edit_form_act(r, &f);
	if (f.as_text) /* checked: what is wrong is said beside the fields */
		f.as_text = false;
	return show_form(r, &f, &v, true);
}

const struct web_page page_edit_sent = {
	.path = "/staff/catalogue/edit",
	.method = WEB_POST,
	.role = ROLE_CATALOGUER,
	.show = sent,
	.help = N_("Takes the cataloguers' form: changes it, checks it, saves the record."),
};
