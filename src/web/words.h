/*
 * words - the recognised words of a document's pages, read from its object for a page of the
 * portal.
 */
#ifndef KERUEN_WEB_WORDS_H
#define KERUEN_WEB_WORDS_H

#include "format/format.h"
#include "index/index.h"
#include "web/view_read.h"
#include "web/web_int.h"

/* Types */
struct words { /* a document whose words are being read */
	const struct document *doc;
	struct document_pages pages;
	int fd; /* of its words file; -1: there is none. Closed with the request. */
};

bool words_open(struct web_request *r, const struct document *d, struct words *ret) MUST_USE;
/* The words of one page; n == 0 where there are none. */
bool words_of_page(struct web_request *r, const struct words *w, int page,
		   struct page_words *ret) MUST_USE;
/* The page as paragraphs, the words that match marked; terms may be NULL. */
struct view_text words_paragraphs(struct arena *mem, const struct page_words *w,
				  const struct index_terms *terms);
/* Where the matching words stand on the page. */
struct view_marks words_marks(struct arena *mem, const struct page_words *w,
			      const struct index_terms *terms);
/* Passages of the pages where the words are: at most n. suffix is added to each address. */
bool words_found(struct web_request *r, const struct words *w, const struct index_page_hits *hits,
		 const struct index_terms *terms, size_t n, struct str query, int current,
		 struct view_founds *ret) MUST_USE;

#endif
