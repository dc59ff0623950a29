/*
 * web_int - what a page's handler sees: the request, the page's table row, the ways to reply.
 */
#ifndef KERUEN_WEB_INT_H
#define KERUEN_WEB_INT_H

#include "access/access.h"
#include "account/account.h"
#include "catalog/catalog.h"
#include "library/library.h"
#include "web/field.h"
#include "web/html.h"
#include "wire/wire.h"

struct web_worker; /* worker_int.h */

/* Parameters, checked by the router before the handler runs */
enum param_kind {
	PARAM_END,
	PARAM_ID,     /* of a title or document: catalog_id_valid; else 404 */
	PARAM_PAGE,   /* 1 … 100000; else 404 */
	PARAM_NUMBER, /* 0 … 1000000000; in the query, wrong ones count as absent */
	PARAM_TEXT,   /* anything in UTF-8, at most 400 bytes */
	PARAM_LONG,   /* the same, as long as a form may be; in an address, 4000 bytes */
	PARAM_PATH,   /* the rest of the path, slashes included */
};
struct web_param {
	const char *name;
	enum param_kind kind;
};
enum { WEB_PARAMS = 24 };
enum web_method { WEB_GET, WEB_POST }; /* HEAD goes with GET; a path may have a row of each */

/* A page: a row of the table in routes.c. */
struct web_request;
struct web_page {
	const char *path; /* "/read/{id}/{page}"; {name} takes one segment, or with .jpg after it */
	enum web_method method;
	struct web_param params[WEB_PARAMS];
	/* Asked of access_decide by the router, about the document {id} and its {page}, before the
	 * handler runs, which then finds it in r->doc. Rows without a document leave needs_doc out.
	 */
	bool needs_doc;
	enum access_action act;
	/* The least that a person must be, asked before the handler runs: nobody is shown the way to
	 * sign in, who is too little is refused. A POST row of anybody but nobody takes only forms
	 * that bring back the session's token ({include form_token.html}); every POST row, only forms
	 * of our own pages (sign.c). */
	enum account_role role;
	/* It may be kept and shown again (known.h): it follows from the database, the address, the
	 * language, the reader's place and the day alone. What it shows besides, of files of the
	 * store, changes only with the database. */
	bool keeps;
	bool (*show)(struct web_request *r);
	const char *help;
};
extern const struct web_page *const web_pages[]; /* ends with NULL */

/* One request. Lives in its own arena. */
struct web_request {
	struct ctx *c; /* c->lang is the reader's */
	struct http_request *http;
	struct web_worker *worker;
	const struct web_page *page;
	struct access_who who;
	struct account account;              /* id 0: nobody */
	struct str token;                    /* of the session; empty for nobody */
	struct str params[WEB_PARAMS];       /* by the row's params; s == NULL: absent */
	int64_t numbers[WEB_PARAMS];         /* of PARAM_PAGE and PARAM_NUMBER */
	const struct partner_list *partners; /* all, where a page names many (card_holders) */
	struct document doc;                 /* where the row needs one: may be read, by `act` */
	int doc_page;                        /* 0: the whole document */
	bool head, json;                     /* json: ?format=json or Accept: application/json */
	bool waiting;                        /* the reply comes later */
	const char *forward; /* message id: what a refused reader can do; may be NULL */
	struct str back;     /* with it: the title's address; may be empty */
	int64_t now;         /* when it came: what holds today is decided by that */
	bool keeps;          /* the handler, where its row may: this one follows from those alone */
	uint64_t version;    /* of the database, before it was read for this page; known.c */
	bool lang_chosen;    /* by ?lang= : to be remembered */
	struct web_frame frame;
	struct buf body;
	struct http_reply reply;
};

/* Parameters by name. s == NULL / `absent` where it was not given. */
struct str web_text(const struct web_request *r, const char *name);
int64_t web_number(const struct web_request *r, const char *name, int64_t absent);

/* The one helper: may this reader do that with the document? Loads it. False with ABSENT or DENIED
 * (reason and way forward in the error). The router calls it for every row that needs_doc; a
 * handler calls it for further documents or actions. page 0: the whole document. */
bool web_document(struct web_request *r, struct str id, enum access_action act, int page,
		  struct document *ret) MUST_USE;
/* What the answer is, for showing before a click. */
struct access_answer web_may(const struct web_request *r, const struct access_terms *terms,
			     enum access_action act, int page);
/* Why not, in the reader's language; of an answer that is no. */
struct str web_reason(const struct web_request *r, const struct access_answer *a);
/* Reply with a page: WEB_SHOW(r, page_home, &view, view_home_fields). The same view as JSON where
 * that was asked; fields may be NULL: HTML only. */
#define WEB_SHOW(r, name, view, fields)                                                            \
	(web_show_json((r), (fields), (view)) ||                                                   \
	 (name##_html(&(r)->body, web_frame(r), (view)), web_show_html(r)))
const struct web_frame *web_frame(struct web_request *r); /* whole, when a page is shown */
bool web_show_json(struct web_request *r, const struct field *fields, const void *view);
bool web_show_html(struct web_request *r) MUST_USE;
/* Reply with text of another type, built in r->body. */
bool web_show_text(struct web_request *r, const char *type) MUST_USE;
bool web_redirect(struct web_request *r, int status, struct str to) MUST_USE;
/* After a form was taken: to a page of ours that says so; told: a code of told.c, or NULL. */
bool web_see_other(struct web_request *r, struct str to, const char *told) MUST_USE;
/* Reply with an open file (taken over), cached as the document's openness allows. */
bool web_show_file(struct web_request *r, int fd, const char *type, struct str etag) MUST_USE;
/* For the bytes of r->doc: how others may keep them, by its openness. */
void web_cache_as_open(struct web_request *r);
/* The error in c->err as a page (or JSON) with its status. */
void web_show_error(struct web_request *r);
int web_status(enum err_kind kind);

/* Addresses of this very page with one query parameter changed: for filters and turning pages.
 * value.s == NULL takes it out. "format" and "lang" are left out. */
struct str web_here_with(const struct web_request *r, const char *name, struct str value);
/* "https://host" as the reader sees us, for addresses that leave the page (IIIF). */
struct str web_origin(const struct web_request *r);

#endif
