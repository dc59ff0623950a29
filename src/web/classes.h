/*
 * classes - names of the classes of UDC and BBK, in our four languages, and their tree.
 */
#ifndef KERUEN_WEB_CLASSES_H
#define KERUEN_WEB_CLASSES_H

#include "text/text.h"

struct class_name {
	const char *scheme, *code; /* scheme: "udc" or "bbk" */
	const char *in[4];         /* kk ru ky en, in the order of text_languages */
};

const char *class_name(struct str scheme, struct str code, const char *lang); /* NULL: no name */
/* Those above a class, the widest first; those just below it (below an empty code: the main ones). */
size_t classes_above(struct str scheme, struct str code, const struct class_name **ret, size_t max);
size_t classes_below(struct str scheme, struct str code, const struct class_name **ret, size_t max);

#endif
