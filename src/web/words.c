/* Words of pages, set as text. */
#include "web/words.h"
#include "web/address.h"

struct view_text words_paragraphs(struct arena *mem, const struct page_words *w,
				  const struct index_terms *terms)
{
	bool *marked = arena_array_of(mem, w->n + 1, bool);
	if (terms)
		index_marks(terms, w, marked);
	struct view_text text = { arena_array_of(mem, w->n + 1, struct html), 0 };
	struct buf *b = NULL;
	for (size_t i = 0; i < w->n; i++) {
		if (!b) {
			b = arena_new_of(mem, struct buf);
			buf_init(b, mem, 0);
		}
		buf_add_z(b, marked[i] ? "<mark>" : "");
		buf_add_html(b, w->at[i].text);
		buf_add_z(b, marked[i] ? "</mark>" : "");
		bool ends = w->at[i].block_ends || i + 1 == w->n;
		if (!ends)
			buf_add_char(b, w->at[i].line_ends ? '\n' : ' ');
		else
			text.at[text.n++] = (struct html){ buf_str(b) };
		b = ends ? NULL : b;
	}
	return text;
}

struct view_marks words_marks(struct arena *mem, const struct page_words *w,
			      const struct index_terms *terms)
{
	bool *marked = arena_array_of(mem, w->n + 1, bool);
	size_t n = index_marks(terms, w, marked);
	struct view_marks marks = { arena_array_of(mem, n + 1, struct view_mark), 0 };
	for (size_t i = 0; i < w->n && marks.n < n; i++)
		if (marked[i])
			marks.at[marks.n++] = (struct view_mark){ w->at[i].x - 15, w->at[i].y - 15,
								  w->at[i].w + 30,
								  w->at[i].h + 30 };
	return marks;
}

bool words_found(struct web_request *r, const struct dossier_words *w,
		 const struct index_page_hits *hits, const struct index_terms *terms, size_t n,
		 struct str query, int current, struct view_founds *ret)
{
	struct arena *mem = r->c->mem;
	*ret = (struct view_founds){ arena_array_of(mem, n, struct view_found), 0 };
	for (size_t i = 0; i < hits->n && ret->n < n; i++) {
		struct page_words words;
		struct index_passage passage;
		if (!dossier_words_of_page(r->c, w, hits->at[i].page, &words))
			return false;
		if (!index_passage(r->c, terms, &words, &passage))
			continue;
		struct str href = address_read(mem, w->id, hits->at[i].page);
		ret->at[ret->n++] = (struct view_found){
			.href = address_with(mem, address_with(mem, href, "q", query), "side",
					     STR("found")),
			.page = hits->at[i].page,
			.lang = str_of(words.lang),
			.current = hits->at[i].page == current,
			.passage = { passage.html },
		};
	}
	return true;
}
