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

#endif
