/*
 * sign - who is signed in, what that lets them ask, and whether a form is one of ours.
 */
#ifndef KERUEN_WEB_SIGN_H
#define KERUEN_WEB_SIGN_H

#include "web/web_int.h"

/* Sets r->account and r->token from the session's cookie. */
bool sign_find(struct web_request *r) MUST_USE;
/* May they ask for r->page, and is a form ours? Where signing in would help, the reply is the way
 * there already (r->reply.status is set). DENIED */
bool sign_guard(struct web_request *r) MUST_USE;
/* What the frame of a page says of who is signed in. */
void sign_frame(struct web_request *r);
/* A session begins (token.n) or ends in the reader's browser. */
void sign_cookie(struct web_request *r, struct str token);
/* An address of ours to go to, as a form or a link gives it; "/" for any other. */
struct str sign_way(struct str to);
/* An address as it may stand in the log: invitations open an account. */
struct str sign_target(struct str target);
/* The message of a code in ?told= ; NULL for none. */
const char *told_text(struct str code);

#endif
