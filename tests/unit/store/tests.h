/* What the files of this room's test share. */
#ifndef KERUEN_TEST_STORE_H
#define KERUEN_TEST_STORE_H

#include "store/store_int.h"

extern const struct store_note note;
struct ctx *begin_store(void);
void end_store(struct ctx *c);
char *put_source(struct ctx *c, const char *name, struct str bytes);
struct store_draft *draft_with(struct ctx *c, const char *logical, const char *text);
void create(struct ctx *c, const char *id, const char *logical, const char *text);
size_t count_findings(struct ctx *c); /* of a whole audit, printed */

void test_audit__finds_nothing_in_a_whole_store(void **state);
void test_audit__tells_what_changed_vanished_appeared(void **state);
void test_audit__tells_a_changed_inventory_once(void **state);
void test_audit__knows_the_fixtures_by_their_codes(void **state);

void test_known__is_good_for_one_stamp_of_the_inventory(void **state);
void test_known__tells_objects_and_files_apart(void **state);
void test_known__takes_a_place_from_another_but_never_its_path(void **state);
void test_known__follows_a_new_version_of_another_process(void **state);

#endif
