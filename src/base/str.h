/*
 * str - a borrowed slice of bytes.
 *
 * A str owns nothing: its bytes live in an arena, a file map or a literal, and outlive the str.
 * Bytes are not assumed to be text until `text` has checked them. A NUL at s[n] is a courtesy
 * of arena copies (str_copy, buf_str), never a promise of the type.
 */
#ifndef KERUEN_BASE_STR_H
#define KERUEN_BASE_STR_H

#include <string.h>

struct str {
	const char *s;
	size_t n;
};

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_NONE     ((struct str){ NULL, 0 })
/* For printf: printf("%.*s", STR_ARGS(name)) */
#define STR_ARGS(x) (int)(x).n, (x).s ? (x).s : ""

static inline struct str str_of(const char *z)
{
	return (struct str){ z, z ? strlen(z) : 0 };
}

/* Compare */
bool str_same(struct str a, struct str b);
bool str_is(struct str a, const char *z);
int str_order(struct str a, struct str b); /* by bytes; <0, 0, >0 */
bool str_starts(struct str a, const char *prefix);
bool str_ends(struct str a, const char *suffix);
bool str_ends_nocase(struct str a, const char *ascii_suffix);
bool str_same_nocase(struct str a, struct str b); /* ASCII letters only */
/* As people order page files: runs of digits by their value, so page2 comes before page10. */
int str_order_natural(struct str a, struct str b);

/* Find: offset, or a.n where there is none */
size_t str_find_byte(struct str a, char c);
size_t str_find(struct str a, struct str needle);

/* Cut: views into the same bytes */
struct str str_from(struct str a, size_t at);
struct str str_upto(struct str a, size_t n);
struct str str_trim(struct str a); /* ASCII white space at both ends */
/* Takes what stands before the next `sep` off the front of *rest; false when *rest is used up. */
bool str_next(struct str *rest, char sep, struct str *ret);

/* Numbers: the whole slice must be the number, within [min, max] */
bool str_to_int(struct str a, int64_t min, int64_t max, int64_t *ret);
/* In decimal, at the end of room, which it borrows. */
enum { STR_INT = 24 };
struct str str_of_int(int64_t v, char room[STR_INT]);

#endif
