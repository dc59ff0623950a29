/* The groups of this room's test, and what they share. */
#ifndef KERUEN_TEST_INGEST_H
#define KERUEN_TEST_INGEST_H

#include "ingest/ingest_int.h"

int group_discover(void);
int group_match(void);
int group_deposit(void);

/* A file under c->dir, its folders made. */
char *put(struct ctx *c, const char *path, struct str bytes);

#endif
