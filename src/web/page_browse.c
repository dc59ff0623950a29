/* Authors, subjects, places, classes and years, each by its order. */
#include "index/index.h"
#include "web/address.h"
#include "web/classes.h"
#include "web/find.h"
#include "web/pages.h"
#include "web/view_browse.h"
#include "page_browse.html.h"

enum { ENTRIES = 60, CLASSES = 64, ABOVE = 8 };

static const struct field entry_fields[] = {
	FIELD(struct view_link, text),
	FIELD(struct view_link, count),
	FIELD(struct view_link, href),
	FIELD_END,
};
static const struct field fields[] = {
	FIELD(struct view_browse, from),
	FIELD_LIST(struct view_browse, entries, entry_fields),
	FIELD(struct view_browse, previous),
	FIELD(struct view_browse, next),
	FIELD_END,
};

static const struct tab {
	const char *what, *name; /* name: message id */
	enum index_by by;
	bool letters;
} tabs[] = {
	{ "authors", N_("Authors"), BY_AUTHOR, true },
	{ "subjects", N_("Subjects"), BY_SUBJECT, true },
	{ "places", N_("Places"), BY_PLACE, true },
	{ "classes", N_("Classes"), BY_UDC, false },
	{ "years", N_("Years"), BY_YEAR, false },
};
static const struct scheme {
	const char *code, *name; /* name: message id */
	enum index_by by;
} schemes[] = {
	{ "udc", N_("UDC"), BY_UDC },
	{ "bbk", N_("BBK"), BY_BBK },
	{ "ddc", N_("DDC"), BY_DDC },
};

/* Letters that words begin with, in the order of each alphabet. */
static const struct alphabet {
	const char *lang, *letters;
} alphabets[] = {
	{ "kk", "А Ә Б В Г Ғ Д Е Ж З И К Қ Л М Н О Ө П Р С Т У Ұ Ү Ф Х Һ Ц Ч Ш Щ Ы І Э Ю Я" },
	{ "ru", "А Б В Г Д Е Ж З И К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Э Ю Я" },
	{ "ky", "А Б В Г Д Е Ж З И К Л М Н О Ө П Р С Т У Ү Ф Х Ц Ч Ш Щ Ы Э Ю Я" },
	{ "en", "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z" },
};

static struct str here(struct arena *mem, const char *what, const char *scheme)
{
	struct str a = str_print(mem, "/browse/%s", what);
	return scheme ? address_with(mem, a, "scheme", str_of(scheme)) : a;
}

static struct view_strip strip_of(struct web_request *r, const struct alphabet *a, const char *what)
{
	struct view_strip s = { .lang = a->lang,
				.letters.at = arena_array_of(r->c->mem, 48, struct view_link) };
	struct str rest = str_of(a->letters), letter;
	while (str_next(&rest, ' ', &letter))
		s.letters.at[s.letters.n++] = (struct view_link){
			.href = address_with(r->c->mem, here(r->c->mem, what, NULL), "from",
					     letter),
			.text = letter,
			.on = str_same(letter, web_text(r, "from")),
		};
	return s;
}

/* The reader's own alphabet and the Latin one; for readers of English the Kazakh one, which holds
 * the letters of all our Cyrillic. */
static struct view_strips strips_of(struct web_request *r, const char *what)
{
	struct view_strips s = { arena_array_of(r->c->mem, 2, struct view_strip), 0 };
	bool english = strcmp(r->c->lang, "en") == 0;
	for (size_t i = 0; i < COUNT_OF(alphabets); i++) {
		bool own = strcmp(alphabets[i].lang, english ? "kk" : r->c->lang) == 0;
		if (own || strcmp(alphabets[i].lang, "en") == 0)
			s.at[s.n++] = strip_of(r, &alphabets[i], what);
	}
	return s;
}

static struct view_tabs tabs_of(struct web_request *r, const struct tab *now)
{
	struct view_tabs t = { arena_array_of(r->c->mem, COUNT_OF(tabs), struct view_tab), 0 };
	for (; t.n < COUNT_OF(tabs); t.n++)
		t.at[t.n] = (struct view_tab){ here(r->c->mem, tabs[t.n].what, NULL),
					       tabs[t.n].name, &tabs[t.n] == now };
	return t;
}

