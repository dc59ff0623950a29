/* Digital copies of a title with what may be done with each, and its imprint. */
#include "web/title.h"
#include "web/address.h"

enum { RIGHTS = 3 };

/* Rights, in plain words and before any click */

static void add_right(const struct web_request *r, struct view_rights *to, struct access_answer a,
		      const char *may, const char *may_not)
{
	to->at[to->n++] = (struct view_right){
		.sign = a.allowed ? "yes" : "no",
		.text = a.allowed ? may : may_not,
		.reason = a.allowed ? STR_NONE : web_reason(r, &a),
		.forward = a.allowed ? NULL : a.forward,
	};
}

static int excerpt_of(const struct document *d)
{
	return d->terms.excerpt_pages < d->n_pages ? d->terms.excerpt_pages : d->n_pages;
}

static struct view_rights rights_of(struct web_request *r, const struct document *d)
{
	struct view_rights to = { arena_array_of(r->c->mem, RIGHTS, struct view_right), 0 };
	struct access_answer read = web_may(r, &d->terms, ACT_READ_PAGE, 1);
	struct access_answer whole = web_may(r, &d->terms, ACT_SAVE_WHOLE, 0);
	if (str_is(d->kind, "sound"))
		add_right(r, &to, read, N_("may be listened to"), N_("may not be listened to"));
	else if (str_is(d->kind, "film"))
		add_right(r, &to, read, N_("may be watched"), N_("may not be watched"));
	else
		add_right(r, &to, read, N_("may be read to the end"), N_("may not be read here"));
	if (!read.allowed)
		return to;
	if (!whole.allowed && !card_plays(d) && web_may(r, &d->terms, ACT_SAVE_EXCERPT, 0).allowed)
		to.at[to.n++] = (struct view_right){ .sign = "yes", .n = excerpt_of(d) };
	add_right(r, &to, whole, N_("may be saved whole"), N_("may not be saved whole"));
	return to;
}

static void fill_addresses(struct web_request *r, const struct document *d, struct view_copy *ret)
{
	struct arena *mem = r->c->mem;
	if (!web_may(r, &d->terms, ACT_READ_PAGE, 1).allowed)
		return;
	ret->read = address_read(mem, d->id, 0);
	if (web_may(r, &d->terms, ACT_SAVE_WHOLE, 0).allowed)
		ret->whole = address_whole(mem, d);
	else if (!card_plays(d) && web_may(r, &d->terms, ACT_SAVE_EXCERPT, 0).allowed)
		ret->excerpt = address_excerpt(mem, d);
	ret->excerpt_n = excerpt_of(d);
}

/* The digest of a document that is one file and may be read: whoever has a file could ask with it
 * whether a closed one is the same. */
static bool digest_of(struct web_request *r, const struct document *d, struct str *ret)
{
	if (d->n_files != 1 || !web_may(r, &d->terms, ACT_READ_PAGE, 1).allowed)
		return true;
	return store_digest_of(r->c, d->id, "original/", ret);
}

static const char *read_word(const struct document *d)
{
	if (str_is(d->kind, "sound"))
		return N_("Listen");
	return str_is(d->kind, "film") ? N_("Watch") : N_("Read");
}

static bool fill_copy(struct web_request *r, const struct document *d, struct view_copy *ret)
{
	struct arena *mem = r->c->mem;
	*ret = (struct view_copy){
		.id = d->id,
		.holder = card_holder(r, d->partner),
		.size = text_size(mem, r->c->lang, d->size),
		.length = card_length(mem, d->duration_ms),
		.file_name = d->file_name,
		.kind = card_file_kind(d->kind),
		.sign = card_sign(d->kind),
		.read_word = read_word(d),
		.pages = card_plays(d) ? 0 : d->n_pages,
		.rights = rights_of(r, d),
		.waiting = d->state == DOCUMENT_WAITING && !card_plays(d),
		.without_text = d->state == DOCUMENT_WITHOUT_TEXT && !card_plays(d),
	};
	if (d->damage.n)
		ret->damage = str_of(text_say(r->c->lang, str_z(mem, d->damage)));
	fill_addresses(r, d, ret);
	return digest_of(r, d, &ret->digest);
}

bool title_copies(struct web_request *r, const struct document_list *docs, struct view_copies *ret)
{
	ret->at = arena_array_of(r->c->mem, docs->n, struct view_copy);
	for (; ret->n < docs->n; ret->n++)
		if (!fill_copy(r, &docs->at[ret->n], &ret->at[ret->n]))
			return false;
	return true;
}

struct str title_imprint(struct web_request *r, const struct title *t)
{
	struct buf b;
	buf_init(&b, r->c->mem, 4096);
	buf_add(&b, t->place);
	if (t->publisher.n) {
		buf_add_z(&b, b.n ? " : " : "");
		buf_add(&b, t->publisher);
	}
	if (t->date.n) {
		buf_add_z(&b, b.n ? ", " : "");
		buf_add(&b, title_date(r, t->date));
	}
	return buf_str(&b);
}
