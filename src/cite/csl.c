/* csl - CSL-JSON, schema 1.0 (csl-data.json of the Citation Style Language): one object. */
#include "cite/cite_int.h"

static void add_text(struct buf *b, const char *name, struct str value)
{
	if (!value.n)
		return;
	buf_print(b, ",\"%s\":", name);
	buf_add_json(b, value);
}

static void add_names(struct buf *b, const char *name, const struct cited_names *n)
{
	for (size_t i = 0; i < n->n; i++) {
		const struct cited_name *p = &n->at[i];
		if (i)
			buf_add_char(b, ',');
		else
			buf_print(b, ",\"%s\":[", name);
		buf_add_z(b, p->given.n ? "{\"family\":" : "{\"literal\":");
		buf_add_json(b, p->family);
		if (p->given.n) {
			buf_add_z(b, ",\"given\":");
			buf_add_json(b, p->given);
		}
		buf_add_char(b, '}');
	}
	if (n->n)
		buf_add_char(b, ']');
}

static const char *type_of(const struct cited *x)
{
	if (x->article)
		return "article-journal";
	if (!strcmp(x->kind, "map"))
		return "map";
	if (!strcmp(x->kind, "sound"))
		return "song";
	if (!strcmp(x->kind, "film"))
		return "motion_picture";
	if (!strcmp(x->kind, "thesis"))
		return "thesis";
	return x->serial ? "periodical" : "book";
}

static void add_day(struct arena *mem, struct buf *b, int64_t when)
{
	struct str t = when_text(mem, when);
	int64_t y, m, d;
	if (str_to_int(str_upto(t, 4), 0, 9999, &y) &&
	    str_to_int(str_upto(str_from(t, 5), 2), 1, 12, &m) &&
	    str_to_int(str_upto(str_from(t, 8), 2), 1, 31, &d))
		buf_print(b, ",\"accessed\":{\"date-parts\":[[%d,%d,%d]]}", (int)y, (int)m, (int)d);
}

struct str cite_csl(struct arena *mem, const struct cited *x)
{
	struct buf b, title;
	buf_init(&b, mem, 0);
	buf_init(&title, mem, 0);
	struct str number = record_first(x->record, RECORD_IDENTIFIER);
	buf_add(&title, x->title);
	if (x->subtitle.n)
		buf_print(&title, ": %.*s", STR_ARGS(x->subtitle));
	buf_add_z(&b, "{\"id\":");
	buf_add_json(&b, x->url.n ? x->url : number.n ? number : buf_str(&title));
	buf_print(&b, ",\"type\":\"%s\"", type_of(x));
	add_text(&b, "title", buf_str(&title));
	add_names(&b, "author", &x->authors);
	add_names(&b, "editor", &x->editors);
	add_names(&b, "translator", &x->translators);
	if (x->year)
		buf_print(&b, ",\"issued\":{\"date-parts\":[[%d]]}", x->year);
	add_text(&b, "publisher", x->publisher);
	add_text(&b, "publisher-place", x->place);
	add_text(&b, "container-title", x->article ? x->host : STR(""));
	add_text(&b, "issue", x->issue);
	add_text(&b, "page", x->article ? x->extent : STR(""));
	add_text(&b, "collection-title", x->series);
	add_text(&b, "edition", x->edition);
	if (x->pages && !x->article)
		buf_print(&b, ",\"number-of-pages\":\"%d\"", x->pages);
	add_text(&b, "ISBN", x->isbn);
	add_text(&b, "ISSN", x->issn);
	add_text(&b, "language", x->language);
	add_text(&b, "URL", x->url);
	if (x->url.n)
		add_day(mem, &b, x->now);
	buf_add_char(&b, '}');
	return buf_str(&b);
}