static struct view_tabs schemes_of(struct web_request *r, const struct scheme *now)
{
	struct view_tabs t = { arena_array_of(r->c->mem, COUNT_OF(schemes), struct view_tab), 0 };
	for (; t.n < COUNT_OF(schemes); t.n++)
		t.at[t.n] = (struct view_tab){ here(r->c->mem, "classes", schemes[t.n].code),
					       schemes[t.n].name, &schemes[t.n] == now };
	return t;
}

static struct view_classes classes_of(struct web_request *r, const struct class_name **at, size_t n)
{
	struct view_classes v = { arena_array_of(r->c->mem, n + 1, struct view_class), 0 };
	for (; v.n < n; v.n++) {
		struct str code = str_of(at[v.n]->code);
		struct str href = here(r->c->mem, "classes", at[v.n]->scheme);
		v.at[v.n] = (struct view_class){
			.code = code,
			.href = address_with(r->c->mem, href, "from", code),
			.name = class_name(str_of(at[v.n]->scheme), code, r->c->lang),
		};
	}
	return v;
}

static void fill_tree(struct web_request *r, const struct scheme *s, struct view_browse *v)
{
	const struct class_name *at[CLASSES];
	struct str scheme = str_of(s->code);
	v->scheme = scheme;
	v->above = classes_of(r, at, classes_above(scheme, v->from, at, ABOVE));
	v->below = classes_of(r, at, classes_below(scheme, v->from, at, CLASSES));
	v->class_name = class_name(scheme, v->from, r->c->lang);
}

static bool fill_entries(struct web_request *r, enum index_by by, struct view_browse *v)
{
	struct arena *mem = r->c->mem;
	struct index_entries found;
	if (!index_browse(r->c, by, v->from, ENTRIES, &found))
		return false;
	v->entries.at = arena_array_of(mem, found.n + 1, struct view_link);
	for (size_t i = 0; i < found.n; i++) {
		struct find f = { .heading_by = by, .heading = found.at[i].form, .n = 1 };
		v->entries.at[v->entries.n++] = (struct view_link){
			.href = find_href(mem, &f),
			.text = found.at[i].form,
			.count = found.at[i].titles,
		};
	}
	if (found.previous.n)
		v->previous = address_with(mem, v->self, "from", found.previous);
	if (found.next.n)
		v->next = address_with(mem, v->self, "from", found.next);
	return true;
}

static bool fill_years(struct web_request *r, struct view_browse *v)
{
	struct index_query q = { .text = STR(""), .lang = r->c->lang, .facets = true };
	struct index_result found;
	struct find all = { .n = 1 };
	if (!index_search(r->c, &q, &found))
		return false;
	v->years = find_years(r, &all, &found.years);
	return true;
}

static bool show(struct web_request *r)
{
	const struct tab *tab = NULL;
	const struct scheme *scheme = &schemes[0];
	for (size_t i = 0; i < COUNT_OF(tabs); i++)
		if (str_is(web_text(r, "what"), tabs[i].what))
			tab = &tabs[i];
	for (size_t i = 0; i < COUNT_OF(schemes); i++)
		if (str_is(web_text(r, "scheme"), schemes[i].code))
			scheme = &schemes[i];
	if (!tab)
		return fail(r->c, ERR_ABSENT, "there is no such page");
	bool classes = tab->by == BY_UDC, years = tab->by == BY_YEAR;
	struct view_browse v = {
		.title = tab->name,
		.tabs = tabs_of(r, tab),
		.from = str_trim(web_text(r, "from")),
		.self = here(r->c->mem, tab->what, classes ? scheme->code : NULL),
		.asks = !years,
		.by_name = tab->letters,
	};
	if (tab->letters)
		v.strips = strips_of(r, tab->what);
	if (classes) {
		v.schemes = schemes_of(r, scheme);
		fill_tree(r, scheme, &v);
	}
	if ((years && !fill_years(r, &v)) || !fill_entries(r, classes ? scheme->by : tab->by, &v))
		return false;
	return WEB_SHOW(r, page_browse, &v, fields);
}

const struct web_page page_browse = {
	.path = "/browse/{what}",
	.params = { { "what", PARAM_TEXT }, { "from", PARAM_TEXT }, { "scheme", PARAM_TEXT } },
	.show = show,
	.help = N_("Authors, subjects, places, classes or years, each by its order."),
};
