/* tiles_int - access images kept open by a worker. */
#ifndef KERUEN_WEB_TILES_INT_H
#define KERUEN_WEB_TILES_INT_H

#include "derive/derive.h"
#include "web/web_int.h"

/* The open access image of r->doc's page, which must be made already; lent to the request. */
bool web_tiles(struct web_request *r, int page, struct media_tiles **ret) MUST_USE;

/* Is it open already, so that it need not be looked for? */
bool web_tiles_open(struct web_request *r, int page);

#endif
