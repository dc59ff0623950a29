/* Every address of the portal. The first row that fits a path answers it. */
#include "web/pages.h"
#include "web/web.h"

const struct web_page *const web_pages[] = {
	&page_home,
	&page_search,
	&page_title,
	&page_read,
	&page_read_document,
	&page_help,
	&page_about,
	&page_asset,
	NULL,
};

struct str web_routes_text(struct arena *mem)
{
	struct buf b;
	buf_init(&b, mem, 0);
	for (const struct web_page *const *p = web_pages; *p; p++)
		buf_print(&b, "GET %-32s %-14s %s\n", (*p)->path,
			  (*p)->needs_doc ? access_action_name((*p)->act) : "-", (*p)->help);
	return buf_str(&b);
}
