/*
 * xml - the marks of XML in a text, for readers of records who take damaged files too.
 *
 * Tags, their attributes and CDATA are found one by one; declarations and comments are passed over:
 * nothing expands, nothing is fetched, nothing is kept. Whether the whole is well formed is not
 * asked. Offsets are those of the bytes, in any encoding that has ASCII as it is.
 */
#ifndef KERUEN_BASE_XML_H
#define KERUEN_BASE_XML_H

#include "base/buf.h"

enum xml_kind { XML_MORE, XML_START, XML_END, XML_EMPTY, XML_CDATA, XML_OTHER };
/* What stands at a "<". */
struct xml_mark {
	enum xml_kind kind;
	size_t at, end;         /* of the whole of it */
	struct str name, local; /* with and without its prefix */
	struct str rest;        /* attributes, or the text of CDATA */
};

/* The next one at or after a place; XML_MORE: it is not whole, or there is none (at == s.n). */
struct xml_mark xml_next(struct str s, size_t from);
/* The value of an attribute, as it is written; s == NULL where absent. */
struct str xml_attribute(struct str attributes, const char *name);

/* The sign that a reference at the head of s stands for: a number, or one of the five entities;
 * *ret_n: its bytes. */
bool xml_reference(struct str s, uint32_t *ret, size_t *ret_n);
/* Text with its references replaced; what is none stays as it is. */
void xml_unescape(struct buf *out, struct str s);

#endif
