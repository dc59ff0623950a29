/*
 * view_me - what a person's own pages show: signing in, the account, lists.
 */
#ifndef KERUEN_WEB_VIEW_ME_H
#define KERUEN_WEB_VIEW_ME_H

#include "web/views.h"

struct view_enter {
	struct str said; /* why it was refused, in the reader's language */
	struct str login, to;
	bool open; /* anybody may make an account */
};
struct view_choice { /* one of a list of values */
	struct str value, name;
	bool on;
};
struct view_choices {
	struct view_choice *at;
	size_t n;
};
struct view_join { /* an invitation is taken, or an account made */
	struct str said, token, login, name;
	bool invited;
};
struct view_me {
	struct str said, said_password;
	struct str login, name, partner, role;
	struct view_choices langs;
};

struct view_list_row { /* a list among others, or a kept search */
	struct str id, href, name;
	int64_t n, fresh;   /* titles; more than when it was last looked at */
	bool shared, holds; /* holds: the title that is to be added, already */
};
struct view_list_rows {
	struct view_list_row *at;
	size_t n;
};
struct view_lists {
	struct view_list_rows lists, searches;
};
struct view_list_add {          /* where a title, or a search, is to be put */
	struct str title, name; /* of a title: its id and name */
	struct str search, words;
	struct view_list_rows lists;
	struct str back;
};
struct view_list_title {
	struct view_card card;
	struct str id, note;
	bool first, last, gone;
};
struct view_list_titles {
	struct view_list_title *at;
	size_t n;
};
struct view_list {
	struct str id, name, address; /* whose it is, others are not told */
	bool own, shared;
	int64_t n;
	struct view_list_titles titles;
	struct view_links formats;
};

#endif
