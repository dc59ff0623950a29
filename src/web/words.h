/*
 * words - the recognised words of a document's pages, as a page of the portal shows them.
 */
#ifndef KERUEN_WEB_WORDS_H
#define KERUEN_WEB_WORDS_H

#include "dossier/dossier.h"
#include "words/words.h"
#include "index/index.h"
#include "web/view_read.h"
#include "web/web_int.h"

/* The page as paragraphs, the words that match marked; terms may be NULL. */
struct view_text words_paragraphs(struct arena *mem, const struct page_words *w,
				  const struct index_terms *terms);
/* Where the matching words stand on the page. */
struct view_marks words_marks(struct arena *mem, const struct page_words *w,
			      const struct index_terms *terms);
/* Passages of the pages where the words are: at most n. */
bool words_found(struct web_request *r, const struct dossier_words *w,
		 const struct index_page_hits *hits, const struct index_terms *terms, size_t n,
		 struct str query, int current, struct view_founds *ret) MUST_USE;

#endif
