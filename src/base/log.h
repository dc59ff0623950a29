/*
 * log - one line an event, on stderr: time, process, event name, then key=value fields.
 *
 * Only the faces log (floor 5 and above). What a library must be able to prove is data in the store,
 * never a log line.
 */
#ifndef KERUEN_BASE_LOG_H
#define KERUEN_BASE_LOG_H

#include "base/err.h"

/* log_event("request.failed", "path=%s status=%d", …): the event's name is a word, the rest printf.
 */
void log_event(const char *name, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* An error that nobody will see otherwise. */
void log_error(const char *name, struct ctx *c);

#endif
