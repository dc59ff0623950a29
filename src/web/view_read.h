/*
 * view_read - what the pages of reading show: a title, a page of a document, sound and film.
 */
#ifndef KERUEN_WEB_VIEW_READ_H
#define KERUEN_WEB_VIEW_READ_H

#include "web/views.h"

struct view_right {       /* one thing that may be done, or not */
	const char *sign; /* "yes" or "no" */
	const char *text, *forward;
	struct str reason; /* why not, in the reader's language */
	int n;             /* the first n pages may be saved; 0: text says what */
};
struct view_rights {
	struct view_right *at;
	size_t n;
};
struct view_copy { /* a digital copy of the title */
	struct str id, holder, size, length, file_name, digest;
	const char *kind, *sign, *read_word;
	int pages;
	struct view_rights rights;
	struct str damage;
	bool waiting, without_text;
	struct str read, whole, excerpt; /* addresses; empty where it may not be */
	int excerpt_n;
};
struct view_copies {
	struct view_copy *at;
	size_t n;
};
struct view_value {
	struct str text, href;
};
struct view_values {
	struct view_value *at;
	size_t n;
};
struct view_field { /* a line of the record */
	const char *name;
	struct view_values values;
};
struct view_fields {
	struct view_field *at;
	size_t n;
};
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
struct view_title {
	struct view_card card;
	struct str imprint, self, address, ark, ark_href, cite, query;
	bool needs_cataloguer, several, searchable;
	struct view_copies copies;
	struct str read; /* of the first copy that may be read */
	int found_pages;
	struct view_founds found;
	struct view_thumbs thumbs;
	bool thumbs_more;
	struct str thumbs_prev, thumbs_next;
	int thumbs_from, thumbs_to, n_pages;
	struct view_fields fields;
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
