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

/* For what comes often: the line is only gathered, until log_flush, or the next log_event, or until
 * many have come. Who gathers flushes before he waits, and at his end. */
struct log_field {
	const char *key;
	struct str text; /* s == NULL: the number */
	int64_t number;
};
void log_gather(const char *name, const struct log_field *fields, size_t n);
void log_flush(void);

#endif
