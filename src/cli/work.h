/* What runs in the background: the table of job kinds, and one turn of work. */
#ifndef KERUEN_CLI_WORK_H
#define KERUEN_CLI_WORK_H

#include "base/base.h"

/* Claims and does one job (or one batch of index jobs), the most pressing kind first. *ret_did is
 * false when nothing waited. A job that fails is put back or set aside with its reason, and is no
 * failure here: false means that the queue itself could not be used. */
bool work_once(struct ctx *c, struct str owner, bool *ret_did) MUST_USE;
/* Asks for the indexing of titles of which an embargo has ended; looks at most once a minute. */
bool work_opened(struct ctx *c) MUST_USE;

#endif
