/*
 * deposit - what a partner handed over: one delivery, many documents, each taken, known or refused.
 *
 * The register of deliveries. What becomes of a document's bytes is done by `ingest`.
 */
#ifndef KERUEN_DEPOSIT_H
#define KERUEN_DEPOSIT_H

#include "catalog/catalog.h"

/* Types */
enum deposit_result { DEPOSIT_TAKEN, DEPOSIT_KNOWN, DEPOSIT_REFUSED };
struct deposit {
	int64_t id, partner, begun, ended;
	struct str source; /* what was named on the command line */
	struct access_terms terms;
	int64_t taken, known, refused, bytes;
};
struct deposit_item {
	int64_t deposit;
	struct str path;
	enum deposit_result result;
	struct str document; /* id; empty where refused */
	struct str reason;   /* message id, arguments filled in English; empty where taken */
	struct str quarantine;
	int64_t bytes, pages, ms;
};
struct deposit_items {
	struct deposit_item *at;
	size_t n;
};

const char *deposit_result_name(enum deposit_result r); /* "taken" "known" "refused" */

/* Change: each in the caller's transaction */
bool deposit_begin(struct ctx *c, const struct deposit *d, int64_t *ret_id) MUST_USE;
bool deposit_add_item(struct ctx *c,
		      const struct deposit_item *item) MUST_USE; /* same path again: replaces */
bool deposit_end(struct ctx *c, int64_t id) MUST_USE;            /* counts its items, sets ended */

/* Look up */
bool deposit_get(struct ctx *c, int64_t id, struct deposit *ret) MUST_USE; /* ABSENT */
bool deposit_items(struct ctx *c, int64_t id, struct deposit_items *ret) MUST_USE;

#endif
