/*
 * known - documents and whole pages that a worker keeps while the database stands still.
 *
 * A document's row with its rights saves the routes of bytes their question. A page is kept where
 * its row and its handler say (keeps) that it follows from the database, the address, the language, the
 * reader's place and the day alone: the rest is part of its key. Nothing shown to who is signed in is kept.
 */
#ifndef KERUEN_WEB_KNOWN_H
#define KERUEN_WEB_KNOWN_H

#include "web/web_int.h"

struct known;

struct known *known_new(void);
void known_free(struct known *k); /* NULL is fine, here and in struct web_worker */

/* As document_get; lent to the request. ABSENT */
bool known_document(struct web_request *r, struct str id, struct document *ret) MUST_USE;
/* Answers with a kept page, if r->page is one that may be kept and is. */
bool known_page(struct web_request *r);
/* Keeps the page that was made instead, if it may be. */
void known_page_made(struct web_request *r);

#endif
