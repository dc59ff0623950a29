/* What can be taken from a title's page: citations, and the record as a file. */
#include "give/give.h"
#include "web/address.h"
#include "web/title.h"

static struct str record_href(struct arena *mem, const struct title *t, const char *format)
{
	return str_print(mem, "/t/%.*s/record.%s", STR_ARGS(t->id), format);
}

void title_giving(struct web_request *r, const struct title *t, const struct record *rec,
		  struct view_title *v)
{
	struct arena *mem = r->c->mem;
	size_t styles = 0, formats = 0;
	/* What stands only on shelves is cited as print: it is not read at an address. */
	struct str address = v->copies.n ? v->address : STR_NONE;
	while (cite_styles[styles].code)
		styles++;
	while (give_formats[formats].code)
		formats++;
	v->citations.at = arena_array_of(mem, styles + 1, struct view_citation);
	for (size_t i = 0; i < styles; i++)
		v->citations.at[v->citations.n++] = (struct view_citation){
			.name = cite_styles[i].name,
			.code = cite_styles[i].code,
			.plain = str_starts(str_of(cite_styles[i].type), "text/plain"),
			.text = cite(mem, &cite_styles[i], rec, address, r->now),
			.href = record_href(mem, t, cite_styles[i].code),
		};
	v->several_citations = styles > 1;
	v->downloads.at = arena_array_of(mem, formats + 1, struct view_download);
	for (size_t i = 0; i < formats; i++)
		if (strcmp(give_formats[i].extension, "txt") != 0)
			v->downloads.at[v->downloads.n++] =
				(struct view_download){ give_formats[i].name, give_formats[i].type,
							record_href(mem, t, give_formats[i].code) };
}
