/*
 * outside - records of other libraries' catalogues, over Z39.50 and SRU.
 *
 * Targets stand in DIR/targets.conf, one a line. Asking is done in a child process (`keruen
 * outside`, hidden): a web worker never waits, and what comes from outside is parsed there.
 */
#ifndef KERUEN_OUTSIDE_H
#define KERUEN_OUTSIDE_H

#include "format/format.h"

/* Types */
enum outside_protocol { OUTSIDE_Z3950, OUTSIDE_SRU };
struct outside_target {
	struct str code, name;
	enum outside_protocol protocol;
	struct str address; /* "host:port/database", or an http address */
	struct str user, password;
	struct str dialect, encoding; /* of what it gives; empty: by looking */
	struct str charset;           /* of the questions; empty: UTF-8 */
};
struct outside_targets {
	struct outside_target *at;
	size_t n;
};
enum outside_by { OUTSIDE_ANY, OUTSIDE_TITLE, OUTSIDE_AUTHOR, OUTSIDE_ISBN };
struct outside_answer { /* of one target */
	struct str target;
	bool answered;
	struct str trouble; /* a sentence; empty where it answered */
	int64_t total;
	struct record_item *at;
	size_t n;
};
struct outside_answers {
	struct outside_answer *at;
	size_t n;
};

bool outside_targets_read(struct ctx *c, struct outside_targets *ret) MUST_USE; /* INVALID */
/* Asks all of them at once, at most ms; what one cannot do is told in its answer. Blocks: for verbs
 * and the child process. */
bool outside_search(struct ctx *c, const struct outside_targets *t, enum outside_by by,
		    struct str words, int n, int ms, struct outside_answers *ret) MUST_USE;
/* An answer as lines of JSON, and back: how the child hands it on. */
void outside_write(const struct outside_answers *a, struct buf *out);
bool outside_read(struct ctx *c, struct str text, struct outside_answers *ret) MUST_USE;

#endif
