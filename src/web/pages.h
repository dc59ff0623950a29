/* pages - every page, by name; the table that lists them is routes.c. */
#ifndef KERUEN_WEB_PAGES_H
#define KERUEN_WEB_PAGES_H

#include "web/web_int.h"

extern const struct web_page page_home;
extern const struct web_page page_about;
extern const struct web_page page_help;
extern const struct web_page page_search;
extern const struct web_page page_title;
extern const struct web_page page_read;
extern const struct web_page page_read_document;
extern const struct web_page page_asset;

#endif
