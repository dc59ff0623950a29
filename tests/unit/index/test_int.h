/* What the index's tests share: a library of a few books put in without catalogue or store. */
#ifndef KERUEN_TEST_INDEX_H
#define KERUEN_TEST_INDEX_H

#include "unit.h"
#include "index/index_int.h"

struct book {
	const char *id, *title, *author, *language, *level;
	int year;
	const char *pages[6]; /* ends with NULL */
};
void put_books(struct ctx *c, const struct book *books, size_t n);
struct index_result ask(struct ctx *c, const char *text);
bool holds(const struct index_result *r, const char *title);

int also_tests(void);
int browse_tests(void);
int query_tests(void);
int pages_tests(void);
int passage_tests(void);
int put_tests(void);
int ways_tests(void);
int keys_tests(void);
int deal_tests(void);
int quote_tests(void);

#endif
