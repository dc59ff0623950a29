/*
 * unit - what every unit test includes: cmocka, a context with an arena, a scratch folder.
 *
 * Test functions are named as sentences: test_call_number__sorts_decimals.
 */
#ifndef KERUEN_UNIT_H
#define KERUEN_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail /* ours is fail(c, kind, text) */

#include "base/base.h"

/* A context for one test, with c->dir a fresh folder under $TMPDIR; gone with unit_end. */
struct ctx *unit_begin(void);
void unit_end(struct ctx *c);
/* Fails the test, printing the error, unless ok. */
#define unit_ok(c, ok) unit_check((c), (ok), #ok, __FILE__, __LINE__)
void unit_check(struct ctx *c, bool ok, const char *what, const char *file, int line);
#define assert_str(s, literal)                                                                     \
	do {                                                                                       \
		struct str unit_s = (s);                                                           \
		assert_string_equal(str_z(unit_arena(), unit_s), literal);                         \
	} while (0)
struct arena *unit_arena(void); /* ends with unit_end */
/* The optional folder of real files, or NULL (then skip with a word). */
const char *unit_shared(const char *under);
/* Whether a real file is in the sample that each run tries: one name in four, always the same ones;
 * all where the environment variable KERUEN_WHOLE is set. */
bool unit_sampled(const char *name);

#endif
