/*
 * when - time as the standards write it: RFC 3339, UTC, whole seconds.
 */
#ifndef KERUEN_BASE_WHEN_H
#define KERUEN_BASE_WHEN_H

#include "base/arena.h"

/* Seconds since 1970-01-01T00:00:00Z. KERUEN_NOW (a number) stands in for the clock in tests. */
int64_t when_now(void);
/* For measuring; never goes back. */
int64_t when_monotonic_us(void);
/* 2026-11-22T02:07:43Z */
struct str when_text(struct arena *mem, int64_t when);
bool when_parse(struct str text, int64_t *ret) MUST_USE;

#endif
