/*
 * view_read - what the pages of reading show: a page of a document, sound and film.
 */
#ifndef KERUEN_WEB_VIEW_READ_H
#define KERUEN_WEB_VIEW_READ_H

#include "web/views.h"

struct view_thumb {
	struct str href, src;
	int page;
	bool current, has; /* has: the words that were searched are on it */
};
struct view_thumbs {
	struct view_thumb *at;
	size_t n;
};
struct view_found { /* a page where the words are */
	struct str href, lang;
	int page;
	bool current;
	struct html passage;
};
struct view_founds {
	struct view_found *at;
	size_t n;
};
struct view_mark { /* a word on the page, in 1/10000 of its width and height */
	int x, y, w, h;
};
struct view_marks {
	struct view_mark *at;
	size_t n;
};
struct view_text {
	struct html *at; /* paragraphs */
	size_t n;
};
struct view_read {
	struct str title, title_href, lang, base, self;
	int page, n_pages;
	struct str image, info, next_info; /* plain image; IIIF */
	int image_w, image_h;
	struct str first, prev, next, last;
	struct str query;
	const char *side; /* "text", "found" or NULL */
	bool side_text, searchable;
	struct str text_href, close_href, text_only, image_href, save;
	struct view_marks marks;
	struct view_text text;
	struct str text_lang;
	const char *no_text; /* why there is none */
	int found_pages;
	struct view_founds found;
	struct view_thumbs strip;
};
struct view_play {
	struct str title, title_href, lang, by, src, poster, length, damage, whole, size;
	bool film;
	bool waits; /* for its playable copy: nothing can be played yet */
};

#endif
