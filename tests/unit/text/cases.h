/* cases - tables of cases in files: a case a line, columns between tabs, "#" begins a remark. */
#ifndef KERUEN_UNIT_CASES_H
#define KERUEN_UNIT_CASES_H

#include "unit.h"

/* Calls each(c, cells) for every case of the file under KERUEN_CASES; \n and \t in cells are
 * unescaped. */
void cases_each(const char *name, size_t columns, void (*each)(struct ctx *c, struct str *cells));

void run_language_tests(int *failed);
void run_decode_tests(int *failed);
void run_key_tests(int *failed);
void run_person_tests(int *failed);
void run_place_tests(int *failed);
void run_ocr_tests(int *failed);
void run_memo_tests(int *failed);

#endif
