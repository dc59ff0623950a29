/* Where a title's record comes from, and its other editions. */
#include "cluster/cluster.h"
#include "web/address.h"
#include "web/title.h"

enum { EDITIONS = 60 };

void title_origins(struct web_request *r, const struct title *t, const struct source_list *sources,
		   struct view_origins *ret)
{
	struct arena *mem = r->c->mem;
	ret->at = arena_array_of(mem, sources->n + 1, struct view_origin);
	for (size_t i = 0; i < sources->n; i++) {
		const struct source *s = &sources->at[i];
		ret->at[ret->n++] = (struct view_origin){
			.number = (int)i + 1,
			.library = card_holder(r, s->partner),
			.local = str_starts(s->local, "#") ? STR_NONE : s->local,
			.day = text_date(mem, r->c->lang, str_upto(when_text(mem, s->changed), 10)),
			.format = title_format_name(s),
			.marc_href = str_print(mem, "/t/%.*s/marc?source=%lld", STR_ARGS(t->id),
					       (long long)s->id),
			.by_hand = s->by_hand,
		};
	}
}

struct str title_format_name(const struct source *s)
{
	static const struct {
		const char *code, *name;
	} names[] = {
		{ "marc21", "MARC 21" },  { "unimarc", "UNIMARC" }, { "rusmarc", "RUSMARC" },
		{ "kazmarc", "KAZMARC" }, { "irbis", "IRBIS64" },   { "dc", "Dublin Core" },
		{ "csv", "CSV" },         { "tsv", "TSV" },         { "json", "JSON" },
	};
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < COUNT_OF(names); i++)
			if (str_is(pass ? s->format : s->dialect, names[i].code))
				return str_of(names[i].name);
	return s->format;
}

bool title_editions(struct web_request *r, const struct title *t, struct view_title *v)
{
	struct str *ids;
	size_t n;
	if (!cluster_editions(r->c, t->id, EDITIONS, &ids, &n))
		return false;
	struct title_listed *listed = arena_array_of(r->c->mem, n + 1, struct title_listed);
	if (!titles_listed(r->c, ids, n, listed))
		return false;
	v->editions.at = arena_array_of(r->c->mem, n + 1, struct view_edition);
	for (size_t i = 0; i < n; i++) {
		const struct title *o = &listed[i].title;
		if (!o->id.n)
			continue;
		struct view_edition *e = &v->editions.at[v->editions.n++];
		*e = (struct view_edition){
			.href = address_title(r->c->mem, o->id),
			.name = o->name,
			.lang = card_lang(r, o->language),
			.year = o->year ? str_print(r->c->mem, "%d", o->year) : STR_NONE,
			.language = text_language_name(r->c->mem, r->c->lang, o->language),
		};
		for (size_t k = 0; k < listed[i].documents.n && !e->readable; k++)
			e->readable = web_may(r, &listed[i].documents.at[k].terms, ACT_READ_PAGE, 1)
					      .allowed;
		if (e->readable && !v->readable_edition.href.n)
			v->readable_edition = *e;
	}
	return true;
}
