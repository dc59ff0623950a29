/*
 * card - a title as it stands among others: its name, its cover, what may be done with it; and the
 * words that name kinds, levels and languages to people.
 */
#ifndef KERUEN_WEB_CARD_H
#define KERUEN_WEB_CARD_H

#include "partner/partner.h"
#include "web/views.h"
#include "web/web_int.h"

/* Fills what a list needs of a title; what was marked by a search is set by the caller after. */
bool card_of_title(struct web_request *r, const struct title *t, struct view_card *ret,
		   struct document_list *ret_docs) MUST_USE;
/* The same where its documents are at hand. */
void card_of(struct web_request *r, const struct title *t, const struct document_list *docs,
	     struct view_card *ret);
/* The HTML language tag of a record's language code; empty where it says nothing. */
struct str card_lang(const struct web_request *r, struct str code);
/* The name of a partner in the reader's language; empty where it is not known. */
struct str card_holder(struct web_request *r, int64_t partner);
/* Loads all partners at once, for a page that is going to name many. */
bool card_holders(struct web_request *r) MUST_USE;
/* "book", "newspaper" … in the reader's language; any other word as it stands. */
struct str card_kind(const struct web_request *r, struct str kind);
const char *card_file_kind(struct str kind); /* message id, by media_kind_name: "sound" … */
const char *card_sign(struct str kind);      /* an icon's name */
bool card_plays(const struct document *d);   /* sound or film */
/* May this reader search inside it? What not everybody may search is not in the index. */
bool card_searchable(const struct web_request *r, const struct document *d);
/* What a level lets do, as a filter names it: message id; NULL for no level. */
const char *card_level(struct str level);
struct str card_length(struct arena *mem, int64_t ms); /* "1:02:05" */

extern const struct field card_fields[];

#endif
