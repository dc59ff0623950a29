/* A title among others, and the words for kinds, levels and lengths. */
#include "web/card.h"
#include "web/address.h"

const struct field card_fields[] = {
	FIELD(struct view_card, href),      FIELD(struct view_card, name),
	FIELD(struct view_card, author),    FIELD(struct view_card, year),
	FIELD(struct view_card, lang),      FIELD(struct view_card, kind),
	FIELD(struct view_card, holder),    FIELD(struct view_card, image),
	FIELD(struct view_card, may),       FIELD(struct view_card, page),
	FIELD(struct view_card, passage),   FIELD(struct view_card, more_pages),
	FIELD(struct view_card, page_href), FIELD_END,
};

struct word {
	const char *code;
	const char *say; /* message id */
};

static const struct word kinds[] = {
	{ "book", N_("book") },       { "newspaper", N_("newspaper") },
	{ "journal", N_("journal") }, { "manuscript", N_("manuscript") },
	{ "map", N_("map") },         { "image", N_("picture") },
	{ "letter", N_("letter") },   { "sound", N_("recording") },
	{ "film", N_("film") },       { "text", N_("text") },
	{ "slides", N_("slides") },   { "poem", N_("poem") },
};
static const struct word file_kinds[] = {
	{ "pdf", N_("PDF document") }, { "tiff", N_("page images") },
	{ "jpeg", N_("page images") }, { "jp2", N_("page images") },
	{ "png", N_("page images") },  { "djvu", N_("DjVu document") },
	{ "text", N_("plain text") },  { "sound", N_("sound recording") },
	{ "film", N_("film") },
};
static const struct word levels[] = {
	{ "open", N_("may be saved whole") }, { "excerpt", N_("first pages may be saved") },
	{ "read", N_("may be read here") },   { "onsite", N_("only inside member libraries") },
	{ "closed", N_("only described") },
};

static const char *word_of(const struct word *at, size_t n, struct str code)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(code, at[i].code))
			return at[i].say;
	return NULL;
}

struct str card_kind(const struct web_request *r, struct str kind)
{
	const char *say = word_of(kinds, COUNT_OF(kinds), kind);
	return say ? str_of(text_say(r->c->lang, say)) : kind;
}

const char *card_file_kind(struct str kind)
{
	const char *say = word_of(file_kinds, COUNT_OF(file_kinds), kind);
	return say ? say : N_("document");
}

const char *card_level(struct str level)
{
	return word_of(levels, COUNT_OF(levels), level);
}

const char *card_sign(struct str kind)
{
	if (str_is(kind, "sound") || str_is(kind, "film"))
		return str_is(kind, "sound") ? "sound" : "film";
	return "book";
}

bool card_plays(const struct document *d)
{
	return str_is(d->kind, "sound") || str_is(d->kind, "film");
}

bool card_searchable(const struct web_request *r, const struct document *d)
{
	const struct access_who anybody = { 0 };
	return d->state == DOCUMENT_READY &&
	       access_decide(&anybody, &d->terms, ACT_SEARCH_INSIDE, 0, when_now()).allowed &&
	       web_may(r, &d->terms, ACT_SEARCH_INSIDE, 0).allowed;
}

