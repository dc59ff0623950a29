/*
 * access - who may do what with a document: the one decision that every face asks.
 *
 * Stateless: it follows from what stands in the document's terms and from the day. It says yes, or
 * no with a reason and a way forward, before the reader clicks.
 */
#ifndef KERUEN_ACCESS_H
#define KERUEN_ACCESS_H

#include "base/base.h"

/* Types */
enum access_level { LEVEL_OPEN, LEVEL_READ, LEVEL_EXCERPT, LEVEL_ONSITE, LEVEL_CLOSED };
enum access_action {
	ACT_LIST,
	ACT_READ_RECORD,
	ACT_READ_PAGE,
	ACT_ZOOM,
	ACT_READ_TEXT,
	ACT_SEARCH_INSIDE,
	ACT_PLAY,
	ACT_PRINT,
	ACT_SAVE_PAGE,
	ACT_SAVE_EXCERPT,
	ACT_SAVE_WHOLE,
	ACT_HARVEST_RECORD,
	ACT_HARVEST_FILE,
	ACT_RESTORE,
	ACT_COUNT
};
struct access_who {
	bool onsite; /* from a member's network */
};
struct access_terms { /* of one document */
	enum access_level level;
	int excerpt_pages;  /* N of level `excerpt`; 24 unless the agreement says otherwise */
	struct str embargo; /* YYYY-MM-DD, closed before that day; empty for none */
};
struct access_answer {
	bool allowed;
	const char *reason;  /* message id: why not; NULL where allowed */
	const char *forward; /* message id: what the reader can do; may be NULL */
	struct str until; /* {0} of the reason: the day that it opens, YYYY-MM-DD; mostly empty */
};

/* Levels by name: "open" "read" "excerpt" "onsite" "closed" */
const char *access_level_name(enum access_level l);
bool access_level_of(struct str name, enum access_level *ret) MUST_USE;
const char *access_action_name(enum access_action a);

/* The decision. page: 0 where the action is on the whole document, else 1… (in document order).
 * Every level may be listed and its record read; `closed` only that. `excerpt` is read whole, saved
 * by pages 1..N. Text, zoom, search inside and playing go with reading the page. */
struct access_answer access_decide(const struct access_who *who, const struct access_terms *terms,
				   enum access_action action, int page, int64_t now);
/* What may be done, as one plain phrase (message id): "may be downloaded", "read only", … */
const char *access_phrase(const struct access_who *who, const struct access_terms *terms,
			  int64_t now);

#endif
