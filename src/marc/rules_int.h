/*
 * rules_int - the tables of what formats say of their fields.
 */
#ifndef KERUEN_MARC_RULES_INT_H
#define KERUEN_MARC_RULES_INT_H

#include "marc/marc_int.h"

/* A subfield: code and name; what may repeat, what must be there, what is of a list of codes. */
#define ONE(code, name)                                                                            \
	{                                                                                          \
		code, false, false, name, NULL                                                     \
	}
#define MANY(code, name)                                                                           \
	{                                                                                          \
		code, true, false, name, NULL                                                      \
	}
#define NEEDED_ONE(code, name)                                                                     \
	{                                                                                          \
		code, false, true, name, NULL                                                      \
	}
#define NEEDED_MANY(code, name)                                                                    \
	{                                                                                          \
		code, true, true, name, NULL                                                       \
	}
#define ONE_OF(code, name, list)                                                                   \
	{                                                                                          \
		code, false, false, name, list                                                     \
	}
#define MANY_OF(code, name, list)                                                                  \
	{                                                                                          \
		code, true, false, name, list                                                      \
	}
#define NEEDED_ONE_OF(code, name, list)                                                            \
	{                                                                                          \
		code, false, true, name, list                                                      \
	}
#define NEEDED_MANY_OF(code, name, list)                                                           \
	{                                                                                          \
		code, true, true, name, list                                                       \
	}
#define END                                                                                        \
	{                                                                                          \
		0, false, false, NULL, NULL                                                        \
	}
/* A field: tag, how often, needed, both indicators, subfields, name, help. */
#define FIELD(tag, times, need, i1, i2, subs, name, help)                                          \
	{                                                                                          \
		tag, times, need, name, help, { i1, i2 }, subs                                     \
	}
enum { ONCE = 0, MANY_TIMES = 1, MAY_BE = 0, NEEDED = 1 };

extern const struct marc_rule marc_rules_21[], marc_rules_unimarc[];
extern const size_t marc_rules_21_n, marc_rules_unimarc_n;

#endif
