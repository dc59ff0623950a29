/* Another library's catalogue asked: its answer is a part of the cataloguers' page, or a page. */
#include "web/edit_form.h"
#include "web/pages.h"
#include "web/slow.h"
#include "page_edit_outside.html.h"
#include "page_edit_part.html.h"

#include "outside/outside.h"

enum { RECORDS = 10, WAIT_MS = 12000 };

struct str edit_outside_href(struct arena *mem, struct str code, struct str words, struct str by,
			     struct str dialect)
{
	struct buf b;
	buf_init(&b, mem, 0);
	buf_print(&b, "/staff/catalogue/outside?target=%.*s&by=", STR_ARGS(code));
	buf_add_url(&b, by);
	buf_add_z(&b, "&dialect=");
	buf_add_url(&b, dialect);
	buf_add_z(&b, "&words=");
	buf_add_url(&b, words);
	return buf_str(&b);
}

static bool find_target(struct web_request *r, struct outside_target *ret)
{
	struct outside_targets all;
	struct str code = web_text(r, "target");
	if (!outside_targets_read(r->c, &all))
		return false;
	for (size_t i = 0; i < all.n; i++)
		if (code.n && str_same(all.at[i].code, code)) {
			*ret = all.at[i];
			return true;
		}
	return fail(r->c, ERR_ABSENT, "there is no catalogue {0} in targets.conf",
		    str_z(r->c->mem, code.s ? code : STR("")));
}

static struct str imprint_of(struct web_request *r, const struct record *rec)
{
	static const enum record_field fields[] = { RECORD_PLACE, RECORD_PUBLISHER, RECORD_DATE,
						    RECORD_ISBN };
	static const char *const before[] = { "", " : ", ", ", " · ISBN " };
	struct buf b;
	buf_init(&b, r->c->mem, 0);
	for (size_t i = 0; i < COUNT_OF(fields); i++) {
		struct str v = record_first(rec, fields[i]);
		if (!v.n)
			continue;
		buf_add_z(&b, b.n ? before[i] : "");
		buf_add(&b, v);
	}
	return buf_str(&b);
}

/* Only what is MARC can be taken; the rest is shown. */
static struct view_take take_of(struct web_request *r, const struct record_item *i)
{
	struct view_take v = {
		.name = record_first(&i->record, RECORD_TITLE),
		.by = record_first(&i->record, RECORD_CREATOR),
		.imprint = imprint_of(r, &i->record),
	};
	if (i->marc) {
		enum marc_dialect d = i->marc->dialect;
		v.dialect = marc_dialect_name(d == MARC_UNKNOWN ? MARC_21 : d);
		v.text = edit_text(r->c->mem, i->marc);
	}
	return v;
}

static bool show_target(struct web_request *r, struct view_target *t)
{
	struct view_outside v = { .words = web_text(r, "words"),
				  .dialect = web_text(r, "dialect") };
	v.targets = (struct view_targets){ t, 1 };
	if (str_is(web_text(r, "part"), "1"))
		return WEB_SHOW(r, page_edit_part, &v, NULL);
	return WEB_SHOW(r, page_edit_outside, &v, NULL);
}

static struct view_target target_view(struct web_request *r, const struct outside_target *t)
{
	return (struct view_target){
		.code = t->code,
		.name = t->name.n ? t->name : t->code,
		.asked = true,
		.href = edit_outside_href(r->c->mem, t->code, web_text(r, "words"),
					  web_text(r, "by"), web_text(r, "dialect")),
	};
}

static bool answered(struct web_request *r, struct str text)
{
	struct outside_target t;
	struct outside_answers all;
	if (!find_target(r, &t) || !outside_read(r->c, text, &all))
		return false;
	struct view_target v = target_view(r, &t);
	const struct outside_answer *a = all.n ? &all.at[0] : NULL;
	if (!a)
		return fail(r->c, ERR_REMOTE, "the other catalogue could not be asked just now");
	v.trouble = a->answered ? STR_NONE : a->trouble;
	v.total = a->total;
	v.found.at = arena_array_of(r->c->mem, a->n + 1, struct view_take);
	for (; v.found.n < a->n; v.found.n++)
		v.found.at[v.found.n] = take_of(r, &a->at[v.found.n]);
	return show_target(r, &v);
}

static bool show(struct web_request *r)
{
	struct outside_target t;
	struct str by = web_text(r, "by").n ? web_text(r, "by") : STR("any");
	struct str words = str_trim(web_text(r, "words"));
	if (!words.n || str_find_byte(words, '\n') < words.n)
		return fail(r->c, ERR_INVALID, "say which words to look for");
	if (!find_target(r, &t))
		return false;
	struct str question = str_print(r->c->mem, "%.*s\n%.*s\n%d\n%d\n%s\n%.*s\n",
					STR_ARGS(t.code), STR_ARGS(by), RECORDS, WAIT_MS,
					r->c->lang, STR_ARGS(words));
	return slow_ask_outside(r, question, answered);
}

const struct web_page page_edit_outside = {
	.path = "/staff/catalogue/outside",
	.role = ROLE_CATALOGUER,
	.params = { { "target", PARAM_TEXT },
		    { "words", PARAM_TEXT },
		    { "by", PARAM_TEXT },
		    { "dialect", PARAM_TEXT },
		    { "part", PARAM_TEXT } },
	.show = show,
	.help = N_("What another library's catalogue has."),
};
