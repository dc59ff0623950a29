/*
 * views - what each page shows: plain structs that a handler fills, a template prints, and a field
 * table (beside the handler) turns into JSON. What needs thought is a field here, made in C.
 */
#ifndef KERUEN_WEB_VIEWS_H
#define KERUEN_WEB_VIEWS_H

#include "web/html.h"

/* A title as a cover with its name, wherever titles are listed. */
struct view_card {
	struct str id, name, creator;
	int year;          /* 0: unknown */
	struct str cover;  /* address of its picture; empty where there is none to show */
	const char *terms; /* message id: what may be done with it */
};
struct view_cards {
	struct view_card *at;
	size_t n;
};

struct view_home {
	int64_t titles, pages, with_text, partners;
	struct view_cards newest;
};

struct view_error {
	int status;
	const char *title;   /* message id */
	struct str message;  /* in the reader's language */
	const char *forward; /* message id; may be NULL */
};

#endif
