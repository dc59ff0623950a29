/*
 * view_title - what the page of a title shows: what it is, its digital copies, who holds it and
 * where, its other editions, its record and where that comes from.
 */
#ifndef KERUEN_WEB_VIEW_TITLE_H
#define KERUEN_WEB_VIEW_TITLE_H

#include "web/view_read.h"

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
	struct str text, lang, href;
	struct str role;  /* "editor" in the reader's language */
	struct str dates; /* of a life */
	struct str also;  /* the same in another script */
	int origin;       /* which of view_title.origins; 0: there is but one */
};
struct view_values {
	struct view_value *at;
	size_t n;
};
struct view_field { /* a line of the record */
	const char *name;
	const char *code; /* record_field_name */
	struct view_values values;
};
struct view_fields {
	struct view_field *at;
	size_t n;
};
struct view_origin { /* a source record */
	int number;
	struct str library, local, day, format, marc_href;
	bool by_hand;
};
struct view_origins {
	struct view_origin *at;
	size_t n;
};
struct view_shelf { /* what one library has of it in one place */
	struct str branch, collection, call_number, volumes, note, link;
	int copies;
};
struct view_shelves {
	struct view_shelf *at;
	size_t n;
};
struct view_library {
	struct str name, href;
	struct view_shelves shelves;
};
struct view_libraries {
	struct view_library *at;
	size_t n;
};
struct view_town { /* libraries of one place */
	struct str name, id;
	int64_t km; /* from where the reader is */
	bool far;   /* km is told */
	struct view_libraries libraries;
};
struct view_towns {
	struct view_town *at;
	size_t n;
};
struct view_spot { /* a place on the map */
	struct str href, name;
	struct str label; /* the name where there is room for it */
	int x, y, r, text_x, number_y;
	const char *side; /* of its name: "start" or "end" */
	int64_t count;
	bool here, many; /* many: the count is told */
};
struct view_spots {
	struct view_spot *at;
	size_t n;
};
struct view_map {
	int width, height;
	struct view_spots spots;
};
struct view_citation {
	const char *name, *code;
	bool plain; /* for people; else for programs */
	struct str text, href;
};
struct view_citations {
	struct view_citation *at;
	size_t n;
};
struct view_download {
	const char *title, *type;
	struct str href;
};
struct view_downloads {
	struct view_download *at;
	size_t n;
};
struct view_edition {
	struct str href, name, lang, year, language, kind;
	bool readable; /* there is a digital copy */
};
struct view_editions {
	struct view_edition *at;
	size_t n;
};
struct view_title {
	struct str id;
	bool staff; /* a cataloguer looks at it */
	struct view_card card;
	struct view_values parallel; /* the title in other languages and scripts */
	struct str responsibility, edition, imprint, extent, part, original, languages;
	struct view_value set, host;
	struct view_values series;
	const char *carrier;
	struct str self, address, ark, ark_href, query;
	bool needs_cataloguer, several, searchable;
	struct view_copies copies;
	struct str read; /* of the first copy that may be read */
	int found_pages;
	struct view_founds found;
	struct view_thumbs thumbs;
	bool thumbs_more;
	struct str thumbs_prev, thumbs_next;
	int thumbs_from, thumbs_to, n_pages;
	/* libraries */
	int64_t n_libraries;
	struct view_towns towns;
	struct view_map map;
	struct str near;
	bool near_unknown;
	/* the record */
	struct view_fields fields;
	struct view_origins origins;
	bool several_origins;
	struct str marc_href;
	struct view_editions editions;
	struct view_edition readable_edition; /* where this one cannot be read */
	struct view_citations citations;
	bool several_citations;
	struct view_downloads downloads;
};
#endif