struct str card_length(struct arena *mem, int64_t ms)
{
	int64_t s = ms / 1000;
	if (s <= 0)
		return STR_NONE;
	if (s < 3600)
		return str_print(mem, "%d:%02d", (int)(s / 60), (int)(s % 60));
	return str_print(mem, "%d:%02d:%02d", (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
}

struct str card_lang(const struct web_request *r, struct str code)
{
	const char *known = code.n ? text_language_of(code) : NULL;
	if (known)
		return str_of(known);
	if (code.n < 2 || code.n > 3)
		return STR_NONE;
	for (size_t i = 0; i < code.n; i++)
		if (code.s[i] < 'a' || code.s[i] > 'z')
			return STR_NONE;
	return code;
}

struct str card_holder(struct web_request *r, int64_t partner)
{
	struct partner p;
	for (size_t i = 0; r->partners && i < r->partners->n; i++)
		if (r->partners->at[i].id == partner)
			return partner_name(&r->partners->at[i], r->c->lang);
	if (partner && partner_get(r->c, partner, &p))
		return partner_name(&p, r->c->lang);
	err_clear(r->c);
	return STR_NONE;
}

bool card_holders(struct web_request *r)
{
	struct partner_list *list = arena_new_of(r->c->mem, struct partner_list);
	if (!partners(r->c, list))
		return false;
	r->partners = list;
	return true;
}

/* What may be done with a recording: it is not read. */
static const char *play_phrase(const struct document *d, bool save)
{
	if (str_is(d->kind, "film"))
		return save ? N_("may be watched and saved") : N_("may be watched here, not saved");
	return save ? N_("may be listened to and saved") : N_("may be listened to here, not saved");
}

/* The phrase with its colour and sign: the sign and the words say it, the colour only repeats it.
 */
static void fill_may(const struct web_request *r, const struct document *d, struct view_card *ret)
{
	bool may_read = web_may(r, &d->terms, ACT_READ_PAGE, 1).allowed;
	bool may_save = web_may(r, &d->terms, ACT_SAVE_WHOLE, 0).allowed;
	ret->may = may_read && card_plays(d) ? play_phrase(d, may_save)
					     : access_phrase(&r->who, &d->terms, when_now());
	if (may_save) {
		ret->may_class = "yes";
		ret->may_icon = "yes";
	} else {
		bool excerpt = web_may(r, &d->terms, ACT_SAVE_EXCERPT, 0).allowed;
		ret->may_class = may_read ? "part" : "no";
		ret->may_icon = excerpt ? "part" : may_read ? "eye" : "lock";
	}
	ret->play = card_plays(d);
	ret->sign = card_sign(d->kind);
	if (may_read && !str_is(d->kind, "sound"))
		ret->image = ret->play ? address_poster(r->c->mem, d) : address_cover(r->c->mem, d);
}

/* Of several copies the one that the title page opens: the first that this reader may read. */
static const struct document *best_of(const struct web_request *r, const struct document_list *docs)
{
	for (size_t i = 0; i < docs->n; i++)
		if (web_may(r, &docs->at[i].terms, ACT_READ_PAGE, 1).allowed)
			return &docs->at[i];
	return &docs->at[0];
}

/* Besides the one that is named. */
static int64_t more_holders(const struct title *t)
{
	struct str rest = t->holders, one;
	int64_t n = 0;
	while (rest.n && str_next(&rest, ' ', &one))
		n += one.n > 0;
	return n > 1 ? n - 1 : 0;
}

/* What is drawn on the cover of a title that has no picture. */
static const char *kind_sign(struct str kind)
{
	static const struct {
		const char *kind, *sign;
	} signs[] = {
		{ "newspaper", "paper" }, { "journal", "paper" },      { "map", "map" },
		{ "image", "image" },     { "manuscript", "written" }, { "letter", "written" },
		{ "sound", "sound" },     { "film", "film" },
	};
	for (size_t i = 0; i < COUNT_OF(signs); i++)
		if (str_is(kind, signs[i].kind))
			return signs[i].sign;
	return "book";
}

void card_of(struct web_request *r, const struct title *t, const struct document_list *docs,
	     struct view_card *ret)
{
	struct arena *mem = r->c->mem;
	*ret = (struct view_card){
		.href = address_title(mem, t->id),
		.name = t->name,
		.author = t->creator,
		.lang = card_lang(r, t->language),
		.kind = card_kind(r, t->kind),
		.sign = kind_sign(t->kind),
		.holder = card_holder(r, t->partner),
		.more_holders = more_holders(t),
		.year = t->year ? str_print(mem, "%d", t->year) : STR_NONE,
		.may = N_("on library shelves, not digitised"),
		.may_class = "shelf",
		.may_icon = "shelf",
	};
	if (docs->n)
		fill_may(r, best_of(r, docs), ret);
}

bool card_of_title(struct web_request *r, const struct title *t, struct view_card *ret,
		   struct document_list *ret_docs)
{
	if (!documents_of_title(r->c, t->id, ret_docs))
		return false;
	card_of(r, t, ret_docs, ret);
	return true;
}
