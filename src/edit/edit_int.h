/*
 * edit_int - what the files of this room share.
 */
#ifndef KERUEN_EDIT_INT_H
#define KERUEN_EDIT_INT_H

#include "edit/edit.h"

enum { EDIT_LEADER = 24 };

/* Its blanks are written '#', so that its places can be counted. */
bool edit_has_blanks(const char *tag);
void edit_leader_default(enum marc_dialect d, char leader[25]);
bool edit_is_unimarc(enum marc_dialect d); /* of that family: UNIMARC, RUSMARC, KAZMARC */

void edit_copy_field(struct arena *mem, struct marc *m, const struct marc_field *f);
void edit_number(struct arena *mem, struct marc *m, struct str number); /* adds 035 */
/* Sets a control field, or puts it where its tag belongs. */
void edit_set_control(struct arena *mem, struct marc *m, const char *tag, struct str value);
void edit_sort(struct marc *m); /* by tag; fields of one tag keep their order */
/* The same but for when it was changed last. */
bool edit_same(struct arena *mem, const struct marc *a, const struct marc *b);

#endif
