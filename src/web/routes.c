/* Every address of the portal. The first row that fits a path answers it. */
#include "web/pages.h"
#include "web/web.h"

/* clang-format off */
const struct web_page *const web_pages[] = {
	&page_home,
	&page_search,
	&page_records,
	&page_browse,
	&page_person,
	&page_place,
	&page_subject,
	&page_title,
	&page_marc,
	&page_record,
	&page_image, /* before page_read: /read/ID/5.jpg */
	&page_read,
	&page_read_document,
	&page_help,
	&page_about,
	&page_enter,
	&page_enter_take,
	&page_leave,
	&page_join,
	&page_join_take,
	&page_register,
	&page_register_take,
	&page_lists,
	&page_lists_make,
	&page_list_add,
	&page_list_put,
	&page_search_keep,
	&page_search_again,
	&page_list,
	&page_list_change,
	&page_list_save,
	&page_me,
	&page_me_take,
	&page_me_password,
	&page_staff,
	&page_queue,
	&page_queue_pair,
	&page_queue_answer,
	&page_imports,
	&page_import,
	&page_import_aside,
	&page_duplicates,
	&page_duplicate,
	&page_duplicate_change,
	&page_people,
	&page_people_change,
	&page_edit_find,
	&page_edit,
	&page_edit_sent,
	&page_edit_take,
	&page_edit_row,
	&page_edit_names,
	&page_edit_outside,
	&page_edit_history,
	&page_edit_back,
	&page_edit_withdraw,
	&page_edit_holdings,
	&page_edit_holdings_sent,
	&page_iiif_image, /* before the others: asked most often */
	&page_iiif_manifest,
	&page_iiif_search,
	&page_iiif_search1,
	&page_iiif_info,
	&page_iiif_base,
	&page_cover,
	&page_poster,
	&page_play,
	&page_plain_text,
	&page_save,
	&page_save_page,
	&page_save_excerpt,
	&page_asset,
	&page_ark,
	&page_ark_short,
	NULL,
};
/* clang-format on */

struct str web_routes_text(struct arena *mem, const char *lang)
{
	struct buf b;
	buf_init(&b, mem, 0);
	for (const struct web_page *const *p = web_pages; *p; p++)
		buf_print(&b, "%-4s %-32s %-13s %-14s %s\n",
			  (*p)->method == WEB_POST ? "POST" : "GET", (*p)->path,
			  account_role_name((*p)->role),
			  (*p)->needs_doc ? access_action_name((*p)->act) : "-",
			  text_say(lang, (*p)->help));
	return buf_str(&b);
}
