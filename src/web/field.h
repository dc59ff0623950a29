/*
 * field - the members of a view struct, named once, so that it prints as JSON as well as HTML.
 *
 *	const struct field view_hit_fields[] = { FIELD(struct view_hit, title), FIELD_END };
 *	const struct field view_search_fields[] = {
 *		FIELD(struct view_search, total),
 *		FIELD_LIST(struct view_search, hits, view_hit_fields), FIELD_END };
 */
#ifndef KERUEN_WEB_FIELD_H
#define KERUEN_WEB_FIELD_H

#include "web/html.h"

enum field_type {
	FIELD_T_END,
	FIELD_T_STR,
	FIELD_T_HTML,
	FIELD_T_Z,
	FIELD_T_BOOL,
	FIELD_T_INT,
	FIELD_T_INT64,
	FIELD_T_DOUBLE,
	FIELD_T_LIST,
	FIELD_T_STRUCT,
};
struct field {
	const char *name;
	enum field_type type;
	size_t at;              /* of a list: of its `at`; its `n` follows in at_n */
	size_t at_n, size;      /* of a list: offset of n, size of an item */
	const struct field *of; /* of an item or a struct within */
};

#define FIELD_MEMBER(type_, member) (((type_ *)0)->member)
#define FIELD_TYPE(type_, member)                                                                  \
	_Generic(FIELD_MEMBER(type_, member),                                                      \
		struct str: FIELD_T_STR,                                                           \
		struct html: FIELD_T_HTML,                                                         \
		const char *: FIELD_T_Z,                                                           \
		bool: FIELD_T_BOOL,                                                                \
		int: FIELD_T_INT,                                                                  \
		int64_t: FIELD_T_INT64,                                                            \
		size_t: FIELD_T_INT64,                                                             \
		double: FIELD_T_DOUBLE)
#define FIELD_AS(type_, member, name_)                                                             \
	{                                                                                          \
		.name = (name_), .type = FIELD_TYPE(type_, member), .at = offsetof(type_, member)  \
	}
#define FIELD(type_, member) FIELD_AS(type_, member, #member)
#define FIELD_LIST(type_, member, of_)                                                             \
	{                                                                                          \
		.name = #member, .type = FIELD_T_LIST, .at = offsetof(type_, member.at),           \
		.at_n = offsetof(type_, member.n),                                                 \
		.size = sizeof(FIELD_MEMBER(type_, member).at[0]), .of = (of_)                     \
	}
#define FIELD_STRUCT(type_, member, of_)                                                           \
	{                                                                                          \
		.name = #member, .type = FIELD_T_STRUCT, .at = offsetof(type_, member),            \
		.of = (of_)                                                                        \
	}
#define FIELD_END                                                                                  \
	{                                                                                          \
		.name = NULL                                                                       \
	}

/* The struct at `view` as one JSON object. */
void field_json(struct buf *out, const struct field *fields, const void *view);

#endif
