/* poster - a film's picture: how large it is. */
#ifndef KERUEN_WEB_POSTER_H
#define KERUEN_WEB_POSTER_H

#include "web/web_int.h"

/* Of the poster of r->doc; false where it is not there (yet), or cannot be read. */
bool poster_size(struct web_request *r, int *ret_w, int *ret_h);
/* From the beginning of a JPEG. */
bool poster_size_of_jpeg(struct str head, int *ret_w, int *ret_h);

#endif
