/* pages - every page, by name; the table that lists them is routes.c. */
#ifndef KERUEN_WEB_PAGES_H
#define KERUEN_WEB_PAGES_H

#include "web/web_int.h"

extern const struct web_page page_home;
extern const struct web_page page_about;
extern const struct web_page page_help;
extern const struct web_page page_search;
extern const struct web_page page_records;
extern const struct web_page page_browse;
extern const struct web_page page_person;
extern const struct web_page page_place;
extern const struct web_page page_subject;
extern const struct web_page page_title;
extern const struct web_page page_marc;
extern const struct web_page page_record;
extern const struct web_page page_read;
extern const struct web_page page_read_document;
extern const struct web_page page_asset;
extern const struct web_page page_ark;
extern const struct web_page page_ark_short;

/* Accounts */
extern const struct web_page page_enter;
extern const struct web_page page_enter_take;
extern const struct web_page page_leave;
extern const struct web_page page_join;
extern const struct web_page page_join_take;
extern const struct web_page page_register;
extern const struct web_page page_register_take;
extern const struct web_page page_lists;
extern const struct web_page page_lists_make;
extern const struct web_page page_list_add;
extern const struct web_page page_list_put;
extern const struct web_page page_search_keep;
extern const struct web_page page_search_again;
extern const struct web_page page_list;
extern const struct web_page page_list_change;
extern const struct web_page page_list_save;
extern const struct web_page page_me;
extern const struct web_page page_me_take;
extern const struct web_page page_me_password;

/* The staff's */
extern const struct web_page page_staff;
extern const struct web_page page_queue;
extern const struct web_page page_queue_pair;
extern const struct web_page page_queue_answer;
extern const struct web_page page_imports;
extern const struct web_page page_import;
extern const struct web_page page_import_aside;
extern const struct web_page page_duplicates;
extern const struct web_page page_duplicate;
extern const struct web_page page_duplicate_change;
extern const struct web_page page_people;
extern const struct web_page page_people_change;

/* Cataloguing */
extern const struct web_page page_edit_find;
extern const struct web_page page_edit;
extern const struct web_page page_edit_sent;
extern const struct web_page page_edit_take;
extern const struct web_page page_edit_row;
extern const struct web_page page_edit_names;
extern const struct web_page page_edit_outside;
extern const struct web_page page_edit_history;
extern const struct web_page page_edit_back;
extern const struct web_page page_edit_withdraw;
extern const struct web_page page_edit_holdings;
extern const struct web_page page_edit_holdings_sent;

/* Bytes of documents */
extern const struct web_page page_iiif_manifest;
extern const struct web_page page_iiif_search;
extern const struct web_page page_iiif_search1;
extern const struct web_page page_iiif_info;
extern const struct web_page page_iiif_base;
extern const struct web_page page_iiif_image;
extern const struct web_page page_image;
extern const struct web_page page_cover;
extern const struct web_page page_poster;
extern const struct web_page page_play;
extern const struct web_page page_plain_text;
extern const struct web_page page_save;
extern const struct web_page page_save_page;
extern const struct web_page page_save_excerpt;

#endif
