/*
 * asset - static files compiled into the program (tools/embed), under addresses that carry their
 * content's hash and may be kept for ever.
 */
#ifndef KERUEN_WEB_ASSET_H
#define KERUEN_WEB_ASSET_H

#include "base/base.h"

struct asset {
	const char *address; /* "/a/HASH/app.css" */
	const char *type;
	struct str plain, gzip; /* gzip is empty where it does not pay */
};

extern const struct asset assets[]; /* by address */
extern const size_t assets_n;

const struct asset *asset_at(struct str address); /* NULL: none */

#endif
