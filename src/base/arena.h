/*
 * arena - memory with a lifetime.
 *
 * Everything taken from an arena goes back at once, when the arena is freed or reset; so do the
 * files, statements and children whose clean-up was registered with it, newest first.
 * An arena has a budget in bytes: passing it is a programming error of the owner, who should
 * have refused the input earlier, and ends the process.
 * With KERUEN_ARENA_DEBUG every allocation is a malloc of its own, so that sanitizers see it.
 */
#ifndef KERUEN_BASE_ARENA_H
#define KERUEN_BASE_ARENA_H

#include "base/str.h"

struct arena;

/* Life */
struct arena *arena_new(size_t budget); /* 0: no budget */
void arena_reset(struct arena *a);      /* runs clean-ups, keeps the first chunk */
void arena_free(struct arena *a);       /* NULL is fine */
/* Calls fn(arg) when the arena is reset or freed. */
void arena_on_end(struct arena *a, void (*fn)(void *), void *arg);
/* Bytes handed out since new or reset. */
size_t arena_used(const struct arena *a);

/* Take: never NULL, zeroed, aligned for any type */
void *arena_take(struct arena *a, size_t bytes);
void *arena_take_array(struct arena *a, size_t n, size_t each); /* overflow ends the process */
/* Makes p (n bytes of this arena) at least `more` long, in place where it can. */
void *arena_grow(struct arena *a, void *p, size_t n, size_t more);
#define arena_new_of(a, type)      ((type *)arena_take((a), sizeof(type)))
#define arena_array_of(a, n, type) ((type *)arena_take_array((a), (n), sizeof(type)))

/* Copies, NUL-terminated */
struct str str_copy(struct arena *a, struct str s);
char *str_z(struct arena *a, struct str s);
struct str str_print(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
struct str str_join(struct arena *a, const struct str *parts, size_t n, struct str between);
struct str str_lower_ascii(struct arena *a, struct str s);

#endif
